//! A workbook of texts: rows that somebody mends and hands back.

use std::io::{self, Write};

use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// How wide a column may become, in letters.
const WIDEST: u16 = 60;

/// Writes a sheet of texts below a heading; no cell of it is a formula, a number or a date.
pub fn texts(header: &[String], rows: &[Vec<String>], out: &mut dyn Write) -> io::Result<()> {
    let bytes = book(header, rows).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn book(header: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    // Text as it is: `06139` keeps its zero, and `3/1/2014` becomes no date.
    let (bold, plain) = (Format::new().set_bold().set_num_format("@"), Format::new().set_num_format("@").set_text_wrap());
    for (row, cells) in (0_u32..).zip(std::iter::once(header).chain(rows.iter().map(Vec::as_slice))) {
        for (column, text) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, column, text, if row == 0 { &bold } else { &plain })?;
        }
    }
    for column in 0..u16::try_from(header.len()).unwrap_or(u16::MAX) {
        let letters = std::iter::once(header).chain(rows.iter().map(Vec::as_slice)).filter_map(|cells| cells.get(usize::from(column)));
        let most = letters.map(|text| text.chars().count()).max().unwrap_or(0);
        sheet.set_column_width(column, u16::try_from(most + 2).unwrap_or(WIDEST).min(WIDEST))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}
