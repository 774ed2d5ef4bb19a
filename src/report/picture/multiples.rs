//! Small pictures of the same kind side by side: how much of each target was covered on one day after another.

use num_rational::BigRational;

use crate::calendar::Date;
use crate::report::document::{Cell, Column, Row, Sheet};
use crate::text::{Message, Word};

/// Small pictures, all with the same days from left to right, and nothing to everything from below.
#[derive(Clone, Debug)]
pub struct Multiples {
    /// In the plan's order.
    pub charts: Vec<Multiple>,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct Multiple {
    /// The target.
    pub name: Message,
    /// The share that is to be covered.
    pub share: BigRational,
    /// Coverage by day; none where no window had begun, or nobody was to be covered.
    pub points: Vec<(Date, Option<BigRational>)>,
    /// Gaps on the last day.
    pub gaps: usize,
}

impl Multiples {
    pub(super) fn values(&self) -> Sheet {
        let columns = vec![Column::left("target", Word::Target), Column::left("day", Word::Day), Column::right("coverage", Word::Coverage)];
        let row = |chart: &Multiple, (day, coverage): &(Date, Option<BigRational>)| {
            Row::Cells(vec![Cell::Words(chart.name.clone()), Cell::Date(*day), Cell::Percent(coverage.clone())])
        };
        let rows = self.charts.iter().flat_map(|chart| chart.points.iter().map(move |point| row(chart, point))).collect();
        Sheet { columns, rows, ..Sheet::default() }
    }
}
