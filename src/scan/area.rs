//! Which units the targets of a log are about, day by day.

use std::collections::BTreeSet;
use std::sync::Mutex;

use rustc_hash::FxHashMap;

use super::route::Routes;
use crate::calendar::Date;
use crate::check::outside_population::Miss;
use crate::model::{PopulationIndex, SubjectKind, UnitIndex, Workspace};

/// The units of a population, shared by the files that ask.
type Members = std::sync::Arc<BTreeSet<u32>>;

/// The target area of a log, found once for each stretch of days on which nothing changes.
pub(super) struct Area<'w> {
    workspace: &'w Workspace,
    /// Populations of units, with their plan, by the column that leads to them, and whether rows of units below count.
    populations: Vec<(usize, usize, PopulationIndex, bool)>,
    boundaries: Vec<Date>,
    known: Mutex<FxHashMap<(usize, usize), Members>>,
}

impl<'w> Area<'w> {
    pub(super) fn new(workspace: &'w Workspace, routes: &Routes<'_>) -> Area<'w> {
        let mut populations: Vec<(usize, usize, PopulationIndex, bool)> = routes
            .all
            .iter()
            .filter(|route| route.subjects == SubjectKind::Units)
            .filter_map(|route| Some((route.through?, route.plan, route.target.population?, route.target.counting.within())))
            .collect();
        populations.sort_unstable();
        populations.dedup();
        let boundaries = if populations.is_empty() { Vec::new() } else { workspace.changes() };
        Area { workspace, populations, boundaries, known: Mutex::default() }
    }

    /// Whether a unit named in a column lies in none of the populations it could count for, and how.
    pub(super) fn misses(&self, column: usize, unit: UnitIndex, day: Date) -> Option<Miss> {
        let epoch = self.boundaries.partition_point(|boundary| *boundary <= day);
        let mut miss = None;
        for (at, (_, plan, population, within)) in self.populations.iter().enumerate().filter(|(_, (through, ..))| *through == column) {
            let members = self.members(at, epoch, *plan, *population, day);
            let below = || self.workspace.units.above(unit, day).iter().any(|above| members.contains(&above.0));
            if members.contains(&unit.0) || (*within && below()) {
                return None;
            }
            if miss != Some(Miss::Below) {
                miss = Some(if !*within && below() { Miss::Below } else { Miss::Outside });
            }
        }
        miss
    }

    fn members(&self, at: usize, epoch: usize, plan: usize, population: PopulationIndex, day: Date) -> Members {
        let mut known = self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let entry = known.entry((at, epoch)).or_insert_with(|| {
            let members = self.workspace.plans[plan].members(self.workspace, Some(population), day, day);
            std::sync::Arc::new(members.into_iter().map(|member| member.subject).collect())
        });
        entry.clone()
    }
}
