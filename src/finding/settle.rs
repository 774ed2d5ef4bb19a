//! Dates that may be read in two ways are settled once all of the file's column is read.

use std::collections::BTreeMap;

use super::correction::Advice;
use super::findings::Finding;
use super::reading::{Order, Reading};
use crate::say;

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
        let advice = match seen.get(column).copied().unwrap_or_default() {
            (true, false) => Advice::certain(
                say!(
                    vi: "viết {day_first} (các ngày khác của cột này trong tệp đều viết ngày trước)",
                    en: "write {day_first} (the other dates of this column have the day first)"
                ),
                day_first.to_string(),
            ),
            (false, true) => Advice::certain(
                say!(
                    vi: "viết {month_first} (các ngày khác của cột này trong tệp đều viết tháng trước)",
                    en: "write {month_first} (the other dates of this column have the month first)"
                ),
                month_first.to_string(),
            ),
            _ => continue,
        };
        finding.reading = None;
        finding.advise(advice);
    }
}
