//! A target that no row can ever reach.

use crate::finding::code;

code!(
    /// A target that no row can ever reach.
    CODE, "P009", "unreachable-target", Error,
    "Không dòng nào có thể tính cho chỉ tiêu này: nó không có nhật ký, hoặc nhật ký không có cột nào dẫn đến đối tượng của nó. Chọn nhật ký khác, hoặc khai báo cột đó trong tiendo.toml.\n\nSai:  population = \"clb\", log = \"visits\"   # visits không có cột kiểu clubs\nĐúng: population = \"clb\", log = \"meetings\" # columns.club = \"clubs\"",
    "No row can ever count for this target: it has no log, or the log has no column that leads to its subjects. Choose another log, or declare such a column in tiendo.toml.\n\nWrong: population = \"clubs\", log = \"visits\"   # visits has no column of type clubs\nRight: population = \"clubs\", log = \"meetings\" # columns.club = \"clubs\""
);
