//! A table as data: columns, rows and cells.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use num_rational::BigRational;

use crate::calendar::Date;
use crate::cover::{CellState, Verdict};
use crate::model::Workspace;
use crate::say;
use crate::text::{Lang, Message, Word, cut_middle};

use super::sources::{Source, Sources};

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What it is about.
    pub title: Option<Message>,
    /// What it is called where there is room for a short name only; else its title is.
    pub name: Option<Message>,
    /// From the left.
    pub columns: Vec<Column>,
    /// From the top.
    pub rows: Vec<Row>,
    /// Sentences below it.
    pub notes: Vec<Message>,
    /// Whether the last row adds the others up.
    pub total: bool,
    /// Where its rows come from.
    pub sources: Sources,
    /// The name under which other tables of the document lead to it.
    pub anchor: Option<String>,
    /// By row the name of the table that explains its figures.
    pub links: BTreeMap<usize, String>,
}

impl Sheet {
    /// The table without what stands in workbooks only; of codes what is needed to tell names apart.
    pub fn for_people(&self) -> Cow<'_, Sheet> {
        self.within(None)
    }

    /// The same where names have so much room at most: longer ones are cut in the middle.
    pub fn within(&self, room: Option<usize>) -> Cow<'_, Sheet> {
        if self.columns.iter().all(|column| !column.code) {
            return Cow::Borrowed(self);
        }
        let mut sheet = self.clone();
        for at in (1..self.columns.len()).filter(|at| self.columns[*at].code) {
            names_apart(&mut sheet.rows, at, room);
        }
        for row in &mut sheet.rows {
            if let Row::Cells(cells) = row {
                let mut codes = self.columns.iter().map(|column| column.code);
                cells.retain(|_| !codes.next().unwrap_or(false));
            }
        }
        sheet.columns.retain(|column| !column.code);
        Cow::Owned(sheet)
    }

    /// As people read it: marks at rows whose source is noted, and what they stand for, to be told below it.
    pub fn marked(&self) -> (Cow<'_, Sheet>, Vec<Message>) {
        let (marks, told) = self.sources.marks();
        if marks.is_empty() {
            return (Cow::Borrowed(self), told);
        }
        let mut sheet = self.clone();
        for (row, mark) in marks {
            if self.sources.at_title {
                sheet.title = sheet.title.map(|title| with_mark(&title, &mark));
                continue;
            }
            match sheet.rows.get_mut(row) {
                Some(Row::Chapter { text, .. } | Row::Head { text, .. }) => *text = with_mark(text, &mark),
                Some(Row::Cells(cells)) => match cells.get_mut(self.sources.column) {
                    Some(Cell::Text(text)) => text.push_str(&mark),
                    Some(Cell::Words(text)) => *text = with_mark(text, &mark),
                    _ => {}
                },
                _ => {}
            }
        }
        (Cow::Owned(sheet), told)
    }

    /// For workbooks: clause and note in columns of their own, row by row.
    pub fn with_source_columns(&self) -> Cow<'_, Sheet> {
        if self.sources.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut sheet = self.clone();
        sheet.columns.push(Column::left("clause", say!(vi: "Điểm, khoản", en: "Clause")));
        sheet.columns.push(Column::left("note", say!(vi: "Ghi chú", en: "Note")));
        for (at, row) in sheet.rows.iter_mut().enumerate() {
            if let Row::Cells(cells) = row {
                let source = self.sources.of_row(at);
                cells.push(Cell::maybe(source.and_then(|source| source.clause.as_deref())));
                cells.push(Cell::maybe(source.and_then(|source| source.note.as_deref())));
            }
        }
        Cow::Owned(sheet)
    }

    /// For machine formats: the columns `clause` and `note` of the target that `plan` and `target` name.
    #[must_use]
    pub fn with_clauses(mut self, workspace: &Workspace) -> Sheet {
        let at = |key: &str| self.columns.iter().position(|column| column.key == key);
        let (Some(plan_at), Some(target_at)) = (at("plan"), at("target")) else { return self };
        // The rows of a target mostly stand together.
        let (mut last, mut source) = ((String::new(), String::new()), Source::default());
        for row in &mut self.rows {
            if let Row::Cells(cells) = row {
                if let (Some(Cell::Text(id)), Some(Cell::Text(name))) = (cells.get(plan_at), cells.get(target_at))
                    && (&last.0, &last.1) != (id, name)
                {
                    let plan = workspace.plans.iter().find(|plan| plan.id == *id);
                    source = plan.and_then(|plan| Source::named(plan, name)).unwrap_or_default();
                    last = (id.clone(), name.clone());
                }
                cells.extend([Cell::maybe(source.clause.as_deref()), Cell::maybe(source.note.as_deref())]);
            }
        }
        self.columns.extend([Column::keyed("clause"), Column::keyed("note")]);
        self
    }
}

/// Cuts the names before a column of codes to the room they have, and puts its code behind each that another row of another
/// code has, too.
fn names_apart(rows: &mut [Row], code_at: usize, room: Option<usize>) {
    let mut holders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows.iter_mut() {
        let Row::Cells(cells) = row else { continue };
        let code = if let Some(Cell::Text(code)) = cells.get(code_at) { Some(code.clone()) } else { None };
        let Some(mut name) = cells.get_mut(code_at - 1).and_then(name_of) else { continue };
        if let Some(room) = room {
            name.change(|text| cut_middle(text, room));
        }
        if let Some(code) = code {
            holders.entry(name.vi().to_owned()).or_default().insert(code);
        }
    }
    for row in rows.iter_mut() {
        let Row::Cells(cells) = row else { continue };
        let Some(Cell::Text(code)) = cells.get(code_at) else { continue };
        let code = code.clone();
        let Some(mut name) = cells.get_mut(code_at - 1).and_then(name_of) else { continue };
        if holders.get(name.vi()).is_some_and(|codes| codes.len() > 1) {
            name.change(|text| format!("{text} ({code})"));
        }
    }
}

/// A name in a cell, in whatever form it stands there.
enum Name<'c> {
    Text(&'c mut String),
    Words(&'c mut Message),
}

fn name_of(cell: &mut Cell) -> Option<Name<'_>> {
    match cell {
        Cell::Text(text) => Some(Name::Text(text)),
        Cell::Words(words) => Some(Name::Words(words)),
        _ => None,
    }
}

impl Name<'_> {
    fn vi(&self) -> &str {
        match self {
            Name::Text(text) => text,
            Name::Words(words) => words.get(Lang::Vi),
        }
    }

    fn change(&mut self, change: impl Fn(&str) -> String) {
        match self {
            Name::Text(text) => **text = change(text),
            Name::Words(words) => **words = Message::new(change(words.get(Lang::Vi)), change(words.get(Lang::En))),
        }
    }
}

fn with_mark(text: &Message, mark: &str) -> Message {
    Message::new(format!("{}{mark}", text.get(Lang::Vi)), format!("{}{mark}", text.get(Lang::En)))
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its stable name in machine formats.
    pub key: Cow<'static, str>,
    /// Its title for people.
    pub title: Message,
    /// To which side its cells lean.
    pub align: Align,
    /// How dispensable it is where space is short: 0 never goes, the highest goes first.
    pub rank: u8,
    /// Whether it stands in workbooks only: a code, by which rows can be looked up and joined.
    pub code: bool,
}

impl Column {
    /// A column of texts.
    pub fn left(key: impl Into<Cow<'static, str>>, title: impl Into<Message>) -> Column {
        Column { key: key.into(), title: title.into(), align: Align::Left, rank: 0, code: false }
    }

    /// A column of numbers.
    pub fn right(key: impl Into<Cow<'static, str>>, title: impl Into<Message>) -> Column {
        Column { align: Align::Right, ..Column::left(key, title) }
    }

    /// A column of codes, for workbooks.
    pub fn code(title: impl Into<Message>) -> Column {
        Column { code: true, ..Column::left("code", title) }
    }

    /// Says that it may go where space is short.
    #[must_use]
    pub fn dispensable(self, rank: u8) -> Column {
        Column { rank, ..self }
    }

    /// A column of machine formats, whose title is its key.
    pub fn keyed(key: impl Into<Cow<'static, str>>) -> Column {
        let key = key.into();
        Column::left(key.clone(), Message::same(key))
    }
}

/// To which side cells lean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    /// Texts.
    Left,
    /// Numbers.
    Right,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub enum Row {
    /// A heading over the headings that follow, across all columns.
    Chapter {
        /// What they are about.
        text: Message,
        /// Said beside it, less loudly.
        aside: Option<Message>,
    },
    /// A heading over the rows that follow, across all columns.
    Head {
        /// What they are about.
        text: Message,
        /// Said beside it, less loudly.
        aside: Option<Message>,
    },
    /// One cell per column.
    Cells(Vec<Cell>),
    /// So many rows are not shown here.
    More(usize),
}

/// A cell of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text from the data, or a key.
    Text(String),
    /// The tool's own words.
    Words(Message),
    /// A number, exactly.
    Number(String),
    /// A day.
    Date(Date),
    /// Covered of eligible.
    Share(u64, u64),
    /// A share in percent; a dash where there is none.
    Percent(Option<BigRational>),
    /// A share as a bar; a dash where there is none.
    Bar(Option<BigRational>),
    /// A number of a number, exactly, and how people say that.
    Part(String, String, Message),
    /// A verdict.
    Verdict(Verdict),
    /// A verdict, with what else is to be known of it.
    Noted(Verdict, Message),
    /// A cell's state.
    State(CellState),
    /// What a subject has, and how that stands.
    Value(String, CellState),
    /// A share on one day after another; none where that is not known.
    Spark(Vec<Option<BigRational>>),
    /// One verdict per window, in order of time.
    History(Vec<Verdict>),
    /// A due date and how far off it is.
    Deadline(Deadline),
}

impl Cell {
    /// A cell with a text, empty where there is none.
    pub fn maybe(text: Option<&str>) -> Cell {
        text.map_or(Cell::Empty, |text| Cell::Text(text.to_owned()))
    }

    /// A cell with a count.
    pub fn count(count: u64) -> Cell {
        Cell::Number(count.to_string())
    }
}

impl From<Word> for Cell {
    fn from(word: Word) -> Cell {
        Cell::Words(word.message())
    }
}

/// A due date, seen from the as-of date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Deadline {
    /// When it is due.
    pub due: Date,
    /// Days since then; negative while it is still to come.
    pub days: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(rows: &[(&str, &str)], room: Option<usize>) -> Vec<String> {
        let cells = |(name, code): &(&str, &str)| {
            let code = if code.is_empty() { Cell::Empty } else { Cell::Text((*code).to_owned()) };
            Row::Cells(vec![Cell::Words(Message::same((*name).to_owned())), code, Cell::count(1)])
        };
        let columns = vec![Column::left("subject", Word::Subject), Column::code(Word::Code), Column::right("n", Word::Missing)];
        let sheet = Sheet { columns, rows: rows.iter().map(cells).collect(), ..Sheet::default() };
        let shown = sheet.within(room);
        assert_eq!(shown.columns.len(), 2);
        let name = |row: &Row| match row {
            Row::Cells(cells) => match &cells[0] {
                Cell::Words(words) => words.get(Lang::En).to_owned(),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        };
        shown.rows.iter().map(name).collect()
    }

    #[test]
    fn what_shares_its_name_is_told_apart() {
        let rows = [("Alpha", "c1"), ("Beta", "c2"), ("Alpha", "c3"), ("Alpha", "c1"), ("all of them", "")];
        assert_eq!(names(&rows, None), ["Alpha (c1)", "Beta", "Alpha (c3)", "Alpha (c1)", "all of them"]);
        // One subject in several rows needs no code.
        assert_eq!(names(&[("Alpha", "c1"), ("Alpha", "c1")], None), ["Alpha", "Alpha"]);
    }

    #[test]
    fn names_that_are_alike_once_cut_are_told_apart() {
        let rows = [("The club of the north in An", "c1"), ("The club on the south in An", "c2"), ("The inn", "c3")];
        assert_eq!(names(&rows, Some(40)), ["The club of the north in An", "The club on the south in An", "The inn"]);
        assert_eq!(names(&rows, Some(15)), ["The club…in An (c1)", "The club…in An (c2)", "The inn"]);
    }
}
