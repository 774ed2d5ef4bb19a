//! Rows that are read in place of those of a file: put together in memory, with the way back to the file.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use super::place::Place;

/// A file whose rows are read in another shape.
#[derive(Debug)]
pub struct Rows {
    /// The rows as a CSV file of the usual shape.
    pub(super) text: Vec<u8>,
    /// Its fields, in their order.
    pub(super) pieces: Vec<Piece>,
    /// Where the rows of the file stand.
    pub(super) records: Vec<(u64, u64)>,
}

/// A field: its first byte and the one behind it, here and in the file, and the row of the file that it is of.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) here: (u64, u64),
    pub(super) there: (u64, u64),
    pub(super) row: usize,
}

/// Reads such rows from their beginning.
pub(super) struct Reading {
    rows: Arc<Rows>,
    at: usize,
}

impl Reading {
    pub(super) fn new(rows: Arc<Rows>) -> Reading {
        Reading { rows, at: 0 }
    }
}

impl Read for Reading {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let got = (&self.rows.text[self.at..]).read(into)?;
        self.at += got;
        Ok(got)
    }
}

impl Rows {
    pub(super) fn size(&self) -> u64 {
        self.text.len() as u64
    }

    pub(super) fn range(&self, range: Range<u64>) -> Vec<u8> {
        let within = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        self.text[within(range.start)..within(range.end)].to_vec()
    }

    /// The place in the file of a place in these rows; where a place takes more than one field, the whole row.
    pub fn origin(&self, place: Place) -> Place {
        if place.is_whole() {
            return place;
        }
        let of = |byte: u64| self.pieces.partition_point(|piece| piece.here.0 <= byte).checked_sub(1).map(|at| &self.pieces[at]);
        let Some(Piece { here, there, row }) = of(place.start) else { return place };
        let (start, end) = if place.end > here.1 {
            self.records[*row]
        } else if here.1 - here.0 == there.1 - there.0 {
            (there.0 + place.start - here.0, there.0 + place.end - here.0)
        } else {
            *there
        };
        Place { start, end, ..place }
    }
}

/// The first byte of a place, and the one behind it.
pub(super) fn range(place: Place) -> (u64, u64) {
    (place.start, place.end)
}
