//! Two rows of one key that are valid on one day.

use crate::finding::code;

code!(
    /// Two rows of one key that are valid on one day.
    CODE, "C010", "overlapping-validity", Error,
    "Hai dòng của một mã cùng có hiệu lực trong một ngày. Không biết dòng nào đúng nên cả hai không được tính; hãy sửa `from`, `to` để không trùng ngày nào.\n\nSai:  06139,…,,2020-01-01  và  06139,…,2020-01-01,\nĐúng: 06139,…,,2019-12-31  và  06139,…,2020-01-01,",
    "Two rows of one key are valid on the same day. Nothing tells which is right, so neither counts; correct `from` and `to` so that they share no day.\n\nWrong: 06139,…,,2020-01-01  and  06139,…,2020-01-01,\nRight: 06139,…,,2019-12-31  and  06139,…,2020-01-01,"
);
