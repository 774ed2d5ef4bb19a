//! Values where they are judged: of a ratio, a level, a goal it is the value that people ask for, not how many cells are met.

use num_rational::BigRational;

use super::document::Cell as Shown;
use super::json;
use crate::cover::{Cell, WindowState};
use crate::model::{Counting, Measure, Target, Threshold};
use crate::number::rounded;
use crate::text::{Lang, Message};

/// Whether a target's values are shown beside how many cells are met: they cannot be added up, or are held against a goal or a
/// number of each subject's own.
pub(super) fn are_shown(target: &Target) -> bool {
    match &target.counting {
        Counting::Log { measure, .. } => {
            !matches!(measure, Measure::Rows | Measure::Sum(_) | Measure::Distinct(_))
                || target.threshold == Threshold::Goal
                || target.windows.iter().any(|window| window.needed.is_of_row())
        }
        Counting::Standing { .. } => target.threshold == Threshold::Goal || target.windows.iter().any(|window| window.needed.is_of_row()),
        Counting::Parts { .. } | Counting::Nothing => false,
    }
}

/// Whether a target only adds something up: it is tracked, and has one subject. A share of it says nothing.
pub(super) fn only_counted(target: &Target, state: &WindowState) -> bool {
    target.tracked && state.cells.len() <= 1
}

/// How many cells are covered, as a fraction, in percent and as a bar; nothing where a target only adds something up.
pub(super) fn covered(target: &Target, state: &WindowState) -> [Shown; 3] {
    if only_counted(target, state) {
        return [Shown::Empty, Shown::Empty, Shown::Empty];
    }
    let coverage = state.counts.coverage();
    [Shown::Share(state.counts.covered(), state.counts.eligible()), Shown::Percent(coverage.clone()), Shown::Bar(coverage)]
}

/// The value of a window whose target has one subject; nothing where it has several, or no value.
pub(super) fn single(target: &Target, state: &WindowState) -> Option<BigRational> {
    let [cell] = state.cells.as_slice() else { return None };
    cell.value().filter(|_| are_shown(target)).map(crate::number::Quantity::exact)
}

/// The least, the middle and the greatest value of a window whose target has several subjects; nothing where none has one.
pub(super) fn spread(target: &Target, state: &WindowState) -> Option<[BigRational; 3]> {
    if !are_shown(target) || state.cells.len() < 2 {
        return None;
    }
    let mut values: Vec<BigRational> = state.cells.iter().filter_map(Cell::value).map(crate::number::Quantity::exact).collect();
    values.sort();
    let (first, last) = (values.first()?.clone(), values.last()?.clone());
    let half = values.len() / 2;
    let median = if values.len() % 2 == 1 {
        values[half].clone()
    } else {
        (&values[half - 1] + &values[half]) / BigRational::from_integer(2.into())
    };
    Some([first, median, last])
}

/// A value with as many places as its target or column says, and its unit.
pub(super) fn words(target: &Target, value: &BigRational) -> Message {
    let places = target.shown.decimals.unwrap_or(2);
    let text = rounded(value, places);
    let unit = target.shown.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    Message::new(format!("{}{unit}", text.replace('.', ",")), format!("{text}{unit}"))
}

/// What stands in a table for a window: the value, or the middle one with the least and the greatest; nothing where values are not
/// shown.
pub(super) fn cell(target: &Target, state: &WindowState) -> Option<Message> {
    if let Some(value) = single(target, state) {
        return Some(words(target, &value));
    }
    let [least, middle, greatest] = spread(target, state)?.map(|value| words(target, &value));
    let text = |lang: Lang| format!("{} ({} – {})", middle.get(lang), least.get(lang), greatest.get(lang));
    Some(Message::new(text(Lang::Vi), text(Lang::En)))
}

/// The spread as JSON: `min`, `median`, `max`.
pub(super) fn contract(target: &Target, state: &WindowState) -> Option<serde_json::Value> {
    let [least, middle, greatest] = spread(target, state)?.map(|value| json::fraction(&value));
    Some(serde_json::json!({"min": least, "median": middle, "max": greatest}))
}
