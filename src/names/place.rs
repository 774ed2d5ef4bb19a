//! Whether a unit stands where a text says it does.

use super::gazetteer::Gazetteer;
use super::key::rough;
use super::kind::{Reading, readings};
use crate::calendar::{Date, Days};
use crate::model::UnitIndex;

/// The names of units above, each with its readings.
pub(super) struct Places {
    parts: Vec<Part>,
}

struct Part {
    code: String,
    readings: Vec<Reading>,
    rough: String,
}

impl Places {
    /// The places that names say, nearest first.
    pub(super) fn new(above: &[String], own: &[String]) -> Places {
        let part = |text: &String| Part { code: text.clone(), readings: readings(text, own), rough: rough(&super::key::key(text)) };
        Places { parts: above.iter().map(part).collect() }
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
            self.parts.iter().all(|part| above.any(|unit| part.is(book, unit, day, loosely)))
        };
        match on {
            Some(day) => on_day(day),
            None => on_day(days.last) || on_day(days.first),
        }
    }
}

impl Part {
    fn is(&self, book: &Gazetteer<'_>, unit: UnitIndex, day: Date, loosely: bool) -> bool {
        if *book.units().get(unit).code == *self.code {
            return true;
        }
        let row = book.units().row_near(unit, day);
        let Some(name) = book.name(row) else { return false };
        let (kind, keys) = (book.kind_meanings(row), super::kind::keys(name, book.kind(row)));
        if loosely {
            let plain = rough(&keys[0]);
            return self.rough == plain || book.kind(row).is_some_and(|kind| self.rough == rough(&super::key::key(kind)) + &plain);
        }
        self.readings.iter().any(|reading| keys.contains(&reading.key) && (reading.kinds.is_none() || reading.allows(kind)))
    }
}
