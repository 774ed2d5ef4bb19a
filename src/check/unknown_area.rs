//! A code in a plan that no unit holds.

use crate::finding::code;

code!(
    /// A code in a plan that no unit holds.
    CODE, "P014", "unknown-area", Error,
    "`area` của cơ quan có một mã đơn vị không có trong registers/units.csv. Sửa mã, hoặc thêm đơn vị vào sổ đăng ký.\n\nSai:  area = [\"1801\"]\nĐúng: area = [\"180\"]",
    "An agency's `area` holds a unit code that is not in registers/units.csv. Correct the code, or add the unit to the register.\n\nWrong: area = [\"1801\"]\nRight: area = [\"180\"]"
);
