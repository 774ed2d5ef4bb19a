//! Administrative units through time.
//!
//! Statistics offices re-use codes: after a merger an old code may belong to a new unit. So a *unit* is a
//! code from one succession to the next, and everything that refers to a code refers to its holder on a day.
//! Successions lead from the unit that held the old code the day before to the unit that holds the new code.

mod build;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::keys::Keys;
use super::lists::Lists;
use crate::calendar::{Date, Days};
use crate::read::Place;

/// A unit, numbered in the order of code and time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct UnitIndex(pub u32);

/// A unit's place on a list.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The category's id.
    pub category: Box<str>,
    /// On which days.
    pub days: Days,
    /// The decision that lists it.
    pub basis: Option<Box<str>>,
    /// The row that says so.
    pub place: Place,
}

/// One accepted succession.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Succession {
    /// The first day of the new state.
    pub date: Date,
    /// The code that was held the day before.
    pub old: Box<str>,
    /// The code that is held on that day; empty: the unit was abolished, and nothing takes its place.
    pub new: Box<str>,
    /// The decision.
    pub basis: Option<Box<str>>,
    /// The row that says so.
    pub place: Place,
}

/// The decision of a succession, and the row that says so.
type Said = (Option<Box<str>>, Place);

/// All units, with what led to what.
#[derive(Debug, Default)]
pub struct Units {
    /// Units that were abolished: nothing takes their place.
    abolished: rustc_hash::FxHashSet<UnitIndex>,
    keys: Arc<Keys>,
    /// By code, as numbered by the register, its first holder, and where the last code's holders end.
    firsts: Vec<u32>,
    /// By unit the number of its code.
    codes: Vec<u32>,
    /// By unit the rows of the units register that describe it, with the days of its life that each is valid on.
    rows: Lists<(usize, Days)>,
    /// By unit what it led to, by date, each with the day of the succession.
    leads_to: Lists<(Date, UnitIndex)>,
    /// The same the other way round, in order: what was led to, when, by what.
    came_from: Vec<(UnitIndex, Date, UnitIndex)>,
    /// By unit the categories it is listed in.
    listings: Lists<Listing>,
    /// By unit the units above, with the days on which they are.
    parents: Lists<(Days, UnitIndex)>,
    /// The decisions by which units led to others, and the rows that say so.
    bases: FxHashMap<(UnitIndex, Date, UnitIndex), Said>,
    /// Days on which anything about units changes, in order.
    boundaries: Vec<Date>,
    /// Whether several units have others below them and none above: then a place is not told without the top.
    several_tops: bool,
}

impl Units {
    /// Whether more than one holder of a code lives within some days.
    pub fn several_hold(&self, code: &str, within: Days) -> bool {
        let lives = |unit: &UnitIndex| self.rows(*unit).iter().any(|(_, days)| days.overlaps(within));
        self.holders(code).filter(lives).count() > 1
    }

    /// Whether several units stand at the top, so that a name without its top one may mean several places.
    pub fn have_several_tops(&self) -> bool {
        self.several_tops
    }

    /// Whether a unit was abolished: nothing takes its place, and somebody says so.
    pub fn is_abolished(&self, unit: UnitIndex) -> bool {
        self.abolished.contains(&unit)
    }

    /// The code that a unit holds.
    pub fn code(&self, unit: UnitIndex) -> &str {
        self.keys.get(self.codes[unit.0 as usize])
    }

    /// The rows of the units register that describe a unit, with the days of its life that each is valid on.
    pub fn rows(&self, unit: UnitIndex) -> &[(usize, Days)] {
        self.rows.get(unit.0)
    }

    /// What a unit led to, by date, each with the day of the succession.
    pub fn leads_to(&self, unit: UnitIndex) -> &[(Date, UnitIndex)] {
        self.leads_to.get(unit.0)
    }

    /// The categories that a unit is listed in.
    pub fn listings(&self, unit: UnitIndex) -> &[Listing] {
        self.listings.get(unit.0)
    }

    /// How many units there are, counting a re-used code once for each holder.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// All units, in the order of code and time.
    pub fn all(&self) -> impl Iterator<Item = UnitIndex> + use<> {
        (0..u32::try_from(self.codes.len()).unwrap_or(u32::MAX)).map(UnitIndex)
    }

    /// The number of a code, as the units register has it.
    pub fn find(&self, code: &str) -> Option<u32> {
        self.keys.find(code)
    }

    /// All holders of the code of a number, by time.
    pub fn of_code(&self, code: u32) -> impl Iterator<Item = UnitIndex> + use<> {
        (self.firsts[code as usize]..self.firsts[code as usize + 1]).map(UnitIndex)
    }

    /// All holders of a code, by time.
    pub fn holders(&self, code: &str) -> impl Iterator<Item = UnitIndex> + use<> {
        let (start, end) = self.find(code).map_or((0, 0), |code| (self.firsts[code as usize], self.firsts[code as usize + 1]));
        (start..end).map(UnitIndex)
    }

    /// Whether any unit ever held the code.
    pub fn knows(&self, code: &str) -> bool {
        self.find(code).is_some()
    }

    /// All codes, each once, in the order of their bytes.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.keys.all()
    }

    /// The unit that holds a code on a day.
    pub fn holder(&self, code: &str, day: Date) -> Option<UnitIndex> {
        self.holders(code).find(|unit| self.row_on(*unit, day).is_some())
    }

    /// The first unit that held a code.
    pub fn first_holder(&self, code: &str) -> Option<UnitIndex> {
        self.holders(code).next()
    }

    /// The row that describes a unit on a day; none where it is not alive.
    pub fn row_on(&self, unit: UnitIndex, day: Date) -> Option<usize> {
        self.rows(unit).iter().find(|(_, days)| days.contains(day)).map(|(row, _)| *row)
    }

    /// Whether a unit lives on a day.
    pub fn lives(&self, unit: UnitIndex, day: Date) -> bool {
        self.row_on(unit, day).is_some()
    }

    /// The row that describes a unit best on a day: the one valid then, else the nearest in time before, else after.
    pub fn row_near(&self, unit: UnitIndex, day: Date) -> usize {
        let rows = self.rows(unit);
        let before = rows.iter().rev().find(|(_, days)| days.first <= day);
        before.or(rows.first()).map_or(0, |(row, _)| *row)
    }

    /// The unit directly above on a day.
    pub fn parent(&self, unit: UnitIndex, day: Date) -> Option<UnitIndex> {
        self.parents.get(unit.0).iter().find(|(days, _)| days.contains(day)).map(|(_, parent)| *parent)
    }

    /// The units above on a day, nearest first.
    pub fn above(&self, unit: UnitIndex, day: Date) -> Vec<UnitIndex> {
        let mut above = Vec::new();
        let mut at = unit;
        while let Some(parent) = self.parent(at, day) {
            // Circular parents are a finding; here they end the way up.
            if parent == unit || above.contains(&parent) {
                break;
            }
            above.push(parent);
            at = parent;
        }
        above
    }

    /// Hands over the units above on a day, nearest first, in a hierarchy without circles.
    pub fn each_above(&self, unit: UnitIndex, day: Date, mut take: impl FnMut(UnitIndex)) {
        let mut at = unit;
        // Rows that close a circle were left out; were one there, the way up would still end.
        for _ in 0..self.codes.len() {
            let Some(parent) = self.parent(at, day) else { return };
            take(parent);
            at = parent;
        }
    }

    /// Whether the way up from a unit comes back to it.
    pub fn above_itself(&self, unit: UnitIndex, day: Date) -> bool {
        let mut at = unit;
        for _ in 0..=self.codes.len() {
            match self.parent(at, day) {
                Some(parent) if parent == unit => return true,
                Some(parent) if parent == at => return false,
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }

    /// The unit itself and all it led to by a day, in no particular order.
    pub fn reached(&self, unit: UnitIndex, by: Date) -> Vec<UnitIndex> {
        let mut reached = vec![unit];
        let mut at = 0;
        while at < reached.len() {
            for (date, next) in self.leads_to(reached[at]) {
                if *date <= by && !reached.contains(next) {
                    reached.push(*next);
                }
            }
            at += 1;
        }
        reached
    }

    /// The units that led to a unit directly, by date and code, each with the day of the succession.
    pub fn came_from(&self, unit: UnitIndex) -> Vec<(Date, UnitIndex)> {
        let start = self.came_from.partition_point(|(new, ..)| *new < unit);
        let of_unit = self.came_from[start..].iter().take_while(|(new, ..)| *new == unit);
        of_unit.map(|(_, date, old)| (*date, *old)).collect()
    }

    /// The decision by which one unit led to another on a day.
    pub fn basis(&self, old: UnitIndex, date: Date, new: UnitIndex) -> Option<&str> {
        self.bases.get(&(old, date, new))?.0.as_deref()
    }

    /// The row that says that one unit led to another on a day.
    pub fn step(&self, old: UnitIndex, date: Date, new: UnitIndex) -> Option<Place> {
        self.bases.get(&(old, date, new)).map(|(_, place)| *place)
    }

    /// Whether one unit is, or led by a day to, another.
    pub fn leads(&self, from: UnitIndex, to: UnitIndex, by: Date) -> bool {
        from == to || (!self.leads_to(from).is_empty() && self.reached(from, by).contains(&to))
    }

    /// Where something that stood in a unit stands on a day: what lives then of the unit and all it led to.
    pub fn stands(&self, unit: UnitIndex, on: Date) -> Vec<UnitIndex> {
        let mut stands = self.reached(unit, on);
        stands.retain(|place| self.lives(*place, on));
        stands.sort_unstable();
        stands
    }

    /// What a code without a day means on one: whoever holds it then, and what its holders of before have become by then.
    pub fn held(&self, code: &str, on: Date) -> Vec<UnitIndex> {
        let mut held: Vec<UnitIndex> = self.holders(code).flat_map(|unit| self.stands(unit, on)).collect();
        held.sort_unstable();
        held.dedup();
        held
    }

    /// The days on which rows of units begin or have ended, or units became others, in order.
    pub fn boundaries(&self) -> &[Date] {
        &self.boundaries
    }

    /// A number that is the same for two days exactly when nothing about units changed between them.
    pub fn epoch(&self, day: Date) -> u32 {
        u32::try_from(self.boundaries.partition_point(|boundary| *boundary <= day)).unwrap_or(u32::MAX)
    }

    /// Some day of an epoch.
    pub fn day_of_epoch(&self, epoch: u32) -> Date {
        match epoch {
            0 => Date::MIN,
            _ => self.boundaries[epoch as usize - 1],
        }
    }

    /// Whether a unit is listed in one of the categories on a day.
    pub fn is_listed(&self, unit: UnitIndex, categories: &[String], day: Date) -> bool {
        let holds = |listing: &Listing| listing.days.contains(day) && categories.iter().any(|wanted| **wanted == *listing.category);
        self.listings(unit).iter().any(holds)
    }
}
