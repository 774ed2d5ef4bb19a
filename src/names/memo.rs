//! What a thread has found out and may be asked again: the rows of a log write few words and names, in few ways.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

/// How many answers are remembered, as a power of two: for the syllables that are in use, and the names of a province.
const SLOTS: u32 = 12;

/// The last answers, each in the slot of its question; another question with that slot takes its place.
pub(super) struct Memo<K, V> {
    slots: Vec<Option<(K, V)>>,
}

impl<K, V> Memo<K, V> {
    /// Nothing is remembered, and no room taken.
    pub(super) const fn new() -> Memo<K, V> {
        Memo { slots: Vec::new() }
    }

    /// The answer to the question that `is` knows.
    pub(super) fn get(&self, slot: usize, is: impl Fn(&K) -> bool) -> Option<&V> {
        self.slots.get(slot)?.as_ref().filter(|(question, _)| is(question)).map(|(_, answer)| answer)
    }

    /// Remembers an answer.
    pub(super) fn put(&mut self, slot: usize, question: K, answer: V) {
        self.slots.resize_with(1 << SLOTS, || None);
        self.slots[slot] = Some((question, answer));
    }
}

/// The slot of a question.
pub(super) fn slot(question: impl Hash) -> usize {
    let mut hasher = FxHasher::default();
    question.hash(&mut hasher);
    usize::try_from(hasher.finish() >> (u64::BITS - SLOTS)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_that_of_its_question() {
        let mut memo = Memo::new();
        assert_eq!(memo.get(slot("a"), |_| true), None);
        memo.put(slot("a"), "a", 1);
        assert_eq!(memo.get(slot("a"), |known| *known == "a"), Some(&1));
        assert_eq!(memo.get(slot("a"), |known| *known == "b"), None);
        memo.put(slot("a"), "b", 2);
        assert_eq!(memo.get(slot("a"), |known| *known == "a"), None);
    }
}
