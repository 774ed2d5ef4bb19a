//! Rows that belong to the same windows, and how to tell which.

use std::ops::Range;

use crate::calendar::Date;

/// One window that rows of a stretch may count in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) route: usize,
    pub(super) window: usize,
    pub(super) group: usize,
    pub(super) filter: usize,
    /// Rows dated later are late.
    pub(super) due: Date,
    /// Whether late rows count.
    pub(super) late: bool,
}

/// Ways that count the same rows for the same subjects.
#[derive(Clone, Debug)]
pub(super) struct Sheaf {
    pub(super) group: usize,
    pub(super) filter: usize,
    /// Which of the stretch's ways.
    pub(super) ways: Range<usize>,
}

/// Rows that belong to the same windows.
#[derive(Default)]
pub(super) struct Stretch {
    /// By group and filter.
    pub(super) ways: Vec<Way>,
    pub(super) sheaves: Vec<Sheaf>,
    /// The filters that matter to them, each once.
    pub(super) filters: Vec<usize>,
}

impl Stretch {
    pub(super) fn new(mut ways: Vec<Way>) -> Stretch {
        ways.sort_by_key(|way| (way.group, way.filter));
        let mut filters: Vec<usize> = ways.iter().map(|way| way.filter).collect();
        filters.sort_unstable();
        filters.dedup();
        let (mut sheaves, mut start) = (Vec::new(), 0);
        for like in ways.chunk_by(|a, b| (a.group, a.filter) == (b.group, b.filter)) {
            sheaves.push(Sheaf { group: like[0].group, filter: like[0].filter, ways: start..start + like.len() });
            start += like.len();
        }
        Stretch { ways, sheaves, filters }
    }

    /// The same, of whose rows these filters are asked, too.
    pub(super) fn asking(mut self, filters: Vec<usize>) -> Stretch {
        self.filters.extend(filters);
        self.filters.sort_unstable();
        self.filters.dedup();
        self
    }

    /// Whether any window counts rows of a day. One that comes too late to count for a target belongs to none of its
    /// windows.
    pub(super) fn counts(&self, date: Date) -> bool {
        self.ways.iter().any(|way| way.late || date <= way.due)
    }

    /// Whether any window takes a row of a day that passes these filters.
    pub(super) fn takes(&self, date: Date, passed: &[u64]) -> bool {
        self.ways.iter().any(|way| passes(passed, way.filter) && (way.late || date <= way.due))
    }
}

/// Whether a filter is among those that were passed.
pub(super) fn passes(passed: &[u64], filter: usize) -> bool {
    passed[filter / 64] >> (filter % 64) & 1 == 1
}

/// How many years a table by day may span: it takes 1.5 KB a year.
const YEARS: i32 = 100;

/// Days on which something changes, and how many of them have passed on a day.
#[derive(Default)]
pub(super) struct DayTable {
    boundaries: Vec<Date>,
    /// From the first boundary on, as long as there are boundaries; empty where that would be too long.
    passed: Vec<u32>,
    first: i32,
}

/// Numbers days in their order, with gaps: quick to find.
fn number(day: Date) -> i32 {
    (i32::from(day.year()) * 12 + i32::from(day.month())) * 32 + i32::from(day.day())
}

impl DayTable {
    /// The boundaries stand in order.
    pub(super) fn new(boundaries: Vec<Date>) -> DayTable {
        let (first, last) = (boundaries.first().copied().map_or(0, number), boundaries.last().copied().map_or(0, number));
        let mut passed = Vec::new();
        if last - first < YEARS * 12 * 32 {
            let mut count = 0;
            for day in first..=last {
                while boundaries.get(count).is_some_and(|boundary| number(*boundary) <= day) {
                    count += 1;
                }
                passed.push(u32::try_from(count).unwrap_or(u32::MAX));
            }
        }
        DayTable { boundaries, passed, first }
    }

    /// How many boundaries are not after a day.
    pub(super) fn of(&self, day: Date) -> usize {
        if self.passed.is_empty() {
            return self.boundaries.partition_point(|boundary| *boundary <= day);
        }
        match usize::try_from(number(day) - self.first) {
            Err(_) => 0,
            Ok(at) => self.passed.get(at).map_or(self.boundaries.len(), |passed| *passed as usize),
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
                assert_eq!(table.of(day), boundaries.iter().filter(|boundary| **boundary <= day).count(), "{day} {boundaries:?}");
            }
        }
    }
}
