//! Tables for people: light lines, as wide as the terminal; without a terminal nothing wraps.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle};
use unicode_width::UnicodeWidthStr;

use super::cell::{about, more, text};
use super::format::{Format, Look, Medium};
use super::style::{Tone, painted, toned};
use super::{chart, finding};
use crate::report::{Align, Answer, Block, Column, Header, Row, Sheet};
use crate::text::printable;

/// The format.
pub(super) const FORMAT: Format =
    Format { name: "table", aliases: &["text"], machine: false, findings: false, medium: Medium::Text, write };

/// Stands in the first cell of a row that is written across all columns; no text has it.
const ACROSS: char = '\u{e0021}';
/// Between columns: the table's own separator and one more.
const GAP: usize = 2;
/// Columns that need not be wider than this never wrap.
const NARROW: usize = 24;
/// The widest that words between tables run on a terminal.
const PROSE: usize = 100;

fn write(answer: &dyn Answer, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let document = answer.document();
    for (at, block) in document.blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match block {
            Block::Header(header) => write_header(header, look, out)?,
            Block::Heading(heading) => prose(&toned(&printable(heading.get(look.lang)), Some(Tone::Strong)), look, out)?,
            Block::Line(line) => prose(&printable(line.get(look.lang)), look, out)?,
            Block::Lines(lines) => {
                for line in lines {
                    prose(&printable(line.get(look.lang)), look, out)?;
                }
            }
            Block::Sheet(sheet) => write_sheet(sheet, look, out)?,
            Block::Picture(picture) => chart::write(picture, look, out)?,
            Block::Diagnostics(found) => finding::write(found, look, out)?,
        }
    }
    Ok(())
}

fn write_header(header: &Header, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for plan in &header.plans {
        prose(&toned(&printable(plan), Some(Tone::Strong)), look, out)?;
    }
    prose(&about(header, look.lang), look, out)
}

/// Writes words, wrapped on a terminal.
pub(super) fn prose(words: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", painted(&wrapped(words, look.width.map(|width| width.min(PROSE))), look.colour))
}

/// The text in lines of at most `width` columns, broken at spaces.
fn wrapped(text: &str, width: Option<usize>) -> String {
    let Some(width) = width else { return text.to_owned() };
    let mut lines = String::with_capacity(text.len() + 8);
    let mut used = 0;
    for word in text.split(' ') {
        let needs = word.width();
        if used > 0 && used + 1 + needs > width {
            lines.push('\n');
            used = 0;
        } else if used > 0 {
            lines.push(' ');
            used += 1;
        }
        lines.push_str(word);
        used += needs;
    }
    lines
}

fn write_sheet(sheet: &Sheet, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if let Some(title) = &sheet.title {
        prose(&toned(&printable(title.get(look.lang)), Some(Tone::Strong)), look, out)?;
    }
    let mut across = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in &sheet.rows {
        match row {
            Row::Cells(cells) => rows.push(cells.iter().map(|cell| text(cell, look.lang)).collect()),
            Row::Chapter { text, aside } | Row::Head { text, aside } => {
                let mut words = toned(&printable(text.get(look.lang)), Some(Tone::Strong));
                words = wrapped(&words, look.width);
                if let Some(aside) = aside {
                    let aside = toned(&printable(aside.get(look.lang)), Some(Tone::Dim));
                    let narrow = look.width.is_some_and(|width| words.contains('\n') || words.width() + 2 + aside.width() > width);
                    words = format!("{words}{}{}", if narrow { "\n" } else { "  " }, wrapped(&aside, look.width));
                }
                // Air above, except below the titles.
                let air = if rows.is_empty() { "" } else { "\n" };
                across.push(format!("{air}{words}"));
                rows.push(vec![ACROSS.to_string()]);
            }
            Row::More(count) => {
                across.push(toned(more(*count).get(look.lang), Some(Tone::Dim)));
                rows.push(vec![ACROSS.to_string()]);
            }
        }
    }
    let mut across = across.into_iter();
    for line in laid_out(&sheet.columns, &rows, look) {
        let line = if line.starts_with(ACROSS) { across.next().unwrap_or_default() } else { line };
        writeln!(out, "{}", painted(line.trim_end(), look.colour))?;
    }
    for note in &sheet.notes {
        writeln!(out)?;
        prose(&printable(note.get(look.lang)), look, out)?;
    }
    Ok(())
}

/// The lines of a table, titles first, in the width there is.
fn laid_out(columns: &[Column], rows: &[Vec<String>], look: Look) -> Vec<String> {
    let widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = rows.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.starts_with(ACROSS)).map(|cell| cell.width());
            cells.max().unwrap_or(0).max(column.title.get(look.lang).width())
        })
        .collect();
    // A column in which nothing stands says nothing.
    let filled = |at: &usize| rows.iter().any(|row| row.get(*at).is_some_and(|cell| !cell.is_empty() && !cell.starts_with(ACROSS)));
    let shown = fitting(columns, &widths, (0..columns.len()).filter(filled).collect(), look.width);

    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
    table.set_header(shown.iter().map(|at| toned(columns[*at].title.get(look.lang), Some(Tone::Strong))));
    for row in rows {
        table.add_row(shown.iter().map(|at| row.get(*at).cloned().unwrap_or_default()));
    }
    let total: usize = shown.iter().map(|at| widths[*at] + GAP).sum();
    let tight = look.width.filter(|width| total.saturating_sub(GAP) > *width);
    if let Some(width) = tight {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    } else {
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    let last = shown.len().saturating_sub(1);
    for (place, at) in shown.iter().enumerate() {
        let Some(column) = table.column_mut(place) else { continue };
        column.set_padding((0, u16::from(place != last)));
        if columns[*at].align == Align::Right {
            column.set_cell_alignment(CellAlignment::Right);
        }
        // The first column gives way where nothing else can.
        if tight.is_some() && widths[*at] <= NARROW && place > 0 {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table.lines().collect()
}

/// The columns there is room for: where it is short, the most dispensable go first.
fn fitting(columns: &[Column], widths: &[usize], mut shown: Vec<usize>, width: Option<usize>) -> Vec<usize> {
    let Some(width) = width else { return shown };
    loop {
        let least: usize = shown.iter().map(|at| widths[*at].min(NARROW) + GAP).sum();
        let worst = shown.iter().copied().filter(|at| columns[*at].rank > 0).max_by_key(|at| columns[*at].rank);
        match worst {
            Some(worst) if least.saturating_sub(GAP) > width => shown.retain(|at| *at != worst),
            _ => return shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Answer, Cell, Document};
    use crate::text::{Lang, Message};

    struct Fixed(Sheet);

    impl Answer for Fixed {
        fn document(&self) -> Document {
            Document { blocks: vec![Block::Sheet(self.0.clone())] }
        }

        fn records(&self) -> Sheet {
            self.0.clone()
        }

        fn contract(&self) -> serde_json::Value {
            serde_json::Value::Null
        }
    }

    fn sheet() -> Sheet {
        let columns = vec![
            Column::left("name", Message::same("Name")),
            Column::right("share", Message::same("Share")),
            Column::left("extra", Message::same("Extra")).dispensable(1),
        ];
        let rows = vec![
            Row::Head { text: Message::same("A heading that is longer than the first column"), aside: None },
            Row::Cells(vec![Cell::Text("xã Bắc Hùng, huyện Văn Lãng, tỉnh Lạng Sơn".into()), Cell::Share(1, 12), Cell::Text("x".into())]),
            Row::More(3),
        ];
        Sheet { columns, rows, ..Sheet::default() }
    }

    fn check(width: Option<usize>, expected: &str) {
        let mut out = Vec::new();
        let look = Look { lang: Lang::En, colour: false, width };
        (FORMAT.write)(&Fixed(sheet()), look, &mut out).expect("a buffer takes everything");
        assert_eq!(String::from_utf8(out).expect("text"), expected);
    }

    #[test]
    fn without_a_terminal_nothing_wraps() {
        check(
            None,
            "Name                                        Share  Extra\n\
             ────────────────────────────────────────────────────────\n\
             A heading that is longer than the first column\n\
             xã Bắc Hùng, huyện Văn Lãng, tỉnh Lạng Sơn   1/12  x\n\
             … and 3 more: --full\n",
        );
    }

    #[test]
    fn a_narrow_terminal_wraps_and_drops() {
        check(
            Some(34),
            "Name                    Share\n\
             ─────────────────────────────\n\
             A heading that is longer than the\n\
             first column\n\
             xã Bắc Hùng, huyện Văn   1/12\n\
             Lãng, tỉnh Lạng Sơn\n\
             … and 3 more: --full\n",
        );
    }
}
