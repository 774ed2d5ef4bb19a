//! The report for programs: the contract, version 1, and one long flat table, a figure in each line.

use serde_json::{Value, json};

use super::Report;
use super::by_month::months;
use super::figures::{Duty, Line};
use crate::calendar::Days;
use crate::cover::{CellState, Counts, WindowState};
use crate::model::Needed;
use crate::number::Number;
use crate::report::coverage::cell_counts;
use crate::report::document::{Cell, Column, Row, Sheet};
use crate::report::gaps::{Filter, gaps};
use crate::report::group::{GroupBy, groups};
use crate::report::json;
use crate::report::json::{VERSION, value};
use crate::report::names::{agency_ids, amount, with_ids};
use crate::report::selection::Selection;
use crate::report::sources::Source;
use crate::report::values;
use crate::text::Lang;

fn number(number: Option<Number>) -> Value {
    number.map_or(Value::Null, |number| Value::Number(json::number(number)))
}

impl Report<'_> {
    pub(super) fn answer(&self) -> Value {
        let plan = self.plan();
        let mut answer = json!({
            "tiendo": VERSION,
            "as_of": self.state.as_of.to_string(),
        });
        if let (Some(notice), Value::Object(head)) = (&self.workspace.settings.notice, &mut answer) {
            head.insert("notice".to_owned(), Value::String(notice.clone()));
        }
        let rest = json!({
            "left_out_rows": self.state.left_out,
            "plan": plan.id,
            "title": plan.title,
            "issuer": plan.issuer,
            "basis": plan.basis,
            "period": self.label(),
            "start": self.days.first.to_string(),
            "end": self.days.last.to_string(),
            "compared_with": self.day_before().to_string(),
            "data_until": self.until.map(|day| day.to_string()),
            "activities": self.activities(),
            "targets": self.lines().iter().map(|line| self.target(line)).collect::<Vec<_>>(),
            "year_before": self.pair().map(|pair| json!({
                "start": pair.before.days.first.to_string(), "as_of": pair.before.state.as_of.to_string(),
                "targets": pair.contract(self.workspace, &Selection::default()),
            })),
            "gaps_by_agency": self.agencies(),
            "money": self.spending(),
            "duties": self.duties().iter().map(duty).collect::<Vec<_>>(),
            "duty_counts": value(&cell_counts(&self.duty_counts())),
            "findings": self.found.iter().map(|found| json!({
                "code": found.code.id, "rule": found.code.name, "severity": found.severity.to_string(), "count": found.count,
            })).collect::<Vec<_>>(),
            "records": crate::report::recorded::contract(&self.records_of_period()),
            "files": self.tables().into_iter().map(|(path, rows, left_out)| json!({
                "file": path, "rows": rows, "left_out": left_out,
            })).collect::<Vec<_>>(),
            "revision": self.revision.as_ref().map(|revision| json!({"id": revision.id, "changed": revision.changed})),
            "lists": self.lists().into_iter().map(|(name, basis, units)| json!({
                "category": name.get(Lang::En), "basis": basis, "units": units,
            })).collect::<Vec<_>>(),
        });
        if let (Value::Object(answer), Value::Object(rest)) = (&mut answer, rest) {
            answer.extend(rest);
        }
        answer
    }

    fn activities(&self) -> Vec<Value> {
        let plan = self.plan();
        let before = self.before.plans.first();
        let states = self.state.plans.iter().flat_map(|plan| &plan.activities);
        let one = |(at, (activity, state)): (usize, (&crate::model::Activity, &crate::cover::ActivityState))| {
            json!({
                "id": activity.id, "number": activity.number,
                "lead": activity.lead.map(|lead| plan.names.get(lead).id.as_str()),
                "agencies": agency_ids(plan, &activity.by, activity.lead), "with": with_ids(plan, &activity.with),
                "clause": activity.clause, "note": activity.note,
                "now": state.now.key(),
                "before": before.and_then(|before| before.activities.get(at)).map(|before| before.now.key()),
                "verdict": state.verdict.key(),
            })
        };
        plan.activities.iter().zip(states).enumerate().map(one).collect()
    }

    fn target(&self, line: &Line<'_>) -> Value {
        let plan = self.plan();
        let source = Source::of(plan, line.state.target);
        let mut answer = json!({
            "activity": plan.activities[line.state.target.activity].id,
            "target": line.target.name, "clause": source.clause, "note": source.note,
            "in_period": number(line.inside),
            "since_start": number(line.since),
            "others_in_period": number(line.others[0]),
            "others_since_start": number(line.others[1]),
        });
        if let (Some(_), Value::Object(answer)) = (self.until, &mut answer) {
            answer.insert("estimate".to_owned(), number(line.estimate));
            answer.insert("expected".to_owned(), number(line.expected()));
        }
        let rest = match line.window {
            None => json!({"window": null, "verdict": line.state.now.key()}),
            Some((window, state)) => {
                let counts = cell_counts(&state.counts);
                let districts = groups(self.workspace, plan, line.target, state, GroupBy::District);
                let districted = districts.iter().any(|group| group.id.is_some());
                json!({
                    "window": window.label, "start": state.days.first.to_string(), "end": state.days.last.to_string(),
                    "due": state.due.to_string(),
                    "threshold": line.target.threshold.key(),
                    "value": match &window.needed { Needed::Number(needed) => Value::Number(json::number(*needed)), needed => json!(amount(needed)) },
                    "eligible": counts.eligible, "covered": counts.met + counts.late, "required": state.required,
                    "coverage": state.counts.coverage().as_ref().map(json::fraction),
                    "total": number(state.total),
                    "measured": values::single(line.target, state).as_ref().map(json::fraction),
                    "measured_values": values::contract(line.target, state),
                    "measured_before": line.before.and_then(|before| values::single(line.target, before)).as_ref().map(json::fraction),
                    "unit": line.target.shown.unit, "decimals": line.target.shown.decimals,
                    "expected_by_now": values::expected(line.target, state).as_ref().map(json::fraction),
                    "verdict": state.verdict.key(),
                    "due_by_month": line.target.own.is_some().then(|| due_by_month(state, self.days)),
                    "before": line.before.map(|before| json!({
                        "eligible": before.counts.eligible(), "covered": before.counts.covered(), "total": number(before.total),
                        "verdict": before.verdict.key(),
                    })),
                    "districts": districted.then(|| districts.iter().map(|group| json!({
                        "group": group.id, "name": group.id.is_some().then(|| group.name.get(Lang::En)),
                        "eligible": group.counts.eligible(), "covered": group.counts.covered(),
                    })).collect::<Vec<_>>()),
                })
            }
        };
        if let (Value::Object(answer), Value::Object(rest)) = (&mut answer, rest) {
            answer.extend(rest);
        }
        answer
    }

    fn agencies(&self) -> Vec<Value> {
        let gaps = gaps(self.workspace, self.state, &Filter::default());
        let lacks = self.lacks(&gaps).into_iter();
        let entries = lacks.flat_map(|(id, targets)| {
            let entry = move |(gap, lack): (&crate::report::Gap<'_>, super::missing::Lack)| {
                json!({
                    "agency": (!id.is_empty()).then_some(&id), "target": gap.target.name,
                    "gaps": lack.past + lack.open, "past_due": lack.past, "open": lack.open,
                })
            };
            targets.into_iter().map(entry).collect::<Vec<_>>()
        });
        entries.collect()
    }

    fn spending(&self) -> Value {
        let answer = crate::report::Answer::contract(&self.funds(&self.in_period()));
        let plan = &answer["plans"][0];
        json!({"currency": plan["currency"], "groups": plan["groups"], "total": plan["total"]})
    }

    /// One figure in each line: section, activity, target, window, whose or what it is, its name, its value.
    pub(super) fn flat(&self) -> Sheet {
        let columns = ["plan", "section", "activity", "target", "window", "item", "figure", "value"];
        let answer = self.answer();
        let mut rows = Vec::new();
        let mut add = |section: &str, keys: [&Value; 4], figure: &str, value: &Value| {
            let cell = |value: &Value| match value {
                Value::Null => Cell::Empty,
                Value::Number(number) => Cell::Number(number.to_string()),
                Value::String(text) => Cell::Text(text.clone()),
                other => Cell::Text(other.to_string()),
            };
            let head = [Cell::Text(self.plan().id.clone()), Cell::Text(section.to_owned())];
            let keys = keys.map(cell);
            rows.push(Row::Cells(head.into_iter().chain(keys).chain([Cell::Text(figure.to_owned()), cell(value)]).collect()));
        };
        let none = &Value::Null;
        for key in ["as_of", "period", "start", "end", "compared_with", "data_until", "notice", "left_out_rows"] {
            if !answer[key].is_null() {
                add("period", [none; 4], key, &answer[key]);
            }
        }
        let list = |key: &str| answer[key].as_array().map_or(&[][..], Vec::as_slice);
        for entry in list("activities") {
            for figure in ["now", "before", "verdict"] {
                add("activities", [&entry["id"], none, none, none], figure, &entry[figure]);
            }
            for (list, figure) in [("agencies", "agency"), ("with", "with")] {
                for agency in entry[list].as_array().into_iter().flatten() {
                    add("activities", [&entry["id"], none, none, agency], figure, agency);
                }
            }
        }
        for entry in list("targets") {
            let keys = [&entry["activity"], &entry["target"], &entry["window"], none];
            for figure in
                ["in_period", "estimate", "expected", "since_start", "covered", "eligible", "required", "total", "coverage", "verdict"]
            {
                if let Some(value) = entry.get(figure) {
                    add("targets", keys, figure, value);
                }
            }
            for figure in ["measured", "measured_before", "unit", "expected_by_now"] {
                if let Some(value) = entry.get(figure).filter(|value| !value.is_null()) {
                    add("targets", keys, figure, value);
                }
            }
            for (figure, value) in entry["measured_values"].as_object().into_iter().flatten() {
                add("targets", keys, figure, value);
            }
            for figure in ["covered", "eligible", "total", "verdict"] {
                if let Some(value) = entry["before"].get(figure) {
                    add("before", keys, figure, value);
                }
            }
            let parts: [(&str, &str, &[&str]); 2] = [
                ("due_by_month", "month", &["covered", "eligible", "late", "overdue", "exceeded", "open"]),
                ("districts", "group", &["covered", "eligible"]),
            ];
            for (section, of, figures) in parts {
                for part in entry[section].as_array().into_iter().flatten() {
                    for figure in figures {
                        add(section, [keys[0], keys[1], keys[2], &part[of]], figure, &part[*figure]);
                    }
                }
            }
        }
        for entry in list("gaps_by_agency") {
            for figure in ["gaps", "past_due", "open"] {
                add("gaps", [none, &entry["target"], none, &entry["agency"]], figure, &entry[figure]);
            }
        }
        let money = &answer["money"];
        for entry in money["groups"].as_array().into_iter().flatten().chain(Some(&money["total"]).filter(|total| total.is_object())) {
            for figure in ["allocated", "carried", "drawn", "spent", "carried_on", "left", "over", "records"] {
                let section = if entry.get("group").is_some() { "money" } else { "money total" };
                add(section, [entry.get("group").unwrap_or(none), none, none, none], figure, &entry[figure]);
            }
        }
        for entry in list("duties") {
            for figure in ["due", "done_on", "state"] {
                add("duties", [none, &entry["target"], &entry["window"], &entry["subject"]], figure, &entry[figure]);
            }
        }
        for entry in list("findings") {
            add("findings", [none, none, none, &entry["code"]], "count", &entry["count"]);
        }
        for entry in list("files") {
            for figure in ["rows", "left_out"] {
                add("files", [none, none, none, &entry["file"]], figure, &entry[figure]);
            }
        }
        for figure in ["id", "changed"] {
            if let Some(value) = answer["revision"].get(figure) {
                add("revision", [none; 4], figure, value);
            }
        }
        for entry in list("lists") {
            add("lists", [none, none, &entry["category"], &entry["basis"]], "units", &entry["units"]);
        }
        Sheet { rows, columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }.with_clauses(self.workspace)
    }
}

/// The windows of subjects' own that are due in the period, by month.
fn due_by_month(state: &WindowState, days: Days) -> Vec<Value> {
    let month = |(month, counts): (String, Counts)| {
        let of = |state: CellState| counts.of(state);
        json!({
            "month": month, "eligible": counts.eligible(), "covered": counts.covered(), "late": of(CellState::Late),
            "overdue": of(CellState::Overdue), "exceeded": of(CellState::Exceeded), "open": of(CellState::Open),
        })
    };
    months(state, days).into_iter().map(month).collect()
}

fn duty(duty: &Duty<'_>) -> Value {
    json!({
        "target": duty.target.name, "window": duty.window.label, "subject": duty.key, "due": duty.window.due.to_string(),
        "done_on": duty.sent.map(|day| day.to_string()), "state": duty.state.key(),
    })
}
