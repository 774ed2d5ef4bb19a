//! A required column that the header lacks.

use crate::finding::code;

code!(
    /// A required column that the header lacks.
    CODE, "F003", "missing-column", Error,
    "Dòng tiêu đề thiếu một cột bắt buộc, nên không dòng nào của tệp được tính. Thêm cột đó, hoặc sửa tên cột nếu gõ nhầm.\n\nSai:  id,unit\nĐúng: id,date,unit",
    "The header lacks a required column, so no row of the file counts. Add the column, or correct its name if it is misspelt.\n\nWrong: id,unit\nRight: id,date,unit"
);
