//! Rows of a table: the header found, the fields read, every fault reported.

use std::borrow::Cow;
use std::io;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cell::{self, Vocabulary};
use super::records::{Record, Records};
use super::toml::did_you_mean;
use crate::check::{
    ambiguous_number, duplicate_column, missing_column, open_quote, ragged_row, stray_space, unknown_column, unreadable_file,
};
use crate::finding::Finding;
use crate::model::{Kind, Table, View};
use crate::say;
use crate::source::{FileId, Place, Tree};
use crate::text::{echo, nfc};

/// A file's columns, found by its header.
pub struct Header {
    /// For each column of the table the field that holds it.
    fields: Vec<Option<usize>>,
    /// The header's own words.
    names: Vec<String>,
}

/// What reading one row needs beside the row.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The table's shape.
    pub table: &'a Table,
    /// What words are looked up in.
    pub vocabulary: &'a Vocabulary,
    /// Where documents are looked up.
    pub tree: &'a Tree,
}

/// The text of a record in NFC, without byte order marks.
pub struct RowText<'b> {
    text: Cow<'b, str>,
    ends: Cow<'b, [usize]>,
    /// How many bytes stand between two fields.
    gap: usize,
    /// The first field that was not in NFC.
    not_nfc: Option<usize>,
    /// The first field that held a byte order mark.
    bom: Option<usize>,
}

/// U+FEFF: at a file's very beginning it says that the file is UTF-8, anywhere else nothing.
const MARK: char = '\u{feff}';

impl<'b> RowText<'b> {
    /// The record's text; nothing where it is not UTF-8.
    pub fn new(record: &Record<'b>) -> Option<RowText<'b>> {
        let (bytes, ends, gap) = record.text();
        let text = std::str::from_utf8(bytes).ok()?;
        // The parser passes over a mark at a record's beginning; the bytes tell.
        let marked = record.begins_with_mark().then_some(0);
        let plain = || text.is_ascii() || (matches!(nfc(text), Cow::Borrowed(_)) && !text.contains(MARK));
        if marked.is_none() && plain() {
            return Some(RowText { text: Cow::Borrowed(text), ends: Cow::Borrowed(ends), gap, not_nfc: None, bom: None });
        }
        let mut row = RowText { text: Cow::default(), ends: Cow::default(), gap: 0, not_nfc: None, bom: marked };
        let (mut normal, mut normal_ends, mut start) = (String::with_capacity(text.len()), Vec::with_capacity(ends.len()), 0);
        for (at, end) in ends.iter().enumerate() {
            let field = text.get(start..*end)?;
            let form = nfc(field);
            if let Cow::Owned(_) = form {
                row.not_nfc = row.not_nfc.or(Some(at));
            }
            if form.contains(MARK) {
                row.bom = row.bom.or(Some(at));
                normal.extend(form.chars().filter(|c| *c != MARK));
            } else {
                normal.push_str(&form);
            }
            normal_ends.push(normal.len());
            start = *end + gap;
        }
        (row.text, row.ends) = (Cow::Owned(normal), Cow::Owned(normal_ends));
        Some(row)
    }

    /// The first field that was not in NFC.
    pub fn not_nfc(&self) -> Option<usize> {
        self.not_nfc
    }

    /// The first field that held a byte order mark.
    pub fn bom(&self) -> Option<usize> {
        self.bom
    }

    /// All fields.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|field| self.field(field))
    }

    fn field(&self, field: usize) -> &str {
        let start = if field == 0 { 0 } else { self.ends[field - 1] + self.gap };
        self.text.get(start..self.ends[field]).unwrap_or_default()
    }
}

impl Header {
    /// Reads a file's first record; nothing where no row can be read by it.
    pub fn read(table: &Table, record: &Record<'_>, text: &RowText<'_>, found: &mut Vec<Finding>) -> Option<Header> {
        let names: Vec<&str> = (0..record.len()).map(|field| text.field(field)).collect();
        let places = record.fields();
        let place = |field: usize| places.get(field).copied().unwrap_or_else(|| record.place());
        // A file without a header has its first row here: nothing of it is shown where a column is personal.
        let hidden = table.columns.iter().any(|column| column.personal);
        let known: FxHashSet<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
        let mut at: FxHashMap<&str, usize> = FxHashMap::default();
        let mut unknown: Vec<usize> = Vec::new();
        let mut sound = true;
        for (field, name) in names.iter().enumerate() {
            if let Some(first) = at.get(name).filter(|_| !name.is_empty()) {
                let message = say!(vi: "cột `{name}` có hai lần", en: "the column `{name}` stands twice");
                let also = say!(vi: "lần đầu ở đây", en: "first here");
                found.push(
                    Finding::new(&duplicate_column::CODE, place(field), message)
                        .also(place(*first), also)
                        .hiding(hidden && !known.contains(name)),
                );
                sound = false;
                continue;
            }
            at.insert(name, field);
            if !known.contains(name) {
                unknown.push(field);
            }
        }
        let free: Vec<&str> = table.columns.iter().map(|column| column.header.as_str()).filter(|header| !at.contains_key(header)).collect();
        for field in &unknown {
            let name = echo(names[*field]);
            let (message, help) = if name.is_empty() {
                (say!(vi: "có cột không tên; cột bị bỏ qua", en: "there is a column without a name; it is ignored"), None)
            } else if hidden {
                let nth = field + 1;
                (say!(vi: "không ai khai báo cột thứ {nth}; cột bị bỏ qua", en: "nothing declares column {nth}; it is ignored"), None)
            } else {
                let help = did_you_mean(&name, free.iter().copied());
                (say!(vi: "không ai khai báo cột `{name}`; cột bị bỏ qua", en: "nothing declares the column `{name}`; it is ignored"), help)
            };
            found.push(Finding::new(&unknown_column::CODE, place(*field), message).maybe_help(help).hiding(hidden));
        }
        let fields: Vec<Option<usize>> = table.columns.iter().map(|column| at.get(column.header.as_str()).copied()).collect();
        for (column, field) in table.columns.iter().zip(&fields) {
            if column.required && field.is_none() {
                let name = &column.header;
                let message = say!(vi: "thiếu cột `{name}`", en: "the column `{name}` is missing");
                let near = crate::text::nearest(name, unknown.iter().map(|field| names[*field])).filter(|_| !hidden);
                let help = near.map(|near| say!(vi: "cột `{near}` có phải là nó?", en: "is it the column `{near}`?"));
                found.push(Finding::new(&missing_column::CODE, record.place(), message).maybe_help(help).hiding(hidden));
                sound = false;
            }
        }
        sound.then(|| Header { fields, names: names.iter().map(|name| (*name).to_owned()).collect() })
    }

    /// Whether a row is the header again.
    pub fn is_again(&self, text: &RowText<'_>) -> bool {
        text.ends.len() == self.names.len() && text.fields().zip(&self.names).all(|(field, name)| field == name)
    }

    /// The column that a field belongs to.
    pub fn column_of(&self, field: usize) -> Option<usize> {
        self.fields.iter().position(|found| *found == Some(field))
    }

    /// The text of a column's field in a record; nothing where the record is ragged.
    pub fn field<'t>(&self, text: &'t RowText<'_>, record: &Record<'_>, column: usize) -> Option<&'t str> {
        (record.len() == self.names.len()).then(|| self.fields[column].map_or("", |field| text.field(field)))
    }

    /// Where a column's field stands in a record.
    pub fn place(&self, record: &Record<'_>, column: usize) -> Place {
        self.fields[column].map_or_else(|| record.place(), |field| record.field(field))
    }

    /// Where every column's field stands in a record.
    pub fn places(&self, record: &Record<'_>) -> Vec<Place> {
        let fields = record.fields();
        self.fields.iter().map(|field| field.and_then(|field| fields.get(field).copied()).unwrap_or_else(|| record.place())).collect()
    }

    /// Reads a row's fields, one per column of the table; reports each that is wrong. Says whether the row is sound.
    pub fn cells<'t>(
        &self,
        reading: Reading<'_>,
        record: &Record<'_>,
        text: &'t RowText<'_>,
        cells: &mut Vec<View<'t>>,
        found: &mut Vec<Finding>,
    ) -> bool {
        cells.clear();
        if record.len() != self.names.len() {
            let (has, wants) = (record.len(), self.names.len());
            let message = say!(vi: "dòng có {has} ô, tiêu đề có {wants}", en: "the row has {has} fields, the header {wants}");
            let mut finding = Finding::new(&ragged_row::CODE, record.place(), message);
            // The excerpt would show the whole line, and with it a personal column.
            finding.personal = reading.table.columns.iter().any(|column| column.personal);
            if has > wants {
                finding = finding.help(say!(vi: "đặt văn bản có dấu phẩy trong ngoặc kép", en: "quote texts that hold a comma"));
            }
            found.push(finding);
            return false;
        }
        let mut sound = true;
        for (at, column) in reading.table.columns.iter().enumerate() {
            let raw = self.fields[at].map_or("", |field| text.field(field));
            match cell::read(column, raw, reading.vocabulary, reading.tree) {
                Ok(view) => {
                    if matches!(column.kind, Kind::Key | Kind::Text)
                        && column.name != "note"
                        && !matches!(stray_space::tidy(raw), Cow::Borrowed(_))
                    {
                        found.extend(stray_space::check(self.place(record, at), raw, column.personal));
                    }
                    if column.kind == Kind::Number && ambiguous_number::is_one(raw) {
                        found.push(ambiguous_number::check(self.place(record, at), raw, column.personal));
                    }
                    cells.push(view);
                }
                Err(problem) => {
                    found.push(problem.at(self.place(record, at), column));
                    cells.push(View::Empty);
                    sound = false;
                }
            }
        }
        sound
    }
}

/// A record whose quote is never closed, with the rows that it swallows.
pub fn open_quote(record: &Record<'_>) -> Option<(Finding, u64)> {
    let place = record.open_quote()?;
    let lines = record.lines();
    let message = say!(vi: "dấu ngoặc kép mở ở đây không bao giờ đóng; {lines} dòng đến cuối tệp không đọc được", en: "the quote that opens here is never closed; {lines} lines to the end of the file are not read");
    Some((Finding::new(&open_quote::CODE, place, message).hiding(true), lines))
}

/// A file that cannot be read.
pub fn unreadable(file: FileId, error: &io::Error) -> Finding {
    Finding::new(
        &unreadable_file::CODE,
        Place::whole(file),
        say!(vi: "không đọc được tệp: {error}", en: "the file cannot be read: {error}"),
    )
}

/// Opens a CSV file of the workspace.
pub fn open<'r>(tree: &'r Tree, path: &str) -> io::Result<Records<'r>> {
    Records::new(tree.id(path), tree.open(path)?)
}
