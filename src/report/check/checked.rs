//! What formats that are made for findings ask of an answer.

use std::collections::BTreeMap;

use crate::calendar::Date;
use crate::cover::Verdict;
use crate::finding::{Code, Family, Finding, Findings, Severity};
use crate::text::{Message, Word};

use crate::report::check::baseline::Fingerprint;
use crate::report::check::diagnostic::Diagnostic;
use crate::report::document::{Cell, Column, Row, Sheet};

/// How often a code was found.
#[derive(Clone, Debug)]
pub struct Statistic {
    /// The code.
    pub code: &'static Code,
    /// What it weighs here.
    pub severity: Severity,
    /// How often.
    pub count: usize,
}

impl Statistic {
    /// How often each code was found that says something about the data, families in their order.
    pub fn about_data(findings: &Findings) -> Vec<Statistic> {
        let mut counts: BTreeMap<(Family, &str), Statistic> = BTreeMap::new();
        for Finding { code, severity, .. } in findings.iter().filter(|found| found.code.family() != Family::Targets) {
            let new = Statistic { code, severity: *severity, count: 0 };
            counts.entry((code.family(), code.id)).or_insert(new).count += 1;
        }
        counts.into_values().collect()
    }
}

/// A check, for a format of findings.
pub struct Checked<'a> {
    /// What was found and is judged, by place.
    pub findings: &'a [Diagnostic],
    /// How often each code was found, families in their order.
    pub counted: Vec<Statistic>,
    /// Whether a summary by code is asked for.
    pub statistics: bool,
    /// Whether plans and `tiendo.toml` were understood.
    pub understood: bool,
    /// The as-of date.
    pub as_of: Date,
    /// The plans' verdict, and their verdict now.
    pub worst: Option<(Verdict, Verdict)>,
    /// Rows left out because of an error.
    pub left_out: u64,
    /// The whole in one sentence.
    pub summary: Message,
    /// What is neither shown nor judged.
    pub kept_out: Vec<Message>,
    /// Whether a baseline took out what was known.
    pub ratcheted: bool,
    /// Why the plan is at or below the gate, where it is.
    pub gate: Option<&'a Message>,
    /// What stands before paths: the workspace, as seen from where they are read.
    pub root: &'a str,
}

impl Checked<'_> {
    /// A path as it is read from outside the workspace.
    pub fn path(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// What makes a finding the same in the next run: the hash of what a baseline keeps of it.
    pub fn fingerprint(&self, found: &Diagnostic) -> String {
        Fingerprint::of(found).hash()
    }
}

/// The summary by code as a table.
pub(in crate::report) fn statistics(counted: &[Statistic]) -> Sheet {
    let columns = vec![
        Column::left("code", Word::Code),
        Column::left("rule", Word::Rule),
        Column::left("severity", Word::Severity),
        Column::right("count", Word::Count),
    ];
    let row = |counted: &Statistic| {
        let text = |text: &str| Cell::Text(text.to_owned());
        Row::Cells(vec![
            text(counted.code.id),
            text(counted.code.name),
            Cell::from(severity_word(counted.severity)),
            Cell::count(counted.count as u64),
        ])
    };
    Sheet { columns, rows: counted.iter().map(row).collect(), ..Sheet::default() }
}

/// Findings as a table: for a medium that has no room for their lines.
pub fn findings_sheet(found: &[Diagnostic]) -> Sheet {
    let columns = vec![
        Column::left("severity", Word::Severity),
        Column::left("code", Word::Code),
        Column::left("rule", Word::Rule),
        Column::left("file", Word::File),
        Column::right("line", Word::LineNumber),
        Column::right("column", Word::ColumnNumber),
        Column::left("message", Word::What),
        Column::left("help", Word::Advice),
    ];
    let row = |found: &Diagnostic| {
        let (finding, at) = (&found.finding, found.located.as_ref());
        let number = |count: Option<usize>| count.map_or(Cell::Empty, |count| Cell::count(count as u64));
        Row::Cells(vec![
            Cell::from(severity_word(finding.severity)),
            Cell::Text(finding.code.id.to_owned()),
            Cell::Text(finding.code.name.to_owned()),
            Cell::maybe(at.map(|at| &*at.path)),
            number(at.map(|at| at.line)),
            number(at.map(|at| at.column)),
            Cell::Words(finding.message.clone()),
            finding.help.clone().map_or(Cell::Empty, Cell::Words),
        ])
    };
    Sheet { name: Some(Word::Findings.into()), columns, rows: found.iter().map(row).collect(), ..Sheet::default() }
}

/// The word for a severity.
pub fn severity_word(severity: Severity) -> Word {
    match severity {
        Severity::Error => Word::Error,
        Severity::Warning => Word::Warning,
        Severity::Off => Word::Off,
    }
}
