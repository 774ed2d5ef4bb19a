//! Dates, calendars, periods and windows: everything about time that needs no plan.
//!
//! Dates are civil days. A [`Calendar`] says when its years begin; a [`Period`] is what people write
//! (`2014-H1`); [`Days`] is the stretch it stands for in a calendar.

mod date;
mod day;
mod due;
mod every;
mod period;
mod span;

pub use date::{Days, changes, days_between, display_date, parse_date, plus_days, plus_years};
pub use day::Day;
pub use due::Due;
pub use every::{Every, Rhythm, Single};
pub use period::{Calendar, Period, PeriodError};
pub use span::Span;

pub use jiff::civil::Date;
