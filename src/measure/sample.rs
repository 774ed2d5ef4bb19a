//! One row, as a measure sees it.

use crate::calendar::Date;
use crate::number::Number;

/// What a measure looks at in one row.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// The day of the row.
    pub date: Date,
    /// The last day of its period, where its log has periods.
    pub period_end: Option<Date>,
    /// Its key; empty where it has none.
    pub key: &'a [u8],
    /// The measured number, where the row reports it.
    pub value: Option<Number>,
    /// What it is held against in a ratio, where the row reports that.
    pub against: Option<Number>,
    /// What tells it apart, for distinct counts.
    pub mark: Option<u64>,
}

impl Sample<'_> {
    /// A row that is only there.
    pub const ROW: Sample<'static> = Sample { date: Date::MIN, period_end: None, key: &[], value: None, against: None, mark: None };
}
