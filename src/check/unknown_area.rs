//! A code in a plan that no unit holds.

use crate::finding::code;

code!(
    /// A code in a plan that no unit holds.
    CODE, "P014", "unknown-area", Error,
    "`area` của cơ quan nêu một mã đơn vị không có trong registers/units.csv.\n\nSai:  area = [\"1801\"]\nĐúng: area = [\"180\"]",
    "An agency's `area` names a unit code that registers/units.csv does not have.\n\nWrong: area = [\"1801\"]\nRight: area = [\"180\"]"
);
