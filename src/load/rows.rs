//! Rows of a table: the header found, the fields read, every fault reported.

use std::borrow::Cow;
use std::io;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::calendar::parse_date;
use crate::check::{
    ambiguous_number, duplicate_column, missing_column, open_quote, over_limit, ragged_row, spreadsheet_mark, stray_space, swallowed_rows,
    unknown_column, unreadable_file,
};
use crate::decode::{self, Vocabulary};
use crate::finding::Finding;
use crate::model::{Kind, Table, View};
use crate::read::blocks::TooLong;
use crate::read::records::{BadQuote, Record, Records};
use crate::read::{FileId, Place, Tree};
use crate::say;
use crate::text::{BYTE_ORDER_MARK as MARK, Lang, Message, echo, is_plain, nfc};

/// How many columns that are not declared are told one by one.
const MANY: usize = 50;

/// A file's columns, found by its header.
#[derive(Clone)]
pub struct Header {
    /// For each column of the table the field that holds it.
    fields: Vec<Option<usize>>,
    /// The header's own words.
    names: Vec<String>,
    /// Whether no word of it is a date: then a row with a date is not the header again.
    usual: bool,
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

    fn field(&self, field: usize) -> &str {
        let start = if field == 0 { 0 } else { self.ends[field - 1] + self.gap };
        self.text.get(start..self.ends[field]).unwrap_or_default()
    }
}

impl Header {
    /// Reads a file's first record; nothing where no row can be read by it.
    pub fn read(table: &Table, record: &Record<'_>, text: &RowText<'_>, found: &mut Vec<Finding>) -> Option<Header> {
        if let Some(finding) = over_limit::columns(record.place(), record.len()) {
            found.push(finding);
            return None;
        }
        let names: Vec<&str> = (0..record.len()).map(|field| text.field(field)).collect();
        let places = record.fields();
        let place = |field: usize| places.get(field).copied().unwrap_or_else(|| record.place());
        // A file without a header has its first row here: nothing of it is shown where a column is personal.
        let hidden = table.columns.iter().any(|column| column.personal) && !names_columns(table, &names);
        let known: FxHashSet<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
        let mut at: FxHashMap<&str, usize> = FxHashMap::default();
        let mut unknown: Vec<usize> = Vec::new();
        let mut sound = true;
        for (field, name) in names.iter().enumerate() {
            if let Some(first) = at.get(name).filter(|_| !name.is_empty()) {
                let (unseen, nth) = (hidden && !known.contains(name), field + 1);
                let message = if unseen {
                    say!(vi: "cột thứ {nth} trùng tên với một cột khác", en: "column {nth} has the name of another one")
                } else {
                    say!(vi: "cột `{name}` có hai lần", en: "the column `{name}` appears twice")
                };
                let also = say!(vi: "lần đầu ở đây", en: "first here");
                found.push(
                    Finding::new(&duplicate_column::CODE, place(field), message)
                        .also(place(*first), also)
                        .help(say!(vi: "đổi tên hoặc bỏ một cột", en: "rename or remove one of them"))
                        .hiding(unseen),
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
        // A misspelt column that is missed under its right name is told once, as what is missing.
        let meant: Vec<Option<usize>> = table
            .columns
            .iter()
            .map(|column| {
                let wanted = column.required && !hidden && !at.contains_key(column.header.as_str());
                let near = crate::text::nearest(&column.header, unknown.iter().filter(|_| wanted).map(|field| names[*field]))?;
                unknown.iter().copied().find(|field| names[*field] == near)
            })
            .collect();
        let lacking = table.columns.iter().any(|column| column.required && !at.contains_key(column.header.as_str()));
        if lacking && unknown.len() == at.len() && meant.iter().all(Option::is_none) {
            // Not one word is a column's: one thing is wrong, not each of them.
            let wanted: Vec<&str> = table.columns.iter().filter(|column| column.required).map(|column| column.header.as_str()).collect();
            let wanted = crate::text::ticked(&wanted);
            let message =
                say!(vi: "dòng đầu không có tên cột nào đã khai báo", en: "the first line has none of the declared columns' names");
            let help = say!(vi: "dòng tiêu đề phải có: {wanted}; tên cột riêng của tệp thì khai báo bằng `header` trong tiendo.toml", en: "the header must have: {wanted}; names of the file's own are declared with `header` in tiendo.toml");
            found.push(Finding::new(&missing_column::CODE, record.place(), message).help(help).hiding(hidden));
            return None;
        }
        let unknown: Vec<usize> = unknown.into_iter().filter(|field| !meant.contains(&Some(*field))).collect();
        found.extend(unknown.first().filter(|_| unknown.len() > MANY).map(|first| many(place(*first), unknown.len(), hidden)));
        for field in unknown.iter().filter(|_| unknown.len() <= MANY) {
            let name = echo(names[*field]);
            let declare = say!(vi: "sửa tên cột, khai báo cột trong tiendo.toml, hoặc xóa cột", en: "correct its name, declare it in tiendo.toml, or delete it");
            let plain = names[*field].split_whitespace().collect::<Vec<_>>().join(" ");
            let (message, help) = if names[*field].contains(['\n', '\r']) && !hidden {
                let plain = echo(&plain);
                let message = say!(vi: "tiêu đề cột `{plain}` có dấu xuống dòng; cột bị bỏ qua", en: "the heading `{plain}` has a line break; the column is ignored");
                (message, say!(vi: "viết tiêu đề trên một dòng: `{plain}`", en: "write it on one line: `{plain}`"))
            } else if name.is_empty() {
                let message = say!(vi: "cột không có tên, bị bỏ qua", en: "the column has no name and is ignored");
                (message, say!(vi: "xóa dấu phẩy thừa, hoặc đặt tên cột", en: "delete the comma, or name the column"))
            } else if hidden {
                let nth = field + 1;
                (say!(vi: "cột thứ {nth} chưa được khai báo, bị bỏ qua", en: "column {nth} is not declared and is ignored"), declare)
            } else {
                let message =
                    say!(vi: "cột `{name}` chưa được khai báo, bị bỏ qua", en: "the column `{name}` is not declared and is ignored");
                (message, meant_column(&name, &free).unwrap_or(declare))
            };
            found.push(Finding::new(&unknown_column::CODE, place(*field), message).help(help).hiding(hidden));
        }
        let fields: Vec<Option<usize>> = table.columns.iter().map(|column| at.get(column.header.as_str()).copied()).collect();
        for ((column, field), meant) in table.columns.iter().zip(&fields).zip(&meant) {
            if column.required && field.is_none() {
                let name = &column.header;
                let message = say!(vi: "thiếu cột `{name}`", en: "the column `{name}` is missing");
                let help = match meant.map(|field| echo(names[field])) {
                    Some(near) => say!(vi: "có phải là cột `{near}`? Viết `{name}`", en: "is it the column `{near}`? Write `{name}`"),
                    None => {
                        say!(vi: "thêm cột này, hoặc sửa tên cột đã viết khác", en: "add it, or correct the name of the column that holds it")
                    }
                };
                let place = meant.map_or_else(|| record.place(), place);
                found.push(Finding::new(&missing_column::CODE, place, message).help(help).hiding(hidden));
                sound = false;
            }
        }
        sound.then(|| Header {
            fields,
            usual: names.iter().all(|name| parse_date(name.trim()).is_none()),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        })
    }

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
            finding = finding.help(if has > wants {
                say!(vi: "đặt ô có dấu phẩy trong ngoặc kép; số thập phân viết dấu chấm: 12.5", en: "quote texts that hold a comma; write decimals with a point: 12.5")
            } else if let Some((vi, en)) = separated_otherwise(record, wants) {
                say!(vi: "các ô cách nhau bằng {vi}; thay bằng dấu phẩy", en: "its fields are separated by {en}; put commas in their place")
            } else if has == 1 && text.field(0).starts_with('#') {
                say!(vi: "tệp CSV không có dòng chú thích: xóa dòng này", en: "a CSV file has no comments: delete this line")
            } else {
                say!(vi: "thêm dấu phẩy cho đủ {wants} ô, kể cả ô để trống", en: "add commas until there are {wants}, also for empty fields")
            });
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

/// Many columns that are not declared: a table of something else stands beside it, which is one thing to do.
fn many(first: Place, count: usize, hidden: bool) -> Finding {
    let message = say!(vi: "{count} cột chưa được khai báo, bị bỏ qua; cột đầu tiên ở đây", en: "{count} columns are not declared and are ignored; the first is here");
    let help = say!(vi: "khai báo các cột cần đọc trong tiendo.toml, hoặc xóa chúng", en: "declare those that are to be read in tiendo.toml, or delete them");
    Finding::new(&unknown_column::CODE, first, message).help(help).hiding(hidden)
}

/// Whether a file's first record is a header beyond doubt, and no row of data: half of its words are declared names, or
/// would be in other case and without spaces.
fn names_columns(table: &Table, words: &[&str]) -> bool {
    let declared: FxHashSet<String> = table.columns.iter().map(|column| column.header.to_lowercase()).collect();
    let words = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    let (mut all, mut known) = (0, FxHashSet::default());
    for word in words {
        all += 1;
        known.extend(Some(word.to_lowercase()).filter(|word| declared.contains(word)));
    }
    known.len() >= 2 && known.len() * 2 >= all
}

/// What separates the fields of a row that has too few, where something else than a comma gives as many as it takes.
fn separated_otherwise(record: &Record<'_>, wanted: usize) -> Option<(&'static str, &'static str)> {
    let line = std::str::from_utf8(record.raw()).ok()?;
    let separators = [(';', ("dấu chấm phẩy", "semicolons")), ('\t', ("dấu tab", "tabs"))];
    separators.into_iter().find(|(separator, _)| line.split(*separator).count() == wanted).map(|(_, words)| words)
}

/// Which of the columns that a file lacks an unknown one may be.
fn meant_column(name: &str, free: &[&str]) -> Option<Message> {
    if let Some(near) = crate::text::nearest(name, free.iter().copied()) {
        return Some(say!(vi: "có phải là `{near}`?", en: "did you mean `{near}`?"));
    }
    let free: Vec<&str> = free.iter().copied().filter(|header| *header != "note").collect();
    let all = crate::text::ticked(&free);
    (1..=12).contains(&free.len()).then(
        || say!(vi: "nếu là một cột mà tệp còn thiếu thì viết đúng tên: {all}; nếu không thì xóa cột", en: "if it is one that the file lacks, write its name: {all}; if not, delete it"),
    )
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
    Records::new(tree.id(path), tree.open(path)?, tree.block())
}
