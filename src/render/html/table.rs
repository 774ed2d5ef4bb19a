//! A table on a page: with a caption, titles that repeat on paper, and headings over groups of rows.
//!
//! A wide one scrolls within itself, never the page, and shows at its edges that there is more; the box it scrolls in can be
//! reached with the keyboard. On a telephone each row of a wide one is a card: who it is about, its agency, its verdict, and
//! each figure beside the title of its column.

use std::collections::BTreeSet;
use std::io;

use unicode_width::UnicodeWidthStr;

use super::super::cell::more;
use super::super::style::of_verdict;
use super::Page;
use super::cell::{class, markup, words};
use super::escape::escaped;
use crate::report::{Align, Cell, Row, Sheet, verdict_word};
use crate::text::{Message, Word, printable};

/// Columns that need not be wider than this never wrap.
const NARROW: usize = 26;

/// A table that needs more than so many letters is one of cards on a telephone.
const PHONE: usize = 46;
/// What heads a row may wrap; it needs no more than this.
const HEAD: usize = 20;
/// A word that is longer is broken, rather than pushing the other columns off the page.
const LONG: usize = 28;

/// A column that something stands in.
struct Shown {
    at: usize,
    class: String,
}

pub(super) fn write(page: &mut Page<'_>, sheet: &Sheet) -> io::Result<()> {
    let (sheet, marks) = sheet.marked();
    let sheet = &sheet.for_people();
    let (columns, cards) = shown(page, sheet);
    page.tables += 1;
    let id = page.tables;
    let (caption, hidden) = match &sheet.title {
        Some(title) => (page.text(title), ""),
        // The page's title says it to those who see it.
        None => (page.text(&page.title), " class=\"hidden\""),
    };
    if let Some(anchor) = &sheet.anchor {
        writeln!(page.out, "<a id=\"{}\"></a>", escaped(anchor))?;
    }
    writeln!(page.out, "<div class=\"scroll\" role=\"region\" aria-labelledby=\"t{id}\" tabindex=\"0\">")?;
    let titles = columns
        .iter()
        .enumerate()
        .skip(1)
        .map(|(place, column)| format!("--l{place}:'{}'", in_style(&printable(sheet.columns[column.at].title.get(page.lang)))));
    let titles = titles.collect::<Vec<_>>().join(";");
    let cards = if cards { format!(" class=\"cards\" style=\"{titles}\"") } else { String::new() };
    writeln!(page.out, "<table{cards}>\n<caption id=\"t{id}\"{hidden}>{caption}</caption>\n<thead><tr>")?;
    for column in &columns {
        let title = page.text(&sheet.columns[column.at].title);
        writeln!(page.out, "<th scope=\"col\"{}>{title}</th>", classes(&column.class))?;
    }
    writeln!(page.out, "</tr></thead>")?;
    body(page, sheet, &columns)?;
    writeln!(page.out, "</table>\n</div>")?;
    legend(page, sheet)?;
    for note in sheet.notes.iter().chain(&marks) {
        writeln!(page.out, "<p class=\"note\">{}</p>", page.text(note))?;
    }
    Ok(())
}

/// The columns in which something stands, and whether they are too wide for a telephone.
fn shown(page: &Page<'_>, sheet: &Sheet) -> (Vec<Shown>, bool) {
    let cells = |at: usize| {
        sheet.rows.iter().filter_map(move |row| match row {
            Row::Cells(cells) => cells.get(at),
            _ => None,
        })
    };
    let filled = |at: &usize| sheet.rows.is_empty() || cells(*at).any(|cell| *cell != Cell::Empty);
    let columns: Vec<usize> = (0..sheet.columns.len()).filter(filled).collect();
    let measured = |at: &usize| {
        let (mut widest, mut long) = (0, false);
        for cell in cells(*at) {
            let words = words(cell, page.lang);
            widest = widest.max(words.width());
            long |= words.width() > LONG && words.split_whitespace().any(|word| word.width() > LONG);
        }
        (widest, long)
    };
    let widths: Vec<(usize, bool)> = columns.iter().map(measured).collect();
    let most = |place: usize| if place == 0 { HEAD } else { NARROW };
    let all: usize = widths.iter().enumerate().map(|(place, (widest, _))| (*widest).clamp(5, most(place)) + 2).sum();
    let cards = all > PHONE;
    let classed = |(place, (at, (widest, long))): (usize, (usize, (usize, bool)))| {
        let mut class = match (sheet.columns[at].align, widest <= NARROW) {
            (Align::Right, _) => vec!["r".to_owned()],
            (Align::Left, true) => vec!["n".to_owned()],
            (Align::Left, false) => Vec::new(),
        };
        class.extend(long.then(|| "w".to_owned()));
        if cards && place > 0 {
            class.push(format!("c{place}"));
            let judged = |cell: &Cell| matches!(cell, Cell::Verdict(_) | Cell::Noted(..) | Cell::State(_) | Cell::Deadline(_));
            let kind = match sheet.columns[at].key.as_ref() {
                "agency" | "agencies" | "lead" | "responsible" => Some("a"),
                _ if cells(at).any(judged) => Some("v"),
                _ => None,
            };
            class.extend(kind.map(str::to_owned));
        }
        Shown { at, class: class.join(" ") }
    };
    (columns.into_iter().zip(widths).enumerate().map(classed).collect(), cards)
}

fn classes(class: &str) -> String {
    if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") }
}

/// A text as a string of a style sheet within an attribute: whatever is no letter is written by its number.
fn in_style(text: &str) -> String {
    let mut written = String::new();
    for c in text.chars() {
        match c {
            ' ' => written.push(' '),
            c if c.is_alphanumeric() => written.push(c),
            c => written.extend(format!("\\{:x} ", u32::from(c)).chars()),
        }
    }
    written
}

fn body(page: &mut Page<'_>, sheet: &Sheet, columns: &[Shown]) -> io::Result<()> {
    let Some(first) = columns.first() else { return Ok(()) };
    let width = columns.len();
    let empty = |row: &Row| matches!(row, Row::Cells(cells) if cells.get(first.at).is_none_or(|cell| *cell == Cell::Empty));
    let mut open = false;
    let mut rows = sheet.rows.as_slice();
    while let Some((row, rest)) = rows.split_first() {
        rows = rest;
        let total = sheet.total && rest.is_empty();
        if matches!(row, Row::Chapter { .. } | Row::Head { .. }) || !open || total {
            writeln!(page.out, "{}<tbody>", if open { "</tbody>\n" } else { "" })?;
            open = true;
        }
        match row {
            Row::Chapter { text, aside } | Row::Head { text, aside } => {
                let aside = aside.as_ref().map_or_else(String::new, |aside| format!(" <small>{}</small>", page.text(aside)));
                let text = page.text(text);
                let class = if matches!(row, Row::Chapter { .. }) { "head chapter" } else { "head" };
                writeln!(page.out, "<tr class=\"{class}\"><th scope=\"rowgroup\" colspan=\"{width}\"><div>{text}{aside}</div></th></tr>")?;
            }
            Row::More(count) => {
                let text = page.text(&more(*count));
                writeln!(page.out, "<tr><td class=\"dim\" colspan=\"{width}\">{text}</td></tr>")?;
            }
            Row::Cells(cells) => {
                // What a row says of nobody in particular is said of whom the row above is about.
                let below = if empty(row) { 0 } else { rest.iter().take_while(|row| empty(row)).count() };
                let group = if below > 0 { &rest[..below] } else { &[] };
                rows = &rest[below..];
                let at = sheet.rows.len() - rest.len() - 1;
                let link = |at: usize| sheet.links.get(&at).map(String::as_str);
                write_row(page, (cells, link(at)), columns, below + 1, (empty(row), total))?;
                for (row, at) in group.iter().zip(at + 1..) {
                    if let Row::Cells(cells) = row {
                        write_row(page, (cells, link(at)), columns, 0, (false, false))?;
                    }
                }
            }
        }
    }
    if open { writeln!(page.out, "</tbody>") } else { Ok(()) }
}

/// One row, headed by a cell that stands for so many rows; for none where it is headed from above.
fn write_row(
    page: &mut Page<'_>,
    (cells, link): (&[Cell], Option<&str>),
    columns: &[Shown],
    rows: usize,
    (nameless, total): (bool, bool),
) -> io::Result<()> {
    let class = match (rows, total) {
        (0, _) => " class=\"more\"",
        (_, true) => " class=\"total\"",
        _ => "",
    };
    write!(page.out, "<tr{class}>")?;
    for (place, column) in columns.iter().enumerate().skip(usize::from(rows == 0)) {
        let figure = cells.get(column.at).is_some_and(|cell| matches!(cell, Cell::Share(..) | Cell::Percent(_) | Cell::Number(_)));
        let mut cell = cells.get(column.at).map_or_else(String::new, |cell| markup(cell, page.lang));
        if let Some(link) = link.filter(|_| figure && !cell.is_empty()) {
            cell = format!("<a href=\"#{}\">{cell}</a>", escaped(link));
        }
        if place == 0 && !nameless {
            let span = if rows > 1 { format!(" rowspan=\"{rows}\"") } else { String::new() };
            write!(page.out, "<th scope=\"row\"{}{span}>{cell}</th>", classes(&column.class))?;
        } else {
            write!(page.out, "<td{}>{cell}</td>", classes(&column.class))?;
        }
    }
    writeln!(page.out, "</tr>")
}

/// What the signs mean that stand in the table without their words.
fn legend(page: &mut Page<'_>, sheet: &Sheet) -> io::Result<()> {
    let mut seen = BTreeSet::new();
    for row in &sheet.rows {
        if let Row::Cells(cells) = row {
            for cell in cells {
                if let Cell::History(verdicts) = cell {
                    seen.extend(verdicts.iter().copied());
                }
            }
        }
    }
    if seen.is_empty() {
        return Ok(());
    }
    let sign = |verdict| {
        let (sign, tone) = of_verdict(verdict);
        let word = Message::from(verdict_word(verdict));
        format!("<span><span class=\"{}\">{sign}</span> {}</span>", class(tone), escaped(word.get(page.lang)))
    };
    let signs = seen.into_iter().map(sign).collect::<Vec<_>>().join(" ");
    writeln!(page.out, "<p class=\"note legend\">{}: {signs}</p>", page.word(Word::Signs))
}
