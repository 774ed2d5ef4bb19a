//! A key that must be there.

use crate::finding::code;

code!(
    /// A key that must be there.
    CODE, "P004", "missing-key", Error,
    "Thiếu một khóa bắt buộc.\n\nSai:  [[activity]]\n      title = \"Tập huấn\"\nĐúng: [[activity]]\n      id = \"tap-huan\"\n      title = \"Tập huấn\"",
    "A key that must be there is missing.\n\nWrong: [[activity]]\n       title = \"Training\"\nRight: [[activity]]\n       id = \"training\"\n       title = \"Training\""
);
