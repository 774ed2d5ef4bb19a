//! A format this program does not read.

use crate::finding::code;

code!(
    /// A format this program does not read.
    CODE, "P018", "unknown-format", Error,
    "`format` cho biết thư mục làm việc theo phiên bản định dạng nào. Chương trình này đọc phiên bản 1; phiên bản sau cần một bản tiendo mới hơn.\n\nSai:  format = 2\nĐúng: format = 1",
    "`format` says which version of the formats the workspace is written in. This program reads version 1; a later one takes a newer tiendo.\n\nWrong: format = 2\nRight: format = 1"
);
