//! A row is paid from a fund after the last day on which that may pay.

use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// Spending from a fund that has closed.
    CODE, "M007", "spending-after-close", Warning,
    "Ngày của dòng sau ngày cuối cùng (`to`) mà nguồn được chi cho hoạt động, ví dụ vì quyết định đã bị thay thế. Việc vẫn đã làm, nên dòng vẫn được tính, cả vào kết quả lẫn số đã chi; nếu đặt mức \"error\" trong [checks] thì dòng bị loại khỏi mọi số liệu như mọi dòng có lỗi. Sửa nguồn hoặc ngày.\n\nSai:  { fund = \"trung-uong\", to = \"2016-09-21\" } mà dòng ghi 2016-09-22,trung-uong\nĐúng: dòng ghi 2016-09-21,trung-uong",
    "The row is dated after the last day (`to`) on which its fund may pay for the activity, perhaps because the decision was replaced. The work was done all the same, so the row counts, for what was reached and for what was spent; set to \"error\" in [checks], the row is left out of every figure like any row with an error. Correct the fund or the date.\n\nWrong: { fund = \"trung-uong\", to = \"2016-09-21\" } and a row 2016-09-22,trung-uong\nRight: a row 2016-09-21,trung-uong"
);

/// The finding for a row after a fund's last day.
pub fn check(place: Place, fund: &str, activity: &str, last: Date, basis: Option<&str>) -> Finding {
    let message = say!(
        vi: "nguồn `{fund}` chỉ được chi cho hoạt động `{activity}` đến ngày {last}",
        en: "the fund `{fund}` may pay for the activity `{activity}` until {last} only"
    );
    let (vi, en) = basis.map_or_else(Default::default, |basis| (format!(" ({basis})"), format!(" ({basis})")));
    Finding::new(&CODE, place, message).help(say!(vi: "sửa nguồn hoặc ngày{vi}", en: "correct the fund or the date{en}"))
}
