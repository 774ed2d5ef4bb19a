//! What is the same in a gap list, said once.
//!
//! Two things fold. In a window, a district all of whose members lack the same is one line; where it is not
//! all of a district, the same goes for the units below it. And the windows of one subject (or one such
//! unit) that lack the same join: `2014-2016, 2018`.

use std::collections::BTreeMap;

use num_rational::BigRational;

use crate::calendar::Date;
use crate::cover::CellState;
use crate::model::{SubjectKind, UnitIndex, Workspace};
use crate::say;
use crate::text::{Lang, Message, Word, count_vi, figure};

use crate::report::gaps::Gap;
use crate::report::subject_units;

/// Whom a line is about; many before one where all else is equal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::report) enum Who {
    /// All members in a unit, so many.
    Everyone(UnitIndex, usize),
    /// One subject.
    Subject(u32),
}

/// What is the same for all that one line says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::report) struct Same {
    pub(in crate::report) who: Who,
    pub(in crate::report) state: CellState,
    pub(in crate::report) needed: crate::number::Number,
    pub(in crate::report) missing: Option<String>,
    pub(in crate::report) responsible: Vec<String>,
    /// Set where nothing is to be joined: the window alone.
    pub(in crate::report) alone: Option<usize>,
}

/// One line of a section.
pub(in crate::report) struct Line<'g, 's> {
    pub(in crate::report) same: Same,
    /// Places in the target's windows, in order.
    pub(in crate::report) windows: Vec<usize>,
    /// The gap of the first window: what describes the line.
    pub(in crate::report) first: &'g Gap<'s>,
    /// The earliest due date.
    pub(in crate::report) due: Date,
    /// What is missing, over all members.
    pub(in crate::report) weight: BigRational,
    pub(in crate::report) name: Message,
}

/// Every cell on its own line.
pub(in crate::report) fn unfolded<'g, 's>(workspace: &Workspace, gaps: &'g [Gap<'s>]) -> Vec<Line<'g, 's>> {
    let single = |gap: &'g Gap<'s>| {
        let same = Same { alone: Some(gap.state.window), ..same_of(gap) };
        line(workspace, same, &[gap])
    };
    gaps.iter().map(single).collect()
}

/// Units and windows joined.
pub(in crate::report) fn folded<'g, 's>(workspace: &Workspace, gaps: &'g [Gap<'s>]) -> Vec<Line<'g, 's>> {
    let mut lines: BTreeMap<Same, Vec<&'g Gap<'s>>> = BTreeMap::new();
    for window in gaps.chunk_by(|a, b| a.state.window == b.state.window) {
        let whole = whole_units(workspace, window);
        for gap in window {
            let around = units_over(workspace, gap.kind, gap.cell, gap.state.reference_of(gap.cell));
            // The first member of the unit speaks for all, the highest such unit for those below.
            match around.iter().find_map(|unit| whole.get(unit)) {
                Some(same) => {
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
        needed: gap.cell.needed(),
        missing: gap.missing(),
        responsible: gap.responsible.clone(),
        alone: None,
    }
}

/// The units that a subject stands in on a day, from the district down, itself not among them.
fn units_over(workspace: &Workspace, kind: SubjectKind, cell: &crate::cover::Cell, day: Date) -> Vec<UnitIndex> {
    let mut chain = subject_units::chain(workspace, kind, cell, day);
    if kind == SubjectKind::Units {
        chain.pop();
    }
    chain.into_iter().skip(1).collect()
}

/// The units all of whose members, two or more, lack the same in one window, with what they lack.
fn whole_units(workspace: &Workspace, window: &[Gap<'_>]) -> BTreeMap<UnitIndex, Same> {
    let Some(first) = window.first() else { return BTreeMap::new() };
    // What the members lack, as long as it is the same, and how many do.
    let mut lacking: BTreeMap<UnitIndex, (Option<Same>, usize)> = BTreeMap::new();
    for gap in window {
        let same = same_of(gap);
        for unit in units_over(workspace, gap.kind, gap.cell, gap.state.reference_of(gap.cell)) {
            let (known, count) = lacking.entry(unit).or_insert_with(|| (Some(same.clone()), 0));
            *count += 1;
            *known = known.take().filter(|known| (known.state, known.needed, &known.missing) == (same.state, same.needed, &same.missing));
            if let Some(known) = known {
                let more: Vec<String> = same.responsible.iter().filter(|id| !known.responsible.contains(id)).cloned().collect();
                known.responsible.extend(more);
            }
        }
    }
    let mut members: BTreeMap<UnitIndex, usize> = BTreeMap::new();
    for cell in first.state.cells.iter().filter(|cell| cell.state != CellState::Waived) {
        for unit in units_over(workspace, first.kind, cell, first.state.reference_of(cell)) {
            *members.entry(unit).or_default() += 1;
        }
    }
    lacking
        .into_iter()
        .filter_map(|(unit, (same, count))| {
            let whole = count >= 2 && members.get(&unit) == Some(&count);
            same.filter(|_| whole).map(|same| (unit, Same { who: Who::Everyone(unit, count), ..same }))
        })
        .collect()
}

fn line<'g, 's>(workspace: &Workspace, same: Same, gaps: &[&'g Gap<'s>]) -> Line<'g, 's> {
    // Every line has the gaps that it was made of: at least one.
    let first = gaps[0];
    let members = match same.who {
        Who::Everyone(_, members) => members,
        Who::Subject(_) => 1,
    };
    let missing = first.cell.value().map_or_else(
        || first.cell.needed().exact(),
        |value| {
            let difference = first.cell.needed().exact() - value.exact();
            if first.cell.state == CellState::Exceeded { -difference } else { difference }
        },
    );
    Line {
        windows: gaps.iter().map(|gap| gap.state.window).collect(),
        due: gaps.iter().map(|gap| gap.shown_due()).min().unwrap_or(first.due),
        weight: missing * BigRational::from_integer(members.into()),
        name: name(workspace, same.who, first),
        same,
        first,
    }
}

fn name(workspace: &Workspace, who: Who, gap: &Gap<'_>) -> Message {
    let day = gap.state.reference_of(gap.cell);
    match who {
        Who::Everyone(unit, count) => {
            // The units between the top and this one, so that a commune is known by its district.
            let above = workspace.units.above(unit, day);
            let mut names = vec![capitalised(&workspace.unit_name(unit, day))];
            names.extend(above.iter().take(above.len().saturating_sub(1)).map(|unit| workspace.unit_name(*unit, day)));
            let (unit, all) = (names.join(", "), all_of(workspace, gap, count));
            let both = |lang| format!("{unit}: {}", all.get(lang));
            Message::new(both(Lang::Vi), both(Lang::En))
        }
        Who::Subject(_) if gap.kind == SubjectKind::Whole => Word::WholePlan.into(),
        Who::Subject(_) => Message::same(subject_units::full_name(workspace, gap.plan, gap.kind, gap.cell, day)),
    }
}

/// `all 12 communes`: units by their level.
fn all_of(workspace: &Workspace, gap: &Gap<'_>, count: usize) -> Message {
    let (vi, en) = (count_vi(count), figure(&count.to_string(), Lang::En));
    match gap.kind {
        SubjectKind::Units => match subject_units::level_of(workspace, UnitIndex(gap.cell.subject), gap.state.reference_of(gap.cell)) {
            Some("commune") => say!(vi: "cả {vi} xã", en: "all {en} communes"),
            Some("village") => say!(vi: "cả {vi} thôn", en: "all {en} villages"),
            Some("district") => say!(vi: "cả {vi} huyện", en: "all {en} districts"),
            _ => say!(vi: "cả {vi} đơn vị", en: "all {en} units"),
        },
        SubjectKind::Register(register) => match &workspace.register(register).table.noun {
            Some(noun) => say!(vi: "cả {vi} {noun}", en: "all {en} {noun}"),
            None => say!(vi: "cả {vi} đối tượng", en: "all {en} subjects"),
        },
        SubjectKind::Agencies => say!(vi: "cả {vi} cơ quan, đơn vị", en: "all {en} agencies"),
        _ => say!(vi: "cả {vi} đối tượng", en: "all {en} subjects"),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::capitalised;

    #[test]
    fn names_begin_large() {
        assert_eq!(capitalised("đình lập"), "Đình lập");
    }
}
