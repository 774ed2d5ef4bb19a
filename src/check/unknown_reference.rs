//! A reference to nothing.

use crate::finding::{Finding, code};
use crate::model::Column;
use crate::say;
use crate::source::Place;
use crate::text::{echo, nearest};

code!(
    /// A reference to nothing.
    CODE, "V007", "unknown-reference", Error,
    "Mã này không có trong sổ đăng ký được tham chiếu.\n\nSai:  06193 khi registers/units.csv không có mã đó\nĐúng: một mã có trong registers/units.csv",
    "The register that is referred to has no such key.\n\nWrong: 06193 where registers/units.csv has no such code\nRight: a code that registers/units.csv has"
);

/// A reference to a row that is there and was left out.
pub fn left_out(place: Place, column: &Column, key: &str) -> Finding {
    let hidden = if column.personal { "…".into() } else { echo(key) };
    let message = say!(vi: "dòng `{hidden}` của sổ đăng ký đã bị loại vì có lỗi", en: "the register's row of `{hidden}` was left out because of an error");
    let help = say!(vi: "sửa dòng đó trước", en: "mend that row first");
    Finding::new(&CODE, place, message).help(help).hiding(column.personal)
}

/// A reference to nothing, with what may have been meant.
pub fn check<'n>(place: Place, column: &Column, key: &str, known: impl Iterator<Item = &'n str>) -> Finding {
    let hidden = if column.personal { "…".into() } else { echo(key) };
    let message = say!(vi: "`{hidden}` không có trong sổ đăng ký", en: "the register has no `{hidden}`");
    let help = if column.personal {
        None
    } else {
        nearest(key, known).map(|near| say!(vi: "có phải là `{near}`?", en: "did you mean `{near}`?"))
    };
    Finding::new(&CODE, place, message).maybe_help(help).hiding(column.personal)
}
