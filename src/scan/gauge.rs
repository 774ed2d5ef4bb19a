//! What is summed by subject and window: spending under a norm, and what the cells of a target cost.

use std::sync::Arc;

use super::expenditure::Spent;
use super::own_days::OwnDays;
use super::ranks::{Credits, Ranks};
use super::references::Referred;
use super::shared::{Shared, Sharing};
use crate::calendar::{Calendar, Date, Day, Days, plus_days};
use crate::model::{
    Counting, Filter, Kind, LogIndex, Member, PopulationIndex, SubjectKind, Target, TargetIndex, View, Window, Workspace, several,
};

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
    /// Windows of the subjects' own.
    own: Option<OwnDays>,
}

/// What a gauge is about.
#[derive(Clone, Copy)]
struct About<'w> {
    plan: usize,
    activity: usize,
    population: Option<PopulationIndex>,
    log: LogIndex,
    filter: &'w Filter,
    /// The column through which rows reach subjects, and that of the subjects which must hold the same.
    through: Option<usize>,
    shared: Option<usize>,
    /// Whether rows of units below a subject count for it.
    within: bool,
    as_of: Date,
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
    /// Where rows reach subjects through what they share.
    shared: Option<Shared>,
    /// Where it stands for the subjects' own windows: the state of the units that these fall into.
    epoch: Option<usize>,
}

impl<'w> Gauge<'w> {
    /// The gauges of all norms per subject; and of all targets, where these are asked for.
    pub(super) fn all(workspace: &'w Workspace, as_of: Date, targets: bool) -> Vec<Gauge<'w>> {
        let mut gauges = Vec::new();
        for (plan, entry) in workspace.plans.iter().enumerate() {
            for (activity, found) in entry.activities.iter().enumerate() {
                for (at, norm) in found.norms.iter().enumerate().filter(|(_, norm)| !norm.per_record) {
                    let (population, log, filter) = (norm.population, norm.log, &norm.filter);
                    let (through, shared) = (norm.through, norm.shared);
                    let about = About { plan, activity, population, log, filter, through, shared, within: false, as_of };
                    let windows = norm.windows.iter().map(|window| (window, None));
                    let mut gauge = Gauge::new(workspace, about, windows);
                    gauge.of = GaugeOf::Norm { plan, activity, norm: at };
                    (gauge.valid, gauge.measured) = (norm.valid, norm.of);
                    gauges.push(gauge);
                }
            }
            for (index, target) in entry.targets().filter(|(_, target)| targets && !target.tracked && !target.part) {
                gauges.extend(Gauge::of_target(workspace, (plan, index), target, as_of));
            }
        }
        gauges
    }

    /// What the cells of a target cost; nothing where its log records no money.
    fn of_target(workspace: &'w Workspace, (plan, index): (usize, TargetIndex), target: &'w Target, as_of: Date) -> Option<Gauge<'w>> {
        let Counting::Log { log, filter, through, within, periods_within, shared, .. } = &target.counting else { return None };
        workspace.log(*log).table.spending()?;
        let late = target.threshold.takes_late() && target.rolling.is_none();
        let windows = target.windows.iter().map(|window| {
            (
                window,
                late.then(|| {
                    let next = target.next_start(window, as_of).unwrap_or(Date::MAX);
                    window.last_late().map_or(next, |last| next.min(plus_days(last, 1)))
                }),
            )
        });
        let about = About {
            plan,
            activity: index.activity,
            population: target.population,
            log: *log,
            filter,
            through: *through,
            shared: *shared,
            within: *within,
            as_of,
        };
        let mut gauge = Gauge::new(workspace, about, windows);
        (gauge.of, gauge.periods_within) = (GaugeOf::Target { plan, target: index }, *periods_within);
        if let (Some(_), Some(window)) = (&target.own, target.windows.first()) {
            let own = workspace.plans[plan].own_windows(workspace, target, as_of);
            // Rows are credited by the state of the units on each subject's reference date.
            let open = |(epoch, reference): (usize, &Date)| {
                let of_epoch = || own.all.iter().filter(|own| own.epoch == epoch).map(|own| (own.member, own.reference)).collect();
                let mut opening = gauge.open(workspace, about, (window, None), *reference, &of_epoch);
                (opening.days, opening.epoch) = (Days::ALWAYS, Some(epoch));
                opening
            };
            let windows = own.epochs.iter().enumerate().map(open).collect();
            gauge.windows = windows;
            gauge.own = Some(OwnDays::new(&own, &gauge.ranks, target, false));
        }
        Some(gauge)
    }

    fn new(workspace: &'w Workspace, about: About<'w>, windows: impl Iterator<Item = (&'w Window, Option<Date>)>) -> Gauge<'w> {
        let About { plan, activity, population, log, filter, through, as_of, .. } = about;
        let entry = &workspace.plans[plan];
        let subjects = entry.kind(population);
        let ranks = Arc::new(match (subjects, population) {
            (SubjectKind::Units, Some(population)) => Ranks::units(&entry.may_have_units(workspace, population)),
            (SubjectKind::Register(register), _) => Ranks::All(workspace.register(register).keys().len()),
            (SubjectKind::Agencies, _) => Ranks::All(entry.names.agencies.len()),
            (SubjectKind::Choices(log, column), _) => Ranks::All(workspace.log(log).choices(column).len()),
            _ => Ranks::All(1),
        });
        let mut gauge = Gauge {
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
            windows: Vec::new(),
            periods_within: false,
            own: None,
        };
        let open = |(window, late): (&'w Window, Option<Date>)| {
            let reference = window.reference(as_of);
            let members = || {
                let members = entry.members(workspace, population, window.days.first, reference);
                members.into_iter().map(|member| (member, reference)).collect()
            };
            gauge.open(workspace, about, (window, late), reference, &members)
        };
        let windows = windows.map(open).collect();
        gauge.windows = windows;
        gauge
    }

    fn open(
        &self,
        workspace: &'w Workspace,
        about: About<'w>,
        (window, late): (&Window, Option<Date>),
        reference: Date,
        members: &dyn Fn() -> Vec<(Member, Date)>,
    ) -> Opening<'w> {
        let sharing = about.shared.zip(self.subjects.register()).map(|(of, register)| Sharing { workspace, register, of });
        let shared = sharing.map(|sharing| sharing.with(&members(), &self.ranks, 0));
        let units = self.subjects == SubjectKind::Units && shared.is_none();
        Opening {
            days: window.days,
            calendar: window.calendar,
            from_ever: window.from_ever,
            late,
            credits: units.then(|| Credits::new(workspace, self.ranks.clone(), reference, about.within)),
            shared,
            epoch: None,
        }
    }

    /// Hands over the windows and ranks for which a row of the activity counts.
    pub(super) fn each(&self, workspace: &Workspace, row: &Spent<'_>, credited: &mut Vec<u32>, mut take: impl FnMut(usize, u32)) {
        if !self.valid.contains(row.date) {
            return;
        }
        let several = self.several(workspace, row);
        let named = self.named(workspace, row);
        let period = match row.period.map(|column| row.cells[column]) {
            None => None,
            Some(View::Period(period)) => Some(period),
            Some(_) => return,
        };
        for (at, window) in self.windows.iter().enumerate() {
            let belongs = match period {
                _ if window.epoch.is_some() => true,
                Some(period) => period
                    .days(window.calendar)
                    .is_some_and(|days| days == window.days || (self.periods_within && window.days.covers(days))),
                None if row.date > window.days.last => window.late.is_some_and(|next| row.date < next),
                None => row.date >= window.days.first || window.from_ever,
            };
            if !belongs {
                continue;
            }
            // The windows of the subjects' own are one.
            let mut take = |rank: u32| match (window.epoch, &self.own) {
                (Some(epoch), Some(own)) => {
                    if own.late(rank, epoch, Day::new(row.date)).is_some() {
                        take(0, rank);
                    }
                }
                _ => take(at, rank),
            };
            if !several.is_empty() {
                several.iter().copied().for_each(&mut take);
                continue;
            }
            match (&window.shared, &window.credits, named) {
                (Some(shared), ..) => {
                    let number = if shared.marks.is_some() { self.mark(shared, row) } else { named.map(|(subject, _)| subject) };
                    number.into_iter().flat_map(|number| shared.ranks(number)).for_each(|rank| take(*rank));
                }
                (None, None, Some((subject, _))) => take(subject),
                (None, Some(credits), Some((subject, read))) => {
                    credits.each(subject, || (Day::new(read), Day::new(row.date)), credited, take);
                }
                (None, _, None) => {}
            }
        }
    }

    /// The number of what a row says in the column that it shares with subjects.
    fn mark(&self, shared: &Shared, row: &Spent<'_>) -> Option<u32> {
        shared.number(row.cells[self.through?])
    }

    /// Whom a row names in a field that holds several words.
    fn several(&self, workspace: &Workspace, row: &Spent<'_>) -> Vec<u32> {
        let (SubjectKind::Choices(log, column), Some(through)) = (self.subjects, self.through) else { return Vec::new() };
        let log = workspace.log(log);
        match (&log.table.columns[column].kind, row.cells[through].text()) {
            (Kind::Choices(choices), Some(text)) => {
                let named = |word: &str| u32::try_from(choices.iter().position(|choice| choice.id == word)?).ok();
                several(text).filter_map(named).collect()
            }
            _ => Vec::new(),
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
