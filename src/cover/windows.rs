//! Findings about windows and who is in them: what a plan says that comes to nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::TargetState;
use super::state::{PlanState, State};
use crate::calendar::{Date, Days};
use crate::check::{never_a_member, no_threshold, own_window_backwards, word_without_threshold};
use crate::finding::{Finding, Findings};
use crate::model::{Lack, Member, Needed, Plan, PopulationIndex, Source, SubjectKind, Target, UnitIndex, Workspace, lack};

/// Rows that are members in no window, words without a threshold, and windows of subjects' own that end before they begin.
pub(super) fn findings(workspace: &Workspace, state: &State, findings: &mut Findings) {
    let seen_from = state.as_of;
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
            findings.extend(unsaid_words(workspace, plan, state, seen_from));
        }
        for at in 0..plan.populations.len() {
            findings.extend(never_seen(workspace, plan, plan_state, PopulationIndex(at)));
        }
    }
}

/// The words in a text column of which a threshold by words says nothing, each told once, with how many have it.
fn unsaid_words(workspace: &Workspace, plan: &Plan, state: &TargetState, as_of: Date) -> Vec<Finding> {
    let target = plan.target(state.target);
    let kind = plan.kind(target.population);
    let mut words: BTreeMap<(String, String), BTreeSet<u32>> = BTreeMap::new();
    let mut look = |needed: &Needed, member: Member, day| {
        if let Some(Lack::Word { column, word, fixed: false }) = lack((workspace, plan), needed, kind, member, day) {
            words.entry((column, word)).or_default().insert(member.subject);
        }
    };
    let by_word = |needed: &Needed| needed.is_by_word();
    if target.own.is_some() {
        let needed = &target.windows[0].needed;
        if by_word(needed) {
            let windows = plan.own_windows(workspace, target, as_of);
            for own in &windows.all {
                look(needed, own.member, own.reference);
            }
        }
    } else {
        for window in &state.windows {
            let needed = &target.windows[window.window].needed;
            if by_word(needed) {
                let members = plan.members(workspace, target.population, window.days.first, window.reference);
                for member in &members {
                    look(needed, *member, window.reference);
                }
            }
        }
    }
    words.into_iter().map(|((column, word), who)| word_without_threshold::subjects(target, &column, &word, who.len())).collect()
}

/// Those who are in a population on some day and in no window of any target.
fn never_seen(workspace: &Workspace, plan: &Plan, plan_state: &PlanState, population: PopulationIndex) -> Vec<Finding> {
    let states = || plan_state.activities.iter().flat_map(|activity| &activity.targets);
    // Where who is in it hangs on more than days, those who are left out are meant to be.
    let simple = |state: &&TargetState| {
        let target = plan.target(state.target);
        let by_word = target.windows.iter().any(|window| window.needed.is_by_word());
        let there = target.population == Some(population) && !state.windows.is_empty();
        there && target.rolling.is_none() && target.given.is_none() && !target.is_amended() && !by_word
    };
    let named: Vec<&TargetState> = states().filter(simple).collect();
    let entry = &plan.populations[population.0];
    if entry.any || !matches!(entry.source, Source::Register { .. } | Source::Union(_)) || named.is_empty() {
        return Vec::new();
    }
    // In whatever population of the register it is a member, some target sees it. Who has no threshold is told of as such.
    let kind = plan.kind(Some(population));
    let alike = states().filter(|state| plan.kind(plan.target(state.target).population) == kind);
    let windows = alike.flat_map(|state| &state.windows);
    let subjects = windows.flat_map(|window| {
        let cells = window.cells.iter().chain(&window.encouraged).map(|cell| cell.subject);
        cells.chain(window.unset.iter().map(|member| member.subject))
    });
    let mut seen: Vec<bool> = Vec::new();
    for subject in subjects {
        let at = subject as usize;
        if seen.len() <= at {
            seen.resize(at + 1, false);
        }
        seen[at] = true;
    }
    let targets: Vec<&Target> = named.iter().map(|state| plan.target(state.target)).collect();
    let is_seen = |subject: u32| seen.get(subject as usize).is_some_and(|seen| *seen);
    let will_be = |subject: u32| targets.iter().any(|target| is_at_last(workspace, plan, (target, population), kind, subject));
    // What a unit became is seen in its place, or is missing from a list, which is told of as such, as is a unit of which nobody
    // says what it became; and who leaves a list leaves it by a decision.
    let follows = |subject: u32| {
        let (unit, units) = (UnitIndex(subject), &workspace.units);
        let later = || units.reached(unit, plan.days.last);
        let lists = matches!(&entry.source, Source::Register { listed, .. } if !listed.is_empty());
        let lives = || targets.iter().flat_map(|target| &target.windows).any(|window| units.lives(unit, window.days.last));
        kind == SubjectKind::Units
            && (later().into_iter().any(|unit| unit.0 != subject && is_seen(unit.0))
                || (units.leads_to(unit).is_empty() && !units.is_abolished(unit) && !lives())
                || (lists && (!units.leads_to(unit).is_empty() || lives())))
    };
    let wanted = |subject: u32| !is_seen(subject) && !follows(subject) && !will_be(subject);
    // Before its first window and after its last one a target asks for nobody.
    let windows = || targets.iter().flat_map(|target| &target.windows).map(|window| window.days);
    let hull = windows().reduce(|a, b| Days { first: a.first.min(b.first), last: a.last.max(b.last) });
    let days = if targets.iter().any(|target| target.own.is_some()) { plan.days } else { hull.unwrap_or(plan.days) };
    never_a_member::check(workspace, plan, (population, days), wanted)
}

/// Whether a subject will be a member on the last day of a window that is not over, or has no window of its own to be in.
fn is_at_last(
    workspace: &Workspace,
    plan: &Plan,
    (target, population): (&Target, PopulationIndex),
    kind: SubjectKind,
    subject: u32,
) -> bool {
    let member = |day| plan.is_member(workspace, population, subject, day);
    let Some(own) = &target.own else { return target.windows.iter().any(|window| member(window.days.last)) };
    let Some(register) = kind.register() else { return true };
    // What begins and ends the wrong way round is told of as such.
    let row = |row: usize| own.days(workspace, plan, target, row).is_none_or(|days| days.is_empty() || member(days.last));
    workspace.rows_of(register, subject).into_iter().any(row)
}
