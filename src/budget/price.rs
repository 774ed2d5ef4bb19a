//! What a norm allows: for a subject in a window, and for one unit of what is still to be done.

use crate::calendar::{Date, Days};
use crate::model::{Activity, Condition, Counting, Measure, Member, Needed, Norm, Plan, Target, Window, Workspace, needs};
use crate::number::Number;

impl Norm {
    /// The ceiling for a member in a window in which so much was had; nothing where it bounds nothing.
    pub(super) fn ceiling(&self, cx: (&Workspace, &Plan), window: &Window, member: Member, day: Date, measured: Number) -> Option<Number> {
        let price = price_of(cx, self, &window.needed, member.row, day)?;
        // One that is too large to be kept bounds nothing.
        match (self.times, self.of) {
            (Some(times), _) => price.times(times),
            (None, Some(_)) => price.times(measured),
            (None, None) => Some(price),
        }
    }
}

fn price_of((workspace, plan): (&Workspace, &Plan), norm: &Norm, needed: &Needed, row: Option<usize>, day: Date) -> Option<Number> {
    let kind = plan.kind(norm.population);
    Some(needs((workspace, plan), needed, kind, Member { subject: 0, row }, day)?.0)
}

/// What a unit of a price is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PriceOf {
    /// One of what the target sums up: a copy.
    Measured,
    /// One record.
    Record,
    /// One subject in one window, however much it lacks.
    Subject,
}

impl PriceOf {
    /// Its stable name.
    pub fn key(self) -> &'static str {
        match self {
            PriceOf::Measured => "measured",
            PriceOf::Record => "record",
            PriceOf::Subject => "subject",
        }
    }
}

/// What doing one more unit for a subject may cost.
#[derive(Clone, Copy, Debug)]
pub struct Price<'p> {
    /// What a unit is.
    pub of: PriceOf,
    /// What one may cost.
    pub each: Number,
    /// The norm that says so.
    pub norm: &'p Norm,
}

/// Whether every record that counts for a target, and reaches its subjects as it says, is held to a norm.
pub(super) fn fits(norm: &Norm, target: &Target) -> bool {
    let Counting::Log { log, filter, through, shared, .. } = &target.counting else { return false };
    let same = || norm.per_record || (norm.through, norm.shared) == (*through, *shared);
    let about = norm.population.is_none() || (norm.population == target.population && same());
    let narrower = |condition: &Condition| filter.conditions.contains(condition);
    norm.log == *log && about && norm.filter.conditions.iter().all(narrower)
}

/// The norms by which gaps of a target may be priced that are paid on a day: those that hold on it, else those that hold in the days
/// that are looked at. Those that bound a unit of what it counts come first, then those per record, then those per subject.
pub(super) fn norms<'p>(activity: &'p Activity, target: &Target, (days, day): (Days, Date)) -> Vec<(PriceOf, &'p Norm)> {
    let Counting::Log { measure, .. } = &target.counting else { return Vec::new() };
    let rows = matches!(measure, Measure::Rows | Measure::Distinct(_));
    let unit = |norm: &Norm| match (norm.of, norm.times, norm.per_record) {
        (Some(of), ..) => (*measure == Measure::Sum(of)).then_some(PriceOf::Measured),
        (None, None, true) | (None, Some(_), _) => rows.then_some(PriceOf::Record),
        // A ceiling of the plan as a whole says nothing about one of many subjects.
        (None, None, false) => (norm.population == target.population).then_some(PriceOf::Subject),
    };
    let within = activity.norms.iter().filter(|norm| norm.valid.overlaps(days) && fits(norm, target));
    let all: Vec<(PriceOf, &Norm)> = within.filter_map(|norm| Some((unit(norm)?, norm))).collect();
    let held: Vec<(PriceOf, &Norm)> = all.iter().copied().filter(|(_, norm)| norm.valid.contains(day)).collect();
    if held.is_empty() { all } else { held }
}

/// The price of a unit, for a member whose gap lies in a window and is paid on a day: the least of what norms of the first kind say.
pub(super) fn price<'p>(
    cx: (&Workspace, &Plan),
    norms: &[(PriceOf, &'p Norm)],
    row: Option<usize>,
    (window, reference, day): (Days, Date, Date),
) -> Option<Price<'p>> {
    let of = |(of, norm): &(PriceOf, &'p Norm)| {
        // A norm whose windows differ says what holds on the day; else in the one that begins when the gap's does, or around that.
        let on = || norm.windows.iter().find(|own| own.days.contains(day));
        let same = || norm.windows.iter().find(|own| own.days == window);
        let around = || norm.windows.iter().find(|own| own.days.contains(reference) || own.days.overlaps(window));
        let needed = match (norm.windows.is_empty(), on().or_else(same).or_else(around)) {
            (true, _) => &norm.at_most,
            (false, found) => &found?.needed,
        };
        price_of(cx, norm, needed, row, day).map(|each| Price { of: *of, each, norm })
    };
    norms.iter().filter_map(of).min_by_key(|price| (price.of, price.each, price.norm.place))
}
