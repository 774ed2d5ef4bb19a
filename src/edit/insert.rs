//! A row put where it belongs in a file, all other bytes of which stay as they are.

use std::ops::Range;

use super::order::order;
use crate::model::Table;
use crate::say;
use crate::text::Message;

/// A file with new rows.
pub struct Inserted {
    /// Its text.
    pub text: Vec<u8>,
    /// Where the new rows stand, in the order in which they were given.
    pub places: Vec<Range<usize>>,
}

/// Puts rows, with a field for each column of the table, into a file; or makes a new one, with the header of a file like it.
///
/// A row comes behind the last one that does not come after it in the table's order: where rows are kept in order they stay so,
/// elsewhere it comes last.
pub fn insert(there: Option<&[u8]>, like: Option<&[u8]>, table: &Table, rows: &[Vec<String>]) -> Result<Inserted, Message> {
    let there = there.filter(|text| !text.iter().all(u8::is_ascii_whitespace));
    let unreadable =
        || say!(vi: "không đọc được tệp; `tiendo check` cho biết vì sao", en: "the file cannot be read; `tiendo check` says why");
    let mut file = match there {
        Some(text) => File::read(text).ok_or_else(unreadable)?,
        None => File::new(like, table),
    };
    let wanted = |column: usize| rows.iter().any(|row| row.get(column).is_some_and(|field| !field.is_empty()));
    let lacking: Vec<&str> = (0..table.columns.len())
        .filter(|column| wanted(*column))
        .map(|column| table.columns[column].header.as_str())
        .filter(|header| !file.header.iter().any(|name| name == header))
        .collect();
    if !lacking.is_empty() {
        file = file.widened(&lacking).ok_or_else(unreadable)?;
    }
    let field_of: Vec<Option<usize>> =
        table.columns.iter().map(|column| file.header.iter().position(|name| *name == column.header)).collect();
    let order: Vec<usize> = order(table).into_iter().filter_map(|column| field_of[column]).collect();
    let mut lines: Vec<Line> = Vec::new();
    for row in rows {
        let mut fields = vec![String::new(); file.header.len()];
        for (column, field) in field_of.iter().enumerate() {
            if let (Some(field), Some(value)) = (field, row.get(column)) {
                fields[*field].clone_from(value);
            }
        }
        let key = |fields: &[String]| -> Vec<String> { order.iter().map(|at| fields.get(*at).cloned().unwrap_or_default()).collect() };
        let own = key(&fields);
        let behind = file.rows.iter().rposition(|(fields, _)| key(fields) <= own).map_or(0, |at| at + 1);
        let at = if behind == 0 && !file.rows.is_empty() && !file.in_order(&order) { file.rows.len() } else { behind };
        lines.push(Line { before: at, key: own, fields });
    }
    file.with(&lines).ok_or_else(unreadable)
}

/// A new line: its fields, what orders it, and the number of the row before which it goes.
struct Line {
    before: usize,
    key: Vec<String>,
    fields: Vec<String>,
}

/// A file's records, and where each begins.
struct File {
    text: Vec<u8>,
    header: Vec<String>,
    rows: Vec<(Vec<String>, usize)>,
    /// What stands between its lines.
    end: &'static str,
}

impl File {
    fn read(text: &[u8]) -> Option<File> {
        std::str::from_utf8(text).ok()?;
        let marked = text.strip_prefix(b"\xef\xbb\xbf").map_or(0, |_| 3);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&text[marked..]);
        let mut header = None;
        let mut rows = Vec::new();
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).ok()? {
            let fields: Vec<String> = record.iter().map(str::to_owned).collect();
            let start = usize::try_from(record.position()?.byte()).ok()? + marked;
            // Behind the header a line of nothing is none.
            match header {
                None => header = Some(fields),
                Some(_) => rows.push((fields, start + blank(&text[start..]))),
            }
        }
        let end = if text.windows(2).any(|two| two == b"\r\n") { "\r\n" } else { "\n" };
        let mut text = text.to_vec();
        if !text.ends_with(b"\n") {
            text.extend_from_slice(end.as_bytes());
        }
        Some(File { text, header: header?, rows, end })
    }

    /// An empty file with the columns of another of its table, else all that the table has but `note`.
    fn new(like: Option<&[u8]>, table: &Table) -> File {
        let declared = || table.columns.iter().filter(|column| column.name != "note").map(|column| column.header.clone()).collect();
        let header: Vec<String> = like.and_then(File::read).map_or_else(declared, |file| file.header);
        let mut file = File { text: Vec::new(), header, rows: Vec::new(), end: "\n" };
        file.text = file.line(&file.header).unwrap_or_default();
        file
    }

    /// The same file with more columns, empty in every row.
    fn widened(&self, columns: &[&str]) -> Option<File> {
        let (mut text, mut rows) = (Vec::new(), Vec::new());
        let header: Vec<String> = self.header.iter().cloned().chain(columns.iter().map(|name| (*name).to_owned())).collect();
        text.extend(self.line(&header)?);
        for (fields, _) in &self.rows {
            // A ragged row would become another one.
            if fields.len() != self.header.len() {
                return None;
            }
            let fields: Vec<String> = fields.iter().cloned().chain(columns.iter().map(|_| String::new())).collect();
            rows.push((fields, text.len()));
            text.extend(self.line(&rows.last()?.0)?);
        }
        Some(File { text, header, rows, end: self.end })
    }

    fn in_order(&self, order: &[usize]) -> bool {
        let key = |fields: &[String]| -> Vec<String> { order.iter().map(|at| fields.get(*at).cloned().unwrap_or_default()).collect() };
        self.rows.is_sorted_by_key(|(fields, _)| key(fields))
    }

    fn line(&self, fields: &[String]) -> Option<Vec<u8>> {
        let ends = if self.end == "\n" { csv::Terminator::Any(b'\n') } else { csv::Terminator::CRLF };
        let mut writer = csv::WriterBuilder::new().flexible(true).terminator(ends).from_writer(Vec::new());
        writer.write_record(fields).ok()?;
        writer.into_inner().ok()
    }

    /// The file with lines before the rows of these numbers.
    fn with(&self, lines: &[Line]) -> Option<Inserted> {
        let mut order: Vec<usize> = (0..lines.len()).collect();
        order.sort_by_key(|at| (lines[*at].before, &lines[*at].key, *at));
        let (mut text, mut done, mut places) = (Vec::new(), 0, vec![0..0; lines.len()]);
        for at in order {
            let Line { fields, before, .. } = &lines[at];
            let start = self.rows.get(*before).map_or(self.text.len(), |(_, start)| *start);
            text.extend_from_slice(&self.text[done..start]);
            done = start;
            let line = self.line(fields)?;
            places[at] = text.len()..text.len() + line.len();
            text.extend(line);
        }
        text.extend_from_slice(&self.text[done..]);
        Some(Inserted { text, places })
    }
}

/// How many bytes of empty lines a text begins with.
fn blank(text: &[u8]) -> usize {
    text.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Column, Kind};

    fn table() -> Table {
        let mut table = Table::new("v");
        table.columns = vec![
            Column::new("id", Kind::Key, true),
            Column::new("date", Kind::Date, true),
            Column::new("place", Kind::Text, false),
            Column::new("note", Kind::Text, false),
        ];
        table
    }

    #[track_caller]
    fn check(there: Option<&str>, rows: &[[&str; 4]], expected: &str) {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
        let inserted = insert(there.map(str::as_bytes), None, &table(), &rows).expect("inserted");
        assert_eq!(String::from_utf8_lossy(&inserted.text), expected);
        for (row, place) in rows.iter().zip(inserted.places) {
            assert!(inserted.text[place].starts_with(row[0].as_bytes()) || row[0].is_empty() || expected.starts_with("date"));
        }
    }

    #[test]
    fn rows_find_their_place_and_other_bytes_stay() {
        let there = "id,date,place\nb,2014-01-02,\"x, y\"\n\nd,2014-03-01,z";
        check(
            Some(there),
            &[["c", "2014-02-01", "p,q", ""]],
            "id,date,place\nb,2014-01-02,\"x, y\"\n\nc,2014-02-01,\"p,q\"\nd,2014-03-01,z\n",
        );
        check(Some(there), &[["a", "2014-01-01", "", ""]], "id,date,place\na,2014-01-01,\nb,2014-01-02,\"x, y\"\n\nd,2014-03-01,z\n");
        check(Some(there), &[["e", "2015-01-01", "", ""]], "id,date,place\nb,2014-01-02,\"x, y\"\n\nd,2014-03-01,z\ne,2015-01-01,\n");
        check(Some("date,id\r\n2014-01-01,a\r\n"), &[["b", "2014-01-02", "", ""]], "date,id\r\n2014-01-01,a\r\n2014-01-02,b\r\n");
    }

    #[test]
    fn what_is_in_no_order_gets_new_rows_at_its_end() {
        check(
            Some("id,date\nz,2015-01-01\ny,2014-06-01\n"),
            &[["a", "2014-01-01", "", ""]],
            "id,date\nz,2015-01-01\ny,2014-06-01\na,2014-01-01\n",
        );
    }

    #[test]
    fn a_column_that_the_file_lacks_is_added() {
        check(Some("id,date\na,2014-01-01\n"), &[["b", "2014-01-02", "x", ""]], "id,date,place\na,2014-01-01,\nb,2014-01-02,x\n");
    }

    #[test]
    fn a_new_file_has_a_header() {
        check(None, &[["b", "2014-01-02", "x", ""], ["a", "2014-01-01", "", ""]], "id,date,place\na,2014-01-01,\nb,2014-01-02,x\n");
    }
}
