//! Workbooks as rows of texts; one that is small outside and has no end within is told, not read.

use std::io::{Cursor, Read, copy, sink};

use calamine::{Data, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};

use crate::say;
use crate::text::{Message, count_en, count_vi};

/// What a workbook may unpack to: many times what an office enters in a year.
const MOST_BYTES: u64 = 256 << 20;

/// How many cells the sheets may have, those left empty before others in their rows counted.
const MOST_CELLS: usize = 5_000_000;

/// A sheet: its name and its rows.
pub(super) type Named = (String, Vec<Vec<String>>);

/// The sheets of a workbook that are not hidden, and the names of those that are.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<Named>, Vec<String>), Message> {
    let unreadable = |fault: &dyn std::fmt::Display| {
        let fault = fault.to_string();
        say!(vi: "không đọc được bảng tính: {fault}", en: "the workbook cannot be read: {fault}")
    };
    if unpacks_to_more_than(bytes, MOST_BYTES) {
        let most = MOST_BYTES >> 20;
        return Err(
            say!(vi: "bảng tính giải nén ra hơn {most} MB nên không được đọc; hãy lưu riêng trang tính cần nhập thành một tệp mới", en: "the workbook unpacks to more than {most} MB and is not read; save the sheet to be imported as a file of its own"),
        );
    }
    let mut book: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|fault| unreadable(&fault))?;
    let sheets: Vec<(String, SheetVisible)> = book.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
    let (mut grids, mut hidden, mut left) = (Vec::new(), Vec::new(), MOST_CELLS);
    for (name, visible) in sheets {
        if visible != SheetVisible::Visible {
            hidden.push(name);
            continue;
        }
        let mut sheet = Sheet { rows: Vec::new(), left };
        let fits = if let Sheets::Xlsx(book) = &mut book {
            // Cell by cell: a stray one in the last column of the last row makes no rectangle.
            let mut cells = book.worksheet_cells_reader(&name).map_err(|fault| unreadable(&fault))?;
            let mut fits = true;
            while let Some(cell) = cells.next_cell().map_err(|fault| unreadable(&fault))? {
                let (row, field) = cell.get_position();
                fits &= sheet.put((row as usize, field as usize), shown(&Data::from(cell.get_value().clone())));
                if !fits {
                    break;
                }
            }
            fits
        } else {
            let range = book.worksheet_range(&name).map_err(|fault| unreadable(&fault))?;
            let (top, start) = range.start().unwrap_or((0, 0));
            range.used_cells().all(|(row, field, cell)| sheet.put((top as usize + row, start as usize + field), shown(cell)))
        };
        if !fits {
            let (vi, en) = (count_vi(MOST_CELLS), count_en(MOST_CELLS, "cell"));
            return Err(
                say!(vi: "trang tính `{name}` trải ra hơn {vi} ô nên không được đọc; hãy xóa những ô nằm xa bảng", en: "the sheet `{name}` spreads over more than {en} and is not read; delete the cells that lie far from its table"),
            );
        }
        left = sheet.left;
        grids.push((name, sheet.rows));
    }
    Ok((grids, hidden))
}

/// A sheet as it fills: each row is as long as its last cell.
struct Sheet {
    rows: Vec<Vec<String>>,
    /// How many more cells there may be.
    left: usize,
}

impl Sheet {
    /// Puts a cell in its place; not where the sheet would grow too large.
    fn put(&mut self, (row, field): (usize, usize), text: String) -> bool {
        if text.is_empty() {
            return true;
        }
        let below = (row + 1).saturating_sub(self.rows.len());
        let before = (field + 1).saturating_sub(self.rows.get(row).map_or(0, Vec::len));
        let Some(left) = self.left.checked_sub(below + before) else { return false };
        self.left = left;
        self.rows.resize_with(self.rows.len().max(row + 1), Vec::new);
        let cells = &mut self.rows[row];
        cells.resize_with(cells.len().max(field + 1), String::new);
        cells[field] = text;
        true
    }
}

/// Whether what is packed in a zip file comes to more than so many bytes; what its own list says of that is not believed.
fn unpacks_to_more_than(bytes: &[u8], most: u64) -> bool {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut sum = 0;
    for at in 0..archive.len() {
        let Ok(file) = archive.by_index(at) else { continue };
        // Where it breaks off, whoever reads it will say so.
        sum += copy(&mut file.take(most + 1 - sum), &mut sink()).unwrap_or(0);
        if sum > most {
            return true;
        }
    }
    false
}

/// A cell's value as a text.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let time = if (hour, minute) == (0, 0) { String::new() } else { format!(" {hour:02}:{minute:02}") };
            format!("{year:04}-{month:02}-{day:02}{time}")
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::Error(error) => error.to_string(),
    }
}
