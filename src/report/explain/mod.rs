//! Why a figure is what it is: the rule, who is to be covered and by which rows, and for one cell each record that counted and
//! each that did not, with the arithmetic.

mod arithmetic;
mod cell;
mod ground;
mod rule;
mod target;
mod why;

use crate::cover::{State, TargetState, WindowState};
use crate::model::{Target, TargetIndex, Workspace};
use crate::say;
use crate::text::{Message, nearest, ticked};

pub use cell::{ExplainedCell, Found};
pub use target::ExplainedTarget;

/// A target's state among all.
pub fn state_of(state: &State, plan: usize, target: TargetIndex) -> Option<&TargetState> {
    let plans = state.plans.iter().filter(|one| one.plan == plan);
    plans.flat_map(|plan| &plan.activities).flat_map(|activity| &activity.targets).find(|one| one.target == target)
}

/// The window that is asked for by its label; else the last of those that count now and hold what is wanted, or of those that
/// have begun, or the first.
pub fn window_of<'s>(
    target: &Target,
    found: &'s TargetState,
    label: Option<&str>,
    holds: &dyn Fn(&WindowState) -> bool,
) -> Result<&'s WindowState, Message> {
    let name = &target.name;
    let windows = &found.windows;
    if let Some(label) = label {
        let label_of = |window: &WindowState| target.windows[window.window].label.as_str();
        return windows.iter().find(|window| label_of(window) == label).ok_or_else(|| {
            let labels: Vec<&str> = windows.iter().map(label_of).collect();
            let all = ticked(&labels);
            match nearest(label, labels.iter().copied()) {
                Some(near) => say!(
                    vi: "chỉ tiêu `{name}` không có kỳ `{label}`; có phải là `{near}`?",
                    en: "the target `{name}` has no window `{label}`; did you mean `{near}`?"
                ),
                None => say!(vi: "chỉ tiêu `{name}` không có kỳ `{label}`; có: {all}", en: "the target `{name}` has no window `{label}`; there are: {all}"),
            }
        });
    }
    let last = |wanted: &dyn Fn(&WindowState) -> bool| windows.iter().rev().find(|window| wanted(window));
    let chosen = last(&|window| window.current && holds(window)).or_else(|| last(&|window| window.begun && holds(window)));
    let chosen = chosen.or_else(|| last(&|window| window.current)).or_else(|| last(&|window| window.begun)).or(windows.first());
    chosen.ok_or_else(|| say!(vi: "chỉ tiêu `{name}` chưa có kỳ nào", en: "the target `{name}` has no window yet"))
}

/// All names under which targets are known.
pub fn target_names(workspace: &Workspace, state: &State) -> Vec<String> {
    let plans = state.plans.iter().map(|plan| &workspace.plans[plan.plan]);
    plans
        .flat_map(|plan| plan.targets().map(|(_, target)| target.name.clone()).chain(plan.activities.iter().map(|one| one.id.clone())))
        .collect()
}
