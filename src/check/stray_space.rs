//! Spaces that nobody sees: around a text, doubled in it, or of another kind.

use std::borrow::Cow;

use crate::finding::{Advice, Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A stray, doubled or unusual space.
    CODE, "F015", "stray-space", Warning,
    "Ô có dấu cách thừa ở đầu hoặc cuối, hai dấu cách liền nhau, hoặc dấu cách không ngắt (thường do sao chép từ Word). Dòng vẫn được tính, nhưng ô được đọc đúng như đã viết: `Bắc Sơn ` khác `Bắc Sơn`. Xóa dấu cách thừa, hoặc để `tiendo fix --write` xóa.\n\nSai:  v1,2014-03-31,Bắc  Sơn\nĐúng: v1,2014-03-31,Bắc Sơn",
    "The field has a space at its beginning or end, two spaces together, or a non-breaking space (often copied from Word). The row counts, but the field is read as written: `North ` is not `North`. Remove the extra space, or let `tiendo fix --write` do it.\n\nWrong: v1,2014-03-31,North  Bay\nRight: v1,2014-03-31,North Bay"
);

/// A space that is none of the keyboard's, or takes no room at all.
fn is_odd(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}')
}

/// The text with single plain spaces inside and none around it. Line breaks stay.
pub fn tidy(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
    // Each text of each row comes by here: one look at each byte.
    let (mut before, mut all, mut plain) = (0, 0, !edge(bytes.first()) && !edge(bytes.last()));
    for byte in bytes {
        plain &= *byte != b'\t' && (*byte, before) != (b' ', b' ');
        (before, all) = (*byte, all | byte);
    }
    if plain && (all < 0x80 || !text.contains(is_odd)) {
        return Cow::Borrowed(text);
    }
    let mut tidy = String::with_capacity(text.len());
    for c in text.trim().chars().filter(|c| !matches!(c, '\u{200b}' | '\u{2060}')) {
        let c = if is_odd(c) || c == '\t' { ' ' } else { c };
        if c != ' ' || !tidy.ends_with(' ') {
            tidy.push(c);
        }
    }
    let end = tidy.trim_end().len();
    tidy.truncate(end);
    Cow::Owned(tidy[tidy.len() - tidy.trim_start().len()..].to_owned())
}

/// The finding for a text that is not tidy.
pub fn check(place: Place, text: &str, personal: bool) -> Option<Finding> {
    let Cow::Owned(tidy) = tidy(text) else { return None };
    let message = if text.contains(is_odd) {
        say!(vi: "ô có dấu cách không ngắt hoặc dấu cách lạ", en: "the field has a non-breaking or unusual space")
    } else if text.trim() != text {
        say!(vi: "ô có dấu cách thừa ở đầu hoặc cuối", en: "the field begins or ends with a space")
    } else {
        say!(vi: "ô có hai dấu cách liền nhau", en: "the field has two spaces in a row")
    };
    let shown = crate::text::echo(&tidy);
    let advice = (!tidy.is_empty()).then(|| Advice::certain(say!(vi: "viết `{shown}`", en: "write `{shown}`"), &*tidy));
    Some(Finding::new(&CODE, place, message).advised(advice, personal))
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(tidy(text), expected);
        assert_eq!(tidy(expected), expected);
    }

    #[test]
    fn spaces_are_single_and_inside() {
        check("Bắc Sơn", "Bắc Sơn");
        check(" Bắc  Sơn ", "Bắc Sơn");
        check("Bắc\u{a0}Sơn", "Bắc Sơn");
        check("Bắc \u{a0} Sơn\u{a0}", "Bắc Sơn");
        check("Bắc\u{200b}Sơn", "BắcSơn");
        check("hai\ndòng", "hai\ndòng");
        check("  ", "");
    }
}
