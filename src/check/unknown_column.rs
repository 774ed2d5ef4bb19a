//! A column that nobody declared.

use crate::finding::code;

code!(
    /// A column that nobody declared.
    CODE, "F004", "unknown-column", Warning,
    "Cột này chưa được khai báo trong tiendo.toml nên bị bỏ qua; các cột khác vẫn được đọc. Sửa tên cột nếu gõ nhầm, khai báo cột, hoặc bỏ cột; bảng nào cũng có thể có cột `note`.\n\nSai:  id,date,unit,paticipants\nĐúng: id,date,unit,participants",
    "The column is not declared in tiendo.toml, so it is ignored; the other columns are read. Correct its name if it is misspelt, declare it, or remove it; every table may have a column `note`.\n\nWrong: id,date,unit,paticipants\nRight: id,date,unit,participants"
);
