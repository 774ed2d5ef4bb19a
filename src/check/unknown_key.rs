//! A key that the format does not have.

use crate::finding::code;

code!(
    /// A key that the format does not have.
    CODE, "P002", "unknown-key", Error,
    "Định dạng không có khóa này; có thể gõ nhầm. Nếu bỏ qua thì điều kế hoạch muốn nói sẽ bị mất.\n\nSai:  polulation = \"xa\"\nĐúng: population = \"xa\"",
    "The format has no such key; probably a slip of the pen. Were it ignored, what the plan means to say would be lost.\n\nWrong: polulation = \"xa\"\nRight: population = \"xa\""
);
