//! Hashes of all rows of a log, of which only equal ones matter.
//!
//! There is one for every row, so they take most of the memory of a large log: 56 bits of each are kept, eight of them as
//! the number of its part. Two rows of ten million that differ share so many with a chance of about one in 1,400; then
//! the log is read again in vain, and nothing else comes of it.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// So many are simply listed.
const FEW: usize = 1 << 16;
/// Bits that are kept, and those of them that number a part.
const KEPT: u32 = 56;
const PART: u32 = 8;
const REST: u32 = KEPT - PART;
const BYTES: usize = REST as usize / 8;
/// Bytes in one piece of memory: whole batches of those that wait.
const PIECE: usize = 64 * WAITING_BYTES;
/// Hashes of a part that wait to be written to its last piece: with the rest of the last one, close to a line of the memory
/// nearest to a core.
const WAITING: usize = 8;
const WAITING_BYTES: usize = WAITING * BYTES;
/// A whole word is written where the last of them stands.
const ROOM: usize = WAITING_BYTES + 8 - BYTES;

/// Hashes, parted by their first bits.
#[derive(Default)]
pub(super) struct Hashes {
    few: Vec<u64>,
    /// None as long as there are few.
    parts: Vec<Part>,
    /// By part those that wait, and how many.
    waiting: Vec<[u8; ROOM]>,
    counts: Vec<u8>,
}

#[derive(Clone, Default)]
struct Part {
    pieces: Vec<Vec<u8>>,
}

/// What is kept of a hash.
fn kept(hash: u64) -> u64 {
    hash >> (u64::BITS - KEPT)
}

impl Hashes {
    /// Adds a hash.
    #[inline]
    pub(super) fn push(&mut self, hash: u64) {
        if !self.parts.is_empty() {
            self.part(kept(hash));
            return;
        }
        self.few.push(hash);
        if self.few.len() >= FEW {
            self.divide();
        }
    }

    /// Goes over to parts.
    fn divide(&mut self) {
        self.parts.resize(1 << PART, Part::default());
        self.waiting.resize(1 << PART, [0; ROOM]);
        self.counts.resize(1 << PART, 0);
        for hash in std::mem::take(&mut self.few) {
            self.part(kept(hash));
        }
    }

    #[inline]
    fn part(&mut self, kept: u64) {
        let part = (kept >> REST) as usize;
        let count = self.counts[part] as usize;
        let at = count * BYTES;
        self.waiting[part][at..at + 8].copy_from_slice(&kept.to_le_bytes());
        self.counts[part] += 1;
        if count + 1 == WAITING {
            self.write(part);
        }
    }

    /// Writes what waits of a part to its pieces.
    fn write(&mut self, part: usize) {
        let count = std::mem::take(&mut self.counts[part]) as usize;
        match <&[u8; WAITING_BYTES]>::try_from(&self.waiting[part][..count * BYTES]) {
            // Of a known length: no call.
            Ok(all) => self.parts[part].add(all),
            Err(_) => self.parts[part].add(&self.waiting[part][..count * BYTES]),
        }
    }

    /// Writes all that waits.
    fn flush(&mut self) {
        for part in 0..self.parts.len() {
            self.write(part);
        }
    }

    /// Adds those of another list.
    pub(super) fn join(&mut self, mut other: Hashes) {
        other.flush();
        self.flush();
        if self.parts.is_empty() && !other.parts.is_empty() {
            self.divide();
        }
        for hash in other.few {
            self.push(hash);
        }
        for (part, other) in self.parts.iter_mut().zip(other.parts) {
            // The piece that is written to stays the last.
            let last = part.pieces.pop();
            part.pieces.extend(other.pieces);
            part.pieces.extend(last);
        }
    }

    /// Those that more than one row has.
    pub(super) fn equal(mut self) -> Suspects {
        self.flush();
        let few = equal(self.few.into_iter().map(kept), &mut Vec::new());
        let parts = self.parts.into_par_iter().enumerate();
        // Each core keeps its table from one part to the next.
        let many = parts.map_init(Vec::new, |slots, (number, part)| equal(part.all(number as u64), slots)).flatten_iter();
        let many: Vec<u64> = many.collect();
        Suspects(few.into_iter().chain(many).collect())
    }
}

impl Part {
    /// Adds some hashes, no more than wait.
    #[inline]
    fn add(&mut self, hashes: &[u8]) {
        match self.pieces.last_mut() {
            Some(piece) if piece.len() + hashes.len() <= PIECE => piece.extend_from_slice(hashes),
            _ => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.extend_from_slice(hashes);
                self.pieces.push(piece);
            }
        }
    }

    /// All that were kept in the part of a number.
    fn all(&self, number: u64) -> impl Iterator<Item = u64> + Clone {
        let whole = move |bytes: &[u8]| {
            let mut whole = [0; 8];
            whole[..BYTES].copy_from_slice(&bytes[..BYTES]);
            number << REST | u64::from_le_bytes(whole)
        };
        self.pieces.iter().flat_map(|piece| piece.chunks_exact(BYTES)).map(whole)
    }
}

/// Those of some hashes that stand there more than once.
fn equal(hashes: impl Iterator<Item = u64> + Clone, slots: &mut Vec<u64>) -> Vec<u64> {
    const FREE: u64 = u64::MAX;
    let count = hashes.clone().count();
    let last = (count + count / 4 + 1).next_power_of_two() - 1;
    slots.clear();
    slots.resize(last + 1, FREE);
    let mut equal = Vec::new();
    'next: for hash in hashes {
        // Within a part the first bits are all the same: the last ones spread.
        let mut at = usize::try_from(hash & last as u64).unwrap_or(0);
        while slots[at] != FREE {
            if slots[at] == hash {
                equal.push(hash);
                continue 'next;
            }
            at = (at + 1) & last;
        }
        slots[at] = hash;
    }
    equal
}

/// Hashes that more than one row has.
pub(super) struct Suspects(FxHashSet<u64>);

impl Suspects {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a hash is one of them.
    pub(super) fn contains(&self, hash: u64) -> bool {
        self.0.contains(&kept(hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ones_are_found_however_many_there_are() {
        for count in [10, FEW as u64 - 3, FEW as u64 * 4] {
            let hash = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number << 40;
            let mut hashes = Hashes::default();
            let mut others = Hashes::default();
            for number in 0..count {
                let list = if number % 3 == 0 { &mut others } else { &mut hashes };
                list.push(hash(number));
            }
            for number in [7, count - 1, 7] {
                others.push(hash(number));
            }
            hashes.join(others);
            let suspects = hashes.equal();
            let found: Vec<u64> = (0..count).filter(|number| suspects.contains(hash(*number))).collect();
            assert_eq!(found, [7, count - 1]);
        }
        assert!(Hashes::default().equal().is_empty());
    }
}
