//! A table's shape.

use super::column::{Column, Kind};
use super::index::LogIndex;
use super::key_form::KeyForm;
use super::row_rule::RowRule;
use crate::read::Place;

/// The shape of a register or a log: its name and columns.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name in plans, and of its file.
    pub name: String,
    /// What people call it.
    pub title: Option<String>,
    /// What people call one of its rows where several are counted: `điểm` in "cả 59 điểm"; only registers have it.
    pub noun: Option<String>,
    /// Its columns, as declared.
    pub columns: Vec<Column>,
    /// Columns by which its rows are told apart; only logs have them.
    pub unique: Vec<usize>,
    /// Whether of rows that these do not tell apart the last dated counts.
    pub last: bool,
    /// What it demands of the columns of one row; only logs have that.
    pub rules: Vec<RowRule>,
    /// For how long nobody may record anything in it; only logs have that.
    pub silence: Option<Silence>,
    /// How its keys are made where a row has none; only logs have that.
    pub key_form: Option<KeyForm>,
    /// What stands in a column of a new row where nothing else is said; only logs have that.
    pub defaults: Vec<(usize, String)>,
    /// How its files are read where they have a column for each period of a series; only logs have that.
    pub wide: Option<Wide>,
    /// Set where it is no file of its own: its rows are the records of this log.
    pub records_of: Option<LogIndex>,
}

/// How files with a column for each word of a series become rows.
#[derive(Clone, Debug)]
pub struct Wide {
    /// Which headings are those of the series; `*` stands for anything.
    pub patterns: Vec<String>,
    /// The column that takes their headings.
    pub heading: usize,
    /// The column that takes their cells.
    pub value: usize,
}

impl Wide {
    /// Whether a heading is one of the series.
    pub fn is_series(&self, heading: &str) -> bool {
        self.patterns.iter().any(|pattern| matches(pattern, heading))
    }
}

/// Whether a text has the form of a pattern.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(text) = text.strip_prefix(head) else { return false };
    (0..=text.len()).filter(|at| text.is_char_boundary(*at)).any(|at| matches(rest, &text[at..]))
}

/// How long a log may be silent while a plan that uses it runs.
#[derive(Clone, Debug)]
pub struct Silence {
    /// So many days.
    pub days: i64,
    /// The column of those who record: agencies, choices or units; each is asked for.
    pub by: Option<usize>,
    /// Where it is set.
    pub place: Place,
}

impl Table {
    /// A table without columns.
    pub fn new(name: &str) -> Table {
        Table {
            name: name.to_owned(),
            title: None,
            noun: None,
            columns: Vec::new(),
            unique: Vec::new(),
            last: false,
            rules: Vec::new(),
            silence: None,
            key_form: None,
            defaults: Vec::new(),
            wide: None,
            records_of: None,
        }
    }

    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The first column of a kind.
    pub fn first(&self, wanted: impl Fn(&Kind) -> bool) -> Option<usize> {
        self.columns.iter().position(|column| wanted(&column.kind))
    }

    /// All columns of a kind.
    pub fn all(&self, wanted: impl Fn(&Kind) -> bool) -> Vec<usize> {
        (0..self.columns.len()).filter(|at| wanted(&self.columns[*at].kind)).collect()
    }

    /// The key column.
    pub fn key(&self) -> Option<usize> {
        self.first(|kind| *kind == Kind::Key)
    }

    /// The period column: a log that has one is period-assigned.
    pub fn period(&self) -> Option<usize> {
        self.first(|kind| *kind == Kind::Period)
    }

    /// The first column of a kind that may be shown: what is personal is no part of any sum.
    pub fn open(&self, wanted: impl Fn(&Kind) -> bool) -> Option<usize> {
        self.columns.iter().position(|column| wanted(&column.kind) && !column.personal)
    }

    /// The columns of money and of its fund, where rows are spending.
    pub fn spending(&self) -> Option<(usize, usize)> {
        Some((self.open(|kind| *kind == Kind::Money)?, self.open(|kind| *kind == Kind::Fund)?))
    }

    /// A date column of this name.
    pub fn date(&self, name: &str) -> Option<usize> {
        self.column(name).filter(|at| self.columns[*at].kind == Kind::Date)
    }
}
