//! Who is to be covered.

use std::sync::OnceLock;

use super::filter::Filter;
use super::index::{LogIndex, RegisterIndex, UNITS};
use super::names::AgencyIndex;
use super::units::UnitIndex;
use crate::calendar::{Date, Days};

/// A population, by its place in its plan's list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PopulationIndex(pub usize);

/// A named set of subjects, read on a day.
#[derive(Clone, Debug)]
pub struct Population {
    /// Its id.
    pub id: String,
    /// As people call it.
    pub title: Option<String>,
    /// Where its members come from.
    pub source: Source,
    /// Whether membership freezes on a window's first day, for targets that name this population.
    pub open: bool,
    /// Whether whoever is in it on some day of a window is a member, for targets that name this population.
    pub any: bool,
    /// Where the plan defines it.
    pub place: crate::read::Place,
    /// Those units whose own rows pass its filter, found once.
    pub(super) candidates: OnceLock<Vec<UnitIndex>>,
}

impl Population {
    /// A population that nobody is in yet.
    pub fn new(id: &str, place: crate::read::Place) -> Population {
        let source = Source::Agencies(Vec::new());
        Population { id: id.to_owned(), title: None, source, open: false, any: false, place, candidates: OnceLock::new() }
    }
}

/// Where members come from.
#[derive(Clone, Debug)]
pub enum Source {
    /// Rows of a register that pass all of this.
    Register {
        /// The register.
        register: RegisterIndex,
        /// Conditions on its columns.
        filter: Filter,
        /// Units only: listed in one of these categories; empty where that does not matter.
        listed: Vec<String>,
        /// In each of these: its unit, or a unit above it.
        within: Vec<PopulationIndex>,
        /// In none of these.
        outside: Vec<PopulationIndex>,
    },
    /// Members of any of these, all of one kind.
    Union(Vec<PopulationIndex>),
    /// On each day the one that is in force.
    Versions(Vec<(Days, PopulationIndex)>),
    /// These agencies.
    Agencies(Vec<AgencyIndex>),
    /// The allowed words of a log's column.
    Choices {
        /// The log.
        log: LogIndex,
        /// Its column.
        column: usize,
    },
}

/// What the subjects of a population are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SubjectKind {
    /// The plan itself, the one subject `*`.
    Whole,
    /// Administrative units; a subject's number is its [`super::UnitIndex`].
    Units,
    /// Keys of a declared register; a subject's number is the key's.
    Register(RegisterIndex),
    /// Agencies; a subject's number is its [`AgencyIndex`].
    Agencies,
    /// Words of a choice column; a subject's number is the word's place in it.
    Choices(LogIndex, usize),
}

impl Source {
    /// The version that is in force on a day, where there are several.
    pub(super) fn version(versions: &[(Days, PopulationIndex)], day: Date) -> Option<PopulationIndex> {
        versions.iter().find(|(days, _)| days.contains(day)).map(|(_, version)| *version)
    }
}

impl SubjectKind {
    /// What the subjects of one of these populations are; none at all is the plan itself.
    pub fn of(populations: &[Population], population: Option<PopulationIndex>) -> SubjectKind {
        let Some(population) = population else { return SubjectKind::Whole };
        match &populations[population.0].source {
            Source::Register { register: UNITS, .. } => SubjectKind::Units,
            Source::Register { register, .. } => SubjectKind::Register(*register),
            // A union has at least one part, and parts lead to no circle: both are refused when a plan is read.
            Source::Union(parts) => SubjectKind::of(populations, parts.first().copied()),
            Source::Versions(versions) => SubjectKind::of(populations, versions.first().map(|(_, version)| *version)),
            Source::Agencies(_) => SubjectKind::Agencies,
            Source::Choices { log, column } => SubjectKind::Choices(*log, *column),
        }
    }
}
