//! A gap list in an order that was asked for: one line a cell, and the target in a column of its own.

use std::cmp::Reverse;

use num_rational::BigRational;
use num_traits::Zero;

use super::Gap;
use super::table::{agency_of_gap, code_of, missing_cell};
use crate::calendar::{Date, days_between};
use crate::model::{SubjectKind, Workspace};
use crate::report::document::{Block, Cell, Column, Deadline, Row, Sheet};
use crate::report::names::target_title;
use crate::report::sources::{Source, Sources};
use crate::report::subject_units;
use crate::report::window_words::window_words;
use crate::say;
use crate::text::{Collator, Lang, Message, Word, count_en, count_vi};

/// What a gap list is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SortBy {
    /// The longest overdue first.
    Due,
    /// Of what is needed the largest part missing first; what has no value lacks all of it.
    Missing,
    /// By the subject's name.
    Subject,
    /// By those whose job it is, the longest overdue first.
    Agency,
}

/// Sorts; what is equal stays in the plan's order.
pub fn sort(workspace: &Workspace, gaps: &mut [Gap<'_>], by: SortBy) {
    let collator = Collator::new();
    match by {
        SortBy::Due => gaps.sort_by_key(Gap::shown_due),
        SortBy::Missing => gaps.sort_by_cached_key(|gap| Reverse(part_missing(gap))),
        SortBy::Subject => {
            let name = |gap: &Gap<'_>| full_name(workspace, gap).get(Lang::Vi).to_owned();
            gaps.sort_by(|a, b| collator.compare(&name(a), &name(b)));
        }
        SortBy::Agency => gaps.sort_by(|a, b| (&a.responsible, a.shown_due()).cmp(&(&b.responsible, b.shown_due()))),
    }
}

/// What is missing of what is needed.
fn part_missing(gap: &Gap<'_>) -> BigRational {
    let needed = gap.cell.needed().exact();
    match gap.cell.value() {
        _ if needed.is_zero() => BigRational::zero(),
        None => BigRational::from_integer(1.into()),
        Some(value) => (&needed - value.exact()) / needed,
    }
}

fn full_name(workspace: &Workspace, gap: &Gap<'_>) -> Message {
    if gap.kind == SubjectKind::Whole {
        return Word::WholePlan.into();
    }
    Message::same(subject_units::full_name(workspace, gap.plan, gap.kind, gap.cell, gap.state.reference_of(gap.cell)))
}

/// The list as a table, its first rows where it is capped.
pub(super) fn sheet(workspace: &Workspace, as_of: Date, gaps: &[Gap<'_>], cap: Option<usize>) -> Block {
    let shown = cap.map_or(gaps.len(), |cap| if gaps.len() <= cap + 1 { gaps.len() } else { cap });
    let row = |gap: &Gap<'_>| {
        let due = gap.shown_due();
        Row::Cells(vec![
            Cell::Words(full_name(workspace, gap)),
            code_of(workspace, gap),
            Cell::Text(target_title(gap.target)),
            Cell::Words(window_words(&gap.window.label)),
            missing_cell(gap),
            Cell::Words(agency_of_gap(gap)),
            Cell::Date(due),
            Cell::Deadline(Deadline { due, days: days_between(due, as_of) }),
        ])
    };
    let mut rows: Vec<Row> = gaps.iter().take(shown).map(row).collect();
    let mut sources = Sources::bare(2);
    for (row, gap) in gaps.iter().take(shown).enumerate() {
        sources.add(row, Source::of(gap.plan, gap.index));
    }
    if shown < gaps.len() {
        rows.push(Row::More(gaps.len() - shown));
    }
    let columns = vec![
        Column::left("subject", Word::Subject),
        Column::code(Word::Code),
        Column::left("target", Word::Target),
        Column::left("windows", Word::Windows),
        Column::right("missing", Word::Missing),
        Column::left("responsible", Word::Agency),
        Column::left("due", Word::Due).dispensable(1),
        Column::left("deadline", Word::State),
    ];
    let (vi, en) = (count_vi(gaps.len()), count_en(gaps.len(), "cell"));
    let note = say!(vi: "Danh sách có {vi} trường hợp chưa đạt.", en: "{en} not met in this list.");
    Block::Sheet(Sheet { columns, rows, notes: vec![note], sources, ..Sheet::default() })
}
