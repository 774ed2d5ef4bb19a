//! What a format is, and for whom it writes.

use std::io::{self, Write};

use crate::report::Answer;
use crate::text::Lang;

/// For whom an answer is written.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The language of the tool's own words.
    pub lang: Lang,
    /// Whether colours may be used.
    pub colour: bool,
    /// How many columns there are to write in; none where nothing wraps: on pages and in workbooks.
    pub width: Option<usize>,
}

/// A format.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Other names for it.
    pub aliases: &'static [&'static str],
    /// Whether programs read it: never folded or capped, one valid document whatever happens.
    pub machine: bool,
    /// Whether only findings can be written in it: an answer about anything else cannot.
    pub findings: bool,
    /// What it is made of.
    pub medium: Medium,
    /// Writes an answer.
    pub write: fn(&dyn Answer, Look, &mut dyn Write) -> io::Result<()>,
}

impl Format {
    /// Whether findings stand in it with the lines they are about.
    pub fn illustrated(&self) -> bool {
        !self.machine || self.medium == Medium::Page
    }

    /// Whether a document in it is a whole one: nothing is folded where nobody asks for it.
    pub fn whole(&self) -> bool {
        self.medium != Medium::Text
    }
}

/// What an answer is written on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Medium {
    /// Lines of characters.
    Text,
    /// A page that a browser lays out, with pictures.
    Page,
    /// A workbook: bytes that no terminal shows.
    Workbook,
    /// A document of a word processor: the same, on pages of paper.
    Document,
}
