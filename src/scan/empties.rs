//! How often columns are empty, file by file, where somebody has set a limit to it.

use std::collections::BTreeMap;

use super::block::Worker;
use super::decoders::Fields;
use super::file::FileScan;
use super::rows::{GONE, LEFT_OUT};
use crate::check::too_often_empty;
use crate::finding::Finding;
use crate::load::reader::heading;
use crate::load::rows::Header;
use crate::model::{Column, Log};
use crate::read::{FileId, Tree};

/// By file and column in how many rows it is empty, and how many there are.
pub(super) type Empties = BTreeMap<(FileId, usize), (u64, u64)>;

/// The columns with a limit.
pub(super) fn limited(columns: &[Column]) -> Vec<usize> {
    (0..columns.len()).filter(|at| columns[*at].empty_at_most.is_some()).collect()
}

/// Adds what others have counted.
pub(super) fn join(into: &mut Empties, other: Empties) {
    for (of, (empty, rows)) in other {
        let known = into.entry(of).or_default();
        *known = (known.0 + empty, known.1 + rows);
    }
}

impl FileScan<'_> {
    /// Counts the empty fields of the rows of a frame that count.
    pub(super) fn count_empties(&self, worker: &mut Worker, header: &Header, fields: &Fields<'_>, (file, first): (FileId, usize)) {
        for column in self.limited {
            let field = header.place_of(*column);
            let flags = worker.rows.flags[first..].iter().enumerate();
            let counts = flags.filter(|(_, flags)| **flags & (GONE | LEFT_OUT) == 0).map(|(row, _)| fields.bytes(row, field).is_empty());
            let (empty, rows) = counts.fold((0, 0), |(empty, rows), is| (empty + u64::from(is), rows + 1));
            let known = worker.empties.entry((file, *column)).or_default();
            *known = (known.0 + empty, known.1 + rows);
        }
    }
}

/// What is said of the files of a log.
pub(super) fn findings(tree: &Tree, log: &Log, counted: &Empties) -> Vec<Finding> {
    let of = |((file, column), counts): (&(FileId, usize), &(u64, u64))| {
        let column = &log.table.columns[*column];
        too_often_empty::check(column, *counts, || heading(tree, &tree.path(*file), column))
    };
    counted.iter().filter_map(of).collect()
}
