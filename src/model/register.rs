//! Registers: things that exist for a time.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::column::Kind;
use super::index::UNITS;
use super::keys::Keys;
use super::rows::{Row, Rows};
use super::table::Table;
use super::units::{UnitIndex, Units};
use crate::calendar::Date;

/// A table of things, each row valid for a time.
#[derive(Debug)]
pub struct Register {
    /// Its shape.
    pub table: Table,
    /// Its sound rows, in the order of key and validity.
    pub rows: Rows,
    /// What of it is not known because of errors in its file.
    pub lost: Lost,
    /// Rows that begin later are known, but are nobody yet: records dated after the as-of date.
    pub until: Date,
    keys: Arc<Keys>,
    /// By key its first row, and where the last key's rows end.
    starts: Vec<u32>,
    /// The columns that name units.
    unit_columns: Vec<usize>,
    /// Row after row, the units that these columns name.
    units: Vec<Option<UnitIndex>>,
}

/// What of a register is not known because of errors in its file.
#[derive(Clone, Default, Debug)]
pub struct Lost {
    /// Keys of rows that were left out: known, though nothing more is.
    pub keys: BTreeSet<String>,
    /// Those of them that were left out only because they refer to a register that could not be read at all.
    pub silent: BTreeSet<String>,
    /// Whether the file could not be read as a whole: nothing tells what is in it.
    pub unread: bool,
    /// Whether rows were left out of which nothing is known, not even their keys.
    pub blind: bool,
}

/// Why a register has no sound row of a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Absence {
    /// It, or what it refers to, could not be read at all.
    Unread,
    /// The row was left out.
    LeftOut,
    /// The row may be one of those that were left out unread.
    Perhaps,
    /// There is none.
    Unknown,
}

impl Lost {
    /// Why there is no sound row of a key.
    pub fn why(&self, key: &str) -> Absence {
        if self.unread || self.silent.contains(key) {
            Absence::Unread
        } else if self.keys.contains(key) {
            Absence::LeftOut
        } else if self.blind {
            Absence::Perhaps
        } else {
            Absence::Unknown
        }
    }
}

impl Register {
    /// A register of sound rows in any order, whose keys are unique on every day. Which units they name is not known yet.
    pub fn new(table: Table, rows: Rows) -> Register {
        let order = rows.order(table.key().unwrap_or(0));
        let (unit_columns, lost) = (table.all(|kind| *kind == Kind::Reference(UNITS)), Lost::default());
        let (keys, starts, units) = (Arc::default(), Vec::new(), Vec::new());
        let until = Date::MAX;
        let mut register = Register { table, rows, lost, until, keys, starts, unit_columns, units };
        register.keep(&order);
        register
    }

    /// Keeps only some of its rows, by their numbers in their order.
    pub fn keep(&mut self, order: &[u32]) {
        self.rows.keep(order);
        let column = self.table.key().unwrap_or(0);
        let keys = Keys::new(self.rows.all().map(|row| row.text(column).unwrap_or_default()));
        self.starts = Vec::with_capacity(keys.len() + 1);
        for (at, row) in (0..).zip(self.rows.all()) {
            let number = u32::try_from(self.starts.len()).unwrap_or(u32::MAX);
            if number.checked_sub(1).is_none_or(|last| keys.get(last) != row.text(column).unwrap_or_default()) {
                self.starts.push(at);
            }
        }
        self.starts.push(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        self.keys = Arc::new(keys);
    }

    /// Finds the units that its rows name on their first days; without one, the first holders of their codes.
    pub fn place(&mut self, units: &Units) {
        self.units = Vec::with_capacity(self.rows.len() * self.unit_columns.len());
        let mut last = ("", None);
        for row in self.rows.all() {
            for column in &self.unit_columns {
                let unit = row.text(*column).and_then(|code| {
                    // Rows that stand together often name the same.
                    if last.0 != code || last.1.is_none() {
                        last = (code, units.find(code));
                    }
                    let code = last.1?;
                    row.from().map_or_else(|| units.of_code(code).next(), |day| units.of_code(code).find(|unit| units.lives(*unit, day)))
                });
                self.units.push(unit);
            }
        }
    }

    /// Its keys.
    pub fn all_keys(&self) -> &Arc<Keys> {
        &self.keys
    }

    /// The number of a key; keys are numbered in the order of their bytes.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.keys.find(key)
    }

    /// The key of a number.
    pub fn key(&self, number: u32) -> &str {
        self.keys.get(number)
    }

    /// All keys, in the order of their bytes.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.keys.all()
    }

    /// One of its rows.
    pub fn row(&self, at: usize) -> Row<'_> {
        self.rows.get(at)
    }

    /// The rows of a key, by time.
    pub fn rows_of(&self, number: u32) -> Range<usize> {
        let at = number as usize;
        self.starts[at] as usize..self.starts[at + 1] as usize
    }

    /// The row of a key that is valid on a day.
    pub fn row_on(&self, number: u32, day: Date) -> Option<usize> {
        self.rows_of(number).find(|row| self.row(*row).valid().contains(day))
    }

    /// The row of a key that describes a subject on a day.
    pub fn subject_on(&self, number: u32, day: Date) -> Option<usize> {
        self.row_on(number, day).filter(|row| self.row(*row).valid().first <= self.until)
    }

    /// The units that a row names, each with its column.
    pub fn units_of(&self, row: usize) -> impl Iterator<Item = (usize, UnitIndex)> {
        let start = row * self.unit_columns.len();
        self.unit_columns.iter().enumerate().filter_map(move |(at, column)| Some((*column, (*self.units.get(start + at)?)?)))
    }

    /// The unit that a row's only `units` column names.
    pub fn unit(&self, row: usize) -> Option<UnitIndex> {
        self.units_of(row).next().map(|(_, unit)| unit)
    }

    /// The unit that one of its columns names in a row.
    pub fn unit_in(&self, row: usize, column: usize) -> Option<UnitIndex> {
        self.units_of(row).find(|(at, _)| *at == column).map(|(_, unit)| unit)
    }
}
