//! A row names a unit that no target of its log is about on that day: the wrong place.

use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::say;
use crate::source::Place;

code!(
    /// A unit outside the target area on that day.
    CODE, "C008", "outside-population", Warning,
    "Đơn vị của dòng không thuộc địa bàn của chỉ tiêu nào dùng sổ này vào ngày đó: không nằm trong danh sách, hoặc mã sai. Dòng vẫn được tính nếu sau này đơn vị vào danh sách.\n\nSai:  2014-03-31,05971   (phường không thuộc danh sách xã của kế hoạch)\nĐúng: 2014-03-31,06004",
    "On that day the row's unit is in no population of any target that uses this log: not on the list, or the wrong code. The row still counts where the unit is listed later.\n\nWrong: 2014-03-31,05971   (a ward, where the plan is for listed communes)\nRight: 2014-03-31,06004"
);

/// The finding for a unit outside the target area.
pub fn check(place: Place, name: &str, day: Date) -> Finding {
    let message = say!(vi: "{name} không thuộc địa bàn của kế hoạch vào ngày {day}", en: "{name} is outside the target area on {day}");
    Finding::new(&CODE, place, message)
}
