//! Findings about windows and who is in them: what a plan says that comes to nothing.

use std::collections::BTreeMap;

use super::state::State;
use crate::check::{never_a_member, no_threshold, own_window_backwards};
use crate::finding::{Finding, Findings};
use crate::model::{Member, PopulationIndex, Source, Workspace};

/// Rows that are members in no window, and windows of subjects' own that end before they begin.
pub(super) fn findings(workspace: &Workspace, state: &State, findings: &mut Findings) {
    for plan_state in &state.plans {
        let plan = &workspace.plans[plan_state.plan];
        let states = || plan_state.activities.iter().flat_map(|activity| &activity.targets);
        for (_, target) in plan.targets() {
            findings.extend(own_window_backwards::check(workspace, plan, target));
        }
        for state in states() {
            let unset = state.windows.iter().flat_map(|window| &window.unset);
            let rows: BTreeMap<(u32, Option<usize>), Member> = unset.map(|member| ((member.subject, member.row), *member)).collect();
            let target = plan.target(state.target);
            findings.extend(rows.into_values().filter_map(|member| no_threshold::check(workspace, plan, target, member)));
        }
        for at in 0..plan.populations.len() {
            let population = PopulationIndex(at);
            let named = || states().filter(|state| plan.target(state.target).population == Some(population));
            let simple = |state: &&super::TargetState| {
                let target = plan.target(state.target);
                let reads = target.windows.iter().any(|window| window.needed.is_of_row());
                target.own.is_none() && target.rolling.is_none() && target.given.is_none() && !target.is_amended() && !reads
            };
            // Where who is in it hangs on more than its days, those who are left out are meant to be.
            let entry = &plan.populations[at];
            if entry.any || !matches!(entry.source, Source::Register { .. }) || !named().any(|state| simple(&state)) {
                continue;
            }
            // In whatever population of the register it is a member, some target sees it.
            let kind = plan.kind(Some(population));
            let alike = states().filter(|state| plan.kind(plan.target(state.target).population) == kind);
            let windows = alike.flat_map(|state| &state.windows);
            let cells = windows.flat_map(|window| window.cells.iter().chain(&window.encouraged));
            let mut seen: Vec<bool> = Vec::new();
            for cell in cells {
                let at = cell.subject as usize;
                if seen.len() <= at {
                    seen.resize(at + 1, false);
                }
                seen[at] = true;
            }
            // Who has no threshold is told of as such.
            for member in states().flat_map(|state| &state.windows).flat_map(|window| &window.unset) {
                let at = member.subject as usize;
                seen.resize(seen.len().max(at + 1), false);
                seen[at] = true;
            }
            let found: Vec<Finding> = never_a_member::check(workspace, plan, population, &seen);
            findings.extend(found);
        }
    }
}
