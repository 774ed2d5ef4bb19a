//! A condition of an activity that none of its targets can hold.

use crate::finding::code;

code!(
    /// A condition of an activity that none of its targets can hold.
    CODE, "P020", "unused-condition", Warning,
    "Điều kiện (`where`, `match`) của hoạt động nói về một cột mà sổ của không chỉ tiêu nào có, nên không có tác dụng.\n\nSai:  where = { kind = \"to-gap\" } khi không sổ nào của hoạt động có cột kind\nĐúng: bỏ điều kiện, hoặc thêm cột kind vào sổ",
    "The activity's condition (`where`, `match`) is about a column that the log of none of its targets has, so it has no effect.\n\nWrong: where = { kind = \"leaflet\" } where no log of the activity has a column kind\nRight: no such condition, or a column kind in the log"
);
