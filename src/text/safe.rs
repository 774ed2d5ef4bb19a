//! Text from data files before it reaches a terminal, a table or a spreadsheet.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The text in Unicode normal form C, the form in which all text is compared.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// U+FEFF: at a file's very beginning it says that the file is UTF-8, anywhere else nothing.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// Whether a text is in NFC and holds no byte order mark.
pub fn is_plain(text: &str) -> bool {
    text.is_ascii() || (is_nfc(text) && !text.contains(BYTE_ORDER_MARK))
}

/// Whether a character commands a terminal, changes the direction of what follows, or is not to be seen.
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The text with such characters made visible.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' => safe.push(' '),
            c if is_hostile(c) => safe.extend(c.escape_unicode()),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// A field as a message repeats it: short, and never more than the field itself.
///
/// A field with a line break has swallowed other fields, perhaps of other people: nothing of it is shown.
pub fn echo(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    if text.contains(['\n', '\r']) {
        return Cow::Borrowed("…");
    }
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => Cow::Owned(format!("{}…", &text[..at])),
        None => Cow::Borrowed(text),
    }
}

/// A text cell that no spreadsheet takes for a formula.
///
/// A leading `=`, `+`, `-`, `@`, tab or carriage return gets an apostrophe before it; a plain number does not.
pub fn cell_safe(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula && crate::number::Number::parse(text).is_err() { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_shown_not_sent() {
        assert_eq!(printable("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(printable("Xã\tA"), "Xã A");
        assert_eq!(printable("x\u{202e}y"), "x\\u{202e}y");
    }

    #[test]
    fn no_formula_leaves() {
        assert_eq!(cell_safe("=1+1"), "'=1+1");
        assert_eq!(cell_safe("-5"), "-5");
        assert_eq!(cell_safe("-5+cmd"), "'-5+cmd");
        assert_eq!(cell_safe("Lạng Sơn"), "Lạng Sơn");
    }

    #[test]
    fn nfc_is_one_spelling() {
        assert_eq!(nfc("e\u{323}\u{302}"), "\u{1ec7}");
    }
}
