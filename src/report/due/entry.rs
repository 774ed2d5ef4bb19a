//! What must be done by when, and by whom.

use std::collections::BTreeMap;

use super::Due;
use crate::calendar::{Date, Days};
use crate::cover::{Cell, CellState, State, WindowState, responsible};
use crate::model::{Plan, SubjectKind, Target, TargetIndex, Workspace};
use crate::report::names::names_of;
use crate::report::{CellOf, Selection, subject_units};
use crate::say;
use crate::text::{Message, Word};

/// So many subjects are named; of more their number is told.
const NAMED: usize = 2;

/// Something that one agency has to do by one day.
pub(super) struct Entry<'s> {
    pub(super) plan: &'s Plan,
    pub(super) index: TargetIndex,
    pub(super) target: &'s Target,
    pub(super) state: &'s WindowState,
    pub(super) due: Date,
    /// Its place among the plan's agencies; none for subjects whose own job it is, and for what is nobody's.
    pub(super) agency: Option<usize>,
    /// Whether it is each subject's own job.
    pub(super) itself: bool,
    /// What became of it, where it is done.
    pub(super) done: Option<Done>,
    /// The cells that lack something, or that are done.
    pub(super) cells: Vec<&'s Cell>,
}

/// What is known of a duty that is done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Done {
    /// The day on which it was done; none where it was so when its window opened.
    pub(super) on: Option<Date>,
    /// Whether that was after its due date.
    pub(super) late: bool,
}

impl<'s> Entry<'s> {
    pub(super) fn label(&self) -> &'s str {
        &self.target.windows[self.state.window].label
    }

    /// A duty has a day of its own; else it is the window that closes.
    pub(super) fn kind(&self) -> &'static str {
        if self.target.by_period || self.target.own.is_some() || self.target.rolling.is_some() { "duty" } else { "window" }
    }

    pub(super) fn agency_id(&self) -> Option<&'s str> {
        self.agency.map(|at| &*self.plan.names.agencies[at].id)
    }

    /// Whose job it is, in words.
    pub(super) fn agency_name(&self) -> Message {
        let id: Vec<String> = self.agency_id().map(str::to_owned).into_iter().collect();
        let nobody = if self.itself { Word::SubjectItself } else { Word::NoAgency };
        names_of(self.plan, &id).unwrap_or_else(|| nobody.into())
    }

    /// How many cells lack something.
    pub(super) fn missing(&self) -> usize {
        if self.done.is_some() { 0 } else { self.cells.len() }
    }

    fn subject_kind(&self) -> SubjectKind {
        self.plan.kind(self.target.population)
    }

    pub(super) fn subjects(&self, workspace: &'s Workspace) -> Vec<&'s str> {
        let kind = self.subject_kind();
        self.cells.iter().map(|cell| workspace.subject_key(self.plan, kind, cell.subject)).collect()
    }

    /// Who is lacking, or who has it: the subjects where they are few, else how many of how many.
    pub(super) fn whom(&self, workspace: &Workspace) -> Message {
        let (kind, day) = (self.subject_kind(), self.state.reference);
        if kind == SubjectKind::Whole {
            return Word::WholePlan.into();
        }
        if self.cells.len() <= NAMED {
            let names = self.cells.iter().map(|cell| subject_units::full_name(workspace, self.plan, kind, cell, day));
            return Message::same(names.collect::<Vec<_>>().join("; "));
        }
        let (missing, of) = (self.cells.len(), self.state.counts.eligible());
        say!(vi: "{missing} trên {of}", en: "{missing} of {of}")
    }
}

/// The day, the agency, whether it is the subject's own job; the plan, the target, the window.
type Order = (Date, usize, bool, usize, TargetIndex, usize);

/// What is to be done, by day, then by agency in the plan's order.
pub(super) fn entries<'s>(asked: &Due<'s>) -> Vec<Entry<'s>> {
    let (workspace, state) = (asked.workspace, asked.state);
    let mut found: BTreeMap<(Order, Option<Done>), Entry<'s>> = BTreeMap::new();
    for plan_state in &state.plans {
        let plan = &workspace.plans[plan_state.plan];
        for target_state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
            let (index, target) = (target_state.target, plan.target(target_state.target));
            if target.tracked || target.part || !asked.targets.contains(plan_state.plan, index) {
                continue;
            }
            let apart = target.own.is_some() || target.rolling.is_some();
            for window in &target_state.windows {
                let enough = !apart && window.counts.covered() >= window.required;
                for (at, cell) in window.cells.iter().enumerate() {
                    let due = window.falls.get(at).map_or_else(|| window.due_of(at), |falls| falls.due);
                    let done = asked.done(plan_state.plan, (index, window.window, cell));
                    let asked_for = !enough && !window.is_accepted(at) && asked.is_asked(cell, window.current, due);
                    if done.is_none() && !asked_for {
                        continue;
                    }
                    for (agency, itself) in whose(workspace, plan, target, window, cell) {
                        if !asked.is_job(plan, agency) {
                            continue;
                        }
                        let key = ((due, agency.unwrap_or(usize::MAX), itself, plan_state.plan, index, window.window), done);
                        let new = || Entry { plan, index, target, state: window, due, agency, itself, done, cells: Vec::new() };
                        found.entry(key).or_insert_with(new).cells.push(cell);
                    }
                }
            }
        }
    }
    let mut entries: Vec<Entry<'s>> = found.into_values().collect();
    entries.sort_by_key(|entry| !asked.is_overdue(entry));
    entries
}

impl Due<'_> {
    fn is_asked(&self, cell: &Cell, current: bool, due: Date) -> bool {
        match cell.state {
            CellState::Open | CellState::Upcoming => self.days.contains(due),
            CellState::Overdue => self.days.contains(due) || (self.overdue && current && due < self.days.first),
            _ => false,
        }
    }

    /// What became of a cell, where it is asked and done.
    fn done(&self, plan: usize, (target, window, cell): (TargetIndex, usize, &Cell)) -> Option<Done> {
        let of = (plan, (target, window, cell.subject));
        let (_, on) = self.done.iter().find(|(known, _)| *known == of)?;
        Some(Done { on: *on, late: cell.state == CellState::Late })
    }

    fn is_job(&self, plan: &Plan, agency: Option<usize>) -> bool {
        let Some(wanted) = &self.agency else { return true };
        let of = |at: usize| plan.names.agency(&plan.names.agencies[at].id);
        match (agency.and_then(of), plan.names.agency(wanted)) {
            (Some(agency), Some(wanted)) if self.own => agency == wanted,
            (Some(agency), Some(wanted)) => plan.names.belongs(agency, wanted),
            _ => false,
        }
    }
}

/// So many cells of one window are told when they were done; where there are more, none is.
const TOLD: usize = 40;

/// The duties due in these days that are done, among the targets that are asked for: of each its plan and its cell.
pub fn done_duties(workspace: &Workspace, state: &State, targets: &Selection, days: Days) -> Vec<(usize, CellOf)> {
    let mut done = Vec::new();
    for plan_state in &state.plans {
        let plan = &workspace.plans[plan_state.plan];
        for target_state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
            let (index, target) = (target_state.target, plan.target(target_state.target));
            if target.tracked || target.part || !target.by_period || !targets.contains(plan_state.plan, index) {
                continue;
            }
            for window in target_state.windows.iter().filter(|window| window.cells.len() <= TOLD && days.contains(window.due)) {
                let covered = window.cells.iter().filter(|cell| cell.state.is_covered());
                done.extend(covered.map(|cell| (plan_state.plan, (index, window.window, cell.subject))));
            }
        }
    }
    done
}

/// The agencies whose job a cell is, by their places; and whether it is the subject's own.
fn whose(workspace: &Workspace, plan: &Plan, target: &Target, window: &WindowState, cell: &Cell) -> Vec<(Option<usize>, bool)> {
    let ids = responsible(workspace, plan, target, window, cell);
    if ids.is_empty() {
        return vec![(None, false)];
    }
    let place = |id: &String| plan.names.agencies.iter().position(|agency| agency.id == *id);
    ids.iter().map(place).map(|place| (place, place.is_none())).collect()
}
