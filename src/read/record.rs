//! One record of a CSV file, with the bytes it was read from: its fields, and where each stands.

use memchr::memchr;

use super::blocks::{BOM, quoted_length};
use super::{FileId, Place};

/// One record.
pub struct Record<'b> {
    pub(super) file: FileId,
    /// Whether the file ends with it.
    pub(super) last: bool,
    pub(super) offset: u64,
    pub(super) raw: &'b [u8],
    pub(super) text: &'b [u8],
    pub(super) ends: &'b [usize],
    /// How many bytes of the text stand between two fields.
    pub(super) gap: usize,
}

/// How a quote can be wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadQuote {
    /// It is never closed.
    Open,
    /// Text follows the quote that closes it.
    Stray,
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
        let start = if field == 0 { 0 } else { self.ends[field - 1] + self.gap };
        &self.text[start..self.ends[field]]
    }

    /// All fields' bytes, one after another, where each ends, and how many bytes stand between two.
    pub fn text(&self) -> (&'b [u8], &'b [usize], usize) {
        (self.text, self.ends, self.gap)
    }

    /// Where a quote opens that is never closed, or closes in the middle of a text: the parser goes on all the same,
    /// and what it reads is not what anybody wrote. Only the last record of a file can have one that is never closed.
    pub fn bad_quote(&self) -> Option<(Place, BadQuote)> {
        memchr(b'"', self.raw)?;
        let mut begin = if self.begins_with_mark() { BOM.len() } else { 0 };
        while begin <= self.raw.len() {
            let field = &self.raw[begin..];
            if field.first() == Some(&b'"') {
                let bad = match quoted_length(field) {
                    None => self.last.then_some(BadQuote::Open),
                    Some(length) => {
                        let behind = &field[length..field_length(field)];
                        (!behind.trim_ascii().is_empty()).then_some(BadQuote::Stray)
                    }
                };
                if let Some(bad) = bad {
                    let start = self.offset + begin as u64;
                    return Some((Place { file: self.file, start, end: start + 1 }, bad));
                }
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
        self.text.len() == self.gap * self.ends.len().saturating_sub(1)
    }

    /// The byte of the file at which it starts.
    pub fn start(&self) -> u64 {
        self.offset
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

/// How many bytes the first field of a record has, its quotes included.
fn field_length(raw: &[u8]) -> usize {
    let quoted = raw.first() == Some(&b'"');
    let at = if quoted { quoted_length(raw).unwrap_or(raw.len()) } else { 0 };
    raw[at..].iter().position(|byte| *byte == b',').map_or(raw.len(), |comma| at + comma)
}
