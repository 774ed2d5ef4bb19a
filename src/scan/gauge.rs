//! What is summed by subject and window: spending under a norm, and what the cells of a target cost.

use std::sync::Arc;

use super::expenditure::Spent;
use super::ranks::{Credits, Ranks};
use super::references::Referred;
use crate::calendar::{Calendar, Date, Day, Days, plus_days};
use crate::model::{Counting, Filter, LogIndex, PopulationIndex, SubjectKind, TargetIndex, View, Window, Workspace};

/// What a sum by subject and window is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GaugeOf {
    /// A norm: the plan, the activity in it, the norm in that.
    Norm {
        /// The plan's place in the workspace.
        plan: usize,
        /// The activity's place in the plan.
        activity: usize,
        /// The norm's place in the activity.
        norm: usize,
    },
    /// A target.
    Target {
        /// The plan's place in the workspace.
        plan: usize,
        /// The target's place in the plan.
        target: TargetIndex,
    },
}

/// A sum by subject and window.
pub(super) struct Gauge<'w> {
    pub(super) of: GaugeOf,
    pub(super) log: LogIndex,
    pub(super) plan: usize,
    pub(super) activity: usize,
    pub(super) filter: &'w Filter,
    pub(super) ranks: Arc<Ranks>,
    /// The column whose numbers are summed beside the money.
    pub(super) measured: Option<usize>,
    through: Option<usize>,
    subjects: SubjectKind,
    valid: Days,
    windows: Vec<Opening<'w>>,
    periods_within: bool,
}

/// A window as rows see it.
struct Opening<'w> {
    days: Days,
    calendar: Calendar,
    from_ever: bool,
    /// The day before which late rows still count: some day, or for ever.
    late: Option<Date>,
    /// For units.
    credits: Option<Credits<'w>>,
}

impl<'w> Gauge<'w> {
    /// The gauges of all norms per subject; and of all targets, where these are asked for.
    pub(super) fn all(workspace: &'w Workspace, as_of: Date, targets: bool) -> Vec<Gauge<'w>> {
        let mut gauges = Vec::new();
        for (plan, entry) in workspace.plans.iter().enumerate() {
            for (activity, found) in entry.activities.iter().enumerate() {
                for (at, norm) in found.norms.iter().enumerate().filter(|(_, norm)| !norm.per_record) {
                    let about = (plan, activity, norm.population);
                    let windows = norm.windows.iter().map(|window| (window, None));
                    let mut gauge = Gauge::new(workspace, about, (norm.log, &norm.filter, norm.through), windows, (as_of, false));
                    gauge.of = GaugeOf::Norm { plan, activity, norm: at };
                    (gauge.valid, gauge.measured) = (norm.valid, norm.of);
                    gauges.push(gauge);
                }
            }
            for (index, target) in entry.targets().filter(|(_, target)| targets && !target.tracked && !target.part) {
                let Counting::Log { log, filter, through, within, periods_within, shared, .. } = &target.counting else { continue };
                if target.own.is_some() || target.rolling.is_some() || shared.is_some() {
                    // What a cell costs is told of windows that are the same for all, and of rows that name their subject.
                    continue;
                }
                if workspace.log(*log).table.spending().is_none() {
                    continue;
                }
                let late = target.threshold.takes_late();
                let windows = target.windows.iter().map(|window| {
                    (
                        window,
                        late.then(|| {
                            let next = target.next_start(window, as_of).unwrap_or(Date::MAX);
                            window.last_late().map_or(next, |last| next.min(plus_days(last, 1)))
                        }),
                    )
                });
                let about = (plan, index.activity, target.population);
                let mut gauge = Gauge::new(workspace, about, (*log, filter, *through), windows, (as_of, *within));
                (gauge.of, gauge.periods_within) = (GaugeOf::Target { plan, target: index }, *periods_within);
                gauges.push(gauge);
            }
        }
        gauges
    }

    fn new(
        workspace: &'w Workspace,
        (plan, activity, population): (usize, usize, Option<PopulationIndex>),
        (log, filter, through): (LogIndex, &'w Filter, Option<usize>),
        windows: impl Iterator<Item = (&'w Window, Option<Date>)>,
        (as_of, within): (Date, bool),
    ) -> Gauge<'w> {
        let entry = &workspace.plans[plan];
        let subjects = entry.kind(population);
        let ranks = Arc::new(match (subjects, population) {
            (SubjectKind::Units, Some(population)) => Ranks::units(&entry.may_have_units(workspace, population)),
            (SubjectKind::Register(register), _) => Ranks::All(workspace.register(register).keys().len()),
            (SubjectKind::Agencies, _) => Ranks::All(entry.names.agencies.len()),
            (SubjectKind::Choices(log, column), _) => Ranks::All(workspace.log(log).choices(column).len()),
            _ => Ranks::All(1),
        });
        let open = |(window, late): (&Window, Option<Date>)| Opening {
            days: window.days,
            calendar: window.calendar,
            from_ever: window.from_ever,
            late,
            credits: (subjects == SubjectKind::Units).then(|| Credits::new(workspace, ranks.clone(), window.reference(as_of), within)),
        };
        let windows = windows.map(open).collect();
        Gauge {
            of: GaugeOf::Norm { plan, activity, norm: 0 },
            log,
            plan,
            activity,
            filter,
            ranks,
            measured: None,
            through: if subjects == SubjectKind::Whole { None } else { through },
            subjects,
            valid: Days::ALWAYS,
            windows,
            periods_within: false,
        }
    }

    /// Hands over the windows and ranks for which a row of the activity counts.
    pub(super) fn each(&self, workspace: &Workspace, row: &Spent<'_>, credited: &mut Vec<u32>, mut take: impl FnMut(usize, u32)) {
        if !self.valid.contains(row.date) {
            return;
        }
        let Some((subject, read)) = self.named(workspace, row) else { return };
        let period = match row.period.map(|column| row.cells[column]) {
            None => None,
            Some(View::Period(period)) => Some(period),
            Some(_) => return,
        };
        for (at, window) in self.windows.iter().enumerate() {
            let belongs = match period {
                Some(period) => period
                    .days(window.calendar)
                    .is_some_and(|days| days == window.days || (self.periods_within && window.days.covers(days))),
                None if row.date > window.days.last => window.late.is_some_and(|next| row.date < next),
                None => row.date >= window.days.first || window.from_ever,
            };
            if !belongs {
                continue;
            }
            match &window.credits {
                None => take(at, subject),
                Some(credits) => credits.each(subject, || (Day::new(read), Day::new(row.date)), credited, |rank| take(at, rank)),
            }
        }
    }

    /// Whom a row names, and the day on which that was read.
    fn named(&self, workspace: &Workspace, row: &Spent<'_>) -> Option<(u32, Date)> {
        let subject = match self.subjects {
            SubjectKind::Whole => 0,
            SubjectKind::Units | SubjectKind::Register(_) => {
                let Referred { subject, day, .. } = (row.referred)(self.through?)?;
                return Some((subject, day.date()));
            }
            SubjectKind::Agencies => {
                let id = row.cells[self.through?].text()?;
                u32::try_from(workspace.plans[self.plan].names.agency(id)?.0).ok()?
            }
            SubjectKind::Choices(log, column) => {
                let word = row.cells[self.through?].text()?;
                u32::try_from(workspace.log(log).choices(column).iter().position(|choice| choice.id == word)?).ok()?
            }
        };
        Some((subject, row.date))
    }
}
