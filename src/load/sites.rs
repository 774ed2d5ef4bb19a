//! Where fields of a table stand. Only findings ask, and there are few: fields are found again by the rows they stand
//! in, instead of being kept.

use std::cell::OnceCell;

use super::rows::Header;
use crate::read::blocks::Block;
use crate::read::records::Records;
use crate::read::{Place, Tree};

/// Finds the fields of one file.
pub(super) struct Sites<'t> {
    tree: &'t Tree,
    path: String,
    header: Option<Header>,
    /// The file's bytes, read again when first asked.
    bytes: OnceCell<Vec<u8>>,
}

impl<'t> Sites<'t> {
    /// Of a file whose header is not known yet.
    pub(super) fn new(tree: &'t Tree, path: &str) -> Sites<'t> {
        Sites { tree, path: path.to_owned(), header: None, bytes: OnceCell::new() }
    }

    /// Learns which field holds which column.
    pub(super) fn learn(&mut self, header: &Header) {
        if self.header.is_none() {
            self.header = Some(header.clone());
        }
    }

    /// Where a column's field stands in a row; the row where that is not known.
    pub(super) fn field(&self, row: Place, column: usize) -> Place {
        let found = || {
            let bytes = self.bytes.get_or_init(|| self.tree.read(&self.path).unwrap_or_default());
            let stretch = usize::try_from(row.start).ok()?..usize::try_from(row.end).ok()?;
            let mut records = Records::within(row.file);
            records.put(Block { bytes: bytes.get(stretch)?.to_vec(), offset: row.start, last: false });
            Some(self.header.as_ref()?.place(&records.advance().ok()??, column))
        };
        found().unwrap_or(row)
    }
}

#[cfg(test)]
mod tests {
    use super::super::table_file::read;
    use super::super::tables::built_in;
    use super::*;
    use crate::decode::Vocabulary;
    use crate::finding::Findings;
    use crate::model::{Column, Kind};

    #[test]
    fn every_field_is_found_again() {
        let text = "\u{feff}b,a\r\n\u{feff}\"1,\"\"2\",x\r\n\n,\"y\nz\"\n 3 ,\n4,w";
        let tree = Tree::in_memory([("t.csv", text)]);
        let table = built_in("t", ["a", "b"].map(|name| Column::new(name, Kind::Text, false)).to_vec());
        let file = read(&tree, "t.csv", &table, &Vocabulary::default(), &mut Findings::default());
        let field = |row: Place, column: usize| {
            let place = file.sites.field(row, column);
            &text[usize::try_from(place.start).expect("small")..usize::try_from(place.end).expect("small")]
        };
        let fields: Vec<[&str; 2]> = file.rows.all().map(|row| [0, 1].map(|column| field(row.place(), column))).collect();
        assert_eq!(fields, [["x", "1,\"\"2"], ["y\nz", ""], ["", " 3 "], ["w", "4"]]);
        // A column that the file lacks stands where its row does.
        let row = file.rows.get(3).place();
        assert_eq!(file.sites.field(row, 2), row);
    }
}
