//! Where the columns of a table stand in the width there is.
//!
//! What is too wide gives way in this order: texts wrap; the first column, the titles, goes on lines of its own;
//! columns that can be done without are left out, and the table says which.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use unicode_width::UnicodeWidthStr;

use super::super::format::Look;
use super::super::style::{Tone, toned};
use super::wrapped;
use crate::report::{Align, Column};

/// Stands in the first cell of a row that is written across all columns; no text has it.
const ACROSS: char = '\u{e0021}';
/// Between columns: the table's own separator and one more.
const GAP: usize = 2;
/// A column of texts need not be wider than this.
const NARROW: usize = 18;
/// A word up to this width, such as a file with its line, is not broken.
const WORD: usize = 40;
/// The same for the first column.
const FIRST: usize = 28;
/// A first column that would wrap into more lines than this stands above its row instead.
const LINES: usize = 3;
/// What stands below its title is set in by so much.
const INDENT: usize = 2;

/// The columns that are shown, and how wide each is.
#[derive(Debug, PartialEq, Eq)]
struct Layout {
    /// Places in the sheet's columns.
    shown: Vec<usize>,
    /// Of each shown column; none where every cell has the room it needs.
    widths: Option<Vec<usize>>,
    /// Whether the first column stands above the others, on lines of its own.
    stacked: bool,
    /// Columns for which there is no room.
    dropped: Vec<usize>,
}

/// A row of a table.
pub(super) enum Line {
    /// Written across all columns; may hold line breaks.
    Across(String),
    /// A text for each column.
    Cells(Vec<String>),
}

/// A table in lines, titles first, in the width there is; and the columns for which there was no room.
pub(super) fn laid_out(columns: &[Column], rows: &[Line], look: Look) -> (Vec<String>, Vec<usize>) {
    let cells = |at: usize| {
        rows.iter().filter_map(move |row| match row {
            Line::Cells(cells) => cells.get(at),
            Line::Across(_) => None,
        })
    };
    let widths: Vec<usize> = (columns.iter().enumerate())
        .map(|(at, column)| cells(at).map(|cell| cell.width()).max().unwrap_or(0).max(column.title.get(look.lang).width()))
        .collect();
    let word = |cell: &String| cell.split(' ').map(UnicodeWidthStr::width).filter(|width| *width <= WORD).max().unwrap_or(0);
    let words: Vec<usize> = (0..columns.len()).map(|at| cells(at).map(word).max().unwrap_or(0)).collect();
    // A column in which nothing stands says nothing.
    let filled: Vec<usize> = (0..columns.len()).filter(|at| cells(*at).any(|cell| !cell.is_empty())).collect();
    let layout = layout(columns, (&widths, &words), filled, look.width);
    let title = |at: usize| toned(columns[at].title.get(look.lang), Some(Tone::Strong));
    let (above, shown) = if layout.stacked { (Some(layout.shown[0]), &layout.shown[1..]) } else { (None, &layout.shown[..]) };

    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
    table.set_header(shown.iter().map(|at| title(*at)));
    // What is written across stands beside the table: there, a mark keeps its place.
    let mut across = Vec::new();
    for row in rows {
        let cells = match row {
            Line::Across(text) => {
                across.push(text.clone());
                table.add_row([ACROSS]);
                continue;
            }
            Line::Cells(cells) => cells,
        };
        if let Some(title) = above.and_then(|at| cells.get(at)).filter(|title| !title.is_empty()) {
            across.push(wrapped(title, look.width));
            table.add_row([ACROSS]);
        }
        if above.is_none() || shown.iter().any(|at| cells.get(*at).is_some_and(|cell| !cell.is_empty())) {
            table.add_row(shown.iter().map(|at| cells.get(*at).cloned().unwrap_or_default()));
        }
    }
    table.set_content_arrangement(if layout.widths.is_some() { ContentArrangement::Dynamic } else { ContentArrangement::Disabled });
    if let Some(width) = look.width.filter(|_| layout.widths.is_some()) {
        table.set_width(narrow(width));
    }
    let last = shown.len().saturating_sub(1);
    let skipped = layout.shown.len() - shown.len();
    for (place, at) in shown.iter().enumerate() {
        let Some(column) = table.column_mut(place) else { continue };
        column.set_padding((0, u16::from(place != last)));
        if columns[*at].align == Align::Right {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if let Some(width) = layout.widths.as_ref().and_then(|widths| widths.get(place + skipped)) {
            // The table counts the space behind a column as part of it.
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(narrow(width + usize::from(place != last)))));
        }
    }
    let mut across = across.into_iter();
    let line = |line: String| match above {
        _ if line.contains(ACROSS) => across.next().unwrap_or_default(),
        Some(_) => format!("{}{line}", if line.starts_with('─') { "─" } else { " " }.repeat(INDENT)),
        None => line,
    };
    let lines = above.map(title).into_iter().chain(table.lines().map(line)).collect();
    (lines, layout.dropped)
}

fn narrow(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// What stands where: `widths` is what each column would need, `words` how wide its longest word is.
fn layout(columns: &[Column], (widths, words): (&[usize], &[usize]), mut shown: Vec<usize>, width: Option<usize>) -> Layout {
    let spread = |shown: &[usize]| shown.iter().map(|at| widths[*at] + GAP).sum::<usize>().saturating_sub(GAP);
    let Some(room) = width.filter(|width| spread(&shown) > *width) else {
        return Layout { shown, widths: None, stacked: false, dropped: Vec::new() };
    };
    let least = |place: usize, at: usize| match columns[at].align {
        // Figures are never broken.
        Align::Right => widths[at],
        Align::Left => widths[at].min(if place == 0 { FIRST } else { NARROW }.max(words[at])),
    };
    if let Some(found) = fitted(&shown, widths, room, least)
        && found.first().is_none_or(|first| widths[shown[0]] <= LINES * first)
    {
        return Layout { shown, widths: Some(found), stacked: false, dropped: Vec::new() };
    }
    let mut dropped = Vec::new();
    let room = room.saturating_sub(INDENT);
    loop {
        if shown.len() > 1
            && let Some(found) = fitted(&shown[1..], widths, room, |_, at| least(1, at))
        {
            let widths = std::iter::once(room).chain(found).collect();
            dropped.sort_unstable();
            return Layout { shown, widths: Some(widths), stacked: true, dropped };
        }
        let worst = shown.iter().copied().filter(|at| columns[*at].rank > 0).max_by_key(|at| columns[*at].rank);
        let Some(worst) = worst else { break };
        shown.retain(|at| *at != worst);
        dropped.push(worst);
    }
    // Nothing can be left out any more: each column is as narrow as it can be, and the table wider than there is room for.
    dropped.sort_unstable();
    let found: Vec<usize> = shown.iter().skip(1).map(|at| least(1, *at)).collect();
    let stacked = shown.len() > 1;
    let widths = if stacked { std::iter::once(room).chain(found).collect() } else { vec![room; shown.len()] };
    Layout { shown, widths: Some(widths), stacked, dropped }
}

/// How wide each column is, where all of them have room: none is narrower than its least width. What is left over goes
/// to the first column until its texts take two lines, then to the others from the left, then to the first.
fn fitted(shown: &[usize], widths: &[usize], room: usize, least: impl Fn(usize, usize) -> usize) -> Option<Vec<usize>> {
    let mut found: Vec<usize> = shown.iter().enumerate().map(|(place, at)| least(place, *at)).collect();
    let needed = found.iter().map(|width| width + GAP).sum::<usize>().saturating_sub(GAP);
    let mut spare = room.checked_sub(needed)?;
    let halved = shown.first().map(|at| (0, widths[*at].div_ceil(2) + 4));
    let rest = shown.iter().enumerate().skip(1).map(|(place, at)| (place, widths[*at]));
    let whole = shown.first().map(|at| (0, widths[*at]));
    for (place, wanted) in halved.into_iter().chain(rest).chain(whole) {
        let more = wanted.min(widths[shown[place]]).saturating_sub(found[place]).min(spare);
        found[place] += more;
        spare -= more;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Message;

    fn columns() -> Vec<Column> {
        vec![
            Column::left("title", Message::same("Title")),
            Column::right("count", Message::same("Count")),
            Column::left("bar", Message::same("Bar")).dispensable(1),
            Column::left("agency", Message::same("Agency")),
        ]
    }

    #[track_caller]
    fn check(widths: [usize; 4], room: usize, stacked: bool, shown: &[usize], found: Option<&[usize]>) {
        let layout = layout(&columns(), (&widths, &[0; 4]), vec![0, 1, 2, 3], Some(room));
        assert_eq!((layout.stacked, layout.shown.as_slice(), layout.widths.as_deref()), (stacked, shown, found), "{layout:?}");
        assert_eq!(layout.dropped.len() + layout.shown.len(), 4);
        if let (false, Some(widths)) = (stacked, &layout.widths) {
            assert!(widths.iter().map(|width| width + GAP).sum::<usize>() - GAP <= room);
        }
    }

    #[test]
    fn what_fits_is_left_alone() {
        check([30, 5, 8, 30], 79, false, &[0, 1, 2, 3], None);
    }

    #[test]
    fn texts_wrap_first() {
        check([50, 5, 8, 30], 80, false, &[0, 1, 2, 3], Some(&[31, 5, 8, 30]));
    }

    #[test]
    fn a_word_is_not_broken() {
        let layout = layout(&columns(), (&[40, 5, 8, 30], &[10, 5, 8, 24]), vec![0, 1, 2, 3], Some(74));
        assert_eq!(layout.widths.as_deref(), Some(&[28, 5, 8, 27][..]), "{layout:?}");
        let narrow = super::layout(&columns(), (&[40, 5, 8, 30], &[10, 5, 8, 24]), vec![0, 1, 2, 3], Some(50));
        assert_eq!((narrow.stacked, narrow.widths.as_deref()), (true, Some(&[48, 5, 8, 30][..])), "{narrow:?}");
    }

    #[test]
    fn a_long_title_stands_above() {
        check([150, 5, 8, 30], 80, true, &[0, 1, 2, 3], Some(&[78, 5, 8, 30]));
    }

    #[test]
    fn what_can_be_done_without_goes_last() {
        check([50, 5, 8, 30], 30, true, &[0, 1, 3], Some(&[28, 5, 21]));
    }
}
