//! Windows of subjects' own, by the month in which they are due.

use std::collections::BTreeMap;

use super::Report;
use super::figures::Line;
use crate::calendar::Days;
use crate::cover::{CellState, Counts, WindowState};
use crate::report::document::{Block, Cell, Column, Row, Sheet};
use crate::report::names::target_title;
use crate::report::window_words::window_words;
use crate::say;
use crate::text::Word;

/// How the cells of one month stand, by the month's label.
pub(super) fn months(state: &WindowState, days: Days) -> BTreeMap<String, Counts> {
    let mut months: BTreeMap<String, Counts> = BTreeMap::new();
    for (cell, own) in state.cells.iter().zip(&state.own).filter(|(_, own)| days.contains(own.days.last)) {
        let due = own.days.last;
        months.entry(format!("{:04}-{:02}", due.year(), due.month())).or_default().add(cell.state);
    }
    months
}

impl Report<'_> {
    /// A row for each month of each target whose subjects have windows of their own; nothing where none is due in the period.
    pub(super) fn own_windows(&self, lines: &[Line<'_>]) -> Option<Block> {
        let mut rows = Vec::new();
        for line in lines.iter().filter(|line| line.target.own.is_some()) {
            let Some((_, state)) = line.window else { continue };
            for (at, (month, counts)) in months(state, self.days).into_iter().enumerate() {
                let of = |state: CellState| Cell::count(counts.of(state));
                rows.push(Row::Cells(vec![
                    if at == 0 { Cell::Text(target_title(line.target)) } else { Cell::Empty },
                    Cell::Words(window_words(&month)),
                    Cell::Share(counts.covered(), counts.eligible()),
                    Cell::Percent(counts.coverage()),
                    of(CellState::Late),
                    Cell::count(counts.of(CellState::Overdue) + counts.of(CellState::Exceeded)),
                    of(CellState::Open),
                ]));
            }
        }
        let columns = vec![
            Column::left("target", Word::Target),
            Column::left("month", say!(vi: "Tháng đến hạn", en: "Due in")),
            Column::right("covered", Word::Covered),
            Column::right("coverage", Word::Coverage),
            Column::right("late", say!(vi: "Đạt muộn", en: "Late")),
            Column::right("overdue", say!(vi: "Quá hạn", en: "Overdue")),
            Column::right("open", say!(vi: "Còn hạn", en: "Open")),
        ];
        let title = say!(vi: "Kỳ riêng của từng đối tượng, theo tháng đến hạn", en: "Windows of each one's own, by the month in which they are due");
        (!rows.is_empty()).then(|| Block::Sheet(Sheet { title: Some(title), columns, rows, ..Sheet::default() }))
    }
}
