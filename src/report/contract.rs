//! The JSON contract, version 1: structs of their own, so that a change inside never changes it by accident.

use serde::Serialize;
use serde_json::{Number, Value};

/// The version of the contract.
pub(super) const VERSION: u32 = 1;

/// What [`serde_json`] makes of a contract struct.
pub(super) fn value(contract: &impl Serialize) -> Value {
    // The structs hold texts, numbers and lists: nothing that has no JSON.
    serde_json::to_value(contract).unwrap_or(Value::Null)
}

#[derive(Serialize)]
pub(super) struct CoverageAnswer<'a> {
    pub(super) tiendo: u32,
    pub(super) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<&'a str>,
    pub(super) left_out_rows: u64,
    pub(super) plans: Vec<CoveragePlan<'a>>,
}

#[derive(Serialize)]
pub(super) struct CoveragePlan<'a> {
    pub(super) id: &'a str,
    pub(super) verdict: &'static str,
    pub(super) now: &'static str,
    pub(super) activities: Vec<CoverageActivity<'a>>,
}

#[derive(Serialize)]
pub(super) struct CoverageActivity<'a> {
    pub(super) id: &'a str,
    pub(super) number: Option<&'a str>,
    pub(super) verdict: &'static str,
    pub(super) now: &'static str,
    pub(super) targets: Vec<CoverageTarget<'a>>,
}

#[derive(Serialize)]
pub(super) struct CoverageTarget<'a> {
    pub(super) id: &'a str,
    pub(super) share: Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<&'a str>,
    pub(super) verdict: &'static str,
    pub(super) now: &'static str,
    pub(super) windows: Vec<CoverageWindow<'a>>,
}

#[derive(Serialize)]
pub(super) struct CoverageWindow<'a> {
    pub(super) window: &'a str,
    pub(super) threshold: Threshold<'a>,
    pub(super) start: String,
    pub(super) end: String,
    /// Not where each subject has a window of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) due: Option<String>,
    #[serde(flatten)]
    pub(super) counts: CellCounts,
    pub(super) covered: u64,
    pub(super) required: u64,
    pub(super) coverage: Option<Number>,
    pub(super) progress: Option<Number>,
    /// `null` where each subject has a window of its own.
    pub(super) elapsed: Option<Number>,
    /// Not where each subject has a window of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) total: Option<Value>,
    /// Where a value is judged that cannot be added up: of the one subject …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<Number>,
    /// … or of several the least, the middle and the greatest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) values: Option<Value>,
    /// Members that need not be covered, and how many of them are; only where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) encouraged: Option<Value>,
    pub(super) verdict: &'static str,
    /// Only with `--by`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) groups: Option<Vec<CoverageGroup>>,
}

#[derive(Serialize)]
pub(super) struct Threshold<'a> {
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) column: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) times: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) members: Option<&'a str>,
    /// The baseline of a goal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) from: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) from_column: Option<&'a str>,
}

/// The counts of cells; the last six add up to `eligible`.
#[derive(Serialize)]
pub(super) struct CellCounts {
    pub(super) members: u64,
    pub(super) waived: u64,
    pub(super) eligible: u64,
    pub(super) met: u64,
    pub(super) late: u64,
    pub(super) exceeded: u64,
    pub(super) overdue: u64,
    pub(super) open: u64,
    pub(super) upcoming: u64,
}

#[derive(Serialize)]
pub(super) struct CoverageGroup {
    /// A unit's code, a category's, agency's or subject's id; null for what belongs to none.
    pub(super) group: Option<String>,
    pub(super) name: Option<String>,
    #[serde(flatten)]
    pub(super) counts: CellCounts,
    pub(super) covered: u64,
    pub(super) coverage: Option<Number>,
    /// With `--by subject`, where a value is judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<Number>,
}

#[derive(Serialize)]
pub(super) struct GapsAnswer<'a> {
    pub(super) tiendo: u32,
    pub(super) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<&'a str>,
    /// Only where there is no gap: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
    pub(super) gaps: Vec<GapEntry<'a>>,
}

#[derive(Serialize)]
pub(super) struct GapEntry<'a> {
    pub(super) plan: &'a str,
    pub(super) activity: &'a str,
    pub(super) target: &'a str,
    pub(super) window: &'a str,
    pub(super) subject: &'a str,
    pub(super) name: String,
    pub(super) path: Vec<String>,
    pub(super) needed: Number,
    pub(super) done: Option<Number>,
    pub(super) missing: Option<Number>,
    pub(super) state: &'static str,
    pub(super) due: String,
    pub(super) responsible: &'a [String],
    /// Where the window ends today: the day of the last record, and the day on which it fell or falls due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) last: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) falls_due: Option<String>,
    /// Of a target that is made of others those that are lacking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parts: Option<Vec<&'a str>>,
    /// Only where the miss is known and accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) accepted: Option<bool>,
}

#[derive(Serialize)]
pub(super) struct CheckAnswer<'a> {
    pub(super) tiendo: u32,
    pub(super) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<&'a str>,
    pub(super) findings: Vec<FindingEntry<'a>>,
    pub(super) verdict: Option<&'static str>,
    pub(super) now: Option<&'static str>,
    pub(super) left_out_rows: u64,
    /// Faults that `--select` and `--ignore` keep out; only with one of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) filtered: Option<FilteredEntry>,
    /// Only with a baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) baseline: Option<BaselineEntry<'a>>,
    /// Only with `--statistics`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) statistics: Option<Vec<StatisticsEntry>>,
}

#[derive(Serialize)]
pub(super) struct FindingEntry<'a> {
    pub(super) code: &'static str,
    pub(super) severity: String,
    pub(super) message: &'a str,
    pub(super) file: Option<&'a str>,
    pub(super) line: Option<usize>,
    pub(super) column: Option<usize>,
    pub(super) help: Option<&'a str>,
    pub(super) rule: &'static str,
    pub(super) end_line: Option<usize>,
    pub(super) end_column: Option<usize>,
    /// The other side of a disagreement.
    pub(super) also: Option<AlsoEntry<'a>>,
}

#[derive(Serialize)]
pub(super) struct AlsoEntry<'a> {
    pub(super) message: &'a str,
    pub(super) file: &'a str,
    pub(super) line: usize,
    pub(super) column: usize,
}

#[derive(Serialize)]
pub(super) struct FilteredEntry {
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

#[derive(Serialize)]
pub(super) struct BaselineEntry<'a> {
    pub(super) known: usize,
    pub(super) new: usize,
    pub(super) gone: usize,
    pub(super) gone_entries: Vec<GoneEntry<'a>>,
}

#[derive(Serialize)]
pub(super) struct GoneEntry<'a> {
    pub(super) code: &'a str,
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) count: usize,
}

#[derive(Serialize)]
pub(super) struct StatisticsEntry {
    pub(super) code: &'static str,
    pub(super) rule: &'static str,
    pub(super) severity: String,
    pub(super) count: usize,
}

#[derive(Serialize)]
pub(super) struct RulesAnswer {
    pub(super) tiendo: u32,
    pub(super) rules: Vec<RuleEntry>,
}

#[derive(Serialize)]
pub(super) struct RuleEntry {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) family: &'static str,
    pub(super) severity: String,
    /// As `[checks]` has it; `null` without a workspace.
    pub(super) here: Option<String>,
    pub(super) summary: String,
}

#[derive(Serialize)]
pub(super) struct StatusAnswer<'a> {
    pub(super) tiendo: u32,
    pub(super) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<&'a str>,
    pub(super) left_out_rows: u64,
    pub(super) plans: Vec<StatusPlan<'a>>,
}

#[derive(Serialize)]
pub(super) struct StatusPlan<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) verdict: &'static str,
    pub(super) now: &'static str,
    pub(super) activities: Vec<StatusActivity<'a>>,
}

#[derive(Serialize)]
pub(super) struct StatusActivity<'a> {
    pub(super) id: &'a str,
    pub(super) number: Option<&'a str>,
    pub(super) title: &'a str,
    pub(super) agencies: Vec<String>,
    pub(super) verdict: &'static str,
    pub(super) now: &'static str,
    pub(super) targets: Vec<StatusTarget<'a>>,
}

#[derive(Serialize)]
pub(super) struct StatusTarget<'a> {
    pub(super) id: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) agencies: Vec<String>,
    pub(super) awaiting: Option<&'a str>,
    pub(super) verdict: &'static str,
    pub(super) now: &'static str,
    pub(super) windows: Vec<StatusWindow<'a>>,
}

#[derive(Serialize)]
pub(super) struct StatusWindow<'a> {
    pub(super) window: &'a str,
    pub(super) start: String,
    pub(super) end: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) due: Option<String>,
    pub(super) covered: u64,
    pub(super) eligible: u64,
    pub(super) coverage: Option<Number>,
    pub(super) progress: Option<Number>,
    pub(super) elapsed: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) values: Option<Value>,
    pub(super) verdict: &'static str,
    pub(super) begun: bool,
    pub(super) current: bool,
}

#[derive(Serialize)]
pub(super) struct UnitsAnswer<'a> {
    pub(super) tiendo: u32,
    pub(super) as_of: String,
    /// Only where the workspace has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<&'a str>,
    pub(super) query: &'a str,
    pub(super) on: Option<String>,
    /// What was asked for.
    pub(super) units: Vec<UnitEntry<'a>>,
    /// What is only like it; empty where there are units.
    pub(super) suggestions: Vec<UnitEntry<'a>>,
}

#[derive(Serialize)]
pub(super) struct UnitEntry<'a> {
    pub(super) code: &'a str,
    /// How it fits: `code`, `exact`, `spelling`; of suggestions why they are made.
    pub(super) grade: &'static str,
    /// Its names and kinds through time.
    pub(super) names: Vec<UnitName<'a>>,
    /// The units above, nearest first, on the day asked for or the nearest on which it lives.
    pub(super) path: Vec<UnitAbove>,
    pub(super) listings: Vec<UnitListing<'a>>,
    pub(super) predecessors: Vec<UnitStep<'a>>,
    pub(super) successors: Vec<UnitStep<'a>>,
}

#[derive(Serialize)]
pub(super) struct UnitName<'a> {
    pub(super) kind: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) level: Option<&'a str>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

#[derive(Serialize)]
pub(super) struct UnitAbove {
    pub(super) code: String,
    pub(super) name: String,
}

#[derive(Serialize)]
pub(super) struct UnitListing<'a> {
    pub(super) category: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) basis: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct UnitStep<'a> {
    pub(super) date: String,
    pub(super) code: &'a str,
    pub(super) name: String,
    pub(super) basis: Option<&'a str>,
}
