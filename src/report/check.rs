//! The monthly check: all findings, then one line per activity.

use std::collections::BTreeMap;

use crate::cover::State;
use crate::finding::{Family, Severity};
use crate::model::Workspace;
use crate::say;
use crate::text::{Lang, Message, Word, count_en};

use super::contract::{CheckAnswer, FindingEntry, VERSION, value};
use super::diagnostic::Diagnostic;
use super::document::{Answer, Block, Cell, Column, Document, Header, Row, Sheet};
use super::names::{activity_title, verdict_word};

/// The check as an answer.
pub struct Check<'s> {
    /// What was checked, and how it stands; none where a plan could not be understood.
    pub understood: Option<(&'s Workspace, &'s State)>,
    /// The as-of date.
    pub as_of: crate::calendar::Date,
    /// What was found, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// How many of each code are not among them.
    pub hidden: BTreeMap<&'static str, usize>,
    /// How many errors and warnings there are, hidden ones too; those that say that the plan is behind not counted.
    pub faults: (usize, usize),
    /// Whether all windows were judged, not only the current ones.
    pub all: bool,
    /// The language of the messages in machine formats.
    pub lang: Lang,
}

/// One line per activity: number, title, verdict, verdict now.
pub fn activities(workspace: &Workspace, state: &State) -> Sheet {
    let columns = vec![Column::left("activity", Word::Activity), Column::left("now", Word::Now), Column::left("verdict", Word::Verdict)];
    let mut rows = Vec::new();
    for plan_state in &state.plans {
        let plan = &workspace.plans[plan_state.plan];
        if state.plans.len() > 1 {
            rows.push(Row::Head { text: Message::same(plan.title.clone()), aside: Some(Message::same(plan.id.clone())) });
        }
        for (activity, state) in plan.activities.iter().zip(&plan_state.activities) {
            let title = Cell::Text(activity_title(activity));
            if activity.targets.is_empty() {
                // By the contract it is tracked; people would look for what is counted.
                let nothing = || Cell::Words(say!(vi: "– chưa có chỉ tiêu", en: "– no target"));
                rows.push(Row::Cells(vec![title, nothing(), nothing()]));
                continue;
            }
            rows.push(Row::Cells(vec![title, Cell::Verdict(state.now), Cell::Verdict(state.verdict)]));
        }
    }
    Sheet { columns, rows, ..Sheet::default() }
}

impl Check<'_> {
    fn section(&self, plan: bool) -> Vec<Block> {
        let here = |family: Family| (family == Family::Targets) == plan;
        let found: Vec<Diagnostic> = self.diagnostics.iter().filter(|diagnostic| here(diagnostic.family)).cloned().collect();
        if found.is_empty() {
            return Vec::new();
        }
        let codes: Vec<&'static str> = found.iter().map(|diagnostic| diagnostic.code).collect();
        let more = self.hidden.iter().filter(|(code, _)| codes.contains(code)).map(|(code, count)| {
            Block::Line(say!(
                vi: "và {count} phát hiện {code} nữa: --full",
                en: "and {count} more like this [{code}]: --full"
            ))
        });
        std::iter::once(Block::Diagnostics(found)).chain(more).collect()
    }

    fn summary(&self, state: &State) -> Message {
        let (errors, warnings) = self.faults;
        let (verdict, now) = state.worst();
        let (left_out, judged) = (state.left_out, verdict_word(if self.all { verdict } else { now }));
        let (when_vi, when_en) = if self.all { ("trong mọi kỳ", "in all windows") } else { ("hiện nay", "now") };
        let counts = format!("{}, {}", count_en(errors, "error"), count_en(warnings, "warning"));
        let rows = count_en(usize::try_from(left_out).unwrap_or(usize::MAX), "row");
        let (judged_vi, judged_en) = (judged.get(Lang::Vi), judged.get(Lang::En));
        say!(
            vi: "số liệu: {errors} lỗi, {warnings} cảnh báo, {left_out} dòng bị loại; kế hoạch {when_vi}: {judged_vi}",
            en: "the data: {counts}, {rows} left out; the plan {when_en}: {judged_en}"
        )
    }
}

impl Answer for Check<'_> {
    fn document(&self) -> Document {
        let mut blocks = self.section(false);
        let plan = self.section(true);
        if !blocks.is_empty() && !plan.is_empty() {
            blocks.push(Block::Heading(Word::PlanFindings.into()));
        }
        blocks.extend(plan);
        if let Some((workspace, state)) = self.understood {
            blocks.push(Block::Header(Header::new(workspace, state)));
            blocks.push(Block::Sheet(activities(workspace, state)));
            blocks.push(Block::Line(self.summary(state)));
        }
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns = ["code", "severity", "message", "file", "line", "column", "help"];
        let rows = self.diagnostics.iter().map(|found| {
            let (file, line, column) = match &found.located {
                Some((file, line, column)) => (Cell::Text(file.clone()), Cell::Number(line.to_string()), Cell::Number(column.to_string())),
                None => (Cell::Empty, Cell::Empty, Cell::Empty),
            };
            Row::Cells(vec![
                Cell::Text(found.code.to_owned()),
                Cell::Text(found.severity.to_string()),
                Cell::Words(found.message.clone()),
                file,
                line,
                column,
                found.help.clone().map_or(Cell::Empty, Cell::Words),
            ])
        });
        Sheet { rows: rows.collect(), columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }
    }

    fn contract(&self) -> serde_json::Value {
        let findings = self.diagnostics.iter().map(|found| FindingEntry {
            code: found.code,
            severity: found.severity.to_string(),
            message: found.message.get(self.lang),
            file: found.located.as_ref().map(|located| located.0.as_str()),
            line: found.located.as_ref().map(|located| located.1),
            column: found.located.as_ref().map(|located| located.2),
            help: found.help.as_ref().map(|help| help.get(self.lang)),
        });
        let worst = self.understood.map(|(_, state)| state.worst());
        value(&CheckAnswer {
            tiendo: VERSION,
            as_of: self.as_of.to_string(),
            notice: self.understood.and_then(|(workspace, _)| workspace.settings.notice.as_deref()),
            findings: findings.collect(),
            verdict: worst.map(|worst| worst.0.key()),
            now: worst.map(|worst| worst.1.key()),
            left_out_rows: self.understood.map_or(0, |(_, state)| state.left_out),
        })
    }
}

/// Errors and warnings that say that the data is unsound.
pub fn faults(findings: &crate::finding::Findings) -> (usize, usize) {
    let count =
        |severity: Severity| findings.iter().filter(|found| found.severity == severity && found.code.family() != Family::Targets).count();
    (count(Severity::Error), count(Severity::Warning))
}
