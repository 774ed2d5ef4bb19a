//! The JSON contract of `tiendo coverage`, version 1: structs of their own, so that a change inside never changes it by accident.

use serde::Serialize;
use serde_json::{Number, Value};

#[derive(Serialize)]
pub(in crate::report) struct CoverageAnswer<'a> {
    pub(in crate::report) tiendo: u32,
    pub(in crate::report) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) notice: Option<&'a str>,
    pub(in crate::report) left_out_rows: u64,
    pub(in crate::report) plans: Vec<CoveragePlan<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct CoveragePlan<'a> {
    pub(in crate::report) id: &'a str,
    pub(in crate::report) verdict: &'static str,
    pub(in crate::report) now: &'static str,
    pub(in crate::report) activities: Vec<CoverageActivity<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct CoverageActivity<'a> {
    pub(in crate::report) id: &'a str,
    pub(in crate::report) number: Option<&'a str>,
    pub(in crate::report) verdict: &'static str,
    pub(in crate::report) now: &'static str,
    pub(in crate::report) targets: Vec<CoverageTarget<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct CoverageTarget<'a> {
    pub(in crate::report) id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) clause: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) note: Option<&'a str>,
    pub(in crate::report) share: Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) decimals: Option<u32>,
    pub(in crate::report) verdict: &'static str,
    pub(in crate::report) now: &'static str,
    pub(in crate::report) windows: Vec<CoverageWindow<'a>>,
}

#[derive(Serialize)]
pub(in crate::report) struct CoverageWindow<'a> {
    pub(in crate::report) window: &'a str,
    pub(in crate::report) threshold: Threshold<'a>,
    pub(in crate::report) start: String,
    pub(in crate::report) end: String,
    /// Not where each subject has a window of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) due: Option<String>,
    #[serde(flatten)]
    pub(in crate::report) counts: CellCounts,
    pub(in crate::report) covered: u64,
    pub(in crate::report) required: u64,
    pub(in crate::report) coverage: Option<Number>,
    pub(in crate::report) progress: Option<Number>,
    /// `null` where each subject has a window of its own.
    pub(in crate::report) elapsed: Option<Number>,
    /// Not where each subject has a window of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) total: Option<Value>,
    /// Where a value is judged that cannot be added up: of the one subject …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) value: Option<Number>,
    /// Of a goal what there would be by now, day by day from the baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) expected: Option<Number>,
    /// … or of several the least, the middle and the greatest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) values: Option<Value>,
    /// Members that need not be covered, and how many of them are; only where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) encouraged: Option<Value>,
    /// How many are in the population and have no threshold in their rows; only where there are some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) without_threshold: Option<usize>,
    pub(in crate::report) verdict: &'static str,
    /// Only with `--by`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) groups: Option<Vec<CoverageGroup>>,
}

#[derive(Serialize)]
pub(in crate::report) struct Threshold<'a> {
    pub(in crate::report) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) column: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) times: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) members: Option<&'a str>,
    /// The baseline of a goal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) from: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) from_column: Option<&'a str>,
}

/// The counts of cells; the last six add up to `eligible`.
#[derive(Serialize)]
pub(in crate::report) struct CellCounts {
    pub(in crate::report) members: u64,
    pub(in crate::report) waived: u64,
    pub(in crate::report) eligible: u64,
    pub(in crate::report) met: u64,
    pub(in crate::report) late: u64,
    pub(in crate::report) exceeded: u64,
    pub(in crate::report) overdue: u64,
    pub(in crate::report) open: u64,
    pub(in crate::report) upcoming: u64,
}

#[derive(Serialize)]
pub(in crate::report) struct CoverageGroup {
    /// A unit's code, a category's, agency's or subject's id; null for what belongs to none.
    pub(in crate::report) group: Option<String>,
    pub(in crate::report) name: Option<String>,
    #[serde(flatten)]
    pub(in crate::report) counts: CellCounts,
    pub(in crate::report) covered: u64,
    pub(in crate::report) coverage: Option<Number>,
    /// With `--by subject`, where a value is judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) value: Option<Number>,
}
