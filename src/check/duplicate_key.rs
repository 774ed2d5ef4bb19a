//! Two rows of a log have one key.

use crate::finding::{Finding, code};
use crate::say;
use crate::source::Place;
use crate::text::echo;

code!(
    /// One key twice.
    CODE, "C001", "duplicate-key", Error,
    "Hai dòng mang cùng một khóa. Không biết dòng nào đúng nên cả hai đều không được tính, cho đến khi sửa hoặc xóa một dòng.\n\nSai:  v1,2014-03-31,06139\n      v1,2014-04-02,06142\nĐúng: v1,2014-03-31,06139\n      v2,2014-04-02,06142",
    "Two rows have one key. Nothing tells which of them is right, so neither counts until one is mended or removed.\n\nWrong: v1,2014-03-31,06139\n       v1,2014-04-02,06142\nRight: v1,2014-03-31,06139\n       v2,2014-04-02,06142"
);

/// The finding for the second of two rows.
pub fn check(place: Place, first: Place, key: &str, personal: bool) -> Finding {
    let hidden = if personal { "…".into() } else { echo(key) };
    let message = say!(vi: "khóa `{hidden}` có hai lần", en: "the key `{hidden}` stands twice");
    let help = say!(vi: "sửa một trong hai; cho đến lúc đó cả hai không được tính", en: "change one of them; until then neither counts");
    Finding::new(&CODE, place, message).also(first, say!(vi: "lần đầu ở đây", en: "first here")).help(help).hiding(personal)
}
