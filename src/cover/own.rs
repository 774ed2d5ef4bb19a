//! A window of which each cell has its own days: begun, due and past for each subject by itself.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use super::cells::Filled;
use super::state::{CellState, Counts, Verdict, WindowState};
use super::verdict::progress;
use crate::calendar::{Date, Days};
use crate::model::{OwnWindow, Plan, Target, Workspace};

/// Judges the one window of a target whose subjects have their own.
pub(super) fn window(_workspace: &Workspace, plan: &Plan, target: &Target, filled: Filled, as_of: Date) -> WindowState {
    let Filled { cells, own, encouraged, unset, falls } = filled;
    let mut counts = Counts::default();
    for cell in &cells {
        counts.add(cell.state);
    }
    let begun_cells = counts.eligible() - counts.of(CellState::Upcoming);
    let required = (&target.share * BigRational::from_integer(BigInt::from(begun_cells))).ceil().to_integer();
    let required = u64::try_from(required).unwrap_or(u64::MAX);
    let days = hull(&own).unwrap_or(plan.days);
    let verdict = if target.tracked { Verdict::Tracked } else { verdict(&counts, required) };
    WindowState {
        window: 0,
        reference: days.last.min(as_of).max(days.first),
        days,
        due: days.last,
        progress: progress(target, &cells, counts.eligible()),
        elapsed: BigRational::zero(),
        total: None,
        verdict,
        falls,
        accepted: Vec::new(),
        now: verdict,
        let_go: false,
        begun: verdict != Verdict::Upcoming,
        current: verdict != Verdict::Upcoming,
        cells,
        own,
        encouraged,
        unset,
        counts,
        required,
    }
}

fn hull(own: &[OwnWindow]) -> Option<Days> {
    let first = own.iter().map(|own| own.days.first).min()?;
    let last = own.iter().map(|own| own.days.last).max()?;
    Some(Days { first, last: last.max(first) })
}

fn verdict(counts: &Counts, required: u64) -> Verdict {
    let of = |state: CellState| counts.of(state);
    let begun = counts.eligible() - of(CellState::Upcoming);
    let running = of(CellState::Open) + of(CellState::Upcoming) > 0;
    if counts.members() == 0 {
        Verdict::Empty
    } else if counts.eligible() == 0 {
        Verdict::Waived
    } else if begun == 0 {
        Verdict::Upcoming
    } else if of(CellState::Overdue) + of(CellState::Exceeded) > begun - required {
        Verdict::Missed
    } else if of(CellState::Met) >= required {
        if running { Verdict::OnTrack } else { Verdict::Met }
    } else if counts.covered() >= required && !running {
        Verdict::Late
    } else {
        Verdict::OnTrack
    }
}
