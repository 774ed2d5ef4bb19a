//! A target that is behind.

use crate::finding::code;

code!(
    /// A target that is behind.
    CODE, "T002", "target-behind", Warning,
    "Tiến độ chậm hơn thời gian đã trôi qua quá mức cho phép (`pace_tolerance`). Xem còn thiếu ai: tiendo gaps CHỈ-TIÊU.\n\nSai:  qua nửa thời gian mới đạt 40/124\nĐúng: qua nửa thời gian đạt ít nhất 50/124 (với pace_tolerance = 0.10)",
    "Progress lags behind time by more than `pace_tolerance` allows. To see who is missing: tiendo gaps TARGET.\n\nWrong: 40/124 after half of the time\nRight: at least 50/124 after half of the time (with pace_tolerance = 0.10)"
);
