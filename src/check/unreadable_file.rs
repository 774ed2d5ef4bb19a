//! A file that cannot be read.

use crate::finding::code;

code!(
    /// A file that cannot be read.
    CODE, "F001", "unreadable-file", Error,
    "Tệp không mở được hoặc đọc dở thì lỗi; không dòng nào của nó được tính.\n\nSai:  logs/visits/2014.csv là liên kết tới tệp không còn\nĐúng: logs/visits/2014.csv là tệp thường, có quyền đọc",
    "The file cannot be opened, or reading it failed; none of its rows count.\n\nWrong: logs/visits/2014.csv is a link to a file that has gone\nRight: logs/visits/2014.csv is a plain file that may be read"
);
