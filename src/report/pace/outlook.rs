//! What a window still lacks, how fast it goes, and how fast it has to.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::best::{Best, best, beyond_since};
use super::forecast::{Way, done, forecast, reached};
use crate::calendar::{Date, days_between, plus_days};
use crate::cover::{Cell, State, TargetState, Verdict, WindowState, is_paced, responsible};
use crate::model::{Plan, Target, TargetIndex, Workspace};
use crate::report::picture::{Forecast, History};
use crate::report::selection::Selection;

/// Days of a month, on the mean of four years: 30.4375.
fn month() -> BigRational {
    BigRational::new(487.into(), 16.into())
}

/// So much in so many days, for each month; nothing where no day is left.
pub(super) fn per_month(amount: &BigRational, days: i64) -> Option<BigRational> {
    (days > 0).then(|| amount * month() / BigRational::from_integer(days.into()))
}

/// One window of one target.
#[derive(Clone, Copy)]
pub(super) struct Of<'s> {
    pub(super) plan_index: usize,
    pub(super) plan: &'s Plan,
    pub(super) index: TargetIndex,
    pub(super) target: &'s Target,
    pub(super) state: &'s WindowState,
    /// Whether one subject alone is asked: then its value is what is done.
    pub(super) single: bool,
}

impl<'s> Of<'s> {
    /// The windows of the target that are as long as this one, itself among them.
    pub(super) fn siblings(self) -> impl Iterator<Item = usize> + use<'s> {
        let windows = &self.target.windows;
        let long = windows[self.state.window].days.len();
        // A leap year has a day more, and a month up to three.
        (0..windows.len()).filter(move |at| windows[*at].days.len().abs_diff(long) < 5)
    }

    /// The target's windows as they stood on another day.
    pub(super) fn windows_in(self, state: &State) -> &[WindowState] {
        let plan = state.plans.iter().find(|found| found.plan == self.plan_index);
        let found = plan.and_then(|plan| plan.activities.get(self.index.activity)?.targets.get(self.index.target));
        found.map_or(&[], |found| &found.windows)
    }

    /// Whether it runs and is held against time as it passes.
    pub(super) fn runs(self, as_of: Date) -> bool {
        let flows = self.target.own.is_none() && self.target.rolling.is_none();
        flows && self.state.days.contains(as_of) && as_of < self.state.days.last && is_paced(self.target, self.state)
    }
}

/// What a window lacks, and where it is heading.
pub(super) struct Outlook<'s> {
    pub(super) of: Of<'s>,
    /// Those covered; or where there is but one subject, what it has.
    pub(super) done: BigRational,
    /// Counted in the same way.
    pub(super) needed: BigRational,
    pub(super) missing: BigRational,
    /// What those that are lacking lack of the measure, added up: visits, copies; nothing where that is no sum.
    pub(super) work: Option<BigRational>,
    /// Where it is heading; nothing where only the end counts, or it is over.
    pub(super) course: Option<Course>,
    /// Since when it cannot be met in time any more.
    pub(super) lost: Option<Lost>,
    /// Whose job the gaps are, in the plan's order.
    pub(super) agencies: Vec<AgencyShare>,
}

/// How fast it goes, and how fast it has to.
pub(super) struct Course {
    /// What was done in a month since the start.
    pub(super) rate: BigRational,
    /// What has to be done in a month from here.
    pub(super) needed: BigRational,
    /// The same, of what is lacking of the measure.
    pub(super) work: Option<BigRational>,
    /// Where the present pace leads; none where nothing is done yet.
    pub(super) forecast: Option<Forecast>,
    /// When there is enough at the present pace, after the window, too.
    pub(super) reached: Option<Date>,
    /// The best twelve months ever.
    pub(super) best: Option<Best>,
    /// Since when these would not be enough either; nothing where they would.
    pub(super) beyond: Option<Date>,
}

/// It cannot be met in time any more.
pub(super) struct Lost {
    pub(super) since: Date,
    /// What comes until then counts as late; nothing: no longer.
    pub(super) late_until: Option<Date>,
}

/// An agency's share of the gaps.
pub(super) struct AgencyShare {
    /// Its id; none for subjects whose own job it is, and for what is nobody's.
    pub(super) agency: Option<String>,
    /// How many gaps are its job, also those that it shares.
    pub(super) gaps: u64,
    /// Its share of all; what is the job of several is shared alike.
    pub(super) share: BigRational,
}

/// The windows that are looked at: those that count now, or with a period all of it that have begun.
pub(super) fn windows<'s>(workspace: &'s Workspace, state: &'s State, targets: &Selection) -> Vec<Of<'s>> {
    let mut found = Vec::new();
    for plan_state in &state.plans {
        let (plan_index, plan) = (plan_state.plan, &workspace.plans[plan_state.plan]);
        for target_state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
            let TargetState { target: index, windows, .. } = target_state;
            let target = plan.target(*index);
            let named = targets.names(plan_index, *index);
            if target.tracked || (target.part && !named) || !targets.contains(plan_index, *index) {
                continue;
            }
            for window in windows.iter().filter(|window| window.begun && (window.current || state.period.is_some())) {
                if window.counts.eligible() > 0 {
                    let single = window.counts.eligible() == 1;
                    found.push(Of { plan_index, plan, index: *index, target, state: window, single });
                }
            }
        }
    }
    found
}

/// What one window lacks, and where it is heading.
pub(super) fn outlook<'s>(workspace: &'s Workspace, state: &'s State, of: Of<'s>, history: &History) -> Option<Outlook<'s>> {
    let as_of = state.as_of;
    let single = of.single && is_number(of);
    let of = Of { single, ..of };
    let (done, way) = (done(single, of.state), Way::of(single, of.state)?);
    let missing = way.missing(&done);
    let work = work(of).filter(|_| !single);
    let course = (of.runs(as_of) && missing.is_positive()).then(|| course(of, history, as_of, (&done, &way, &missing), work.as_ref()));
    Some(Outlook {
        lost: missing.is_positive().then(|| lost(of, history, as_of)).flatten(),
        agencies: shares(workspace, of),
        course: course.flatten(),
        of,
        done,
        needed: way.needed,
        missing,
        work,
    })
}

/// Whether what one subject has may be held against what it needs as a number: there is more to see than a yes or no.
fn is_number(of: Of<'_>) -> bool {
    is_paced(of.target, of.state)
}

fn course(
    of: Of<'_>,
    history: &History,
    as_of: Date,
    (done, way, missing): (&BigRational, &Way, &BigRational),
    work: Option<&BigRational>,
) -> Option<Course> {
    let days = of.state.days;
    let left = days_between(as_of, days.last);
    let rate = per_month(&(done - &way.from).abs(), days_between(days.first, as_of) + 1)?;
    let needed_now = per_month(missing, left)?;
    let most = (!of.single).then(|| BigRational::from_integer(BigInt::from(of.state.counts.eligible())));
    // From a baseline one may go down, and what was done in other windows began elsewhere.
    let best = if way.from.is_zero() { best(of, history, as_of) } else { None };
    let enough = best.as_ref().is_none_or(|best| best.rate() >= needed_now);
    let beyond = best.as_ref().filter(|_| !enough).and_then(|best| beyond_since(of, history, &best.rate(), as_of));
    Some(Course {
        rate,
        needed: needed_now,
        work: work.and_then(|work| per_month(work, left)),
        forecast: forecast(days, as_of, done, way, most),
        reached: reached(days, as_of, done, way),
        best,
        beyond,
    })
}

/// What the gaps lack of the measure, added up; of a share of the population those that lack least.
fn work(of: Of<'_>) -> Option<BigRational> {
    if !is_paced(of.target, of.state) {
        return None;
    }
    let lacks = |cell: &Cell| cell.needed().exact() - cell.value().map_or_else(BigRational::zero, crate::number::Quantity::exact);
    let mut lacking: Vec<BigRational> = of.state.cells.iter().filter(|cell| cell.state.lacks()).map(lacks).collect();
    lacking.sort_unstable();
    let count = of.state.required.saturating_sub(of.state.counts.covered());
    Some(lacking.into_iter().take(usize::try_from(count).unwrap_or(usize::MAX)).sum())
}

/// Since when it is past saving, and until when what comes late still counts.
fn lost(of: Of<'_>, history: &History, as_of: Date) -> Option<Lost> {
    if of.state.verdict != Verdict::Missed {
        return None;
    }
    let due = of.state.due;
    if as_of <= due {
        // A ceiling was passed: first seen at the end of a month.
        let missed = |state: &&State| {
            let window = of.windows_in(state).iter().find(|window| window.window == of.state.window);
            window.is_some_and(|window| window.verdict == Verdict::Missed)
        };
        let since = history.states.iter().filter(|state| state.as_of < as_of).rev().take_while(missed).last();
        return Some(Lost { since: since.map_or(as_of, |state| state.as_of), late_until: None });
    }
    let window = &of.target.windows[of.state.window];
    let last = of.target.counts_until(window, as_of);
    let open = of.target.threshold.takes_late() && of.target.own.is_none() && as_of <= last;
    Some(Lost { since: plus_days(due, 1), late_until: open.then_some(last) })
}

/// Whose job the gaps are.
fn shares(workspace: &Workspace, of: Of<'_>) -> Vec<AgencyShare> {
    let mut weights: BTreeMap<(usize, Option<String>), (u64, BigRational)> = BTreeMap::new();
    let mut all = BigRational::zero();
    let one = BigRational::from_integer(1.into());
    for cell in of.state.cells.iter().filter(|cell| cell.state.lacks()) {
        all += &one;
        let ids = responsible(workspace, of.plan, of.target, of.state, cell);
        let known = |id: String| (of.plan.names.agencies.iter().position(|agency| agency.id == id), id);
        let mut keys: Vec<(usize, Option<String>)> =
            ids.into_iter().map(known).map(|(at, id)| at.map_or((usize::MAX, None), |at| (at, Some(id)))).collect();
        if keys.is_empty() {
            keys.push((usize::MAX, None));
        }
        let part = &one / BigRational::from_integer(keys.len().into());
        for key in keys {
            let of = weights.entry(key).or_default();
            of.0 += 1;
            of.1 += &part;
        }
    }
    let share =
        |((_, agency), (gaps, weight)): ((usize, Option<String>), (u64, BigRational))| AgencyShare { agency, gaps, share: weight / &all };
    weights.into_iter().map(share).collect()
}
