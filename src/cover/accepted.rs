//! How a window stands without the misses that are known and accepted: as if they were waived.

use super::cells::Filled;
use super::state::{Cell, CellState, WindowState};
use crate::calendar::Date;
use crate::model::{Accepted, Plan, TargetIndex, Workspace};

/// Whose misses are accepted in one window of a target.
pub(super) struct Acceptance<'w> {
    workspace: &'w Workspace,
    plan: &'w Plan,
    rows: Vec<&'w Accepted>,
}

impl<'w> Acceptance<'w> {
    /// The rows about a window that hold on a day.
    pub(super) fn new(workspace: &'w Workspace, plan: usize, target: TargetIndex, label: &str, as_of: Date) -> Acceptance<'w> {
        let one = |row: &Accepted| row.plan == plan && workspace.plans[plan].are_one(row.target, target);
        let about = |row: &&Accepted| one(row) && row.window == label && row.holds(as_of);
        Acceptance { workspace, plan: &workspace.plans[plan], rows: workspace.accepted.iter().filter(about).collect() }
    }

    /// The places of the cells that are covered; a waived one is asked for by nobody anyway.
    fn covered(&self, target: TargetIndex, cells: &[Cell]) -> Vec<usize> {
        let kind = self.plan.kind(self.plan.target(target).population);
        let covers = |cell: &Cell| {
            let key = self.workspace.subject_key(self.plan, kind, cell.subject);
            cell.state != CellState::Waived && self.rows.iter().any(|row| row.covers(key))
        };
        cells.iter().enumerate().filter(|(_, cell)| covers(cell)).map(|(at, _)| at).collect()
    }

    /// Judges a window once more without the accepted cells, where there are some.
    pub(super) fn judge(&self, target: TargetIndex, state: &mut WindowState, window: impl FnOnce(Filled) -> WindowState) {
        if self.rows.is_empty() {
            return;
        }
        let accepted = self.covered(target, &state.cells);
        if accepted.is_empty() {
            return;
        }
        let mut filled = Filled { cells: state.cells.clone(), own: state.own.clone(), ..Filled::default() };
        for at in &accepted {
            filled.cells[*at].state = CellState::Waived;
        }
        let without = window(filled);
        (state.now, state.let_go, state.accepted) = (without.verdict, without.counts.eligible() == 0, accepted);
    }
}
