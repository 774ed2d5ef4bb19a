//! To whom things are credited: units that merged, split or moved pass on what was done in them.

use rustc_hash::FxHashMap;

use super::units::{UnitIndex, Units};
use crate::calendar::Date;

/// Credits what happened or stands in units to those of them that are looked at on a day.
#[derive(Debug)]
pub struct Credit<'a> {
    units: &'a Units,
    /// The day on which membership and hierarchy are read.
    reference: Date,
    within: bool,
    /// By unit whether it is one of those looked at.
    members: Vec<bool>,
    /// For each unit that a member may lead to later: the members that do, each with the day of the last step.
    led_from: FxHashMap<u32, Vec<(Date, u32)>>,
}

impl<'a> Credit<'a> {
    /// Credits to these members; `within` says whether what happens below a unit counts for it.
    pub fn new(units: &'a Units, members: impl IntoIterator<Item = u32>, reference: Date, within: bool) -> Credit<'a> {
        let mut credit = Credit { units, reference, within, members: vec![false; units.len()], led_from: FxHashMap::default() };
        for member in members {
            credit.members[member as usize] = true;
            credit.lead(UnitIndex(member), member, Date::MIN);
        }
        credit
    }

    /// Notes all that a member leads to, each with the day by which it does.
    fn lead(&mut self, at: UnitIndex, member: u32, by: Date) {
        for (date, next) in self.units.leads_to(at) {
            let day = by.max(*date);
            let reached = self.led_from.entry(next.0).or_default();
            if !reached.contains(&(day, member)) {
                reached.push((day, member));
                self.lead(*next, member, day);
            }
        }
    }

    /// The members that a row counts for, each once: it names a unit, is dated, and its reference was read on a day.
    pub fn row(&self, unit: UnitIndex, read: Date, dated: Date, credited: &mut Vec<u32>) {
        credited.clear();
        // For what came later also those count that led to it by then.
        let later = (dated > self.reference).then_some(dated);
        self.add(unit, later, credited);
        if self.within {
            // Above by the hierarchy of the reference date where the unit lives then, else by that of its own day.
            let day = if self.units.lives(unit, self.reference) { self.reference } else { read };
            self.units.each_above(unit, day, |above| self.add(above, later, credited));
        }
        credited.sort_unstable();
        credited.dedup();
    }

    /// The unit for whose members all counts, too, that happens in a unit; none where only the unit itself matters.
    pub fn above(&self, unit: UnitIndex) -> Option<UnitIndex> {
        if self.within { self.units.parent(unit, self.reference) } else { None }
    }

    /// The members that every row of a unit counts for, those of the unit above aside; nothing where the days of the row
    /// make a difference.
    pub fn plain(&self, unit: UnitIndex, credited: &mut Vec<u32>) -> Option<()> {
        credited.clear();
        if self.led_from.contains_key(&unit.0) || (self.within && !self.units.lives(unit, self.reference)) {
            return None;
        }
        self.add(unit, None, credited);
        Some(())
    }

    /// The members for whom something in a unit counts: those that it is or leads to by the reference date, and
    /// for what came `later` also those that led to it by then.
    fn add(&self, place: UnitIndex, later: Option<Date>, credited: &mut Vec<u32>) {
        let member = |unit: u32| self.members[unit as usize];
        if self.units.leads_to(place).is_empty() {
            credited.extend(Some(place.0).filter(|unit| member(*unit)));
        } else {
            credited.extend(self.units.reached(place, self.reference).iter().map(|unit| unit.0).filter(|unit| member(*unit)));
        }
        if let Some(day) = later {
            let led = self.led_from.get(&place.0).into_iter().flatten();
            credited.extend(led.filter(|(by, _)| *by <= day).map(|(_, member)| *member));
        }
    }

    /// The members for whom a thing counts that stands in these units on a day.
    pub fn standing(&self, stands: &[UnitIndex], day: Date) -> Vec<u32> {
        let mut places = stands.to_vec();
        if self.within {
            places.extend(stands.iter().flat_map(|unit| self.units.above(*unit, day)));
        }
        let mut credited = Vec::new();
        for place in places {
            if self.members[place.0 as usize] {
                credited.push(place.0);
            }
            if day < self.reference {
                let reached = self.units.reached(place, self.reference);
                credited.extend(reached.iter().map(|unit| unit.0).filter(|unit| self.members[*unit as usize]));
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
}
