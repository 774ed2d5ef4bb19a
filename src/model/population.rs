//! Who is to be covered.

use super::filter::Filter;
use super::names::AgencyIndex;
use super::table::{LogIndex, RegisterIndex};

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
    /// Where the plan defines it.
    pub place: crate::source::Place,
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
