//! Dates whose day and month may be either way round.

use crate::calendar::Date;
use crate::say;
use crate::text::Message;

/// What a date in figures tells of the order of day and month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// The day stands first: nothing else is a day.
    DayFirst,
    /// The month stands first: nothing else is a day.
    MonthFirst,
    /// Both are days.
    Either {
        /// The one that is meant where the day stands first.
        day_first: Date,
        /// The other one.
        month_first: Date,
    },
}

/// What a finding on a date tells of its column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// The column's name.
    pub column: String,
    /// What the date tells.
    pub order: Order,
}

/// What is said of a date that can be read in two ways.
pub fn both(day_first: Date, month_first: Date) -> Message {
    say!(
        vi: "viết {day_first} nếu ngày đứng trước, {month_first} nếu tháng đứng trước",
        en: "write {day_first} if the day stands first, {month_first} if the month does"
    )
}
