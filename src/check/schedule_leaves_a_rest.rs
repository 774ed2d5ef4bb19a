//! A rhythm whose windows do not reach the end.

use crate::finding::code;

code!(
    /// A rhythm whose windows do not reach the end.
    CODE, "P024", "schedule-leaves-a-rest", Warning,
    "Số kỳ của lịch thực hiện không chia hết cho `length`, nên phần cuối không thuộc kỳ nào và không được xét. Chọn `length` khác, hoặc đặt `from`, `to`.\n\nVới period = \"2013..2020\":\nSai:  schedule = { every = \"year\", length = 3 }   # 2019 và 2020 bị bỏ\nĐúng: schedule = { every = \"year\", length = 2 }",
    "`length` does not divide the schedule's time, so its end is in no window and is not judged. Choose a `length` that does, or set `from` and `to`.\n\nWith period = \"2013..2020\":\nWrong: schedule = { every = \"year\", length = 3 }   # 2019 and 2020 are left\nRight: schedule = { every = \"year\", length = 2 }"
);
