//! Which units the targets of a log are about, day by day.

use super::route::Routes;
use crate::calendar::Date;
use crate::model::{PopulationIndex, UnitIndex, Workspace};

/// The target area of a log.
pub(super) struct Area<'w> {
    workspace: &'w Workspace,
    /// Populations of units, with their plan, by the column that leads to them.
    populations: Vec<(usize, usize, PopulationIndex)>,
    /// Days on which anything changes that decides who is in them.
    boundaries: Vec<Date>,
}

/// What is known of units already: by column and unit the stretch of days looked at last, and the answer.
pub(super) struct Known(Vec<(usize, Vec<u32>)>);

/// Nothing is known yet.
const NOTHING: u32 = u32::MAX;

impl<'w> Area<'w> {
    pub(super) fn new(workspace: &'w Workspace, routes: &Routes<'_>) -> Area<'w> {
        let mut populations: Vec<(usize, usize, PopulationIndex)> = routes.all.iter().filter_map(super::route::Route::units).collect();
        populations.sort_unstable();
        populations.dedup();
        // Who asks for what a row of another register says, asks for the days on which it says something else.
        let further = |(_, plan, _): &(usize, usize, PopulationIndex)| workspace.plans[*plan].looks_further();
        let boundaries = if populations.is_empty() {
            Vec::new()
        } else if populations.iter().any(further) {
            workspace.changes()
        } else {
            workspace.unit_changes()
        };
        Area { workspace, populations, boundaries }
    }

    /// Nothing known yet.
    pub(super) fn known(&self) -> Known {
        let mut columns: Vec<usize> = self.populations.iter().map(|(column, ..)| *column).collect();
        columns.dedup();
        Known(columns.into_iter().map(|column| (column, vec![NOTHING; self.workspace.units.len()])).collect())
    }

    /// Whether a unit named in a column lies in none of the populations it could count for.
    pub(super) fn misses(&self, known: &mut Known, column: usize, unit: UnitIndex, day: Date) -> bool {
        let Some((_, known)) = known.0.iter_mut().find(|(judged, _)| *judged == column) else { return false };
        let known = &mut known[unit.0 as usize];
        let epoch = u32::try_from(self.boundaries.partition_point(|boundary| *boundary <= day)).unwrap_or(0) << 1;
        if *known == NOTHING || *known & !1 != epoch {
            *known = epoch | u32::from(self.lies_outside(column, unit, day));
        }
        *known & 1 == 1
    }

    fn lies_outside(&self, column: usize, unit: UnitIndex, day: Date) -> bool {
        let mut populations = self.populations.iter().filter(|(through, ..)| *through == column);
        !populations.any(|(_, plan, population)| {
            let holds = |unit: UnitIndex| self.workspace.plans[*plan].has_unit(self.workspace, *population, unit, day);
            let mut inside = holds(unit);
            if !inside {
                self.workspace.units.each_above(unit, day, |above| inside |= holds(above));
            }
            inside
        })
    }
}
