//! The days of the plan, written out once.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The plan's first year.
const FIRST: i16 = 2013;

/// Every day of the plan.
pub(crate) struct Calendar {
    /// As written in a file.
    texts: Vec<String>,
    /// The first day of each year, by its place, and the day after the last.
    starts: Vec<usize>,
    /// The first day of each half-year.
    halves: Vec<usize>,
}

impl Calendar {
    pub(super) fn new(years: usize) -> Calendar {
        let first = date(FIRST, 1, 1);
        let mut calendar = Calendar { texts: Vec::new(), starts: Vec::new(), halves: Vec::new() };
        for day in first.series(1.day()).take_while(|day: &Date| usize::from(day.year().abs_diff(FIRST)) < years) {
            if day.day() == 1 && day.month() == 1 {
                calendar.starts.push(calendar.texts.len());
            }
            if day.day() == 1 && (day.month() == 1 || day.month() == 7) {
                calendar.halves.push(calendar.texts.len());
            }
            calendar.texts.push(day.to_string());
        }
        calendar.starts.push(calendar.texts.len());
        calendar.halves.push(calendar.texts.len());
        calendar
    }

    pub(super) fn years(&self) -> usize {
        self.starts.len() - 1
    }

    /// The number of a year: 2013 for the first.
    pub(super) fn year(&self, index: usize) -> String {
        self.texts[self.starts[index]][..4].to_owned()
    }

    /// The days of a year, by their places.
    pub(super) fn days(&self, year: usize) -> std::ops::Range<usize> {
        self.starts[year]..self.starts[year + 1]
    }

    /// The half-year of a day, counted from the first.
    pub(super) fn half(&self, day: usize) -> usize {
        self.halves.partition_point(|start| *start <= day) - 1
    }

    /// The days of a half-year.
    pub(super) fn half_days(&self, half: usize) -> std::ops::Range<usize> {
        self.halves[half]..self.halves[half + 1]
    }

    /// A day as written.
    pub(super) fn text(&self, day: usize) -> &str {
        &self.texts[day]
    }

    pub(super) fn first(&self, year: usize) -> &str {
        self.text(self.starts[year])
    }

    /// The last day before a year.
    pub(super) fn before(&self, year: usize) -> &str {
        self.text(self.starts[year] - 1)
    }

    pub(super) fn last(&self) -> &str {
        self.texts.last().map_or("", String::as_str)
    }
}
