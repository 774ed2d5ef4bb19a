//! The number of rows.

use crate::number::Quantity;

/// A count.
#[derive(Clone, Copy, Default, Debug)]
pub struct Rows(u64);

impl Rows {
    pub(super) fn add(&mut self) {
        self.0 += 1;
    }

    pub(super) fn merge(&mut self, other: Rows) {
        self.0 += other.0;
    }

    pub(super) fn value(self) -> Quantity {
        Quantity::count(self.0)
    }
}
