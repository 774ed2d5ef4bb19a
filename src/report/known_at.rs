//! An answer from the files of a git revision: it says so, whatever it is about.

use serde_json::Value;

use super::answer::{Answer, Form};
use super::check::checked::Checked;
use super::document::{Block, Document, Sheet};
use crate::text::Message;

/// The answer of another question, told from the files of a revision.
pub struct KnownAt<'a> {
    /// The answer.
    pub answer: &'a dyn Answer,
    /// The commit's id.
    pub revision: &'a str,
}

impl Answer for KnownAt<'_> {
    fn title(&self) -> Message {
        self.answer.title()
    }

    fn document(&self) -> Document {
        let mut document = self.answer.document();
        for block in &mut document.blocks {
            if let Block::Header(header) = block {
                header.revision = Some(self.revision.to_owned());
            }
        }
        document
    }

    fn records(&self) -> Sheet {
        self.answer.records()
    }

    fn contract(&self) -> Value {
        let mut contract = self.answer.contract();
        if let Value::Object(fields) = &mut contract {
            fields.insert("known_at".to_owned(), self.revision.into());
        }
        contract
    }

    fn form(&self) -> Option<Form> {
        self.answer.form()
    }

    fn checked(&self) -> Option<Checked<'_>> {
        self.answer.checked()
    }
}
