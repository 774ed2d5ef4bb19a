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

/// The norms by which gaps of a target may be priced in a stretch of days: those that bound a unit of what it counts
/// come first, then those per record, then those per subject; among these as written.
pub(super) fn norms<'p>(activity: &'p Activity, target: &Target, days: Days) -> Vec<(PriceOf, &'p Norm)> {
    let Counting::Log { log, filter, through, measure, .. } = &target.counting else { return Vec::new() };
    let fits = |norm: &&Norm| {
        let about = norm.population.is_none() || (norm.population == target.population && (norm.per_record || norm.through == *through));
        let narrower = |condition: &Condition| filter.conditions.contains(condition);
        norm.log == *log && norm.valid.overlaps(days) && about && norm.filter.conditions.iter().all(narrower)
    };
    let rows = matches!(measure, Measure::Rows | Measure::Distinct(_));
    let unit = |norm: &Norm| match (norm.of, norm.times, norm.per_record) {
        (Some(of), ..) => (*measure == Measure::Sum(of)).then_some(PriceOf::Measured),
        (None, None, true) | (None, Some(_), _) => rows.then_some(PriceOf::Record),
        // A ceiling of the plan as a whole says nothing about one of many subjects.
        (None, None, false) => (norm.population == target.population).then_some(PriceOf::Subject),
    };
    let mut norms: Vec<(PriceOf, &Norm)> = activity.norms.iter().filter(fits).filter_map(|norm| Some((unit(norm)?, norm))).collect();
    norms.sort_by_key(|(of, _)| *of);
    norms
}

/// The price of a unit by a norm, for a member whose gap lies in a window.
pub(super) fn price<'p>(
    cx: (&Workspace, &Plan),
    (of, norm): (PriceOf, &'p Norm),
    row: Option<usize>,
    window: &Window,
    day: Date,
) -> Option<Price<'p>> {
    // A norm whose windows differ says what holds in the one that begins when the gap's does, or around that.
    let same = norm.windows.iter().find(|own| own.days == window.days);
    let around = || norm.windows.iter().find(|own| own.days.contains(day) || own.days.overlaps(window.days));
    let needed = match (norm.windows.is_empty(), same.or_else(around)) {
        (true, _) => &norm.at_most,
        (false, found) => &found?.needed,
    };
    price_of(cx, norm, needed, row, day).map(|each| Price { of, each, norm })
}
