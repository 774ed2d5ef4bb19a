//! JSON: the contract, on lines that a diff can read.

use std::io::{self, Write};

use super::{Format, Look};
use crate::report::Answer;

/// The format.
pub(super) const FORMAT: Format = Format { name: "json", aliases: &[], machine: true, write };

fn write(answer: &dyn Answer, _: Look, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &answer.contract())?;
    writeln!(out)
}
