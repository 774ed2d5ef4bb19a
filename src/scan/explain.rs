//! The words for what is wrong with a row, or doubtful about it.
//!
//! Which rows are left out is decided in [`super::block`]; here the same decoders and rules are asked field by field, for one
//! row, and every fault gets its finding. A row counts or not whatever is said here.

use super::expenditure::Spent;
use super::file::FileScan;
use super::interval::Interval;
use super::references::{self, Reference, Referred};
use super::spending::Ledger;
use crate::calendar::{Date, Day, Days};
use crate::check::name_disagrees::Beside;
use crate::check::{empty_return, future_date, outside_plan, outside_population, period_without_window, range_of_years, rule_broken};
use crate::finding::{Finding, Findings};
use crate::load::reader::Line;
use crate::load::rows::{Header, Reading};
use crate::load::table_file::bounds;
use crate::model::{Condition, Register, UNITS, UnitIndex, View};
use crate::read::records::Record;

/// One row, read and sound so far.
struct Row<'r> {
    cells: &'r [View<'r>],
    header: &'r Header,
    record: &'r Record<'r>,
    date: Date,
    /// For each calendar of the log the days of its period; for logs by date one entry without.
    periods: &'r [Option<Days>],
    /// For each calendar and reference column what it means.
    referred: &'r [Option<Referred>],
}

impl Row<'_> {
    /// What a reference column means in the first calendar in which it means something.
    fn referred(&self, at: usize, references: usize) -> Option<Referred> {
        self.referred.iter().skip(at).step_by(references).find_map(|referred| *referred)
    }
}

impl FileScan<'_> {
    /// Says what is wrong with a row; gives whether it is sound.
    pub(super) fn explain(&self, line: &Line<'_>, findings: &mut Findings) -> bool {
        let Line { header, record, text } = *line;
        let table = &self.log.table;
        let mut cells = Vec::with_capacity(table.columns.len());
        let mut found = Vec::new();
        let reading = Reading { table, vocabulary: self.vocabulary, tree: self.tree };
        let mut readable = header.cells(reading, record, text, &mut cells, &mut found);
        let whole = cells.len() == table.columns.len();
        if let Some(column) = self.period
            && let Some(written) = header.field(text, record, column).filter(|written| self.decoders.is_of_years(written))
        {
            found.push(range_of_years::check(header.place(record, column), written, table.columns[column].personal));
        }
        if whole {
            bounds(table, |column| cells[column].number(), |column| header.place(record, column), &mut found);
        }
        let date = match cells.get(self.log.date) {
            Some(View::Date(date)) => Some(*date),
            _ => None,
        };
        let Some(date) = date.filter(|_| whole) else {
            if whole {
                // Without a day nothing tells who holds a code; that nobody ever held it can be told all the same.
                let unknown = |Reference { column, register, .. }: &Reference| {
                    let key = references::key(&cells[*column])?;
                    let (named, place) = (&table.columns[*column], header.place(record, *column));
                    references::unknown((self.workspace, self.gazetteer), *register, named, key, place, None)
                };
                found.extend(self.references.iter().filter_map(unknown));
            }
            report(readable, found, findings);
            return false;
        };
        let (periods, referred) = self.understand(&cells, date);
        let row = Row { cells: &cells, header, record, date, periods: &periods, referred: &referred };
        readable &= self.judge(&row, &mut found);
        let mut sound = report(readable, found, findings) && !self.excluded.contains(record.place());
        if sound {
            let view = |column: usize| cells[column];
            for (rule, demand) in table.rules.iter().flat_map(|rule| rule.broken(&view).map(move |demand| (rule, demand))) {
                sound &= !findings.add(rule_broken::check(table, rule, demand, header.place(record, demand.column())));
            }
            let filled = empty_return::columns(table, |column| header.place_of(column).is_some());
            if sound && empty_return::is_one(&filled, view) {
                let private = table.columns.iter().any(|column| column.personal);
                sound &= !findings.add(empty_return::check(record.place(), private));
            }
        }
        if sound {
            let counted = self.counted(&row);
            sound = self.doubt(&row, counted, findings);
            if let Some(expenditure) = self.expenditure
                && date <= self.as_of
                && cells[expenditure.amount()].number().is_some()
            {
                let referred =
                    |column| row.referred(self.references.iter().position(|entry| entry.column == column)?, self.references.len());
                let place = |column| header.place(record, column);
                let spent = Spent { cells: &cells, date, period: self.period, referred: &referred, place: &place };
                expenditure.judge(&spent, &mut Ledger::default(), &mut |finding| sound &= !findings.add(finding));
            }
        }
        sound
    }

    /// Reads the row's period and references, in each calendar of the log.
    fn understand(&self, cells: &[View<'_>], date: Date) -> (Vec<Option<Days>>, Vec<Option<Referred>>) {
        let periods: Vec<Option<Days>> = match self.period.map(|column| cells[column]) {
            None => vec![None],
            Some(View::Period(period)) => self.routes.calendars.iter().map(|calendar| period.days(*calendar)).collect(),
            Some(_) => vec![None; self.routes.calendars.len()],
        };
        let mut referred = Vec::new();
        for days in &periods {
            let find = |entry: &Reference| entry.lookup.find(references::key(&cells[entry.column])?, Day::new(date), *days);
            referred.extend(self.references.iter().map(find));
        }
        (periods, referred)
    }

    /// Reports what makes the row unsound; says whether its references mean something.
    fn judge(&self, row: &Row<'_>, found: &mut Vec<Finding>) -> bool {
        let (header, record) = (row.header, row.record);
        let table = &self.log.table;
        let mut readable = true;
        for (at, Reference { column, register, named, .. }) in self.references.iter().enumerate() {
            let Some(key) = references::key(&row.cells[*column]) else { continue };
            let place = || header.place(record, *column);
            let Some(referred) = row.referred(at, self.references.len()) else {
                let day = row.periods.iter().flatten().next().map_or(row.date, |days| row.date.clamp(days.first, days.last));
                found.extend(references::missing((self.workspace, self.gazetteer), *register, &table.columns[*column], key, place(), day));
                readable = false;
                continue;
            };
            for named in named {
                if let Some(name) = row.cells[*named].text() {
                    // A name beside a personal reference would tell whom it means.
                    let personal = table.columns[*named].personal || table.columns[*column].personal;
                    let Register { table, rows, .. } = self.workspace.register(*register);
                    let unit = (*register == UNITS).then_some((self.gazetteer, UnitIndex(referred.subject)));
                    let beside = Beside { table, row: rows.get(referred.row as usize), name, day: referred.day.date(), personal, unit };
                    found.extend(beside.check(|| [header.place(record, *named), place()]));
                }
            }
        }
        readable
    }

    /// Reports what is doubtful about a sound row; says whether none of it was set to be an error.
    fn doubt(&self, row: &Row<'_>, counted: Counted, findings: &mut Findings) -> bool {
        let (header, record) = (row.header, row.record);
        let mut sound = true;
        let mut doubt = |finding: Option<Finding>| {
            if let Some(finding) = finding {
                sound &= !findings.add(finding);
            }
        };
        let date_place = || header.place(record, self.log.date);
        let personal = self.log.table.columns[self.log.date].personal;
        if self.today && row.date > self.as_of {
            doubt(future_date::check(date_place(), row.date, self.as_of, personal));
        }
        let far = row.date >= outside_plan::far(&self.routes.plans);
        if far || (!counted.window && !self.routes.plans.iter().any(|days| days.contains(row.date))) {
            doubt(outside_plan::check(date_place(), row.date, &self.routes.plans, counted.window, personal));
            // No list of the plan can hold a unit on such a day.
            return sound;
        }
        if let (Some(column), false, false) = (self.period, counted.period, self.routes.all.is_empty())
            && let View::Period(period) = row.cells[column]
        {
            doubt(Some(period_without_window::check(header.place(record, column), &period.to_string())));
        }
        for (at, Reference { column, .. }) in self.references.iter().enumerate().filter(|(_, entry)| entry.register == UNITS) {
            let Some(referred) = row.referred(at, self.references.len()) else { continue };
            if let Some(miss) = self.area.miss(*column, UnitIndex(referred.subject), referred.day.date()) {
                let personal = self.log.table.columns[*column].personal;
                let name = (!personal).then(|| self.workspace.unit_name(UnitIndex(referred.subject), referred.day.date()));
                doubt(Some(outside_population::check(header.place(record, *column), name, referred.day.date(), miss)));
            }
        }
        sound
    }

    /// Whether some target has a window for the row.
    fn counted(&self, row: &Row<'_>) -> Counted {
        let mut counted = Counted { window: false, period: false };
        let date = Day::new(row.date);
        for (calendar, period) in row.periods.iter().enumerate() {
            let by_period: Interval;
            let interval = match (period, self.log.by_period()) {
                (Some(period), _) => {
                    by_period = self.routes.by_period(*period, calendar);
                    &by_period
                }
                (None, true) => continue,
                (None, false) => &self.routes.intervals()[self.routes.by_date(date) as usize],
            };
            if !interval.counts(date) {
                continue;
            }
            counted.period = true;
            let referred = &row.referred[calendar * self.references.len()..][..self.references.len()];
            let lookup = |column: usize| self.references.iter().position(|entry| entry.column == column).and_then(|at| referred[at]);
            let mut passed = vec![0_u64; self.routes.filters.len().div_ceil(64)];
            for (filter, _) in &interval.filters {
                let conditions = &self.routes.filters[*filter].conditions;
                if conditions.iter().all(|condition| self.holds(condition, row, lookup(condition.path.column))) {
                    passed[filter / 64] |= 1 << (filter % 64);
                }
            }
            counted.window |= interval.takes(date, &passed);
        }
        counted
    }

    fn holds(&self, condition: &Condition, row: &Row<'_>, referred: Option<Referred>) -> bool {
        if condition.path.then.is_empty() {
            return condition.test.holds(row.cells[condition.path.column]);
        }
        let day = referred.map_or(row.date, |referred| referred.day.date());
        condition.test.holds(condition.path.further(self.workspace, referred.map(|referred| referred.row as usize), day))
    }
}

/// Reports what was found of a row; says whether it is sound.
fn report(mut sound: bool, found: Vec<Finding>, findings: &mut Findings) -> bool {
    for finding in found {
        sound &= !findings.add(finding);
    }
    sound
}

/// What a row counted for, whoever its subject is.
#[derive(Clone, Copy)]
struct Counted {
    /// Whether some target has a window for it and takes such rows.
    window: bool,
    /// Whether some target has a window for its period.
    period: bool,
}
