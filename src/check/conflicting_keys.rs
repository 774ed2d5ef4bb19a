//! Keys that exclude each other, or lack each other.

use crate::finding::code;

code!(
    /// Keys that exclude each other, or lack each other.
    CODE, "P013", "conflicting-keys", Error,
    "Hai khóa loại trừ nhau đứng cùng một chỗ, hoặc một khóa thiếu khóa phải đi kèm. Giữ một khóa, hoặc thêm khóa còn thiếu.\n\nSai:  at_least = 1\n      at_most = 3\nĐúng: at_least = 1",
    "Two keys exclude each other and stand together, or a key lacks the one it goes with. Keep one of them, or add the one that is missing.\n\nWrong: at_least = 1\n       at_most = 3\nRight: at_least = 1"
);
