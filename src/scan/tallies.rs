//! What every target has seen, by window and subject.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::ranks::Ranks;
use crate::calendar::{Date, Days as CivilDays};
use crate::measure::Tally;
use crate::model::{Counting, LogIndex, Measure, TargetIndex, Workspace};
use crate::number::Quantity;

/// One window: rows on time and rows that came late.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    on_time: Tally,
    /// Late; most windows have none.
    late: Option<Tally>,
    /// By rank the day of the last row, in it or before it; only where the window ends today.
    last: Vec<Option<Date>>,
}

impl Pair {
    fn new(measure: &Measure, days: CivilDays) -> Pair {
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

    /// Adds what another one has seen, of as many subjects.
    fn join(&mut self, other: Pair, subjects: usize) {
        self.on_time.join(other.on_time, subjects);
        match (&mut self.late, other.late) {
            (Some(late), Some(more)) => late.join(more, subjects),
            (late @ None, more) => *late = more,
            (Some(_), None) => {}
        }
        if self.last.is_empty() {
            self.last = other.last;
        } else {
            self.last.iter_mut().zip(other.last).for_each(|(last, more)| *last = (*last).max(more));
        }
    }

    fn close(&mut self) {
        self.on_time.close();
        self.late.iter_mut().for_each(Tally::close);
    }

    /// Where rows go.
    pub(super) fn at(&mut self, measure: &Measure, late: bool) -> &mut Tally {
        if late { self.late.get_or_insert_with(|| Tally::new(measure, None)) } else { &mut self.on_time }
    }
}

/// What a window has seen, by the as-of day that sees it first; none where no row came.
#[derive(Debug)]
pub(super) struct Days {
    measure_days: CivilDays,
    by_day: Vec<Option<Pair>>,
}

impl Days {
    /// What the rows of an as-of day go into, counted from the first that sees the window.
    pub(super) fn on(&mut self, day: usize, measure: &Measure) -> &mut Pair {
        let days = self.measure_days;
        self.by_day[day].get_or_insert_with(|| Pair::new(measure, days))
    }
}

/// A window of a target as some as-of days see it.
pub(super) struct Opened {
    /// Which of the target's windows.
    pub(super) window: usize,
    /// The as-of days to which it looks the same.
    pub(super) views: Range<usize>,
    pub(super) days: CivilDays,
}

/// The windows of a target, while they are filled.
pub(super) struct Filling<'m> {
    ranks: Arc<Ranks>,
    measure: &'m Measure,
    opened: Vec<Opened>,
    pub(super) windows: Vec<Mutex<Days>>,
}

impl<'m> Filling<'m> {
    pub(super) fn new(ranks: Arc<Ranks>, measure: &'m Measure, opened: Vec<Opened>) -> Filling<'m> {
        let days = |opened: &Opened| Days { measure_days: opened.days, by_day: vec![None; opened.views.len()] };
        let windows = opened.iter().map(|opened| Mutex::new(days(opened))).collect();
        Filling { ranks, measure, opened, windows }
    }

    /// Nothing more comes: what the target has seen by each as-of day, of those that see it.
    pub(super) fn close(self) -> Vec<(usize, Seen)> {
        // By as-of day its windows.
        let mut seen: BTreeMap<usize, Vec<(usize, Arc<Pair>)>> = BTreeMap::new();
        for (opened, days) in self.opened.into_iter().zip(self.windows) {
            let Days { measure_days, by_day } = days.into_inner().unwrap_or_else(PoisonError::into_inner);
            let (mut all, mut closed) = (Pair::new(self.measure, measure_days), None);
            let last = by_day.len() - 1;
            for ((day, pair), view) in by_day.into_iter().enumerate().zip(opened.views) {
                if let Some(pair) = pair {
                    all.join(pair, self.ranks.len());
                    closed = None;
                }
                let closed = closed.get_or_insert_with(|| {
                    let mut pair =
                        if day == last { std::mem::replace(&mut all, Pair::new(self.measure, measure_days)) } else { all.clone() };
                    pair.close();
                    Arc::new(pair)
                });
                seen.entry(view).or_default().push((opened.window, closed.clone()));
            }
        }
        let seen = seen.into_iter().map(|(view, mut windows)| {
            windows.sort_by_key(|(window, _)| *window);
            (view, Seen { ranks: self.ranks.clone(), windows: windows.into_iter().map(|(_, pair)| pair).collect() })
        });
        seen.collect()
    }
}

/// What a target has seen of a log.
#[derive(Clone, Debug)]
pub struct Seen {
    ranks: Arc<Ranks>,
    windows: Vec<Arc<Pair>>,
}

impl Seen {
    /// The day of a subject's last row, where the window ends today.
    pub fn last(&self, window: usize, subject: u32) -> Option<Date> {
        let rank = self.ranks.rank(subject)?;
        self.windows[window].last.get(rank as usize).copied().flatten()
    }

    /// A subject's value in a window: of what was on time, and with what came late.
    pub fn values(&self, window: usize, subject: u32) -> [Option<Quantity>; 2] {
        let Pair { on_time, late, .. } = &*self.windows[window];
        // A subject without a rank was never counted: beyond all ranks nothing was seen.
        let rank = self.ranks.rank(subject).unwrap_or(u32::MAX);
        let value = on_time.value(None, rank);
        [value, if late.is_some() { on_time.value(late.as_ref(), rank) } else { value }]
    }
}

/// What every target has seen: by plan, activity, target.
#[derive(Clone, Debug)]
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
