//! An id that is no id.

use crate::finding::code;

code!(
    /// An id that is no id.
    CODE, "P006", "bad-id", Error,
    "Mã chỉ gồm chữ cái, chữ số, dấu - và _ (mã chỉ tiêu có thể có dấu chấm). Đổi mã, ở cả những chỗ nhắc đến nó.\n\nSai:  id = \"tập huấn\"\nĐúng: id = \"tap-huan\"",
    "An id is made of letters, digits, - and _ (a target's id may also hold dots). Change it, also where it is referred to.\n\nWrong: id = \"lunch break\"\nRight: id = \"lunch-break\""
);
