//! A row is for a period that no target has a window for.

use crate::finding::{Finding, code};
use crate::say;
use crate::source::Place;

code!(
    /// A period that no window has.
    CODE, "T005", "period-without-window", Warning,
    "Không chỉ tiêu nào của sổ này có kỳ như vậy, nên dòng không được tính vào đâu.\n\nSai:  2014-Q1 khi chỉ tiêu theo 6 tháng\nĐúng: 2014-H1",
    "No target of this log has such a window, so the row counts nowhere.\n\nWrong: 2014-Q1 where targets go by half-years\nRight: 2014-H1"
);

/// The finding for a period that no window has.
pub fn check(place: Place, period: &str) -> Finding {
    Finding::new(&CODE, place, say!(vi: "không chỉ tiêu nào có kỳ `{period}`", en: "no target has the window `{period}`"))
}
