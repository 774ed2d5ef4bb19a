//! The keys of a register: each once, numbered in the order of their bytes, and found by a hash.

use super::texts::{Texts, slot};

/// Keys by number, and numbers by key.
#[derive(Debug, Default)]
pub struct Keys {
    texts: Texts,
    /// By hash a key's number, counted from 1; at most half of them are taken.
    slots: Vec<u32>,
}

impl Keys {
    /// Of keys in the order of their bytes; one may come several times in a row.
    pub fn new<'a>(ordered: impl IntoIterator<Item = &'a str>) -> Keys {
        let mut texts = Texts::default();
        for key in ordered {
            if texts.last() != Some(key) {
                texts.push(key);
            }
        }
        texts.shrink();
        let mut keys = Keys { slots: vec![0; (texts.len() * 2).next_power_of_two()], texts };
        for (number, key) in (1..).zip(keys.texts.all()) {
            let mut at = slot(key, keys.slots.len());
            while keys.slots[at] != 0 {
                at = (at + 1) & (keys.slots.len() - 1);
            }
            keys.slots[at] = number;
        }
        keys
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The key of a number.
    pub fn get(&self, number: u32) -> &str {
        self.texts.get(number)
    }

    /// All of them.
    pub fn all(&self) -> impl ExactSizeIterator<Item = &str> {
        self.texts.all()
    }

    /// The number of a key.
    pub fn find(&self, key: &str) -> Option<u32> {
        if self.is_empty() {
            return None;
        }
        let mut at = slot(key, self.slots.len());
        loop {
            let number = self.slots[at].checked_sub(1)?;
            if self.get(number) == key {
                return Some(number);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found() {
        let texts: Vec<String> = (0..1000).map(|number| format!("{:04}", number / 3)).collect();
        let keys = Keys::new(texts.iter().map(String::as_str));
        assert_eq!(keys.len(), 334);
        for (number, key) in (0..).zip(keys.all()) {
            assert_eq!((keys.find(key), keys.get(number)), (Some(number), key));
        }
        assert_eq!(keys.find("0334"), None);
        assert_eq!(keys.find(""), None);
    }

    #[test]
    fn no_keys() {
        assert_eq!(Keys::default().find("a"), None);
        assert_eq!(Keys::new([]).find("a"), None);
        assert_eq!(Keys::new([""]).find(""), Some(0));
    }
}
