//! A part that no target is made of.

use crate::finding::code;

code!(
    /// A part that no target is made of.
    CODE, "P023", "unused-part", Warning,
    "`part = true` đưa chỉ tiêu ra ngoài phần đánh giá vì nó là phần của một chỉ tiêu ghép; nhưng không chỉ tiêu nào (`all_of`, `any_of`) dùng nó, nên nó không được xét ở đâu. Bỏ `part`, hoặc đưa nó vào một chỉ tiêu ghép.\n\nSai:  { id = \"a\", part = true }\nĐúng: { id = \"a\", part = true }, { id = \"ca-hai\", all_of = [\"a\", \"b\"] }",
    "`part = true` keeps the target out of verdicts because it is part of a composed one; but no target (`all_of`, `any_of`) uses it, so nothing judges it. Remove `part`, or make it part of a composed target.\n\nWrong: { id = \"a\", part = true }\nRight: { id = \"a\", part = true }, { id = \"both\", all_of = [\"a\", \"b\"] }"
);
