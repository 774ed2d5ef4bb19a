//! A word that is none of the choices.

use crate::finding::code;

code!(
    /// A word that is none of the choices.
    CODE, "V005", "unknown-choice", Error,
    "Cột chỉ nhận những giá trị đã khai báo trong `of`. Dòng bị loại cho đến khi được sửa.\n\nSai:  tu-vna\nĐúng: tu-van",
    "The column takes only the values that `of` declares. The row is left out until it is corrected.\n\nWrong: advcie\nRight: advice"
);
