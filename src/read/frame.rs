//! The rows of a block as a table of field positions, so that one column of all rows can be decoded in one loop.
//!
//! A row that is plain is framed where it stands. Rows with quotes are not: the reader of [`super::records`] takes them apart,
//! and what it gives is framed beside the block (see [`Frame::push`]).

use super::blocks::BOM;
use super::marks::Marks;

/// Rows with one number of fields each.
#[derive(Default)]
pub struct Frame {
    width: usize,
    starts: Vec<u32>,
    /// Where each field ends, row by row. Between two fields stands one byte.
    ends: Vec<u32>,
    /// The bytes of rows that do not stand in a block.
    text: Vec<u8>,
    /// Of such rows where they stand in the file.
    offsets: Vec<u64>,
}

/// A number of bytes in a block: blocks are far smaller than 4 GiB.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Frame {
    /// No rows yet, of so many fields each.
    pub fn clear(&mut self, width: usize) {
        self.width = width;
        self.starts.clear();
        self.ends.clear();
        self.text.clear();
        self.offsets.clear();
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// How many fields a row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The bytes of rows that were pushed.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// Where a row starts in its bytes.
    pub fn start(&self, row: usize) -> usize {
        self.starts[row] as usize
    }

    /// Where a row ends in its bytes.
    pub fn end(&self, row: usize) -> usize {
        self.ends[(row + 1) * self.width - 1] as usize
    }

    /// Where a row that was pushed starts in the file.
    pub fn offset(&self, row: usize) -> Option<u64> {
        self.offsets.get(row).copied()
    }

    /// The bytes from the first to the last of a field.
    #[inline]
    pub fn field(&self, row: usize, field: usize) -> (usize, usize) {
        let at = row * self.width + field;
        let start = if field == 0 { self.starts[row] } else { self.ends[at - 1] + 1 };
        (start as usize, self.ends[at] as usize)
    }

    /// Adds a row that does not stand in a block: its fields, and where it starts in the file.
    pub fn push<'f>(&mut self, fields: impl Iterator<Item = &'f str>, offset: u64) {
        self.starts.push(short(self.text.len()));
        for field in fields {
            self.text.extend_from_slice(field.as_bytes());
            self.ends.push(short(self.text.len()));
            self.text.push(b',');
        }
        self.offsets.push(offset);
    }

    /// Frames the plain rows of a block from one of its bytes on. Where other rows start is added to a list: those with
    /// quotes, another number of fields, or nothing in them. `skip` says where such a row ends.
    pub fn fill(&mut self, bytes: &[u8], from: usize, marks: &mut Marks, others: &mut Vec<u32>, skip: impl FnMut(usize) -> usize) {
        marks.find(&bytes[from..], short(from));
        if self.fill_even(bytes, from, marks.all(), (marks.odd(), marks.lines()), others) {
            marks.swap(&mut self.ends);
        } else {
            self.starts.clear();
            self.ends.clear();
            others.clear();
            self.fill_odd(bytes, from, marks, others, skip);
        }
    }

    /// Frames a block in which every line has as many fields as it should and none is quoted; says whether it is one.
    fn fill_even(&mut self, bytes: &[u8], from: usize, all: &[u32], (odd, lines): (bool, usize), others: &mut Vec<u32>) -> bool {
        let width = self.width;
        if odd || width == 0 || !all.len().is_multiple_of(width) || all.len() / width != lines || bytes.last() != Some(&b'\n') {
            return false;
        }
        self.starts.reserve(lines);
        let mut start = short(from);
        let mut even = true;
        for row in all.chunks_exact(width) {
            let end = row[width - 1];
            even &= bytes[end as usize] == b'\n';
            // Nothing but commas, or a byte order mark first.
            if (end - start) as usize + 1 == width || (bytes[start as usize] == BOM[0] && bytes[start as usize..].starts_with(BOM)) {
                others.push(start);
            }
            self.starts.push(start);
            start = end + 1;
        }
        even && others.is_empty()
    }

    /// Frames any block, row by row.
    fn fill_odd(&mut self, bytes: &[u8], from: usize, marks: &Marks, others: &mut Vec<u32>, mut skip: impl FnMut(usize) -> usize) {
        let all = marks.all();
        let (mut start, mut next) = (from, 0);
        'rows: while start < bytes.len() {
            if matches!(bytes[start], b'\n' | b'\r') {
                start += 1;
                continue;
            }
            while all.get(next).is_some_and(|at| (*at as usize) < start) {
                next += 1;
            }
            let first = self.ends.len();
            let marked = bytes[start..].starts_with(BOM);
            let mut field = if marked { start + BOM.len() } else { start };
            let end = loop {
                let Some(at) = all.get(next).map(|at| *at as usize) else { break bytes.len() };
                next += 1;
                match bytes[at] {
                    b',' => {
                        self.ends.push(short(at));
                        field = at + 1;
                    }
                    b'"' if at == field => {
                        self.ends.truncate(first);
                        others.push(short(start));
                        start = skip(start).max(start + 1);
                        continue 'rows;
                    }
                    b'\n' | b'\r' => break at,
                    _ => {}
                }
            };
            self.ends.push(short(end));
            let fields = self.ends.len() - first;
            if fields == self.width && !marked && end - start + 1 != fields {
                self.starts.push(short(start));
            } else {
                self.ends.truncate(first);
                others.push(short(start));
            }
            start = end + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Tree;
    use crate::read::blocks::Block;
    use crate::read::records::Records;
    use proptest::prelude::*;

    /// Records as bytes, each with where it starts.
    type Seen = Vec<(usize, Vec<Vec<u8>>)>;

    /// The records of a block as they are read one by one, and as they are framed: those with two fields where they stand, and
    /// where the others start.
    fn both(text: &str) -> (Seen, Seen, Vec<u32>) {
        let tree = Tree::in_memory([("a.csv", "")]);
        let records = || {
            let mut records = Records::within(tree.id("a.csv"));
            records.put(Block { bytes: text.as_bytes().to_vec(), offset: 0, last: true });
            records
        };
        let (mut reading, mut read) = (records(), Seen::new());
        while let Some(record) = reading.advance().expect("readable") {
            let start = usize::try_from(record.start()).expect("small");
            read.push((start, (0..record.len()).map(|field| record.bytes(field).to_vec()).collect()));
        }
        let (mut frame, mut others) = (Frame::default(), Vec::new());
        frame.clear(2);
        records().frame(&mut frame, &mut Marks::default(), &mut others);
        let field = |row, field| {
            let (start, end) = frame.field(row, field);
            text.as_bytes()[start..end].to_vec()
        };
        let framed = (0..frame.len()).map(|row| (frame.start(row), vec![field(row, 0), field(row, 1)])).collect();
        (read, framed, others)
    }

    proptest! {
        /// Every record is framed or among the others, and a framed one is what the reader reads.
        #[test]
        fn framed_rows_are_those_that_are_read(
            pieces in proptest::collection::vec(prop_oneof![
                Just("a"), Just("b,c\n"), Just("d,e\n"), Just(","), Just(","), Just("\""), Just("\"\""), Just(",\""), Just("\","), Just("\n"), Just("\r\n"), Just("\r"), Just("é"), Just("\u{feff}"),
            ], 0..40),
        ) {
            let (read, framed, others) = both(&pieces.concat());
            let mut starts: Vec<usize> = framed.iter().map(|(start, _)| *start).chain(others.iter().map(|start| *start as usize)).collect();
            starts.sort_unstable();
            prop_assert_eq!(starts, read.iter().map(|(start, _)| *start).collect::<Vec<_>>());
            for row in &framed {
                prop_assert!(read.contains(row));
            }
        }
    }
}
