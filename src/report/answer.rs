//! What every answer can say of itself: one shape for people, one for spreadsheets, one for programs.

use super::check::checked::Checked;
use super::document::{Document, Sheet};
use crate::calendar::Date;
use crate::text::Message;

/// The answer to one question, in the shape that a format asks for.
pub trait Answer {
    /// What it is called on a page.
    fn title(&self) -> Message;

    /// For people: folded, capped, in their order.
    fn document(&self) -> Document;

    /// For spreadsheets: one flat sheet, nothing folded, in the order of the contract.
    fn records(&self) -> Sheet;

    /// For programs: the versioned contract.
    fn contract(&self) -> serde_json::Value;

    /// The same, written as it goes: a long answer is never there as a whole.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn write_contract(&self, out: &mut ContractOut<'_>) -> serde_json::Result<()> {
        serde::Serialize::serialize(&self.contract(), out)
    }

    /// For calendars, with the as-of date; nothing where the answer has no days of its own.
    fn events(&self) -> Option<(Date, Vec<Event>)> {
        None
    }

    /// For workbooks that somebody fills in and hands back; nothing where the answer is there to be read.
    fn form(&self) -> Option<Form> {
        None
    }

    /// For documents that are sent: who sends it to whom; nothing where nobody does.
    fn frame(&self) -> Option<Frame> {
        None
    }

    /// For formats made for findings; nothing where the answer is about something else.
    fn checked(&self) -> Option<Checked<'_>> {
        None
    }
}

/// The frame of a document that is sent. What nobody has said is `…`, to be filled in by hand.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The body above the one that sends it.
    pub parent: Option<String>,
    /// Who sends it.
    pub issuer: String,
    /// Number and sign.
    pub number: String,
    /// Where it is signed.
    pub place: String,
    /// The year in which it is written; day and month are those of the signature.
    pub year: i16,
    /// What it is about.
    pub subject: Message,
    /// To whom it goes.
    pub recipients: Vec<String>,
    /// The signer's title, a line each.
    pub signer: Vec<String>,
    /// The signer's name.
    pub name: Option<String>,
}

/// A form to be filled in.
pub struct Form {
    /// What its sheet is called.
    pub name: String,
    /// From the left.
    pub columns: Vec<FormColumn>,
    /// What stands in it already: a text for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a form.
#[derive(Default)]
pub struct FormColumn {
    /// What stands over it.
    pub heading: String,
    /// The words to pick from; empty where there is no list.
    pub choices: Vec<String>,
    /// Whether days stand in it.
    pub date: bool,
    /// The least whole number, where only such stand in it.
    pub least: Option<i32>,
    /// Whether what is typed stays a text.
    pub text: bool,
    /// Whether it is to be filled in; else it is told for whoever does.
    pub fill: bool,
}

/// Where a contract is written.
pub type ContractOut<'o> = serde_json::Serializer<&'o mut dyn std::io::Write, serde_json::ser::PrettyFormatter<'static>>;

/// A day in a calendar.
pub struct Event {
    /// The same whenever it is asked for.
    pub id: String,
    /// The day.
    pub day: Date,
    /// In a line.
    pub summary: Message,
    /// More of it.
    pub description: Message,
    /// What it is sorted by.
    pub category: Message,
}
