//! Rows on their way into tallies: a few thousand are gathered, then folded window by window.
//!
//! One window of one target is small and is filled in one go, so that it stays close to the core that fills it; and
//! two cores seldom want the same one at the same time. Whom a row counts for is found once for all windows that count
//! the same rows for the same subjects.

use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use super::amounts::Amounts;
use super::route::{Group, Routes};
use super::stretch::{Stretch, Way, passes};
use super::tallies::{Filling, Pair};
use crate::calendar::Date;
use crate::measure::{Sample, Tally, time_mark};
use crate::model::{Distinct, Measure, Operand, SubjectKind};
use crate::number::Number;

/// How many rows are gathered: what is kept of them should fit into the memory next to a core.
const FULL: usize = 1 << 12;
/// The row names nobody.
pub(super) const NOBODY: u32 = u32::MAX;

/// Rows that are gathered, column by column.
pub(super) struct Batch {
    /// By row the stretch it belongs to.
    stretches: Vec<u32>,
    dates: Vec<Date>,
    period_ends: Vec<Option<Date>>,
    /// By axis and row: whom it names, and the day on which that was read.
    named: Vec<Vec<(u32, Date)>>,
    /// By row a bit for each filter that it passes.
    passed: Vec<u64>,
    words: usize,
    /// By measured column and row.
    numbers: Vec<Amounts>,
    marks: Vec<Vec<u64>>,
    /// Where the row's key lies among all, which stand one after another.
    keys: Vec<(usize, usize)>,
    key_text: String,
    /// The axis by which rows are put in order.
    main: usize,
    // Memory of the fold before.
    /// The rows by stretch and by whom they name: subjects that lie together in memory are filled together.
    order: Vec<(u64, u32)>,
    hits: Vec<(u32, u32)>,
    waiting: Vec<Way>,
    credited: Vec<u32>,
}

/// What of a row is gathered beside its columns.
pub(super) struct Entry<'r> {
    pub(super) stretch: usize,
    pub(super) date: Date,
    pub(super) period_end: Option<Date>,
    pub(super) key: &'r str,
}

/// Nothing is marked so: it stands for an empty field.
const UNMARKED: u64 = 0;

/// A mark as it is gathered.
pub(super) fn gathered(mark: Option<u64>) -> u64 {
    // Whatever tells texts apart may be 0 for one text in 2⁶⁴: it goes with another one.
    mark.map_or(UNMARKED, |mark| mark.max(1))
}

impl Batch {
    pub(super) fn new(routes: &Routes<'_>) -> Batch {
        Batch {
            stretches: Vec::new(),
            dates: Vec::new(),
            period_ends: Vec::new(),
            named: routes.axes.iter().map(|_| Vec::new()).collect(),
            passed: Vec::new(),
            words: routes.filters.len().div_ceil(64),
            numbers: routes.numbers.iter().map(|_| Amounts::default()).collect(),
            marks: routes.marks.iter().map(|_| Vec::new()).collect(),
            keys: Vec::new(),
            key_text: String::new(),
            main: routes.axes.iter().position(|axis| axis.subjects == SubjectKind::Units).unwrap_or(0),
            order: Vec::new(),
            hits: Vec::new(),
            waiting: Vec::new(),
            credited: Vec::new(),
        }
    }

    /// Adds a row: whom it names on each axis, the filters it passes, the numbers and marks of its columns.
    pub(super) fn add(
        &mut self,
        entry: &Entry<'_>,
        named: impl Iterator<Item = (u32, Date)>,
        passed: &[u64],
        numbers: impl Iterator<Item = Option<Number>>,
        marks: impl Iterator<Item = u64>,
    ) {
        self.stretches.push(u32::try_from(entry.stretch).unwrap_or(u32::MAX));
        self.dates.push(entry.date);
        self.period_ends.push(entry.period_end);
        self.named.iter_mut().zip(named).for_each(|(column, named)| column.push(named));
        self.passed.extend_from_slice(passed);
        self.numbers.iter_mut().zip(numbers).for_each(|(column, number)| column.push(number));
        self.marks.iter_mut().zip(marks).for_each(|(column, mark)| column.push(mark));
        let start = self.key_text.len();
        self.key_text.push_str(entry.key);
        self.keys.push((start, self.key_text.len()));
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.stretches.len()
    }

    /// Whether it is time to fold them.
    pub(super) fn is_full(&self) -> bool {
        self.len() >= FULL
    }

    /// Takes back all rows but the first so many.
    pub(super) fn truncate(&mut self, rows: usize) {
        self.stretches.truncate(rows);
        self.dates.truncate(rows);
        self.period_ends.truncate(rows);
        self.named.iter_mut().for_each(|column| column.truncate(rows));
        self.passed.truncate(rows * self.words);
        self.numbers.iter_mut().for_each(|column| column.truncate(rows));
        self.marks.iter_mut().for_each(|column| column.truncate(rows));
        self.keys.truncate(rows);
        self.key_text.truncate(self.keys.last().map_or(0, |(_, end)| *end));
    }

    /// Folds the rows into what is to be filled, and is empty again.
    pub(super) fn fold(&mut self, routes: &Routes<'_>, stretches: &[Stretch], filling: &[Filling]) {
        let mut order = std::mem::take(&mut self.order);
        let (mut waiting, mut credited) = (std::mem::take(&mut self.waiting), std::mem::take(&mut self.credited));
        let mut hits = std::mem::take(&mut self.hits);
        let named = |row: usize| self.named.get(self.main).map_or(0, |column| column[row].0);
        let place = |row: usize, stretch: u32| u64::from(stretch) << 32 | u64::from(named(row));
        order.extend(self.stretches.iter().zip(0_u32..).map(|(stretch, row)| (place(row as usize, *stretch), row)));
        order.sort_unstable();
        for run in order.chunk_by(|a, b| a.0 >> 32 == b.0 >> 32) {
            let stretch = &stretches[(run[0].0 >> 32) as usize];
            let dates = || run.iter().map(|(_, row)| self.dates[*row as usize]);
            let span = (dates().min().unwrap_or(Date::MIN), dates().max().unwrap_or(Date::MAX));
            for sheaf in &stretch.sheaves {
                let group = &routes.groups[sheaf.group];
                hits.clear();
                self.find(run, group, sheaf.filter, &mut credited, &mut hits);
                // What another core is filling just now is filled last.
                for way in &stretch.ways[sheaf.ways.clone()] {
                    match filling[way.route].windows[way.window].try_lock() {
                        Ok(mut pair) => self.fill(routes, way, &hits, span, &mut pair),
                        Err(TryLockError::Poisoned(poisoned)) => self.fill(routes, way, &hits, span, &mut poisoned.into_inner()),
                        Err(TryLockError::WouldBlock) => waiting.push(*way),
                    }
                }
                for way in waiting.drain(..) {
                    self.fill(routes, &way, &hits, span, &mut lock(&filling[way.route].windows[way.window]));
                }
            }
        }
        order.clear();
        (self.order, self.waiting, self.credited, self.hits) = (order, waiting, credited, hits);
        self.truncate(0);
    }

    /// Finds which rows of a run pass a filter and whom of a group they count for: row and rank.
    fn find(&self, run: &[(u64, u32)], group: &Group<'_>, filter: usize, credited: &mut Vec<u32>, hits: &mut Vec<(u32, u32)>) {
        let named = &self.named[group.axis];
        for (_, row) in run {
            let at = *row as usize;
            let (mut subject, read) = named[at];
            if let Some((column, numbers)) = group.shared.as_ref().and_then(|shared| shared.marks.as_ref()) {
                subject = numbers.get(&self.marks[*column][at]).copied().unwrap_or(NOBODY);
            }
            if subject == NOBODY || !passes(&self.passed[at * self.words..], filter) {
                continue;
            }
            if let Some(shared) = &group.shared {
                hits.extend(shared.ranks(subject).iter().map(|rank| (*row, *rank)));
                continue;
            }
            match &group.credits {
                None => hits.push((*row, subject)),
                Some(credits) => credits.each(subject, (read, self.dates[at]), credited, |rank| hits.push((*row, rank))),
            }
        }
    }

    /// Folds rows into one window.
    fn fill(&self, routes: &Routes<'_>, way: &Way, hits: &[(u32, u32)], (first, last): (Date, Date), pair: &mut Pair) {
        let measure = routes.all[way.route].measure;
        let subjects = routes.groups[way.group].subjects;
        if hits.is_empty() || (first > way.due && !way.late) {
            return;
        }
        if let Some(own) = &routes.all[way.route].own {
            for late in [false, true] {
                let counts = |(row, rank): &(u32, u32)| own.late(*rank, way.window, self.dates[*row as usize]) == Some(late);
                let some = hits.iter().copied().filter(counts);
                if some.clone().next().is_some() {
                    self.tally(routes, measure, subjects, some, pair.at(measure, late));
                }
            }
            return;
        }
        if last <= way.due || first > way.due {
            self.tally(routes, measure, subjects, hits.iter().copied(), pair.at(measure, first > way.due));
            return;
        }
        for late in [false, true].into_iter().take(1 + usize::from(way.late)) {
            let some = hits.iter().copied().filter(|(row, _)| (self.dates[*row as usize] > way.due) == late);
            if some.clone().next().is_some() {
                self.tally(routes, measure, subjects, some, pair.at(measure, late));
            }
        }
    }

    /// Adds rows to a tally.
    fn tally(&self, routes: &Routes<'_>, measure: &Measure, subjects: usize, hits: impl Iterator<Item = (u32, u32)>, tally: &mut Tally) {
        let number = |column: usize| &self.numbers[routes.numbers.iter().position(|known| *known == column).unwrap_or(0)];
        let hits = hits.map(|(row, rank)| (row as usize, rank));
        match measure {
            Measure::Rows => tally.extend(subjects, hits.map(|(_, rank)| (rank, Sample::ROW))),
            Measure::Sum(column) => {
                let column = number(*column);
                tally.extend(subjects, hits.map(|(row, rank)| (rank, Sample { value: column.get(row), ..Sample::ROW })));
            }
            Measure::Latest(column) | Measure::Level(column) => {
                let (column, level) = (number(*column), matches!(measure, Measure::Level(_)));
                let sample = |row: usize| {
                    let (start, end) = self.keys[row];
                    let key = self.key_text.get(start..end).unwrap_or_default();
                    let period_end = self.period_ends[row].filter(|_| level);
                    Sample { date: self.dates[row], period_end, key, value: column.get(row), ..Sample::ROW }
                };
                tally.extend(subjects, hits.map(|(row, rank)| (rank, sample(row))));
            }
            Measure::Ratio { of, to } => {
                let (of, to) = (number(*of), to.map(number));
                let against = |row: usize| to.map_or(Some(Number::ONE), |to| to.get(row));
                tally.extend(subjects, hits.map(|(row, rank)| (rank, Sample { value: of.get(row), against: against(row), ..Sample::ROW })));
            }
            Measure::Mean(column) => {
                let column = number(*column);
                let one = Some(Number::ONE);
                tally.extend(subjects, hits.map(|(row, rank)| (rank, Sample { value: column.get(row), against: one, ..Sample::ROW })));
            }
            Measure::PerLast { of, per, level } => {
                let column = number(*of);
                let marks = &self.marks[routes.marks.iter().position(|known| known == per).unwrap_or(0)];
                let sample = |row: usize| {
                    let (start, end) = self.keys[row];
                    let key = self.key_text.get(start..end).unwrap_or_default();
                    let (period_end, mark) = (self.period_ends[row].filter(|_| *level), Some(marks[row]).filter(|mark| *mark != UNMARKED));
                    Sample { date: self.dates[row], period_end, key, value: column.get(row), mark, ..Sample::ROW }
                };
                tally.extend(subjects, hits.map(|(row, rank)| (rank, sample(row))));
            }
            Measure::Share { of, to } => {
                let side = |operand: &Operand, row: usize| match operand {
                    Operand::Column(column) => number(*column).get(row),
                    Operand::Rows => Some(Number::ONE),
                    Operand::Where(filter) => {
                        let at = routes.filters.iter().position(|known| *known == filter).unwrap_or(0);
                        Some(if passes(&self.passed[row * self.words..], at) { Number::ONE } else { Number::ZERO })
                    }
                };
                tally.extend(
                    subjects,
                    hits.map(|(row, rank)| (rank, Sample { value: side(of, row), against: side(to, row), ..Sample::ROW })),
                );
            }
            Measure::Distinct(Distinct::Column(column)) => {
                let column = &self.marks[routes.marks.iter().position(|known| known == column).unwrap_or(0)];
                let mark = |row: usize| Some(column[row]).filter(|mark| *mark != UNMARKED);
                tally.extend(subjects, hits.map(|(row, rank)| (rank, Sample { mark: mark(row), ..Sample::ROW })));
            }
            Measure::Distinct(what) => {
                let mark = |row: usize| time_mark(*what, self.dates[row]);
                tally.extend(subjects, hits.map(|(row, rank)| (rank, Sample { mark: mark(row), ..Sample::ROW })));
            }
        }
    }
}

fn lock(window: &Mutex<Pair>) -> MutexGuard<'_, Pair> {
    window.lock().unwrap_or_else(PoisonError::into_inner)
}
