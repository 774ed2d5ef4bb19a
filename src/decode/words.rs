//! Words of which a column knows all: choices, ids, keys. Each has a number, found by the word's own bytes.

use rustc_hash::FxHashMap;

use crate::read::word::{load, low};

/// The longest word that is compared as two numbers.
const SHORT: usize = 16;

/// Words and their numbers, from 0.
pub struct Words {
    slots: Vec<Slot>,
    long: FxHashMap<Box<[u8]>, u32>,
}

#[derive(Clone, Copy)]
struct Slot {
    head: u64,
    tail: u64,
    /// How long the word is; 0 where the slot is free.
    length: u32,
    number: u32,
}

const FREE: Slot = Slot { head: 0, tail: 0, length: 0, number: 0 };

impl Words {
    /// Numbers words in their order; of equal ones the first counts.
    pub fn new<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> Words {
        let size = (words.len() * 2).next_power_of_two().max(16);
        let mut all = Words { slots: vec![FREE; size], long: FxHashMap::default() };
        for (number, word) in words.enumerate() {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            let bytes = word.as_bytes();
            if bytes.is_empty() {
                continue;
            }
            if bytes.len() > SHORT {
                all.long.entry(bytes.into()).or_insert(number);
                continue;
            }
            let (head, tail) = (low(load(bytes, 0), bytes.len()), if bytes.len() > 8 { low(load(bytes, 8), bytes.len() - 8) } else { 0 });
            let slot = Slot { head, tail, length: u32::try_from(bytes.len()).unwrap_or(0), number };
            let mut at = all.place(head, tail);
            while all.slots[at].length != 0 {
                if (all.slots[at].head, all.slots[at].tail, all.slots[at].length) == (head, tail, slot.length) {
                    break;
                }
                at = (at + 1) & (size - 1);
            }
            if all.slots[at].length == 0 {
                all.slots[at] = slot;
            }
        }
        all
    }

    #[inline]
    fn place(&self, head: u64, tail: u64) -> usize {
        let mixed = (head ^ tail.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 32) as usize & (self.slots.len() - 1)
    }

    /// The number of the word that stands in a field which is not empty.
    #[inline]
    pub fn find(&self, bytes: &[u8], start: usize, end: usize) -> Option<u32> {
        let length = end - start;
        if length > SHORT {
            return self.long.get(&bytes[start..end]).copied();
        }
        let head = low(load(bytes, start), length);
        let tail = if length > 8 { low(load(bytes, start + 8), length - 8) } else { 0 };
        let mut at = self.place(head, tail);
        loop {
            let slot = &self.slots[at];
            if slot.head == head && slot.tail == tail && slot.length as usize == length {
                return Some(slot.number);
            }
            if slot.length == 0 {
                return None;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_nothing_else() {
        let words = ["a", "ab", "abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq", "xã", "a\0", "ab"];
        let all = Words::new(words.into_iter());
        for (number, word) in words.iter().enumerate().take(8) {
            let text = format!("--{word}--");
            assert_eq!(all.find(text.as_bytes(), 2, 2 + word.len()), u32::try_from(number).ok(), "{word}");
        }
        for other in ["b", "abc", "abcdefghijklmno", "abcdefghijklmnopr", "a\0\0"] {
            assert_eq!(all.find(other.as_bytes(), 0, other.len()), None, "{other}");
        }
    }
}
