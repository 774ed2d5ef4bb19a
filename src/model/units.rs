//! Administrative units through time.
//!
//! Statistics offices re-use codes: after a merger an old code may belong to a new unit. So a *unit* is a
//! code from one succession to the next, and everything that refers to a code refers to its holder on a day.
//! Successions lead from the unit that held the old code the day before to the unit that holds the new code.

use rustc_hash::FxHashMap;

use crate::calendar::{Date, Days, plus_days};

/// A unit, numbered in the order of code and time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct UnitIndex(pub u32);

/// A code from one succession to the next.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The code it holds.
    pub code: Box<str>,
    /// The stretch between two successions of the code; it is alive only on days that have a row.
    pub life: Days,
    /// The rows of the units register that describe it, with the days of its life that each is valid on.
    pub rows: Vec<(usize, Days)>,
    /// What it led to, by date, each with the day of the succession.
    pub leads_to: Vec<(Date, UnitIndex)>,
    /// The categories it is listed in.
    pub listings: Vec<Listing>,
}

/// A unit's place on a list.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The category's id.
    pub category: Box<str>,
    /// On which days.
    pub days: Days,
    /// The decision that lists it.
    pub basis: Option<Box<str>>,
}

/// One accepted succession.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Succession {
    /// The first day of the new state.
    pub date: Date,
    /// The code that was held the day before.
    pub old: Box<str>,
    /// The code that is held on that day.
    pub new: Box<str>,
    /// The decision.
    pub basis: Option<Box<str>>,
}

/// All units, with what led to what.
#[derive(Debug, Default)]
pub struct Units {
    all: Vec<Unit>,
    by_code: FxHashMap<Box<str>, (u32, u32)>,
    /// Parents by unit: the unit above, with the days on which it is.
    parents: Vec<Vec<(Days, UnitIndex)>>,
    /// The decisions by which units led to others.
    bases: FxHashMap<(UnitIndex, Date, UnitIndex), Box<str>>,
    /// Days on which anything about units changes, in order.
    boundaries: Vec<Date>,
}

/// What [`Units::new`] needs of a row of the units register.
pub struct UnitRow<'a> {
    /// The row's number in the register.
    pub row: usize,
    /// Its code.
    pub code: &'a str,
    /// The code of the unit above.
    pub parent: Option<&'a str>,
    /// When it is valid.
    pub valid: Days,
}

impl Units {
    /// Units from rows that never overlap for one code, and the successions among them.
    ///
    /// Gives back the successions that lead from or to nothing: no unit held the code on the day.
    pub fn new<'a>(rows: impl IntoIterator<Item = UnitRow<'a>>, successions: &[Succession]) -> (Units, Vec<Succession>) {
        let mut rows: Vec<UnitRow<'_>> = rows.into_iter().collect();
        rows.sort_by(|a, b| (a.code, a.valid).cmp(&(b.code, b.valid)));
        let by_code_row: FxHashMap<&str, Vec<&UnitRow<'_>>> = rows.iter().fold(FxHashMap::default(), |mut map, row| {
            map.entry(row.code).or_insert_with(Vec::new).push(row);
            map
        });
        let held = |code: &str, day: Date| by_code_row.get(code).is_some_and(|rows| rows.iter().any(|row| row.valid.contains(day)));
        let (sound, dangling): (Vec<&Succession>, Vec<&Succession>) = successions
            .iter()
            .partition(|succession| held(&succession.old, plus_days(succession.date, -1)) && held(&succession.new, succession.date));

        let mut cuts: FxHashMap<&str, Vec<Date>> = FxHashMap::default();
        for succession in &sound {
            cuts.entry(&succession.old).or_default().push(succession.date);
        }
        let mut units = Units::default();
        for rows in rows.chunk_by(|a, b| a.code == b.code) {
            units.add_code(rows, cuts.remove(rows[0].code).unwrap_or_default());
        }
        units.add_parents(&rows);
        for succession in sound {
            let old = units.holder(&succession.old, plus_days(succession.date, -1));
            let new = units.holder(&succession.new, succession.date);
            if let (Some(old), Some(new)) = (old, new) {
                units.all[old.0 as usize].leads_to.push((succession.date, new));
                units.boundaries.push(succession.date);
                if let Some(basis) = &succession.basis {
                    units.bases.insert((old, succession.date, new), basis.clone());
                }
            }
        }
        for unit in &mut units.all {
            unit.leads_to.sort_unstable();
            unit.leads_to.dedup();
        }
        for row in &rows {
            units.boundaries.extend([row.valid.first, plus_days(row.valid.last, 1)]);
        }
        units.boundaries.sort_unstable();
        units.boundaries.dedup();
        (units, dangling.into_iter().cloned().collect())
    }

    fn add_code(&mut self, rows: &[UnitRow<'_>], mut cuts: Vec<Date>) {
        cuts.sort_unstable();
        cuts.dedup();
        let code = rows[0].code;
        let start = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let firsts = std::iter::once(Date::MIN).chain(cuts.iter().copied());
        let lasts = cuts.iter().map(|cut| plus_days(*cut, -1)).chain(std::iter::once(Date::MAX));
        for life in firsts.zip(lasts).map(|(first, last)| Days { first, last }) {
            let clip = |row: &UnitRow<'_>| Days { first: row.valid.first.max(life.first), last: row.valid.last.min(life.last) };
            let described: Vec<&UnitRow<'_>> = rows.iter().filter(|row| !clip(row).is_empty()).collect();
            if described.is_empty() {
                continue;
            }
            let rows = described.iter().map(|row| (row.row, clip(row))).collect();
            self.all.push(Unit { code: code.into(), life, rows, leads_to: Vec::new(), listings: Vec::new() });
        }
        self.by_code.insert(code.into(), (start, u32::try_from(self.all.len()).unwrap_or(u32::MAX)));
    }

    /// Finds who stands above whom; `rows` are those that the units were made of, in the same order.
    fn add_parents(&mut self, rows: &[UnitRow<'_>]) {
        let parents: FxHashMap<usize, &str> = rows.iter().filter_map(|row| Some((row.row, row.parent?))).collect();
        let above = |unit: &Unit| {
            let held = |(row, days): &(usize, Days)| {
                let (days, code) = (*days, parents.get(row).copied()?);
                let lives = self.holders(code).flat_map(|holder| self.get(holder).rows.iter().map(move |(_, lives)| (holder, *lives)));
                let shared = move |lives: Days| Days { first: days.first.max(lives.first), last: days.last.min(lives.last) };
                Some(lives.map(move |(holder, lives)| (shared(lives), holder)).filter(|(days, _)| !days.is_empty()))
            };
            unit.rows.iter().filter_map(held).flatten().collect()
        };
        self.parents = self.all.iter().map(above).collect();
    }

    /// Lists a unit in a category for some days.
    pub fn list(&mut self, unit: UnitIndex, listing: Listing) {
        self.all[unit.0 as usize].listings.push(listing);
    }

    /// The unit of an index.
    pub fn get(&self, unit: UnitIndex) -> &Unit {
        &self.all[unit.0 as usize]
    }

    /// How many units there are, counting a re-used code once for each holder.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All units, in the order of code and time.
    pub fn all(&self) -> impl Iterator<Item = UnitIndex> + use<> {
        (0..u32::try_from(self.all.len()).unwrap_or(u32::MAX)).map(UnitIndex)
    }

    /// All holders of a code, by time.
    pub fn holders(&self, code: &str) -> impl Iterator<Item = UnitIndex> + use<> {
        let (start, end) = self.by_code.get(code).copied().unwrap_or((0, 0));
        (start..end).map(UnitIndex)
    }

    /// Whether any unit ever held the code.
    pub fn knows(&self, code: &str) -> bool {
        self.by_code.contains_key(code)
    }

    /// All codes, in no particular order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|unit| &*unit.code)
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
        self.get(unit).rows.iter().find(|(_, days)| days.contains(day)).map(|(row, _)| *row)
    }

    /// Whether a unit lives on a day.
    pub fn lives(&self, unit: UnitIndex, day: Date) -> bool {
        self.row_on(unit, day).is_some()
    }

    /// The row that describes a unit best on a day: the one valid then, else the nearest in time before, else after.
    pub fn row_near(&self, unit: UnitIndex, day: Date) -> usize {
        let rows = &self.get(unit).rows;
        let before = rows.iter().rev().find(|(_, days)| days.first <= day);
        before.or(rows.first()).map_or(0, |(row, _)| *row)
    }

    /// The unit directly above on a day.
    pub fn parent(&self, unit: UnitIndex, day: Date) -> Option<UnitIndex> {
        self.parents[unit.0 as usize].iter().find(|(days, _)| days.contains(day)).map(|(_, parent)| *parent)
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
        for _ in 0..self.all.len() {
            let Some(parent) = self.parent(at, day) else { return };
            take(parent);
            at = parent;
        }
    }

    /// Whether the way up from a unit comes back to it.
    pub fn above_itself(&self, unit: UnitIndex, day: Date) -> bool {
        let mut at = unit;
        for _ in 0..=self.all.len() {
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
            for (date, next) in &self.get(reached[at]).leads_to {
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
        let mut from: Vec<(Date, UnitIndex)> = self
            .all()
            .flat_map(|old| self.get(old).leads_to.iter().filter(|(_, new)| *new == unit).map(move |(date, _)| (*date, old)))
            .collect();
        from.sort_unstable();
        from
    }

    /// The decision by which one unit led to another on a day.
    pub fn basis(&self, old: UnitIndex, date: Date, new: UnitIndex) -> Option<&str> {
        self.bases.get(&(old, date, new)).map(|basis| &**basis)
    }

    /// Whether one unit is, or led by a day to, another.
    pub fn leads(&self, from: UnitIndex, to: UnitIndex, by: Date) -> bool {
        from == to || (!self.get(from).leads_to.is_empty() && self.reached(from, by).contains(&to))
    }

    /// Where something that stood in a unit stands on a day: what lives then of the unit and all it led to.
    pub fn stands(&self, unit: UnitIndex, on: Date) -> Vec<UnitIndex> {
        let mut stands = self.reached(unit, on);
        stands.retain(|place| self.lives(*place, on));
        stands.sort_unstable();
        stands
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
}

impl Units {
    /// Whether a unit is listed in one of the categories on a day.
    pub fn is_listed(&self, unit: UnitIndex, categories: &[String], day: Date) -> bool {
        self.get(unit)
            .listings
            .iter()
            .any(|listing| listing.days.contains(day) && categories.iter().any(|wanted| **wanted == *listing.category))
    }
}
