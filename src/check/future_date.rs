//! A row is dated after today.

use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A date that has not come.
    CODE, "C006", "future-date", Warning,
    "Ngày của dòng ở sau hôm nay; thường do gõ nhầm năm. Sửa ngày nếu sai; nếu đúng thì dòng chỉ được tính khi ngày đó đến.\n\nSai:  2041-03-31 khi hôm nay là 2014-06-30\nĐúng: 2014-03-31",
    "The row is dated after today; often a slip in the year. Correct it if it is wrong; if not, the row counts once that day has come.\n\nWrong: 2041-03-31 where today is 2014-06-30\nRight: 2014-03-31"
);

/// The finding for a row dated after today.
pub fn check(place: Place, date: Date, today: Date, personal: bool) -> Option<Finding> {
    let shown = if personal { "…".to_owned() } else { date.to_string() };
    let message = || say!(vi: "ngày {shown} ở sau hôm nay ({today})", en: "{shown} is after today ({today})");
    (date > today).then(|| Finding::new(&CODE, place, message()).help(say!(vi: "kiểm tra lại năm", en: "check the year")).hiding(personal))
}
