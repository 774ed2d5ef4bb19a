//! Which targets a log's rows may count for, and in which of their windows.

use std::sync::Arc;

use rayon::prelude::*;

use super::interval::{Assignment, DayTable, Interval};
use super::ranks::{Credits, Ranks};
use super::tallies::{Filling, counts};
use crate::calendar::{Calendar, Date, Day, Days, plus_days};
use crate::model::{
    Counting, Distinct, Filter, LogIndex, Measure, PopulationIndex, SubjectKind, Target, TargetIndex, Threshold, Workspace,
};

/// All ways from one log to targets.
pub(super) struct Routes<'w> {
    pub(super) all: Vec<Route<'w>>,
    /// The calendars in which periods of the log are read; at least one.
    pub(super) calendars: Vec<Calendar>,
    /// The periods of the plans that use the log, or of all where none does.
    pub(super) plans: Vec<Days>,
    /// The filters of the routes, each once.
    pub(super) filters: Vec<&'w Filter>,
    /// How rows name subjects, each way once.
    pub(super) subject_columns: Vec<SubjectColumn>,
    /// Whom rows count for, for each subject column, list of ranks and state of the units once.
    pub(super) groups: Vec<Group<'w>>,
    /// The columns whose numbers are measured, and those whose different values are counted.
    pub(super) numbers: Vec<usize>,
    pub(super) marks: Vec<usize>,
    /// Whether anything asks for the rows' keys.
    pub(super) keys: bool,
    /// The intervals of days in whose rows belong to the same windows.
    days: DayTable,
    intervals: Vec<Interval>,
}

/// The way from a log to one target.
pub(super) struct Route<'w> {
    pub(super) plan: usize,
    pub(super) index: TargetIndex,
    pub(super) target: &'w Target,
    pub(super) measure: &'w Measure,
    pub(super) through: Option<usize>,
    pub(super) subjects: SubjectKind,
    population: Option<PopulationIndex>,
    ranks: Arc<Ranks>,
    filter: usize,
    windows: Vec<Opening>,
    periods_within: bool,
}

/// How rows name a subject.
#[derive(PartialEq, Eq)]
pub(super) struct SubjectColumn {
    pub(super) subjects: SubjectKind,
    pub(super) column: Option<usize>,
    /// Agencies are numbered by each plan for itself.
    pub(super) plan: usize,
}

/// Whom rows that name a subject count for.
pub(super) struct Group<'w> {
    pub(super) subject_column: usize,
    /// For units; whoever else is named is who it counts for.
    pub(super) credits: Option<Credits<'w>>,
    pub(super) subjects: usize,
}

/// A window as rows see it.
struct Opening {
    days: Days,
    due: Date,
    /// The day before which late rows still count; none: for ever.
    next: Option<Date>,
    from_ever: bool,
    calendar: usize,
    group: usize,
}

/// The place of something in a list, to whose end it is added where it is not yet there.
fn place<T>(list: &mut Vec<T>, is: impl Fn(&T) -> bool, new: impl FnOnce() -> T) -> usize {
    list.iter().position(is).unwrap_or_else(|| {
        list.push(new());
        list.len() - 1
    })
}

impl<'w> Routes<'w> {
    pub(super) fn new(workspace: &'w Workspace, log: LogIndex, as_of: Date) -> Routes<'w> {
        let mut routes = Routes {
            all: Vec::new(),
            calendars: Vec::new(),
            plans: Vec::new(),
            filters: Vec::new(),
            subject_columns: Vec::new(),
            groups: Vec::new(),
            numbers: Vec::new(),
            marks: Vec::new(),
            keys: false,
            days: DayTable::default(),
            intervals: Vec::new(),
        };
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut ranked: Vec<(Vec<bool>, Arc<Ranks>)> = Vec::new();
        for (plan, entry) in workspace.plans.iter().enumerate() {
            for (index, target) in entry.targets().filter(|(_, target)| counts(&target.counting, log)) {
                routes.add(workspace, (plan, index), target, as_of, &mut ranked, &mut wanted);
            }
        }
        let credits = |wanted: &Wanted| {
            let credits = |reference: Date| Credits::new(workspace, wanted.ranks.clone(), reference, wanted.within);
            Group { subject_column: wanted.subject_column, credits: wanted.reference.map(credits), subjects: wanted.ranks.len() }
        };
        routes.groups = wanted.par_iter().map(credits).collect();
        routes.plans = (0..workspace.plans.len())
            .filter(|plan| routes.all.is_empty() || routes.all.iter().any(|route| route.plan == *plan))
            .map(|plan| workspace.plans[plan].days)
            .collect();
        if routes.calendars.is_empty() {
            routes.calendars.push(workspace.plans.first().map_or(Calendar::CIVIL, |plan| plan.calendar));
        }
        if !workspace.log(log).by_period() {
            let windows = || routes.all.iter().flat_map(|route| &route.windows);
            let mut boundaries: Vec<Date> = windows()
                .flat_map(|window| [Some(window.days.first), Some(plus_days(window.days.last, 1)), window.next])
                .flatten()
                .collect();
            boundaries.sort_unstable();
            boundaries.dedup();
            let days = std::iter::once(Date::MIN).chain(boundaries.iter().copied());
            routes.intervals = days
                .map(|day| Interval::new(routes.all.iter().enumerate().flat_map(|(at, route)| route.by_date(at, day)).collect()))
                .collect();
            routes.days = DayTable::new(boundaries);
        }
        routes
    }

    fn add(
        &mut self,
        workspace: &'w Workspace,
        (plan, index): (usize, TargetIndex),
        target: &'w Target,
        as_of: Date,
        ranked: &mut Vec<(Vec<bool>, Arc<Ranks>)>,
        wanted: &mut Vec<Wanted>,
    ) {
        let Counting::Log { filter, through, measure, periods_within, within, .. } = &target.counting else { return };
        let subjects = workspace.plans[plan].kind(target.population);
        let ranks = match (subjects, target.population) {
            (SubjectKind::Units, Some(population)) => {
                let may = workspace.plans[plan].may_have_units(workspace, population);
                let at = ranked.iter().position(|(known, _)| *known == may).unwrap_or_else(|| {
                    let ranks = Arc::new(Ranks::units(&may));
                    ranked.push((may, ranks));
                    ranked.len() - 1
                });
                ranked[at].1.clone()
            }
            (SubjectKind::Register(register), _) => Arc::new(Ranks::All(workspace.register(register).keys().len())),
            (SubjectKind::Agencies, _) => Arc::new(Ranks::All(workspace.plans[plan].names.agencies.len())),
            (SubjectKind::Choices(log, column), _) => Arc::new(Ranks::All(workspace.log(log).choices(column).len())),
            _ => Arc::new(Ranks::All(1)),
        };
        let subject_column = SubjectColumn {
            subjects,
            column: if subjects == SubjectKind::Whole { None } else { *through },
            plan: if subjects == SubjectKind::Agencies { plan } else { 0 },
        };
        let subject_column = self.subject_columns.iter().position(|known| *known == subject_column).unwrap_or_else(|| {
            self.subject_columns.push(subject_column);
            self.subject_columns.len() - 1
        });
        let filter = place(&mut self.filters, |known| *known == filter, || filter);
        let mut windows = Vec::new();
        for window in &target.windows {
            let reference = window.reference(as_of);
            let units = subjects == SubjectKind::Units;
            let group = Wanted {
                subject_column,
                ranks: ranks.clone(),
                within: units && *within,
                epoch: if units { workspace.units.epoch(reference) } else { 0 },
                reference: units.then_some(reference),
            };
            windows.push(Opening {
                days: window.days,
                due: window.due,
                next: target.next_start(window),
                from_ever: window.from_ever,
                calendar: place(&mut self.calendars, |known| *known == window.calendar, || window.calendar),
                group: place(wanted, |known| known.is(&group), || group.clone()),
            });
        }
        for column in match measure {
            Measure::Rows | Measure::Distinct(_) => vec![],
            Measure::Sum(column) | Measure::Latest(column) | Measure::Level(column) => vec![*column],
            Measure::Ratio { of, to } => std::iter::once(*of).chain(*to).collect(),
        } {
            place(&mut self.numbers, |known| *known == column, || column);
        }
        if let Measure::Distinct(Distinct::Column(column)) = measure {
            place(&mut self.marks, |known| known == column, || *column);
        }
        self.keys |= matches!(measure, Measure::Latest(_) | Measure::Level(_));
        self.all.push(Route {
            plan,
            index,
            target,
            measure,
            through: *through,
            subjects,
            population: target.population,
            ranks,
            filter,
            windows,
            periods_within: *periods_within,
        });
    }

    /// The intervals of a log whose rows belong to windows by their dates.
    pub(super) fn intervals(&self) -> &[Interval] {
        &self.intervals
    }

    /// The interval of a date.
    pub(super) fn by_date(&self, day: Day) -> u32 {
        self.days.of(day)
    }

    /// The windows to which rows belong by their period, read in one of the calendars.
    pub(super) fn by_period(&self, period: Days, calendar: usize) -> Interval {
        Interval::new(self.all.iter().enumerate().flat_map(|(at, route)| route.by_period(at, period, calendar)).collect())
    }

    /// What is to be filled, route by route.
    pub(super) fn filling(&self) -> Vec<Filling> {
        self.all
            .iter()
            .map(|route| Filling::new(route.ranks.clone(), route.measure, route.windows.iter().map(|window| window.days)))
            .collect()
    }
}

/// A group that is wanted.
#[derive(Clone)]
struct Wanted {
    subject_column: usize,
    ranks: Arc<Ranks>,
    within: bool,
    /// The state of the units on the reference date.
    epoch: u32,
    /// For units.
    reference: Option<Date>,
}

impl Wanted {
    /// Whether another one is the same: nothing about units changes within an epoch.
    fn is(&self, other: &Wanted) -> bool {
        let same = (self.subject_column, self.within, self.epoch) == (other.subject_column, other.within, other.epoch);
        same && (self.reference.is_none() || Arc::ptr_eq(&self.ranks, &other.ranks)) && self.ranks.len() == other.ranks.len()
    }
}

impl Route<'_> {
    /// The population of units that rows of this route are about, with its plan and the column that leads to them,
    /// and whether rows of units below count.
    pub(super) fn units(&self) -> Option<(usize, usize, PopulationIndex, bool)> {
        Some((self.through?, self.plan, self.population?, self.target.counting.within())).filter(|_| self.subjects == SubjectKind::Units)
    }

    fn assignment(&self, route: usize, at: usize, due: Date) -> Assignment {
        let late = self.target.threshold == Threshold::AtLeast;
        Assignment { route, window: at, group: self.windows[at].group, filter: self.filter, due: Day::new(due), late }
    }

    /// The windows to which a row belongs by its date.
    fn by_date(&self, route: usize, date: Date) -> impl Iterator<Item = Assignment> {
        let level = matches!(self.measure, Measure::Level(_));
        self.windows.iter().enumerate().filter_map(move |(at, window)| {
            let assignment = self.assignment(route, at, window.days.last);
            let belongs = if date > window.days.last {
                assignment.late && window.next.is_none_or(|next| date < next)
            } else {
                date >= window.days.first || window.from_ever || level
            };
            belongs.then_some(assignment)
        })
    }

    /// The windows in a calendar to which a row belongs by its period, read in that calendar.
    fn by_period(&self, route: usize, period: Days, calendar: usize) -> impl Iterator<Item = Assignment> {
        let level = matches!(self.measure, Measure::Level(_));
        self.windows.iter().enumerate().filter(move |(_, window)| window.calendar == calendar).filter_map(move |(at, window)| {
            let belongs = if level {
                period.last <= window.days.last
            } else {
                period == window.days || (self.periods_within && window.days.covers(period))
            };
            belongs.then(|| self.assignment(route, at, window.due))
        })
    }
}
