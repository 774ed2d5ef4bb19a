//! Files with one column for each period, or other word, of a series: read as if each such cell were a row of its own.
//!
//! Such tables are small. The rows are put together in memory, once, and everything that reads the file's rows reads these; a place in
//! them leads back to the place in the file ([`Rows::origin`]).

use super::place::Place;
use super::records::Records;
use super::reshaped::{Piece, Rows, range};
use super::tree::Tree;

/// What stands in a column for a heading.
pub type WordOf<'s> = &'s dyn Fn(&str) -> String;

/// What a wide file is made of.
pub struct Shape<'s> {
    /// Which headings are those of a series.
    pub is_series: &'s dyn Fn(&str) -> bool,
    /// The heading of the column that takes the series' headings, and of that which takes their cells.
    pub headings: (&'s str, &'s str),
    /// The heading of a further column where the file has none of that name, and what stands in it for a series' heading.
    pub further: Option<(&'s str, WordOf<'s>)>,
}

/// What became of a file.
pub enum Reshaped {
    /// Its rows.
    Rows(Rows),
    /// It has no heading of the series: no rows, and where its header stands.
    NoSeries(Rows, Place),
    /// It is longer than such a table may be.
    TooLong,
    /// It is empty or cannot be read: it is read as it is, and told then.
    AsItIs,
}

/// No such table is longer, in bytes.
pub const LONGEST: u64 = 64 * 1024 * 1024;

/// Reads a file with a column for each word of a series.
pub fn reshape(tree: &Tree, path: &str, shape: &Shape<'_>) -> Reshaped {
    match tree.size(path) {
        Ok(size) if size > LONGEST => return Reshaped::TooLong,
        Ok(_) => {}
        Err(_) => return Reshaped::AsItIs,
    }
    let (file, Ok(bytes)) = (tree.id(path), tree.read(path)) else { return Reshaped::AsItIs };
    let Ok(mut records) = Records::new(file, Box::new(bytes.as_slice()), tree.block()) else { return Reshaped::AsItIs };
    let Ok(Some(header)) = records.advance() else { return Reshaped::AsItIs };
    let heading = |at: usize| String::from_utf8_lossy(header.bytes(at)).trim().to_owned();
    let headings: Vec<(String, Place)> = (0..header.len()).map(|at| (heading(at), header.field(at))).collect();
    let is_series: Vec<bool> = headings.iter().map(|(heading, _)| (shape.is_series)(heading)).collect();
    let place = header.place();
    if headings.len() == 1 {
        // With other separators, or titles above the header, the file is told as any other.
        return Reshaped::AsItIs;
    }
    let further = shape.further.filter(|(name, _)| headings.iter().all(|(heading, _)| heading != name));
    let mut rows = Writer { bytes: &bytes, into: Rows { text: Vec::new(), pieces: Vec::new(), records: vec![range(header.place())] } };
    let fixed = || (0..headings.len()).filter(|at| !is_series[*at]);
    let first = headings.iter().zip(&is_series).find(|(_, series)| **series).map_or(header.place(), |((_, place), _)| *place);
    for at in fixed() {
        rows.copy(headings[at].1);
    }
    let (name, cell) = shape.headings;
    for name in [Some(name), Some(cell), further.map(|(name, _)| name)].into_iter().flatten() {
        rows.write(name, first);
    }
    rows.end();
    if !is_series.contains(&true) {
        return Reshaped::NoSeries(rows.into, place);
    }
    while let Ok(Some(record)) = records.advance() {
        rows.into.records.push(range(record.place()));
        if record.is_blank() {
            continue;
        }
        // What is wrong with a whole row is told of the row as it stands.
        if record.len() != headings.len() || record.bad_quote().is_some() {
            rows.whole(&record.place(), fixed().count() + 2 + usize::from(further.is_some()), record.len());
            continue;
        }
        let fields = record.fields();
        for (at, (heading, place)) in headings.iter().enumerate().filter(|(at, _)| is_series[*at] && !record.bytes(*at).is_empty()) {
            for at in fixed() {
                rows.copy(fields[at]);
            }
            rows.copy(*place);
            rows.copy(fields[at]);
            if let Some((_, word)) = further {
                rows.write(&word(heading), *place);
            }
            rows.end();
        }
    }
    Reshaped::Rows(rows.into)
}

/// Writes rows field by field.
struct Writer<'b> {
    bytes: &'b [u8],
    into: Rows,
}

impl Writer<'_> {
    fn part(&mut self) {
        if !matches!(self.into.text.last(), None | Some(b'\n')) {
            self.into.text.push(b',');
        }
    }

    fn piece(&mut self, place: Place, text: &[u8]) {
        let row = self.into.records.len() - 1;
        let start = self.into.text.len() as u64;
        self.into.text.extend_from_slice(text);
        self.into.pieces.push(Piece { here: (start, self.into.text.len() as u64), there: range(place), row });
    }

    /// A field of the file, as it stands there.
    fn copy(&mut self, place: Place) {
        self.part();
        let at = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX).min(self.bytes.len());
        let (start, end) = (at(place.start), at(place.end));
        let quoted = start > 0 && self.bytes[start - 1] == b'"';
        if quoted {
            self.into.text.push(b'"');
        }
        self.piece(place, &self.bytes[start..end]);
        if quoted {
            self.into.text.push(b'"');
        } else if start == end && self.into.text.last().is_none_or(|byte| *byte == b'\n') {
            // An empty first field is written so that the next one gets its comma.
            self.into.text.extend_from_slice(b"\"\"");
        }
    }

    /// A field that stands for a place of the file.
    fn write(&mut self, text: &str, place: Place) {
        self.part();
        if text.contains([',', '"', '\n', '\r']) || text.is_empty() {
            self.piece(place, format!("\"{}\"", text.replace('"', "\"\"")).as_bytes());
        } else {
            self.piece(place, text.as_bytes());
        }
    }

    /// A row as it stands, which must not have as many fields as the others here.
    fn whole(&mut self, place: &Place, fields: usize, has: usize) {
        let at = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX).min(self.bytes.len());
        self.piece(*place, &self.bytes[at(place.start)..at(place.end)]);
        if fields == has {
            self.into.text.push(b',');
        }
        self.end();
    }

    fn end(&mut self) {
        self.into.text.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> (String, Rows, Tree) {
        let tree = Tree::in_memory([("a.csv", text)]);
        let day = |heading: &str| format!("{heading}-31");
        let shape = Shape { is_series: &|heading| heading.starts_with("2014"), headings: ("month", "n"), further: Some(("date", &day)) };
        let Reshaped::Rows(rows) = reshape(&tree, "a.csv", &shape) else { panic!("no rows") };
        (String::from_utf8(rows.text.clone()).expect("text"), rows, tree)
    }

    #[test]
    fn each_cell_of_the_series_is_a_row() {
        let (text, ..) = shape("unit,2014-01,note,2014-03\na,1,\"x, y\",2\n,3,,\nb,,,4\n");
        assert_eq!(
            text,
            "unit,note,month,n,date\na,\"x, y\",2014-01,1,2014-01-31\na,\"x, y\",2014-03,2,2014-03-31\n\"\",,2014-01,3,2014-01-31\nb,,2014-03,4,2014-03-31\n"
        );
    }

    #[test]
    fn a_row_of_another_length_stays_as_it_is() {
        let (text, ..) = shape("unit,2014-01\na,1,2\nb\nc,1,2,3\n");
        assert_eq!(text, "unit,month,n,date\na,1,2\nb\nc,1,2,3,\n");
    }

    #[test]
    fn every_place_leads_back_to_what_it_was_made_of() {
        let original = "\u{feff}unit,2014-01,\"note\",2014-03\na,\"1\",\"x, \"\"y\",2\nb,3,z,77\n";
        let (text, rows, tree) = shape(original);
        let file = tree.id("a.csv");
        let there = |wanted: &str, nth: usize| {
            let start = text.match_indices(wanted).nth(nth).expect("it is there").0 as u64;
            let origin = rows.origin(Place { file, start, end: start + wanted.len() as u64 });
            original[usize::try_from(origin.start).expect("small")..usize::try_from(origin.end).expect("small")].to_owned()
        };
        for (wanted, nth) in [("unit", 0), ("2014-01", 0), ("2014-03", 1), ("x, \"\"y", 1), ("z", 0), ("77", 0)] {
            assert_eq!(there(wanted, nth), wanted);
        }
        // What was made of a heading, and a whole row.
        assert_eq!(there("2014-03-31", 0), "2014-03");
        assert_eq!(there("b,z,2014-03,77,2014-03-31", 0), "b,3,z,77");
    }
}
