//! A close look at a row: all that is wrong with it is found and said, and if nothing is, it is gathered.

use super::area::Known;
use super::batch::{Entry, NOBODY, gathered};
use super::file::{FileScan, Hand, emptied};
use super::keys::hash;
use super::lookup;
use super::references::{self, Meant, Reference};
use super::route::Axis;
use super::spender::Spent;
use crate::calendar::{Date, Days};
use crate::check::name_disagrees::Beside;
use crate::check::{future_date, outside_plan, outside_population, period_without_window};
use crate::finding::{Finding, Findings};
use crate::load::reader::Line;
use crate::load::rows::{Header, Reading, RowText};
use crate::load::table_file::bounds;
use crate::measure::mark;
use crate::model::{Condition, Register, SubjectKind, UNITS, UnitIndex, View};
use crate::read::records::Record;

/// Words of filter bits that need no memory of their own.
const WORDS: usize = 4;

/// One row, read and sound so far.
struct Row<'r> {
    cells: &'r [View<'r>],
    /// The fields as written, in NFC.
    header: &'r Header,
    record: &'r Record<'r>,
    text: &'r RowText<'r>,
    date: Date,
    /// For each calendar of the log the days of its period; for logs by date one entry without.
    periods: &'r [Option<Days>],
    /// For each calendar and reference column what it means.
    meant: &'r [Option<Meant>],
}

impl Row<'_> {
    /// What a reference column means in the first calendar in which it means something.
    fn meant(&self, at: usize, references: usize) -> Option<Meant> {
        self.meant.iter().skip(at).step_by(references).find_map(|meant| *meant)
    }
}

impl FileScan<'_> {
    /// Judges a row and gathers it; says whether it is sound.
    pub(super) fn row(&self, line: &Line<'_>, findings: &mut Findings, hand: &mut Hand) -> bool {
        let Line { header, record, text } = *line;
        let table = &self.log.table;
        if let Some(key) = self.key.and_then(|key| header.field(text, record, key)).filter(|key| !key.is_empty()) {
            hand.taken.keys.push(hash(key));
        }
        let mut cells = emptied(std::mem::take(&mut hand.cells));
        let (mut periods, mut meant) = (std::mem::take(&mut hand.periods), std::mem::take(&mut hand.meant));
        let mut found = Vec::new();
        let reading = Reading { table, vocabulary: self.vocabulary, tree: self.tree };
        let mut readable = header.cells(reading, record, text, &mut cells, &mut found);
        let whole = cells.len() == table.columns.len();
        if whole && self.bounded {
            bounds(table, |column| cells[column].number(), |column| header.place(record, column), &mut found);
        }
        let date = match cells.get(self.log.date) {
            Some(View::Date(date)) => Some(*date),
            _ => None,
        };
        let mut sound = false;
        if let Some(date) = date.filter(|_| whole) {
            self.understand(&cells, date, &mut periods, &mut meant);
            let row = Row { cells: &cells, header, record, text, date, periods: &periods, meant: &meant };
            readable &= self.judge(&row, &mut found);
            sound = report(readable, found, findings) && !self.excluded.contains(record.place());
            if sound {
                let before = hand.batch.len();
                let counted = self.fold(&row, hand);
                sound = self.doubt(&row, counted, &mut hand.known, findings);
                if let Some(spender) = self.spender {
                    let meant = |column| row.meant(self.references.iter().position(|entry| entry.column == column)?, self.references.len());
                    let place = |column| header.place(record, column);
                    let spent = Spent { cells: &cells, date, period: self.period, meant: &meant, place: &place };
                    sound &= spender.take(&spent, sound, &mut hand.ledger, findings);
                }
                if !sound {
                    // What the settings call an error counts nowhere.
                    hand.batch.truncate(before);
                }
            }
        } else {
            periods.clear();
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
        }
        (hand.cells, hand.periods, hand.meant) = (emptied(cells), periods, meant);
        if hand.batch.is_full() {
            self.settle(hand);
        }
        sound
    }

    /// Reads the row's period and references.
    fn understand(&self, cells: &[View<'_>], date: Date, periods: &mut Vec<Option<Days>>, meant: &mut Vec<Option<Meant>>) {
        periods.clear();
        meant.clear();
        match self.period.map(|column| cells[column]) {
            None => periods.push(None),
            Some(View::Period(period)) => periods.extend(self.routes.calendars.iter().map(|calendar| period.days(*calendar))),
            Some(_) => periods.extend(self.routes.calendars.iter().map(|_| None)),
        }
        for days in &*periods {
            let find = |entry: &Reference| {
                let key = references::key(&cells[entry.column])?;
                entry.lookup.find(lookup::hash(key.as_bytes()), key, date, *days)
            };
            meant.extend(self.references.iter().map(find));
        }
    }

    /// Reports what makes the row unsound; says whether its references mean something.
    fn judge(&self, row: &Row<'_>, found: &mut Vec<Finding>) -> bool {
        let (header, record) = (row.header, row.record);
        let table = &self.log.table;
        let mut readable = true;
        for (at, Reference { column, register, named, .. }) in self.references.iter().enumerate() {
            let Some(key) = references::key(&row.cells[*column]) else { continue };
            let place = || header.place(record, *column);
            let Some(meant) = row.meant(at, self.references.len()) else {
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
                    let unit = (*register == UNITS).then_some((self.gazetteer, UnitIndex(meant.subject)));
                    let beside = Beside { table, row: rows.get(meant.row), name, day: meant.day, personal, unit };
                    found.extend(beside.check(|| [header.place(record, *named), place()]));
                }
            }
        }
        readable
    }

    /// Reports what is doubtful about a sound row; says whether none of it was set to be an error.
    fn doubt(&self, row: &Row<'_>, counted: Counted, known: &mut Known, findings: &mut Findings) -> bool {
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
        if !counted.window && !self.routes.plans.iter().any(|days| days.contains(row.date)) {
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
            let Some(meant) = row.meant(at, self.references.len()) else { continue };
            if let Some(miss) = self.area.misses(known, *column, UnitIndex(meant.subject), meant.day) {
                let personal = self.log.table.columns[*column].personal;
                let name = (!personal).then(|| self.workspace.unit_name(UnitIndex(meant.subject), meant.day));
                doubt(Some(outside_population::check(header.place(record, *column), name, meant.day, miss)));
            }
        }
        sound
    }

    /// Gathers a row for every target that counts it.
    fn fold(&self, row: &Row<'_>, hand: &mut Hand) -> Counted {
        let mut counted = Counted { window: false, period: false };
        for (calendar, period) in row.periods.iter().enumerate() {
            let (at, stretch) = match (period, self.log.by_period()) {
                (Some(period), _) => hand.stretches.of(self.routes, *period, calendar),
                (None, true) => continue,
                (None, false) => {
                    let at = self.routes.by_date(row.date);
                    (at, &self.routes.stretches()[at])
                }
            };
            if !stretch.counts(row.date) {
                continue;
            }
            counted.period = true;
            let meant = &row.meant[calendar * self.references.len()..][..self.references.len()];
            let lookup = |column: usize| self.references.iter().position(|entry| entry.column == column).and_then(|at| meant[at]);
            let mut passed = [0_u64; WORDS];
            let passed = if self.routes.filters.len() <= 64 * WORDS {
                &mut passed[..self.routes.filters.len().div_ceil(64)]
            } else {
                hand.passed.clear();
                hand.passed.resize(self.routes.filters.len().div_ceil(64), 0);
                &mut hand.passed[..]
            };
            for filter in &stretch.filters {
                let conditions = &self.routes.filters[*filter].conditions;
                if conditions.iter().all(|condition| self.holds(condition, row, lookup(condition.path.column))) {
                    passed[filter / 64] |= 1 << (filter % 64);
                }
            }
            if !stretch.takes(row.date, passed) {
                continue;
            }
            counted.window = true;
            // What is dated after the as-of date does not exist; it is only checked.
            if row.date > self.as_of {
                continue;
            }
            let entry = Entry {
                stretch: at,
                date: row.date,
                period_end: period.map(|days| days.last),
                key: if self.routes.keys { self.log.table.key().and_then(|key| row.cells[key].text()).unwrap_or_default() } else { "" },
            };
            let named = self.routes.axes.iter().map(|axis| self.named(axis, row, lookup).unwrap_or((NOBODY, row.date)));
            let numbers = self.routes.numbers.iter().map(|column| row.cells[*column].number());
            let text = |column: usize| row.header.field(row.text, row.record, column).filter(|text| !text.is_empty());
            let marks = self.routes.marks.iter().map(|column| gathered(text(*column).map(mark)));
            hand.batch.add(&entry, named, passed, numbers, marks);
        }
        counted
    }

    fn holds(&self, condition: &Condition, row: &Row<'_>, meant: Option<Meant>) -> bool {
        if condition.path.then.is_empty() {
            return condition.test.holds(row.cells[condition.path.column]);
        }
        let day = meant.map_or(row.date, |meant| meant.day);
        condition.test.holds(condition.path.further(self.workspace, meant.map(|meant| meant.row), day))
    }

    /// Whom the row names, and the day on which that was read; nobody where its subject column is empty.
    fn named(&self, axis: &Axis, row: &Row<'_>, lookup: impl Fn(usize) -> Option<Meant>) -> Option<(u32, Date)> {
        let subject = match axis.subjects {
            SubjectKind::Whole => 0,
            SubjectKind::Units | SubjectKind::Register(_) => return lookup(axis.column?).map(|meant| (meant.subject, meant.day)),
            SubjectKind::Agencies => {
                let id = row.cells[axis.column?].text()?;
                u32::try_from(self.workspace.plans[axis.plan].names.agency(id)?.0).ok()?
            }
            SubjectKind::Choices(..) => {
                let column = axis.column?;
                let word = row.cells[column].text()?;
                u32::try_from(self.log.choices(column).iter().position(|choice| choice.id == word)?).ok()?
            }
        };
        Some((subject, row.date))
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
