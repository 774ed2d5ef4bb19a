//! Something that leads back to itself.

use crate::finding::code;

code!(
    /// Something that leads back to itself.
    CODE, "P010", "circular-definition", Error,
    "Một định nghĩa dẫn vòng về chính nó: cấp trên của cơ quan hay đơn vị, nhóm đối tượng lập từ nhóm khác, chỉ tiêu ghép từ chỉ tiêu khác. Bỏ một mắt xích của vòng.\n\nSai:  a = { name = \"A\", parent = \"b\" }\n      b = { name = \"B\", parent = \"a\" }\nĐúng: b = \"B\"",
    "A definition leads back to itself: what is above an agency or unit, a population built from others, a target made of others. Break the circle at one of its links.\n\nWrong: a = { name = \"A\", parent = \"b\" }\n       b = { name = \"B\", parent = \"a\" }\nRight: b = \"B\""
);
