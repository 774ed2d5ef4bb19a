//! Rows about the export itself, about money, and about what was found.

use std::io;

use super::{Export, Rows, Table, VERSION, Value};
use crate::budget::lines;
use crate::finding::Family;
use crate::text::{Lang, Message};

pub(super) fn about(export: &Export<'_>, rows: &mut dyn Rows) -> io::Result<()> {
    let state = export.state;
    let mut put = |key: &str, value: String| rows.put(&[Value::text(key), Value::owned(value)]);
    put("export", VERSION.to_string())?;
    put("tiendo", env!("CARGO_PKG_VERSION").to_owned())?;
    put("as_of", state.as_of.to_string())?;
    put("period", state.period.map(|period| period.to_string()).unwrap_or_default())?;
    put("revision", export.revision.unwrap_or_default().to_owned())?;
    put("notice", export.workspace.settings.notice.clone().unwrap_or_default())?;
    put("left_out_rows", state.left_out.to_string())
}

pub(super) fn dictionary(tables: &[Table], rows: &mut dyn Rows) -> io::Result<()> {
    for table in tables {
        let (vi, en) = (table.meaning.get(Lang::Vi), table.meaning.get(Lang::En));
        let nothing = || Value::Empty;
        rows.put(&[
            Value::text(&table.name),
            Value::Integer(0),
            nothing(),
            nothing(),
            nothing(),
            nothing(),
            Value::text(vi),
            Value::text(en),
        ])?;
        for (at, column) in table.columns.iter().enumerate() {
            rows.put(&[
                Value::text(&table.name),
                Value::count(at + 1),
                Value::text(&column.name),
                Value::text(column.kind.key()),
                Value::text(&column.unit),
                Value::text(&column.words),
                Value::text(column.meaning.get(Lang::Vi)),
                Value::text(column.meaning.get(Lang::En)),
            ])?;
        }
    }
    Ok(())
}

pub(super) fn money(export: &Export<'_>, rows: &mut dyn Rows) -> io::Result<()> {
    let (workspace, state) = (export.workspace, export.state);
    for plan_state in &state.plans {
        let plan = &workspace.plans[plan_state.plan];
        let period = state.period.and_then(|period| period.days(plan.calendar));
        for line in lines(workspace, export.spending, plan_state.plan, state.as_of, period) {
            let fund = line.fund.map(|fund| export.spending.funds[fund as usize].as_str());
            let named = fund.map(|id| plan.names.funds.get(id).map_or(id, |fund| fund.name.as_str()));
            let figures = line.figures;
            // Where there is no budget nobody can be below or over it.
            let budgeted = |number| if workspace.budgeted { Value::number(number) } else { Value::Empty };
            rows.put(&[
                Value::text(&plan.id),
                Value::maybe(plan.currency.as_deref()),
                Value::Integer(line.year.into()),
                Value::maybe(fund),
                Value::maybe(named),
                Value::maybe(line.activity.map(|activity| plan.activities[activity].id.as_str())),
                Value::maybe(line.subject.and_then(|subject| workspace.budget_subject_id(subject))),
                Value::Boolean(line.given),
                budgeted(figures.allocated),
                budgeted(figures.carried),
                budgeted(figures.drawn),
                Value::number(figures.spent),
                budgeted(figures.carried_on),
                budgeted(figures.left),
                budgeted(figures.over),
                Value::count(figures.records),
            ])?;
        }
    }
    Ok(())
}

pub(super) fn findings(export: &Export<'_>, rows: &mut dyn Rows) -> io::Result<()> {
    for found in export.findings {
        let (finding, located) = (&found.finding, found.located.as_ref());
        let about = if finding.code.family() == Family::Targets { "plan" } else { "data" };
        let help = |lang| Value::maybe(finding.help.as_ref().map(|help: &Message| help.get(lang)));
        rows.put(&[
            Value::text(finding.code.id),
            Value::text(finding.code.name),
            Value::owned(finding.severity.to_string()),
            Value::text(about),
            Value::maybe(located.map(|located| &*located.path)),
            located.map_or(Value::Empty, |located| Value::count(located.line)),
            located.map_or(Value::Empty, |located| Value::count(located.column)),
            Value::text(finding.message.get(Lang::Vi)),
            Value::text(finding.message.get(Lang::En)),
            help(Lang::Vi),
            help(Lang::En),
        ])?;
    }
    Ok(())
}
