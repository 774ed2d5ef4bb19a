//! A row carries both a code and a name, and they mean different things.

use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::model::{RegisterIndex, Workspace};
use crate::say;
use crate::source::Place;

code!(
    /// A name that is not that of the code.
    CODE, "C005", "name-disagrees", Error,
    "Tên trong dòng không phải tên của mã bên cạnh vào ngày đó (chấp nhận tên, hoặc loại và tên). Một trong hai sai; không đoán thay được.\n\nSai:  06139,Trùng Quán  (sau 2020-01-01)\nĐúng: 06139,xã Bắc Hùng",
    "The name in the row is not that of the code beside it on that day (the name, or kind and name, will do). One of the two is wrong, and nobody can guess which.\n\nWrong: 06139,Trùng Quán  (after 2020-01-01)\nRight: 06139,xã Bắc Hùng"
);

/// Letter case and doubled spaces do not make two names different.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The finding for a name beside a reference, where it disagrees with the row that is meant.
pub fn check(
    workspace: &Workspace,
    register: RegisterIndex,
    row: usize,
    name: &str,
    places: [Place; 2],
    day: Date,
    personal: bool,
) -> Option<Finding> {
    let table = workspace.register(register);
    let text = |column: &str| {
        table.table.column(column).filter(|at| !table.table.columns[*at].personal).and_then(|at| table.rows[row].cells[at].text())
    };
    let own = text("name")?;
    let full = text("kind").map(|kind| format!("{kind} {own}"));
    let given = folded(name);
    if given == folded(own) || full.as_ref().is_some_and(|full| given == folded(full)) {
        return None;
    }
    let right = full.as_deref().unwrap_or(own);
    let hidden = if personal { "…" } else { name };
    let message =
        say!(vi: "tên `{hidden}` không phải của mã này vào ngày {day}", en: "the name `{hidden}` is not that of the code on {day}");
    let help = say!(vi: "mã này là `{right}`", en: "the code is `{right}`");
    Some(Finding::new(&CODE, places[0], message).also(places[1], say!(vi: "mã ở đây", en: "the code is here")).help(help).hiding(personal))
}
