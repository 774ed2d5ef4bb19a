//! Workbooks: a sheet for what the answer is about, then one for each table, with cells of their own types.
//!
//! Nothing that comes from the data is ever a formula, and nothing varies but with the answer: the same answer gives the
//! same bytes.

mod flat;
mod form;
mod looks;
mod names;
pub(super) mod plain;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::cell::left_out;
use super::format::{Format, Look, Medium};
use crate::calendar::Date;
use crate::report::{Answer, Block, Document, Header, Sheet, findings_sheet};
use crate::text::{Lang, Message, Word, printable};
use flat::{Flat, Value, flat};
use looks::{Lie, Looks};
use names::Names;

/// The format.
pub(super) const FORMAT: Format = Format { name: "xlsx", aliases: &[], machine: true, findings: false, medium: Medium::Workbook, write };

/// Rows of one sheet; what is more goes to another.
const ROWS: usize = 1_000_000;
/// Characters of one cell, a little less than what programs take.
const CELL: usize = 32_000;
/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (7, 60);
/// A page of paper holds so many characters that can be read; wide columns of texts become narrower until they fit.
const PAGE: usize = 215;
/// No column of texts becomes narrower than this.
const TEXT: usize = 24;
/// What needs more than one page goes on to the next, at so many hundredths of its size.
const SCALE: u16 = 65;
/// The columns of the first sheet.
const COVER: (u16, u16) = (32, 90);
/// A line of text, in points.
const LINE: u32 = 15;
/// A4, by the number that workbooks know it under.
const A4: u8 = 9;

fn write(answer: &dyn Answer, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let bytes = answer.form().map_or_else(|| workbook(answer, look.lang), |form| form::book(&form, look.lang));
    let bytes = bytes.map_err(|error| io::Error::other(error.to_string()))?;
    out.write_all(&bytes)
}

/// A table with the name of its sheet.
struct Named<'a> {
    name: String,
    title: Option<&'a Message>,
    notes: &'a [Message],
    flat: Flat,
}

fn workbook(answer: &dyn Answer, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let document = answer.document();
    let header = document.blocks.iter().find_map(|block| match block {
        Block::Header(header) => Some(header),
        _ => None,
    });
    let mut book = Workbook::new();
    book.set_properties(&properties(&answer.title(), header, lang)?);
    let looks = Looks::new(lang);
    let mut names = Names::default();
    let about = names.take(Word::About.get(lang));
    let made = made(&document);
    let sheets = named(answer, &document, &made, lang, &mut names);

    cover(book.add_worksheet().set_name(about)?, answer, &document, &sheets, (&looks, lang))?;
    let footer = footer(header);
    for sheet in &sheets {
        let none: &[Vec<Value>] = &[];
        let parts = sheet.flat.rows.chunks(ROWS).chain(sheet.flat.rows.is_empty().then_some(none));
        for (part, rows) in parts.enumerate() {
            let name = if part == 0 { sheet.name.clone() } else { names.take(&sheet.name) };
            let page = book.add_worksheet().set_name(name)?;
            table(page, &sheet.flat, rows, &looks)?;
            page.set_landscape().set_paper_size(A4).set_footer(&footer).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
            page.set_repeat_rows(0, 0)?;
        }
    }
    book.save_to_buffer()
}

/// What programs show about the file; its time is the as-of date, not that of the run.
fn properties(title: &Message, header: Option<&Header>, lang: Lang) -> Result<DocProperties, XlsxError> {
    let day = header.map_or(Date::constant(2000, 1, 1), |header| header.as_of);
    let made = date(day).unwrap_or(ExcelDateTime::from_ymd(2000, 1, 1)?);
    Ok(DocProperties::new().set_title(title.get(lang)).set_creation_datetime(&made))
}

/// The day as workbooks count days; they know none before 1900.
fn date(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| (1901..=9999).contains(year))?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

/// Findings and the values of pictures as tables, one for each of their blocks.
fn made(document: &Document) -> Vec<Sheet> {
    let made = |block: &Block| match block {
        Block::Diagnostics(found) => Some(findings_sheet(found)),
        // A table beside it has the values of some.
        Block::Picture(picture) if !picture.tabled => Some(picture.values()),
        _ => None,
    };
    document.blocks.iter().filter_map(made).collect()
}

/// The tables of a document, each with a name: its own, its title's, or that of the section it stands in.
fn named<'a>(answer: &dyn Answer, document: &'a Document, made: &'a [Sheet], lang: Lang, names: &mut Names) -> Vec<Named<'a>> {
    let mut sheets = Vec::new();
    let mut heading: Option<&Message> = None;
    let mut made = made.iter();
    for block in &document.blocks {
        let sheet = match block {
            Block::Heading(text) | Block::Annex(text) => {
                heading = Some(text);
                continue;
            }
            Block::Sheet(sheet) => Some(sheet),
            Block::Picture(picture) if picture.tabled => None,
            Block::Diagnostics(_) | Block::Picture(_) => made.next(),
            Block::Header(_) | Block::Line(_) | Block::Lines(_) => None,
        };
        let Some(sheet) = sheet else { continue };
        let title = answer.title();
        let name = sheet.name.as_ref().or(sheet.title.as_ref()).or(heading).unwrap_or(&title);
        let name = names.take(name.get(lang));
        sheets.push(Named { name, title: sheet.title.as_ref(), notes: &sheet.notes, flat: flat(&sheet.with_source_columns(), lang) });
    }
    sheets
}

/// The first sheet: what the answer is about, what it says in sentences, and what the other sheets hold.
fn cover(
    page: &mut Worksheet,
    answer: &dyn Answer,
    document: &Document,
    sheets: &[Named<'_>],
    (looks, lang): (&Looks, Lang),
) -> Result<(), XlsxError> {
    page.set_column_width(0, COVER.0)?.set_column_width(1, COVER.1)?;
    page.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    page.write_string_with_format(0, 0, answer.title().get(lang), &looks.title)?;
    let mut row = 1;
    let mut line = |page: &mut Worksheet, label: &str, text: &str| -> Result<(), XlsxError> {
        row += 1;
        page.write_string_with_format(row, 0, label, &looks.label)?;
        let text = cut(&printable(text));
        page.write_string_with_format(row, 1, &text, looks.text(&text, Lie::Wrapped))?;
        page.set_row_height(row, height(&text, COVER.1).max(height(label, COVER.0)))?;
        Ok(())
    };
    let mut heading: &str = "";
    for block in &document.blocks {
        match block {
            Block::Header(header) => {
                for plan in &header.plans {
                    line(page, Word::Plan.get(lang), plan)?;
                }
                line(page, Word::AsOf.get(lang), &crate::calendar::display_date(header.as_of, lang))?;
                if let Some(period) = &header.period {
                    line(page, Word::Period.get(lang), period.get(lang))?;
                }
                if let Some(notice) = &header.notice {
                    line(page, Word::Notice.get(lang), notice)?;
                }
                if let Some(left_out) = left_out(header) {
                    line(page, Word::Notice.get(lang), left_out.get(lang))?;
                }
            }
            Block::Heading(text) | Block::Annex(text) => heading = text.get(lang),
            Block::Line(text) => line(page, heading, text.get(lang))?,
            Block::Lines(lines) => {
                for text in lines {
                    line(page, heading, text.get(lang))?;
                }
            }
            Block::Sheet(_) | Block::Picture(_) | Block::Diagnostics(_) => {}
        }
    }
    for sheet in sheets {
        let title = sheet.title.map(|title| title.get(lang)).into_iter();
        let notes = sheet.notes.iter().map(|note| note.get(lang));
        line(page, &sheet.name, &title.chain(notes).collect::<Vec<_>>().join("; "))?;
    }
    Ok(())
}

/// How wide columns are, in characters: as wide as their texts where a page has the room, narrower where it has not.
fn widths(flat: &Flat) -> Vec<usize> {
    // Beside a title stands the button of its filter. What a column of numbers is called may wrap.
    let title = |(title, right): (&String, &bool)| if *right { title.split(' ').map(str::width).max().unwrap_or(0) } else { title.width() };
    let mut widths: Vec<usize> = flat.titles.iter().zip(&flat.right).map(|both| title(both) + 3).collect();
    for (at, value) in flat.rows.iter().chain(&flat.total).flat_map(|values| values.iter().enumerate()) {
        widths[at] = widths[at].max(width(value));
    }
    for width in &mut widths {
        // A little air: letters are not all as wide as a digit.
        *width = (*width + 2).clamp(WIDTHS.0, WIDTHS.1);
    }
    while widths.iter().sum::<usize>() > PAGE {
        let Some(widest) = widths.iter_mut().filter(|width| **width > TEXT).max() else { break };
        *widest -= 1;
    }
    widths
}

fn table(page: &mut Worksheet, flat: &Flat, rows: &[Vec<Value>], looks: &Looks) -> Result<(), XlsxError> {
    let widths = widths(flat);
    for (at, width) in widths.iter().enumerate() {
        page.set_column_width(column(at), narrow(*width))?;
        page.write_string_with_format(0, column(at), &flat.titles[at], looks.head(flat.right[at]))?;
    }
    let lines = flat.titles.iter().zip(&widths).map(|(title, width)| height(title, narrow(*width))).max();
    page.set_row_height(0, lines.unwrap_or(LINE))?;
    if widths.iter().sum::<usize>() > PAGE {
        // Whom rows are about stands on every page.
        page.set_print_scale(SCALE).set_repeat_columns(0, column(flat.above))?;
    } else {
        page.set_print_fit_to_pages(1, 0);
    }
    let mut write = |line: u32, values: &[Value], above: Option<&Vec<Value>>, total: bool| -> Result<(), XlsxError> {
        let mut tallest = LINE;
        for (at, value) in values.iter().enumerate() {
            // What a group of rows is about is said in each of them, for filters, and in full in the first.
            let again = at < flat.above && above.is_some_and(|above| above[at] == *value);
            let wraps = width(value) + 2 > widths[at];
            let lie = match (again, wraps, flat.right[at]) {
                (true, ..) => Lie::Again,
                (_, true, _) => Lie::Wrapped,
                (_, _, true) => Lie::Right,
                _ => Lie::Plain,
            };
            write_value(page, (line, column(at)), value, lie, looks)?;
            if total {
                page.set_cell_format(line, column(at), &looks.total(value, flat.right[at]))?;
            }
            if let (Value::Text(text), true, false) = (value, wraps, again) {
                tallest = tallest.max(height(text, narrow(widths[at])));
            }
        }
        if tallest > LINE {
            page.set_row_height(line, tallest)?;
        }
        Ok(())
    };
    let line = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for (at, values) in rows.iter().enumerate() {
        write(line(at + 1), values, at.checked_sub(1).map(|before| &rows[before]), false)?;
    }
    // An empty row keeps the sum out of what is sorted and filtered.
    if let (Some(total), true) = (&flat.total, flat.rows.last().map(Vec::as_ptr) == rows.last().map(Vec::as_ptr)) {
        write(line(rows.len() + 2), total, None, true)?;
    }
    page.set_freeze_panes(1, u16::from(flat.above == 0))?;
    let last = line(rows.len());
    if !flat.titles.is_empty() {
        page.autofilter(0, 0, last, column(flat.titles.len() - 1))?;
    }
    for (at, words) in flat.toned.iter().enumerate() {
        for (word, tone) in words {
            page.add_conditional_format(1, column(at), last, column(at), &Looks::condition(word, *tone))?;
        }
    }
    Ok(())
}

/// How many characters a cell takes.
fn width(value: &Value) -> usize {
    match value {
        Value::Empty => 0,
        Value::Text(text) => text.width(),
        // With its thousands set apart.
        Value::Number(number, places) => format!("{number:.places$}").len() * 4 / 3,
        Value::Percent(..) => 6,
        Value::Date(_) => 10,
    }
}

/// How tall a text is in a column.
fn height(text: &str, column: u16) -> u32 {
    let lines = text.width().div_ceil(usize::from(column).saturating_sub(1).max(1)).max(1);
    LINE * u32::try_from(lines).unwrap_or(1).min(20)
}

fn write_value(page: &mut Worksheet, (row, at): (u32, u16), value: &Value, lie: Lie, looks: &Looks) -> Result<(), XlsxError> {
    match value {
        Value::Empty => return Ok(()),
        Value::Text(text) => page.write_string_with_format(row, at, cut(text), looks.text(text, lie))?,
        Value::Number(number, places) => page.write_number_with_format(row, at, *number, looks.number(*places))?,
        Value::Percent(share, near) => page.write_number_with_format(row, at, *share, looks.percent(*near))?,
        Value::Date(day) => match date(*day) {
            Some(date) => page.write_datetime_with_format(row, at, &date, &looks.date)?,
            None => page.write_string_with_format(row, at, day.to_string(), looks.text("", lie))?,
        },
    };
    Ok(())
}

/// What stands at the foot of every printed page: the notice, and the page.
fn footer(header: Option<&Header>) -> String {
    let notice = header.and_then(|header| header.notice.as_deref()).unwrap_or_default();
    // Programs take 255 units, and a few more are needed.
    let mut units = 0;
    let kept: String = printable(notice)
        .replace(['&', '[', ']'], " ")
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= 200
        })
        .collect();
    format!("&L&8{kept}&R&8&P / &N")
}

/// A text that fits into a cell.
fn cut(text: &str) -> String {
    match text.char_indices().nth(CELL) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn narrow(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests;
