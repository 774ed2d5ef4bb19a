//! Texts in one piece of memory: a country's registers hold hundreds of thousands, of a few bytes each.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Texts by number.
#[derive(Debug)]
pub(super) struct Texts {
    text: String,
    /// Where each begins, and where the last one ends.
    starts: Vec<usize>,
    /// By hash the number of a text that came lately, counted from 1.
    lately: Vec<u32>,
}

/// How many texts are remembered, a power of two: enough for kinds, levels, and the units above.
const LATELY: usize = 1 << 12;

impl Default for Texts {
    fn default() -> Texts {
        Texts { text: String::new(), starts: vec![0], lately: Vec::new() }
    }
}

impl Texts {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The text of a number.
    pub(super) fn get(&self, number: u32) -> &str {
        let at = number as usize;
        &self.text[self.starts[at]..self.starts[at + 1]]
    }

    /// The last one.
    pub(super) fn last(&self) -> Option<&str> {
        u32::try_from(self.len().checked_sub(1)?).ok().map(|last| self.get(last))
    }

    /// All of them, by number.
    pub(super) fn all(&self) -> impl ExactSizeIterator<Item = &str> {
        self.starts.windows(2).map(|ends| &self.text[ends[0]..ends[1]])
    }

    /// Adds a text that does not come twice; gives its number.
    pub(super) fn push(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        self.starts.push(self.text.len());
        // What is held in memory ends long before numbers do.
        u32::try_from(self.len() - 1).unwrap_or(u32::MAX)
    }

    /// The number of a text: the one it has where it came lately, else a new one.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        self.lately.resize(LATELY, 0);
        let slot = slot(text, LATELY);
        if let Some(known) = self.lately[slot].checked_sub(1).filter(|known| self.get(*known) == text) {
            return known;
        }
        let number = self.push(text);
        self.lately[slot] = number + 1;
        number
    }

    /// Gives back memory that is not needed once all texts are there.
    pub(super) fn shrink(&mut self) {
        self.lately = Vec::new();
        self.text.shrink_to_fit();
        self.starts.shrink_to_fit();
    }
}

/// Where to look for a text first, in a table of some power of two; no answer depends on it.
pub(super) fn slot(text: &str, size: usize) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    // The lower half is mixed best.
    (hasher.finish() & 0xffff_ffff) as usize & (size - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_its_number() {
        let mut texts = Texts::default();
        let numbers = ["xã", "", "thôn", "xã", "", "huyện"].map(|text| texts.intern(text));
        assert_eq!(numbers, [0, 1, 2, 0, 1, 3]);
        assert_eq!(texts.push("xã"), 4);
        texts.shrink();
        assert_eq!((0..5).map(|number| texts.get(number)).collect::<Vec<_>>(), ["xã", "", "thôn", "huyện", "xã"]);
    }
}
