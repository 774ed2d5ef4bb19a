//! A CSV file cut into blocks of whole records, so that several can be read at once.
//!
//! Only quotes stand in the way: a line end inside of them ends nothing. So each stretch that was read is
//! looked through for quotes, which takes next to no time, and cut at the last line end outside of them.

use std::io::{self, Read};

use memchr::{memchr, memrchr2};

/// How much is read at once.
pub(super) const BLOCK: usize = 256 * 1024;
/// Most files of a workspace are small: the first block is.
const FIRST_BLOCK: usize = 16 * 1024;
/// No honest record is longer; beyond it a quote was left open.
const LONGEST: usize = if cfg!(test) { 4 } else { 64 } * 1024 * 1024;
/// The byte order mark.
pub const BOM: &[u8] = b"\xef\xbb\xbf";

/// A record that does not end within the limit; where it begins in the file.
#[derive(Debug)]
pub struct TooLong(pub u64);

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a record of more than 64 MiB")
    }
}

impl std::error::Error for TooLong {}

/// Some whole records of a file.
#[derive(Default)]
pub struct Block {
    /// The records.
    pub bytes: Vec<u8>,
    /// Where it starts in the file.
    pub offset: u64,
    /// Whether the file ends with it.
    pub last: bool,
}

/// The blocks of a file, one after another.
pub struct Blocks<'r> {
    input: Box<dyn Read + Send + 'r>,
    /// What was read and is in no block yet.
    rest: Vec<u8>,
    /// Where the rest starts in the file.
    offset: u64,
    size: usize,
    ended: bool,
}

impl<'r> Blocks<'r> {
    /// The blocks of a file, begun to be read.
    pub fn of_size(input: Box<dyn Read + Send + 'r>, size: usize) -> io::Result<Blocks<'r>> {
        let mut blocks = Blocks { input, rest: Vec::new(), offset: 0, size, ended: false };
        while blocks.rest.len() < BOM.len() && !blocks.ended {
            blocks.fill()?;
        }
        if blocks.rest.starts_with(BOM) {
            blocks.rest.drain(..BOM.len());
            blocks.offset = BOM.len() as u64;
        }
        Ok(blocks)
    }

    /// What was read and is in no block yet: before the first one, how the file begins.
    pub fn head(&self) -> &[u8] {
        &self.rest
    }

    /// Whether the whole file was read; a block may still be left.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// The next block, in memory that is no longer needed.
    pub fn advance(&mut self, mut memory: Vec<u8>) -> io::Result<Option<Block>> {
        loop {
            let cut = if self.ended { self.rest.len() } else { whole_records(&self.rest) };
            if cut > 0 {
                memory.clear();
                memory.extend_from_slice(&self.rest[cut..]);
                let mut bytes = std::mem::replace(&mut self.rest, memory);
                bytes.truncate(cut);
                let offset = self.offset;
                self.offset += cut as u64;
                return Ok(Some(Block { bytes, offset, last: self.ended }));
            }
            if self.ended {
                return Ok(None);
            }
            if self.rest.len() > LONGEST {
                return Err(io::Error::new(io::ErrorKind::InvalidData, TooLong(self.offset)));
            }
            self.fill()?;
        }
    }

    /// Reads more behind what is there: twice as much each time, so that a long record is not looked through over and over.
    fn fill(&mut self) -> io::Result<()> {
        let before = self.rest.len();
        let more = if self.offset == 0 && before == 0 { self.size.min(FIRST_BLOCK) } else { self.size.max(before) };
        self.rest.resize(before + more, 0);
        let mut got = before;
        while got < before + more {
            match self.input.read(&mut self.rest[got..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(read) => got += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.rest.truncate(got);
                    return Err(error);
                }
            }
        }
        self.rest.truncate(got);
        Ok(())
    }
}

/// How many bytes at the start of some are whole records, up to the last line end outside of quotes.
fn whole_records(bytes: &[u8]) -> usize {
    let (mut whole, mut at) = (0, 0);
    loop {
        let quote = memchr(b'"', &bytes[at..]).map(|quote| at + quote);
        if let Some(end) = memrchr2(b'\n', b'\r', &bytes[at..quote.unwrap_or(bytes.len())]) {
            whole = at + end + 1;
        }
        let Some(quote) = quote else { return whole };
        // A quote within a field is a character like any other.
        if !begins_field(&bytes[..quote]) {
            at = quote + 1;
            continue;
        }
        let Some(length) = quoted_length(&bytes[quote..]) else { return whole };
        at = quote + length;
    }
}

/// Whether a field begins behind these bytes, at whose start a record does.
fn begins_field(before: &[u8]) -> bool {
    let begins = |before: &[u8]| matches!(before.last(), None | Some(b'\n' | b'\r'));
    before.last() == Some(&b',') || begins(before) || before.strip_suffix(BOM).is_some_and(begins)
}

/// How many bytes the quoting at the start of a field takes; none where it is never closed.
pub fn quoted_length(raw: &[u8]) -> Option<usize> {
    let mut at = 1;
    // A quote ends the quoting unless another one follows at once.
    loop {
        at += memchr(b'"', raw.get(at..)?)?;
        if raw.get(at + 1) != Some(&b'"') {
            return Some(at + 1);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, whole: &str) {
        assert_eq!(&text[..whole_records(text.as_bytes())], whole);
    }

    #[test]
    fn blocks_end_outside_of_quotes() {
        check("a,b\n1,2\n3", "a,b\n1,2\n");
        check("a,b", "");
        check("a\n\"b\nc\"", "a\n");
        check("a\n\"b\nc\"\nd", "a\n\"b\nc\"\n");
        check("a\n\"b\"\"\nc\nd", "a\n");
        check("a\"b\nc", "a\"b\n");
        check("a\rb\r", "a\rb\r");
        check("x\n\u{feff}\"a\nb\n", "x\n");
    }
}
