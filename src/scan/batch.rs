//! Rows on their way into tallies: a few thousand are gathered, then folded window by window.
//!
//! One window of one target is small and is filled in one go, so that it stays close to the core that fills it; and
//! two cores seldom want the same one at the same time.

use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use super::route::{Group, Routes, Stretch, Way};
use super::tallies::{Filling, Pair};
use crate::calendar::Date;
use crate::measure::Sample;
use crate::model::{Distinct, Measure, SubjectKind};
use crate::number::Number;

/// How many rows are gathered.
const FULL: usize = 1 << 13;
/// The row names nobody.
pub(super) const NOBODY: u32 = u32::MAX;

/// Rows, column by column.
#[derive(Default)]
struct Rows {
    dates: Vec<Date>,
    period_ends: Vec<Option<Date>>,
    /// By row for each axis: whom it names, and the day on which that was read.
    named: Vec<(u32, Date)>,
    /// By row a bit for each filter that it passes.
    passed: Vec<u64>,
    /// By row for each measured column.
    numbers: Vec<Option<Number>>,
    marks: Vec<Option<u64>>,
    /// Where the row's key lies among all.
    keys: Vec<(usize, usize)>,
}

/// How many columns of each sort a row has.
#[derive(Clone, Copy)]
struct Widths {
    axes: usize,
    words: usize,
    numbers: usize,
    marks: usize,
}

impl Rows {
    /// Only the first so many rows stay.
    fn truncate(&mut self, rows: usize, widths: Widths) {
        self.dates.truncate(rows);
        self.period_ends.truncate(rows);
        self.named.truncate(rows * widths.axes);
        self.passed.truncate(rows * widths.words);
        self.numbers.truncate(rows * widths.numbers);
        self.marks.truncate(rows * widths.marks);
        self.keys.truncate(rows);
    }

    /// Adds a row of others.
    fn push(&mut self, others: &Rows, row: usize, widths: Widths) {
        let of = |width: usize| row * width..(row + 1) * width;
        self.dates.push(others.dates[row]);
        self.period_ends.push(others.period_ends[row]);
        self.named.extend_from_slice(&others.named[of(widths.axes)]);
        self.passed.extend_from_slice(&others.passed[of(widths.words)]);
        self.numbers.extend_from_slice(&others.numbers[of(widths.numbers)]);
        self.marks.extend_from_slice(&others.marks[of(widths.marks)]);
        self.keys.push(others.keys[row]);
    }
}

/// Rows that are gathered.
pub(super) struct Batch {
    rows: Rows,
    /// By row the stretch it belongs to.
    stretches: Vec<u32>,
    widths: Widths,
    /// The axis by which rows are put in order.
    main: usize,
    /// The keys, one after another.
    keys: String,
    /// The rows by stretch and by whom they name: subjects that lie together in memory are filled together.
    order: Vec<(u32, u32, u32)>,
    ordered: Rows,
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
        let widths = Widths {
            axes: routes.axes.len(),
            words: routes.filters.len().div_ceil(64),
            numbers: routes.numbers.len(),
            marks: routes.marks.len(),
        };
        Batch {
            rows: Rows::default(),
            stretches: Vec::new(),
            widths,
            main: routes.axes.iter().position(|axis| axis.subjects == SubjectKind::Units).unwrap_or(0),
            keys: String::new(),
            order: Vec::new(),
            ordered: Rows::default(),
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
        marks: impl Iterator<Item = Option<u64>>,
    ) {
        self.stretches.push(u32::try_from(entry.stretch).unwrap_or(u32::MAX));
        self.rows.dates.push(entry.date);
        self.rows.period_ends.push(entry.period_end);
        self.rows.named.extend(named);
        self.rows.passed.extend_from_slice(passed);
        self.rows.numbers.extend(numbers);
        self.rows.marks.extend(marks);
        let start = self.keys.len();
        self.keys.push_str(entry.key);
        self.rows.keys.push((start, self.keys.len()));
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
        self.rows.truncate(rows, self.widths);
        self.keys.truncate(self.rows.keys.last().map_or(0, |(_, end)| *end));
    }

    /// Folds the rows into what is to be filled, and is empty again.
    pub(super) fn fold(&mut self, routes: &Routes<'_>, stretches: &[Stretch], filling: &[Filling]) {
        let widths = self.widths;
        let mut order = std::mem::take(&mut self.order);
        let (mut waiting, mut credited) = (std::mem::take(&mut self.waiting), std::mem::take(&mut self.credited));
        let named = |row: usize| self.rows.named.get(row * widths.axes + self.main).map_or(0, |(subject, _)| *subject);
        order.extend(self.stretches.iter().zip(0_u32..).map(|(stretch, row)| (*stretch, named(row as usize), row)));
        order.sort_unstable();
        self.ordered.truncate(0, widths);
        for (.., row) in &order {
            self.ordered.push(&self.rows, *row as usize, widths);
        }
        let mut start = 0;
        for run in order.chunk_by(|a, b| a.0 == b.0) {
            let stretch = &stretches[run[0].0 as usize];
            let rows = start..start + run.len();
            start = rows.end;
            // What another core is filling just now is filled last.
            for way in &stretch.ways {
                match filling[way.route].windows[way.window].try_lock() {
                    Ok(mut pair) => self.fill(routes, way, rows.clone(), &mut pair, &mut credited),
                    Err(TryLockError::Poisoned(poisoned)) => {
                        self.fill(routes, way, rows.clone(), &mut poisoned.into_inner(), &mut credited);
                    }
                    Err(TryLockError::WouldBlock) => waiting.push(*way),
                }
            }
            for way in waiting.drain(..) {
                self.fill(routes, &way, rows.clone(), &mut lock(&filling[way.route].windows[way.window]), &mut credited);
            }
        }
        order.clear();
        (self.order, self.waiting, self.credited) = (order, waiting, credited);
        self.truncate(0);
    }

    /// Folds rows into one window.
    fn fill(&self, routes: &Routes<'_>, way: &Way, rows: Range<usize>, pair: &mut Pair, credited: &mut Vec<u32>) {
        let Group { axis, credits, subjects } = &routes.groups[way.group];
        let measure = routes.all[way.route].measure;
        let columns = Columns::of(routes, measure);
        let (word, bit) = (way.filter / 64, 1 << (way.filter % 64));
        let (axes, words) = (self.widths.axes, self.widths.words);
        for row in rows {
            let date = self.ordered.dates[row];
            let late = date > way.due;
            if self.ordered.passed[row * words + word] & bit == 0 || (late && !way.late) {
                continue;
            }
            let (subject, read) = self.ordered.named[row * axes + axis];
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
        let number = |column: usize| self.ordered.numbers[row * self.widths.numbers + column];
        let mut sample = Sample { date, period_end: None, key: "", value: None, against: None, mark: None };
        match measure {
            Measure::Rows => {}
            Measure::Sum(_) => sample.value = number(columns.of),
            Measure::Latest(_) | Measure::Level(_) => {
                sample.value = number(columns.of);
                let (start, end) = self.ordered.keys[row];
                sample.key = self.keys.get(start..end).unwrap_or_default();
                if matches!(measure, Measure::Level(_)) {
                    sample.period_end = self.ordered.period_ends[row];
                }
            }
            Measure::Ratio { to, .. } => {
                sample.value = number(columns.of);
                sample.against = if to.is_some() { number(columns.to) } else { Some(Number::ONE) };
            }
            Measure::Distinct(Distinct::Column(_)) => sample.mark = self.ordered.marks[row * self.widths.marks + columns.of],
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
            Measure::Sum(column) | Measure::Latest(column) | Measure::Level(column) => {
                Columns { of: place(&routes.numbers, *column), to: 0 }
            }
            Measure::Ratio { of, to } => {
                Columns { of: place(&routes.numbers, *of), to: to.map_or(0, |column| place(&routes.numbers, column)) }
            }
            Measure::Distinct(Distinct::Column(column)) => Columns { of: place(&routes.marks, *column), to: 0 },
            Measure::Rows | Measure::Distinct(_) => Columns { of: 0, to: 0 },
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
