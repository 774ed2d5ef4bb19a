//! The rows behind a figure, each with its file and line.

mod row;
mod subject;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::json::VERSION;
use crate::calendar::Days;
use crate::cover::State;
use crate::model::{Kind, LogIndex, UnitIndex, Workspace, several};
use crate::read::{FileId, Tree};
use crate::say;
use crate::scan::Fate;
use crate::text::{Message, Word, count_en};

pub use row::Record;
pub(super) use row::{at as rows_at, each as each_row};
pub use subject::{keys_of, subject_of};

/// Which rows are asked for.
#[derive(Default)]
pub struct Wanted {
    /// That name one of these keys.
    pub keys: Option<BTreeSet<String>>,
    /// In these units, with everything below.
    pub within: Option<BTreeSet<UnitIndex>>,
    /// Of this agency, or of one below it.
    pub agency: Option<String>,
    /// Dated in these days.
    pub days: Option<Days>,
    /// That count for a target: what became of each, by where it starts.
    pub fates: Option<BTreeMap<(FileId, u64), Fate>>,
}

/// Rows of a log as an answer.
pub struct Records<'s> {
    /// Whose.
    pub workspace: &'s Workspace,
    /// Seen from its day.
    pub state: &'s State,
    /// The log.
    pub log: LogIndex,
    /// The rows, in the order of files and lines, each with whether it was left out because of an error.
    pub rows: Vec<(Record, bool)>,
    /// What was asked for.
    pub wanted: &'s Wanted,
    /// How many rows a table shows at most.
    pub cap: Option<usize>,
}

/// The rows of a log that are wanted; `unsound` tells those that were left out.
pub fn records(
    workspace: &Workspace,
    state: &State,
    tree: &Tree,
    (log, wanted): (LogIndex, &Wanted),
    unsound: &dyn Fn(crate::read::Place) -> bool,
) -> Vec<(Record, bool)> {
    let entry = workspace.log(log);
    let passes = |record: &Record| {
        let counts = |fates: &BTreeMap<_, _>| fates.contains_key(&(record.place.file, record.place.start));
        // Records that are dated later are not there yet.
        record.date(entry).is_none_or(|date| date <= state.as_of)
            && wanted.fates.as_ref().is_none_or(counts)
            && wanted.days.is_none_or(|days| record.date(entry).is_some_and(|date| days.contains(date)))
            && wanted.keys.as_ref().is_none_or(|keys| names(entry, record, keys))
            && wanted.agency.as_ref().is_none_or(|agency| is_of(workspace, entry, record, agency))
            && wanted.within.as_ref().is_none_or(|units| lies_in(workspace, state, entry, record, units))
    };
    row::all(tree, entry, passes).into_iter().map(|record| (unsound(record.place), record)).map(|(out, record)| (record, out)).collect()
}

/// Whether a row names one of some keys.
fn names(log: &crate::model::Log, record: &Record, keys: &BTreeSet<String>) -> bool {
    let may = |kind: &Kind| matches!(kind, Kind::Reference(_) | Kind::Agency | Kind::Choice(_) | Kind::Choices(_));
    let columns = log.table.columns.iter().enumerate().filter(|(_, column)| may(&column.kind));
    columns.filter_map(|(at, column)| Some((&column.kind, record.text(at)?))).any(|(kind, text)| match kind {
        Kind::Choices(_) => several(text).any(|word| keys.contains(word)),
        _ => keys.contains(text),
    })
}

fn is_of(workspace: &Workspace, log: &crate::model::Log, record: &Record, wanted: &str) -> bool {
    let below = |id: &str| {
        workspace.plans.iter().any(|plan| match (plan.names.agency(id), plan.names.agency(wanted)) {
            (Some(agency), Some(wanted)) => plan.names.belongs(agency, wanted),
            _ => false,
        })
    };
    log.table.all(|kind| *kind == Kind::Agency).into_iter().filter_map(|at| record.text(at)).any(|id| id == wanted || below(id))
}

/// Whether a row lies in some units, or in what these became.
fn lies_in(workspace: &Workspace, state: &State, log: &crate::model::Log, record: &Record, units: &BTreeSet<UnitIndex>) -> bool {
    let day = record.date(log).unwrap_or(state.as_of);
    record.units(workspace, log).into_iter().any(|unit| {
        let then = std::iter::once(unit).chain(workspace.units.above(unit, day));
        let now = workspace.units.reached(unit, state.as_of).into_iter();
        let now = now.flat_map(|unit| std::iter::once(unit).chain(workspace.units.above(unit, state.as_of)));
        then.chain(now).any(|unit| units.contains(&unit))
    })
}

/// What became of a row that counts, in JSON.
fn fate_key(fate: Fate) -> &'static str {
    if fate == Fate::Late { "late" } else { "on-time" }
}

impl Records<'_> {
    fn columns(&self) -> Vec<usize> {
        let table = &self.workspace.log(self.log).table;
        (0..table.columns.len()).filter(|at| !table.columns[*at].personal).collect()
    }

    fn fate(&self, record: &Record) -> Option<Fate> {
        self.wanted.fates.as_ref()?.get(&(record.place.file, record.place.start)).copied()
    }
}

/// What is to be known of a row beside what it says.
fn remark(left_out: bool, fate: Option<Fate>) -> Cell {
    match fate {
        _ if left_out => Cell::Words(say!(vi: "bị loại vì có lỗi", en: "left out because of an error")),
        Some(Fate::Late) => Word::Late.into(),
        _ => Cell::Empty,
    }
}

impl Answer for Records<'_> {
    fn title(&self) -> Message {
        let table = &self.workspace.log(self.log).table;
        let name = table.title.as_deref().unwrap_or(&table.name);
        say!(vi: "Các dòng: {name}", en: "Records: {name}")
    }

    fn document(&self) -> Document {
        let table = &self.workspace.log(self.log).table;
        let header = Header { newest: None, ..Header::new(self.workspace, self.state) };
        if self.rows.is_empty() {
            let none = say!(vi: "Không có dòng nào như vậy.", en: "There are no such records.");
            return Document { blocks: vec![Block::Header(header), Block::Line(none)] };
        }
        // A column that nobody fills in says nothing.
        let filled = |at: &usize| self.rows.iter().any(|(record, _)| record.text(*at).is_some());
        let shown: Vec<usize> = self.columns().into_iter().filter(filled).collect();
        let mut columns: Vec<Column> = Vec::new();
        columns.extend(shown.iter().enumerate().map(|(nth, at)| {
            let column = &table.columns[*at];
            let (name, title) = (column.name.clone(), Message::same(column.header.clone()));
            let made = if column.kind.is_number() { Column::right(name, title) } else { Column::left(name, title) };
            // What stands on the right goes first where space is short.
            made.dispensable(u8::try_from(nth.saturating_sub(2)).unwrap_or(u8::MAX))
        }));
        columns.push(Column::left("place", say!(vi: "Tệp và dòng", en: "File and line")));
        columns.push(Column::left("remark", say!(vi: "Ghi chú", en: "Remark")));
        let many = self.cap.unwrap_or(usize::MAX).min(self.rows.len());
        let mut rows: Vec<Row> = self.rows[..many]
            .iter()
            .map(|(record, left_out)| {
                let mut cells: Vec<Cell> = shown.iter().map(|at| field(record, *at, &table.columns[*at].kind)).collect();
                cells.extend([Cell::Text(record.site()), remark(*left_out, self.fate(record))]);
                Row::Cells(cells)
            })
            .collect();
        if many < self.rows.len() {
            rows.push(Row::More(self.rows.len() - many));
        }
        let (count, out) = (self.rows.len(), self.rows.iter().filter(|(_, out)| *out).count());
        let counted = count_en(count, "record");
        let mut notes = vec![say!(vi: "{count} dòng", en: "{counted}")];
        if out > 0 {
            notes.push(say!(vi: "{out} dòng trong đó bị loại vì có lỗi: không được tính (xem bằng `tiendo check`)", en: "{out} of them left out because of errors: they do not count (`tiendo check` shows why)"));
        }
        Document { blocks: vec![Block::Header(header), Block::Sheet(Sheet { columns, rows, notes, ..Sheet::default() })] }
    }

    fn records(&self) -> Sheet {
        let table = &self.workspace.log(self.log).table;
        let shown = self.columns();
        let mut columns = vec![Column::keyed("file"), Column::keyed("line")];
        columns.extend(shown.iter().map(|at| Column::keyed(table.columns[*at].name.clone())));
        columns.extend([Column::keyed("left_out"), Column::keyed("counts")]);
        let row = |(record, left_out): &(Record, bool)| {
            let mut cells = vec![Cell::Text(record.file.clone()), Cell::count(record.line as u64)];
            cells.extend(shown.iter().map(|at| field(record, *at, &table.columns[*at].kind)));
            cells.push(if *left_out { Cell::Text("true".to_owned()) } else { Cell::Empty });
            cells.push(Cell::maybe(self.fate(record).map(fate_key)));
            Row::Cells(cells)
        };
        Sheet { rows: self.rows.iter().map(row).collect(), columns, ..Sheet::default() }
    }

    fn contract(&self) -> Value {
        let table = &self.workspace.log(self.log).table;
        let rows: Vec<Value> = self
            .rows
            .iter()
            .map(|(record, left_out)| {
                let mut entry = contract(table, record);
                if *left_out {
                    entry["left_out"] = json!(true);
                }
                if let Some(fate) = self.fate(record) {
                    entry["counts"] = json!(fate_key(fate));
                }
                entry
            })
            .collect();
        let mut answer = json!({"tiendo": VERSION, "as_of": self.state.as_of.to_string(), "log": table.name, "records": rows});
        if let Some(notice) = &self.workspace.settings.notice {
            answer["notice"] = json!(notice);
        }
        answer
    }
}

/// A field as a cell.
fn field(record: &Record, at: usize, kind: &Kind) -> Cell {
    match record.text(at) {
        None => Cell::Empty,
        Some(text) if kind.is_number() && crate::number::Number::parse(text).is_ok() => Cell::Number(text.to_owned()),
        Some(text) => match crate::calendar::parse_date(text) {
            Some(day) if *kind == Kind::Date => Cell::Date(day),
            _ => Cell::Text(text.to_owned()),
        },
    }
}

/// A row in JSON: its file, its line, and its fields as written; `null` where nothing stands.
pub(super) fn contract(table: &crate::model::Table, record: &Record) -> Value {
    let fields = table.columns.iter().enumerate().filter(|(_, column)| !column.personal);
    let fields: serde_json::Map<String, Value> = fields.map(|(at, column)| (column.name.clone(), json!(record.text(at)))).collect();
    json!({"file": record.file, "line": record.line, "fields": fields})
}
