//! A log in which nobody has recorded anything for longer than it may be silent.

use crate::calendar::{Date, days_between};
use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;
use crate::text::{Message, count_en};

code!(
    /// A log, or one of those who record in it, has gone silent.
    CODE, "T008", "log-silent", Warning,
    "Nhật ký này (hoặc một cơ quan ghi vào nhật ký) không có dòng nào lâu hơn số ngày cho phép (`silence`), trong khi kế hoạch đang thực hiện. Không báo cáo khác với không làm: hãy hỏi cơ quan đó trước khi đọc các con số.\n\nSai:  không có dòng nào từ tháng 3, xem vào tháng 9 với silence = { days = 45 }\nĐúng: nhập các dòng còn thiếu, hoặc tăng `days` nếu nhật ký thưa hơn",
    "Nothing was recorded in this log (or by one of those who record in it) for longer than `silence` allows, while the plan runs. Not reported is not the same as not done: ask before reading the figures.\n\nWrong: no row since March, looked at in September with silence = { days = 45 }\nRight: enter the rows that are missing, or raise `days` where records are rarer"
);

/// Since when nothing was recorded, where that is too long; `who` is one of those who record.
pub fn check(
    place: Place,
    log: &str,
    who: Option<&Message>,
    last: Option<Date>,
    (since, as_of): (Date, Date),
    most: i64,
) -> Option<Finding> {
    let silent = days_between(last.unwrap_or(since).max(since), as_of);
    if silent <= most {
        return None;
    }
    let days = count_en(usize::try_from(silent).unwrap_or(usize::MAX), "day");
    let (vi, en) = who.map_or((String::new(), String::new()), |who| {
        (format!(" của {}", who.get(crate::text::Lang::Vi)), format!(" by {}", who.get(crate::text::Lang::En)))
    });
    let message = match last {
        Some(last) => say!(
            vi: "nhật ký `{log}`: không có dòng nào{vi} từ {last}, {silent} ngày",
            en: "log `{log}`: no row{en} since {last}, {days}"
        ),
        None => say!(vi: "nhật ký `{log}`: chưa có dòng nào{vi}", en: "log `{log}`: no row{en} at all"),
    };
    Some(Finding::new(&CODE, place, message).help(say!(
        vi: "chưa báo cáo không phải là chưa làm: nhập các dòng còn thiếu trước khi đọc các con số",
        en: "not reported is not the same as not done: enter what is missing before reading the figures"
    )))
}
