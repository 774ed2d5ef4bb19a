//! What cells say about a window, and windows about a target.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use super::Seen;
use super::cells::Filled;
use super::state::{Cell, CellState, Counts, Verdict, WindowState};
use crate::calendar::{Date, days_between, plus_days};
use crate::model::{Counting, Measure, Pace, Plan, Target, TargetIndex, Threshold, Window, Workspace};
use crate::number::Number;

/// How long a window that is past due stays current when nothing can close its gaps any more.
const GRACE_DAYS: i64 = 90;

/// Judges one window from its cells.
pub(super) fn window(workspace: &Workspace, target: &Target, at: usize, filled: Filled, seen: Seen) -> WindowState {
    let as_of = seen.as_of;
    let window = &target.on(at, as_of);
    let Filled { cells, own, encouraged, unset, falls } = filled;
    let mut counts = Counts::default();
    for cell in &cells {
        counts.add(cell.state);
    }
    let required = (&target.share * BigRational::from_integer(BigInt::from(counts.eligible()))).ceil().to_integer();
    let required = u64::try_from(required).unwrap_or(u64::MAX);
    let progress = progress(target, &cells, counts.eligible());
    let elapsed = elapsed(window, as_of);
    let begun = window.begun(as_of);
    let facts = Facts { target, at, window, seen, counts: &counts, required, cells: &cells };
    let verdict = facts.verdict(progress.as_ref(), &elapsed, &workspace.settings.pace_tolerance);
    let total = total(target, window, &cells);
    let reference = window.reference(as_of);
    WindowState {
        window: at,
        reference,
        days: window.days,
        due: window.due,
        cells,
        own,
        encouraged,
        unset,
        counts,
        required,
        progress,
        elapsed,
        total,
        verdict,
        falls,
        accepted: Vec::new(),
        now: verdict,
        let_go: false,
        begun,
        current: false,
    }
}

struct Facts<'a> {
    target: &'a Target,
    at: usize,
    window: &'a Window,
    seen: Seen,
    counts: &'a Counts,
    required: u64,
    cells: &'a [Cell],
}

impl Facts<'_> {
    fn verdict(&self, progress: Option<&BigRational>, elapsed: &BigRational, tolerance: &BigRational) -> Verdict {
        let (target, window, counts) = (self.target, self.window, self.counts);
        // A window that ends today is never past its end.
        let due = target.rolling.is_none() && self.seen.is_past(window.due);
        if target.tracked {
            Verdict::Tracked
        } else if !window.begun(self.seen.as_of) {
            Verdict::Upcoming
        } else if counts.members() == 0 {
            Verdict::Empty
        } else if counts.eligible() == 0 {
            Verdict::Waived
        } else if !due && counts.of(CellState::Exceeded) > counts.eligible() - self.required {
            if may_fall(&target.counting) { Verdict::Behind } else { Verdict::Missed }
        } else if counts.of(CellState::Met) >= self.required {
            if !due && !only_grows(target) { Verdict::OnTrack } else { Verdict::Met }
        } else if counts.covered() >= self.required {
            Verdict::Late
        } else if due {
            Verdict::Missed
        } else if pace(target, self.at, counts, self.cells) == Pace::Linear
            && progress.is_some_and(|progress| {
                // The slack shrinks to nothing at the end.
                let left = BigRational::from_integer(BigInt::from(1)) - elapsed;
                *progress < &target.share * (elapsed - tolerance * left)
            })
        {
            Verdict::Behind
        } else {
            Verdict::OnTrack
        }
    }
}

/// Whether a window may be behind before its end.
fn pace(target: &Target, at: usize, counts: &Counts, cells: &[Cell]) -> Pace {
    let window = &target.windows[at];
    // A window that contains another one is paced by it.
    let contains = |other: &Window| window.days != other.days && window.days.covers(other.days);
    if target.windows.iter().any(contains) {
        return Pace::End;
    }
    target.pace.unwrap_or_else(|| {
        // The value grows day by day.
        let flows = only_grows(target) && !target.by_period;
        let several = || counts.eligible() > 1;
        let high = || cells.iter().any(|cell| cell.state != CellState::Waived && cell.needed() > Number::ONE);
        if flows && (several() || high()) { Pace::Linear } else { Pace::End }
    })
}

/// Whether a window is held against time as it passes, and what counts in it only grows.
pub fn is_paced(target: &Target, state: &WindowState) -> bool {
    let held = only_grows(target) || target.threshold == Threshold::Goal;
    !target.tracked && held && pace(target, state.window, &state.counts, &state.cells) == Pace::Linear
}

/// `at_least` over rows, a sum or distinct values: once met it stays met.
fn only_grows(target: &Target) -> bool {
    let grows = matches!(&target.counting, Counting::Log { measure: Measure::Rows | Measure::Sum(_) | Measure::Distinct(_), .. });
    grows && target.threshold == Threshold::AtLeast
}

/// Whether a value above a ceiling may still come down.
fn may_fall(counting: &Counting) -> bool {
    match counting {
        Counting::Log { measure, .. } => !matches!(measure, Measure::Rows | Measure::Sum(_) | Measure::Distinct(_)),
        Counting::Standing { .. } => true,
        Counting::Parts { .. } | Counting::Nothing => false,
    }
}

/// The mean over eligible cells of how far each has come, from 0 to 1.
pub(super) fn progress(target: &Target, cells: &[Cell], eligible: u64) -> Option<BigRational> {
    if eligible == 0 {
        return None;
    }
    let mut done: u64 = 0;
    // Cells that need the same are added first: one division for each different need. Plain numbers add up quickly.
    let mut plain: BTreeMap<Number, Number> = BTreeMap::new();
    let mut parts: BTreeMap<Number, BigRational> = BTreeMap::new();
    for cell in cells {
        match cell.state {
            CellState::Met | CellState::Late => done += 1,
            CellState::Open | CellState::Overdue if target.threshold == Threshold::Goal => {
                *parts.entry(Number::ONE).or_insert_with(BigRational::zero) += towards_goal(cell);
            }
            CellState::Open | CellState::Overdue if target.threshold != Threshold::AtMost && cell.needed() > Number::ZERO => {
                let needed = cell.needed();
                match cell.value() {
                    Some(value) if value.compare(needed).is_gt() => *plain.entry(needed).or_default() += needed,
                    Some(value) => match value.as_number() {
                        Some(value) => *plain.entry(needed).or_default() += value,
                        None => *parts.entry(needed).or_insert_with(BigRational::zero) += value.exact(),
                    },
                    None => {}
                }
            }
            _ => {}
        }
    }
    let mut sum = BigRational::from_integer(BigInt::from(done));
    let plain = plain.into_iter().map(|(needed, value)| (needed, value.exact()));
    for (needed, value) in plain.chain(parts) {
        sum += value / needed.exact();
    }
    Some(sum / BigRational::from_integer(BigInt::from(eligible)))
}

/// How far a cell has come from its baseline to its goal, between 0 and 1; 0 without a value.
pub(super) fn towards_goal(cell: &Cell) -> BigRational {
    let (from, goal) = (cell.from().unwrap_or_default().exact(), cell.needed().exact());
    let Some(value) = cell.value().filter(|_| goal != from) else { return BigRational::zero() };
    let share = (value.exact() - &from) / (goal - from);
    share.clamp(BigRational::zero(), BigRational::from_integer(BigInt::from(1)))
}

/// The share of the window that has passed, its first day counted.
fn elapsed(window: &Window, as_of: Date) -> BigRational {
    let passed = (days_between(window.days.first, as_of) + 1).clamp(0, window.days.len());
    BigRational::new(BigInt::from(passed), BigInt::from(window.days.len()))
}

/// The sum of the values of eligible members, where adding them means something.
fn total(target: &Target, window: &Window, cells: &[Cell]) -> Option<Number> {
    let adds = match &target.counting {
        Counting::Log { measure, .. } => matches!(measure, Measure::Rows | Measure::Sum(_) | Measure::Distinct(_)),
        Counting::Standing { .. } => true,
        Counting::Parts { .. } | Counting::Nothing => false,
    };
    if !adds || window.needed.is_of_row() {
        return None;
    }
    let mut total = Number::ZERO;
    for cell in cells.iter().filter(|cell| cell.state != CellState::Waived) {
        total += cell.value().and_then(crate::number::Quantity::as_number).unwrap_or_default();
    }
    Some(total)
}

/// The verdict of a target over all begun windows, and over the current ones, which it marks.
pub(super) fn target(plan: &Plan, index: TargetIndex, states: &mut [WindowState], seen: Seen) -> (Verdict, Verdict) {
    let (last, to_begin) = (last_past(states, seen), states.iter().any(|state| !state.begun));
    among(plan, index, states, seen, (last, to_begin))
}

/// The latest due date of the begun windows that are past due.
pub(super) fn last_past(states: &[WindowState], seen: Seen) -> Option<Date> {
    states.iter().filter(|state| state.begun && seen.is_past(state.due)).map(|state| state.due).max()
}

/// The same as [`target`], where the target has other versions with windows: the last due date of those that are past due,
/// and whether one is still to begin.
pub(super) fn among(
    plan: &Plan,
    index: TargetIndex,
    states: &mut [WindowState],
    seen: Seen,
    (last, to_begin): (Option<Date>, bool),
) -> (Verdict, Verdict) {
    let target = plan.target(index);
    mark_current(plan, index, states, seen, last);
    if target.awaits(seen.as_of).is_some() {
        return (Verdict::Awaiting, Verdict::Awaiting);
    }
    if target.tracked {
        return (Verdict::Tracked, Verdict::Tracked);
    }
    let worst = |verdicts: &mut dyn Iterator<Item = Verdict>| {
        let all: Vec<Verdict> = verdicts.collect();
        // A window in which there was nobody says nothing, unless there never was anybody.
        let some = all.iter().filter(|verdict| **verdict != Verdict::Empty).min();
        let worst = some.or(all.first()).copied().unwrap_or(Verdict::Upcoming);
        if worst == Verdict::Met && to_begin { Verdict::OnTrack } else { worst }
    };
    let begun = worst(&mut states.iter().filter(|state| state.begun).map(|state| state.verdict));
    (begun, worst(&mut states.iter().filter(|state| state.current).map(|state| state.now)))
}

/// Current are the windows that have begun and are not past due; and of those past due the last ones, for a
/// while, and as long as a row could still close a cell late.
fn mark_current(plan: &Plan, index: TargetIndex, states: &mut [WindowState], seen: Seen, last_due: Option<Date>) {
    let as_of = seen.as_of;
    let own = plan.target(index).own.is_some();
    for state in states {
        let window = &*state;
        state.current = state.begun
            && !state.let_go
            && (own
                || !seen.is_past(window.due)
                || (Some(window.due) == last_due
                    && (as_of <= plus_days(window.due, GRACE_DAYS) || may_close(plan, index, state.window, as_of))));
    }
}

/// Whether a row could still close a cell of a window late.
pub fn may_close(plan: &Plan, index: TargetIndex, window: usize, as_of: Date) -> bool {
    let target = plan.target(index);
    if let Counting::Parts { parts, .. } = &target.counting {
        return parts.iter().any(|part| may_close(plan, *part, window, as_of));
    }
    let Some(window) = target.windows.get(window) else { return false };
    let before_next = || target.next_start(window, as_of).is_none_or(|next| as_of < next);
    let in_time = window.last_late().is_none_or(|last| as_of <= last);
    target.threshold.takes_late() && target.rolling.is_none() && in_time && (target.by_period || before_next())
}
