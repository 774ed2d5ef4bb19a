//! A row names something that does not exist on its day: a club not yet founded, a post that has closed.

use crate::calendar::{Date, Days};
use crate::finding::{Finding, code};
use crate::model::Register;
use crate::say;
use crate::source::Place;
use crate::text::echo;

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
    let lives: Vec<String> = register
        .find(key)
        .map(|number| register.rows_of(number).iter().map(|row| lifetime(register.rows[*row].valid)).collect())
        .unwrap_or_default();
    let lives = lives.join(", ");
    Finding::new(&CODE, place, message).help(say!(vi: "sửa ngày, hoặc `from`, `to` trong sổ đăng ký, nay là: {lives}", en: "correct the date, or `from` and `to` in the register, now: {lives}")).hiding(personal)
}

fn lifetime(days: Days) -> String {
    let end = |day: Date| if day == Date::MIN || day == Date::MAX { String::new() } else { day.to_string() };
    format!("{}..{}", end(days.first), end(days.last))
}
