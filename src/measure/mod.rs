//! Measures: one file for each way of making a number out of rows.
//!
//! A tally takes rows in any order and gives the same value: adding commutes, and so does joining what was on
//! time with what came late. That is what lets files be read on every core, and their order never matter.

mod distinct;
mod latest;
mod marks;
mod pairs;
mod per_last;
mod ratio;
mod rows;
mod sample;
mod sum;

pub use distinct::{day_mark, mark, time_mark};
pub use sample::Sample;

use crate::calendar::Days;
use crate::model::Measure;
use crate::number::Quantity;

/// What has been seen of the rows of many subjects in one window. Subjects are numbered by their ranks, from 0.
#[derive(Clone, Debug)]
pub enum Tally {
    /// How many.
    Rows(rows::Rows),
    /// Their sum.
    Sum(sum::Sum),
    /// How many different ones.
    Distinct(distinct::Distinct),
    /// The last one.
    Latest(latest::Latest),
    /// One sum over another.
    Ratio(ratio::Ratio),
    /// A sum over a count.
    Mean(ratio::Ratio),
    /// A sum of last ones.
    PerLast(per_last::PerLast),
}

impl Tally {
    /// Nothing seen yet, where most rows are dated within some days, if that is known. Takes no memory before something is
    /// seen.
    pub fn new(measure: &Measure, days: Option<Days>) -> Tally {
        match measure {
            Measure::Rows => Tally::Rows(rows::Rows::default()),
            Measure::Sum(_) => Tally::Sum(sum::Sum::default()),
            Measure::Distinct(what) => Tally::Distinct(distinct::Distinct::new(days.and_then(|days| distinct::range(*what, days)))),
            Measure::Latest(_) | Measure::Level(_) => Tally::Latest(latest::Latest::default()),
            Measure::Ratio { .. } | Measure::Share { .. } => Tally::Ratio(ratio::Ratio::default()),
            Measure::Mean(_) => Tally::Mean(ratio::Ratio::default()),
            Measure::PerLast { .. } => Tally::PerLast(per_last::PerLast::default()),
        }
    }

    /// Takes rows, each of a subject, one of `subjects`.
    pub fn extend<'s>(&mut self, subjects: usize, rows: impl Iterator<Item = (u32, Sample<'s>)>) {
        match self {
            Tally::Rows(tally) => tally.extend(subjects, rows.map(|(rank, _)| rank)),
            Tally::Sum(tally) => tally.extend(subjects, rows.map(|(rank, sample)| (rank, sample.value))),
            Tally::Distinct(tally) => rows.for_each(|(rank, sample)| tally.add(rank, subjects, sample.mark)),
            Tally::Latest(tally) => rows.for_each(|(rank, sample)| tally.add(rank, subjects, &sample)),
            Tally::PerLast(tally) => rows.for_each(|(rank, sample)| tally.add(rank, &sample)),
            Tally::Ratio(tally) | Tally::Mean(tally) => {
                rows.for_each(|(rank, sample)| tally.add(rank, subjects, sample.value, sample.against));
            }
        }
    }

    /// Takes the numbers of rows that are summed, by their units of the last place; says whether the measure is a sum.
    pub fn extend_units(&mut self, subjects: usize, rows: impl Iterator<Item = (u32, Option<i64>)>) -> bool {
        let Tally::Sum(sum) = self else { return false };
        sum.extend_units(subjects, rows);
        true
    }

    /// Adds what another tally of the same measure has seen, of as many subjects.
    pub fn join(&mut self, other: Tally, subjects: usize) {
        match (self, other) {
            (Tally::Rows(tally), Tally::Rows(other)) => tally.join(other),
            (Tally::Sum(tally), Tally::Sum(other)) => tally.join(other),
            (Tally::Distinct(tally), Tally::Distinct(other)) => tally.join(other, subjects),
            (Tally::Latest(tally), Tally::Latest(other)) => tally.join(other),
            (Tally::Ratio(tally), Tally::Ratio(other)) | (Tally::Mean(tally), Tally::Mean(other)) => tally.join(other),
            (Tally::PerLast(tally), Tally::PerLast(other)) => tally.join(other),
            _ => unreachable!("tallies of one target are of its one measure"),
        }
    }

    /// Nothing more comes; only now is there a value.
    pub fn close(&mut self) {
        if let Tally::Distinct(distinct) = self {
            distinct.close();
        }
    }

    /// A subject's value, with what another tally of the same measure has seen late; none where nothing was reported.
    pub fn value(&self, late: Option<&Tally>, rank: u32) -> Option<Quantity> {
        match (self, late) {
            (Tally::Rows(rows), None) => Some(rows.value(None, rank)),
            (Tally::Rows(rows), Some(Tally::Rows(late))) => Some(rows.value(Some(late), rank)),
            (Tally::Sum(sum), None) => sum.value(None, rank),
            (Tally::Sum(sum), Some(Tally::Sum(late))) => sum.value(Some(late), rank),
            (Tally::Distinct(distinct), None) => Some(distinct.value(None, rank)),
            (Tally::Distinct(distinct), Some(Tally::Distinct(late))) => Some(distinct.value(Some(late), rank)),
            (Tally::Latest(latest), None) => latest.value(None, rank),
            (Tally::Latest(latest), Some(Tally::Latest(late))) => latest.value(Some(late), rank),
            (Tally::Ratio(ratio), None) => ratio.value(None, rank),
            (Tally::Ratio(ratio), Some(Tally::Ratio(late))) => ratio.value(Some(late), rank),
            (Tally::Mean(mean), None) => mean.mean(None, rank),
            (Tally::Mean(mean), Some(Tally::Mean(late))) => mean.mean(Some(late), rank),
            (Tally::PerLast(last), None) => last.value(None, rank),
            (Tally::PerLast(last), Some(Tally::PerLast(late))) => last.value(Some(late), rank),
            _ => unreachable!("tallies of one target are of its one measure"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_date;
    use crate::model::Distinct;
    use crate::number::Number;
    use proptest::prelude::*;

    fn measures() -> Vec<Measure> {
        vec![
            Measure::Rows,
            Measure::Sum(0),
            Measure::Distinct(Distinct::Column(0)),
            Measure::Latest(0),
            Measure::Level(0),
            Measure::Ratio { of: 0, to: Some(1) },
            Measure::Mean(0),
            Measure::PerLast { of: 0, per: 1, level: false },
        ]
    }

    /// What rows leave: of subject 1, with some rows of subject 0 in between that must not touch it.
    fn fold(measure: &Measure, rows: &[(i8, u8, Option<i64>, Option<i64>)]) -> Tally {
        fold_into(Tally::new(measure, None), rows)
    }

    fn fold_into(tally: Tally, rows: &[(i8, u8, Option<i64>, Option<i64>)]) -> Tally {
        let mut tally = open_into(tally, rows);
        tally.close();
        tally
    }

    /// The same, where more may come.
    fn open(measure: &Measure, rows: &[(i8, u8, Option<i64>, Option<i64>)]) -> Tally {
        open_into(Tally::new(measure, None), rows)
    }

    fn open_into(mut tally: Tally, rows: &[(i8, u8, Option<i64>, Option<i64>)]) -> Tally {
        for (day, key, value, against) in rows {
            let key = format!("k{key}");
            let date = parse_date(&format!("2014-01-{day:02}")).expect("a date");
            let of_text = |value: i64| if value % 2 == 0 { mark(value.to_string().as_bytes()) } else { value.unsigned_abs() };
            let sample = Sample {
                date,
                period_end: None,
                key: key.as_bytes(),
                value: value.map(Number::whole),
                against: against.map(Number::whole),
                mark: if *key == *"k0" { time_mark(Distinct::Day, date) } else { value.map(of_text) },
            };
            let other = Sample { value: Some(Number::whole(77)), mark: Some(77), ..sample };
            tally.extend(2, [(1, sample), (0, other)].into_iter());
        }
        tally
    }

    proptest! {
        /// Any order and any split into what was on time and what was late gives the same value.
        #[test]
        fn order_and_pieces_never_matter(
            rows in proptest::collection::vec((1_i8..=28, 0_u8..4, proptest::option::of(-5_i64..50), proptest::option::of(0_i64..9)), 0..20),
            split in 0_usize..20,
            turn in 0_usize..20,
        ) {
            for measure in measures() {
                let whole = fold(&measure, &rows).value(None, 1);
                let mut turned = rows.clone();
                turned.rotate_left(if rows.is_empty() { 0 } else { turn % rows.len() });
                turned.reverse();
                prop_assert_eq!(fold(&measure, &turned).value(None, 1), whole);
                let (first, second) = rows.split_at(split.min(rows.len()));
                prop_assert_eq!(fold(&measure, second).value(Some(&fold(&measure, first)), 1), whole);
                let mut joined = open(&measure, first);
                joined.join(open(&measure, second), 2);
                joined.close();
                prop_assert_eq!(joined.value(None, 1), whole);
            }
        }

        /// Bits for some days and a list for everything else make no difference, whatever is on time and whatever late.
        #[test]
        fn bits_and_lists_count_alike(
            rows in proptest::collection::vec((1_i8..=28, 0_u8..2, proptest::option::of(0_i64..50), proptest::option::of(0_i64..9)), 0..30),
            (first, last) in (1_i8..=28, 1_i8..=28),
            split in 0_usize..30,
        ) {
            let measure = Measure::Distinct(Distinct::Day);
            let day = |day: i8| parse_date(&format!("2014-01-{day:02}")).expect("a date");
            let ranged = || Tally::new(&measure, Some(Days { first: day(first.min(last)), last: day(first.max(last)) }));
            let (on_time, late) = rows.split_at(split.min(rows.len()));
            let late = fold(&measure, late);
            prop_assert_eq!(fold_into(ranged(), on_time).value(Some(&late), 1), fold(&measure, on_time).value(Some(&late), 1));
            prop_assert_eq!(fold_into(ranged(), &rows).value(None, 1), fold(&measure, &rows).value(None, 1));
        }

        /// A further row never lowers a count, nor a sum of what is not negative.
        #[test]
        fn more_rows_never_lower_a_count(rows in proptest::collection::vec((1_i8..=28, 0_u8..4, proptest::option::of(0_i64..50), proptest::option::of(0_i64..9)), 1..20)) {
            for measure in [Measure::Rows, Measure::Distinct(Distinct::Column(0))] {
                let fewer = fold(&measure, &rows[1..]).value(None, 1).map(Quantity::exact);
                prop_assert!(fold(&measure, &rows).value(None, 1).map(Quantity::exact) >= fewer);
            }
        }
    }
}
