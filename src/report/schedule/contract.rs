//! The JSON contract of `tiendo schedule`, version 1: structs of their own, so that a change inside never changes it by accident.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct ScheduleAnswer<'a> {
    pub(super) tiendo: u32,
    pub(super) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<&'a str>,
    pub(super) left_out_rows: u64,
    /// Trips a month, and places a trip, at most.
    pub(super) per_month: usize,
    pub(super) places: usize,
    /// The day by which it is done; null where there is nothing to do.
    pub(super) done_by: Option<String>,
    /// Gaps for which no visit can count any more.
    pub(super) closed: usize,
    /// Gaps that no visit closes.
    pub(super) other_work: usize,
    /// Of what is served, how often that happens after the day on which it is due, and how often too late to count.
    pub(super) late: usize,
    pub(super) too_late: usize,
    pub(super) trips: Vec<TripEntry<'a>>,
}

#[derive(Serialize)]
pub(super) struct TripEntry<'a> {
    pub(super) trip: usize,
    pub(super) month: String,
    pub(super) district: Option<String>,
    pub(super) responsible: &'a [String],
    pub(super) visits: Vec<VisitEntry<'a>>,
}

#[derive(Serialize)]
pub(super) struct VisitEntry<'a> {
    pub(super) log: &'a str,
    pub(super) subject: &'a str,
    pub(super) name: String,
    pub(super) path: Vec<String>,
    /// `overdue`, `never-reached` or `lacking`.
    pub(super) state: &'static str,
    pub(super) due: String,
    pub(super) serves: Vec<ServedEntry<'a>>,
}

#[derive(Serialize)]
pub(super) struct ServedEntry<'a> {
    pub(super) plan: &'a str,
    pub(super) target: &'a str,
    pub(super) window: &'a str,
    pub(super) subject: &'a str,
    pub(super) due: String,
    /// Only where it comes after that day: `late`, or `too-late` where it cannot count any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) delay: Option<&'static str>,
}
