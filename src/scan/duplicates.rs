//! Rows that stand twice in a log: two with one key, and one event under two keys.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::hashes::Suspects;

use crate::check::{duplicate_key, same_record_twice};
use crate::finding::Finding;
use crate::load::rows::{Header, RowText, open};
use crate::model::Log;
use crate::read::records::Record;
use crate::read::{FileId, Place, Tree};

/// Rows by the file and the byte at which they start.
#[derive(Clone, Default, Debug)]
pub(super) struct Sites(FxHashSet<(FileId, u64)>);

impl Sites {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, place: Place) -> bool {
        !self.0.is_empty() && self.0.contains(&(place.file, place.start))
    }
}

impl Extend<Place> for Sites {
    fn extend<T: IntoIterator<Item = Place>>(&mut self, places: T) {
        self.0.extend(places.into_iter().map(|place| (place.file, place.start)));
    }
}

/// A hash of a key, or of what a row says: quick to take. Where two are equal, the texts themselves are compared.
#[inline]
pub(super) fn hash(text: &[u8]) -> u64 {
    rapidhash::v3::rapidhash_v3(text)
}

/// A hash of all that a row says beside its key, its columns in their order. `memory` is no longer needed.
pub(super) fn content<'t>(log: &Log, field: impl Fn(usize) -> &'t str, memory: &mut Vec<u8>) -> u64 {
    memory.clear();
    for column in spoken(log) {
        if !memory.is_empty() || column > usize::from(log.table.key() == Some(0)) {
            memory.push(b',');
        }
        memory.extend_from_slice(field(column).as_bytes());
    }
    hash(memory)
}

/// The columns beside the key.
fn spoken(log: &Log) -> impl Iterator<Item = usize> {
    let key = log.table.key();
    (0..log.table.columns.len()).filter(move |column| Some(*column) != key)
}

/// What a row says beside its key, column by column.
fn said<'t>(log: &'t Log, header: &'t Header, record: &'t Record<'_>, text: &'t RowText<'_>) -> impl Iterator<Item = &'t str> {
    spoken(log).map(move |column| header.field(text, record, column).unwrap_or_default())
}

/// Reads a log again for rows whose keys have one of these hashes, and compares the keys themselves.
///
/// `no_rows` are lines whose key column holds no key.
pub(super) fn doubles(tree: &Tree, log: &Log, suspects: &Suspects, no_rows: &Sites) -> (Sites, Vec<Finding>) {
    let Some(key) = log.table.key() else { return <(Sites, Vec<Finding>)>::default() };
    let mut rows: BTreeMap<String, Vec<(Place, Place)>> = BTreeMap::new();
    for path in &log.files {
        each(tree, log, path, |header, record, text| {
            let Some(value) = header.field(text, record, key).filter(|value| !value.is_empty()) else { return };
            if suspects.contains(hash(value.as_bytes())) && !no_rows.contains(record.place()) {
                rows.entry(value.to_owned()).or_default().push((record.place(), header.place(record, key)));
            }
        });
    }
    let personal = log.table.columns[key].personal;
    let mut excluded = Sites::default();
    let mut found = Vec::new();
    for (key, rows) in rows.iter().filter(|(_, rows)| rows.len() > 1) {
        excluded.extend(rows.iter().map(|(row, _)| *row));
        found.extend(rows[1..].iter().map(|(_, place)| duplicate_key::check(*place, rows[0].1, key, personal)));
    }
    (excluded, found)
}

/// Reads a log again for sound rows that say the same as another one. `left_out` are rows that do not count.
pub(super) fn repeats(tree: &Tree, log: &Log, suspects: &Suspects, left_out: &Sites) -> Vec<Finding> {
    let suspected = |path: &String| {
        let (mut rows, mut memory): (Vec<(Vec<String>, Place)>, Vec<u8>) = (Vec::new(), Vec::new());
        each(tree, log, path, |header, record, text| {
            if suspects.contains(content(log, |column| header.field(text, record, column).unwrap_or_default(), &mut memory))
                && !left_out.contains(record.place())
            {
                rows.push((said(log, header, record, text).map(str::to_owned).collect(), record.place()));
            }
        });
        rows
    };
    let mut rows: BTreeMap<Vec<String>, Vec<Place>> = BTreeMap::new();
    for (said, place) in log.files.par_iter().map(suspected).collect::<Vec<_>>().into_iter().flatten() {
        rows.entry(said).or_default().push(place);
    }
    let keyed = log.table.key().is_some();
    rows.values().flat_map(|rows| rows[1..].iter().map(|place| same_record_twice::check(*place, rows[0], keyed))).collect()
}

/// The rows of a file that stand in some stretches of it.
pub(super) fn within(tree: &Tree, log: &Log, path: &str, stretches: &[Place]) -> Vec<Place> {
    let mut rows = Vec::new();
    each(tree, log, path, |_, record, _| {
        let row = record.place();
        rows.extend(stretches.iter().any(|stretch| stretch.start < row.start && row.end < stretch.end).then_some(row));
    });
    rows
}

/// Hands over the rows of a file that can be read; what cannot was reported by the pass before.
pub(super) fn each(tree: &Tree, log: &Log, path: &str, mut take: impl FnMut(&Header, &Record<'_>, &RowText<'_>)) {
    let mut read = || -> std::io::Result<()> {
        let mut records = open(tree, path)?;
        let Some(first) = records.advance()? else { return Ok(()) };
        let Some(text) = RowText::new(&first) else { return Ok(()) };
        let Some(header) = Header::read(&log.table, &first, &text, &|| false, &mut Vec::new()) else { return Ok(()) };
        while let Some(record) = records.advance()? {
            if let Some(text) = RowText::new(&record).filter(|_| record.bad_quote().is_none()) {
                take(&header, &record, &text);
            }
        }
        Ok(())
    };
    read().unwrap_or_default();
}
