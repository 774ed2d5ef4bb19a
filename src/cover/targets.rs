//! Findings that say the plan is behind: never that the data is unsound.

use std::collections::BTreeSet;

use super::state::{Cell, State, TargetState, Verdict, WindowState};
use super::waived::Waived;
use crate::check::{
    accepted_matches_nothing, ended_unit, expired_waiver, population_empty, target_behind, target_missed, waiver_matches_nothing,
};
use crate::finding::{Finding, Findings, Severity};
use crate::model::{Accepted, By, Plan, Target, Waiver, Window, Workspace};
use crate::read::Place;
use crate::say;
use crate::text::{count_en, count_vi};

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
                let of = &target.windows[window.window];
                let waived = Waived::new(workspace, plan_state.plan, target_state.target, of);
                for own in &window.own {
                    let due = Window { due: own.days.last, ..of.clone() };
                    let waived = Waived::new(workspace, plan_state.plan, target_state.target, &due);
                    used.extend(waived.covering(workspace.subject_key(plan, kind, own.member.subject)).map(|waiver| waiver.place));
                }
                let one = |row: &&Accepted| row.plan == plan_state.plan && plan.are_one(row.target, target_state.target);
                let rows = workspace.accepted.iter().filter(one);
                for row in rows.filter(|row| row.window == of.label) {
                    let covers = |cell: &Cell| row.covers(workspace.subject_key(plan, kind, cell.subject));
                    used.extend(window.cells.iter().any(covers).then_some(row.place));
                }
                for cell in window.cells.iter().filter(|_| waived.is_any()) {
                    used.extend(waived.covering(workspace.subject_key(plan, kind, cell.subject)).map(|waiver| waiver.place));
                }
            }
            if target.part {
                continue;
            }
            let verdict = if all { target_state.verdict } else { target_state.now };
            let judged = || {
                let counts = |window: &&WindowState| {
                    if all { window.begun && window.verdict == verdict } else { window.current && window.now == verdict }
                };
                target_state.windows.iter().filter(counts).map(|window| (&*target.windows[window.window].label, window))
            };
            let which: Vec<String> =
                judged().map(|(label, window)| format!("{label} {}/{}", window.counts.covered(), window.required)).collect();
            let which = which.join(", ");
            let lacking: usize = judged().map(|(_, window)| window.lacking(all)).sum();
            let (whose_vi, whose_en) = whose(plan, target);
            let (lacking_vi, lacking_en) = (count_vi(lacking), count_en(lacking, "cell"));
            let labels = judged().map(|(label, _)| label).collect::<Vec<_>>().join(", ");
            let finding = match verdict {
                Verdict::Missed => Finding::new(
                    &target_missed::CODE,
                    target.place,
                    say!(
                        vi: "chỉ tiêu `{name}` không đạt: {which}; còn thiếu {lacking_vi}{whose_vi}",
                        en: "target `{name}` is missed: {which}; {lacking_en} lacking{whose_en}"
                    ),
                ),
                Verdict::Behind => Finding::new(
                    &target_behind::CODE,
                    target.place,
                    say!(
                        vi: "chỉ tiêu `{name}` chậm tiến độ: {which}; còn thiếu {lacking_vi}{whose_vi}",
                        en: "target `{name}` is behind: {which}; {lacking_en} lacking{whose_en}"
                    ),
                ),
                Verdict::Empty => Finding::new(
                    &population_empty::CODE,
                    target.place,
                    say!(vi: "nhóm đối tượng của chỉ tiêu `{name}` không có ai, kỳ {labels}", en: "target `{name}` has nobody in its population in {labels}"),
                ),
                _ => continue,
            };
            findings.add(finding.help(if verdict == Verdict::Empty {
                say!(vi: "xem lại điều kiện của nhóm đối tượng và danh sách (listings.csv)", en: "look at the population's conditions and at the list (listings.csv)")
            } else {
                say!(vi: "xem còn thiếu ai: tiendo gaps {name}", en: "to see who is missing: tiendo gaps {name}")
            }));
        }
    }
    if state.period.is_none() {
        super::windows::findings(workspace, state, &mut findings);
        for waiver in workspace.waivers.iter().filter(|waiver| waiver.due_in.last < state.as_of) {
            findings.extend(expired_waiver::check(waiver.until, waiver.due_in.last, gaps_since(workspace, state, waiver)));
        }
    }
    // With only some windows at hand nothing can be said about a waiver.
    if state.period.is_none() {
        idle_rows(workspace, state, &used, &mut findings);
    }
    findings
}

/// Tells of waivers and accepted misses that match nothing; `used` are the places of those that do.
fn idle_rows(workspace: &Workspace, state: &State, used: &BTreeSet<Place>, findings: &mut Findings) {
    // Of a unit that ended more was said when its row was read.
    let ended = if findings.severity(&ended_unit::CODE) == Severity::Off {
        Vec::new()
    } else {
        ended_unit::rows(&workspace.units, &workspace.plans, &workspace.waivers, &workspace.accepted)
    };
    let idle = |place: Place| !used.contains(&place) && !ended.iter().any(|finding| finding.place == Some(place));
    let looked_at = |plan: usize| state.plans.iter().any(|state| state.plan == plan);
    for waiver in workspace.waivers.iter().filter(|waiver| looked_at(waiver.plan) && idle(waiver.place)) {
        let message = say!(vi: "miễn trừ này không khớp với đối tượng và kỳ nào", en: "this waiver matches no subject and window");
        let help = say!(
            vi: "kiểm tra mã đối tượng, nhãn kỳ và ngày; nếu không còn cần thì xóa dòng",
            en: "check the subject's code, the window's label and the dates, or delete the row"
        );
        findings.add(Finding::new(&waiver_matches_nothing::CODE, waiver.place, message).help(help));
    }
    for row in workspace.accepted.iter().filter(|row| looked_at(row.plan) && idle(row.place)) {
        let message =
            say!(vi: "dòng chấp nhận này không khớp với đối tượng và kỳ nào", en: "this accepted miss matches no subject and window");
        let help = say!(
            vi: "kiểm tra nhãn kỳ và mã đối tượng; nếu không còn cần thì xóa dòng",
            en: "check the window's label and the subject's code, or delete the row"
        );
        findings.add(Finding::new(&accepted_matches_nothing::CODE, row.place, message).help(help));
    }
}

/// Who carries a target out, as the end of a sentence: the first of them, and how many others.
fn whose(plan: &Plan, target: &Target) -> (String, String) {
    let agencies: Vec<&str> = match &target.by {
        By::Agencies(agencies) if agencies.is_empty() => target.lead.iter().map(|lead| plan.names.get(*lead).name.as_str()).collect(),
        By::Agencies(agencies) => agencies.iter().map(|agency| plan.names.get(*agency).name.as_str()).collect(),
        By::Subject | By::Column(_) => Vec::new(),
    };
    match agencies.as_slice() {
        [] => (String::new(), String::new()),
        [one] => (format!("; {one}"), format!("; {one}")),
        [one, others @ ..] => {
            let more = others.len();
            (format!("; {one} và {more} cơ quan khác"), format!("; {one} and {more} more"))
        }
    }
}

/// How many gaps of current windows a waiver would cover, had it not ended before their due dates.
fn gaps_since(workspace: &Workspace, state: &State, waiver: &Waiver) -> usize {
    let Some(plan_state) = state.plans.iter().find(|state| state.plan == waiver.plan) else { return 0 };
    let plan = &workspace.plans[waiver.plan];
    let states = plan_state.activities.iter().flat_map(|activity| &activity.targets);
    let versions = states.filter(|state| plan.are_one(state.target, waiver.target));
    versions.map(|state| gaps_of_version(workspace, plan, state, waiver)).sum()
}

fn gaps_of_version(workspace: &Workspace, plan: &Plan, state: &TargetState, waiver: &Waiver) -> usize {
    let target = plan.target(state.target);
    let kind = plan.kind(target.population);
    let since = state.windows.iter().filter(|window| {
        let of = &target.windows[window.window];
        window.current && of.due > waiver.due_in.last && waiver.window.as_ref().is_none_or(|label| *label == of.label)
    });
    let gap = |cell: &&Cell| {
        let meant = waiver.subject.as_ref().is_none_or(|subject| workspace.subject_key(plan, kind, cell.subject) == *subject);
        meant && cell.state.lacks()
    };
    since.map(|window| window.cells.iter().filter(gap).count()).sum()
}
