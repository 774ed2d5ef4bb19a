//! Records of a CSV file, one by one, each with the bytes it was read from.
//!
//! The quoting is csv-core's; what it does not give is where a record and its fields stand in the file.
//! A record always lies whole in the buffer, so that a finding can name the bytes of a field.

use std::io::{self, Read};

use super::FileId;
use super::blocks::{BOM, Block, Blocks};
use super::frame::Frame;
use super::marks::Marks;
pub use super::record::{BadQuote, Record};
use super::split::split;
use csv_core::{ReadRecordResult, Reader};

/// Reads records in blocks.
pub struct Records<'r> {
    /// The blocks still to come; none where there is only one.
    blocks: Option<Blocks<'r>>,
    file: FileId,
    parser: Reader,
    block: Block,
    /// What of the block is not yet read.
    start: usize,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl<'r> Records<'r> {
    /// The records of a file, of which so many bytes are read at once.
    pub fn new(file: FileId, input: Box<dyn Read + Send + 'r>, block: usize) -> io::Result<Records<'r>> {
        Ok(Records { blocks: Some(Blocks::of_size(input, block)?), ..Records::within(file) })
    }

    /// No records yet: blocks of the file are put in one by one.
    pub fn within(file: FileId) -> Records<'r> {
        Records { blocks: None, file, parser: Reader::new(), block: Block::default(), start: 0, text: vec![0; 1024], ends: vec![0; 64] }
    }

    /// What was read so far and not yet given away: before the first record, how the file begins.
    pub fn head(&self) -> &[u8] {
        match &self.blocks {
            Some(blocks) if self.start == self.block.bytes.len() => blocks.head(),
            _ => &self.block.bytes[self.start..],
        }
    }

    /// Takes away the blocks still to come: what is left is the rest of this one.
    pub fn take_blocks(&mut self) -> Option<Blocks<'r>> {
        self.blocks.take()
    }

    /// Goes on with another block; gives back the memory of the one before.
    pub fn put(&mut self, block: Block) {
        self.block = block;
        self.start = 0;
    }

    /// How many bytes the block has.
    pub fn size(&self) -> u64 {
        self.block.bytes.len() as u64
    }

    /// The bytes of the block, and where they begin in the file.
    pub fn block(&self) -> (&[u8], u64) {
        (&self.block.bytes, self.block.offset)
    }

    /// The first byte of the block that is not read.
    pub fn unread(&self) -> usize {
        self.start
    }

    /// Frames the records of the block that are not yet read, as [`Frame::fill`] does; they stay unread.
    pub fn frame(&mut self, frame: &mut Frame, marks: &mut Marks, others: &mut Vec<u32>) {
        let (from, bytes) = (self.start, std::mem::take(&mut self.block.bytes));
        frame.fill(&bytes, from, marks, others, |start| bytes.len().min(start + self.length(&bytes[start..]).max(1)));
        self.block.bytes = bytes;
    }

    /// How many bytes the quoted record at the start of some takes.
    fn length(&mut self, bytes: &[u8]) -> usize {
        self.parse(bytes).0
    }

    /// Goes back to where a record of the block starts in the file.
    pub fn back_to(&mut self, start: u64) {
        self.start = usize::try_from(start - self.block.offset).unwrap_or(self.block.bytes.len());
    }

    /// The memory of the block, which was read to its end.
    pub fn take_memory(&mut self) -> Vec<u8> {
        self.start = 0;
        std::mem::take(&mut self.block.bytes)
    }

    /// The next record; blank lines are none.
    pub fn advance(&mut self) -> io::Result<Option<Record<'_>>> {
        loop {
            // Line ends before the record are not part of it.
            while self.start < self.block.bytes.len() && matches!(self.block.bytes[self.start], b'\n' | b'\r') {
                self.start += 1;
            }
            if self.start < self.block.bytes.len() {
                break;
            }
            // The bytes of a block that was put in stay: somebody may go back in them.
            let Some(mut blocks) = self.blocks.take() else { return Ok(None) };
            let block = blocks.advance(self.take_memory());
            self.blocks = Some(blocks);
            let Some(block) = block? else { return Ok(None) };
            self.put(block);
        }
        let begin = self.start;
        let (length, written, fields, gap) = if let Some((length, fields)) = split(&self.block.bytes[self.start..], &mut self.ends) {
            (length, length, fields, 1)
        } else {
            let (length, written, fields) = self.parse_next();
            (length, written, fields, 0)
        };
        self.start += length;
        let raw = &self.block.bytes[begin..begin + length];
        let raw = &raw[..raw.len() - raw.iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count()];
        Ok(Some(Record {
            file: self.file,
            last: self.block.last && self.start == self.block.bytes.len(),
            offset: self.block.offset + begin as u64,
            raw,
            text: if gap == 0 { &self.text[..written] } else { raw },
            ends: &self.ends[..fields],
            gap,
        }))
    }

    /// Parses the record at the start of the unread bytes.
    fn parse_next(&mut self) -> (usize, usize, usize) {
        let bytes = std::mem::take(&mut self.block.bytes);
        let parsed = self.parse(&bytes[self.start..]);
        self.block.bytes = bytes;
        parsed
    }

    /// Parses the record at the start of some bytes: its length, the length of its text, its fields.
    fn parse(&mut self, bytes: &[u8]) -> (usize, usize, usize) {
        // A byte order mark alone on a line is a blank one; the parser would go on to the next.
        if let Some([b'\n' | b'\r', ..]) = bytes.strip_prefix(BOM) {
            return (BOM.len(), 0, 0);
        }
        self.parser.reset();
        let (mut read, mut written, mut fields) = (0, 0, 0);
        loop {
            // A block ends with a record: behind its last byte the parser is told that nothing more comes.
            let input = &bytes[read..];
            let (result, took, wrote, ended) = self.parser.read_record(input, &mut self.text[written..], &mut self.ends[fields..]);
            read += took;
            written += wrote;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return (read, written, fields),
                ReadRecordResult::End => return (read.max(1), 0, 0),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Place, Tree};
    use proptest::prelude::*;

    /// Every field of every record, with the bytes at the place it is said to stand.
    fn check(text: &str, expected: &[&[&str]]) {
        let tree = Tree::in_memory([("a.csv", text)]);
        let file = tree.id("a.csv");
        let mut records = Records::new(file, tree.open("a.csv").expect("a file"), tree.block()).expect("readable");
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
        let long = "x".repeat(256 * 1024 - 3);
        let text = format!("a,b\n{long},1\n\"{long}\ny\",2\nz,3\n");
        let broken = format!("{long}\ny");
        check(&text, &[&["a", "b"], &[&long, "1"], &[&broken, "2"], &["z", "3"]]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_seen() {
        let tree = Tree::in_memory([("a.csv", "a,b\n\"x\"\"\",\"1\"\n2,\"3\n4,5\n")]);
        let mut records = Records::new(tree.id("a.csv"), tree.open("a.csv").expect("a file"), tree.block()).expect("readable");
        let mut open = Vec::new();
        while let Some(record) = records.advance().expect("readable") {
            open.push(record.bad_quote().map(|(place, bad)| (place.start, bad)));
        }
        assert_eq!(open, [None, None, Some((16, BadQuote::Open))]);
    }

    #[test]
    fn a_quote_that_closes_in_a_text_is_seen() {
        let check = |text: &str, expected: Option<u64>| {
            let tree = Tree::in_memory([("a.csv", text)]);
            let mut records = Records::new(tree.id("a.csv"), tree.open("a.csv").expect("a file"), tree.block()).expect("readable");
            let record = records.advance().expect("readable").expect("a record");
            assert_eq!(
                record.bad_quote(),
                expected.map(|start| (Place { file: tree.id("a.csv"), start, end: start + 1 }, BadQuote::Stray)),
                "{text}"
            );
        };
        check("1,\"x\n2,\"y\n", Some(2));
        check("1,\"x\"y,2\n", Some(2));
        check("1,\"x\"\"y\",2\n", None);
        check("1,\"x\" ,2\n", None);
        check("1,x\"y\",2\n", None);
    }

    #[test]
    fn an_empty_file_has_no_records() {
        check("", &[]);
        check("\n\n", &[]);
    }

    /// A record's place and fields, the place of an open quote, and whether it is blank.
    type Seen = (u64, u64, Vec<Vec<u8>>, Option<u64>, bool);

    /// What is read of a text.
    fn read(text: &str, size: usize) -> Vec<Seen> {
        let tree = Tree::in_memory([("a.csv", text)]);
        let file = tree.id("a.csv");
        let blocks = Blocks::of_size(tree.open("a.csv").expect("a file"), size).expect("readable");
        let mut records = Records { blocks: Some(blocks), ..Records::within(file) };
        let mut read = Vec::new();
        while let Some(record) = records.advance().expect("readable") {
            let fields = (0..record.len()).map(|field| record.bytes(field).to_vec()).collect();
            let open = record.bad_quote().map(|(place, _)| place.start);
            read.push((record.place().start, record.place().end, fields, open, record.is_blank()));
        }
        read
    }

    /// The same by the parser alone, as the text stands.
    fn parsed(text: &str) -> Vec<Vec<Vec<u8>>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut records = Records::within(Tree::in_memory([("a.csv", "")]).id("a.csv"));
        records.put(Block { bytes: text.as_bytes().to_vec(), offset: 0, last: true });
        let mut read = Vec::new();
        loop {
            while matches!(records.block.bytes.get(records.start), Some(b'\n' | b'\r')) {
                records.start += 1;
            }
            if records.start == records.block.bytes.len() {
                return read;
            }
            let (length, _, fields) = records.parse_next();
            let begins = |field: usize| if field == 0 { 0 } else { records.ends[field - 1] };
            read.push((0..fields).map(|field| records.text[begins(field)..records.ends[field]].to_vec()).collect());
            records.start += length;
        }
    }

    proptest! {
        /// However a file is cut into blocks, its records are the same, and the same as the parser alone finds.
        #[test]
        fn blocks_of_any_size_give_the_same_records(
            pieces in proptest::collection::vec(prop_oneof![
                Just("a"), Just("bc"), Just(","), Just(","), Just("\""), Just("\"\""), Just(",\""), Just("\","), Just("\n"), Just("\r\n"), Just("\r"), Just("é"), Just("\u{feff}"),
            ], 0..40),
            size in 1_usize..24,
        ) {
            let text = pieces.concat();
            let whole = read(&text, 1 << 20);
            prop_assert_eq!(whole.iter().map(|record| record.2.clone()).collect::<Vec<_>>(), parsed(&text));
            prop_assert_eq!(read(&text, size), whole);
        }
    }
}
