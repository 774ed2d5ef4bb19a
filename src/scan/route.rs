//! Which targets a log's rows may count for, and in which of their windows.

use std::sync::Arc;

use rayon::prelude::*;

use super::own_days::OwnDays;
use super::scope::{Credits, Scope};
use super::shared::{Shared, Sharing};
use super::stretch::{DayTable, Stretch, Way};
use super::tallies::{Filling, counts};
use crate::calendar::{Calendar, Date, Days, plus_days};
use crate::model::{
    Counting, Distinct, Filter, LogIndex, Measure, Member, Operand, PopulationIndex, RegisterIndex, SubjectKind, Target, TargetIndex,
    UNITS, Workspace,
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
    pub(super) axes: Vec<Axis>,
    /// Whom rows count for, for each axis, scope and state of the units once.
    pub(super) groups: Vec<Group<'w>>,
    /// The columns whose numbers are measured, and those whose different values are counted.
    pub(super) numbers: Vec<usize>,
    pub(super) marks: Vec<usize>,
    /// Whether anything asks for the rows' keys.
    pub(super) keys: bool,
    /// The stretches of days in whose rows belong to the same windows.
    days: DayTable,
    stretches: Vec<Stretch>,
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
    scope: Arc<Scope>,
    filter: usize,
    /// Filters whose answer is a measured value.
    asked: Vec<usize>,
    /// Where each subject has a window of its own.
    pub(super) own: Option<OwnDays>,
    windows: Vec<Opening>,
    periods_within: bool,
}

/// How rows name a subject.
#[derive(PartialEq, Eq)]
pub(super) struct Axis {
    pub(super) subjects: SubjectKind,
    pub(super) column: Option<usize>,
    /// Agencies are numbered by each plan for itself.
    pub(super) plan: usize,
}

/// Whom rows that name a subject count for.
pub(super) struct Group<'w> {
    pub(super) axis: usize,
    /// For units; whoever else is named is who it counts for.
    pub(super) credits: Option<Credits<'w>>,
    /// Where rows reach subjects through what they share.
    pub(super) shared: Option<Shared>,
    pub(super) subjects: usize,
}

/// A window as rows see it.
struct Opening {
    days: Days,
    due: Date,
    /// The day before which late rows still count; none: for ever.
    next: Option<Date>,
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
    pub(super) fn new(workspace: &'w Workspace, log: LogIndex, as_of: Date) -> Routes<'w> {
        let mut routes = Routes {
            all: Vec::new(),
            calendars: Vec::new(),
            plans: Vec::new(),
            filters: Vec::new(),
            axes: Vec::new(),
            groups: Vec::new(),
            numbers: Vec::new(),
            marks: Vec::new(),
            keys: false,
            days: DayTable::default(),
            stretches: Vec::new(),
        };
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut scopes: Vec<(Vec<bool>, Arc<Scope>)> = Vec::new();
        for (plan, entry) in workspace.plans.iter().enumerate() {
            for (index, target) in entry.targets().filter(|(_, target)| counts(&target.counting, log)) {
                routes.add(workspace, (plan, index), target, as_of, &mut scopes, &mut wanted);
            }
        }
        let credits = |wanted: &Wanted| {
            let credits = |reference: Date| Credits::new(workspace, wanted.scope.clone(), reference, wanted.within);
            Group {
                axis: wanted.axis,
                credits: wanted.reference.map(credits),
                shared: wanted.shared(workspace),
                subjects: wanted.scope.len(),
            }
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
                .flat_map(|window| [Some(window.days.first), Some(plus_days(window.days.last, 1)), window.next])
                .flatten()
                .collect();
            boundaries.sort_unstable();
            boundaries.dedup();
            let days = std::iter::once(Date::MIN).chain(boundaries.iter().copied());
            routes.stretches = days
                .map(|day| routes.stretch(routes.all.iter().enumerate().flat_map(|(at, route)| route.by_date(at, day)).collect()))
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
        scopes: &mut Vec<(Vec<bool>, Arc<Scope>)>,
        wanted: &mut Vec<Wanted>,
    ) {
        let Counting::Log { filter, through, measure, periods_within, within, shared, .. } = &target.counting else { return };
        let subjects = workspace.plans[plan].kind(target.population);
        let scope = match (subjects, target.population) {
            (SubjectKind::Units, Some(population)) => {
                let may = workspace.plans[plan].may_have_units(workspace, population);
                let at = scopes.iter().position(|(known, _)| *known == may).unwrap_or_else(|| {
                    let scope = Arc::new(Scope::units(&may));
                    scopes.push((may, scope));
                    scopes.len() - 1
                });
                scopes[at].1.clone()
            }
            (SubjectKind::Register(register), _) => Arc::new(Scope::All(workspace.register(register).keys().len())),
            (SubjectKind::Agencies, _) => Arc::new(Scope::All(workspace.plans[plan].names.agencies.len())),
            (SubjectKind::Choices(log, column), _) => Arc::new(Scope::All(workspace.log(log).choices(column).len())),
            _ => Arc::new(Scope::All(1)),
        };
        let sharing = shared.zip(subjects.register()).map(|(of, register)| Sharing { workspace, register, of });
        let marked = match (&sharing, through) {
            (Some(sharing), Some(column)) if !sharing.is_reference() => place(&mut self.marks, |known| known == column, || *column),
            _ => 0,
        };
        let axis = Axis {
            subjects: if sharing.is_some() && subjects == SubjectKind::Units { SubjectKind::Register(UNITS) } else { subjects },
            column: if subjects == SubjectKind::Whole { None } else { *through },
            plan: if subjects == SubjectKind::Agencies { plan } else { 0 },
        };
        let axis = self.axes.iter().position(|known| *known == axis).unwrap_or_else(|| {
            self.axes.push(axis);
            self.axes.len() - 1
        });
        let filter = place(&mut self.filters, |known| *known == filter, || filter);
        let mut windows = Vec::new();
        let own_windows = target.own.as_ref().map(|_| workspace.plans[plan].own_windows(workspace, target, as_of));
        let own = own_windows.as_ref().map(|windows| OwnDays::new(windows, &scope, target, is_level(measure)));
        // A window of the subjects' own stands for one state of the units: rows are credited by that.
        let epochs = own_windows.as_ref().map_or(target.windows.len(), |own| own.epochs.len());
        for at in 0..epochs {
            let mut window = target.on(if own.is_some() { 0 } else { at }, as_of);
            let mut reference = window.reference(as_of);
            if let (Some(own), Some(windows)) = (&own, &own_windows) {
                (window.days, window.due, reference) = (own.span(), Date::MAX, windows.epochs[at]);
            }
            let window = &window;
            let shared = sharing.as_ref().map(|sharing| {
                let members: Vec<(Member, Date)> = match &own_windows {
                    Some(windows) => {
                        let of_epoch = windows.all.iter().filter(|own| own.epoch == at);
                        of_epoch.map(|own| (own.member, own.reference)).collect()
                    }
                    None => {
                        let members = workspace.plans[plan].members(workspace, target.population, window.days.first, reference);
                        members.into_iter().map(|member| (member, reference)).collect()
                    }
                };
                Arc::new((members, sharing.register, sharing.of, marked))
            });
            let units = subjects == SubjectKind::Units;
            let group = Wanted {
                axis,
                scope: scope.clone(),
                within: units && *within,
                epoch: if units { workspace.units.epoch(reference) } else { 0 },
                reference: (units && shared.is_none()).then_some(reference),
                shared,
            };
            windows.push(Opening {
                days: window.days,
                due: window.due,
                next: target.next_start(window, as_of),
                from_ever: window.from_ever,
                exists: own.is_some() || target.exists(at, as_of),
                own: own.is_some(),
                calendar: place(&mut self.calendars, |known| *known == window.calendar, || window.calendar),
                group: place(wanted, |known| known.is(&group), || group.clone()),
            });
        }
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
        let mut asked = Vec::new();
        if let Measure::Share { of, to } = measure {
            for filter in [of, to].into_iter().filter_map(Operand::filter) {
                asked.push(place(&mut self.filters, |known| *known == filter, || filter));
            }
        }
        self.keys |= matches!(measure, Measure::Latest(_) | Measure::Level(_) | Measure::PerLast { .. });
        self.all.push(Route {
            plan,
            index,
            target,
            measure,
            through: *through,
            subjects,
            population: target.population,
            scope,
            filter,
            asked,
            own,
            windows,
            periods_within: *periods_within,
        });
    }

    /// The stretches of a log whose rows belong to windows by their dates.
    pub(super) fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The stretch of a date.
    pub(super) fn by_date(&self, date: Date) -> usize {
        self.days.of(date)
    }

    /// A stretch of such ways, with the filters whose answers are measured.
    fn stretch(&self, ways: Vec<Way>) -> Stretch {
        let asked: Vec<usize> = ways.iter().flat_map(|way| self.all[way.route].asked.iter().copied()).collect();
        Stretch::new(ways).asking(asked)
    }

    /// The windows to which rows belong by their period, read in one of the calendars.
    pub(super) fn by_period(&self, period: Days, calendar: usize) -> Stretch {
        self.stretch(self.all.iter().enumerate().flat_map(|(at, route)| route.by_period(at, period, calendar)).collect())
    }

    /// What is to be filled, route by route.
    pub(super) fn filling(&self) -> Vec<Filling> {
        self.all
            .iter()
            .map(|route| Filling::new(route.scope.clone(), route.measure, route.windows.iter().map(|window| window.days)))
            .collect()
    }
}

/// A group that is wanted.
#[derive(Clone)]
struct Wanted {
    axis: usize,
    scope: Arc<Scope>,
    within: bool,
    /// The state of the units on the reference date.
    epoch: u32,
    /// For units.
    reference: Option<Date>,
    /// Where rows reach subjects through what they share: the members with the day on which they are read, the register,
    /// its column, and the place of the rows' column among the marked ones.
    shared: Option<Arc<Together>>,
}

type Together = (Vec<(Member, Date)>, RegisterIndex, usize, usize);

impl Wanted {
    /// For whom rows count, where they reach subjects through what they share.
    fn shared(&self, workspace: &Workspace) -> Option<Shared> {
        let (members, register, of, marked) = &**self.shared.as_ref()?;
        let sharing = Sharing { workspace, register: *register, of: *of };
        Some(sharing.with(members, &self.scope, *marked))
    }

    /// Whether another one is the same: nothing about units changes within an epoch.
    fn is(&self, other: &Wanted) -> bool {
        let same = (self.axis, self.within, self.epoch) == (other.axis, other.within, other.epoch);
        same && self.shared == other.shared
            && (self.reference.is_none() || Arc::ptr_eq(&self.scope, &other.scope))
            && self.scope.len() == other.scope.len()
    }
}

/// Whether rows before a window count in it, too.
fn is_level(measure: &Measure) -> bool {
    matches!(measure, Measure::Level(_) | Measure::PerLast { level: true, .. })
}

impl Route<'_> {
    /// The population of units that rows of this route are about, with its plan and the column that leads to them,
    /// and whether rows of units below count.
    pub(super) fn units(&self) -> Option<(usize, usize, PopulationIndex, bool)> {
        Some((self.through?, self.plan, self.population?, self.target.counting.within())).filter(|_| self.subjects == SubjectKind::Units)
    }

    fn is_level(&self) -> bool {
        is_level(self.measure)
    }

    fn way(&self, route: usize, at: usize, due: Date) -> Way {
        let late = self.target.threshold.takes_late() && self.target.rolling.is_none();
        Way { route, window: at, group: self.windows[at].group, filter: self.filter, due, late }
    }

    /// The windows to which a row belongs by its date.
    fn by_date(&self, route: usize, date: Date) -> impl Iterator<Item = Way> {
        let level = self.is_level();
        self.windows.iter().enumerate().filter(|(_, window)| window.exists).filter_map(move |(at, window)| {
            let way = self.way(route, at, if window.own { window.due } else { window.days.last });
            let belongs = if window.own {
                true
            } else if date > window.days.last {
                way.late && window.next.is_none_or(|next| date < next)
            } else {
                date >= window.days.first || window.from_ever || level
            };
            belongs.then_some(way)
        })
    }

    /// The windows in a calendar to which a row belongs by its period, read in that calendar.
    fn by_period(&self, route: usize, period: Days, calendar: usize) -> impl Iterator<Item = Way> {
        let level = self.is_level();
        let windows = self.windows.iter().enumerate().filter(move |(_, window)| window.exists && window.calendar == calendar);
        windows.filter_map(move |(at, window)| {
            let belongs = if window.own {
                true
            } else if level {
                period.last <= window.days.last
            } else {
                period == window.days || (self.periods_within && window.days.covers(period))
            };
            belongs.then(|| self.way(route, at, window.due))
        })
    }
}
