//! Where the separators of a block stand: every comma, line end and quote.
//!
//! 64 bytes are compared at a time; the bits of what was found are then walked. This is all that splitting a plain CSV file
//! takes.

#![expect(clippy::inline_always, reason = "what is compiled for wider instructions has to lie in one function")]

use super::lanes::{Found, LANE, Lane, Search, on_this_core};

/// The separators of a block, in their order.
#[derive(Default)]
pub struct Marks {
    at: Vec<u32>,
    /// How many of the list are in use while it is filled.
    found: usize,
    /// How many of them end a line with `\n`.
    lines: usize,
    /// Whether a quote or a carriage return is among them.
    odd: bool,
}

/// Finds the separators of some bytes.
struct Find<'m> {
    marks: &'m mut Marks,
    bytes: &'m [u8],
    base: u32,
}

impl Search for Find<'_> {
    #[inline(always)]
    fn search(self, lane: impl Lane) {
        let Find { marks, bytes, mut base } = self;
        let (lanes, rest) = bytes.as_chunks::<LANE>();
        for bytes in lanes {
            marks.add(lane.find(bytes), base);
            base += 64;
        }
        if !rest.is_empty() {
            let mut last = [0; LANE];
            last[..rest.len()].copy_from_slice(rest);
            marks.add(lane.find(&last), base);
        }
    }
}

impl Marks {
    /// Finds the separators of some bytes; `base` is added to where each stands.
    pub fn find(&mut self, bytes: &[u8], base: u32) {
        (self.found, self.lines, self.odd) = (0, 0, false);
        on_this_core(Find { marks: self, bytes, base });
        self.at.truncate(self.found);
    }

    #[inline(always)]
    fn add(&mut self, found: Found, base: u32) {
        let Found { mut all, ends, odd } = found;
        self.lines += ends.count_ones() as usize;
        self.odd |= odd;
        let before = self.found;
        self.found += all.count_ones() as usize;
        if self.at.len() < before + LANE {
            self.at.resize((before + LANE) * 2, 0);
        }
        for at in &mut self.at[before..self.found] {
            *at = base + all.trailing_zeros();
            all &= all.wrapping_sub(1);
        }
    }

    /// All of them.
    pub fn all(&self) -> &[u32] {
        &self.at
    }

    /// Gives the list away for another one, whose memory is used next.
    pub fn swap(&mut self, other: &mut Vec<u32>) {
        std::mem::swap(&mut self.at, other);
    }

    /// How many line ends there are.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// Whether there is a quote or a carriage return.
    pub fn odd(&self) -> bool {
        self.odd
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_separator_is_found_wherever_it_stands() {
        for length in [0, 1, 15, 16, 63, 64, 65, 200] {
            for (nth, byte) in b",\n\"\r;+".iter().enumerate() {
                for at in 0..length {
                    let mut bytes = vec![b'x'; length];
                    bytes[at] = *byte;
                    let mut marks = Marks::default();
                    marks.find(&bytes, 0);
                    let expected: Vec<u32> = if nth < 4 { vec![u32::try_from(at).expect("small")] } else { vec![] };
                    assert_eq!((marks.all(), marks.lines(), marks.odd()), (&expected[..], usize::from(nth == 1), (2..4).contains(&nth)));
                }
            }
        }
    }
}
