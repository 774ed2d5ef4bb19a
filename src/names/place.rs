//! Whether a unit stands where a text says it does.

use std::cell::OnceCell;

use super::gazetteer::Gazetteer;
use super::key::{key, rough};
use super::kind::{Reading, readings};
use super::query::apart;
use super::same::{Agreement, agreement};
use crate::calendar::{Date, Days};
use crate::model::UnitIndex;

/// The names of units above. They are read only where something is held against them: a text may have many more parts
/// than any unit has units above it.
pub(super) struct Places<'a> {
    parts: Vec<Part<'a>>,
    own: &'a [String],
}

struct Part<'a> {
    text: &'a str,
    readings: OnceCell<Vec<Reading>>,
    rough: OnceCell<String>,
}

impl<'a> Places<'a> {
    /// The places that names say, nearest first.
    pub(super) fn new(above: &'a [String], own: &'a [String]) -> Places<'a> {
        let part = |text: &'a String| Part { text, readings: OnceCell::new(), rough: OnceCell::new() };
        Places { parts: above.iter().map(part).collect(), own }
    }

    /// Whether they say anything.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether each of them is a unit above this one, in their order, on the day or at either end of the days. `loosely`
    /// compares without marks.
    pub(super) fn hold(&self, book: &Gazetteer<'_>, unit: UnitIndex, days: Days, on: Option<Date>, loosely: bool) -> bool {
        if self.parts.is_empty() {
            return true;
        }
        let on_day = |day: Date| {
            let mut above = book.units().above(unit, day).into_iter();
            self.parts.iter().all(|part| above.any(|unit| part.is(book, self.own, unit, day, loosely)))
        };
        match on {
            Some(day) => on_day(day),
            None => on_day(days.last) || on_day(days.first),
        }
    }
}

impl Gazetteer<'_> {
    /// How a text that gives the units above (`xã Hoa Thám, huyện Bình Gia`) goes together with a unit's name on a day.
    pub fn agreement_above(&self, text: &str, unit: UnitIndex, day: Date) -> Agreement {
        let row = self.units().row_near(unit, day);
        let (Some(name), own) = (self.name(row), &self.index().own) else { return Agreement::None };
        let ways = apart(text, own).into_iter().filter(|asked| !asked.above.is_empty());
        let agreements = ways.map(|asked| {
            let agreement = agreement(&asked.name, name, self.kind(row));
            let holds = agreement != Agreement::None && Places::new(&asked.above, own).hold(self, unit, Days::ALWAYS, Some(day), false);
            if holds { agreement } else { Agreement::None }
        });
        agreements.min_by_key(|agreement| *agreement as u8).unwrap_or(Agreement::None)
    }
}

impl Part<'_> {
    fn is(&self, book: &Gazetteer<'_>, own: &[String], unit: UnitIndex, day: Date, loosely: bool) -> bool {
        if *book.units().code(unit) == *self.text {
            return true;
        }
        let Some(entry) = book.entry(book.units().row_near(unit, day)) else { return false };
        if book.index().is_too_long(self.text) {
            return false;
        }
        if loosely {
            let given = self.rough.get_or_init(|| rough(&key(self.text)));
            let plain = rough(&entry.keys[0]);
            return given.ends_with(&plain)
                && (*given == plain || book.kind(entry.row).is_some_and(|kind| *given == rough(&key(kind)) + &plain));
        }
        let kind = book.kind_meanings(entry.row);
        let readings = self.readings.get_or_init(|| readings(self.text, own));
        readings.iter().any(|reading| entry.keys.contains(&reading.key) && reading.allows(kind))
    }
}
