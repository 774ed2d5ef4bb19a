//! A row names a fund that may not pay for its activity on that day.

use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A fund that may not pay for this.
    CODE, "M001", "fund-not-allowed", Warning,
    "Kế hoạch không cho phép hoạt động chi từ nguồn này: nguồn không có trong `funds`, chưa đến ngày được dùng, hoặc chỉ dành cho nhóm đối tượng khác. Việc vẫn đã làm, nên dòng vẫn được tính, cả vào kết quả lẫn số đã chi; nếu đặt mức \"error\" trong [checks] thì dòng bị loại khỏi mọi số liệu như mọi dòng có lỗi. Sửa nguồn, hoặc bổ sung `funds` của hoạt động.\n\nSai:  funds = [\"trung-uong\"] mà dòng ghi dia-phuong\nĐúng: dòng ghi trung-uong",
    "The plan does not let the activity spend from this fund: `funds` does not name it, its first day has not come, or it pays for other subjects only. The work was done all the same, so the row counts, for what was reached and for what was spent; set to \"error\" in [checks], the row is left out of every figure like any row with an error. Correct the fund, or add it to the activity's `funds`.\n\nWrong: funds = [\"trung-uong\"] and a row that names dia-phuong\nRight: a row that names trung-uong"
);

/// The finding for a fund that the activity does not name; `may` are those it does.
pub fn check(place: Place, fund: &str, activity: &str, may: &[&str]) -> Finding {
    let message = say!(vi: "nguồn `{fund}` không được chi cho hoạt động `{activity}`", en: "the fund `{fund}` may not pay for the activity `{activity}`");
    let all = crate::text::ticked(may);
    let help = if may.is_empty() {
        say!(vi: "vào ngày đó không nguồn nào được chi cho hoạt động này; xem `funds` trong kế hoạch", en: "no fund may pay for it on that day: see the plan's `funds`")
    } else {
        say!(vi: "nguồn được chi: {all}; nếu nguồn này cũng được thì ghi vào `funds` của hoạt động", en: "these may: {all}; if this one may too, add it to the activity's `funds`")
    };
    Finding::new(&CODE, place, message).help(help)
}

/// The finding for a fund that pays later.
pub fn early(place: Place, fund: &str, activity: &str, opens: Date, day: Date) -> Finding {
    let message = say!(
        vi: "nguồn `{fund}` được chi cho hoạt động `{activity}` từ ngày {opens}, dòng ghi ngày {day}",
        en: "the fund `{fund}` may pay for the activity `{activity}` from {opens}, not on {day}"
    );
    Finding::new(&CODE, place, message).help(say!(vi: "sửa nguồn hoặc ngày", en: "correct the fund or the date"))
}

/// The finding for a fund that pays for other subjects.
pub fn population(place: Place, fund: &str, activity: &str, population: &str, day: Date) -> Finding {
    let message = say!(
        vi: "nguồn `{fund}` chỉ chi cho hoạt động `{activity}` ở nhóm `{population}`; vào ngày {day} đối tượng của dòng không thuộc nhóm đó",
        en: "the fund `{fund}` pays for the activity `{activity}` in the population `{population}` only, and the row's subject is not in it on {day}"
    );
    Finding::new(&CODE, place, message).help(
        say!(vi: "sửa nguồn, hoặc xem lại nhóm đối tượng và danh sách", en: "correct the fund, or look at the population and its lists"),
    )
}
