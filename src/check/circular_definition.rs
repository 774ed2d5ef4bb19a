//! Something that leads back to itself.

use crate::finding::code;

code!(
    /// Something that leads back to itself.
    CODE, "P010", "circular-definition", Error,
    "Một định nghĩa dẫn vòng về chính nó: cơ quan cấp trên, nhóm đối tượng xây từ nhóm khác, chỉ tiêu ghép từ chỉ tiêu khác.\n\nSai:  a = { name = \"A\", parent = \"b\" }\n      b = { name = \"B\", parent = \"a\" }\nĐúng: b = \"B\"",
    "A definition leads back to itself: an agency's parent, a population built from others, a target made of others.\n\nWrong: a = { name = \"A\", parent = \"b\" }\n       b = { name = \"B\", parent = \"a\" }\nRight: b = \"B\""
);
