//! The tool's own words come in two languages; a text that lacks one of them does not compile.

use std::fmt;
use std::str::FromStr;

/// A language of the tool's own words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Lang {
    /// Vietnamese.
    Vi,
    /// English, also where nothing says otherwise.
    #[default]
    En,
}

impl FromStr for Lang {
    type Err = ();

    fn from_str(text: &str) -> Result<Lang, ()> {
        match text {
            "vi" => Ok(Lang::Vi),
            "en" => Ok(Lang::En),
            _ => Err(()),
        }
    }
}

/// One message in both languages.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Message {
    vi: String,
    en: String,
    /// Whether it says the same whatever the data says.
    plain: bool,
}

/// As the context of an error, where nobody asks for a language.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.get(Lang::En))
    }
}

impl Message {
    /// Both texts.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Message {
        Message { vi: vi.into(), en: en.into(), plain: false }
    }

    /// Both texts, as the `say!` macro has them.
    pub fn said(vi: fmt::Arguments<'_>, en: fmt::Arguments<'_>) -> Message {
        Message { plain: vi.as_str().is_some(), vi: vi.to_string(), en: en.to_string() }
    }

    /// Whether nothing was filled in: it says the same whatever the data says.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// The message with `…` wherever it repeats a text.
    ///
    /// A text of a few letters, or of plain small ones like the tool's own words, only where it stands in backticks by
    /// itself; any other wherever it is a word of its own.
    pub fn blank(&mut self, text: &str) {
        const SHORT: usize = 3;
        let own_word = |c: char| c.is_ascii_lowercase() || c == '_' || c == '-' || c == ' ';
        let anywhere = text.chars().count() > SHORT && !text.chars().all(own_word);
        for said in [&mut self.vi, &mut self.en] {
            if !said.contains(text) {
                continue;
            }
            *said = if anywhere { without(said, text) } else { said.replace(&format!("`{text}`"), "`…`") };
        }
    }

    /// A text that is the same in both languages: a name, a path, a library's own words.
    pub fn same(text: impl Into<String>) -> Message {
        let text = text.into();
        Message { vi: text.clone(), en: text, plain: false }
    }

    /// The text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// A [`Message`] from two format strings that name the same variables.
///
/// ```
/// use tiendo::say;
/// use tiendo::text::Lang;
/// let name = "xa";
/// let message = say!(vi: "không có nhóm `{name}`", en: "no population `{name}`");
/// assert_eq!(message.get(Lang::En), "no population `xa`");
/// ```
#[macro_export]
macro_rules! say {
    (vi: $vi:literal, en: $en:literal $(,)?) => {
        $crate::text::Message::said(format_args!($vi), format_args!($en))
    };
}

/// A text with `…` for each place where another stands as a word of its own.
fn without(said: &str, text: &str) -> String {
    let (mut rest, mut blanked) = (said, String::with_capacity(said.len()));
    while let Some(at) = rest.find(text) {
        let (before, after) = (&rest[..at], &rest[at + text.len()..]);
        let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let last = before.chars().next_back().or_else(|| blanked.chars().next_back());
        let alone = !joined(last) && !joined(after.chars().next());
        blanked.push_str(before);
        blanked.push_str(if alone { "…" } else { text });
        rest = after;
    }
    blanked + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &str, text: &str, expected: &str) {
        let mut message = Message::same(said);
        message.blank(text);
        assert_eq!((message.get(Lang::Vi), message.get(Lang::En)), (expected, expected));
    }

    #[test]
    fn a_text_is_taken_out() {
        check("no unit holds `06145` on 2030-03-03", "06145", "no unit holds `…` on 2030-03-03");
        check("no unit holds `06145` on 2030-03-03", "2030-03-03", "no unit holds `06145` on …");
        check("06145, 106145, 06145", "06145", "…, 106145, …");
        check("`yes` is neither true nor false", "true", "`yes` is neither true nor false");
        check("`true` is not a number, 12", "12", "`true` is not a number, 12");
        check("`12` is 12", "12", "`…` is 12");
    }

    #[test]
    fn a_message_knows_whether_anything_was_filled_in() {
        let name = "x";
        assert!(say!(vi: "sửa số", en: "correct it").is_plain());
        assert!(!say!(vi: "viết {name}", en: "write {name}").is_plain());
    }
}
