//! A row names a unit that no target of its log is about on that day: the wrong place.

use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::say;
use crate::source::Place;

code!(
    /// A unit outside the target area on that day.
    CODE, "C008", "outside-population", Warning,
    "Đơn vị của dòng không thuộc địa bàn của chỉ tiêu nào dùng sổ này vào ngày đó: không nằm trong danh sách, hoặc mã sai. Dòng vẫn được tính nếu sau này đơn vị vào danh sách.",
    "On that day the row's unit is in no population of any target that uses this log: not on the list, or the wrong code. The row still counts where the unit is listed later."
);

/// The finding for a unit outside the target area.
pub fn check(place: Place, name: &str, day: Date) -> Finding {
    let message = say!(vi: "{name} không thuộc địa bàn của kế hoạch vào ngày {day}", en: "{name} is outside the target area on {day}");
    Finding::new(&CODE, place, message)
}
