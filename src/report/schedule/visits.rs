//! From gaps to visits: one visit is one record, and it serves every gap for which that record counts.

use std::collections::BTreeMap;

use num_traits::ToPrimitive;

use crate::calendar::{Date, plus_days};
use crate::cover::CellState;
use crate::model::{Counting, Distinct, Filter, LogIndex, Measure, SubjectKind, Threshold, UnitIndex, Workspace};
use crate::report::gaps::Gap;
use crate::report::subject_units;

/// How far two records of one gap must lie apart: never in one month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Apart {
    Month,
    Quarter,
    Year,
}

/// A gap that visits can close.
pub(super) struct Need<'s> {
    pub(super) gap: Gap<'s>,
    pub(super) log: LogIndex,
    filter: &'s Filter,
    through: Option<usize>,
    /// Whether a record below the subject counts as one at the subject does.
    within: bool,
    /// Whether any record is one more.
    plain: bool,
    pub(super) apart: Apart,
    /// How many records it lacks; one where the measure does not say.
    pub(super) records: u64,
    /// The last day on which a record still counts for it.
    pub(super) until: Date,
}

/// Why a gap is not among the needs.
pub(super) enum Unserved {
    /// No record of a visit closes it: what is counted is no log, or a return for a period, or is too much already.
    OtherWork,
    /// Nothing that happens now counts for it any more.
    Closed,
}

impl<'s> Need<'s> {
    pub(super) fn of(gap: Gap<'s>, as_of: Date) -> Result<Need<'s>, Unserved> {
        let target = gap.target;
        let Counting::Log { log, filter, through, measure, within, .. } = &target.counting else { return Err(Unserved::OtherWork) };
        let falls = target.threshold == Threshold::Goal && gap.cell.needed() < gap.cell.from().unwrap_or_default();
        if target.by_period || !target.threshold.takes_late() || falls || gap.cell.state == CellState::Exceeded {
            return Err(Unserved::OtherWork);
        }
        let window = target.on(gap.state.window, as_of);
        let until = if target.own.is_some() || target.rolling.is_some() {
            window.late_days.map_or(Date::MAX, |days| plus_days(gap.due, days))
        } else {
            target.counts_until(&window, as_of)
        };
        if until <= as_of {
            return Err(Unserved::Closed);
        }
        let missing = || {
            let has = gap.cell.value().map(|value| value.exact().clone()).unwrap_or_default();
            (gap.cell.needed().exact() - has).ceil().to_integer().to_u64().unwrap_or(u64::MAX).max(1)
        };
        let (records, apart) = match measure {
            Measure::Distinct(Distinct::Quarter) => (missing(), Apart::Quarter),
            Measure::Distinct(Distinct::Year) => (missing(), Apart::Year),
            Measure::Rows | Measure::Distinct(_) => (missing(), Apart::Month),
            _ => (1, Apart::Month),
        };
        // Of values that are told apart the one that is lacking is brought by any record.
        let plain = *measure == Measure::Rows || (records == 1 && matches!(measure, Measure::Distinct(_)));
        Ok(Need { log: *log, filter, through: *through, within: *within, plain, apart, records, until, gap })
    }

    /// Whether one record can count for both.
    fn goes_with(&self, other: &Need<'_>) -> bool {
        let conflict = |one: &crate::model::Condition| {
            other.filter.conditions.iter().any(|another| another.path == one.path && another.test != one.test)
        };
        self.log == other.log && !self.filter.conditions.iter().any(conflict)
    }

    fn is_reached(&self) -> bool {
        self.gap.cell.value().is_some_and(|value| value.as_number() != Some(crate::number::Number::ZERO))
    }
}

/// How urgent a visit is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Urgency {
    Overdue,
    NeverReached,
    Lacking,
}

impl Urgency {
    pub(super) fn key(self) -> &'static str {
        match self {
            Urgency::Overdue => "overdue",
            Urgency::NeverReached => "never-reached",
            Urgency::Lacking => "lacking",
        }
    }
}

/// One record to be made.
pub(super) struct Visit {
    /// The gaps it serves, by their places among the needs; the first one says where it goes.
    pub(super) serves: Vec<usize>,
    pub(super) urgency: Urgency,
    /// The earliest day on which one of the gaps is due.
    pub(super) due: Date,
    /// Which visit to this place it is, from 0.
    pub(super) round: u64,
    /// The unit it goes to; none where the subject stands in no unit.
    pub(super) unit: Option<UnitIndex>,
    /// The district of that unit.
    pub(super) district: Option<UnitIndex>,
    /// Whose job it is.
    pub(super) agencies: Vec<String>,
}

/// Where a record goes: its log, the column that names the subject, and the subject, which belongs to a plan where it is no unit and
/// no register's row.
type Spot = (LogIndex, Option<usize>, SubjectKind, Option<usize>, u32);

/// The visits that close the needs, as few as can be told: first those to what lies deepest, as they may count above, too.
pub(super) fn visits(workspace: &Workspace, needs: &[Need<'_>]) -> Vec<Visit> {
    let chain = |need: &Need<'_>| subject_units::chain(workspace, need.gap.kind, need.gap.cell, need.gap.state.reference_of(need.gap.cell));
    let mut spots: BTreeMap<Spot, Vec<usize>> = BTreeMap::new();
    let mut above: BTreeMap<(LogIndex, Option<usize>, UnitIndex), Vec<usize>> = BTreeMap::new();
    for (at, need) in needs.iter().enumerate() {
        let shared = matches!(need.gap.kind, SubjectKind::Units | SubjectKind::Register(_));
        let plan = (!shared).then_some(need.gap.plan_index);
        spots.entry((need.log, need.through, need.gap.kind, plan, need.gap.cell.subject)).or_default().push(at);
        if need.within && need.plain && need.gap.kind == SubjectKind::Units {
            above.entry((need.log, need.through, UnitIndex(need.gap.cell.subject))).or_default().push(at);
        }
    }
    let mut spots: Vec<(Vec<UnitIndex>, Vec<usize>)> = spots.into_values().map(|all| (chain(&needs[all[0]]), all)).collect();
    // What the whole plan lacks is served by whatever is done anywhere.
    spots.sort_by_key(|(chain, all)| (needs[all[0]].gap.kind == SubjectKind::Whole, std::cmp::Reverse(chain.len())));
    let mut left: Vec<u64> = needs.iter().map(|need| need.records).collect();
    let mut found: Vec<Visit> = Vec::new();
    for (chain, all) in spots {
        let first = &needs[all[0]];
        if first.gap.kind == SubjectKind::Whole {
            for at in all.iter().filter(|at| needs[**at].plain) {
                let fits = |visit: &&mut Visit| visit.serves.iter().all(|other| needs[*at].goes_with(&needs[*other]));
                for visit in found.iter_mut().filter(fits) {
                    if left[*at] == 0 {
                        break;
                    }
                    visit.serves.push(*at);
                    left[*at] -= 1;
                }
            }
        }
        let around = chain.iter().rev().skip(1).filter_map(|unit| above.get(&(first.log, first.through, *unit))).flatten();
        let around: Vec<usize> = if first.gap.kind == SubjectKind::Units { around.copied().collect() } else { Vec::new() };
        let mut round = 0;
        while let Some(one) = all.iter().copied().find(|at| left[*at] > 0) {
            let mut serves = vec![one];
            for other in all.iter().chain(&around).copied() {
                if !serves.contains(&other) && left[other] > 0 && serves.iter().all(|at| needs[*at].goes_with(&needs[other])) {
                    serves.push(other);
                }
            }
            for at in &serves {
                left[*at] -= 1;
            }
            let unit = chain.last().copied();
            let district = subject_units::district(workspace, &chain, first.gap.state.reference_of(first.gap.cell));
            found.push(Visit { serves, urgency: Urgency::Lacking, due: Date::MAX, round, unit, district, agencies: Vec::new() });
            round += 1;
        }
    }
    for visit in &mut found {
        let of = || visit.serves.iter().map(|at| &needs[*at]);
        let overdue = of().any(|need| need.gap.cell.state == CellState::Overdue);
        // The second visit finds a place that was reached.
        let untouched = visit.round == 0 && of().any(|need| need.gap.kind != SubjectKind::Whole && !need.is_reached());
        let urgency = if overdue { Urgency::Overdue } else { Urgency::NeverReached };
        let due = of().map(|need| need.gap.shown_due()).min();
        let agencies = needs[visit.serves[0]].gap.responsible.clone();
        visit.urgency = if overdue || untouched { urgency } else { Urgency::Lacking };
        visit.due = due.unwrap_or(Date::MAX);
        visit.agencies = agencies;
    }
    found.sort_by_key(|visit| (visit.urgency, visit.due, visit.round));
    found
}
