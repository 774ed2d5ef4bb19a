//! Sums of a number column of a log, with no target in between: over all its sound rows, by what stands in the row.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::rows::{GONE, LEFT_OUT, NOBODY, Rows};
use crate::calendar::{Calendar, Day, Days, Period};
use crate::decode::Vocabulary;
use crate::model::{Kind, Log, LogIndex};
use crate::number::Number;

/// What is to be added up.
#[derive(Clone, Debug)]
pub struct SumOf {
    /// The log.
    pub log: LogIndex,
    /// Its number column.
    pub column: usize,
    /// The column by which rows are told apart; none: they are not.
    pub by: Option<usize>,
    /// The stretches of days that are added up apart; a row may lie in several.
    pub stretches: Vec<Days>,
    /// In what calendar the log's periods are read, where it has any: a row then lies where its period does.
    pub calendar: Calendar,
}

/// What a row belongs to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SumGroup {
    /// The row does not say.
    Nothing,
    /// A word: a choice, an agency, a fund.
    Word(String),
    /// What a reference leads to: a unit's index, or a key's.
    Subject(u32),
}

/// What came together.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Total {
    /// The sum over the rows that report it.
    pub sum: Number,
    /// How many rows report it …
    pub reported: u64,
    /// … of how many.
    pub records: u64,
}

impl Total {
    /// Adds another one.
    pub fn add(&mut self, other: &Total) {
        self.sum += other.sum;
        self.reported += other.reported;
        self.records += other.records;
    }
}

/// What was added up.
#[derive(Clone, Debug)]
pub struct Sums {
    /// What was asked.
    pub of: SumOf,
    /// By group and stretch.
    pub totals: BTreeMap<(SumGroup, usize), Total>,
    /// Of what references lead to a row of its register that describes it.
    pub rows: BTreeMap<u32, u32>,
}

/// What one thread adds up.
#[derive(Default)]
pub(super) struct Adding {
    totals: FxHashMap<(u32, u32), Total>,
    rows: FxHashMap<u32, u32>,
}

impl SumOf {
    /// Nothing added up yet.
    pub(super) fn empty(self) -> Sums {
        Sums { of: self, totals: BTreeMap::new(), rows: BTreeMap::new() }
    }

    /// Adds the rows that are sound and not after a day. `references` are the log's, `periods` those that its rows name.
    pub(super) fn add(
        &self,
        rows: &Rows,
        (references, period): (&[usize], Option<usize>),
        periods: &[Period],
        as_of: Day,
        into: &mut Adding,
    ) {
        let Some(numbers) = rows.numbers(self.column) else { return };
        let reference = self.by.and_then(|by| references.iter().position(|column| *column == by));
        let ends: Vec<(Day, Day)> = self.stretches.iter().map(|days| (Day::new(days.first), Day::new(days.last))).collect();
        for row in 0..rows.len() {
            let day = rows.dates[row];
            if rows.flags[row] & (LEFT_OUT | GONE) != 0 || day > as_of {
                continue;
            }
            let days = match period {
                None => Some((day, day)),
                Some(column) => (rows.word(column, row) as usize)
                    .checked_sub(1)
                    .and_then(|number| periods.get(number)?.days(self.calendar))
                    .map(|days| (Day::new(days.first), Day::new(days.last))),
            };
            let Some((first, last)) = days else { continue };
            let group = match (reference, self.by) {
                (Some(at), _) => {
                    let found = rows.readings.iter().map(|reading| &reading.resolved[at]).find(|resolved| resolved.subjects[row] != NOBODY);
                    found.map_or(NOBODY, |resolved| {
                        let described = into.rows.entry(resolved.subjects[row]).or_insert(resolved.rows[row]);
                        *described = (*described).max(resolved.rows[row]);
                        resolved.subjects[row]
                    })
                }
                (None, Some(column)) => rows.word(column, row),
                (None, None) => 0,
            };
            let number = numbers.get(row);
            let total = Total { sum: number.unwrap_or(Number::ZERO), reported: u64::from(number.is_some()), records: 1 };
            for (at, _) in (0_u32..).zip(&ends).filter(|(_, ends)| ends.0 <= first && last <= ends.1) {
                into.totals.entry((group, at)).or_default().add(&total);
            }
        }
    }
}

impl Adding {
    /// Adds what a thread has to what the others have.
    pub(super) fn put(self, log: &Log, vocabulary: &Vocabulary, into: &mut Sums) {
        let reference = into.of.by.is_some_and(|by| matches!(log.table.columns[by].kind, Kind::Reference(_)));
        let ordered: BTreeMap<(u32, u32), Total> = self.totals.into_iter().collect();
        for ((group, stretch), total) in ordered {
            let group = match into.of.by {
                Some(_) if reference && group != NOBODY => SumGroup::Subject(group),
                Some(by) if !reference => word(log, by, group, vocabulary).map_or(SumGroup::Nothing, SumGroup::Word),
                _ => SumGroup::Nothing,
            };
            into.totals.entry((group, stretch as usize)).or_default().add(&total);
        }
        let rows: BTreeMap<u32, u32> = self.rows.into_iter().collect();
        for (subject, row) in rows {
            let described = into.rows.entry(subject).or_insert(row);
            *described = (*described).max(row);
        }
    }
}

/// The word of a number, as the column's decoder numbers them from 1.
fn word(log: &Log, column: usize, number: u32, vocabulary: &Vocabulary) -> Option<String> {
    let at = (number as usize).checked_sub(1)?;
    let of = |known: &BTreeMap<String, String>| known.keys().nth(at).cloned();
    match &log.table.columns[column].kind {
        Kind::Choice(choices) => choices.get(at).map(|choice| choice.id.clone()),
        Kind::Boolean => ["false", "true"].get(at).map(|word| (*word).to_owned()),
        Kind::Agency => of(&vocabulary.agencies),
        Kind::Fund => of(&vocabulary.funds),
        Kind::Activity => of(&vocabulary.activities),
        _ => None,
    }
}
