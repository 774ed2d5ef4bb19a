//! Where the separators of a block stand: every comma, line end and quote.
//!
//! 64 bytes are compared at a time, 16 in one instruction; the bits of what was found are then walked. This is all that
//! splitting a plain CSV file takes.

use wide::u8x16;

/// Bytes that are looked at together: one for each bit of a word.
const LANE: usize = u64::BITS as usize;
const PART: usize = 16;

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

impl Marks {
    /// Finds the separators of some bytes; `base` is added to where each stands.
    pub fn find(&mut self, bytes: &[u8], mut base: u32) {
        (self.found, self.lines, self.odd) = (0, 0, false);
        let (lanes, rest) = bytes.as_chunks::<LANE>();
        for lane in lanes {
            self.lane(lane, base);
            base += 64;
        }
        if !rest.is_empty() {
            let mut lane = [0; LANE];
            lane[..rest.len()].copy_from_slice(rest);
            self.lane(&lane, base);
        }
        self.at.truncate(self.found);
    }

    fn lane(&mut self, lane: &[u8; LANE], base: u32) {
        let (commas, lines) = (u8x16::splat(b','), u8x16::splat(b'\n'));
        let (quotes, returns) = (u8x16::splat(b'"'), u8x16::splat(b'\r'));
        let (mut all, mut ends, mut odd) = (0_u64, 0_u64, u8x16::splat(0));
        for (nth, part) in lane.as_chunks::<PART>().0.iter().enumerate() {
            let part = u8x16::new(*part);
            let bits = |found: u8x16| u64::from(found.to_bitmask() & 0xffff) << (nth * PART);
            let end = part.simd_eq(lines);
            let strange = part.simd_eq(quotes) | part.simd_eq(returns);
            odd |= strange;
            ends |= bits(end);
            all |= bits(part.simd_eq(commas) | end | strange);
        }
        self.lines += ends.count_ones() as usize;
        self.odd |= odd.to_bitmask() != 0;
        let before = self.found;
        self.found += all.count_ones() as usize;
        if self.at.len() < before + LANE {
            self.at.resize((before + LANE) * 2, 0);
        }
        for at in &mut self.at[before..self.found] {
            *at = base + all.trailing_zeros();
            all &= all - 1;
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
