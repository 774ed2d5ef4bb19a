//! Two columns of one name.

use crate::finding::code;

code!(
    /// Two columns of one name.
    CODE, "F006", "duplicate-column", Error,
    "Hai cột trong dòng tiêu đề cùng tên, không biết đọc cột nào; không dòng nào của tệp được tính. Đổi tên hoặc bỏ một cột.\n\nSai:  id,date,unit,unit\nĐúng: id,date,unit,note",
    "Two columns of the header have the same name, so nothing tells which to read; no row of the file counts. Rename or remove one of them.\n\nWrong: id,date,unit,unit\nRight: id,date,unit,note"
);
