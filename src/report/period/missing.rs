//! What is missing, by whose job it is.

use std::collections::BTreeMap;

use super::Report;
use crate::cover::CellState;
use crate::report::document::{Block, Cell, Column, Row, Sheet};
use crate::report::gaps::table;
use crate::report::gaps::{Filter, Gap, gaps};
use crate::report::names::target_title;
use crate::say;
use crate::text::{Message, Word};

/// How many gaps of a target are an agency's job.
#[derive(Default)]
pub(super) struct Lack {
    /// Overdue or exceeded.
    pub(super) past: u64,
    /// Not yet due.
    pub(super) open: u64,
}

impl Report<'_> {
    /// Gaps counted by agency, in the order of the plan's agencies, then by target. One of several agencies' counts for each.
    pub(super) fn lacks<'g>(&self, gaps: &'g [Gap<'g>]) -> Vec<(String, Vec<(&'g Gap<'g>, Lack)>)> {
        let plan = self.plan();
        let mut found: BTreeMap<(usize, String), BTreeMap<_, (&Gap<'_>, Lack)>> = BTreeMap::new();
        for gap in gaps {
            let nobody = [String::new()];
            let ids = if gap.responsible.is_empty() { &nobody[..] } else { &gap.responsible };
            for id in ids {
                let at = plan.names.agency(id).map_or(usize::MAX, |agency| agency.0);
                let of = found.entry((at, id.clone())).or_default();
                let (_, lack) = of.entry(gap.index).or_insert_with(|| (gap, Lack::default()));
                match gap.cell.state {
                    CellState::Open => lack.open += 1,
                    _ => lack.past += 1,
                }
            }
        }
        found.into_iter().map(|((_, id), targets)| (id, targets.into_values().collect())).collect()
    }

    pub(super) fn lacking(&self) -> Vec<Block> {
        let gaps = gaps(self.workspace, self.state, &Filter::default());
        if gaps.is_empty() {
            return vec![Block::Line(Word::NoGaps.into())];
        }
        let plan = self.plan();
        let columns = vec![
            Column::left("target", Word::Target),
            Column::right("gaps", say!(vi: "Chưa đạt", en: "Not met")),
            Column::right("past", say!(vi: "Quá hạn, vượt mức", en: "Past due, exceeded")),
            Column::right("open", say!(vi: "Còn hạn", en: "Open")),
        ];
        let mut rows = Vec::new();
        for (id, targets) in self.lacks(&gaps) {
            let name = match plan.names.agency(&id) {
                Some(agency) => Message::same(plan.names.get(agency).name.clone()),
                None if id.is_empty() => Word::NoAgency.into(),
                None => Message::same(id),
            };
            rows.push(Row::Head { text: name, aside: None });
            for (gap, lack) in targets {
                // Activities are told in full above; here their numbers do.
                let number = gap.activity.number.as_ref().map_or_else(String::new, |number| format!("{number}. "));
                let title = format!("{number}{}", target_title(gap.target));
                let counts = [lack.past + lack.open, lack.past, lack.open].map(Cell::count);
                rows.push(Row::Cells(std::iter::once(Cell::Text(title)).chain(counts).collect()));
            }
        }
        let title = say!(vi: "Chưa đạt, theo cơ quan chịu trách nhiệm", en: "Not met, by agency");
        let note = say!(
            vi: "Một trường hợp giao cho nhiều cơ quan thì tính ở từng cơ quan.",
            en: "What is the job of several agencies counts for each of them."
        );
        let name = say!(vi: "Theo cơ quan", en: "By agency");
        let mut blocks =
            vec![Block::Sheet(Sheet { title: Some(title), name: Some(name), columns, rows, notes: vec![note], ..Sheet::default() })];
        if !self.annex {
            blocks.push(Block::Line(say!(
                vi: "Danh sách từng trường hợp là phụ lục: --annex.",
                en: "The list of what is missing is an annex: --annex."
            )));
        }
        blocks
    }

    /// The gap list, where it is asked for.
    pub(super) fn annexed(&self) -> Vec<Block> {
        if !self.annex {
            return Vec::new();
        }
        let gaps = gaps(self.workspace, self.state, &Filter::default());
        if gaps.is_empty() {
            return Vec::new();
        }
        let name = Some(say!(vi: "Danh sách chưa đạt", en: "What is missing"));
        let list = table::sheet(self.workspace, self.state.as_of, &gaps, self.full, self.cap).into_iter();
        list.map(|block| if let Block::Sheet(sheet) = block { Block::Sheet(Sheet { name: name.clone(), ..sheet }) } else { block })
            .collect()
    }
}
