//! Windows beyond the plan's own period.

use crate::finding::code;

code!(
    /// Windows beyond the plan's own period.
    CODE, "P011", "window-outside-plan", Warning,
    "Một kỳ của chỉ tiêu nằm ngoài thời gian thực hiện kế hoạch. Kỳ vẫn được tính; hãy kiểm tra lại năm.\n\nVới period = \"2013..2020\":\nSai:  schedule = { windows = [\"2021\"] }\nĐúng: schedule = { windows = [\"2020\"] }",
    "A window of the target lies outside the plan's period. It counts all the same; check the year.\n\nWith period = \"2013..2020\":\nWrong: schedule = { windows = [\"2021\"] }\nRight: schedule = { windows = [\"2020\"] }"
);
