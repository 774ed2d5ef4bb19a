//! Where a subject stands among the administrative units, on its window's reference date.

use crate::calendar::{Date, Days, display_date};
use crate::cover::Cell;
use crate::model::{Plan, SubjectKind, UNITS, UnitIndex, Workspace};
use crate::say;
use crate::text::{Lang, Message};

/// The units that a subject stands in; none where a register's column that says so is never shown.
fn units(workspace: &Workspace, kind: SubjectKind, cell: &Cell, day: Date) -> Vec<UnitIndex> {
    if let (SubjectKind::Register(register), Some(row)) = (kind, cell.row()) {
        let register = workspace.register(register);
        if register.units_of(row).next().is_some_and(|(column, _)| register.table.columns[column].personal) {
            return Vec::new();
        }
    }
    workspace.subject_units(kind, cell.subject, cell.row(), day)
}

/// The units around a subject, from the top; a unit stands last itself, a register row's unit too.
///
/// Empty for subjects that stand in no unit. A row that stands in several units (its unit was split) is
/// described by the first of them.
pub(super) fn chain(workspace: &Workspace, kind: SubjectKind, cell: &Cell, day: Date) -> Vec<UnitIndex> {
    let Some(unit) = units(workspace, kind, cell, day).first().copied() else { return Vec::new() };
    let mut chain = workspace.units.above(unit, day);
    chain.reverse();
    chain.push(unit);
    chain
}

/// All units a subject stands in, with all units above each.
pub(super) fn all_around(workspace: &Workspace, kind: SubjectKind, cell: &Cell, day: Date) -> Vec<UnitIndex> {
    let units = units(workspace, kind, cell, day);
    units.iter().flat_map(|unit| std::iter::once(*unit).chain(workspace.units.above(*unit, day))).collect()
}

/// The names of the units above a subject, top first; for a register row its own unit last.
pub(super) fn path(workspace: &Workspace, kind: SubjectKind, cell: &Cell, day: Date) -> Vec<String> {
    let mut chain = chain(workspace, kind, cell, day);
    if kind == SubjectKind::Units {
        chain.pop();
    }
    chain.into_iter().map(|unit| workspace.unit_name(unit, day)).collect()
}

/// What a subject is called, with the units it stands in, the top one only where there are several: `xã Hoa Thám, huyện Bình Gia`.
///
/// A name that already says where it is is not told twice.
pub(super) fn full_name(workspace: &Workspace, plan: &Plan, kind: SubjectKind, cell: &Cell, day: Date) -> String {
    with_places(workspace, workspace.subject_name(plan, kind, cell.subject, cell.row(), day), path(workspace, kind, cell, day))
}

/// A name, and the units around it from the top.
fn with_places(workspace: &Workspace, name: String, path: Vec<String>) -> String {
    let mut names = vec![name];
    // The one top unit goes without saying.
    let untold = usize::from(!workspace.units.have_several_tops());
    for unit in path.into_iter().skip(untold).rev() {
        if !names[0].to_lowercase().contains(&unit.to_lowercase()) {
            names.push(unit);
        }
    }
    names.join(", ")
}

/// The same of a row of a register, which has no cell.
pub(super) fn name_with_places(
    workspace: &Workspace,
    plan: &Plan,
    kind: SubjectKind,
    (subject, row): (u32, Option<usize>),
    day: Date,
) -> String {
    let name = workspace.subject_name(plan, kind, subject, row, day);
    let Some(unit) = workspace.subject_units(kind, subject, row, day).first().copied() else { return name };
    let chain = std::iter::once(unit).chain(workspace.units.above(unit, day));
    let mut path: Vec<String> = chain.map(|unit| workspace.unit_name(unit, day)).collect();
    path.reverse();
    with_places(workspace, name, path)
}

/// What a unit is called, with the units around it, told in the same way.
pub(super) fn unit_with_place(workspace: &Workspace, unit: UnitIndex, day: Date) -> String {
    let above = workspace.units.above(unit, day);
    let told = above.len().saturating_sub(usize::from(!workspace.units.have_several_tops()));
    let names = std::iter::once(unit).chain(above.into_iter().take(told)).map(|unit| workspace.unit_name(unit, day));
    names.collect::<Vec<_>>().join(", ")
}

/// A unit's name with its time, where others have had its code.
pub(super) fn dated(workspace: &Workspace, unit: UnitIndex, name: String) -> Message {
    let units = &workspace.units;
    let several = units.holders(units.code(unit)).count() > 1;
    let life = units.rows(unit).first().zip(units.rows(unit).last()).map(|(first, last)| Days { first: first.1.first, last: last.1.last });
    let Some(Days { first, last }) = life.filter(|_| several) else { return Message::same(name) };
    let shown = |day: Date| [Lang::Vi, Lang::En].map(|lang| display_date(day, lang));
    let ([from_vi, from_en], [to_vi, to_en]) = (shown(first), shown(last));
    match (first > Date::MIN, last < Date::MAX) {
        (true, true) => say!(vi: "{name} ({from_vi} – {to_vi})", en: "{name} ({from_en} – {to_en})"),
        (false, true) => say!(vi: "{name} (đến {to_vi})", en: "{name} (until {to_en})"),
        (true, false) => say!(vi: "{name} (từ {from_vi})", en: "{name} (from {from_en})"),
        (false, false) => Message::same(name),
    }
}

/// The unit of a level in a chain: the one of that name, else the one at that depth below the top.
pub(super) fn at_level(workspace: &Workspace, chain: &[UnitIndex], level: &str, depth: usize, day: Date) -> Option<UnitIndex> {
    chain.iter().copied().find(|unit| level_of(workspace, *unit, day) == Some(level)).or_else(|| chain.get(depth).copied())
}

/// The district of a chain: the unit of that level; where there is none, the unit just above the subject.
pub(super) fn district(workspace: &Workspace, chain: &[UnitIndex], day: Date) -> Option<UnitIndex> {
    let above = || chain.iter().rev().nth(1).or(chain.last()).copied();
    chain.iter().copied().find(|unit| level_of(workspace, *unit, day) == Some("district")).or_else(above)
}

/// A unit's level, as its row of a day has it.
pub(super) fn level_of(workspace: &Workspace, unit: UnitIndex, day: Date) -> Option<&str> {
    let register = workspace.register(UNITS);
    let column = register.table.column("level")?;
    register.row(workspace.units.row_near(unit, day)).text(column)
}
