//! One CSV file, from its first byte to its last row: what is wrong with it as a file is found here, for
//! registers and logs alike. What its rows say is judged by whoever takes them.

use std::io;
use std::sync::OnceLock;

use super::rows::{Header, RowText, bad_quote, open, unreadable};
use super::secrets::Secrets;
use crate::check::{
    git_conflict, misplaced_bom, missing_column, not_a_csv_file, not_nfc, not_utf8, repeated_header, summary_row, swallowed_rows,
    wrong_separator,
};
use crate::finding::{Finding, Findings, Form, LARGEST, settle};
use crate::model::{Column, Table};
use crate::names::is_syllable;
use crate::read::blocks::Block;
use crate::read::records::{Record, Records};
use crate::read::{FileId, Place, Tree};
use crate::say;
use crate::text::Encoding;

/// A row that can be read, with the header by which to read it.
pub struct Line<'l> {
    /// The file's columns.
    pub header: &'l Header,
    /// The row's bytes.
    pub record: &'l Record<'l>,
    /// Its text.
    pub text: &'l RowText<'l>,
}

/// What came of a file.
#[derive(Clone, Default)]
pub struct Extent {
    /// Rows, blank ones not counted.
    pub rows: u64,
    /// Rows left out because of an error.
    pub left_out: u64,
    /// Lines that are no rows at all, such as totals: their keys are none.
    pub no_rows: Vec<Place>,
    /// Whether the file could not be read as a whole.
    pub unread: bool,
    /// Whether reading broke off before its end: then none of its rows count, wherever that was.
    pub failed: bool,
    /// Whether a row was left out of which nothing is known, not even its key.
    pub blind: bool,
    /// The marks of git's conflicts.
    pub marks: Vec<(Place, git_conflict::Mark)>,
}

impl Extent {
    /// Of a file that could not be read to its end.
    pub(super) fn broken_off() -> Extent {
        Extent { unread: true, failed: true, ..Extent::default() }
    }
}

/// How far down to look for a header that is not on the first line.
const HEADER_WITHIN: usize = 20;
/// How much of a file to guess its encoding by.
const SAMPLE: usize = 64 * 1024;

/// A file that is being read.
pub struct File<'r> {
    pub(super) tree: &'r Tree,
    pub(super) path: &'r str,
    table: &'r Table,
    /// Whether any column is personal: then no whole line is shown.
    private: bool,
    /// The encoding, once guessed.
    guess: OnceLock<Option<not_utf8::Guess>>,
}

/// What came of a part of it.
#[derive(Default)]
pub struct Stretch {
    pub(super) extent: Extent,
    pub(super) told_nfc: bool,
    /// Whether it lies in a conflict; nothing where rows do not come in their order.
    in_conflict: Option<bool>,
}

impl Stretch {
    /// Notes the mark of a conflict that a line may be; says whether it is one.
    fn note(&mut self, record: &Record<'_>) -> bool {
        let Some(mark) = git_conflict::mark(record.raw()) else { return false };
        self.extent.marks.push((record.place(), mark));
        if let Some(inside) = &mut self.in_conflict {
            *inside = mark == git_conflict::Mark::Begin || (*inside && mark == git_conflict::Mark::Between);
        }
        true
    }

    /// One in which what is told once was told.
    pub(super) fn quiet() -> Stretch {
        Stretch { told_nfc: true, ..Stretch::default() }
    }

    /// Whether text in another form than NFC was told of.
    pub fn has_not_nfc(&self) -> bool {
        self.told_nfc
    }
}

impl<'r> File<'r> {
    /// The id of the file.
    pub fn id(&self) -> FileId {
        self.tree.id(self.path)
    }

    pub(super) fn new(tree: &'r Tree, path: &'r str, table: &'r Table) -> File<'r> {
        let private = table.columns.iter().any(|column| column.personal);
        File { tree, path, table, private, guess: OnceLock::new() }
    }
}

/// Reads a file and hands over every row that can be read, in their order; `take` says whether the row is sound.
pub fn each_row(
    tree: &Tree,
    path: &str,
    table: &Table,
    findings: &mut Findings,
    mut take: impl FnMut(&Line<'_>, &mut Findings) -> bool,
) -> Extent {
    let file = File::new(tree, path, table);
    let mut all = Stretch { in_conflict: Some(false), ..Stretch::default() };
    let mark = findings.len();
    let mut read = || {
        let opened = file.open(&mut all, findings)?;
        all.extent.unread = opened.as_ref().is_none_or(|(_, header)| header.is_none());
        let Some((mut records, header)) = opened else { return Ok(()) };
        file.rows(header.as_ref(), &mut records, &mut all, findings, &mut take)
    };
    if let Err(error) = read() {
        findings.forget_since(mark);
        findings.add(unreadable(tree.id(path), &error));
        all.extent = Extent::broken_off();
    }
    settle(findings.since(mark));
    summary_row::once(findings, mark);
    findings.extend(git_conflict::check(&all.extent.marks));
    all.extent
}

/// Reads some blocks of a file again and hands over their rows; nothing is told that was told before.
pub fn rows_of_blocks(tree: &Tree, path: &str, table: &Table, blocks: &[Place], take: &mut dyn FnMut(&Line<'_>)) -> io::Result<()> {
    let file = File::new(tree, path, table);
    let (mut all, mut untold) = (Stretch::default(), Findings::default());
    let Some((_, Some(header))) = file.open(&mut all, &mut untold)? else { return Ok(()) };
    for block in blocks {
        let mut records = Records::within(file.id());
        records.put(Block { bytes: tree.range_of_rows(path, block.start..block.end)?, offset: block.start, last: false });
        file.rows(Some(&header), &mut records, &mut all, &mut untold, &mut |line, untold| {
            take(line);
            untold.forget_since(0);
            true
        })?;
    }
    Ok(())
}

/// Where a column's heading stands in a file; the file as a whole where it has none.
pub fn heading(tree: &Tree, path: &str, column: &Column) -> Place {
    let find = || -> io::Result<Option<Place>> {
        let mut records = open(tree, path)?;
        let Some(record) = records.advance()? else { return Ok(None) };
        let at = RowText::new(&record).and_then(|text| text.fields().position(|name| name.trim() == column.header));
        Ok(at.map(|at| record.field(at)))
    };
    find().ok().flatten().unwrap_or_else(|| Place::whole(tree.id(path)))
}

impl<'r> File<'r> {
    /// Opens the file and reads its header; nothing where it has no first record, or is no such file.
    pub(super) fn open(&self, first: &mut Stretch, findings: &mut Findings) -> io::Result<Option<(Records<'r>, Option<Header>)>> {
        let mut records = open(self.tree, self.path)?;
        let whole = Place::whole(self.tree.id(self.path));
        if let Some(finding) = not_a_csv_file::check(whole, records.head()) {
            findings.add(finding);
            return Ok(None);
        }
        let wide = Encoding::wide(records.head());
        let Some(record) = records.advance()? else {
            let message = say!(vi: "tệp trống, không có dòng tiêu đề", en: "the file is empty: it has no header");
            findings.add(Finding::new(&missing_column::CODE, whole, message).help(say!(vi: "chép dòng tiêu đề từ một tệp cùng loại, hoặc xóa tệp", en: "copy the header from a file of the same kind, or delete the file")));
            return Ok(None);
        };
        let header = if let Some(encoding) = wide {
            let whole_file = self.takes(Form::Utf8(encoding));
            findings.add(not_utf8::whole(whole, Some(not_utf8::Guess { encoding, whole: whole_file })));
            None
        } else {
            let (header, lines) = self.header(&record, first, findings);
            for _ in 0..lines {
                records.advance()?;
            }
            header
        };
        Ok(Some((records, header)))
    }

    /// Reads the rows that are left in some records.
    pub(super) fn rows(
        &self,
        header: Option<&Header>,
        records: &mut Records<'_>,
        stretch: &mut Stretch,
        findings: &mut Findings,
        take: &mut dyn FnMut(&Line<'_>, &mut Findings) -> bool,
    ) -> io::Result<()> {
        while let Some(record) = records.advance()? {
            self.record(header, &record, stretch, findings, take);
        }
        Ok(())
    }

    /// Reads one record.
    pub(super) fn record(
        &self,
        header: Option<&Header>,
        record: &Record<'_>,
        stretch: &mut Stretch,
        findings: &mut Findings,
        take: &mut dyn FnMut(&Line<'_>, &mut Findings) -> bool,
    ) {
        // The last byte of a file in UTF-16 is half a line end.
        if record.is_blank() || (header.is_none() && record.raw() == [0]) {
            return;
        }
        let conflict = stretch.note(record);
        if conflict || stretch.in_conflict == Some(true) {
            stretch.extent.rows += 1;
            stretch.extent.left_out += 1;
            stretch.extent.blind |= !conflict;
            return;
        }
        if let Some((finding, lines)) = bad_quote(record) {
            findings.add(finding);
            stretch.extent.blind = true;
            stretch.extent.rows += lines;
            stretch.extent.left_out += lines;
            return;
        }
        stretch.extent.rows += 1;
        let sound = header.is_some_and(|header| self.row(header, record, stretch, findings, take));
        stretch.extent.left_out += u64::from(!sound);
    }

    /// Reads the first record as a header; nothing where no row can be read by it. Says how many records below it are no
    /// rows either, up to the true header.
    fn header(&self, first: &Record<'_>, stretch: &mut Stretch, findings: &mut Findings) -> (Option<Header>, usize) {
        if stretch.note(first) {
            return (None, 0);
        }
        let Some(text) = RowText::new(first) else {
            let guess = self.encoding();
            findings.add(not_utf8::whole(Place::whole(self.tree.id(self.path)), guess));
            return (None, 0);
        };
        if let Some(finding) = std::str::from_utf8(first.raw())
            .ok()
            .and_then(|line| wrong_separator::check(first.place(), self.table, line, |form| self.takes(form)))
        {
            findings.add(finding.hiding(self.private));
            return (None, usize::from(first.raw().to_ascii_lowercase().starts_with(b"sep=")));
        }
        let private = self.private;
        Self::forms(first, &text, |field| (first.field(field), private), stretch, findings);
        let (mut found, mut below) = (Vec::new(), 0);
        let header = Header::read(self.table, first, &text, &|| self.takes(Form::NoEmptyColumns), &mut found);
        if header.is_none() && found.iter().any(|finding| *finding.code == missing_column::CODE) {
            // Titles and the like above it? Then one thing is wrong, not each of its words.
            if let Ok(Some((line, records))) = self.header_below() {
                below = records;
                let message = say!(vi: "dòng đầu không phải dòng tiêu đề; dòng tiêu đề ở dòng {line}", en: "the first line is not the header; the header is on line {line}");
                let help = say!(vi: "xóa các dòng ở trên dòng tiêu đề", en: "delete the lines above the header");
                found = vec![Finding::new(&missing_column::CODE, first.place(), message).help(help).hiding(self.private)];
            }
        }
        findings.extend(found);
        (header, below)
    }

    /// Reads one row and hands it over; says whether it is sound.
    fn row(
        &self,
        header: &Header,
        record: &Record<'_>,
        stretch: &mut Stretch,
        findings: &mut Findings,
        take: &mut dyn FnMut(&Line<'_>, &mut Findings) -> bool,
    ) -> bool {
        let table = self.table;
        let personal = |field: usize| header.column_of(field).is_some_and(|column| table.columns[column].personal);
        let Some(text) = RowText::new(record) else {
            let (place, field) = record.bad_bytes();
            let hidden = field.is_some_and(personal);
            let guess = self.encoding();
            findings.add(not_utf8::check(place, guess, hidden));
            stretch.extent.blind = true;
            return false;
        };
        let begun = findings.len();
        Self::forms(record, &text, |field| (record.field(field), personal(field)), stretch, findings);
        if header.is_again(&text) {
            findings.add(repeated_header::check(record.place(), false));
            stretch.extent.no_rows.push(record.place());
            return false;
        }
        let swallowed = header.swallowed(table, record);
        let whole = swallowed == 0 || !findings.add(swallowed_rows::check(record.place(), record.raw(), swallowed, self.private));
        let mark = findings.len();
        let sound = take(&Line { header, record, text: &text }, findings);
        let counts = |field: usize| header.column_of(field).is_some_and(|column| table.columns[column].kind.is_number());
        if !sound && let Some(line) = summary_row::line(text.fields(), counts) {
            // It is one thing, and nothing else is wrong with it.
            findings.forget_since(mark);
            findings.add(summary_row::check(record.place(), line, self.private));
            stretch.extent.no_rows.push(record.place());
        }
        if self.private && findings.len() > begun {
            let secrets = Secrets::of(table, header, record, &text);
            findings.since(begun).iter_mut().for_each(|finding| secrets.hide(finding));
        }
        sound && whole
    }

    /// Reports text in another form than NFC, once for the file, and byte order marks.
    fn forms(
        record: &Record<'_>,
        text: &RowText<'_>,
        field: impl Fn(usize) -> (Place, bool),
        stretch: &mut Stretch,
        findings: &mut Findings,
    ) {
        if let Some((place, personal)) = text.not_nfc().filter(|_| !stretch.told_nfc).map(&field) {
            findings.add(not_nfc::check(place, personal));
        }
        stretch.told_nfc |= text.not_nfc().is_some();
        if let Some((mut place, personal)) = text.bom().map(&field) {
            if record.begins_with_mark() {
                place.start = record.place().start;
            }
            findings.add(misplaced_bom::check(place, personal));
        }
    }

    /// What the file is probably written in, looked at once.
    fn encoding(&self) -> Option<not_utf8::Guess> {
        *self.guess.get_or_init(|| {
            let mut sample = vec![0; SAMPLE];
            let mut input = self.tree.open(self.path).ok()?;
            let mut got = 0;
            while let Some(read) = input.read(&mut sample[got..]).ok().filter(|read| *read > 0) {
                got += read;
            }
            let encoding = Encoding::guess(&sample[..got], is_syllable)?;
            Some(not_utf8::Guess { encoding, whole: self.takes(Form::Utf8(encoding)) })
        })
    }

    /// Whether the file as a whole takes a form; asked only where something is wrong with it.
    fn takes(&self, form: Form) -> bool {
        let small = self.tree.size(self.path).is_ok_and(|size| size <= LARGEST);
        small && self.tree.read(self.path).is_ok_and(|bytes| form.apply(&bytes).is_some())
    }

    /// The line of a header that is not the first one, and how many records stand above it and below the first.
    fn header_below(&self) -> io::Result<Option<(usize, usize)>> {
        let mut records = open(self.tree, self.path)?;
        let required: Vec<&str> = self.table.columns.iter().filter(|column| column.required).map(|column| column.header.as_str()).collect();
        let mut at = None;
        for nth in 0..HEADER_WITHIN {
            let Some(record) = records.advance()? else { break };
            let Some(text) = RowText::new(&record) else { continue };
            if required.iter().all(|name| text.fields().any(|field| field == *name)) {
                at = Some((record.place().start, nth));
                break;
            }
        }
        let Some((at, nth)) = at else { return Ok(None) };
        Ok(Some((count_lines(&mut *self.tree.open_rows(self.path)?, at)?, nth)))
    }
}

/// The line on which a byte stands, from 1.
fn count_lines(input: &mut dyn io::Read, at: u64) -> io::Result<usize> {
    let mut head = vec![0; usize::try_from(at).unwrap_or(0)];
    input.read_exact(&mut head)?;
    let ends = |at: &usize| head[*at] == b'\n' || (head[*at] == b'\r' && head.get(*at + 1) != Some(&b'\n'));
    Ok(1 + (0..head.len()).filter(ends).count())
}
