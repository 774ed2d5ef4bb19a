//! A number beyond what its column allows.

use crate::finding::code;

code!(
    /// A number beyond what its column allows.
    CODE, "V004", "out-of-range", Error,
    "Số nằm ngoài khoảng mà cột cho phép (`min`, `max` trong tiendo.toml).\n\nSai:  -5 người\nĐúng: 5 người",
    "The number is beyond what its column allows (`min`, `max` in tiendo.toml).\n\nWrong: -5 participants\nRight: 5 participants"
);
