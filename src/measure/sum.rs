//! The sum of a column, over the rows that report it.

use crate::number::{Number, Quantity};

/// A row was there.
const ROW: u8 = 1;
/// A row reported.
const REPORTED: u8 = 2;

/// Sums, by subject, and whether anything was there to add.
#[derive(Clone, Default, Debug)]
pub struct Sum {
    totals: Vec<Number>,
    seen: Vec<u8>,
}

impl Sum {
    pub(super) fn extend(&mut self, subjects: usize, rows: impl Iterator<Item = (u32, Option<Number>)>) {
        if self.seen.is_empty() {
            self.totals.resize(subjects, Number::ZERO);
            self.seen.resize(subjects, 0);
        }
        let (seen, totals) = (&mut self.seen[..], &mut self.totals[..]);
        for (rank, value) in rows {
            let at = rank as usize;
            seen[at] |= if value.is_some() { ROW | REPORTED } else { ROW };
            totals[at] += value.unwrap_or(Number::ZERO);
        }
    }

    fn of(&self, rank: u32) -> (u8, Number) {
        let at = rank as usize;
        (self.seen.get(at).copied().unwrap_or(0), self.totals.get(at).copied().unwrap_or(Number::ZERO))
    }

    /// Zero where there is no row; no value where there are rows and none reports.
    pub(super) fn value(&self, late: Option<&Sum>, rank: u32) -> Option<Quantity> {
        let (mut seen, mut total) = self.of(rank);
        if let Some(late) = late {
            let (more, value) = late.of(rank);
            seen |= more;
            total += value;
        }
        (seen != ROW).then(|| Quantity::number(total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_reported_is_not_zero() {
        let mut sum = Sum::default();
        assert_eq!(sum.value(None, 0), Some(Quantity::count(0)));
        sum.extend(2, [(0, None)].into_iter());
        assert_eq!((sum.value(None, 0), sum.value(None, 1)), (None, Some(Quantity::count(0))));
        sum.extend(2, [(0, Some(Number::whole(3)))].into_iter());
        assert_eq!(sum.value(None, 0), Some(Quantity::count(3)));
    }
}
