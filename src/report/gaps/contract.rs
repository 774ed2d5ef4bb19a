//! The JSON contract of `tiendo gaps`, version 1: structs of their own, so that a change inside never changes it by accident.

use serde::Serialize;
use serde_json::Number;

#[derive(Serialize)]
pub(in crate::report) struct GapsAnswer<'a, Entries: Serialize> {
    pub(in crate::report) tiendo: u32,
    pub(in crate::report) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) notice: Option<&'a str>,
    /// Only where there is no gap: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) note: Option<String>,
    /// [`GapEntry`], one after another.
    pub(in crate::report) gaps: Entries,
}

#[derive(Serialize)]
pub(in crate::report) struct GapEntry<'a> {
    pub(in crate::report) plan: &'a str,
    pub(in crate::report) activity: &'a str,
    pub(in crate::report) target: &'a str,
    pub(in crate::report) window: &'a str,
    pub(in crate::report) subject: &'a str,
    pub(in crate::report) name: String,
    pub(in crate::report) path: Vec<String>,
    pub(in crate::report) needed: Number,
    pub(in crate::report) done: Option<Number>,
    pub(in crate::report) missing: Option<Number>,
    pub(in crate::report) state: &'static str,
    pub(in crate::report) due: String,
    pub(in crate::report) responsible: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) clause: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) note: Option<&'a str>,
    /// Where the window ends today: the day of the last record, and the day on which it fell or falls due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) last: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) falls_due: Option<String>,
    /// Of a target that is made of others those that are lacking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) parts: Option<Vec<&'a str>>,
    /// Only where the miss is known and accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) accepted: Option<bool>,
}
