//! Which marks of 64 bits were seen for which subject.

/// Fewer than this do not wait to be sorted in.
const FEW: usize = 1024;

/// Marks by subject: a list in order for each, one behind the other, and some that wait to be sorted in. A mark takes
/// eight bytes; what waits is never more than a quarter of the rest.
#[derive(Clone, Default, Debug)]
pub(super) struct Marks {
    list: Vec<u64>,
    /// Where each subject's begin, and where the last one's end; empty as long as there are none.
    starts: Vec<u32>,
    /// Subject, and the two halves of a mark: so it takes twelve bytes and not sixteen.
    waiting: Vec<[u32; 3]>,
}

impl Marks {
    pub(super) fn add(&mut self, rank: u32, subjects: usize, mark: u64) {
        if self.waiting.len() >= FEW.max(self.list.len() / 4) {
            self.sort_in(subjects);
        }
        self.waiting.push([rank, (mark >> 32) as u32, u32::try_from(mark & u64::from(u32::MAX)).unwrap_or(0)]);
    }

    /// Adds those of another list, of as many subjects.
    pub(super) fn join(&mut self, mut other: Marks, subjects: usize) {
        other.close();
        for rank in (0_u32..).take(other.starts.len().saturating_sub(1)) {
            other.of(rank).iter().for_each(|mark| self.add(rank, subjects, *mark));
        }
    }

    /// Nothing more comes.
    pub(super) fn close(&mut self) {
        let most = self.waiting.iter().map(|[rank, ..]| *rank as usize + 1).max().unwrap_or(0);
        self.sort_in(most.max(self.starts.len().saturating_sub(1)));
        self.waiting = Vec::new();
    }

    fn sort_in(&mut self, subjects: usize) {
        if self.waiting.is_empty() {
            return;
        }
        self.starts.resize(subjects + 1, u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.waiting.sort_unstable();
        self.waiting.dedup();
        let (list, starts, mut at) = (&self.list, &self.starts, 0);
        self.waiting.retain(|new| {
            at = at.max(starts[new[0] as usize] as usize);
            let end = starts[new[0] as usize + 1] as usize;
            while at < end && list[at] < mark(*new) {
                at += 1;
            }
            at == end || list[at] != mark(*new)
        });
        // In place and from behind, so that there is never more than one list of this length.
        let mut old = self.list.len();
        self.list.reserve_exact(self.waiting.len());
        self.list.resize(old + self.waiting.len(), 0);
        let mut free = self.list.len();
        for rank in (0..subjects).rev() {
            self.starts[rank + 1] = u32::try_from(free).unwrap_or(u32::MAX);
            let start = self.starts[rank] as usize;
            while let Some(new) = self.waiting.last().filter(|new| new[0] as usize == rank).map(|new| mark(*new)) {
                free -= 1;
                if old > start && self.list[old - 1] > new {
                    old -= 1;
                    self.list[free] = self.list[old];
                } else {
                    self.list[free] = new;
                    self.waiting.pop();
                }
            }
            self.list.copy_within(start..old, free - (old - start));
            free -= old - start;
            old = start;
        }
    }

    /// The marks of a subject, in order; all of them only once it is closed.
    pub(super) fn of(&self, rank: u32) -> &[u64] {
        let at = rank as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => &self.list[*start as usize..*end as usize],
            _ => &[],
        }
    }
}

/// The mark of one that waits.
fn mark([_, high, low]: [u32; 3]) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn it_is_a_set_for_each_subject() {
        let mut random = fastrand::Rng::with_seed(1);
        let (mut marks, mut sets) = (Marks::default(), vec![BTreeSet::new(); 7]);
        for _ in 0..20_000 {
            let (rank, mark) = (random.u32(..6), random.u64(..5_000) << random.u32(..40));
            marks.add(rank, 7, mark);
            sets[rank as usize].insert(mark);
        }
        marks.close();
        for (rank, set) in (0..).zip(&sets) {
            assert!(marks.of(rank).iter().eq(set), "subject {rank}");
        }
        assert!(marks.of(9).is_empty());
    }
}
