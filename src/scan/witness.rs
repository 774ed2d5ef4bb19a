//! Which rows count for a cell, and why others that name its subject do not: the same pass over a log, watched.
//!
//! Nothing is decided here. What a row is, where it belongs and for whom it counts was found by the pass; it is only read off.

use super::block::{Stands, Worker};
use super::decoders::Fields;
use super::file::FileScan;
use super::fold;
use super::route::Routes;
use super::rows::{GONE, LEFT_OUT, NOBODY};
use crate::calendar::{Date, Day};
use crate::load::rows::Header;
use crate::model::{Counting, LogIndex, SubjectKind, TargetIndex, Workspace};
use crate::read::FileId;

/// What is watched: a target, of it perhaps one window and one subject.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Watched {
    /// The plan, by its place in the workspace.
    pub plan: usize,
    /// The target.
    pub target: TargetIndex,
    /// One of its windows, by its place; else all of them.
    pub window: Option<usize>,
    /// One of its subjects; else all of them, and then only rows that count are told.
    pub subject: Option<u32>,
    /// Of all subjects: whether a row is told once for each cell for which it counts.
    pub each: bool,
}

/// What became of a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Fate {
    /// It counts.
    OnTime,
    /// It counts, but came late.
    Late,
    /// It is dated before the window.
    Before,
    /// It is dated when not even late rows count any more.
    After,
    /// It is about another period.
    OtherPeriod,
    /// It is dated after the as-of date.
    NotYet,
    /// The target takes rows of another kind.
    OtherKind,
    /// What it names is somebody else's on its day: another holder of the code, or not what is looked at.
    Elsewhere,
    /// It was left out because of an error.
    LeftOut,
}

impl Fate {
    /// Whether the row counts.
    pub fn counts(self) -> bool {
        matches!(self, Fate::OnTime | Fate::Late)
    }
}

/// A row and what became of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Witness {
    /// Its file.
    pub file: FileId,
    /// Where it starts in it.
    pub start: u64,
    /// What became of it.
    pub fate: Fate,
    /// For whom it counts, in which window, where each such cell is told.
    pub cell: Option<(usize, u32)>,
}

/// What is watched, as the routes of a log have it.
pub(super) struct Watch<'w> {
    route: usize,
    /// The windows that are looked at.
    windows: Vec<usize>,
    /// The rank of the subject.
    rank: Option<u32>,
    subject: Option<u32>,
    /// The code or key under which rows name the subject, and the column in which they do.
    key: Option<(usize, &'w str)>,
    /// Where each cell is told: by rank the subject.
    subjects: Option<Vec<u32>>,
    /// Whether every row is about the one subject: then only rows that count, or would, are told.
    whole: bool,
}

impl<'w> Watch<'w> {
    /// What to look at in the rows of a log; nothing where the target does not count them.
    pub(super) fn new(workspace: &'w Workspace, log: LogIndex, routes: &Routes<'_>, watched: &Watched) -> Option<Watch<'w>> {
        let plan = &workspace.plans[watched.plan];
        let target = plan.target(watched.target);
        let Counting::Log { log: of, through, shared, .. } = &target.counting else { return None };
        if *of != log {
            return None;
        }
        let route = routes.all.iter().position(|route| route.plan == watched.plan && route.index == watched.target)?;
        let windows = match watched.window {
            Some(window) if routes.all[route].own.is_none() => vec![window],
            _ => (0..routes.all[route].count()).collect(),
        };
        let kind = plan.kind(target.population);
        let rank = match watched.subject {
            Some(subject) => Some(routes.all[route].rank(subject)?),
            None => None,
        };
        let named = through.filter(|_| shared.is_none() && kind != SubjectKind::Whole).zip(watched.subject);
        let key = named.map(|(column, subject)| (column, workspace.subject_key(plan, kind, subject)));
        let subjects = watched.each.then(|| routes.all[route].subjects_by_rank());
        Some(Watch { subjects, route, windows, rank, subject: watched.subject, key, whole: kind == SubjectKind::Whole })
    }
}

impl FileScan<'_> {
    /// Notes what became of the rows of a frame that was judged just now.
    pub(super) fn observe(&self, worker: &mut Worker, header: &Header, fields: &Fields<'_>, stands: Stands, first: usize) {
        let Some(watch) = self.watch else { return };
        let mut witnesses = std::mem::take(&mut worker.witnesses);
        for row in first..worker.rows.len() {
            if worker.rows.flags[row] & GONE != 0 {
                continue;
            }
            let named = || watch.key.is_some_and(|(column, key)| fields.text(row - first, header.place_of(column)) == key);
            let witness = |fate, cell| Witness { file: stands.file, start: stands.of(fields, row - first), fate, cell };
            if let Some(subjects) = &watch.subjects {
                let cells = self.cells(worker, watch, row);
                let told = cells.into_iter().map(|(window, rank, fate)| witness(fate, Some((window, subjects[rank as usize]))));
                witnesses.extend(told);
            } else if let Some(fate) = self.fate(worker, watch, row, &named) {
                witnesses.push(witness(fate, None));
            }
        }
        worker.witnesses = witnesses;
    }

    /// What becomes of a row; nothing where it has nothing to do with the subject.
    fn fate(&self, worker: &Worker, watch: &Watch<'_>, row: usize, named: &dyn Fn() -> bool) -> Option<Fate> {
        let left_out = worker.rows.flags[row] & LEFT_OUT != 0;
        let fates = watch.windows.iter().filter_map(|window| self.fate_in(worker, watch, row, *window));
        let best = fates.min();
        if left_out {
            // Without its errors it would have counted, or at least it names the subject.
            return (watch.subject.is_some() && (best.is_some() || named())).then_some(Fate::LeftOut);
        }
        match best {
            Some(fate) if watch.subject.is_none() || watch.whole => fate.counts().then_some(fate),
            Some(fate) => Some(fate),
            None => named().then_some(Fate::Elsewhere),
        }
    }

    /// The cells for which a row counts: of each its window, its rank, and whether the row came late.
    fn cells(&self, worker: &Worker, watch: &Watch<'_>, row: usize) -> Vec<(usize, u32, Fate)> {
        if worker.rows.flags[row] & LEFT_OUT != 0 {
            return Vec::new();
        }
        let mut cells = Vec::new();
        for window in &watch.windows {
            for rank in self.ranks_in(worker, watch, row, *window) {
                if let Some(fate) = self.fate_of(worker, watch, row, (*window, &[rank])).filter(|fate| fate.counts()) {
                    cells.push((*window, rank, fate));
                }
            }
        }
        cells
    }

    /// The same in one of the target's windows.
    fn fate_in(&self, worker: &Worker, watch: &Watch<'_>, row: usize, window: usize) -> Option<Fate> {
        let mut ranks = self.ranks_in(worker, watch, row, window);
        if let Some(rank) = watch.rank {
            ranks.retain(|one| *one == rank);
        }
        if ranks.is_empty() { None } else { self.fate_of(worker, watch, row, (window, &ranks)) }
    }

    /// The ranks of those that a row names for a window, whenever it is dated.
    fn ranks_in(&self, worker: &Worker, watch: &Watch<'_>, row: usize, window: usize) -> Vec<u32> {
        let rows = &worker.rows;
        let (_, calendar, group) = self.routes.all[watch.route].seen(window);
        let reading = &rows.readings[if self.period.is_some() { calendar } else { 0 }];
        let group = &self.routes.groups[group];
        let (mut ranks, mut memory) = (Vec::new(), Vec::new());
        fold::credit((rows, reading), row, (group, &self.named[group.subject_column]), &mut memory, |rank| ranks.push(rank));
        ranks
    }

    /// What becomes of a row in a window, for some of those that it names; nothing where none of them has this window.
    fn fate_of(&self, worker: &Worker, watch: &Watch<'_>, row: usize, (window, ranks): (usize, &[u32])) -> Option<Fate> {
        let (rows, route) = (&worker.rows, &self.routes.all[watch.route]);
        let (first, calendar, _) = route.seen(window);
        let by_period = self.period.is_some();
        let reading = &rows.readings[if by_period { calendar } else { 0 }];
        let day = rows.dates[row];
        if day == Day::NONE {
            return Some(Fate::LeftOut);
        }
        if day > Day::new(self.as_of) {
            return Some(Fate::NotYet);
        }
        let beside = |first: Date| {
            if by_period {
                Fate::OtherPeriod
            } else if day.date() < first {
                Fate::Before
            } else {
                Fate::After
            }
        };
        let intervals = if by_period { &worker.intervals[..] } else { self.routes.intervals() };
        let interval = Some(reading.intervals[row]).filter(|number| *number != NOBODY).and_then(|number| intervals.get(number as usize));
        let assignment =
            interval.and_then(|interval| interval.assignments.iter().find(|one| one.route == watch.route && one.window == window));
        let Some(assignment) = assignment else { return Some(beside(first)) };
        if !super::interval::passes(&reading.passed[row * rows.words..], assignment.filter) {
            return Some(Fate::OtherKind);
        }
        if let Some(first) = route.rolling() {
            return Some(if day >= first { Fate::OnTime } else { Fate::Before });
        }
        if let Some(own) = &route.own {
            let fate = |rank: &u32| {
                own.first(*rank, window).map(|first| match own.late(*rank, window, day) {
                    Some(false) => Fate::OnTime,
                    Some(true) => Fate::Late,
                    None => beside(first.date()),
                })
            };
            return ranks.iter().filter_map(fate).min();
        }
        Some(match day {
            day if day <= assignment.due => Fate::OnTime,
            day if day <= assignment.until => Fate::Late,
            _ => Fate::After,
        })
    }
}
