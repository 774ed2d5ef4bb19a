//! The JSON contract of `tiendo history`, version 1.

use serde_json::{Value, json};

use super::{Chronicle, Point};
use crate::calendar::Date;
use crate::report::json::{VERSION, fraction};

pub(super) fn contract(history: &Chronicle<'_>) -> Value {
    let plans = history.state.plans.iter().map(|plan_state| {
        let place = plan_state.plan;
        let plan = &history.workspace.plans[place];
        let whole = history.moments.iter().filter_map(|moment| {
            let (verdict, now, gaps) = moment.plans.get(&place)?;
            Some(json!({"as_of": moment.as_of.to_string(), "verdict": verdict.key(), "now": now.key(), "gaps": gaps}))
        });
        let targets = history.chosen().into_iter().filter(|(of, ..)| *of == place).map(|(_, plan, activity, target)| {
            let points: Vec<Value> = history.points(place, target).map(point).collect();
            json!({"activity": plan.activities[activity].id, "id": target.name, "points": points})
        });
        json!({"id": plan.id, "points": whole.collect::<Vec<_>>(), "targets": targets.collect::<Vec<_>>()})
    });
    json!({
        "tiendo": VERSION, "as_of": history.state.as_of.to_string(), "every": history.every, "left_out_rows": history.state.left_out,
        "plans": plans.collect::<Vec<_>>(),
    })
}

fn point((day, point): (Date, &Point)) -> Value {
    let window = point.window.as_ref();
    json!({
        "as_of": day.to_string(), "verdict": point.verdict.key(), "now": point.now.key(), "gaps": point.gaps,
        "window": window.map(|window| &window.label),
        "covered": window.map(|window| window.covered),
        "eligible": window.map(|window| window.eligible),
        "required": window.map(|window| window.required),
        "coverage": window.and_then(|window| window.coverage.as_ref()).map(fraction),
        "progress": window.and_then(|window| window.progress.as_ref()).map(fraction),
    })
}
