//! A table in a document: its titles repeat on every page, a row is never cut in two, and a bar is shaded in its cell.

use num_rational::BigRational;
use unicode_width::UnicodeWidthStr;

use super::super::cell::{more, text};
use super::super::style::painted;
use super::xml::{Para, Xml};
use crate::number::approximate;
use crate::report::{Align, Cell, Column, Row, Sheet};
use crate::text::{Lang, Message};

/// The width of the text: A4 between its margins.
pub(super) const WIDTH: u32 = 9185;
/// The narrowest column and the widest that counts, in characters.
const COLUMN: (usize, usize) = (5, 40);
/// How many spaces a bar is made of.
const BAR: usize = 10;

pub(super) fn write(xml: &mut Xml, sheet: &Sheet, lang: Lang) {
    let (sheet, marks) = sheet.marked();
    let sheet = &sheet.for_people();
    let columns: Vec<usize> = (0..sheet.columns.len()).filter(|at| filled(sheet, *at)).collect();
    if columns.is_empty() {
        return;
    }
    let title = sheet.title.as_ref().map_or("", |title| title.get(lang));
    Para::CAPTION.write(xml, title);
    let widths = widths(sheet, &columns, lang);
    xml.put("<w:tbl><w:tblPr><w:tblW w:w=\"");
    xml.put(&format!("{WIDTH}\" w:type=\"dxa\"/><w:tblBorders>"));
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        xml.put(&format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"));
    }
    xml.put("</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
    for width in &widths {
        xml.put(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.put("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (at, width) in columns.iter().zip(&widths) {
        open(xml, *width, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7E6E6\"/><w:vAlign w:val=\"center\"/>");
        Para { align: "center", bold: true, ..Para::CELL }.write(xml, sheet.columns[*at].title.get(lang));
        xml.put("</w:tc>");
    }
    xml.put("</w:tr>");
    let last = sheet.rows.len().saturating_sub(1);
    for (nth, row) in sheet.rows.iter().enumerate() {
        match row {
            Row::Chapter { text, aside } | Row::Head { text, aside } => {
                let aside = aside.as_ref().map(|aside| format!(" ({})", aside.get(lang))).unwrap_or_default();
                across(xml, columns.len(), &format!("{}{aside}", text.get(lang)), true);
            }
            Row::Cells(cells) => {
                xml.put("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
                for (at, width) in columns.iter().zip(&widths) {
                    open(xml, *width, "");
                    let bold = sheet.total && nth == last;
                    field(xml, cells.get(*at).unwrap_or(&Cell::Empty), sheet.columns[*at].align, bold, lang);
                    xml.put("</w:tc>");
                }
                xml.put("</w:tr>");
            }
            Row::More(count) => across(xml, columns.len(), more(*count).get(lang), false),
        }
    }
    xml.put("</w:tbl>");
    for note in sheet.notes.iter().chain(&marks) {
        Para::NOTE.write(xml, note.get(lang));
    }
    // Two tables that touch would become one.
    Para { size: 12, ..Para::PLAIN }.write(xml, "");
}

/// Whether anything stands in a column.
fn filled(sheet: &Sheet, at: usize) -> bool {
    let something = |row: &Row| matches!(row, Row::Cells(cells) if cells.get(at).is_some_and(|cell| *cell != Cell::Empty));
    sheet.rows.is_empty() || sheet.rows.iter().any(something)
}

fn open(xml: &mut Xml, width: u32, more: &str) {
    xml.put(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{more}</w:tcPr>"));
}

/// A row that is one cell.
fn across(xml: &mut Xml, columns: usize, text: &str, bold: bool) {
    let keep = if bold { "<w:keepNext/>" } else { "" };
    xml.put(&format!(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{columns}\"/></w:tcPr>"
    ));
    Para { bold, italic: !bold, more: keep, ..Para::CELL }.write(xml, text);
    xml.put("</w:tc></w:tr>");
}

fn field(xml: &mut Xml, cell: &Cell, align: Align, bold: bool, lang: Lang) {
    if let Cell::Bar(Some(share)) = cell {
        return bar(xml, share);
    }
    let align = if align == Align::Right { "right" } else { "left" };
    Para { align, bold, ..Para::CELL }.write(xml, &words(cell, lang));
}

fn words(cell: &Cell, lang: Lang) -> String {
    painted(&text(cell, lang), false)
}

/// A share as shaded spaces: none or all of them only where that is exact.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "between 0 and the bar's length")]
fn bar(xml: &mut Xml, share: &BigRational) {
    let share = approximate(share).clamp(0.0, 1.0);
    let part = match (share * BAR as f64).round() as usize {
        0 if share > 0.0 => 1,
        BAR if share < 1.0 => BAR - 1,
        part => part,
    };
    Para::CELL.open(xml);
    for (count, fill) in [(part, "1F4E79"), (BAR - part, "DDDDDD")] {
        if count > 0 {
            xml.put(&format!(
                "<w:r><w:rPr><w:sz w:val=\"18\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
                "\u{a0}".repeat(count)
            ));
        }
    }
    xml.put("</w:p>");
}

/// A letter of a cell, and what lies beside the text of one, in twentieths of a point.
const LETTER: usize = 100;
const BESIDE: usize = 130;
/// A longer word of a title may be broken.
const TITLE: usize = 11;
/// A figure is never broken: what is no longer is one word.
const FIGURE: usize = 9;

/// How wide each column is: its longest word fits, and what is left goes to those with more to say.
fn widths(sheet: &Sheet, columns: &[usize], lang: Lang) -> Vec<u32> {
    let longest = |text: &str| match text.width() {
        short if short <= FIGURE => short,
        _ => text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0),
    };
    let measured = columns.iter().map(|at| {
        let title = sheet.columns[*at].title.get(lang);
        let word = title.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0).min(TITLE) + 1;
        let (mut least, mut most) = (word.max(COLUMN.0), title.width() / 2);
        for cell in sheet.rows.iter().filter_map(|row| if let Row::Cells(cells) = row { cells.get(*at) } else { None }) {
            let words = if matches!(cell, Cell::Bar(_)) { "x".repeat(FIGURE) } else { words(cell, lang) };
            least = least.max(longest(&words));
            most = most.max(words.width());
        }
        let (least, most) = (least.min(COLUMN.1 / 2), most.min(COLUMN.1));
        (least * LETTER + BESIDE, most.max(least) * LETTER + BESIDE)
    });
    let measured: Vec<(usize, usize)> = measured.collect();
    let (width, least) = (WIDTH as usize, measured.iter().map(|(least, _)| least).sum::<usize>().max(1));
    let wish = measured.iter().map(|(least, most)| most - least).sum::<usize>();
    let one = |(least_here, most): &(usize, usize)| {
        let here = if least >= width {
            least_here * width / least
        } else {
            least_here + ((most - least_here) * (width - least)).checked_div(wish).unwrap_or((width - least) / measured.len())
        };
        u32::try_from(here).unwrap_or(WIDTH)
    };
    let mut widths: Vec<u32> = measured.iter().map(one).collect();
    let rest = WIDTH.saturating_sub(widths.iter().sum());
    if let Some(first) = widths.first_mut() {
        *first += rest;
    }
    widths
}

/// A table of a picture with its shares as bars: what the picture shows, in cells.
pub(super) fn with_bars(mut sheet: Sheet) -> Sheet {
    let share = |cell: &Cell| if let Cell::Percent(share) = cell { share.clone() } else { None };
    let shares = |row: &Row| if let Row::Cells(cells) = row { cells.iter().filter_map(share).collect() } else { Vec::new() };
    // Of several shares in a row nobody could say which one the bar is.
    if !sheet.rows.iter().all(|row| shares(row).len() <= 1) || !sheet.rows.iter().any(|row| shares(row).len() == 1) {
        return sheet;
    }
    for row in &mut sheet.rows {
        let bar = Cell::Bar(shares(row).pop());
        if let Row::Cells(cells) = row {
            cells.push(bar);
        }
    }
    sheet.columns.push(Column::left("bar", Message::same("")));
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_page_and_figures_are_not_broken() {
        let columns = vec![Column::left("a", Message::same("Subject")), Column::right("b", Message::same("n/N"))];
        let rows = vec![Row::Cells(vec![Cell::Text("a long name of a place that wraps over several lines".into()), Cell::Share(98, 126)])];
        let widths = widths(&Sheet { columns, rows, ..Sheet::default() }, &[0, 1], Lang::En);
        assert_eq!(widths.iter().sum::<u32>(), WIDTH);
        assert!(widths[1] as usize >= "98/126".len() * LETTER, "{widths:?}");
    }

    #[test]
    fn a_bar_is_full_or_empty_only_where_that_is_exact() {
        let shown = |of: i64, to: i64| {
            let mut xml = Xml::default();
            bar(&mut xml, &BigRational::new(of.into(), to.into()));
            xml.text.split("1F4E79").nth(1).map_or(0, |text| text.split("</w:t>").next().map_or(0, |run| run.matches('\u{a0}').count()))
        };
        assert_eq!([shown(0, 1), shown(1, 1000), shown(1, 2), shown(999, 1000), shown(1, 1)], [0, 1, 5, 9, 10]);
    }
}
