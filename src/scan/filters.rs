//! The filters of a log's targets over columns of rows: a bit for each filter that a row passes.

use super::block::Block;
use super::route::Routes;
use super::rows::NOBODY;
use crate::model::{Condition, Kind, Log, View};

/// The filters of a log, laid out by what they ask for.
pub(super) struct Filters<'a> {
    words: usize,
    /// For each column of choices that filters ask for, by choice, first of all for none, a bit for each filter that
    /// takes it.
    by_choice: Vec<(usize, Vec<u64>)>,
    /// Other conditions on the row itself, each with its filter.
    own: Vec<(usize, &'a Condition)>,
    /// Conditions on what the row refers to, each with its filter.
    further: Vec<(usize, &'a Condition)>,
}

/// What is known of the rows of registers: by condition and row whether it holds.
pub(super) type Known = Vec<Vec<u8>>;

const HOLDS: u8 = 1;
const FAILS: u8 = 2;

impl<'a> Filters<'a> {
    pub(super) fn new(log: &'a Log, routes: &Routes<'a>) -> Filters<'a> {
        let words = routes.filters.len().div_ceil(64);
        let mut filters = Filters { words, by_choice: Vec::new(), own: Vec::new(), further: Vec::new() };
        for (filter, entry) in routes.filters.iter().enumerate() {
            for condition in &entry.conditions {
                match &log.table.columns[condition.path.column].kind {
                    _ if !condition.path.then.is_empty() => filters.further.push((filter, condition)),
                    Kind::Choice(choices) => {
                        let views = std::iter::once(View::Empty).chain(choices.iter().map(|choice| View::Text(&choice.id)));
                        filters.ask(condition, views.collect(), filter);
                    }
                    _ => filters.own.push((filter, condition)),
                }
            }
        }
        filters
    }

    /// Notes which choices a filter takes.
    fn ask(&mut self, condition: &Condition, choices: Vec<View<'_>>, filter: usize) {
        let (words, column) = (self.words, condition.path.column);
        let at = self.by_choice.iter().position(|(known, _)| *known == column).unwrap_or_else(|| {
            self.by_choice.push((column, vec![u64::MAX; choices.len() * words]));
            self.by_choice.len() - 1
        });
        for (choice, view) in choices.into_iter().enumerate() {
            if !condition.test.holds(view) {
                self.by_choice[at].1[choice * words + filter / 64] &= !(1 << (filter % 64));
            }
        }
    }

    /// Nothing known yet.
    pub(super) fn known(&self) -> Known {
        vec![Vec::new(); self.further.len()]
    }

    /// Adds the bits of a block's rows, with their periods read in one calendar, to those of the rows before.
    pub(super) fn pass(&self, block: &Block<'_, '_>, calendar: usize, known: &mut Known, passed: &mut Vec<u64>) {
        let (first, count, words) = (block.first, block.count(), self.words);
        let start = passed.len();
        passed.resize(start + count * words, u64::MAX);
        let passed = &mut passed[start..];
        for (column, masks) in &self.by_choice {
            for (row, bits) in passed.chunks_exact_mut(words).enumerate() {
                let masks = &masks[block.rows.word(*column, first + row) as usize * words..][..words];
                bits.iter_mut().zip(masks).for_each(|(bits, mask)| *bits &= mask);
            }
        }
        let mut drop = |row: usize, filter: usize| passed[row * words + filter / 64] &= !(1 << (filter % 64));
        for (filter, condition) in &self.own {
            for row in 0..count {
                if !condition.test.holds(block.view(condition.path.column, row)) {
                    drop(row, *filter);
                }
            }
        }
        for ((filter, condition), known) in self.further.iter().zip(known) {
            let at = block.scan.references.iter().position(|entry| entry.column == condition.path.column);
            // What lies one step on does not depend on the day.
            let near = condition.path.then.len() == 1;
            for row in 0..count {
                let referred = at.map_or(NOBODY, |at| block.rows.readings[calendar].resolved[at].rows[first + row]);
                let holds = || {
                    let date = block.rows.dates[first + row];
                    let day = at.map_or(date, |at| block.rows.readings[calendar].resolved[at].day(first + row, date));
                    let referred = (referred != NOBODY).then_some(referred as usize);
                    condition.test.holds(condition.path.further(block.scan.workspace, referred, day.date()))
                };
                let holds = if near && referred != NOBODY {
                    if known.len() <= referred as usize {
                        known.resize(referred as usize + 1, 0);
                    }
                    if known[referred as usize] == 0 {
                        known[referred as usize] = if holds() { HOLDS } else { FAILS };
                    }
                    known[referred as usize] == HOLDS
                } else {
                    holds()
                };
                if !holds {
                    drop(row, *filter);
                }
            }
        }
    }
}
