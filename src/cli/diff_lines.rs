//! The lines in which two texts of one file differ.

use std::io;

use similar::{ChangeTag, TextDiff};

use super::World;
use crate::model::Table;
use crate::text::printable;

/// How many lines are shown around a change.
const AROUND: usize = 2;

/// Shows them in the form that `diff -u` has. Of a table with columns that are never shown only the numbers of the lines are.
pub(super) fn show(path: &str, old: &[u8], new: &[u8], table: &Table, world: &mut World<'_>) -> io::Result<()> {
    let private = table.columns.iter().any(|column| column.personal);
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let diff = TextDiff::from_lines(old.as_ref(), new.as_ref());
    writeln!(world.out, "--- {path}\n+++ {path}")?;
    for hunk in diff.unified_diff().context_radius(AROUND).iter_hunks() {
        writeln!(world.out, "{}", hunk.header())?;
        for change in hunk.iter_changes().filter(|_| !private) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            let line = change.value();
            let (line, end) = match line.strip_suffix("\r\n") {
                Some(line) => (line, "\\r"),
                None => (line.strip_suffix('\n').unwrap_or(line), ""),
            };
            writeln!(world.out, "{sign}{}{end}", printable(line))?;
        }
    }
    Ok(())
}
