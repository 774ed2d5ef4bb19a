//! A schedule that gives no window.

use crate::finding::code;

code!(
    /// A schedule that gives no window.
    CODE, "P022", "schedule-without-window", Warning,
    "Lịch thực hiện không cho kỳ nào nằm trọn trong thời gian của nó, nên chỉ tiêu không bao giờ được xét. Chọn chu kỳ ngắn hơn, hoặc mở rộng thời gian.\n\nVới period = \"2014\":\nSai:  schedule = { every = \"year\", length = 2 }\nĐúng: schedule = { every = \"half\" }",
    "No window of the schedule lies wholly in its bounds, so the target is never judged. Choose shorter windows, or widen the bounds.\n\nWith period = \"2014\":\nWrong: schedule = { every = \"year\", length = 2 }\nRight: schedule = { every = \"half\" }"
);
