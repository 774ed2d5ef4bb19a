//! Which subjects a target may ever have, and whom of them the rows that name a unit count for.
//!
//! Both are known before the first row is read: membership and hierarchy are those of a window's reference date.
//! So rows are folded straight into the subjects they count for, and nothing is kept for those that can be none.

use std::sync::Arc;

use crate::calendar::{Date, Day};
use crate::model::{Credit, UnitIndex, Workspace};

/// Nobody.
const NOBODY: u32 = u32::MAX;
/// It depends on the days of the row.
const DEPENDS: u32 = u32::MAX - 1;
/// Not yet looked at.
const UNSEEN: u32 = u32::MAX - 2;
/// Several: the rest is the number of a list.
const SEVERAL: u32 = 1 << 31;

/// The subjects that a target may have, each with a rank: tallies are lists by rank.
#[derive(Debug)]
pub(super) enum Ranks {
    /// All there are: a subject's rank is its own number.
    All(usize),
    /// Some units: by unit its rank, [`u32::MAX`] where it has none; and how many have one.
    Units(Vec<u32>, usize),
}

impl Ranks {
    /// Those units of which `may` is true.
    pub(super) fn units(may: &[bool]) -> Ranks {
        let mut next = 0;
        let ranks = may
            .iter()
            .map(|may| {
                if *may {
                    next += 1;
                    next - 1
                } else {
                    NOBODY
                }
            })
            .collect();
        Ranks::Units(ranks, next as usize)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Ranks::All(count) | Ranks::Units(_, count) => *count,
        }
    }

    /// By rank the subject.
    pub(super) fn subjects(&self) -> Vec<u32> {
        match self {
            Ranks::All(count) => (0_u32..).take(*count).collect(),
            Ranks::Units(ranks, count) => {
                let mut subjects = vec![0; *count];
                for (subject, rank) in (0_u32..).zip(ranks).filter(|(_, rank)| **rank != NOBODY) {
                    subjects[*rank as usize] = subject;
                }
                subjects
            }
        }
    }

    /// A subject's rank.
    pub(super) fn rank(&self, subject: u32) -> Option<u32> {
        match self {
            Ranks::All(_) => Some(subject),
            Ranks::Units(ranks, _) => ranks.get(subject as usize).copied().filter(|rank| *rank != NOBODY),
        }
    }
}

/// Whom rows of units count for, by a reference date.
pub(super) struct Credits<'w> {
    credit: Credit<'w>,
    ranks: Arc<Ranks>,
    /// By unit the rank of the one subject, or one of the marks above.
    plain: Vec<u32>,
    lists: Vec<Vec<u32>>,
}

impl<'w> Credits<'w> {
    pub(super) fn new(workspace: &'w Workspace, ranks: Arc<Ranks>, reference: Date, within: bool) -> Credits<'w> {
        let units = &workspace.units;
        let members = units.all().map(|unit| unit.0).filter(|unit| ranks.rank(*unit).is_some());
        let credit = Credit::new(units, members, reference, within);
        let mut credits = Credits { credit, ranks, plain: vec![UNSEEN; units.len()], lists: Vec::new() };
        let mut credited = Vec::new();
        for unit in units.all() {
            credits.mark(unit, &mut credited);
        }
        credits
    }

    /// Finds whom a unit's rows count for: whoever they count for in the unit above, and its own. Each is looked at once.
    fn mark(&mut self, unit: UnitIndex, credited: &mut Vec<u32>) -> u32 {
        let at = unit.0 as usize;
        if self.plain[at] != UNSEEN {
            return self.plain[at];
        }
        // Rows that close a circle were left out; were one there, the way up would still end.
        self.plain[at] = NOBODY;
        let above = self.credit.above(unit).map_or(NOBODY, |above| self.mark(above, credited));
        let mark = if above == DEPENDS || self.credit.plain(unit, credited).is_none() {
            DEPENDS
        } else {
            credited.retain_mut(|subject| self.ranks.rank(*subject).map(|rank| *subject = rank).is_some());
            self.join(credited, above)
        };
        self.plain[at] = mark;
        mark
    }

    /// The mark for some ranks together with those that another mark stands for.
    fn join(&mut self, ranks: &mut Vec<u32>, mark: u32) -> u32 {
        match (ranks.as_slice(), mark) {
            ([], mark) => return mark,
            (_, NOBODY) => {}
            (_, several) if several & SEVERAL != 0 => ranks.extend(&self.lists[(several & !SEVERAL) as usize]),
            (_, rank) => ranks.push(rank),
        }
        ranks.sort_unstable();
        ranks.dedup();
        if let [rank] = ranks[..] {
            return rank;
        }
        self.lists.push(ranks.clone());
        SEVERAL | u32::try_from(self.lists.len() - 1).unwrap_or(0)
    }

    /// Hands over the ranks of the subjects that a row counts for that names a unit; `days` are that on which its
    /// reference is read and its date. `credited` is memory that is no longer needed.
    #[inline]
    pub(super) fn each(&self, unit: u32, days: impl FnOnce() -> (Day, Day), credited: &mut Vec<u32>, mut take: impl FnMut(u32)) {
        match self.plain[unit as usize] {
            NOBODY => {}
            DEPENDS => {
                self.by_days(unit, days(), credited);
                credited.iter().copied().for_each(take);
            }
            several if several & SEVERAL != 0 => self.lists[(several & !SEVERAL) as usize].iter().copied().for_each(take),
            rank => take(rank),
        }
    }

    /// The ranks where they hang on the days of the row.
    #[cold]
    fn by_days(&self, unit: u32, (read, dated): (Day, Day), credited: &mut Vec<u32>) {
        self.credit.row(UnitIndex(unit), read.date(), dated.date(), credited);
        credited.retain_mut(|subject| self.ranks.rank(*subject).map(|rank| *subject = rank).is_some());
    }
}
