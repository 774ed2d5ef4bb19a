//! Keys that stand twice in a log.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::check::duplicate_key;
use crate::finding::Finding;
use crate::load::rows::{Header, RowText, open};
use crate::measure::mark;
use crate::model::Log;
use crate::source::{FileId, Place, Tree};

/// Rows to leave out because another one has their key, by file and by the byte at which they start.
#[derive(Default)]
pub(super) struct Excluded(FxHashSet<(FileId, u64)>);

impl Excluded {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, place: Place) -> bool {
        !self.0.is_empty() && self.0.contains(&(place.file, place.start))
    }
}

/// The hashes that more than one row has.
pub(super) fn equal_hashes(pieces: impl Iterator<Item = Vec<u64>>) -> FxHashSet<u64> {
    let mut hashes: Vec<u64> = pieces.flatten().collect();
    hashes.sort_unstable();
    hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect()
}

/// Reads a log again for rows whose keys have one of these hashes, and compares the keys themselves.
pub(super) fn doubles(tree: &Tree, log: &Log, suspects: &FxHashSet<u64>) -> (Excluded, Vec<Finding>) {
    let mut rows: BTreeMap<String, Vec<(Place, Place)>> = BTreeMap::new();
    for path in &log.files {
        // What cannot be read was reported by the pass before.
        read(tree, log, path, suspects, &mut rows).unwrap_or_default();
    }
    let personal = log.table.key().is_some_and(|key| log.table.columns[key].personal);
    let mut excluded = FxHashSet::default();
    let mut found = Vec::new();
    for (key, rows) in rows.iter().filter(|(_, rows)| rows.len() > 1) {
        excluded.extend(rows.iter().map(|(row, _)| (row.file, row.start)));
        found.extend(rows[1..].iter().map(|(_, place)| duplicate_key::check(*place, rows[0].1, key, personal)));
    }
    (Excluded(excluded), found)
}

type Sites = BTreeMap<String, Vec<(Place, Place)>>;

fn read(tree: &Tree, log: &Log, path: &str, suspects: &FxHashSet<u64>, rows: &mut Sites) -> std::io::Result<()> {
    let Some(key) = log.table.key() else { return Ok(()) };
    let mut records = open(tree, path)?;
    let mut ignored = Vec::new();
    let Some(first) = records.advance()? else { return Ok(()) };
    let Some(header) = Header::read(&log.table, &first, &mut ignored) else { return Ok(()) };
    while let Some(record) = records.advance()? {
        let Some(text) = RowText::new(&record) else { continue };
        let Some(value) = header.field(&text, &record, key) else { continue };
        if !value.is_empty() && suspects.contains(&mark(value)) {
            rows.entry(value.to_owned()).or_default().push((record.place(), header.place(&record, key)));
        }
    }
    Ok(())
}
