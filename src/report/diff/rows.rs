//! Rows of logs that one state of a workspace has and another has not.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher};

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::{Log, Workspace};
use crate::read::Tree;
use crate::text::nfc;

/// What became of a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fate {
    /// It is new.
    Added,
    /// A row of its key said something else.
    Changed,
    /// It is no longer there.
    Removed,
}

impl Fate {
    /// Its key in machine formats.
    pub fn key(self) -> &'static str {
        match self {
            Fate::Added => "added",
            Fate::Changed => "changed",
            Fate::Removed => "removed",
        }
    }
}

/// A row that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowChange {
    /// The log.
    pub log: String,
    /// What became of it.
    pub fate: Fate,
    /// Its key; none where the log has none, or it is about a person.
    pub key: Option<String>,
    /// Its file: the later one, or that from which it went.
    pub file: String,
    /// Its line there.
    pub line: usize,
    /// What it says, or said, as a hash.
    pub said: u64,
    /// The commit that made the change, where that is known.
    pub commit: Option<String>,
    /// Who made it.
    pub author: Option<String>,
}

/// A row: its line, what it says, its key.
type Row = (usize, u64, Option<String>);

/// The rows of a file: what they say hangs neither on the order of the columns nor on line ends or quotes.
pub fn rows(bytes: &[u8], key: Option<&str>) -> Vec<Row> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let mut header: Option<Vec<String>> = None;
    let mut found = Vec::new();
    let (mut line, mut counted) = (1, 0);
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let text = |field: &[u8]| nfc(&String::from_utf8_lossy(field)).into_owned();
        let Some(columns) = &header else {
            header = Some(record.iter().map(text).collect());
            continue;
        };
        let mut said = 0_u64;
        for (at, field) in record.iter().enumerate().filter(|(_, field)| !field.is_empty()) {
            let mut hasher = FxBuildHasher.build_hasher();
            hasher.write(columns.get(at).map_or(&[], String::as_bytes));
            hasher.write_u8(0);
            hasher.write(text(field).as_bytes());
            said = said.wrapping_add(hasher.finish().rotate_left(17).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        }
        let start = record.position().and_then(|place| usize::try_from(place.byte()).ok()).unwrap_or(0).min(bytes.len());
        // Line ends before the record are not part of it.
        let start = start + bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += memchr::memchr_iter(b'\n', &bytes[counted..start]).count();
        counted = start;
        if said != 0 {
            let key = key.and_then(|key| columns.iter().position(|column| column == key)).and_then(|at| record.get(at));
            found.push((line, said, key.map(text).filter(|key| !key.is_empty())));
        }
    }
    found
}

/// The files of a log.
fn files(tree: &Tree, log: &str) -> Vec<String> {
    let single = format!("logs/{log}.csv");
    let below = tree.list(&format!("logs/{log}"), "csv", true).unwrap_or_default();
    below.into_iter().chain(tree.is_file(&single).then_some(single)).collect()
}

/// The name of a log's key in its files, and whether it may be shown.
fn key_of(log: &Log) -> (Option<&str>, bool) {
    let column = log.table.key().map(|at| &log.table.columns[at]);
    (column.map(|column| column.header.as_str()), column.is_none_or(|column| !column.personal))
}

/// The rows that differ, log by log, in the order of files and lines, those that are gone last. What a row says tells it apart, and
/// where that differs, its key: a file may be renamed, a row may move.
pub fn row_changes(before: &Tree, after: &Tree, workspaces: [&Workspace; 2]) -> Vec<RowChange> {
    let mut logs: Vec<&Log> = workspaces[1].logs.iter().collect();
    logs.extend(workspaces[0].logs.iter().filter(|log| workspaces[1].logs.iter().all(|other| other.table.name != log.table.name)));
    let mut changes = Vec::new();
    for log in logs {
        let name = &log.table.name;
        let (key, shown) = key_of(log);
        let read = |tree: &Tree, path: &str| tree.read(path).map(|bytes| rows(&bytes, key)).unwrap_or_default();
        // Files that are the same in both need not be looked at.
        let same = |path: &String| matches!((before.read(path), after.read(path)), (Ok(one), Ok(other)) if one == other);
        let all = |tree: &Tree| -> Vec<(String, Row)> {
            let files = files(tree, name).into_iter().filter(|path| !same(path));
            files.flat_map(|path| read(tree, &path).into_iter().map(move |row| (path.clone(), row)).collect::<Vec<_>>()).collect()
        };
        let (old, new) = (all(before), all(after));
        let mut left: FxHashMap<u64, usize> = FxHashMap::default();
        for (_, (_, said, _)) in &old {
            *left.entry(*said).or_default() += 1;
        }
        let added: Vec<&(String, Row)> = new
            .iter()
            .filter(|(_, (_, said, _))| match left.get_mut(said) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            })
            .collect();
        // What no later row says is gone, unless one of its key says something else.
        let mut gone: Vec<&(String, Row)> = Vec::new();
        for row in old.iter().rev() {
            if let Some(count) = left.get_mut(&row.1.1).filter(|count| **count > 0) {
                *count -= 1;
                gone.push(row);
            }
        }
        gone.reverse();
        let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, (_, _, key)) in &gone {
            *by_key.entry(key.as_deref().unwrap_or_default()).or_default() += usize::from(key.is_some());
        }
        let change = |(file, (line, said, key)): &(String, Row), fate: Fate| RowChange {
            log: name.clone(),
            fate,
            key: key.clone().filter(|_| shown),
            file: file.clone(),
            line: *line,
            said: *said,
            commit: None,
            author: None,
        };
        let mut amended: BTreeMap<&str, usize> = BTreeMap::new();
        for row in added {
            let known = row.1.2.as_deref().and_then(|key| by_key.get_mut(key).filter(|count| **count > 0).map(|count| (key, count)));
            let fate = if let Some((key, count)) = known {
                *count -= 1;
                *amended.entry(key).or_default() += 1;
                Fate::Changed
            } else {
                Fate::Added
            };
            changes.push(change(row, fate));
        }
        for row in gone {
            match row.1.2.as_deref().and_then(|key| amended.get_mut(key)).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => changes.push(change(row, Fate::Removed)),
            }
        }
    }
    changes
}
