//! How many different values.

use std::hash::Hasher;

use crate::number::Quantity;

/// Fewer pairs than this are never cleared of what stands twice before the end.
const FEW: usize = 4096;

/// The marks that were seen, each with the subject that it was seen for.
///
/// Texts are kept as 64-bit hashes. Among ten million different texts of one subject the chance that any two
/// share a hash is about one in 370,000.
#[derive(Clone, Default, Debug)]
pub struct Distinct {
    /// Marks below 2³², as days and months are: the subject above, the mark below.
    small: Pairs<u64>,
    /// The subject, and the two halves of a mark: so a pair takes twelve bytes and not sixteen.
    large: Pairs<[u32; 3]>,
}

/// What tells a text apart from others.
pub fn mark(text: &str) -> u64 {
    // SipHash with fixed keys: the same in every run, and good for texts that differ little.
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Distinct {
    pub(super) fn add(&mut self, rank: u32, mark: Option<u64>) {
        let Some(mark) = mark else { return };
        let (high, low) = ((mark >> 32) as u32, u32::try_from(mark & u64::from(u32::MAX)).unwrap_or(0));
        if high == 0 {
            self.small.add(u64::from(rank) << 32 | u64::from(low));
        } else {
            self.large.add([rank, high, low]);
        }
    }

    /// Nothing more comes: whatever stands twice is left out, and the rest is in order.
    pub(super) fn close(&mut self) {
        self.small.clear();
        self.large.clear();
        self.small.list.shrink_to_fit();
        self.large.list.shrink_to_fit();
    }

    /// How many; only once it is closed.
    pub(super) fn value(&self, late: Option<&Distinct>, rank: u32) -> Quantity {
        let small = |of: &Distinct| of.small.between(u64::from(rank) << 32, u64::from(rank) << 32 | u64::from(u32::MAX));
        let large = |of: &Distinct| of.large.between([rank, 0, 0], [rank, u32::MAX, u32::MAX]);
        let mut count = small(self).len() + large(self).len();
        if let Some(late) = late {
            let new = small(late).clone().filter(|at| self.small.list.binary_search(&late.small.list[*at]).is_err()).count();
            count += new + large(late).clone().filter(|at| self.large.list.binary_search(&late.large.list[*at]).is_err()).count();
        }
        Quantity::count(count as u64)
    }
}

/// A set that is only added to, then only asked: a list from which what stands twice is cleared now and then.
#[derive(Clone, Default, Debug)]
struct Pairs<T> {
    list: Vec<T>,
    /// How long the list may grow before it is cleared.
    most: usize,
}

impl<T: Ord + Copy> Pairs<T> {
    fn add(&mut self, pair: T) {
        if self.list.len() >= self.most.max(FEW) {
            self.clear();
            self.most = self.list.len() * 2;
        }
        self.list.push(pair);
    }

    fn clear(&mut self) {
        self.list.sort_unstable();
        self.list.dedup();
    }

    /// The places in the list of what lies between two, both included.
    fn between(&self, first: T, last: T) -> std::ops::Range<usize> {
        self.list.partition_point(|pair| *pair < first)..self.list.partition_point(|pair| *pair <= last)
    }
}
