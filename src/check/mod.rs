//! Rules: what is understood and still doubtful or forbidden. One file per rule; none mends anything.
//!
//! A rule on log rows is a function that `scan` calls with what it knows of a row; it answers with a finding
//! or with nothing.

pub mod closed_reference;
pub mod duplicate_key;
pub mod future_date;
pub mod name_disagrees;
pub mod outside_plan;
pub mod outside_population;
pub mod period_without_window;

use crate::finding::Code;

/// What the rules on rows can find.
pub static CODES: &[&Code] =
    &[&closed_reference::CODE, &future_date::CODE, &outside_plan::CODE, &outside_population::CODE, &period_without_window::CODE];
