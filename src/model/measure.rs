//! What is counted of rows, and what parts come to.

use super::filter::Filter;
use crate::number::Number;

/// What is counted of a log's rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Measure {
    /// How many there are.
    Rows,
    /// The sum of a column.
    Sum(usize),
    /// How many different values.
    Distinct(Distinct),
    /// The last value in the window.
    Latest(usize),
    /// The last value up to the window's end.
    Level(usize),
    /// 100 × the sum of one column ÷ that of another, or ÷ the number of rows.
    Ratio {
        /// The column above.
        of: usize,
        /// The column below; none: the rows that report `of`.
        to: Option<usize>,
    },
    /// The same where conditions count rows.
    Share {
        /// What is counted above.
        of: Operand,
        /// What it is held against.
        to: Operand,
    },
    /// The sum of a column ÷ the number of rows that report it.
    Mean(usize),
    /// The sum over the values of one column of the last value of another.
    PerLast {
        /// The column whose last values are added.
        of: usize,
        /// The column whose values are told apart.
        per: usize,
        /// Whether rows before the window count, too: a level.
        level: bool,
    },
}

/// What values are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Distinct {
    /// A column's, as written.
    Column(usize),
    /// Days of the date.
    Day,
    /// Months of the date.
    Month,
    /// Quarters of the date.
    Quarter,
    /// Years of the date.
    Year,
}

/// One side of a ratio.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Operand {
    /// The sum of a column.
    Column(usize),
    /// The rows that meet this.
    Where(Filter),
    /// The rows.
    Rows,
}

impl Measure {
    /// Whether rows before a window count in it, too.
    pub fn is_level(&self) -> bool {
        matches!(self, Measure::Level(_) | Measure::PerLast { level: true, .. })
    }
}

impl Operand {
    /// The column whose sum it is.
    pub fn column(&self) -> Option<usize> {
        if let Operand::Column(column) = self { Some(*column) } else { None }
    }

    /// The conditions whose rows it counts.
    pub fn filter(&self) -> Option<&Filter> {
        if let Operand::Where(filter) = self { Some(filter) } else { None }
    }
}

/// What the parts of a composed target that are met come to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rule {
    /// Their number; all are needed.
    All,
    /// Their number; one is needed.
    Any,
    /// Their number; the threshold says how many.
    Some,
    /// The sum of their points; nothing where one of the vetoes, places in the list of parts, is not met.
    Points {
        /// Part by part.
        points: Vec<Number>,
        /// Places in the list of parts.
        veto: Vec<usize>,
    },
}
