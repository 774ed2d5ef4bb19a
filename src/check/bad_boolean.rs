//! Neither true nor false.

use crate::finding::code;

code!(
    /// Neither true nor false.
    CODE, "V006", "bad-boolean", Error,
    "Cột này chỉ nhận `true` (có) hoặc `false` (không), chữ thường. Dòng bị loại cho đến khi được sửa.\n\nSai:  có\nĐúng: true",
    "The column takes only `true` or `false`, in small letters. The row is left out until it is corrected.\n\nWrong: yes\nRight: true"
);
