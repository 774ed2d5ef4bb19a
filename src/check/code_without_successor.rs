//! A unit's code ends, and nothing says what became of the unit.

use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::model::{Succession, Units};
use crate::read::Place;
use crate::say;

code!(
    /// A code that ends with no successor.
    CODE, "P026", "code-without-successor", Warning,
    "Mã đơn vị hết hiệu lực (`to`) mà registers/successions.csv không ghi đơn vị đó trở thành đơn vị nào. Những gì đã làm ở đó sẽ không tính cho đơn vị nào về sau. Ghi đơn vị kế tục vào tệp đó.\n\nSai:  06145,An Hùng,…,2019-12-31 mà không có dòng kế tục\nĐúng: thêm 2020-01-01,06145,06139 vào successions.csv",
    "A unit's code ends (`to`), and registers/successions.csv does not say what the unit became. What was done there will count for no unit later. Add its successor to that file.\n\nWrong: 06145,An Hùng,…,2019-12-31 without a row in successions.csv\nRight: 2020-01-01,06145,06139 added to successions.csv"
);

/// The findings for all units. `ends` gives the place of a row's `to`; `dangling` are successions that were left out.
pub fn check(units: &Units, dangling: &[Succession], ends: impl Fn(usize) -> Option<Place>) -> Vec<Finding> {
    let mut found = Vec::new();
    for unit in units.all() {
        let Some((row, days)) = units.rows(unit).last().filter(|(_, days)| days.last != Date::MAX) else { continue };
        if !units.leads_to(unit).is_empty()
            || units.is_abolished(unit)
            || dangling.iter().any(|succession| *succession.old == *units.code(unit))
        {
            continue;
        }
        let (code, last, day) = (units.code(unit), days.last, crate::calendar::plus_days(days.last, 1));
        let message = say!(vi: "mã `{code}` hết hiệu lực ngày {last} mà chưa ghi đơn vị kế tục", en: "the code `{code}` ends on {last} and has no successor");
        let help = say!(vi: "ghi đơn vị kế tục vào registers/successions.csv: {day},{code},MÃ MỚI (để trống mã mới nếu đơn vị bị bãi bỏ)", en: "say what it became in registers/successions.csv: {day},{code},NEW CODE (leave the new code empty where nothing takes its place)");
        found.extend(ends(*row).map(|place| Finding::new(&CODE, place, message).help(help)));
    }
    found
}
