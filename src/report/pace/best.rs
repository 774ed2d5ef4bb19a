//! The twelve whole months in which most was done, and since when even these would not be enough.
//!
//! Nothing remembers what was covered earlier: the workspace is evaluated again as of the ends of months, all in one pass.

use std::collections::BTreeSet;

use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::forecast::{done, needed};
use super::outlook::{Of, per_month};
use crate::calendar::{Date, days_between, plus_days};
use crate::cover::{State, WindowState};
use crate::report::picture::History;

/// So many ends of months are looked at; where there are more, every third, sixth or twelfth of them.
const POINTS: usize = 120;

/// Months of a year.
const YEAR: i32 = 12;

/// The twelve months in which most was done.
pub(super) struct Best {
    /// The end of the month before the first of them.
    pub(super) after: Date,
    /// Their last day.
    pub(super) until: Date,
    /// What was done in them.
    pub(super) done: BigRational,
}

impl Best {
    /// The same for each month.
    pub(super) fn rate(&self) -> BigRational {
        &self.done / BigRational::from_integer(YEAR.into())
    }
}

/// The days to look from, so that the best twelve months of these windows can be told.
pub(super) fn days<'s>(of: impl Iterator<Item = Of<'s>>, as_of: Date) -> Vec<Date> {
    let days: BTreeSet<Date> = of.flat_map(|of| days_of(of, as_of)).collect();
    days.into_iter().collect()
}

/// The days to look from for one window: what is told of it does not hang on what else is asked.
fn days_of(of: Of<'_>, as_of: Date) -> Vec<Date> {
    let Some(first) = first(of) else { return Vec::new() };
    let mut ends = Vec::new();
    let mut day = first.last_of_month();
    while day <= as_of {
        ends.push(day);
        day = plus_days(day, 1).last_of_month();
    }
    // Twelve is a multiple of each: stretches of twelve months have both their ends among the days.
    let step = [1, 3, 6].into_iter().find(|step| ends.len() <= POINTS * step).unwrap_or(12);
    ends.retain(|day| month(*day) % i32::try_from(step).unwrap_or(YEAR) == 0);
    ends
}

/// The first day of the first window as long as this one.
fn first(of: Of<'_>) -> Option<Date> {
    of.siblings().map(|at| of.target.windows[at].days.first).min()
}

/// How everything stood on the days to look from for one window.
fn seen<'h>(of: Of<'_>, history: &'h History, as_of: Date) -> impl DoubleEndedIterator<Item = &'h State> + use<'h> {
    let days = days_of(of, as_of);
    history.states.iter().filter(move |state| days.binary_search(&state.as_of).is_ok())
}

/// Months since the year 0.
fn month(day: Date) -> i32 {
    i32::from(day.year()) * YEAR + i32::from(day.month())
}

/// The twelve months in which most was done in windows as long as this one; nothing where so many are not over.
pub(super) fn best(of: Of<'_>, history: &History, as_of: Date) -> Option<Best> {
    let mut points: Vec<(Date, BigRational)> = Vec::new();
    let first = first(of)?;
    if !of.target.windows[of.state.window].from_ever {
        // Before the first window nothing counts.
        points.push((plus_days(first.first_of_month(), -1), BigRational::zero()));
    }
    for state in seen(of, history, as_of) {
        let siblings: Vec<usize> = of.siblings().collect();
        let windows = of.windows_in(state).iter().filter(|window| siblings.contains(&window.window) && window.begun);
        points.push((state.as_of, windows.map(|window| done(of.single, window)).sum()));
    }
    let stretch = |(at, (until, value)): (usize, &(Date, BigRational))| {
        let (after, before) = points[..at].iter().find(|(day, _)| month(*day) + YEAR == month(*until))?;
        Some(Best { after: *after, until: *until, done: value - before })
    };
    let stretches = points.iter().enumerate().filter_map(stretch).filter(|best| best.done.is_positive());
    // Of several the last.
    stretches.max_by(|a, b| a.done.cmp(&b.done).then(a.until.cmp(&b.until)))
}

/// The first of the days since which more is needed each month than was done in a month of the best twelve.
pub(super) fn beyond_since(of: Of<'_>, history: &History, rate: &BigRational, as_of: Date) -> Option<Date> {
    let window = of.target.windows[of.state.window].days;
    let is_beyond = |state: &State, found: &WindowState| {
        let missing = needed(of.single, found).map(|needed| needed - done(of.single, found));
        missing.is_some_and(|missing| per_month(&missing, days_between(state.as_of, window.last)).is_none_or(|needed| needed > *rate))
    };
    let mut since = None;
    for state in seen(of, history, as_of).filter(|state| window.contains(state.as_of) && state.as_of < as_of) {
        let Some(found) = of.windows_in(state).iter().find(|found| found.window == of.state.window) else { continue };
        since = if is_beyond(state, found) { since.or(Some(state.as_of)) } else { None };
    }
    since.or(Some(as_of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_date;
    use crate::report::pace::outlook::windows;
    use crate::report::selection::Selection;
    use crate::report::test_workspace;

    /// Of five communes one more has all it needs after each month until `until`, and in the second year none.
    fn check(until: i16, as_of: &str, expected: Option<(&str, i64, Option<&str>)>) {
        let workspace = test_workspace::workspace();
        let codes = ["06001", "06002", "06003", "06101", "06102"];
        let state = |day: Date| {
            let covered =
                |code: &str| codes.iter().position(|known| *known == code).is_some_and(|at| at < usize::from(day.month().unsigned_abs()));
            let has = |code: &str, label: &str| {
                let over = label < day.year().to_string().as_str();
                let now = label == day.year().to_string() && day.year() <= until && covered(code);
                Some(if now || (over && label <= until.to_string().as_str()) { 2 } else { 0 })
            };
            test_workspace::state(&workspace, &day.to_string(), has)
        };
        let day = parse_date(as_of).expect("a date");
        let now = state(day);
        let all = windows(&workspace, &now, &Selection::default());
        let of = all.into_iter().find(|of| of.state.days.contains(day)).expect("a window");
        let history = History { states: days_of(of, day).into_iter().map(state).collect() };
        let found = best(of, &history, day);
        let found = found.map(|best| {
            let since = beyond_since(of, &history, &best.rate(), day);
            (best.until, best.done, since)
        });
        let expected = expected.map(|(until, done, since)| {
            let date = |text: &str| parse_date(text).expect("a date");
            (date(until), BigRational::from_integer(done.into()), since.map(date))
        });
        assert_eq!(found, expected, "{as_of}");
    }

    #[test]
    fn the_best_twelve_months() {
        // Not so many are over.
        check(2014, "2014-10-31", None);
        // All five were done in the first year; in the second more than these five are needed from January on.
        check(2014, "2015-09-15", Some(("2014-12-31", 5, Some("2015-01-31"))));
    }
}
