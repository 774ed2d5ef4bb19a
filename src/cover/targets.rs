//! Findings that say the plan is behind: never that the data is unsound.

use std::collections::BTreeSet;

use super::state::{Cell, CellState, State, Verdict};
use super::waived::Waived;
use crate::check::{expired_waiver, population_empty, target_behind, target_missed, waiver_matches_nothing};
use crate::finding::{Finding, Findings};
use crate::model::{Waiver, Workspace};
use crate::say;
use crate::source::Place;

/// What the state of the plans gives to say; with `all`, over all begun windows instead of the current ones.
pub fn findings(workspace: &Workspace, state: &State, all: bool) -> Findings {
    let mut findings = Findings::with(workspace.settings.severities.clone());
    let mut used: BTreeSet<Place> = BTreeSet::new();
    for plan_state in &state.plans {
        let plan = &workspace.plans[plan_state.plan];
        for target_state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
            let target = plan.target(target_state.target);
            let name = &target.name;
            let kind = plan.kind(target.population);
            for window in &target_state.windows {
                let waived = Waived::new(workspace, plan_state.plan, target_state.target, &target.windows[window.window]);
                for cell in window.cells.iter().filter(|_| waived.is_any()) {
                    used.extend(waived.covering(workspace.subject_key(plan, kind, cell.subject)).map(|waiver| waiver.place));
                }
            }
            if target.part {
                continue;
            }
            let verdict = if all { target_state.verdict } else { target_state.now };
            let windows: Vec<String> = target_state
                .windows
                .iter()
                .filter(|window| window.verdict == verdict && if all { window.begun } else { window.current })
                .map(|window| {
                    let label = &target.windows[window.window].label;
                    format!("{label} {}/{}", window.counts.covered(), window.required)
                })
                .collect();
            let which = windows.join(", ");
            let finding = match verdict {
                Verdict::Missed => Finding::new(
                    &target_missed::CODE,
                    target.place,
                    say!(vi: "chỉ tiêu `{name}` không đạt: {which}", en: "target `{name}` is missed: {which}"),
                ),
                Verdict::Behind => Finding::new(
                    &target_behind::CODE,
                    target.place,
                    say!(vi: "chỉ tiêu `{name}` chậm tiến độ: {which}", en: "target `{name}` is behind: {which}"),
                ),
                Verdict::Empty => Finding::new(
                    &population_empty::CODE,
                    target.place,
                    say!(vi: "chỉ tiêu `{name}` không có đối tượng nào: {which}", en: "target `{name}` has nobody in its population: {which}"),
                ),
                _ => continue,
            };
            findings.add(finding.help(say!(vi: "xem: tiendo gaps {name}", en: "see: tiendo gaps {name}")));
        }
    }
    if state.period.is_none() {
        for waiver in workspace.waivers.iter().filter(|waiver| waiver.due_in.last < state.as_of) {
            findings.extend(expired_waiver::check(waiver.until, waiver.due_in.last, gaps_since(workspace, state, waiver)));
        }
    }
    // With only some windows at hand nothing can be said about a waiver.
    if state.period.is_none() {
        let looked_at = |plan: usize| state.plans.iter().any(|state| state.plan == plan);
        for waiver in workspace.waivers.iter().filter(|waiver| looked_at(waiver.plan) && !used.contains(&waiver.place)) {
            findings.add(Finding::new(
                &waiver_matches_nothing::CODE,
                waiver.place,
                say!(vi: "miễn trừ này không trùng với ô nào", en: "this waiver matches no cell"),
            ));
        }
    }
    findings
}

/// How many gaps of current windows a waiver would cover, had it not ended before their due dates.
fn gaps_since(workspace: &Workspace, state: &State, waiver: &Waiver) -> usize {
    let Some(plan_state) = state.plans.iter().find(|state| state.plan == waiver.plan) else { return 0 };
    let plan = &workspace.plans[waiver.plan];
    let target = plan.target(waiver.target);
    let kind = plan.kind(target.population);
    let states = plan_state.activities.iter().flat_map(|activity| &activity.targets).filter(|state| state.target == waiver.target);
    let since = states.flat_map(|state| &state.windows).filter(|window| {
        let of = &target.windows[window.window];
        window.current && of.due > waiver.due_in.last && waiver.window.as_ref().is_none_or(|label| *label == of.label)
    });
    let gap = |cell: &&Cell| {
        let meant = waiver.subject.as_ref().is_none_or(|subject| workspace.subject_key(plan, kind, cell.subject) == *subject);
        meant && matches!(cell.state, CellState::Overdue | CellState::Open | CellState::Exceeded)
    };
    since.map(|window| window.cells.iter().filter(gap).count()).sum()
}
