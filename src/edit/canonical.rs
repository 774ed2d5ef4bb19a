//! The one form of a table's text: so that two people who change different rows change different lines, and nothing else.

use super::order::order;
use crate::check::ragged_row;
use crate::finding::{Family, Finding, Findings, Severity};
use crate::load::reader::each_row;
use crate::model::Table;
use crate::read::Tree;
use crate::say;
use crate::text::{BYTE_ORDER_MARK, nfc};

/// What came of a file.
pub enum Canonical {
    /// It has that form.
    Already,
    /// What it would be.
    Changed(Vec<u8>),
    /// It cannot be read, and stays as it is.
    Unreadable(Box<Finding>),
}

/// A file in NFC, without marks and spaces around fields, with line feeds, quoted only where it must be, its columns in the order
/// in which they are declared and others behind them, its rows in their order, and without lines that are empty.
///
/// No value is changed but for its spelling in Unicode and the spaces around it, and none is lost.
pub fn canonical(tree: &Tree, path: &str, table: &Table) -> Canonical {
    let mut findings = Findings::default();
    let extent = each_row(tree, path, table, &mut findings, |line, findings| {
        if !line.header.fits(line.record) {
            let message = say!(vi: "có dòng không đủ hoặc thừa ô", en: "a row has more or fewer fields than the header");
            findings.add(Finding::new(&ragged_row::CODE, line.record.place(), message));
        }
        true
    });
    let broken = |finding: &Finding| finding.code.family() == Family::Files && finding.severity == Severity::Error;
    let Ok(text) = tree.read(path) else {
        return findings.into_iter().next().map_or(Canonical::Already, |finding| Canonical::Unreadable(Box::new(finding)));
    };
    if let Some(finding) = findings.into_iter().find(broken) {
        return Canonical::Unreadable(Box::new(finding));
    }
    if extent.unread {
        return Canonical::Already;
    }
    match rewritten(&text, table) {
        Some(new) if new != text => Canonical::Changed(new),
        _ => Canonical::Already,
    }
}

/// The text in its one form; nothing where its records are not of one width.
fn rewritten(text: &[u8], table: &Table) -> Option<Vec<u8>> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    let plain = |field: &str| {
        let field: String = field.chars().filter(|c| *c != BYTE_ORDER_MARK).collect();
        nfc(field.trim()).trim().to_owned()
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        rows.push(record.ok()?.iter().map(plain).collect());
    }
    let header = if rows.is_empty() { return None } else { rows.remove(0) };
    rows.retain(|row| row.iter().any(|field| !field.is_empty()));
    // A column without name or value is nothing.
    let is_column = |field: usize| !header[field].is_empty() || rows.iter().any(|row| !row[field].is_empty());
    let declared = |header: &str| table.columns.iter().position(|column| column.header == header);
    let mut fields: Vec<usize> = (0..header.len()).filter(|field| is_column(*field)).collect();
    fields.sort_by_key(|field| (declared(&header[*field]).unwrap_or(table.columns.len()), *field));
    let by: Vec<usize> = order(table)
        .into_iter()
        .filter_map(|column| header.iter().position(|name| *name == table.columns[column].header))
        .chain(fields.iter().copied())
        .collect();
    rows.sort_by(|a, b| by.iter().map(|at| &a[*at]).cmp(by.iter().map(|at| &b[*at])));
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    for row in std::iter::once(&header).chain(&rows) {
        writer.write_record(fields.iter().map(|field| &row[*field])).ok()?;
    }
    writer.into_inner().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Column, Kind};

    fn form(text: &[u8]) -> Result<String, &'static str> {
        let mut table = Table::new("v");
        table.columns =
            vec![Column::new("id", Kind::Key, true), Column::new("date", Kind::Date, true), Column::new("place", Kind::Text, false)];
        let tree = Tree::in_memory([("logs/v.csv", text)]);
        match canonical(&tree, "logs/v.csv", &table) {
            Canonical::Already => Ok(String::from_utf8_lossy(text).into_owned()),
            Canonical::Changed(new) => Ok(String::from_utf8(new).expect("text")),
            Canonical::Unreadable(finding) => Err(finding.code.id),
        }
    }

    #[test]
    fn there_is_one_form() {
        let text = "\u{feff}date, id ,place,\r\n2014-02-01,b,\"x\",\r\n\r\n,,,\r\n2014-01-01 ,a,\"e\u{323}\u{302}, y\",\r\n";
        let expected = "id,date,place\na,2014-01-01,\"ệ, y\"\nb,2014-02-01,x\n";
        // A heading with spaces around it is another column to the reader: that file stays.
        assert_eq!(form(text.as_bytes()), Err("F003"));
        assert_eq!(form(text.replace(" id ", "id").as_bytes()).as_deref(), Ok(expected));
        assert_eq!(form(expected.as_bytes()).as_deref(), Ok(expected));
    }

    #[test]
    fn what_cannot_be_read_stays() {
        for text in ["id,date\n1\n", "id,date\n<<<<<<< a\n1,2014-01-01\n=======\n>>>>>>> b\n", "id,date\n\"1,2014-01-01\n"] {
            assert!(form(text.as_bytes()).is_err(), "{text}");
        }
        assert!(form(b"id,date\n1,\xff\n").is_err());
    }
}
