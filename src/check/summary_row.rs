//! A row of totals among the records, or what stood under a printed table.

use crate::finding::{Finding, Findings, code};
use crate::read::Place;
use crate::say;
use crate::text::Message;

code!(
    /// A row that adds up others.
    CODE, "F014", "summary-row", Error,
    "Dòng cộng của bảng in, hoặc dòng ký tên, ngày tháng, ghi chú dưới bảng, không phải là bản ghi nên bị loại. Xóa dòng này; chương trình tự cộng.\n\nSai:  v7,2014-03-31,06139,20\n      Tổng cộng,,,20\nĐúng: v7,2014-03-31,06139,20",
    "A line of totals, or a signature, date or footnote below a printed table, is not a record and is left out. Delete it; the program adds up by itself.\n\nWrong: v7,2014-03-31,06139,20\n       Total,,,20\nRight: v7,2014-03-31,06139,20"
);

/// What a line of a printed table may be, beside a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line {
    /// It adds up others.
    Totals,
    /// It stands under the table: who signed, where and when, a footnote.
    Footer,
    /// It holds nothing but spaces.
    Blank,
    /// It tags the columns for machines: `#adm3+code`.
    Tags,
}

/// How totals begin, in small letters.
const TOTALS: [&str; 10] = ["tổng", "tổng cộng", "tổng số", "cộng", "cộng dồn", "tổng hợp", "total", "totals", "grand total", "subtotal"];

/// How they begin where more follows. `Cộng Hòa` is a commune, `Cộng huyện Bắc Sơn` a subtotal.
const LONGER: [&str; 10] =
    ["tổng cộng ", "tổng số ", "total ", "tổng (", "cộng (", "cộng huyện ", "cộng tỉnh ", "cộng tháng ", "cộng quý ", "cộng trang "];

/// How lines under a table begin, in small letters.
const FOOTERS: [&str; 16] = [
    "người lập",
    "người tổng hợp",
    "giám đốc",
    "phó giám đốc",
    "thủ trưởng",
    "kế toán",
    "trưởng phòng",
    "nơi nhận",
    "ghi chú:",
    "(ký",
    "ký tên",
    "tm. ",
    "t/m ",
    "kt. ",
    "prepared by",
    "signed",
];

/// What a row that cannot be read is instead of a record; nothing where it looks like one.
///
/// `counts` says whether a field is of a number column: a row with figures there, and nothing else, adds up others.
pub fn line<'f>(fields: impl IntoIterator<Item = &'f str>, counts: impl Fn(usize) -> bool) -> Option<Line> {
    let fields: Vec<&str> = fields.into_iter().map(str::trim).collect();
    let filled: Vec<&str> = fields.iter().copied().filter(|field| !field.is_empty()).collect();
    let Some(first) = filled.first() else { return Some(Line::Blank) };
    let tag = |field: &&str| field.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    if filled.len() > 1 && filled.iter().all(tag) {
        return Some(Line::Tags);
    }
    let first = first.to_lowercase();
    let plain = first.trim_end_matches([':', '.', ' ']);
    // Much shorter than any text that merely begins so.
    if first.chars().count() <= 40 && (TOTALS.contains(&plain) || LONGER.iter().any(|begins| first.starts_with(begins))) {
        return Some(Line::Totals);
    }
    let figure = |field: &str| field.bytes().all(|byte| byte.is_ascii_digit() || b".,- ".contains(&byte));
    if fields.iter().enumerate().all(|(at, field)| field.is_empty() || (counts(at) && figure(field))) {
        return Some(Line::Totals);
    }
    let dated = filled.len() == 1 && ["ngày ", " tháng ", " năm "].iter().all(|word| first.contains(word));
    let signed = filled.len() <= 3 && FOOTERS.iter().any(|begins| first.starts_with(begins));
    (dated || signed).then_some(Line::Footer)
}

/// The finding for such a line, in place of everything else that is wrong with it.
pub fn check(place: Place, line: Line, personal: bool) -> Finding {
    let message = match line {
        Line::Totals => say!(vi: "đây là dòng cộng, không phải bản ghi", en: "this is a line of totals, not a record"),
        Line::Blank => blank(),
        Line::Tags => say!(vi: "đây là dòng nhãn HXL, không phải bản ghi", en: "this is a line of HXL hashtags, not a record"),
        Line::Footer => {
            say!(vi: "đây là dòng ở dưới bảng in (ký tên, ngày tháng, ghi chú), không phải bản ghi", en: "this line is from below a printed table (signature, date, note), not a record")
        }
    };
    Finding::new(&CODE, place, message).help(say!(vi: "xóa dòng này", en: "delete this line")).hiding(personal)
}

fn blank() -> Message {
    say!(vi: "dòng này chỉ có dấu cách", en: "this line holds nothing but spaces")
}

/// Tells lines of spaces once for a file, whose findings begin at a mark: there may be thousands below a sheet.
pub fn once(findings: &mut Findings, mark: usize) {
    let blank = blank();
    let all = |count| say!(vi: "{count} dòng của tệp chỉ có dấu cách; dòng đầu tiên ở đây", en: "{count} lines of the file hold nothing but spaces; the first is here");
    findings.once(mark, |finding| *finding.code == CODE && finding.message == blank, all);
}

#[cfg(test)]
mod tests {
    use super::{Line, line};

    #[track_caller]
    fn check(fields: &[&str], expected: Option<Line>) {
        assert_eq!(line(fields.iter().copied(), |at| at > 0), expected, "{fields:?}");
    }

    #[test]
    fn totals_are_known_by_their_first_word() {
        for first in ["Tổng cộng", "TỔNG CỘNG:", "Cộng", "Tổng cộng 12 xã", "Total", "Cộng (I+II)", "Cộng huyện Bắc Sơn"]
        {
            check(&["", first, "20"], Some(Line::Totals));
        }
        for first in ["v7", "Cộng Hòa", "Tổng đài", "06139"] {
            check(&[first, "", "20"], None);
        }
        check(&["", " "], Some(Line::Blank));
        check(&["#meta+id", "#date", "", "#adm3+code"], Some(Line::Tags));
        check(&["#REF!", "2014", "#N/A"], None);
    }

    #[test]
    fn figures_alone_are_totals() {
        check(&["", "", "1.234", "12,5"], Some(Line::Totals));
        check(&["", "", "1.234", "xã"], None);
        check(&["12", "", "1.234"], None);
    }

    #[test]
    fn lines_under_a_table_are_known() {
        check(&["", "", "Lạng Sơn, ngày 5 tháng 7 năm 2014"], Some(Line::Footer));
        check(&["Người lập biểu", "", "Giám đốc"], Some(Line::Footer));
        check(&["ngày 5 tháng 7 năm 2014", "06139", "20"], None);
    }
}
