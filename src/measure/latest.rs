//! The last reported value: of a window (`latest`), or up to its end (`level`).

use super::Sample;
use crate::calendar::Date;
use crate::number::{Number, Quantity};

/// The last row that reports.
#[derive(Clone, Default, Debug)]
pub struct Latest(Option<Box<Last>>);

/// Ordered by what makes a row the last one: the end of its period, its day, its key, its value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Last {
    period_end: Option<Date>,
    date: Date,
    key: Box<str>,
    value: Number,
}

impl Latest {
    pub(super) fn add(&mut self, sample: Sample<'_>) {
        let Some(value) = sample.value else { return };
        let earlier = self
            .0
            .as_ref()
            .is_none_or(|last| (last.period_end, last.date, &*last.key, last.value) < (sample.period_end, sample.date, sample.key, value));
        if earlier {
            self.0 = Some(Box::new(Last { period_end: sample.period_end, date: sample.date, key: sample.key.into(), value }));
        }
    }

    pub(super) fn merge(&mut self, other: &Latest) {
        if self.0 < other.0 {
            self.0.clone_from(&other.0);
        }
    }

    pub(super) fn value(&self) -> Option<Quantity> {
        self.0.as_ref().map(|last| Quantity::number(last.value))
    }
}
