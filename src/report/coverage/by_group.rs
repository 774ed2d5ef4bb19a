//! Coverage of one target: a row per group, a column per window.

use std::collections::BTreeSet;

use crate::cover::{TargetState, WindowState};
use crate::model::{Plan, Target, UnitIndex};
use crate::say;
use crate::text::{Message, Word};

use crate::report::coverage::Coverage;
use crate::report::document::{Block, Cell, Column, Row, Sheet};
use crate::report::group::{Group, GroupBy, Order, groups, levels};
use crate::report::names::{activity_title, target_title};
use crate::report::picture::{self, Picture};
use crate::report::sources::{Source, Sources};
use crate::report::values;
use crate::report::window_words::window_words;

/// Windows side by side where room is short; more do not fit.
const SIDE_BY_SIDE: usize = 8;

/// The tables of the chosen targets, each with its picture where pictures are asked for.
pub(in crate::report) fn blocks(coverage: &Coverage<'_>, by: GroupBy) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (_, plan, target, state) in coverage.chosen() {
        let Some(sheet) = sheet(coverage, by, plan, target, state) else { continue };
        if coverage.pictures.is_some() {
            blocks.extend(pictured(coverage, by, plan, target, state).map(Block::Picture));
        }
        blocks.push(Block::Sheet(sheet));
    }
    if blocks.is_empty() { vec![Block::Line(Word::NoTargets.into())] } else { blocks }
}

fn pictured(coverage: &Coverage<'_>, by: GroupBy, plan: &Plan, target: &Target, state: &TargetState) -> Option<Picture> {
    match by {
        _ if is_district(coverage, by) => picture::bars(coverage.workspace, plan, target, picture::looked_at(state)?, true),
        GroupBy::Commune => picture::heat_map(coverage.workspace, plan, target, state),
        // The table has a row for each village; the picture does not.
        GroupBy::Subject => picture::heat_map(coverage.workspace, plan, target, state).map(|picture| Picture { tabled: false, ..picture }),
        GroupBy::Level(at) if levels(coverage.workspace).get(at) == Some(&"commune") => {
            picture::heat_map(coverage.workspace, plan, target, state)
        }
        GroupBy::District | GroupBy::Level(_) | GroupBy::Category | GroupBy::Agency => None,
    }
}

fn is_district(coverage: &Coverage<'_>, by: GroupBy) -> bool {
    match by {
        GroupBy::District => true,
        GroupBy::Level(at) => levels(coverage.workspace).get(at) == Some(&"district"),
        _ => false,
    }
}

fn sheet(coverage: &Coverage<'_>, by: GroupBy, plan: &Plan, target: &Target, state: &TargetState) -> Option<Sheet> {
    let begun: Vec<&WindowState> = state.windows.iter().filter(|window| window.begun || coverage.all).collect();
    let earlier = if coverage.wide { 0 } else { begun.len().saturating_sub(SIDE_BY_SIDE) };
    let windows = &begun[earlier..];
    if windows.is_empty() || windows.iter().all(|window| window.cells.is_empty()) {
        return None;
    }
    let grouped: Vec<Vec<Group>> = windows.iter().map(|window| groups(coverage.workspace, plan, target, window, by)).collect();
    let mut names: Vec<(Option<&str>, &Message, Option<UnitIndex>)> = Vec::new();
    let mut seen = BTreeSet::new();
    for group in grouped.iter().flatten() {
        if seen.insert((group.id.as_deref(), group.unit)) {
            names.push((group.id.as_deref(), &group.name, group.unit));
        }
    }
    let order = Order::new();
    names.sort_by(|a, b| order.compare((a.0, a.1), (b.0, b.1)));
    let shown = coverage.cap.map_or(names.len(), |cap| if names.len() <= cap + 1 { names.len() } else { cap });
    // A bar of the picture has its share in the table.
    let drawn = coverage.pictures.is_some() && is_district(coverage, by);
    let looked_at = picture::looked_at(state).map(|window| window.window);
    let drawn = drawn.then(|| windows.iter().position(|window| Some(window.window) == looked_at)).flatten();
    let drawn = drawn.filter(|at| grouped[*at].iter().filter(|group| group.id.is_some()).count() > 1);
    let mut rows: Vec<Row> = Vec::new();
    for (id, name, unit) in names.iter().take(shown) {
        let mut cells = vec![Cell::Words((*name).clone())];
        cells.extend(grouped.iter().map(|groups| match groups.iter().find(|group| (group.id.as_deref(), group.unit) == (*id, *unit)) {
            None => Cell::Empty,
            Some(Group { single: Some((value, _)), .. }) if target.tracked => Cell::Number(value.clone()),
            Some(Group { single: Some((value, state)), .. }) => Cell::Value(value.clone(), *state),
            Some(group) => Cell::Share(group.counts.covered(), group.counts.eligible()),
        }));
        if let Some(at) = drawn {
            let group = grouped[at].iter().find(|group| (group.id.as_deref(), group.unit) == (*id, *unit));
            cells.insert(at + 2, Cell::Percent(group.and_then(|group| group.counts.coverage())));
        }
        cells.insert(1, Cell::maybe(*id));
        rows.push(Row::Cells(cells));
    }
    if shown < names.len() {
        rows.push(Row::More(names.len() - shown));
    }
    let mut total = vec![Cell::from(Word::All)];
    total.extend(windows.iter().map(|window| Cell::Share(window.counts.covered(), window.counts.eligible())));
    if let Some(at) = drawn {
        total.insert(at + 2, Cell::Percent(windows[at].counts.coverage()));
    }
    total.insert(1, Cell::Empty);
    rows.push(Row::Cells(total));
    let mut columns = vec![Column::left("group", by.word(coverage.workspace))];
    columns.extend(windows.iter().map(|window| Column::right("covered", window_words(&target.windows[window.window].label))));
    if let Some(at) = drawn {
        columns.insert(at + 2, Column::right("coverage", Word::Coverage));
    }
    columns.insert(1, Column::code(Word::Code));
    let activity = &plan.activities[state.target.activity];
    let unit = target.shown.unit.as_deref().filter(|_| values::are_shown(target)).map(|unit| format!(" ({unit})")).unwrap_or_default();
    let title = Message::same(format!("{} — {}{unit}", activity_title(activity), target_title(target)));
    let notes = (earlier > 0).then(
        || say!(vi: "Có {earlier} kỳ trước đó; xem bằng --period hoặc --format csv.", en: "{earlier} earlier windows are not shown: --period, or --format csv."),
    );
    let name = Some(Message::same(target.name.clone()));
    let sources = Sources::of_table(Source::of(plan, state.target));
    Some(Sheet { title: Some(title), name, columns, rows, notes: notes.into_iter().collect(), total: true, sources, ..Sheet::default() })
}
