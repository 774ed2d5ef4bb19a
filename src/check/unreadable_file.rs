//! A file that cannot be read.

use crate::finding::code;

code!(
    /// A file that cannot be read.
    CODE, "F001", "unreadable-file", Error,
    "Tệp không mở được hoặc đọc dở thì lỗi; không dòng nào của nó được tính.",
    "The file cannot be opened, or reading it failed; none of its rows count."
);
