//! A word that is none of the choices.

use crate::finding::code;

code!(
    /// A word that is none of the choices.
    CODE, "V005", "unknown-choice", Error,
    "Cột chỉ nhận những từ đã khai báo trong `of`.\n\nSai:  tu-vna\nĐúng: tu-van",
    "The column takes only the words that `of` declares.\n\nWrong: advcie\nRight: advice"
);
