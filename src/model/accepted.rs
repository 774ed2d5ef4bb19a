//! Misses that are known and accepted: they stay misses, but nobody is asked for them now.

use crate::calendar::Date;
use crate::read::Place;

/// One row of the table of accepted misses.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The plan, by its place in the workspace.
    pub plan: usize,
    /// The target.
    pub target: super::TargetIndex,
    /// The window's label.
    pub window: String,
    /// The subject's code or key on the window's reference date; none: every subject.
    pub subject: Option<String>,
    /// The day on which it was accepted; none: always.
    pub from: Option<Date>,
    /// Why.
    pub reason: String,
    /// The decision it rests on.
    pub basis: Option<String>,
    /// Where it was read.
    pub place: Place,
}

impl Accepted {
    /// Whether it is accepted on a day.
    pub fn holds(&self, as_of: Date) -> bool {
        self.from.is_none_or(|from| from <= as_of)
    }

    /// Whether it covers a subject of this code or key.
    pub fn covers(&self, key: &str) -> bool {
        self.subject.as_ref().is_none_or(|subject| subject == key)
    }
}
