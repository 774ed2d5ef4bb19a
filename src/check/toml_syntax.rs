//! TOML that cannot be parsed.

use crate::finding::code;

code!(
    /// TOML that cannot be parsed.
    CODE, "P001", "toml-syntax", Error,
    "Tệp không đúng cú pháp TOML nên không đọc được. Sửa chỗ được chỉ ra rồi chạy lại.\n\nSai:  id = lang-son\nĐúng: id = \"lang-son\"",
    "The file is not valid TOML and cannot be read. Mend the place that is shown and run again.\n\nWrong: id = lang-son\nRight: id = \"lang-son\""
);
