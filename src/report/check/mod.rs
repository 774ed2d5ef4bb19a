//! The monthly check: all findings, then one line per activity.

pub(super) mod baseline;
mod brief;
pub(super) mod checked;
pub(super) mod code_filter;
mod contract;
pub(super) mod diagnostic;
pub(super) mod misses;

use std::collections::BTreeMap;

use crate::calendar::Date;
use crate::cover::{State, Verdict};
use crate::finding::{Code, Family, Form, Severity};
use crate::model::Workspace;
use crate::read::Located;
use crate::say;
use crate::text::{Lang, Message, Word, count_en, count_vi, figure};

use super::answer::Answer;
use super::check::baseline::Ratchet;
use super::check::diagnostic::Diagnostic;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::json::{VERSION, value};
use super::names::{activity_title, verdict_word};
use checked::{Checked, Statistic};
use contract::{
    AlsoEntry, BaselineEntry, CheckAnswer, FilteredEntry, FindingEntry, FixEntry, GoneEntry, ReplacementEntry, StatisticsEntry,
};

/// The check as an answer.
pub struct Check<'s> {
    /// What was checked, and how it stands; none where a plan could not be understood.
    pub understood: Option<(&'s Workspace, &'s State)>,
    /// The as-of date.
    pub as_of: Date,
    /// What was found and is to be judged, by place.
    pub findings: Vec<Diagnostic>,
    /// On a terminal: how many of each code are shown, those of one code together.
    pub cap: Option<usize>,
    /// Whether a summary by code is asked for.
    pub statistics: bool,
    /// Errors and warnings that a choice of codes keeps out.
    pub filtered: Option<(usize, usize)>,
    /// How the findings stand against a baseline.
    pub ratchet: Option<Ratchet>,
    /// The revision that it is held against in place of a baseline.
    pub since: Option<String>,
    /// Whether only a few lines are asked for.
    pub brief: bool,
    /// Why the plan is at or below the gate, where it is.
    pub gate: Option<Message>,
    /// Whether all windows were judged, not only the current ones.
    pub all: bool,
    /// What stands before the paths, where somebody reads them from elsewhere than the workspace.
    pub root: String,
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

impl<'s> Check<'s> {
    /// A check of what could not be understood; what else there is to say is added to it.
    pub fn new(as_of: Date, findings: Vec<Diagnostic>, lang: Lang) -> Check<'s> {
        Check {
            understood: None,
            as_of,
            findings,
            cap: None,
            statistics: false,
            filtered: None,
            ratchet: None,
            since: None,
            brief: false,
            gate: None,
            all: false,
            root: String::new(),
            lang,
        }
    }

    /// What is found of the data, or of the plan's progress: by place, or on a terminal by code.
    fn section(&self, data: bool) -> Vec<Block> {
        let found = self.findings.iter().filter(|found| found.is_about_data() == data);
        let Some(cap) = self.cap else {
            let found: Vec<Diagnostic> = found.cloned().collect();
            return if found.is_empty() { Vec::new() } else { vec![Block::Diagnostics(found)] };
        };
        let mut groups: BTreeMap<(Family, &str), Vec<&Diagnostic>> = BTreeMap::new();
        for found in found {
            groups.entry(order(found.finding.code)).or_default().push(found);
        }
        let mut blocks = Vec::new();
        for group in groups.values() {
            blocks.push(Block::Diagnostics(group.iter().take(cap).map(|found| (*found).clone()).collect()));
            let more = group.len().saturating_sub(cap);
            if more > 0 {
                let (vi, en) = (count_vi(more), figure(&more.to_string(), Lang::En));
                blocks.push(Block::Line(say!(vi: "và {vi} phát hiện nữa như vậy; xem bằng --full", en: "and {en} more like this: --full")));
            }
        }
        blocks
    }

    /// How often each code was found.
    fn counted(&self) -> Vec<Statistic> {
        let mut counts: BTreeMap<(Family, &str), Statistic> = BTreeMap::new();
        for found in &self.findings {
            let (code, severity) = (found.finding.code, found.finding.severity);
            counts.entry(order(code)).or_insert(Statistic { code, severity, count: 0 }).count += 1;
        }
        counts.into_values().collect()
    }

    /// The plans' verdict and their verdict now; none where there is no plan.
    fn worst(&self) -> Option<(Verdict, Verdict)> {
        self.understood.filter(|(_, state)| !state.plans.is_empty()).map(|(_, state)| state.worst())
    }

    /// The verdict that is judged: now, or over all windows.
    fn summary(&self) -> Message {
        let (errors, warnings) = faults(&self.findings);
        let counts = format!("{}, {}", count_en(errors, "error"), count_en(warnings, "warning"));
        let (errors, warnings) = (count_vi(errors), count_vi(warnings));
        let Some((_, state)) = self.understood else {
            return say!(
                vi: "không hiểu được kế hoạch hoặc `tiendo.toml`: {errors} lỗi, {warnings} cảnh báo",
                en: "a plan or `tiendo.toml` could not be understood: {counts}"
            );
        };
        let (left_out, rows) = (count_vi(state.left_out), count_en(state.left_out, "row"));
        let Some((verdict, now)) = self.worst() else {
            return say!(
                vi: "số liệu: {errors} lỗi, {warnings} cảnh báo, {left_out} dòng bị loại; không có kế hoạch để đánh giá",
                en: "the data: {counts}, {rows} left out; there is no plan to judge"
            );
        };
        let judged = verdict_word(if self.all { verdict } else { now });
        let (when_vi, when_en) = if self.all { ("trong mọi kỳ", "in all windows") } else { ("hiện nay", "now") };
        let (judged_vi, judged_en) = (judged.get(Lang::Vi), judged.get(Lang::En));
        say!(
            vi: "số liệu: {errors} lỗi, {warnings} cảnh báo, {left_out} dòng bị loại; kế hoạch {when_vi}: {judged_vi}",
            en: "the data: {counts}, {rows} left out; the plan {when_en}: {judged_en}"
        )
    }

    /// What a baseline and a choice of codes keep out, so that nobody is deceived by a short list.
    pub fn kept_out(&self) -> Vec<Message> {
        let mut said = Vec::new();
        if let Some((errors, warnings)) = self.filtered {
            let counts = format!("{} and {}", count_en(errors, "error"), count_en(warnings, "warning"));
            let (errors, warnings) = (count_vi(errors), count_vi(warnings));
            said.push(say!(
                vi: "đang lọc (--select, --ignore): {errors} lỗi và {warnings} cảnh báo về số liệu không hiện và không được xét",
                en: "filtered (--select, --ignore): {counts} about the data neither shown nor judged"
            ));
        }
        if let Some(Ratchet { known, new, .. }) = self.ratchet {
            let (known, findings) = (count_vi(known), count_en(known, "known finding"));
            let (new_vi, new_en) = (count_vi(new), figure(&new.to_string(), Lang::En));
            let (than_vi, than_en) = match &self.since {
                Some(revision) => (format!("phiên bản {revision}"), format!("revision {revision}")),
                None => ("tệp đối chiếu".to_owned(), "the baseline".to_owned()),
            };
            said.push(say!(
                vi: "so với {than_vi}: {known} phát hiện đã biết (không hiện), {new_vi} phát hiện mới",
                en: "against {than_en}: {findings} not shown, {new_en} new"
            ));
        }
        let slack = self.ratchet.as_ref().map_or(0, Ratchet::slack);
        if slack > 0 && self.since.is_none() {
            let (findings, occur) = (count_en(slack, "finding"), if slack == 1 { "occurs" } else { "occur" });
            let slack = count_vi(slack);
            said.push(say!(
                vi: "{slack} phát hiện trong tệp đối chiếu không còn nữa; ghi lại tệp bằng --write-baseline",
                en: "{findings} of the baseline no longer {occur}; write it anew with --write-baseline"
            ));
        }
        said
    }

    fn gone(&self) -> Option<Block> {
        let gone = &self.ratchet.as_ref().filter(|ratchet| !ratchet.gone.is_empty())?.gone;
        let columns = vec![
            Column::left("code", Word::Code),
            Column::left("file", Word::File),
            Column::left("text", Word::Text),
            Column::right("count", Word::Count),
        ];
        let row = |(print, count): &(super::Fingerprint, usize)| {
            let text = |text: &str| Cell::Text(text.to_owned());
            Row::Cells(vec![text(&print.code), text(&print.file), text(&print.text), Cell::count(*count as u64)])
        };
        let shown = self.cap.unwrap_or(gone.len());
        let mut rows: Vec<Row> = gone.iter().take(shown).map(row).collect();
        if gone.len() > shown {
            rows.push(Row::More(gone.len() - shown));
        }
        let title = say!(vi: "Không còn nữa", en: "No longer found");
        Some(Block::Sheet(Sheet { title: Some(title), columns, rows, ..Sheet::default() }))
    }

    fn entry<'a>(&self, found: &'a Diagnostic) -> FindingEntry<'a> {
        let (finding, located) = (&found.finding, found.located.as_ref());
        FindingEntry {
            code: finding.code.id,
            severity: finding.severity.to_string(),
            message: finding.message.get(self.lang),
            file: located.map(|located| &*located.path),
            line: located.map(|located| located.line),
            column: located.map(|located| located.column),
            help: finding.help.as_ref().map(|help| help.get(self.lang)),
            rule: finding.code.name,
            end_line: located.map(|located| located.end_line),
            end_column: located.map(|located| located.end_column),
            also: found.also.as_ref().map(|also| AlsoEntry {
                message: also.message.get(self.lang),
                file: &also.located.path,
                line: also.located.line,
                column: also.located.column,
            }),
            fix: found
                .fix
                .as_ref()
                .map(|fix| FixEntry { form: fix.form.map(Form::key), replacements: fix.replaced.iter().map(replacement).collect() }),
        }
    }
}

fn replacement((at, text): &(Located, String)) -> ReplacementEntry<'_> {
    ReplacementEntry { line: at.line, column: at.column, end_line: at.end_line, end_column: at.end_column, text }
}

/// Families in their order, then codes.
fn order(code: &'static Code) -> (Family, &'static str) {
    (code.family(), code.id)
}

impl Answer for Check<'_> {
    fn title(&self) -> Message {
        Word::CheckTitle.into()
    }

    fn document(&self) -> Document {
        if self.brief {
            return Document { blocks: vec![self.brief()] };
        }
        let mut blocks = self.section(true);
        let plan = self.section(false);
        if !blocks.is_empty() && !plan.is_empty() {
            blocks.push(Block::Heading(Word::PlanFindings.into()));
        }
        blocks.extend(plan);
        if let Some((workspace, state)) = self.understood {
            blocks.push(Block::Header(Header::new(workspace, state)));
            let activities = activities(workspace, state);
            if !activities.rows.is_empty() {
                blocks.push(Block::Sheet(activities));
            }
        }
        blocks.extend(self.gone());
        if self.statistics && !self.findings.is_empty() {
            blocks.push(Block::Sheet(checked::statistics(&self.counted())));
        }
        blocks.extend(self.kept_out().into_iter().map(Block::Line));
        if self.understood.is_some() {
            blocks.push(Block::Line(self.summary()));
        }
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns = ["code", "severity", "message", "file", "line", "column", "help"];
        let rows = self.findings.iter().map(|found| {
            let (file, line, column) = match &found.located {
                Some(at) => (Cell::Text(at.path.to_string()), Cell::Number(at.line.to_string()), Cell::Number(at.column.to_string())),
                None => (Cell::Empty, Cell::Empty, Cell::Empty),
            };
            Row::Cells(vec![
                Cell::Text(found.finding.code.id.to_owned()),
                Cell::Text(found.finding.severity.to_string()),
                Cell::Words(found.finding.message.clone()),
                file,
                line,
                column,
                found.finding.help.clone().map_or(Cell::Empty, Cell::Words),
            ])
        });
        Sheet { rows: rows.collect(), columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }
    }

    fn contract(&self) -> serde_json::Value {
        let worst = self.worst();
        let statistic = |counted: &Statistic| StatisticsEntry {
            code: counted.code.id,
            rule: counted.code.name,
            severity: counted.severity.to_string(),
            count: counted.count,
        };
        value(&CheckAnswer {
            tiendo: VERSION,
            as_of: self.as_of.to_string(),
            notice: self.understood.and_then(|(workspace, _)| workspace.settings.notice.as_deref()),
            findings: self.findings.iter().map(|found| self.entry(found)).collect(),
            verdict: worst.map(|worst| worst.0.key()),
            now: worst.map(|worst| worst.1.key()),
            left_out_rows: self.understood.map_or(0, |(_, state)| state.left_out),
            filtered: self.filtered.map(|(errors, warnings)| FilteredEntry { errors, warnings }),
            baseline: self.ratchet.as_ref().map(|ratchet| BaselineEntry {
                known: ratchet.known,
                new: ratchet.new,
                gone: ratchet.slack(),
                gone_entries: ratchet
                    .gone
                    .iter()
                    .map(|(print, count)| GoneEntry { code: &print.code, file: &print.file, text: &print.text, count: *count })
                    .collect(),
            }),
            statistics: self.statistics.then(|| self.counted().iter().map(statistic).collect()),
        })
    }

    fn checked(&self) -> Option<Checked<'_>> {
        let state = self.understood.map(|(_, state)| state);
        Some(Checked {
            findings: &self.findings,
            counted: self.counted(),
            statistics: self.statistics,
            understood: state.is_some(),
            as_of: self.as_of,
            worst: self.worst(),
            left_out: state.map_or(0, |state| state.left_out),
            summary: self.summary(),
            kept_out: self.kept_out(),
            ratcheted: self.ratchet.is_some(),
            gate: self.gate.as_ref(),
            root: &self.root,
        })
    }
}

/// Errors and warnings that say that the data is unsound.
pub fn faults(findings: &[Diagnostic]) -> (usize, usize) {
    let count = |severity| findings.iter().filter(|found| found.is_about_data() && found.finding.severity == severity).count();
    (count(Severity::Error), count(Severity::Warning))
}
