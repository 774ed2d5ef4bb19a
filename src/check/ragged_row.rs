//! A row with more or fewer fields than the header.

use crate::finding::code;

code!(
    /// A row with more or fewer fields than the header.
    CODE, "F005", "ragged-row", Error,
    "Dòng có nhiều hoặc ít ô hơn dòng tiêu đề; thường do thiếu dấu phẩy, hoặc văn bản có dấu phẩy mà không đặt trong ngoặc kép.\n\nSai:  1,2014-03-31,Bắc Sơn, Lạng Sơn\nĐúng: 1,2014-03-31,\"Bắc Sơn, Lạng Sơn\"",
    "The row has more or fewer fields than the header; often a comma is missing, or a text with a comma is not quoted.\n\nWrong: 1,2014-03-31,Northfield, East\nRight: 1,2014-03-31,\"Northfield, East\""
);
