//! Single rows of a file, read again by the bytes at which they start.

use std::io;

use super::reader::{File, Line, Stretch};
use crate::finding::Findings;
use crate::model::Table;
use crate::read::Tree;
use crate::read::blocks::Block;
use crate::read::records::Records;

/// How much is read of a file for one row; where a row is longer, ever more.
const CHUNK: u64 = 1 << 13;

/// Reads rows again and hands them over; what is wrong with them was told before. A file that has gone since has none.
pub fn rows_at(tree: &Tree, path: &str, table: &Table, starts: &[u64], take: &mut dyn FnMut(&Line<'_>)) -> io::Result<()> {
    let file = File::new(tree, path, table);
    let (mut all, mut untold) = (Stretch::default(), Findings::default());
    let Some((_, Some(header))) = file.open(&mut all, &mut untold)? else { return Ok(()) };
    let size = tree.size_of_rows(path)?;
    for start in starts.iter().filter(|start| **start < size) {
        let mut chunk = CHUNK;
        loop {
            let end = size.min(start + chunk);
            let mut records = Records::within(file.id());
            records.put(Block { bytes: tree.range_of_rows(path, *start..end)?, offset: *start, last: true });
            let Some(record) = records.advance()? else { break };
            // A row that reaches the end of what was read may go on behind it.
            if end < size && record.place().end + 2 > end {
                chunk *= 8;
                continue;
            }
            file.record(Some(&header), &record, &mut all, &mut untold, &mut |line, untold| {
                take(line);
                untold.forget_since(0);
                true
            });
            break;
        }
    }
    Ok(())
}
