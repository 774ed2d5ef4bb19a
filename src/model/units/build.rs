//! Units made of the rows of their register, the successions among them, and the lists they stand on.

use rustc_hash::FxHashMap;

use super::{Listing, Succession, UnitIndex, Units};
use crate::calendar::{Date, Days, changes, plus_days};
use crate::model::lists::Lists;
use crate::model::register::Register;
use crate::model::rows::Row;

fn number(number: usize) -> u32 {
    // What is held in memory ends long before numbers do.
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Units {
    /// Units from the rows of their register, and the successions among them.
    ///
    /// Gives back the successions that lead from or to nothing: no unit held the code on the day.
    pub fn new(register: &Register, successions: &[Succession]) -> (Units, Vec<Succession>) {
        let keys = register.all_keys().clone();
        let held = |code: &str, day: Date| keys.find(code).is_some_and(|code| register.row_on(code, day).is_some());
        let (sound, dangling): (Vec<&Succession>, Vec<&Succession>) = successions.iter().partition(|succession| {
            let comes = succession.new.is_empty() || held(&succession.new, succession.date);
            held(&succession.old, plus_days(succession.date, -1)) && comes
        });

        let mut cuts: FxHashMap<u32, Vec<Date>> = FxHashMap::default();
        for succession in &sound {
            let code = keys.find(&succession.old);
            if let Some(code) = code {
                cuts.entry(code).or_default().push(succession.date);
            }
        }
        let mut units = Units { firsts: vec![0], ..Units::default() };
        for code in 0..number(keys.len()) {
            units.add_code(register, code, cuts.remove(&code).unwrap_or_default());
        }
        units.keys = keys;
        units.rows.shrink();
        units.add_parents(register);
        units.add_successions(&sound);
        units.boundaries = changes(register.rows.all().map(Row::valid), units.boundaries);
        units.listings = Lists::new(units.len(), []);
        units.several_tops = units.count_tops() > 1;
        (units, dangling.into_iter().cloned().collect())
    }

    /// How many units have others below them and none above, a code counted once.
    fn count_tops(&self) -> usize {
        let parents = self.all().flat_map(|unit| self.parents.get(unit.0).iter().map(|(_, parent)| *parent));
        let mut tops: Vec<&str> = parents.filter(|unit| self.parents.get(unit.0).is_empty()).map(|unit| self.code(unit)).collect();
        tops.sort_unstable();
        tops.dedup();
        tops.len()
    }

    /// Adds the holders of a code, by time.
    fn add_code(&mut self, register: &Register, code: u32, mut cuts: Vec<Date>) {
        cuts.sort_unstable();
        cuts.dedup();
        let firsts = std::iter::once(Date::MIN).chain(cuts.iter().copied());
        let lasts = cuts.iter().map(|cut| plus_days(*cut, -1)).chain(std::iter::once(Date::MAX));
        for life in firsts.zip(lasts).map(|(first, last)| Days { first, last }) {
            let mut described = false;
            for row in register.rows_of(code) {
                let days = shared(register.row(row).valid(), life);
                if !days.is_empty() {
                    self.rows.push((row, days));
                    described = true;
                }
            }
            if described {
                self.rows.close();
                self.codes.push(code);
            }
        }
        self.firsts.push(number(self.codes.len()));
    }

    /// Finds who stands above whom.
    fn add_parents(&mut self, register: &Register) {
        let column = register.table.column("parent");
        let mut parents = Lists::default();
        let mut last = ("", None);
        for unit in self.all() {
            for (row, days) in self.rows(unit) {
                let Some(parent) = column.and_then(|column| register.row(*row).text(column)) else { continue };
                // Units that stand together often stand below the same.
                if last.0 != parent || last.1.is_none() {
                    last = (parent, self.find(parent));
                }
                for holder in last.1.into_iter().flat_map(|code| self.of_code(code)) {
                    let lives = self.rows(holder).iter().map(|(_, lives)| (shared(*days, *lives), holder));
                    lives.filter(|(days, _)| !days.is_empty()).for_each(|parent| parents.push(parent));
                }
            }
            parents.close();
        }
        parents.shrink();
        self.parents = parents;
    }

    /// Notes what led to what: all of it is known to be there.
    fn add_successions(&mut self, successions: &[&Succession]) {
        let mut steps: Vec<(u32, (Date, UnitIndex))> = Vec::new();
        for succession in successions {
            let old = self.holder(&succession.old, plus_days(succession.date, -1));
            if succession.new.is_empty() {
                self.boundaries.push(succession.date);
                self.abolished.extend(old);
                continue;
            }
            let new = self.holder(&succession.new, succession.date);
            if let (Some(old), Some(new)) = (old, new) {
                steps.push((old.0, (succession.date, new)));
                self.boundaries.push(succession.date);
                self.bases.insert((old, succession.date, new), (succession.basis.clone(), succession.place));
            }
        }
        steps.sort_unstable();
        steps.dedup();
        self.came_from = steps.iter().map(|(old, (date, new))| (*new, *date, UnitIndex(*old))).collect();
        self.came_from.sort_unstable();
        self.leads_to = Lists::new(self.len(), steps);
    }

    /// Lists units in categories for some days.
    pub fn list(&mut self, more: Vec<(UnitIndex, Listing)>) {
        let mut listed: Vec<(u32, Listing)> = std::mem::take(&mut self.listings).into_items().collect();
        listed.extend(more.into_iter().map(|(unit, listing)| (unit.0, listing)));
        listed.sort_by_key(|(unit, _)| *unit);
        self.listings = Lists::new(self.len(), listed);
    }
}

/// The days that two stretches share.
fn shared(one: Days, other: Days) -> Days {
    Days { first: one.first.max(other.first), last: one.last.min(other.last) }
}
