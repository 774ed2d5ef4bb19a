//! A small table, whole in memory: registers and the built-in tables.

use super::reader::{Line, each_row};
use super::rows::{Reading, irregular};
use super::secrets::{AllSecrets, Secrets};
use super::sites::Sites;
use crate::calendar::Days;
use crate::check::{above_its_bound, ends_before_it_begins};
use crate::decode::Vocabulary;
use crate::finding::{Finding, Findings};
use crate::model::{Lost, Row, Rows, Table, View};
use crate::read::{Place, Tree};
use crate::say;

/// A table as read: its sound rows, and how many were left out.
pub(super) struct TableFile<'t> {
    pub(super) rows: Rows,
    pub(super) left_out: u64,
    /// What of it is not known.
    pub(super) lost: Lost,
    /// Whether the file is there at all.
    pub(super) exists: bool,
    /// What is never shown of its rows.
    pub(super) secrets: AllSecrets,
    /// Where its fields stand.
    pub(super) sites: Sites<'t>,
}

impl TableFile<'_> {
    /// Where a row's field stands.
    pub(super) fn field(&self, row: Row<'_>, column: usize) -> Place {
        self.sites.field(row.place(), column)
    }
}

/// Reads a whole file; one that is not there has no rows.
pub(super) fn read<'t>(tree: &'t Tree, path: &str, table: &Table, vocabulary: &Vocabulary, findings: &mut Findings) -> TableFile<'t> {
    let (rows, sites, exists) = (Rows::new(table.columns.len()), Sites::new(tree, path), tree.exists(path));
    let mut result = TableFile { rows, left_out: 0, lost: Lost::default(), exists, secrets: AllSecrets::default(), sites };
    let file = tree.id(path);
    if !tree.is_file(path) {
        if result.exists {
            findings.add(irregular(file));
            result.lost.unread = true;
        }
        return result;
    }
    let private = table.columns.iter().any(|column| column.personal);
    let (from, to) = (table.date("from"), table.date("to"));
    let reading = Reading { table, vocabulary, tree };
    let extent = each_row(tree, path, table, findings, |line, findings| {
        let Line { header, record, text } = line;
        result.sites.learn(header);
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
        let date = |column: Option<usize>| match column.filter(|_| whole).map(|at| cells[at]) {
            Some(View::Date(day)) => Some(day),
            _ => None,
        };
        let valid = Days::between(date(from), date(to));
        if sound && valid.is_empty() {
            let place = to.map_or(record.place(), |at| header.place(record, at));
            let message =
                say!(vi: "`to` ở trước `from`: hết hiệu lực trước khi bắt đầu", en: "`to` is before `from`: the row ends before it begins");
            sound = !findings.add(
                Finding::new(&ends_before_it_begins::CODE, place, message)
                    .help(say!(vi: "sửa một trong hai ngày", en: "correct one of the two dates")),
            );
        }
        if sound && whole {
            result.rows.push(&cells, valid, record.place());
        } else {
            result.lost.keys.extend(table.key().and_then(|key| header.about(text, key)).map(str::to_owned));
        }
        sound && whole
    });
    if extent.failed {
        result.rows = Rows::new(table.columns.len());
    }
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
