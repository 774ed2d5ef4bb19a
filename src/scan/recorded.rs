//! When records were made: by log, and by who made them. So a log that has gone silent is seen, and never taken for work undone.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::rows::{GONE, LEFT_OUT, NOBODY, Rows};
use crate::calendar::{Date, Day};
use crate::decode::Vocabulary;
use crate::model::{Kind, Log, UNITS, Workspace};

/// How many sound records of a log there are, by day.
#[derive(Clone, Default, Debug)]
pub struct Recorded {
    /// Of the whole log.
    pub days: BTreeMap<Date, u64>,
    /// The same by agency, choice or unit, where the log says who made a record; of a unit only its last day is kept.
    pub by: BTreeMap<String, BTreeMap<Date, u64>>,
}

impl Recorded {
    /// The day of the last record.
    pub fn last(&self) -> Option<Date> {
        self.days.keys().next_back().copied()
    }
}

/// Years that are counted without a look-up; records of other years are few.
const FIRST_YEAR: i32 = 1900;
const YEARS: usize = 256;
const NUMBERS: usize = 12 * 32 + 32;

/// What one thread counts of a log.
#[derive(Default)]
pub(super) struct Counting {
    /// By group (0: the whole log) and year a count for each day.
    years: Vec<Vec<u32>>,
    /// By unit its last day.
    units: FxHashMap<u32, (Day, u64)>,
}

/// By what a log's records are told apart.
#[derive(Clone, Copy)]
pub(super) enum By {
    /// The number of a word in a column: an agency, a choice.
    Word(usize),
    /// What a reference column leads to: its place among them.
    Unit(usize),
    Nothing,
}

impl By {
    /// The column that the log's `silence` names, else its agency.
    pub(super) fn of(log: &Log, references: impl Fn(usize) -> Option<usize>) -> By {
        let named = log.table.silence.as_ref().and_then(|silence| silence.by);
        let Some(column) = named.or_else(|| log.table.open(|kind| *kind == Kind::Agency)) else { return By::Nothing };
        match log.table.columns[column].kind {
            Kind::Reference(UNITS) => references(column).map_or(By::Nothing, By::Unit),
            _ => By::Word(column),
        }
    }
}

impl Counting {
    /// Counts rows that are sound and not after a day.
    pub(super) fn count(&mut self, rows: &Rows, by: By, as_of: Day) {
        for (row, (flags, day)) in rows.flags.iter().zip(&rows.dates).enumerate() {
            if flags & (LEFT_OUT | GONE) != 0 || *day > as_of {
                continue;
            }
            self.add(0, *day);
            match by {
                By::Nothing => {}
                By::Word(column) => match rows.word(column, row) {
                    0 => {}
                    word => self.add(word as usize, *day),
                },
                By::Unit(at) => {
                    let found = rows.readings.iter().map(|reading| reading.resolved[at].subjects[row]).find(|unit| *unit != NOBODY);
                    if let Some(unit) = found {
                        let (last, count) = self.units.entry(unit).or_insert((*day, 0));
                        *last = (*last).max(*day);
                        *count += 1;
                    }
                }
            }
        }
    }

    #[inline]
    fn add(&mut self, group: usize, day: Day) {
        let Some(year) = usize::try_from(day.year() - FIRST_YEAR).ok().filter(|year| *year < YEARS) else { return };
        let at = group * YEARS + year;
        if self.years.len() <= at {
            self.years.resize((group + 1) * YEARS, Vec::new());
        }
        let days = &mut self.years[at];
        if days.is_empty() {
            days.resize(NUMBERS, 0);
        }
        if let Some(count) = usize::try_from(day.number() - Day::first_of(day.year()).number()).ok().and_then(|at| days.get_mut(at)) {
            *count = count.saturating_add(1);
        }
    }

    /// Adds what was counted to what other threads have counted.
    pub(super) fn put(self, workspace: &Workspace, (log, by): (&Log, By), vocabulary: &Vocabulary, into: &mut Recorded) {
        for (at, days) in self.years.into_iter().enumerate() {
            let (group, year) = (at / YEARS, FIRST_YEAR + i32::try_from(at % YEARS).unwrap_or(0));
            for (number, count) in (0_i32..).zip(days).filter(|(_, count)| *count > 0) {
                let day = Day::first_of(year).plus_number(number).date();
                let days = match (group, by) {
                    (0, _) => Some(&mut into.days),
                    (word, By::Word(column)) => word_of(log, column, word, vocabulary).map(|word| into.by.entry(word).or_default()),
                    _ => None,
                };
                if let Some(days) = days {
                    *days.entry(day).or_default() += u64::from(count);
                }
            }
        }
        let units: BTreeMap<u32, (Day, u64)> = self.units.into_iter().collect();
        for (unit, (day, count)) in units {
            let code = workspace.units.code(crate::model::UnitIndex(unit)).to_owned();
            let days = into.by.entry(code).or_default();
            // Only the last day stays.
            let (last, before) = days.pop_last().unwrap_or((day.date(), 0));
            days.insert(last.max(day.date()), before + count);
        }
    }
}

/// The word of a number, as the column's decoder numbers them from 1.
fn word_of(log: &Log, column: usize, word: usize, vocabulary: &Vocabulary) -> Option<String> {
    match &log.table.columns[column].kind {
        Kind::Agency => vocabulary.agencies.keys().nth(word - 1).cloned(),
        Kind::Choice(choices) => choices.get(word - 1).map(|choice| choice.id.clone()),
        _ => None,
    }
}
