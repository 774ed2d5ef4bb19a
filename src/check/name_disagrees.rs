//! A row carries both a code and a name, and they mean different things.

use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::model::{Table, Value};
use crate::say;
use crate::source::Place;
use crate::text::{echo, same_name};

code!(
    /// A name that is not that of the code.
    CODE, "C005", "name-disagrees", Error,
    "Tên trong dòng không phải tên của mã bên cạnh vào ngày đó (chấp nhận tên, hoặc loại và tên). Một trong hai sai; không đoán thay được.\n\nSai:  06139,Trùng Quán  (sau 2020-01-01)\nĐúng: 06139,xã Bắc Hùng",
    "The name in the row is not that of the code beside it on that day (the name, or kind and name, will do). One of the two is wrong, and nobody can guess which.\n\nWrong: 06139,Trùng Quán  (after 2020-01-01)\nRight: 06139,xã Bắc Hùng"
);

/// The finding for a name beside a reference, where it is not that of the row that is meant.
pub fn check(table: &Table, cells: &[Value], name: &str, places: [Place; 2], day: Date, personal: bool) -> Option<Finding> {
    let text = |column: &str| table.column(column).filter(|at| !table.columns[*at].personal).and_then(|at| cells[at].text());
    let (own, kind) = (text("name")?, text("kind"));
    if same_name(name, own, kind) {
        return None;
    }
    let right = kind.map_or_else(|| own.to_owned(), |kind| format!("{kind} {own}"));
    let hidden = if personal { "…".into() } else { echo(name) };
    let message = say!(vi: "tên `{hidden}` không phải của mã này", en: "the name `{hidden}` is not that of the code");
    let when = if day == Date::MIN { String::new() } else { format!(" ({day})") };
    let help = (!personal).then(|| say!(vi: "mã này là `{right}`{when}", en: "the code is `{right}`{when}"));
    Some(
        Finding::new(&CODE, places[0], message)
            .also(places[1], say!(vi: "mã ở đây", en: "the code is here"))
            .maybe_help(help)
            .hiding(personal),
    )
}
