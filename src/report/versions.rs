//! Versions of one target as the one target that people mean.

use crate::cover::{TargetState, Verdict, WindowState};
use crate::model::{Plan, Target};

/// A target with the windows of all its versions.
pub(super) struct Versions<'s> {
    /// The last version.
    pub(super) target: &'s Target,
    /// The worst over all versions.
    pub(super) verdict: Verdict,
    /// The same, now.
    pub(super) now: Verdict,
    /// By start, then end, each with the version that has it.
    pub(super) windows: Vec<(&'s Target, &'s WindowState)>,
}

/// Targets in their order, versions of one joined where the first of them stands.
pub(super) fn joined<'s>(plan: &'s Plan, states: impl Iterator<Item = &'s TargetState>) -> Vec<Versions<'s>> {
    let mut all: Vec<Versions<'s>> = Vec::new();
    for state in states {
        let target = plan.target(state.target);
        let windows = state.windows.iter().map(|window| (target, window));
        match all.iter_mut().find(|known| known.target.name == target.name) {
            None => all.push(Versions { target, verdict: state.verdict, now: state.now, windows: windows.collect() }),
            Some(known) => {
                known.target = target;
                known.verdict = known.verdict.min(state.verdict);
                known.now = known.now.min(state.now);
                known.windows.extend(windows);
                known.windows.sort_by_key(|(_, window)| window.days);
            }
        }
    }
    all
}
