//! What a unit of work has cost so far.

use crate::cover::PlanState;
use crate::model::{TargetIndex, Workspace};
use crate::number::Number;
use crate::scan::{GaugeOf, Spending};

use super::lines::Line;

/// What an activity has cost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActivityCost {
    /// The activity, by its place in the plan.
    pub activity: usize,
    /// What was spent.
    pub spent: Number,
    /// In how many records: those that report an amount.
    pub records: u64,
    /// What covering its subjects has cost.
    pub cells: Vec<CellCost>,
}

/// What the covered cells of a target have cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CellCost {
    /// The target.
    pub target: TargetIndex,
    /// Covered cells for which some record reports an amount.
    pub cells: u64,
    /// What was spent on them.
    pub spent: Number,
}

/// The costs of a plan's activities on which anything was spent, as written; those of cells need the sums that were
/// asked for apart.
pub fn activity_costs(workspace: &Workspace, spending: &Spending, state: &PlanState, lines: &[Line]) -> Vec<ActivityCost> {
    let plan = &workspace.plans[state.plan];
    let mut costs = Vec::new();
    for activity in 0..plan.activities.len() {
        let mut cost = ActivityCost { activity, spent: Number::ZERO, records: 0, cells: Vec::new() };
        for line in lines.iter().filter(|line| line.activity == Some(activity)) {
            cost.spent += line.figures.spent;
            cost.records += line.figures.records;
        }
        if cost.records == 0 {
            continue;
        }
        for target in &state.activities[activity].targets {
            let of = GaugeOf::Target { plan: state.plan, target: target.target };
            let Some(gauge) = spending.gauges.iter().position(|known| *known == of) else { continue };
            let mut cell_cost = CellCost { target: target.target, cells: 0, spent: Number::ZERO };
            for window in target.windows.iter().filter(|window| window.begun) {
                for cell in window.cells.iter().filter(|cell| cell.state.is_covered()) {
                    if let Some(sum) = spending.cell(gauge, window.window, cell.subject) {
                        cell_cost.cells += 1;
                        cell_cost.spent += sum.amount;
                    }
                }
            }
            if cell_cost.cells > 0 {
                cost.cells.push(cell_cost);
            }
        }
        costs.push(cost);
    }
    costs
}
