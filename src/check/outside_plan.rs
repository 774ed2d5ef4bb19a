//! A row is dated outside every plan, and no target can count it.

use crate::calendar::{Date, Days, plus_days};
use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A date outside the plan's period.
    CODE, "C007", "outside-plan", Warning,
    "Ngày của dòng nằm ngoài thời gian thực hiện kế hoạch nên dòng không được tính cho chỉ tiêu nào; thường do gõ nhầm năm. Kiểm tra lại ngày.\n\nSai:  2003-03-31 khi kế hoạch là 2013..2020\nĐúng: 2013-03-31",
    "The row is dated outside the plan's period, so no target counts it; often a slip in the year. Check the date.\n\nWrong: 2003-03-31 where the plan is for 2013..2020\nRight: 2013-03-31"
);

/// The day from which on a row is doubted whatever could count it: more than a year after the end of the last plan.
pub fn far(plans: &[Days]) -> Date {
    let last = plans.iter().map(|days| days.last).max().unwrap_or(Date::MAX);
    last.checked_add(jiff::Span::new().years(1)).map_or(Date::MAX, |day| plus_days(day, 1))
}

/// The finding for a row that lies in none of the plans and counts nowhere, or far behind them all.
pub fn check(place: Place, date: Date, plans: &[Days], counted: bool, personal: bool) -> Option<Finding> {
    if date < far(plans) && (counted || plans.is_empty() || plans.iter().any(|days| days.contains(date))) {
        return None;
    }
    let (first, last) = (plans.iter().map(|days| days.first).min()?, plans.iter().map(|days| days.last).max()?);
    let date = if personal { "…".to_owned() } else { date.to_string() };
    let message = say!(vi: "ngày {date} nằm ngoài thời gian thực hiện kế hoạch ({first} đến {last})", en: "{date} is outside the plan's period ({first} to {last})");
    Some(Finding::new(&CODE, place, message).help(say!(vi: "kiểm tra lại năm", en: "check the year")).hiding(personal))
}
