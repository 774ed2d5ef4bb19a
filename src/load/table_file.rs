//! A small table, whole in memory: registers and the built-in tables.

use super::cell::Vocabulary;
use super::reader::{Line, each_row};
use super::rows::{Reading, irregular};
use super::secrets::{AllSecrets, Secrets};
use crate::calendar::{Date, Days};
use crate::check::{above_its_bound, ends_before_it_begins};
use crate::finding::{Finding, Findings};
use crate::model::{Lost, Table, Value};
use crate::say;
use crate::source::{Place, Tree};

/// One row as read.
pub(super) struct FileRow {
    pub(super) cells: Vec<Value>,
    pub(super) place: Place,
    /// Where each column's field stands.
    pub(super) fields: Vec<Place>,
    pub(super) valid: Days,
}

impl FileRow {
    pub(super) fn text(&self, column: usize) -> Option<&str> {
        self.cells[column].text()
    }

    /// The row's `from`, where it has one.
    pub(super) fn from(&self) -> Option<Date> {
        (self.valid.first != Date::MIN).then_some(self.valid.first)
    }
}

/// A table as read: its sound rows, and how many were left out.
#[derive(Default)]
pub(super) struct TableFile {
    pub(super) rows: Vec<FileRow>,
    pub(super) left_out: u64,
    /// What of it is not known.
    pub(super) lost: Lost,
    /// Whether the file is there at all.
    pub(super) exists: bool,
    /// What is never shown of its rows.
    pub(super) secrets: AllSecrets,
}

/// Reads a whole file; one that is not there has no rows.
pub(super) fn read(tree: &Tree, path: &str, table: &Table, vocabulary: &Vocabulary, findings: &mut Findings) -> TableFile {
    let mut result = TableFile { exists: tree.exists(path), ..TableFile::default() };
    let file = tree.id(path);
    if !tree.is_file(path) {
        if result.exists {
            findings.add(irregular(file));
            result.lost.unread = true;
        }
        return result;
    }
    let private = table.columns.iter().any(|column| column.personal);
    let reading = Reading { table, vocabulary, tree };
    let extent = each_row(tree, path, table, findings, |line, findings| {
        let Line { header, record, text } = line;
        if private {
            result.secrets.add(record.place(), Secrets::of(table, header, record, text));
        }
        let mut cells = Vec::with_capacity(table.columns.len());
        let mut found = Vec::new();
        let mut sound = header.cells(reading, record, text, &mut cells, &mut found);
        if cells.len() == table.columns.len() {
            bounds(table, |column| cells[column].number(), |column| header.place(record, column), &mut found);
        }
        for finding in found {
            sound &= !findings.add(finding);
        }
        let whole = cells.len() == table.columns.len();
        let cells: Vec<Value> = cells.into_iter().map(crate::model::View::to_value).collect();
        let date = |name: &str| table.date(name).filter(|_| whole).and_then(|at| cells[at].date());
        let valid = Days::between(date("from"), date("to"));
        let fields = header.places(record);
        if sound && valid.is_empty() {
            let place = table.date("to").map_or(record.place(), |at| fields[at]);
            let message =
                say!(vi: "`to` ở trước `from`: hết hiệu lực trước khi bắt đầu", en: "`to` is before `from`: the row ends before it begins");
            sound = !findings.add(
                Finding::new(&ends_before_it_begins::CODE, place, message)
                    .help(say!(vi: "sửa một trong hai ngày", en: "correct one of the two dates")),
            );
        }
        if sound && whole {
            result.rows.push(FileRow { cells, place: record.place(), fields, valid });
        } else {
            result.lost.keys.extend(table.key().and_then(|key| header.about(text, key)).map(str::to_owned));
        }
        sound && whole
    });
    (result.left_out, result.lost.unread, result.lost.blind) = (extent.left_out, extent.unread, extent.blind);
    result
}

/// Reports numbers above the column that bounds them.
pub fn bounds(
    table: &Table,
    number: impl Fn(usize) -> Option<crate::number::Number>,
    place: impl Fn(usize) -> Place,
    found: &mut Vec<Finding>,
) {
    for (at, column) in table.columns.iter().enumerate() {
        let Some(other) = column.at_most else { continue };
        let (Some(value), Some(bound)) = (number(at), number(other)) else { continue };
        if value > bound {
            let (name, bounding) = (&column.header, &table.columns[other].header);
            let personal = column.personal || table.columns[other].personal;
            let shown = |number: crate::number::Number| if personal { "…".to_owned() } else { number.to_string() };
            let (value, bound) = (shown(value), shown(bound));
            let message =
                say!(vi: "`{name}` là {value}, lớn hơn `{bounding}` ({bound})", en: "`{name}` is {value}, above `{bounding}` ({bound})");
            found.push(
                Finding::new(&above_its_bound::CODE, place(at), message)
                    .also(place(other), say!(vi: "không được vượt số này", en: "it may not exceed this"))
                    .help(say!(vi: "sửa một trong hai số", en: "correct one of the two numbers"))
                    .hiding(personal),
            );
        }
    }
}
