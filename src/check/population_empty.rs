//! A target whose population is empty.

use crate::finding::code;

code!(
    /// A target whose population is empty.
    CODE, "T003", "population-empty", Warning,
    "Trong kỳ đang xét không có đối tượng nào, nên chỉ tiêu không đo được gì. Kiểm tra điều kiện của nhóm và danh sách (listings.csv).",
    "Nothing is in the population in a current window, so the target measures nothing. Look at the population's conditions and at listings.csv."
);
