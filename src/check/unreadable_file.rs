//! A file that cannot be read.

use crate::finding::code;

code!(
    /// A file that cannot be read.
    CODE, "F001", "unreadable-file", Error,
    "Tệp không mở được hoặc đang đọc thì gặp lỗi; không dòng nào của nó được tính. Kiểm tra xem tệp có còn đó không, có quyền đọc không.\n\nSai:  logs/visits/2014.csv là liên kết tới tệp không còn\nĐúng: logs/visits/2014.csv là tệp thường, có quyền đọc",
    "The file cannot be opened, or reading it failed; none of its rows count. See whether it is still there and may be read.\n\nWrong: logs/visits/2014.csv is a link to a file that has gone\nRight: logs/visits/2014.csv is a plain file that may be read"
);
