//! What norms per subject and window still allow, while an estimate is drawn up: what was spent is held against them, and so is what
//! is planned already, for whatever target.

use std::collections::BTreeMap;

use super::price::fits;
use crate::calendar::{Date, Days};
use crate::model::{Activity, Counting, Measure, Member, Norm, Plan, Target, Workspace};
use crate::number::Number;
use crate::read::Place;
use crate::scan::{GaugeOf, Spending};

/// What a gap is about: its target, its subject, its window and the day on which it is paid, how much it lacks.
#[derive(Clone, Copy)]
pub(super) struct Planned<'w> {
    pub(super) activity: usize,
    pub(super) target: &'w Target,
    pub(super) member: Member,
    pub(super) window: Days,
    pub(super) day: Date,
    pub(super) lacking: Number,
}

/// A norm, which of its windows, and the subject.
type Key = (Place, usize, u32);

/// Ceilings, and what is planned under them.
pub(super) struct Ceilings<'w> {
    workspace: &'w Workspace,
    spending: &'w Spending,
    plan: usize,
    planned: BTreeMap<Key, (Number, Number)>,
}

impl<'w> Ceilings<'w> {
    pub(super) fn new(workspace: &'w Workspace, spending: &'w Spending, plan: usize) -> Ceilings<'w> {
        Ceilings { workspace, spending, plan, planned: BTreeMap::new() }
    }

    /// What may still be spent on a gap; nothing where no norm says.
    pub(super) fn left(&self, gap: Planned<'w>) -> Option<Number> {
        self.binding(gap).into_iter().filter_map(|(at, norm, window)| self.left_of(gap, (at, norm), window)).min()
    }

    /// Notes what is planned for a gap.
    pub(super) fn take(&mut self, gap: Planned<'w>, amount: Number) {
        for (_, norm, window) in self.binding(gap) {
            let planned = self.planned.entry((norm.place, window, subject(norm, gap))).or_default();
            planned.0 += amount;
            planned.1 += gap.lacking;
        }
    }

    fn plan(&self) -> &'w Plan {
        &self.workspace.plans[self.plan]
    }

    /// The norms per subject that a record of a gap is held to, each with one of its windows.
    fn binding(&self, gap: Planned<'w>) -> Vec<(usize, &'w Norm, usize)> {
        let Counting::Log { log, .. } = &gap.target.counting else { return Vec::new() };
        let by_period = self.workspace.log(*log).by_period();
        let activity: &'w Activity = &self.plan().activities[gap.activity];
        let binds = |norm: &Norm| !norm.per_record && norm.valid.contains(gap.day) && fits(norm, gap.target);
        let norms = activity.norms.iter().enumerate().filter(|(_, norm)| binds(norm));
        let windows = |(at, norm): (usize, &'w Norm)| {
            let holds = move |(_, window): &(usize, &crate::model::Window)| {
                if by_period {
                    return window.days == gap.window;
                }
                (window.from_ever || window.days.first <= gap.day) && gap.day <= window.days.last
            };
            norm.windows.iter().enumerate().filter(holds).map(|(window, _)| (at, norm, window)).collect::<Vec<_>>()
        };
        norms.flat_map(windows).collect()
    }

    fn left_of(&self, gap: Planned<'w>, (at, norm): (usize, &Norm), window: usize) -> Option<Number> {
        let of = GaugeOf::Norm { plan: self.plan, activity: gap.activity, norm: at };
        let gauge = self.spending.gauges.iter().position(|known| *known == of)?;
        let subject = subject(norm, gap);
        let spent = self.spending.cell(gauge, window, subject).unwrap_or_default();
        let (planned, had) = self.planned.get(&(norm.place, window, subject)).copied().unwrap_or_default();
        let measured = match (norm.of, &gap.target.counting) {
            (None, _) => Number::ZERO,
            (Some(of), Counting::Log { measure: Measure::Sum(column), .. }) if *column == of => spent.measured + had + gap.lacking,
            // What is had of the column with such records is not known.
            _ => return None,
        };
        let row = if norm.population.is_some() { gap.member.row } else { None };
        let ceiling = norm.ceiling((self.workspace, self.plan()), &norm.windows[window], Member { subject, row }, gap.day, measured)?;
        let gone = spent.amount + planned;
        Some(if ceiling > gone { ceiling - gone } else { Number::ZERO })
    }
}

/// Whose ceiling it is: a norm without a population has one for all.
fn subject(norm: &Norm, gap: Planned<'_>) -> u32 {
    if norm.population.is_some() { gap.member.subject } else { 0 }
}
