//! A key that must be there.

use crate::finding::code;

code!(
    /// A key that must be there.
    CODE, "P004", "missing-key", Error,
    "Thiếu một khóa bắt buộc. Thêm khóa đó vào chỗ được chỉ ra.\n\nSai:  [[activity]]\n      title = \"Tập huấn\"\nĐúng: [[activity]]\n      id = \"tap-huan\"\n      title = \"Tập huấn\"",
    "A key that must be there is missing. Add it at the place that is shown.\n\nWrong: [[activity]]\n       title = \"Training\"\nRight: [[activity]]\n       id = \"training\"\n       title = \"Training\""
);
