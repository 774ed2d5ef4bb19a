//! The row with which spending passed what was there for it.
//!
//! Only where a sum is too high are the logs read again: first for the day on which it passed, then for the rows of
//! that day. The order is that of date, key, file and position, whatever order the rows stand in.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::expenditure::{Adds, Expenditure, Spent};
use super::lookup::Lookup;
use super::references::{self, Reference, Referred};
use super::spending::{Money, Spending};
use crate::calendar::{Date, Day, Days};
use crate::decode::Vocabulary;
use crate::finding::Findings;
use crate::load::reader::each_row;
use crate::load::rows::Reading;
use crate::model::{Log, LogIndex, RegisterIndex, View, Workspace};
use crate::number::Number;
use crate::read::{Place, Tree};

/// A sum of spending.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// Of an activity from a fund in a year.
    Line {
        /// The plan, by its place in the workspace.
        plan: usize,
        /// The civil year.
        year: i16,
        /// The fund, by its place in the list.
        fund: Option<u32>,
        /// The activity; none: rows that name none.
        activity: Option<usize>,
    },
    /// On a subject in a window of a gauge.
    Cell {
        /// The gauge.
        gauge: usize,
        /// The window.
        window: usize,
        /// The subject.
        subject: u32,
    },
}

/// Money that several sums draw from: each has so much of its own, and what goes beyond that must not exceed `shared`.
#[derive(Clone, Debug)]
pub struct Pot {
    /// The sums, each with what is there for it alone.
    pub parts: Vec<(Part, Number)>,
    /// What is there for all of them.
    pub shared: Number,
}

/// A row with which a pot was exceeded.
#[derive(Clone, Copy, Debug)]
pub struct Crossing {
    /// Its money field.
    pub place: Place,
    /// Its date.
    pub date: Date,
    /// What had been spent by then, this row included: of all parts.
    pub spent: Number,
    /// What of that went beyond what was there for each part alone.
    pub beyond: Number,
}

/// The sums of a pot while rows are added.
struct Running<'p> {
    pot: &'p Pot,
    sums: Vec<Number>,
}

impl<'p> Running<'p> {
    fn new(pot: &'p Pot) -> Running<'p> {
        Running { pot, sums: vec![Number::ZERO; pot.parts.len()] }
    }

    /// Whether the pot is exceeded, were so much more spent of each part.
    fn over(&self, more: Option<&BTreeMap<usize, Number>>) -> bool {
        self.beyond(more) > self.pot.shared
    }

    fn beyond(&self, more: Option<&BTreeMap<usize, Number>>) -> Number {
        let mut beyond = Number::ZERO;
        for (at, ((_, own), sum)) in self.pot.parts.iter().zip(&self.sums).enumerate() {
            let sum = *sum + more.and_then(|more| more.get(&at)).copied().unwrap_or_default();
            if sum > *own {
                beyond += sum - *own;
            }
        }
        beyond
    }

    fn add(&mut self, sums: &BTreeMap<usize, Number>) {
        for (part, sum) in sums {
            self.sums[*part] += *sum;
        }
    }

    fn spent(&self) -> Number {
        self.sums.iter().fold(Number::ZERO, |all, sum| all + *sum)
    }
}

/// What is spent of each part on a day: in all, and without what is paid back.
#[derive(Default)]
struct DaySums {
    all: BTreeMap<usize, Number>,
    paid: BTreeMap<usize, Number>,
}

/// A row that adds to a pot.
struct Candidate {
    date: Date,
    key: String,
    path: Arc<str>,
    place: Place,
    part: usize,
    amount: Number,
}

/// For each pot the row with which it was exceeded; nothing where it never was.
pub fn crossings(
    workspace: &Workspace,
    vocabulary: &Vocabulary,
    tree: &Tree,
    (as_of, spending): (Date, &Spending),
    pots: &[Pot],
) -> Vec<Option<Crossing>> {
    let mut wanted: FxHashMap<Part, Vec<(usize, usize)>> = FxHashMap::default();
    for (at, pot) in pots.iter().enumerate() {
        for (nth, (part, _)) in pot.parts.iter().enumerate() {
            // Rows know subjects by their ranks.
            let part = match *part {
                Part::Cell { gauge, window, subject } => {
                    Part::Cell { gauge, window, subject: spending.rank(gauge, subject).unwrap_or(u32::MAX) }
                }
                line @ Part::Line { .. } => line,
            };
            wanted.entry(part).or_default().push((at, nth));
        }
    }
    if wanted.is_empty() {
        return Vec::new();
    }
    let money = Money::new(workspace, as_of, spending.asked);
    let again = Again { workspace, vocabulary, tree, money: &money, spending, as_of };
    let mut days: Vec<BTreeMap<Date, DaySums>> = pots.iter().map(|_| BTreeMap::new()).collect();
    again.rows(&wanted, &mut |(pot, part), row| {
        let day = days[pot].entry(row.date).or_default();
        *day.all.entry(part).or_default() += row.amount;
        if row.amount > Number::ZERO {
            *day.paid.entry(part).or_default() += row.amount;
        }
    });
    // The days on which a pot may have been exceeded: up to the first at whose end it is.
    let suspected: Vec<Vec<Date>> = pots
        .iter()
        .zip(&days)
        .map(|(pot, days)| {
            let (mut running, mut suspected) = (Running::new(pot), Vec::new());
            for (date, day) in days {
                if running.over(Some(&day.paid)) {
                    suspected.push(*date);
                }
                running.add(&day.all);
                if running.over(None) {
                    break;
                }
            }
            suspected
        })
        .collect();
    let mut rows: Vec<Vec<Candidate>> = pots.iter().map(|_| Vec::new()).collect();
    again.rows(&wanted, &mut |(pot, part), row| {
        if suspected[pot].contains(&row.date) {
            let key = row.key.unwrap_or_default().to_owned();
            rows[pot].push(Candidate { date: row.date, key, path: row.path.clone(), place: row.place, part, amount: row.amount });
        }
    });
    let each = pots.iter().zip(rows).zip(days);
    each.map(|((pot, mut rows), days)| {
        rows.sort_by(|a, b| (a.date, &a.key, &a.path, a.place).cmp(&(b.date, &b.key, &b.path, b.place)));
        let mut running = Running::new(pot);
        let mut rows = rows.into_iter().peekable();
        for (date, day) in &days {
            let mut looked_at = false;
            while let Some(row) = rows.next_if(|row| row.date == *date) {
                looked_at = true;
                running.sums[row.part] += row.amount;
                if running.over(None) {
                    return Some(Crossing { place: row.place, date: row.date, spent: running.spent(), beyond: running.beyond(None) });
                }
            }
            if !looked_at {
                running.add(&day.all);
            }
        }
        None
    })
    .collect()
}

/// A row read again.
struct Row<'r> {
    date: Date,
    key: Option<&'r str>,
    path: &'r Arc<str>,
    place: Place,
    amount: Number,
}

/// Reads logs again whose rows are known to be sound or not.
struct Again<'a> {
    workspace: &'a Workspace,
    vocabulary: &'a Vocabulary,
    tree: &'a Tree,
    money: &'a Money<'a>,
    spending: &'a Spending,
    as_of: Date,
}

impl Again<'_> {
    /// Hands over every sound row for each wanted part that it adds to.
    fn rows(&self, wanted: &FxHashMap<Part, Vec<(usize, usize)>>, take: &mut dyn FnMut((usize, usize), &Row<'_>)) {
        let mut lookups: BTreeMap<RegisterIndex, Arc<Lookup>> = BTreeMap::new();
        for at in self.spending.left_out.keys() {
            let log = self.workspace.log(*at);
            let mut lookup = |register| lookups.entry(register).or_insert_with(|| Arc::new(Lookup::new(self.workspace, register))).clone();
            let references = references::columns(&log.table.columns, &mut lookup);
            if let Some(expenditure) = self.money.expenditure(self.vocabulary, *at) {
                for path in &log.files {
                    self.file((*at, log, path), &expenditure, &references, wanted, take);
                }
            }
        }
    }

    fn file(
        &self,
        (index, log, path): (LogIndex, &Log, &str),
        expenditure: &Expenditure<'_>,
        references: &[Reference],
        wanted: &FxHashMap<Part, Vec<(usize, usize)>>,
        take: &mut dyn FnMut((usize, usize), &Row<'_>),
    ) {
        let (path, left_out) = (Arc::from(path), self.spending.left_out.get(&index));
        let (key, period, amount_column) = (log.table.key(), log.table.period(), expenditure.amount());
        let mut credited = Vec::new();
        let mut untold = Findings::default();
        let mut parts: Vec<Part> = Vec::new();
        each_row(self.tree, &path, &log.table, &mut untold, |line, untold| {
            let (header, record) = (line.header, line.record);
            if left_out.is_some_and(|(sites, _)| sites.contains(record.place())) {
                return true;
            }
            let mut cells = Vec::new();
            let reading = Reading { table: &log.table, vocabulary: self.vocabulary, tree: self.tree };
            header.cells(reading, record, line.text, &mut cells, &mut Vec::new());
            let Some(View::Date(date)) = cells.get(log.date).copied().filter(|_| cells.len() == log.table.columns.len()) else {
                return true;
            };
            let Some(amount) = cells[amount_column].number().filter(|_| date <= self.as_of) else { return true };
            let referred = |column: usize| self.referred(index, references, &cells, (column, date));
            let place = |column| header.place(record, column);
            let spent = Spent { cells: &cells, date, period, referred: &referred, place: &place };
            parts.clear();
            expenditure.each(&spent, &mut credited, &mut |adds| match adds {
                Adds::Line(key) => parts.push(Part::Line { plan: key.plan, year: key.year, fund: key.fund, activity: key.activity }),
                Adds::Cell((gauge, window, rank), _) => parts.push(Part::Cell { gauge, window, subject: rank }),
            });
            let key = key.and_then(|key| cells[key].text());
            let row = Row { date, key, path: &path, place: place(amount_column), amount };
            for pots in parts.iter().filter_map(|part| wanted.get(part)) {
                for pot in pots {
                    take(*pot, &row);
                }
            }
            // Nothing is told twice.
            untold.forget_since(0);
            true
        });
    }

    /// What a reference means on the day of its row, or in the first calendar of its period in which it means something.
    fn referred(&self, log: LogIndex, references: &[Reference], cells: &[View<'_>], (column, date): (usize, Date)) -> Option<Referred> {
        let reference = references.iter().find(|entry| entry.column == column)?;
        let key = references::key(&cells[column])?;
        let find = |days: Option<Days>| reference.lookup.find(key, Day::new(date), days);
        match self.workspace.log(log).table.period().map(|period| cells[period]) {
            None => find(None),
            Some(View::Period(period)) => {
                let calendars = self.spending.left_out.get(&log).map(|(_, calendars)| calendars.as_slice()).unwrap_or_default();
                calendars.iter().filter_map(|calendar| period.days(*calendar)).find_map(|days| find(Some(days)))
            }
            Some(_) => None,
        }
    }
}
