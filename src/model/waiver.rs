//! Cells that need not be met.

use crate::calendar::Days;
use crate::read::Place;

/// One row of the waivers table, accepted.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The plan, by its place in the workspace.
    pub plan: usize,
    /// The target.
    pub target: super::TargetIndex,
    /// The subject's code or key on the window's reference date; none: every subject.
    pub subject: Option<String>,
    /// The window's label; none: every window.
    pub window: Option<String>,
    /// Only windows whose due date lies here.
    pub due_in: Days,
    /// Where its `to` stands.
    pub until: Place,
    /// Why.
    pub reason: String,
    /// The decision it rests on.
    pub basis: Option<String>,
    /// Where it was read.
    pub place: Place,
}
