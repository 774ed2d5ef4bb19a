//! Findings that say the plan is behind: never that the data is unsound.

use std::collections::BTreeSet;

use super::state::{State, Verdict};
use super::waived::Waived;
use crate::finding::{Code, Finding, Findings, code};
use crate::model::Workspace;
use crate::say;
use crate::source::Place;

code!(
    /// A target that was missed.
    MISSED, "T001", "target-missed", Warning,
    "Đã quá hạn của một kỳ đang xét mà chưa đủ đối tượng đạt. Xem ai còn thiếu: tiendo gaps CHỈ-TIÊU.",
    "A current window is past due and too few of its subjects are covered. To see who is missing: tiendo gaps TARGET."
);
code!(
    /// A target that is behind.
    BEHIND, "T002", "target-behind", Warning,
    "Tiến độ chậm hơn thời gian đã trôi qua quá mức cho phép (`pace_tolerance`). Xem ai còn thiếu: tiendo gaps CHỈ-TIÊU.",
    "Progress lags behind time by more than `pace_tolerance` allows. To see who is missing: tiendo gaps TARGET."
);
code!(
    /// A target whose population is empty.
    EMPTY, "T003", "population-empty", Warning,
    "Trong kỳ đang xét không có đối tượng nào, nên chỉ tiêu không đo được gì. Kiểm tra điều kiện của nhóm và danh sách (listings.csv).",
    "Nothing is in the population in a current window, so the target measures nothing. Look at the population's conditions and at listings.csv."
);
code!(
    /// A waiver that covers no cell.
    WAIVER_UNUSED, "T004", "waiver-matches-nothing", Warning,
    "Dòng miễn trừ này không trùng với đối tượng và kỳ nào: mã, nhãn kỳ hoặc ngày có thể sai.",
    "This waiver meets no subject and window: its code, its window's label or its dates may be wrong."
);

/// What this room can find.
pub(super) static CODES: &[&Code] = &[&MISSED, &BEHIND, &EMPTY, &WAIVER_UNUSED];

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
                for cell in &window.cells {
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
                    &MISSED,
                    target.place,
                    say!(vi: "chỉ tiêu `{name}` không đạt: {which}", en: "target `{name}` is missed: {which}"),
                ),
                Verdict::Behind => Finding::new(
                    &BEHIND,
                    target.place,
                    say!(vi: "chỉ tiêu `{name}` chậm tiến độ: {which}", en: "target `{name}` is behind: {which}"),
                ),
                Verdict::Empty => Finding::new(
                    &EMPTY,
                    target.place,
                    say!(vi: "chỉ tiêu `{name}` không có đối tượng nào: {which}", en: "target `{name}` has nobody in its population: {which}"),
                ),
                _ => continue,
            };
            findings.add(finding.help(say!(vi: "xem: tiendo gaps {name}", en: "see: tiendo gaps {name}")));
        }
    }
    // With only some windows at hand nothing can be said about a waiver.
    if state.period.is_none() {
        let looked_at = |plan: usize| state.plans.iter().any(|state| state.plan == plan);
        for waiver in workspace.waivers.iter().filter(|waiver| looked_at(waiver.plan) && !used.contains(&waiver.place)) {
            findings.add(Finding::new(
                &WAIVER_UNUSED,
                waiver.place,
                say!(vi: "miễn trừ này không trùng với ô nào", en: "this waiver matches no cell"),
            ));
        }
    }
    findings
}
