//! Dates whose day and month may be either way round: settled once all of the file's column is read.

use std::collections::BTreeMap;

use super::findings::Finding;
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

/// Advises on the ambiguous dates of a file by those of the same column that are not; where these disagree, or there is none, both
/// readings stay.
pub fn settle(findings: &mut [Finding]) {
    let mut seen: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for reading in findings.iter().filter_map(|finding| finding.reading.as_deref()) {
        let (day, month) = seen.entry(reading.column.clone()).or_default();
        *day |= reading.order == Order::DayFirst;
        *month |= reading.order == Order::MonthFirst;
    }
    for finding in findings {
        let Some(Reading { column, order: Order::Either { day_first, month_first } }) = finding.reading.as_deref() else { continue };
        let help = match seen.get(column).copied().unwrap_or_default() {
            (true, false) => say!(
                vi: "viết {day_first} (các ngày khác của cột này trong tệp đều viết ngày trước)",
                en: "write {day_first} (the other dates of this column have the day first)"
            ),
            (false, true) => say!(
                vi: "viết {month_first} (các ngày khác của cột này trong tệp đều viết tháng trước)",
                en: "write {month_first} (the other dates of this column have the month first)"
            ),
            _ => continue,
        };
        finding.help = Some(help);
        finding.reading = None;
    }
}

/// What is said of a date that can be read in two ways.
pub fn both(day_first: Date, month_first: Date) -> Message {
    say!(
        vi: "viết {day_first} nếu ngày đứng trước, {month_first} nếu tháng đứng trước",
        en: "write {day_first} if the day stands first, {month_first} if the month does"
    )
}
