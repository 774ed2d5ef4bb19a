//! Money was spent for which there is no budget line.

use crate::finding::{Finding, code};
use crate::number::Number;
use crate::read::Place;
use crate::say;
use crate::text::{Lang, figure};

code!(
    /// Spending for which no budget line stands.
    CODE, "M005", "spending-without-allocation", Warning,
    "Có chi từ một nguồn trong một năm mà money/allocations.csv không giao dự toán nào, cho hoạt động đó hay cho cả kế hoạch. Mỗi hoạt động, nguồn và năm báo một lần, ở dòng đầu tiên. Khi không có tệp dự toán thì không báo. Ghi dự toán, hoặc sửa nguồn.\n\nSai:  chi từ dia-phuong năm 2014, allocations.csv không có 2014,dia-phuong\nĐúng: thêm 2014,dia-phuong,10000000",
    "Money was spent from a fund in a year for which money/allocations.csv has no line, neither for the activity nor for the whole plan. It is told once for each activity, fund and year, at the first row; and not at all where there is no such file. Enter the line, or correct the fund.\n\nWrong: spending from dia-phuong in 2014, and no line 2014,dia-phuong in allocations.csv\nRight: 2014,dia-phuong,10000000 added to it"
);

/// The finding for the first such row; without an activity where the row names none.
pub fn check(place: Place, activity: Option<&str>, fund: &str, year: i16, in_all: Number) -> Finding {
    let [all_vi, all_en] = [Lang::Vi, Lang::En].map(|lang| figure(&in_all.to_string(), lang));
    let (vi, en) = activity
        .map_or_else(Default::default, |activity| (format!(" của hoạt động `{activity}`"), format!(" by the activity `{activity}`")));
    let message = say!(
        vi: "chi{vi} từ `{fund}` năm {year} không có dự toán",
        en: "spending{en} from `{fund}` in {year} has no allocation"
    );
    let help = say!(
        vi: "đã chi {all_vi}; ghi dự toán vào money/allocations.csv: {year},{fund},SỐ TIỀN",
        en: "{all_en} in all; enter the line in money/allocations.csv: {year},{fund},AMOUNT"
    );
    Finding::new(&CODE, place, message).help(help)
}
