//! Answers as data: which rows and columns answer a question, in what order, folded how. No characters,
//! no formats, no widths: those are `render`'s.
//!
//! An [`Answer`] comes in three shapes, and a format asks for the one it needs: a [`Document`] for
//! people, flat [`Sheet`] records for spreadsheets, and the versioned JSON contract for programs. What was found
//! can also be asked for as it is: [`Checked`].

mod answer;
mod arguments;
mod changed;
mod check;
mod compare;
mod coverage;
mod diff;
mod document;
mod due;
mod estimate;
mod evaluated;
mod explain;
mod export;
mod fund_rules;
mod funds;
mod gaps;
mod group;
mod history;
mod json;
mod known_at;
mod names;
mod pace;
mod period;
mod picture;
mod recorded;
mod records;
mod restated;
mod rules;
mod schedule;
mod schema;
mod selection;
mod sheet;
mod sources;
mod status;
mod subject_units;
mod sums;
#[cfg(test)]
mod test_workspace;
mod units;
mod values;
mod versions;
mod window_words;
mod worksheet;

pub use answer::{Answer, ContractOut, Event, Form, FormColumn, Frame};
pub use arguments::{agency_of, plan_of, unit_of};
pub use changed::changed;
pub use check::baseline::{Baseline, Fingerprint, Ratchet};
pub use check::checked::{Checked, Statistic, findings_sheet, severity_word};
pub use check::code_filter::CodeFilter;
pub use check::diagnostic::{Also, Diagnostic, Diagnostics, Excerpt, Fix};
pub use check::misses::{Miss, misses};
pub use check::{Check, activities, faults};
pub use compare::{Comparison, Pair, Side, seen_on, year_before};
pub use coverage::{By, Coverage};
pub use diff::{Cause, Difference, Fate, Label, RowChange, Stand, row_changes, rows};
pub use document::{Align, Block, Cell, Column, Deadline, Document, Header, Row, Sheet};
pub use due::{Due, done_duties};
pub use estimate::{Estimates, FullEstimates};
pub use evaluated::Evaluated;
pub use explain::{ExplainedCell, ExplainedTarget, Found, state_of, target_names, window_of};
pub use export::{
    Column as ExportColumn, Export, Rows as ExportRows, Table as ExportTable, Type as ExportType, VERSION as EXPORT_VERSION,
    Value as ExportValue,
};
pub use fund_rules::FundRules;
pub use funds::Funds;
pub use funds::group::FundsBy;
pub use gaps::{Filter, Gap, Gaps, SortBy, gaps, sort};
pub use group::{GroupBy, levels};
pub use history::{Chronicle, Looked, Moment, Point, history_days};
pub use known_at::KnownAt;
pub use names::{state_word, verdict_word};
pub use pace::Pace;
pub use period::{
    CellOf, CountedRow, CountedRows, EarlierRows, FILED, FigureOf, Figures, Filed, Moved, NewRow, NoFigures, Report, Revision, Said,
    counted, counted_rows, covered_on, filed_findings, filed_periods, recorded_difficulties,
};
pub use picture::{
    Bar, Bars, BurnUp, Drawing, Forecast, Gantt, HeatCell, HeatMap, HeatPart, HeatRow, History, Lane, Multiple, Multiples, Picture, Shade,
    Span,
};
pub use records::{Record, Records, Wanted as RecordsWanted, keys_of, records, subject_of};
pub use restated::{Period as RestatedPeriod, Restated};
pub use rules::Rules;
pub use schedule::{ScheduleAsked, VisitSchedule};
pub use schema::{SchemaOf, schema};
pub use selection::Selection;
pub use status::Status;
pub use sums::{AskedSum, SumAnswer, asked_sum};
pub use units::Lookup;
pub use worksheet::{Worksheet, WorksheetAsked};
