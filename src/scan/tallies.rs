//! What every target has seen, by window and subject.

use std::sync::{Arc, Mutex, PoisonError};

use super::ranks::Ranks;
use crate::calendar::{Date, Days};
use crate::measure::Tally;
use crate::model::{Counting, LogIndex, Measure, TargetIndex, Workspace};
use crate::number::Quantity;

/// One window: rows on time and rows that came late.
#[derive(Debug)]
pub(super) struct Pair {
    on_time: Tally,
    /// Late; most windows have none.
    late: Option<Tally>,
    /// By rank the day of the last row, in it or before it; only where the window ends today.
    last: Vec<Option<Date>>,
}

impl Pair {
    fn new(measure: &Measure, days: Days) -> Pair {
        Pair { on_time: Tally::new(measure, Some(days)), late: None, last: Vec::new() }
    }

    /// Notes rows by their days, each of a subject, one of `subjects`.
    pub(super) fn note(&mut self, subjects: usize, rows: impl Iterator<Item = (u32, Date)>) {
        self.last.resize(subjects, None);
        for (rank, date) in rows {
            let last = &mut self.last[rank as usize];
            *last = (*last).max(Some(date));
        }
    }

    /// Where rows go.
    pub(super) fn at(&mut self, measure: &Measure, late: bool) -> &mut Tally {
        if late { self.late.get_or_insert_with(|| Tally::new(measure, None)) } else { &mut self.on_time }
    }
}

/// The windows of a target, while they are filled.
pub(super) struct Filling {
    ranks: Arc<Ranks>,
    pub(super) windows: Vec<Mutex<Pair>>,
}

impl Filling {
    pub(super) fn new(ranks: Arc<Ranks>, measure: &Measure, windows: impl Iterator<Item = Days>) -> Filling {
        Filling { ranks, windows: windows.map(|days| Mutex::new(Pair::new(measure, days))).collect() }
    }

    /// Nothing more comes.
    pub(super) fn close(self) -> Seen {
        let close = |window: Mutex<Pair>| {
            let mut pair = window.into_inner().unwrap_or_else(PoisonError::into_inner);
            pair.on_time.close();
            pair.late.iter_mut().for_each(Tally::close);
            pair
        };
        Seen { ranks: self.ranks, windows: self.windows.into_iter().map(close).collect() }
    }
}

/// What a target has seen of a log.
#[derive(Debug)]
pub struct Seen {
    ranks: Arc<Ranks>,
    windows: Vec<Pair>,
}

impl Seen {
    /// The day of a subject's last row, where the window ends today.
    pub fn last(&self, window: usize, subject: u32) -> Option<Date> {
        let rank = self.ranks.rank(subject)?;
        self.windows[window].last.get(rank as usize).copied().flatten()
    }

    /// A subject's value in a window: of what was on time, and with what came late.
    pub fn values(&self, window: usize, subject: u32) -> [Option<Quantity>; 2] {
        let Pair { on_time, late, .. } = &self.windows[window];
        // A subject without a rank was never counted: beyond all ranks nothing was seen.
        let rank = self.ranks.rank(subject).unwrap_or(u32::MAX);
        let value = on_time.value(None, rank);
        [value, if late.is_some() { on_time.value(late.as_ref(), rank) } else { value }]
    }
}

/// What every target has seen: by plan, activity, target.
#[derive(Debug)]
pub struct Tallies {
    plans: Vec<Vec<Vec<Option<Seen>>>>,
}

impl Tallies {
    /// Nothing seen yet.
    pub fn new(workspace: &Workspace) -> Tallies {
        let plans = workspace
            .plans
            .iter()
            .map(|plan| plan.activities.iter().map(|activity| activity.targets.iter().map(|_| None).collect()).collect())
            .collect();
        Tallies { plans }
    }

    /// What a target has seen; nothing where it counts no rows.
    pub fn of(&self, plan: usize, target: TargetIndex) -> Option<&Seen> {
        self.plans[plan][target.activity][target.target].as_ref()
    }

    pub(super) fn put(&mut self, plan: usize, target: TargetIndex, seen: Seen) {
        self.plans[plan][target.activity][target.target] = Some(seen);
    }
}

/// Whether a target counts rows of a log.
pub(super) fn counts(counting: &Counting, wanted: LogIndex) -> bool {
    counting.log() == Some(wanted)
}
