//! What must be done by when, and by whom.

use std::collections::BTreeMap;

use super::Due;
use crate::calendar::Date;
use crate::cover::{Cell, CellState, WindowState, responsible};
use crate::model::{Plan, SubjectKind, Target, TargetIndex, Workspace};
use crate::report::names::names_of;
use crate::report::subject_units;
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
    /// The cells that lack something.
    pub(super) cells: Vec<&'s Cell>,
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

    fn subject_kind(&self) -> SubjectKind {
        self.plan.kind(self.target.population)
    }

    pub(super) fn subjects(&self, workspace: &'s Workspace) -> Vec<&'s str> {
        let kind = self.subject_kind();
        self.cells.iter().map(|cell| workspace.subject_key(self.plan, kind, cell.subject)).collect()
    }

    /// Who is lacking: the subjects where they are few, else how many of how many.
    pub(super) fn lacking(&self, workspace: &Workspace) -> Message {
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

/// What is to be done, by day, then by agency in the plan's order.
pub(super) fn entries<'s>(asked: &Due<'s>) -> Vec<Entry<'s>> {
    let (workspace, state) = (asked.workspace, asked.state);
    let mut found: BTreeMap<(Date, usize, bool, usize, TargetIndex, usize), Entry<'s>> = BTreeMap::new();
    for plan_state in &state.plans {
        let plan = &workspace.plans[plan_state.plan];
        for target_state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
            let (index, target) = (target_state.target, plan.target(target_state.target));
            if target.tracked || target.part {
                continue;
            }
            let apart = target.own.is_some() || target.rolling.is_some();
            for window in &target_state.windows {
                // Enough of the population is covered.
                if !apart && window.counts.covered() >= window.required {
                    continue;
                }
                for (at, cell) in window.cells.iter().enumerate() {
                    let due = window.falls.get(at).map_or_else(|| window.due_of(at), |falls| falls.due);
                    if window.is_accepted(at) || !asked.is_asked(cell, window.current, due) {
                        continue;
                    }
                    for (agency, itself) in whose(workspace, plan, target, window, cell) {
                        if !asked.is_job(plan, agency) {
                            continue;
                        }
                        let key = (due, agency.unwrap_or(usize::MAX), itself, plan_state.plan, index, window.window);
                        let new = || Entry { plan, index, target, state: window, due, agency, itself, cells: Vec::new() };
                        found.entry(key).or_insert_with(new).cells.push(cell);
                    }
                }
            }
        }
    }
    found.into_values().collect()
}

impl Due<'_> {
    fn is_asked(&self, cell: &Cell, current: bool, due: Date) -> bool {
        match cell.state {
            CellState::Open | CellState::Upcoming => self.days.contains(due),
            CellState::Overdue => self.days.contains(due) || (self.overdue && current && due < self.days.first),
            _ => false,
        }
    }

    fn is_job(&self, plan: &Plan, agency: Option<usize>) -> bool {
        let Some(wanted) = &self.agency else { return true };
        let of = |at: usize| plan.names.agency(&plan.names.agencies[at].id);
        match (agency.and_then(of), plan.names.agency(wanted)) {
            (Some(agency), Some(wanted)) => plan.names.belongs(agency, wanted),
            _ => false,
        }
    }
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
