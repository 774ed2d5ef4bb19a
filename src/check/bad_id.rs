//! An id that is no id.

use crate::finding::code;

code!(
    /// An id that is no id.
    CODE, "P006", "bad-id", Error,
    "Mã định danh chỉ gồm chữ cái, chữ số, dấu - và _ (mã chỉ tiêu có thể có dấu chấm).\n\nSai:  id = \"tập huấn\"\nĐúng: id = \"tap-huan\"",
    "An id is made of letters, digits, - and _ (a target's id may also hold dots).\n\nWrong: id = \"lunch break\"\nRight: id = \"lunch-break\""
);
