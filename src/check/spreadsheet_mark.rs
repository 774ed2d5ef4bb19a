//! What a spreadsheet leaves in a text: a mark that says "this is text", or a number that it has rounded.

use crate::finding::{Advice, Finding, code};
use crate::read::Place;
use crate::say;
use crate::text::{echo, unwrapped};

code!(
    /// A mark of a spreadsheet, or a code that it turned into a number.
    CODE, "V012", "spreadsheet-mark", Warning,
    "Ô có dấu vết của bảng tính: dấu nháy đơn ở đầu ('V2), công thức bọc giá trị (=\"V1\"), hoặc mã đã bị đổi thành số dạng 1.23E+11. Dòng vẫn được tính, nhưng ô được đọc đúng như đã viết, nên 'V2 khác V2. Bỏ dấu (`tiendo fix --write`); với dạng 1.23E+11 các chữ số đã mất, phải lấy lại từ bản gốc và định dạng cột là văn bản.\n\nSai:  'V2,2014-03-31,06139\nĐúng: V2,2014-03-31,06139",
    "The field has what a spreadsheet leaves: an apostrophe in front ('V2), a formula around the value (=\"V1\"), or a code that was turned into a number like 1.23E+11. The row counts, but the field is read as written, and 'V2 is not V2. Remove the mark (`tiendo fix --write`); in 1.23E+11 the digits are lost: take them from the source and format the column as text.\n\nWrong: 'V2,2014-03-31,06139\nRight: V2,2014-03-31,06139"
);

/// Whether a text has such a mark.
pub fn is_one(text: &str) -> bool {
    is_wrapped(text) || is_rounded(text)
}

/// `'V2`, but no text in quotation marks; `="V1"`.
fn is_wrapped(text: &str) -> bool {
    let quoted = || text.get(1..).is_some_and(|rest| !rest.is_empty() && !rest.contains('\''));
    (text.starts_with('\'') && quoted()) || (text.starts_with("=\"") && text.ends_with('"') && text.len() > 3)
}

/// `1.23E+11`.
fn is_rounded(text: &str) -> bool {
    let Some((figure, power)) = text.split_once("E+").or_else(|| text.split_once("e+")) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, rest) = figure.split_once(['.', ',']).unwrap_or((figure, "0"));
    whole.len() == 1 && digits(whole) && digits(rest) && power.len() <= 3 && digits(power)
}

/// The finding for such a text.
pub fn check(place: Place, text: &str, personal: bool) -> Option<Finding> {
    if is_rounded(text) {
        let message = say!(
            vi: "bảng tính đã đổi mã này thành số và làm mất các chữ số",
            en: "a spreadsheet turned this code into a number, and its digits are lost"
        );
        let help = say!(
            vi: "định dạng cột là văn bản trong bảng tính, ghi lại mã đầy đủ rồi xuất lại",
            en: "format the column as text in the spreadsheet, write the whole code again, and export it"
        );
        return Some(Finding::new(&CODE, place, message).help(help).hiding(personal));
    }
    if !is_wrapped(text) {
        return None;
    }
    let message = say!(vi: "ô còn dấu của bảng tính", en: "the field has a spreadsheet's mark for text");
    let plain = unwrapped(text);
    let value = echo(&plain);
    let advice = Advice::certain(say!(vi: "viết `{value}`", en: "write `{value}`"), &*plain);
    Some(Finding::new(&CODE, place, message).advised(Some(advice), personal))
}

#[cfg(test)]
mod tests {
    use super::is_one;

    #[test]
    fn marks_are_known_and_texts_are_not_taken_for_them() {
        for text in ["'V2", "=\"V1\"", "1.23E+11", "4E+05", "1,23e+11", "'06139"] {
            assert!(is_one(text), "{text}");
        }
        for text in ["V2", "'quoted' words", "'", "E+11", "12.3E+11", "1.23E+1111", "a1E+2", "=", "==", "rock 'n' roll", "vitamin E+C"] {
            assert!(!is_one(text), "{text}");
        }
    }
}
