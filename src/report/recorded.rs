//! When records were last made, and how many, log by log: beside the same days of the year before. So a figure that stands still
//! because nobody reported is not read as work undone.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::document::{Cell, Column, Row, Sheet};
use crate::calendar::{Date, Days, plus_years};
use crate::model::{Kind, Log, Workspace};
use crate::say;
use crate::scan::Recorded;

/// A log, or one of those who record in it.
pub(super) struct Line<'s> {
    log: &'s str,
    title: &'s str,
    /// Who, as the log writes it; none: everybody.
    by: Option<&'s str>,
    name: Option<&'s str>,
    last: Option<Date>,
    /// Records in the days that were asked for, and in the same ones a year before.
    records: u64,
    before: u64,
}

/// The lines of all logs; those who record stand below theirs.
pub(super) fn lines<'s>(workspace: &'s Workspace, recorded: &'s [Recorded], days: Days) -> Vec<Line<'s>> {
    let before = Days { first: plus_years(days.first, -1), last: plus_years(days.last, -1) };
    let mut lines = Vec::new();
    for (log, recorded) in workspace.logs.iter().zip(recorded) {
        let (id, title) = (log.table.name.as_str(), log.table.title.as_deref().unwrap_or(&log.table.name));
        let line = |by: Option<&'s str>, name: Option<&'s str>, found: &BTreeMap<Date, u64>| Line {
            log: id,
            title,
            by,
            name,
            last: found.keys().next_back().copied(),
            records: within(found, days),
            before: within(found, before),
        };
        lines.push(line(None, None, &recorded.days));
        // Of a unit only its last day is known: its records are not told by period.
        if let Some(column) = named_by(log) {
            let name = |by: &'s str| called(workspace, log, column, by);
            lines.extend(recorded.by.iter().map(|(by, days)| line(Some(by), name(by), days)));
        }
    }
    lines
}

/// The agency or choice column by which a log's records are told apart.
fn named_by(log: &Log) -> Option<usize> {
    let named = log.table.silence.as_ref().and_then(|silence| silence.by);
    let column = named.or_else(|| log.table.open(|kind| *kind == Kind::Agency))?;
    matches!(log.table.columns[column].kind, Kind::Agency | Kind::Choice(_)).then_some(column)
}

fn called<'s>(workspace: &'s Workspace, log: &'s Log, column: usize, by: &'s str) -> Option<&'s str> {
    match &log.table.columns[column].kind {
        Kind::Choice(choices) => choices.iter().find(|choice| choice.id == by).map(|choice| choice.label.as_str()),
        _ => workspace.plans.iter().find_map(|plan| Some(plan.names.agencies[plan.names.agency(by)?.0].name.as_str())),
    }
}

fn within(found: &BTreeMap<Date, u64>, days: Days) -> u64 {
    if days.last < days.first { 0 } else { found.range(days.first..=days.last).map(|(_, count)| count).sum() }
}

/// The lines as a table.
pub(super) fn sheet(lines: &[Line<'_>]) -> Sheet {
    let columns = vec![
        Column::left("log", say!(vi: "Nhật ký", en: "Log")),
        Column::left("last", say!(vi: "Ghi lần cuối", en: "Last record")),
        Column::right("records", say!(vi: "Số dòng trong kỳ", en: "Records in the period")),
        Column::right("before", say!(vi: "Cùng kỳ năm trước", en: "A year before")),
    ];
    let row = |line: &Line<'_>| {
        let name = line.by.map_or(line.title.to_owned(), |by| format!("  {}", line.name.unwrap_or(by)));
        Row::Cells(vec![Cell::Text(name), line.last.map_or(Cell::Empty, Cell::Date), Cell::count(line.records), Cell::count(line.before)])
    };
    let title = say!(vi: "Dòng nhật ký đã ghi", en: "Records in the logs");
    Sheet { title: Some(title.clone()), name: Some(title), columns, rows: lines.iter().map(row).collect(), ..Sheet::default() }
}

/// The lines for programs.
pub(super) fn contract(lines: &[Line<'_>]) -> Value {
    let line = |line: &Line<'_>| json!({"log": line.log, "by": line.by, "last": line.last.map(|day| day.to_string()), "records": line.records, "year_before": line.before});
    lines.iter().map(line).collect()
}
