//! The JSON contract of `tiendo pace`, version 1: structs of their own, so that a change inside never changes it by accident.

use serde::Serialize;
use serde_json::Number;

#[derive(Serialize)]
pub(super) struct PaceAnswer<'a> {
    pub(super) tiendo: u32,
    pub(super) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<&'a str>,
    pub(super) left_out_rows: u64,
    pub(super) windows: Vec<PaceWindow<'a>>,
}

#[derive(Serialize)]
pub(super) struct PaceWindow<'a> {
    pub(super) plan: &'a str,
    pub(super) activity: &'a str,
    pub(super) target: &'a str,
    pub(super) window: &'a str,
    pub(super) start: String,
    pub(super) end: String,
    pub(super) due: String,
    pub(super) verdict: &'static str,
    /// `subjects`, or `value` where one subject alone is asked.
    pub(super) counted: &'static str,
    pub(super) done: Number,
    pub(super) needed: Number,
    pub(super) missing: Number,
    /// What those that are lacking lack of the measure, added up; null where that is no sum.
    pub(super) lacking: Option<Number>,
    /// All of it null where only the end counts, where nothing is missing, or where the window is over.
    pub(super) per_month: Option<Number>,
    pub(super) needed_per_month: Option<Number>,
    pub(super) lacking_per_month: Option<Number>,
    pub(super) at_end: Option<Number>,
    pub(super) enough_on: Option<String>,
    /// Null where twelve months are not over.
    pub(super) best_twelve_months: Option<PaceBest>,
    /// Since when it cannot be met in time; null where it can.
    pub(super) missed_since: Option<String>,
    /// Until when what comes late still counts; null where that is past.
    pub(super) late_until: Option<String>,
    /// Whether late rows count without end.
    pub(super) late_without_end: bool,
    pub(super) agencies: Vec<PaceAgency<'a>>,
}

#[derive(Serialize)]
pub(super) struct PaceBest {
    pub(super) start: String,
    pub(super) end: String,
    pub(super) done: Number,
    pub(super) would_suffice: bool,
    /// Where they would not: the first of the days seen since which they would not.
    pub(super) not_since: Option<String>,
}

#[derive(Serialize)]
pub(super) struct PaceAgency<'a> {
    /// Null for subjects whose own job it is, and for what is nobody's.
    pub(super) agency: Option<&'a str>,
    pub(super) gaps: u64,
    pub(super) share: Number,
    pub(super) needed_per_month: Option<Number>,
}
