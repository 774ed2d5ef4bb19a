//! A set that is only added to, then only asked.

/// Fewer than this are never put in order before the end.
const FEW: usize = 4096;

/// A list in order, behind which new ones gather; now and then they are sorted in.
///
/// What stands in order is all different; as no more than a third waits behind it, it takes little more memory than it must.
#[derive(Clone, Default, Debug)]
pub(super) struct Pairs<T> {
    list: Vec<T>,
    /// How many stand in order.
    sorted: usize,
}

impl<T: Ord + Copy> Pairs<T> {
    pub(super) fn add(&mut self, pair: T) {
        if self.list.len() >= FEW.max(self.sorted + self.sorted / 2) {
            self.sort();
            // What the list grows to, and no more: a list of its own accord would double.
            self.list.reserve_exact(FEW.max(self.list.len() / 2));
        }
        self.list.push(pair);
    }

    pub(super) fn join(&mut self, other: Pairs<T>) {
        other.list.into_iter().for_each(|pair| self.add(pair));
    }

    fn sort(&mut self) {
        self.list[self.sorted..].sort_unstable();
        // Two runs, each in order: that is what this sort is quick at.
        self.list.sort();
        self.list.dedup();
        self.sorted = self.list.len();
    }

    /// Nothing more comes.
    pub(super) fn close(&mut self) {
        self.sort();
        self.list.shrink_to_fit();
    }

    /// Those that lie between two, both included; only once it is closed.
    pub(super) fn between(&self, first: T, last: T) -> &[T] {
        &self.list[self.list.partition_point(|pair| *pair < first)..self.list.partition_point(|pair| *pair <= last)]
    }

    /// Whether it is there; only once it is closed.
    pub(super) fn has(&self, pair: T) -> bool {
        self.list.binary_search(&pair).is_ok()
    }
}
