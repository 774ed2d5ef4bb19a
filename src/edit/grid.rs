//! Sheets as offices keep them, as rows of texts: workbooks, and text files of any separator and encoding.

use super::book;
use crate::names::is_syllable;
use crate::say;
use crate::text::{BYTE_ORDER_MARK, Encoding, Message, nfc};

/// A sheet.
pub struct Grid {
    /// What it is called: the sheet of a workbook, else the file.
    pub name: String,
    /// Its rows, from the first of the sheet.
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// A cell as people point at it: `Sheet1!C14`.
    pub fn place(&self, row: usize, field: usize) -> String {
        format!("{}!{}{}", self.name, letters(field), row + 1)
    }

    /// What stands in a cell.
    pub fn cell(&self, row: usize, field: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(field)).map_or("", String::as_str)
    }
}

/// The name of a column: `A`, `AB`.
pub fn letters(mut field: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + u8::try_from(field % 26).unwrap_or(0)));
        match (field / 26).checked_sub(1) {
            Some(rest) => field = rest,
            None => return name,
        }
    }
}

/// The sheets of a file that are not hidden, and the names of those that are; with `only`, just these.
pub fn grids(name: &str, bytes: &[u8], only: &[String]) -> Result<(Vec<Grid>, Vec<String>), Message> {
    let is_book = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0");
    let (mut grids, hidden) = if is_book {
        let (sheets, hidden) = book::read(bytes)?;
        (sheets.into_iter().map(|(name, rows)| Grid { name, rows }).collect(), hidden)
    } else {
        (vec![text(name, bytes)], Vec::new())
    };
    if is_book && !only.is_empty() {
        if let Some(lacking) = only.iter().find(|wanted| !grids.iter().any(|grid| grid.name == **wanted)) {
            let there = crate::text::ticked(&grids.iter().map(|grid| grid.name.as_str()).collect::<Vec<_>>());
            return Err(
                say!(vi: "--sheet: không có trang tính `{lacking}`; có: {there}", en: "--sheet: there is no sheet `{lacking}`; there are: {there}"),
            );
        }
        grids.retain(|grid| only.contains(&grid.name));
    }
    grids.iter_mut().for_each(repair);
    Ok((grids, hidden))
}

/// A text file: what separates its fields is what parts its lines most evenly.
fn text(name: &str, bytes: &[u8]) -> Grid {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) if Encoding::wide(bytes).is_none() => text.trim_start_matches(BYTE_ORDER_MARK).to_owned(),
        _ => Encoding::wide(bytes)
            .or_else(|| Encoding::guess(bytes, is_syllable))
            .map_or_else(|| String::from_utf8_lossy(bytes).into_owned(), |encoding| encoding.text(bytes)),
    };
    let text = match text.split_once('\n') {
        Some((first, rest)) if first.to_ascii_lowercase().starts_with("sep=") => rest,
        _ => &text,
    };
    let read = |separator: u8| -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
        let mut rows: Vec<Vec<String>> = Vec::new();
        let (mut seen, mut line) = (0, 0);
        for record in reader.records().flatten() {
            // Empty lines are rows, too: places are those of the file. The reader tells where it began to look for a record.
            let begun = record.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or(0)).min(text.len());
            let start = begun + text[begun..].bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            line += text[seen..start].split('\n').count() - 1;
            seen = start;
            while rows.len() < line {
                rows.push(Vec::new());
            }
            rows.push(record.iter().map(str::to_owned).collect());
        }
        rows
    };
    let even = |rows: &[Vec<String>]| {
        let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
        if widest < 2 { 0 } else { rows.iter().filter(|row| row.len() == widest).count() * widest }
    };
    let rows = [b',', b';', b'\t'].map(read).into_iter().rev().max_by_key(|rows| even(rows)).unwrap_or_default();
    Grid { name: name.to_owned(), rows }
}

/// Texts in a font of TCVN3 or VNI: letters of Latin-1 that read as words only in that encoding. Told column by column, for each has a
/// font of its own; a cell that reads better as it is stays.
fn repair(grid: &mut Grid) {
    let bytes = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect::<Option<Vec<u8>>>();
    let good = |text: &str| {
        let words = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()).filter(|word| !word.is_ascii());
        words.filter(|word| is_syllable(word)).count()
    };
    let width = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
    for field in 0..width {
        let cells = grid.rows.iter().filter_map(|row| row.get(field)).filter(|cell| !cell.is_ascii());
        let sample: Vec<Vec<u8>> = cells.filter_map(|cell| bytes(cell)).collect();
        let fits = |guess: &Encoding| matches!(guess, Encoding::Tcvn3 | Encoding::Vni);
        let Some(encoding) = Encoding::guess(&sample.join(&b' '), is_syllable).filter(fits) else { continue };
        for row in &mut grid.rows {
            if let Some(cell) = row.get_mut(field).filter(|cell| !cell.is_ascii())
                && let Some(own) = bytes(cell)
            {
                let read = encoding.text(&own);
                if good(&read) > good(cell) {
                    *cell = nfc(&read).into_owned();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn text_files_of_any_separator() {
        for text in ["a,b\n\n1,\"x;y\"\n", "sep=;\na;b\n\n1;\"x;y\"\n", "\u{feff}a\tb\n\n1\tx;y\n"] {
            let (grids, _) = grids("f.csv", text.as_bytes(), &[]).expect("read");
            assert_eq!(grids[0].rows, [vec!["a", "b"], vec![], vec!["1", "x;y"]], "{text}");
            assert_eq!(grids[0].place(2, 1), "f.csv!B3");
        }
    }

    #[test]
    fn a_font_of_tcvn3_is_read_column_by_column() {
        let mut grid = Grid {
            name: "s".into(),
            rows: [["X· Tr\u{ef}ng Qu\u{b8}n", "Xã Hưng Vũ"], ["X· H\u{ad}ng V\u{f2}", "tham gia tố tụng"]]
                .map(|row| row.map(str::to_owned).to_vec())
                .into(),
        };
        repair(&mut grid);
        assert_eq!(grid.rows[0], ["Xã Trùng Quán", "Xã Hưng Vũ"]);
        assert_eq!(grid.rows[1], ["Xã Hưng Vũ", "tham gia tố tụng"]);
    }
}
