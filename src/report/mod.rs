//! Answers as data: which rows and columns answer a question, in what order, folded how. No characters,
//! no formats, no widths: those are `render`'s.
//!
//! An [`Answer`] comes in three shapes, and a format asks for the one it needs: a [`Document`] for
//! people, flat [`Sheet`] records for spreadsheets, and the versioned JSON contract for programs. What was found
//! can also be asked for as it is: [`Checked`].

mod around;
mod baseline;
mod by_group;
mod check;
mod checked;
mod code_filter;
mod contract;
mod coverage;
mod diagnostic;
mod document;
mod estimate;
mod find;
mod fold;
mod funds;
mod funds_group;
mod gap_table;
mod gaps;
mod group;
mod json;
mod misses;
mod money_contract;
mod names;
mod no_gaps;
mod periodic;
mod picture;
mod restated;
mod rules;
#[cfg(test)]
mod sample;
mod select;
mod status;
mod units;
mod values;
mod versions;

pub use baseline::{Baseline, Fingerprint, Ratchet};
pub use check::{Check, activities, faults};
pub use checked::{Checked, Statistic, findings_sheet, severity_word};
pub use code_filter::CodeFilter;
pub use coverage::{By, Coverage};
pub use diagnostic::{Also, Diagnostic, Diagnostics, Excerpt};
pub use document::{Align, Answer, Block, Cell, Column, Deadline, Document, Header, Row, Sheet};
pub use estimate::Estimates;
pub use find::{agency_of, plan_of, unit_of};
pub use funds::Funds;
pub use funds_group::FundsBy;
pub use gaps::{Filter, Gap, Gaps, gaps};
pub use group::GroupBy;
pub use misses::{Miss, misses};
pub use names::{state_word, verdict_word};
pub use periodic::{CellOf, FILED, FigureOf, Figures, Filed, Moved, Report, Revision, counted, covered_on, filed_findings, filed_periods};
pub use picture::{Bar, Bars, BurnUp, Drawing, Forecast, Gantt, HeatCell, HeatMap, HeatPart, HeatRow, History, Lane, Picture, Shade, Span};
pub use restated::{Period as RestatedPeriod, Restated};
pub use rules::Rules;
pub use select::Selection;
pub use status::Status;
pub use units::Lookup;
