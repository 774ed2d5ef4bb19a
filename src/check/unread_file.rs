//! A file that nothing reads.

use crate::finding::code;

code!(
    /// A file that nothing reads.
    CODE, "F012", "unread-file", Warning,
    "Tệp nằm trong logs/ hoặc registers/ mà không nhật ký hay sổ đăng ký nào đọc đến: tên tệp hay thư mục không trùng với tên khai báo trong tiendo.toml, hoặc tệp không phải .csv. Số liệu trong đó không được tính. Sửa tên, khai báo nó, hoặc chuyển tệp đi chỗ khác.\n\nSai:  logs/vists/2014.csv\nĐúng: logs/visits/2014.csv",
    "The file lies in logs/ or registers/, and no log or register reads it: the name of the file or its folder is not declared in tiendo.toml, or the file is not .csv. What it holds does not count. Correct the name, declare it, or move the file elsewhere.\n\nWrong: logs/vists/2014.csv\nRight: logs/visits/2014.csv"
);
