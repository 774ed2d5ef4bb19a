//! Rows of a log as columns: what was decoded of them, and what is known of each.
//!
//! Rows of several blocks gather here until there are enough to be folded; what needs their text is done block by block.

use super::amounts::Amounts;
use super::route::Routes;
use crate::calendar::Day;
use crate::model::{Column, Kind};

/// Whom a row names that names nobody.
pub(super) const NOBODY: u32 = u32::MAX;

/// The row is left out: something in it is an error.
pub(super) const LEFT_OUT: u8 = 1;
/// Something is to be said about the row.
pub(super) const TOLD: u8 = 2;
/// The row is read in another way: here it is none.
pub(super) const GONE: u8 = 4;
/// A target has a window for the row and takes it.
pub(super) const TAKEN: u8 = 8;
/// A target has a window for the row's period.
pub(super) const COUNTED: u8 = 16;

/// What leaves the row out is a doubt that the settings call an error.
pub(super) const DOUBTED: u8 = 32;

/// One column of rows.
pub(super) enum Cells {
    /// What stands there is looked at in the text, or resolved elsewhere.
    Text,
    Days(Vec<Day>),
    Numbers(Amounts),
    /// Numbers of words, from 1: choices, ids, false and true, periods; 0 where nothing stands. Of several choices in one field
    /// each is a bit.
    Words(Vec<u32>),
}

impl Cells {
    fn of(column: &Column) -> Cells {
        match column.kind {
            Kind::Key | Kind::Text | Kind::File | Kind::Category | Kind::Reference(_) => Cells::Text,
            Kind::Date => Cells::Days(Vec::new()),
            Kind::Integer | Kind::Number | Kind::Money => Cells::Numbers(Amounts::default()),
            Kind::Period | Kind::Boolean | Kind::Choice(_) | Kind::Choices(_) | Kind::Agency | Kind::Fund | Kind::Activity => {
                Cells::Words(Vec::new())
            }
        }
    }

    fn truncate(&mut self, rows: usize) {
        match self {
            Cells::Text => {}
            Cells::Days(days) => days.truncate(rows),
            Cells::Numbers(numbers) => numbers.truncate(rows),
            Cells::Words(words) => words.truncate(rows),
        }
    }
}

/// What a reference column means, row by row.
#[derive(Default)]
pub(super) struct Resolved {
    /// Who is named.
    pub(super) subjects: Vec<u32>,
    /// The register's row that describes it.
    pub(super) rows: Vec<u32>,
    /// The day on which that was read, where it is not the row's date: in logs by period.
    pub(super) days: Vec<Day>,
}

impl Resolved {
    pub(super) fn day(&self, row: usize, date: Day) -> Day {
        self.days.get(row).copied().unwrap_or(date)
    }

    fn truncate(&mut self, rows: usize) {
        self.subjects.truncate(rows);
        self.rows.truncate(rows);
        self.days.truncate(rows);
    }
}

/// What rows mean with their periods read in one calendar; there is one such reading where rows have no periods.
#[derive(Default)]
pub(super) struct Reading {
    /// By reference column.
    pub(super) resolved: Vec<Resolved>,
    /// The interval that a row belongs to; [`NOBODY`] where its period has no days in the calendar.
    pub(super) intervals: Vec<u32>,
    /// The last day of the row's period, in logs by period.
    pub(super) ends: Vec<Day>,
    /// By row a bit for each filter that it passes.
    pub(super) passed: Vec<u64>,
}

/// Rows in columns.
pub(super) struct Rows {
    pub(super) flags: Vec<u8>,
    pub(super) dates: Vec<Day>,
    pub(super) cells: Vec<Cells>,
    pub(super) readings: Vec<Reading>,
    /// By column whose different values are counted: a mark for each row, 0 where nothing stands.
    pub(super) marks: Vec<Vec<u64>>,
    /// Where the row's key lies among all, where measures ask for it.
    pub(super) keys: Vec<(u32, u32)>,
    pub(super) key_text: Vec<u8>,
    /// Words of filter bits for each row.
    pub(super) words: usize,
}

impl Rows {
    pub(super) fn new(columns: &[Column], references: usize, routes: &Routes<'_>) -> Rows {
        let reading = |_| Reading { resolved: (0..references).map(|_| Resolved::default()).collect(), ..Reading::default() };
        Rows {
            flags: Vec::new(),
            dates: Vec::new(),
            cells: columns.iter().map(Cells::of).collect(),
            readings: (0..routes.calendars.len()).map(reading).collect(),
            marks: routes.marks.iter().map(|_| Vec::new()).collect(),
            keys: Vec::new(),
            key_text: Vec::new(),
            words: routes.filters.len().div_ceil(64),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.flags.len()
    }

    /// Takes all rows away.
    pub(super) fn clear(&mut self) {
        self.flags.clear();
        self.dates.clear();
        self.cells.iter_mut().for_each(|cells| cells.truncate(0));
        for reading in &mut self.readings {
            reading.resolved.iter_mut().for_each(|resolved| resolved.truncate(0));
            reading.intervals.clear();
            reading.ends.clear();
            reading.passed.clear();
        }
        self.marks.iter_mut().for_each(Vec::clear);
        self.keys.clear();
        self.key_text.clear();
    }

    /// The numbers of a column.
    pub(super) fn numbers(&self, column: usize) -> Option<&Amounts> {
        match &self.cells[column] {
            Cells::Numbers(numbers) => Some(numbers),
            _ => None,
        }
    }

    /// The numbers of the words of a column.
    pub(super) fn word(&self, column: usize, row: usize) -> u32 {
        match &self.cells[column] {
            Cells::Words(words) => words[row],
            _ => 0,
        }
    }
}
