//! Measures: one file for each way of making a number out of rows.
//!
//! A tally takes rows in any order, in any number of pieces, and gives the same value: adding and merging
//! commute. That is what lets files be read on every core, and their order never matter.

mod distinct;
mod latest;
mod ratio;
mod rows;
mod sum;

pub use distinct::mark;

use crate::calendar::Date;
use crate::model::Measure;
use crate::number::{Number, Quantity};

/// What a measure looks at in one row.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// The day of the row.
    pub date: Date,
    /// The last day of its period, where its log has periods.
    pub period_end: Option<Date>,
    /// Its key; empty where it has none.
    pub key: &'a str,
    /// The measured number, where the row reports it.
    pub value: Option<Number>,
    /// What it is held against in a ratio, where the row reports that.
    pub against: Option<Number>,
    /// What tells it apart, for distinct counts.
    pub mark: Option<u64>,
}

/// What has been seen of the rows of one subject in one window.
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
}

impl Tally {
    /// Nothing seen yet.
    pub fn new(measure: &Measure) -> Tally {
        match measure {
            Measure::Rows => Tally::Rows(rows::Rows::default()),
            Measure::Sum(_) => Tally::Sum(sum::Sum::default()),
            Measure::Distinct(_) => Tally::Distinct(distinct::Distinct::default()),
            Measure::Latest(_) | Measure::Level(_) => Tally::Latest(latest::Latest::default()),
            Measure::Ratio { .. } => Tally::Ratio(ratio::Ratio::default()),
        }
    }

    /// Takes one row.
    pub fn add(&mut self, sample: Sample<'_>) {
        match self {
            Tally::Rows(rows) => rows.add(),
            Tally::Sum(sum) => sum.add(sample.value),
            Tally::Distinct(distinct) => distinct.add(sample.mark),
            Tally::Latest(latest) => latest.add(sample),
            Tally::Ratio(ratio) => ratio.add(sample.value, sample.against),
        }
    }

    /// Takes what another tally of the same measure has seen.
    pub fn merge(&mut self, other: &Tally) {
        match (self, other) {
            (Tally::Rows(rows), Tally::Rows(more)) => rows.merge(*more),
            (Tally::Sum(sum), Tally::Sum(more)) => sum.merge(*more),
            (Tally::Distinct(distinct), Tally::Distinct(more)) => distinct.merge(more),
            (Tally::Latest(latest), Tally::Latest(more)) => latest.merge(more),
            (Tally::Ratio(ratio), Tally::Ratio(more)) => ratio.merge(*more),
            _ => unreachable!("tallies of one target are of its one measure"),
        }
    }

    /// The value; none where nothing was reported.
    pub fn value(&self) -> Option<Quantity> {
        match self {
            Tally::Rows(rows) => Some(rows.value()),
            Tally::Sum(sum) => sum.value(),
            Tally::Distinct(distinct) => Some(distinct.value()),
            Tally::Latest(latest) => latest.value(),
            Tally::Ratio(ratio) => ratio.value(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_date;
    use proptest::prelude::*;

    fn measures() -> Vec<Measure> {
        vec![
            Measure::Rows,
            Measure::Sum(0),
            Measure::Distinct(crate::model::Distinct::Column(0)),
            Measure::Latest(0),
            Measure::Level(0),
            Measure::Ratio { of: 0, to: Some(1) },
        ]
    }

    fn fold(measure: &Measure, rows: &[(i8, u8, Option<i64>, Option<i64>)]) -> Tally {
        let mut tally = Tally::new(measure);
        for (day, key, value, against) in rows {
            let key = format!("k{key}");
            tally.add(Sample {
                date: parse_date(&format!("2014-01-{day:02}")).expect("a date"),
                period_end: None,
                key: &key,
                value: value.map(Number::whole),
                against: against.map(Number::whole),
                mark: value.map(|value| mark(&value.to_string())),
            });
        }
        tally
    }

    proptest! {
        /// Any order and any split into pieces gives the same value.
        #[test]
        fn order_and_pieces_never_matter(
            rows in proptest::collection::vec((1_i8..=28, 0_u8..4, proptest::option::of(-5_i64..50), proptest::option::of(0_i64..9)), 0..20),
            split in 0_usize..20,
            turn in 0_usize..20,
        ) {
            for measure in measures() {
                let whole = fold(&measure, &rows).value();
                let mut turned = rows.clone();
                turned.rotate_left(if rows.is_empty() { 0 } else { turn % rows.len() });
                turned.reverse();
                prop_assert_eq!(fold(&measure, &turned).value(), whole);
                let (first, second) = rows.split_at(split.min(rows.len()));
                let mut merged = fold(&measure, second);
                merged.merge(&fold(&measure, first));
                prop_assert_eq!(merged.value(), whole);
            }
        }

        /// A further row never lowers a count, nor a sum of what is not negative.
        #[test]
        fn more_rows_never_lower_a_count(rows in proptest::collection::vec((1_i8..=28, 0_u8..4, proptest::option::of(0_i64..50), proptest::option::of(0_i64..9)), 1..20)) {
            for measure in [Measure::Rows, Measure::Distinct(crate::model::Distinct::Column(0))] {
                let fewer = fold(&measure, &rows[1..]).value().map(Quantity::exact);
                prop_assert!(fold(&measure, &rows).value().map(Quantity::exact) >= fewer);
            }
        }
    }
}
