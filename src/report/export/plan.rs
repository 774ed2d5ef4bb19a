//! Rows about plans: activities, targets, windows, cells and subjects, in the order of the plan.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use num_rational::BigRational;

use super::{Export, Rows, Value};
use crate::calendar::Date;
use crate::cover::{ActivityState, Cell, PlanState, TargetState, WindowState, responsible};
use crate::model::{Activity, AgencyIndex, By, Counting, Measure, Needed, Plan, SubjectKind, Target, UNITS, UnitIndex, Workspace};
use crate::number::{Quantity, rounded};
use crate::report::json::quantity_text;
use crate::report::names::{agency_ids, target_title, with_ids};
use crate::report::subject_units;

pub(super) fn plans(export: &Export<'_>, rows: &mut dyn Rows) -> io::Result<()> {
    for (plan, state) in each_plan(export) {
        rows.put(&[
            Value::text(&plan.id),
            Value::text(&plan.title),
            Value::maybe(plan.issuer.as_deref()),
            Value::owned(plan.period.to_string()),
            Value::day(Some(plan.days.first)),
            Value::day(Some(plan.days.last)),
            Value::maybe(plan.currency.as_deref()),
            Value::text(state.verdict.key()),
            Value::text(state.now.key()),
        ])?;
    }
    Ok(())
}

pub(super) fn activities(export: &Export<'_>, rows: &mut dyn Rows) -> io::Result<()> {
    for (plan, activity, state) in each_activity(export) {
        let [lead, by, with] = who(plan, &activity.by, activity.lead, &activity.with);
        rows.put(&[
            Value::text(&plan.id),
            Value::text(&activity.id),
            Value::maybe(activity.number.as_deref()),
            Value::text(&activity.title),
            Value::maybe(activity.clause.as_deref()),
            Value::maybe(activity.note.as_deref()),
            lead,
            by,
            with,
            Value::text(state.verdict.key()),
            Value::text(state.now.key()),
        ])?;
    }
    Ok(())
}

pub(super) fn targets(export: &Export<'_>, rows: &mut dyn Rows) -> io::Result<()> {
    for (plan, activity, state) in each_activity(export) {
        for target_state in &state.targets {
            let target = plan.target(target_state.target);
            let kind = plan.kind(target.population);
            let [lead, by, with] = who(plan, &target.by, target.lead, &target.with);
            let title = target_title(target);
            rows.put(&[
                Value::text(&plan.id),
                Value::text(&activity.id),
                Value::text(&target.name),
                Value::text(&title),
                Value::maybe(target.clause.as_deref().or(activity.clause.as_deref())),
                Value::maybe(target.note.as_deref().or(activity.note.as_deref())),
                Value::maybe(target.population.map(|population| plan.populations[population.0].id.as_str())),
                Value::text(&register(export.workspace, kind)),
                Value::maybe(target.counting.log().map(|log| export.workspace.log(log).table.name.as_str())),
                Value::text(measure(&target.counting)),
                Value::text(target.threshold.key()),
                fraction(Some(&target.share)),
                Value::maybe(target.shown.unit.as_deref()),
                Value::Boolean(target.tracked),
                Value::Boolean(target.part),
                lead,
                by,
                with,
                Value::day(Some(target.valid.first)),
                Value::day(Some(target.valid.last)),
                Value::maybe(target.basis.as_deref()),
                Value::text(target_state.verdict.key()),
                Value::text(target_state.now.key()),
            ])?;
        }
    }
    Ok(())
}

pub(super) fn windows(export: &Export<'_>, rows: &mut dyn Rows) -> io::Result<()> {
    for (plan, activity, state) in each_activity(export) {
        for (target, window) in each_window(plan, state) {
            let entry = &target.windows[window.window];
            let own = target.own.is_some();
            let counts = crate::report::coverage::cell_counts(&window.counts);
            let count = |count: u64| Value::count(count);
            rows.put(&[
                Value::text(&plan.id),
                Value::text(&activity.id),
                Value::text(&target.name),
                Value::text(&entry.label),
                Value::day(Some(window.days.first)),
                Value::day(Some(window.days.last)),
                if own { Value::Empty } else { Value::day(Some(window.due)) },
                needed(&entry.needed),
                Value::maybe(entry.needed.column()),
                count(counts.members),
                count(counts.waived),
                count(counts.eligible),
                count(counts.met),
                count(counts.late),
                count(counts.exceeded),
                count(counts.overdue),
                count(counts.open),
                count(counts.upcoming),
                count(window.counts.covered()),
                count(window.required),
                fraction(window.counts.coverage().as_ref()),
                fraction(window.progress.as_ref()),
                if own { Value::Empty } else { fraction(Some(&window.elapsed)) },
                window.total.filter(|_| !own).map_or(Value::Empty, Value::number),
                Value::text(window.verdict.key()),
                Value::text(window.now.key()),
                Value::Boolean(window.begun),
                Value::Boolean(window.current),
            ])?;
        }
    }
    Ok(())
}

pub(super) fn cells(export: &Export<'_>, rows: &mut dyn Rows) -> io::Result<()> {
    for (plan, activity, state) in each_activity(export) {
        for (target, window) in each_window(plan, state) {
            let kind = plan.kind(target.population);
            let required = window.cells.iter().enumerate().map(|(at, cell)| (Some(at), cell));
            for (at, cell) in required.chain(window.encouraged.iter().map(|cell| (None, cell))) {
                let own = at.and_then(|at| window.own.get(at));
                let days = own.map_or(window.days, |own| own.days);
                let jobs = responsible(export.workspace, plan, target, window, cell);
                rows.put(&[
                    Value::text(&plan.id),
                    Value::text(&activity.id),
                    Value::text(&target.name),
                    Value::text(&target.windows[window.window].label),
                    Value::owned(subject_id(export.workspace, plan, kind, cell.subject)),
                    Value::text(export.workspace.subject_key(plan, kind, cell.subject)),
                    Value::day(Some(days.first)),
                    Value::day(Some(days.last)),
                    Value::day(Some(at.map_or(window.due, |at| window.due_of(at)))),
                    Value::number(cell.needed()),
                    cell.from().map_or(Value::Empty, Value::number),
                    cell.value().map_or(Value::Empty, quantity),
                    Value::text(cell.state.key()),
                    Value::Boolean(cell.state.is_covered()),
                    Value::Boolean(at.is_some()),
                    Value::Boolean(at.is_some_and(|at| window.is_accepted(at))),
                    Value::owned(jobs.join(" ")),
                    Value::day(at.and_then(|at| window.falls.get(at)).and_then(|falls| falls.last)),
                ])?;
            }
        }
    }
    Ok(())
}

pub(super) fn subjects(export: &Export<'_>, rows: &mut dyn Rows) -> io::Result<()> {
    for (plan, state) in each_plan(export) {
        let mut seen: BTreeMap<(SubjectKind, u32), (Date, &Cell)> = BTreeMap::new();
        for (target, window) in state.activities.iter().flat_map(|activity| each_window(plan, activity)) {
            let kind = plan.kind(target.population);
            for cell in window.cells.iter().chain(&window.encouraged) {
                let known = seen.entry((kind, cell.subject)).or_insert((window.reference, cell));
                if known.0 < window.reference {
                    *known = (window.reference, cell);
                }
            }
        }
        for ((kind, subject), (day, cell)) in seen {
            put_subject(export.workspace, plan, (kind, subject), (day, cell), rows)?;
        }
    }
    Ok(())
}

/// Writes what a subject is called and where it stands on a day.
fn put_subject(
    workspace: &Workspace,
    plan: &Plan,
    (kind, subject): (SubjectKind, u32),
    (day, cell): (Date, &Cell),
    rows: &mut dyn Rows,
) -> io::Result<()> {
    let chain = subject_units::chain(workspace, kind, cell, day);
    let (unit, parent) = (chain.last().copied(), chain.iter().rev().nth(1).copied());
    // Of a unit that is a province or has no district there is none.
    let district = chain.iter().copied().find(|unit| subject_units::level_of(workspace, *unit, day) == Some("district"));
    let code = |unit: Option<UnitIndex>| Value::maybe(unit.map(|unit| workspace.units.code(unit)));
    let name = |unit: Option<UnitIndex>| Value::owned(unit.map(|unit| workspace.unit_name(unit, day)).unwrap_or_default());
    let listed = |unit: UnitIndex| {
        let holds = |id: &&String| workspace.units.is_listed(unit, std::slice::from_ref(*id), day);
        plan.names.categories.keys().filter(holds).map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    rows.put(&[
        Value::text(&plan.id),
        Value::owned(subject_id(workspace, plan, kind, subject)),
        Value::text(&register(workspace, kind)),
        Value::text(workspace.subject_key(plan, kind, subject)),
        Value::owned(workspace.subject_name(plan, kind, subject, cell.row(), day)),
        Value::maybe(unit.and_then(|unit| subject_units::level_of(workspace, unit, day))),
        code(unit),
        name(unit),
        code(district),
        name(district),
        code(parent),
        name(parent),
        Value::owned(subject_units::path(workspace, kind, cell, day).join(" / ")),
        Value::owned(unit.map(listed).unwrap_or_default()),
        Value::day(Some(day)),
    ])
}

/// `register:key`; for a code that was used again the second unit that held it is `units:06001#2`.
fn subject_id(workspace: &Workspace, plan: &Plan, kind: SubjectKind, subject: u32) -> String {
    let key = workspace.subject_key(plan, kind, subject);
    let nth = match kind {
        SubjectKind::Units => workspace.units.holders(key).position(|unit| unit == UnitIndex(subject)).unwrap_or_default(),
        _ => 0,
    };
    let again = if nth > 0 { format!("#{}", nth + 1) } else { String::new() };
    format!("{}:{key}{again}", register(workspace, kind))
}

/// Where subjects come from.
fn register(workspace: &Workspace, kind: SubjectKind) -> Cow<'_, str> {
    match kind {
        SubjectKind::Whole => "plan".into(),
        SubjectKind::Units => workspace.register(UNITS).table.name.as_str().into(),
        SubjectKind::Register(register) => workspace.register(register).table.name.as_str().into(),
        SubjectKind::Agencies => "agencies".into(),
        SubjectKind::Choices(log, column) => {
            let table = &workspace.log(log).table;
            format!("{}.{}", table.name, table.columns[column].name).into()
        }
    }
}

fn measure(counting: &Counting) -> &'static str {
    match counting {
        Counting::Log { measure, .. } => match measure {
            Measure::Rows => "rows",
            Measure::Sum(_) => "sum",
            Measure::Distinct(_) => "distinct",
            Measure::Latest(_) | Measure::PerLast { level: false, .. } => "latest",
            Measure::Level(_) | Measure::PerLast { level: true, .. } => "level",
            Measure::Ratio { .. } | Measure::Share { .. } => "ratio",
            Measure::Mean(_) => "mean",
        },
        Counting::Standing { .. } => "standing",
        Counting::Parts { .. } => "parts",
        Counting::Nothing => "none",
    }
}

/// Ids of the lead, of those who carry something out and of those who take part.
fn who(plan: &Plan, by: &By, lead: Option<AgencyIndex>, with: &[AgencyIndex]) -> [Value<'static>; 3] {
    let lead_id = lead.map(|lead| plan.names.get(lead).id.clone()).unwrap_or_default();
    [lead_id, agency_ids(plan, by, None).join(" "), with_ids(plan, with).join(" ")].map(Value::owned)
}

fn needed(needed: &Needed) -> Value<'static> {
    needed.number().map_or(Value::Empty, Value::number)
}

fn quantity(quantity: Quantity) -> Value<'static> {
    Value::Number(quantity_text(quantity))
}

fn fraction(share: Option<&BigRational>) -> Value<'static> {
    share.map_or(Value::Empty, |share| Value::Number(rounded(share, 7)))
}

fn each_plan<'e>(export: &'e Export<'_>) -> impl Iterator<Item = (&'e Plan, &'e PlanState)> {
    export.state.plans.iter().map(|state| (&export.workspace.plans[state.plan], state))
}

fn each_activity<'e>(export: &'e Export<'_>) -> impl Iterator<Item = (&'e Plan, &'e Activity, &'e ActivityState)> {
    each_plan(export)
        .flat_map(|(plan, state)| plan.activities.iter().zip(&state.activities).map(move |(activity, state)| (plan, activity, state)))
}

fn each_window<'e>(plan: &'e Plan, state: &'e ActivityState) -> impl Iterator<Item = (&'e Target, &'e WindowState)> {
    let of = move |state: &'e TargetState| state.windows.iter().map(move |window| (plan.target(state.target), window));
    state.targets.iter().flat_map(of)
}
