//! The draft budget estimate of a year: what is still to be done, unit by unit, at the norms.

mod contract;
mod full;

pub use full::FullEstimates;

use std::collections::BTreeMap;

use crate::budget::{Estimate, Item, PriceOf, Unpriced, estimate, unpriced};
use crate::calendar::{Date, Days, display_date};
use crate::cover::State;
use crate::model::{Plan, Window, Workspace};
use crate::number::Number;
use crate::say;
use crate::scan::Spending;
use crate::text::{Lang, Message, Word, count_en, count_vi, figure};

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::json;
use super::json::{VERSION, value};
use super::names::{activity_title, target_title};
use super::window_words::window_words;
use contract::{EstimateAnswer, EstimateItem, EstimateLater, EstimatePlan};

/// The estimates of plans for a year as an answer.
pub struct Estimates<'s> {
    /// What they are about.
    pub workspace: &'s Workspace,
    /// On what date.
    pub state: &'s State,
    /// What was spent: it is held against the same ceilings.
    pub spending: &'s Spending,
    /// For which year.
    pub year: i16,
}

/// What of some gaps is priced, and how many without a norm are not.
#[derive(Default)]
struct Priced {
    amounts: Vec<Option<Number>>,
    without: u64,
}

/// What people call funds.
fn fund_names(plan: &Plan, ids: &[&str]) -> String {
    let name = |id: &&str| plan.names.funds.get(*id).map_or((*id).to_owned(), |fund| fund.name.clone());
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

impl<'s> Estimates<'s> {
    fn all(&self) -> Vec<(&'s Plan, Estimate<'s>)> {
        let of = |state: &'s crate::cover::PlanState| {
            (&self.workspace.plans[state.plan], estimate(self.workspace, self.spending, self.state, state, self.year))
        };
        self.state.plans.iter().map(of).collect()
    }

    /// The funds that may pay, and whose own line comes first.
    fn payers(&self, plan: &Plan, item: &Item<'_>) -> String {
        let funds = fund_names(plan, &item.funds);
        let named = item.around.iter().map(|subject| self.workspace.budget_subject_name(subject, self.state.as_of));
        let named: Vec<String> = named.collect();
        if named.is_empty() { funds } else { format!("{funds} ({})", named.join(", ")) }
    }

    fn sheet(&self, plan: &Plan, estimate: &Estimate<'_>) -> Sheet {
        let columns = vec![
            Column::left("target", Word::Target),
            Column::left("window", Word::Window),
            Column::left("funds", Word::Funds),
            Column::right("cells", Word::Lacking),
            Column::right("units", Word::Units).dispensable(2),
            Column::right("each", Word::Norm),
            Column::right("amount", Word::Amount),
            Column::left("why", Word::Why).dispensable(1),
        ];
        let mut rows = Vec::new();
        for items in estimate.items.chunk_by(|a, b| a.target.activity == b.target.activity) {
            let activity = &plan.activities[items[0].target.activity];
            rows.push(Row::Head { text: Message::same(activity_title(activity)), aside: None });
            for item in items {
                let target = plan.target(item.target);
                let price =
                    |cell: fn(&Item<'_>) -> Option<Number>| cell(item).map_or(Cell::Empty, |number| Cell::Number(number.to_string()));
                rows.push(Row::Cells(vec![
                    Cell::Text(target_title(target)),
                    Cell::Words(window_words(&target.windows[item.window].label)),
                    Cell::Text(self.payers(plan, item)),
                    Cell::count(item.cells),
                    if item.price.is_some() { Cell::Number(item.units.to_string()) } else { Cell::Empty },
                    if item.price.is_some() { price(|item| item.price.map(|price| price.each)) } else { Word::NoNorm.into() },
                    price(|item| item.amount),
                    if item.price.is_some() { Cell::Words(why(item)) } else { Cell::Empty },
                ]));
            }
        }
        let total = estimate.known().map_or(Cell::Empty, |total| Cell::Number(total.to_string()));
        let empty = || Cell::Empty;
        rows.push(Row::Cells(vec![Word::Sum.into(), empty(), empty(), empty(), empty(), empty(), total, empty()]));
        Sheet { columns, rows, total: true, ..Sheet::default() }
    }

    /// Sums by activity and fund.
    fn sums(plan: &Plan, estimate: &Estimate<'_>, year: i16) -> Sheet {
        let mut sums: BTreeMap<(usize, Vec<&str>), Priced> = BTreeMap::new();
        for item in &estimate.items {
            let of = sums.entry((item.target.activity, item.funds.clone())).or_default();
            match item.price {
                Some(_) => of.amounts.push(item.amount),
                None => of.without += item.cells,
            }
        }
        let columns = vec![
            Column::left("activity", Word::Activity),
            Column::left("funds", Word::Funds),
            Column::right("amount", Word::Amount),
            Column::right("without_norm", Word::NoNorm),
            Column::left("why", say!(vi: "Vì sao", en: "Why")).dispensable(1),
        ];
        let row = |((activity, funds), Priced { amounts, without }): ((usize, Vec<&str>), Priced)| {
            // Where nothing is priced there is no sum, which is not 0.
            let sum = |amounts: Vec<Option<Number>>| amounts.into_iter().try_fold(Number::ZERO, |sum, amount| sum.plus(amount?));
            let amount = if amounts.is_empty() { None } else { sum(amounts) };
            Row::Cells(vec![
                Cell::Text(activity_title(&plan.activities[activity])),
                Cell::Text(fund_names(plan, &funds)),
                amount.map_or(Cell::Empty, |amount| Cell::Number(amount.to_string())),
                Cell::count(without),
                why_not(plan, activity, year).filter(|_| without > 0).map_or(Cell::Empty, |why| Cell::Words(unpriced_words(why))),
            ])
        };
        Sheet { columns, rows: sums.into_iter().map(row).collect(), ..Sheet::default() }
    }

    fn notes(&self, plan: &Plan, estimate: &Estimate<'_>) -> Vec<Message> {
        let mut notes = Vec::new();
        if estimate.total.is_none() {
            notes.push(say!(vi: "Tổng quá lớn, không tính được", en: "The sum is too large to be kept"));
        }
        if estimate.items.iter().any(|item| item.funds.len() > 1) {
            notes.push(say!(
                vi: "Nhiều nguồn ở một dòng: một trong các nguồn đó được chi",
                en: "Several funds on a line: one of them may pay"
            ));
        }
        let without = estimate.unpriced;
        if without > 0 {
            let gaps = count_en(without, "cell");
            let (have, year) = (if without == 1 { "has" } else { "have" }, self.year);
            let without = count_vi(without);
            notes.push(say!(
                vi: "{without} trường hợp không có định mức nào còn hiệu lực trong năm {year}, nên không tính tiền",
                en: "{gaps} {have} no norm that holds in {year}, and no price"
            ));
        }
        let spare = estimate.spare;
        if spare > 0 {
            let (spare, gaps) = (count_vi(spare), count_en(spare, "cell"));
            notes.push(say!(
                vi: "{spare} trường hợp vượt tỷ lệ mà chỉ tiêu đòi hỏi, không tính ở đây",
                en: "{gaps} beyond the share that the targets ask for, not in this estimate"
            ));
        }
        let free = estimate.free;
        if free > 0 {
            let (free, gaps) = (count_vi(free), count_en(free, "cell"));
            notes.push(say!(
                vi: "{free} trường hợp thuộc hoạt động không chi tiền (không nguồn, không định mức, nhật ký không ghi tiền)",
                en: "{gaps} of activities that spend no money (no funds, no norms, no log with amounts)"
            ));
        }
        for later in &estimate.later {
            let target = plan.target(later.target);
            let (name, window, cells, year) = (&target.name, window_words(&target.windows[later.window].label), later.cells, self.year);
            let (window_vi, window_en) = (window.get(Lang::Vi), window.get(Lang::En));
            let (cells, gaps) = (count_vi(cells), count_en(cells, "cell"));
            notes.push(say!(
                vi: "{name}: {cells} trường hợp của kỳ {window_vi} đến hạn sau năm {year}, chưa tính ở đây",
                en: "{name}: {gaps} of {window_en}, due after {year}, not in this estimate"
            ));
        }
        notes
    }
}

/// Why an activity's norms do not price some of its gaps in a year.
fn why_not(plan: &Plan, activity: usize, year: i16) -> Option<Unpriced> {
    let days = Days { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? };
    Some(match unpriced(&plan.activities[activity], days) {
        // What counts records would have its price from a norm for a record.
        Unpriced::OneByOne => Unpriced::Others,
        why => why,
    })
}

/// Why something has no price, in words.
fn unpriced_words(why: Unpriced) -> Message {
    let day = |day: Date| [Lang::Vi, Lang::En].map(|lang| display_date(day, lang));
    match why {
        Unpriced::NoNorm => say!(vi: "kế hoạch không có định mức", en: "the plan has no norm for it"),
        Unpriced::Ended(last) => {
            let [vi, en] = day(last);
            say!(vi: "định mức hết hiệu lực {vi}", en: "its norms ended on {en}")
        }
        Unpriced::Begins(first) => {
            let [vi, en] = day(first);
            say!(vi: "định mức có hiệu lực từ {vi}", en: "its norms begin on {en}")
        }
        Unpriced::OneByOne => {
            say!(vi: "định mức cho từng lần, không nói mỗi năm bao nhiêu lần", en: "its norms are for one record each, not for a year")
        }
        Unpriced::Others => say!(vi: "định mức là của việc khác", en: "its norms are for other work"),
    }
}

/// How an amount came about: `12 đối tượng × 8.000.000 (59/2012/QĐ-TTg)`.
fn why(item: &Item<'_>) -> Message {
    let Some(price) = item.price else { return Word::NoNorm.into() };
    let each = |lang| figure(&price.each.to_string(), lang);
    let (vi, en) = match price.of {
        PriceOf::Subject => ("đối tượng", "subject"),
        PriceOf::Record => ("lần", "record"),
        PriceOf::Measured => ("đơn vị", "unit"),
    };
    let basis = price.norm.basis.as_ref().map_or_else(String::new, |basis| format!(" ({basis})"));
    let included = item.included;
    let (more_vi, more_en) = if included == 0 {
        Default::default()
    } else {
        let (vi, en) = (count_vi(included), figure(&included.to_string(), Lang::En));
        (
            format!("; {vi} trường hợp đã chi hoặc đã tính đủ định mức"),
            format!("; {en} at the ceiling already, with what is spent or priced above"),
        )
    };
    let (more_vi, more_en) = if item.capped == 0 {
        (more_vi, more_en)
    } else {
        let (vi, en) = (count_vi(item.capped), figure(&item.capped.to_string(), Lang::En));
        (format!("{more_vi}; {vi} trường hợp chỉ còn một phần định mức"), format!("{more_en}; {en} held to what a ceiling leaves"))
    };
    let (units_vi, each_vi, units_en, each_en) = (count_vi(item.units), each(Lang::Vi), count_en(item.units, en), each(Lang::En));
    let large = if item.amount.is_none() { ("; quá lớn", "; too large to be kept") } else { Default::default() };
    let (large_vi, large_en) = large;
    say!(
        vi: "{units_vi} {vi} × {each_vi}{basis}{more_vi}{large_vi}",
        en: "{units_en} × {each_en}{basis}{more_en}{large_en}"
    )
}

impl Answer for Estimates<'_> {
    fn title(&self) -> Message {
        let year = self.year;
        say!(vi: "Dự toán kinh phí năm {year}", en: "Estimate for {year}")
    }

    fn document(&self) -> Document {
        let mut blocks = vec![Block::Header(Header::new(self.workspace, self.state))];
        let all = self.all();
        let year = self.year;
        for (plan, estimate) in &all {
            let title = &plan.title;
            let currency = plan.currency.as_deref().map_or_else(String::new, |currency| format!(" ({currency})"));
            blocks.push(Block::Heading(if all.len() > 1 {
                say!(vi: "Dự toán năm {year}{currency}: {title}", en: "Estimate for {year}{currency}: {title}")
            } else {
                say!(vi: "Dự toán năm {year}{currency}", en: "Estimate for {year}{currency}")
            }));
            if estimate.items.is_empty() {
                blocks.push(Block::Line(Word::NothingToPay.into()));
            } else {
                blocks.push(Block::Sheet(self.sheet(plan, estimate)));
                blocks.push(Block::Heading(say!(vi: "Theo hoạt động và nguồn", en: "By activity and fund")));
                blocks.push(Block::Sheet(Estimates::sums(plan, estimate, year)));
            }
            blocks.extend(self.notes(plan, estimate).into_iter().map(Block::Line));
        }
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns = [
            "plan", "year", "activity", "target", "window", "due", "funds", "cells", "units", "unit", "included", "capped", "each",
            "amount", "basis", "currency",
        ];
        let mut rows = Vec::new();
        for (plan, estimate) in self.all() {
            for item in &estimate.items {
                let window = window_of(plan, item);
                let number = |number: Option<Number>| number.map_or(Cell::Empty, |number| Cell::Number(number.to_string()));
                rows.push(Row::Cells(vec![
                    Cell::Text(plan.id.clone()),
                    Cell::Number(self.year.to_string()),
                    Cell::Text(plan.activities[item.target.activity].id.clone()),
                    Cell::Text(plan.target(item.target).name.clone()),
                    Cell::Text(window.label.clone()),
                    Cell::Date(window.due),
                    Cell::Text(item.funds.join(" ")),
                    Cell::count(item.cells),
                    Cell::Number(item.units.to_string()),
                    Cell::maybe(item.price.map(|price| price.of.key())),
                    Cell::count(item.included),
                    Cell::count(item.capped),
                    number(item.price.map(|price| price.each)),
                    number(item.amount),
                    Cell::maybe(item.price.and_then(|price| price.norm.basis.as_deref())),
                    Cell::maybe(plan.currency.as_deref()),
                ]));
            }
        }
        Sheet { rows, columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }
    }

    fn contract(&self) -> serde_json::Value {
        let all = self.all();
        let plans = all.iter().map(|(plan, estimate)| EstimatePlan {
            id: &plan.id,
            currency: plan.currency.as_deref(),
            total: estimate.known().map(json::number),
            without_norm: estimate.unpriced,
            without_price: without_price(plan, estimate, self.year),
            beyond_share: estimate.spare,
            items: estimate.items.iter().map(|item| contract_item(self.workspace, plan, item)).collect(),
            later: estimate
                .later
                .iter()
                .map(|later| {
                    let target = plan.target(later.target);
                    let window = &target.windows[later.window];
                    EstimateLater { target: &target.name, window: &window.label, due: window.due.to_string(), cells: later.cells }
                })
                .collect(),
        });
        value(&EstimateAnswer {
            tiendo: VERSION,
            as_of: self.state.as_of.to_string(),
            notice: self.workspace.settings.notice.as_deref(),
            left_out_rows: self.state.left_out,
            year: self.year,
            plans: plans.collect(),
        })
    }
}

/// The activities some of whose gaps have no price, each with the reason.
fn without_price(plan: &Plan, estimate: &Estimate<'_>, year: i16) -> BTreeMap<String, &'static str> {
    let unpriced = estimate.items.iter().filter(|item| item.price.is_none()).map(|item| item.target.activity);
    unpriced.filter_map(|at| Some((plan.activities[at].id.clone(), full::key_of(why_not(plan, at, year)?)))).collect()
}

fn window_of<'p>(plan: &'p Plan, item: &Item<'_>) -> &'p Window {
    &plan.target(item.target).windows[item.window]
}

fn contract_item<'a>(workspace: &'a Workspace, plan: &'a Plan, item: &'a Item<'a>) -> EstimateItem<'a> {
    let window = window_of(plan, item);
    EstimateItem {
        activity: &plan.activities[item.target.activity].id,
        target: &plan.target(item.target).name,
        window: &window.label,
        due: window.due.to_string(),
        funds: &item.funds,
        subjects: item.around.iter().filter_map(|subject| workspace.budget_subject_id(subject)).collect(),
        cells: item.cells,
        units: json::number(item.units),
        unit: item.price.map(|price| price.of.key()),
        included: item.included,
        capped: item.capped,
        each: item.price.map(|price| json::number(price.each)),
        amount: item.amount.map(json::number),
        basis: item.price.and_then(|price| price.norm.basis.as_deref()),
    }
}
