//! One file of a log, block by block: which rows can be framed where they stand, and which beside.

use std::io;
use std::sync::{Mutex, PoisonError};

use super::block::{Stands, Worker};
use super::coverage_area::Area;
use super::decoders::{Decoders, Fields};
use super::duplicates::Sites;
use super::empties::{self, Empties};
use super::expenditure::Expenditure;
use super::filters::Filters;
use super::fold::{Fold, Into, Named};
use super::hashes::Hashes;
use super::recorded::By;
use super::references::Reference;
use super::returns::Unique;
use super::route::Routes;
use super::rows::{GONE, TOLD};
use super::spending::BlockDays;
use super::sums::SumOf;
use super::tallies::Filling;
use super::weights::{Silenced, Weights, weigh};
use super::witness::{Watch, Witness};
use crate::calendar::{Date, Day};
use crate::decode::Vocabulary;
use crate::finding::{Code, Finding, Findings, Severity};
use crate::load::parallel::{Piece, Taker, Workers, in_parallel};
use crate::load::reader::{Extent, Line};
use crate::load::rows::{Header, RowText};
use crate::model::{Log, View, Workspace};
use crate::names::Gazetteer;
use crate::read::frame::Frame;
use crate::read::marks::Marks;
use crate::read::plain::suspicious;
use crate::read::records::{Record, Records};
use crate::read::{Place, Tree};
use crate::text::is_plain;

/// What reading a file needs.
pub(super) struct FileScan<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) tree: &'a Tree,
    pub(super) log: &'a Log,
    /// Its key and period columns.
    pub(super) key: Option<usize>,
    pub(super) period: Option<usize>,
    /// Whether anybody asks if a record stands twice.
    pub(super) doubts: bool,
    pub(super) references: &'a [Reference],
    pub(super) decoders: &'a Decoders<'a>,
    /// The columns that may be empty only so often.
    pub(super) limited: &'a [usize],
    pub(super) filters: &'a Filters<'a>,
    pub(super) named: &'a [Named],
    pub(super) weights: &'a Weights,
    pub(super) severity: &'a (dyn Fn(&'static Code) -> Severity + Sync),
    pub(super) routes: &'a Routes<'a>,
    pub(super) area: &'a Area<'a>,
    pub(super) gazetteer: &'a Gazetteer<'a>,
    pub(super) as_of: Date,
    pub(super) today: bool,
    pub(super) excluded: &'a Sites,
    /// Rows that do not count and of which nothing is said: those of a git conflict, those that a later one replaces.
    pub(super) silent: &'a Sites,
    /// By which columns rows are told apart, where anybody asks.
    pub(super) unique: Option<&'a Unique>,
    /// Where rows are counted.
    pub(super) filling: &'a [Filling<'a>],
    /// How their money is judged and added up; nothing where they record none.
    pub(super) expenditure: Option<&'a Expenditure<'a>>,
    pub(super) kept: &'a Mutex<Kept>,
    /// By what the log's records are told apart.
    pub(super) by: By,
    /// Of which rows it is to be told what became of them.
    pub(super) watch: Option<&'a Watch<'a>>,
    /// What is to be added up of its rows.
    pub(super) sums: &'a [SumOf],
}

/// What is kept of the rows of a log until all are read.
#[derive(Default)]
pub(super) struct Kept {
    /// Hashes of keys.
    pub(super) keys: Hashes,
    /// Hashes of what sound rows say beside their keys; none where nobody asks whether a record stands twice.
    pub(super) contents: Hashes,
    /// Hashes of the columns by which sound rows are told apart.
    pub(super) returns: Hashes,
    /// Rows left out.
    pub(super) unsound: Vec<Place>,
    /// Codes that are switched off and were met.
    pub(super) silenced: Silenced,
    /// How often columns are empty that have a limit.
    pub(super) empties: Empties,
    /// Blocks with the days of their rows, where rows spend money.
    pub(super) blocks: Vec<BlockDays>,
    /// What became of rows that are watched.
    pub(super) witnesses: Vec<Witness>,
}

/// What a thread frames rows in.
#[derive(Default)]
struct Framing {
    marks: Marks,
    /// The rows of the block, and those that are framed beside it.
    inside: Frame,
    beside: Frame,
    /// Where rows start that are not framed inside.
    others: Vec<u32>,
    flags: Vec<u8>,
    untidy: Vec<u32>,
}

/// Weighs a record in which a quote may have swallowed rows.
type Swallows<'s> = &'s mut dyn FnMut(&Record<'_>, &mut u8);

/// A worker with what it frames rows in.
pub(super) struct FileWorker {
    pub(super) worker: Worker,
    framing: Framing,
}

impl Taker for FileScan<'_> {
    type Worker = FileWorker;

    fn worker(&self) -> FileWorker {
        FileWorker { worker: Worker::new(self), framing: Framing::default() }
    }

    fn block(
        &self,
        worker: &mut FileWorker,
        header: &Header,
        records: &mut Records<'_>,
        piece: &mut Piece<'_, '_>,
        told: &mut Vec<(u64, bool)>,
    ) -> io::Result<u64> {
        let FileWorker { worker, framing } = worker;
        let file = piece.file.id();
        framing.frame(header, records);
        let (bytes, offset) = records.block();
        let fields = Fields { bytes, frame: &framing.inside };
        let inside = Stands { file, offset };
        let before = worker.rows.len();
        let mut silent = self.rows(worker, header, &fields, inside, (&framing.flags, &framing.untidy), told);
        let mut days = Span::of(&worker.rows.dates[before..]);
        self.fold_due(worker);
        let block = Place { file, start: offset + records.unread() as u64, end: offset + bytes.len() as u64 };
        if framing.others.is_empty() {
            self.keep_days(worker, block, days);
            return Ok(silent);
        }
        let mut swallows = |record: &Record<'_>, flags: &mut u8| {
            if header.swallowed(&self.log.table, record) > 0 {
                weigh(&mut worker.silenced, flags, self.weights.swallowed);
            }
        };
        framing.beside(header, records, (piece, &mut swallows), told)?;
        let fields = Fields { bytes: framing.beside.text(), frame: &framing.beside };
        let before = worker.rows.len();
        silent += self.rows(worker, header, &fields, Stands { file, offset: 0 }, (&framing.flags, &framing.untidy), told);
        days = days.with(Span::of(&worker.rows.dates[before..]));
        self.keep_days(worker, block, days);
        self.fold_due(worker);
        Ok(silent)
    }

    fn explain(&self, worker: &mut FileWorker, line: &Line<'_>, findings: &mut Findings) -> bool {
        let begun = findings.len();
        let sound = !self.silent.contains(line.record.place()) && FileScan::explain(self, line, findings);
        self.hide_period(line, findings.since(begun));
        if !sound {
            worker.worker.unsound.push(line.record.place());
        }
        sound
    }
}

impl Framing {
    /// Frames the rows of a block where they stand; what is not plain stays for later.
    fn frame(&mut self, header: &Header, records: &mut Records<'_>) {
        let Framing { marks, inside, others, flags, untidy, .. } = self;
        inside.clear(header.width());
        others.clear();
        untidy.clear();
        records.frame(inside, marks, others);
        flags.clear();
        flags.resize(inside.len(), 0);
        let (bytes, _) = records.block();
        let from = records.unread();
        let whole = simdutf8::basic::from_utf8(&bytes[from..]).is_ok();
        if !header.is_usual() {
            // A word of the header looks like a date: rows may be the header again that look like any other.
            for (row, flags) in flags.iter_mut().enumerate() {
                let (start, end) = inside.field(row, 0);
                if std::str::from_utf8(&bytes[start..end]).is_ok_and(|text| header.has_name(text)) {
                    *flags = GONE;
                    others.push(u32::try_from(start).unwrap_or(u32::MAX));
                }
            }
        }
        if whole && !suspicious(&bytes[from..]) {
            return;
        }
        for (row, flags) in flags.iter_mut().enumerate().filter(|(_, flags)| **flags == 0) {
            let (start, end) = (inside.start(row), inside.end(row));
            let line = &bytes[start..end];
            if whole && !suspicious(line) {
                continue;
            }
            match std::str::from_utf8(line) {
                Ok(text) if is_plain(text) => untidy.push(u32::try_from(row).unwrap_or(u32::MAX)),
                _ => {
                    *flags = GONE;
                    others.push(u32::try_from(start).unwrap_or(u32::MAX));
                }
            }
        }
    }

    /// Frames the other rows beside the block, unquoted and in NFC; those that cannot be read are only told of.
    fn beside(
        &mut self,
        header: &Header,
        records: &mut Records<'_>,
        (piece, swallows): (&mut Piece<'_, '_>, Swallows<'_>),
        told: &mut Vec<(u64, bool)>,
    ) -> io::Result<()> {
        let Framing { beside, others, flags, untidy, .. } = self;
        beside.clear(header.width());
        flags.clear();
        untidy.clear();
        others.sort_unstable();
        let (_, offset) = records.block();
        let mut formed = piece.stretch.has_not_nfc();
        for start in others.drain(..) {
            let start = offset + u64::from(start);
            records.back_to(start);
            let Some(record) = records.advance()? else { continue };
            if record.is_blank() {
                continue;
            }
            let readable = record.bad_quote().is_none() && header.fits(&record);
            let text = if readable { RowText::new(&record) } else { None };
            let Some(text) = text.filter(|text| !header.is_again(text)) else {
                told.push((start, false));
                continue;
            };
            // The form is told once, where it is first.
            let odd = text.bom().is_some() || (text.not_nfc().is_some() && !std::mem::replace(&mut formed, true));
            untidy.push(u32::try_from(flags.len()).unwrap_or(u32::MAX));
            let mut flag = if odd { TOLD } else { 0 };
            swallows(&record, &mut flag);
            flags.push(flag);
            beside.push(text.fields(), start);
        }
        Ok(())
    }
}

/// The first and the last day of some rows; nothing where none has a day.
#[derive(Clone, Copy)]
struct Span(Option<(Day, Day)>);

impl Span {
    fn of(days: &[Day]) -> Span {
        let known = || days.iter().copied().filter(|day| *day != Day::NONE);
        Span(known().min().zip(known().max()))
    }

    fn with(self, other: Span) -> Span {
        match (self.0, other.0) {
            (Some(one), Some(two)) => Span(Some((one.0.min(two.0), one.1.max(two.1)))),
            (one, two) => Span(one.or(two)),
        }
    }
}

impl FileScan<'_> {
    /// Notes of which days the rows of a block are.
    fn keep_days(&self, worker: &mut Worker, block: Place, days: Span) {
        if let (Some((first, last)), Some(_)) = (days.0, self.expenditure) {
            worker.blocks.push(BlockDays { block, first, last });
        }
    }

    /// Reads a file.
    pub(super) fn read(&self, path: &str, workers: &Workers<FileWorker>) -> (Extent, Findings) {
        let mut findings = Findings::with(self.workspace.settings.severities.clone());
        let extent = in_parallel((self.tree, path, &self.log.table), &mut findings, workers, self);
        (extent, findings)
    }

    /// Takes out of findings the days that a personal period begins and ends with: on these its references are read.
    fn hide_period(&self, line: &Line<'_>, found: &mut [Finding]) {
        let Some(column) = self.period.filter(|column| self.log.table.columns[*column].personal && !found.is_empty()) else { return };
        let text = line.header.field(line.text, line.record, column).unwrap_or_default();
        let Ok(View::Period(period)) = crate::decode::read(&self.log.table.columns[column], text, self.vocabulary, self.tree) else {
            return;
        };
        for days in self.routes.calendars.iter().filter_map(|calendar| period.days(*calendar)) {
            for day in [days.first, days.last] {
                for finding in &mut *found {
                    finding.blank(&day.to_string());
                }
            }
        }
    }

    fn fold_due(&self, worker: &mut Worker) {
        if Fold::is_due(&worker.rows) {
            self.settle(worker);
        }
    }

    /// Folds what a worker has gathered.
    pub(super) fn settle(&self, worker: &mut Worker) {
        let Worker { rows, fold, intervals, counting, adding, periods, .. } = worker;
        let intervals = if self.log.by_period() { intervals } else { self.routes.intervals() };
        let into = Into { routes: self.routes, named: self.named, intervals, filling: self.filling };
        fold.fold(rows, into);
        counting.count(rows, self.by, Day::new(self.as_of));
        if !self.sums.is_empty() {
            let references: Vec<usize> = self.references.iter().map(|entry| entry.column).collect();
            for (sum, adding) in self.sums.iter().zip(adding) {
                sum.add(rows, (&references, self.period), &periods.list, Day::new(self.as_of), adding);
            }
        }
        rows.clear();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.unsound.append(&mut worker.unsound);
        kept.blocks.append(&mut worker.blocks);
        kept.silenced.append(&mut worker.silenced);
        empties::join(&mut kept.empties, std::mem::take(&mut worker.empties));
        kept.witnesses.append(&mut worker.witnesses);
    }
}
