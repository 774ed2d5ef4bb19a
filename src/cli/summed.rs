//! A workspace read for sums of columns of logs alone.

use super::globals::Globals;
use super::session::{Refused, caveats};
use super::{Stop, World, known};
use crate::calendar::{Calendar, Date};
use crate::cover::State;
use crate::finding::Findings;
use crate::load::load;
use crate::model::Workspace;
use crate::read::Tree;
use crate::report::{AskedSum, plan_of};
use crate::scan::{Recorded, Sums, prepare, scan_sums};
use crate::text::{Lang, Message};

/// A workspace of which only some logs were read, for sums of their columns.
pub(super) struct Summed {
    pub(super) workspace: Workspace,
    /// As of when, and what was left out; no plan is judged.
    pub(super) state: State,
    pub(super) asked: Vec<AskedSum>,
    pub(super) sums: Vec<Sums>,
    pub(super) lang: Lang,
    tree: Tree,
    findings: Findings,
}

/// Which sums a command wants of a workspace, in what calendar, as of which day.
type Ask<'a> = &'a dyn Fn(&Workspace, Calendar, Date) -> Result<Vec<AskedSum>, Message>;

impl Summed {
    /// Reads plans, registers and the logs that are asked for.
    pub(super) fn open(globals: &Globals, world: &mut World<'_>, ask: Ask<'_>) -> Result<Summed, Stop> {
        let (as_of, today) = globals.as_of(world)?;
        let asked = globals.language(world)?;
        let tree = known::tree(globals, world)?;
        let loaded = load(&tree);
        let lang = asked.or(loaded.language).unwrap_or_default();
        let mut findings = loaded.findings;
        let Some(mut workspace) = loaded.workspace else { return Err(Refused { tree, findings, as_of, lang }.say(globals, world)) };
        let plan = globals.plan.as_deref().map(|id| plan_of(&workspace, id)).transpose()?;
        let calendar = workspace.plans.get(plan.unwrap_or_default()).map_or(Calendar::CIVIL, |plan| plan.calendar);
        let asked = ask(&workspace, calendar, as_of)?;
        globals.on_cores(|| prepare(&mut workspace, &loaded.vocabulary, &tree, as_of));
        let of = asked.iter().map(|sum| sum.of.clone()).collect();
        let scanned = globals.on_cores(|| scan_sums(&workspace, &loaded.vocabulary, &tree, (as_of, today), of));
        findings.merge(scanned.findings);
        let left_out = workspace.left_out + scanned.left_out;
        let newest = scanned.recorded.iter().filter_map(Recorded::last).max();
        let state = State { as_of, period: globals.period()?, plans: Vec::new(), left_out, newest };
        Ok(Summed { workspace, state, asked, sums: scanned.sums, lang, tree, findings })
    }

    /// The same as [`Session::caveats`].
    pub(super) fn caveats(&self, world: &mut World<'_>) {
        caveats(world, &self.tree, &self.findings, self.state.left_out, self.lang, true);
    }
}
