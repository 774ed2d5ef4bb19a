//! A column of numbers, some of them not reported, in as little memory as most need.

use crate::number::Number;

/// Not reported.
const NONE: i64 = i64::MIN;
/// Below this stands the place of a greater number among the wide ones.
const WIDE: i64 = i64::MIN / 2;

/// A column of numbers.
#[derive(Default)]
pub(super) struct Amounts {
    /// In units of the last decimal place that a number has, where that fits.
    narrow: Vec<i64>,
    wide: Vec<Number>,
}

impl Amounts {
    pub(super) fn push(&mut self, number: Option<Number>) {
        let narrow = match number {
            None => NONE,
            Some(number) => number.to_units().filter(|units| *units > WIDE).unwrap_or_else(|| {
                self.wide.push(number);
                // A batch has fewer rows than there are places.
                NONE + i64::try_from(self.wide.len()).unwrap_or(1)
            }),
        };
        self.narrow.push(narrow);
    }

    /// Adds a number by its units of the last place, few enough to be kept so.
    #[inline]
    pub(super) fn push_units(&mut self, units: i64) {
        self.narrow.push(units);
    }

    /// The column by units of the last place, where all of it is kept so; not reported is [`i64::MIN`].
    pub(super) fn all_units(&self) -> Option<&[i64]> {
        self.wide.is_empty().then_some(&self.narrow)
    }

    /// The units of a number; none where it is not reported or kept otherwise.
    #[inline]
    pub(super) fn units(&self, row: usize) -> Option<i64> {
        Some(self.narrow[row]).filter(|units| *units > WIDE)
    }

    pub(super) fn get(&self, row: usize) -> Option<Number> {
        match self.narrow[row] {
            NONE => None,
            units if units > WIDE => Some(Number::from_units(units)),
            place => usize::try_from(place - NONE - 1).ok().and_then(|place| self.wide.get(place).copied()),
        }
    }

    pub(super) fn truncate(&mut self, rows: usize) {
        let kept = self.narrow.get(rows..).unwrap_or_default().iter().filter(|units| (NONE + 1..=WIDE).contains(*units)).count();
        self.narrow.truncate(rows);
        self.wide.truncate(self.wide.len() - kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_back() {
        let numbers = ["0", "-1.5", "9223372036", "9223372037", "-999999999999999999", "999999999999999999.999999999", "0.000000001"];
        let numbers: Vec<Option<Number>> = numbers.iter().map(|text| Some(Number::parse(text).expect("a number"))).chain([None]).collect();
        let mut column = Amounts::default();
        for number in numbers.iter().chain(&numbers) {
            column.push(*number);
        }
        column.truncate(numbers.len() + 4);
        column.push(numbers[5]);
        let back: Vec<_> = (0..numbers.len() + 5).map(|row| column.get(row)).collect();
        assert_eq!(back, [&numbers[..], &numbers[..4], &numbers[5..6]].concat());
    }
}
