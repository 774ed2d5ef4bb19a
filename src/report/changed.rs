//! What new rows change: the cells that have another value or state than before.

use std::collections::BTreeMap;

use crate::cover::{Cell, State};
use crate::model::{TargetIndex, Workspace};
use crate::say;
use crate::text::{Lang, Message};

use super::names::state_word;
use super::subject_units::full_name;
use super::values::of_needed;

/// A line for each cell that stands otherwise than before: `luu-dong.xa 2013..2020 · xã Hoa Thám: 1/2 → 2/2, met`.
///
/// Both states are of the same plans and registers.
pub fn changed(workspace: &Workspace, before: &State, after: &State) -> Vec<Message> {
    let mut was: BTreeMap<(usize, TargetIndex, usize, u32), &Cell> = BTreeMap::new();
    for plan in &before.plans {
        for target in plan.activities.iter().flat_map(|activity| &activity.targets) {
            for window in &target.windows {
                was.extend(window.cells.iter().map(|cell| ((plan.plan, target.target, window.window, cell.subject), cell)));
            }
        }
    }
    let mut lines = Vec::new();
    for state in &after.plans {
        let plan = &workspace.plans[state.plan];
        for found in state.activities.iter().flat_map(|activity| &activity.targets) {
            let target = plan.target(found.target);
            let kind = plan.kind(target.population);
            for window in &found.windows {
                for cell in &window.cells {
                    let Some(old) = was.get(&(state.plan, found.target, window.window, cell.subject)) else { continue };
                    if old.value() == cell.value() && old.state == cell.state {
                        continue;
                    }
                    let (name, label) = (&target.name, &target.windows[window.window].label);
                    let subject = full_name(workspace, plan, kind, cell, window.reference_of(cell));
                    let (from, to) = (of_needed(target, old), of_needed(target, cell));
                    let word = state_word(cell.state);
                    let (vi, en) = (word.get(Lang::Vi), word.get(Lang::En));
                    lines.push(say!(
                        vi: "{name} {label} · {subject}: {from} → {to}, {vi}",
                        en: "{name} {label} · {subject}: {from} → {to}, {en}"
                    ));
                }
            }
        }
    }
    lines
}
