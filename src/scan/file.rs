//! One file of a log, from its first row to its last.

use super::area::Area;
use super::keys::{Sites, content};
use super::references::{self, Meant};
use super::route::{Belongs, Route, Routes};
use super::tallies::{Pair, Spot, Tallies};
use crate::calendar::{Date, Days, Period};
use crate::check::name_disagrees::Beside;
use crate::check::{future_date, outside_plan, outside_population, period_without_window, same_record_twice};
use crate::finding::{Finding, Findings, Severity};
use crate::load::cell::Vocabulary;
use crate::load::reader::{Line, each_row};
use crate::load::records::Record;
use crate::load::rows::{Header, Reading, RowText};
use crate::load::table_file::bounds;
use crate::measure::{Sample, mark};
use crate::model::{Condition, Distinct, Kind, Log, Measure, Register, RegisterIndex, SubjectKind, UNITS, UnitIndex, View, Workspace};
use crate::names::Gazetteer;
use crate::number::Number;
use crate::source::{Place, Tree};

/// What reading a file needs.
pub(super) struct FileScan<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) tree: &'a Tree,
    pub(super) log: &'a Log,
    pub(super) routes: &'a Routes<'a>,
    pub(super) area: &'a Area<'a>,
    pub(super) gazetteer: &'a Gazetteer<'a>,
    pub(super) as_of: Date,
    pub(super) today: bool,
    pub(super) excluded: &'a Sites,
}

/// What came of one file.
pub(super) struct Piece {
    pub(super) tallies: Tallies,
    pub(super) findings: Findings,
    pub(super) keys: Vec<u64>,
    /// Hashes of what sound rows say beside their keys; none where nobody asks whether a record stands twice.
    pub(super) contents: Vec<u64>,
    /// Rows left out.
    pub(super) unsound: Vec<Place>,
    pub(super) rows: u64,
    pub(super) left_out: u64,
    /// Lines that are no rows: whatever stands in their key column is no key.
    pub(super) no_rows: Vec<Place>,
}

/// One row, read and sound so far.
struct Row<'r> {
    cells: &'r [View<'r>],
    /// The fields as written, in NFC.
    header: &'r Header,
    record: &'r Record<'r>,
    text: &'r RowText<'r>,
    date: Date,
    /// For each calendar of the log the days of its period; for logs by date one entry without.
    periods: Vec<Option<Days>>,
    /// For each calendar and reference column what it means.
    meant: Vec<Vec<Option<Meant>>>,
}

impl FileScan<'_> {
    /// Reads a file.
    pub(super) fn read(&self, path: &str) -> Piece {
        let mut piece = Piece {
            tallies: Tallies::new(self.workspace),
            findings: Findings::with(self.workspace.settings.severities.clone()),
            keys: Vec::new(),
            contents: Vec::new(),
            unsound: Vec::new(),
            rows: 0,
            left_out: 0,
            no_rows: Vec::new(),
        };
        let references = references::columns(&self.log.table.columns);
        let mut findings = Findings::with(self.workspace.settings.severities.clone());
        let doubts = findings.severity(&same_record_twice::CODE) != Severity::Off;
        let extent = each_row(self.tree, path, &self.log.table, &mut findings, |line, findings| {
            let begun = findings.len();
            let sound = self.row(line, &references, findings, &mut piece);
            self.hide_period(line, findings.since(begun));
            if !sound {
                piece.unsound.push(line.record.place());
            } else if doubts {
                piece.contents.push(content(self.log, line.header, line.record, line.text));
            }
            sound
        });
        (piece.rows, piece.left_out, piece.findings, piece.no_rows) = (extent.rows, extent.left_out, findings, extent.no_rows);
        piece
    }

    /// Takes out of findings the days that a personal period begins and ends with: on these its references are read.
    fn hide_period(&self, line: &Line<'_>, found: &mut [Finding]) {
        let table = &self.log.table;
        let Some(column) = table.period().filter(|column| table.columns[*column].personal && !found.is_empty()) else { return };
        let Some(Ok(period)) = line.header.field(line.text, line.record, column).map(Period::parse) else { return };
        for days in self.routes.calendars.iter().filter_map(|calendar| period.days(*calendar)) {
            for finding in &mut *found {
                finding.blank(&days.first.to_string());
                finding.blank(&days.last.to_string());
            }
        }
    }

    /// Judges a row and folds it; says whether it is sound.
    fn row(&self, line: &Line<'_>, references: &[(usize, RegisterIndex)], findings: &mut Findings, piece: &mut Piece) -> bool {
        let Line { header, record, text } = *line;
        let table = &self.log.table;
        if let Some(key) = table.key().and_then(|key| header.field(text, record, key)).filter(|key| !key.is_empty()) {
            piece.keys.push(mark(key));
        }
        let mut cells = Vec::with_capacity(table.columns.len());
        let mut found = Vec::new();
        let reading = Reading { table, vocabulary: self.vocabulary, tree: self.tree };
        let mut readable = header.cells(reading, record, text, &mut cells, &mut found);
        let whole = cells.len() == table.columns.len();
        if whole && table.columns.iter().any(|column| column.at_most.is_some()) {
            let numbers: Vec<_> = cells.iter().map(|cell| cell.number()).collect();
            bounds(table, &numbers, |column| header.place(record, column), &mut found);
        }
        let date = match cells.get(self.log.date) {
            Some(View::Date(date)) => Some(*date),
            _ => None,
        };
        let row = date.filter(|_| whole).map(|date| self.understand((header, record, text), &cells, date, references));
        match &row {
            Some(row) => readable &= self.judge(row, header, record, references, &mut found),
            // Without a day nothing tells who holds a code; that nobody ever held it can be told all the same.
            None if whole => {
                let unknown = |(column, register): &(usize, RegisterIndex)| {
                    let key = references::key(&cells[*column])?;
                    let (named, place) = (&table.columns[*column], header.place(record, *column));
                    references::unknown((self.workspace, self.gazetteer), *register, named, key, place, None)
                };
                found.extend(references.iter().filter_map(unknown));
            }
            None => {}
        }
        let mut sound = readable;
        for finding in found {
            sound &= !findings.add(finding);
        }
        let Some(row) = row.filter(|_| sound) else { return false };
        if self.excluded.contains(record.place()) {
            return false;
        }
        let counted = self.fold(&row, references, piece);
        self.doubt(&row, counted, header, record, references, findings)
    }

    /// Reads the row's period and references.
    fn understand<'r>(
        &self,
        (header, record, text): (&'r Header, &'r Record<'r>, &'r RowText<'r>),
        cells: &'r [View<'r>],
        date: Date,
        references: &[(usize, RegisterIndex)],
    ) -> Row<'r> {
        let period = self.log.table.period().map(|column| match cells[column] {
            View::Period(period) => Some(period),
            _ => None,
        });
        let periods: Vec<Option<Days>> = match period {
            None => vec![None],
            Some(period) => self.routes.calendars.iter().map(|calendar| period.and_then(|period| period.days(*calendar))).collect(),
        };
        let meant = periods
            .iter()
            .map(|days| {
                let find = |(column, register): &(usize, RegisterIndex)| {
                    references::find(self.workspace, *register, references::key(&cells[*column])?, date, *days)
                };
                references.iter().map(find).collect()
            })
            .collect();
        Row { cells, header, record, text, date, periods, meant }
    }

    /// Reports what makes the row unsound; says whether its references mean something.
    fn judge(
        &self,
        row: &Row<'_>,
        header: &Header,
        record: &Record<'_>,
        references: &[(usize, RegisterIndex)],
        found: &mut Vec<Finding>,
    ) -> bool {
        let table = &self.log.table;
        let mut readable = true;
        for (at, (column, register)) in references.iter().enumerate() {
            let Some(key) = references::key(&row.cells[*column]) else { continue };
            let place = || header.place(record, *column);
            let Some(meant) = row.meant.iter().find_map(|meant| meant[at]) else {
                let day = row.periods.iter().flatten().next().map_or(row.date, |days| row.date.clamp(days.first, days.last));
                found.push(references::missing((self.workspace, self.gazetteer), *register, &table.columns[*column], key, place(), day));
                readable = false;
                continue;
            };
            for (named, entry) in table.columns.iter().enumerate().filter(|(_, entry)| entry.names == Some(*column)) {
                if let Some(name) = row.cells[named].text() {
                    // A name beside a personal reference would tell whom it means.
                    let personal = entry.personal || table.columns[*column].personal;
                    let Register { table, rows, .. } = self.workspace.register(*register);
                    let unit = (*register == UNITS).then_some((self.gazetteer, UnitIndex(meant.subject)));
                    let beside = Beside { table, cells: &rows[meant.row].cells, name, day: meant.day, personal, unit };
                    found.extend(beside.check(|| [header.place(record, named), place()]));
                }
            }
        }
        readable
    }

    /// Reports what is doubtful about a sound row; says whether none of it was set to be an error.
    fn doubt(
        &self,
        row: &Row<'_>,
        counted: Counted,
        header: &Header,
        record: &Record<'_>,
        references: &[(usize, RegisterIndex)],
        findings: &mut Findings,
    ) -> bool {
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
        if let (Some(column), false, false) = (self.log.table.period(), counted.period, self.routes.all.is_empty())
            && let View::Period(period) = row.cells[column]
        {
            doubt(Some(period_without_window::check(header.place(record, column), &period.to_string())));
        }
        for (at, (column, _)) in references.iter().enumerate().filter(|(_, (_, register))| *register == UNITS) {
            let Some(meant) = row.meant.iter().find_map(|meant| meant[at]) else { continue };
            if let Some(miss) = self.area.misses(*column, UnitIndex(meant.subject), meant.day) {
                let personal = self.log.table.columns[*column].personal;
                let name = (!personal).then(|| self.workspace.unit_name(UnitIndex(meant.subject), meant.day));
                doubt(Some(outside_population::check(header.place(record, *column), name, meant.day, miss)));
            }
        }
        sound
    }

    /// Folds a row into every target that counts it.
    fn fold(&self, row: &Row<'_>, references: &[(usize, RegisterIndex)], piece: &mut Piece) -> Counted {
        let mut counted = Counted { window: false, period: false };
        let mut belongs: Vec<Belongs> = Vec::new();
        for route in &self.routes.all {
            for (calendar, meant) in row.meant.iter().enumerate() {
                belongs.clear();
                match row.periods[calendar] {
                    Some(period) => route.by_period(row.date, period, calendar, &mut belongs),
                    None if self.log.by_period() => {}
                    None => route.by_date(row.date, &mut belongs),
                }
                if belongs.is_empty() || (self.log.by_period() && !route.uses(calendar)) {
                    continue;
                }
                counted.period = true;
                let lookup = |column: usize| references.iter().position(|(at, _)| *at == column).and_then(|at| meant[at]);
                if !route.filter.conditions.iter().all(|condition| self.holds(condition, row, lookup(condition.path.column))) {
                    continue;
                }
                counted.window = true;
                // What is dated after the as-of date does not exist; it is only checked.
                if row.date > self.as_of {
                    continue;
                }
                let Some(spot) = self.spot(route, row, lookup) else { continue };
                let sample = self.sample(route, row, calendar);
                for Belongs { window, late } in &belongs {
                    let spots = piece.tallies.at(route.plan, route.index, *window);
                    spots.entry(spot).or_insert_with(|| Pair::new(route.measure)).add(route.measure, sample, *late);
                }
            }
        }
        counted
    }

    fn holds(&self, condition: &Condition, row: &Row<'_>, meant: Option<Meant>) -> bool {
        if condition.path.then.is_empty() {
            return condition.test.holds(row.cells[condition.path.column]);
        }
        let day = meant.map_or(row.date, |meant| meant.day);
        condition.test.holds(condition.path.further(self.workspace, meant.map(|meant| meant.row), day).view())
    }

    /// Where the row stands for a target; nowhere where its subject column is empty.
    fn spot(&self, route: &Route<'_>, row: &Row<'_>, lookup: impl Fn(usize) -> Option<Meant>) -> Option<Spot> {
        let plain = |subject: u32| Spot { subject, read: 0, dated: 0 };
        let column = route.through;
        match route.subjects {
            SubjectKind::Whole => Some(plain(0)),
            SubjectKind::Units => {
                let meant = lookup(column?)?;
                let units = &self.workspace.units;
                Some(Spot { subject: meant.subject, read: units.epoch(meant.day), dated: units.epoch(row.date) })
            }
            SubjectKind::Register(_) => lookup(column?).map(|meant| plain(meant.subject)),
            SubjectKind::Agencies => {
                let id = row.cells[column?].text()?;
                let agency = self.workspace.plans[route.plan].names.agency(id)?;
                u32::try_from(agency.0).ok().map(plain)
            }
            SubjectKind::Choices(..) => {
                let column = column?;
                let word = row.cells[column].text()?;
                let Kind::Choice(choices) = &self.log.table.columns[column].kind else { return None };
                choices.iter().position(|choice| choice.id == word).and_then(|at| u32::try_from(at).ok()).map(plain)
            }
        }
    }

    fn sample<'r>(&self, route: &Route<'_>, row: &Row<'r>, calendar: usize) -> Sample<'r> {
        let number = |column: usize| row.cells[column].number();
        let mut sample = Sample {
            date: row.date,
            period_end: None,
            key: self.log.table.key().and_then(|key| row.cells[key].text()).unwrap_or_default(),
            value: None,
            against: None,
            mark: None,
        };
        match route.measure {
            Measure::Rows => {}
            Measure::Sum(column) | Measure::Latest(column) => sample.value = number(*column),
            Measure::Level(column) => {
                sample.value = number(*column);
                sample.period_end = row.periods[calendar].map(|days| days.last);
            }
            Measure::Ratio { of, to } => {
                sample.value = number(*of);
                sample.against = match to {
                    Some(column) => number(*column),
                    None => Some(Number::ONE),
                };
            }
            Measure::Distinct(what) => sample.mark = distinct(*what, row),
        }
        sample
    }
}

/// What a row counted for, whoever its subject is.
#[derive(Clone, Copy)]
struct Counted {
    /// Whether some target has a window for it and takes such rows.
    window: bool,
    /// Whether some target has a window for its period.
    period: bool,
}

fn distinct(what: Distinct, row: &Row<'_>) -> Option<u64> {
    let (year, month) = (i64::from(row.date.year()), i64::from(row.date.month()));
    let number = match what {
        Distinct::Column(column) => return row.header.field(row.text, row.record, column).filter(|text| !text.is_empty()).map(mark),
        Distinct::Day => year * 366 + i64::from(row.date.day_of_year()),
        Distinct::Month => year * 12 + month,
        Distinct::Quarter => year * 4 + (month - 1) / 3,
        Distinct::Year => year,
    };
    u64::try_from(number).ok()
}
