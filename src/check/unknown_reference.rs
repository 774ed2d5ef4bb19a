//! A reference to nothing.

use crate::calendar::Date;
use crate::check::unit_not_valid;
use crate::finding::{Advice, Finding, code};
use crate::model::{Absence, Column};
use crate::names::{Gazetteer, Grade, Match, Query};
use crate::read::Place;
use crate::say;
use crate::text::{Message, echo, nearest, unwrapped};

code!(
    /// A reference to nothing.
    CODE, "V007", "unknown-reference", Error,
    "Mã này không có trong sổ đăng ký mà cột tham chiếu đến. Dòng bị loại cho đến khi sửa mã, hoặc thêm mã vào sổ đăng ký.\n\nSai:  6139   (registers/units.csv có 06139, không có 6139)\nĐúng: 06139",
    "The register that the column refers to has no such key. The row is left out until the key is corrected, or added to the register.\n\nWrong: 6139   (registers/units.csv has 06139, not 6139)\nRight: 06139"
);

/// A reference to a row that was, or may have been, left out. Nothing where the register could not be read at all:
/// that is said once, where it is wrong.
pub fn lost(place: Place, column: &Column, key: &str, why: Absence) -> Option<Finding> {
    let hidden = if column.personal { "…".into() } else { echo(key) };
    let (message, help) = match why {
        Absence::LeftOut => (
            say!(vi: "dòng `{hidden}` của sổ đăng ký đã bị loại vì có lỗi", en: "the register's row of `{hidden}` was left out because of an error"),
            say!(vi: "sửa dòng đó trước", en: "correct that row first"),
        ),
        Absence::Perhaps => (
            say!(vi: "`{hidden}` không có trong những dòng đọc được của sổ đăng ký", en: "`{hidden}` is not among the rows of the register that can be read"),
            say!(vi: "sửa các dòng có lỗi của sổ đăng ký trước", en: "correct the faulty rows of the register first"),
        ),
        Absence::Unread | Absence::Unknown => return None,
    };
    Some(Finding::new(&CODE, place, message).help(help).hiding(column.personal))
}

/// No more units than these are told apart in a help.
const MOST: usize = 5;

/// A reference to nothing, with what may have been meant.
pub fn check<'n>(place: Place, column: &Column, key: &str, known: impl Iterator<Item = &'n str>) -> Finding {
    let help = if column.personal {
        None
    } else {
        let near = nearest(key, known).map(|near| say!(vi: "có phải là `{near}`?", en: "did you mean `{near}`?"));
        near.or_else(|| Some(say!(vi: "sửa mã, hoặc thêm nó vào sổ đăng ký trước", en: "correct the key, or add it to the register first")))
    };
    finding(place, key, column.personal, help.map(Advice::from))
}

/// The same for a record of a log: it is not there, or was left out. Keys that are personal are never suggested.
pub fn record<'n>(
    place: Place,
    column: &Column,
    key: &str,
    log: (&str, bool),
    why: Absence,
    known: impl Iterator<Item = &'n str>,
) -> Finding {
    let (log, personal) = (log.0, log.1 || column.personal);
    let hidden = if personal { "…".into() } else { echo(key) };
    if why == Absence::LeftOut {
        let message = say!(vi: "dòng `{hidden}` của nhật ký `{log}` đã bị loại vì có lỗi", en: "the record `{hidden}` of the log `{log}` was left out because of an error");
        return Finding::new(&CODE, place, message).help(say!(vi: "sửa dòng đó trước", en: "correct that row first")).hiding(personal);
    }
    let near = nearest(key, known).filter(|_| !personal).map(|near| say!(vi: "có phải là `{near}`?", en: "did you mean `{near}`?"));
    let help =
        near.unwrap_or_else(|| say!(vi: "sửa mã, hoặc ghi dòng đó vào nhật ký trước", en: "correct the key, or enter the record first"));
    let message = say!(vi: "nhật ký `{log}` không có dòng `{hidden}`", en: "the log `{log}` has no record `{hidden}`");
    Finding::new(&CODE, place, message).help(help).hiding(personal)
}

/// The same for a unit: the code of a name that stands where a code should, or the code that a spreadsheet has changed.
pub fn unit(place: Place, key: &str, personal: bool, gazetteer: &Gazetteer<'_>, day: Option<Date>) -> Finding {
    finding(place, key, personal, unit_help(gazetteer, key, day).or_else(|| Some(search().into())))
}

fn finding(place: Place, key: &str, personal: bool, advice: Option<Advice>) -> Finding {
    let hidden = if personal { "…".into() } else { echo(key) };
    let message = say!(vi: "`{hidden}` không có trong sổ đăng ký", en: "the register has no `{hidden}`");
    Finding::new(&CODE, place, message).advised(advice, personal)
}

/// How the code of a unit is found.
pub fn search() -> Message {
    say!(vi: "tra mã đơn vị bằng: tiendo units TÊN", en: "to look a unit's code up: tiendo units NAME")
}

/// What may be said of a text that is no unit's code. One digit away there is usually another commune: where too many
/// codes are near, none is named.
pub fn unit_help(gazetteer: &Gazetteer<'_>, key: &str, day: Option<Date>) -> Option<Advice> {
    let bare = unwrapped(key);
    let query = Query::new(&bare).on(day);
    let named = gazetteer.find(query);
    match named.as_slice() {
        [] => {}
        [one] => {
            let (code, name) = (code(gazetteer, one), described(gazetteer, one, day));
            if *code == *bare {
                let help = say!(
                    vi: "viết `{code}` ({name}), không có dấu cách hay ký tự khác ở hai bên",
                    en: "write `{code}` ({name}), without a space or another sign around it"
                );
                return Some(Advice::certain(help, code));
            }
            let help = say!(vi: "ghi mã của {name}: `{code}`", en: "write the code of {name}: `{code}`");
            return Some(Advice::certain(help, code));
        }
        several => {
            let (count, list) = (several.len(), listed(gazetteer, several, day));
            let help = say!(vi: "ghi mã, vì có {count} đơn vị tên như vậy: {list}", en: "write the code, for {count} units have that name: {list}");
            return Some(help.into());
        }
    }
    let near = gazetteer.near(query);
    let best = near.first()?.grade;
    let near: Vec<Match> = near.into_iter().filter(|one| one.grade == best).collect();
    if near.len() > MOST {
        return None;
    }
    let list = listed(gazetteer, &near, day);
    let help = match best {
        Grade::Zeros => say!(
            vi: "có phải là {list}? Bảng tính thường bỏ số 0 ở đầu mã",
            en: "did you mean {list}? Spreadsheets drop the zeros in front of a code"
        ),
        Grade::OtherTime if day.is_some_and(|day| !gone(gazetteer, &near, day).is_empty()) => {
            // What had that name has become something else by then: its old code would name another unit.
            let all = gone(gazetteer, &near, day.unwrap_or(Date::MAX)).join("; ");
            say!(vi: "đến ngày đó đơn vị tên này đã thành {all}", en: "by then the unit of that name had become {all}")
        }
        Grade::OtherTime => {
            say!(vi: "vào ngày khác đó là {list}: kiểm tra mã và ngày", en: "on other days it is {list}: check code and day")
        }
        _ => say!(vi: "có phải là {list}?", en: "did you mean {list}?"),
    };
    Some(help.into())
}

/// What units that are found on other days had become by a day.
fn gone(gazetteer: &Gazetteer<'_>, units: &[Match], day: Date) -> Vec<String> {
    unit_not_valid::became(gazetteer, units.iter().map(|one| one.unit), day)
}

/// The first units of a list: `06379` (xã Tân Thành, huyện Bắc Sơn); `06250` (…).
pub fn listed(gazetteer: &Gazetteer<'_>, units: &[Match], day: Option<Date>) -> String {
    let one = |one: &Match| format!("`{}` ({})", code(gazetteer, one), described(gazetteer, one, day));
    let rest = if units.len() > MOST { "; …" } else { "" };
    units.iter().take(MOST).map(one).collect::<Vec<_>>().join("; ") + rest
}

fn code<'g>(gazetteer: &Gazetteer<'g>, one: &Match) -> &'g str {
    gazetteer.units().code(one.unit)
}

fn described(gazetteer: &Gazetteer<'_>, one: &Match, day: Option<Date>) -> String {
    gazetteer.described(one.unit, day.unwrap_or(Date::MAX))
}
