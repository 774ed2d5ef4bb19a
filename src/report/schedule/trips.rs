//! From visits to trips: the most urgent first, each taking along what else waits in its district.

use std::collections::{BTreeMap, BTreeSet};

use super::visits::{Apart, Need, Visit};
use crate::calendar::Date;
use crate::model::UnitIndex;

/// A month, counted from year 0, so that a plan may be as long as it takes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Month(i64);

impl Month {
    /// The first month that has not begun before a day.
    pub(super) fn from(day: Date) -> Month {
        Month(i64::from(day.year()) * 12 + i64::from(day.month()) - 1 + i64::from(day.day() > 1))
    }

    /// `2018-02`.
    pub(super) fn label(self) -> String {
        format!("{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }

    /// Its first day.
    pub(super) fn first(self) -> Date {
        let month = i8::try_from(self.0.rem_euclid(12) + 1).unwrap_or(1);
        i16::try_from(self.0.div_euclid(12)).ok().and_then(|year| Date::new(year, month, 1).ok()).unwrap_or(Date::MAX)
    }

    /// Its last day.
    pub(super) fn last(self) -> Date {
        self.first().last_of_month()
    }

    fn next(self) -> Month {
        Month(self.0 + 1)
    }

    fn meets(self, other: Month, apart: Apart) -> bool {
        let months = match apart {
            Apart::Month => 1,
            Apart::Quarter => 3,
            Apart::Year => 12,
        };
        self.0.div_euclid(months) == other.0.div_euclid(months)
    }
}

/// A trip into one district.
pub(super) struct Trip {
    pub(super) month: Month,
    /// Its visits, the most urgent first.
    pub(super) visits: Vec<usize>,
}

/// Whose trip goes where.
type Course<'v> = (Option<UnitIndex>, &'v [String]);

/// Puts visits into trips, in their order: at most so many trips a month, at most so many places a trip. What serves one gap twice
/// never falls into one month.
pub(super) fn trips(needs: &[Need<'_>], visits: &[Visit], start: Month, per_month: usize, places: usize) -> Vec<Trip> {
    let mut waiting: BTreeMap<Course<'_>, BTreeSet<usize>> = BTreeMap::new();
    for (at, visit) in visits.iter().enumerate() {
        waiting.entry((visit.district, &visit.agencies)).or_default().insert(at);
    }
    let mut pending: BTreeSet<usize> = (0..visits.len()).collect();
    // The last month in which each gap was served: months only go on.
    let mut served: Vec<Option<Month>> = vec![None; needs.len()];
    let (mut trips, mut month) = (Vec::new(), start);
    while !pending.is_empty() {
        for _ in 0..per_month {
            let free = |served: &[Option<Month>], at: usize| {
                visits[at].serves.iter().all(|need| served[*need].is_none_or(|last| !last.meets(month, needs[*need].apart)))
            };
            let Some(first) = pending.iter().copied().find(|at| free(&served, *at)) else { break };
            let Some(same) = waiting.get_mut(&(visits[first].district, visits[first].agencies.as_slice())) else { break };
            let mut taken: Vec<usize> = Vec::new();
            let mut reached = BTreeSet::new();
            for at in std::iter::once(first).chain(same.iter().copied().filter(|at| *at != first)) {
                // What stands in no unit is a place of its own.
                let place = visits[at].unit.ok_or(at);
                if !free(&served, at) || (!reached.contains(&place) && reached.len() == places) {
                    continue;
                }
                reached.insert(place);
                visits[at].serves.iter().for_each(|need| served[*need] = Some(month));
                taken.push(at);
            }
            for at in &taken {
                same.remove(at);
                pending.remove(at);
            }
            trips.push(Trip { month, visits: taken });
        }
        month = month.next();
    }
    trips
}
