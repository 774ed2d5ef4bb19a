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

    /// For calendars, with the as-of date; nothing where the answer has no days of its own.
    fn events(&self) -> Option<(Date, Vec<Event>)> {
        None
    }

    /// For formats made for findings; nothing where the answer is about something else.
    fn checked(&self) -> Option<Checked<'_>> {
        None
    }
}

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
