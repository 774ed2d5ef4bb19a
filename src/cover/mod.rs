//! From tallies to cells, verdicts, gaps, and whose job they are.

mod state;

pub use state::{ActivityState, Cell, CellState, Counts, PlanState, State, TargetState, Verdict, WindowState};
