//! What may have been meant where nothing of the name or code was found: always suggested, never taken.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::gazetteer::{Entry, Gazetteer, Index};
use super::grade::{Grade, Match};
use super::key::{bare, key, rough};
use super::kind::{readings, rough_fronts, spelt};
use super::place::Places;
use super::query::{Asked, Query, apart_loosely};

/// No more units than these are suggested.
const MOST: usize = 10;

/// What is made of the names when something like them is first asked for.
pub(super) struct Far {
    /// All names, as keys, in their order, each without marks.
    names: Vec<(Box<str>, String)>,
    /// Names by what is left of them without marks and spaces.
    by_rough: FxHashMap<String, Vec<u32>>,
    /// How texts without spaces may begin, each with the kind that says.
    fronts: Vec<(String, String)>,
}

impl Far {
    pub(super) fn new(index: &Index) -> Far {
        let names: BTreeMap<Box<str>, String> = index.by_key.keys().map(|name| (name.clone(), bare(name))).collect();
        let names: Vec<(Box<str>, String)> = names.into_iter().collect();
        let mut by_rough: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (at, (name, _)) in names.iter().enumerate() {
            by_rough.entry(rough(name)).or_default().push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        Far { names, by_rough, fronts: rough_fronts(&index.own) }
    }
}

impl Gazetteer<'_> {
    /// Units that may have been meant where [`Gazetteer::find`] finds none, the likeliest first, at most ten.
    pub fn suggest(&self, query: Query<'_>) -> Vec<Match> {
        let mut found = self.near(query);
        if found.is_empty() {
            for asked in apart_loosely(query.text, &self.index().own) {
                found = self.placed(&asked, |places, found| self.distant(&asked.name, places, query, found));
                if !found.is_empty() {
                    break;
                }
            }
        }
        found = self.ordered(found);
        found.truncate(MOST);
        found
    }

    /// The same without comparing names one by one: what a check of many rows can afford.
    pub fn near(&self, query: Query<'_>) -> Vec<Match> {
        let mut found = self.codes_like(query);
        for asked in apart_loosely(query.text, &self.index().own) {
            if self.index().is_too_long(&asked.name) {
                continue;
            }
            found.extend(self.placed(&asked, |places, found| {
                self.same_name_otherwise(&asked.name, places, query, found);
                self.alike(&asked.name, places, query, found);
            }));
            if !found.is_empty() {
                break;
            }
        }
        let mut found = self.ordered(found);
        found.truncate(MOST);
        found
    }

    /// What is found in the places that were asked for; where that is nothing, what is found anywhere.
    fn placed(&self, asked: &Asked, look: impl Fn(&Places<'_>, &mut Vec<Match>)) -> Vec<Match> {
        let mut found = Vec::new();
        let places = Places::new(&asked.above, &self.index().own);
        look(&places, &mut found);
        if found.is_empty() && !places.is_empty() {
            look(&Places::new(&[], &[]), &mut found);
            let grade = |one: Match| Match { grade: one.grade.max(Grade::Elsewhere), ..one };
            found = found.into_iter().map(grade).collect();
        }
        found
    }

    /// Units that have the name, on other days, of another kind, or elsewhere.
    fn same_name_otherwise(&self, name: &str, places: &Places<'_>, query: Query<'_>, found: &mut Vec<Match>) {
        for reading in readings(name, &self.index().own) {
            for entry in self.entries(&reading) {
                let alive = query.on.is_none_or(|day| entry.days.contains(day));
                let there = places.hold(self, entry.unit, entry.days, query.on.filter(|_| alive), true)
                    && self.is_below(entry.unit, query, entry.days);
                let grade = match (reading.allows(self.kind_meanings(entry.row)), there, alive) {
                    (true, true, false) => Grade::OtherTime,
                    (false, true, true) => Grade::OtherKind,
                    (true, false, true) => Grade::Elsewhere,
                    // The marks of the places differ.
                    (true, true, true) => Grade::Marks,
                    _ => continue,
                };
                found.push(Match { unit: entry.unit, grade, row: entry.row });
            }
        }
    }

    /// Units whose names have the same letters.
    fn alike(&self, name: &str, places: &Places<'_>, query: Query<'_>, found: &mut Vec<Match>) {
        let far = self.far();
        let whole = key(name);
        let plain: String = bare(&whole).chars().filter(|c| c.is_alphanumeric()).collect();
        let whole = rough(&whole);
        let mut add = |rest: &str, kind: Option<&String>| {
            for at in far.by_rough.get(rest).into_iter().flatten() {
                let (known, bare) = &far.names[*at as usize];
                let letters: String = bare.chars().filter(|c| c.is_alphanumeric()).collect();
                let grade = if plain.ends_with(&letters) { Grade::Marks } else { Grade::Sounds };
                self.add(known, kind, places, query, |_| grade, found);
            }
        };
        add(&whole, None);
        for (front, kind) in &far.fronts {
            if let Some(rest) = whole.strip_prefix(front.as_str()) {
                add(rest, Some(kind));
            }
        }
    }

    /// Units whose names have words more or less, or are a slip or two away.
    fn distant(&self, name: &str, places: &Places<'_>, query: Query<'_>, found: &mut Vec<Match>) {
        let own = &self.index().own;
        let whole = bare(&key(name));
        let mut asked: Vec<(String, Option<String>)> = readings(name, own)
            .into_iter()
            .map(|reading| (bare(&reading.key), reading.kinds.and_then(|kinds| kinds.into_iter().next())))
            .collect();
        let unmarked =
            spelt(own).filter_map(|kind| Some((whole.strip_prefix(&bare(kind))?.strip_prefix(' ')?.to_owned(), Some(kind.to_owned()))));
        asked.extend(unmarked);
        for (plain, kind) in &asked {
            let kind = kind.as_ref();
            let words = || plain.split(' ');
            let all: FxHashSet<&str> = words().collect();
            let (many, length) = (plain.contains(' '), plain.chars().count());
            let allowed = if length < 5 { 1 } else { 2 };
            for (known, bare) in &self.far().names {
                let others = || bare.split(' ');
                // A text may have very many words: most names have one that is none of them.
                let has = || bare.contains(' ') && others().all(|other| all.contains(other)) && within(others(), words());
                let grade = if many && (within(words(), others()) || has()) {
                    Grade::Words
                } else if bare.chars().count().abs_diff(length) <= allowed && strsim::osa_distance(bare, plain) <= allowed {
                    Grade::Slip
                } else {
                    continue;
                };
                self.add(known, kind, places, query, |_| grade, found);
            }
        }
    }

    /// Adds the units of a name that are of a kind, there, and alive.
    fn add(
        &self,
        known: &str,
        kind: Option<&String>,
        places: &Places<'_>,
        query: Query<'_>,
        grade: impl Fn(&Entry) -> Grade,
        found: &mut Vec<Match>,
    ) {
        let index = self.index();
        for at in index.by_key.get(known).into_iter().flatten() {
            let entry = &index.entries[*at as usize];
            let there = kind.is_none_or(|kind| self.kind_meanings(entry.row).contains(kind))
                && query.on.is_none_or(|day| entry.days.contains(day))
                && self.is_below(entry.unit, query, entry.days)
                && places.hold(self, entry.unit, entry.days, query.on, true);
            if there {
                found.push(Match { unit: entry.unit, grade: grade(entry), row: entry.row });
            }
        }
    }
}

/// Whether all words stand among others, in their order.
fn within<'t>(mut words: impl Iterator<Item = &'t str>, mut others: impl Iterator<Item = &'t str>) -> bool {
    words.all(|word| others.any(|other| other == word))
}
