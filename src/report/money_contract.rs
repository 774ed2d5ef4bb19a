//! The JSON contract of money, version 1: amounts are whole units of the plan's currency.

use serde::Serialize;
use serde_json::Number;

#[derive(Serialize)]
pub(super) struct FundsAnswer<'a> {
    pub(super) tiendo: u32,
    pub(super) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<&'a str>,
    pub(super) left_out_rows: u64,
    /// Only where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) period: Option<String>,
    pub(super) by: &'static str,
    pub(super) plans: Vec<FundsPlan<'a>>,
}

#[derive(Serialize)]
pub(super) struct FundsPlan<'a> {
    pub(super) id: &'a str,
    pub(super) currency: Option<&'a str>,
    pub(super) groups: Vec<FundsGroup>,
    pub(super) total: FundsFigures,
    pub(super) unit_costs: Vec<UnitCost<'a>>,
    pub(super) closing: Closing,
}

#[derive(Serialize)]
pub(super) struct FundsGroup {
    /// A year, an id, a code; null for what belongs nowhere, and for the line of the whole plan.
    pub(super) group: Option<String>,
    pub(super) name: Option<String>,
    #[serde(flatten)]
    pub(super) figures: FundsFigures,
}

/// All but `spent`, `records` and `share` are null where nothing is allocated to such groups.
#[derive(Serialize)]
pub(super) struct FundsFigures {
    pub(super) allocated: Option<Number>,
    pub(super) carried: Option<Number>,
    pub(super) drawn: Option<Number>,
    pub(super) spent: Number,
    pub(super) carried_on: Option<Number>,
    pub(super) left: Option<Number>,
    pub(super) over: Option<Number>,
    pub(super) records: u64,
    pub(super) share: Option<Number>,
}

#[derive(Serialize)]
pub(super) struct UnitCost<'a> {
    pub(super) activity: &'a str,
    pub(super) spent: Number,
    pub(super) records: u64,
    pub(super) per_record: Option<Number>,
    pub(super) targets: Vec<CellCosts<'a>>,
}

#[derive(Serialize)]
pub(super) struct CellCosts<'a> {
    pub(super) target: &'a str,
    pub(super) spent: Number,
    pub(super) cells: u64,
    pub(super) per_cell: Option<Number>,
}

/// What closing the gap list needs.
#[derive(Serialize)]
pub(super) struct Closing {
    /// Null where nothing that is lacking has a norm, or where it is too large to be kept.
    pub(super) needs: Option<Number>,
    pub(super) cells: u64,
    pub(super) without_norm: u64,
    /// Of the lines of this year; null where there is no budget.
    pub(super) left: Option<Number>,
    pub(super) year: i16,
}

#[derive(Serialize)]
pub(super) struct EstimateAnswer<'a> {
    pub(super) tiendo: u32,
    pub(super) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<&'a str>,
    pub(super) left_out_rows: u64,
    pub(super) year: i16,
    pub(super) plans: Vec<EstimatePlan<'a>>,
}

#[derive(Serialize)]
pub(super) struct EstimatePlan<'a> {
    pub(super) id: &'a str,
    pub(super) currency: Option<&'a str>,
    /// Null where nothing that is lacking has a norm, or where it is too large to be kept.
    pub(super) total: Option<Number>,
    pub(super) without_norm: u64,
    pub(super) items: Vec<EstimateItem<'a>>,
    pub(super) later: Vec<EstimateLater<'a>>,
}

#[derive(Serialize)]
pub(super) struct EstimateItem<'a> {
    pub(super) activity: &'a str,
    pub(super) target: &'a str,
    pub(super) window: &'a str,
    pub(super) due: String,
    pub(super) funds: &'a [&'a str],
    pub(super) cells: u64,
    pub(super) units: Number,
    /// `subject`, `record` or `measured`; null without a norm.
    pub(super) unit: Option<&'static str>,
    pub(super) included: u64,
    pub(super) each: Option<Number>,
    pub(super) amount: Option<Number>,
    pub(super) basis: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct EstimateLater<'a> {
    pub(super) target: &'a str,
    pub(super) window: &'a str,
    pub(super) due: String,
    pub(super) cells: u64,
}
