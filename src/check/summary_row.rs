//! A row of totals among the records.

use crate::finding::{Finding, code};
use crate::say;
use crate::source::Place;

code!(
    /// A row that adds up others.
    CODE, "F014", "summary-row", Error,
    "Dòng cộng của bảng in không phải là một bản ghi: dòng bị loại. Xóa dòng này; chương trình tự cộng.\n\nSai:  v7,2014-03-31,06139,20\n      Tổng cộng,,,20\nĐúng: v7,2014-03-31,06139,20",
    "A line of totals, as printed tables have it, is no record: it is left out. Delete it; the program adds up by itself.\n\nWrong: v7,2014-03-31,06139,20\n       Total,,,20\nRight: v7,2014-03-31,06139,20"
);

/// How such rows begin, in small letters.
const WORDS: [&str; 14] = [
    "tổng",
    "tổng cộng",
    "tổng số",
    "tổng cộng:",
    "tổng số:",
    "cộng",
    "cộng:",
    "cộng dồn",
    "tổng hợp",
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sum",
];

/// Whether a row that cannot be read is one of totals: its first field that is not empty says so.
pub fn is_one<'f>(fields: impl IntoIterator<Item = &'f str>) -> bool {
    let Some(first) = fields.into_iter().map(str::trim).find(|field| !field.is_empty()) else { return false };
    // Much shorter than any text that merely begins so.
    if first.chars().count() > 40 {
        return false;
    }
    let first = first.to_lowercase();
    let plain = first.trim_end_matches([':', '.', ' ']);
    // `Cộng Hòa` is a commune, `Cộng huyện Bắc Sơn` a subtotal.
    let longer =
        ["tổng cộng ", "tổng số ", "total ", "tổng (", "cộng (", "cộng huyện ", "cộng tỉnh ", "cộng tháng ", "cộng quý ", "cộng trang "];
    WORDS.contains(&plain) || longer.iter().any(|begins| first.starts_with(begins))
}

/// The finding for a row of totals, in place of everything else that is wrong with it.
pub fn check(place: Place, personal: bool) -> Finding {
    let message = say!(vi: "đây là dòng cộng, không phải bản ghi", en: "this is a line of totals, no record");
    Finding::new(&CODE, place, message).help(say!(vi: "xóa dòng này", en: "delete this line")).hiding(personal)
}

#[cfg(test)]
mod tests {
    use super::is_one;

    #[test]
    fn totals_are_known_by_their_first_word() {
        for first in ["Tổng cộng", "TỔNG CỘNG:", "Cộng", "Tổng cộng 12 xã", "Total", "Cộng (I+II)", "Cộng huyện Bắc Sơn"]
        {
            assert!(is_one(["", first, "20"]), "{first}");
        }
        for first in ["v7", "Cộng Hòa", "Tổng đài", "06139"] {
            assert!(!is_one([first, "", "20"]), "{first}");
        }
        assert!(!is_one(["", ""]));
    }
}
