//! A code that no unit holds on the day.

use super::lifetimes;
use crate::calendar::{Date, Days};
use crate::finding::{Finding, code};
use crate::model::UnitIndex;
use crate::names::Gazetteer;
use crate::read::Place;
use crate::say;
use crate::text::{Lang, Message, echo};

code!(
    /// A code that no unit holds on the day.
    CODE, "C002", "unit-not-valid", Error,
    "Mã đơn vị có trong sổ đăng ký nhưng không có hiệu lực vào ngày của dòng: đơn vị chưa thành lập, đã sáp nhập hoặc đã đổi mã. Dòng bị loại; dùng mã có hiệu lực vào ngày đó, hoặc sửa ngày.\n\nSai:  2020-05-01,06145   # An Hùng đã nhập vào Bắc Hùng\nĐúng: 2020-05-01,06139",
    "The register knows the code, but no unit holds it on the row's day: not yet founded, merged away, or given another code. The row is left out; use the code of that day, or correct the date.\n\nWrong: 2020-05-01,06145   # merged on 2020-01-01\nRight: 2020-05-01,06139"
);

/// A code that no unit holds on a day, with the units that followed.
pub fn check(place: Place, gazetteer: &Gazetteer<'_>, code: &str, day: Date) -> Finding {
    let shown = echo(code);
    let message = say!(vi: "không đơn vị nào mang mã `{shown}` vào ngày {day}", en: "no unit holds the code `{shown}` on {day}");
    Finding::new(&CODE, place, message).maybe_help(successor_help(gazetteer, code, day))
}

/// What units had become by a day: `06139` (xã Bắc Hùng, huyện Văn Lãng); `06154` (…).
pub fn became(gazetteer: &Gazetteer<'_>, units: impl Iterator<Item = UnitIndex>, day: Date) -> Vec<String> {
    let all = gazetteer.units();
    let parts = units.flat_map(|unit| all.stands(unit, day).into_iter().filter(move |part| *part != unit));
    let mut next: Vec<String> = parts.map(|part| format!("`{}` ({})", all.code(part), gazetteer.described(part, day))).collect();
    next.sort_unstable();
    next.dedup();
    next
}

fn successor_help(gazetteer: &Gazetteer<'_>, code: &str, day: Date) -> Option<Message> {
    let units = gazetteer.units();
    let before = |unit: &UnitIndex| units.rows(*unit).first().is_some_and(|(_, days)| days.first <= day);
    match became(gazetteer, units.holders(code).filter(before), day).as_slice() {
        [] => {}
        [one] => {
            return Some(say!(vi: "đến ngày đó đơn vị đã thành {one}: ghi mã này", en: "by then it had become {one}: write that code"));
        }
        several => {
            let all = several.join("; ");
            return Some(say!(
                vi: "đến ngày đó đơn vị đã chia cho {all}: ghi mã của nơi sự việc diễn ra",
                en: "by then it had been divided among {all}: write the code of the place where it happened"
            ));
        }
    }
    let lives: Vec<Days> = units.holders(code).flat_map(|unit| units.rows(unit).iter().map(|(_, days)| *days)).collect();
    let all = lifetimes(&lives);
    let (vi, en) = (all.get(Lang::Vi), all.get(Lang::En));
    (!lives.is_empty()).then(|| say!(vi: "mã chỉ có hiệu lực {vi}", en: "the code is valid only {en}"))
}
