//! A severity that cannot be changed.

use crate::finding::code;

code!(
    /// A severity that cannot be changed.
    CODE, "P021", "fixed-severity", Warning,
    "`[checks]` muốn hạ mức một lỗi khiến dòng hoặc tệp không đọc được. Mức đó không đổi được: cái không đọc được thì không tính được, và phải được nói ra.\n\nSai:  bad-date = \"off\"\nĐúng: future-date = \"off\"",
    "`[checks]` wants to lower a fault that leaves a row or file unreadable. That cannot be: what cannot be read cannot count, and must be said.\n\nWrong: bad-date = \"off\"\nRight: future-date = \"off\""
);
