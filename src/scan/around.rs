//! The subjects with budget lines of their own that a row is of: a club's, its commune's, its district's.

use rustc_hash::FxHashMap;

use crate::calendar::Date;
use crate::model::{RegisterIndex, UnitIndex, Workspace};

/// No more subjects than these are kept: units have fewer levels.
const MOST: usize = 8;
const NONE: u16 = u16::MAX;

/// The subjects with budget lines of their own that a row is of, the nearest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Around([u16; MOST]);

impl Around {
    /// Of none.
    pub const NOWHERE: Around = Around([NONE; MOST]);

    /// Those of a list, the nearest first.
    pub fn of(subjects: impl IntoIterator<Item = u16>) -> Around {
        let mut around = Around::NOWHERE;
        let mut places = around.0.iter_mut();
        let mut seen: Vec<u16> = Vec::new();
        for subject in subjects {
            if !seen.contains(&subject)
                && let Some(place) = places.next()
            {
                *place = subject;
                seen.push(subject);
            }
        }
        around
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = u16> + '_ {
        self.0.iter().copied().take_while(|subject| *subject != NONE)
    }
}

/// Whom budget lines name, as rows meet them. A line follows its unit: it pays also for what the unit became.
#[derive(Debug, Default)]
pub struct BudgetSubjects {
    keys: FxHashMap<(RegisterIndex, u32), Vec<u16>>,
    /// For each stretch of days on which nothing about units changes.
    units: Vec<FxHashMap<UnitIndex, Vec<u16>>>,
}

impl BudgetSubjects {
    /// Those of a workspace.
    pub fn new(workspace: &Workspace) -> BudgetSubjects {
        let mut found = BudgetSubjects::default();
        if workspace.budget_subjects.is_empty() {
            return found;
        }
        let units = &workspace.units;
        found.units.resize(units.boundaries().len() + 1, FxHashMap::default());
        for (subject, at) in workspace.budget_subjects.iter().zip(0_u16..) {
            for key in &subject.keys {
                found.keys.entry(*key).or_default().push(at);
            }
            for (epoch, known) in (0..).zip(&mut found.units) {
                let day = units.day_of_epoch(epoch);
                for unit in subject.units.iter().flat_map(|unit| units.stands(*unit, day).into_iter().chain([*unit])) {
                    let named = known.entry(unit).or_default();
                    if !named.contains(&at) {
                        named.push(at);
                    }
                }
            }
        }
        found
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.units.is_empty()
    }

    /// Those that something is of on a day that stands in these units, and is or names these rows of registers.
    pub fn around(
        &self,
        workspace: &Workspace,
        (keys, units): (impl IntoIterator<Item = (RegisterIndex, u32)>, &[UnitIndex]),
        day: Date,
    ) -> Around {
        if self.is_empty() {
            return Around::NOWHERE;
        }
        let of_keys = keys.into_iter().filter_map(|key| self.keys.get(&key)).flatten().copied();
        let hierarchy = &workspace.units;
        let known = self.units.get(hierarchy.epoch(day) as usize);
        let now = |unit: &UnitIndex| if hierarchy.lives(*unit, day) { vec![*unit] } else { hierarchy.stands(*unit, day) };
        let chain = |unit: UnitIndex| [vec![unit], hierarchy.above(unit, day)].concat();
        let chains = units.iter().flat_map(now).flat_map(chain);
        let of_units = chains.filter_map(|unit| known?.get(&unit)).flatten().copied();
        Around::of(of_keys.chain(of_units))
    }
}
