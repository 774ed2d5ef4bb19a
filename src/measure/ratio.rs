//! One sum over another, as a percentage, over the rows that report both.

use crate::number::{Number, Quantity};

/// The two sums.
#[derive(Clone, Copy, Default, Debug)]
pub struct Ratio {
    of: Number,
    to: Number,
}

impl Ratio {
    pub(super) fn add(&mut self, of: Option<Number>, to: Option<Number>) {
        if let (Some(of), Some(to)) = (of, to) {
            self.of += of;
            self.to += to;
        }
    }

    pub(super) fn merge(&mut self, other: Ratio) {
        self.of += other.of;
        self.to += other.to;
    }

    /// No value over a sum of zero.
    pub(super) fn value(self) -> Option<Quantity> {
        Quantity::percentage(self.of, self.to)
    }
}
