//! JSON: the contract, on lines that a diff can read.

use std::io::{self, Write};

use super::format::{Format, Look, Medium};
use crate::report::{Answer, ContractOut};
use crate::text::is_hostile;

/// The format.
pub(super) const FORMAT: Format = Format { name: "json", aliases: &[], machine: true, findings: false, medium: Medium::Text, write };

fn write(answer: &dyn Answer, _: Look, out: &mut dyn Write) -> io::Result<()> {
    pretty(out, |serializer| answer.write_contract(serializer))
}

/// Writes a value so that a terminal may show it.
pub fn write_value(value: &serde_json::Value, out: &mut dyn Write) -> io::Result<()> {
    pretty(out, |serializer| serde::Serialize::serialize(value, serializer))
}

/// Writes what is put into a serializer so that a terminal may show it, and ends the line.
fn pretty(out: &mut dyn Write, put: impl FnOnce(&mut ContractOut<'_>) -> serde_json::Result<()>) -> io::Result<()> {
    let mut buffered = io::BufWriter::new(out);
    let mut safe = Escaped(&mut buffered);
    put(&mut ContractOut::pretty(&mut safe))?;
    writeln!(buffered)?;
    buffered.flush()
}

/// JSON may hold what a terminal obeys; such characters stand in strings only, where they may be escaped.
struct Escaped<'o>(&'o mut dyn Write);

impl Write for Escaped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A serializer hands over whole characters.
        let text = std::str::from_utf8(bytes).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        let mut plain = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| *c != '\n' && is_hostile(*c)) {
            self.0.write_all(&text.as_bytes()[plain..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(self.0, "\\u{unit:04x}")?;
            }
            plain = at + c.len_utf8();
        }
        self.0.write_all(&text.as_bytes()[plain..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
