//! A key that the format does not have.

use crate::finding::code;

code!(
    /// A key that the format does not have.
    CODE, "P002", "unknown-key", Error,
    "Định dạng không có khóa này, có thể do gõ nhầm. Chương trình dừng lại, vì nếu bỏ qua thì điều kế hoạch muốn nói sẽ bị mất; hãy sửa hoặc bỏ khóa.\n\nSai:  polulation = \"xa\"\nĐúng: population = \"xa\"",
    "The format has no such key; it is probably misspelt. The program stops: if the key were ignored, what the plan means to say would be lost. Correct the key or remove it.\n\nWrong: polulation = \"xa\"\nRight: population = \"xa\""
);
