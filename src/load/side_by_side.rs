//! Files that are read on every core, a large one in blocks; nearly all rows at a glance, the others closely.
//!
//! What is found comes in the order of the file whoever reads what; the rows themselves come in no order.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::reader::{Extent, File, Line, Stretch};
use super::rows::{Header, unreadable};
use crate::check::not_nfc;
use crate::finding::Findings;
use crate::model::Table;
use crate::read::Tree;
use crate::read::blocks::{Block, Blocks};
use crate::read::records::{Record, Records};

/// Who takes the rows of files that are read side by side: each hand is lent to one thread at a time.
pub struct Hands<W> {
    free: Mutex<Vec<W>>,
}

impl<W> Hands<W> {
    /// Nobody yet.
    pub fn new() -> Hands<W> {
        Hands { free: Mutex::new(Vec::new()) }
    }

    fn lend(&self, new: impl FnOnce() -> W) -> W {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        free.unwrap_or_else(new)
    }

    fn give_back(&self, hand: W) {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(hand);
    }

    /// All that there were.
    pub fn all(self) -> Vec<W> {
        self.free.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W> Default for Hands<W> {
    fn default() -> Hands<W> {
        Hands::new()
    }
}

/// Who takes the rows of files that are read side by side.
pub trait Taker: Sync {
    /// What one thread needs to take rows.
    type Hand: Send;

    /// Another hand.
    fn hand(&self) -> Self::Hand;

    /// Takes a row for now that looks sound at a glance, with nothing to be said about it; says whether it does.
    fn glance(&self, hand: &mut Self::Hand, header: &Header, record: &Record<'_>) -> bool;

    /// Takes for good what was taken for now, but for those rows that must be looked at closely: they are added to a list,
    /// by the bytes at which they start.
    fn decide(&self, hand: &mut Self::Hand, closely: &mut Vec<u64>);

    /// Looks at a row closely and reports all that is wrong with it; says whether it is sound.
    fn take(&self, hand: &mut Self::Hand, line: &Line<'_>, findings: &mut Findings) -> bool;
}

/// Reads a file as [`each_row`] does, a large one in blocks on every core: its rows come in no order, its findings in
/// that of the file.
pub fn side_by_side<T: Taker>(
    (tree, path, table): (&Tree, &str, &Table),
    findings: &mut Findings,
    hands: &Hands<T::Hand>,
    taker: &T,
) -> Extent {
    let file = File::new(tree, path, table);
    let mut first = Stretch::default();
    let like = findings.like();
    let pieces = Mutex::new(Pieces::default());
    // Takes block after block until there is none; `at` says which one lies in `records` already.
    let work = |header: Option<&Header>, mut records: Records<'_>, mut at: Option<usize>| {
        let mut hand = hands.lend(|| taker.hand());
        let mut closely = Vec::new();
        loop {
            let at = if let Some(at) = at.take() {
                at
            } else {
                let memory = records.take_memory();
                let Some((at, block)) = lock(&pieces).next(memory) else { break };
                records.put(block);
                at
            };
            let (mut stretch, mut found) = (Stretch::default(), like.like());
            let block = (&mut records, &mut stretch, &mut found);
            let done = file.block(header, block, (taker, &mut hand), &mut closely);
            tree.meter().add(stretch.extent.rows, records.size());
            let mut pieces = lock(&pieces);
            pieces.failed(done);
            pieces.done.push((at, stretch, found));
        }
        hands.give_back(hand);
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
        first.extent.unread |= stretch.extent.unread;
        first.extent.blind |= stretch.extent.blind;
    }
    if let Some(error) = pieces.error {
        findings.add(unreadable(tree.id(path), &error));
    }
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

impl File<'_> {
    /// Reads the rows of a block: at a glance where that will do, and then closely what was not taken so.
    fn block<T: Taker>(
        &self,
        header: Option<&Header>,
        (records, stretch, findings): (&mut Records<'_>, &mut Stretch, &mut Findings),
        (taker, hand): (&T, &mut T::Hand),
        closely: &mut Vec<u64>,
    ) -> io::Result<()> {
        let Some(usual) = header else {
            return self.rows(header, records, stretch, findings, &mut |line, found| taker.take(hand, line, found));
        };
        while let Some(record) = records.advance()? {
            if taker.glance(hand, usual, &record) {
                stretch.extent.rows += 1;
            } else {
                closely.push(record.start());
            }
        }
        let told = closely.len();
        taker.decide(hand, closely);
        stretch.extent.rows -= (closely.len() - told) as u64;
        closely.sort_unstable();
        for start in closely.drain(..) {
            records.back_to(start);
            if let Some(record) = records.advance()? {
                self.record(header, &record, stretch, findings, &mut |line, found| taker.take(hand, line, found));
            }
        }
        Ok(())
    }
}
