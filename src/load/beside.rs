//! What a target may say beside what it counts: who is eligible, how values are shown, what windows its subjects have.

use super::activity::PlanCx;
use super::filter::conditions;
use super::forms::GIVEN;
use super::schedule::Schedule;
use super::target::Layers;
use super::toml::{Cx, Text};
use crate::model::{Filter, Kind, Measure, Own, Shown, SubjectKind, Table};
use crate::say;

/// What decides a cell without a value: whether it is met.
pub(super) fn if_none(layers: &Layers<'_, '_>) -> Option<bool> {
    let (text, _) = layers.text("if_none")?;
    match text.text.as_str() {
        "met" => Some(true),
        "missed" => Some(false),
        _ => {
            layers.own.cx.undefined(
                &text,
                &say!(vi: "cách xét ô không có giá trị", en: "way to decide a cell without a value"),
                ["met", "missed"],
            );
            None
        }
    }
}

/// Who is eligible, by conditions on the population's register.
pub(super) fn required(plan: &PlanCx<'_>, layers: &Layers<'_, '_>, subjects: SubjectKind) -> Option<Filter> {
    let cx = layers.own.cx;
    let found = layers.get("required")?;
    let Some(register) = subjects.register() else {
        if found.own {
            cx.conflict(found.entry.key, say!(vi: "`required` cần nhóm đối tượng lấy từ một sổ đăng ký", en: "`required` needs a population that comes from a register"));
        }
        return None;
    };
    let table = &plan.lookup.registers[register.0];
    let conditions = conditions(cx, found.entry.value).iter().filter_map(|raw| plan.lookup.condition(cx, table, raw)).collect();
    Some(Filter { conditions })
}

/// The target and the states that a subject's cell must be in.
pub(super) fn given(layers: &Layers<'_, '_>) -> Option<(Text, Vec<String>)> {
    const STATES: [&str; 7] = ["waived", "upcoming", "met", "late", "exceeded", "overdue", "open"];
    let cx = layers.own.cx;
    let keys = cx.table(layers.get("given")?.entry.value, &GIVEN)?;
    let (target, states) = (keys.required("target"), keys.texts("state"));
    if !keys.has("state") {
        keys.required("state");
    }
    keys.finish();
    for state in states.iter().filter(|state| !STATES.contains(&state.text.as_str())) {
        cx.undefined(state, &say!(vi: "trạng thái", en: "state"), STATES);
    }
    Some((target?, states.into_iter().map(|state| state.text).collect()))
}

/// How its values are shown: as it says, or as their column says.
pub(super) fn shown(layers: &Layers<'_, '_>) -> Shown {
    let unit = layers.text("unit").map(|(unit, _)| unit.text);
    let decimals = layers.get("decimals").and_then(|found| layers.own.cx.whole(found.entry.value, 0..=9));
    Shown { unit, decimals: decimals.and_then(|decimals| u32::try_from(decimals).ok()) }
}

/// What a target does not say of how its values are shown, their column says; a ratio is a percentage.
pub(super) fn shown_as(shown: &mut Shown, measure: &Measure, table: &Table) {
    let column = match measure {
        Measure::Sum(column) | Measure::Latest(column) | Measure::Level(column) | Measure::Mean(column) => Some(*column),
        Measure::PerLast { of, .. } => Some(*of),
        Measure::Ratio { .. } | Measure::Share { .. } => {
            shown.unit.get_or_insert_with(|| "%".to_owned());
            None
        }
        Measure::Rows | Measure::Distinct(_) => None,
    };
    if let Some(column) = column.map(|at| &table.columns[at]) {
        shown.unit = shown.unit.take().or_else(|| column.unit.clone());
        shown.decimals = shown.decimals.or(column.decimals);
    }
}

/// The column in which a subject's own window stands.
pub(super) fn own_window(plan: &PlanCx<'_>, cx: &Cx<'_>, schedule: &Schedule, subjects: SubjectKind) -> Option<Own> {
    let (column, span) = schedule.own.as_ref()?;
    let Some(register) = subjects.register() else {
        cx.conflict(column.place, say!(vi: "kỳ riêng của đối tượng cần nhóm đối tượng lấy từ một sổ đăng ký hoặc nhật ký", en: "a window of a subject's own needs a population that comes from a register or a log"));
        return None;
    };
    let table = &plan.lookup.registers[register.0];
    let (path, kind) = plan.lookup.path(cx, table, column)?;
    plan.lookup.refuses_personal(cx, table, &path, column);
    if *kind != Kind::Date {
        let name = &column.text;
        cx.bad_value(column.place, say!(vi: "cột `{name}` không phải kiểu `date`", en: "the column `{name}` is not of type `date`"));
        return None;
    }
    Some(match span {
        Some(span) => Own::From { path, span: *span },
        None => Own::By { path },
    })
}
