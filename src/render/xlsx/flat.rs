//! A table with one kind of thing in each column, so that it can be sorted and filtered.
//!
//! Headings over rows become a column of their own; a cell that is left empty because the one above says it is
//! filled; a share stands as text and as a number; a value stands beside its state.

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::super::cell::text;
use super::super::style::{Tone, of_state, of_verdict, painted};
use super::looks::Nearness;
use crate::calendar::Date;
use crate::number::approximate;
use crate::report::{Align, Cell, Row, Sheet, state_word};
use crate::text::{Lang, Message, Word, printable};

/// Digits that a workbook's numbers hold exactly.
const DIGITS: usize = 15;

/// A cell of a workbook.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Value {
    /// Nothing.
    Empty,
    /// A text, harmless to whoever reads it.
    Text(String),
    /// A number with so many decimal places.
    Number(f64, usize),
    /// A share from 0 to 1.
    Percent(f64, Nearness),
    /// A day.
    Date(Date),
}

/// A table as a workbook has it.
pub(super) struct Flat {
    pub(super) titles: Vec<String>,
    /// Which columns lean to the right.
    pub(super) right: Vec<bool>,
    /// So many of the columns, the first ones, say what stands above rows.
    pub(super) above: usize,
    pub(super) rows: Vec<Vec<Value>>,
    /// For each column the tool's own words in it that have a tone.
    pub(super) toned: Vec<BTreeMap<String, Tone>>,
}

/// What becomes of a column.
#[derive(Clone, Copy)]
enum Part {
    /// The cell itself.
    Whole(usize),
    /// The share in it, as a number.
    Percent(usize),
    /// The state in it.
    State(usize),
}

/// Takes a table apart.
pub(super) fn flat(sheet: &Sheet, lang: Lang) -> Flat {
    let parts = parts(sheet);
    let plain = |text: &Message| printable(text.get(lang)).into_owned();
    let any = |what: fn(&Row) -> bool| sheet.rows.iter().any(what);
    let chapters = any(|row| matches!(row, Row::Chapter { .. }));
    let heads = any(|row| matches!(row, Row::Head { .. }));
    let asides = any(|row| matches!(row, Row::Head { aside: Some(_), .. }));
    let above = [(chapters, Word::Chapter), (heads, Word::Section), (asides, Word::Detail)];
    let mut titles: Vec<String> = above.iter().filter(|(there, _)| *there).map(|(_, word)| word.get(lang).to_owned()).collect();
    let first = titles.len();
    titles.extend(parts.iter().map(|part| {
        let title = |at: usize| plain(&sheet.columns[at].title);
        match part {
            Part::Whole(at) => title(*at),
            Part::Percent(at) => format!("{} (%)", title(*at)),
            Part::State(at) => format!("{} · {}", title(*at), Word::State.get(lang)),
        }
    }));
    let right = |part: &Part| match part {
        Part::Whole(at) => sheet.columns[*at].align == Align::Right,
        Part::Percent(_) => true,
        Part::State(_) => false,
    };
    let right = std::iter::repeat_n(false, first).chain(parts.iter().map(right)).collect();
    let mut flat = Flat { toned: vec![BTreeMap::new(); titles.len()], titles, right, above: first, rows: Vec::new() };

    let mut said = [String::new(), String::new(), String::new()];
    let mut name = Value::Empty;
    for row in &sheet.rows {
        match row {
            Row::Chapter { text, .. } => {
                said = [plain(text), String::new(), String::new()];
                name = Value::Empty;
            }
            Row::Head { text, aside } => {
                said[1] = plain(text);
                said[2] = aside.as_ref().map_or_else(String::new, plain);
                name = Value::Empty;
            }
            Row::Cells(cells) => {
                let said = above.iter().zip(&said).filter(|((there, _), _)| *there);
                let mut values: Vec<Value> = said.map(|(_, text)| Value::Text(text.clone())).collect();
                for part in &parts {
                    let toned = &mut flat.toned[values.len()];
                    values.push(value(*part, cells, lang, toned));
                }
                if let Some(value) = values.get_mut(first) {
                    if *value == Value::Empty {
                        value.clone_from(&name);
                    } else {
                        name.clone_from(value);
                    }
                }
                flat.rows.push(values);
            }
            // Nothing is held back where a whole table is asked for.
            Row::More(_) => {}
        }
    }
    flat
}

fn parts(sheet: &Sheet) -> Vec<Part> {
    let has = |at: usize, what: fn(&Cell) -> bool| {
        sheet.rows.iter().any(|row| matches!(row, Row::Cells(cells) if cells.get(at).is_some_and(what)))
    };
    let mut parts = Vec::new();
    for at in 0..sheet.columns.len() {
        // A column in which nothing stands says nothing, and a bar says what its neighbour says.
        if !sheet.rows.is_empty() && !has(at, |cell| !matches!(cell, Cell::Empty | Cell::Bar(_))) {
            continue;
        }
        parts.push(Part::Whole(at));
        if has(at, |cell| matches!(cell, Cell::Value(..))) {
            parts.push(Part::State(at));
        } else if has(at, |cell| matches!(cell, Cell::Share(..))) && !has(at + 1, |cell| matches!(cell, Cell::Percent(_))) {
            parts.push(Part::Percent(at));
        }
    }
    parts
}

fn value(part: Part, cells: &[Cell], lang: Lang, toned: &mut BTreeMap<String, Tone>) -> Value {
    let (Part::Whole(at) | Part::Percent(at) | Part::State(at)) = part;
    let Some(cell) = cells.get(at) else { return Value::Empty };
    let mut signed = |(sign, tone): (&str, Option<Tone>), word: Word| {
        let text = format!("{sign} {}", word.get(lang));
        if let Some(tone) = tone {
            toned.insert(text.clone(), tone);
        }
        Value::Text(text)
    };
    match (part, cell) {
        (Part::Percent(_), Cell::Share(_, 0)) => Value::Empty,
        (Part::Percent(_), Cell::Share(covered, eligible)) => percent(&BigRational::new((*covered).into(), (*eligible).into())),
        (Part::State(_), Cell::Value(_, state)) => signed(of_state(*state), state_word(*state)),
        (Part::Percent(_) | Part::State(_), _) | (_, Cell::Empty | Cell::Bar(_)) => Value::Empty,
        (_, Cell::Number(number)) => numeric(number),
        // What a subject has, of what it needs.
        (_, Cell::Value(number, _)) => numeric(number.split_once('/').map_or(number, |(has, _)| has)),
        (_, Cell::Date(day)) => Value::Date(*day),
        (_, Cell::Percent(share)) => share.as_ref().map_or(Value::Empty, percent),
        (_, Cell::Noted(verdict, _) | Cell::Verdict(verdict)) => signed(of_verdict(*verdict), crate::report::verdict_word(*verdict)),
        (_, Cell::State(state)) => signed(of_state(*state), state_word(*state)),
        (_, cell) => Value::Text(painted(&text(cell, lang), false)),
    }
}

fn percent(share: &BigRational) -> Value {
    let number = approximate(share);
    let thousandths = share * BigRational::from_integer(2000.into());
    let near = if share.is_zero() || share.is_one() {
        Nearness::Exact
    } else if thousandths < BigRational::one() {
        Nearness::Little
    } else if thousandths >= BigRational::from_integer(1999.into()) && *share < BigRational::one() {
        Nearness::Much
    } else {
        Nearness::Between
    };
    Value::Percent(number, near)
}

/// A number; a text where a workbook's numbers would not hold it exactly.
fn numeric(number: &str) -> Value {
    let places = number.split_once('.').map_or(0, |(_, places)| places.len());
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let significant = digits.trim_start_matches('0');
    let significant = if places == 0 { significant.trim_end_matches('0') } else { significant };
    match number.parse::<f64>() {
        Ok(value) if significant.len() <= DIGITS && places <= DIGITS && value.is_finite() => Value::Number(value, places),
        _ => Value::Text(printable(number).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cover::{CellState, Verdict};
    use crate::report::Column;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn headings_become_a_column_and_names_are_said_again() {
        let head = |text: &str| Row::Head { text: Message::same(text), aside: None };
        let row = |name: Cell, verdict| Row::Cells(vec![name, Cell::Share(40, 124), Cell::Bar(None), Cell::Verdict(verdict)]);
        let columns = ["Name", "Covered", "Bar", "Verdict"].map(|title| Column::left("key", Message::same(title))).to_vec();
        let rows = vec![
            Row::Chapter { text: Message::same("Plan"), aside: None },
            head("None"),
            head("One"),
            row(Cell::Text("a".into()), Verdict::Met),
            row(Cell::Empty, Verdict::Missed),
            head("Two"),
            row(Cell::Text("b".into()), Verdict::Tracked),
        ];
        let flat = flat(&Sheet { columns, rows, ..Sheet::default() }, Lang::En);
        assert_eq!(flat.titles, ["Part", "Section", "Name", "Covered", "Covered (%)", "Verdict"]);
        let share = Value::Percent(40.0 / 124.0, Nearness::Between);
        let expected = [("One", "a", "✓ met"), ("One", "a", "✗ missed"), ("Two", "b", "○ tracked")];
        let expected: Vec<Vec<Value>> = expected
            .iter()
            .map(|(head, name, verdict)| vec![text("Plan"), text(head), text(name), text("40/124"), share.clone(), text(verdict)])
            .collect();
        assert_eq!(flat.rows, expected);
        assert_eq!(flat.toned[5].keys().collect::<Vec<_>>(), ["✓ met", "✗ missed"]);
    }

    #[test]
    fn a_value_stands_beside_its_state() {
        let columns = vec![Column::right("covered", Message::same("2014"))];
        let rows = vec![Row::Cells(vec![Cell::Value("2.5".into(), CellState::Open)]), Row::Cells(vec![Cell::Share(0, 0)])];
        let flat = flat(&Sheet { columns, rows, ..Sheet::default() }, Lang::En);
        assert_eq!(flat.titles, ["2014", "2014 · State"]);
        assert_eq!(flat.rows, [vec![Value::Number(2.5, 1), text("» open")], vec![text("–"), Value::Empty]]);
    }

    #[test]
    fn numbers_are_exact_or_texts() {
        assert_eq!(numeric("12"), Value::Number(12.0, 0));
        assert_eq!(numeric("-0.25"), Value::Number(-0.25, 2));
        assert_eq!(numeric("8000000000000000000"), Value::Number(8e18, 0));
        assert_eq!(numeric("1234567890123456"), text("1234567890123456"));
        assert_eq!(numeric("123456789012.1234"), text("123456789012.1234"));
        assert_eq!(numeric("–"), text("–"));
    }

    #[test]
    fn shares_do_not_pretend() {
        let near = |of: i64, to: i64| match percent(&BigRational::new(of.into(), to.into())) {
            Value::Percent(_, near) => near,
            other => panic!("{other:?}"),
        };
        assert_eq!(near(0, 3), Nearness::Exact);
        assert_eq!(near(3, 3), Nearness::Exact);
        assert_eq!(near(1, 10000), Nearness::Little);
        assert_eq!(near(9999, 10000), Nearness::Much);
        assert_eq!(near(1, 2), Nearness::Between);
    }
}
