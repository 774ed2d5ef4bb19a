//! One file of a log, whole in memory: for logs whose records are subjects.

use super::table_file;
use crate::decode::Vocabulary;
use crate::finding::Findings;
use crate::model::{Lost, Rows, Table};
use crate::read::Tree;

/// The rows of a file that can be read, and what of it is not known.
pub struct LogRows {
    /// Those that can be read: whether they are sound only a scan can tell.
    pub rows: Rows,
    /// What of the others is known.
    pub lost: Lost,
}

/// Reads a file of a log.
pub fn read(tree: &Tree, path: &str, table: &Table, vocabulary: &Vocabulary, findings: &mut Findings) -> LogRows {
    let file = table_file::read(tree, path, table, vocabulary, findings);
    LogRows { rows: file.rows, lost: file.lost }
}
