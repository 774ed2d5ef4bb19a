//! Two things of one id.

use crate::finding::code;

code!(
    /// Two things of one id.
    CODE, "P007", "duplicate-id", Error,
    "Hai mục cùng loại mang một mã: không thể biết mục nào được nhắc đến. Đổi một trong hai.\n\nSai:  [[activity]] id = \"tap-huan\"  và  [[activity]] id = \"tap-huan\"\nĐúng: [[activity]] id = \"tap-huan\"  và  [[activity]] id = \"hoi-nghi\"",
    "Two things of a kind have one id: nothing can tell which is meant. Rename one of them.\n\nWrong: [[activity]] id = \"training\"  and  [[activity]] id = \"training\"\nRight: [[activity]] id = \"training\"  and  [[activity]] id = \"meetings\""
);
