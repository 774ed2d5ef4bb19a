//! The sum of a column, over the rows that report it.

use crate::number::{Number, Quantity};

/// A row was there.
const ROW: u8 = 1;
/// A row reported.
const REPORTED: u8 = 2;

/// Sums, by subject, and whether anything was there to add.
#[derive(Clone, Default, Debug)]
pub struct Sum {
    /// What of a sum fits into eight bytes, in units of the last place a number has.
    narrow: Vec<i64>,
    /// The rest of it; none as long as all sums fit.
    wide: Vec<Number>,
    seen: Vec<u8>,
}

impl Sum {
    pub(super) fn extend(&mut self, subjects: usize, rows: impl Iterator<Item = (u32, Option<Number>)>) {
        if self.seen.is_empty() {
            self.narrow.resize(subjects, 0);
            self.seen.resize(subjects, 0);
        }
        for (rank, value) in rows {
            let at = rank as usize;
            let Some(value) = value else {
                self.seen[at] |= ROW;
                continue;
            };
            self.seen[at] |= ROW | REPORTED;
            if let Some(sum) = value.to_units().and_then(|units| self.narrow[at].checked_add(units)) {
                self.narrow[at] = sum;
            } else {
                self.wide.resize(subjects, Number::ZERO);
                self.wide[at] += value;
            }
        }
    }

    /// The same with numbers by their units of the last place.
    pub(super) fn extend_units(&mut self, subjects: usize, rows: impl Iterator<Item = (u32, Option<i64>)>) {
        if self.seen.is_empty() {
            self.narrow.resize(subjects, 0);
            self.seen.resize(subjects, 0);
        }
        let Sum { narrow, wide, seen } = self;
        for (rank, units) in rows {
            let at = rank as usize;
            seen[at] |= if units.is_some() { ROW | REPORTED } else { ROW };
            let units = units.unwrap_or(0);
            if let Some(sum) = narrow[at].checked_add(units) {
                narrow[at] = sum;
            } else {
                wide.resize(subjects, Number::ZERO);
                wide[at] += Number::from_units(units);
            }
        }
    }

    pub(super) fn join(&mut self, other: Sum) {
        if self.seen.is_empty() {
            *self = other;
            return;
        }
        let subjects = self.seen.len();
        for (at, (seen, units)) in other.seen.into_iter().zip(other.narrow).enumerate() {
            self.seen[at] |= seen;
            if let Some(sum) = self.narrow[at].checked_add(units) {
                self.narrow[at] = sum;
            } else {
                self.wide.resize(subjects, Number::ZERO);
                self.wide[at] += Number::from_units(units);
            }
        }
        if !other.wide.is_empty() {
            self.wide.resize(subjects, Number::ZERO);
            self.wide.iter_mut().zip(other.wide).for_each(|(sum, more)| *sum += more);
        }
    }

    fn of(&self, rank: u32) -> (u8, Number) {
        let at = rank as usize;
        let narrow = Number::from_units(self.narrow.get(at).copied().unwrap_or(0));
        (self.seen.get(at).copied().unwrap_or(0), narrow + self.wide.get(at).copied().unwrap_or(Number::ZERO))
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
