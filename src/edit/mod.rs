//! Rows written into tables: what a person enters becomes a field as the file wants it, and finds its place in the file.
//!
//! Everything here is from text to text; who calls it writes. Whether a new row is sound is asked of the same pass that
//! checks every other row, with the new text in place of the file.

mod book;
mod canonical;
mod entry;
mod grid;
mod heading;
mod import;
mod insert;
mod keys;
mod mend;
mod merge;
mod order;

pub use canonical::{Canonical, canonical};
pub use entry::Entry;
pub use grid::{Grid, grids, letters};
pub use heading::{Heading, Mapping, find as find_heading};
pub use import::{Doubtful, Row, Sheet, Skipped, by_looks, sheet};
pub use insert::{Inserted, insert};
pub use keys::NewKeys;
pub use mend::{mended, replaced};
pub use merge::{Merged, merge};
pub use order::order;

use crate::calendar::Date;
use crate::model::Log;

/// The file of a log that a row of a day belongs in: that of its year, or the only one; nothing where that cannot be told.
pub fn file_of(log: &Log, day: Date) -> Option<String> {
    let name = &log.table.name;
    let folder = format!("logs/{name}/");
    let of_year = format!("{folder}{:04}.csv", day.year());
    let is_year = |path: &String| {
        let stem = path.strip_prefix(&folder).and_then(|rest| rest.strip_suffix(".csv"));
        stem.is_some_and(|stem| stem.len() == 4 && stem.bytes().all(|byte| byte.is_ascii_digit()))
    };
    match log.files.as_slice() {
        [] => Some(of_year),
        files if files.iter().any(is_year) => Some(of_year),
        [only] => Some(only.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Table;

    #[test]
    fn a_row_goes_to_the_file_of_its_year() {
        let of = |files: &[&str]| {
            let files = files.iter().map(|path| (*path).to_owned()).collect();
            file_of(&Log { table: Table::new("v"), date: 0, files }, Date::constant(2016, 3, 1))
        };
        assert_eq!(of(&[]).as_deref(), Some("logs/v/2016.csv"));
        assert_eq!(of(&["logs/v.csv"]).as_deref(), Some("logs/v.csv"));
        assert_eq!(of(&["logs/v/all.csv"]).as_deref(), Some("logs/v/all.csv"));
        assert_eq!(of(&["logs/v/2014.csv", "logs/v/more.csv"]).as_deref(), Some("logs/v/2016.csv"));
        assert_eq!(of(&["logs/v/east.csv", "logs/v/west.csv"]), None);
    }
}
