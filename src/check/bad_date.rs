//! A date in another spelling, or that does not exist.

use crate::finding::code;

code!(
    /// A date in another spelling, or that does not exist.
    CODE, "V001", "bad-date", Error,
    "Ngày phải có thật và viết theo ISO 8601: năm-tháng-ngày. Dòng bị loại cho đến khi được sửa; ngày chỉ hiểu được một cách thì `tiendo fix --write` sửa được.\n\nSai:  31/12/2014\nĐúng: 2014-12-31",
    "A date must exist and be written in ISO 8601: year-month-day. The row is left out until it is corrected; where only one day can be meant, `tiendo fix --write` does.\n\nWrong: 31/12/2014\nRight: 2014-12-31"
);
