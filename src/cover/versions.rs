//! Several versions of one target: what was amended is one target still.

use super::Seen;
use super::state::{TargetState, Verdict};
use super::verdict;
use crate::calendar::Date;
use crate::model::Plan;

/// Leaves out versions that have no window on the as-of date, and judges what is current over all that are left.
pub(super) fn settle(plan: &Plan, targets: &mut Vec<TargetState>, seen: Seen) {
    let name = |state: &TargetState| plan.target(state.target).id.clone();
    let amended = |state: &TargetState| targets.iter().filter(|other| name(other) == name(state)).count() > 1;
    if !targets.iter().any(amended) {
        return;
    }
    let with_windows: Vec<String> = targets.iter().filter(|state| !state.windows.is_empty()).map(name).collect();
    let mut met: Vec<String> = Vec::new();
    targets.retain(|state| {
        let id = name(state);
        let kept = !state.windows.is_empty() || (!with_windows.contains(&id) && !met.contains(&id));
        if kept {
            met.push(id);
        }
        kept
    });
    let last: Vec<Option<Date>> = targets
        .iter()
        .map(|state| {
            let versions = targets.iter().filter(|other| name(other) == name(state));
            versions.filter_map(|version| verdict::last_past(&version.windows, seen)).max()
        })
        .collect();
    let to_begin: Vec<bool> = targets
        .iter()
        .map(|state| {
            let mut versions = targets.iter().filter(|other| name(other) == name(state));
            versions.any(|version| version.windows.iter().any(|window| !window.begun))
        })
        .collect();
    for ((state, last), to_begin) in targets.iter_mut().zip(last).zip(to_begin) {
        (state.verdict, state.now) = verdict::among(plan, state.target, &mut state.windows, seen, (last, to_begin));
    }
    // A version that had nobody says nothing beside one that had somebody.
    let said = |of: fn(&TargetState) -> Verdict| -> Vec<String> {
        targets.iter().filter(|state| ![Verdict::Empty, Verdict::Upcoming].contains(&of(state))).map(name).collect()
    };
    let (verdicts, nows) = (said(|state| state.verdict), said(|state| state.now));
    for state in targets {
        let name = name(state);
        if state.verdict == Verdict::Empty && verdicts.contains(&name) {
            state.verdict = Verdict::Upcoming;
        }
        if state.now == Verdict::Empty && nows.contains(&name) {
            state.now = Verdict::Upcoming;
        }
    }
}
