//! What every target has seen, by window and by the spot of the rows.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::measure::{Sample, Tally};
use crate::model::{Counting, Measure, Workspace};

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
    /// Late; most spots have none.
    pub late: Option<Box<Tally>>,
}

impl Pair {
    /// Nothing seen yet.
    pub(super) fn new(measure: &Measure) -> Pair {
        Pair { on_time: Tally::new(measure), late: None }
    }

    /// Takes one row.
    pub(super) fn add(&mut self, measure: &Measure, sample: Sample<'_>, late: bool) {
        if late {
            self.late.get_or_insert_with(|| Box::new(Tally::new(measure))).add(sample);
        } else {
            self.on_time.add(sample);
        }
    }

    /// Takes what another pair of the same target has seen.
    pub fn merge(&mut self, other: &Pair) {
        self.on_time.merge(&other.on_time);
        match (&mut self.late, &other.late) {
            (Some(late), Some(more)) => late.merge(more),
            (late @ None, Some(more)) => *late = Some(more.clone()),
            (_, None) => {}
        }
    }
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
    pub fn merge(&mut self, other: Tallies) {
        let mine = self.plans.iter_mut().flatten().flatten().flatten();
        for (mine, theirs) in mine.zip(other.plans.into_iter().flatten().flatten().flatten()) {
            if mine.is_empty() {
                *mine = theirs;
                continue;
            }
            for (spot, pair) in theirs {
                match mine.entry(spot) {
                    Entry::Occupied(mut known) => known.get_mut().merge(&pair),
                    Entry::Vacant(free) => {
                        free.insert(pair);
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
