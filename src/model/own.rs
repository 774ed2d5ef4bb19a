//! Windows of a subject's own: ten days from the day of its order on, until the day that its row says.

use super::members::Member;
use super::plan::Plan;
use super::target::{Own, Target, Window};
use super::value::View;
use super::workspace::Workspace;
use crate::calendar::{Date, Days};

/// A member's own window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OwnWindow {
    /// Whose it is.
    pub member: Member,
    /// Its first and last day; it is due on the last.
    pub days: Days,
    /// The day on which membership and hierarchy are read.
    pub reference: Date,
    /// The place of that day's state of the units among [`OwnWindows::epochs`].
    pub epoch: usize,
}

/// The windows of all members of a target.
#[derive(Clone, Default, Debug)]
pub struct OwnWindows {
    /// In the order of the members' codes or keys.
    pub all: Vec<OwnWindow>,
    /// Reference dates, one for each state of the units that they fall into.
    pub epochs: Vec<Date>,
}

impl OwnWindows {
    /// From the least first day to the greatest last day; nothing where there is no member.
    pub fn hull(&self) -> Option<Days> {
        let first = self.all.iter().map(|own| own.days.first).min()?;
        let last = self.all.iter().map(|own| own.days.last).max()?;
        Some(Days { first, last: last.max(first) })
    }
}

impl OwnWindow {
    /// Whether it has begun on a day.
    pub fn begun(&self, as_of: Date) -> bool {
        as_of >= self.days.first
    }
}

impl Own {
    /// The days that a register row has by itself; nothing where it does not say.
    pub fn days(&self, workspace: &Workspace, plan: &Plan, target: &Target, row: usize) -> Option<Days> {
        let register = plan.kind(target.population).register()?;
        let own = workspace.register(register).row(row);
        let date = |path: &super::filter::Path, day: Date| match path.value(workspace, register, row, day) {
            View::Date(day) => Some(day),
            _ => None,
        };
        // What lies further on is read where the row begins.
        let from = own.from().unwrap_or(plan.days.first);
        match self {
            Own::From { path, span } => {
                let first = date(path, from)?;
                Some(Days { first, last: span.after(first) })
            }
            Own::By { path } => Some(Days { first: from, last: date(path, from)? }),
        }
    }
}

impl Plan {
    /// The windows of a target's members, seen from a day.
    ///
    /// A key with several dated rows has a window for each: of those whose row is a member on its own reference date the
    /// last in the file counts.
    pub fn own_windows(&self, workspace: &Workspace, target: &Target, as_of: Date) -> OwnWindows {
        let (Some(own), Some(population)) = (&target.own, target.population) else { return OwnWindows::default() };
        let Some(register) = self.kind(target.population).register() else { return OwnWindows::default() };
        let mut found = OwnWindows::default();
        let mut epochs: Vec<u32> = Vec::new();
        let changes =
            if self.populations[population.0].any { [workspace.unit_changes(), self.version_changes()].concat() } else { Vec::new() };
        for subject in workspace.subjects(register) {
            let mut best: Option<(crate::read::Place, OwnWindow)> = None;
            for row in workspace.rows_of(register, subject) {
                let Some(days) = own.days(workspace, self, target, row) else { continue };
                let reference = reference(days, as_of);
                let Some(member) = self.member(workspace, population, subject, days, (reference, as_of), &changes) else { continue };
                let place = workspace.register(register).row(row).place();
                let same = member.row == Some(row) || self.populations[population.0].any || self.populations[population.0].open;
                if same && target.valid.contains(reference) && best.is_none_or(|(other, _)| other < place) {
                    best = Some((place, OwnWindow { member: Member { subject, row: Some(row) }, days, reference, epoch: 0 }));
                }
            }
            let Some((_, mut window)) = best else { continue };
            let epoch = workspace.units.epoch(window.reference);
            window.epoch = epochs.iter().position(|known| *known == epoch).unwrap_or_else(|| {
                epochs.push(epoch);
                found.epochs.push(window.reference);
                epochs.len() - 1
            });
            found.all.push(window);
        }
        found
    }
}

/// The day on which membership and hierarchy are read for a window.
fn reference(days: Days, as_of: Date) -> Date {
    if as_of < days.first { days.first } else { as_of.min(days.last) }
}

impl Workspace {
    /// Moves the windows that move with the day from which everything is seen.
    pub fn seen_from(&mut self, as_of: Date) {
        let mut moved: Vec<(usize, super::target::TargetIndex, Window)> = Vec::new();
        for (at, plan) in self.plans.iter().enumerate() {
            for (index, target) in plan.targets() {
                if target.windows.is_empty() || (target.own.is_none() && target.rolling.is_none()) {
                    continue;
                }
                let mut window = target.on(0, as_of);
                if target.own.is_some() {
                    window.days = plan.own_windows(self, target, as_of).hull().unwrap_or(plan.days);
                    window.due = window.days.last;
                }
                moved.push((at, index, window));
            }
        }
        for (at, index, window) in moved {
            self.plans[at].activities[index.activity].targets[index.target].windows[0] = window;
        }
    }
}
