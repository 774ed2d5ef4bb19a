//! Two windows of a target with one label.

use crate::finding::code;

code!(
    /// Two windows of a target with one label.
    CODE, "P016", "duplicate-window", Error,
    "Hai kỳ của một chỉ tiêu mang cùng một nhãn, nên không biết miễn trừ hay kết quả thuộc kỳ nào. Bỏ một kỳ.\n\nSai:  schedule = { windows = [\"2014\", \"2014-H1..2014-H2\"] }\nĐúng: schedule = { windows = [\"2014\"] }",
    "Two windows of a target have the same label, so a waiver or a result could mean either. Remove one of them.\n\nWrong: schedule = { windows = [\"2014\", \"2014-H1..2014-H2\"] }\nRight: schedule = { windows = [\"2014\"] }"
);
