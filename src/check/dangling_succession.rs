//! A succession from or to nothing.

use crate::finding::code;

code!(
    /// A succession from or to nothing.
    CODE, "C012", "dangling-succession", Error,
    "Dòng kế tục phải đi từ đơn vị giữ mã cũ vào hôm trước đến đơn vị giữ mã mới vào ngày đó; một trong hai không tồn tại. Kiểm tra ngày và `from`, `to` trong units.csv.\n\nSai:  2020-01-01,06145,99999   (không có mã 99999)\nĐúng: 2020-01-01,06145,06139",
    "A succession leads from the unit that held the old code the day before to the unit that holds the new one on the day; one of them is not there. Look at the date and at `from` and `to` in units.csv.\n\nWrong: 2020-01-01,06145,99999   (there is no code 99999)\nRight: 2020-01-01,06145,06139"
);
