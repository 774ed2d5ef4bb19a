//! No plan at all.

use crate::finding::code;

code!(
    /// No plan at all.
    CODE, "P019", "no-plan", Warning,
    "Thư mục plans/ không có tệp .toml nào, nên số liệu không có gì để đối chiếu. Thêm tệp kế hoạch vào đó.\n\nSai:  thư mục plans/ trống\nĐúng: plans/lang-son-2013-2020.toml",
    "The folder plans/ holds no .toml file, so there is nothing to hold the records against. Put a plan there.\n\nWrong: an empty folder plans/\nRight: plans/lang-son-2013-2020.toml"
);
