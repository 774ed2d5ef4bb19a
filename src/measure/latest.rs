//! The last reported value: of a window (`latest`), or up to its end (`level`).

use super::Sample;
use crate::calendar::Date;
use crate::number::{Number, Quantity};

/// The last rows that report, by subject.
#[derive(Clone, Default, Debug)]
pub struct Latest {
    /// For each subject the place of its row among `rows`, from 1; 0 where it has none.
    at: Vec<u32>,
    rows: Vec<Last>,
}

/// Ordered by what makes a row the last one: the end of its period, its day, its key, its value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Last {
    period_end: Option<Date>,
    date: Date,
    key: String,
    value: Number,
}

impl Latest {
    pub(super) fn add(&mut self, rank: u32, subjects: usize, sample: &Sample<'_>) {
        let Some(value) = sample.value else { return };
        if self.at.is_empty() {
            self.at.resize(subjects, 0);
        }
        let at = &mut self.at[rank as usize];
        if *at == 0 {
            self.rows.push(Last { period_end: sample.period_end, date: sample.date, key: sample.key.to_owned(), value });
            *at = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
            return;
        }
        let last = &mut self.rows[*at as usize - 1];
        if (last.period_end, last.date, last.key.as_str(), last.value) < (sample.period_end, sample.date, sample.key, value) {
            (last.period_end, last.date, last.value) = (sample.period_end, sample.date, value);
            last.key.clear();
            last.key.push_str(sample.key);
        }
    }

    fn of(&self, rank: u32) -> Option<&Last> {
        let at = self.at.get(rank as usize).copied().unwrap_or(0) as usize;
        self.rows.get(at.checked_sub(1)?)
    }

    pub(super) fn value(&self, late: Option<&Latest>, rank: u32) -> Option<Quantity> {
        let last = self.of(rank).max(late.and_then(|late| late.of(rank)));
        last.map(|last| Quantity::number(last.value))
    }
}
