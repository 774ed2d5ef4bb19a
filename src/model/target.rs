//! Targets: at least N of a measure per subject in every window, for a share of the population.

use num_rational::BigRational;

use super::filter::{Filter, Path};
use super::index::{LogIndex, RegisterIndex};
use super::measure::{Measure, Rule};
use super::names::AgencyIndex;
use super::plan::By;
use super::population::PopulationIndex;
use crate::calendar::{Calendar, Date, Days, Span, plus_days};
use crate::number::Number;
use crate::read::Place;

/// A target of a plan: its activity's place and its own place in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TargetIndex {
    /// The activity's place in the plan.
    pub activity: usize,
    /// The target's place in the activity.
    pub target: usize,
}

/// One target, with everything it inherits.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its id within the activity; may hold dots.
    pub id: String,
    /// `activity.target`.
    pub name: String,
    /// As people call it.
    pub title: Option<String>,
    /// The plan's clause.
    pub clause: Option<String>,
    /// What else the plan's file says of it.
    pub note: Option<String>,
    /// Who is to be covered; none: the plan itself.
    pub population: Option<PopulationIndex>,
    /// What is counted, and where it comes from.
    pub counting: Counting,
    /// Whether it counts rows of a log that belong to periods, not to their dates.
    pub by_period: bool,
    /// How the value is held against the number.
    pub threshold: Threshold,
    /// Counted and shown, never a gap.
    pub tracked: bool,
    /// The share of the population that must be covered, 0 to 1.
    pub share: BigRational,
    /// Set where the plan says it; else by rule.
    pub pace: Option<Pace>,
    /// The windows, by start and end; one where each subject has its own, or where it ends today.
    pub windows: Vec<Window>,
    /// How a subject's own window is found, where each has its own.
    pub own: Option<Own>,
    /// How far back a window reaches that ends today.
    pub rolling: Option<Span>,
    /// What decides a cell without a value, where the plan says it: whether it is met.
    pub if_none: Option<bool>,
    /// Only who meets this is eligible; others are counted and shown beside.
    pub required: Option<Filter>,
    /// Only whose cell of another target is in some state is a member.
    pub given: Option<Given>,
    /// When this version of the target is in force.
    pub valid: Days,
    /// The decision that set or changed it.
    pub basis: Option<String>,
    /// First days of the windows of other versions of the target: with one of them the time for late rows ends, too.
    pub others: Vec<Date>,
    /// How its values are shown.
    pub shown: Shown,
    /// What it waits for, where it has no window because of that.
    pub awaiting: Option<String>,
    /// What it waits for while none of its windows is known yet.
    pub pending: Option<String>,
    /// Used by other targets only: kept out of verdicts and gaps.
    pub part: bool,
    /// Who answers where nobody carries it out.
    pub lead: Option<AgencyIndex>,
    /// Who carries it out.
    pub by: By,
    /// Who takes part.
    pub with: Vec<AgencyIndex>,
    /// Where the plan says it.
    pub place: Place,
}

/// What is counted, and where it comes from.
#[derive(Clone, Debug)]
pub enum Counting {
    /// Rows of a log.
    Log {
        /// The log.
        log: LogIndex,
        /// Which rows.
        filter: Filter,
        /// The column through which a row reaches its subject; none where the subject is the plan itself.
        through: Option<usize>,
        /// What of the rows.
        measure: Measure,
        /// Whether rows of units below the subject count too.
        within: bool,
        /// Whether a row counts in every window that contains its period, not only in the one that equals it.
        periods_within: bool,
        /// Set where a row counts for each subject that has the same in this column as the row has in `through`.
        shared: Option<usize>,
    },
    /// Rows of a register that are alive.
    Standing {
        /// The register.
        register: RegisterIndex,
        /// Which rows.
        filter: Filter,
        /// The column through which a row reaches its subject; none where the subject is the plan itself.
        through: Option<usize>,
        /// Whether rows in units below the subject count too.
        within: bool,
    },
    /// Other targets of the plan.
    Parts {
        /// What the parts that are met come to.
        rule: Rule,
        /// The targets.
        parts: Vec<TargetIndex>,
    },
    /// Nothing yet: a target that waits for its windows.
    Nothing,
}

impl Counting {
    /// The log, where there is one.
    pub fn log(&self) -> Option<LogIndex> {
        match self {
            Counting::Log { log, .. } => Some(*log),
            _ => None,
        }
    }

    /// Whether rows of units below the subject count too.
    pub fn within(&self) -> bool {
        matches!(self, Counting::Log { within: true, .. } | Counting::Standing { within: true, .. })
    }
}

/// How a subject's own window is found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Own {
    /// From a day in its row on, for so long.
    From {
        /// The date column.
        path: Path,
        /// How long.
        span: Span,
    },
    /// From the first day of its row, or of the plan, to a day in its row.
    By {
        /// The date column.
        path: Path,
    },
}

/// A condition on how a subject stands in another target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// The other target.
    pub target: TargetIndex,
    /// The keys of the states.
    pub states: Vec<String>,
}

/// How values are shown.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Shown {
    /// What is counted, as people write it behind the number.
    pub unit: Option<String>,
    /// How many decimal places.
    pub decimals: Option<u32>,
}

/// How a value is held against the number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Threshold {
    /// Not less.
    AtLeast,
    /// Not more.
    AtMost,
    /// The same.
    Exactly,
    /// As far as the goal, seen from the baseline.
    Goal,
}

impl Threshold {
    /// Its key in plans and in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Threshold::AtLeast => "at_least",
            Threshold::AtMost => "at_most",
            Threshold::Exactly => "exactly",
            Threshold::Goal => "goal",
        }
    }
}

impl Threshold {
    /// Whether what comes late counts: it does not where too much is the fault.
    pub fn takes_late(self) -> bool {
        matches!(self, Threshold::AtLeast | Threshold::Goal)
    }
}

/// What a subject needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Needed {
    /// The same for each.
    Number(Number),
    /// What stands in a column of its row.
    Column {
        /// As written.
        name: String,
        /// The column.
        path: Path,
        /// What its number is multiplied by.
        times: Number,
    },
    /// What stands beside the word in a column of its row.
    By {
        /// The column as written.
        name: String,
        /// The column.
        path: Path,
        /// What each word needs.
        words: Vec<(String, Needed)>,
    },
    /// As many as a population has members.
    Members {
        /// The population's id.
        name: String,
        /// The population.
        population: PopulationIndex,
    },
    /// A goal, seen from a baseline.
    Goal {
        /// Where it is to come.
        goal: Box<Needed>,
        /// Where it came from.
        from: Box<Needed>,
    },
}

impl Needed {
    /// Whether it is the same for each subject whatever the day.
    pub fn is_number(&self) -> bool {
        match self {
            Needed::Number(_) => true,
            Needed::Goal { goal, from } => goal.is_number() && from.is_number(),
            _ => false,
        }
    }

    /// Whether it depends on the subject's row.
    pub fn is_of_row(&self) -> bool {
        match self {
            Needed::Number(_) | Needed::Members { .. } => false,
            Needed::Column { .. } | Needed::By { .. } => true,
            Needed::Goal { goal, from } => goal.is_of_row() || from.is_of_row(),
        }
    }

    /// Whether it, or a number that it is made of, hangs on the word in a column.
    pub fn is_by_word(&self) -> bool {
        match self {
            Needed::By { .. } => true,
            Needed::Goal { goal, from } => goal.is_by_word() || from.is_by_word(),
            Needed::Number(_) | Needed::Members { .. } | Needed::Column { .. } => false,
        }
    }

    /// The column it is read from, where there is one.
    pub fn column(&self) -> Option<&str> {
        match self {
            Needed::Column { name, .. } | Needed::By { name, .. } => Some(name),
            Needed::Goal { goal, .. } => goal.column(),
            Needed::Number(_) | Needed::Members { .. } => None,
        }
    }

    /// The number it is, where it is one for all.
    pub fn number(&self) -> Option<Number> {
        match self {
            Needed::Number(number) => Some(*number),
            Needed::Goal { goal, .. } => goal.number(),
            _ => None,
        }
    }
}

/// Whether a window may be behind before its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
    /// Day by day.
    Linear,
    /// Only the end counts.
    End,
}

/// The stretch of days in which a target counts.
#[derive(Clone, Debug)]
pub struct Window {
    /// Canonical spelling of its period, or the date of `by`.
    pub label: String,
    /// First and last day.
    pub days: Days,
    /// When it is due.
    pub due: Date,
    /// What a subject needs in it.
    pub needed: Needed,
    /// In which a log's periods are read.
    pub calendar: Calendar,
    /// Whether rows before its first day count too (`by`).
    pub from_ever: bool,
    /// It exists on these as-of dates.
    pub known: Days,
    /// How many days after the due date rows still count as late; nothing: until the next window.
    pub late_days: Option<i64>,
}

impl Window {
    /// The day on which it opens: its first day, or as long before its due date as it lasts where that is earlier.
    pub fn opens(&self) -> Date {
        if self.due < self.days.first { plus_days(self.due, -(self.days.len() - 1)) } else { self.days.first }
    }

    /// Whether it has begun on a day.
    pub fn begun(&self, as_of: Date) -> bool {
        as_of >= self.opens()
    }

    /// The last day on which a row counts as late, where the schedule sets one.
    pub fn last_late(&self) -> Option<Date> {
        self.late_days.map(|days| plus_days(self.due, days))
    }

    /// The day on which membership and hierarchy are read.
    pub fn reference(&self, as_of: Date) -> Date {
        if as_of < self.days.first { self.days.first } else { as_of.min(self.days.last) }
    }
}

impl Target {
    /// A window as it is on a day: one that ends today moves with it.
    pub fn on(&self, at: usize, as_of: Date) -> Window {
        let mut window = self.windows[at].clone();
        if let Some(span) = self.rolling {
            window.days = Days { first: plus_days(span.before(as_of), 1).min(as_of), last: as_of };
            window.due = as_of;
        }
        window
    }

    /// Whether a window exists, seen from a day: its part of the schedule does, and this version is in force.
    pub fn exists(&self, at: usize, as_of: Date) -> bool {
        if self.own.is_some() {
            // Which version is in force is read on each subject's own day.
            return self.windows[at].known.contains(as_of);
        }
        let whole = self.valid == Days::ALWAYS;
        self.windows[at].known.contains(as_of) && (whole || self.valid.contains(self.on(at, as_of).reference(as_of)))
    }

    /// What it waits for, seen from a day: it has no window then.
    pub fn awaits(&self, as_of: Date) -> Option<&str> {
        let none = || !(0..self.windows.len()).any(|at| self.windows[at].known.contains(as_of));
        self.awaiting.as_deref().or_else(|| self.pending.as_deref().filter(|_| none()))
    }

    /// Whether some of its windows come and go, or this is one of several versions.
    pub fn is_amended(&self) -> bool {
        self.valid != Days::ALWAYS || self.windows.iter().any(|window| window.known != Days::ALWAYS)
    }

    /// The last day on which a row can still count in a window, on time or late; where each subject has its own window, that is asked of
    /// the subject.
    pub fn counts_until(&self, window: &Window, as_of: Date) -> Date {
        if !self.threshold.takes_late() {
            return window.days.last;
        }
        let next = self.next_start(window, as_of).filter(|_| !self.by_period).map(|next| plus_days(next, -1));
        [window.last_late(), next].into_iter().flatten().min().unwrap_or(Date::MAX)
    }

    /// The first day of the window that follows another, seen from a day: the smallest start after its end.
    pub fn next_start(&self, window: &Window, as_of: Date) -> Option<Date> {
        if self.own.is_some() || self.rolling.is_some() {
            return None;
        }
        let own = (0..self.windows.len()).filter(|at| self.exists(*at, as_of)).map(|at| self.windows[at].days.first);
        own.chain(self.others.iter().copied()).filter(|first| *first > window.days.last).min()
    }
}
