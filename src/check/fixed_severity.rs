//! A severity that cannot be changed.

use crate::finding::code;

code!(
    /// A severity that cannot be changed.
    CODE, "P021", "fixed-severity", Warning,
    "`[checks]` muốn hạ mức một lỗi khiến dòng hoặc tệp không đọc được. Mức đó không đổi được: cái không đọc được thì không tính được, và phải được báo. Bỏ dòng này, và sửa số liệu.\n\nSai:  bad-date = \"off\"\nĐúng: future-date = \"off\"",
    "`[checks]` lowers a fault that leaves a row or file unreadable. That has no effect: what cannot be read cannot count, and must be told. Remove the line, and correct the data.\n\nWrong: bad-date = \"off\"\nRight: future-date = \"off\""
);
