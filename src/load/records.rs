//! Records of a CSV file, one by one, each with the bytes it was read from.
//!
//! The quoting is csv-core's; what it does not give is where a record and its fields stand in the file.
//! A record always lies whole in the buffer, so that a finding can name the bytes of a field.

use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader};

use crate::source::{FileId, Place};

const BLOCK: usize = 256 * 1024;
/// Most files of a workspace are small: the first block is.
const FIRST_BLOCK: usize = 16 * 1024;
/// No honest record is longer; beyond it a quote was left open.
const LONGEST: usize = 64 * 1024 * 1024;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Reads records in blocks.
pub struct Records<'r> {
    input: Box<dyn Read + Send + 'r>,
    file: FileId,
    parser: Reader,
    buffer: Vec<u8>,
    /// What of the buffer is not yet read.
    start: usize,
    /// Where the buffer starts in the file.
    offset: u64,
    ended: bool,
    text: Vec<u8>,
    ends: Vec<usize>,
}

/// One record.
pub struct Record<'b> {
    file: FileId,
    /// Whether the file ends with it.
    last: bool,
    offset: u64,
    raw: &'b [u8],
    text: &'b [u8],
    ends: &'b [usize],
}

impl<'r> Records<'r> {
    /// The records of a file.
    pub fn new(file: FileId, input: Box<dyn Read + Send + 'r>) -> io::Result<Records<'r>> {
        let mut records = Records {
            input,
            file,
            parser: Reader::new(),
            buffer: Vec::new(),
            start: 0,
            offset: 0,
            ended: false,
            text: vec![0; 1024],
            ends: vec![0; 64],
        };
        while records.buffer.len() < BOM.len() && !records.ended {
            records.fill()?;
        }
        if records.buffer.starts_with(BOM) {
            records.start = BOM.len();
        }
        Ok(records)
    }

    /// What was read so far and not yet given away: before the first record, how the file begins.
    pub fn head(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// Reads another block behind what is still unread.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.offset += self.start as u64;
        self.start = 0;
        let before = self.buffer.len();
        // Twice as much each time, so that a long record is not parsed over and over.
        let more = if self.offset == 0 && before == 0 { FIRST_BLOCK } else { BLOCK.max(before) };
        self.buffer.resize(before + more, 0);
        let mut got = before;
        while got < before + more {
            match self.input.read(&mut self.buffer[got..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(read) => got += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.buffer.truncate(got);
        Ok(())
    }

    /// The next record; blank lines are none.
    pub fn advance(&mut self) -> io::Result<Option<Record<'_>>> {
        loop {
            // Line ends before the record are not part of it.
            while self.start < self.buffer.len() && matches!(self.buffer[self.start], b'\n' | b'\r') {
                self.start += 1;
            }
            if self.start == self.buffer.len() {
                if self.ended {
                    return Ok(None);
                }
                self.fill()?;
                continue;
            }
            let Some((length, written, fields)) = self.parse() else {
                if self.buffer.len() - self.start > LONGEST {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "a record of more than 64 MiB: a quote was left open"));
                }
                self.fill()?;
                continue;
            };
            let begin = self.start;
            self.start += length;
            let raw = &self.buffer[begin..begin + length];
            let raw = &raw[..raw.len() - raw.iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count()];
            return Ok(Some(Record {
                file: self.file,
                last: self.ended && self.start == self.buffer.len(),
                offset: self.offset + begin as u64,
                raw,
                text: &self.text[..written],
                ends: &self.ends[..fields],
            }));
        }
    }

    /// Parses the record at the start of the unread bytes: its length, the length of its text, its fields.
    fn parse(&mut self) -> Option<(usize, usize, usize)> {
        self.parser.reset();
        let (mut read, mut written, mut fields) = (0, 0, 0);
        loop {
            let input = &self.buffer[self.start + read..];
            if input.is_empty() && !self.ended {
                return None;
            }
            let (result, took, wrote, ended) = self.parser.read_record(input, &mut self.text[written..], &mut self.ends[fields..]);
            read += took;
            written += wrote;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return Some((read, written, fields)),
                ReadRecordResult::End => return Some((read.max(1), 0, 0)),
            }
        }
    }
}

impl<'b> Record<'b> {
    /// How many fields it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A field's bytes, without its quotes.
    pub fn bytes(&self, field: usize) -> &'b [u8] {
        let start = if field == 0 { 0 } else { self.ends[field - 1] };
        &self.text[start..self.ends[field]]
    }

    /// All fields' bytes, one after another, and where each ends.
    pub fn text(&self) -> (&'b [u8], &'b [usize]) {
        (self.text, self.ends)
    }

    /// Where a quote opens that is never closed; only the last record of a file can have one.
    pub fn open_quote(&self) -> Option<Place> {
        if !self.last {
            return None;
        }
        let mut begin = 0;
        while begin <= self.raw.len() {
            let field = &self.raw[begin..];
            if field.first() == Some(&b'"') && !closes(field) {
                let start = self.offset + begin as u64;
                return Some(Place { file: self.file, start, end: start + 1 });
            }
            begin += field_length(field) + 1;
        }
        None
    }

    /// The field with the first bytes that are no UTF-8, and its number; the record where no field has them.
    pub fn bad_bytes(&self) -> (Place, Option<usize>) {
        let fields = self.fields();
        let bad = fields.iter().position(|place| {
            let at = |byte: u64| usize::try_from(byte - self.offset).unwrap_or(0);
            std::str::from_utf8(&self.raw[at(place.start)..at(place.end)]).is_err()
        });
        (bad.map_or_else(|| self.place(), |field| fields[field]), bad)
    }

    /// Whether it begins with a byte order mark, which is not the file's own.
    pub fn begins_with_mark(&self) -> bool {
        self.raw.starts_with(BOM)
    }

    /// The record as the file has it, quotes and all.
    pub fn raw(&self) -> &'b [u8] {
        self.raw
    }

    /// How many lines it takes.
    pub fn lines(&self) -> u64 {
        self.raw.split(|byte| *byte == b'\n').count() as u64
    }

    /// Whether every field is empty.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The record's place.
    pub fn place(&self) -> Place {
        Place { file: self.file, start: self.offset, end: self.offset + self.raw.len() as u64 }
    }

    /// A field's place, without its quotes; the record's where it has no such field.
    pub fn field(&self, field: usize) -> Place {
        self.fields().get(field).copied().unwrap_or_else(|| self.place())
    }

    /// The places of all fields, without their quotes.
    ///
    /// Only where something is wrong does anyone ask, so the bytes are walked again instead of being kept.
    pub fn fields(&self) -> Vec<Place> {
        let mut fields = Vec::with_capacity(self.len());
        let mut begin = if self.begins_with_mark() { BOM.len() } else { 0 };
        loop {
            let length = field_length(&self.raw[begin..]);
            let (mut start, mut end) = (begin, begin + length);
            if length > 1 && self.raw[start] == b'"' && self.raw[end - 1] == b'"' {
                (start, end) = (start + 1, end - 1);
            }
            fields.push(Place { file: self.file, start: self.offset + start as u64, end: self.offset + end as u64 });
            begin += length + 1;
            if begin > self.raw.len() {
                return fields;
            }
        }
    }
}

/// How many bytes the quoting at the start of a field takes; none where it is never closed.
fn quoted_length(raw: &[u8]) -> Option<usize> {
    let mut at = 1;
    // A quote ends the quoting unless another one follows at once.
    while at < raw.len() {
        match (raw[at], raw.get(at + 1)) {
            (b'"', Some(b'"')) => at += 2,
            (b'"', _) => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}

fn closes(raw: &[u8]) -> bool {
    quoted_length(raw).is_some()
}

/// How many bytes the first field of a record has, its quotes included.
fn field_length(raw: &[u8]) -> usize {
    let quoted = raw.first() == Some(&b'"');
    let at = if quoted { quoted_length(raw).unwrap_or(raw.len()) } else { 0 };
    raw[at..].iter().position(|byte| *byte == b',').map_or(raw.len(), |comma| at + comma)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Tree;

    /// Every field of every record, with the bytes at the place it is said to stand.
    fn check(text: &str, expected: &[&[&str]]) {
        let tree = Tree::in_memory([("a.csv", text)]);
        let file = tree.id("a.csv");
        let mut records = Records::new(file, tree.open("a.csv").expect("a file")).expect("readable");
        let mut got: Vec<Vec<String>> = Vec::new();
        while let Some(record) = records.advance().expect("readable") {
            let mut fields = Vec::new();
            for field in 0..record.len() {
                let value = String::from_utf8(record.bytes(field).to_vec()).expect("UTF-8");
                let place = record.field(field);
                let start = usize::try_from(place.start).expect("small");
                let end = usize::try_from(place.end).expect("small");
                assert_eq!(text[start..end].replace("\"\"", "\""), value, "place of field {field}");
                fields.push(value);
            }
            got.push(fields);
        }
        assert_eq!(got, expected);
    }

    #[test]
    fn plain_records() {
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
    }

    #[test]
    fn no_end_of_line_at_the_end() {
        check("a,b\n1,", &[&["a", "b"], &["1", ""]]);
    }

    #[test]
    fn blank_lines_and_carriage_returns() {
        check("\r\na,b\r\n\r\n\r\n1,2\r\n\r\n", &[&["a", "b"], &["1", "2"]]);
    }

    #[test]
    fn quotes_commas_and_line_breaks() {
        check("a,b\n\"x,\"\"y\"\"\",\"two\nlines\"\n3,4\n", &[&["a", "b"], &["x,\"y\"", "two\nlines"], &["3", "4"]]);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_field() {
        check("\u{feff}a,b\n", &[&["a", "b"]]);
    }

    #[test]
    fn records_across_blocks() {
        let long = "x".repeat(BLOCK - 3);
        let text = format!("a,b\n{long},1\n\"{long}\ny\",2\nz,3\n");
        let broken = format!("{long}\ny");
        check(&text, &[&["a", "b"], &[&long, "1"], &[&broken, "2"], &["z", "3"]]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_seen() {
        let tree = Tree::in_memory([("a.csv", "a,b\n\"x\"\"\",\"1\"\n2,\"3\n4,5\n")]);
        let mut records = Records::new(tree.id("a.csv"), tree.open("a.csv").expect("a file")).expect("readable");
        let mut open = Vec::new();
        while let Some(record) = records.advance().expect("readable") {
            open.push(record.open_quote().map(|place| place.start));
        }
        assert_eq!(open, [None, None, Some(16)]);
    }

    #[test]
    fn an_empty_file_has_no_records() {
        check("", &[]);
        check("\n\n", &[]);
    }
}
