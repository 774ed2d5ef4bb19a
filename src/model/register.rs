//! Registers: things that exist for a time.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::table::Table;
use super::units::UnitIndex;
use super::value::Value;
use crate::calendar::{Date, Days};
use crate::source::Place;

/// A table of things, each row valid for a time.
#[derive(Debug)]
pub struct Register {
    /// Its shape.
    pub table: Table,
    /// Its sound rows, in the order of key and validity.
    pub rows: Vec<Row>,
    /// What of it is not known because of errors in its file.
    pub lost: Lost,
    keys: Vec<Box<str>>,
    /// For each key its rows, by time.
    rows_of: Vec<Vec<usize>>,
    by_key: FxHashMap<Box<str>, u32>,
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

/// One row of a register.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its fields, one per column.
    pub cells: Vec<Value>,
    /// From its `from` to its `to`.
    pub valid: Days,
    /// The unit that each `units` column named on the row's `from`; in column order.
    pub units: Vec<(usize, UnitIndex)>,
    /// Where it was read.
    pub place: Place,
}

impl Register {
    /// A register of sound rows, whose keys are unique on every day.
    pub fn new(table: Table, mut rows: Vec<Row>) -> Register {
        let key_column = table.key().unwrap_or(0);
        let key_of = |row: &Row| row.cells[key_column].text().unwrap_or("").to_owned();
        rows.sort_by_cached_key(|row| (key_of(row), row.valid));
        let mut register =
            Register { table, rows, lost: Lost::default(), keys: Vec::new(), rows_of: Vec::new(), by_key: FxHashMap::default() };
        for (at, row) in register.rows.iter().enumerate() {
            let key: Box<str> = key_of(row).into();
            if register.keys.last() != Some(&key) {
                register.by_key.insert(key.clone(), u32::try_from(register.keys.len()).unwrap_or(u32::MAX));
                register.keys.push(key);
                register.rows_of.push(Vec::new());
            }
            if let Some(rows) = register.rows_of.last_mut() {
                rows.push(at);
            }
        }
        register
    }

    /// The number of a key; keys are numbered in the order of their bytes.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    /// The key of a number.
    pub fn key(&self, number: u32) -> &str {
        &self.keys[number as usize]
    }

    /// All keys, in the order of their bytes.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.keys.iter().map(|key| &**key)
    }

    /// The rows of a key, by time.
    pub fn rows_of(&self, number: u32) -> &[usize] {
        &self.rows_of[number as usize]
    }

    /// The row of a key that is valid on a day.
    pub fn row_on(&self, number: u32, day: Date) -> Option<usize> {
        self.rows_of(number).iter().copied().find(|row| self.rows[*row].valid.contains(day))
    }

    /// The unit that a row's only `units` column names.
    pub fn unit(&self, row: usize) -> Option<UnitIndex> {
        self.rows[row].units.first().map(|(_, unit)| *unit)
    }
}

impl Row {
    /// The unit that one of its columns names.
    pub fn unit_in(&self, column: usize) -> Option<UnitIndex> {
        self.units.iter().find(|(at, _)| *at == column).map(|(_, unit)| *unit)
    }
}
