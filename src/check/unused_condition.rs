//! A condition of an activity that none of its targets can hold.

use crate::finding::code;

code!(
    /// A condition of an activity that none of its targets can hold.
    CODE, "P020", "unused-condition", Warning,
    "Điều kiện (`where`, `match`) của hoạt động nói về một cột mà sổ của không chỉ tiêu nào có, nên không có tác dụng.",
    "The activity's condition (`where`, `match`) is about a column that the log of none of its targets has, so it has no effect."
);
