//! One file of a log, from its first row to its last.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::area::{Area, Known};
use super::batch::Batch;
use super::glance::{Fields, Glance};
use super::glanced::Glanced;
use super::hashes::Hashes;
use super::keys::{Sites, content};
use super::references::{Meant, Reference};
use super::route::Routes;
use super::spender::Spender;
use super::spending::Ledger;
use super::stretch::Stretch;
use super::tallies::Filling;
use crate::calendar::{Date, Days};
use crate::decode::Vocabulary;
use crate::finding::{Finding, Findings};
use crate::load::reader::{Extent, Line};
use crate::load::rows::Header;
use crate::load::side_by_side::{Hands, Taker, side_by_side};
use crate::model::{Log, View, Workspace};
use crate::names::Gazetteer;
use crate::read::records::Record;
use crate::read::{Place, Tree};

/// What reading a file needs.
pub(super) struct FileScan<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) tree: &'a Tree,
    pub(super) log: &'a Log,
    /// Its key and period columns.
    pub(super) key: Option<usize>,
    pub(super) period: Option<usize>,
    /// Whether a column bounds another.
    pub(super) bounded: bool,
    /// Whether anybody asks if a record stands twice.
    pub(super) doubts: bool,
    pub(super) references: &'a [Reference],
    /// For each axis the reference by which rows name subjects, where they do so by one.
    pub(super) axis_references: Vec<Option<usize>>,
    pub(super) glance: &'a Glance<'a>,
    pub(super) routes: &'a Routes<'a>,
    pub(super) area: &'a Area<'a>,
    pub(super) gazetteer: &'a Gazetteer<'a>,
    pub(super) as_of: Date,
    pub(super) today: bool,
    pub(super) excluded: &'a Sites,
    /// Where rows are counted.
    pub(super) filling: &'a [Filling],
    /// Who takes their money; nobody where they record none.
    pub(super) spender: Option<&'a Spender<'a>>,
    pub(super) kept: &'a Mutex<Kept>,
}

/// What is kept of the rows of a log until all are read.
#[derive(Default)]
pub(super) struct Kept {
    /// Hashes of keys.
    pub(super) keys: Hashes,
    /// Hashes of what sound rows say beside their keys; none where nobody asks whether a record stands twice.
    pub(super) contents: Hashes,
    /// Rows left out.
    pub(super) unsound: Vec<Place>,
}

/// The same of the rows that a hand has taken since it last gave them away.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) keys: Vec<u64>,
    pub(super) contents: Vec<u64>,
    pub(super) unsound: Vec<Place>,
}

/// What one thread needs to read rows, one after another.
pub(super) struct Hand {
    pub(super) batch: Batch,
    pub(super) taken: Taken,
    pub(super) stretches: Periods,
    pub(super) known: Known,
    pub(super) fields: Fields,
    pub(super) glanced: Glanced,
    /// What was spent.
    pub(super) ledger: Ledger,
    // Memory of the row before.
    pub(super) cells: Vec<View<'static>>,
    pub(super) periods: Vec<Option<Days>>,
    pub(super) meant: Vec<Option<Meant>>,
    pub(super) passed: Vec<u64>,
}

/// The stretches of a log by period, found once for each period.
#[derive(Default)]
pub(super) struct Periods {
    at: FxHashMap<(Days, usize), usize>,
    pub(super) list: Vec<Stretch>,
}

impl Periods {
    pub(super) fn of(&mut self, routes: &Routes<'_>, period: Days, calendar: usize) -> (usize, &Stretch) {
        let at = *self.at.entry((period, calendar)).or_insert_with(|| {
            self.list.push(routes.by_period(period, calendar));
            self.list.len() - 1
        });
        (at, &self.list[at])
    }
}

impl Taker for FileScan<'_> {
    type Hand = Hand;

    fn hand(&self) -> Hand {
        Hand {
            fields: Fields::default(),
            glanced: Glanced::default(),
            ledger: Ledger::default(),
            batch: Batch::new(self.routes),
            taken: Taken::default(),
            stretches: Periods::default(),
            known: self.area.known(),
            cells: Vec::new(),
            periods: Vec::new(),
            meant: Vec::new(),
            passed: Vec::new(),
        }
    }

    fn glance(&self, hand: &mut Hand, header: &Header, record: &Record<'_>) -> bool {
        self.glanced(hand, header, record)
    }

    fn decide(&self, hand: &mut Hand, closely: &mut Vec<u64>) {
        self.decide_some(hand);
        closely.append(&mut hand.glanced.closely);
    }

    fn take(&self, hand: &mut Hand, line: &Line<'_>, findings: &mut Findings) -> bool {
        let begun = findings.len();
        let sound = self.row(line, findings, hand);
        self.hide_period(&hand.periods, findings.since(begun));
        if !sound {
            hand.taken.unsound.push(line.record.place());
        } else if self.doubts {
            hand.taken.contents.push(content(self.log, |column| line.header.field(line.text, line.record, column).unwrap_or_default()));
        }
        sound
    }
}

impl FileScan<'_> {
    /// Reads a file.
    pub(super) fn read(&self, path: &str, hands: &Hands<Hand>) -> (Extent, Findings) {
        let mut findings = Findings::with(self.workspace.settings.severities.clone());
        let extent = side_by_side((self.tree, path, &self.log.table), &mut findings, hands, self);
        (extent, findings)
    }

    /// Takes out of findings the days that a personal period begins and ends with: on these its references are read.
    fn hide_period(&self, periods: &[Option<Days>], found: &mut [Finding]) {
        if !self.period.is_some_and(|column| self.log.table.columns[column].personal) {
            return;
        }
        for finding in found {
            for day in periods.iter().flatten().flat_map(|days| [days.first, days.last]) {
                finding.blank(&day.to_string());
            }
        }
    }

    /// Folds what a hand has gathered.
    pub(super) fn settle(&self, hand: &mut Hand) {
        let stretches = if self.log.by_period() { &hand.stretches.list } else { self.routes.stretches() };
        hand.batch.fold(self.routes, stretches, self.filling);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.keys.append(&mut hand.taken.keys);
        kept.contents.append(&mut hand.taken.contents);
        kept.unsound.append(&mut hand.taken.unsound);
    }
}

/// An empty list in the memory of another one, whatever that was a list of.
pub(super) fn emptied<'t>(mut list: Vec<View<'_>>) -> Vec<View<'t>> {
    list.clear();
    list.into_iter().map(|_| View::Empty).collect()
}
