//! A succession leads to a unit that stands elsewhere: in another province, or below another unit.

use crate::calendar::plus_days;
use crate::finding::{Finding, code};
use crate::model::{Register, Succession, UnitIndex};
use crate::names::Gazetteer;
use crate::read::Place;
use crate::say;

code!(
    /// A succession that leads elsewhere.
    CODE, "C021", "successor-elsewhere", Warning,
    "Dòng kế tục dẫn từ một đơn vị sang đơn vị ở tỉnh khác hoặc thuộc cấp trên khác, dù cấp trên cũ vẫn còn: thường là gõ nhầm mã, và kết quả của đơn vị cũ bị tính cho nơi khác. Sửa mã; nếu đơn vị đúng là chuyển sang nơi khác, ghi thêm dòng kế tục của cấp trên, hoặc đặt successor-elsewhere = \"off\" trong [checks].\n\nSai:  2020-01-01,06145,01139   (06145 thuộc Lạng Sơn, 01139 thuộc Hà Giang)\nĐúng: 2020-01-01,06145,06139",
    "A succession leads from one unit to another in a different province, or below a different unit although the old one still exists: mostly a slip in the code, and what was done there counts elsewhere. Correct the code; where the unit did move, add the succession of the unit above, or set successor-elsewhere = \"off\" in [checks].\n\nWrong: 2020-01-01,06145,01139   (06145 lies in Lạng Sơn, 01139 in Hà Giang)\nRight: 2020-01-01,06145,06139"
);

/// The finding for a succession whose units both exist; `place` is that of the new code.
pub fn check(register: &Register, gazetteer: &Gazetteer<'_>, succession: &Succession, place: Place) -> Option<Finding> {
    let (units, day) = (gazetteer.units(), succession.date);
    let before = plus_days(day, -1);
    let (old, new) = (units.holder(&succession.old, before)?, units.holder(&succession.new, day)?);
    let (was, is) = (units.above(old, before), units.above(new, day));
    let (was_below, is_below) = (*was.first()?, *is.first()?);
    let level = register.table.column("level");
    let same_level = |one: UnitIndex, other: UnitIndex| {
        let level = |unit, day| level.and_then(|column| register.row(units.row_near(unit, day)).text(column));
        level(one, before) == level(other, day)
    };
    let elsewhere = !is.iter().any(|unit| was.iter().any(|old| units.leads(*old, *unit, day)));
    let moved = !units.leads(was_below, is_below, day)
        && same_level(was_below, is_below)
        && units.stands(was_below, day).iter().any(|unit| same_level(was_below, *unit));
    if !elsewhere && !moved {
        return None;
    }
    let (from, to) = (gazetteer.described(old, before), gazetteer.described(new, day));
    let message = say!(vi: "{from} thành {to}: đơn vị mới ở nơi khác", en: "{from} became {to}, which lies elsewhere");
    let help = say!(
        vi: "kiểm tra mã mới; nếu đúng là chuyển sang nơi khác thì đặt successor-elsewhere = \"off\" trong [checks]",
        en: "check the new code; where it did move, set successor-elsewhere = \"off\" in [checks]"
    );
    Some(Finding::new(&CODE, place, message).help(help))
}
