//! Keys that exclude each other, or lack each other.

use crate::finding::code;

code!(
    /// Keys that exclude each other, or lack each other.
    CODE, "P013", "conflicting-keys", Error,
    "Hai khóa loại trừ nhau đứng cùng một chỗ. Giữ một khóa.\n\nSai:  at_least = 1\n      at_most = 3\nĐúng: at_least = 1",
    "Two keys stand together that exclude each other. Keep one.\n\nWrong: at_least = 1\n       at_most = 3\nRight: at_least = 1"
);
