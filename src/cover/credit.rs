//! To whom rows are credited: units that merged, split or moved pass on what was done in them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::calendar::Date;
use crate::model::{Member, UnitIndex, Units};
use crate::scan::{Pair, Spot};

/// Credits rows of units to the members of a window.
pub(super) struct Credit<'a> {
    units: &'a Units,
    /// The day on which membership and hierarchy are read.
    reference: Date,
    within: bool,
    members: FxHashSet<u32>,
    /// For each unit that a member may lead to later: the members that do, each with the day of the last step.
    led_from: FxHashMap<u32, Vec<(Date, u32)>>,
}

impl<'a> Credit<'a> {
    pub(super) fn new(units: &'a Units, members: &[Member], reference: Date, within: bool) -> Credit<'a> {
        let mut credit = Credit {
            units,
            reference,
            within,
            members: members.iter().map(|member| member.subject).collect(),
            led_from: FxHashMap::default(),
        };
        for member in members {
            credit.lead(UnitIndex(member.subject), member.subject, Date::MIN);
        }
        credit
    }

    /// Notes all that a member leads to, each with the day by which it does.
    fn lead(&mut self, at: UnitIndex, member: u32, by: Date) {
        for (date, next) in &self.units.get(at).leads_to {
            let day = by.max(*date);
            let reached = self.led_from.entry(next.0).or_default();
            if !reached.contains(&(day, member)) {
                reached.push((day, member));
                self.lead(*next, member, day);
            }
        }
    }

    /// The members that rows of a spot count for, each once.
    pub(super) fn members(&self, spot: Spot) -> Vec<u32> {
        let unit = UnitIndex(spot.subject);
        let mut places = vec![unit];
        if self.within {
            // Above by the hierarchy of the reference date where the unit lives then, else by that of its own day.
            let day = if self.units.lives(unit, self.reference) { self.reference } else { self.units.day_of_epoch(spot.read) };
            places.extend(self.units.above(unit, day));
        }
        let later = (spot.dated > self.units.epoch(self.reference)).then(|| self.units.day_of_epoch(spot.dated));
        let mut credited = Vec::new();
        for place in places {
            self.add(place, later, &mut credited);
        }
        credited.sort_unstable();
        credited.dedup();
        credited
    }

    /// The members for whom something in a unit counts: those that it is or leads to by the reference date, and
    /// for what came `later` also those that led to it by then.
    fn add(&self, place: UnitIndex, later: Option<Date>, credited: &mut Vec<u32>) {
        let members = &self.members;
        credited.extend(self.units.reached(place, self.reference).iter().map(|unit| unit.0).filter(|unit| members.contains(unit)));
        if let Some(day) = later {
            let led = self.led_from.get(&place.0).into_iter().flatten();
            credited.extend(led.filter(|(by, _)| *by <= day).map(|(_, member)| *member));
        }
    }

    /// The members for whom a thing counts that stands in these units on a day.
    pub(super) fn standing(&self, stands: &[UnitIndex], day: Date) -> Vec<u32> {
        let mut places = stands.to_vec();
        if self.within {
            places.extend(stands.iter().flat_map(|unit| self.units.above(*unit, day)));
        }
        let mut credited = Vec::new();
        for place in places {
            if self.members.contains(&place.0) {
                credited.push(place.0);
            }
            if day > self.reference {
                let led = self.led_from.get(&place.0).into_iter().flatten();
                credited.extend(led.filter(|(by, _)| *by <= day).map(|(_, member)| *member));
            }
        }
        credited.sort_unstable();
        credited.dedup();
        credited
    }

    /// Joins the tallies of spots by the members they count for.
    #[allow(clippy::iter_over_hash_type, reason = "merging tallies commutes: the order in which spots are joined never shows")]
    pub(super) fn join(&self, spots: &FxHashMap<Spot, Pair>) -> FxHashMap<u32, Pair> {
        let mut joined: FxHashMap<u32, Pair> = FxHashMap::default();
        for (spot, pair) in spots {
            for member in self.members(*spot) {
                match joined.get_mut(&member) {
                    Some(known) => {
                        known.merge(pair);
                    }
                    None => {
                        joined.insert(member, pair.clone());
                    }
                }
            }
        }
        joined
    }
}
