//! A value that is of the right type and still impossible.

use crate::finding::code;

code!(
    /// A value that is of the right type and still impossible.
    CODE, "P008", "bad-value", Error,
    "Giá trị đúng kiểu nhưng không dùng được: kỳ viết sai, tỷ lệ trên 100, ngày không có thật … Sửa theo thông báo.\n\nSai:  share = 120\nĐúng: share = 80",
    "The value is of the right type but cannot be used: a misspelt period, a share above 100, a day that does not exist … Correct it as the message says.\n\nWrong: share = 120\nRight: share = 80"
);
