//! A table of an export as CSV: headings, ISO dates, plain numbers, `true` and `false`; text that is safe to open in a spreadsheet.

use std::io::{self, Write};

use crate::report::{Export, ExportRows, ExportTable, ExportValue};
use crate::text::{cell_safe, printable};

pub(super) fn write(export: &Export<'_>, table: &ExportTable, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Csv { writer: ::csv::Writer::from_writer(out), columns: table.columns.len() };
    rows.writer.write_record(table.columns.iter().map(|column| column.name.as_str())).map_err(fault)?;
    export.write(table, &mut rows)?;
    rows.writer.flush()
}

struct Csv<'o> {
    writer: ::csv::Writer<&'o mut dyn Write>,
    columns: usize,
}

impl ExportRows for Csv<'_> {
    fn put(&mut self, row: &[ExportValue<'_>]) -> io::Result<()> {
        debug_assert_eq!(row.len(), self.columns);
        for value in row {
            match value {
                ExportValue::Empty => self.writer.write_field(""),
                ExportValue::Text(text) => self.writer.write_field(cell_safe(&printable(text)).as_bytes()),
                ExportValue::Integer(number) => self.writer.write_field(number.to_string()),
                ExportValue::Number(number) => self.writer.write_field(number),
                ExportValue::Boolean(flag) => self.writer.write_field(if *flag { "true" } else { "false" }),
                ExportValue::Date(day) => self.writer.write_field(day.to_string()),
            }
            .map_err(fault)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(fault)
    }
}

fn fault(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}
