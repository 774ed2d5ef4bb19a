//! Coverage of each commune in each year; villages, clubs and whatever else stands in a commune are folded into it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Drawing, Picture};
use crate::cover::{CellState, Counts, TargetState, WindowState};
use crate::model::{Plan, Target, UnitIndex, Workspace};
use crate::report::document::{Cell, Column, Row, Sheet};
use crate::report::group::Order;
use crate::report::names::target_title;
use crate::report::subject_units;
use crate::say;
use crate::text::{Lang, Message, Word, figure};

/// Communes by years.
#[derive(Clone, Debug)]
pub struct HeatMap {
    /// The years.
    pub columns: Vec<String>,
    /// The communes, by district.
    pub parts: Vec<HeatPart>,
}

/// The communes of one district.
#[derive(Clone, Debug)]
pub struct HeatPart {
    /// What it is called.
    pub name: Message,
    /// Its communes, in the order of their names.
    pub rows: Vec<HeatRow>,
}

/// One commune.
#[derive(Clone, Debug)]
pub struct HeatRow {
    /// What it is called.
    pub name: Message,
    /// Its code.
    pub code: String,
    /// A cell for each year; none where nobody in it was in the population.
    pub cells: Vec<Option<HeatCell>>,
}

/// One commune in one year.
#[derive(Clone, Copy, Debug)]
pub struct HeatCell {
    /// Covered.
    pub covered: u64,
    /// To be covered.
    pub eligible: u64,
    /// Whether there is still time for all that is missing.
    pub waiting: bool,
    /// How it stands, where it is but one cell.
    pub state: Option<CellState>,
}

/// How dark a cell is: decided exactly, so that nothing looks full or empty that is not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Shade {
    /// Nobody is to be covered.
    Nobody,
    /// Nobody is covered, and nothing is overdue.
    Waiting,
    /// Nobody is covered.
    Empty,
    /// Less than half.
    Some,
    /// Half and more.
    Most,
    /// All.
    Full,
}

impl Shade {
    /// All of them, from the lightest.
    pub const ALL: [Shade; 6] = [Shade::Nobody, Shade::Waiting, Shade::Empty, Shade::Some, Shade::Most, Shade::Full];

    /// What it means.
    pub fn meaning(self) -> Message {
        match self {
            Shade::Nobody => say!(vi: "không có đối tượng phải đạt", en: "nobody to be covered"),
            Shade::Waiting => say!(vi: "chưa đạt, còn hạn", en: "none covered yet"),
            Shade::Empty => say!(vi: "chưa đạt", en: "none covered"),
            Shade::Some => say!(vi: "dưới một nửa", en: "less than half"),
            Shade::Most => say!(vi: "từ một nửa", en: "half or more"),
            Shade::Full => say!(vi: "đạt tất cả", en: "all covered"),
        }
    }
}

impl HeatCell {
    /// How dark it is.
    pub fn shade(self) -> Shade {
        match (self.covered, self.eligible) {
            (_, 0) => Shade::Nobody,
            (0, _) if self.waiting => Shade::Waiting,
            (0, _) => Shade::Empty,
            (covered, eligible) if covered == eligible => Shade::Full,
            (covered, eligible) if covered * 2 >= eligible => Shade::Most,
            _ => Shade::Some,
        }
    }
}

impl HeatMap {
    pub(super) fn values(&self) -> Sheet {
        let mut columns = vec![Column::left("commune", Word::Commune), Column::code(Word::Code)];
        columns.extend(self.columns.iter().map(|label| Column::right("covered", Message::same(label.clone()))));
        let mut rows = Vec::new();
        for part in &self.parts {
            rows.push(Row::Head { text: part.name.clone(), aside: None });
            rows.extend(part.rows.iter().map(|row| {
                let cell = |cell: &Option<HeatCell>| cell.map_or(Cell::Empty, |cell| Cell::Share(cell.covered, cell.eligible));
                let named = [Cell::Words(row.name.clone()), Cell::Text(row.code.clone())];
                Row::Cells(named.into_iter().chain(row.cells.iter().map(cell)).collect())
            }));
        }
        Sheet { columns, rows, ..Sheet::default() }
    }
}

/// A unit of a code from one succession to the next is a row of its own: another one of that code is another commune.
struct Found {
    district: Option<UnitIndex>,
    name: String,
    cells: Vec<Option<(Counts, Option<CellState>)>>,
}

/// A heat map of the years that have begun; nothing where a target has no years, or its subjects no communes.
pub(crate) fn heat_map(workspace: &Workspace, plan: &Plan, target: &Target, state: &TargetState) -> Option<Picture> {
    let is_year = |label: &str| label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit());
    let years: Vec<&WindowState> =
        state.windows.iter().filter(|window| window.begun && is_year(&target.windows[window.window].label)).collect();
    if years.len() < 2 {
        return None;
    }
    let found = found(workspace, plan, target, &years);
    let names: BTreeSet<Option<UnitIndex>> = found.values().map(|found| found.district).collect();
    if found.is_empty() {
        return None;
    }
    let order = Order::new();
    let last = years[years.len() - 1].reference;
    let mut parts: Vec<(Option<UnitIndex>, HeatPart)> = Vec::new();
    for district in names {
        let name = district.map_or(Word::NoUnit.into(), |unit| Message::same(workspace.unit_name(unit, last)));
        let own = found.iter().filter(|(_, found)| found.district == district);
        let mut rows: Vec<(&str, HeatRow)> = own
            .map(|(unit, found)| {
                let cell = |(counts, state): &(Counts, Option<CellState>)| HeatCell {
                    covered: counts.covered(),
                    eligible: counts.eligible(),
                    waiting: counts.of(CellState::Overdue) + counts.of(CellState::Exceeded) == 0,
                    state: *state,
                };
                let cells = found.cells.iter().map(|found| found.as_ref().map(cell)).collect();
                (
                    workspace.units.code(*unit),
                    HeatRow { name: Message::same(found.name.clone()), code: workspace.units.code(*unit).to_owned(), cells },
                )
            })
            .collect();
        rows.sort_by(|a, b| order.compare((Some(a.0), &a.1.name), (Some(b.0), &b.1.name)));
        parts.push((district, HeatPart { name, rows: rows.into_iter().map(|(_, row)| row).collect() }));
    }
    let code = |unit: &Option<UnitIndex>| unit.map(|unit| workspace.units.code(unit).to_owned());
    parts.sort_by(|a, b| order.compare((code(&a.0).as_deref(), &a.1.name), (code(&b.0).as_deref(), &b.1.name)));
    let parts: Vec<HeatPart> = parts.into_iter().map(|(_, part)| part).collect();

    let columns: Vec<String> = years.iter().map(|window| target.windows[window.window].label.clone()).collect();
    let communes: usize = parts.iter().map(|part| part.rows.len()).sum();
    let full = |row: &HeatRow| row.cells.last().copied().flatten().is_some_and(|cell| cell.shade() == Shade::Full);
    let done = parts.iter().flat_map(|part| &part.rows).filter(|row| full(row)).count();
    let of = |lang| [done, communes].map(|count| figure(&count.to_string(), lang));
    let ([done_vi, all_vi], [done_en, all_en]) = (of(Lang::Vi), of(Lang::En));
    let last = columns.last().cloned().unwrap_or_default();
    let summary = say!(
        vi: "Mỗi xã một dòng, mỗi năm một cột; thôn và câu lạc bộ được gộp vào xã. Năm {last} có {done_vi} trong {all_vi} xã đạt tất cả.",
        en: "A row for each commune, a column for each year; what stands in a commune is folded into it. Communes in which all are covered in {last}: {done_en} of {all_en}."
    );
    let title = target_title(target);
    let title = say!(vi: "{title}: theo xã và năm", en: "{title}: by commune and year");
    let id = &target.name;
    let name = Some(say!(vi: "{id} theo xã", en: "{id} by commune"));
    Some(Picture { title, name, summary, tabled: true, drawing: Drawing::HeatMap(HeatMap { columns, parts }) })
}

fn found(workspace: &Workspace, plan: &Plan, target: &Target, years: &[&WindowState]) -> BTreeMap<UnitIndex, Found> {
    let kind = plan.kind(target.population);
    let mut found: BTreeMap<UnitIndex, Found> = BTreeMap::new();
    for (year, window) in years.iter().enumerate() {
        let day = window.reference;
        for cell in &window.cells {
            let chain = subject_units::chain(workspace, kind, cell, day);
            let Some(commune) = subject_units::at_level(workspace, &chain, "commune", 2, day) else { continue };
            let new = || Found { district: None, name: String::new(), cells: vec![None; years.len()] };
            let entry = found.entry(commune).or_insert_with(new);
            // As it was in the last year in which it was one.
            entry.district = subject_units::district(workspace, &chain, day);
            entry.name = workspace.unit_name(commune, day);
            let (counts, single) = entry.cells[year].get_or_insert((Counts::default(), None));
            *single = (counts.members() == 0).then_some(cell.state);
            counts.add(cell.state);
        }
    }
    found
}
