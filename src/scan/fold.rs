//! Columns of rows into tallies, window by window.
//!
//! One window of one target is small and is filled in one go, so that it stays close to the core that fills it; and
//! two cores seldom want the same one at the same time. Whom a row counts for is found once for all windows that count
//! the same rows for the same subjects.

use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use super::amounts::Amounts;
use super::interval::{Assignment, Interval, passes};
use super::references::Reference;
use super::route::{Group, Routes, SubjectColumn};
use super::rows::{GONE, LEFT_OUT, NOBODY, Reading, Rows, TAKEN};
use super::tallies::{Days, Filling, Pair};
use crate::calendar::Day;
use crate::decode::Vocabulary;
use crate::measure::{Sample, Tally, day_mark};
use crate::model::{Distinct, Kind, Log, Measure, Operand, SubjectKind, Workspace};
use crate::number::Number;

/// How many rows are gathered: what is kept of them should fit into the memory next to a core.
const FULL: usize = 1 << 12;

/// Nothing is marked so: it stands for an empty field.
const UNMARKED: u64 = 0;

/// A mark as it is gathered.
pub(super) fn gathered(mark: Option<u64>) -> u64 {
    // Whatever tells texts apart may be 0 for one text in 2⁶⁴: it goes with another one.
    mark.map_or(UNMARKED, |mark| mark.max(1))
}

/// How the rows of a log name the subjects of its targets, by subject column.
pub(super) enum Named {
    /// The plan itself.
    Whole,
    /// By a reference.
    Reference(usize),
    /// By a word: the column, and by the word's number whom it names.
    Word(usize, Vec<u32>),
    /// By some words in one field of the column, each a bit.
    Several(usize),
    /// Not at all.
    Nobody,
}

impl Named {
    pub(super) fn new(
        workspace: &Workspace,
        log: &Log,
        vocabulary: &Vocabulary,
        references: &[Reference],
        column: &SubjectColumn,
    ) -> Named {
        match (column.subjects, column.column) {
            (SubjectKind::Whole, _) => Named::Whole,
            (SubjectKind::Units | SubjectKind::Register(_), Some(at)) => {
                references.iter().position(|entry| entry.column == at).map_or(Named::Nobody, Named::Reference)
            }
            (SubjectKind::Agencies, Some(at)) => {
                let names = &workspace.plans[column.plan].names;
                let agency = |id: &String| names.agency(id).and_then(|agency| u32::try_from(agency.0).ok()).unwrap_or(NOBODY);
                Named::Word(at, std::iter::once(NOBODY).chain(vocabulary.agencies.keys().map(agency)).collect())
            }
            (SubjectKind::Choices(..), Some(at)) if matches!(log.table.columns[at].kind, Kind::Choices(_)) => Named::Several(at),
            (SubjectKind::Choices(..), Some(at)) => {
                let choices = log.choices(at).len();
                Named::Word(at, std::iter::once(NOBODY).chain((0_u32..).take(choices)).collect())
            }
            (_, None) => Named::Nobody,
        }
    }

    /// Whom a row names.
    fn subject(&self, rows: &Rows, reading: &Reading, row: usize) -> u32 {
        match self {
            Named::Whole => 0,
            Named::Reference(at) => reading.resolved[*at].subjects[row],
            Named::Word(column, subjects) => subjects.get(rows.word(*column, row) as usize).copied().unwrap_or(NOBODY),
            Named::Several(_) | Named::Nobody => NOBODY,
        }
    }

    /// The day on which that is read.
    fn day(&self, rows: &Rows, reading: &Reading, row: usize) -> Day {
        match self {
            Named::Reference(at) => reading.resolved[*at].day(row, rows.dates[row]),
            _ => rows.dates[row],
        }
    }
}

/// The memory of a fold, kept from one to the next.
pub(super) struct Fold {
    /// The rows by interval.
    order: Vec<(u32, u32)>,
    hits: Vec<(u32, u32)>,
    waiting: Vec<Assignment>,
    credited: Vec<u32>,
}

/// Where folded rows go.
#[derive(Clone, Copy)]
pub(super) struct Into<'a> {
    pub(super) routes: &'a Routes<'a>,
    pub(super) named: &'a [Named],
    pub(super) intervals: &'a [Interval],
    pub(super) filling: &'a [Filling<'a>],
}

impl Fold {
    pub(super) fn new() -> Fold {
        Fold { order: Vec::new(), hits: Vec::new(), waiting: Vec::new(), credited: Vec::new() }
    }

    /// Whether there are enough rows to be folded.
    pub(super) fn is_due(rows: &Rows) -> bool {
        rows.len() >= FULL
    }

    /// Folds the rows that count into what is to be filled.
    pub(super) fn fold(&mut self, rows: &Rows, into: Into<'_>) {
        for reading in &rows.readings {
            self.reading(rows, reading, into);
        }
    }

    fn reading(&mut self, rows: &Rows, reading: &Reading, into: Into<'_>) {
        let Fold { order, hits, waiting, credited } = self;
        order.clear();
        // Later rows do not exist.
        let last = into.routes.views.last().copied().unwrap_or(Day::NONE);
        for (flags, number) in rows.flags.iter().zip(0_u32..) {
            let row = number as usize;
            let interval = reading.intervals[row];
            if flags & (LEFT_OUT | GONE | TAKEN) == TAKEN && rows.dates[row] <= last && interval != NOBODY {
                order.push((interval, number));
            }
        }
        // Rows of a file mostly stand in the order of their days.
        if !order.is_sorted_by_key(|(interval, _)| *interval) {
            order.sort_unstable();
        }
        for run in order.chunk_by(|a, b| a.0 == b.0) {
            let interval = &into.intervals[run[0].0 as usize];
            let dates = || run.iter().map(|(_, row)| rows.dates[*row as usize]);
            let span = (dates().min().unwrap_or(Day::NONE), dates().max().unwrap_or(Day::NONE));
            for selection in &interval.selections {
                let group = &into.routes.groups[selection.group];
                hits.clear();
                select((rows, reading), run, (group, &into.named[group.subject_column]), selection.filter, credited, hits);
                if hits.is_empty() {
                    continue;
                }
                let fold = Rung { rows, reading, routes: into.routes, hits, span };
                // What another core is filling just now is filled last.
                for assignment in &interval.assignments[selection.assignments.clone()] {
                    match into.filling[assignment.route].windows[assignment.window].try_lock() {
                        Ok(mut days) => fold.fill(assignment, &mut days),
                        Err(TryLockError::Poisoned(poisoned)) => fold.fill(assignment, &mut poisoned.into_inner()),
                        Err(TryLockError::WouldBlock) => waiting.push(*assignment),
                    }
                }
                for assignment in waiting.drain(..) {
                    fold.fill(&assignment, &mut lock(&into.filling[assignment.route].windows[assignment.window]));
                }
            }
        }
    }
}

/// Finds which rows of a run pass a filter and whom of a group they count for: row and rank.
fn select(
    (rows, reading): (&Rows, &Reading),
    run: &[(u32, u32)],
    (group, named): (&Group<'_>, &Named),
    filter: usize,
    credited: &mut Vec<u32>,
    hits: &mut Vec<(u32, u32)>,
) {
    for (_, row) in run {
        let at = *row as usize;
        if !passes(&reading.passed[at * rows.words..], filter) {
            continue;
        }
        credit((rows, reading), at, (group, named), credited, |rank| hits.push((*row, rank)));
    }
}

/// Hands over the ranks of those of a group that a row counts for, whatever kind of row it is.
#[inline]
pub(super) fn credit(
    (rows, reading): (&Rows, &Reading),
    at: usize,
    (group, named): (&Group<'_>, &Named),
    credited: &mut Vec<u32>,
    mut take: impl FnMut(u32),
) {
    if let Named::Several(column) = named {
        let bits = rows.word(*column, at);
        (0..u32::BITS).filter(|bit| bits >> bit & 1 == 1).for_each(take);
        return;
    }
    let subject = match group.shared.as_ref().and_then(|shared| shared.marks.as_ref()) {
        Some((column, numbers)) => numbers.get(&rows.marks[*column][at]).copied().unwrap_or(NOBODY),
        None => named.subject(rows, reading, at),
    };
    if subject == NOBODY {
        return;
    }
    if let Some(shared) = &group.shared {
        shared.ranks(subject).iter().copied().for_each(take);
        return;
    }
    match &group.credits {
        None => take(subject),
        Some(credits) => {
            let days = || (named.day(rows, reading, at), rows.dates[at]);
            credits.each(subject, days, credited, take);
        }
    }
}

/// Rows of one interval that count for some windows: each with the rank of a subject.
struct Rung<'a> {
    rows: &'a Rows,
    reading: &'a Reading,
    routes: &'a Routes<'a>,
    hits: &'a [(u32, u32)],
    /// The first and the last day of the interval's rows.
    span: (Day, Day),
}

impl Rung<'_> {
    /// Folds the rows into one window: each into the first as-of day that sees it.
    fn fill(&self, assignment: &Assignment, days: &mut Days) {
        let measure = self.routes.all[assignment.route].measure;
        let (start, end) = assignment.views;
        let views = &self.routes.views[start..end];
        let of = |day: Day| views.partition_point(|view| *view < day);
        let (first, last) = (of(self.span.0), of(self.span.1));
        if first == last {
            if first < views.len() {
                self.fill_day(assignment, days.on(first, measure));
            }
            return;
        }
        for (view, as_of) in views.iter().enumerate().take(last + 1).skip(first) {
            let dates = || self.hits.iter().map(|(row, _)| self.rows.dates[*row as usize]);
            let hits: Vec<(u32, u32)> = self.hits.iter().zip(dates()).filter(|(_, day)| of(*day) == view).map(|(hit, _)| *hit).collect();
            if !hits.is_empty() {
                let span = (self.span.0, self.span.1.min(*as_of));
                Rung { hits: &hits, span, ..*self }.fill_day(assignment, days.on(view, measure));
            }
        }
    }

    /// Folds the rows of one as-of day into one window.
    fn fill_day(&self, assignment: &Assignment, pair: &mut Pair) {
        let measure = self.routes.all[assignment.route].measure;
        let subjects = self.routes.groups[assignment.group].subjects;
        let (first, last) = self.span;
        if first > assignment.until {
            return;
        }
        if let Some(first) = self.routes.all[assignment.route].rolling() {
            // Rows before it tell when it fell due.
            pair.note(subjects, self.hits.iter().map(|(row, rank)| (*rank, self.rows.dates[*row as usize].date())));
            let inside = self.hits.iter().copied().filter(|(row, _)| self.rows.dates[*row as usize] >= first);
            self.tally(measure, subjects, inside, pair.at(measure, false));
            return;
        }
        if let Some(own) = &self.routes.all[assignment.route].own {
            for late in [false, true] {
                let counts = |(row, rank): &(u32, u32)| own.late(*rank, assignment.window, self.rows.dates[*row as usize]) == Some(late);
                let some = self.hits.iter().copied().filter(counts);
                if some.clone().next().is_some() {
                    self.tally(measure, subjects, some, pair.at(measure, late));
                }
            }
            return;
        }
        if last <= assignment.due || (first > assignment.due && last <= assignment.until) {
            self.tally(measure, subjects, self.hits.iter().copied(), pair.at(measure, first > assignment.due));
            return;
        }
        for late in [false, true].into_iter().take(1 + usize::from(assignment.until > assignment.due)) {
            let counts = |(row, _): &(u32, u32)| {
                let date = self.rows.dates[*row as usize];
                if late { assignment.due < date && date <= assignment.until } else { date <= assignment.due }
            };
            let some = self.hits.iter().copied().filter(counts);
            if some.clone().next().is_some() {
                self.tally(measure, subjects, some, pair.at(measure, late));
            }
        }
    }

    /// The number in a measured column of a row; booleans count 1 and 0.
    fn number(&self, column: usize, row: usize) -> Option<Number> {
        match self.rows.numbers(column) {
            Some(numbers) => numbers.get(row),
            None => match self.rows.word(column, row) {
                1 => Some(Number::ZERO),
                2 => Some(Number::ONE),
                _ => None,
            },
        }
    }

    /// Adds rows to a tally.
    fn tally(&self, measure: &Measure, subjects: usize, hits: impl Iterator<Item = (u32, u32)>, tally: &mut Tally) {
        let hits = hits.map(|(row, rank)| (row as usize, rank));
        match measure {
            Measure::Rows => tally.extend(subjects, hits.map(|(_, rank)| (rank, Sample::ROW))),
            Measure::Sum(column) => {
                if let Some(units) = self.rows.numbers(*column).and_then(Amounts::all_units) {
                    tally.extend_units(subjects, hits.map(|(row, rank)| (rank, Some(units[row]).filter(|units| *units != i64::MIN))));
                    return;
                }
                tally.extend(subjects, hits.map(|(row, rank)| (rank, Sample { value: self.number(*column, row), ..Sample::ROW })));
            }
            Measure::Latest(column) | Measure::Level(column) => {
                let level = matches!(measure, Measure::Level(_));
                let sample = |row: usize| {
                    let (start, end) = self.rows.keys[row];
                    let key = self.rows.key_text.get(start as usize..end as usize).unwrap_or_default();
                    let period_end = self.reading.ends.get(row).filter(|_| level).map(|day| day.date());
                    Sample { date: self.rows.dates[row].date(), period_end, key, value: self.number(*column, row), ..Sample::ROW }
                };
                tally.extend(subjects, hits.map(|(row, rank)| (rank, sample(row))));
            }
            Measure::Ratio { of, to } => {
                let against = |row: usize| to.map_or(Some(Number::ONE), |to| self.number(to, row));
                let sample = |row: usize| Sample { value: self.number(*of, row), against: against(row), ..Sample::ROW };
                tally.extend(subjects, hits.map(|(row, rank)| (rank, sample(row))));
            }
            Measure::Mean(column) => {
                let sample = |row: usize| Sample { value: self.number(*column, row), against: Some(Number::ONE), ..Sample::ROW };
                tally.extend(subjects, hits.map(|(row, rank)| (rank, sample(row))));
            }
            Measure::PerLast { of, per, level } => {
                let marks = &self.rows.marks[self.routes.marks.iter().position(|known| known == per).unwrap_or(0)];
                let sample = |row: usize| {
                    let (start, end) = self.rows.keys[row];
                    let key = self.rows.key_text.get(start as usize..end as usize).unwrap_or_default();
                    let period_end = self.reading.ends.get(row).filter(|_| *level).map(|day| day.date());
                    let mark = Some(marks[row]).filter(|mark| *mark != UNMARKED);
                    Sample { date: self.rows.dates[row].date(), period_end, key, value: self.number(*of, row), mark, ..Sample::ROW }
                };
                tally.extend(subjects, hits.map(|(row, rank)| (rank, sample(row))));
            }
            Measure::Share { of, to } => {
                let side = |operand: &Operand, row: usize| match operand {
                    Operand::Column(column) => self.number(*column, row),
                    Operand::Rows => Some(Number::ONE),
                    Operand::Where(filter) => {
                        let at = self.routes.filters.iter().position(|known| *known == filter).unwrap_or(0);
                        let holds = passes(&self.reading.passed[row * self.rows.words..], at);
                        Some(if holds { Number::ONE } else { Number::ZERO })
                    }
                };
                let sample = |row: usize| Sample { value: side(of, row), against: side(to, row), ..Sample::ROW };
                tally.extend(subjects, hits.map(|(row, rank)| (rank, sample(row))));
            }
            Measure::Distinct(Distinct::Column(column)) => {
                let column = &self.rows.marks[self.routes.marks.iter().position(|known| known == column).unwrap_or(0)];
                let mark = |row: usize| Some(column[row]).filter(|mark| *mark != UNMARKED);
                tally.extend(subjects, hits.map(|(row, rank)| (rank, Sample { mark: mark(row), ..Sample::ROW })));
            }
            Measure::Distinct(what) => {
                let mark = |row: usize| day_mark(*what, self.rows.dates[row]);
                tally.extend(subjects, hits.map(|(row, rank)| (rank, Sample { mark: mark(row), ..Sample::ROW })));
            }
        }
    }
}

fn lock(window: &Mutex<Days>) -> MutexGuard<'_, Days> {
    window.lock().unwrap_or_else(PoisonError::into_inner)
}
