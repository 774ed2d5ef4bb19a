//! A succession from or to nothing.

use crate::finding::code;

code!(
    /// A succession from or to nothing.
    CODE, "C012", "dangling-succession", Error,
    "Dòng kế tục phải đi từ đơn vị mang mã cũ vào hôm trước đến đơn vị mang mã mới vào ngày đó, nhưng một trong hai không tồn tại. Dòng bị loại; kiểm tra ngày của dòng, và `from`, `to` trong units.csv.\n\nSai:  2020-01-01,06145,99999   (không có mã 99999)\nĐúng: 2020-01-01,06145,06139",
    "A succession leads from the unit that held the old code the day before to the unit that holds the new one on that day, but one of them is not there. The row is left out; check its date, and `from` and `to` in units.csv.\n\nWrong: 2020-01-01,06145,99999   (there is no code 99999)\nRight: 2020-01-01,06145,06139"
);
