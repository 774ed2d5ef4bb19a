//! The rows of a block, from their fields to what is known of each: decoded column by column, judged rule by rule.
//!
//! What decides is here alone. A row in which something is wrong, or of which something is to be said, goes on to
//! [`super::explain`], which finds the words and changes nothing.

use super::coverage_area::Known as Areas;
use super::decoders::{Doubtful, Fields, Periods};
use super::empties::Empties;
use super::file::FileScan;
use super::filters::Known;
use super::fold::Fold;
use super::hashes::Hashes;
use super::interval::Interval;
use super::recorded::Counting;
use super::references::Referred;
use super::rows::{COUNTED, Cells, DOUBTED, GONE, LEFT_OUT, NOBODY, Rows, TAKEN, TOLD};
use super::spending::{BlockDays, Ledger};
use super::sums::Adding;
use super::weights::{Silenced, Weight, weigh};
use super::witness::Witness;
use crate::calendar::{Day, Days};
use crate::check::name_disagrees::Beside;
use crate::check::outside_plan;
use crate::load::rows::Header;
use crate::model::{Register, UNITS, UnitIndex, View};
use crate::read::{FileId, Place};
use rustc_hash::FxHashMap;

/// What one thread needs to read rows, one block after another.
pub(super) struct Worker {
    pub(super) rows: Rows,
    pub(super) fold: Fold,
    pub(super) periods: Periods,
    /// By period and calendar its days and the interval of its rows.
    placed: FxHashMap<(u32, usize), (Option<Days>, u32)>,
    /// The intervals of a log by period, as they are met.
    pub(super) intervals: Vec<Interval>,
    areas: Areas,
    known: Known,
    /// By row of a register and name beside it what the name does to a row.
    names: FxHashMap<(usize, u32, u64), u8>,
    pub(super) ledger: Ledger,
    /// Hashes of keys, and of what sound rows say beside their keys.
    pub(super) keys: Hashes,
    pub(super) contents: Hashes,
    pub(super) returns: Hashes,
    pub(super) unsound: Vec<Place>,
    pub(super) blocks: Vec<BlockDays>,
    pub(super) counting: Counting,
    pub(super) adding: Vec<Adding>,
    pub(super) silenced: Silenced,
    pub(super) empties: Empties,
    pub(super) witnesses: Vec<Witness>,
    numbers: Vec<u32>,
    pub(super) text: Vec<u8>,
}

impl Worker {
    pub(super) fn new(scan: &FileScan<'_>) -> Worker {
        Worker {
            rows: Rows::new(&scan.log.table.columns, scan.references.len(), scan.routes),
            fold: Fold::new(),
            periods: Periods::default(),
            placed: FxHashMap::default(),
            intervals: Vec::new(),
            areas: scan.area.known(),
            known: scan.filters.known(),
            names: FxHashMap::default(),
            ledger: Ledger::default(),
            keys: Hashes::default(),
            contents: Hashes::default(),
            returns: Hashes::default(),
            unsound: Vec::new(),
            blocks: Vec::new(),
            counting: Counting::default(),
            adding: scan.sums.iter().map(|_| Adding::default()).collect(),
            silenced: Silenced::default(),
            empties: Empties::default(),
            witnesses: Vec::new(),
            numbers: Vec::new(),
            text: Vec::new(),
        }
    }
}

/// The rows of a block that were added last.
pub(super) struct Block<'a, 'b> {
    pub(super) scan: &'b FileScan<'a>,
    pub(super) rows: &'b Rows,
    /// The first of them among all rows.
    pub(super) first: usize,
    pub(super) fields: &'b Fields<'b>,
    pub(super) header: &'b Header,
    pub(super) periods: &'b Periods,
}

impl Block<'_, '_> {
    pub(super) fn count(&self) -> usize {
        self.rows.len() - self.first
    }

    /// What stands in a row of the block, in the column's type.
    pub(super) fn view(&self, column: usize, row: usize) -> View<'_> {
        let text = self.fields.text(row, self.header.place_of(column));
        self.scan.decoders.view(column, &self.rows.cells[column], self.first + row, self.periods, text)
    }

    /// What a reference column of a row means in the first calendar in which it means something.
    pub(super) fn referred(&self, column: usize, row: usize) -> Option<Referred> {
        let at = self.scan.references.iter().position(|entry| entry.column == column)?;
        referred(self.rows, at, self.first + row)
    }
}

/// What a reference of a row means in the first calendar in which it means something.
fn referred(rows: &Rows, reference: usize, row: usize) -> Option<Referred> {
    rows.readings
        .iter()
        .map(|reading| &reading.resolved[reference])
        .find(|resolved| resolved.subjects[row] != NOBODY)
        .map(|resolved| Referred { subject: resolved.subjects[row], row: resolved.rows[row], day: resolved.day(row, rows.dates[row]) })
}

/// Where the rows of a frame stand in a file.
#[derive(Clone, Copy)]
pub(super) struct Stands {
    pub(super) file: FileId,
    /// Where the frame's bytes begin in the file; rows that do not stand in a block know it themselves.
    pub(super) offset: u64,
}

impl Stands {
    /// Where a row starts in the file.
    pub(super) fn of(self, fields: &Fields<'_>, row: usize) -> u64 {
        fields.frame.offset(row).unwrap_or_else(|| self.offset + fields.frame.start(row) as u64)
    }
}

impl FileScan<'_> {
    /// Decodes and judges the rows of a frame, and gathers those that count. Rows of which something is to be said are added
    /// to a list, by the bytes at which they start, with whether they are sound. Says how many others there are.
    pub(super) fn rows(
        &self,
        worker: &mut Worker,
        header: &Header,
        fields: &Fields<'_>,
        stands: Stands,
        (flags, untidy): (&[u8], &[u32]),
        told: &mut Vec<(u64, bool)>,
    ) -> u64 {
        let first = worker.rows.len();
        worker.rows.flags.extend_from_slice(flags);
        let count = worker.rows.len() - first;
        self.decode(worker, header, fields, first);
        self.judge_spaces(worker, header, fields, first, untidy);
        self.leave_out_doubles(worker, fields, stands, first);
        self.hash_keys(worker, header, fields, first);
        for calendar in 0..self.routes.calendars.len() {
            self.place(worker, first, calendar);
            self.resolve(worker, header, fields, first, calendar);
        }
        self.judge_references(worker, header, fields, first);
        self.judge_rules(worker, header, fields, first);
        for calendar in 0..self.routes.calendars.len() {
            let mut passed = std::mem::take(&mut worker.rows.readings[calendar].passed);
            let block = Block { scan: self, rows: &worker.rows, first, fields, header, periods: &worker.periods };
            self.filters.pass(&block, calendar, &mut worker.known, &mut passed);
            worker.rows.readings[calendar].passed = passed;
            self.take(worker, first, calendar);
        }
        self.judge_days(worker, first);
        self.judge_money(worker, header, fields, stands, first);
        self.gather_texts(worker, header, fields, first);
        self.observe(worker, header, fields, stands, first);
        self.count_empties(worker, header, fields, (stands.file, first));
        // Mostly nothing is to be said of any.
        if worker.rows.flags[first..].iter().fold(0, |all, flags| all | flags) & (GONE | TOLD) == 0 {
            return count as u64;
        }
        let mut silent = 0;
        for row in 0..count {
            let flags = worker.rows.flags[first + row];
            if flags & GONE != 0 {
                continue;
            }
            if flags & TOLD != 0 {
                told.push((stands.of(fields, row), flags & LEFT_OUT == 0));
            } else {
                silent += 1;
            }
        }
        silent
    }

    fn decode(&self, worker: &mut Worker, header: &Header, fields: &Fields<'_>, first: usize) {
        let (rows, silenced) = (&mut worker.rows, &mut worker.silenced);
        let flags = &mut rows.flags[first..];
        for (at, cells) in rows.cells.iter_mut().enumerate() {
            let mut doubt = |flags: &mut u8, what| {
                let weight = match what {
                    Doubtful::Number => self.weights.ambiguous,
                    Doubtful::Years => self.weights.years,
                };
                weigh(silenced, flags, weight);
            };
            self.decoders.decode(at, (fields, header.place_of(at)), &mut worker.periods, cells, flags, &mut doubt);
        }
        if let Cells::Days(days) = &rows.cells[self.log.date] {
            rows.dates.extend_from_slice(&days[first..]);
        }
        for (column, bound) in &self.decoders.bounds {
            let Rows { flags, cells, .. } = &mut *rows;
            let (Cells::Numbers(numbers), Cells::Numbers(bounds)) = (&cells[*column], &cells[*bound]) else { continue };
            for (row, flags) in (first..).zip(&mut flags[first..]) {
                let over = match (numbers.units(row), bounds.units(row)) {
                    (Some(number), Some(bound)) => number > bound,
                    _ => matches!((numbers.get(row), bounds.get(row)), (Some(number), Some(bound)) if number > bound),
                };
                if over {
                    weigh(silenced, flags, self.weights.bound);
                }
            }
        }
    }

    /// Leaves out the rows that share a key with others.
    fn leave_out_doubles(&self, worker: &mut Worker, fields: &Fields<'_>, stands: Stands, first: usize) {
        if self.excluded.is_empty() && self.silent.is_empty() {
            return;
        }
        for (row, flags) in worker.rows.flags[first..].iter_mut().enumerate() {
            let start = stands.of(fields, row);
            let place = Place { file: stands.file, start, end: start };
            if self.excluded.contains(place) || self.silent.contains(place) {
                *flags |= LEFT_OUT | TOLD;
            }
        }
    }

    /// Marks the odd spaces, and the marks of spreadsheets, of rows in which there may be some.
    fn judge_spaces(&self, worker: &mut Worker, header: &Header, fields: &Fields<'_>, first: usize, untidy: &[u32]) {
        for row in untidy {
            let row = *row as usize;
            for column in 0..self.log.table.columns.len() {
                let text = fields.text(row, header.place_of(column));
                if self.decoders.is_untidy(column, text) {
                    weigh(&mut worker.silenced, &mut worker.rows.flags[first + row], self.weights.space);
                }
                if self.decoders.is_marked(column, text) {
                    weigh(&mut worker.silenced, &mut worker.rows.flags[first + row], self.weights.mark);
                }
            }
        }
    }

    fn hash_keys(&self, worker: &mut Worker, header: &Header, fields: &Fields<'_>, first: usize) {
        let Some(field) = self.key.and_then(|key| header.place_of(key)) else { return };
        let flags = worker.rows.flags[first..].iter();
        for (row, _) in flags.enumerate().filter(|(_, flags)| **flags & GONE == 0) {
            let (start, end) = fields.frame.field(row, field);
            if start < end {
                worker.keys.push(super::duplicates::hash(&fields.bytes[start..end]));
            }
        }
    }

    /// Finds the interval that each row belongs to.
    fn place(&self, worker: &mut Worker, first: usize, calendar: usize) {
        let Some(period) = self.period else {
            // Neighbours mostly are of one day.
            let mut before = (Day::NONE, self.routes.by_date(Day::NONE));
            let intervals = worker.rows.dates[first..].iter().map(|day| {
                if *day != before.0 {
                    before = (*day, self.routes.by_date(*day));
                }
                before.1
            });
            worker.rows.readings[calendar].intervals.extend(intervals);
            return;
        };
        for row in first..worker.rows.len() {
            let number = worker.rows.word(period, row);
            let (days, interval) = self.period_place(worker, number, calendar);
            let reading = &mut worker.rows.readings[calendar];
            reading.intervals.push(interval);
            reading.ends.push(days.map_or(Day::NONE, |days| Day::new(days.last)));
        }
    }

    /// The days of a period in a calendar, and the interval of its rows.
    fn period_place(&self, worker: &mut Worker, number: u32, calendar: usize) -> (Option<Days>, u32) {
        let (list, intervals) = (&worker.periods.list, &mut worker.intervals);
        *worker.placed.entry((number, calendar)).or_insert_with(|| {
            let period = (number as usize).checked_sub(1).and_then(|number| list.get(number));
            let days = period.and_then(|period| period.days(self.routes.calendars[calendar]));
            let Some(days) = days else { return (None, NOBODY) };
            intervals.push(self.routes.by_period(days, calendar));
            (Some(days), u32::try_from(intervals.len() - 1).unwrap_or(NOBODY))
        })
    }

    /// Looks up what the rows refer to.
    fn resolve(&self, worker: &mut Worker, header: &Header, fields: &Fields<'_>, first: usize, calendar: usize) {
        let mut numbers = std::mem::take(&mut worker.numbers);
        for (at, reference) in self.references.iter().enumerate() {
            numbers.clear();
            let count = worker.rows.len() - first;
            match header.place_of(reference.column) {
                None => numbers.resize(count, NOBODY),
                Some(field) => numbers.extend((0..count).map(|row| {
                    let (start, end) = fields.frame.field(row, field);
                    if start == end { NOBODY } else { reference.lookup.key(fields.bytes, start, end).unwrap_or(NOBODY) }
                })),
            }
            if self.period.is_none() {
                let rows = &mut worker.rows;
                let resolved = &mut rows.readings[calendar].resolved[at];
                for (number, day) in numbers.iter().zip(&rows.dates[first..]) {
                    let found = if *number == NOBODY { None } else { reference.lookup.on(*number, *day) };
                    let (subject, row) = found.unwrap_or((NOBODY, NOBODY));
                    resolved.subjects.push(subject);
                    resolved.rows.push(row);
                }
                continue;
            }
            let period = self.period.unwrap_or_default();
            for (row, number) in (first..).zip(&numbers) {
                let word = worker.rows.word(period, row);
                let (days, _) = self.period_place(worker, word, calendar);
                let date = worker.rows.dates[row];
                let known = date != Day::NONE && *number != NOBODY;
                let on_date = || reference.lookup.on(*number, date).map(|(subject, row)| Referred { subject, row, day: date });
                let found = if known { days.map_or_else(on_date, |days| reference.lookup.within(*number, date, days)) } else { None };
                let resolved = &mut worker.rows.readings[calendar].resolved[at];
                resolved.subjects.push(found.map_or(NOBODY, |found| found.subject));
                resolved.rows.push(found.map_or(NOBODY, |found| found.row));
                resolved.days.push(found.map_or(date, |found| found.day));
            }
        }
        worker.numbers = numbers;
    }

    /// Leaves out rows that refer to nothing, and weighs the names beside references.
    fn judge_references(&self, worker: &mut Worker, header: &Header, fields: &Fields<'_>, first: usize) {
        for (at, reference) in self.references.iter().enumerate() {
            let Some(field) = header.place_of(reference.column) else { continue };
            let Rows { flags, readings, .. } = &mut worker.rows;
            let Some((one, others)) = readings.split_first() else { continue };
            for (row, subject) in one.resolved[at].subjects[first..].iter().enumerate() {
                if *subject == NOBODY && others.iter().all(|reading| reading.resolved[at].subjects[first + row] == NOBODY) {
                    let (start, end) = fields.frame.field(row, field);
                    flags[first + row] |= if start < end { LEFT_OUT | TOLD } else { 0 };
                }
            }
            for named in &reference.named {
                let Some(field) = header.place_of(*named) else { continue };
                let personal = self.log.table.columns[*named].personal || self.log.table.columns[reference.column].personal;
                for row in 0..worker.rows.len() - first {
                    let (start, end) = fields.frame.field(row, field);
                    if start == end || worker.rows.flags[first + row] & GONE != 0 {
                        continue;
                    }
                    let Some(referred) = referred(&worker.rows, at, first + row) else { continue };
                    let name = (*named, referred.row, super::duplicates::hash(&fields.bytes[start..end]));
                    let Worker { names, silenced, rows, .. } = worker;
                    let weight = *names.entry(name).or_insert_with(|| {
                        let Register { table, rows, .. } = self.workspace.register(reference.register);
                        let unit = (reference.register == UNITS).then_some((self.gazetteer, UnitIndex(referred.subject)));
                        let name = fields.text(row, Some(field));
                        let beside = Beside { table, row: rows.get(referred.row as usize), name, day: referred.day.date(), personal, unit };
                        beside.weight().map_or(0, |code| {
                            let weight = Weight { code, flags: super::weights::flags((self.severity)(code)) };
                            let mut marked = 0;
                            weigh(silenced, &mut marked, weight);
                            marked
                        })
                    });
                    rows.flags[first + row] |= weight;
                }
            }
        }
    }

    /// Notes which rows some window takes.
    fn take(&self, worker: &mut Worker, first: usize, calendar: usize) {
        let by_period = self.period.is_some();
        let intervals = if by_period { &worker.intervals[..] } else { self.routes.intervals() };
        let Rows { flags, dates, readings, words, .. } = &mut worker.rows;
        let reading = &readings[calendar];
        for row in first..flags.len() {
            let Some(interval) = intervals.get(reading.intervals[row] as usize) else { continue };
            if interval.counts(dates[row]) {
                flags[row] |= COUNTED;
                if interval.takes(dates[row], &reading.passed[row * *words..]) {
                    flags[row] |= TAKEN;
                }
            }
        }
    }

    /// Weighs what is doubtful about the days and places of rows.
    fn judge_days(&self, worker: &mut Worker, first: usize) {
        let Worker { rows, silenced, areas, .. } = worker;
        let as_of = Day::new(self.as_of);
        let plans: Vec<(Day, Day)> = self.routes.plans.iter().map(|days| (Day::new(days.first), Day::new(days.last))).collect();
        let far = Day::new(outside_plan::far(&self.routes.plans));
        let units: Vec<usize> = (0..self.references.len()).filter(|at| self.references[*at].register == UNITS).collect();
        // What is switched off need not be looked for once it was met.
        let off = self.weights.outside_population;
        let mut placed = off.flags != 0 || !silenced.knows(off.code);
        for row in first..rows.len() {
            let (flags, date) = (rows.flags[row], rows.dates[row]);
            // Of rows that are left out nothing else is told.
            if flags & (LEFT_OUT | GONE) != 0 {
                continue;
            }
            let mut marked = flags;
            if self.today && date > as_of {
                weigh(silenced, &mut marked, self.weights.future);
            }
            if date >= far || (flags & TAKEN == 0 && !plans.iter().any(|(from, to)| *from <= date && date <= *to)) {
                weigh(silenced, &mut marked, self.weights.outside_plan);
                rows.flags[row] = doubted(marked);
                // No list of the plan can hold a unit on such a day.
                continue;
            }
            if let Some(column) = self.period
                && flags & COUNTED == 0
                && !self.routes.all.is_empty()
                && rows.word(column, row) != 0
            {
                weigh(silenced, &mut marked, self.weights.no_window);
            }
            for at in units.iter().filter(|_| placed) {
                let Some(referred) = referred(rows, *at, row) else { continue };
                let column = self.references[*at].column;
                if self.area.misses(areas, column, UnitIndex(referred.subject), referred.day).is_some() {
                    weigh(silenced, &mut marked, off);
                }
            }
            placed &= off.flags != 0 || !silenced.knows(off.code);
            rows.flags[row] = doubted(marked);
        }
    }
}

/// Notes that a row is left out for a doubt alone: its money is judged all the same.
fn doubted(flags: u8) -> u8 {
    if flags & LEFT_OUT == 0 { flags } else { flags | DOUBTED }
}
