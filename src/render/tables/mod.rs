//! Tables of an export as files: one file or folder for each format.

mod csv;

use std::io::{self, Write};

use crate::report::{Export, ExportTable};

/// What a table of an export is called as a CSV file.
pub fn csv_name(table: &ExportTable) -> String {
    format!("{}.csv", table.name)
}

/// Writes a table of an export as CSV.
pub fn csv(export: &Export<'_>, table: &ExportTable, out: &mut dyn Write) -> io::Result<()> {
    csv::write(export, table, out)
}
