//! A row that ends before it begins.

use crate::finding::code;

code!(
    /// A row that ends before it begins.
    CODE, "C013", "ends-before-it-begins", Error,
    "`to` của dòng ở trước `from`. Dòng bị loại cho đến khi sửa một trong hai ngày.\n\nSai:  from 2014-01-01, to 2013-12-31\nĐúng: from 2013-01-01, to 2013-12-31",
    "The row's `to` is before its `from`. The row is left out until one of the two dates is corrected.\n\nWrong: from 2014-01-01, to 2013-12-31\nRight: from 2013-01-01, to 2013-12-31"
);
