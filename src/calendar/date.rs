//! Civil days and stretches of them.

use jiff::Span;
use jiff::civil::{Date, date};
use rustc_hash::FxHashSet;

use super::day::Day;
use crate::text::Lang;

/// An inclusive stretch of days, perhaps unbounded at either end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Days {
    /// The first day.
    pub first: Date,
    /// The last day, itself included.
    pub last: Date,
}

impl Days {
    /// All time.
    pub const ALWAYS: Days = Days { first: Date::MIN, last: Date::MAX };

    /// From `first` to `last`, each unbounded where it is missing.
    pub fn between(first: Option<Date>, last: Option<Date>) -> Days {
        Days { first: first.unwrap_or(Date::MIN), last: last.unwrap_or(Date::MAX) }
    }

    /// Whether the day lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: Days) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether all days of `other` lie in it.
    pub fn covers(self, other: Days) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// How many days it has.
    pub fn len(self) -> i64 {
        days_between(self.first, self.last) + 1
    }

    /// Whether it ends before it begins.
    pub fn is_empty(self) -> bool {
        self.last < self.first
    }
}

/// Days from `from` to `to`; negative where `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    day_number(to) - day_number(from)
}

fn day_number(day: Date) -> i64 {
    // A day has 24 hours in a civil calendar: no zone is involved.
    day.duration_since(date(1970, 1, 1)).as_hours() / 24
}

/// The day `days` later; the calendar's last (first) day where there is no such day.
pub fn plus_days(day: Date, days: i64) -> Date {
    let edge = if days < 0 { Date::MIN } else { Date::MAX };
    Span::new().try_days(days).ok().and_then(|span| day.checked_add(span).ok()).unwrap_or(edge)
}

/// The same day some years on or back; of a 29 February the 28th where a year has none.
pub fn plus_years(day: Date, years: i64) -> Date {
    let edge = if years < 0 { Date::MIN } else { Date::MAX };
    Span::new().try_years(years).ok().and_then(|span| day.checked_add(span).ok()).unwrap_or(edge)
}

/// The days on which some stretch begins or has ended, with more such days; in order, each once.
pub fn changes(stretches: impl IntoIterator<Item = Days>, more: impl IntoIterator<Item = Date>) -> Vec<Date> {
    // There are many stretches, of few dates.
    let (mut begin, mut end) = (FxHashSet::default(), FxHashSet::default());
    for days in stretches {
        begin.insert(days.first);
        end.insert(days.last);
    }
    let mut changes: Vec<Date> = begin.into_iter().chain(end.into_iter().map(|last| plus_days(last, 1))).chain(more).collect();
    changes.sort_unstable();
    changes.dedup();
    changes
}

/// Reads an ISO 8601 date, `2014-03-31`, and nothing else.
pub fn parse_date(text: &str) -> Option<Date> {
    Day::decode(text.as_bytes(), 0, text.len()).map(Day::date)
}

/// A date as people of the language read it: `31/12/2014` in Vietnamese, ISO elsewhere.
pub fn display_date(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
        Lang::En => day.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_iso_dates_are_read() {
        assert_eq!(parse_date("2014-03-31"), Some(date(2014, 3, 31)));
        for wrong in ["31/12/2014", "2014-3-31", "2014-02-29", "2014-03-31 ", "20140331", "2014-03-3x", ""] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_count_both_ends() {
        let year = Days { first: date(2016, 1, 1), last: date(2016, 12, 31) };
        assert_eq!(year.len(), 366);
        assert_eq!(days_between(year.last, year.first), -365);
        assert_eq!(plus_days(year.last, 1), date(2017, 1, 1));
        assert_eq!(plus_days(Date::MAX, 1), Date::MAX);
    }
}
