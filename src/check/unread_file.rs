//! A file that nothing reads.

use crate::finding::code;

code!(
    /// A file that nothing reads.
    CODE, "F012", "unread-file", Warning,
    "Tệp nằm trong logs/ hoặc registers/ mà không sổ nào đọc: thư mục hay tên tệp không trùng với tên khai báo trong tiendo.toml, hoặc tệp không phải .csv. Số liệu trong đó không được tính.\n\nSai:  logs/vists/2014.csv\nĐúng: logs/visits/2014.csv",
    "The file lies in logs/ or registers/ and nothing reads it: its folder or name is none that tiendo.toml declares, or it is no .csv. What it holds does not count.\n\nWrong: logs/vists/2014.csv\nRight: logs/visits/2014.csv"
);
