//! The number of rows.

use crate::number::Quantity;

/// Counts, by subject.
#[derive(Clone, Default, Debug)]
pub struct Rows(Vec<u32>);

impl Rows {
    pub(super) fn extend(&mut self, subjects: usize, ranks: impl Iterator<Item = u32>) {
        if self.0.is_empty() {
            self.0.resize(subjects, 0);
        }
        let counts = &mut self.0[..];
        for rank in ranks {
            // Four thousand million rows of one subject in one window are out of reach.
            counts[rank as usize] = counts[rank as usize].saturating_add(1);
        }
    }

    pub(super) fn join(&mut self, other: Rows) {
        if self.0.is_empty() {
            self.0 = other.0;
        } else {
            self.0.iter_mut().zip(other.0).for_each(|(count, more)| *count = count.saturating_add(more));
        }
    }

    fn count(&self, rank: u32) -> u64 {
        self.0.get(rank as usize).copied().unwrap_or(0).into()
    }

    pub(super) fn value(&self, late: Option<&Rows>, rank: u32) -> Quantity {
        Quantity::count(self.count(rank) + late.map_or(0, |late| late.count(rank)))
    }
}
