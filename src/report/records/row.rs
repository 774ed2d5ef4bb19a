//! Rows of a log as they stand in their files, each with its line: what is personal is never kept.

use std::collections::BTreeMap;

use crate::calendar::{Date, parse_date};
use crate::finding::Findings;
use crate::load::reader::{Line, each_row};
use crate::load::single::rows_at;
use crate::model::{Kind, Log, Table, UNITS, UnitIndex, Workspace};
use crate::read::{FileId, Locator, Place, Tree};

/// One row of a log.
#[derive(Clone, Debug)]
pub struct Record {
    /// Where it stands.
    pub place: Place,
    /// Its file.
    pub file: String,
    /// Its first line in it.
    pub line: usize,
    /// Its fields by column of the log, as written; nothing where a column is personal.
    pub fields: Vec<Option<String>>,
}

impl Record {
    fn of(line: &Line<'_>, table: &Table, file: &str, locator: &mut Locator<'_>) -> Record {
        let place = line.record.place();
        let field = |at: usize| line.header.field(line.text, line.record, at).or_else(|| line.header.about(line.text, at));
        let shown = |at: usize| (!table.columns[at].personal).then(|| field(at).unwrap_or_default().to_owned());
        let fields = (0..table.columns.len()).map(shown).collect();
        Record { place, file: file.to_owned(), line: locator.locate(place).line, fields }
    }

    /// What stands in a column; nothing where it is empty or personal.
    pub fn text(&self, column: usize) -> Option<&str> {
        self.fields.get(column)?.as_deref().filter(|text| !text.is_empty())
    }

    /// The day on which it happened, where that can be read and shown.
    pub fn date(&self, log: &Log) -> Option<Date> {
        parse_date(self.text(log.date)?)
    }

    /// `file:line`.
    pub fn site(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// The units that it names or that what it names stands in, on its day.
    pub fn units(&self, workspace: &Workspace, log: &Log) -> Vec<UnitIndex> {
        let mut units = Vec::new();
        let Some(date) = self.date(log) else { return units };
        for (at, column) in log.table.columns.iter().enumerate() {
            let (Kind::Reference(register), Some(key)) = (&column.kind, self.text(at)) else { continue };
            if *register == UNITS {
                units.extend(workspace.units.holder(key, date).or_else(|| workspace.units.first_holder(key)));
            } else {
                let entry = workspace.register(*register);
                let row = entry.find(key).and_then(|number| entry.row_on(number, date).or_else(|| entry.rows_of(number).last()));
                units.extend(row.into_iter().flat_map(|row| workspace.stands(*register, row, date)));
            }
        }
        units
    }
}

/// The rows of a log that are wanted, file by file.
pub(super) fn all(tree: &Tree, log: &Log, mut wanted: impl FnMut(&Record) -> bool) -> Vec<Record> {
    let mut found = Vec::new();
    each(tree, log, |record| {
        if wanted(&record) {
            found.push(record);
        }
    });
    found
}

/// Hands over the rows of a log, file by file; none is held.
pub(in crate::report) fn each(tree: &Tree, log: &Log, mut take: impl FnMut(Record)) {
    let mut locator = Locator::new(tree);
    for path in &log.files {
        let mut untold = Findings::default();
        each_row(tree, path, &log.table, &mut untold, |line, untold| {
            take(Record::of(line, &log.table, path, &mut locator));
            untold.forget_since(0);
            true
        });
    }
}

/// The rows that start at some places, in their order; a file that has gone since has none.
pub(in crate::report) fn at(tree: &Tree, log: &Log, places: &[(FileId, u64)]) -> Vec<Record> {
    let mut by_file: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
    for (file, start) in places {
        if let Some(at) = log.files.iter().position(|path| tree.id(path) == *file) {
            by_file.entry(at).or_default().push(*start);
        }
    }
    let (mut found, mut locator) = (Vec::new(), Locator::new(tree));
    for (file, starts) in by_file {
        let path = &log.files[file];
        // What cannot be read any more is said by `check`.
        let _ = rows_at(tree, path, &log.table, &starts, &mut |line| found.push(Record::of(line, &log.table, path, &mut locator)));
    }
    found
}
