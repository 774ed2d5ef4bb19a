//! Targets: at least N of a measure per subject in every window, for a share of the population.

use num_rational::BigRational;

use super::filter::{Filter, Path};
use super::names::AgencyIndex;
use super::plan::By;
use super::population::PopulationIndex;
use super::table::{LogIndex, RegisterIndex};
use crate::calendar::{Calendar, Date, Days};
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
    /// The windows, by start and end.
    pub windows: Vec<Window>,
    /// What it waits for, where it has no window because of that.
    pub awaiting: Option<String>,
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
        /// Whether all must be met, or any.
        all: bool,
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

/// What is counted of a log's rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Measure {
    /// How many there are.
    Rows,
    /// The sum of a column.
    Sum(usize),
    /// How many different values.
    Distinct(Distinct),
    /// The last value in the window.
    Latest(usize),
    /// The last value up to the window's end.
    Level(usize),
    /// 100 × the sum of one column ÷ that of another, or ÷ the number of rows.
    Ratio {
        /// The column above.
        of: usize,
        /// The column below; none: the rows that report `of`.
        to: Option<usize>,
    },
}

/// What values are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Distinct {
    /// A column's, as written.
    Column(usize),
    /// Days of the date.
    Day,
    /// Months of the date.
    Month,
    /// Quarters of the date.
    Quarter,
    /// Years of the date.
    Year,
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
}

impl Threshold {
    /// Its key in plans and in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Threshold::AtLeast => "at_least",
            Threshold::AtMost => "at_most",
            Threshold::Exactly => "exactly",
        }
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
    },
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
}

impl Window {
    /// The day on which it opens: its first day, or as long before its due date as it lasts where that is earlier.
    pub fn opens(&self) -> Date {
        if self.due < self.days.first { crate::calendar::plus_days(self.due, -(self.days.len() - 1)) } else { self.days.first }
    }

    /// Whether it has begun on a day.
    pub fn begun(&self, as_of: Date) -> bool {
        as_of >= self.opens()
    }

    /// The day on which membership and hierarchy are read.
    pub fn reference(&self, as_of: Date) -> Date {
        if as_of < self.days.first { self.days.first } else { as_of.min(self.days.last) }
    }
}

impl Target {
    /// The first day of the window that follows another: the smallest start after its end.
    pub fn next_start(&self, window: &Window) -> Option<Date> {
        self.windows.iter().map(|other| other.days.first).filter(|first| *first > window.days.last).min()
    }
}
