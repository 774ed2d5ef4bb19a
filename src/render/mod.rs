//! Formats: one file each, and one line in [`FORMATS`].
//!
//! A format decides characters, widths, escapes and colours, and nothing else: which rows there are and in
//! what order was decided by `report`.

mod cell;
mod chart;
mod csv;
mod docx;
mod finding;
mod format;
mod github;
mod html;
mod ics;
mod json;
mod junit;
mod markdown;
mod sarif;
mod style;
mod table;
pub mod tables;
mod xlsx;

pub use format::{Format, Look, Medium};
pub use json::write_value as write_json;
pub use xlsx::plain::texts as texts_as_workbook;

/// All formats; the first is the one for people at a terminal.
pub const FORMATS: &[Format] = &[
    table::FORMAT,
    json::FORMAT,
    csv::FORMAT,
    markdown::FORMAT,
    html::FORMAT,
    xlsx::FORMAT,
    docx::FORMAT,
    ics::FORMAT,
    github::FORMAT,
    sarif::FORMAT,
    junit::FORMAT,
];

/// The format of a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name || format.aliases.contains(&name))
}
