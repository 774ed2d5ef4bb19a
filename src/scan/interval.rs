//! Days whose rows belong to the same windows, and how to tell which.

use std::ops::Range;

use crate::calendar::{Date, Day};

/// One window that rows of an interval may count in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assignment {
    pub(super) route: usize,
    pub(super) window: usize,
    /// The as-of days that see the window so: the first, and the one behind the last.
    pub(super) views: (usize, usize),
    pub(super) group: usize,
    pub(super) filter: usize,
    /// Rows dated later are late.
    pub(super) due: Day,
    /// The last day on which rows count, late or not.
    pub(super) until: Day,
}

/// Assignments that count the same rows for the same subjects.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    pub(super) group: usize,
    pub(super) filter: usize,
    /// Which of the interval's assignments.
    pub(super) assignments: Range<usize>,
}

/// Rows that belong to the same windows.
pub(super) struct Interval {
    /// By group and filter.
    pub(super) assignments: Vec<Assignment>,
    pub(super) selections: Vec<Selection>,
    /// The filters that matter to them, each once, with the last day on which a row that passes it counts.
    pub(super) filters: Vec<(usize, Day)>,
    /// The last day on which any row counts.
    last: Day,
}

impl Interval {
    pub(super) fn new(mut assignments: Vec<Assignment>) -> Interval {
        assignments.sort_by_key(|one| (one.group, one.filter));
        let mut filters: Vec<(usize, Day)> = assignments.iter().map(|one| (one.filter, one.until)).collect();
        // Of each filter the latest day stays.
        filters.sort_unstable_by_key(|(filter, last)| (*filter, std::cmp::Reverse(*last)));
        filters.dedup_by_key(|(filter, _)| *filter);
        let last = filters.iter().map(|(_, last)| *last).max().unwrap_or(Day::NONE);
        let (mut selections, mut start) = (Vec::new(), 0);
        for like in assignments.chunk_by(|a, b| (a.group, a.filter) == (b.group, b.filter)) {
            selections.push(Selection { group: like[0].group, filter: like[0].filter, assignments: start..start + like.len() });
            start += like.len();
        }
        Interval { assignments, selections, filters, last }
    }

    /// Whether any window counts rows of a day. One that comes too late to count for a target belongs to none of its
    /// windows.
    pub(super) fn counts(&self, day: Day) -> bool {
        day <= self.last
    }

    /// Whether any window takes a row of a day that passes these filters.
    pub(super) fn takes(&self, day: Day, passed: &[u64]) -> bool {
        self.filters.iter().any(|(filter, last)| day <= *last && passes(passed, *filter))
    }
}

/// Whether a filter is among those that were passed.
pub(super) fn passes(passed: &[u64], filter: usize) -> bool {
    passed[filter / 64] >> (filter % 64) & 1 == 1
}

/// A number of boundaries: there are far fewer than four thousand million.
fn count(boundaries: usize) -> u32 {
    u32::try_from(boundaries).unwrap_or(u32::MAX)
}

/// How many years a table by day may span: it takes 1.5 KB a year.
const YEARS: i32 = 100;

/// Days on which something changes, and how many of them have passed on a day.
#[derive(Default)]
pub(super) struct DayTable {
    boundaries: Vec<Day>,
    /// From the first boundary on, as long as there are boundaries; empty where that would be too long.
    passed: Vec<u32>,
    first: i32,
}

impl DayTable {
    /// The boundaries stand in order.
    pub(super) fn new(boundaries: impl IntoIterator<Item = Date>) -> DayTable {
        let boundaries: Vec<Day> = boundaries.into_iter().map(Day::new).collect();
        let (first, last) = (boundaries.first().copied().map_or(0, Day::number), boundaries.last().copied().map_or(0, Day::number));
        let mut passed = Vec::new();
        if last - first < YEARS * 12 * 32 {
            let mut behind = 0;
            for day in first..=last {
                while boundaries.get(behind).is_some_and(|boundary| boundary.number() <= day) {
                    behind += 1;
                }
                passed.push(count(behind));
            }
        }
        DayTable { boundaries, passed, first }
    }

    /// How many boundaries are not after a day.
    #[inline]
    pub(super) fn of(&self, day: Day) -> u32 {
        if self.passed.is_empty() || day == Day::NONE {
            return count(self.boundaries.partition_point(|boundary| *boundary <= day));
        }
        match usize::try_from(day.number() - self.first) {
            Err(_) => 0,
            Ok(at) => self.passed.get(at).copied().unwrap_or_else(|| count(self.boundaries.len())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::plus_days;

    #[test]
    fn a_table_says_what_counting_says() {
        let day = |year, month, day| Date::constant(year, month, day);
        let near = vec![day(2013, 1, 1), day(2013, 1, 2), day(2013, 3, 1), day(2016, 2, 29)];
        let far = vec![Date::MIN, day(2013, 1, 1), Date::MAX];
        for boundaries in [near, far, vec![]] {
            let table = DayTable::new(boundaries.clone());
            let days = (-40..1300).map(|days| plus_days(day(2013, 1, 1), days)).chain([Date::MIN, Date::MAX]);
            for day in days {
                assert_eq!(
                    table.of(Day::new(day)),
                    count(boundaries.iter().filter(|boundary| **boundary <= day).count()),
                    "{day} {boundaries:?}"
                );
            }
        }
    }
}
