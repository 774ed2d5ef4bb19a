//! Bytes that are not UTF-8.

use crate::finding::code;

code!(
    /// Bytes that are not UTF-8.
    CODE, "F002", "not-utf8", Error,
    "Tệp phải là UTF-8. Tệp cũ thường dùng windows-1258, TCVN3 hoặc VNI; hãy lưu lại thành UTF-8.\n\nVí dụ: iconv -f windows-1258 -t utf-8 cu.csv > moi.csv",
    "Files are UTF-8. Old ones are often windows-1258, TCVN3 or VNI; save them again as UTF-8.\n\nFor example: iconv -f windows-1258 -t utf-8 old.csv > new.csv"
);
