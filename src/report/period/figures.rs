//! The figures of a report: one line for each target and window that the period touches, and its duties.

use num_bigint::BigInt;
use num_rational::BigRational;

use super::Report;
use super::other_windows::{CellOf, INSIDE, SINCE, of_others, window_in};
use crate::calendar::{Date, days_between};
use crate::cover::{Cell, CellState, TargetState, WindowState, responsible};
use crate::model::{Counting, Plan, SubjectKind, Target, Window};
use crate::number::{Number, rounded};
use crate::report::names::names_of;
use crate::report::subject_units;
use crate::text::{Message, Word};

/// A target with more subjects than this has its duties counted, not listed.
const LISTED: usize = 40;

/// One window of a target.
pub(super) struct Line<'s> {
    /// The target's state.
    pub(super) state: &'s TargetState,
    /// The target.
    pub(super) target: &'s Target,
    /// The window; none for a target that has none.
    pub(super) window: Option<(&'s Window, &'s WindowState)>,
    /// What it is compared with: how it stood when the period began, or the window before.
    pub(super) before: Option<&'s WindowState>,
    /// What was done in the period; none where adding it up means nothing.
    pub(super) inside: Option<Number>,
    /// What was done since the plan began.
    pub(super) since: Option<Number>,
    /// What those did who are no more in the population: in the period, and since the plan began.
    pub(super) others: [Option<Number>; 2],
    /// What the rest of the period is estimated to bring, where it is not over for the figures.
    pub(super) estimate: Option<Number>,
}

impl Line<'_> {
    /// What was done with what is estimated.
    pub(super) fn expected(&self) -> Option<Number> {
        self.inside?.plus(self.estimate?)
    }

    /// How many more are covered than when the period began.
    pub(super) fn change(&self) -> Option<i64> {
        let (_, now) = self.window?;
        let count = |state: &WindowState| i64::try_from(state.counts.covered()).ok();
        Some(count(now)? - count(self.before?)?)
    }
}

/// Something that is due once for a period.
pub(super) struct Duty<'s> {
    /// The target.
    pub(super) target: &'s Target,
    /// The window.
    pub(super) window: &'s Window,
    /// Who gives or gets it.
    pub(super) name: Message,
    /// The subject's code, key or id.
    pub(super) key: String,
    /// How it stands.
    pub(super) state: CellState,
    /// When it was done.
    pub(super) sent: Option<Date>,
}

impl<'s> Report<'s> {
    /// The plan that it is about.
    pub(super) fn plan(&self) -> &'s Plan {
        &self.workspace.plans[self.plan]
    }

    fn targets(&self) -> impl Iterator<Item = &'s TargetState> + use<'s> {
        self.state.plans.iter().flat_map(|plan| &plan.activities).flat_map(|activity| &activity.targets)
    }

    /// The lines in the plan's order, windows by start; a target that waits for its windows has one, too.
    pub(super) fn lines(&self) -> Vec<Line<'s>> {
        let plan = self.plan();
        let mut lines = Vec::new();
        for state in self.targets() {
            let target = plan.target(state.target);
            let adds = matches!(target.counting, Counting::Log { .. }) && !target.by_period;
            let total = |window| window_in(self.counted, self.plan, state.target, window).filter(|_| adds).and_then(|found| found.total);
            let (inside, since) = (total(INSIDE), total(SINCE));
            let estimate = self.until.and(inside).and_then(|inside| self.estimate(inside));
            let others = [INSIDE, SINCE].map(|window| {
                let of = of_others(self.counted, self.workspace, self.plan, state.target, window);
                of.filter(|has| adds && *has != Number::ZERO)
            });
            let line = |window| Line { state, target, window, before: None, inside, since, others, estimate };
            if target.awaiting.is_some() {
                lines.push(line(None));
            }
            for found in &state.windows {
                let window = &target.windows[found.window];
                let due = target.by_period && self.days.contains(window.due);
                // What moves with the day stands where it was on that day.
                if found.days.overlaps(self.days) || due {
                    let before = self.earlier(state, found.window);
                    lines.push(Line { before, ..line(Some((window, found))) });
                }
            }
        }
        lines
    }

    /// What a window is compared with: itself as it stood when the period began; a window that is the period with the one
    /// before it.
    fn earlier(&self, state: &TargetState, window: usize) -> Option<&'s WindowState> {
        let windows = &self.plan().target(state.target).windows;
        let on_the_eve = |at: usize| window_in(self.before, self.plan, state.target, at).filter(|before| before.begun);
        let of_before = || {
            let last = self.day_before();
            let at = windows.iter().position(|other| other.days.last == last && other.days.len().abs_diff(self.days.len()) < 5)?;
            on_the_eve(at).filter(|_| windows[window].days == self.days)
        };
        on_the_eve(window).filter(|_| windows[window].days.first < self.days.first).or_else(of_before)
    }

    /// What the rest of the period brings if it goes on as it went: whole units, half of one rounded up.
    fn estimate(&self, inside: Number) -> Option<Number> {
        let passed = days_between(self.days.first, self.state.as_of) + 1;
        let rest = days_between(self.state.as_of, self.days.last);
        let rest = inside.exact() * BigRational::new(BigInt::from(rest), BigInt::from(passed));
        Number::parse(&rounded(&rest, 0)).ok()
    }

    /// Windows of duties that were due in the period, or were open on its last day.
    pub(super) fn duty_windows(&self) -> impl Iterator<Item = (&'s TargetState, &'s Target, &'s WindowState)> {
        let (plan, days) = (self.plan(), self.days);
        let of = move |state: &'s TargetState| {
            let target = plan.target(state.target);
            let duty = target.by_period && !target.tracked && !target.part;
            state.windows.iter().filter(move |_| duty).map(move |window| (state, target, window))
        };
        let (told, at) = (self.told, self.plan);
        let asked = self.targets().flat_map(of).filter(move |(_, target, found)| {
            let window = &target.windows[found.window];
            days.contains(window.due) || (found.begun && window.due > days.last)
        });
        asked.map(move |(state, target, found)| {
            // What is due after the period, as the report about it is, stands as it is known when it is told.
            let later = (target.windows[found.window].due > days.last).then(|| window_in(told, at, state.target, found.window)).flatten();
            (state, target, later.unwrap_or(found))
        })
    }

    /// The covered cells of the duties that are listed: of these the report wants to know when.
    pub fn covered_duties(&self) -> Vec<CellOf> {
        let covered = |(state, _, window): (&TargetState, &Target, &'s WindowState)| {
            let (target, at) = (state.target, window.window);
            listed(window).filter(|cell| cell.state.is_covered()).map(move |cell| (target, at, cell.subject)).collect::<Vec<_>>()
        };
        self.duty_windows().flat_map(covered).collect()
    }

    /// The duties, by due date; those of targets with many subjects are left out.
    pub(super) fn duties(&self) -> Vec<Duty<'s>> {
        let plan = self.plan();
        let mut duties = Vec::new();
        for (state, target, found) in self.duty_windows() {
            let window = &target.windows[found.window];
            let kind = plan.kind(target.population);
            for cell in listed(found).filter(|cell| cell.state != CellState::Waived) {
                let of = (state.target, found.window, cell.subject);
                let sent = self.sent.iter().find(|(cell, _)| *cell == of).and_then(|(_, day)| *day);
                let name = self.who(target, found, cell, kind);
                let key = self.workspace.subject_key(plan, kind, cell.subject).to_owned();
                duties.push(Duty { target, window, name, key, state: cell.state, sent });
            }
        }
        duties.sort_by_key(|duty| duty.window.due);
        duties
    }

    /// Whom a duty is owed to or by: its subject, or where that is the plan itself, whose job it is.
    fn who(&self, target: &Target, window: &WindowState, cell: &Cell, kind: SubjectKind) -> Message {
        let plan = self.plan();
        match kind {
            SubjectKind::Whole => names_of(plan, &responsible(self.workspace, plan, target, window, cell)).unwrap_or(Word::NoAgency.into()),
            _ => Message::same(subject_units::full_name(self.workspace, plan, kind, cell, window.reference_of(cell))),
        }
    }

    /// How many duties are in each state: all of them, listed or not.
    pub(super) fn duty_counts(&self) -> crate::cover::Counts {
        let mut counts = crate::cover::Counts::default();
        self.duty_windows().for_each(|(_, _, window)| counts.merge(&window.counts));
        counts
    }
}

fn listed(window: &WindowState) -> impl Iterator<Item = &Cell> {
    window.cells.iter().filter(|_| window.cells.len() <= LISTED)
}
