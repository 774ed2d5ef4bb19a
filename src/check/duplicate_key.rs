//! Two rows of a log have one key.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;
use crate::text::echo;

code!(
    /// One key twice.
    CODE, "C001", "duplicate-key", Error,
    "Hai dòng mang cùng một mã (cột kiểu key). Không biết dòng nào đúng nên cả hai đều không được tính, cho đến khi sửa mã hoặc xóa một dòng.\n\nSai:  v1,2014-03-31,06139\n      v1,2014-04-02,06142\nĐúng: v1,2014-03-31,06139\n      v2,2014-04-02,06142",
    "Two rows have the same key. Nothing tells which of them is right, so neither counts until one is corrected or removed.\n\nWrong: v1,2014-03-31,06139\n       v1,2014-04-02,06142\nRight: v1,2014-03-31,06139\n       v2,2014-04-02,06142"
);

/// The finding for the second of two rows.
pub fn check(place: Place, first: Place, key: &str, personal: bool) -> Finding {
    let hidden = if personal { "…".into() } else { echo(key) };
    let message = say!(vi: "mã `{hidden}` có ở hai dòng", en: "the key `{hidden}` appears twice");
    let help = say!(vi: "sửa mã hoặc xóa một dòng; cho đến lúc đó cả hai dòng không được tính", en: "correct or delete one of them; until then neither row counts");
    Finding::new(&CODE, place, message).also(first, say!(vi: "lần đầu ở đây", en: "first here")).help(help).hiding(personal)
}
