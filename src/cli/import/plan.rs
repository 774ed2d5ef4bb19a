//! What an import would do: which rows are new, which are there already, which are doubtful once the whole workspace is checked with
//! them.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::globals::Globals;
use super::super::session::Session;
use super::super::{Stop, World, cannot_write, news, output, tell};
use super::Target;
use crate::calendar::parse_date;
use crate::edit::{Doubtful, Heading, NewKeys, Row, Sheet, Skipped, file_of, insert};
use crate::finding::{Findings, Severity};
use crate::load::reader::each_row;
use crate::model::{Kind, Table};
use crate::say;
use crate::text::{Lang, Message};

/// What the sheets hold.
#[derive(Default)]
pub(super) struct Incoming {
    /// What is said of each sheet.
    pub(super) notes: Vec<Message>,
    rows: Vec<Row>,
    doubts: Vec<Doubtful>,
    skipped: Vec<(String, Skipped)>,
    /// Columns of which some sheet says something.
    provided: Vec<usize>,
}

impl Incoming {
    /// Notes of which columns a sheet says something.
    pub(super) fn provided(&mut self, table: &Table, heading: &Heading, set: &BTreeMap<usize, String>) {
        for (at, column) in table.columns.iter().enumerate() {
            let said = heading.fields[at].is_some() || set.contains_key(&at) || table.defaults.iter().any(|(of, _)| *of == at);
            if said && column.names.is_none() && column.kind != Kind::Key && !self.provided.contains(&at) {
                self.provided.push(at);
            }
        }
    }

    pub(super) fn add(&mut self, sheet: Sheet) {
        self.rows.extend(sheet.rows);
        self.doubts.extend(sheet.doubts);
        self.skipped.extend(sheet.skipped);
    }
}

/// A file that gets rows.
pub(super) struct Change {
    pub(super) path: String,
    pub(super) rows: usize,
    old: Option<Vec<u8>>,
    new: Vec<u8>,
}

/// What would be done.
pub(super) struct Plan {
    pub(super) notes: Vec<Message>,
    pub(super) changes: Vec<Change>,
    /// Rows that are there already.
    pub(super) already: usize,
    pub(super) doubts: Vec<Doubtful>,
    pub(super) skipped: Vec<(String, Skipped)>,
    /// The workspace as it would be, with what would be wrong that is not now.
    after: Option<(Session, Findings)>,
}

impl Plan {
    /// Looks at the workspace as it would be; rows with which something is wrong become doubtful, and it is looked at again.
    pub(super) fn make(
        (target, table): (&Target, &Table),
        incoming: Incoming,
        globals: &Globals,
        world: &mut World<'_>,
    ) -> Result<Plan, Stop> {
        let before = Session::open(globals, world)?;
        let Incoming { notes, rows, mut doubts, skipped, provided } = incoming;
        let paths = match target {
            Target::Log(at) => before.workspace.logs[*at].files.clone(),
            Target::File(path) => vec![path.clone()],
        };
        let (mut rows, already) = without_known(rows, &mut doubts, (&paths, table, &provided), &before);
        make_keys(&mut rows, target, table, &before);
        loop {
            let mut by_path: BTreeMap<String, Vec<Row>> = BTreeMap::new();
            for row in &rows {
                by_path.entry(path_of(row, target, table, &before)?).or_default().push(row.clone());
            }
            let (mut changes, mut places) = (Vec::new(), Vec::new());
            for (path, rows) in by_path {
                let old = before.tree.read(&path).ok();
                let like = paths.last().filter(|_| old.is_none()).and_then(|like| before.tree.read(like).ok());
                let fields: Vec<Vec<String>> = rows.iter().map(|row| row.fields.clone()).collect();
                let inserted = insert(old.as_deref(), like.as_deref(), table, &fields)?;
                places.extend(inserted.places.into_iter().zip(rows.iter()).map(|(place, row)| (path.clone(), place, row.place.clone())));
                changes.push(Change { path, rows: rows.len(), old, new: inserted.text });
            }
            if rows.is_empty() {
                return Ok(Plan { notes, changes, already, doubts, skipped, after: None });
            }
            let files = changes.iter().map(|change| (change.path.clone(), change.new.clone())).collect();
            let after = Session::open_with(globals, world, files)?;
            let found = news::news(&before, &after);
            let blamed = blamed(&found, &after, &places);
            if blamed.is_empty() {
                return Ok(Plan { notes, changes, already, doubts, skipped, after: Some((after, found)) });
            }
            let (wrong, sound): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| blamed.contains_key(&row.place));
            for row in wrong {
                let why = blamed[&row.place].clone();
                doubts.push(Doubtful { place: row.place, raw: row.raw, why });
            }
            rows = sound;
        }
    }

    /// The plan, where nothing would be wrong with the workspace that is not now; else says what would.
    pub(super) fn sound(mut self, globals: &Globals, world: &mut World<'_>) -> Option<Plan> {
        let Some((after, found)) = self.after.take() else { return Some(self) };
        let errors = news::are_errors(&found);
        let lang = after.lang;
        if errors {
            news::tell(found, &after, globals, world);
            tell(world, "tiendo", &say!(vi: "không ghi gì", en: "nothing was written"), lang);
            return None;
        }
        news::tell(found, &after, globals, world);
        Some(self)
    }

    /// Writes every file, or puts back those that were written.
    pub(super) fn write(&self, root: &Path) -> Result<(), Stop> {
        let put = |path: &str, bytes: &[u8]| -> anyhow::Result<()> {
            if let Some((folder, _)) = path.rsplit_once('/') {
                output::folder(root, folder)?;
            }
            Ok(output::write(&root.join(path), |out| out.write_all(bytes))?)
        };
        for (done, change) in self.changes.iter().enumerate() {
            if let Err(fault) = put(&change.path, &change.new) {
                for change in &self.changes[..done] {
                    // As far as it can be done; a new file that has its rows alone is left.
                    if let Some(old) = &change.old {
                        let _ = put(&change.path, old);
                    }
                }
                return Err(fault.context(cannot_write(change.path.as_ref())).into());
            }
        }
        Ok(())
    }

    /// How many rows are new.
    pub(super) fn new_rows(&self) -> usize {
        self.changes.iter().map(|change| change.rows).sum()
    }
}

/// The rows that the table does not have yet, and how many it has. The same key with other content is a doubt.
fn without_known(
    rows: Vec<Row>,
    doubts: &mut Vec<Doubtful>,
    (paths, table, provided): (&[String], &Table, &[usize]),
    before: &Session,
) -> (Vec<Row>, usize) {
    let mut known: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut by_key: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // Several rows of a register may share a key.
    let key = table.key().filter(|_| table.date("from").is_none());
    let said = |fields: &[String]| provided.iter().map(|at| fields[*at].clone()).collect::<Vec<String>>();
    for path in paths.iter().filter(|path| before.tree.is_file(path)) {
        each_row(&before.tree, path, table, &mut Findings::default(), |line, _| {
            let field = |column: usize| line.header.about(line.text, column).unwrap_or_default().to_owned();
            let fields: Vec<String> = (0..table.columns.len()).map(field).collect();
            *known.entry(said(&fields)).or_default() += 1;
            if let Some(key) = key.map(|at| fields[at].clone()).filter(|key| !key.is_empty()) {
                by_key.insert(key, fields);
            }
            true
        });
    }
    let (mut new, mut already) = (Vec::new(), 0);
    for row in rows {
        let own = key.map(|at| row.fields[at].as_str()).filter(|key| !key.is_empty());
        if let Some(there) = own.and_then(|key| by_key.get(key)) {
            if said(there) == said(&row.fields) {
                already += 1;
            } else {
                let why = other_content(table, provided, there, &row.fields);
                doubts.push(Doubtful { place: row.place, raw: row.raw, why });
            }
            continue;
        }
        match known.get_mut(&said(&row.fields)).filter(|_| own.is_none()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                already += 1;
            }
            _ => new.push(row),
        }
    }
    (new, already)
}

/// What is said of a key that is there with other content: both, side by side.
fn other_content(table: &Table, provided: &[usize], there: &[String], new: &[String]) -> Message {
    let differs = |at: &&usize| there[**at] != new[**at];
    let pair = |at: &usize| {
        let column = &table.columns[*at];
        let shown = |text: &str| if column.personal { "…".to_owned() } else { text.to_owned() };
        format!("{}: {} | {}", column.name, shown(&there[*at]), shown(&new[*at]))
    };
    let pairs = provided.iter().filter(differs).map(pair).collect::<Vec<_>>().join("; ");
    say!(vi: "mã này đã có với nội dung khác (đang có | trong tệp): {pairs}", en: "this key is there with other content (there | in the file): {pairs}")
}

/// Gives keys to rows of a log that have none.
fn make_keys(rows: &mut [Row], target: &Target, table: &Table, before: &Session) {
    let (Target::Log(at), Some(key), Some(date)) = (target, table.key(), table.date("date")) else { return };
    let Some(mut keys) = NewKeys::of(&before.tree, &before.workspace.logs[*at]) else { return };
    // In the order of their days, as somebody would have written them down.
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|a, b| rows[*a].fields[date].cmp(&rows[*b].fields[date]));
    for at in order {
        let row = &mut rows[at];
        if let (true, Some(day)) = (row.fields[key].is_empty(), parse_date(&row.fields[date])) {
            let value = |name: &str| table.column(name).map_or_else(String::new, |at| row.fields[at].clone());
            row.fields[key] = keys.next(day, value);
        }
    }
}

/// The file that a row goes to.
fn path_of(row: &Row, target: &Target, table: &Table, before: &Session) -> Result<String, Message> {
    match target {
        Target::File(path) => Ok(path.clone()),
        Target::Log(at) => {
            let log = &before.workspace.logs[*at];
            let day = table.date("date").and_then(|date| parse_date(&row.fields[date]));
            day.and_then(|day| file_of(log, day)).ok_or_else(|| {
                let name = &table.name;
                say!(
                    vi: "nhật ký `{name}` có nhiều tệp không đặt theo năm; không biết ghi vào tệp nào",
                    en: "the log `{name}` has several files that are not called by year; nothing tells which one rows go to"
                )
            })
        }
    }
}

/// What is wrong with new rows, by their places in the sheets.
fn blamed(found: &Findings, after: &Session, places: &[(String, std::ops::Range<usize>, String)]) -> BTreeMap<String, Message> {
    let mut blamed = BTreeMap::new();
    for finding in found.iter().filter(|finding| finding.severity == Severity::Error) {
        let Some(at) = finding.place else { continue };
        let path = after.tree.path(at.file);
        let start = usize::try_from(at.start).unwrap_or(usize::MAX);
        let Some((.., row)) = places.iter().find(|(own, place, _)| **own == *path && place.contains(&start)) else { continue };
        let help = finding.help.as_ref();
        let joined = |lang: Lang| match help {
            Some(help) => format!("{}; {}", finding.message.get(lang), help.get(lang)),
            None => finding.message.get(lang).to_owned(),
        };
        blamed.entry(row.clone()).or_insert_with(|| Message::new(joined(Lang::Vi), joined(Lang::En)));
    }
    blamed
}
