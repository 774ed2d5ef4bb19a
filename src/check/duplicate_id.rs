//! Two things of one id.

use crate::finding::code;

code!(
    /// Two things of one id.
    CODE, "P007", "duplicate-id", Error,
    "Hai mục cùng loại mang một mã: không biết mục nào được nhắc đến. Đổi mã của một mục. Các bản của một chỉ tiêu, nhóm đối tượng, định mức hay nguồn kinh phí phải có `from`, `to` không chồng lên nhau.\n\nSai:  [[activity]] id = \"tap-huan\"  và  [[activity]] id = \"tap-huan\"\nĐúng: [[activity]] id = \"tap-huan\"  và  [[activity]] id = \"hoi-nghi\"",
    "Two things of the same kind have one id: nothing tells which is meant. Rename one of them. Versions of one target, population, norm or fund need `from` and `to` that do not overlap.\n\nWrong: [[activity]] id = \"training\"  and  [[activity]] id = \"training\"\nRight: [[activity]] id = \"training\"  and  [[activity]] id = \"meetings\""
);
