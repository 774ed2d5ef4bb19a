//! The rules: what each is called, what it weighs, and what it is about.

use crate::finding::{Code, Family, Findings};
use crate::text::{Lang, Message, Word};

use super::answer::Answer;
use super::check::checked::severity_word;
use super::document::{Block, Cell, Column, Document, Row, Sheet};
use super::json::{VERSION, value};
use serde::Serialize;

#[derive(Serialize)]
struct RulesAnswer {
    tiendo: u32,
    rules: Vec<RuleEntry>,
}

#[derive(Serialize)]
struct RuleEntry {
    code: &'static str,
    name: &'static str,
    family: &'static str,
    severity: String,
    /// As `[checks]` has it; `null` without a workspace.
    here: Option<String>,
    summary: String,
}

/// All rules as an answer.
pub struct Rules<'s> {
    /// In the order of their codes.
    pub codes: &'s [&'static Code],
    /// What `[checks]` sets; none without a workspace.
    pub here: Option<&'s Findings>,
    /// The language of the summaries in JSON.
    pub lang: Lang,
}

fn family(family: Family) -> Word {
    match family {
        Family::Files => Word::Files,
        Family::Plan => Word::Plans,
        Family::Values => Word::Values,
        Family::Consistency => Word::Consistency,
        Family::Money => Word::Money,
        Family::Targets => Word::PlanFindings,
    }
}

impl Rules<'_> {
    fn sheet(&self) -> Sheet {
        let mut columns = vec![
            Column::left("code", Word::Code),
            Column::left("name", Word::Rule),
            Column::left("family", Word::Family).dispensable(1),
            Column::left("severity", Word::Severity),
        ];
        columns.extend(self.here.map(|_| Column::left("here", Word::Here)));
        columns.push(Column::left("summary", Word::Summary));
        let row = |code: &&'static Code| {
            let text = |text: &str| Cell::Text(text.to_owned());
            let mut cells = vec![text(code.id), text(code.name), family(code.family()).into(), severity_word(code.severity).into()];
            cells.extend(self.here.map(|here| Cell::from(severity_word(here.severity(code)))));
            cells.push(Cell::Words(code.summary()));
            Row::Cells(cells)
        };
        Sheet { columns, rows: self.codes.iter().map(row).collect(), ..Sheet::default() }
    }
}

impl Answer for Rules<'_> {
    fn title(&self) -> Message {
        Word::RulesTitle.into()
    }

    fn document(&self) -> Document {
        Document { blocks: vec![Block::Sheet(self.sheet())] }
    }

    fn records(&self) -> Sheet {
        let mut sheet = self.sheet();
        for (row, code) in sheet.rows.iter_mut().zip(self.codes) {
            if let Row::Cells(cells) = row {
                // In machine formats as `[checks]` writes them.
                cells[2] = Cell::Text(code.family().key().to_owned());
                cells[3] = Cell::Text(code.severity.to_string());
                if let Some(here) = self.here {
                    cells[4] = Cell::Text(here.severity(code).to_string());
                }
            }
        }
        sheet
    }

    fn contract(&self) -> serde_json::Value {
        let rules = self.codes.iter().map(|code| RuleEntry {
            code: code.id,
            name: code.name,
            family: code.family().key(),
            severity: code.severity.to_string(),
            here: self.here.map(|here| here.severity(code).to_string()),
            summary: code.summary().get(self.lang).to_owned(),
        });
        value(&RulesAnswer { tiendo: VERSION, rules: rules.collect() })
    }
}
