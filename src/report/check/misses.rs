//! What windows lack, as the gate compares it with an earlier day: only what got worse is news.

use crate::check::{population_empty, target_behind, target_missed};
use crate::cover::{State, Verdict};
use crate::model::Workspace;

/// One window of a target that lacks something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Miss {
    /// The code of the finding that says how it stands.
    pub rule: &'static str,
    /// `plan/activity.target`.
    pub target: String,
    /// The window's label.
    pub window: String,
    /// How many cells lack something; accepted ones only where all windows are looked at.
    pub lacking: usize,
    /// How it stands.
    pub verdict: Verdict,
}

/// The windows that lack something now; with `all`, of all that have begun.
pub fn misses(workspace: &Workspace, state: &State, all: bool) -> Vec<Miss> {
    let mut misses = Vec::new();
    for plan_state in &state.plans {
        let plan = &workspace.plans[plan_state.plan];
        for target_state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
            let target = plan.target(target_state.target);
            if target.tracked || target.part {
                continue;
            }
            for window in target_state.windows.iter().filter(|window| if all { window.begun } else { window.current }) {
                let verdict = if all { window.verdict } else { window.now };
                let lacking = window.lacking(all);
                if lacking == 0 && verdict != Verdict::Empty {
                    continue;
                }
                let rule = match verdict {
                    Verdict::Behind => target_behind::CODE.id,
                    Verdict::Empty => population_empty::CODE.id,
                    _ => target_missed::CODE.id,
                };
                let label = target.windows[window.window].label.clone();
                misses.push(Miss { rule, target: format!("{}/{}", plan.id, target.name), window: label, lacking, verdict });
            }
        }
    }
    misses
}
