//! The JSON contract of `tiendo diff`, version 1.

use serde_json::{Value, json};

use super::{Difference, Label, RowChange, TargetChange, Turn};
use crate::report::history::Point;
use crate::report::json::{VERSION, fraction, number};

impl Turn {
    pub(super) fn key(self) -> &'static str {
        match self {
            Turn::Opened => "opened",
            Turn::Closed => "closed",
            Turn::Gone => "gone",
        }
    }
}

pub(super) fn contract(difference: &Difference) -> Value {
    let [from, to] = &difference.labels;
    let steps = &difference.steps;
    let plans = steps.to.plans.iter().filter_map(|(id, now)| {
        let before = steps.from.plans.get(id);
        let verdicts =
            |(verdict, now): &(crate::cover::Verdict, crate::cover::Verdict)| json!({"verdict": verdict.key(), "now": now.key()});
        (before != Some(now)).then(|| json!({"id": id, "from": before.map(verdicts), "to": verdicts(now)}))
    });
    let gaps = difference.gaps().into_iter().map(|(turn, ((plan, target), window, subject), name)| {
        json!({"what": turn.key(), "plan": plan, "target": target, "window": window, "subject": subject, "name": name})
    });
    let money = difference.money().into_iter().map(|((plan, year, fund), [before, now])| {
        json!({
            "plan": plan, "year": year, "fund": (!fund.is_empty()).then_some(fund),
            "allocated": {"from": number(before.0), "to": number(now.0)}, "spent": {"from": number(before.1), "to": number(now.1)},
        })
    });
    let causes: Vec<&str> = steps.between.iter().map(|(cause, _)| cause.key()).collect();
    json!({
        "tiendo": VERSION, "from": label(from), "to": label(to), "causes": causes,
        "plans": plans.collect::<Vec<_>>(),
        "targets": difference.targets().iter().map(target).collect::<Vec<_>>(),
        "gaps": gaps.collect::<Vec<_>>(),
        "rows": difference.rows.iter().map(row).collect::<Vec<_>>(),
        "money": money.collect::<Vec<_>>(),
    })
}

fn label(label: &Label) -> Value {
    json!({"revision": label.revision, "as_of": label.as_of.to_string()})
}

fn target(change: &TargetChange<'_>) -> Value {
    let side = |point: Option<&Point>| {
        point.map(|point| {
            let window = point.window.as_ref();
            json!({
                "verdict": point.verdict.key(), "now": point.now.key(), "gaps": point.gaps,
                "window": window.map(|window| &window.label),
                "covered": window.map(|window| window.covered),
                "eligible": window.map(|window| window.eligible),
                "coverage": window.and_then(|window| window.coverage.as_ref()).map(fraction),
            })
        })
    };
    let parts = change.parts.iter().map(|(causes, part)| {
        let causes: Vec<&str> = causes.iter().map(|cause| cause.key()).collect();
        json!({"cause": causes.join("+"), "change": fraction(part)})
    });
    let all = change.parts.iter().map(|(_, part)| part).sum::<num_rational::BigRational>();
    json!({
        "plan": change.of.0, "id": change.of.1, "from": side(change.from), "to": side(change.to),
        "change": fraction(&all), "parts": parts.collect::<Vec<_>>(),
    })
}

fn row(change: &RowChange) -> Value {
    json!({
        "log": change.log, "what": change.fate.key(), "key": change.key, "file": change.file, "line": change.line,
        "commit": change.commit, "author": change.author,
    })
}
