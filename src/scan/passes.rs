//! How often a log is read: until it is known which of its rows count.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::duplicates::{self, Sites};
use super::file::Kept;
use super::recorded::Recorded;
use super::returns::{self, Unique};
use super::spending::Ledger;
use super::sums::Sums;
use super::tallies::Filling;
use crate::calendar::Date;
use crate::check::git_conflict;
use crate::finding::{Finding, Findings};
use crate::load::reader::Extent;
use crate::model::Log;
use crate::read::{Place, Tree};

/// Files that could not be read to their end, with what is to be said of them.
pub(super) type Broken = BTreeMap<String, (Extent, Findings)>;

/// Passes over a log until no further file breaks off.
pub(super) fn whole<'m>(log: &Log, broken: &RefCell<Broken>, once: &dyn Fn(&Broken) -> Pass<'m>) -> Pass<'m> {
    loop {
        let done = once(&broken.borrow());
        let files = log.files.iter().zip(&done.files).filter(|(path, (extent, _))| extent.failed && !broken.borrow().contains_key(*path));
        let further: Vec<_> = files.map(|(path, found)| (path.clone(), found.clone())).collect();
        if further.is_empty() {
            return done;
        }
        broken.borrow_mut().extend(further);
    }
}

/// Reads a log as often as it takes to know which rows count: each pass leaves out what the one before has shown to stand twice.
/// Gives the last pass, what is said of such rows, and those that later ones replace.
pub(super) fn passes<'m>(
    tree: &Tree,
    (log, as_of): (&Log, Date),
    unique: Option<&Unique>,
    pass: &dyn Fn(&Sites, &Sites) -> Pass<'m>,
) -> (Pass<'m>, Vec<Finding>, Vec<Place>) {
    let mut excluded = Sites::default();
    let mut done = pass(&excluded, &excluded);
    let mut silent = in_conflicts(tree, log, &done.files);
    if !silent.is_empty() {
        done = pass(&excluded, &silent);
    }
    let mut found: Vec<Finding> = Vec::new();
    let suspects = std::mem::take(&mut done.kept.keys).equal();
    if !suspects.is_empty() {
        let mut no_rows = silent.clone();
        no_rows.extend(done.files.iter_mut().flat_map(|(extent, _)| std::mem::take(&mut extent.no_rows)));
        let (doubles, told) = duplicates::doubles(tree, log, &suspects, &no_rows);
        if !doubles.is_empty() {
            (excluded, found) = (doubles, told);
            done = pass(&excluded, &silent);
        }
    }
    let suspects = std::mem::take(&mut done.kept.returns).equal();
    let Some(unique) = unique.filter(|_| !suspects.is_empty()) else { return (done, found, Vec::new()) };
    let mut left_out = Sites::default();
    left_out.extend(done.kept.unsound.iter().copied());
    let again = returns::returns(tree, (log, as_of), unique, &suspects, &left_out);
    found.extend(again.found);
    if !again.excluded.is_empty() || !again.replaced.is_empty() {
        excluded.extend(again.excluded);
        silent.extend(again.replaced.iter().copied());
        done = pass(&excluded, &silent);
    }
    (done, found, again.replaced)
}

/// The rows of a log that stand in git conflicts.
fn in_conflicts(tree: &Tree, log: &Log, files: &[(Extent, Findings)]) -> Sites {
    let mut rows = Sites::default();
    for ((extent, _), path) in files.iter().zip(&log.files).filter(|((extent, _), _)| !extent.marks.is_empty()) {
        rows.extend(duplicates::within(tree, log, path, &git_conflict::conflicts(&extent.marks)));
    }
    rows
}

/// What one pass over the files of a log leaves.
pub(super) struct Pass<'m> {
    pub(super) files: Vec<(Extent, Findings)>,
    pub(super) kept: Kept,
    pub(super) filling: Vec<Filling<'m>>,
    pub(super) ledger: Ledger,
    pub(super) recorded: Recorded,
    pub(super) added: Vec<Sums>,
}
