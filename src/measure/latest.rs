//! The last reported value: of a window (`latest`), or up to its end (`level`).

use super::sample::Sample;
use crate::calendar::Date;
use crate::number::{Number, Quantity};

/// The last rows that report, by subject.
#[derive(Clone, Default, Debug)]
pub struct Latest {
    /// For each subject when its last row was. This lies apart: most rows are seen here not to be the last.
    when: Vec<When>,
    /// The rest of that row.
    rest: Vec<(Vec<u8>, Number)>,
}

/// The end of a row's period and its day; none as long as there is no row.
type When = Option<(Option<Date>, Date)>;

impl Latest {
    pub(super) fn add(&mut self, rank: u32, subjects: usize, sample: &Sample<'_>) {
        let Some(value) = sample.value else { return };
        if self.when.is_empty() {
            self.when.resize(subjects, None);
            self.rest.resize(subjects, Default::default());
        }
        let when = Some((sample.period_end, sample.date));
        let last = &mut self.when[rank as usize];
        if *last > when {
            return;
        }
        let rest = &mut self.rest[rank as usize];
        if *last < when || (rest.0.as_slice(), rest.1) < (sample.key, value) {
            *last = when;
            rest.0.clear();
            rest.0.extend_from_slice(sample.key);
            rest.1 = value;
        }
    }

    pub(super) fn join(&mut self, other: Latest) {
        if self.when.is_empty() {
            *self = other;
            return;
        }
        for (at, (when, rest)) in other.when.into_iter().zip(other.rest).enumerate() {
            if (self.when[at], &self.rest[at]) < (when, &rest) {
                (self.when[at], self.rest[at]) = (when, rest);
            }
        }
    }

    /// The last row: ordered by what makes it the last one, the end of its period, its day, its key, its value.
    fn of(&self, rank: u32) -> Option<(When, &(Vec<u8>, Number))> {
        let when = self.when.get(rank as usize).copied().filter(Option::is_some)?;
        Some((when, &self.rest[rank as usize]))
    }

    pub(super) fn value(&self, late: Option<&Latest>, rank: u32) -> Option<Quantity> {
        let last = self.of(rank).max(late.and_then(|late| late.of(rank)));
        last.map(|(_, (_, value))| Quantity::number(*value))
    }
}
