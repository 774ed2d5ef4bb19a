//! What was spent day by day: so the day on which a sum was passed is known when all rows are read, and only the blocks with
//! rows of that day are looked at again for the row itself.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::around::Around;
use super::spending::Key;
use crate::calendar::Day;
use crate::number::Number;

/// Whose spending from which fund in a year, whatever agency and unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Line {
    pub(super) plan: usize,
    pub(super) year: i16,
    pub(super) fund: Option<u32>,
    pub(super) activity: Option<usize>,
    pub(super) around: Around,
}

impl From<&Key> for Line {
    fn from(key: &Key) -> Line {
        Line { plan: key.plan, year: key.year, fund: key.fund, activity: key.activity, around: key.around }
    }
}

/// What was spent on a day.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct DaySum {
    /// In all.
    pub(super) all: Number,
    /// What of that was paid back: below zero.
    pub(super) back: Number,
    /// In how many records.
    pub(super) records: u64,
}

impl DaySum {
    #[inline]
    pub(super) fn add(&mut self, amount: Number) {
        self.all += amount;
        if amount < Number::ZERO {
            self.back += amount;
        }
        self.records += 1;
    }

    pub(super) fn join(&mut self, other: &DaySum) {
        self.all += other.all;
        self.back += other.back;
        self.records += other.records;
    }
}

/// The sums of lines by day.
pub(super) type ByDay = FxHashMap<(Line, Day), DaySum>;

/// The same in order, line by line.
pub(super) type Days = BTreeMap<Line, BTreeMap<Day, DaySum>>;

/// Years that are added up by without a look-up.
const FIRST_YEAR: i32 = 1900;
const YEARS: usize = 256;
/// Numbers of days in a year: months are 32 apart.
const NUMBERS: usize = 12 * 32 + 32;

/// Sums by the number of a fund and by day, where nothing else decides.
#[derive(Default)]
pub(super) struct Quick(Vec<Vec<DaySum>>);

impl Quick {
    /// The sum of a fund on a day; nothing where the year is out of the ordinary.
    #[inline]
    pub(super) fn on(&mut self, fund: usize, day: Day) -> Option<&mut DaySum> {
        let year = usize::try_from(day.year() - FIRST_YEAR).ok().filter(|year| *year < YEARS)?;
        let at = fund * YEARS + year;
        if self.0.len() <= at {
            self.0.resize((fund + 1) * YEARS, Vec::new());
        }
        let days = &mut self.0[at];
        if days.is_empty() {
            days.resize(NUMBERS, DaySum::default());
        }
        days.get_mut(usize::try_from(day.number() - Day::first_of(day.year()).number()).ok()?)
    }

    /// Takes out all sums: by fund and day.
    pub(super) fn take(&mut self) -> impl Iterator<Item = (usize, Day, DaySum)> {
        std::mem::take(&mut self.0).into_iter().enumerate().flat_map(|(at, days)| {
            let year = FIRST_YEAR + i32::try_from(at % YEARS).unwrap_or(0);
            let found = days.into_iter().zip(0_i32..).filter(|(sum, _)| sum.records > 0);
            found.map(move |(sum, number)| (at / YEARS, Day::first_of(year).plus_number(number), sum))
        })
    }
}
