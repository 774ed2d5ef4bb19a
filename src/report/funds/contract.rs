//! The JSON contract of `tiendo funds`, version 1: structs of their own, so that a change inside never changes it by accident.
//! Amounts are whole units of the plan's currency.

use serde::Serialize;
use serde_json::Number;

#[derive(Serialize)]
pub(in crate::report) struct FundsAnswer<'a> {
    pub(in crate::report) tiendo: u32,
    pub(in crate::report) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) notice: Option<&'a str>,
    pub(in crate::report) left_out_rows: u64,
    /// Only where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) period: Option<String>,
    pub(in crate::report) by: &'static str,
    pub(in crate::report) plans: Vec<FundsPlan<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct FundsPlan<'a> {
    pub(in crate::report) id: &'a str,
    pub(in crate::report) currency: Option<&'a str>,
    pub(in crate::report) groups: Vec<FundsGroup>,
    pub(in crate::report) total: FundsFigures,
    pub(in crate::report) unit_costs: Vec<UnitCost<'a>>,
    pub(in crate::report) closing: Closing<'a>,
}

#[derive(Serialize)]
pub(in crate::report) struct FundsGroup {
    /// A year, an id, a code; null for what belongs nowhere, and for the line of the whole plan.
    pub(in crate::report) group: Option<String>,
    pub(in crate::report) name: Option<String>,
    #[serde(flatten)]
    pub(in crate::report) figures: FundsFigures,
}

/// All but `spent`, `records` and `share` are null where nothing is allocated to such groups.
#[derive(Serialize)]
pub(in crate::report) struct FundsFigures {
    pub(in crate::report) allocated: Option<Number>,
    pub(in crate::report) carried: Option<Number>,
    pub(in crate::report) drawn: Option<Number>,
    pub(in crate::report) spent: Number,
    /// The same as `spent`, but for a part of a year: from its first day up to the period's last.
    pub(in crate::report) spent_since_year_began: Option<Number>,
    pub(in crate::report) carried_on: Option<Number>,
    pub(in crate::report) left: Option<Number>,
    pub(in crate::report) over: Option<Number>,
    pub(in crate::report) records: u64,
    pub(in crate::report) share: Option<Number>,
}

#[derive(Serialize)]
pub(in crate::report) struct UnitCost<'a> {
    pub(in crate::report) activity: &'a str,
    pub(in crate::report) spent: Number,
    pub(in crate::report) records: u64,
    pub(in crate::report) per_record: Option<Number>,
    pub(in crate::report) targets: Vec<CellCosts<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct CellCosts<'a> {
    pub(in crate::report) target: &'a str,
    pub(in crate::report) spent: Number,
    pub(in crate::report) cells: u64,
    pub(in crate::report) per_cell: Option<Number>,
}

/// What closing the gap list needs.
#[derive(Serialize)]
pub(in crate::report) struct Closing<'a> {
    /// Null where nothing that is lacking has a norm, or where it is too large to be kept.
    pub(in crate::report) needs: Option<Number>,
    pub(in crate::report) cells: u64,
    pub(in crate::report) without_norm: u64,
    /// Of the lines of this year that may pay for these gaps; null where there is no budget.
    pub(in crate::report) left: Option<Number>,
    /// What of `needs` no line can pay; null where `needs` is, and where there is no budget.
    pub(in crate::report) short: Option<Number>,
    /// The lines that may pay; null where there is no budget.
    pub(in crate::report) lines: Option<Vec<ClosingLine<'a>>>,
    pub(in crate::report) year: i16,
}

/// A line that may pay for gaps. Without `activity` it is the whole plan's, without `subject` it is for everybody.
#[derive(Serialize)]
pub(in crate::report) struct ClosingLine<'a> {
    pub(in crate::report) fund: &'a str,
    pub(in crate::report) activity: Option<&'a str>,
    pub(in crate::report) subject: Option<&'a str>,
    pub(in crate::report) left: Number,
    /// What of it the gaps need.
    pub(in crate::report) pays: Number,
}
