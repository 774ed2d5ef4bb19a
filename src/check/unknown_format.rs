//! A format this program does not read.

use crate::finding::code;

code!(
    /// A format this program does not read.
    CODE, "P018", "unknown-format", Error,
    "`format` cho biết thư mục theo phiên bản định dạng nào. Chương trình này đọc phiên bản 1.\n\nSai:  format = 2\nĐúng: format = 1",
    "`format` says by which version of the formats the workspace is written. This program reads version 1.\n\nWrong: format = 2\nRight: format = 1"
);
