//! One subject in one window: what it has, what it needs, how it stands.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::standing::Standing;
use super::state::{Cell, CellState};
use super::waived::Waived;
use crate::calendar::{Date, plus_days};
use crate::measure::Tally;
use crate::model::{
    Counting, Credit, Member, Needed, Plan, PopulationIndex, SubjectKind, Target, TargetIndex, Threshold, Window, Workspace,
};
use crate::number::{Number, Quantity};
use crate::scan::Tallies;

type Windows = Vec<Vec<Cell>>;

/// The cells of all targets of a plan, in its order: for each target by window, for each window by subject code.
pub(super) fn all(workspace: &Workspace, tallies: &Tallies, plan: usize, as_of: Date) -> Vec<Windows> {
    let (entry, changes) = (&workspace.plans[plan], workspace.changes());
    let evaluator = Evaluator { workspace, tallies, plan_index: plan, plan: entry, as_of, changes, members: Mutex::default() };
    let order: Vec<TargetIndex> = evaluator.plan.targets().map(|(index, _)| index).collect();
    // Those that are made of others come when these are there.
    let of_others = |index: &TargetIndex| matches!(evaluator.plan.target(*index).counting, Counting::Parts { .. });
    let (others, first): (Vec<TargetIndex>, Vec<TargetIndex>) = order.iter().copied().partition(of_others);
    let nothing = FxHashMap::default();
    let evaluate = |index: TargetIndex| (index, evaluator.windows(index, &nothing));
    let mut known: FxHashMap<TargetIndex, Windows> = first.into_par_iter().map(evaluate).collect();
    for index in others {
        evaluator.target(index, &mut known);
    }
    order.into_iter().map(|index| known.remove(&index).unwrap_or_default()).collect()
}

struct Evaluator<'a> {
    workspace: &'a Workspace,
    tallies: &'a Tallies,
    plan_index: usize,
    plan: &'a Plan,
    as_of: Date,
    /// Days on which anything about registers changes: between two of them the members are the same.
    changes: Vec<Date>,
    /// Members already read: many targets and windows share them.
    members: Mutex<FxHashMap<Reading, Arc<OnceLock<Vec<Member>>>>>,
}

/// A population, and the states of the registers on the first day of a window and on the day on which it is read.
type Reading = (Option<PopulationIndex>, usize, usize);

/// A subject's value on time, and with what came late.
struct Values {
    on_time: Option<Quantity>,
    with_late: Option<Quantity>,
}

impl Evaluator<'_> {
    /// Evaluates a target, its parts first.
    fn target(&self, index: TargetIndex, known: &mut FxHashMap<TargetIndex, Windows>) {
        if known.contains_key(&index) {
            return;
        }
        let target = self.plan.target(index);
        if let Counting::Parts { parts, .. } = &target.counting {
            for part in parts {
                self.target(*part, known);
            }
        }
        let windows = self.windows(index, known);
        known.insert(index, windows);
    }

    fn windows(&self, index: TargetIndex, known: &FxHashMap<TargetIndex, Windows>) -> Windows {
        let target = self.plan.target(index);
        (0..target.windows.len()).map(|window| self.window(index, target, window, known)).collect()
    }

    /// The members on a reference date, in a place where they are read once.
    fn reading(&self, population: Option<PopulationIndex>, start: Date, reference: Date) -> Arc<OnceLock<Vec<Member>>> {
        // Only what is open asks for the first day.
        let start = if population.is_some_and(|population| self.plan.populations[population.0].open) { start } else { reference };
        let state = |day: Date| self.changes.partition_point(|change| *change <= day);
        let mut known = self.members.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry((population, state(start), state(reference))).or_default().clone()
    }

    fn window(&self, index: TargetIndex, target: &Target, at: usize, known: &FxHashMap<TargetIndex, Windows>) -> Vec<Cell> {
        let window = &target.windows[at];
        let reference = window.reference(self.as_of);
        let kind = self.plan.kind(target.population);
        let reading = self.reading(target.population, window.days.first, reference);
        let members = reading.get_or_init(|| self.plan.members(self.workspace, target.population, window.days.first, reference));
        let needed = |member: &Member| self.needed(kind, window, *member, reference);
        let members: Cow<'_, [Member]> = match window.needed {
            Needed::Number(_) => members.into(),
            Needed::Column { .. } => members.iter().filter(|member| needed(member).is_some()).copied().collect(),
        };
        let mut values = self.values(index, target, at, &members, known);
        let waived = Waived::new(self.workspace, self.plan_index, index, window);
        let any_waived = waived.is_any();
        members
            .iter()
            .map(|member| {
                let (values, needed) = (values(member.subject), needed(member).unwrap_or_default());
                let key = || self.workspace.subject_key(self.plan, kind, member.subject);
                let met = holds(target.threshold, values.on_time, needed);
                let value = if met { values.on_time } else { values.with_late };
                let state = if any_waived && waived.covers(key()) {
                    CellState::Waived
                } else if !window.begun(self.as_of) {
                    CellState::Upcoming
                } else if met {
                    CellState::Met
                } else if holds(target.threshold, values.with_late, needed) {
                    CellState::Late
                } else if target.threshold != Threshold::AtLeast && value.is_some_and(|value| value.compare(needed).is_gt()) {
                    CellState::Exceeded
                } else if self.as_of > window.due {
                    CellState::Overdue
                } else {
                    CellState::Open
                };
                Cell::new(member.subject, member.row, needed, value, state)
            })
            .collect()
    }

    /// What a member needs; nothing where its own number is not there, which makes it no member.
    fn needed(&self, kind: SubjectKind, window: &Window, member: Member, day: Date) -> Option<Number> {
        match (&window.needed, kind) {
            (Needed::Number(number), _) => Some(*number),
            (Needed::Column { path, .. }, SubjectKind::Units) => path.number(self.workspace, crate::model::UNITS, member.row?, day),
            (Needed::Column { path, .. }, SubjectKind::Register(register)) => path.number(self.workspace, register, member.row?, day),
            (Needed::Column { .. }, _) => None,
        }
    }

    /// The values of a window's subjects.
    fn values<'v>(
        &'v self,
        index: TargetIndex,
        target: &'v Target,
        at: usize,
        members: &[Member],
        known: &'v FxHashMap<TargetIndex, Windows>,
    ) -> Box<dyn FnMut(u32) -> Values + 'v> {
        let window = &target.windows[at];
        let reference = window.reference(self.as_of);
        let subjects = self.plan.kind(target.population);
        let credit = |within: bool| {
            let units = if subjects == SubjectKind::Units { members } else { &[] };
            Credit::new(&self.workspace.units, units.iter().map(|member| member.subject), reference, within)
        };
        match &target.counting {
            Counting::Log { measure, .. } => {
                let seen = self.tallies.of(self.plan_index, index);
                let nothing = || Tally::new(measure, None).value(None, 0);
                Box::new(move |subject| {
                    let [on_time, with_late] = seen.map_or_else(|| [nothing(); 2], |seen| seen.values(at, subject));
                    Values { on_time, with_late }
                })
            }
            Counting::Standing { register, filter, through, within } => {
                let standing =
                    Standing { workspace: self.workspace, plan: self.plan, register: *register, filter, through: *through, subjects };
                let credit = credit(*within);
                let end = self.as_of.min(window.days.last);
                // Late is what stands on the last day before the next window, as far as that has come.
                let late = target.next_start(window).map_or(self.as_of, |next| self.as_of.min(plus_days(next, -1)));
                let on_time = standing.count(&credit, end);
                let with_late =
                    if target.threshold == Threshold::AtLeast && late != end { Some(standing.count(&credit, late)) } else { None };
                let count = |counts: &FxHashMap<u32, u64>, subject: u32| Some(Quantity::count(counts.get(&subject).copied().unwrap_or(0)));
                Box::new(move |subject| Values {
                    on_time: count(&on_time, subject),
                    with_late: count(with_late.as_ref().unwrap_or(&on_time), subject),
                })
            }
            Counting::Parts { parts, .. } => {
                let cells: Vec<FxHashMap<u32, CellState>> = parts
                    .iter()
                    .map(|part| {
                        let windows = known.get(part).and_then(|windows| windows.get(at));
                        windows.into_iter().flatten().map(|cell| (cell.subject, cell.state)).collect()
                    })
                    .collect();
                Box::new(move |subject| {
                    let count = |counts: fn(CellState) -> bool| {
                        // A part that does not concern the subject counts as met.
                        let met = |cells: &&FxHashMap<u32, CellState>| {
                            cells.get(&subject).is_none_or(|state| *state == CellState::Waived || counts(*state))
                        };
                        Some(Quantity::count(cells.iter().filter(met).count() as u64))
                    };
                    Values { on_time: count(|state| state == CellState::Met), with_late: count(CellState::is_covered) }
                })
            }
            Counting::Nothing => Box::new(|_| Values { on_time: None, with_late: None }),
        }
    }
}

/// Whether a value holds against what is needed. No value meets nothing but `at_least = 0`.
fn holds(threshold: Threshold, value: Option<Quantity>, needed: Number) -> bool {
    let Some(value) = value else { return threshold == Threshold::AtLeast && needed == Number::ZERO };
    let order = value.compare(needed);
    match threshold {
        Threshold::AtLeast => order.is_ge(),
        Threshold::AtMost => order.is_le(),
        Threshold::Exactly => order.is_eq(),
    }
}
