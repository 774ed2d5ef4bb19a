//! A reference to nothing.

use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::model::Column;
use crate::names::{Gazetteer, Grade, Match, Query};
use crate::say;
use crate::source::Place;
use crate::text::{Message, echo, nearest, unwrapped};

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
/// No more units than these are told apart in a help.
const MOST: usize = 5;

/// A reference to nothing, with what may have been meant.
pub fn check<'n>(place: Place, column: &Column, key: &str, known: impl Iterator<Item = &'n str>) -> Finding {
    let help = if column.personal {
        None
    } else {
        nearest(key, known).map(|near| say!(vi: "có phải là `{near}`?", en: "did you mean `{near}`?"))
    };
    finding(place, key, column.personal, help)
}

/// The same for a unit: the code of a name that stands where a code should, or the code that a spreadsheet has changed.
pub fn unit(place: Place, key: &str, personal: bool, gazetteer: &Gazetteer<'_>, day: Option<Date>) -> Finding {
    finding(place, key, personal, if personal { None } else { unit_help(gazetteer, key, day) })
}

fn finding(place: Place, key: &str, personal: bool, help: Option<Message>) -> Finding {
    let hidden = if personal { "…".into() } else { echo(key) };
    let message = say!(vi: "`{hidden}` không có trong sổ đăng ký", en: "the register has no `{hidden}`");
    Finding::new(&CODE, place, message).maybe_help(help).hiding(personal)
}

/// What may be said of a text that is no unit's code. One digit away there is usually another commune: where too many
/// codes are near, none is named.
pub fn unit_help(gazetteer: &Gazetteer<'_>, key: &str, day: Option<Date>) -> Option<Message> {
    let bare = unwrapped(key);
    let query = Query::new(&bare).on(day);
    let named = gazetteer.find(query);
    match named.as_slice() {
        [] => {}
        [one] => {
            let (code, name) = (code(gazetteer, one), described(gazetteer, one, day));
            return Some(say!(vi: "mã của {name} là `{code}`", en: "the code of {name} is `{code}`"));
        }
        several => {
            let (count, list) = (several.len(), listed(gazetteer, several, day));
            return Some(say!(vi: "có {count} đơn vị tên như vậy: {list}", en: "{count} units have that name: {list}"));
        }
    }
    let near = gazetteer.near(query);
    let best = near.first()?.grade;
    let near: Vec<Match> = near.into_iter().filter(|one| one.grade == best).collect();
    if near.len() > MOST {
        return None;
    }
    let list = listed(gazetteer, &near, day);
    Some(match best {
        Grade::Zeros => say!(
            vi: "có phải là {list}? Bảng tính thường bỏ số 0 ở đầu mã",
            en: "did you mean {list}? Spreadsheets drop the zeros in front of a code"
        ),
        Grade::OtherTime => say!(vi: "vào ngày khác là tên của {list}", en: "on other days it is the name of {list}"),
        _ => say!(vi: "có phải là {list}?", en: "did you mean {list}?"),
    })
}

/// The first units of a list: `06379` (xã Tân Thành, huyện Bắc Sơn); `06250` (…).
pub fn listed(gazetteer: &Gazetteer<'_>, units: &[Match], day: Option<Date>) -> String {
    let one = |one: &Match| format!("`{}` ({})", code(gazetteer, one), described(gazetteer, one, day));
    let rest = if units.len() > MOST { "; …" } else { "" };
    units.iter().take(MOST).map(one).collect::<Vec<_>>().join("; ") + rest
}

fn code<'g>(gazetteer: &Gazetteer<'g>, one: &Match) -> &'g str {
    &gazetteer.units().get(one.unit).code
}

fn described(gazetteer: &Gazetteer<'_>, one: &Match, day: Option<Date>) -> String {
    gazetteer.described(one.unit, day.unwrap_or(Date::MAX))
}
