//! What a comparison keeps of how everything stood: by names, as places in two workspaces are not the same.

use std::collections::BTreeMap;

use crate::budget;
use crate::cover::Verdict;
use crate::number::Number;
use crate::report::evaluated::Evaluated;
use crate::report::gaps::{Filter, gaps};
use crate::report::history::{Moment, Point};
use crate::report::names::target_title;

/// A target: its plan's id and its name.
pub(super) type TargetOf = (String, String);

/// A cell: its target, the window's label, the subject's code or key.
pub(super) type CellOf = (TargetOf, String, String);

/// How everything stood.
#[derive(PartialEq, Eq)]
pub(super) struct Snapshot {
    /// The targets in the plan's order, each with its title.
    pub(super) order: Vec<(TargetOf, String)>,
    /// How each stood.
    pub(super) targets: BTreeMap<TargetOf, Point>,
    /// Of each plan its verdict, and the same now.
    pub(super) plans: BTreeMap<String, (Verdict, Verdict)>,
    /// The gaps, each with its subject's name.
    pub(super) gaps: BTreeMap<CellOf, String>,
    /// By plan, year and fund what was allocated and what was spent.
    pub(super) money: BTreeMap<(String, i16, String), (Number, Number)>,
}

impl Snapshot {
    pub(super) fn of(evaluated: &Evaluated) -> Snapshot {
        let Evaluated { workspace, state, spending, .. } = evaluated;
        let moment = Moment::of(workspace, state);
        let name = |plan: usize, target: &str| (workspace.plans[plan].id.clone(), target.to_owned());
        let mut found = Snapshot {
            order: Vec::new(),
            targets: moment.targets.into_iter().map(|((plan, target), point)| (name(plan, &target), point)).collect(),
            plans: moment.plans.into_iter().map(|(plan, (verdict, now, _))| (workspace.plans[plan].id.clone(), (verdict, now))).collect(),
            gaps: BTreeMap::new(),
            money: BTreeMap::new(),
        };
        for gap in gaps(workspace, state, &Filter { all: state.period.is_some(), ..Filter::default() }) {
            let key = workspace.subject_key(gap.plan, gap.kind, gap.cell.subject).to_owned();
            let called = workspace.subject_name(gap.plan, gap.kind, gap.cell.subject, gap.cell.row(), gap.state.reference_of(gap.cell));
            found.gaps.insert((name(gap.plan_index, &gap.target.name), gap.window.label.clone(), key), called);
        }
        for plan_state in &state.plans {
            let plan = &workspace.plans[plan_state.plan];
            for target_state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
                let target = plan.target(target_state.target);
                let of = name(plan_state.plan, &target.name);
                if found.order.iter().all(|(known, _)| *known != of) {
                    found.order.push((of.clone(), target_title(target)));
                }
            }
            for line in budget::lines(workspace, spending, plan_state.plan, state.as_of, None) {
                let payer = line.fund.and_then(|fund| spending.funds.get(fund as usize)).cloned().unwrap_or_default();
                let (allocated, spent) = found.money.entry((plan.id.clone(), line.year, payer)).or_insert((Number::ZERO, Number::ZERO));
                *allocated += line.figures.allocated;
                *spent += line.figures.spent;
            }
        }
        found
    }
}
