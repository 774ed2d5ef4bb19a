//! The same targets over other windows, and on other days.
//!
//! What was done in a period is what a target would count if the period were its window: nothing is subtracted, so that
//! what may not be added twice (one trip, two halves) is not, and who left the population is not counted as work undone.

use std::collections::BTreeSet;

use crate::calendar::{Date, Days, days_between, plus_days};
use crate::cover::{State, WindowState, cover};
use crate::decode::Vocabulary;
use crate::load::load;
use crate::model::{Counting, Measure, Needed, PopulationIndex, SubjectKind, Target, TargetIndex, UnitIndex, Window, Workspace};
use crate::number::{Number, Quantity};
use crate::read::Tree;
use crate::scan::{Asked, prepare, scan_days};

/// The window from the plan's first day on.
pub(super) const SINCE: usize = 0;
/// The window of the period.
pub(in crate::report) const INSIDE: usize = 1;
/// The window of the period that it is compared with.
pub(in crate::report) const BESIDE: usize = 2;

/// Every target of a plan over two windows: from the plan's first day, and from the period's, each to the as-of date.
///
/// With another period, also each target over that, seen from its last day, in the same pass. Nothing where the workspace cannot be
/// understood.
pub fn counted(tree: &Tree, plan: usize, days: Days, as_of: Date, beside: Option<Days>) -> Option<(State, Option<State>)> {
    let loaded = load(tree);
    let mut workspace = loaded.workspace?;
    prepare(&mut workspace, &loaded.vocabulary, tree, as_of);
    let since = Days { first: workspace.plans[plan].days.first.min(days.first), last: as_of };
    let inside = Days { first: days.first, last: as_of };
    add_of_any(&mut workspace, plan);
    for target in workspace.plans[plan].activities.iter_mut().flat_map(|activity| &mut activity.targets) {
        let Some(calendar) = target.windows.first().map(|window| window.calendar) else { continue };
        // What a period holds is asked of it, not of windows that move or come and go.
        (target.own, target.rolling, target.valid) = (None, None, Days::ALWAYS);
        let ever = target.windows.iter().any(|window| window.from_ever);
        let needed = || Needed::Number(Number::ONE);
        let window = |days: Days, from_ever| Window {
            label: String::new(),
            days,
            due: days.last,
            needed: needed(),
            calendar,
            from_ever,
            known: Days::ALWAYS,
            late_days: None,
        };
        target.windows = vec![window(since, ever), window(inside, false)];
        target.windows.extend(beside.map(|beside| window(beside, false)));
    }
    let days: Vec<Date> = std::iter::once(as_of).chain(beside.map(|beside| beside.last)).collect();
    let mut states = evaluated_on(&workspace, &loaded.vocabulary, tree, (as_of, &days)).into_iter();
    Some((states.next()?, states.next()))
}

/// Puts behind the targets of each activity the same ones once more, for whoever was in their population on some day of the window: what
/// of these has left is told beside. Where what members have cannot be added up, the second one has no window.
fn add_of_any(workspace: &mut Workspace, plan: usize) {
    let kinds: Vec<_> = workspace.plans[plan].targets().map(|(_, target)| workspace.plans[plan].kind(target.population)).collect();
    let plan = &mut workspace.plans[plan];
    let (populations, mut kinds) = (&mut plan.populations, kinds.into_iter());
    for activity in &mut plan.activities {
        let again: Vec<Target> = activity
            .targets
            .iter()
            .zip(&mut kinds)
            .map(|(target, kind)| {
                let mut again = target.clone();
                // It is no other version of the same.
                again.id.push('*');
                again.name.push('*');
                let adds = matches!(target.counting, Counting::Log { measure: Measure::Rows | Measure::Sum(_), within: false, .. });
                let changes =
                    matches!(kind, SubjectKind::Register(_) | SubjectKind::Units) && target.required.is_none() && target.given.is_none();
                match target.population.filter(|_| adds && changes && !target.by_period) {
                    Some(population) => {
                        let mut ever = populations[population.0].clone();
                        (ever.any, ever.open) = (true, false);
                        populations.push(ever);
                        again.population = Some(PopulationIndex(populations.len() - 1));
                    }
                    None => again.windows.clear(),
                }
                again
            })
            .collect();
        activity.targets.extend(again);
    }
}

/// What those have who were in a target's population in one of its windows and are no more; nothing where that is not known.
pub(super) fn of_others(counted: &State, workspace: &Workspace, plan: usize, target: TargetIndex, window: usize) -> Option<Number> {
    let (of, targets) = (&workspace.plans[plan], workspace.plans[plan].activities[target.activity].targets.len());
    let ever = window_in(counted, plan, TargetIndex { target: target.target + targets, ..target }, window)?;
    let present: BTreeSet<u32> = window_in(counted, plan, target, window)?.cells.iter().map(|cell| cell.subject).collect();
    let units = of.kind(of.target(target).population) == SubjectKind::Units;
    // What a unit has that became a member is that one's.
    let went_on =
        |subject: u32| units && workspace.units.reached(UnitIndex(subject), ever.reference).iter().any(|unit| present.contains(&unit.0));
    let others = ever.cells.iter().filter(|cell| !present.contains(&cell.subject) && !went_on(cell.subject));
    Some(others.filter_map(|cell| cell.value().and_then(Quantity::as_number)).fold(Number::ZERO, |sum, has| sum + has))
}

/// How everything stood on some days, in one pass.
fn evaluated_on(workspace: &Workspace, vocabulary: &Vocabulary, tree: &Tree, (last, days): (Date, &[Date])) -> Vec<State> {
    let scanned = scan_days(workspace, vocabulary, tree, (last, false, days), Asked::default());
    let left_out = workspace.left_out + scanned.left_out;
    days.iter().zip(&scanned.others).map(|(day, tallies)| cover(workspace, tallies, *day, None, left_out)).collect()
}

/// A cell: its target, the window's place, the subject.
pub type CellOf = (TargetIndex, usize, u32);

/// On which day each of some covered cells came to be covered, of targets whose logs belong to periods; nothing where that was before its
/// window opened.
///
/// Nothing remembers that day: it is searched for among the states of earlier days, many of which one pass over those logs tells.
pub fn covered_on(tree: &Tree, plan: usize, cells: &[CellOf], as_of: Date) -> Vec<Option<Date>> {
    let loaded = load(tree);
    let Some(mut workspace) = loaded.workspace.filter(|_| !cells.is_empty()) else { return vec![None; cells.len()] };
    for log in workspace.logs.iter_mut().filter(|log| !log.by_period()) {
        log.files.clear();
    }
    // What has no window costs nothing: a target of another log has no part in this.
    for target in workspace.plans[plan].activities.iter_mut().flat_map(|activity| &mut activity.targets) {
        if !target.by_period {
            target.windows.clear();
        }
    }
    let covered = |state: &State, (target, window, subject): CellOf| {
        let cell = window_in(state, plan, target, window).and_then(|window| window.cells.iter().find(|cell| cell.subject == subject));
        cell.is_some_and(|cell| cell.state.is_covered())
    };
    // Between these two days each came to be covered.
    let opens = |cell: &CellOf| Some((workspace.plans[plan].target(cell.0).windows.get(cell.1)?.opens(), as_of));
    let mut between: Vec<Option<(Date, Date)>> = cells.iter().map(opens).collect();
    let mut days: BTreeSet<Date> = between.iter().flatten().flat_map(|(before, after)| [*before, *after]).collect();
    let mut first = true;
    while !days.is_empty() {
        let all: Vec<Date> = days.iter().copied().collect();
        let states = all.last().map_or_else(Vec::new, |last| evaluated_on(&workspace, &loaded.vocabulary, tree, (*last, &all)));
        let known: Vec<(Date, State)> = days.into_iter().zip(states).collect();
        for (cell, found) in cells.iter().zip(&mut between) {
            let Some((before, after)) = found else { continue };
            let on = |day: Date| known.iter().find(|(known, _)| *known == day).is_some_and(|(_, state)| covered(state, *cell));
            if first && (on(*before) || !on(*after)) {
                *found = None;
                continue;
            }
            for day in split(*before, *after) {
                if known.iter().any(|(known, _)| *known == day) {
                    if on(day) {
                        *after = day;
                        break;
                    }
                    *before = day;
                }
            }
        }
        first = false;
        days = between.iter().flatten().flat_map(|(before, after)| split(*before, *after)).collect();
    }
    between.into_iter().map(|found| found.map(|(_, after)| after)).collect()
}

/// Days between two others, evenly apart: what lies between is found out in few passes over the logs.
fn split(before: Date, after: Date) -> Vec<Date> {
    const PARTS: i64 = 16;
    let days = days_between(before, after);
    let mut split: Vec<Date> = (1..PARTS).map(|part| plus_days(before, days * part / PARTS)).collect();
    split.retain(|day| *day > before && *day < after);
    split.dedup();
    split
}

/// A window of a state.
pub(in crate::report) fn window_in(state: &State, plan: usize, target: TargetIndex, window: usize) -> Option<&WindowState> {
    let plan = state.plans.iter().find(|found| found.plan == plan)?;
    let found = plan.activities.get(target.activity)?.targets.iter().find(|found| found.target == target)?;
    found.windows.iter().find(|found| found.window == window)
}
