//! The sum of a column, over the rows that report it.

use crate::number::{Number, Quantity};

/// A sum, and whether anything was there to add.
#[derive(Clone, Copy, Default, Debug)]
pub struct Sum {
    rows: u64,
    reported: u64,
    total: Number,
}

impl Sum {
    pub(super) fn add(&mut self, value: Option<Number>) {
        self.rows += 1;
        if let Some(value) = value {
            self.reported += 1;
            self.total += value;
        }
    }

    pub(super) fn merge(&mut self, other: Sum) {
        self.rows += other.rows;
        self.reported += other.reported;
        self.total += other.total;
    }

    /// Zero where there is no row; no value where there are rows and none reports.
    pub(super) fn value(self) -> Option<Quantity> {
        (self.rows == 0 || self.reported > 0).then(|| Quantity::number(self.total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_reported_is_not_zero() {
        let mut sum = Sum::default();
        assert_eq!(sum.value(), Some(Quantity::count(0)));
        sum.add(None);
        assert_eq!(sum.value(), None);
        sum.add(Some(Number::whole(3)));
        assert_eq!(sum.value(), Some(Quantity::count(3)));
    }
}
