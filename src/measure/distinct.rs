//! How many different values.

use std::hash::Hasher;

use rustc_hash::FxHashSet;

use crate::number::Quantity;

/// The marks that were seen.
///
/// Texts are kept as 64-bit hashes. Among ten million different texts in one tally the chance that any two
/// share a hash is about one in 370,000.
#[derive(Clone, Default, Debug)]
pub struct Distinct(FxHashSet<u64>);

/// What tells a text apart from others.
pub fn mark(text: &str) -> u64 {
    // SipHash with fixed keys: the same in every run, and good for texts that differ little.
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Distinct {
    pub(super) fn add(&mut self, mark: Option<u64>) {
        self.0.extend(mark);
    }

    pub(super) fn merge(&mut self, other: &Distinct) {
        self.0.extend(&other.0);
    }

    pub(super) fn value(&self) -> Quantity {
        Quantity::count(self.0.len() as u64)
    }
}
