//! What mends a finding, where nothing else can be meant; and advice that knows whether it is certain.

use super::form::Form;
use crate::read::Place;
use crate::say;
use crate::text::Message;

/// What takes the place of something in a file. A finding has one only where its advice is certain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Correction {
    /// The field at the finding's place is to hold this text.
    Field(String),
    /// Several fields, each with the text that it is to hold.
    Fields(Vec<(Place, String)>),
    /// The row at the finding's place is to have these fields.
    Row(Vec<String>),
    /// The row at the finding's place goes: it says nothing that is not said elsewhere.
    NoRow,
    /// The whole file takes another form.
    File(Form),
}

/// What to do about a field: said, and where it is certain, done.
///
/// The text that a field is to hold is made together with the sentence that says so: the one is never more certain than the other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Advice {
    help: Message,
    write: Option<String>,
}

impl Advice {
    /// That a field is to hold a text, said in the plainest way.
    pub fn write(text: &str) -> Advice {
        Advice::certain(say!(vi: "viết {text}", en: "write {text}"), text)
    }

    /// The same for a word.
    pub fn word(text: &str) -> Advice {
        Advice::certain(say!(vi: "viết `{text}`", en: "write `{text}`"), text)
    }

    /// The same in a sentence of its own.
    pub fn certain(help: Message, text: impl Into<String>) -> Advice {
        Advice { help, write: Some(text.into()) }
    }

    /// What to do, in words.
    pub fn help(&self) -> &Message {
        &self.help
    }

    /// The text that the field is to hold, where that is certain.
    pub fn text(&self) -> Option<&str> {
        self.write.as_deref()
    }

    /// The words alone.
    pub fn into_help(self) -> Message {
        self.help
    }

    /// Both.
    pub fn into_parts(self) -> (Message, Option<String>) {
        (self.help, self.write)
    }
}

/// Words that only ask, or name what somebody has to find out.
impl From<Message> for Advice {
    fn from(help: Message) -> Advice {
        Advice { help, write: None }
    }
}
