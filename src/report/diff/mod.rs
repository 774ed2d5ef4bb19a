//! What changed between two states of a workspace: verdicts, coverage split by cause, gaps, rows of logs, money.

mod contract;
mod rows;
mod show;
mod snapshot;
mod steps;

use std::collections::{BTreeMap, BTreeSet};

use num_rational::BigRational;
use num_traits::Zero;

pub use rows::{Fate, RowChange, row_changes, rows};
pub use steps::{Cause, Stand};

use self::snapshot::{CellOf, Snapshot, TargetOf};
use self::steps::{Refused, Steps};
use crate::calendar::Period;
use crate::finding::Findings;
use crate::model::Workspace;
use crate::number::Number;
use crate::read::Tree;

use super::evaluated::Evaluated;
use super::history::Point;

/// What a side of a comparison is called: a revision, a day, or both.
#[derive(Clone, Debug)]
pub struct Label {
    /// The commit's id; none: the work tree.
    pub revision: Option<String>,
    /// As of when.
    pub as_of: crate::calendar::Date,
}

/// What changed, as an answer.
pub struct Difference {
    steps: Steps,
    /// What the two sides are called.
    pub labels: [Label; 2],
    /// Rows of logs that differ.
    pub rows: Vec<RowChange>,
    /// How many rows each table shows at most.
    pub cap: Option<usize>,
}

/// A target of which something changed.
struct TargetChange<'d> {
    of: &'d TargetOf,
    title: &'d str,
    from: Option<&'d Point>,
    to: Option<&'d Point>,
    /// What each cause added to its coverage; several causes where no state between them could be understood.
    parts: Vec<(Vec<Cause>, BigRational)>,
}

/// What became of a cell that was a gap, or is one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Turn {
    Opened,
    Closed,
    /// It is not met, but nobody asks for it any more.
    Gone,
}

/// What one fund gave and what was spent in a year: of which plan, in which year, of which fund; then allocated and spent, before
/// and after.
type MoneyChange<'d> = (&'d (String, i16, String), [(Number, Number); 2]);

impl Difference {
    /// Compares two sides; where one cannot be understood, says which and what was found.
    pub fn between(
        before: &Stand,
        after: &Stand,
        base: Tree,
        (period, only): (Option<Period>, Option<&str>),
        labels: [Label; 2],
    ) -> Result<Difference, (usize, Findings)> {
        let steps = Steps::go(before, after, base, period, only).map_err(|refused| match refused {
            Refused::Before(findings) => (0, findings),
            Refused::After(findings) => (1, findings),
        })?;
        let workspaces = [&steps.before, &steps.after.workspace];
        let rows = if before.same_files { Vec::new() } else { row_changes(&before.tree, &after.tree, workspaces) };
        Ok(Difference { steps, labels, rows, cap: None })
    }

    /// The later side, evaluated.
    pub fn after(&self) -> &Evaluated {
        &self.steps.after
    }

    fn workspace(&self) -> &Workspace {
        &self.steps.after.workspace
    }

    /// Whether nothing changed at all.
    fn is_empty(&self) -> bool {
        self.steps.from == self.steps.to && self.rows.is_empty()
    }

    fn coverage(snapshot: &Snapshot, of: &TargetOf) -> BigRational {
        let window = snapshot.targets.get(of).and_then(|point| point.window.as_ref());
        window.and_then(|window| window.coverage.clone()).unwrap_or_else(BigRational::zero)
    }

    /// What each cause added; together they are the whole change.
    fn parts(&self, of: &TargetOf) -> Vec<(Vec<Cause>, BigRational)> {
        let Steps { from, to, between, .. } = &self.steps;
        let mut last = Difference::coverage(from, of);
        let (mut parts, mut pending) = (Vec::new(), Vec::new());
        for (at, (cause, snapshot)) in between.iter().enumerate() {
            pending.push(*cause);
            let snapshot = if at + 1 == between.len() { Some(to) } else { snapshot.as_ref() };
            if let Some(snapshot) = snapshot {
                let now = Difference::coverage(snapshot, of);
                parts.push((std::mem::take(&mut pending), &now - &last));
                last = now;
            }
        }
        parts
    }

    fn targets(&self) -> Vec<TargetChange<'_>> {
        let Steps { from, to, .. } = &self.steps;
        let gone = from.order.iter().filter(|(of, _)| !to.targets.contains_key(of));
        let all = to.order.iter().chain(gone);
        let change = |entry: &'_ (TargetOf, String)| {
            let (before, now) = (from.targets.get(&entry.0), to.targets.get(&entry.0));
            (before != now).then(|| self.parts(&entry.0)).map(|parts| (before, now, parts))
        };
        let changed = all.filter_map(|entry| change(entry).map(|found| (entry, found)));
        changed.map(|((of, title), (from, to, parts))| TargetChange { of, title, from, to, parts }).collect()
    }

    /// Gaps that opened, closed, or are nobody's any more, each with its subject's name.
    fn gaps(&self) -> Vec<(Turn, &CellOf, &str)> {
        let Steps { from, to, .. } = &self.steps;
        let opened =
            to.gaps.iter().filter(|(cell, _)| !from.gaps.contains_key(cell)).map(|(cell, name)| (Turn::Opened, cell, name.as_str()));
        let ended: BTreeMap<&CellOf, &str> =
            from.gaps.iter().filter(|(cell, _)| !to.gaps.contains_key(cell)).map(|(cell, name)| (cell, name.as_str())).collect();
        let closed = self.covered(&ended);
        let ended = ended.iter().map(|(cell, name)| (if closed.contains(cell) { Turn::Closed } else { Turn::Gone }, *cell, *name));
        let mut all: Vec<_> = opened.chain(ended).collect();
        all.sort_by_key(|(turn, cell, _)| (*turn, *cell));
        all
    }

    /// Which of these cells are met on the later side, on time or late.
    fn covered<'c>(&self, asked: &BTreeMap<&'c CellOf, &str>) -> BTreeSet<&'c CellOf> {
        let Evaluated { workspace, state, .. } = &self.steps.after;
        let windows: BTreeSet<(&TargetOf, &str)> = asked.keys().map(|(of, window, _)| (of, window.as_str())).collect();
        let mut found = BTreeSet::new();
        for plan_state in &state.plans {
            let plan = &workspace.plans[plan_state.plan];
            for target_state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
                let target = plan.target(target_state.target);
                let (of, kind) = ((plan.id.clone(), target.name.clone()), plan.kind(target.population));
                for window in &target_state.windows {
                    let label = &target.windows[window.window].label;
                    if !windows.contains(&(&of, label.as_str())) {
                        continue;
                    }
                    for cell in window.cells.iter().filter(|cell| cell.state.is_covered()) {
                        let key = workspace.subject_key(plan, kind, cell.subject).to_owned();
                        let cell = (of.clone(), label.clone(), key);
                        found.extend(asked.get_key_value(&cell).map(|(cell, _)| *cell));
                    }
                }
            }
        }
        found
    }

    fn money(&self) -> Vec<MoneyChange<'_>> {
        let Steps { from, to, .. } = &self.steps;
        let nothing = (Number::ZERO, Number::ZERO);
        let keys: BTreeSet<_> = from.money.keys().chain(to.money.keys()).collect();
        let both = |key| [from, to].map(|snapshot| snapshot.money.get(key).copied().unwrap_or(nothing));
        keys.into_iter().map(|key| (key, both(key))).filter(|(_, [before, now])| before != now).collect()
    }
}
