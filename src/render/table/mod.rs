//! Tables for people: light lines, in the width there is.

mod layout;

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use self::layout::{Line, laid_out};
use super::cell::{about, more, text};
use super::format::{Format, Look, Medium};
use super::style::{Tone, painted, toned};
use super::{chart, finding};
use crate::report::{Answer, Block, Header, Row, Sheet};
use crate::say;
use crate::text::printable;

/// The format.
pub(super) const FORMAT: Format =
    Format { name: "table", aliases: &["text"], machine: false, findings: false, medium: Medium::Text, write };

/// Names that are no longer than this are never cut.
const NAME: usize = 40;
/// The widest that words between tables run.
const PROSE: usize = 100;

fn write(answer: &dyn Answer, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let document = answer.document();
    for (at, block) in document.blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match block {
            Block::Header(header) => write_header(header, look, out)?,
            Block::Heading(heading) | Block::Annex(heading) => {
                prose(&toned(&printable(heading.get(look.lang)), Some(Tone::Strong)), look, out)?;
            }
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
    // A line each: they stand above every answer, and are whole in the other formats.
    for plan in &header.plans {
        writeln!(out, "{}", painted(&toned(&cut(&printable(plan), look.width), Some(Tone::Strong)), look.colour))?;
    }
    writeln!(out, "{}", painted(&cut(&about(header, look.lang), look.width), look.colour))
}

/// As much of a text as one line holds.
fn cut(text: &str, width: Option<usize>) -> String {
    let Some(room) = width.filter(|width| text.width() > *width) else { return text.to_owned() };
    let mut used = 0;
    let fits = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used < room
    });
    format!("{}…", fits.collect::<String>().trim_end())
}

/// Writes words, wrapped where there is a width.
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
    let (sheet, marks) = sheet.marked();
    // Half of the line is room enough for a name.
    let sheet = &sheet.within(look.width.map(|width| (width / 2).max(NAME)));
    if let Some(title) = &sheet.title {
        prose(&toned(&printable(title.get(look.lang)), Some(Tone::Strong)), look, out)?;
    }
    let mut rows = Vec::new();
    for row in &sheet.rows {
        rows.push(match row {
            Row::Cells(cells) => Line::Cells(cells.iter().map(|cell| text(cell, look.lang)).collect()),
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
                Line::Across(format!("{air}{words}"))
            }
            Row::More(count) => Line::Across(toned(more(*count).get(look.lang), Some(Tone::Dim))),
        });
    }
    let (lines, dropped) = laid_out(&sheet.columns, &rows, look);
    for line in lines {
        writeln!(out, "{}", painted(line.trim_end(), look.colour))?;
    }
    if !dropped.is_empty() {
        let names: Vec<&str> = dropped.iter().map(|at| sheet.columns[*at].title.get(look.lang)).collect();
        let names = names.join(", ");
        let left_out = say!(vi: "Không đủ chỗ cho cột: {names} (`--width N` cho bảng rộng hơn)", en: "No room for: {names} (`--width N` makes the table wider)");
        prose(&toned(left_out.get(look.lang), Some(Tone::Dim)), look, out)?;
    }
    for note in &sheet.notes {
        writeln!(out)?;
        prose(&printable(note.get(look.lang)), look, out)?;
    }
    for (at, mark) in marks.iter().enumerate() {
        if at == 0 {
            writeln!(out)?;
        }
        prose(&printable(mark.get(look.lang)), look, out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Answer, Cell, Column, Document};
    use crate::text::{Lang, Message};

    struct Fixed(Sheet);

    impl Answer for Fixed {
        fn title(&self) -> Message {
            Message::same("An answer")
        }

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
    fn without_a_width_nothing_wraps() {
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
    fn where_it_is_narrow_titles_stand_above() {
        check(
            Some(34),
            "Name\n\
             \x20 Share  Extra\n\
             ──────────────\n\
             A heading that is longer than the\n\
             first column\n\
             xã Bắc Hùng, huyện Văn Lãng, tỉnh\n\
             Lạng Sơn\n\
             \x20  1/12  x\n\
             … and 3 more: --full\n",
        );
    }
}
