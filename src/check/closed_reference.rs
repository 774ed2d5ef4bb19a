//! A row names something that does not exist on its day: a club not yet founded, a post that has closed.

use super::lifetimes;
use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::model::Register;
use crate::read::Place;
use crate::say;
use crate::text::{Lang, echo};

code!(
    /// A reference to a row that is not valid on the day.
    CODE, "C003", "closed-reference", Error,
    "Dòng nhắc đến một mục của sổ đăng ký vào ngày mục đó chưa có hoặc đã hết hiệu lực (`from`, `to`). Dòng bị loại; sửa ngày của dòng, hoặc sửa `from`, `to` trong sổ đăng ký.\n\nSai:  2014-07-01,clb-01   (clb-01 có `to` = 2014-06-30)\nĐúng: 2014-06-01,clb-01",
    "The row refers to something in a register on a day on which that does not yet exist or has closed (`from`, `to`). The row is left out; correct its date, or `from` and `to` in the register.\n\nWrong: 2014-07-01,club-1   (club-1 has `to` = 2014-06-30)\nRight: 2014-06-01,club-1"
);

/// The finding for a key that the register has, but not on the day.
pub fn check(place: Place, register: &Register, key: &str, day: Date, personal: bool) -> Finding {
    let hidden = if personal { "…".into() } else { echo(key) };
    let message = say!(vi: "`{hidden}` không có hiệu lực vào ngày {day}", en: "`{hidden}` is not valid on {day}");
    let rows = register.find(key).map_or(0..0, |number| register.rows_of(number));
    let lives = lifetimes(&rows.map(|row| register.row(row).valid()).collect::<Vec<_>>());
    let (vi, en) = (lives.get(Lang::Vi), lives.get(Lang::En));
    // The days are the register's own, and may be as personal there.
    let never_shown = |name: &str| register.table.column(name).is_some_and(|at| register.table.columns[at].personal);
    let help = if never_shown("from") || never_shown("to") {
        say!(vi: "sửa ngày, hoặc `from`, `to` trong sổ đăng ký", en: "correct the date, or `from` and `to` in the register")
    } else {
        say!(vi: "sửa ngày, hoặc `from`, `to` trong sổ đăng ký; nay có hiệu lực {vi}", en: "correct the date, or `from` and `to` in the register; now it is valid {en}")
    };
    Finding::new(&CODE, place, message).help(help).hiding(personal)
}
