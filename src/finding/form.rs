//! Forms that a whole file may be in, and how it comes into the right one without a value being lost.

use crate::text::{BYTE_ORDER_MARK, Encoding, nfc};

/// What is done to a file as a whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Form {
    /// Its text becomes UTF-8.
    Utf8(Encoding),
    /// Byte order marks go.
    NoMarks,
    /// Its text becomes NFC.
    Nfc,
    /// Each of its lines is one field in quotes, with the row in it.
    Unwrapped,
    /// Another sign than a comma separates its fields; a line `sep=` above them goes.
    Commas(char),
    /// Columns without heading and values go.
    NoEmptyColumns,
}

/// Larger files are not looked through for whether a form is certain: nothing holds the text of a great log.
pub const LARGEST: u64 = 64 << 20;

impl Form {
    /// Its stable name.
    pub fn key(self) -> &'static str {
        match self {
            Form::Utf8(_) => "utf-8",
            Form::NoMarks => "no-marks",
            Form::Nfc => "nfc",
            Form::Unwrapped => "unwrapped",
            Form::Commas(_) => "commas",
            Form::NoEmptyColumns => "no-empty-columns",
        }
    }

    /// A file's bytes in the form; nothing where the file as a whole does not take it, or something might be lost.
    pub fn apply(self, bytes: &[u8]) -> Option<Vec<u8>> {
        match self {
            Form::Utf8(encoding) => utf8(encoding, bytes),
            Form::NoMarks => Some(each_text(bytes, |text| text.replace(BYTE_ORDER_MARK, ""))),
            Form::Nfc => Some(each_text(bytes, |text| nfc(text).into_owned())),
            Form::Unwrapped => unwrapped(bytes),
            Form::Commas(separator) => commas(separator, bytes),
            Form::NoEmptyColumns => without_empty_columns(bytes),
        }
    }
}

/// Changes what is UTF-8 and leaves other bytes as they are.
fn each_text(bytes: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut all = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        all.extend_from_slice(change(chunk.valid()).as_bytes());
        all.extend_from_slice(chunk.invalid());
    }
    all
}

/// Text of another encoding, where all of the file is in it: a file of two encodings was put together by hand.
fn utf8(encoding: Encoding, bytes: &[u8]) -> Option<Vec<u8>> {
    const LOST: char = '\u{fffd}';
    if encoding != Encoding::Utf16 {
        let is_mixed = |line: &[u8]| !line.is_ascii() && std::str::from_utf8(line).is_ok();
        if bytes.split(|byte| matches!(byte, b'\n' | b'\r')).any(is_mixed) {
            return None;
        }
    }
    let text = encoding.text(bytes);
    (!text.contains(LOST) && !text.contains('\0')).then(|| text.into_bytes())
}

/// Rows that are all of one width; nothing where they are not, or a quote is not what it seems.
fn rows(bytes: &[u8], separator: u8) -> Option<Vec<Vec<String>>> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches(BYTE_ORDER_MARK);
    if !text.matches('"').count().is_multiple_of(2) {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(text.as_bytes());
    let rows: Result<Vec<Vec<String>>, csv::Error> =
        reader.records().map(|record| Ok(record?.iter().map(str::to_owned).collect())).collect();
    rows.ok().filter(|rows| !rows.is_empty())
}

fn written(rows: &[Vec<String>]) -> Option<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).ok()?;
    }
    writer.into_inner().ok()
}

fn commas(separator: char, bytes: &[u8]) -> Option<Vec<u8>> {
    let separator = u8::try_from(separator).ok().filter(u8::is_ascii)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let told = first.trim_ascii().trim_ascii_start().to_ascii_lowercase();
    let told = told.strip_prefix(b"\"").unwrap_or(&told).starts_with(b"sep=");
    let rest = if told { bytes[first.len()..].trim_ascii_start() } else { bytes };
    let rows = rows(rest, separator).filter(|rows| rows[0].len() > 1)?;
    // Where a cell goes over several lines, a quote may have swallowed rows.
    let swallowed = |cell: &String| cell.contains(['\n', '\r']) && cell.contains(char::from(separator));
    if rows.iter().flatten().any(swallowed) {
        return None;
    }
    written(&rows)
}

fn unwrapped(bytes: &[u8]) -> Option<Vec<u8>> {
    let lines = rows(bytes, b',').filter(|rows| rows[0].len() == 1)?;
    let inner: Vec<&str> = lines.iter().map(|row| row[0].as_str()).collect();
    if inner.iter().any(|line| line.contains(['\n', '\r'])) {
        return None;
    }
    written(&rows(inner.join("\n").as_bytes(), b',').filter(|rows| rows[0].len() > 1)?)
}

fn without_empty_columns(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rows = rows(bytes, b',')?;
    let kept: Vec<bool> = (0..rows[0].len()).map(|field| rows.iter().any(|row| !row[field].is_empty())).collect();
    if kept.iter().all(|kept| *kept) {
        return None;
    }
    for row in &mut rows {
        let mut kept = kept.iter();
        row.retain(|_| *kept.next().unwrap_or(&true));
    }
    written(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: Form, bytes: &[u8], expected: Option<&str>) {
        let text = form.apply(bytes).map(|text| String::from_utf8_lossy(&text).into_owned());
        assert_eq!(text.as_deref(), expected);
        if let Some(text) = text.filter(|_| matches!(form, Form::Nfc | Form::NoMarks)) {
            assert_eq!(form.apply(text.as_bytes()).as_deref(), Some(text.as_bytes()));
        }
    }

    #[test]
    fn a_file_of_one_encoding_is_converted_and_one_of_two_is_not() {
        check(Form::Utf8(Encoding::Tcvn3), b"a\nx\xb7 B\xbec S\xacn\n", Some("a\nxã Bắc Sơn\n"));
        check(Form::Utf8(Encoding::Tcvn3), b"x\xb7 B\xbec S\xacn\nB\xe1\xba\xafc\n", None);
        check(Form::Utf8(Encoding::Utf16), b"\xff\xfea\0,\0b\0\n\0", Some("a,b\n"));
    }

    #[test]
    fn separators_become_commas_where_every_row_has_them() {
        check(Form::Commas(';'), b"a;b\r\n12,5;\"x;y\"\r\n", Some("a,b\n\"12,5\",x;y\n"));
        check(Form::Commas(';'), b"sep=;\r\na;b\r\n1;2\r\n", Some("a,b\n1,2\n"));
        check(Form::Commas('\t'), b"a\tb\n1\n", None);
        check(Form::Commas(';'), b"a;b\n1;\"2\n", None);
        check(Form::Unwrapped, b"\"a,b\"\n\"1,2\"\n", Some("a,b\n1,2\n"));
    }

    #[test]
    fn columns_go_only_where_they_are_empty() {
        check(Form::NoEmptyColumns, b"a,b,,\n1,2,,\n", Some("a,b\n1,2\n"));
        check(Form::NoEmptyColumns, b"a,b,,\n1,2,,x\n", Some("a,b,\n1,2,x\n"));
        check(Form::NoEmptyColumns, b"a,b\n1,\n", None);
    }

    #[test]
    fn marks_and_letters_with_loose_accents_become_plain() {
        check(Form::Nfc, "a\u{301}\u{302}".as_bytes(), Some("\u{e1}\u{302}"));
        check(Form::NoMarks, "\u{feff}a\n\u{feff}b\n".as_bytes(), Some("a\nb\n"));
    }
}
