//! Nothing where something must be.

use crate::finding::code;

code!(
    /// Nothing where something must be.
    CODE, "V009", "missing-value", Error,
    "Cột bắt buộc mà để trống; dòng bị loại. Điền giá trị, hoặc khai báo `required = false` nếu cột được phép không có số liệu: ô trống nghĩa là chưa báo cáo, không phải là 0.\n\nSai:  v1,,06139\nĐúng: v1,2014-03-31,06139",
    "A required column is empty; the row is left out. Fill it in, or declare `required = false` if there may be nothing to report: an empty field means not reported, never 0.\n\nWrong: v1,,06139\nRight: v1,2014-03-31,06139"
);
