//! Words of which a column knows all: choices, ids, keys. Each has a number, found by the word's own bytes.

use rustc_hash::FxHashMap;

use crate::read::word::{load, low};

/// The longest word that is compared as one number, and as two.
const SHORT: usize = 8;
const MIDDLE: usize = 16;

/// Words and their numbers, from 0.
pub struct Words {
    short: Vec<Slot>,
    middle: FxHashMap<(u64, u64, usize), u32>,
    long: FxHashMap<Box<[u8]>, u32>,
}

/// A short word. Many of them lie in the memory nearest to a core: a slot is as small as it can be.
#[derive(Clone, Copy)]
struct Slot {
    word: u64,
    /// How long the word is; 0 where the slot is free.
    length: u32,
    number: u32,
}

const FREE: Slot = Slot { word: 0, length: 0, number: 0 };

impl Words {
    /// Numbers words in their order; of equal ones the first counts.
    pub fn new<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> Words {
        let size = (words.len() * 4 / 3).next_power_of_two().max(16);
        let mut all = Words { short: vec![FREE; size], middle: FxHashMap::default(), long: FxHashMap::default() };
        for (bytes, number) in words.map(str::as_bytes).zip(0_u32..) {
            match bytes.len() {
                0 => {}
                length @ 1..=SHORT => {
                    let slot = Slot { word: low(load(bytes, 0), length), length: u32::try_from(length).unwrap_or(0), number };
                    let mut at = all.place(slot.word);
                    while all.short[at].length != 0 && (all.short[at].word, all.short[at].length) != (slot.word, slot.length) {
                        at = (at + 1) & (size - 1);
                    }
                    if all.short[at].length == 0 {
                        all.short[at] = slot;
                    }
                }
                length @ ..=MIDDLE => {
                    let tail = low(load(bytes, SHORT), length - SHORT);
                    all.middle.entry((load(bytes, 0), tail, length)).or_insert(number);
                }
                _ => {
                    all.long.entry(bytes.into()).or_insert(number);
                }
            }
        }
        all
    }

    #[inline]
    fn place(&self, word: u64) -> usize {
        (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (self.short.len() - 1)
    }

    /// The number of the word that stands in a field which is not empty.
    #[inline]
    pub fn find(&self, bytes: &[u8], start: usize, end: usize) -> Option<u32> {
        let length = end - start;
        if length > MIDDLE {
            return self.long.get(&bytes[start..end]).copied();
        }
        let head = load(bytes, start);
        if length > SHORT {
            return self.middle.get(&(head, low(load(bytes, start + SHORT), length - SHORT), length)).copied();
        }
        let word = low(head, length);
        let mut at = self.place(word);
        loop {
            let slot = self.short[at];
            if slot.word == word && slot.length as usize == length {
                return Some(slot.number);
            }
            if slot.length == 0 {
                return None;
            }
            at = (at + 1) & (self.short.len() - 1);
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
