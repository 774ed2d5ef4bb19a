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

/// What is known of units already, by column.
pub(super) struct Known(Vec<ColumnKnown>);

/// What is known of the units that are named in a column.
struct ColumnKnown {
    column: usize,
    /// A day, and the days between two changes that it lies in: neighbouring rows mostly are of one day.
    day: (Day, usize),
    /// By the days between two changes an answer for each unit.
    answers: Vec<Vec<u8>>,
}

/// Answers are kept for so many units and days between changes; then they are looked up anew.
const MOST: usize = 1 << 24;

/// Nothing is known yet.
const NOTHING: u8 = 0;
const INSIDE: u8 = 1;
const OUTSIDE: u8 = 2;
const BELOW: u8 = 3;

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
        let day = (Day::NONE, self.boundaries.of(Day::NONE) as usize);
        Known(columns.into_iter().map(|column| ColumnKnown { column, day, answers: Vec::new() }).collect())
    }

    /// Whether a unit named in a column lies in none of the populations it could count for, and how.
    pub(super) fn misses(&self, known: &mut Known, column: usize, unit: UnitIndex, day: Day) -> Option<Miss> {
        let ColumnKnown { day: last, answers: known, .. } = known.0.iter_mut().find(|known| known.column == column)?;
        if day != last.0 {
            *last = (day, self.boundaries.of(day) as usize);
        }
        let (epoch, units) = (last.1, self.workspace.units.len());
        if known.len() <= epoch {
            known.resize(epoch + 1, Vec::new());
        }
        if known[epoch].is_empty() {
            if known.iter().map(Vec::len).sum::<usize>() + units > MOST {
                known.iter_mut().for_each(Vec::clear);
            }
            known[epoch].resize(units, NOTHING);
        }
        let known = &mut known[epoch][unit.0 as usize];
        if *known == NOTHING {
            *known = match self.miss(column, unit, day.date()) {
                None => INSIDE,
                Some(Miss::Outside) => OUTSIDE,
                Some(Miss::Below) => BELOW,
            };
        }
        match *known {
            OUTSIDE => Some(Miss::Outside),
            BELOW => Some(Miss::Below),
            _ => None,
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
