//! Which cells need not be met.

use crate::model::{TargetIndex, Waiver, Window, Workspace};

/// The waivers of one target in one window.
pub(super) struct Waived<'w>(Vec<&'w Waiver>);

impl<'w> Waived<'w> {
    pub(super) fn new(workspace: &'w Workspace, plan: usize, target: TargetIndex, window: &Window) -> Waived<'w> {
        let applies = |waiver: &&Waiver| {
            waiver.plan == plan
                && workspace.plans[plan].are_one(waiver.target, target)
                && waiver.window.as_ref().is_none_or(|label| *label == window.label)
                && waiver.due_in.contains(window.due)
        };
        Waived(workspace.waivers.iter().filter(applies).collect())
    }

    /// Whether there are any.
    pub(super) fn is_any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether one of them covers a subject of this code or key.
    pub(super) fn covers(&self, key: &str) -> bool {
        self.0.iter().any(|waiver| waiver.subject.as_ref().is_none_or(|subject| subject == key))
    }

    /// Those that cover a subject of this code or key.
    pub(super) fn covering<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'w Waiver> + 'a {
        self.0.iter().copied().filter(move |waiver| waiver.subject.as_ref().is_none_or(|subject| subject == key))
    }
}
