//! The sum of last values: of each sector the last, and these added.

use rustc_hash::FxHashMap;

use super::sample::Sample;
use crate::calendar::Date;
use crate::number::{Number, Quantity};

/// By subject and what tells them apart the last row that reports.
#[derive(Clone, Default, Debug)]
pub struct PerLast {
    last: FxHashMap<u32, FxHashMap<u64, Last>>,
}

/// A row, ordered by what makes it the last one: the end of its period, its day, its key, its value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Last {
    period_end: Option<Date>,
    date: Date,
    key: Vec<u8>,
    value: Number,
}

impl PerLast {
    pub(super) fn add(&mut self, rank: u32, sample: &Sample<'_>) {
        let (Some(value), Some(mark)) = (sample.value, sample.mark) else { return };
        let row = Last { period_end: sample.period_end, date: sample.date, key: sample.key.to_owned(), value };
        let last = self.last.entry(rank).or_default().entry(mark).or_insert_with(|| row.clone());
        if *last < row {
            *last = row;
        }
    }

    #[expect(clippy::iter_over_hash_type, reason = "the last row of each is the same in any order")]
    pub(super) fn join(&mut self, other: PerLast) {
        for (rank, rows) in other.last {
            let own = self.last.entry(rank).or_default();
            for (mark, row) in rows {
                let last = own.entry(mark).or_insert_with(|| row.clone());
                if *last < row {
                    *last = row;
                }
            }
        }
    }

    /// No value where nothing reports.
    pub(super) fn value(&self, late: Option<&PerLast>, rank: u32) -> Option<Quantity> {
        let (own, late) = (self.last.get(&rank), late.and_then(|late| late.last.get(&rank)));
        if own.is_none() && late.is_none() {
            return None;
        }
        let mut sum = Number::ZERO;
        // Numbers are exact: in whatever order they are added, the sum is the same.
        let marks =
            own.into_iter().flatten().map(|(mark, row)| (mark, late.and_then(|late| late.get(mark)).map_or(row, |late| late.max(row))));
        let only_late = late.into_iter().flatten().filter(|(mark, _)| own.is_none_or(|own| !own.contains_key(*mark)));
        for (_, row) in marks.chain(only_late) {
            sum += row.value;
        }
        Some(Quantity::number(sum))
    }
}
