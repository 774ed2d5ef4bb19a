//! A column that is empty in more rows of a file than its declaration allows.

use crate::finding::{Finding, code};
use crate::model::Column;
use crate::number::Number;
use crate::read::Place;
use crate::say;

code!(
    /// A column that is empty too often.
    CODE, "V015", "too-often-empty", Error,
    "Một cột được phép để trống ở vài dòng (`empty_at_most`, phần trăm, tính cho từng tệp), nhưng tệp này để trống nhiều hơn. Không dòng nào bị loại vì lý do này; hãy bổ sung số liệu, hoặc nâng mức nếu thực tế là vậy.\n\nSai:  empty_at_most = 5, mà 30 trong 120 dòng của tệp để trống cột\nĐúng: nhiều nhất 6 trong 120 dòng để trống",
    "A column may be empty in a few rows (`empty_at_most`, in percent, for each file), and in this file it is empty in more. No row is left out for it; fill the values in, or raise the limit if that is how things are.\n\nWrong: empty_at_most = 5, and 30 of the file's 120 rows leave the column empty\nRight: 6 of 120 rows leave it empty at most"
);

/// The finding for a column that is empty in so many of a file's rows; `place` is that of its heading.
pub fn check(column: &Column, (empty, rows): (u64, u64), place: impl FnOnce() -> Place) -> Option<Finding> {
    let most = column.empty_at_most?;
    let exact = |count: u64| Number::count(count).exact();
    // Compared without dividing: empty / rows > most / 100.
    if exact(empty) * exact(100) <= most.exact() * exact(rows) {
        return None;
    }
    let name = &column.header;
    let message = say!(
        vi: "cột `{name}` trống ở {empty} trong {rows} dòng, quá {most} %",
        en: "the column `{name}` is empty in {empty} of {rows} rows, more than {most} %"
    );
    let help = say!(vi: "bổ sung giá trị, hoặc nâng `empty_at_most` trong tiendo.toml", en: "fill in the values, or raise `empty_at_most` in tiendo.toml");
    Some(Finding::new(&CODE, place(), message).help(help))
}
