//! What is done with the rows of a block while their text is at hand, beside judging them: money is judged and added up, and what
//! measures need of texts is kept.

use super::block::{Block, Stands, Worker};
use super::decoders::Fields;
use super::duplicates;
use super::expenditure::Spent;
use super::file::FileScan;
use super::fold::gathered;
use super::rows::{DOUBTED, GONE, LEFT_OUT, NOBODY, Rows};
use super::weights::{Weight, flags, weigh};
use crate::calendar::Day;
use crate::check::empty_return;
use crate::finding::Finding;
use crate::load::rows::Header;
use crate::measure::mark;
use crate::model::View;
use crate::read::Place;

impl FileScan<'_> {
    /// Weighs what rows spend and adds up what sound ones do.
    pub(super) fn judge_money(&self, worker: &mut Worker, header: &Header, fields: &Fields<'_>, stands: Stands, first: usize) {
        let Some(expenditure) = self.expenditure else { return };
        let Worker { rows, ledger, periods, silenced, .. } = worker;
        let as_of = Day::new(self.as_of);
        let Some(amounts) = rows.numbers(expenditure.amount()) else { return };
        let mut marked: Vec<(usize, u8)> = Vec::new();
        let block = Block { scan: self, rows, first, fields, header, periods };
        for row in 0..block.count() {
            let (flags_before, date) = (rows.flags[first + row], rows.dates[first + row]);
            // What is left out by the row itself is not held against anything.
            if flags_before & (LEFT_OUT | GONE) != 0 && flags_before & DOUBTED == 0 {
                continue;
            }
            if flags_before & GONE != 0 || date > as_of || amounts.get(first + row).is_none() {
                continue;
            }
            if expenditure.quick(rows, first + row, flags_before & LEFT_OUT == 0, ledger) {
                continue;
            }
            let cells: Vec<View<'_>> = (0..self.log.table.columns.len()).map(|column| block.view(column, row)).collect();
            let referred = |column: usize| block.referred(column, row);
            let place = |column: usize| {
                let (start, end) = header.place_of(column).map_or((0, 0), |field| fields.frame.field(row, field));
                let base = stands.of(fields, row) - fields.frame.start(row) as u64;
                Place { file: stands.file, start: base + start as u64, end: base + end as u64 }
            };
            let spent = Spent { cells: &cells, date: date.date(), period: self.period, referred: &referred, place: &place };
            let mut more = 0;
            expenditure.judge(&spent, ledger, &mut |finding: Finding| {
                weigh(silenced, &mut more, Weight { code: finding.code, flags: flags((self.severity)(finding.code)) });
            });
            if more != 0 {
                marked.push((first + row, more));
            }
            if (flags_before | more) & LEFT_OUT == 0 {
                expenditure.add(&spent, ledger);
            }
        }
        for (row, flags) in marked {
            rows.flags[row] |= flags;
        }
    }

    /// Holds the rows that are sound so far against the rules of their log, if it has any.
    pub(super) fn judge_rules(&self, worker: &mut Worker, header: &Header, fields: &Fields<'_>, first: usize) {
        let filled = empty_return::columns(&self.log.table, |column| header.place_of(column).is_some());
        if self.log.table.rules.is_empty() && filled.is_empty() {
            return;
        }
        let Worker { rows, periods, silenced, .. } = worker;
        let block = Block { scan: self, rows, first, fields, header, periods };
        let broken = |row: &usize| {
            let view = |column: usize| block.view(column, *row);
            rows.flags[first + row] & (LEFT_OUT | GONE) == 0 && self.log.table.rules.iter().any(|rule| rule.broken(&view).next().is_some())
        };
        let marked: Vec<usize> = (0..block.count()).filter(broken).collect();
        let empty = |row: &usize| {
            let sound = rows.flags[first + row] & (LEFT_OUT | GONE) == 0 && (self.weights.rule.flags & LEFT_OUT == 0 || !broken(row));
            sound && empty_return::is_one(&filled, |column| block.view(column, *row))
        };
        let empty: Vec<usize> = if filled.is_empty() { Vec::new() } else { (0..block.count()).filter(empty).collect() };
        for row in empty {
            weigh(silenced, &mut rows.flags[first + row], self.weights.empty);
        }
        for row in marked {
            weigh(silenced, &mut rows.flags[first + row], self.weights.rule);
        }
    }

    /// Keeps what measures need of the text, and hashes of what sound rows say.
    pub(super) fn gather_texts(&self, worker: &mut Worker, header: &Header, fields: &Fields<'_>, first: usize) {
        let count = worker.rows.len() - first;
        for (marks, column) in worker.rows.marks.iter_mut().zip(&self.routes.marks) {
            let field = header.place_of(*column);
            marks.extend((0..count).map(|row| gathered(Some(fields.bytes(row, field)).filter(|text| !text.is_empty()).map(mark))));
        }
        if self.routes.keys {
            let field = self.key.and_then(|key| header.place_of(key));
            let Rows { keys, key_text, .. } = &mut worker.rows;
            for row in 0..count {
                let start = u32::try_from(key_text.len()).unwrap_or(NOBODY);
                key_text.extend_from_slice(fields.bytes(row, field));
                keys.push((start, u32::try_from(key_text.len()).unwrap_or(NOBODY)));
            }
        }
        if let Some(unique) = self.unique {
            let mut text = std::mem::take(&mut worker.text);
            for row in 0..count {
                if worker.rows.flags[first + row] & (LEFT_OUT | GONE) == 0 {
                    worker.returns.push(unique.hash(|column| fields.text(row, header.place_of(column)), &mut text));
                }
            }
            worker.text = text;
        }
        if !self.doubts {
            return;
        }
        let together = header.in_order() && self.key.is_none_or(|key| key == 0) && fields.frame.width() > 1;
        let mut text = std::mem::take(&mut worker.text);
        for row in 0..count {
            if worker.rows.flags[first + row] & (LEFT_OUT | GONE) == 0 {
                let hash = if together {
                    // All but the key stands together, as the columns do.
                    let (start, _) = fields.frame.field(row, usize::from(self.key.is_some()));
                    duplicates::hash(&fields.bytes[start..fields.frame.end(row)])
                } else {
                    duplicates::content(self.log, |column| fields.text(row, header.place_of(column)), &mut text)
                };
                worker.contents.push(hash);
            }
        }
        worker.text = text;
    }
}
