//! How the columns of a log are decoded: for each what its type needs, made once for the log.
//!
//! The value of a field is what [`crate::decode::read`] says. Where a type has a quick way for nearly all fields, that way is
//! part of its one decoder (a day, a short number, a known word), and every other field goes to the decoder itself.

use std::sync::OnceLock;

use crate::check::{ambiguous_number, range_of_years, spreadsheet_mark, stray_space};
use crate::decode::words::Words;
use crate::decode::{self, Vocabulary};
use crate::model::{Column, Kind, Log, View, several};
use crate::number::Number;
use crate::read::Tree;
use crate::read::frame::Frame;
use crate::read::word;

use super::amounts::Amounts;
use super::duplicates;
use super::rows::{Cells, LEFT_OUT, TOLD};
use crate::calendar::{Day, Period};

/// What a field that cannot be decoded does to its row.
const WRONG: u8 = LEFT_OUT | TOLD;

/// The decoders of a log's columns.
pub(super) struct Decoders<'a> {
    columns: Vec<Decoder<'a>>,
    /// Columns that bound others: the bounded one and its bound.
    pub(super) bounds: Vec<(usize, usize)>,
    vocabulary: &'a Vocabulary,
    tree: &'a Tree,
    log: &'a Log,
    /// Whether the log's periods are years, looked at where one may be a month or years.
    of_years: OnceLock<bool>,
}

/// What is doubtful about a field that can be read.
#[derive(Clone, Copy)]
pub(super) enum Doubtful {
    /// A decimal that looks like thousands.
    Number,
    /// A month in a column of years.
    Years,
}

/// Weighs what is doubtful about a row.
type Weigh<'w> = &'w mut dyn FnMut(&mut u8, Doubtful);

struct Decoder<'a> {
    column: &'a Column,
    form: Form,
}

enum Form {
    /// Any text; `tidy` says that odd spaces in it are told.
    Text {
        tidy: bool,
    },
    Date,
    Period,
    /// A number within these limits, in units of the last place; quick only where the limits are.
    Number {
        quick: bool,
        min: i64,
        max: i64,
    },
    Words(Words),
    /// Some words in one field, each a bit.
    Several(Words),
    /// Looked at in the tree.
    Document,
}

/// The fields of some rows of a block.
pub(super) struct Fields<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) frame: &'b Frame,
}

impl<'b> Fields<'b> {
    /// The bytes of a field; none where the file has no such column.
    #[inline]
    pub(super) fn bytes(&self, row: usize, field: Option<usize>) -> &'b [u8] {
        let Some(field) = field else { return &[] };
        let (start, end) = self.frame.field(row, field);
        &self.bytes[start..end]
    }

    /// The text of a field; empty where the file has no such column.
    pub(super) fn text(&self, row: usize, field: Option<usize>) -> &'b str {
        let Some(field) = field else { return "" };
        let (start, end) = self.frame.field(row, field);
        // Rows that are not UTF-8 were taken out before.
        std::str::from_utf8(&self.bytes[start..end]).unwrap_or_default()
    }
}

/// The periods of a log that were met, each once.
#[derive(Default)]
pub(super) struct Periods {
    numbers: rustc_hash::FxHashMap<Box<[u8]>, u32>,
    pub(super) list: Vec<Period>,
    /// The numbers of those that are probably ranges of years.
    of_years: Vec<u32>,
}

impl<'a> Decoders<'a> {
    pub(super) fn new(log: &'a Log, vocabulary: &'a Vocabulary, tree: &'a Tree) -> Decoders<'a> {
        let columns = &log.table.columns;
        let decoder = |column: &'a Column| Decoder { column, form: Form::of(column, vocabulary) };
        Decoders {
            columns: columns.iter().map(decoder).collect(),
            bounds: columns.iter().enumerate().filter_map(|(at, column)| Some((at, column.at_most?))).collect(),
            vocabulary,
            tree,
            log,
            of_years: OnceLock::new(),
        }
    }

    /// Decodes a column of some rows, behind what `cells` holds already; marks rows in which it is wrong. `doubt` weighs
    /// what has two readings.
    pub(super) fn decode(
        &self,
        at: usize,
        (fields, field): (&Fields<'_>, Option<usize>),
        periods: &mut Periods,
        cells: &mut Cells,
        flags: &mut [u8],
        doubt: Weigh<'_>,
    ) {
        let Decoder { column, form } = &self.columns[at];
        let (bytes, frame) = (fields.bytes, fields.frame);
        let empty = if column.required { LEFT_OUT | TOLD } else { 0 };
        let Some(field) = field else {
            for flags in flags.iter_mut() {
                *flags |= empty;
            }
            match cells {
                Cells::Text => {}
                Cells::Days(days) => days.resize(days.len() + flags.len(), Day::NONE),
                Cells::Numbers(numbers) => flags.iter().for_each(|_| numbers.push(None)),
                Cells::Words(words) => words.resize(words.len() + flags.len(), 0),
            }
            return;
        };
        let rows = flags.iter_mut().enumerate();
        match (form, cells) {
            (Form::Date, Cells::Days(days)) => days.extend(rows.map(|(row, flags)| {
                let (start, end) = frame.field(row, field);
                Day::decode(bytes, start, end).unwrap_or_else(|| {
                    *flags |= if start == end { empty } else { WRONG };
                    Day::NONE
                })
            })),
            (Form::Number { quick, min, max }, Cells::Numbers(numbers)) => {
                for (row, flags) in rows {
                    let (start, end) = frame.field(row, field);
                    let units = word::short_number(bytes, start, end).filter(|_| *quick).map(Number::short_units);
                    match units {
                        Some(units) => {
                            *flags |= if units < *min || units > *max { WRONG } else { 0 };
                            numbers.push_units(units);
                        }
                        None => self.number(column, fields.text(row, Some(field)), numbers, flags, doubt),
                    }
                }
            }
            (Form::Words(known), Cells::Words(words)) => words.extend(rows.map(|(row, flags)| {
                let (start, end) = frame.field(row, field);
                if start == end {
                    *flags |= empty;
                    return 0;
                }
                known.find(bytes, start, end).map_or_else(
                    || {
                        *flags |= WRONG;
                        0
                    },
                    |number| number + 1,
                )
            })),
            (Form::Several(known), Cells::Words(words)) => words.extend(rows.map(|(row, flags)| {
                let (start, end) = frame.field(row, field);
                if start == end {
                    *flags |= empty;
                    return 0;
                }
                bits(known, &bytes[start..end]).unwrap_or_else(|| {
                    *flags |= WRONG;
                    0
                })
            })),
            (Form::Period, Cells::Words(words)) => {
                let before = words.len();
                words.extend(rows.map(|(row, flags)| {
                    let (start, end) = frame.field(row, field);
                    if start == end {
                        *flags |= empty;
                        return 0;
                    }
                    self.period(column, &bytes[start..end], periods).unwrap_or_else(|| {
                        *flags |= WRONG;
                        0
                    })
                }));
                if !periods.of_years.is_empty() {
                    let doubted = words[before..].iter().zip(flags).filter(|(word, _)| periods.of_years.contains(word));
                    doubted.for_each(|(_, flags)| doubt(flags, Doubtful::Years));
                }
            }
            (Form::Document, _) => {
                for (row, flags) in rows {
                    let text = fields.text(row, Some(field));
                    *flags |= if decode::read(column, text, self.vocabulary, self.tree).is_err() { WRONG } else { 0 };
                }
            }
            _ => {
                if empty != 0 {
                    for (row, flags) in rows {
                        let (start, end) = frame.field(row, field);
                        *flags |= if start == end { empty } else { 0 };
                    }
                }
            }
        }
    }

    #[cold]
    fn number(&self, column: &Column, text: &str, numbers: &mut Amounts, flags: &mut u8, doubt: Weigh<'_>) {
        let view = decode::read(column, text, self.vocabulary, self.tree);
        if view.is_err() {
            *flags |= WRONG;
        } else if column.kind == Kind::Number && !text.is_empty() && ambiguous_number::is_one(text) {
            doubt(flags, Doubtful::Number);
        }
        numbers.push(view.ok().and_then(View::number));
    }

    fn period(&self, column: &Column, bytes: &[u8], periods: &mut Periods) -> Option<u32> {
        if let Some(number) = periods.numbers.get(bytes) {
            return Some(*number);
        }
        let text = std::str::from_utf8(bytes).ok()?;
        let Ok(View::Period(period)) = decode::read(column, text, self.vocabulary, self.tree) else { return None };
        periods.list.push(period);
        let number = u32::try_from(periods.list.len()).ok()?;
        periods.numbers.insert(bytes.into(), number);
        if self.is_of_years(text) {
            periods.of_years.push(number);
        }
        Some(number)
    }

    /// Whether a period is a month where all others of the log are years. The log is read again for it, and only then.
    pub(super) fn is_of_years(&self, text: &str) -> bool {
        range_of_years::years(text).is_some()
            && *self.of_years.get_or_init(|| {
                let mut others = range_of_years::Others::default();
                let Some(period) = self.log.table.period() else { return false };
                for path in &self.log.files {
                    duplicates::each(self.tree, self.log, path, |header, record, text| {
                        header.field(text, record, period).into_iter().for_each(|text| others.note(text));
                    });
                }
                others.are_years()
            })
    }

    /// Whether a field of a column has odd spaces that are to be told.
    pub(super) fn is_untidy(&self, at: usize, text: &str) -> bool {
        matches!(self.columns[at].form, Form::Text { tidy: true }) && !matches!(stray_space::tidy(text), std::borrow::Cow::Borrowed(_))
    }

    /// Whether a field of a column has a mark that a spreadsheet left.
    pub(super) fn is_marked(&self, at: usize, text: &str) -> bool {
        matches!(self.columns[at].form, Form::Text { tidy: true }) && spreadsheet_mark::is_one(text)
    }

    /// What stands in a row, in its column's type. `row` is counted from the first of all rows, `text` is the field's own.
    pub(super) fn view<'t>(&self, at: usize, cells: &Cells, row: usize, periods: &Periods, text: &'t str) -> View<'t> {
        match (cells, &self.columns[at].column.kind) {
            _ if text.is_empty() => View::Empty,
            (Cells::Days(days), _) => View::Date(days[row].date()),
            (Cells::Numbers(numbers), _) => numbers.get(row).map_or(View::Empty, View::Number),
            (Cells::Words(words), Kind::Period) => {
                let period = (words[row] as usize).checked_sub(1).and_then(|number| periods.list.get(number));
                period.map_or(View::Empty, |period| View::Period(*period))
            }
            (Cells::Words(words), Kind::Boolean) => View::Boolean(words[row] == 2),
            _ => View::Text(text),
        }
    }
}

/// The bits of the words of a field that holds several; none where one is unknown, empty or there twice.
fn bits(known: &Words, field: &[u8]) -> Option<u32> {
    several(std::str::from_utf8(field).ok()?).try_fold(0, |bits, word| {
        if word.is_empty() {
            return None;
        }
        let bit = 1_u32.checked_shl(known.find(word.as_bytes(), 0, word.len())?)?;
        (bits & bit == 0).then_some(bits | bit)
    })
}

impl Form {
    fn of(column: &Column, vocabulary: &Vocabulary) -> Form {
        let ids = |known: &std::collections::BTreeMap<String, String>| Form::Words(Words::new(known.keys().map(String::as_str)));
        let quick = |limit: Option<Number>, none: i64| limit.map_or(Some(none), Number::to_units);
        match &column.kind {
            Kind::Key => Form::Text { tidy: true },
            Kind::Text => Form::Text { tidy: column.name != "note" },
            Kind::Reference(_) => Form::Text { tidy: false },
            Kind::Date => Form::Date,
            Kind::Period => Form::Period,
            Kind::Integer | Kind::Money | Kind::Number => match (quick(column.min, i64::MIN), quick(column.max, i64::MAX)) {
                (Some(min), Some(max)) => Form::Number { quick: true, min, max },
                _ => Form::Number { quick: false, min: 0, max: 0 },
            },
            Kind::Boolean => Form::Words(Words::new(["false", "true"].into_iter())),
            Kind::Choice(choices) => Form::Words(Words::new(choices.iter().map(|choice| choice.id.as_str()))),
            Kind::Choices(choices) => Form::Several(Words::new(choices.iter().map(|choice| choice.id.as_str()))),
            Kind::Agency => ids(&vocabulary.agencies),
            Kind::Fund => ids(&vocabulary.funds),
            Kind::Activity => ids(&vocabulary.activities),
            Kind::File | Kind::Category => Form::Document,
        }
    }
}
