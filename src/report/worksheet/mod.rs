//! The form for the team that goes: a row for each subject of a log's targets, those that lack something first, with what is known of it
//! filled in, and empty columns as the log wants them.

mod columns;
mod subjects;

use serde_json::json;

use super::answer::{Answer, Form, FormColumn};
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::json::VERSION;
use crate::calendar::Date;
use crate::cover::State;
use crate::decode::Vocabulary;
use crate::model::{Kind, LogIndex, Table, UNITS, Workspace};
use crate::number::Number;
use crate::say;
use crate::text::{Lang, Message, Word};
use columns::{choices, heading, wanted};
use subjects::{Entry, entries};

/// What a form is made for.
pub struct WorksheetAsked {
    /// For this log.
    pub log: LogIndex,
    /// For subjects that are this agency's job, or that of one below it.
    pub agency: Option<String>,
}

/// A form as an answer.
pub struct Worksheet<'s> {
    workspace: &'s Workspace,
    state: &'s State,
    log: LogIndex,
    lang: Lang,
    entries: Vec<Entry<'s>>,
    /// The log's columns that are in it, each with the words that may stand there, by their ids.
    columns: Vec<(usize, Vec<(String, String)>)>,
    /// By column of the log what is known of each subject.
    filled: Vec<Vec<(usize, String)>>,
}

impl<'s> Worksheet<'s> {
    /// Makes it in a language.
    pub fn new(workspace: &'s Workspace, state: &'s State, vocabulary: &Vocabulary, asked: &WorksheetAsked, lang: Lang) -> Worksheet<'s> {
        let table = &workspace.log(asked.log).table;
        let entries = entries(workspace, state, asked);
        // Keys are made when the rows come back.
        let included = (0..table.columns.len()).filter(|at| table.columns[*at].kind != Kind::Key);
        let of = |at: usize| choices(workspace, vocabulary, &table.columns[at], state.as_of);
        let columns: Vec<(usize, Vec<(String, String)>)> = included.map(|at| (at, of(at))).collect();
        let filled = entries.iter().map(|entry| known(workspace, table, entry, &columns, state.as_of)).collect();
        Worksheet { workspace, state, log: asked.log, lang, entries, columns, filled }
    }

    fn table(&self) -> &'s Table {
        &self.workspace.log(self.log).table
    }

    /// Headings beside the log's own that are in no one's way: who it is, what lacks, what was filled in.
    fn beside(&self, word: Word) -> Option<String> {
        let text = word.get(self.lang).to_owned();
        let table = self.table();
        let same = |name: &str| name.to_lowercase() == text.to_lowercase();
        let taken =
            table.columns.iter().any(|column| same(&column.name) || same(&column.header) || column.title.as_deref().is_some_and(same));
        (!taken && !self.entries.is_empty()).then_some(text)
    }

    fn lacks(&self, entry: &Entry<'_>) -> String {
        entry.lacks.iter().map(|lack| lack.words(self.lang)).collect::<Vec<_>>().join("; ")
    }

    /// The whole form: one text for each column and row.
    fn table_of_texts(&self) -> Form {
        let table = self.table();
        let beside = [Word::Subject, Word::Missing].map(|word| self.beside(word));
        let extra = |heading: &Option<String>| heading.clone().map(|heading| FormColumn { heading, ..FormColumn::default() });
        let mut columns: Vec<FormColumn> = extra(&beside[0]).into_iter().collect();
        columns.extend(self.columns.iter().map(|(at, choices)| {
            let column = &table.columns[*at];
            let whole = column.kind == Kind::Integer || column.kind == Kind::Money;
            let least = column.min.and_then(Number::as_whole).and_then(|min| i32::try_from(min).ok());
            FormColumn {
                heading: heading(table, *at),
                choices: choices.iter().map(|(_, word)| word.clone()).collect(),
                date: column.kind == Kind::Date,
                least: whole.then_some(least.unwrap_or(i32::MIN)),
                text: !column.kind.is_number() && column.kind != Kind::Date,
                fill: true,
            }
        }));
        columns.extend(extra(&beside[1]));
        let marker = self.beside(Word::Prefilled);
        columns.extend(extra(&marker));
        let rows = self.entries.iter().zip(&self.filled).map(|(entry, filled)| {
            let mut row: Vec<String> = beside[0].iter().map(|_| entry.name.clone()).collect();
            let known = |at: usize| filled.iter().find(|(of, _)| *of == at).map_or_else(String::new, |(_, text)| text.clone());
            row.extend(self.columns.iter().map(|(at, _)| known(*at)));
            row.extend(beside[1].iter().map(|_| self.lacks(entry)));
            let names: Vec<&str> = filled.iter().map(|(at, _)| table.columns[*at].name.as_str()).collect();
            row.extend(marker.iter().map(|_| names.join(" ")));
            row
        });
        Form { name: table.name.clone(), rows: rows.collect(), columns }
    }
}

/// What is known of a subject before anybody goes: the column that names it, its name, its agency, its period; nothing in a column
/// about persons.
fn known(
    workspace: &Workspace,
    table: &Table,
    entry: &Entry<'_>,
    columns: &[(usize, Vec<(String, String)>)],
    day: Date,
) -> Vec<(usize, String)> {
    let word = |at: usize, id: &str| {
        let listed = columns.iter().find(|(column, _)| *column == at).filter(|_| !matches!(table.columns[at].kind, Kind::Reference(_)));
        let word = listed.and_then(|(_, choices)| choices.iter().find(|(choice, _)| choice == id));
        word.map_or_else(|| id.to_owned(), |(_, word)| word.clone())
    };
    let mut found = Vec::new();
    if let Some(through) = entry.through {
        found.push((through, word(through, entry.key)));
        if table.columns[through].kind == Kind::Reference(UNITS) {
            let name = workspace.units.holder(entry.key, day).map(|unit| workspace.unit_name(unit, day));
            let column = table.columns.iter().position(|column| column.names == Some(through));
            found.extend(column.zip(name));
        }
    }
    let agency = table.first(|kind| *kind == Kind::Agency).filter(|at| Some(*at) != entry.through);
    if let (Some(at), [one]) = (agency, entry.agencies.as_slice()) {
        found.push((at, word(at, one)));
    }
    if let (Some(at), Some(period)) = (table.period(), entry.period) {
        found.push((at, period.to_owned()));
    }
    found.retain(|(at, text)| !table.columns[*at].personal && !text.is_empty());
    found.sort_unstable();
    found
}

impl Answer for Worksheet<'_> {
    fn title(&self) -> Message {
        say!(vi: "Mẫu điền cho nhật ký", en: "Form for a log")
    }

    fn document(&self) -> Document {
        let table = self.table();
        let title = table.title.as_ref().unwrap_or(&table.name);
        let mut blocks = vec![Block::Header(Header::new(self.workspace, self.state)), Block::Heading(Message::same(title.clone()))];
        if self.entries.is_empty() {
            blocks.push(Block::Line(say!(
                vi: "Không có đối tượng nào để điền sẵn; tệp XLSX có các cột và danh sách chọn.",
                en: "There is no subject to fill in; an XLSX file has the columns and their lists."
            )));
        } else {
            let columns = vec![
                Column::left("subject", Word::Subject),
                Column::left("code", say!(vi: "Mã", en: "Code")),
                Column::left("responsible", Word::Agency).dispensable(1),
                Column::left("missing", Word::Missing),
            ];
            let rows = self.entries.iter().map(|entry| {
                let [vi, en] =
                    [Lang::Vi, Lang::En].map(|lang| entry.lacks.iter().map(|lack| lack.words(lang)).collect::<Vec<_>>().join("; "));
                Row::Cells(vec![
                    Cell::Text(entry.name.clone()),
                    Cell::Text(entry.key.to_owned()),
                    Cell::Text(entry.agencies.join(" ")),
                    Cell::Words(Message::new(vi, en)),
                ])
            });
            blocks.push(Block::Sheet(Sheet { columns, rows: rows.collect(), ..Sheet::default() }));
        }
        blocks.push(Block::Heading(say!(vi: "Các cột", en: "Columns")));
        blocks.push(Block::Lines(self.columns.iter().map(|(at, choices)| wanted(table, *at, choices)).collect()));
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let form = self.table_of_texts();
        let columns = form.columns.into_iter().map(|column| Column::keyed(column.heading)).collect();
        let cell = |text: String| if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
        let rows = form.rows.into_iter().map(|row| Row::Cells(row.into_iter().map(cell).collect())).collect();
        Sheet { columns, rows, ..Sheet::default() }
    }

    fn contract(&self) -> serde_json::Value {
        let table = self.table();
        let columns = self.columns.iter().map(|(at, choices)| {
            let column = &table.columns[*at];
            json!({
                "name": column.name, "heading": heading(table, *at), "type": columns::kind(self.workspace, &column.kind),
                "required": column.required, "personal": column.personal, "choices": choices.iter().map(|(id, _)| id).collect::<Vec<_>>(),
            })
        });
        let rows =
            self.entries.iter().zip(&self.filled).map(|(entry, filled)| {
                let lacks = entry.lacks.iter().map(|lack| json!({
                "plan": lack.plan, "target": lack.target, "window": lack.window, "missing": lack.missing, "due": lack.due.to_string(),
            }));
                let fields: serde_json::Map<String, serde_json::Value> =
                    filled.iter().map(|(at, text)| (table.columns[*at].name.clone(), text.as_str().into())).collect();
                json!({
                    "subject": entry.key, "name": entry.name, "responsible": entry.agencies,
                    "lacking": lacks.collect::<Vec<_>>(), "fields": fields,
                })
            });
        json!({
            "tiendo": VERSION, "as_of": self.state.as_of.to_string(), "log": table.name,
            "columns": columns.collect::<Vec<_>>(), "rows": rows.collect::<Vec<_>>(),
        })
    }

    fn form(&self) -> Option<Form> {
        Some(self.table_of_texts())
    }
}
