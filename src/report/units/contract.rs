//! The JSON contract of `tiendo units`, version 1: structs of their own, so that a change inside never changes it by accident.

use serde::Serialize;

#[derive(Serialize)]
pub(in crate::report) struct UnitsAnswer<'a> {
    pub(in crate::report) tiendo: u32,
    pub(in crate::report) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) notice: Option<&'a str>,
    pub(in crate::report) query: &'a str,
    pub(in crate::report) on: Option<String>,
    /// What was asked for.
    pub(in crate::report) units: Vec<UnitEntry<'a>>,
    /// What is only like it; empty where there are units.
    pub(in crate::report) suggestions: Vec<UnitEntry<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct UnitEntry<'a> {
    pub(in crate::report) code: &'a str,
    /// How it fits: `code`, `exact`, `spelling`; of suggestions why they are made.
    pub(in crate::report) grade: &'static str,
    /// Its names and kinds through time.
    pub(in crate::report) names: Vec<UnitName<'a>>,
    /// The units above, nearest first, on the day asked for or the nearest on which it lives.
    pub(in crate::report) path: Vec<UnitAbove>,
    pub(in crate::report) listings: Vec<UnitListing<'a>>,
    pub(in crate::report) predecessors: Vec<UnitStep<'a>>,
    pub(in crate::report) successors: Vec<UnitStep<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct UnitName<'a> {
    pub(in crate::report) kind: Option<&'a str>,
    pub(in crate::report) name: Option<&'a str>,
    pub(in crate::report) level: Option<&'a str>,
    pub(in crate::report) from: Option<String>,
    pub(in crate::report) to: Option<String>,
}

#[derive(Serialize)]
pub(in crate::report) struct UnitAbove {
    pub(in crate::report) code: String,
    pub(in crate::report) name: String,
}

#[derive(Serialize)]
pub(in crate::report) struct UnitListing<'a> {
    pub(in crate::report) category: &'a str,
    pub(in crate::report) title: Option<&'a str>,
    pub(in crate::report) from: Option<String>,
    pub(in crate::report) to: Option<String>,
    pub(in crate::report) basis: Option<&'a str>,
}

#[derive(Serialize)]
pub(in crate::report) struct UnitStep<'a> {
    pub(in crate::report) date: String,
    pub(in crate::report) code: &'a str,
    pub(in crate::report) name: String,
    pub(in crate::report) basis: Option<&'a str>,
}
