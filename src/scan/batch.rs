//! Rows on their way into tallies: a few thousand are gathered, then folded window by window.
//!
//! One window of one target is small and is filled in one go, so that it stays close to the core that fills it; and
//! two cores seldom want the same one at the same time.

use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use super::route::{Group, Routes, Stretch, Way};
use super::tallies::{Filling, Pair};
use crate::calendar::Date;
use crate::measure::Sample;
use crate::model::{Distinct, Measure};
use crate::number::Number;

/// How many rows are gathered.
const FULL: usize = 1 << 14;
/// The row names nobody.
pub(super) const NOBODY: u32 = u32::MAX;

/// Rows, column by column.
pub(super) struct Batch {
    /// By row the stretch it belongs to.
    stretches: Vec<u32>,
    dates: Vec<Date>,
    period_ends: Vec<Option<Date>>,
    /// By row for each axis: whom it names, and the day on which that was read.
    named: Vec<(u32, Date)>,
    axes: usize,
    /// By row a bit for each filter that it passes.
    passed: Vec<u64>,
    words: usize,
    /// By row for each measured column.
    numbers: Vec<Option<Number>>,
    marks: Vec<Option<u64>>,
    columns: (usize, usize),
    /// The keys, one after another, and where each ends.
    keys: String,
    key_ends: Vec<usize>,
    /// The rows by stretch and by whom they name first: subjects that lie together in memory are filled together.
    order: Vec<(u32, u32, u32)>,
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

impl Batch {
    pub(super) fn new(routes: &Routes<'_>) -> Batch {
        Batch {
            stretches: Vec::with_capacity(FULL),
            dates: Vec::with_capacity(FULL),
            period_ends: Vec::new(),
            named: Vec::new(),
            axes: routes.axes.len(),
            passed: Vec::new(),
            words: routes.filters.len().div_ceil(64),
            numbers: Vec::new(),
            marks: Vec::new(),
            columns: (routes.numbers.len(), routes.marks.len()),
            keys: String::new(),
            key_ends: Vec::new(),
            order: Vec::new(),
            waiting: Vec::new(),
            credited: Vec::new(),
        }
    }

    /// Adds a row: whom it names on each axis, the filters it passes, the numbers and marks of its columns. Says
    /// whether the batch is full.
    pub(super) fn add(
        &mut self,
        entry: &Entry<'_>,
        named: impl Iterator<Item = (u32, Date)>,
        passed: &[u64],
        numbers: impl Iterator<Item = Option<Number>>,
        marks: impl Iterator<Item = Option<u64>>,
    ) -> bool {
        self.stretches.push(u32::try_from(entry.stretch).unwrap_or(u32::MAX));
        self.dates.push(entry.date);
        self.period_ends.push(entry.period_end);
        self.named.extend(named);
        self.passed.extend_from_slice(passed);
        self.numbers.extend(numbers);
        self.marks.extend(marks);
        self.keys.push_str(entry.key);
        self.key_ends.push(self.keys.len());
        self.dates.len() >= FULL
    }

    /// Folds the rows into what is to be filled, and is empty again.
    pub(super) fn fold(&mut self, routes: &Routes<'_>, stretches: &[Stretch], filling: &[Filling]) {
        let mut order = std::mem::take(&mut self.order);
        let (mut waiting, mut credited) = (std::mem::take(&mut self.waiting), std::mem::take(&mut self.credited));
        let first = |row: usize| self.named.get(row * self.axes + self.axes.saturating_sub(1)).map_or(0, |(subject, _)| *subject);
        order.extend(self.stretches.iter().zip(0_u32..).map(|(stretch, row)| (*stretch, first(row as usize), row)));
        order.sort_unstable();
        for rows in order.chunk_by(|a, b| a.0 == b.0) {
            let stretch = &stretches[rows[0].0 as usize];
            // What another core is filling just now is filled last.
            for way in &stretch.ways {
                match filling[way.route].windows[way.window].try_lock() {
                    Ok(mut pair) => self.fill(routes, way, rows, &mut pair, &mut credited),
                    Err(TryLockError::Poisoned(poisoned)) => self.fill(routes, way, rows, &mut poisoned.into_inner(), &mut credited),
                    Err(TryLockError::WouldBlock) => waiting.push(*way),
                }
            }
            for way in waiting.drain(..) {
                self.fill(routes, &way, rows, &mut lock(&filling[way.route].windows[way.window]), &mut credited);
            }
        }
        order.clear();
        (self.order, self.waiting, self.credited) = (order, waiting, credited);
        self.clear();
    }

    fn clear(&mut self) {
        self.stretches.clear();
        self.dates.clear();
        self.period_ends.clear();
        self.named.clear();
        self.passed.clear();
        self.numbers.clear();
        self.marks.clear();
        self.keys.clear();
        self.key_ends.clear();
    }

    /// Folds rows into one window.
    fn fill(&self, routes: &Routes<'_>, way: &Way, rows: &[(u32, u32, u32)], pair: &mut Pair, credited: &mut Vec<u32>) {
        let Group { axis, credits, subjects } = &routes.groups[way.group];
        let measure = routes.all[way.route].measure;
        let columns = Columns::of(routes, measure);
        let (word, bit) = (way.filter / 64, 1 << (way.filter % 64));
        for (.., row) in rows {
            let row = *row as usize;
            let date = self.dates[row];
            let late = date > way.due;
            if self.passed[row * self.words + word] & bit == 0 || (late && !way.late) {
                continue;
            }
            let (subject, read) = self.named[row * self.axes + axis];
            if subject == NOBODY {
                continue;
            }
            let sample = self.sample(row, date, measure, &columns);
            match credits {
                None => pair.add(measure, late, (subject, *subjects), &sample),
                Some(credits) => {
                    let tally = pair.at(measure, late);
                    credits.each(subject, (read, date), credited, |rank| tally.add(rank, *subjects, &sample));
                }
            }
        }
    }

    fn sample(&self, row: usize, date: Date, measure: &Measure, columns: &Columns) -> Sample<'_> {
        let number = |column: usize| self.numbers[row * self.columns.0 + column];
        let mut sample = Sample { date, period_end: None, key: "", value: None, against: None, mark: None };
        match measure {
            Measure::Rows => {}
            Measure::Sum(_) => sample.value = number(columns.of),
            Measure::Latest(_) | Measure::Level(_) => {
                sample.value = number(columns.of);
                let start = if row == 0 { 0 } else { self.key_ends[row - 1] };
                sample.key = self.keys.get(start..self.key_ends[row]).unwrap_or_default();
                if matches!(measure, Measure::Level(_)) {
                    sample.period_end = self.period_ends[row];
                }
            }
            Measure::Ratio { to, .. } => {
                sample.value = number(columns.of);
                sample.against = if to.is_some() { number(columns.to) } else { Some(Number::ONE) };
            }
            Measure::Distinct(Distinct::Column(_)) => sample.mark = self.marks[row * self.columns.1 + columns.of],
            Measure::Distinct(what) => sample.mark = stretch_of_time(*what, date),
        }
        sample
    }
}

/// Where the columns of a measure stand among those that are gathered.
struct Columns {
    of: usize,
    to: usize,
}

impl Columns {
    fn of(routes: &Routes<'_>, measure: &Measure) -> Columns {
        let place = |list: &[usize], column: usize| list.iter().position(|known| *known == column).unwrap_or(0);
        match measure {
            Measure::Rows => Columns { of: 0, to: 0 },
            Measure::Sum(column) | Measure::Latest(column) | Measure::Level(column) => {
                Columns { of: place(&routes.numbers, *column), to: 0 }
            }
            Measure::Ratio { of, to } => {
                Columns { of: place(&routes.numbers, *of), to: to.map_or(0, |column| place(&routes.numbers, column)) }
            }
            Measure::Distinct(Distinct::Column(column)) => Columns { of: place(&routes.marks, *column), to: 0 },
            Measure::Distinct(_) => Columns { of: 0, to: 0 },
        }
    }
}

/// The number of the day, month, quarter or year in which a date lies.
fn stretch_of_time(what: Distinct, date: Date) -> Option<u64> {
    let (year, month) = (i64::from(date.year()), i64::from(date.month()));
    let number = match what {
        Distinct::Day => year * 366 + i64::from(date.day_of_year()),
        Distinct::Month => year * 12 + month,
        Distinct::Quarter => year * 4 + (month - 1) / 3,
        Distinct::Year => year,
        Distinct::Column(_) => return None,
    };
    u64::try_from(number).ok()
}

fn lock(window: &Mutex<Pair>) -> MutexGuard<'_, Pair> {
    window.lock().unwrap_or_else(PoisonError::into_inner)
}
