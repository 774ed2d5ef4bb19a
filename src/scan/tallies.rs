//! What every target has seen, by window and by the spot of the rows.

use rustc_hash::FxHashMap;

use crate::measure::Tally;
use crate::model::{Counting, Workspace};

/// Where rows stand before they are credited to subjects.
///
/// For units the crediting depends on what led to what: rows of one unit that were read and dated while
/// nothing about units changed are credited alike, and are tallied together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Spot {
    /// The unit, key, agency or choice that the rows name; 0 where the plan itself is the subject.
    pub subject: u32,
    /// For units the epoch of the day on which the reference is read; else 0.
    pub read: u32,
    /// For units the epoch of the rows' date; else 0.
    pub dated: u32,
}

/// Rows on time and rows that came late.
#[derive(Clone, Debug)]
pub struct Pair {
    /// On time.
    pub on_time: Tally,
    /// Late.
    pub late: Tally,
}

/// One target: for each of its windows what stands where.
pub(super) type Windows = Vec<FxHashMap<Spot, Pair>>;

/// What every target has seen: by plan, activity, target.
#[derive(Clone, Debug)]
pub struct Tallies {
    plans: Vec<Vec<Vec<Windows>>>,
}

impl Tallies {
    /// Nothing seen yet.
    pub fn new(workspace: &Workspace) -> Tallies {
        let windows = |target: &crate::model::Target| vec![FxHashMap::default(); target.windows.len()];
        let plans = workspace
            .plans
            .iter()
            .map(|plan| plan.activities.iter().map(|activity| activity.targets.iter().map(windows).collect()).collect())
            .collect();
        Tallies { plans }
    }

    /// What a target has seen in one of its windows.
    pub fn of(&self, plan: usize, target: crate::model::TargetIndex, window: usize) -> &FxHashMap<Spot, Pair> {
        &self.plans[plan][target.activity][target.target][window]
    }

    /// Where to add.
    pub(super) fn at(&mut self, plan: usize, target: crate::model::TargetIndex, window: usize) -> &mut FxHashMap<Spot, Pair> {
        &mut self.plans[plan][target.activity][target.target][window]
    }

    /// Takes what another pass has seen.
    #[allow(clippy::iter_over_hash_type, reason = "merging tallies commutes: the order in which spots are joined never shows")]
    pub fn merge(&mut self, other: &Tallies) {
        let mine = self.plans.iter_mut().flatten().flatten().flatten();
        for (mine, theirs) in mine.zip(other.plans.iter().flatten().flatten().flatten()) {
            for (spot, pair) in theirs {
                match mine.get_mut(spot) {
                    Some(known) => {
                        known.on_time.merge(&pair.on_time);
                        known.late.merge(&pair.late);
                    }
                    None => {
                        mine.insert(*spot, pair.clone());
                    }
                }
            }
        }
    }
}

/// Whether a target counts rows of a log.
pub(super) fn counts(counting: &Counting, wanted: crate::model::LogIndex) -> bool {
    counting.log() == Some(wanted)
}
