//! The gap list as people read it: one section per target, the worst first, and what is the same said once.
//!
//! Two things fold. In a window, a district all of whose members lack the same is one line. And the windows
//! of one subject (or one such district) that lack the same join: `2014-2016, 2018`. Nothing is folded
//! where everything is asked for, and never in machine formats, which do not come here.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use num_rational::BigRational;

use crate::calendar::{Date, days_between};
use crate::cover::CellState;
use crate::model::{SubjectKind, UnitIndex, Workspace};
use crate::say;
use crate::text::{Collator, Message, Word};

use super::around;
use super::document::{Block, Cell, Column, Deadline, Row, Sheet};
use super::gaps::Gap;
use super::names::{activity_title, names_of, target_title};

/// Whom a line is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Who {
    /// All members of a district, so many.
    District(UnitIndex, usize),
    /// One subject.
    Subject(u32),
}

/// What is the same for all that one line says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Same {
    who: Who,
    state: CellState,
    needed: crate::number::Number,
    missing: Option<String>,
    responsible: Vec<String>,
    /// Set where nothing is to be joined: the window alone.
    alone: Option<usize>,
}

/// One line of a section.
struct Line<'g, 's> {
    same: Same,
    /// Places in the target's windows, in order.
    windows: Vec<usize>,
    /// The gap of the first window: what describes the line.
    first: &'g Gap<'s>,
    /// The earliest due date.
    due: Date,
    /// What is missing, over all members.
    weight: BigRational,
    name: Message,
}

/// The sections of a gap list, as one table; a sentence where there is no gap.
pub(super) fn sheet(workspace: &Workspace, as_of: Date, gaps: &[Gap<'_>], full: bool, cap: Option<usize>) -> Vec<Block> {
    if gaps.is_empty() {
        return vec![Block::Line(Word::NoGaps.into())];
    }
    let collator = Collator::new();
    let mut sections: Vec<Vec<Line<'_, '_>>> = gaps
        .chunk_by(|a, b| (a.plan_index, a.index) == (b.plan_index, b.index))
        .map(|gaps| {
            let mut lines = if full { unfolded(workspace, gaps) } else { folded(workspace, gaps) };
            lines.sort_by(|a, b| {
                let names = || collator.compare(a.name.get(crate::text::Lang::Vi), b.name.get(crate::text::Lang::Vi));
                badness(a, as_of).cmp(&badness(b, as_of)).then_with(names).then_with(|| a.windows.cmp(&b.windows))
            });
            lines
        })
        .collect();
    // Stable: sections that are equally bad stay in the plan's order.
    sections.sort_by_key(|lines| lines.first().map(|line| (rank(line.same.state), Reverse(days_between(line.due, as_of)))));

    let mut rows = Vec::new();
    for lines in &sections {
        let Some(first) = lines.first() else { continue };
        rows.push(head(first.first));
        let shown = cap.map_or(lines.len(), |cap| if lines.len() <= cap + 1 { lines.len() } else { cap });
        rows.extend(lines.iter().take(shown).map(|line| Row::Cells(cells(line, as_of))));
        if shown < lines.len() {
            rows.push(Row::More(lines.len() - shown));
        }
    }
    let columns = vec![
        Column::left("subject", Word::Subject),
        Column::left("windows", Word::Windows),
        Column::right("missing", Word::Missing),
        Column::left("responsible", Word::Agency),
        Column::left("due", Word::Due).dispensable(1),
        Column::left("deadline", Word::State),
    ];
    let subjects = gaps.len();
    let note = say!(vi: "Tổng cộng: {subjects} chỉ tiêu của đối tượng theo kỳ chưa đạt.", en: "{subjects} cells not met in all.");
    vec![Block::Sheet(Sheet { columns, rows, notes: vec![note], ..Sheet::default() })]
}

fn head(gap: &Gap<'_>) -> Row {
    let text = format!("{} — {}", activity_title(gap.activity), target_title(gap.target));
    Row::Head { text: Message::same(text), aside: Some(Message::same(gap.target.name.clone())) }
}

fn cells(line: &Line<'_, '_>, as_of: Date) -> Vec<Cell> {
    let labels: Vec<(usize, &str)> =
        line.windows.iter().map(|window| (*window, line.first.target.windows[*window].label.as_str())).collect();
    vec![
        Cell::Words(line.name.clone()),
        Cell::Text(joined(&labels)),
        Cell::Words(missing(&line.same)),
        names_of(line.first.plan, &line.same.responsible).map_or(Cell::from(Word::NoAgency), Cell::Words),
        Cell::Date(line.due),
        Cell::Deadline(Deadline { due: line.due, days: days_between(line.due, as_of) }),
    ]
}

fn missing(same: &Same) -> Message {
    let needed = same.needed;
    match &same.missing {
        None => say!(vi: "chưa có số liệu", en: "no value"),
        Some(over) if same.state == CellState::Exceeded => say!(vi: "vượt {over} (mức {needed})", en: "{over} over {needed}"),
        Some(missing) => say!(vi: "{missing}/{needed}", en: "{missing} of {needed}"),
    }
}

/// How bad a state is: what is past saving before what is open.
fn rank(state: CellState) -> u8 {
    match state {
        CellState::Overdue | CellState::Exceeded => 0,
        CellState::Open => 1,
        _ => 2,
    }
}

fn badness(line: &Line<'_, '_>, as_of: Date) -> (u8, Reverse<i64>, Reverse<BigRational>) {
    (rank(line.same.state), Reverse(days_between(line.due, as_of)), Reverse(line.weight.clone()))
}

/// Every cell on its own line.
fn unfolded<'g, 's>(workspace: &Workspace, gaps: &'g [Gap<'s>]) -> Vec<Line<'g, 's>> {
    let single = |gap: &'g Gap<'s>| {
        let same = Same { alone: Some(gap.state.window), ..same_of(gap) };
        line(workspace, same, &[gap])
    };
    gaps.iter().map(single).collect()
}

/// Districts and windows joined.
fn folded<'g, 's>(workspace: &Workspace, gaps: &'g [Gap<'s>]) -> Vec<Line<'g, 's>> {
    let mut lines: BTreeMap<Same, Vec<&'g Gap<'s>>> = BTreeMap::new();
    for window in gaps.chunk_by(|a, b| a.state.window == b.state.window) {
        let whole = whole_districts(workspace, window);
        for gap in window {
            let district = district_of(workspace, gap.kind, gap.cell, gap.state.reference);
            match district.and_then(|district| whole.get(&district).map(|same| (district, same))) {
                // The first member of the district speaks for all.
                Some((_, same)) => {
                    let entry = lines.entry(same.clone()).or_default();
                    if entry.last().is_none_or(|last| last.state.window != gap.state.window) {
                        entry.push(gap);
                    }
                }
                None => lines.entry(same_of(gap)).or_default().push(gap),
            }
        }
    }
    lines.into_iter().map(|(same, gaps)| line(workspace, same, &gaps)).collect()
}

fn same_of(gap: &Gap<'_>) -> Same {
    Same {
        who: Who::Subject(gap.cell.subject),
        state: gap.cell.state,
        needed: gap.cell.needed,
        missing: gap.missing(),
        responsible: gap.responsible.clone(),
        alone: None,
    }
}

/// The district that a subject stands below, on a day; none where it is the district itself, or stands above.
fn district_of(workspace: &Workspace, kind: SubjectKind, cell: &crate::cover::Cell, day: Date) -> Option<UnitIndex> {
    let chain = around::chain(workspace, kind, cell, day);
    let district = around::district(workspace, &chain, day)?;
    (kind != SubjectKind::Units || chain.last() != Some(&district)).then_some(district)
}

/// The districts all of whose members, two or more, lack the same in one window, with what they lack.
fn whole_districts(workspace: &Workspace, window: &[Gap<'_>]) -> BTreeMap<UnitIndex, Same> {
    let mut lacking: BTreeMap<UnitIndex, Option<Same>> = BTreeMap::new();
    let mut count: BTreeMap<UnitIndex, usize> = BTreeMap::new();
    for gap in window {
        let Some(district) = district_of(workspace, gap.kind, gap.cell, gap.state.reference) else { continue };
        *count.entry(district).or_default() += 1;
        let same = Same { who: Who::District(district, 0), ..same_of(gap) };
        lacking
            .entry(district)
            .and_modify(|found| {
                if let Some(known) = found {
                    if (known.state, known.needed, &known.missing) == (same.state, same.needed, &same.missing) {
                        let more = same.responsible.iter().filter(|id| !known.responsible.contains(id)).cloned().collect::<Vec<_>>();
                        known.responsible.extend(more);
                    } else {
                        *found = None;
                    }
                }
            })
            .or_insert_with(|| Some(same.clone()));
    }
    let Some(first) = window.first() else { return BTreeMap::new() };
    let mut members: BTreeMap<UnitIndex, usize> = BTreeMap::new();
    for cell in first.state.cells.iter().filter(|cell| cell.state != CellState::Waived) {
        if let Some(district) = district_of(workspace, first.kind, cell, first.state.reference) {
            *members.entry(district).or_default() += 1;
        }
    }
    lacking
        .into_iter()
        .filter_map(|(district, same)| {
            let all = members.get(&district).copied().unwrap_or_default();
            let whole = all >= 2 && count.get(&district) == Some(&all);
            same.filter(|_| whole).map(|same| (district, Same { who: Who::District(district, all), ..same }))
        })
        .collect()
}

fn line<'g, 's>(workspace: &Workspace, same: Same, gaps: &[&'g Gap<'s>]) -> Line<'g, 's> {
    // Every line has the gaps that it was made of: at least one.
    let first = gaps[0];
    let members = match same.who {
        Who::District(_, members) => members,
        Who::Subject(_) => 1,
    };
    let missing = first.cell.value.map_or_else(
        || first.cell.needed.exact(),
        |value| {
            let difference = first.cell.needed.exact() - value.exact();
            if first.cell.state == CellState::Exceeded { -difference } else { difference }
        },
    );
    Line {
        windows: gaps.iter().map(|gap| gap.state.window).collect(),
        due: gaps.iter().map(|gap| gap.window.due).min().unwrap_or(first.window.due),
        weight: missing * BigRational::from_integer(members.into()),
        name: name(workspace, same.who, first),
        same,
        first,
    }
}

fn name(workspace: &Workspace, who: Who, gap: &Gap<'_>) -> Message {
    let day = gap.state.reference;
    match who {
        Who::District(district, count) => {
            let district = capitalised(&workspace.unit_name(district, day));
            let all = all_of(workspace, gap, count);
            Message::new(
                format!("{district}: {}", all.get(crate::text::Lang::Vi)),
                format!("{district}: {}", all.get(crate::text::Lang::En)),
            )
        }
        Who::Subject(_) if gap.kind == SubjectKind::Whole => Word::WholePlan.into(),
        Who::Subject(subject) => {
            let mut names = vec![workspace.subject_name(gap.plan, gap.kind, subject, gap.cell.row, day)];
            let path = around::path(workspace, gap.kind, gap.cell, day);
            names.extend(path.into_iter().skip(1).rev());
            Message::same(names.join(", "))
        }
    }
}

/// `all 12 communes`: the members of a district by their level, or by what their register is called.
fn all_of(workspace: &Workspace, gap: &Gap<'_>, count: usize) -> Message {
    match gap.kind {
        SubjectKind::Units => match around::level_of(workspace, UnitIndex(gap.cell.subject), gap.state.reference) {
            Some("commune") => say!(vi: "cả {count} xã", en: "all {count} communes"),
            Some("village") => say!(vi: "cả {count} thôn", en: "all {count} villages"),
            Some("district") => say!(vi: "cả {count} huyện", en: "all {count} districts"),
            _ => say!(vi: "cả {count} đơn vị", en: "all {count} units"),
        },
        SubjectKind::Register(register) => {
            let table = &workspace.register(register).table;
            let title = table.title.as_deref().unwrap_or(&table.name).to_lowercase();
            say!(vi: "cả {count} ({title})", en: "all {count} ({title})")
        }
        _ => say!(vi: "cả {count}", en: "all {count}"),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Windows by place and label, consecutive ones joined: `2014-2016, 2018`; labels that are no years: `2014-H1 – 2015-H2`.
fn joined(windows: &[(usize, &str)]) -> String {
    let runs = windows.chunk_by(|a, b| a.0 + 1 == b.0);
    let is_year = |label: &str| label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit());
    let run = |run: &[(usize, &str)]| match run {
        [] => String::new(),
        [one] => one.1.to_owned(),
        [first, .., last] if is_year(first.1) && is_year(last.1) => format!("{}-{}", first.1, last.1),
        [first, last] => format!("{}, {}", first.1, last.1),
        [first, .., last] => format!("{} – {}", first.1, last.1),
    };
    runs.map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_join() {
        let windows = [(1, "2014"), (2, "2015"), (3, "2016"), (5, "2018")];
        assert_eq!(joined(&windows), "2014-2016, 2018");
        assert_eq!(joined(&windows[..2]), "2014-2015");
        assert_eq!(joined(&windows[..1]), "2014");
    }

    #[test]
    fn other_periods_join_with_space() {
        assert_eq!(joined(&[(0, "2014-H1"), (1, "2014-H2"), (2, "2015-H1"), (4, "2016-H1")]), "2014-H1 – 2015-H1, 2016-H1");
        assert_eq!(joined(&[(0, "2014-H1"), (1, "2014-H2")]), "2014-H1, 2014-H2");
    }

    #[test]
    fn names_begin_large() {
        assert_eq!(capitalised("đình lập"), "Đình lập");
    }
}
