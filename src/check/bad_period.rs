//! A period in another spelling.

use crate::finding::code;

code!(
    /// A period in another spelling.
    CODE, "V002", "bad-period", Error,
    "Kỳ viết như 2014, 2014-H1 (6 tháng đầu năm), 2014-Q3 (quý III), 2014-03, 2014-03-15, hoặc một khoảng 2013..2020. Dòng bị loại cho đến khi được sửa.\n\nSai:  6 tháng đầu năm 2014\nĐúng: 2014-H1",
    "A period is written 2014, 2014-H1 (first half), 2014-Q3 (third quarter), 2014-03, 2014-03-15, or as a range 2013..2020. The row is left out until it is corrected.\n\nWrong: first half of 2014\nRight: 2014-H1"
);
