//! A target that was missed.

use crate::finding::code;

code!(
    /// A target that was missed.
    CODE, "T001", "target-missed", Warning,
    "Đã quá hạn của một kỳ đang xét mà chưa đủ đối tượng đạt. Số liệu vẫn đúng; xem còn thiếu ai: tiendo gaps CHỈ-TIÊU.\n\nSai:  2014: 98/124 sau ngày 2014-12-31\nĐúng: 2014: 124/124 vào ngày 2014-12-31",
    "A current window is past due and too few of its subjects are covered. The data is sound; to see who is missing: tiendo gaps TARGET.\n\nWrong: 2014: 98/124 after 2014-12-31\nRight: 2014: 124/124 on 2014-12-31"
);
