//! The row with which spending passed what was there for it.
//!
//! What was spent of a line on each day is known from the one pass over the logs, and so is the day on which a line was passed: only
//! the blocks with rows of that day are looked at again, for the row. Sums of a subject under a norm are many, and seldom passed:
//! their days are not kept, but found in the blocks that reach into their windows. The order of rows is that of date, key, file and
//! position, whatever order they stand in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::around::Around;
use super::cascade::Cascade;
use super::daily::{DaySum, Line as SumLine};
use super::expenditure::{Adds, Expenditure, Spent};
use super::lookup::Lookup;
use super::references::{self, Reference, Referred};
use super::spending::{BlockDays, Key, LogRows, Money, Spending};
use crate::calendar::{Date, Day, Days};
use crate::decode::Vocabulary;
use crate::load::reader::{Line, rows_of_blocks};
use crate::load::rows::Reading;
use crate::model::{Log, RegisterIndex, View, Workspace};
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
        /// The subjects with budget lines of their own that its rows are of.
        around: Around,
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

/// A budget line that is watched, with the sums that it and other lines pay for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pot {
    /// The sums, as the cascade knows them.
    pub parts: Vec<Part>,
    /// How lines pay for them.
    pub cascade: Cascade,
    /// The line that is watched.
    pub line: usize,
}

impl Pot {
    /// A sum with so much for it alone.
    pub fn single(part: Part, available: Number) -> Pot {
        Pot { parts: vec![part], cascade: Cascade::new(vec![available], vec![vec![0]]), line: 0 }
    }
}

/// A row with which a pot was exceeded.
#[derive(Clone, Copy, Debug)]
pub struct Crossing {
    /// Its money field.
    pub place: Place,
    /// Its date.
    pub date: Date,
    /// What was held against the line by then, this row included.
    pub held: Number,
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
        self.held(more).1 > Number::ZERO
    }

    /// What is held against the line, and what of it is over.
    fn held(&self, more: Option<&BTreeMap<usize, Number>>) -> (Number, Number) {
        let Some(more) = more else { return self.pot.cascade.held(self.pot.line, &self.sums) };
        let mut sums = self.sums.clone();
        for (part, sum) in more {
            sums[*part] += *sum;
        }
        self.pot.cascade.held(self.pot.line, &sums)
    }

    fn add(&mut self, sums: &BTreeMap<usize, Number>) {
        for (part, sum) in sums {
            self.sums[*part] += *sum;
        }
    }
}

/// What is spent of each part on a day: in all, and without what is paid back.
#[derive(Clone, Default)]
struct PartSums {
    all: BTreeMap<usize, Number>,
    paid: BTreeMap<usize, Number>,
}

impl PartSums {
    fn add(&mut self, part: usize, sum: &DaySum) {
        *self.all.entry(part).or_default() += sum.all;
        *self.paid.entry(part).or_default() += sum.all - sum.back;
    }
}

/// A row that adds to a pot.
struct Candidate {
    pot: usize,
    part: usize,
    date: Date,
    key: String,
    path: Arc<str>,
    place: Place,
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
    let mut wanted: BTreeMap<Part, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, pot) in pots.iter().enumerate() {
        for (nth, part) in pot.parts.iter().enumerate() {
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
    let mut days: Vec<BTreeMap<Date, PartSums>> = pots.iter().map(|_| BTreeMap::new()).collect();
    for (part, places) in &wanted {
        let Part::Line { plan, year, fund, activity, around } = *part else { continue };
        for (day, sum) in spending.days.get(&SumLine { plan, year, fund, activity, around }).into_iter().flatten() {
            for (pot, nth) in places {
                days[*pot].entry(day.date()).or_default().add(*nth, sum);
            }
        }
    }
    let cells: BTreeMap<Part, Vec<(usize, usize)>> =
        wanted.iter().filter(|(part, _)| matches!(part, Part::Cell { .. })).map(|(part, places)| (*part, places.clone())).collect();
    for row in again.rows(&cells, &|_| true, &|_, _| true) {
        let mut sum = DaySum::default();
        sum.add(row.amount);
        days[row.pot].entry(row.date).or_default().add(row.part, &sum);
    }
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
    let all: BTreeSet<Day> = suspected.iter().flatten().map(|day| Day::new(*day)).collect();
    let holds = |block: &BlockDays| all.range(block.first..=block.last).next().is_some();
    for row in again.rows(&wanted, &holds, &|pot, date| suspected[pot].contains(&date)) {
        rows[row.pot].push(row);
    }
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
                    return Some(Crossing { place: row.place, date: row.date, held: running.held(None).0 });
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
    /// Every sound row that adds to a wanted part, once for each, of the blocks that `holds` names, where `keep` keeps it for a
    /// pot and its date.
    fn rows(
        &self,
        wanted: &BTreeMap<Part, Vec<(usize, usize)>>,
        holds: &(dyn Fn(&BlockDays) -> bool + Sync),
        keep: &(dyn Fn(usize, Date) -> bool + Sync),
    ) -> Vec<Candidate> {
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut lookups: BTreeMap<RegisterIndex, Arc<Lookup>> = BTreeMap::new();
        let mut found = Vec::new();
        for (at, known) in &self.spending.logs {
            let log = self.workspace.log(*at);
            let mut lookup = |register| lookups.entry(register).or_insert_with(|| Arc::new(Lookup::new(self.workspace, register))).clone();
            let references = references::columns(&log.table.columns, &mut lookup);
            if let Some(expenditure) = self.money.expenditure(self.vocabulary, *at) {
                let again = LogAgain { again: self, log, known, expenditure: &expenditure, references: &references };
                let blocks: Vec<Place> = known.blocks.iter().filter(|block| holds(block)).map(|block| block.block).collect();
                let of_file = |blocks: &[Place]| again.file(blocks, wanted, keep);
                let parts: Vec<Vec<Candidate>> = blocks.par_chunk_by(|a, b| a.file == b.file).map(of_file).collect();
                found.extend(parts.into_iter().flatten());
            }
        }
        found
    }
}

/// One of the logs.
struct LogAgain<'a> {
    again: &'a Again<'a>,
    log: &'a Log,
    known: &'a LogRows,
    expenditure: &'a Expenditure<'a>,
    references: &'a [Reference],
}

impl LogAgain<'_> {
    /// The rows of some blocks of one file.
    fn file(&self, blocks: &[Place], wanted: &BTreeMap<Part, Vec<(usize, usize)>>, keep: &dyn Fn(usize, Date) -> bool) -> Vec<Candidate> {
        let Again { tree, vocabulary, as_of, .. } = *self.again;
        let table = &self.log.table;
        let path = match blocks.first() {
            Some(block) => tree.path(block.file),
            None => return Vec::new(),
        };
        let (key, period, amount_column) = (table.key(), table.period(), self.expenditure.amount());
        let (mut credited, mut parts, mut found): (Vec<u32>, Vec<Part>, Vec<Candidate>) = (Vec::new(), Vec::new(), Vec::new());
        let mut take = |line: &Line<'_>| {
            let (header, record) = (line.header, line.record);
            if self.known.left_out.contains(record.place()) {
                return;
            }
            let mut cells = Vec::new();
            let reading = Reading { table, vocabulary, tree };
            header.cells(reading, record, line.text, &mut cells, &mut Vec::new());
            let Some(View::Date(date)) = cells.get(self.log.date).copied().filter(|_| cells.len() == table.columns.len()) else { return };
            let Some(amount) = cells[amount_column].number().filter(|_| date <= as_of) else { return };
            let referred = |column: usize| self.referred(&cells, (column, date));
            let place = |column| header.place(record, column);
            let spent = Spent { cells: &cells, date, period, referred: &referred, place: &place };
            parts.clear();
            self.expenditure.each(&spent, &mut credited, &mut |adds| match adds {
                Adds::Line(Key { plan, year, fund, activity, around, .. }) => parts.push(Part::Line { plan, year, fund, activity, around }),
                Adds::Cell((gauge, window, rank), _) => parts.push(Part::Cell { gauge, window, subject: rank }),
            });
            let key = key.and_then(|key| cells[key].text()).unwrap_or_default();
            for (pot, part) in parts.iter().filter_map(|part| wanted.get(part)).flatten().filter(|(pot, _)| keep(*pot, date)) {
                let (key, place) = (key.to_owned(), place(amount_column));
                found.push(Candidate { pot: *pot, part: *part, date, key, path: path.clone(), place, amount });
            }
        };
        // A file that cannot be read any more was told of when it could not be read at first.
        let _ = rows_of_blocks(tree, &path, table, blocks, &mut take);
        found
    }

    /// What a reference means on the day of its row, or in the first calendar of its period in which it means something.
    fn referred(&self, cells: &[View<'_>], (column, date): (usize, Date)) -> Option<Referred> {
        let reference = self.references.iter().find(|entry| entry.column == column)?;
        let key = references::key(&cells[column])?;
        let find = |days: Option<Days>| reference.lookup.find(key, Day::new(date), days);
        match self.log.table.period().map(|period| cells[period]) {
            None => find(None),
            Some(View::Period(period)) => {
                self.known.calendars.iter().filter_map(|calendar| period.days(*calendar)).find_map(|days| find(Some(days)))
            }
            Some(_) => None,
        }
    }
}
