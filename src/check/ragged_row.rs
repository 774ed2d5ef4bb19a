//! A row with more or fewer fields than the header.

use crate::finding::code;

code!(
    /// A row with more or fewer fields than the header.
    CODE, "F005", "ragged-row", Error,
    "Dòng có nhiều hoặc ít ô hơn dòng tiêu đề nên bị loại. Thường do thiếu dấu phẩy, hoặc trong ô có dấu phẩy mà không đặt ô trong ngoặc kép; ô để trống vẫn phải có dấu phẩy.\n\nSai:  1,2014-03-31,Bắc Sơn, Lạng Sơn\nĐúng: 1,2014-03-31,\"Bắc Sơn, Lạng Sơn\"",
    "The row has more or fewer fields than the header and is left out. Often a comma is missing, or a field that holds a comma is not quoted; an empty field still needs its comma.\n\nWrong: 1,2014-03-31,Northfield, East\nRight: 1,2014-03-31,\"Northfield, East\""
);
