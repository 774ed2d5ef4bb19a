//! What a key of a table takes and means: for whoever writes a plan in an editor.

use super::Form;

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub key: &'static str,
    /// What stands behind it.
    pub takes: Takes,
    /// Whether it must be there.
    pub needed: bool,
    /// What it means, in Vietnamese.
    pub vi: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// A value, as JSON.
    pub example: Option<&'static str>,
}

/// What may stand behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A text.
    Text,
    /// A text, or a list of them.
    Texts,
    /// One of some words.
    Words(&'static [&'static str]),
    /// One of some words, or a list of them.
    Several(&'static [&'static str]),
    /// A text of a form, as a regular expression.
    Pattern(&'static str),
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A whole number from one to another.
    Whole(i64, i64),
    /// A table.
    Table(&'static Form),
    /// A table, or a list of them.
    Tables(&'static Form),
    /// Names that the file gives, each with this.
    Named(&'static Takes),
    /// This, or a list of them.
    Listed(&'static Takes),
    /// One of these.
    Either(&'static [Takes]),
    /// Columns and what must hold of each.
    Conditions,
    /// Targets, and what each is worth.
    Points,
    /// Rules and what each weighs.
    Checks,
}

/// A key that may be left out.
pub(super) const fn key(key: &'static str, takes: Takes, vi: &'static str, en: &'static str) -> Key {
    Key { key, takes, needed: false, vi, en, example: None }
}

impl Key {
    /// The same, where it must be there.
    pub(super) const fn needed(mut self) -> Key {
        self.needed = true;
        self
    }

    /// The same with a value that shows how it is written.
    pub(super) const fn like(mut self, example: &'static str) -> Key {
        self.example = Some(example);
        self
    }
}
