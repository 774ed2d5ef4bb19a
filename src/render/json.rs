//! JSON: the contract, on lines that a diff can read.

use std::io::{self, Write};

use super::format::{Format, Look, Medium};
use crate::report::Answer;
use crate::text::is_hostile;

/// The format.
pub(super) const FORMAT: Format = Format { name: "json", aliases: &[], machine: true, findings: false, medium: Medium::Text, write };

fn write(answer: &dyn Answer, _: Look, out: &mut dyn Write) -> io::Result<()> {
    write_value(&answer.contract(), out)
}

/// Writes a value so that a terminal may show it.
pub(super) fn write_value(value: &serde_json::Value, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    // JSON may hold what a terminal obeys; such characters stand in strings only, where they may be escaped.
    let mut plain = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| *c != '\n' && is_hostile(*c)) {
        out.write_all(&text.as_bytes()[plain..at])?;
        for unit in c.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        plain = at + c.len_utf8();
    }
    out.write_all(&text.as_bytes()[plain..])?;
    writeln!(out)
}
