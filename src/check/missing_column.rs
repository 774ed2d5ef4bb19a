//! A required column that the header lacks.

use crate::finding::code;

code!(
    /// A required column that the header lacks.
    CODE, "F003", "missing-column", Error,
    "Dòng tiêu đề thiếu một cột bắt buộc, nên không dòng nào của tệp đọc được.\n\nSai:  id,unit\nĐúng: id,date,unit",
    "The header lacks a required column, so no row of the file can be read.\n\nWrong: id,unit\nRight: id,date,unit"
);
