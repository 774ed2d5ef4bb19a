//! Everything that is known, as tidy tables for whoever goes on working with it: one row for each cell, window, target, subject,
//! record, budget line and finding, one column for each thing that is said of it, and a dictionary that says what each column means.
//!
//! [`declared`] declares each table once: its headings and the dictionary are made from the same lines. Tables of the workspace's
//! own (registers, logs) are declared by `tiendo.toml`. Columns marked `personal` are no part of any of them. Rows are handed over
//! one at a time: what is as large as a log is never held.

mod declared;
mod own;
mod plan;
mod rest;

use std::borrow::Cow;
use std::io;

use super::check::diagnostic::Diagnostic;
use crate::calendar::Date;
use crate::cover::State;
use crate::model::Workspace;
use crate::number::Number;
use crate::read::{Place, Tree};
use crate::scan::Spending;
use crate::text::{Message, nfc};
use declared::Declared;

/// The version of the tables' names, columns and meanings: a change that breaks who reads them makes a new one.
pub const VERSION: u32 = 1;

/// Everything that is exported.
pub struct Export<'s> {
    /// Of what.
    pub workspace: &'s Workspace,
    /// How it stands.
    pub state: &'s State,
    /// What was spent.
    pub spending: &'s Spending,
    /// What was found, by place.
    pub findings: &'s [Diagnostic],
    /// The files that records are read from.
    pub tree: &'s Tree,
    /// For each log, whether a row of it counts for nothing.
    pub unsound: &'s dyn Fn(crate::model::LogIndex) -> Box<dyn Fn(Place) -> bool>,
    /// The git revision of the files, where they are not those of the work tree.
    pub revision: Option<&'s str>,
}

/// A table: its name, its columns, and what one of its rows is.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name, also that of its file.
    pub name: String,
    /// What one of its rows is.
    pub meaning: Message,
    /// Its columns.
    pub columns: Vec<Column>,
    of: Of,
}

/// What a table is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Of {
    About,
    Dictionary,
    Plans,
    Activities,
    Targets,
    Windows,
    Cells,
    Subjects,
    Money,
    Findings,
    Register(usize),
    Log(usize),
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// What stands in it.
    pub kind: Type,
    /// What its numbers count; empty where that goes without saying.
    pub unit: String,
    /// The words that may stand in it, where there are only some.
    pub words: String,
    /// What it means.
    pub meaning: Message,
}

/// What stands in a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A decimal number.
    Number,
    /// True or false.
    Boolean,
    /// A day.
    Date,
}

impl Type {
    /// Its name in the dictionary.
    pub fn key(self) -> &'static str {
        match self {
            Type::Text => "text",
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
            Type::Date => "date",
        }
    }
}

/// A field of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value<'a> {
    /// Nothing is known, or nothing is meant.
    Empty,
    /// Text, in NFC.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A decimal number, as it is written.
    Number(String),
    /// True or false.
    Boolean(bool),
    /// A day.
    Date(Date),
}

impl<'a> Value<'a> {
    fn text(text: &'a str) -> Value<'a> {
        if text.is_empty() { Value::Empty } else { Value::Text(nfc(text)) }
    }

    fn owned(text: impl Into<String>) -> Value<'static> {
        let text = text.into();
        if text.is_empty() { Value::Empty } else { Value::Text(Cow::Owned(nfc(&text).into_owned())) }
    }

    fn maybe(text: Option<&'a str>) -> Value<'a> {
        text.map_or(Value::Empty, Value::text)
    }

    fn count(count: impl TryInto<i64>) -> Value<'static> {
        count.try_into().map_or(Value::Empty, Value::Integer)
    }

    fn number(number: Number) -> Value<'static> {
        Value::Number(number.to_string())
    }

    fn day(day: Option<Date>) -> Value<'static> {
        // Without an end or a beginning there is no day.
        day.filter(|day| *day != Date::MIN && *day != Date::MAX).map_or(Value::Empty, Value::Date)
    }
}

/// Takes the rows of a table, one after another.
pub trait Rows {
    /// Takes a row, with a value for each column.
    fn put(&mut self, row: &[Value<'_>]) -> io::Result<()>;
}

impl Export<'_> {
    /// All tables, those first that say what the others are.
    pub fn tables(&self) -> Vec<Table> {
        let declared = declared::TABLES.iter().map(Declared::table);
        declared.chain(own::registers(self.workspace)).chain(own::logs(self.workspace)).collect()
    }

    /// Hands over the rows of a table.
    pub fn write(&self, table: &Table, rows: &mut dyn Rows) -> io::Result<()> {
        match table.of {
            Of::About => rest::about(self, rows),
            Of::Dictionary => rest::dictionary(&self.tables(), rows),
            Of::Plans => plan::plans(self, rows),
            Of::Activities => plan::activities(self, rows),
            Of::Targets => plan::targets(self, rows),
            Of::Windows => plan::windows(self, rows),
            Of::Cells => plan::cells(self, rows),
            Of::Subjects => plan::subjects(self, rows),
            Of::Money => rest::money(self, rows),
            Of::Findings => rest::findings(self, rows),
            Of::Register(register) => own::register_rows(self, register, rows),
            Of::Log(log) => own::records(self, log, rows),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_table_and_a_column_have_one_name_and_both_languages() {
        let mut tables = BTreeSet::new();
        for table in declared::TABLES {
            assert!(tables.insert(table.name), "{}", table.name);
            let mut names = BTreeSet::new();
            for column in table.columns {
                assert!(names.insert(column.name), "{}.{}", table.name, column.name);
                assert!(column.meaning.iter().all(|text| !text.is_empty()), "{}.{}", table.name, column.name);
                assert!(column.name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{}", column.name);
            }
        }
    }

    #[test]
    fn days_without_end_are_no_days() {
        assert_eq!(Value::day(Some(Date::MAX)), Value::Empty);
        assert_eq!(Value::text("e\u{323}\u{302}"), Value::Text("ệ".into()));
    }
}
