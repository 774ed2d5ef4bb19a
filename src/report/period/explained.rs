//! How each figure of a report came about: for every target and window who was to be covered, what each has, and by which rows.

use std::collections::BTreeMap;

use super::Report;
use super::figures::Line;
use crate::calendar::Date;
use crate::cover::Cell as CellOf;
use crate::model::{TargetIndex, Workspace};
use crate::read::{Locator, Place};
use crate::report::document::{Block, Cell, Column, Row, Sheet};
use crate::report::names::{needed, target_title};
use crate::report::window_words::window_words;
use crate::report::{json, subject_units};
use crate::say;
use crate::scan::{Fate, Watched, Witness, witnesses};
use crate::text::{Lang, Message, Word};
use crate::{decode::Vocabulary, read::Tree};

/// The rows that count, by target, window and subject.
pub type CountedRows = BTreeMap<(TargetIndex, usize, u32), Vec<CountedRow>>;

/// Where a row that counts stands, and whether it came late.
#[derive(Clone, Debug)]
pub struct CountedRow {
    /// `file:line`.
    pub site: String,
    /// Whether it came late.
    pub late: bool,
}

/// Finds the rows that count for the targets of a report.
pub fn counted_rows(
    (workspace, vocabulary, tree): (&Workspace, &Vocabulary, &Tree),
    (plan, as_of): (usize, Date),
    targets: &[TargetIndex],
) -> CountedRows {
    let mut rows = CountedRows::new();
    let mut locator = Locator::new(tree);
    for target in targets {
        let watched = Watched { plan, target: *target, window: None, subject: None, each: true };
        let own = workspace.plans[plan].target(*target).own.is_some();
        for Witness { file, start, fate, cell } in witnesses(workspace, vocabulary, tree, (as_of, false), &watched) {
            let Some((window, subject)) = cell else { continue };
            let place = locator.locate(Place { file, start, end: start });
            let row = CountedRow { site: format!("{}:{}", place.path, place.line), late: fate == Fate::Late };
            // Windows of the subjects' own are one window of the target.
            rows.entry((*target, if own { 0 } else { window }, subject)).or_default().push(row);
        }
    }
    rows
}

impl Report<'_> {
    /// The lines of the results that have figures.
    fn explained_lines(&self) -> Vec<Line<'_>> {
        self.lines().into_iter().filter(|line| !line.target.by_period || line.target.tracked).filter(|line| line.window.is_some()).collect()
    }

    /// The targets whose figures are told.
    pub fn explained_targets(&self) -> Vec<TargetIndex> {
        let mut targets: Vec<TargetIndex> = self.explained_lines().iter().map(|line| line.state.target).collect();
        targets.dedup();
        targets.retain(|target| self.plan().target(*target).counting.log().is_some());
        targets
    }

    /// The name under which a line's explanation is found.
    pub(super) fn anchor(&self, line: &Line<'_>) -> Option<String> {
        self.rows.as_ref()?;
        let (window, _) = line.window?;
        Some(format!("why-{}-{}", line.target.name, window.label))
    }

    /// A table for each line of the results.
    pub(super) fn explained(&self) -> Vec<Block> {
        let Some(rows) = &self.rows else { return Vec::new() };
        self.explained_lines().iter().filter_map(|line| self.explained_line(line, rows)).map(Block::Sheet).collect()
    }

    fn explained_line(&self, line: &Line<'_>, rows: &CountedRows) -> Option<Sheet> {
        let (window, state) = line.window?;
        let (plan, target) = (self.plan(), line.target);
        let kind = plan.kind(target.population);
        let columns = vec![
            Column::left("subject", Word::Subject),
            Column::right("done", Word::Done),
            Column::right("needed", Word::Needed),
            Column::left("state", Word::State),
            Column::left("rows", say!(vi: "Dòng được tính", en: "Rows that count")),
        ];
        let row = |cell: &CellOf| {
            let counted = rows.get(&(line.state.target, state.window, cell.subject));
            Row::Cells(vec![
                Cell::Text(subject_units::full_name(self.workspace, plan, kind, cell, state.reference)),
                cell.value().map_or(Cell::Empty, |value| Cell::Number(json::quantity_text(value))),
                Cell::Number(cell.needed().to_string()),
                Cell::State(cell.state),
                counted.map_or(Cell::Empty, |rows| Cell::Words(sites(rows))),
            ])
        };
        let words = window_words(&window.label);
        let (title, need) = (target_title(target), needed(target, window));
        let (vi, en) = (words.get(Lang::Vi), words.get(Lang::En));
        Some(Sheet {
            title: Some(say!(vi: "{title}, {vi} ({need})", en: "{title}, {en} ({need})")),
            name: Some(Message::same(target.name.clone())),
            columns,
            rows: state.cells.iter().map(row).collect(),
            anchor: self.anchor(line),
            ..Sheet::default()
        })
    }
}

/// `logs/visits/2014.csv:12, 15; logs/visits/2015.csv:3 (late)`.
fn sites(rows: &[CountedRow]) -> Message {
    let told = |lang: Lang| {
        let late = match lang {
            Lang::Vi => " (muộn)",
            Lang::En => " (late)",
        };
        let mut text = String::new();
        let mut last = "";
        for row in rows {
            let (file, line) = row.site.rsplit_once(':').unwrap_or((&row.site, ""));
            if file == last {
                text.push_str(", ");
            } else {
                text.push_str(if text.is_empty() { "" } else { "; " });
                text.push_str(file);
                text.push(':');
                last = file;
            }
            text.push_str(line);
            text.push_str(if row.late { late } else { "" });
        }
        text
    };
    Message::new(told(Lang::Vi), told(Lang::En))
}
