//! A number beyond what its column allows.

use crate::finding::code;

code!(
    /// A number beyond what its column allows.
    CODE, "V004", "out-of-range", Error,
    "Số nằm ngoài khoảng mà cột cho phép (`min`, `max` trong tiendo.toml). Dòng bị loại cho đến khi sửa số, hoặc sửa khoảng đó nếu nó đặt sai.\n\nSai:  participants -5\nĐúng: participants 5",
    "The number is outside what its column allows (`min`, `max` in tiendo.toml). The row is left out until the number is corrected, or the limit if that is wrong.\n\nWrong: participants -5\nRight: participants 5"
);
