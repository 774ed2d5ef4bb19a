//! A row is for a period that no target has a window for.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A period that no window has.
    CODE, "T005", "period-without-window", Warning,
    "Không chỉ tiêu nào dùng nhật ký này có kỳ như vậy, nên dòng không được tính vào đâu. Ghi kỳ theo lịch thực hiện của chỉ tiêu.\n\nSai:  2014-Q1 khi chỉ tiêu theo 6 tháng\nĐúng: 2014-H1",
    "No target that uses this log has such a window, so the row counts nowhere. Write the period as the target's schedule has it.\n\nWrong: 2014-Q1 where targets go by half-years\nRight: 2014-H1"
);

/// The finding for a period that no window has.
pub fn check(place: Place, period: &str) -> Finding {
    let message = say!(vi: "không chỉ tiêu nào có kỳ `{period}`", en: "no target has the window `{period}`");
    let help = say!(vi: "ghi một kỳ của chỉ tiêu; xem các kỳ bằng: tiendo coverage", en: "write one of the targets' windows; to see them: tiendo coverage");
    Finding::new(&CODE, place, message).help(help)
}
