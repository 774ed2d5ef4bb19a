//! A workspace read and evaluated the whole way, from its files to how everything stands on one day.

use crate::calendar::{Date, Period};
use crate::cover::{State, cover};
use crate::finding::Findings;
use crate::load::load;
use crate::model::Workspace;
use crate::read::Tree;
use crate::scan::{Asked, Spending, prepare, scan_money};

/// A workspace and how it stands on a day.
pub struct Evaluated {
    /// What was accepted.
    pub workspace: Workspace,
    /// How everything stands.
    pub state: State,
    /// What was spent.
    pub spending: Spending,
    /// What was found on the way; what sums of money give to say is not among it.
    pub findings: Findings,
}

impl Evaluated {
    /// Reads and evaluates a workspace; where it cannot be understood, what was found.
    pub fn read(tree: &Tree, as_of: Date, period: Option<Period>) -> Result<Evaluated, Findings> {
        let loaded = load(tree);
        let mut findings = loaded.findings;
        let Some(mut workspace) = loaded.workspace else { return Err(findings) };
        prepare(&mut workspace, &loaded.vocabulary, tree, as_of);
        let scanned = scan_money(&workspace, &loaded.vocabulary, tree, (as_of, false), Asked::default());
        findings.merge(scanned.findings);
        let state = cover(&workspace, &scanned.tallies, as_of, period, workspace.left_out + scanned.left_out);
        Ok(Evaluated { workspace, state, spending: scanned.spending, findings })
    }
}
