//! Which targets a log's rows may count for, and in which of their windows.

use crate::calendar::{Calendar, Date, Days};
use crate::model::{Counting, Filter, LogIndex, Measure, SubjectKind, Target, TargetIndex, Threshold, Workspace};

/// All ways from one log to targets.
pub(super) struct Routes<'w> {
    pub(super) all: Vec<Route<'w>>,
    /// The calendars in which periods of the log are read; at least one.
    pub(super) calendars: Vec<Calendar>,
    /// The periods of the plans that use the log, or of all where none does.
    pub(super) plans: Vec<Days>,
}

/// The way from a log to one target.
pub(super) struct Route<'w> {
    pub(super) plan: usize,
    pub(super) index: TargetIndex,
    pub(super) target: &'w Target,
    pub(super) filter: &'w Filter,
    pub(super) measure: &'w Measure,
    pub(super) through: Option<usize>,
    pub(super) subjects: SubjectKind,
    windows: Vec<Opening>,
    periods_within: bool,
}

/// A window as rows see it.
struct Opening {
    days: Days,
    due: Date,
    /// The day before which late rows still count; none: for ever.
    next: Option<Date>,
    from_ever: bool,
    calendar: usize,
}

/// How a row belongs to a window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Belongs {
    pub(super) window: usize,
    pub(super) late: bool,
}

impl<'w> Routes<'w> {
    pub(super) fn new(workspace: &'w Workspace, log: LogIndex) -> Routes<'w> {
        let mut calendars: Vec<Calendar> = Vec::new();
        let mut routes = Vec::new();
        for (plan_at, plan) in workspace.plans.iter().enumerate() {
            for (index, target) in plan.targets().filter(|(_, target)| super::tallies::counts(&target.counting, log)) {
                let Counting::Log { filter, through, measure, periods_within, .. } = &target.counting else { continue };
                let windows = target
                    .windows
                    .iter()
                    .map(|window| {
                        let calendar = calendars.iter().position(|known| *known == window.calendar).unwrap_or_else(|| {
                            calendars.push(window.calendar);
                            calendars.len() - 1
                        });
                        Opening {
                            days: window.days,
                            due: window.due,
                            next: target.next_start(window),
                            from_ever: window.from_ever,
                            calendar,
                        }
                    })
                    .collect();
                routes.push(Route {
                    plan: plan_at,
                    index,
                    target,
                    filter,
                    measure,
                    through: *through,
                    subjects: plan.kind(target.population),
                    windows,
                    periods_within: *periods_within,
                });
            }
        }
        let plans = (0..workspace.plans.len())
            .filter(|plan| routes.is_empty() || routes.iter().any(|route| route.plan == *plan))
            .map(|plan| workspace.plans[plan].days)
            .collect();
        if calendars.is_empty() {
            calendars.push(workspace.plans.first().map_or(Calendar::CIVIL, |plan| plan.calendar));
        }
        Routes { all: routes, calendars, plans }
    }
}

impl Route<'_> {
    /// Whether the log's periods are read for any window in this calendar.
    pub(super) fn uses(&self, calendar: usize) -> bool {
        self.windows.iter().any(|window| window.calendar == calendar)
    }

    /// The windows to which a row belongs by its date.
    pub(super) fn by_date(&self, date: Date, into: &mut Vec<Belongs>) {
        let level = matches!(self.measure, Measure::Level(_));
        for (at, window) in self.windows.iter().enumerate() {
            if date > window.days.last {
                let in_time = window.next.is_none_or(|next| date < next);
                if in_time && self.target.threshold == Threshold::AtLeast {
                    into.push(Belongs { window: at, late: true });
                }
            } else if date >= window.days.first || window.from_ever || level {
                into.push(Belongs { window: at, late: false });
            }
        }
    }

    /// The windows in a calendar to which a row belongs by its period, read in that calendar.
    pub(super) fn by_period(&self, date: Date, period: Days, calendar: usize, into: &mut Vec<Belongs>) {
        let level = matches!(self.measure, Measure::Level(_));
        for (at, window) in self.windows.iter().enumerate().filter(|(_, window)| window.calendar == calendar) {
            let belongs = if level {
                period.last <= window.days.last
            } else {
                period == window.days || (self.periods_within && window.days.covers(period))
            };
            let late = date > window.due;
            if belongs && (!late || self.target.threshold == Threshold::AtLeast) {
                into.push(Belongs { window: at, late });
            }
        }
    }
}
