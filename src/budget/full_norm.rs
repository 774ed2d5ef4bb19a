//! The estimate as an office draws it up: every subject at its full norm of the year, whatever is done already.

use std::collections::BTreeMap;

use super::estimate::Collector;
use crate::calendar::{Date, Days};
use crate::cover::{PlanState, State};
use crate::model::{Activity, Norm, Plan, Window, Workspace};
use crate::number::Number;
use crate::scan::Spending;

/// What an activity may cost in a year.
#[derive(Clone, Debug)]
pub struct FullNorm<'w> {
    /// The activity, by its place in the plan.
    pub activity: usize,
    /// Its norms, each with those who cost the same.
    pub items: Vec<FullItem<'w>>,
    /// The sum; none where nothing has a price, or where it is too large to be kept.
    pub amount: Option<Number>,
    /// Why it has no price.
    pub why: Option<Unpriced>,
    /// The funds that may pay in the year, for somebody.
    pub funds: Vec<&'w str>,
}

/// Subjects that cost the same in one window of a norm.
#[derive(Clone, Debug)]
pub struct FullItem<'w> {
    /// The norm.
    pub norm: &'w Norm,
    /// Its window.
    pub window: &'w Window,
    /// The funds that may pay for them.
    pub funds: Vec<&'w str>,
    /// How many.
    pub subjects: u64,
    /// What each may cost.
    pub each: Number,
    /// What all may; none where it is too large to be kept.
    pub amount: Option<Number>,
}

/// Why nothing says what something costs in a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unpriced {
    /// The plan has no norm for it.
    NoNorm,
    /// Its norms held until this day.
    Ended(Date),
    /// Its norms hold from this day on.
    Begins(Date),
    /// Its norms say what one record or unit costs, not how many there may be in a year.
    OneByOne,
    /// Its norms are for others, or have no window that ends in the year.
    Others,
}

/// Why norms of an activity price nothing in these days, where `found` says that some hold which should.
pub fn unpriced(activity: &Activity, days: Days) -> Unpriced {
    let norms = &activity.norms;
    if norms.is_empty() {
        return Unpriced::NoNorm;
    }
    if norms.iter().any(|norm| norm.valid.overlaps(days)) {
        let bounds = |norm: &Norm| !norm.per_record && (norm.of.is_none() || norm.times.is_some());
        let one_by_one = norms.iter().filter(|norm| norm.valid.overlaps(days)).all(|norm| !bounds(norm));
        return if one_by_one { Unpriced::OneByOne } else { Unpriced::Others };
    }
    let ended = norms.iter().map(|norm| norm.valid.last).filter(|last| *last < days.first).max();
    let begins = norms.iter().map(|norm| norm.valid.first).filter(|first| *first > days.last).min();
    match (ended, begins) {
        (Some(day), _) => Unpriced::Ended(day),
        (None, Some(day)) => Unpriced::Begins(day),
        (None, None) => Unpriced::Others,
    }
}

/// The full norms of a plan in a civil year: of each activity for which money is spent.
pub fn full_norms<'w>(
    workspace: &'w Workspace,
    spending: &'w Spending,
    state: &State,
    plan_state: &PlanState,
    year: i16,
) -> Vec<FullNorm<'w>> {
    let day = |month, day| Date::new(year, month, day).ok();
    let whole = Days::between(day(1, 1), day(12, 31));
    let begins = state.as_of.clamp(whole.first, whole.last);
    let plan = &workspace.plans[plan_state.plan];
    let mut cx = Collector::new(workspace, spending, plan_state, whole);
    let mut full = Vec::new();
    for (at, activity) in plan.activities.iter().enumerate().filter(|(at, _)| cx.spends(*at)).collect::<Vec<_>>() {
        let mut items = Vec::new();
        for (norms, window) in windows(activity, whole, begins) {
            items.extend(priced((workspace, plan), &mut cx, at, &norms, (window, state.as_of, begins)));
        }
        let sum = || items.iter().try_fold(Number::ZERO, |sum, item: &FullItem<'_>| sum.plus(item.amount?));
        let amount = if items.is_empty() { None } else { sum() };
        let why = items.is_empty().then(|| unpriced(activity, whole));
        let mut funds: Vec<&str> = Vec::new();
        for used in activity.funds.iter().filter(|used| used.valid.overlaps(whole)) {
            if !funds.contains(&used.fund.as_str()) {
                funds.push(&used.fund);
            }
        }
        full.push(FullNorm { activity: at, items, amount, why, funds });
    }
    full
}

/// The ceilings of subjects that end in the year: those that bound the same spending stand together, of these those that hold on the
/// day on which the year's work begins.
fn windows<'w>(activity: &'w Activity, whole: Days, begins: Date) -> Vec<(Vec<(&'w Norm, &'w Window)>, &'w Window)> {
    let mut found: Vec<Vec<(&Norm, &Window)>> = Vec::new();
    let bounds = |norm: &&Norm| !norm.per_record && (norm.of.is_none() || norm.times.is_some()) && norm.valid.overlaps(whole);
    for norm in activity.norms.iter().filter(bounds) {
        for window in norm.windows.iter().filter(|window| window.days.last.year() == whole.last.year()) {
            let same = |(other, at): &(&Norm, &Window)| {
                (other.log, other.population, &other.filter, at.days) == (norm.log, norm.population, &norm.filter, window.days)
            };
            match found.iter_mut().find(|group| group.iter().any(same)) {
                Some(group) => group.push((norm, window)),
                None => found.push(vec![(norm, window)]),
            }
        }
    }
    let held = |group: Vec<(&'w Norm, &'w Window)>| {
        let held: Vec<(&Norm, &Window)> = group.iter().copied().filter(|(norm, _)| norm.valid.contains(begins)).collect();
        let group = if held.is_empty() { group } else { held };
        let window = group[0].1;
        (group, window)
    };
    found.into_iter().map(held).collect()
}

/// The members at the least of their ceilings, those together who cost the same and may be paid from the same funds.
fn priced<'w>(
    (workspace, plan): (&'w Workspace, &'w Plan),
    cx: &mut Collector<'w>,
    activity: usize,
    norms: &[(&'w Norm, &'w Window)],
    (window, as_of, begins): (&'w Window, Date, Date),
) -> Vec<FullItem<'w>> {
    let (first, last) = (window.days.first, window.days.last);
    let reference = if as_of < first { first } else { as_of.min(last) };
    let population = norms[0].0.population;
    let mut items: BTreeMap<(usize, Number, Vec<&str>), FullItem<'w>> = BTreeMap::new();
    for member in plan.members(workspace, population, first, reference) {
        let ceiling = |(norm, window): &(&'w Norm, &'w Window)| {
            let day = if norm.valid.contains(begins) { begins } else { norm.valid.first.max(first) };
            norm.ceiling((workspace, plan), window, member, day, Number::ZERO)
        };
        let all = norms.iter().enumerate().filter_map(|(at, norm)| Some((ceiling(norm)?, at)));
        let Some((each, at)) = all.min() else { continue };
        let funds = cx.funds(activity, plan.kind(population), member, reference);
        let item = items.entry((at, each, funds.clone())).or_insert_with(|| FullItem {
            norm: norms[at].0,
            window,
            funds,
            subjects: 0,
            each,
            amount: Some(Number::ZERO),
        });
        item.subjects += 1;
        item.amount = item.amount.and_then(|sum| sum.plus(each));
    }
    items.into_values().collect()
}
