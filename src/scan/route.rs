//! Which targets a log's rows may count for, and in which of their windows.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::interval::{Assignment, DayTable, Interval};
use super::own_days::OwnDays;
use super::ranks::{Credits, Ranks};
use super::shared::{Shared, Sharing};
use super::tallies::{Filling, Opened, counts};
use crate::calendar::{Calendar, Date, Day, Days, plus_days};
use crate::model::{
    Counting, Distinct, Filter, LogIndex, Measure, Member, Operand, OwnWindows, PopulationIndex, RegisterIndex, SubjectKind, Target,
    TargetIndex, UNITS, Workspace,
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
    /// The as-of days, in their order.
    pub(super) views: Vec<Day>,
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
    /// Where each subject has a window of its own.
    pub(super) own: Option<OwnDays>,
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
    /// Where rows reach subjects through what they share.
    pub(super) shared: Option<Shared>,
    pub(super) subjects: usize,
}

/// A window as rows see it.
#[derive(Clone, PartialEq)]
struct Opening {
    /// Which of the target's windows, and the as-of days to which it looks the same.
    window: usize,
    views: Range<usize>,
    days: Days,
    due: Date,
    /// The day before which late rows still count; none: for ever.
    next: Option<Date>,
    /// The last day on which they do, where the schedule sets one.
    last_late: Option<Date>,
    from_ever: bool,
    /// Whether it is there on the as-of date.
    exists: bool,
    /// Whether it stands for windows of the subjects' own: what is on time is found for each row.
    own: bool,
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
    /// The ways as they are on some as-of days, which stand in their order.
    pub(super) fn new(workspace: &'w Workspace, log: LogIndex, views: &[Date]) -> Routes<'w> {
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
            views: views.iter().copied().map(Day::new).collect(),
            days: DayTable::default(),
            intervals: Vec::new(),
        };
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut ranked: Vec<(Vec<bool>, Arc<Ranks>)> = Vec::new();
        for (plan, entry) in workspace.plans.iter().enumerate() {
            for (index, target) in entry.targets().filter(|(_, target)| counts(&target.counting, log)) {
                // Windows of the subjects' own, and those that end today, are others on each day.
                let alone = target.own.is_some() || target.rolling.is_some();
                let together = if alone { 1 } else { views.len() };
                for first in (0..views.len()).step_by(together) {
                    let of = (views, first..first + together);
                    routes.add(workspace, (plan, index), target, of, &mut ranked, &mut wanted);
                }
            }
        }
        let credits = |wanted: &Wanted| {
            let credits = |reference: Date| Credits::new(workspace, wanted.ranks.clone(), reference, wanted.within);
            let (credits, shared) = (wanted.reference.map(credits), wanted.shared(workspace));
            Group { subject_column: wanted.subject_column, credits, shared, subjects: wanted.ranks.len() }
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
                .filter(|window| !window.own)
                .flat_map(|window| {
                    let after_late = window.last_late.map(|last| plus_days(last, 1));
                    [Some(window.days.first), Some(plus_days(window.days.last, 1)), window.next, after_late]
                })
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
        (views, of): (&[Date], Range<usize>),
        ranked: &mut Vec<(Vec<bool>, Arc<Ranks>)>,
        wanted: &mut Vec<Wanted>,
    ) {
        let Counting::Log { filter, through, measure, periods_within, within, shared, .. } = &target.counting else { return };
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
        let sharing = shared.zip(subjects.register()).map(|(of, register)| Sharing { workspace, register, of });
        let marked = match (&sharing, through) {
            (Some(sharing), Some(column)) if !sharing.is_reference() => place(&mut self.marks, |known| known == column, || *column),
            _ => 0,
        };
        let subject_column = SubjectColumn {
            subjects: if sharing.is_some() && subjects == SubjectKind::Units { SubjectKind::Register(UNITS) } else { subjects },
            column: if subjects == SubjectKind::Whole { None } else { *through },
            plan: if subjects == SubjectKind::Agencies { plan } else { 0 },
        };
        let subject_column = self.subject_columns.iter().position(|known| *known == subject_column).unwrap_or_else(|| {
            self.subject_columns.push(subject_column);
            self.subject_columns.len() - 1
        });
        let filter = place(&mut self.filters, |known| *known == filter, || filter);
        let mut windows = Vec::new();
        let own_windows = target.own.as_ref().map(|_| workspace.plans[plan].own_windows(workspace, target, views[of.start]));
        let own = own_windows.as_ref().map(|windows| OwnDays::new(windows, &ranks, target, measure.is_level()));
        // A window of the subjects' own stands for one state of the units: rows are credited by that.
        let count = own_windows.as_ref().filter(|_| !target.windows.is_empty()).map_or(target.windows.len(), |own| own.epochs.len());
        for (at, view) in (0..count).flat_map(|at| of.clone().map(move |view| (at, view))) {
            let as_of = views[view];
            let mut window = target.on(if own.is_some() { 0 } else { at }, as_of);
            let mut reference = window.reference(as_of);
            if let Some(windows) = &own_windows {
                (window.days, window.due, reference) = (Days::ALWAYS, Date::MAX, windows.epochs[at]);
            }
            let window = &window;
            let shared = sharing.as_ref().map(|sharing| {
                let read = |member: Member| (member, reference);
                let of_epoch = |windows: &OwnWindows| -> Vec<(Member, Date)> {
                    windows.all.iter().filter(|own| own.epoch == at).map(|own| (own.member, own.reference)).collect()
                };
                let members = || workspace.plans[plan].members(workspace, target.population, window.days.first, reference);
                let members = own_windows.as_ref().map_or_else(|| members().into_iter().map(read).collect(), of_epoch);
                Arc::new((members, sharing.register, sharing.of, marked))
            });
            // Rows without a period are read once, whatever calendars the windows have.
            let calendar = if target.by_period { window.calendar } else { workspace.plans[0].calendar };
            let units = subjects == SubjectKind::Units;
            let group = Wanted {
                subject_column,
                ranks: ranks.clone(),
                within: units && *within,
                epoch: if units { workspace.units.epoch(reference) } else { 0 },
                reference: (units && shared.is_none()).then_some(reference),
                very_day: target.population.filter(|at| units && workspace.plans[plan].populations[at.0].any).map(|_| reference),
                shared,
            };
            let opening = Opening {
                window: at,
                views: view..view + 1,
                days: window.days,
                due: window.due,
                next: target.next_start(window, as_of),
                last_late: window.last_late(),
                from_ever: window.from_ever,
                exists: own.is_some() || target.exists(at, as_of),
                own: own.is_some() || target.rolling.is_some(),
                calendar: place(&mut self.calendars, |known| *known == calendar, || calendar),
                group: place(wanted, |known| known.is(&group), || group.clone()),
            };
            match windows.last_mut() {
                Some(before) if opening.follows(before) => before.views.end += 1,
                _ => windows.push(opening),
            }
        }
        self.measured(measure);
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
            own,
            windows,
            periods_within: *periods_within,
        });
    }

    /// Notes what of a row a measure asks for.
    fn measured(&mut self, measure: &'w Measure) {
        for column in match measure {
            Measure::Rows | Measure::Distinct(_) => vec![],
            Measure::Sum(column) | Measure::Latest(column) | Measure::Level(column) | Measure::Mean(column) => vec![*column],
            Measure::PerLast { of, .. } => vec![*of],
            Measure::Share { of, to } => [of, to].into_iter().filter_map(Operand::column).collect(),
            Measure::Ratio { of, to } => std::iter::once(*of).chain(*to).collect(),
        } {
            place(&mut self.numbers, |known| *known == column, || column);
        }
        if let Measure::Distinct(Distinct::Column(column)) = measure {
            place(&mut self.marks, |known| known == column, || *column);
        }
        if let Measure::PerLast { per, .. } = measure {
            place(&mut self.marks, |known| known == per, || *per);
        }
        if let Measure::Share { of, to } = measure {
            // Their answers are what is measured.
            for filter in [of, to].into_iter().filter_map(Operand::filter) {
                place(&mut self.filters, |known| *known == filter, || filter);
            }
        }
        self.keys |= matches!(measure, Measure::Latest(_) | Measure::Level(_) | Measure::PerLast { .. });
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
    pub(super) fn filling(&self) -> Vec<Filling<'w>> {
        let opened = |opening: &Opening| Opened { window: opening.window, views: opening.views.clone(), days: opening.days };
        let filling = |route: &Route<'w>| Filling::new(route.ranks.clone(), route.measure, route.windows.iter().map(opened).collect());
        self.all.iter().map(filling).collect()
    }
}

impl Opening {
    /// Whether it is the window of another one, looks the same, and is seen next.
    fn follows(&self, other: &Opening) -> bool {
        other.views.end == self.views.start && *self == Opening { views: self.views.clone(), ..other.clone() }
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
    /// For units; and the same where those may count who no longer live then, so that the very day matters.
    reference: Option<Date>,
    very_day: Option<Date>,
    /// Where rows share a value with subjects: members and their days, the register, its column, the rows' marked column.
    shared: Option<Arc<Together>>,
}

type Together = (Vec<(Member, Date)>, RegisterIndex, usize, usize);

impl Wanted {
    /// For whom rows count, where they reach subjects through what they share.
    fn shared(&self, workspace: &Workspace) -> Option<Shared> {
        let (members, register, of, marked) = &**self.shared.as_ref()?;
        let sharing = Sharing { workspace, register: *register, of: *of };
        Some(sharing.with(members, &self.ranks, *marked))
    }

    /// Whether another one is the same: nothing about units changes within an epoch.
    fn is(&self, other: &Wanted) -> bool {
        let key = |of: &Wanted| (of.subject_column, of.within, of.epoch, of.very_day);
        key(self) == key(other)
            && self.shared == other.shared
            && (self.reference.is_none() || Arc::ptr_eq(&self.ranks, &other.ranks))
            && self.ranks.len() == other.ranks.len()
    }
}

impl Route<'_> {
    /// The population of units that rows of this route are about, with its plan and the column that leads to them,
    /// and whether rows of units below count.
    pub(super) fn units(&self) -> Option<(usize, usize, PopulationIndex, bool)> {
        Some((self.through?, self.plan, self.population?, self.target.counting.within())).filter(|_| self.subjects == SubjectKind::Units)
    }

    /// The first day of a window that ends today; any day where rows before it count, too.
    pub(super) fn rolling(&self) -> Option<Day> {
        self.target.rolling?;
        let first = self.windows.first()?.days.first;
        Some(Day::new(if self.measure.is_level() { Date::MIN } else { first }))
    }

    /// How many windows it has; where subjects have their own, how many states of the units these fall into.
    pub(super) fn count(&self) -> usize {
        self.windows.len()
    }

    /// By rank the subject.
    pub(super) fn subjects_by_rank(&self) -> Vec<u32> {
        self.ranks.subjects()
    }

    /// The rank of a subject, where it may be one.
    pub(super) fn rank(&self, subject: u32) -> Option<u32> {
        self.ranks.rank(subject)
    }

    /// Of a window its first day, the calendar of its periods, and whom rows count for.
    pub(super) fn seen(&self, window: usize) -> (Date, usize, usize) {
        let Opening { days, calendar, group, .. } = &self.windows[window];
        (days.first, *calendar, *group)
    }

    fn assignment(&self, route: usize, at: usize, due: Date) -> Assignment {
        let window = &self.windows[at];
        let takes_late = self.target.threshold.takes_late() && self.target.rolling.is_none();
        // The days of a subject's own window say themselves how long its rows count.
        let last_late = window.last_late.filter(|_| !window.own).unwrap_or(Date::MAX);
        let until = Day::new(if takes_late { last_late.max(due) } else { due });
        let views = (window.views.start, window.views.end);
        Assignment { route, window: at, views, group: window.group, filter: self.filter, due: Day::new(due), until }
    }

    /// The windows to which a row belongs by its date.
    fn by_date(&self, route: usize, date: Date) -> impl Iterator<Item = Assignment> {
        let level = self.measure.is_level();
        self.windows.iter().enumerate().filter(|(_, window)| window.exists).filter_map(move |(at, window)| {
            let assignment = self.assignment(route, at, window.days.last);
            let belongs = if window.own {
                true
            } else if date > window.days.last {
                Day::new(date) <= assignment.until && window.next.is_none_or(|next| date < next)
            } else {
                date >= window.days.first || window.from_ever || level
            };
            belongs.then_some(assignment)
        })
    }

    /// The windows in a calendar to which a row belongs by its period, read in that calendar.
    fn by_period(&self, route: usize, period: Days, calendar: usize) -> impl Iterator<Item = Assignment> {
        let level = self.measure.is_level();
        let windows = self.windows.iter().enumerate().filter(move |(_, window)| window.exists && window.calendar == calendar);
        windows.filter_map(move |(at, window)| {
            let belongs = if window.own {
                true
            } else if level {
                period.last <= window.days.last
            } else {
                period == window.days || (self.periods_within && window.days.covers(period))
            };
            belongs.then(|| self.assignment(route, at, window.due))
        })
    }
}
