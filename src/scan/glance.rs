//! Rows that look sound at a glance: nearly all.
//!
//! Only a row of which nothing is to be said is taken here, and its fields are read in the shortest way there is.
//! Whatever is not plain is left to the close look of [`FileScan::row`], which knows every fault and the words for it:
//! it must say nothing about a row that is taken here. A test holds the two against each other.

use super::batch::{NOBODY, gathered};
use super::file::{FileScan, Hand};
use super::glanced::Asked;
use super::keys;
use super::lookup;
use super::route::Routes;
use crate::calendar::{Date, Days, Period, parse_date};
use crate::check::stray_space;
use crate::decode::Vocabulary;
use crate::load::rows::Header;
use crate::measure::mark;
use crate::model::{Choice, Column, Condition, Kind, Log, SubjectKind, View};
use crate::number::Number;
use crate::read::Tree;
use crate::read::records::Record;
use crate::text::is_plain;

/// How the rows of a log are read at a glance.
pub(super) struct Glance<'a> {
    columns: Vec<Shape<'a>>,
    /// Columns that bound others: the bounded one and its bound.
    bounds: Vec<(usize, usize)>,
    pub(super) sieve: Sieve<'a>,
    /// Whether it can be done at all.
    possible: bool,
}

/// What a column's fields look like.
struct Shape<'a> {
    required: bool,
    looks: Looks<'a>,
}

enum Looks<'a> {
    /// Any text.
    Text,
    /// A text in which odd spaces would be told.
    Tidy,
    Date,
    Period,
    Number {
        whole: bool,
        min: Option<Number>,
        max: Option<Number>,
    },
    Boolean,
    Choice(&'a [Choice]),
    Known(&'a std::collections::BTreeMap<String, String>),
    Document,
}

/// The filters of a log, laid out by what they ask for.
pub(super) struct Sieve<'a> {
    words: usize,
    /// For each column of choices that filters ask for, by choice, first of all for none, a bit for each filter that
    /// takes it.
    by_choice: Vec<(usize, Vec<u64>)>,
    /// Other conditions on the row itself, by filter.
    own: Vec<Vec<&'a Condition>>,
    /// Conditions on what the row refers to, by filter.
    pub(super) further: Vec<Vec<&'a Condition>>,
}

impl<'a> Glance<'a> {
    pub(super) fn new(log: &'a Log, vocabulary: &'a Vocabulary, routes: &Routes<'a>) -> Glance<'a> {
        let shape = |column: &'a Column| Shape { required: column.required, looks: Looks::of(column, vocabulary) };
        let columns = &log.table.columns;
        Glance {
            columns: columns.iter().map(shape).collect(),
            bounds: columns.iter().enumerate().filter_map(|(at, column)| Some((at, column.at_most?))).collect(),
            sieve: Sieve::new(log, routes),
            // A period that is read in several calendars may count in several ways.
            possible: routes.calendars.len() == 1 || !log.by_period(),
        }
    }
}

impl<'a> Looks<'a> {
    fn of(column: &'a Column, vocabulary: &'a Vocabulary) -> Looks<'a> {
        match &column.kind {
            Kind::Text if column.name == "note" => Looks::Text,
            Kind::Key | Kind::Text => Looks::Tidy,
            Kind::Reference(_) => Looks::Text,
            Kind::Date => Looks::Date,
            Kind::Period => Looks::Period,
            Kind::Integer | Kind::Money => Looks::Number { whole: true, min: column.min, max: column.max },
            Kind::Number => Looks::Number { whole: false, min: column.min, max: column.max },
            Kind::Boolean => Looks::Boolean,
            Kind::Choice(choices) => Looks::Choice(choices),
            Kind::Agency => Looks::Known(&vocabulary.agencies),
            Kind::Fund => Looks::Known(&vocabulary.funds),
            Kind::Activity => Looks::Known(&vocabulary.activities),
            Kind::Category => Looks::Known(&vocabulary.categories),
            Kind::File => Looks::Document,
        }
    }

    /// Reads a field that is not empty, with the number of its choice, from 1.
    fn read<'t>(&self, text: &'t str, tree: &Tree) -> Option<(View<'t>, u32)> {
        let view = match self {
            Looks::Text => View::Text(text),
            Looks::Tidy => {
                // No byte is a space or anything but ASCII: then there is no odd space either.
                let plain = text.bytes().filter(|byte| *byte <= b' ' || !byte.is_ascii()).count() == 0;
                if !plain && !matches!(stray_space::tidy(text), std::borrow::Cow::Borrowed(_)) {
                    return None;
                }
                View::Text(text)
            }
            Looks::Date => View::Date(parse_date(text)?),
            Looks::Period => View::Period(Period::parse(text).ok()?),
            Looks::Number { whole, min, max } => {
                let number = match Number::parse_digits(text) {
                    Some(number) => number,
                    None if *whole || crate::check::ambiguous_number::is_one(text) => return None,
                    None => Number::parse(text).ok()?,
                };
                if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
                    return None;
                }
                View::Number(number)
            }
            Looks::Boolean => View::Boolean(match text {
                "true" => true,
                "false" => false,
                _ => return None,
            }),
            Looks::Choice(choices) => {
                let place = choices.iter().position(|choice| choice.id == text)?;
                return Some((View::Text(text), u32::try_from(place + 1).ok()?));
            }
            Looks::Known(known) => known.contains_key(text).then_some(View::Text(text))?,
            Looks::Document => tree.has_document(text).then_some(View::Text(text))?,
        };
        Some((view, 0))
    }
}

impl<'a> Sieve<'a> {
    fn new(log: &'a Log, routes: &Routes<'a>) -> Sieve<'a> {
        let words = routes.filters.len().div_ceil(64);
        let mut sieve = Sieve { words, by_choice: Vec::new(), own: Vec::new(), further: Vec::new() };
        for (filter, entry) in routes.filters.iter().enumerate() {
            let (mut own, mut further) = (Vec::new(), Vec::new());
            for condition in &entry.conditions {
                match &log.table.columns[condition.path.column].kind {
                    _ if !condition.path.then.is_empty() => further.push(condition),
                    Kind::Choice(choices) => sieve.ask(condition, choices, filter),
                    _ => own.push(condition),
                }
            }
            sieve.own.push(own);
            sieve.further.push(further);
        }
        sieve
    }

    /// Notes which choices a filter takes.
    fn ask(&mut self, condition: &Condition, choices: &[Choice], filter: usize) {
        let (words, column) = (self.words, condition.path.column);
        let at = self.by_choice.iter().position(|(known, _)| *known == column).unwrap_or_else(|| {
            self.by_choice.push((column, vec![u64::MAX; (choices.len() + 1) * words]));
            self.by_choice.len() - 1
        });
        let views = std::iter::once(View::Empty).chain(choices.iter().map(|choice| View::Text(&choice.id)));
        for (choice, view) in views.enumerate() {
            if !condition.test.holds(view) {
                self.by_choice[at].1[choice * words + filter / 64] &= !(1 << (filter % 64));
            }
        }
    }

    /// Adds the filters of a stretch that a row passes, as far as the row itself decides.
    fn pass(&self, filters: &[usize], cells: &[View<'_>], choices: &[u32], passed: &mut Vec<u64>) {
        let start = passed.len();
        passed.resize(start + self.words, u64::MAX);
        let passed = &mut passed[start..];
        for (column, masks) in &self.by_choice {
            let masks = &masks[choices[*column] as usize * self.words..][..self.words];
            passed.iter_mut().zip(masks).for_each(|(passed, mask)| *passed &= mask);
        }
        for filter in filters {
            if !self.own[*filter].iter().all(|condition| condition.test.holds(cells[condition.path.column])) {
                passed[filter / 64] &= !(1 << (filter % 64));
            }
        }
    }
}

/// A row's fields while it is glanced at.
#[derive(Default)]
pub(super) struct Fields {
    cells: Vec<View<'static>>,
    choices: Vec<u32>,
}

impl FileScan<'_> {
    /// Takes a row for now that looks sound.
    pub(super) fn glanced(&self, hand: &mut Hand, header: &Header, record: &Record<'_>) -> bool {
        if !self.glance.possible || !header.is_usual() || !header.fits(record) || self.excluded.contains(record.place()) {
            return false;
        }
        let (bytes, ends, gap) = record.text();
        if gap == 0 && (record.begins_with_mark() || record.bad_quote().is_some()) {
            return false;
        }
        let Ok(text) = std::str::from_utf8(bytes) else { return false };
        if !is_plain(text) {
            return false;
        }
        let field = |column: usize| {
            let field = header.place_of(column)?;
            text.get(if field == 0 { 0 } else { ends[field - 1] + gap }..ends[field])
        };
        // Money has much to be held against.
        if self.spender.is_some_and(|spender| field(spender.amount()).is_some_and(|text| !text.is_empty())) {
            return false;
        }
        let mut cells = super::file::emptied(std::mem::take(&mut hand.fields.cells));
        let taken = self.fields(hand, &mut cells, field).map(|(date, days)| self.keep(hand, &cells, field, record.start(), date, days));
        hand.fields.cells = super::file::emptied(cells);
        if taken.is_some() && hand.glanced.is_full() {
            self.decide_some(hand);
        }
        taken.is_some()
    }

    /// Reads a row's fields; gives its day and the days of its period.
    fn fields<'t>(
        &self,
        hand: &mut Hand,
        cells: &mut Vec<View<'t>>,
        field: impl Fn(usize) -> Option<&'t str>,
    ) -> Option<(Date, Option<Days>)> {
        hand.fields.choices.clear();
        for (at, shape) in self.glance.columns.iter().enumerate() {
            let text = field(at).unwrap_or_default();
            let (view, choice) = match shape.looks.read(text, self.tree) {
                _ if text.is_empty() && shape.required => return None,
                _ if text.is_empty() => (View::Empty, 0),
                read => read?,
            };
            cells.push(view);
            hand.fields.choices.push(choice);
        }
        for (column, bound) in &self.glance.bounds {
            if let (Some(number), Some(bound)) = (cells[*column].number(), cells[*bound].number())
                && number > bound
            {
                return None;
            }
        }
        let View::Date(date) = cells[self.log.date] else { return None };
        let days = match self.period.map(|column| cells[column]) {
            None => None,
            Some(View::Period(period)) => Some(period.days(*self.routes.calendars.first()?)?),
            Some(_) => return None,
        };
        Some((date, days))
    }

    /// Keeps what is needed of a row to decide on it.
    fn keep<'t>(
        &self,
        hand: &mut Hand,
        cells: &[View<'t>],
        field: impl Fn(usize) -> Option<&'t str>,
        start: u64,
        date: Date,
        days: Option<Days>,
    ) {
        let (at, stretch) = if let Some(days) = days {
            hand.stretches.of(self.routes, days, 0)
        } else {
            let at = self.routes.by_date(date);
            (at, &self.routes.stretches()[at])
        };
        let kept = &mut hand.glanced;
        kept.starts.push(start);
        kept.stretches.push(at);
        kept.dates.push(date);
        if let Some(days) = days {
            kept.periods.push(days);
        }
        self.glance.sieve.pass(&stretch.filters, cells, &hand.fields.choices, &mut kept.passed);
        for column in &self.routes.numbers {
            kept.numbers.push(cells[*column].number());
        }
        for column in &self.routes.marks {
            kept.marks.push(gathered(field(*column).filter(|text| !text.is_empty()).map(mark)));
        }
        for axis in &self.routes.axes {
            let subject = match axis.subjects {
                SubjectKind::Whole => 0,
                // These are looked up.
                SubjectKind::Units | SubjectKind::Register(_) => NOBODY,
                SubjectKind::Agencies => axis
                    .column
                    .and_then(|column| self.workspace.plans[axis.plan].names.agency(cells[column].text()?))
                    .and_then(|agency| u32::try_from(agency.0).ok())
                    .unwrap_or(NOBODY),
                SubjectKind::Choices(..) => axis.column.and_then(|column| hand.fields.choices[column].checked_sub(1)).unwrap_or(NOBODY),
            };
            kept.subjects.push(subject);
        }
        for reference in self.references {
            let key = cells[reference.column].text();
            let (start, end) = kept.write(key.unwrap_or_default());
            kept.asked.push(Asked { hash: key.map_or(0, |key| lookup::hash(key.as_bytes())), start, end });
            for named in &reference.named {
                let name = kept.write(cells[*named].text().unwrap_or_default());
                kept.names.push(name);
            }
        }
        let key = self.key.and_then(|key| cells[key].text());
        if let Some(key) = key {
            kept.keys.push(keys::hash(key));
        }
        if self.routes.keys {
            let key = kept.write(key.unwrap_or_default());
            kept.key_text.push(key);
        }
        if self.doubts {
            kept.contents.push(keys::content(self.log, |column| field(column).unwrap_or_default()));
        }
        kept.keyed.push(key.is_some());
    }
}
