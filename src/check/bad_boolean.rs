//! Neither true nor false.

use crate::finding::code;

code!(
    /// Neither true nor false.
    CODE, "V006", "bad-boolean", Error,
    "Cột này nhận `true` hoặc `false`.\n\nSai:  có\nĐúng: true",
    "The column takes `true` or `false`.\n\nWrong: yes\nRight: true"
);
