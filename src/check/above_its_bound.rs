//! A number above another one that bounds it.

use crate::finding::code;

code!(
    /// A number above another one that bounds it.
    CODE, "C004", "above-its-bound", Error,
    "Số này không thể lớn hơn số ở cột kia (`at_most` trong tiendo.toml). Dòng bị loại cho đến khi sửa một trong hai số.\n\nSai:  participants 20, women 25\nĐúng: participants 25, women 20",
    "The number cannot exceed that of the other column (`at_most` in tiendo.toml). The row is left out until one of the two is corrected.\n\nWrong: participants 20, women 25\nRight: participants 25, women 20"
);
