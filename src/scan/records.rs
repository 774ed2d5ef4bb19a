//! Records as subjects: the sound rows of a log become a register, of which only what plans use is held.

use std::collections::BTreeSet;

use super::duplicates::Sites;
use super::scan_one;
use crate::calendar::{Date, Days};
use crate::decode::Vocabulary;
use crate::finding::Findings;
use crate::load::logs;
use crate::model::{By, Filter, Kind, LogIndex, Lost, Needed, Own, Path, Register, RegisterIndex, Rows, Source, View, Workspace};
use crate::read::Tree;

/// Makes a workspace ready to be scanned, seen from a day: reads the records that are subjects or are referred to, and places
/// the windows that move with the day.
pub fn prepare(workspace: &mut Workspace, vocabulary: &Vocabulary, tree: &Tree, as_of: Date) {
    let mut done: BTreeSet<RegisterIndex> = BTreeSet::new();
    for register in wanted(workspace) {
        fill(workspace, vocabulary, tree, as_of, register, &mut done);
    }
    workspace.seen_from(as_of);
}

/// The registers of records that anything names.
fn wanted(workspace: &Workspace) -> Vec<RegisterIndex> {
    let is_records = |register: &RegisterIndex| workspace.register(*register).table.records_of.is_some();
    let referred = workspace.logs.iter().flat_map(|log| &log.table.columns).filter_map(|column| match column.kind {
        Kind::Reference(register) => Some(register),
        _ => None,
    });
    let populations = workspace.plans.iter().flat_map(|plan| &plan.populations).filter_map(|population| match &population.source {
        Source::Register { register, .. } => Some(*register),
        _ => None,
    });
    let all: BTreeSet<RegisterIndex> = referred.chain(populations).filter(is_records).collect();
    all.into_iter().collect()
}

/// Reads the records of one log, those that it refers to first.
fn fill(
    workspace: &mut Workspace,
    vocabulary: &Vocabulary,
    tree: &Tree,
    as_of: Date,
    register: RegisterIndex,
    done: &mut BTreeSet<RegisterIndex>,
) {
    let Some(log) = workspace.register(register).table.records_of else { return };
    if !done.insert(register) {
        return;
    }
    let further = |column: &crate::model::Column| match column.kind {
        Kind::Reference(other) if workspace.register(other).table.records_of.is_some() => Some(other),
        _ => None,
    };
    let further: Vec<RegisterIndex> = workspace.log(log).table.columns.iter().filter_map(further).collect();
    for other in further {
        fill(workspace, vocabulary, tree, as_of, other, done);
    }
    let unsound = scan_one(workspace, vocabulary, tree, as_of, log);
    workspace.registers[register.0] = records(workspace, vocabulary, tree, as_of, (log, register), &unsound);
}

/// The sound records of a log up to a day.
fn records(
    workspace: &Workspace,
    vocabulary: &Vocabulary,
    tree: &Tree,
    as_of: Date,
    (log, register): (LogIndex, RegisterIndex),
    unsound: &Sites,
) -> Register {
    let (table, entry) = (workspace.register(register).table.clone(), workspace.log(log));
    let Some(key) = table.key() else { return Register::new(table, Rows::new(0)) };
    let used = used(workspace, register);
    let mut rows = Rows::new(table.columns.len());
    let mut lost = Lost::default();
    let mut quiet = Findings::default();
    for path in &entry.files {
        let file = logs::read(tree, path, &entry.table, vocabulary, &mut quiet);
        lost.blind |= file.lost.blind;
        lost.unread |= file.lost.unread;
        lost.keys.extend(file.lost.keys);
        for row in file.rows.all() {
            let View::Date(date) = row.cell(entry.date) else { continue };
            let Some(text) = row.text(key).filter(|text| !text.is_empty()) else { continue };
            if unsound.contains(row.place()) {
                lost.keys.insert(text.to_owned());
            } else {
                let cells: Vec<View<'_>> = (0..table.columns.len()).map(|at| if used[at] { row.cell(at) } else { View::Empty }).collect();
                rows.push(&cells, Days { first: date, last: Date::MAX }, row.place());
            }
        }
    }
    let mut register = Register::new(table, rows);
    (register.lost, register.until) = (lost, as_of);
    register.place(&workspace.units);
    register
}

/// By column whether anything asks for it: keys and names, places, and what plans read.
fn used(workspace: &Workspace, register: RegisterIndex) -> Vec<bool> {
    let table = &workspace.register(register).table;
    let named = |name: &str| ["name", "title"].contains(&name);
    let mut used: Vec<bool> =
        table.columns.iter().map(|column| matches!(column.kind, Kind::Key | Kind::Reference(_)) || named(&column.name)).collect();
    let mut path = |path: &Path, own: bool| {
        if own {
            used[path.column] = true;
        }
        for (further, column) in &path.then {
            if *further == register {
                used[*column] = true;
            }
        }
    };
    for plan in &workspace.plans {
        let mut filter = |filter: &Filter, own: bool| filter.conditions.iter().for_each(|condition| path(&condition.path, own));
        for population in &plan.populations {
            if let Source::Register { register: of, filter: conditions, .. } = &population.source {
                filter(conditions, *of == register);
            }
        }
        for (_, target) in plan.targets() {
            let own = plan.kind(target.population).register() == Some(register);
            match &target.counting {
                crate::model::Counting::Log { filter: conditions, .. } | crate::model::Counting::Standing { filter: conditions, .. } => {
                    filter(conditions, false);
                }
                _ => {}
            }
            target.required.iter().for_each(|required| filter(required, own));
        }
    }
    for plan in &workspace.plans {
        for (_, target) in plan.targets().filter(|(_, target)| plan.kind(target.population).register() == Some(register)) {
            if let Some(Own::From { path, .. } | Own::By { path }) = &target.own {
                used[path.column] = true;
            }
            if let By::Column(path) = &target.by {
                used[path.column] = true;
            }
            if let crate::model::Counting::Log { shared: Some(of), .. } = &target.counting {
                used[*of] = true;
            }
            for window in &target.windows {
                needed(&window.needed, &mut used);
            }
        }
        for norm in plan.activities.iter().flat_map(|activity| &activity.norms) {
            if plan.kind(norm.population).register() == Some(register) {
                norm.windows.iter().map(|window| &window.needed).chain([&norm.at_most]).for_each(|of| needed(of, &mut used));
                norm.shared.iter().for_each(|of| used[*of] = true);
            }
        }
    }
    used
}

fn needed(of: &Needed, used: &mut [bool]) {
    match of {
        Needed::Number(_) | Needed::Members { .. } => {}
        Needed::Column { path, .. } => used[path.column] = true,
        Needed::By { path, words, .. } => {
            used[path.column] = true;
            for (_, of) in words {
                needed(of, used);
            }
        }
        Needed::Goal { goal, from } => {
            needed(goal, used);
            needed(from, used);
        }
    }
}
