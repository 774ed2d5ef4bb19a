//! The cells of one window, told apart by where they are, what they are, or whose job they are.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::cover::{Cell, CellState, Counts, WindowState, responsible};
use crate::model::{Plan, SubjectKind, Target, UNITS, UnitIndex, Workspace};
use crate::number::Quantity;
use crate::say;
use crate::text::{Collator, Lang, Message, Word};

use super::subject_units;
use super::values;

/// What cells are told apart by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GroupBy {
    /// The unit just below the top.
    District,
    /// The commune.
    Commune,
    /// The unit of a level of the register of units, by the level's place among [`levels`].
    Level(usize),
    /// The categories a unit is listed in; one in several counts in each.
    Category,
    /// Whose job it is; one of several agencies' counts for each.
    Agency,
    /// Each subject by itself.
    Subject,
}

impl GroupBy {
    /// All of them.
    pub const ALL: [GroupBy; 5] = [GroupBy::District, GroupBy::Commune, GroupBy::Category, GroupBy::Agency, GroupBy::Subject];

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            GroupBy::District => "district",
            GroupBy::Commune => "commune",
            GroupBy::Level(_) => "level",
            GroupBy::Category => "category",
            GroupBy::Agency => "agency",
            GroupBy::Subject => "subject",
        }
    }

    /// The title of its column.
    pub(super) fn word(self, workspace: &Workspace) -> Message {
        match self {
            GroupBy::District => level_name(workspace, "district"),
            GroupBy::Commune => level_name(workspace, "commune"),
            GroupBy::Level(at) => level_name(workspace, levels(workspace).get(at).copied().unwrap_or_default()),
            GroupBy::Category => Word::Category.message(),
            GroupBy::Agency => Word::Agency.message(),
            GroupBy::Subject => Word::Subject.message(),
        }
    }
}

/// The levels of the register of units, each once, in the order of its rows.
pub fn levels(workspace: &Workspace) -> Vec<&str> {
    let register = workspace.register(UNITS);
    let Some(column) = register.table.column("level") else { return Vec::new() };
    let mut levels: Vec<&str> = Vec::new();
    for level in register.rows.all().filter_map(|row| row.text(column)) {
        if !levels.contains(&level) {
            levels.push(level);
        }
    }
    levels
}

/// What people call a level: as `[level]` says, the usual ones in their language, any other as written.
pub(super) fn level_name(workspace: &Workspace, level: &str) -> Message {
    match level {
        _ if workspace.settings.levels.contains_key(level) => Message::same(&workspace.settings.levels[level]),
        "province" => say!(vi: "Tỉnh, thành phố", en: "Province"),
        "district" => Word::District.message(),
        "commune" => Word::Commune.message(),
        "village" => say!(vi: "Thôn, bản, tổ dân phố", en: "Village"),
        other => Message::same(other),
    }
}

/// What stands in no unit of a level.
pub(super) fn outside(workspace: &Workspace, level: &str) -> Message {
    let name = level_name(workspace, level);
    let (vi, en) = (name.get(Lang::Vi).to_lowercase(), name.get(Lang::En).to_lowercase());
    say!(vi: "không thuộc {vi} nào", en: "no {en}")
}

/// Some cells of a window.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// A code or id; none for what belongs nowhere.
    pub(super) id: Option<String>,
    /// What people call it.
    pub(super) name: Message,
    /// How many cells are in each state.
    pub(super) counts: Counts,
    /// The one cell's value and state, where each subject is a group.
    pub(super) single: Option<(String, CellState)>,
    /// The same value as a number.
    pub(super) value: Option<Quantity>,
    /// The unit that it is: two that had one code one after the other are two groups.
    pub(super) unit: Option<UnitIndex>,
}

/// The order in which people read groups: by name, and what belongs nowhere last.
pub(super) struct Order(Collator);

impl Order {
    pub(super) fn new() -> Order {
        Order(Collator::new())
    }

    /// Compares two groups, each by its code or id and its name.
    pub(super) fn compare(&self, a: (Option<&str>, &Message), b: (Option<&str>, &Message)) -> Ordering {
        let names = || self.0.compare(a.1.get(Lang::Vi), b.1.get(Lang::Vi));
        a.0.is_none().cmp(&b.0.is_none()).then_with(names).then_with(|| a.0.cmp(&b.0))
    }
}

/// The groups of a window, in the order of their ids; what belongs nowhere last.
pub(super) fn groups(workspace: &Workspace, plan: &Plan, target: &Target, window: &WindowState, by: GroupBy) -> Vec<Group> {
    let kind = plan.kind(target.population);
    let mut found: BTreeMap<(bool, Option<String>, Option<UnitIndex>), Group> = BTreeMap::new();
    for cell in &window.cells {
        for (id, name, of_unit) in belongs(workspace, plan, target, kind, window, cell, by) {
            // A unit that is its own group is one subject, whatever it is told apart by.
            let itself = by == GroupBy::Subject
                || (kind == SubjectKind::Units && id.as_deref() == Some(workspace.subject_key(plan, kind, cell.subject)));
            let single = itself.then(|| (values::shown_of_needed(target, cell), cell.state));
            found
                .entry((id.is_none(), id.clone(), of_unit))
                .or_insert_with(|| Group {
                    id,
                    name,
                    counts: Counts::default(),
                    single,
                    value: cell.value().filter(|_| itself),
                    unit: of_unit,
                })
                .counts
                .add(cell.state);
        }
    }
    found.into_values().collect()
}

/// A group's code or id, its name, and the unit that it is.
type Named = (Option<String>, Message, Option<UnitIndex>);

fn belongs(
    workspace: &Workspace,
    plan: &Plan,
    target: &Target,
    kind: SubjectKind,
    window: &WindowState,
    cell: &Cell,
    by: GroupBy,
) -> Vec<Named> {
    let day = window.reference;
    let unit = |unit: Option<UnitIndex>| match unit {
        Some(unit) => {
            let name = subject_units::dated(workspace, unit, subject_units::unit_with_place(workspace, unit, day));
            vec![(Some(workspace.units.code(unit).to_owned()), name, Some(unit))]
        }
        None => vec![(None, Word::NoUnit.message(), None)],
    };
    let or_none = |groups: Vec<Named>, word: Word| if groups.is_empty() { vec![(None, word.message(), None)] } else { groups };
    match by {
        GroupBy::District => unit(subject_units::district(workspace, &subject_units::chain(workspace, kind, cell, day), day)),
        GroupBy::Commune => unit(subject_units::at_level(workspace, &subject_units::chain(workspace, kind, cell, day), "commune", 2, day)),
        GroupBy::Level(at) => {
            let level = levels(workspace).get(at).copied().unwrap_or_default();
            let chain = subject_units::chain(workspace, kind, cell, day);
            match chain.into_iter().find(|unit| subject_units::level_of(workspace, *unit, day) == Some(level)) {
                Some(found) => unit(Some(found)),
                None => vec![(None, outside(workspace, level), None)],
            }
        }
        GroupBy::Category => {
            let units = workspace.subject_units(kind, cell.subject, cell.row(), day);
            let listed = |category: &String| units.iter().any(|unit| workspace.units.is_listed(*unit, std::slice::from_ref(category), day));
            let named = plan.names.categories.iter().filter(|(id, _)| listed(id));
            or_none(named.map(|(id, category)| (Some(id.clone()), Message::same(category.name.clone()), None)).collect(), Word::NoCategory)
        }
        GroupBy::Agency => {
            let name = |id: String| match plan.names.agency(&id) {
                Some(agency) => Message::same(plan.names.get(agency).name.clone()),
                None => Message::same(id),
            };
            let ids = responsible(workspace, plan, target, window, cell);
            or_none(ids.into_iter().map(|id| (Some(id.clone()), name(id), None)).collect(), Word::NoAgency)
        }
        GroupBy::Subject => {
            let key = workspace.subject_key(plan, kind, cell.subject).to_owned();
            let full = || subject_units::full_name(workspace, plan, kind, cell, day);
            let (name, unit) = match kind {
                SubjectKind::Whole => (Word::WholePlan.message(), None),
                SubjectKind::Units => {
                    let unit = UnitIndex(cell.subject);
                    (subject_units::dated(workspace, unit, full()), Some(unit))
                }
                _ => (Message::same(full()), None),
            };
            vec![(Some(key), name, unit)]
        }
    }
}
