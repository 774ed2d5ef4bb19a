//! A value without what is put around it so that a spreadsheet takes it for text.

use std::borrow::Cow;

/// The value of `="06139"`, `'06139` and the like, without characters that cannot be seen and spaces around it.
pub fn unwrapped(text: &str) -> Cow<'_, str> {
    let unseen = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    if text.contains(unseen) {
        let seen: String = text.chars().filter(|c| !unseen(*c)).collect();
        return Cow::Owned(inner(&seen).to_owned());
    }
    Cow::Borrowed(inner(text))
}

fn inner(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    text.strip_prefix('\'').filter(|rest| !rest.is_empty()).unwrap_or(text).trim()
}

#[cfg(test)]
mod tests {
    use super::unwrapped;

    #[test]
    fn what_spreadsheets_wrap_around_a_value_comes_off() {
        for text in ["=\"06139\"", "'06139", " 06139\u{a0}", "\u{200b}06139"] {
            assert_eq!(unwrapped(text), "06139", "{text}");
        }
        assert_eq!(unwrapped("'"), "'");
    }
}
