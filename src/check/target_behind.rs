//! A target that is behind.

use crate::finding::code;

code!(
    /// A target that is behind.
    CODE, "T002", "target-behind", Warning,
    "Tiến độ chậm hơn thời gian đã trôi qua quá mức cho phép (`pace_tolerance`). Xem ai còn thiếu: tiendo gaps CHỈ-TIÊU.",
    "Progress lags behind time by more than `pace_tolerance` allows. To see who is missing: tiendo gaps TARGET."
);
