//! Rows report money and name no fund.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;
use crate::text::count_en;

code!(
    /// Money without a fund.
    CODE, "M008", "spending-without-fund", Warning,
    "Có dòng ghi số tiền mà để trống nguồn kinh phí. Số tiền vẫn được tính là đã chi, ở một hàng riêng của `tiendo funds`, và không được đối chiếu với dự toán nào. Mỗi tệp báo một lần, ở dòng đầu tiên. Ghi nguồn.\n\nSai:  2014-03-05,06004,,1500000\nĐúng: 2014-03-05,06004,trung-uong,1500000",
    "Rows report an amount and leave the fund empty. It counts as spent, on a line of its own in `tiendo funds`, and is held against no budget line. It is told once for each file, at the first such row. Enter the fund.\n\nWrong: 2014-03-05,06004,,1500000\nRight: 2014-03-05,06004,trung-uong,1500000"
);

/// The finding for the first of some rows of a file.
pub fn check(place: Place, rows: u64) -> Finding {
    let more = usize::try_from(rows - 1).unwrap_or(usize::MAX);
    let (vi, en) = match more {
        0 => Default::default(),
        _ => (format!("; tệp còn {more} dòng như vậy"), format!("; {} of this file more do the same", count_en(more, "row"))),
    };
    let message = say!(vi: "khoản chi không ghi nguồn kinh phí{vi}", en: "money is spent from no fund{en}");
    Finding::new(&CODE, place, message).help(say!(vi: "ghi nguồn ở cột kiểu fund", en: "name the fund"))
}
