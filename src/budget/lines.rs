//! Budget lines: what there was, what was spent of it, what is left.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{Date, Days};
use crate::model::Workspace;
use crate::number::Number;
use crate::read::Place;
use crate::scan::{Spending, Sum};

/// What is known about money. On every line, and so in every sum of lines,
/// `allocated + carried + drawn = spent + carried_on + left - over`.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Figures {
    /// Given for the year.
    pub allocated: Number,
    /// Left of the same line at the end of the year before.
    pub carried: Number,
    /// Taken from the line of the whole plan for what the activity's own does not cover; below zero on that line.
    pub drawn: Number,
    /// Spent, in so many records.
    pub spent: Number,
    /// How many records.
    pub records: u64,
    /// Gone on to the next year.
    pub carried_on: Number,
    /// Not spent.
    pub left: Number,
    /// Spent beyond what there was.
    pub over: Number,
}

impl Figures {
    /// Adds another one.
    pub fn add(&mut self, other: &Figures) {
        self.allocated += other.allocated;
        self.carried += other.carried;
        self.drawn += other.drawn;
        self.spent += other.spent;
        self.records += other.records;
        self.carried_on += other.carried_on;
        self.left += other.left;
        self.over += other.over;
    }
}

/// One budget line, or spending for which there is none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The civil year.
    pub year: i16,
    /// The fund; none where rows name none.
    pub fund: Option<u32>,
    /// The activity; none: the whole plan.
    pub activity: Option<usize>,
    /// Whether there is an allocation, or something was carried over.
    pub given: bool,
    /// The rows that allocate.
    pub places: Vec<Place>,
    /// Its money.
    pub figures: Figures,
}

impl Line {
    /// What there was for it.
    pub fn available(&self) -> Number {
        self.figures.allocated + self.figures.carried
    }

    /// What was held against it.
    pub fn held(&self) -> Number {
        self.figures.spent - self.figures.drawn
    }
}

/// The lines of a plan, by fund, year and activity, that of the whole plan first; spending that names no fund before all others.
///
/// With `period`, the lines of the years that overlap it, and what was spent in it.
pub fn lines(workspace: &Workspace, spending: &Spending, plan: usize, as_of: Date, period: Option<Days>) -> Vec<Line> {
    let mut years: BTreeMap<Option<u32>, Years> = BTreeMap::new();
    for allocation in workspace.allocations.iter().filter(|allocation| allocation.plan == plan) {
        let fund = spending.fund(&allocation.fund);
        let of = years.entry(fund).or_default().entry(allocation.year).or_default().entry(allocation.activity).or_default();
        of.allocated = Some(of.allocated.unwrap_or_default() + allocation.amount);
        of.places.push(allocation.place);
    }
    for (key, sum) in spending.sums.iter().filter(|(key, _)| key.plan == plan) {
        years.entry(key.fund).or_default().entry(key.year).or_default().entry(key.activity).or_default().sum.add(sum);
    }
    let entry = &workspace.plans[plan];
    let carries = |fund: Option<u32>| fund.is_some_and(|fund| entry.carries_over(&spending.funds[fund as usize]));
    let carry = |fund| Carry { carries: carries(fund), last: entry.days.last.year(), as_of };
    years.into_iter().flat_map(|(fund, years)| of_fund(fund, years, &carry(fund), period)).collect()
}

/// By year and activity what was given and spent.
type Years = BTreeMap<i16, BTreeMap<Option<usize>, Given>>;

#[derive(Default)]
struct Given {
    allocated: Option<Number>,
    places: Vec<Place>,
    sum: Sum,
}

/// Whether and how long money goes on from year to year.
struct Carry {
    carries: bool,
    /// The plan's last year.
    last: i16,
    as_of: Date,
}

fn days_of(year: i16) -> Days {
    let day = |month, day| Date::new(year, month, day).ok();
    Days::between(day(1, 1), day(12, 31))
}

fn of_fund(fund: Option<u32>, mut years: Years, carry: &Carry, period: Option<Days>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut carried: BTreeMap<Option<usize>, Number> = BTreeMap::new();
    let mut next = years.keys().next().copied();
    while let Some(year) = next {
        let given = years.remove(&year).unwrap_or_default();
        let brought = std::mem::take(&mut carried);
        let activities: BTreeSet<Option<usize>> = given.keys().chain(brought.keys()).copied().collect();
        let none = Given::default();
        let of = |activity: &Option<usize>| given.get(activity).unwrap_or(&none);
        let available = |activity: &Option<usize>| match (of(activity).allocated, brought.get(activity)) {
            (None, None) => None,
            (allocated, brought) => Some(allocated.unwrap_or_default() + brought.copied().unwrap_or_default()),
        };
        let held = |spent: fn(&Sum) -> Number| -> BTreeMap<Option<usize>, (Option<Number>, Number)> {
            activities.iter().map(|activity| (*activity, (available(activity), spent(&of(activity).sum)))).collect()
        };
        let mut settled = settle(&held(|sum| sum.amount));
        let days = days_of(year);
        if carry.carries && carry.as_of > days.last && year < carry.last {
            for (activity, found) in
                settled.iter_mut().filter(|(activity, found)| available(activity).is_some() && found.left > Number::ZERO)
            {
                found.carried_on = std::mem::take(&mut found.left);
                carried.insert(*activity, found.carried_on);
            }
        }
        if let Some(period) = period.filter(|period| !period.covers(days)) {
            // What goes on at the year's end is known of whole years only.
            settled = if period.overlaps(days) { settle(&held(|sum| sum.inside)) } else { BTreeMap::new() };
        }
        for (activity, found) in settled {
            let Given { allocated, places, sum } = of(&activity);
            let figures = Figures {
                allocated: allocated.unwrap_or_default(),
                carried: brought.get(&activity).copied().unwrap_or_default(),
                drawn: found.drawn,
                spent: if period.is_some() { sum.inside } else { sum.amount },
                records: if period.is_some() { sum.inside_records } else { sum.records },
                carried_on: found.carried_on,
                left: found.left,
                over: found.over,
            };
            let given = available(&activity).is_some();
            if given || figures.records > 0 {
                lines.push(Line { year, fund, activity, given, places: places.clone(), figures });
            }
        }
        next = years.keys().next().copied();
        if !carried.is_empty() {
            next = Some(year + 1);
        }
    }
    lines
}

/// How spending and what there was for it stand to each other.
#[derive(Clone, Copy, Default)]
struct Settled {
    drawn: Number,
    left: Number,
    over: Number,
    carried_on: Number,
}

/// Settles a year of a fund: for each activity, and none for the whole plan, what there was and what was spent.
fn settle(held: &BTreeMap<Option<usize>, (Option<Number>, Number)>) -> BTreeMap<Option<usize>, Settled> {
    let shared = held.get(&None).and_then(|(available, _)| *available);
    let mut drawn = Number::ZERO;
    let mut settled: BTreeMap<Option<usize>, Settled> = BTreeMap::new();
    for (activity, (available, spent)) in held.iter().filter(|(activity, _)| activity.is_some()) {
        let available = available.unwrap_or_default();
        let beyond = if *spent > available { *spent - available } else { Number::ZERO };
        let mut found = Settled { left: available + beyond - *spent, ..Settled::default() };
        if shared.is_some() {
            found.drawn = beyond;
            drawn += beyond;
        } else {
            found.over = beyond;
        }
        settled.insert(*activity, found);
    }
    if let Some((available, spent)) = held.get(&None) {
        let (available, used) = (available.unwrap_or_default(), drawn + *spent);
        let over = if used > available { used - available } else { Number::ZERO };
        let found = Settled { drawn: Number::ZERO - drawn, left: available + over - used, over, carried_on: Number::ZERO };
        settled.insert(None, found);
    }
    settled
}
