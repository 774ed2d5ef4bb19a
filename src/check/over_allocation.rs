//! More was spent than a budget line allows.

use crate::finding::{Finding, code};
use crate::number::Number;
use crate::read::Place;
use crate::say;
use crate::text::{Lang, figure};

code!(
    /// Spending beyond a budget line.
    CODE, "M002", "over-allocation", Error,
    "Tổng chi của một hoạt động (hoặc của cả kế hoạch) từ một nguồn trong một năm dương lịch vượt dự toán được giao trong money/allocations.csv, kể cả phần chuyển nguồn. Chỗ được chỉ ra là dòng làm vượt, xếp theo ngày, mã, tên tệp. Từng dòng không sai, nên không dòng nào bị loại. Kiểm tra số tiền và nguồn, hoặc bổ sung dự toán.\n\nSai:  dự toán 10000000, chi 6000000 và 5000000\nĐúng: dự toán 11000000, hoặc chi 6000000 và 4000000",
    "What an activity (or the whole plan) spent from a fund in a civil year is more than money/allocations.csv gives it, with what was carried over. The place is the row with which it passed the line, in the order of date, key and file name. No row is wrong by itself, so none is left out. Check amounts and funds, or raise the line.\n\nWrong: 10000000 allocated, 6000000 and 5000000 spent\nRight: 11000000 allocated, or 6000000 and 4000000 spent"
);

/// A budget line that was exceeded.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The fund.
    pub fund: &'a str,
    /// The civil year.
    pub year: i16,
    /// The activity; none: the whole plan.
    pub activity: Option<&'a str>,
    /// Whom the line is for, as people call it; none: everybody.
    pub subject: Option<&'a str>,
    /// What there was, with what was carried over.
    pub allocated: Number,
    /// What was held against it up to the row.
    pub by_then: Number,
    /// And in the whole year.
    pub in_all: Number,
}

/// The finding for the row that passed the line.
pub fn check(place: Place, line: &Line<'_>) -> Finding {
    let Line { fund, year, .. } = line;
    let words = |lang| [line.by_then, line.allocated, line.in_all].map(|number| figure(&number.to_string(), lang));
    let ([then_vi, given_vi, all_vi], [then_en, given_en, all_en]) = (words(Lang::Vi), words(Lang::En));
    let (for_vi, for_en) = line.subject.map_or_else(Default::default, |name| (format!(" cho {name}"), format!(" for {name}")));
    let message = match (line.activity, line.subject) {
        // Held against it is only what lines before it do not cover.
        (None, None) => say!(
            vi: "đến đây dòng chung của kế hoạch phải chịu {then_vi} từ `{fund}` năm {year}, vượt dự toán {given_vi}",
            en: "with this {then_en} from `{fund}` in {year} is held against the plan's own line, over the {given_en} allocated"
        ),
        (Some(activity), None) => say!(
            vi: "đến đây hoạt động `{activity}` đã chi {then_vi} từ `{fund}` năm {year}, vượt dự toán {given_vi}",
            en: "with this the activity `{activity}` has spent {then_en} from `{fund}` in {year}, over the {given_en} allocated"
        ),
        (Some(activity), Some(_)) => say!(
            vi: "đến đây hoạt động `{activity}` đã chi {then_vi} từ `{fund}` năm {year}, vượt dự toán {given_vi}{for_vi}",
            en: "with this the activity `{activity}` has spent {then_en} from `{fund}` in {year}, over the {given_en} allocated{for_en}"
        ),
        (None, Some(_)) => say!(
            vi: "đến đây dòng dự toán{for_vi} phải chịu {then_vi} từ `{fund}` năm {year}, vượt {given_vi}",
            en: "with this {then_en} from `{fund}` in {year} is held against the line{for_en}, over the {given_en} allocated"
        ),
    };
    let help = say!(
        vi: "cả năm là {all_vi}; xem: tiendo funds --by activity --period {year}",
        en: "{all_en} in the whole year; see: tiendo funds --by activity --period {year}"
    );
    Finding::new(&CODE, place, message).help(help)
}
