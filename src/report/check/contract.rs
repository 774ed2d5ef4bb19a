//! The JSON contract of `tiendo check`, version 1: structs of their own, so that a change inside never changes it by accident.

use serde::Serialize;

#[derive(Serialize)]
pub(in crate::report) struct CheckAnswer<'a> {
    pub(in crate::report) tiendo: u32,
    pub(in crate::report) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) notice: Option<&'a str>,
    pub(in crate::report) findings: Vec<FindingEntry<'a>>,
    pub(in crate::report) verdict: Option<&'static str>,
    pub(in crate::report) now: Option<&'static str>,
    pub(in crate::report) left_out_rows: u64,
    /// Faults that `--select` and `--ignore` keep out; only with one of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) filtered: Option<FilteredEntry>,
    /// Only with a baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) baseline: Option<BaselineEntry<'a>>,
    /// Only with `--statistics`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) statistics: Option<Vec<StatisticsEntry>>,
}

#[derive(Serialize)]
pub(in crate::report) struct FindingEntry<'a> {
    pub(in crate::report) code: &'static str,
    pub(in crate::report) severity: String,
    pub(in crate::report) message: &'a str,
    pub(in crate::report) file: Option<&'a str>,
    pub(in crate::report) line: Option<usize>,
    pub(in crate::report) column: Option<usize>,
    pub(in crate::report) help: Option<&'a str>,
    pub(in crate::report) rule: &'static str,
    pub(in crate::report) end_line: Option<usize>,
    pub(in crate::report) end_column: Option<usize>,
    /// The other side of a disagreement.
    pub(in crate::report) also: Option<AlsoEntry<'a>>,
    /// What mends it; only where that is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) fix: Option<FixEntry<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct FixEntry<'a> {
    /// The form that the whole file takes; `null` where only something in it is replaced.
    pub(in crate::report) form: Option<&'static str>,
    pub(in crate::report) replacements: Vec<ReplacementEntry<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct ReplacementEntry<'a> {
    pub(in crate::report) line: usize,
    pub(in crate::report) column: usize,
    pub(in crate::report) end_line: usize,
    pub(in crate::report) end_column: usize,
    pub(in crate::report) text: &'a str,
}

#[derive(Serialize)]
pub(in crate::report) struct AlsoEntry<'a> {
    pub(in crate::report) message: &'a str,
    pub(in crate::report) file: &'a str,
    pub(in crate::report) line: usize,
    pub(in crate::report) column: usize,
}

#[derive(Serialize)]
pub(in crate::report) struct FilteredEntry {
    pub(in crate::report) errors: usize,
    pub(in crate::report) warnings: usize,
}

#[derive(Serialize)]
pub(in crate::report) struct BaselineEntry<'a> {
    pub(in crate::report) known: usize,
    pub(in crate::report) new: usize,
    pub(in crate::report) gone: usize,
    pub(in crate::report) gone_entries: Vec<GoneEntry<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct GoneEntry<'a> {
    pub(in crate::report) code: &'a str,
    pub(in crate::report) file: &'a str,
    pub(in crate::report) text: &'a str,
    pub(in crate::report) count: usize,
}

#[derive(Serialize)]
pub(in crate::report) struct StatisticsEntry {
    pub(in crate::report) code: &'static str,
    pub(in crate::report) rule: &'static str,
    pub(in crate::report) severity: String,
    pub(in crate::report) count: usize,
}
