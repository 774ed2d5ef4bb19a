//! A row that ends before it begins.

use crate::finding::code;

code!(
    /// A row that ends before it begins.
    CODE, "C013", "ends-before-it-begins", Error,
    "`to` của dòng ở trước `from`.\n\nSai:  from 2014-01-01, to 2013-12-31\nĐúng: from 2013-01-01, to 2013-12-31",
    "The row's `to` is before its `from`.\n\nWrong: from 2014-01-01, to 2013-12-31\nRight: from 2013-01-01, to 2013-12-31"
);
