//! Which rows of a log are new since an earlier state of its files: told by what they say, not by their file, line or form.

use std::hash::{BuildHasher, Hasher};

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::text::nfc;

/// The rows of an earlier state, by what they say, with how many there were of each.
#[derive(Default)]
pub struct EarlierRows(FxHashMap<u64, usize>);

impl EarlierRows {
    /// Adds the rows of a file as it was.
    pub fn add(&mut self, bytes: &[u8]) {
        each(bytes, |_, said, _, _| *self.0.entry(said).or_default() += 1);
    }

    /// The rows of a file as it is now that were not there; each row that was there excuses one. `named` are the headings of the
    /// log's key and date.
    pub fn new_in(&mut self, path: &str, bytes: &[u8], named: [Option<&str>; 2]) -> Vec<NewRow> {
        let mut rows = Vec::new();
        each(bytes, |line, said, columns, record| match self.0.get_mut(&said) {
            Some(left) if *left > 0 => *left -= 1,
            _ => {
                let [key, date] = named.map(|heading| {
                    let at = columns.iter().position(|column| Some(column.trim_ascii()) == heading.map(str::as_bytes))?;
                    record.get(at).map(|field| String::from_utf8_lossy(field).trim().to_owned()).filter(|text| !text.is_empty())
                });
                rows.push(NewRow { path: path.to_owned(), line, key, date, commit: None, said });
            }
        });
        rows
    }

    /// Whether a row is among them.
    pub fn have(&self, row: &NewRow) -> bool {
        self.0.contains_key(&row.said)
    }
}

/// A row of a log that an earlier state of the workspace does not have.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct NewRow {
    /// Its file.
    pub path: String,
    /// Its first line in it.
    pub line: usize,
    /// Its key, where the log has one that may be shown.
    pub key: Option<String>,
    /// The day that it is of, as written.
    pub date: Option<String>,
    /// The first commit that has it; none where it is not committed.
    pub commit: Option<String>,
    /// What it says.
    said: u64,
}

/// Hands over each row's line, what it says (its fields that are not empty, by their columns), the header and the row itself.
fn each(bytes: &[u8], mut take: impl FnMut(usize, u64, &[Vec<u8>], &csv::ByteRecord)) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let mut header: Option<Vec<Vec<u8>>> = None;
    let (mut line, mut counted) = (1, 0);
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let Some(columns) = &header else {
            header = Some(record.iter().map(<[u8]>::to_vec).collect());
            continue;
        };
        let mut said = 0_u64;
        for (at, field) in record.iter().enumerate().filter(|(_, field)| !field.is_empty()) {
            let mut hasher = FxBuildHasher.build_hasher();
            hasher.write(columns.get(at).map_or(&[], Vec::as_slice));
            hasher.write_u8(0);
            hasher.write(nfc(&String::from_utf8_lossy(field)).as_bytes());
            // In whatever order the columns stand.
            said = said.wrapping_add(hasher.finish().rotate_left(17).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        }
        if said != 0 {
            let start = record.position().and_then(|place| usize::try_from(place.byte()).ok()).unwrap_or(0);
            // Line ends before the record are not part of it.
            let start = start + bytes[start.min(bytes.len())..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            line += memchr::memchr_iter(b'\n', &bytes[counted..start.min(bytes.len())]).count();
            counted = start.min(bytes.len());
            take(line, said, columns, &record);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new_lines(earlier: &mut EarlierRows, bytes: &[u8]) -> Vec<usize> {
        earlier.new_in("a.csv", bytes, [None, None]).into_iter().map(|row| row.line).collect()
    }

    #[test]
    fn a_new_row_is_told_with_its_key_and_day() {
        let rows = EarlierRows::default().new_in("a.csv", b"date,id\n2014-01-01,k1\n2014-01-02,\n", [Some("id"), Some("date")]);
        let told: Vec<_> = rows.iter().map(|row| (row.line, row.key.as_deref(), row.date.as_deref())).collect();
        assert_eq!(told, [(2, Some("k1"), Some("2014-01-01")), (3, None, Some("2014-01-02"))]);
    }

    #[test]
    fn rows_are_told_apart_by_what_they_say() {
        let earlier = |files: &[&str]| {
            let mut rows = EarlierRows::default();
            for file in files {
                rows.add(file.as_bytes());
            }
            rows
        };
        let file = "date,unit,note\n2014-01-01,u1,\n2014-01-02,u2,\"a\nb\"\n2014-01-02,u2,\"a\nb\"\n";
        assert_eq!(new_lines(&mut earlier(&[file]), file.as_bytes()), Vec::<usize>::new());
        // Line ends, a byte order mark, the order of columns and rows, quotes and a column more are no news.
        let other = "\u{feff}unit,more,date,note\r\nu2,,2014-01-02,\"a\nb\"\r\n\"u1\",,2014-01-01,\r\n";
        assert_eq!(new_lines(&mut earlier(&[file]), other.as_bytes()), Vec::<usize>::new());
        // One row more of what was there once is.
        assert_eq!(
            new_lines(&mut earlier(&["date,unit\n2014-01-01,u1\n"]), b"date,unit\n2014-01-01,u1\n2014-01-01,u1\n2014-01-03,u1\n"),
            [3, 4]
        );
        assert_eq!(new_lines(&mut earlier(&[]), b"date\n2014-01-01\n"), [2]);
    }
}
