//! The values of subjects in a window: on time, and with what came late.

use rustc_hash::FxHashMap;

use super::cells::{Evaluator, Windows};
use super::standing::Standing;
use super::state::CellState;
use crate::calendar::{Date, plus_days};
use crate::measure::Tally;
use crate::model::{Counting, Credit, Filter, Measure, Member, OwnWindow, RegisterIndex, Rule, SubjectKind, Target, TargetIndex, Window};
use crate::number::{Number, Quantity};

/// A subject's value on time, and with what came late.
#[derive(Clone, Copy, Debug)]
pub(super) struct Values {
    pub(super) on_time: Option<Quantity>,
    pub(super) with_late: Option<Quantity>,
}

impl Values {
    const NONE: Values = Values { on_time: None, with_late: None };
}

impl Evaluator<'_> {
    /// The values of a window's subjects.
    pub(super) fn values<'v>(
        &'v self,
        (index, at): (TargetIndex, usize),
        target: &'v Target,
        window: &Window,
        members: &[Member],
        known: &'v FxHashMap<TargetIndex, Windows>,
    ) -> Box<dyn FnMut(u32) -> Values + 'v> {
        let reference = window.reference(self.as_of);
        match &target.counting {
            Counting::Log { measure, .. } => {
                let seen = self.tallies.of(self.plan_index, index);
                Box::new(move |subject| {
                    let [on_time, with_late] = seen.map_or_else(|| [nothing(measure); 2], |seen| seen.values(at, subject));
                    Values { on_time, with_late }
                })
            }
            Counting::Standing { register, filter, through, within } => {
                let standing = self.standing(target, *register, filter, *through);
                let credit = self.credit(standing.subjects, members, reference, *within);
                let end = self.as_of.min(window.days.last);
                // Late is what stands on the last day before the next window, as far as that has come.
                let before_next = target.next_start(window, self.as_of).map(|next| plus_days(next, -1));
                let late = [before_next, window.last_late()].into_iter().flatten().fold(self.as_of, Date::min);
                let late = late.max(end);
                let on_time = standing.count(&credit, end);
                let with_late = (target.threshold.takes_late() && late != end).then(|| standing.count(&credit, late));
                Box::new(move |subject| Values {
                    on_time: Some(count(&on_time, subject)),
                    with_late: Some(count(with_late.as_ref().unwrap_or(&on_time), subject)),
                })
            }
            Counting::Parts { rule, parts } => {
                let cells = self.parts(parts, window, known);
                Box::new(move |subject| of_parts(rule, &cells, subject))
            }
            Counting::Nothing => Box::new(|_| Values::NONE),
        }
    }

    /// The values of subjects that each have a window of their own.
    pub(super) fn own_values<'v>(
        &'v self,
        index: TargetIndex,
        target: &'v Target,
        (all, epochs): (&[OwnWindow], &[Date]),
        members: &[Member],
        known: &'v FxHashMap<TargetIndex, Windows>,
    ) -> Box<dyn FnMut(&OwnWindow) -> Values + 'v> {
        match &target.counting {
            Counting::Log { measure, .. } => {
                let seen = self.tallies.of(self.plan_index, index);
                Box::new(move |own| {
                    let [on_time, with_late] =
                        seen.map_or_else(|| [nothing(measure); 2], |seen| seen.values(own.epoch, own.member.subject));
                    Values { on_time, with_late }
                })
            }
            Counting::Standing { register, filter, through, within } => {
                let standing = self.standing(target, *register, filter, *through);
                // One look at the register for each day on which somebody's window ends.
                let mut counts: FxHashMap<(usize, Date), FxHashMap<u32, u64>> = FxHashMap::default();
                for own in all {
                    let ends = [self.as_of.min(own.days.last), self.as_of];
                    for end in ends {
                        counts
                            .entry((own.epoch, end))
                            .or_insert_with(|| standing.count(&self.credit(standing.subjects, members, epochs[own.epoch], *within), end));
                    }
                }
                let late = target.threshold.takes_late();
                Box::new(move |own| {
                    let on = |day: Date| counts.get(&(own.epoch, day)).map(|counts| count(counts, own.member.subject));
                    let on_time = on(self.as_of.min(own.days.last));
                    Values { on_time, with_late: if late { on(self.as_of) } else { on_time } }
                })
            }
            Counting::Parts { rule, parts } => {
                let cells = self.parts(parts, &target.windows[0], known);
                Box::new(move |own| of_parts(rule, &cells, own.member.subject))
            }
            Counting::Nothing => Box::new(|_| Values::NONE),
        }
    }

    fn standing<'s>(&'s self, target: &Target, register: RegisterIndex, filter: &'s Filter, through: Option<usize>) -> Standing<'s> {
        let subjects = self.plan.kind(target.population);
        Standing { workspace: self.workspace, plan: self.plan, register, filter, through, subjects }
    }

    fn credit(&self, subjects: SubjectKind, members: &[Member], reference: Date, within: bool) -> Credit<'_> {
        let units = if subjects == SubjectKind::Units { members } else { &[] };
        Credit::new(&self.workspace.units, units.iter().map(|member| member.subject), reference, within)
    }

    /// How the subjects stand in each part, in the window that has the same days.
    fn parts(&self, parts: &[TargetIndex], window: &Window, known: &FxHashMap<TargetIndex, Windows>) -> Vec<FxHashMap<u32, CellState>> {
        let of_part = |part: &TargetIndex| {
            let target = self.plan.target(*part);
            let same = |at: &usize| target.own.is_some() || target.on(*at, self.as_of).days == window.days;
            let at = (0..target.windows.len()).find(same);
            let filled = at.and_then(|at| known.get(part)?.get(at)?.as_ref());
            filled.into_iter().flat_map(|filled| &filled.cells).map(|cell| (cell.subject, cell.state)).collect()
        };
        parts.iter().map(of_part).collect()
    }
}

fn nothing(measure: &Measure) -> Option<Quantity> {
    Tally::new(measure, None).value(None, 0)
}

fn count(counts: &FxHashMap<u32, u64>, subject: u32) -> Quantity {
    Quantity::count(counts.get(&subject).copied().unwrap_or(0))
}

/// What the parts of a composed target come to for a subject.
fn of_parts(rule: &Rule, cells: &[FxHashMap<u32, CellState>], subject: u32) -> Values {
    let value = |counts: fn(CellState) -> bool| {
        // A part that does not concern the subject counts as met.
        let met = |cells: &FxHashMap<u32, CellState>| cells.get(&subject).is_none_or(|state| *state == CellState::Waived || counts(*state));
        let number = match rule {
            Rule::Points { veto, .. } if veto.iter().any(|at| cells.get(*at).is_some_and(|cells| !met(cells))) => Number::ZERO,
            Rule::Points { points, .. } => {
                cells.iter().zip(points).filter(|(cells, _)| met(cells)).fold(Number::ZERO, |sum, (_, points)| sum + *points)
            }
            Rule::All | Rule::Any | Rule::Some => Number::count(cells.iter().filter(|cells| met(cells)).count() as u64),
        };
        Some(Quantity::number(number))
    };
    Values { on_time: value(|state| state == CellState::Met), with_late: value(CellState::is_covered) }
}
