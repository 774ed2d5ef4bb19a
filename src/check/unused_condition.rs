//! A condition of an activity that none of its targets can hold.

use crate::finding::code;

code!(
    /// A condition of an activity that none of its targets can hold.
    CODE, "P020", "unused-condition", Warning,
    "Điều kiện (`where`, `match`) của hoạt động nói về một cột mà không nhật ký nào của các chỉ tiêu có, nên không có tác dụng. Sửa tên cột, khai báo cột, hoặc bỏ điều kiện.\n\nSai:  where = { kind = \"to-gap\" } khi không nhật ký nào của hoạt động có cột kind\nĐúng: bỏ điều kiện, hoặc khai báo cột kind cho nhật ký",
    "The activity's condition (`where`, `match`) is about a column that the log of none of its targets has, so it has no effect. Correct the column's name, declare the column, or remove the condition.\n\nWrong: where = { kind = \"leaflet\" } where no log of the activity has a column kind\nRight: no such condition, or a column kind in the log"
);
