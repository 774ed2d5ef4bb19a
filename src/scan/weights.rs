//! What each rule on rows weighs: whether its finding leaves the row out, is only told, or is switched off.

use super::rows::{LEFT_OUT, TOLD};
use crate::check::{
    above_its_bound, ambiguous_number, empty_return, future_date, outside_plan, outside_population, period_without_window, range_of_years,
    rule_broken, spreadsheet_mark, stray_space, swallowed_rows,
};
use crate::finding::{Code, Severity};

/// What a finding of a code does to its row, where the code is not switched off.
#[derive(Clone, Copy)]
pub(super) struct Weight {
    pub(super) code: &'static Code,
    pub(super) flags: u8,
}

/// What the rules on rows weigh in this workspace.
pub(super) struct Weights {
    pub(super) bound: Weight,
    pub(super) space: Weight,
    pub(super) mark: Weight,
    pub(super) swallowed: Weight,
    pub(super) rule: Weight,
    pub(super) empty: Weight,
    pub(super) ambiguous: Weight,
    pub(super) years: Weight,
    pub(super) future: Weight,
    pub(super) outside_plan: Weight,
    pub(super) no_window: Weight,
    pub(super) outside_population: Weight,
}

impl Weights {
    pub(super) fn new(severity: impl Fn(&'static Code) -> Severity) -> Weights {
        let weight = |code| Weight { code, flags: flags(severity(code)) };
        Weights {
            bound: weight(&above_its_bound::CODE),
            space: weight(&stray_space::CODE),
            mark: weight(&spreadsheet_mark::CODE),
            empty: weight(&empty_return::CODE),
            rule: weight(&rule_broken::CODE),
            swallowed: weight(&swallowed_rows::CODE),
            ambiguous: weight(&ambiguous_number::CODE),
            years: weight(&range_of_years::CODE),
            future: weight(&future_date::CODE),
            outside_plan: weight(&outside_plan::CODE),
            no_window: weight(&period_without_window::CODE),
            outside_population: weight(&outside_population::CODE),
        }
    }
}

/// What a severity does to a row.
pub(super) fn flags(severity: Severity) -> u8 {
    match severity {
        Severity::Error => LEFT_OUT | TOLD,
        Severity::Warning => TOLD,
        Severity::Off => 0,
    }
}

/// Codes that are switched off and were met all the same.
#[derive(Default)]
pub(super) struct Silenced(Vec<&'static Code>);

impl Silenced {
    /// Notes that a code was met.
    pub(super) fn note(&mut self, code: &'static Code) {
        if !self.knows(code) {
            self.0.push(code);
        }
    }

    /// Whether a code was met.
    pub(super) fn knows(&self, code: &'static Code) -> bool {
        self.0.contains(&code)
    }

    /// Adds those of another list, and empties it.
    pub(super) fn append(&mut self, other: &mut Silenced) {
        other.0.drain(..).for_each(|code| self.note(code));
    }

    /// All that were met.
    pub(super) fn all(&self) -> &[&'static Code] {
        &self.0
    }
}

/// Marks a row by what a rule weighs.
pub(super) fn weigh(silenced: &mut Silenced, flags: &mut u8, weight: Weight) {
    if weight.flags == 0 {
        silenced.note(weight.code);
    }
    *flags |= weight.flags;
}
