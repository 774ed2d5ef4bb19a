//! A target that was missed.

use crate::finding::code;

code!(
    /// A target that was missed.
    CODE, "T001", "target-missed", Warning,
    "Đã quá hạn của một kỳ đang xét mà chưa đủ đối tượng đạt. Xem ai còn thiếu: tiendo gaps CHỈ-TIÊU.",
    "A current window is past due and too few of its subjects are covered. To see who is missing: tiendo gaps TARGET."
);
