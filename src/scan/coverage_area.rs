//! Which units the targets of a log are about, day by day.

use super::interval::DayTable;
use super::route::Routes;
use crate::calendar::{Date, Day};
use crate::check::outside_population::Miss;
use crate::model::{PopulationIndex, UnitIndex, Workspace};

/// The target area of a log.
pub(super) struct Area<'w> {
    workspace: &'w Workspace,
    /// Populations of units, with their plan, by the column that leads to them, and whether rows of units below count.
    populations: Vec<(usize, usize, PopulationIndex, bool)>,
    /// Days on which anything changes that decides who is in them.
    boundaries: DayTable,
}

/// What is known of units already: by column and unit the stretch of days looked at last, and the answer.
pub(super) struct Known(Vec<(usize, Vec<u16>)>);

/// Nothing is known yet.
const NOTHING: u16 = u16::MAX;

impl<'w> Area<'w> {
    pub(super) fn new(workspace: &'w Workspace, routes: &Routes<'_>) -> Area<'w> {
        let mut populations: Vec<(usize, usize, PopulationIndex, bool)> =
            routes.all.iter().filter_map(super::route::Route::units).collect();
        populations.sort_unstable();
        populations.dedup();
        // Who asks for what a row of another register says, asks for the days on which it says something else.
        let further = |(_, plan, ..): &(usize, usize, PopulationIndex, bool)| workspace.plans[*plan].looks_further();
        let boundaries = if populations.is_empty() {
            Vec::new()
        } else if populations.iter().any(further) {
            workspace.changes()
        } else {
            workspace.unit_changes()
        };
        Area { workspace, populations, boundaries: DayTable::new(boundaries) }
    }

    /// Nothing known yet.
    pub(super) fn known(&self) -> Known {
        let mut columns: Vec<usize> = self.populations.iter().map(|(column, ..)| *column).collect();
        columns.dedup();
        Known(columns.into_iter().map(|column| (column, vec![NOTHING; self.workspace.units.len()])).collect())
    }

    /// Whether a unit named in a column lies in none of the populations it could count for, and how.
    pub(super) fn misses(&self, known: &mut Known, column: usize, unit: UnitIndex, day: Day) -> Option<Miss> {
        let (_, known) = known.0.iter_mut().find(|(judged, _)| *judged == column)?;
        let known = &mut known[unit.0 as usize];
        let epoch = self.boundaries.of(day);
        // Beyond so many changes nothing is remembered: the last ones would look like nothing known.
        let Some(epoch) = u16::try_from(u64::from(epoch) << 2).ok().filter(|epoch| *epoch < NOTHING & !3) else {
            return self.miss(column, unit, day.date());
        };
        if *known == NOTHING || *known & !3 != epoch {
            *known = epoch
                | match self.miss(column, unit, day.date()) {
                    None => 0,
                    Some(Miss::Outside) => 1,
                    Some(Miss::Below) => 2,
                };
        }
        match *known & 3 {
            0 => None,
            1 => Some(Miss::Outside),
            _ => Some(Miss::Below),
        }
    }

    /// The same, looked up anew.
    pub(super) fn miss(&self, column: usize, unit: UnitIndex, day: Date) -> Option<Miss> {
        let mut miss = None;
        for (_, plan, population, within) in self.populations.iter().filter(|(through, ..)| *through == column) {
            let holds = |unit: UnitIndex| self.workspace.plans[*plan].has_unit(self.workspace, *population, unit, day);
            let below = || {
                let mut below = false;
                self.workspace.units.each_above(unit, day, |above| below |= holds(above));
                below
            };
            if holds(unit) || (*within && below()) {
                return None;
            }
            if miss != Some(Miss::Below) {
                miss = Some(if !*within && below() { Miss::Below } else { Miss::Outside });
            }
        }
        miss
    }
}
