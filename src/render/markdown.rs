//! Markdown: tables that a report or an issue can take over; a heading begins a table of its own.

use std::io::{self, Write};

use super::cell::{about, more, text};
use super::format::{Format, Look, Medium};
use super::style::painted;
use crate::report::{Align, Answer, Block, Cell, Diagnostic, Row, Sheet};
use crate::text::{Lang, Word, printable};

/// The format. It is a document for people, but a whole one: nothing in it is capped.
pub(super) const FORMAT: Format =
    Format { name: "markdown", aliases: &["md"], machine: true, findings: false, medium: Medium::Text, write };

fn write(answer: &dyn Answer, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let lang = look.lang;
    for (at, block) in answer.document().blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match block {
            Block::Header(header) => {
                for plan in &header.plans {
                    writeln!(out, "## {}\n", escaped(plan))?;
                }
                writeln!(out, "{}", escaped(&about(header, lang)))?;
            }
            Block::Heading(heading) | Block::Annex(heading) => writeln!(out, "### {}", escaped(heading.get(lang)))?,
            Block::Line(line) => writeln!(out, "{}", escaped(line.get(lang)))?,
            Block::Lines(lines) => {
                for line in lines {
                    writeln!(out, "- {}", escaped(line.get(lang)))?;
                }
            }
            Block::Sheet(sheet) => write_sheet(sheet, lang, out)?,
            Block::Picture(picture) => {
                write_sheet(&picture.values(), lang, out)?;
                writeln!(out, "\n{}", escaped(picture.summary.get(lang)))?;
            }
            Block::Diagnostics(found) => {
                for diagnostic in found {
                    write_diagnostic(diagnostic, lang, out)?;
                }
            }
        }
    }
    Ok(())
}

fn write_diagnostic(found: &Diagnostic, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let place = found.located.as_ref().map_or_else(String::new, |at| format!("{}:{}:{}: ", at.path, at.line, at.column));
    let (severity, code) = (found.finding.severity, found.finding.code.id);
    writeln!(out, "- {}", escaped(&format!("{place}{severity}[{code}]: {}", found.finding.message.get(lang))))?;
    match &found.finding.help {
        Some(help) => writeln!(out, "  {}: {}", Word::Help.get(lang), escaped(help.get(lang))),
        None => Ok(()),
    }
}

fn write_sheet(sheet: &Sheet, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let (sheet, marks) = sheet.marked();
    let sheet = &sheet.for_people();
    if let Some(title) = &sheet.title {
        writeln!(out, "### {}\n", escaped(title.get(lang)))?;
    }
    let mut open = false;
    for (at, row) in sheet.rows.iter().enumerate() {
        match row {
            Row::Chapter { text, aside } | Row::Head { text, aside } => {
                let blank = if at > 0 { "\n" } else { "" };
                writeln!(out, "{blank}### {}\n", escaped(text.get(lang)))?;
                if let Some(aside) = aside {
                    writeln!(out, "{}\n", escaped(aside.get(lang)))?;
                }
                open = false;
            }
            Row::Cells(cells) => {
                if !open {
                    head(sheet, lang, out)?;
                    open = true;
                }
                line(cells.iter().map(|cell| shown(cell, lang)), out)?;
            }
            Row::More(count) => writeln!(out, "\n{}", escaped(more(*count).get(lang)))?,
        }
    }
    for note in &sheet.notes {
        writeln!(out, "\n{}", escaped(note.get(lang)))?;
    }
    for (at, mark) in marks.iter().enumerate() {
        writeln!(out, "{}- {}", if at == 0 { "\n" } else { "" }, escaped(mark.get(lang)))?;
    }
    Ok(())
}

fn head(sheet: &Sheet, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    line(sheet.columns.iter().map(|column| escaped(column.title.get(lang))), out)?;
    let rule = |align| if align == Align::Right { "---:" } else { "---" };
    line(sheet.columns.iter().map(|column| rule(column.align).to_owned()), out)
}

fn shown(cell: &Cell, lang: Lang) -> String {
    escaped(&painted(&text(cell, lang), false))
}

fn line(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// Text in which nothing is taken for markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '~' => escaped.extend(['\\', c]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            c => escaped.push(c),
        }
    }
    if escaped.starts_with(['#', '+', '-']) {
        escaped.insert(0, '\\');
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(escaped("a|b"), "a\\|b");
        assert_eq!(escaped("<script>&"), "&lt;script&gt;&amp;");
        assert_eq!(escaped("# x\ny"), "\\# x y");
    }
}
