//! What a target had reached by when, beside what it should have, and where the present pace leads.
//!
//! Nothing remembers what was covered earlier: the workspace is evaluated again as of earlier days, so that each point is
//! what `--as-of` that day says, to the last row. That is one more pass over the logs for each point.

use std::collections::BTreeSet;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use super::{Drawing, Picture, looked_at};
use crate::calendar::{Date, Days, days_between, display_date, plus_days};
use crate::cover::{State, TargetState, Verdict, WindowState, is_paced};
use crate::model::{Plan, Target, TargetIndex, Workspace};
use crate::number::rounded;
use crate::report::document::{Cell, Column, Row, Sheet};
use crate::report::names::target_title;
use crate::report::pace::{Way, done, forecast};
use crate::report::selection::Selection;
use crate::report::window_words::window_words;
use crate::say;
use crate::text::{Lang, Message, Word, figure};

/// So many points a curve has at most, the as-of date's left aside: each is an evaluation of the whole.
const POINTS: usize = 24;

/// What was done by when.
#[derive(Clone, Debug)]
pub struct BurnUp {
    /// The window.
    pub days: Days,
    /// The as-of date.
    pub as_of: Date,
    /// What there was at the end of these days; the last one is the as-of date, which may lie after the window.
    pub points: Vec<(Date, BigRational)>,
    /// What there was at its beginning: nothing, or the baseline of a goal.
    pub from: BigRational,
    /// What there must be on the window's last day.
    pub needed: BigRational,
    /// Where the present pace leads; none where nothing is done yet, or enough.
    pub forecast: Option<Forecast>,
}

/// Where the present pace leads.
#[derive(Clone, Debug)]
pub struct Forecast {
    /// What there would be on the window's last day.
    pub at_end: BigRational,
    /// When there would be enough, where that is within the window.
    pub enough_on: Option<Date>,
}

/// How everything stood on earlier days.
#[derive(Default)]
pub struct History {
    /// By day.
    pub states: Vec<State>,
}

impl History {
    /// The days on which curves have a point, before the as-of date: ends of months, or in long windows of every second,
    /// third ….
    pub fn days(workspace: &Workspace, state: &State, targets: &Selection) -> Vec<Date> {
        let mut days = BTreeSet::new();
        for plan_state in &state.plans {
            let plan = &workspace.plans[plan_state.plan];
            for target_state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
                let target = plan.target(target_state.target);
                let shown = targets.contains(plan_state.plan, target_state.target);
                if let Some(window) = paced(target, target_state, state.as_of).filter(|_| shown) {
                    let window = target.windows[window.window].days;
                    let ends = month_ends(window.first, state.as_of.min(plus_days(window.last, 1)));
                    let step = [1, 2, 3, 6, 12, 24, 60].into_iter().find(|step| ends.len() <= POINTS * step).unwrap_or(120);
                    let step = i32::try_from(step).unwrap_or(1);
                    // Counted from January, so that the end of a year is among them.
                    days.extend(ends.into_iter().filter(|day| (i32::from(day.year()) * 12 + i32::from(day.month())) % step == 0));
                }
            }
        }
        days.into_iter().collect()
    }
}

/// A window as it stood on another day.
fn window_in(state: &State, plan: usize, target: TargetIndex, window: usize) -> Option<&WindowState> {
    let plan = state.plans.iter().find(|found| found.plan == plan)?;
    let found = plan.activities.get(target.activity)?.targets.get(target.target)?;
    found.windows.iter().find(|found| found.window == window)
}

/// The last days of the months from one day to another, the other one left out.
pub(crate) fn month_ends(from: Date, to: Date) -> Vec<Date> {
    let mut ends = Vec::new();
    let mut day = from.last_of_month();
    while day < to {
        ends.push(day);
        day = plus_days(day, 1).last_of_month();
    }
    ends
}

/// The window of a target that has a curve: one that is running, or that was missed.
fn paced<'s>(target: &Target, state: &'s TargetState, as_of: Date) -> Option<&'s WindowState> {
    let open = |window: &&WindowState| as_of <= target.windows[window.window].days.last || window.verdict == Verdict::Missed;
    looked_at(state).filter(|window| is_paced(target, window)).filter(open)
}

/// The curve of a target's current window; nothing where it is not held against time as it passes.
pub(crate) fn burn_up(
    (plan_index, plan): (usize, &Plan),
    index: TargetIndex,
    state: &TargetState,
    now: &State,
    history: &History,
) -> Option<Picture> {
    let target = plan.target(index);
    let window_state = paced(target, state, now.as_of)?;
    let window = &target.windows[window_state.window];
    let single = window_state.counts.eligible() == 1;
    let way = Way::of(single, window_state)?;
    let mut points: Vec<(Date, BigRational)> = Vec::new();
    for earlier in &history.states {
        if earlier.as_of >= window.days.first && earlier.as_of <= window.days.last && earlier.as_of < now.as_of {
            let found = window_in(earlier, plan_index, index, window_state.window)?;
            points.push((earlier.as_of, done(single, found)));
        }
    }
    let today = done(single, window_state);
    points.push((now.as_of, today.clone()));
    let most = (!single).then(|| BigRational::from_integer(BigInt::from(window_state.counts.eligible())));
    let forecast = forecast(window.days, now.as_of, &today, &way, most);
    let burn_up = BurnUp { days: window.days, as_of: now.as_of, points, from: way.from, needed: way.needed, forecast };
    let (title, label) = (target_title(target), window_words(&window.label));
    let (label_vi, label_en) = (label.get(Lang::Vi), label.get(Lang::En));
    let title = say!(vi: "{title}: lũy kế so với mức cần đạt, kỳ {label_vi}", en: "{title}: done so far and required, {label_en}");
    let id = &target.name;
    let name = Some(say!(vi: "{id} lũy kế", en: "{id} so far"));
    Some(Picture { title, name, summary: burn_up.summary(), tabled: false, drawing: Drawing::BurnUp(burn_up) })
}

/// A number for people: with one decimal where it is not whole.
fn shown(value: &BigRational) -> Message {
    let text = rounded(value, 1);
    Message::new(figure(&text, Lang::Vi), figure(&text, Lang::En))
}

impl BurnUp {
    /// What there must be by a day, if it were done day by day.
    pub fn required(&self, day: Date) -> BigRational {
        let passed = (days_between(self.days.first, day) + 1).clamp(0, self.days.len());
        &self.from + (&self.needed - &self.from) * BigRational::new(passed.into(), self.days.len().into())
    }

    /// What there is.
    pub fn done(&self) -> BigRational {
        self.points.last().map_or_else(BigRational::zero, |(_, value)| value.clone())
    }

    fn summary(&self) -> Message {
        let done = self.done();
        let messages = [shown(&done), shown(&self.required(self.as_of)), shown(&self.needed)];
        let [done_vi, required_vi, needed_vi] = [0, 1, 2].map(|at| messages[at].get(Lang::Vi));
        let [done_en, required_en, needed_en] = [0, 1, 2].map(|at| messages[at].get(Lang::En));
        let (day_vi, day_en) = (display_date(self.as_of, Lang::Vi), display_date(self.as_of, Lang::En));
        let (end_vi, end_en) = (display_date(self.days.last, Lang::Vi), display_date(self.days.last, Lang::En));
        if self.as_of > self.days.last {
            return say!(
                vi: "Đến {end_vi}, ngày kết thúc kỳ, phải đạt {needed_vi}; tính đến {day_vi} đã đạt {done_vi}, kể cả đạt muộn.",
                en: "Required by {end_en}, when the window ended: {needed_en}. Done by {day_en}, what came late included: {done_en}."
            );
        }
        let first = say!(
            vi: "Đến {day_vi} đã đạt {done_vi}. Nếu thực hiện đều theo thời gian thì đến ngày này phải đạt {required_vi}; đến {end_vi} phải đạt {needed_vi}.",
            en: "Done by {day_en}: {done_en}. Day by day it would have to be {required_en} by now, and {needed_en} by {end_en}."
        );
        let Some(forecast) = &self.forecast else { return first };
        let (first_vi, first_en) = (first.get(Lang::Vi), first.get(Lang::En));
        let end = shown(&forecast.at_end);
        let (at_end_vi, at_end_en) = (end.get(Lang::Vi), end.get(Lang::En));
        let assumed_vi = "(ước tính, với giả định tốc độ trung bình từ đầu kỳ và số đối tượng không thay đổi)";
        let assumed_en = "(an estimate: it assumes the mean pace since the start, and the same subjects)";
        match forecast.enough_on {
            Some(day) => {
                let (day_vi, day_en) = (display_date(day, Lang::Vi), display_date(day, Lang::En));
                say!(
                    vi: "{first_vi} Với tốc độ hiện nay, dự kiến đủ vào khoảng {day_vi} {assumed_vi}.",
                    en: "{first_en} At the present pace there will be enough by about {day_en} {assumed_en}."
                )
            }
            None => say!(
                vi: "{first_vi} Với tốc độ hiện nay, dự kiến đến hết kỳ chỉ đạt {at_end_vi} {assumed_vi}.",
                en: "{first_en} At the present pace it will be {at_end_en} by then {assumed_en}."
            ),
        }
    }

    pub(super) fn values(&self) -> Sheet {
        let number = |value: &BigRational| Cell::Number(rounded(value, 1));
        let columns = vec![
            Column::left("day", Word::Day),
            Column::right("done", Word::Done),
            Column::right("required", Word::RequiredByThen),
            Column::right("estimate", Word::Estimate),
        ];
        let row = |(day, value): &(Date, BigRational)| {
            // What is required grows until the window ends.
            Row::Cells(vec![Cell::Date(*day), number(value), number(&self.required(*day)), Cell::Empty])
        };
        let mut rows: Vec<Row> = self.points.iter().map(row).collect();
        if let Some(forecast) = &self.forecast {
            let enough = forecast.enough_on.filter(|day| *day < self.days.last);
            let estimate =
                |day: Date, value: &BigRational| Row::Cells(vec![Cell::Date(day), Cell::Empty, number(&self.required(day)), number(value)]);
            rows.extend(enough.map(|day| estimate(day, &self.needed)));
            rows.push(estimate(self.days.last, &forecast.at_end));
        } else if self.as_of < self.days.last {
            rows.push(Row::Cells(vec![Cell::Date(self.days.last), Cell::Empty, number(&self.needed), Cell::Empty]));
        }
        Sheet { columns, rows, ..Sheet::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(value: i64) -> BigRational {
        BigRational::from_integer(value.into())
    }

    fn days() -> Days {
        Days { first: Date::constant(2015, 1, 1), last: Date::constant(2015, 12, 31) }
    }

    fn check(as_of: Date, done: i64, needed: i64, expected: Option<(&str, Option<Date>)>) {
        let found = forecast(days(), as_of, &whole(done), &Way { from: whole(0), needed: whole(needed) }, Some(whole(100)));
        let found = found.map(|forecast| (rounded(&forecast.at_end, 1), forecast.enough_on));
        assert_eq!(found, expected.map(|(at_end, day)| (at_end.to_owned(), day)));
    }

    #[test]
    fn the_pace_so_far_goes_on() {
        // 73 of 365 days.
        let day = Date::constant(2015, 3, 14);
        check(day, 10, 50, Some(("50", Some(Date::constant(2015, 12, 31)))));
        check(day, 10, 49, Some(("50", Some(Date::constant(2015, 12, 24)))));
        check(day, 9, 50, Some(("45", None)));
        // No more than there are.
        check(day, 30, 90, Some(("100", Some(Date::constant(2015, 8, 7)))));
    }

    #[test]
    fn the_pace_from_a_baseline_goes_on() {
        // 73 of 365 days: a fifth of the window, and of the way from 50 down to 25.
        let on = |done: i64| forecast(days(), Date::constant(2015, 3, 14), &whole(done), &Way { from: whole(50), needed: whole(25) }, None);
        let end = |done: i64| on(done).map(|forecast| (rounded(&forecast.at_end, 1), forecast.enough_on));
        assert_eq!(end(45), Some(("25".to_owned(), Some(Date::constant(2015, 12, 31)))));
        assert_eq!(end(48), Some(("40".to_owned(), None)));
        assert_eq!(end(50), None);
        assert_eq!(end(55), None);
        assert_eq!(end(20), None);
    }

    #[test]
    fn where_nothing_is_to_be_foretold() {
        check(Date::constant(2015, 3, 14), 0, 50, None);
        check(Date::constant(2015, 3, 14), 50, 50, None);
        check(Date::constant(2015, 12, 31), 10, 50, None);
        check(Date::constant(2017, 1, 1), 10, 50, None);
    }

    #[test]
    fn months_end() {
        let ends = month_ends(Date::constant(2016, 1, 15), Date::constant(2016, 4, 30));
        assert_eq!(ends, [Date::constant(2016, 1, 31), Date::constant(2016, 2, 29), Date::constant(2016, 3, 31)]);
    }

    #[test]
    fn what_is_required_grows_day_by_day() {
        let burn_up = BurnUp { days: days(), as_of: days().first, points: Vec::new(), from: whole(0), needed: whole(365), forecast: None };
        assert_eq!(burn_up.required(days().first), whole(1));
        assert_eq!(burn_up.required(Date::constant(2014, 1, 1)), whole(0));
        assert_eq!(burn_up.required(Date::constant(2016, 1, 1)), whole(365));
        // From a baseline, up or down.
        for (from, needed, first) in [(100, 465, 101), (400, 35, 399)] {
            let burn_up = BurnUp { from: whole(from), needed: whole(needed), ..burn_up.clone() };
            assert_eq!(burn_up.required(Date::constant(2014, 1, 1)), whole(from));
            assert_eq!(burn_up.required(days().first), whole(first));
            assert_eq!(burn_up.required(days().last), whole(needed));
        }
    }
}
