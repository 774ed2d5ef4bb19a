//! Two windows of a target with one label.

use crate::finding::code;

code!(
    /// Two windows of a target with one label.
    CODE, "P016", "duplicate-window", Error,
    "Hai kỳ của một chỉ tiêu mang cùng một nhãn, nên miễn trừ hay kết quả không biết thuộc kỳ nào.\n\nSai:  schedule = { windows = [\"2014\", \"2014-H1..2014-H2\"] }\nĐúng: schedule = { windows = [\"2014\"] }",
    "Two windows of a target have one label: a waiver or a result could not say which it means.\n\nWrong: schedule = { windows = [\"2014\", \"2014-H1..2014-H2\"] }\nRight: schedule = { windows = [\"2014\"] }"
);
