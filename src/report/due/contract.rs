//! The JSON contract of `tiendo due`, version 1: structs of their own, so that a change inside never changes it by accident.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct DueAnswer<'a> {
    pub(super) tiendo: u32,
    pub(super) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<&'a str>,
    pub(super) left_out_rows: u64,
    /// The days that are looked at; what is overdue stands before them.
    pub(super) start: String,
    pub(super) end: String,
    pub(super) due: Vec<DueEntry<'a>>,
}

#[derive(Serialize)]
pub(super) struct DueEntry<'a> {
    pub(super) plan: &'a str,
    pub(super) activity: &'a str,
    pub(super) target: &'a str,
    pub(super) window: &'a str,
    pub(super) due: String,
    /// `duty`, or `window` where a window closes on that day.
    pub(super) kind: &'static str,
    pub(super) overdue: bool,
    /// Null for subjects whose own job it is, and for what is nobody's.
    pub(super) agency: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) clause: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'a str>,
    /// Only where it is done, and was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) done: Option<DueDone>,
    pub(super) missing: usize,
    pub(super) eligible: u64,
    pub(super) subjects: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct DueDone {
    /// Null where it was so when its window opened.
    pub(super) on: Option<String>,
    pub(super) late: bool,
}
