//! One log read again, as the pass over all logs does, for what that does not keep: which rows count for a cell, and which for
//! nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::duplicates::Sites;
use super::lookup::Lookup;
use super::spending::{Asked, Money};
use super::witness::{Watched, Witness};
use super::{Scanned, Views, references, scan_log};
use crate::calendar::Date;
use crate::decode::Vocabulary;
use crate::model::{LogIndex, RegisterIndex, UNITS, Workspace};
use crate::names::Gazetteer;
use crate::read::{FileId, Place, Tree};

/// Reads one log again and tells what became of rows: those that count for a target, and those that name a subject of it and do
/// not. In the order of files and rows. Nothing where the target counts no log.
pub fn witnesses(workspace: &Workspace, vocabulary: &Vocabulary, tree: &Tree, seen: (Date, bool), watched: &Watched) -> Vec<Witness> {
    let Some(log) = workspace.plans[watched.plan].target(watched.target).counting.log() else { return Vec::new() };
    let (scanned, _) = scan_again(workspace, vocabulary, tree, seen, (log, Some(watched)));
    let mut found = scanned.witnesses;
    in_order(&mut found, workspace, tree, watched);
    found
}

/// Puts witnesses in the order of files and rows.
pub(super) fn in_order(found: &mut [Witness], workspace: &Workspace, tree: &Tree, watched: &Watched) {
    let Some(log) = workspace.plans[watched.plan].target(watched.target).counting.log() else { return };
    let place = |file: FileId| workspace.log(log).files.iter().position(|path| tree.id(path) == file);
    found.sort_by_cached_key(|witness| (place(witness.file), witness.start));
}

/// Reads one log again for its rows that do not count; gives what tells whether a row is one of them.
pub fn unsound(
    workspace: &Workspace,
    vocabulary: &Vocabulary,
    tree: &Tree,
    seen: (Date, bool),
    log: LogIndex,
) -> impl Fn(Place) -> bool + use<> {
    let (_, sites) = scan_again(workspace, vocabulary, tree, seen, (log, None));
    move |place| sites.contains(place)
}

/// Reads one log again, as the pass over all logs does.
fn scan_again(
    workspace: &Workspace,
    vocabulary: &Vocabulary,
    tree: &Tree,
    (as_of, today): (Date, bool),
    (log, watched): (LogIndex, Option<&Watched>),
) -> (Scanned, Sites) {
    let money = Money::new(workspace, as_of, Asked::default());
    let views = Views::new(as_of, &[]);
    let mut scanned = Scanned::new(workspace, money.spending(), &views);
    let gazetteer = Gazetteer::new(&workspace.units, workspace.register(UNITS));
    let mut lookups: BTreeMap<RegisterIndex, Arc<Lookup>> = BTreeMap::new();
    let mut lookup = |register| lookups.entry(register).or_insert_with(|| Arc::new(Lookup::new(workspace, register))).clone();
    let references = references::columns(&workspace.log(log).table.columns, &mut lookup);
    let seen = (as_of, today, &views);
    let asked = (log, money.expenditure(vocabulary, log), watched);
    let left_out = scan_log((workspace, &gazetteer, &references), vocabulary, tree, seen, asked, &mut scanned);
    (scanned, left_out)
}
