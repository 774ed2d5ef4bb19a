//! Files that are read on every core, a large one in blocks.
//!
//! What is found comes in the order of the file whoever reads what; the rows themselves come in no order.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::reader::{Extent, File, Line, Stretch};
use super::rows::{Header, unreadable};
use crate::check::{git_conflict, not_nfc, summary_row};
use crate::finding::{Findings, settle};
use crate::model::Table;
use crate::read::Tree;
use crate::read::blocks::{Block, Blocks};
use crate::read::records::Records;

/// The workers of files that are read at the same time: each is lent to one thread at a time.
pub struct Workers<W> {
    free: Mutex<Vec<W>>,
}

impl<W> Workers<W> {
    /// Nobody yet.
    pub fn new() -> Workers<W> {
        Workers { free: Mutex::new(Vec::new()) }
    }

    fn lend(&self, new: impl FnOnce() -> W) -> W {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        free.unwrap_or_else(new)
    }

    fn give_back(&self, worker: W) {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }

    /// All that there were.
    pub fn all(self) -> Vec<W> {
        self.free.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W> Default for Workers<W> {
    fn default() -> Workers<W> {
        Workers::new()
    }
}

/// Takes the rows of blocks.
pub trait Taker: Sync {
    /// What one thread needs to take rows.
    type Worker: Send;

    /// Another worker.
    fn worker(&self) -> Self::Worker;

    /// Takes the rows of a block of which nothing is to be said, and says how many they were. The others are added to a list, by
    /// the bytes at which they start, with whether they count; rows that cannot be read as such do not.
    fn block(
        &self,
        worker: &mut Self::Worker,
        header: &Header,
        records: &mut Records<'_>,
        piece: &mut Piece<'_, '_>,
        told: &mut Vec<(u64, bool)>,
    ) -> io::Result<u64>;

    /// Reports what is to be said of a row; gives whether the row counts.
    fn explain(&self, worker: &mut Self::Worker, line: &Line<'_>, findings: &mut Findings) -> bool;
}

/// What has come of a part of a file.
pub struct Piece<'f, 'r> {
    /// The file.
    pub file: &'f File<'r>,
    /// Rows of the part.
    pub stretch: Stretch,
    /// What was found in it.
    pub findings: Findings,
}

/// Reads a file as [`each_row`] does, a large one in blocks on every core: its rows come in no order, its findings in
/// that of the file.
pub fn in_parallel<T: Taker>(
    (tree, path, table): (&Tree, &str, &Table),
    findings: &mut Findings,
    workers: &Workers<T::Worker>,
    taker: &T,
) -> Extent {
    let file = File::new(tree, path, table);
    let mut first = Stretch::default();
    let mark = findings.len();
    let like = findings.like();
    let pieces = Mutex::new(Pieces::default());
    // Takes block after block until there is none; `at` says which one lies in `records` already.
    let work = |header: Option<&Header>, mut records: Records<'_>, mut at: Option<usize>| {
        let mut worker = workers.lend(|| taker.worker());
        let mut told = Vec::new();
        loop {
            let at = if let Some(at) = at.take() {
                at
            } else {
                let memory = records.take_memory();
                let Some((at, block)) = lock(&pieces).next(memory) else { break };
                records.put(block);
                at
            };
            let mut piece = Piece { file: &file, stretch: Stretch::default(), findings: like.like() };
            let done = piece.read(header, &mut records, (taker, &mut worker), &mut told);
            tree.meter().add(piece.stretch.extent.rows, records.size());
            let Piece { stretch, findings, .. } = piece;
            let mut pieces = lock(&pieces);
            pieces.failed(done);
            pieces.done.push((at, stretch, findings));
        }
        workers.give_back(worker);
    };
    match file.open(&mut first, findings) {
        Ok(None) => {}
        Ok(Some((mut records, header))) => {
            let blocks = records.take_blocks();
            let several = blocks.as_ref().is_some_and(|blocks| !blocks.ended());
            (lock(&pieces).blocks, lock(&pieces).taken) = (blocks, 1);
            let header = header.as_ref();
            if several {
                rayon::scope(|scope| {
                    for _ in 1..rayon::current_num_threads() {
                        scope.spawn(|_| work(header, Records::within(tree.id(path)), None));
                    }
                    work(header, records, Some(0));
                });
            } else {
                work(header, records, Some(0));
            }
        }
        failed => lock(&pieces).failed(failed.map(drop)),
    }
    let mut pieces = pieces.into_inner().unwrap_or_else(PoisonError::into_inner);
    pieces.done.sort_unstable_by_key(|(at, ..)| *at);
    for (_, stretch, found) in pieces.done {
        // Once for the file, where it is first.
        findings.merge(if first.told_nfc { found.without(&not_nfc::CODE) } else { found });
        first.told_nfc |= stretch.told_nfc;
        first.extent.rows += stretch.extent.rows;
        first.extent.left_out += stretch.extent.left_out;
        first.extent.no_rows.extend(stretch.extent.no_rows);
        first.extent.marks.extend(stretch.extent.marks);
        first.extent.unread |= stretch.extent.unread;
        first.extent.blind |= stretch.extent.blind;
    }
    if let Some(error) = pieces.error {
        findings.forget_since(mark);
        findings.add(unreadable(tree.id(path), &error));
        first.extent = Extent::broken_off();
    }
    settle(findings.since(mark));
    summary_row::once(findings, mark);
    first.extent.marks.sort_unstable_by_key(|(place, _)| *place);
    findings.extend(git_conflict::check(&first.extent.marks));
    first.extent
}

/// The blocks of a file that is read side by side, and what has come of them.
#[derive(Default)]
struct Pieces<'r> {
    blocks: Option<Blocks<'r>>,
    /// How many have been taken.
    taken: usize,
    done: Vec<(usize, Stretch, Findings)>,
    error: Option<io::Error>,
}

impl Pieces<'_> {
    fn next(&mut self, memory: Vec<u8>) -> Option<(usize, Block)> {
        match self.blocks.as_mut()?.advance(memory) {
            Ok(Some(block)) => {
                self.taken += 1;
                Some((self.taken - 1, block))
            }
            Ok(None) => None,
            Err(error) => {
                self.failed(Err(error));
                None
            }
        }
    }

    /// Notes that reading failed: nothing more is read.
    fn failed(&mut self, done: io::Result<()>) {
        if let Err(error) = done {
            self.blocks = None;
            self.error.get_or_insert(error);
        }
    }
}

fn lock<'m, 'r>(pieces: &'m Mutex<Pieces<'r>>) -> MutexGuard<'m, Pieces<'r>> {
    pieces.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Piece<'_, '_> {
    /// Reads the rows of a block, and says what is to be said of some.
    fn read<T: Taker>(
        &mut self,
        header: Option<&Header>,
        records: &mut Records<'_>,
        (taker, worker): (&T, &mut T::Worker),
        told: &mut Vec<(u64, bool)>,
    ) -> io::Result<()> {
        let Piece { file, stretch, findings } = self;
        let Some(known) = header else {
            return file.rows(header, records, stretch, findings, &mut |line, found| taker.explain(worker, line, found));
        };
        told.clear();
        let start = records.block().1 + records.unread() as u64;
        let silent = taker.block(worker, known, records, self, told)?;
        let Piece { file, stretch, findings } = self;
        stretch.extent.rows += silent;
        told.sort_unstable();
        if cfg!(debug_assertions) {
            let rows = nothing_to_say(file, (known, records, start), (taker, worker), (findings, told))?;
            assert_eq!(rows, silent, "rows of which nothing is said");
        }
        for (start, counts) in told.drain(..) {
            records.back_to(start);
            if let Some(record) = records.advance()? {
                let left_out = stretch.extent.left_out;
                file.record(header, &record, stretch, findings, &mut |line, found| taker.explain(worker, line, found));
                debug_assert_eq!(
                    counts,
                    stretch.extent.left_out == left_out,
                    "what is said of a row and whether it counts: {:?}",
                    record.raw()
                );
            }
        }
        Ok(())
    }
}

/// Holds what decides against what explains, in builds for tests: of every row of a block that is not told, nothing is to be said.
/// Says how many rows those are.
fn nothing_to_say<T: Taker>(
    file: &File<'_>,
    (header, records, start): (&Header, &mut Records<'_>, u64),
    (taker, worker): (&T, &mut T::Worker),
    (like, told): (&Findings, &[(u64, bool)]),
) -> io::Result<u64> {
    records.back_to(start);
    let mut rows = 0;
    while let Some(record) = records.advance()? {
        if record.is_blank() || told.iter().any(|(told, _)| *told == record.start()) {
            continue;
        }
        // What is told once for a file is told elsewhere.
        let (mut stretch, mut findings) = (Stretch::quiet(), like.like());
        file.record(Some(header), &record, &mut stretch, &mut findings, &mut |line, found| taker.explain(worker, line, found));
        let said: Vec<&str> = findings.iter().map(|finding| finding.code.id).collect();
        assert!(
            stretch.extent.left_out == 0 && said.is_empty(),
            "{said:?} is said of a row that passed: {:?}",
            String::from_utf8_lossy(record.raw())
        );
        rows += 1;
    }
    Ok(rows)
}
