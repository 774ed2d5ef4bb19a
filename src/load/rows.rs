//! Rows of a table: the header found, the fields read, every fault reported.

use std::borrow::Cow;
use std::io;

pub use super::header::Header;
use crate::check::{ambiguous_number, open_quote, over_limit, ragged_row, spreadsheet_mark, stray_space, swallowed_rows, unreadable_file};
use crate::decode::{self, Vocabulary};
use crate::finding::{Correction, Finding};
use crate::model::{Kind, Table, View};
use crate::read::blocks::TooLong;
use crate::read::records::{BadQuote, Record, Records};
use crate::read::{FileId, Place, Tree};
use crate::say;
use crate::text::{BYTE_ORDER_MARK as MARK, Lang, is_plain, nfc};

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

impl<'b> RowText<'b> {
    /// The record's text; nothing where it is not UTF-8.
    pub fn new(record: &Record<'b>) -> Option<RowText<'b>> {
        let (bytes, ends, gap) = record.text();
        let text = std::str::from_utf8(bytes).ok()?;
        // The parser passes over a mark at a record's beginning; the bytes tell.
        let marked = record.begins_with_mark().then_some(0);
        if marked.is_none() && is_plain(text) {
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

    /// A field.
    pub(super) fn field(&self, field: usize) -> &str {
        let start = if field == 0 { 0 } else { self.ends[field - 1] + self.gap };
        self.text.get(start..self.ends[field]).unwrap_or_default()
    }
}

impl Header {
    /// Whether a row is the header again.
    ///
    /// In any order and any case: files that are joined were made by different hands.
    pub fn is_again(&self, text: &RowText<'_>) -> bool {
        let is_name = |field: &str| self.names.iter().any(|name| name.eq_ignore_ascii_case(field.trim()));
        text.ends.len() == self.names.len() && is_name(text.field(0)) && text.fields().all(is_name)
    }

    /// Whether no row with a date can be the header again.
    pub fn is_usual(&self) -> bool {
        self.usual
    }

    /// Whether the columns stand in the order in which they are declared, and no others between them.
    pub fn in_order(&self) -> bool {
        self.names.len() == self.fields.len() && self.fields.iter().enumerate().all(|(at, field)| *field == Some(at))
    }

    /// Whether a text is one of the header's names.
    pub fn has_name(&self, text: &str) -> bool {
        self.names.iter().any(|name| name.eq_ignore_ascii_case(text.trim()))
    }

    /// How many fields a row has.
    pub fn width(&self) -> usize {
        self.names.len()
    }

    /// Whether a record has as many fields.
    pub fn fits(&self, record: &Record<'_>) -> bool {
        record.len() == self.names.len()
    }

    /// How many lines of a record look like rows that a quote has swallowed.
    pub fn swallowed(&self, table: &Table, record: &Record<'_>) -> usize {
        swallowed_rows::count(record.raw(), table, self.width(), |column| self.fields[column])
    }

    /// The field that holds a column.
    pub fn place_of(&self, column: usize) -> Option<usize> {
        self.fields[column]
    }

    /// The column that a field belongs to.
    pub fn column_of(&self, field: usize) -> Option<usize> {
        self.fields.iter().position(|found| *found == Some(field))
    }

    /// The text of a column's field in a record; nothing where the record is ragged.
    pub fn field<'t>(&self, text: &'t RowText<'_>, record: &Record<'_>, column: usize) -> Option<&'t str> {
        (record.len() == self.names.len()).then(|| self.fields[column].map_or("", |field| text.field(field)))
    }

    /// The text that is probably a column's, also where the record is ragged.
    pub fn about<'t>(&self, text: &'t RowText<'_>, column: usize) -> Option<&'t str> {
        let field = self.fields[column].filter(|field| *field < text.ends.len())?;
        Some(text.field(field).trim()).filter(|text| !text.is_empty())
    }

    /// Where a column's field stands in a record.
    pub fn place(&self, record: &Record<'_>, column: usize) -> Place {
        self.fields[column].map_or_else(|| record.place(), |field| record.field(field))
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
            let fields = crate::text::count_en(has, "field");
            let message = say!(vi: "dòng có {has} ô, dòng tiêu đề có {wants} ô", en: "the row has {fields}, the header {wants}");
            let mut finding = Finding::new(&ragged_row::CODE, record.place(), message);
            // The excerpt would show the whole line, and with it a personal column.
            finding.personal = reading.table.columns.iter().any(|column| column.personal);
            let other = separated_otherwise(record, wants);
            let help = if let Some((vi, en)) = other.as_ref().map(|(words, _)| *words) {
                say!(vi: "các ô cách nhau bằng {vi}; thay bằng dấu phẩy", en: "its fields are separated by {en}; put commas in their place")
            } else if has > wants {
                say!(vi: "đặt ô có dấu phẩy trong ngoặc kép; số thập phân viết dấu chấm: 12.5", en: "quote texts that hold a comma; write decimals with a point: 12.5")
            } else if has == 1 && text.field(0).starts_with('#') {
                say!(vi: "tệp CSV không có dòng chú thích: xóa dòng này", en: "a CSV file has no comments: delete this line")
            } else {
                say!(vi: "thêm dấu phẩy cho đủ {wants} ô, kể cả ô để trống", en: "add commas until there are {wants}, also for empty fields")
            };
            finding = finding.help(help).corrected(other.and_then(|(_, fields)| fields).map(Correction::Row));
            found.push(finding);
            return false;
        }
        let mut sound = true;
        for (at, column) in reading.table.columns.iter().enumerate() {
            let raw = self.fields[at].map_or("", |field| text.field(field));
            match decode::read(column, raw, reading.vocabulary, reading.tree) {
                Ok(view) => {
                    if matches!(column.kind, Kind::Key | Kind::Text)
                        && column.name != "note"
                        && !matches!(stray_space::tidy(raw), Cow::Borrowed(_))
                    {
                        found.extend(stray_space::check(self.place(record, at), raw, column.personal));
                    }
                    if matches!(column.kind, Kind::Key | Kind::Text) && column.name != "note" {
                        found.extend(spreadsheet_mark::check(self.place(record, at), raw, column.personal));
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

/// What separates the fields of a row, in both languages; and the fields themselves, where no quote stands between them.
type Separated = ((&'static str, &'static str), Option<Vec<String>>);

/// The same where something else than a comma gives as many fields as the header has.
fn separated_otherwise(record: &Record<'_>, wanted: usize) -> Option<Separated> {
    let line = std::str::from_utf8(record.raw()).ok()?;
    let separators = [(';', ("dấu chấm phẩy", "semicolons")), ('\t', ("dấu tab", "tabs"))];
    let (separator, words) = separators.into_iter().find(|(separator, _)| line.split(*separator).count() == wanted)?;
    let fields = (!line.contains('"')).then(|| line.split(separator).map(str::to_owned).collect());
    Some((words, fields))
}

/// A record with a quote that is never closed, or closes in a text, with the lines that it swallows.
pub fn bad_quote(record: &Record<'_>) -> Option<(Finding, u64)> {
    let (place, bad) = record.bad_quote()?;
    let lines = record.lines();
    let counted = crate::text::count_en(usize::try_from(lines).unwrap_or(usize::MAX), "line");
    let message = match bad {
        BadQuote::Open => {
            say!(vi: "dấu ngoặc kép mở ở đây không được đóng; {lines} dòng từ đây đến cuối tệp không đọc được", en: "the quote that opens here is never closed; {counted} to the end of the file cannot be read")
        }
        BadQuote::Stray => {
            say!(vi: "dấu ngoặc kép mở ở đây đóng lại giữa chừng một ô; {lines} dòng không đọc được", en: "the quote that opens here closes in the middle of a field; {counted} cannot be read")
        }
    };
    let help = say!(vi: "đóng dấu ngoặc kép hoặc xóa nó; dấu ngoặc kép nằm trong ô thì viết hai dấu liền nhau", en: "close the quote or delete it; a quote inside a quoted field is written twice");
    Some((Finding::new(&open_quote::CODE, place, message).help(help).hiding(true), lines))
}

/// A file that cannot be read.
pub fn unreadable(file: FileId, error: &io::Error) -> Finding {
    if let Some(TooLong(start)) = error.get_ref().and_then(|error| error.downcast_ref()) {
        return over_limit::record(Place { file, start: *start, end: start + 1 });
    }
    let said = crate::text::io_fault(error);
    let (vi, en) = (said.get(Lang::Vi), said.get(Lang::En));
    Finding::new(&unreadable_file::CODE, Place::whole(file), say!(vi: "không đọc được tệp: {vi}", en: "the file cannot be read: {en}"))
}

/// A folder, link or device that stands where a file should.
pub fn irregular(file: FileId) -> Finding {
    let message = say!(vi: "không đọc được tệp: đây không phải là tệp thường", en: "the file cannot be read: it is not a regular file");
    let help = say!(vi: "thay bằng một tệp CSV thường, hoặc xóa nó", en: "put a plain CSV file in its place, or delete it");
    Finding::new(&unreadable_file::CODE, Place::whole(file), message).help(help)
}

/// Opens a CSV file of the workspace.
pub fn open<'r>(tree: &'r Tree, path: &str) -> io::Result<Records<'r>> {
    Records::new(tree.id(path), tree.open_rows(path)?, tree.block())
}
