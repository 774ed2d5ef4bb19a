//! One pass over the logs: each row is checked once and folded into the tallies of every target that counts it.
//!
//! Logs are never held. Files are read side by side and their pieces joined in the order of their names, so
//! that the answer is the same on any number of cores. Keys are kept as hashes; only where two are equal is
//! the log read again, to compare the keys themselves and to leave out the rows that share one.

mod area;
mod file;
mod keys;
mod references;
mod route;
mod tallies;

use rayon::prelude::*;

pub use tallies::{Pair, Spot, Tallies};

use crate::calendar::Date;
use crate::finding::{Finding, Findings};
use crate::load::cell::Vocabulary;
use crate::model::{LogIndex, UNITS, Workspace};
use crate::names::Gazetteer;
use crate::source::Tree;

use area::Area;
use file::{FileScan, Piece};
use keys::Sites;
use route::Routes;

/// What a pass over the logs found.
pub struct Scanned {
    /// What every target has seen.
    pub tallies: Tallies,
    /// What is wrong with rows.
    pub findings: Findings,
    /// Rows of logs left out because of an error.
    pub left_out: u64,
    /// Rows of logs read.
    pub rows: u64,
}

/// Reads all logs, as they were known on `as_of`. `today` says that this is today's date, not one asked for.
pub fn scan(workspace: &Workspace, vocabulary: &Vocabulary, tree: &Tree, as_of: Date, today: bool) -> Scanned {
    let mut scanned =
        Scanned { tallies: Tallies::new(workspace), findings: Findings::with(workspace.settings.severities.clone()), left_out: 0, rows: 0 };
    let gazetteer = Gazetteer::new(&workspace.units, workspace.register(UNITS));
    for index in 0..workspace.logs.len() {
        scan_log((workspace, &gazetteer), vocabulary, tree, (as_of, today), LogIndex(index), &mut scanned);
    }
    scanned
}

fn scan_log(
    (workspace, gazetteer): (&Workspace, &Gazetteer<'_>),
    vocabulary: &Vocabulary,
    tree: &Tree,
    clock: (Date, bool),
    index: LogIndex,
    scanned: &mut Scanned,
) {
    let log = workspace.log(index);
    let routes = Routes::new(workspace, index);
    let area = Area::new(workspace, &routes);
    let pass = |excluded: &Sites| -> Vec<Piece> {
        let scan = FileScan {
            workspace,
            vocabulary,
            tree,
            log,
            routes: &routes,
            area: &area,
            gazetteer,
            as_of: clock.0,
            today: clock.1,
            excluded,
        };
        log.files.par_iter().map(|path| scan.read(path)).collect()
    };
    let mut pieces = pass(&Sites::default());
    let mut doubled: Vec<Finding> = Vec::new();
    let suspects = keys::equal_hashes(pieces.iter_mut().map(|piece| std::mem::take(&mut piece.keys)));
    if !suspects.is_empty() {
        let mut no_rows = Sites::default();
        no_rows.extend(pieces.iter_mut().flat_map(|piece| std::mem::take(&mut piece.no_rows)));
        let (excluded, found) = keys::doubles(tree, log, &suspects, &no_rows);
        if !excluded.is_empty() {
            doubled = found;
            pieces = pass(&excluded);
        }
    }
    let suspects = keys::equal_hashes(pieces.iter_mut().map(|piece| std::mem::take(&mut piece.contents)));
    if !suspects.is_empty() {
        let mut left_out = Sites::default();
        left_out.extend(pieces.iter_mut().flat_map(|piece| std::mem::take(&mut piece.unsound)));
        doubled.extend(keys::repeats(tree, log, &suspects, &left_out));
    }
    for piece in pieces {
        scanned.rows += piece.rows;
        scanned.left_out += piece.left_out;
        scanned.findings.extend(piece.findings);
        scanned.tallies.merge(piece.tallies);
    }
    scanned.findings.extend(doubled);
}
