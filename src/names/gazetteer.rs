//! The units of a workspace by their names, whenever they had them.
//!
//! Built when first asked, and once: from then on a name is a look into a map, whatever the country's size. Only where
//! nothing fits at all are names compared one by one.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::grade::{Grade, Match};
use super::key::letters;
use super::kind::{Reading, is_standard, keys, meanings, most_letters, readings};
use super::place::Places;
use super::query::{Query, apart};
use super::same::is_exact;
use super::suggest::Far;
use crate::calendar::{Date, Days};
use crate::model::{Register, UnitIndex, Units};
use crate::text::{Collator, nfc, with_kind};

/// A unit's row with its days.
pub(super) struct Entry {
    pub(super) unit: UnitIndex,
    pub(super) row: usize,
    pub(super) days: Days,
    /// The keys of its name.
    pub(super) keys: Vec<String>,
}

/// What is made of the register when first asked.
pub(super) struct Index {
    pub(super) entries: Vec<Entry>,
    pub(super) by_key: FxHashMap<Box<str>, Vec<u32>>,
    /// Entries by the row of the units register.
    pub(super) by_row: FxHashMap<usize, u32>,
    /// The kinds of the register beside the standard ones, as keys.
    pub(super) own: Vec<String>,
    /// How many letters the longest name has, with a kind in front and one behind.
    longest: usize,
    /// The ASCII characters that codes are made of.
    pub(super) alphabet: Vec<u8>,
    /// What each kind, as written, may mean.
    meanings: FxHashMap<Box<str>, Vec<String>>,
}

impl Index {
    /// Whether a text, without the units above, has more letters than any name: no need to read it.
    pub(super) fn is_too_long(&self, name: &str) -> bool {
        // A text never has more letters than bytes.
        name.len() > self.longest && letters(name) > self.longest
    }
}

/// The units by their names.
pub struct Gazetteer<'w> {
    units: &'w Units,
    register: &'w Register,
    name: Option<usize>,
    kind: Option<usize>,
    index: OnceLock<Index>,
    far: OnceLock<Far>,
    collator: OnceLock<Collator>,
}

impl<'w> Gazetteer<'w> {
    /// Of these units, described by the rows of the units register. Nothing is built yet.
    pub fn new(units: &'w Units, register: &'w Register) -> Gazetteer<'w> {
        let shown = |name: &str| register.table.column(name).filter(|at| !register.table.columns[*at].personal);
        let (name, kind) = (shown("name"), shown("kind"));
        Gazetteer { units, register, name, kind, index: OnceLock::new(), far: OnceLock::new(), collator: OnceLock::new() }
    }

    /// The units.
    pub fn units(&self) -> &'w Units {
        self.units
    }

    /// The name in a row of the units register.
    pub fn name(&self, row: usize) -> Option<&'w str> {
        self.register.row(row).text(self.name?)
    }

    /// The kind in a row of the units register.
    pub fn kind(&self, row: usize) -> Option<&'w str> {
        self.register.row(row).text(self.kind?)
    }

    /// Kind and name in a row: `xã Bắc Hùng`; the code where it has no name.
    pub fn full_name(&self, unit: UnitIndex, row: usize) -> String {
        self.name(row).map_or_else(|| self.units.code(unit).to_owned(), |name| with_kind(self.kind(row), name))
    }

    /// A unit with all that tells it from others of its name, but for the topmost unit: `xã Bắc Hùng, huyện Văn Lãng`.
    pub fn described(&self, unit: UnitIndex, day: Date) -> String {
        let day = self.day_of(unit, day);
        let mut names = vec![self.full_name(unit, self.units.row_near(unit, day))];
        let above = self.units.above(unit, day);
        // The one top unit goes without saying, but where it is all there is to say.
        let untold = usize::from(!self.units.have_several_tops());
        let told = above.len().saturating_sub(untold).max(usize::from(above.len() == 1));
        names.extend(above.into_iter().take(told).map(|unit| self.full_name(unit, self.units.row_near(unit, day))));
        names.join(", ")
    }

    /// The day on which a unit is looked at: the one asked for, else the nearest on which it lives.
    pub fn day_of(&self, unit: UnitIndex, day: Date) -> Date {
        if self.units.lives(unit, day) {
            return day;
        }
        let rows = self.units.rows(unit);
        let before = rows.iter().rev().map(|(_, days)| days.last).find(|last| *last < day);
        before.or(rows.first().map(|(_, days)| days.first)).unwrap_or(day)
    }

    pub(super) fn kind_meanings(&self, row: usize) -> &[String] {
        self.kind(row).and_then(|kind| self.index().meanings.get(kind)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let alphabet: BTreeSet<u8> = self.units.codes().flat_map(str::bytes).filter(u8::is_ascii).collect();
            let mut index = Index {
                entries: Vec::new(),
                by_key: FxHashMap::default(),
                by_row: FxHashMap::default(),
                own: Vec::new(),
                longest: 0,
                alphabet: alphabet.into_iter().collect(),
                meanings: FxHashMap::default(),
            };
            for unit in self.units.all() {
                for (row, days) in self.units.rows(unit) {
                    let Some(name) = self.name(*row) else { continue };
                    let kind = self.kind(*row);
                    if let Some(kind) = kind.filter(|kind| !index.meanings.contains_key(*kind)) {
                        index.meanings.insert(kind.into(), meanings(kind));
                        let own = super::key::key(kind);
                        if !is_standard(&own) && !index.own.contains(&own) {
                            index.own.push(own);
                        }
                    }
                    let at = u32::try_from(index.entries.len()).unwrap_or(u32::MAX);
                    let keys = keys(name, kind);
                    for key in &keys {
                        index.by_key.entry(key.as_str().into()).or_default().push(at);
                    }
                    index.by_row.insert(*row, at);
                    index.entries.push(Entry { unit, row: *row, days: *days, keys });
                }
            }
            let longest = index.by_key.keys().map(|key| letters(key)).max().unwrap_or_default();
            index.longest = longest + most_letters(&index.own);
            index
        })
    }

    pub(super) fn far(&self) -> &Far {
        self.far.get_or_init(|| Far::new(self.index()))
    }

    /// The units that a text means: holders of the code, else all that have the name. Never one that is only like it.
    pub fn find(&self, query: Query<'_>) -> Vec<Match> {
        let text = nfc(query.text.trim());
        let mut found: Vec<Match> = Vec::new();
        for unit in self.units.holders(&text) {
            let row = query.on.map_or_else(|| self.units.rows(unit).last().map(|(row, _)| *row), |day| self.units.row_on(unit, day));
            if let Some(row) = row.filter(|_| self.is_below(unit, query, Days::ALWAYS)) {
                found.push(Match { unit, grade: Grade::Code, row });
            }
        }
        if found.is_empty() {
            for asked in apart(&text, &self.index().own) {
                found = self.named(&asked.name, &Places::new(&asked.above, &self.index().own), query);
                if !found.is_empty() {
                    break;
                }
            }
        }
        self.ordered(found)
    }

    /// The units of a name, in these places.
    fn named(&self, name: &str, places: &Places<'_>, query: Query<'_>) -> Vec<Match> {
        let mut found = Vec::new();
        if self.index().is_too_long(name) {
            return found;
        }
        for reading in readings(name, &self.index().own) {
            for entry in self.entries(&reading) {
                let there = query.on.is_none_or(|day| entry.days.contains(day))
                    && reading.allows(self.kind_meanings(entry.row))
                    && self.is_below(entry.unit, query, entry.days)
                    && places.hold(self, entry.unit, entry.days, query.on, false);
                if there {
                    let exact = self.name(entry.row).is_some_and(|own| is_exact(name, own, self.kind(entry.row)));
                    found.push(Match { unit: entry.unit, grade: if exact { Grade::Exact } else { Grade::Spelling }, row: entry.row });
                }
            }
        }
        found
    }

    /// The entry of a row of the units register; none where it has no name.
    pub(super) fn entry(&self, row: usize) -> Option<&Entry> {
        let index = self.index();
        index.by_row.get(&row).map(|at| &index.entries[*at as usize])
    }

    /// The rows that have a reading's name.
    pub(super) fn entries(&self, reading: &Reading) -> impl Iterator<Item = &Entry> {
        let index = self.index();
        index.by_key.get(reading.key.as_str()).into_iter().flatten().map(|at| &index.entries[*at as usize])
    }

    pub(super) fn is_below(&self, unit: UnitIndex, query: Query<'_>, days: Days) -> bool {
        let Some(top) = query.below else { return true };
        let on = |day: Date| self.units.above(unit, day).contains(&top);
        query.on.map_or_else(|| on(days.last) || on(days.first), on)
    }

    /// Each unit once, with its best grade: by grade, Vietnamese order of names, code and time.
    pub(super) fn ordered(&self, mut found: Vec<Match>) -> Vec<Match> {
        found.sort_by_key(|one| (one.unit, one.grade, std::cmp::Reverse(one.row)));
        found.dedup_by_key(|one| one.unit);
        if found.len() < 2 {
            return found;
        }
        let collator = self.collator.get_or_init(Collator::new);
        let name = |one: &Match| self.name(one.row).unwrap_or_default();
        // The holders of one code stand in the order of time.
        let by_name = |a: &Match, b: &Match| if a.grade == Grade::Code { a.unit.cmp(&b.unit) } else { collator.compare(name(a), name(b)) };
        found.sort_by(|a, b| a.grade.cmp(&b.grade).then_with(|| by_name(a, b)).then(a.unit.cmp(&b.unit)));
        found
    }
}
