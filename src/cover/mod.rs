//! From tallies to cells, verdicts, gaps, and whose job they are.
//!
//! For each window of each target: who is in the population, what each member has and needs, and how the two
//! stand to each other; then what that says about the window, the target, the activity and the plan.

mod cells;
mod responsible;
mod standing;
mod state;
pub mod targets;
mod verdict;
mod waived;

pub use responsible::responsible;
pub use state::{ActivityState, Cell, CellState, Counts, PlanState, State, TargetState, Verdict, WindowState};
pub use verdict::{is_paced, may_close};

use rayon::prelude::*;

use crate::calendar::{Date, Period};
use crate::model::{Plan, TargetIndex, Workspace};
use crate::scan::Tallies;

/// Evaluates every target as of a date; with a period, only the windows that overlap it are kept.
///
/// The period is read in each plan's calendar.
pub fn cover(workspace: &Workspace, tallies: &Tallies, as_of: Date, period: Option<Period>, left_out: u64) -> State {
    let plans = (0..workspace.plans.len()).map(|plan| plan_state(workspace, tallies, plan, as_of, period)).collect();
    State { as_of, period, plans, left_out }
}

fn plan_state(workspace: &Workspace, tallies: &Tallies, index: usize, as_of: Date, period: Option<Period>) -> PlanState {
    let plan = &workspace.plans[index];
    let cells = cells::all(workspace, tallies, index, as_of);
    let kept = period.map(|period| period.days(plan.calendar));
    let targets: Vec<TargetIndex> = plan.targets().map(|(target, _)| target).collect();
    let judged = targets.into_par_iter().zip(cells);
    let states: Vec<TargetState> = judged.map(|(target, windows)| target_state(workspace, plan, target, as_of, windows, kept)).collect();
    let mut states = states.into_iter();
    let mut activities = Vec::new();
    for entry in &plan.activities {
        let targets: Vec<TargetState> = states.by_ref().take(entry.targets.len()).collect();
        let judged = || targets.iter().filter(|state| !plan.target(state.target).part);
        let worst = |of: fn(&TargetState) -> Verdict| judged().map(of).min().unwrap_or(Verdict::Tracked);
        activities.push(ActivityState { verdict: worst(|state| state.verdict), now: worst(|state| state.now), targets });
    }
    let worst = |of: fn(&ActivityState) -> Verdict| activities.iter().map(of).min().unwrap_or(Verdict::Tracked);
    PlanState { plan: index, verdict: worst(|state| state.verdict), now: worst(|state| state.now), activities }
}

type Kept = Option<Option<crate::calendar::Days>>;

fn target_state(workspace: &Workspace, plan: &Plan, index: TargetIndex, as_of: Date, windows: Vec<Vec<Cell>>, kept: Kept) -> TargetState {
    let target = plan.target(index);
    let mut states: Vec<WindowState> = windows
        .into_iter()
        .enumerate()
        .map(|(at, cells)| verdict::window(workspace, target, at, cells, as_of))
        .filter(|state| match kept {
            None => true,
            Some(days) => days.is_some_and(|days| target.windows[state.window].days.overlaps(days)),
        })
        .collect();
    let (verdict, now) = verdict::target(plan, index, &mut states, as_of);
    TargetState { target: index, verdict, now, windows: states }
}
