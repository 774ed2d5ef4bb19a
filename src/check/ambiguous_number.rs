//! Decimals that look like thousands.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A decimal that a grouped whole number looks like.
    CODE, "V011", "ambiguous-number", Warning,
    "Số có đúng ba chữ số sau dấu chấm: chương trình đọc là số thập phân, nhưng người Việt thường viết như vậy để ngăn hàng nghìn. Dòng vẫn được tính; viết rõ để không ai nhầm.\n\nSai:  1.234\nĐúng: 1234   (nếu là một nghìn hai trăm ba mươi tư)\n      1.2340 (nếu là số thập phân)",
    "The number has exactly three digits after the point: it is read as a decimal, but in Vietnam thousands are grouped in this way. The row counts; write it so that nobody can mistake it.\n\nWrong: 1.234\nRight: 1234   (if it is one thousand two hundred and thirty-four)\n       1.2340 (if it is a decimal)"
);

/// Whether a number with places is one that a grouped whole number looks like: `1.234`, but not `0.125` or `1.2340`.
pub fn is_one(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    text.trim_start_matches('-').split_once('.').is_some_and(|(whole, places)| {
        places.len() == 3 && digits(places) && (1..=3).contains(&whole.len()) && digits(whole) && !whole.starts_with('0')
    })
}

/// The finding for such a number.
pub fn check(place: Place, text: &str, personal: bool) -> Finding {
    let hidden = if personal { "…" } else { text };
    let message = say!(vi: "`{hidden}` được đọc là số thập phân", en: "`{hidden}` is read as a decimal");
    let finding = Finding::new(&CODE, place, message).hiding(personal);
    if personal {
        return finding;
    }
    let whole = text.replace('.', "");
    finding.help(say!(
        vi: "nếu dấu chấm ngăn hàng nghìn thì viết {whole}; nếu là số thập phân thì viết {text}0",
        en: "write {whole} if the point groups thousands, {text}0 if it marks decimals"
    ))
}

#[cfg(test)]
mod tests {
    use super::is_one;

    #[test]
    fn three_places_look_like_thousands() {
        assert!(["1.234", "500.000", "-12.345"].iter().all(|text| is_one(text)));
        assert!(!["0.125", "1234.567", "1.2340", "12.5", "1234"].iter().any(|text| is_one(text)));
    }
}
