//! From tallies to cells, verdicts, gaps, and whose job they are.
//!
//! For each window of each target: who is in the population, what each member has and needs, and how the two
//! stand to each other; then what that says about the window, the target, the activity and the plan.

mod accepted;
mod cells;
mod own;
mod responsible;
pub mod silence;
mod standing;
mod state;
pub mod targets;
mod values;
mod verdict;
mod versions;
mod waived;
mod windows;

pub use responsible::responsible;
pub use standing::standing_rows;
pub use state::{ActivityState, Cell, CellState, Counts, Falls, PlanState, State, TargetState, Verdict, WindowState};
pub use verdict::{is_paced, may_close};

use accepted::Acceptance;
use rayon::prelude::*;

use crate::calendar::{Date, Period};
use crate::model::{TargetIndex, Workspace};
use crate::scan::Tallies;

/// Evaluates every target as of a date; with a period, only the windows that overlap it are kept.
///
/// The period is read in each plan's calendar.
pub fn cover(workspace: &Workspace, tallies: &Tallies, as_of: Date, period: Option<Period>, left_out: u64) -> State {
    cover_from(workspace, tallies, Seen::on(as_of), period, left_out)
}

/// The same, seen from a day that may be over already.
pub fn cover_from(workspace: &Workspace, tallies: &Tallies, seen: Seen, period: Option<Period>, left_out: u64) -> State {
    let plans = (0..workspace.plans.len()).map(|plan| plan_state(workspace, tallies, plan, seen, period)).collect();
    State { as_of: seen.as_of, period, plans, left_out, newest: None }
}

/// The day from which everything is seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
    /// The as-of date: what is dated later does not exist.
    pub as_of: Date,
    /// The last day that is over: whatever was due by then is past due.
    pub over: Date,
}

impl Seen {
    /// On a day that is not over: what is due on it can still be done.
    pub fn on(as_of: Date) -> Seen {
        Seen { as_of, over: crate::calendar::plus_days(as_of, -1) }
    }

    /// At the close of a day, as the report of a period looks at it.
    pub fn at_close_of(day: Date) -> Seen {
        Seen { as_of: day, over: day }
    }

    /// Whether a due date is past.
    pub(crate) fn is_past(self, due: Date) -> bool {
        due <= self.over
    }
}

fn plan_state(workspace: &Workspace, tallies: &Tallies, index: usize, seen: Seen, period: Option<Period>) -> PlanState {
    let plan = &workspace.plans[index];
    let cells = cells::all(workspace, tallies, index, seen);
    let kept = period.map(|period| period.days(plan.calendar));
    let targets: Vec<TargetIndex> = plan.targets().map(|(target, _)| target).collect();
    let judged = targets.into_par_iter().zip(cells);
    let states: Vec<TargetState> = judged.map(|(target, windows)| target_state(workspace, index, target, seen, windows, kept)).collect();
    let mut states = states.into_iter();
    let mut activities = Vec::new();
    for entry in &plan.activities {
        let mut targets: Vec<TargetState> = states.by_ref().take(entry.targets.len()).collect();
        versions::settle(plan, &mut targets, seen);
        let judged = || targets.iter().filter(|state| !plan.target(state.target).part);
        let worst = |of: fn(&TargetState) -> Verdict| judged().map(of).min().unwrap_or(Verdict::Tracked);
        activities.push(ActivityState { verdict: worst(|state| state.verdict), now: worst(|state| state.now), targets });
    }
    let worst = |of: fn(&ActivityState) -> Verdict| activities.iter().map(of).min().unwrap_or(Verdict::Tracked);
    PlanState { plan: index, verdict: worst(|state| state.verdict), now: worst(|state| state.now), activities }
}

type Kept = Option<Option<crate::calendar::Days>>;

fn target_state(workspace: &Workspace, place: usize, index: TargetIndex, seen: Seen, windows: cells::Windows, kept: Kept) -> TargetState {
    let as_of = seen.as_of;
    let plan = &workspace.plans[place];
    let target = plan.target(index);
    let judge = |(at, filled): (usize, Option<cells::Filled>)| {
        let mut filled = filled?;
        if target.own.is_some() {
            match kept {
                Some(Some(days)) => filled.keep_due(days),
                Some(None) => return None,
                None => {}
            }
            let mut state = own::window(workspace, plan, target, filled, as_of);
            let accepted = Acceptance::new(workspace, place, index, &target.windows[at].label, as_of);
            accepted.judge(index, &mut state, |filled| own::window(workspace, plan, target, filled, as_of));
            return Some(state);
        }
        let days = target.on(at, as_of).days;
        if !kept.is_none_or(|kept| kept.is_some_and(|kept| days.overlaps(kept))) {
            return None;
        }
        let mut state = verdict::window(workspace, target, at, filled, seen);
        let accepted = Acceptance::new(workspace, place, index, &target.windows[at].label, as_of);
        accepted.judge(index, &mut state, |filled| verdict::window(workspace, target, at, filled, seen));
        Some(state)
    };
    let mut states: Vec<WindowState> = windows.into_par_iter().enumerate().filter_map(judge).collect();
    let (verdict, now) = verdict::target(plan, index, &mut states, seen);
    TargetState { target: index, verdict, now, windows: states }
}
