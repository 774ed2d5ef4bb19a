//! More was spent on a subject in a window than a norm allows.

use crate::finding::{Finding, code};
use crate::number::Number;
use crate::read::Place;
use crate::say;
use crate::text::{Lang, figure};

code!(
    /// A norm per subject and window that is exceeded.
    CODE, "M003", "over-norm", Error,
    "Tổng chi cho một đối tượng trong một kỳ vượt định mức của kế hoạch ([[activity.norm]]). Chỗ được chỉ ra là dòng làm vượt, xếp theo ngày, mã, tên tệp. Từng dòng không sai, nên không dòng nào bị loại. Kiểm tra số tiền và đối tượng.\n\nSai:  at_most = 8000000 mỗi xã mỗi năm, một xã chi 5000000 và 4000000\nĐúng: 5000000 và 3000000",
    "What was spent on one subject in one window is more than a norm of the plan allows ([[activity.norm]]). The place is the row with which it was exceeded, in the order of date, key and file name. No row is wrong by itself, so none is left out. Check the amounts and the subject.\n\nWrong: at_most = 8000000 a commune and year, 5000000 and 4000000 spent in one\nRight: 5000000 and 3000000"
);

/// A norm that was exceeded.
#[derive(Clone, Debug)]
pub struct Exceeded<'a> {
    /// The activity.
    pub activity: &'a str,
    /// What people call the subject; nothing where the plan is its own subject.
    pub subject: Option<String>,
    /// The window.
    pub window: &'a str,
    /// The ceiling.
    pub ceiling: Number,
    /// What was spent up to the row.
    pub by_then: Number,
    /// The decision that sets the norm.
    pub basis: Option<&'a str>,
    /// Where the plan says it.
    pub norm: Place,
}

/// The finding for the row that exceeded a norm.
pub fn check(place: Place, found: &Exceeded<'_>) -> Finding {
    let Exceeded { activity, window, .. } = found;
    let words = |lang| [found.by_then, found.ceiling].map(|number| figure(&number.to_string(), lang));
    let ([then_vi, most_vi], [then_en, most_en]) = (words(Lang::Vi), words(Lang::En));
    let (vi, en) =
        found.subject.as_ref().map_or_else(|| (String::new(), String::new()), |name| (format!(" cho {name}"), format!(" on {name}")));
    let message = say!(
        vi: "đến đây hoạt động `{activity}` đã chi {then_vi}{vi} kỳ {window}, vượt định mức {most_vi}",
        en: "with this the activity `{activity}` has spent {then_en}{en} in {window}, over the norm of {most_en}"
    );
    let help = found.basis.map(|basis| say!(vi: "định mức theo {basis}", en: "the norm is that of {basis}"));
    Finding::new(&CODE, place, message).also(found.norm, say!(vi: "định mức", en: "the norm")).maybe_help(help)
}
