//! A column that nobody declared.

use crate::finding::code;

code!(
    /// A column that nobody declared.
    CODE, "F004", "unknown-column", Warning,
    "Cột này không khai báo trong tiendo.toml nên bị bỏ qua; có thể gõ nhầm tên. Cột `note` thì bảng nào cũng có thể có.\n\nSai:  id,date,unit,paticipants\nĐúng: id,date,unit,participants",
    "Nothing declares this column, so it is ignored; perhaps its name is misspelt. Every table may have a column `note`.\n\nWrong: id,date,unit,paticipants\nRight: id,date,unit,participants"
);
