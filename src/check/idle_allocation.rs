//! A year is over, and nothing was spent of a budget line.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A budget line of which nothing was spent.
    CODE, "M006", "idle-allocation", Warning,
    "Năm đã hết mà không khoản chi nào được tính vào dự toán này. Có thể các khoản chi chưa được ghi vào nhật ký (cột tiền và cột nguồn), hoặc ghi sai nguồn hay hoạt động.\n\nSai:  2014,trung-uong,10000000 mà năm 2014 không dòng nào chi từ trung-uong\nĐúng: các dòng nhật ký năm 2014 ghi nguồn trung-uong và số tiền",
    "The year is over, and no spending is held against this budget line. Perhaps what was spent is not in the logs yet (money and fund), or names another fund or activity.\n\nWrong: 2014,trung-uong,10000000 and no row of 2014 paid from trung-uong\nRight: the rows of 2014 name trung-uong and the amount"
);

/// The finding for a line without spending.
pub fn check(place: Place, fund: &str, year: i16) -> Finding {
    let message = say!(vi: "đã hết năm {year} mà không chi gì từ dự toán `{fund}` này", en: "{year} is over and nothing was spent from this line of `{fund}`");
    let help = say!(vi: "kiểm tra cột tiền và cột nguồn của nhật ký năm đó", en: "look at the columns of money and funds in the logs of that year");
    Finding::new(&CODE, place, message).help(help)
}
