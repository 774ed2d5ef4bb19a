//! The tool's own words come in two languages; a text that lacks one of them does not compile.

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
}

impl Message {
    /// Both texts; the `say!` macro writes them.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Message {
        Message { vi: vi.into(), en: en.into() }
    }

    /// A text that is the same in both languages: a name, a path, a library's own words.
    pub fn same(text: impl Into<String>) -> Message {
        let text = text.into();
        Message { vi: text.clone(), en: text }
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
        $crate::text::Message::new(format!($vi), format!($en))
    };
}
