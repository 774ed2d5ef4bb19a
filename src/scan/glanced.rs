//! Rows that looked sound at a glance, until it is decided whether they are: what they refer to is looked up for many
//! of them in a row, so that the memory it lies in is fetched for several at once.

use super::batch::{Entry, NOBODY};
use super::file::{FileScan, Hand};
use super::lookup::Slot;
use super::references::Meant;
use crate::calendar::{Date, Days};
use crate::check::name_disagrees::Beside;
use crate::model::{Register, UNITS, UnitIndex};
use crate::number::Number;

/// How many rows are decided on at once.
const MANY: usize = 1 << 10;

/// A text among those that were kept.
type Span = (u32, u32);

/// A key that is to be looked up.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) hash: u64,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Rows, each with as many entries in a list as the list has columns.
#[derive(Default)]
pub(super) struct Glanced {
    /// The bytes of the file at which they start.
    pub(super) starts: Vec<u64>,
    pub(super) stretches: Vec<usize>,
    pub(super) dates: Vec<Date>,
    /// In a log by periods.
    pub(super) periods: Vec<Days>,
    pub(super) passed: Vec<u64>,
    pub(super) numbers: Vec<Option<Number>>,
    pub(super) marks: Vec<u64>,
    pub(super) subjects: Vec<u32>,
    pub(super) asked: Vec<Asked>,
    pub(super) names: Vec<Span>,
    /// Where measures ask for keys.
    pub(super) key_text: Vec<Span>,
    /// Whether they have a key; hashes of those that have.
    pub(super) keyed: Vec<bool>,
    pub(super) keys: Vec<u64>,
    /// Where doubts are asked for.
    pub(super) contents: Vec<u64>,
    text: String,
    meant: Vec<Option<Meant>>,
    slots: Vec<Slot>,
    /// Where rows start that must be looked at closely.
    pub(super) closely: Vec<u64>,
}

impl Glanced {
    pub(super) fn is_full(&self) -> bool {
        self.starts.len() >= MANY
    }

    /// Keeps a text.
    pub(super) fn write(&mut self, text: &str) -> Span {
        let at = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let start = at(&self.text);
        self.text.push_str(text);
        (start, at(&self.text))
    }

    fn read(&self, (start, end): Span) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    fn clear(&mut self) {
        self.starts.clear();
        self.stretches.clear();
        self.dates.clear();
        self.periods.clear();
        self.passed.clear();
        self.numbers.clear();
        self.marks.clear();
        self.subjects.clear();
        self.asked.clear();
        self.names.clear();
        self.key_text.clear();
        self.keyed.clear();
        self.keys.clear();
        self.contents.clear();
        self.text.clear();
        self.meant.clear();
    }
}

impl FileScan<'_> {
    /// Decides on the rows glanced at since: most are gathered, the others noted.
    pub(super) fn decide_some(&self, hand: &mut Hand) {
        let mut rows = std::mem::take(&mut hand.glanced);
        let (count, width) = (rows.starts.len(), self.references.len());
        rows.meant.resize(count * width, None);
        for (at, reference) in self.references.iter().enumerate() {
            // First only to fetch the memory: so many fetches at once are as quick as one.
            rows.slots.clear();
            rows.slots.extend(rows.asked.iter().skip(at).step_by(width).map(|asked| reference.lookup.slot(asked.hash)));
            for row in 0..count {
                let asked = rows.asked[row * width + at];
                if asked.start < asked.end {
                    let (key, period) = (rows.read((asked.start, asked.end)), rows.periods.get(row).copied());
                    let found = reference.lookup.find_from(rows.slots[row], asked.hash, key, rows.dates[row], period);
                    rows.meant[row * width + at] = found;
                }
            }
        }
        let mut keyed = 0;
        for row in 0..count {
            let key = rows.keyed[row].then(|| rows.keys[keyed]);
            keyed += usize::from(rows.keyed[row]);
            let Some(counts) = self.decide(hand, &mut rows, row) else {
                rows.closely.push(rows.starts[row]);
                continue;
            };
            hand.taken.keys.extend(key);
            hand.taken.contents.extend(rows.contents.get(row));
            if counts && rows.dates[row] <= self.as_of {
                self.gather(hand, &rows, row);
            }
        }
        rows.clear();
        hand.glanced = rows;
    }

    /// Decides on a row: nothing where it must be looked at closely, else whether any window takes it.
    fn decide(&self, hand: &mut Hand, rows: &mut Glanced, row: usize) -> Option<bool> {
        let (date, width) = (rows.dates[row], self.references.len());
        if self.today && date > self.as_of {
            return None;
        }
        let (mut name, names) = (0, rows.names.len() / rows.starts.len());
        for (at, reference) in self.references.iter().enumerate() {
            let asked = rows.asked[row * width + at];
            let meant = rows.meant[row * width + at];
            if meant.is_none() && asked.start < asked.end {
                return None;
            }
            for named in &reference.named {
                let given = rows.read(rows.names[row * names + name]);
                name += 1;
                let Some(meant) = meant.filter(|_| !given.is_empty()) else { continue };
                let personal = self.log.table.columns[*named].personal;
                let Register { table, rows, .. } = self.workspace.register(reference.register);
                let unit = (reference.register == UNITS).then_some((self.gazetteer, UnitIndex(meant.subject)));
                let beside = Beside { table, row: rows.get(meant.row), name: given, day: meant.day, personal, unit };
                if !beside.is_exact() {
                    return None;
                }
            }
        }
        let stretch = if self.log.by_period() { &hand.stretches.list } else { self.routes.stretches() }.get(rows.stretches[row])?;
        let words = rows.passed.len() / rows.starts.len();
        let passed = &mut rows.passed[row * words..][..words];
        for filter in &stretch.filters {
            let holds = self.glance.sieve.further[*filter].iter().all(|condition| {
                let at = self.references.iter().position(|entry| entry.column == condition.path.column);
                let meant = at.and_then(|at| rows.meant[row * width + at]);
                let day = meant.map_or(date, |meant| meant.day);
                condition.test.holds(condition.path.further(self.workspace, meant.map(|meant| meant.row), day))
            });
            if !holds {
                passed[filter / 64] &= !(1 << (filter % 64));
            }
        }
        let takes = stretch.takes(date, passed);
        if !takes && !self.routes.plans.iter().any(|days| days.contains(date)) {
            return None;
        }
        if self.log.by_period() && !self.routes.all.is_empty() && !stretch.counts(date) {
            return None;
        }
        for (at, reference) in self.references.iter().enumerate().filter(|(_, entry)| entry.register == UNITS) {
            let Some(meant) = rows.meant[row * width + at] else { continue };
            if self.area.misses(&mut hand.known, reference.column, UnitIndex(meant.subject), meant.day).is_some() {
                return None;
            }
        }
        Some(takes)
    }

    /// Gathers a row that counts.
    fn gather(&self, hand: &mut Hand, rows: &Glanced, row: usize) {
        let date = rows.dates[row];
        let (width, axes) = (self.references.len(), self.routes.axes.len());
        let entry = Entry {
            stretch: rows.stretches[row],
            date,
            period_end: rows.periods.get(row).map(|days| days.last),
            key: rows.key_text.get(row).map_or("", |key| rows.read(*key)),
        };
        let named = self.axis_references.iter().enumerate().map(|(axis, reference)| match reference {
            Some(at) => rows.meant[row * width + at].map_or((NOBODY, date), |meant| (meant.subject, meant.day)),
            None => (rows.subjects[row * axes + axis], date),
        });
        let words = rows.passed.len() / rows.starts.len();
        let passed = &rows.passed[row * words..][..words];
        let numbers = &rows.numbers[row * self.routes.numbers.len()..][..self.routes.numbers.len()];
        let marks = &rows.marks[row * self.routes.marks.len()..][..self.routes.marks.len()];
        hand.batch.add(&entry, named, passed, numbers.iter().copied(), marks.iter().copied());
        if hand.batch.is_full() {
            self.settle(hand);
        }
    }
}
