//! A plan: activities, each with its targets, agencies and funds.

use super::filter::{Filter, Path};
use super::index::LogIndex;
use super::names::{AgencyIndex, Names};
use super::population::{Population, PopulationIndex};
use super::target::{Needed, Target, TargetIndex, Window};
use crate::calendar::{Calendar, Days, Period};
use crate::number::Number;
use crate::read::{FileId, Place};

/// One plan.
#[derive(Debug)]
pub struct Plan {
    /// Its id.
    pub id: String,
    /// As people call it.
    pub title: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// From when to when, as written.
    pub period: Period,
    /// The same in days.
    pub days: Days,
    /// Of its period and of every schedule that names none.
    pub calendar: Calendar,
    /// Decisions it rests on.
    pub basis: Vec<String>,
    /// Of its money.
    pub currency: Option<String>,
    /// Where it says so.
    pub currency_place: Option<Place>,
    /// Whether what is left of a budget line at a year's end goes on to the next, where the fund says nothing.
    pub carry_over: bool,
    /// Agencies, funds and categories it may name.
    pub names: Names,
    /// Populations, in the order of their ids.
    pub populations: Vec<Population>,
    /// As written.
    pub activities: Vec<Activity>,
    /// Its file.
    pub file: FileId,
}

/// One activity.
#[derive(Clone, Debug)]
pub struct Activity {
    /// Its id.
    pub id: String,
    /// Its number in the plan: a label, not for sorting.
    pub number: Option<String>,
    /// As people call it.
    pub title: String,
    /// The plan's clause.
    pub clause: Option<String>,
    /// What else the plan's file says of it.
    pub note: Option<String>,
    /// Who answers for it.
    pub lead: Option<AgencyIndex>,
    /// Who carries it out.
    pub by: By,
    /// Who takes part.
    pub with: Vec<AgencyIndex>,
    /// Who may pay.
    pub funds: Vec<FundUse>,
    /// Logs whose spending is this activity's, beside those of its targets.
    pub spends: Vec<LogIndex>,
    /// Spending ceilings.
    pub norms: Vec<Norm>,
    /// As written.
    pub targets: Vec<Target>,
    /// Where the plan says it.
    pub place: Place,
}

/// Who carries something out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum By {
    /// These; nobody where the list is empty.
    Agencies(Vec<AgencyIndex>),
    /// The subject itself.
    Subject,
    /// The agency in this column of the subject's register.
    Column(Path),
}

/// A fund that may pay for an activity.
#[derive(Clone, Debug)]
pub struct FundUse {
    /// The fund's id.
    pub fund: String,
    /// Only for rows of subjects in this population.
    pub population: Option<PopulationIndex>,
    /// Only for rows dated within.
    pub valid: Days,
    /// The decision that allows it.
    pub basis: Option<String>,
}

/// A spending ceiling.
#[derive(Clone, Debug)]
pub struct Norm {
    /// The log whose `money` column it bounds.
    pub log: LogIndex,
    /// Which rows.
    pub filter: Filter,
    /// The column through which a row reaches its subject.
    pub through: Option<usize>,
    /// Whether each record is held against it, or each subject in each window.
    pub per_record: bool,
    /// Whose spending.
    pub population: Option<PopulationIndex>,
    /// In which windows; empty for one per record.
    pub windows: Vec<Window>,
    /// Set where a row counts for each subject that has the same in this column as the row has in `through`.
    pub shared: Option<usize>,
    /// The ceiling: of all that is spent, or of each unit that is counted.
    pub at_most: Needed,
    /// How many units of that price there may be; none: the ceiling is the price itself.
    pub times: Option<Number>,
    /// The column of the log whose sum says how many units there are.
    pub of: Option<usize>,
    /// Only for rows dated within.
    pub valid: Days,
    /// The decision that sets it.
    pub basis: Option<String>,
    /// Where the plan says it.
    pub place: Place,
}

/// A budget line.
#[derive(Clone, Debug)]
pub struct Allocation {
    /// The plan, by its place in the workspace.
    pub plan: usize,
    /// A civil year.
    pub year: i16,
    /// The fund's id.
    pub fund: String,
    /// The activity, by its place in the plan; none: the whole plan.
    pub activity: Option<usize>,
    /// The unit's code or the key for whose rows alone it pays, and for those of what lies below it.
    ///
    /// By its place among the subjects of budget lines.
    pub subject: Option<u16>,
    /// Whole units of the plan's currency.
    pub amount: Number,
    /// The decision it rests on.
    pub basis: Option<String>,
    /// Where it was read.
    pub place: Place,
}

impl Plan {
    /// The activities that spend what a log records: those with a target that uses it, and those that say so.
    pub fn spenders(&self, log: LogIndex) -> Vec<usize> {
        let uses = |activity: &Activity| {
            activity.spends.contains(&log) || activity.targets.iter().any(|target| target.counting.log() == Some(log))
        };
        (0..self.activities.len()).filter(|at| uses(&self.activities[*at])).collect()
    }

    /// Whether any target counts rows of a log, or any activity spends what it records.
    pub fn uses(&self, log: LogIndex) -> bool {
        !self.spenders(log).is_empty()
    }

    /// The agencies that carry out what a log's records are counted for.
    pub fn recorders(&self, log: LogIndex) -> impl Iterator<Item = &str> {
        let targets = self.activities.iter().flat_map(|activity| &activity.targets);
        let agencies = targets.filter(move |target| target.counting.log() == Some(log)).flat_map(|target| match &target.by {
            By::Agencies(agencies) => agencies.as_slice(),
            By::Subject | By::Column(_) => &[],
        });
        agencies.map(|agency| self.names.agencies[agency.0].id.as_str())
    }

    /// Whether what is left of a fund's lines at a year's end goes on to the next year.
    pub fn carries_over(&self, fund: &str) -> bool {
        self.names.funds.get(fund).and_then(|fund| fund.carry_over).unwrap_or(self.carry_over)
    }

    /// The target of an index.
    pub fn target(&self, index: TargetIndex) -> &Target {
        &self.activities[index.activity].targets[index.target]
    }

    /// All targets, as written.
    pub fn targets(&self) -> impl Iterator<Item = (TargetIndex, &Target)> {
        self.activities.iter().enumerate().flat_map(|(activity, entry)| {
            entry.targets.iter().enumerate().map(move |(target, found)| (TargetIndex { activity, target }, found))
        })
    }

    /// The target called `activity.target`.
    pub fn find(&self, name: &str) -> Option<TargetIndex> {
        self.targets().find(|(_, target)| target.name == name).map(|(index, _)| index)
    }

    /// Whether two are one target, or versions of one.
    pub fn are_one(&self, one: TargetIndex, other: TargetIndex) -> bool {
        one == other || self.target(one).name == self.target(other).name
    }

    /// The population of an id.
    pub fn population(&self, id: &str) -> Option<PopulationIndex> {
        self.populations.binary_search_by(|population| population.id.as_str().cmp(id)).ok().map(PopulationIndex)
    }
}
