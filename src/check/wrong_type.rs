//! A value of another type than its key takes.

use crate::finding::code;

code!(
    /// A value of another type than its key takes.
    CODE, "P003", "wrong-type", Error,
    "Giá trị không đúng kiểu mà khóa này nhận. Số và true, false viết không có ngoặc kép; chữ và ngày viết trong ngoặc kép.\n\nSai:  at_least = \"2\"\nĐúng: at_least = 2",
    "The value is not of the type that its key takes. Numbers and true, false stand without quotes; words and dates stand in quotes.\n\nWrong: at_least = \"2\"\nRight: at_least = 2"
);
