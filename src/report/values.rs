//! Values where they are judged: of a ratio, a level, a goal it is the value that people ask for, not how many cells are met.

use num_rational::BigRational;

use super::document::Cell as Shown;
use super::json;
use super::names::needed;
use crate::cover::{Cell, CellState, WindowState};
use crate::model::{Counting, Measure, Needed, Target, Threshold, Window};
use crate::number::{Number, rounded};
use crate::say;
use crate::text::{Lang, Message, figure};

/// Whether a target's values are shown beside how many cells are met: they cannot be added up, or are held against a goal or a
/// number of each subject's own.
pub(super) fn are_shown(target: &Target) -> bool {
    match &target.counting {
        Counting::Log { .. } => {
            !adds_up(target) || target.threshold == Threshold::Goal || target.windows.iter().any(|window| window.needed.is_of_row())
        }
        Counting::Standing { .. } => target.threshold == Threshold::Goal || target.windows.iter().any(|window| window.needed.is_of_row()),
        Counting::Parts { .. } | Counting::Nothing => false,
    }
}

/// Whether what a target counts of several records can be added up, so that so much of it may be missing.
pub(super) fn adds_up(target: &Target) -> bool {
    !matches!(&target.counting, Counting::Log { measure, .. } if !matches!(measure, Measure::Rows | Measure::Sum(_) | Measure::Distinct(_)))
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

/// A value with as many places as its target or column says.
pub(super) fn places(target: &Target, value: &BigRational) -> String {
    rounded(value, target.shown.decimals.unwrap_or(2))
}

/// The same with as many more as it takes to tell it from what is needed: what is missing is missing, however little.
fn places_apart(target: &Target, value: &BigRational, needed: &BigRational) -> String {
    let least = target.shown.decimals.unwrap_or(2);
    let apart = (least..9).find(|places| value == needed || rounded(value, *places) != rounded(needed, 9));
    rounded(value, apart.unwrap_or(9))
}

/// A value that does not hold, with its unit, told apart from what is needed.
pub(super) fn words_apart(target: &Target, value: &BigRational, needed: &BigRational) -> Message {
    let (text, unit) = (places_apart(target, value, needed), unit(target));
    Message::new(format!("{}{unit}", figure(&text, Lang::Vi)), format!("{}{unit}", figure(&text, Lang::En)))
}

/// In both languages.
fn bare(target: &Target, value: &BigRational) -> Message {
    let text = places(target, value);
    Message::new(figure(&text, Lang::Vi), figure(&text, Lang::En))
}

/// A value with as many places as its target or column says, and its unit.
pub(super) fn words(target: &Target, value: &BigRational) -> Message {
    let (text, unit) = (bare(target, value), unit(target));
    Message::new(format!("{}{unit}", text.get(Lang::Vi)), format!("{}{unit}", text.get(Lang::En)))
}

/// What stands behind a value.
fn unit(target: &Target) -> String {
    target.shown.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default()
}

/// What there would be by now, if a target went from its baseline to its goal day by day; nothing where each subject has numbers
/// of its own, before and after the window, and where that moves.
pub(super) fn expected(target: &Target, state: &WindowState) -> Option<BigRational> {
    let runs = state.begun && state.elapsed < BigRational::from_integer(1.into()) && target.own.is_none() && target.rolling.is_none();
    let common = state.cells.len() == 1 || !target.windows[state.window].needed.is_of_row();
    let cell = state.cells.first().filter(|_| target.threshold == Threshold::Goal && runs && common)?;
    let (from, goal) = (cell.from().unwrap_or_default().exact(), cell.needed().exact());
    Some(&from + (goal - &from) * &state.elapsed)
}

/// How a threshold reads, with its unit, and what there would be by now where it is a goal.
pub(super) fn threshold(target: &Target, window: &Window, state: Option<&WindowState>) -> Message {
    let plain = matches!(window.needed, Needed::Number(_)) && target.share == BigRational::from_integer(1.into());
    let unit = if plain && are_shown(target) { unit(target) } else { String::new() };
    let needed = format!("{}{unit}", needed(target, window));
    match state.and_then(|state| expected(target, state)).map(|expected| bare(target, &expected)) {
        Some(expected) => {
            let (vi, en) = (expected.get(Lang::Vi), expected.get(Lang::En));
            say!(vi: "{needed}; nay {vi}", en: "{needed}; {en} by now")
        }
        None => Message::same(needed),
    }
}

/// In flat tables: the value of one subject, the least, the middle and the greatest of several, and their unit.
pub(super) fn flat(target: &Target, state: &WindowState) -> [Shown; 5] {
    let number = |value: &BigRational| Shown::Number(rounded(value, 7));
    let [least, middle, greatest] =
        spread(target, state).map_or([Shown::Empty, Shown::Empty, Shown::Empty], |all| all.map(|one| number(&one)));
    let unit = target.shown.unit.as_deref().filter(|_| are_shown(target));
    [single(target, state).map_or(Shown::Empty, |value| number(&value)), least, middle, greatest, Shown::maybe(unit)]
}

/// What a subject has of what it needs, where that is more than one: `1/2`. Where less is asked, or none, its value alone.
pub(super) fn of_needed(target: &Target, cell: &Cell) -> String {
    let value = cell.value().map_or_else(|| "–".to_owned(), json::quantity_text);
    let several = target.threshold == Threshold::AtLeast && !target.tracked && cell.needed() > Number::ONE;
    if several && cell.state != CellState::Waived { format!("{value}/{}", cell.needed()) } else { value }
}

/// The same for people: values with the places of their target.
pub(super) fn shown_of_needed(target: &Target, cell: &Cell) -> String {
    if !are_shown(target) {
        return of_needed(target, cell);
    }
    let value = cell.value().map_or_else(|| "–".to_owned(), |value| places_apart(target, &value.exact(), &cell.needed().exact()));
    let held = matches!(target.threshold, Threshold::AtLeast | Threshold::Goal) && !target.tracked && cell.state != CellState::Waived;
    if held { format!("{value}/{}", cell.needed()) } else { value }
}

/// What stands in a table for a window: the value, or the middle one with the least and the greatest; nothing where values are not
/// shown.
pub(super) fn cell(target: &Target, state: &WindowState) -> Option<Message> {
    if let Some(value) = single(target, state) {
        return Some(words(target, &value));
    }
    let [least, middle, greatest] = spread(target, state)?.map(|value| bare(target, &value));
    let unit = unit(target);
    let text = |lang: Lang| format!("{} ({} – {}){unit}", middle.get(lang), least.get(lang), greatest.get(lang));
    Some(Message::new(text(Lang::Vi), text(Lang::En)))
}

/// What a table says of values of several subjects, where one has them.
pub(super) fn note<'s>(shown: impl IntoIterator<Item = (&'s Target, &'s WindowState)>) -> Option<Message> {
    let several = shown.into_iter().any(|(target, state)| spread(target, state).is_some());
    several.then(|| {
        say!(
            vi: "Giá trị của nhiều đối tượng: số ở giữa (nhỏ nhất – lớn nhất).",
            en: "Of the values of several subjects: the middle one (the least – the greatest)."
        )
    })
}

/// The spread as JSON: `min`, `median`, `max`.
pub(super) fn contract(target: &Target, state: &WindowState) -> Option<serde_json::Value> {
    let [least, middle, greatest] = spread(target, state)?.map(|value| json::fraction(&value));
    Some(serde_json::json!({"min": least, "median": middle, "max": greatest}))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::test_workspace;

    #[test]
    fn a_value_that_falls_short_never_looks_like_enough() {
        let workspace = test_workspace::workspace();
        let (_, target) = workspace.plans[0].targets().next().expect("a target");
        let number = |text: &str| Number::parse(text).expect("a number").exact();
        let told = |value: &str, needed: &str| places_apart(target, &number(value), &number(needed));
        assert_eq!(told("48.7804878", "50"), "48.78");
        assert_eq!(told("19.9961", "20"), "19.996");
        assert_eq!(told("20", "20"), "20");
        assert_eq!(told("12.5", "12.5"), "12.5");
    }
}
