//! Rows of which there should be one: by the columns that a log calls `unique`, or, in a log by period, of one reporter and period.

use std::collections::BTreeMap;

use super::duplicates::{Sites, each, hash};
use super::hashes::Suspects;
use crate::calendar::Date;
use crate::check::{not_unique, reported_twice};
use crate::finding::Finding;
use crate::model::{Kind, Log, Table};
use crate::read::{Place, Tree};

/// By which columns the rows of a log are told apart.
pub(super) struct Unique {
    pub(super) columns: Vec<usize>,
    /// Whether the log says so; else two equal ones are only doubted.
    declared: bool,
}

impl Unique {
    /// Those that a log declares; in a log by period, if `doubts`, all that say who reports what for when.
    pub(super) fn of(table: &Table, doubts: bool) -> Option<Unique> {
        if !table.unique.is_empty() {
            return Some(Unique { columns: table.unique.clone(), declared: true });
        }
        if table.period().is_none() || !doubts {
            return None;
        }
        let tells = |kind: &Kind| {
            let figure = kind.is_number() || matches!(kind, Kind::Boolean | Kind::Date | Kind::Key | Kind::File);
            !figure
        };
        let columns = table.columns.iter().enumerate().filter(|(_, column)| tells(&column.kind) && column.name != "note");
        Some(Unique { columns: columns.map(|(at, _)| at).collect(), declared: false })
    }

    /// A hash of what a row says in them. `memory` is no longer needed.
    pub(super) fn hash<'t>(&self, field: impl Fn(usize) -> &'t str, memory: &mut Vec<u8>) -> u64 {
        memory.clear();
        for column in &self.columns {
            memory.extend_from_slice(field(*column).as_bytes());
            memory.push(b',');
        }
        hash(memory)
    }
}

/// What is to be done with rows that are not told apart.
#[derive(Default)]
pub(super) struct Returns {
    /// Rows that do not count, because nothing tells which of them does.
    pub(super) excluded: Vec<Place>,
    /// Rows that a later one replaces.
    pub(super) replaced: Vec<Place>,
    pub(super) found: Vec<Finding>,
}

/// A row: its day and key, all that it says, where it stands.
type Row = (String, String, Vec<String>, Place);

/// Reads a log again for sound rows with one of these hashes, and compares what they say. `left_out` are rows that do not count.
///
/// What is dated after the as-of date replaces nothing yet.
pub(super) fn returns(tree: &Tree, (log, as_of): (&Log, Date), unique: &Unique, suspects: &Suspects, left_out: &Sites) -> Returns {
    let as_of = as_of.to_string();
    let mut rows: BTreeMap<Vec<String>, Vec<Row>> = BTreeMap::new();
    let mut memory = Vec::new();
    for path in &log.files {
        each(tree, log, path, |header, record, text| {
            let field = |column: usize| header.field(text, record, column).unwrap_or_default();
            if suspects.contains(unique.hash(field, &mut memory)) && !left_out.contains(record.place()) {
                let said = unique.columns.iter().map(|column| field(*column).to_owned()).collect();
                let all = (0..log.table.columns.len()).map(|column| field(column).to_owned()).collect();
                let key = log.table.key().map_or("", field).to_owned();
                rows.entry(said).or_default().push((field(log.date).to_owned(), key, all, record.place()));
            }
        });
    }
    let mut done = Returns::default();
    for rows in rows.values().filter(|rows| rows.len() > 1) {
        let places = || rows.iter().map(|(.., place)| *place);
        let first = rows[0].3;
        if !unique.declared {
            // Without figures nothing is added up, and the same again under another key is told as such.
            let again = |row: &&Row| counts(log, &row.2) && beside_key(log, &row.2) != beside_key(log, &rows[0].2);
            let others = rows[1..].iter().filter(again);
            done.found.extend(others.map(|(.., place)| reported_twice::check(*place, first, &log.table, &unique.columns)));
        } else if log.table.last {
            // Days are written so that they sort; a tie goes to the greater key, then to the greater text.
            let known = || rows.iter().filter(|row| row.0 <= as_of);
            let last = known().max().map(|(.., place)| *place);
            done.replaced.extend(known().map(|(.., place)| *place).filter(|place| Some(*place) != last));
        } else {
            done.excluded.extend(places());
            done.found.extend(places().skip(1).map(|place| not_unique::check(place, first, &log.table, &unique.columns)));
        }
    }
    done
}

/// Whether a row has a figure.
fn counts(log: &Log, all: &[String]) -> bool {
    log.table.columns.iter().zip(all).any(|(column, text)| column.kind.is_number() && !text.is_empty())
}

/// What a row says beside its key.
fn beside_key<'r>(log: &Log, all: &'r [String]) -> Vec<&'r str> {
    let key = log.table.key();
    all.iter().enumerate().filter(|(column, _)| Some(*column) != key).map(|(_, text)| text.as_str()).collect()
}
