//! A register whose file is not there.

use crate::finding::code;

code!(
    /// A register whose file is not there.
    CODE, "F010", "missing-register", Error,
    "tiendo.toml khai báo sổ đăng ký này, hoặc có chỗ tham chiếu đến nó, nhưng không có tệp CSV. Tạo tệp, dù chỉ có dòng tiêu đề, hoặc sửa tên trong tiendo.toml.\n\nSai:  [register.clubs] mà không có registers/clubs.csv\nĐúng: có tệp registers/clubs.csv, ít nhất một dòng tiêu đề",
    "tiendo.toml declares this register, or something refers to it, but its CSV file is not there. Create the file, with a header at least, or correct the name in tiendo.toml.\n\nWrong: [register.clubs] without registers/clubs.csv\nRight: a file registers/clubs.csv, with its header at least"
);
