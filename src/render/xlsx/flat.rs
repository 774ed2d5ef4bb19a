//! A table with one kind of thing in each column, so that it can be sorted and filtered.
//!
//! Headings over rows become a column of their own; a cell that is left empty because the one above says it is
//! filled; of a share each number has a column, so that it can be summed, with the fraction beside; a value stands beside its
//! state; a row that adds the others up is none of them.

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
    /// What adds them up.
    pub(super) total: Option<Vec<Value>>,
    /// For each column the tool's own words in it that have a tone.
    pub(super) toned: Vec<BTreeMap<String, Tone>>,
}

/// What becomes of a column.
#[derive(Clone, Copy)]
enum Part {
    /// The cell itself.
    Whole(usize),
    /// Of a number of a number the first one.
    Has(usize),
    /// The second one.
    Of(usize),
    /// Both as people read them, and whatever else stands in such a column.
    Fraction(usize),
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
            Part::Whole(at) | Part::Has(at) => title(*at),
            Part::Of(at) => format!("{} · {}", title(*at), Word::OutOf.get(lang)),
            Part::Fraction(at) => format!("{} · n/N", title(*at)),
            Part::Percent(at) => format!("{} (%)", title(*at)),
            Part::State(at) => format!("{} · {}", title(*at), Word::State.get(lang)),
        }
    }));
    let right = |part: &Part| match part {
        Part::Whole(at) => sheet.columns[*at].align == Align::Right,
        Part::Percent(_) | Part::Has(_) | Part::Of(_) => true,
        Part::Fraction(_) | Part::State(_) => false,
    };
    let right = std::iter::repeat_n(false, first).chain(parts.iter().map(right)).collect();
    let mut flat = Flat { toned: vec![BTreeMap::new(); titles.len()], titles, right, above: first, rows: Vec::new(), total: None };

    let mut said = [String::new(), String::new(), String::new()];
    let mut name = Value::Empty;
    for (at, row) in sheet.rows.iter().enumerate() {
        let total = sheet.total && at + 1 == sheet.rows.len();
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
                let mut values: Vec<Value> = said.map(|(_, text)| if total { Value::Empty } else { Value::Text(text.clone()) }).collect();
                for part in &parts {
                    let toned = &mut flat.toned[values.len()];
                    values.push(value(*part, cells, lang, toned));
                }
                // Whom a row is about is said in each.
                if let (Some(value), Some(Part::Whole(_))) = (values.get_mut(first), parts.first()) {
                    if *value == Value::Empty {
                        value.clone_from(&name);
                    } else {
                        name.clone_from(value);
                    }
                }
                if total {
                    flat.total = Some(values);
                } else {
                    flat.rows.push(values);
                }
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
        let divided = |cell: &Cell| match cell {
            Cell::Share(..) | Cell::Part(..) => true,
            Cell::Value(number, _) => number.contains('/'),
            _ => false,
        };
        if has(at, divided) {
            parts.extend([Part::Has(at), Part::Of(at), Part::Fraction(at)]);
        } else {
            parts.push(Part::Whole(at));
        }
        if has(at, |cell| matches!(cell, Cell::Value(..))) {
            parts.push(Part::State(at));
        } else if has(at, |cell| matches!(cell, Cell::Share(..))) && !has(at + 1, |cell| matches!(cell, Cell::Percent(_))) {
            parts.push(Part::Percent(at));
        }
    }
    parts
}

fn value(part: Part, cells: &[Cell], lang: Lang, toned: &mut BTreeMap<String, Tone>) -> Value {
    let (Part::Whole(at) | Part::Has(at) | Part::Of(at) | Part::Fraction(at) | Part::Percent(at) | Part::State(at)) = part;
    let Some(cell) = cells.get(at) else { return Value::Empty };
    let mut signed = |(sign, tone): (&str, Option<Tone>), word: Word| {
        let text = format!("{sign} {}", word.get(lang));
        if let Some(tone) = tone {
            toned.insert(text.clone(), tone);
        }
        Value::Text(text)
    };
    match (part, cell) {
        (Part::Percent(_) | Part::Has(_) | Part::Of(_), Cell::Share(_, 0)) => Value::Empty,
        (Part::Percent(_), Cell::Share(covered, eligible)) => percent(&BigRational::new((*covered).into(), (*eligible).into())),
        (Part::State(_), Cell::Value(_, state)) => signed(of_state(*state), state_word(*state)),
        (Part::Has(_), Cell::Share(covered, _)) => numeric(&covered.to_string()),
        (Part::Of(_), Cell::Share(_, eligible)) => numeric(&eligible.to_string()),
        (Part::Has(_), Cell::Part(number, _, _) | Cell::Number(number)) | (Part::Of(_), Cell::Part(_, number, _)) => numeric(number),
        // What a subject has, of what it needs.
        (Part::Has(_), Cell::Value(number, _)) => numeric(number.split_once('/').map_or(number, |(has, _)| has)),
        (Part::Of(_), Cell::Value(number, _)) => number.split_once('/').map_or(Value::Empty, |(_, of)| numeric(of)),
        (Part::Fraction(_), Cell::Value(number, _)) if number.contains('/') => Value::Text(number.clone()),
        (Part::Percent(_) | Part::State(_) | Part::Has(_) | Part::Of(_), _)
        | (Part::Fraction(_), Cell::Number(_) | Cell::Value(..))
        | (_, Cell::Empty | Cell::Bar(_)) => Value::Empty,
        (_, Cell::Number(number) | Cell::Value(number, _)) => numeric(number),
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
        assert_eq!(flat.titles, ["Part", "Section", "Name", "Covered", "Covered · out of", "Covered · n/N", "Covered (%)", "Verdict"]);
        let [has, of] = [40.0, 124.0].map(|number| Value::Number(number, 0));
        let share = Value::Percent(40.0 / 124.0, Nearness::Between);
        let expected = [("One", "a", "✓ met"), ("One", "a", "✗ missed"), ("Two", "b", "○ tracked")];
        let expected: Vec<Vec<Value>> = expected
            .iter()
            .map(|(head, name, verdict)| {
                let counted = [has.clone(), of.clone(), text("40/124"), share.clone()];
                [text("Plan"), text(head), text(name)].into_iter().chain(counted).chain([text(verdict)]).collect()
            })
            .collect();
        assert_eq!(flat.rows, expected);
        assert_eq!(flat.toned[7].keys().collect::<Vec<_>>(), ["✓ met", "✗ missed"]);
    }

    #[test]
    fn a_value_stands_beside_its_state() {
        let columns = vec![Column::right("covered", Message::same("2014"))];
        let rows = vec![Row::Cells(vec![Cell::Value("2.5".into(), CellState::Open)]), Row::Cells(vec![Cell::Share(0, 0)])];
        let flat = flat(&Sheet { columns, rows, ..Sheet::default() }, Lang::En);
        assert_eq!(flat.titles, ["2014", "2014 · out of", "2014 · n/N", "2014 · State"]);
        let number = Value::Number(2.5, 1);
        let expected =
            [vec![number, Value::Empty, Value::Empty, text("» open")], vec![Value::Empty, Value::Empty, text("–"), Value::Empty]];
        assert_eq!(flat.rows, expected);
    }

    #[test]
    fn what_adds_up_is_no_row_and_what_is_missing_can_be_summed() {
        let columns = vec![Column::left("name", Message::same("Name")), Column::right("missing", Message::same("Missing"))];
        let part = |has: &str, words: &'static str| Cell::Part(has.to_owned(), "2".to_owned(), Message::same(words));
        let row = |name: &str, cell| Row::Cells(vec![Cell::Text(name.into()), cell]);
        let none = Cell::Words(Message::same("no value"));
        let rows = vec![row("a", part("1", "1 of 2")), row("b", none), row("Sum", Cell::Number("1".into()))];
        let flat = flat(&Sheet { columns, rows, total: true, ..Sheet::default() }, Lang::En);
        let [one, two] = [1.0, 2.0].map(|number| Value::Number(number, 0));
        let expected = [vec![text("a"), one.clone(), two, text("1 of 2")], vec![text("b"), Value::Empty, Value::Empty, text("no value")]];
        assert_eq!(flat.rows, expected);
        assert_eq!(flat.total, Some(vec![text("Sum"), one, Value::Empty, Value::Empty]));
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
