//! What closing the gap list needs, and which budget lines may pay for it.

use super::contract::{Closing, ClosingLine};
use super::{Funds, Money, amount};
use crate::budget::{self, Payer, closing};
use crate::number::Number;
use crate::report::document::{Block, Cell, Column, Row, Sheet};
use crate::report::json;
use crate::report::names::activity_title;
use crate::say;
use crate::text::{Lang, Message, Word, count_en, count_vi, figure};

impl Funds<'_> {
    fn held<'m>(&self, money: &'m Money<'_>) -> budget::Closing<'m> {
        closing(money.plan, self.spending, &money.this_year, self.state.as_of.year(), &money.closing)
    }

    pub(super) fn closing(&self, money: &Money<'_>) -> Vec<Block> {
        let (cells, without, year) = (money.cells, money.closing.unpriced, self.state.as_of.year());
        let (priced, budgeted, held) = (cells - without, self.workspace.budgeted, self.held(money));
        let words = |number: Number| [Lang::Vi, Lang::En].map(|lang| figure(&number.to_string(), lang));
        let [left_vi, left_en] = words(held.left());
        let (beside_vi, beside_en) = match held.short.filter(|_| budgeted) {
            None => Default::default(),
            Some(short) => {
                let [short_vi, short_en] = words(short);
                let (lacks_vi, lacks_en) = if short > Number::ZERO {
                    (format!(", thiếu {short_vi}"), format!(", and {short_en} are short"))
                } else {
                    Default::default()
                };
                (
                    format!("; các dòng dự toán năm {year} được chi cho việc này còn {left_vi}{lacks_vi}"),
                    format!("; {left_en} is left on the lines of {year} that may pay for them{lacks_en}"),
                )
            }
        };
        let gaps = |count: u64| count_en(count, "gap");
        let mut said = Vec::new();
        match money.closing.total {
            Some(_) if money.closing.items.is_empty() => {
                if budgeted {
                    said.push(say!(vi: "Không còn trường hợp thiếu nào phải chi", en: "No gap needs money"));
                }
            }
            // Nothing says what any of it costs.
            Some(_) if money.closing.is_unknown() => {
                if budgeted {
                    said.push(say!(
                        vi: "Các dòng dự toán năm {year} được chi cho các trường hợp còn thiếu còn {left_vi}",
                        en: "{left_en} is left on the lines of {year} that may pay for gaps"
                    ));
                }
            }
            Some(needs) => {
                let ([vi, en], gaps, priced) = (words(needs), gaps(priced), count_vi(priced));
                said.push(say!(
                    vi: "Bù {priced} trường hợp còn thiếu cần {vi} theo định mức{beside_vi}",
                    en: "Closing the gap list needs {en} at the norms for {gaps}{beside_en}"
                ));
            }
            None => said.push(say!(
                vi: "Số tiền để bù các trường hợp còn thiếu quá lớn, không tính được{beside_vi}",
                en: "What closing the gap list needs is too large to be kept{beside_en}"
            )),
        }
        if without > 0 {
            let gaps = gaps(without);
            let are = if without == 1 { "has" } else { "have" };
            let without = count_vi(without);
            said.push(say!(
                vi: "{without} trường hợp còn thiếu không có định mức vào ngày này, nên không tính tiền",
                en: "{gaps} {are} no norm that holds on this day, and no price"
            ));
        }
        let mut blocks: Vec<Block> = said.into_iter().map(Block::Line).collect();
        if budgeted && !held.payers.is_empty() {
            blocks.push(Block::Sheet(self.payers(money, &held)));
        }
        blocks
    }

    /// The lines that may pay, one by one.
    fn payers(&self, money: &Money<'_>, held: &budget::Closing<'_>) -> Sheet {
        let named = held.payers.iter().any(|payer| payer.line.subject.is_some());
        let mut columns = vec![Column::left("fund", Word::Fund), Column::left("activity", Word::LineFor)];
        columns.extend(named.then(|| Column::left("subject", Word::Subject)));
        columns.extend([Column::right("left", Word::Left), Column::right("pays", Word::NeededOfIt)]);
        let row = |Payer { line, pays }: &Payer<'_>| {
            let activity = line.activity.map_or(Cell::from(Word::PlanLine), |activity| {
                Cell::Words(Message::same(activity_title(&money.plan.activities[activity])))
            });
            let id = line.fund.map(|fund| self.spending.funds[fund as usize].as_str()).unwrap_or_default();
            let fund = money.plan.names.funds.get(id).map_or(id, |fund| fund.name.as_str());
            let mut cells = vec![Cell::Text(fund.to_owned()), activity];
            let subject = || line.subject.map(|subject| self.workspace.budget_subject_name(subject, self.state.as_of));
            cells.extend(named.then(|| Cell::maybe(subject().as_deref())));
            cells.extend([amount(line.figures.left), amount(*pays)]);
            Row::Cells(cells)
        };
        let name = say!(vi: "Chi bù phần còn thiếu", en: "Paying for the gaps");
        Sheet { name: Some(name), columns, rows: held.payers.iter().map(row).collect(), ..Sheet::default() }
    }

    pub(super) fn closing_contract<'a>(&'a self, money: &'a Money<'_>) -> Closing<'a> {
        let (held, budgeted) = (self.held(money), self.workspace.budgeted);
        let line = |Payer { line, pays }: &Payer<'a>| ClosingLine {
            fund: line.fund.map(|fund| self.spending.funds[fund as usize].as_str()).unwrap_or_default(),
            activity: line.activity.map(|activity| money.plan.activities[activity].id.as_str()),
            subject: line.subject.and_then(|subject| self.workspace.budget_subject_id(subject)),
            left: json::number(line.figures.left),
            pays: json::number(*pays),
        };
        Closing {
            needs: money.closing.known().map(json::number),
            cells: money.cells,
            without_norm: money.closing.unpriced,
            left: budgeted.then(|| json::number(held.left())),
            short: held.short.filter(|_| budgeted).map(json::number),
            lines: budgeted.then(|| held.payers.iter().map(line).collect()),
            year: self.state.as_of.year(),
        }
    }
}
