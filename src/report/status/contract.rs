//! The JSON contract of `tiendo status`, version 1: structs of their own, so that a change inside never changes it by accident.

use serde::Serialize;
use serde_json::{Number, Value};

#[derive(Serialize)]
pub(in crate::report) struct StatusAnswer<'a> {
    pub(in crate::report) tiendo: u32,
    pub(in crate::report) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) notice: Option<&'a str>,
    pub(in crate::report) left_out_rows: u64,
    pub(in crate::report) plans: Vec<StatusPlan<'a>>,
    pub(in crate::report) records: Value,
}

#[derive(Serialize)]
pub(in crate::report) struct StatusPlan<'a> {
    pub(in crate::report) id: &'a str,
    pub(in crate::report) title: &'a str,
    pub(in crate::report) verdict: &'static str,
    pub(in crate::report) now: &'static str,
    pub(in crate::report) activities: Vec<StatusActivity<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct StatusActivity<'a> {
    pub(in crate::report) id: &'a str,
    pub(in crate::report) number: Option<&'a str>,
    pub(in crate::report) title: &'a str,
    pub(in crate::report) agencies: Vec<String>,
    /// Who takes part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::report) with: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) clause: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) note: Option<&'a str>,
    pub(in crate::report) verdict: &'static str,
    pub(in crate::report) now: &'static str,
    pub(in crate::report) targets: Vec<StatusTarget<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct StatusTarget<'a> {
    pub(in crate::report) id: &'a str,
    pub(in crate::report) title: Option<&'a str>,
    pub(in crate::report) agencies: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) clause: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) note: Option<&'a str>,
    /// How its values are shown, where it or its column says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) decimals: Option<u32>,
    pub(in crate::report) awaiting: Option<&'a str>,
    pub(in crate::report) verdict: &'static str,
    pub(in crate::report) now: &'static str,
    pub(in crate::report) windows: Vec<StatusWindow<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct StatusWindow<'a> {
    pub(in crate::report) window: &'a str,
    pub(in crate::report) start: String,
    pub(in crate::report) end: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) due: Option<String>,
    pub(in crate::report) covered: u64,
    pub(in crate::report) eligible: u64,
    pub(in crate::report) coverage: Option<Number>,
    pub(in crate::report) progress: Option<Number>,
    pub(in crate::report) elapsed: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) values: Option<Value>,
    pub(in crate::report) verdict: &'static str,
    pub(in crate::report) begun: bool,
    pub(in crate::report) current: bool,
}
