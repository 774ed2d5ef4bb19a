//! One subject in one window: what it has, what it needs, how it stands.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Seen;
use super::state::{Cell, CellState, Falls};
use super::values::Values;
use super::waived::Waived;
use crate::calendar::{Date, Days};
use crate::model::{
    Counting, Lack, Member, OwnWindow, OwnWindows, Plan, PopulationIndex, SubjectKind, Target, TargetIndex, Threshold, Window, Workspace,
    lack, needs,
};
use crate::number::{Number, Quantity};
use crate::scan::Tallies;

/// A window with its cells; nothing where it does not exist on the as-of date.
pub(super) type Windows = Vec<Option<Filled>>;

/// A window, not yet judged.
#[derive(Clone, Debug, Default)]
pub(super) struct Filled {
    /// Its cells, by subject code.
    pub(super) cells: Vec<Cell>,
    /// The windows of the cells' own, one each, where they have them.
    pub(super) own: Vec<OwnWindow>,
    /// The cells of members that need not be covered.
    pub(super) encouraged: Vec<Cell>,
    /// Those who are in the population, and whose rows do not say what they need.
    pub(super) unset: Vec<Member>,
    /// When the last row of each cell was, and when it falls due, where the window ends today.
    pub(super) falls: Vec<Falls>,
}

/// The cells of all targets of a plan, in its order: for each target by window, for each window by subject code.
pub(super) fn all(workspace: &Workspace, tallies: &Tallies, plan: usize, seen: Seen) -> Vec<Windows> {
    let (entry, mut changes) = (&workspace.plans[plan], workspace.changes());
    changes.extend(entry.version_changes());
    changes.sort_unstable();
    changes.dedup();
    let evaluator =
        Evaluator { workspace, tallies, plan_index: plan, plan: entry, as_of: seen.as_of, seen, changes, members: Mutex::default() };
    let order: Vec<TargetIndex> = evaluator.plan.targets().map(|(index, _)| index).collect();
    // Those that hang on others come when these are there.
    let of_others = |index: &TargetIndex| {
        let target = evaluator.plan.target(*index);
        target.given.is_some() || matches!(target.counting, Counting::Parts { .. })
    };
    let (others, first): (Vec<TargetIndex>, Vec<TargetIndex>) = order.iter().copied().partition(of_others);
    let nothing = FxHashMap::default();
    let evaluate = |index: TargetIndex| (index, evaluator.windows(index, &nothing));
    let mut known: FxHashMap<TargetIndex, Windows> = first.into_par_iter().map(evaluate).collect();
    for index in others {
        evaluator.target(index, &mut known);
    }
    order.into_iter().map(|index| known.remove(&index).unwrap_or_default()).collect()
}

pub(super) struct Evaluator<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) tallies: &'a Tallies,
    pub(super) plan_index: usize,
    pub(super) plan: &'a Plan,
    pub(super) as_of: Date,
    /// With what is over by then.
    seen: Seen,
    /// Days on which anything about registers changes: between two of them the members are the same.
    changes: Vec<Date>,
    /// Members already read: many targets and windows share them.
    members: Mutex<FxHashMap<Reading, Arc<OnceLock<Vec<Member>>>>>,
}

/// A population, and the states of the registers on the first day of a window and on the day on which it is read.
type Reading = (Option<PopulationIndex>, usize, usize);

/// A window of the cell's own, or when it falls due where the window ends today.
type Beside = (Option<OwnWindow>, Option<Falls>);

/// What a cell is judged by beside its values.
struct Facts<'a> {
    target: &'a Target,
    /// Whether its window has begun.
    begun: bool,
    /// Whether it is past due.
    past: bool,
    needed: Number,
    from: Option<Number>,
}

impl Evaluator<'_> {
    /// Evaluates a target, those it hangs on first.
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
        if let Some(given) = &target.given {
            self.target(given.target, known);
        }
        let windows = self.windows(index, known);
        known.insert(index, windows);
    }

    fn windows(&self, index: TargetIndex, known: &FxHashMap<TargetIndex, Windows>) -> Windows {
        let target = self.plan.target(index);
        let window = |at: usize| {
            let exists = target.exists(at, self.as_of);
            exists.then(|| if target.own.is_some() { self.own(index, target, known) } else { self.window(index, target, at, known) })
        };
        (0..target.windows.len()).into_par_iter().map(window).collect()
    }

    /// The members on a reference date, in a place where they are read once.
    fn reading(&self, population: Option<PopulationIndex>, start: Date, reference: Date) -> Arc<OnceLock<Vec<Member>>> {
        // Only what is open, or any, asks for the first day.
        let asks = population.map(|population| &self.plan.populations[population.0]).is_some_and(|entry| entry.open || entry.any);
        let start = if asks { start } else { reference };
        let state = |day: Date| self.changes.partition_point(|change| *change <= day);
        let mut known = self.members.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry((population, state(start), state(reference))).or_default().clone()
    }

    fn window(&self, index: TargetIndex, target: &Target, at: usize, known: &FxHashMap<TargetIndex, Windows>) -> Filled {
        let window = target.on(at, self.as_of);
        let reference = window.reference(self.as_of);
        let kind = self.plan.kind(target.population);
        let reading = self.reading(target.population, window.days.first, reference);
        let members = reading.get_or_init(|| self.plan.members(self.workspace, target.population, window.days.first, reference));
        let cx = (self.workspace, self.plan);
        let of_row = window.needed.is_of_row();
        let any = Member { subject: 0, row: None };
        let common = if of_row { None } else { needs(cx, &window.needed, kind, any, reference) };
        let needed = |member: &Member| if of_row { needs(cx, &window.needed, kind, *member, reference) } else { common };
        let states = self.given(target, &window, known);
        let fits = |member: &Member| needed(member).is_some() && states.as_ref().is_none_or(|states| states.contains(&member.subject));
        let unset = |member: &&Member| of_row && lack(cx, &window.needed, kind, **member, reference) == Some(Lack::Empty);
        let unset = members.iter().filter(unset).filter(|member| states.as_ref().is_none_or(|states| states.contains(&member.subject)));
        let unset: Vec<Member> = unset.copied().collect();
        let members: Cow<'_, [Member]> =
            if of_row || states.is_some() { members.iter().filter(|member| fits(member)).copied().collect() } else { members.into() };
        let mut values = self.values((index, at), target, &window, &members, known);
        let waived = Waived::new(self.workspace, self.plan_index, index, &window);
        let (begun, past) = (window.begun(self.as_of), target.rolling.is_none() && self.seen.is_past(window.due));
        let mut filled = Filled { unset, ..Filled::default() };
        for member in members.iter() {
            let Some((needed, from)) = needed(member) else { continue };
            let falls = self.falls(index, target, kind, *member);
            let past = past || falls.is_some_and(|falls| falls.from_begin < self.as_of);
            let facts = Facts { target, begun, past, needed, from };
            let cell = self.cell(kind, *member, &facts, values(member.subject), &waived);
            self.put(&mut filled, target, (*member, reference), cell, (None, falls));
        }
        filled
    }

    /// The cells of a target whose subjects each have a window of their own.
    fn own(&self, index: TargetIndex, target: &Target, known: &FxHashMap<TargetIndex, Windows>) -> Filled {
        let kind = self.plan.kind(target.population);
        let window = &target.windows[0];
        let OwnWindows { all, epochs } = self.plan.own_windows(self.workspace, target, self.as_of);
        let members: Vec<Member> = all.iter().map(|own| own.member).collect();
        let mut values = self.own_values(index, target, (&all, &epochs), &members, known);
        let states = self.given(target, window, known);
        let cx = (self.workspace, self.plan);
        let mut filled = Filled::default();
        for own in &all {
            let Some((needed, from)) = needs(cx, &window.needed, kind, own.member, own.reference) else {
                if lack(cx, &window.needed, kind, own.member, own.reference) == Some(Lack::Empty) {
                    filled.unset.push(own.member);
                }
                continue;
            };
            if states.as_ref().is_some_and(|states| !states.contains(&own.member.subject)) {
                continue;
            }
            let due = Window { days: own.days, due: own.days.last, ..window.clone() };
            let waived = Waived::new(self.workspace, self.plan_index, index, &due);
            let facts = Facts { target, begun: own.begun(self.as_of), past: self.seen.is_past(own.days.last), needed, from };
            let cell = self.cell(kind, own.member, &facts, values(own), &waived);
            self.put(&mut filled, target, (own.member, own.reference), cell, (Some(*own), None));
        }
        filled
    }

    /// Puts a cell where it belongs: those who are only encouraged stand apart.
    fn put(&self, filled: &mut Filled, target: &Target, (member, day): (Member, Date), cell: Cell, beside: Beside) {
        let required = || {
            let register = self.plan.kind(target.population).register();
            let (Some(filter), Some(register), Some(row)) = (&target.required, register, member.row) else { return true };
            filter.passes(self.workspace, register, row, day)
        };
        if required() {
            filled.cells.push(cell);
            let (own, falls) = beside;
            filled.own.extend(own);
            filled.falls.extend(falls);
        } else {
            filled.encouraged.push(cell);
        }
    }

    /// In a window that ends today: when the subject's last row was, and when it falls due.
    fn falls(&self, index: TargetIndex, target: &Target, kind: SubjectKind, member: Member) -> Option<Falls> {
        let span = target.rolling?;
        let row = kind.register().zip(member.row).and_then(|(register, row)| self.workspace.register(register).row(row).from());
        let begin = row.map_or(self.plan.days.first, |from| from.max(self.plan.days.first));
        let last = self.tallies.of(self.plan_index, index).and_then(|seen| seen.last(0, member.subject));
        let from_begin = span.after(begin);
        Some(Falls { last, due: last.map_or(from_begin, |last| span.after(last)), from_begin })
    }

    /// Those whose cell of the other target is in one of the states that are asked for; nothing where none is.
    fn given(&self, target: &Target, window: &Window, known: &FxHashMap<TargetIndex, Windows>) -> Option<FxHashSet<u32>> {
        let given = target.given.as_ref()?;
        let other = self.plan.target(given.target);
        let same = |at: &usize| other.on(*at, self.as_of).days == window.days;
        let at = if other.windows.len() == 1 { Some(0) } else { (0..other.windows.len()).find(same) };
        let filled = at.and_then(|at| known.get(&given.target)?.get(at)?.as_ref());
        let cells = filled.into_iter().flat_map(|filled| filled.cells.iter().chain(&filled.encouraged));
        Some(cells.filter(|cell| given.states.iter().any(|state| state == cell.state.key())).map(|cell| cell.subject).collect())
    }

    /// Judges a cell.
    fn cell(&self, kind: SubjectKind, member: Member, facts: &Facts<'_>, values: Values, waived: &Waived<'_>) -> Cell {
        let Facts { target, needed, .. } = *facts;
        let met = facts.holds(values.on_time);
        let value = if met { values.on_time } else { values.with_late };
        let too_much = || {
            matches!(target.threshold, Threshold::AtMost | Threshold::Exactly) && value.is_some_and(|value| value.compare(needed).is_gt())
        };
        let state = if waived.is_any() && waived.covers(self.workspace.subject_key(self.plan, kind, member.subject)) {
            CellState::Waived
        } else if !facts.begun {
            CellState::Upcoming
        } else if met {
            CellState::Met
        } else if facts.holds(values.with_late) {
            CellState::Late
        } else if too_much() {
            CellState::Exceeded
        } else if facts.past {
            CellState::Overdue
        } else {
            CellState::Open
        };
        Cell::new(member.subject, member.row, needed, value, state).seen_from(facts.from)
    }
}

impl Facts<'_> {
    /// Whether a value holds against what is needed. No value meets nothing but `at_least = 0`, unless the plan says so.
    fn holds(&self, value: Option<Quantity>) -> bool {
        let Some(value) = value else {
            let nothing = || self.target.threshold == Threshold::AtLeast && self.needed == Number::ZERO;
            return self.target.if_none.unwrap_or_else(nothing);
        };
        let order = value.compare(self.needed);
        match self.target.threshold {
            Threshold::AtLeast => order.is_ge(),
            Threshold::Exactly => order.is_eq(),
            Threshold::Goal if self.needed >= self.from.unwrap_or_default() => order.is_ge(),
            Threshold::AtMost | Threshold::Goal => order.is_le(),
        }
    }
}

impl Filled {
    /// Keeps only cells that are due in some days, where each has a window of its own.
    pub(super) fn keep_due(&mut self, days: Days) {
        let kept: Vec<bool> = self.own.iter().map(|own| days.contains(own.days.last)).collect();
        let mut cells = kept.iter();
        self.cells.retain(|_| *cells.next().unwrap_or(&true));
        let mut windows = kept.iter();
        self.own.retain(|_| *windows.next().unwrap_or(&true));
    }
}
