//! Many short lists in one piece of memory: what a country's units have, most of them one thing or nothing.

/// Lists by number.
#[derive(Debug)]
pub(super) struct Lists<T> {
    items: Vec<T>,
    /// Where each list begins, and where the last one ends.
    starts: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Lists<T> {
        Lists { items: Vec::new(), starts: vec![0] }
    }
}

impl<T> Lists<T> {
    /// As many lists as `count` says, of items in the order of their lists' numbers.
    pub(super) fn new(count: usize, ordered: impl IntoIterator<Item = (u32, T)>) -> Lists<T> {
        let mut lists = Lists::default();
        for (list, item) in ordered {
            while lists.starts.len() <= list as usize {
                lists.close();
            }
            lists.push(item);
        }
        while lists.starts.len() <= count {
            lists.close();
        }
        lists.shrink();
        lists
    }

    /// Adds an item to the list that is not yet closed.
    pub(super) fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Ends a list; the next begins.
    pub(super) fn close(&mut self) {
        // What is held in memory ends long before numbers do.
        self.starts.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    /// A list.
    pub(super) fn get(&self, list: u32) -> &[T] {
        let at = list as usize;
        &self.items[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// All items, each with the number of its list.
    pub(super) fn into_items(self) -> impl Iterator<Item = (u32, T)> {
        let starts = self.starts;
        let mut list = 0;
        self.items.into_iter().enumerate().map(move |(at, item)| {
            while starts[list as usize + 1] as usize <= at {
                list += 1;
            }
            (list, item)
        })
    }

    /// Gives back memory that is not needed once all items are there.
    pub(super) fn shrink(&mut self) {
        self.items.shrink_to_fit();
        self.starts.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_in_their_lists() {
        let items = [(1, 'a'), (1, 'b'), (4, 'c')];
        let lists = Lists::new(6, items);
        assert_eq!((0..6).map(|list| lists.get(list).iter().collect::<String>()).collect::<Vec<_>>(), ["", "ab", "", "", "c", ""]);
        assert_eq!(lists.into_items().collect::<Vec<_>>(), items);
    }
}
