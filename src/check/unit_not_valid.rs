//! A code that no unit holds on the day.

use super::lifetimes;
use crate::calendar::{Date, Days};
use crate::finding::{Finding, code};
use crate::model::Units;
use crate::say;
use crate::source::Place;
use crate::text::{Lang, Message, echo};

code!(
    /// A code that no unit holds on the day.
    CODE, "C002", "unit-not-valid", Error,
    "Mã đơn vị có trong sổ đăng ký nhưng không có hiệu lực vào ngày của dòng: đơn vị chưa thành lập, đã sáp nhập hoặc đã đổi mã. Dòng bị loại; dùng mã có hiệu lực vào ngày đó, hoặc sửa ngày.\n\nSai:  2020-05-01,06145   # An Hùng đã nhập vào Bắc Hùng\nĐúng: 2020-05-01,06139",
    "The register knows the code, but no unit holds it on the row's day: not yet founded, merged away, or given another code. The row is left out; use the code of that day, or correct the date.\n\nWrong: 2020-05-01,06145   # merged on 2020-01-01\nRight: 2020-05-01,06139"
);

/// A code that no unit holds on a day, with the units that followed.
pub fn check(place: Place, units: &Units, code: &str, day: Date) -> Finding {
    let shown = echo(code);
    let message = say!(vi: "không đơn vị nào mang mã `{shown}` vào ngày {day}", en: "no unit holds the code `{shown}` on {day}");
    Finding::new(&CODE, place, message).maybe_help(successor_help(units, code, day))
}

fn successor_help(units: &Units, code: &str, day: Date) -> Option<Message> {
    let mut next: Vec<String> = Vec::new();
    for holder in units.holders(code).filter(|unit| units.get(*unit).rows.first().is_some_and(|(_, days)| days.first <= day)) {
        for part in units.stands(holder, day).into_iter().filter(|part| *part != holder && units.lives(*part, day)) {
            next.push(units.get(part).code.to_string());
        }
    }
    next.dedup();
    if !next.is_empty() {
        let all = crate::text::ticked(&next);
        return Some(say!(vi: "đến ngày đó đơn vị đã thành {all}: ghi mã này", en: "by then it had become {all}: write that code"));
    }
    let lives: Vec<Days> = units.holders(code).flat_map(|unit| units.get(unit).rows.iter().map(|(_, days)| *days)).collect();
    let all = lifetimes(&lives);
    let (vi, en) = (all.get(Lang::Vi), all.get(Lang::En));
    (!lives.is_empty()).then(|| say!(vi: "mã chỉ có hiệu lực {vi}", en: "the code is valid only {en}"))
}
