//! Reports and other duties that are due once for a period: kept, late or missed.

use super::Report;
use super::figures::Duty;
use crate::model::Plan;
use crate::report::document::{Block, Cell, Column, Row, Sheet};
use crate::report::names::target_title;
use crate::report::sources::{Source, Sources};
use crate::report::window_words::window_words;
use crate::say;
use crate::text::Word;

impl Report<'_> {
    pub(super) fn duty_blocks(&self) -> Vec<Block> {
        let counts = self.duty_counts();
        if counts.eligible() == 0 {
            return Vec::new();
        }
        let duties = self.duties();
        let mut blocks = Vec::new();
        if !duties.is_empty() {
            blocks.push(Block::Sheet(sheet(self.plan(), &duties)));
        }
        let unlisted = counts.eligible() - duties.len() as u64;
        if unlisted > 0 {
            let cells = super::opening::counted_en(unlisted, "more cell");
            blocks.push(Block::Line(say!(
                vi: "Ngoài ra có {unlisted} trường hợp thuộc các nhiệm vụ có nhiều đối tượng, chỉ tính trong tổng số.",
                en: "{cells} of duties with many subjects are counted only."
            )));
        }
        blocks
    }
}

fn sheet(plan: &Plan, duties: &[Duty<'_>]) -> Sheet {
    let mut sources = Sources::bare(0);
    for (row, duty) in duties.iter().enumerate() {
        if let Some(source) = Source::named(plan, &duty.target.name) {
            sources.add(row, source);
        }
    }
    let columns = vec![
        Column::left("target", say!(vi: "Nhiệm vụ", en: "Duty")),
        Column::left("window", Word::Window),
        Column::left("subject", say!(vi: "Nơi nhận hoặc cơ quan thực hiện", en: "To or by whom")),
        Column::left("due", Word::Due),
        Column::left("sent", say!(vi: "Ngày thực hiện", en: "Done on")),
        Column::left("state", Word::State),
    ];
    let row = |duty: &Duty<'_>| {
        Row::Cells(vec![
            Cell::Text(target_title(duty.target)),
            Cell::Words(window_words(&duty.window.label)),
            Cell::Words(duty.name.clone()),
            Cell::Date(duty.window.due),
            duty.sent.map_or(Cell::Empty, Cell::Date),
            Cell::State(duty.state),
        ])
    };
    let title = say!(vi: "Nhiệm vụ có thời hạn trong kỳ hoặc đang còn hạn", en: "Duties due in the period or still open");
    let name = say!(vi: "Nhiệm vụ theo kỳ", en: "Duties");
    Sheet { title: Some(title), name: Some(name), columns, rows: duties.iter().map(row).collect(), sources, ..Sheet::default() }
}
