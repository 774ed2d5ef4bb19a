//! A row that names a code with several holders, and no day.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A row that names a code with several holders, and no day.
    CODE, "C009", "undated-reference", Warning,
    "Dòng không có `from` mà ghi một mã từng thuộc nhiều đơn vị. Dòng vẫn được tính, và mã được hiểu là của đơn vị đầu tiên; ghi `from` cho rõ.\n\nSai:  clb-02,06112,        (06112 là Tô Hiệu, từ 2020 là thị trấn Bình Gia)\nĐúng: clb-02,06112,2020-01-01",
    "The row has no `from` and names a code that several units have held. The row counts, and the first of these units is taken; fill in `from` to make it clear.\n\nWrong: club-2,06112,        (06112 was one commune, and another from 2020 on)\nRight: club-2,06112,2020-01-01"
);

/// A row without a date that names a code several units have held.
pub fn check(place: Place, code: &str) -> Finding {
    let message = say!(vi: "mã `{code}` từng thuộc nhiều đơn vị mà dòng không có ngày; được hiểu là đơn vị đầu tiên", en: "several units have held the code `{code}` and the row has no day; the first is taken");
    Finding::new(&CODE, place, message).help(say!(vi: "ghi `from` để rõ là đơn vị nào", en: "fill in `from` to say which"))
}
