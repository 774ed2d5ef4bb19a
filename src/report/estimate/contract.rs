//! The JSON contract of `tiendo estimate`, version 1: structs of their own, so that a change inside never changes it by accident.
//! Amounts are whole units of the plan's currency.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Number;

#[derive(Serialize)]
pub(in crate::report) struct EstimateAnswer<'a> {
    pub(in crate::report) tiendo: u32,
    pub(in crate::report) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) notice: Option<&'a str>,
    pub(in crate::report) left_out_rows: u64,
    pub(in crate::report) year: i16,
    pub(in crate::report) plans: Vec<EstimatePlan<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct EstimatePlan<'a> {
    pub(in crate::report) id: &'a str,
    pub(in crate::report) currency: Option<&'a str>,
    /// Null where nothing that is lacking has a norm, or where it is too large to be kept.
    pub(in crate::report) total: Option<Number>,
    pub(in crate::report) without_norm: u64,
    /// By activity why gaps of it have no price: `no-norm`, `ended`, `begins`, `other-work`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(in crate::report) without_price: BTreeMap<String, &'static str>,
    /// Gaps that the shares of their targets do not ask for.
    pub(in crate::report) beyond_share: u64,
    pub(in crate::report) items: Vec<EstimateItem<'a>>,
    pub(in crate::report) later: Vec<EstimateLater<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct EstimateItem<'a> {
    pub(in crate::report) activity: &'a str,
    pub(in crate::report) target: &'a str,
    pub(in crate::report) window: &'a str,
    pub(in crate::report) due: String,
    pub(in crate::report) funds: &'a [&'a str],
    /// Subjects with budget lines of their own that these gaps are of, the nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::report) subjects: Vec<&'a str>,
    pub(in crate::report) cells: u64,
    pub(in crate::report) units: Number,
    /// `subject`, `record` or `measured`; null without a norm.
    pub(in crate::report) unit: Option<&'static str>,
    /// Gaps for which nothing more may be spent: what is spent and planned already is all that a norm per subject allows.
    pub(in crate::report) included: u64,
    /// Gaps for which less may be spent than their units cost.
    pub(in crate::report) capped: u64,
    pub(in crate::report) each: Option<Number>,
    pub(in crate::report) amount: Option<Number>,
    pub(in crate::report) basis: Option<&'a str>,
}

#[derive(Serialize)]
pub(in crate::report) struct EstimateLater<'a> {
    pub(in crate::report) target: &'a str,
    pub(in crate::report) window: &'a str,
    pub(in crate::report) due: String,
    pub(in crate::report) cells: u64,
}
