//! The estimate at full norms: every subject at its norm of the year, beside what the gaps alone need and the year before.

use serde_json::{Value, json};

use super::{Estimates, fund_names, unpriced_words};
use crate::budget::{Estimate, FullItem, FullNorm, Unpriced, full_norms, lines};
use crate::calendar::{Date, display_date};
use crate::model::Plan;
use crate::number::Number;
use crate::report::answer::Answer;
use crate::report::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use crate::report::json as numbers;
use crate::report::names::activity_title;
use crate::report::window_words::window_words;
use crate::say;
use crate::text::{Lang, Message, Word, figure};

/// Estimates at full norms as an answer.
pub struct FullEstimates<'s>(pub Estimates<'s>);

/// One activity in the year, or what the plan has for all of them.
struct Line<'s> {
    /// None: the plan's own budget line.
    full: Option<FullNorm<'s>>,
    /// What its gaps alone need, and how many of them have no price.
    gaps: Option<Number>,
    unpriced: u64,
    /// Of the year before.
    allocated: Number,
    spent: Number,
}

/// A plan with its lines.
struct OfPlan<'s> {
    plan: &'s Plan,
    lines: Vec<Line<'s>>,
    /// What all gaps need, as far as they have a price.
    gaps: Option<Number>,
}

impl Line<'_> {
    fn amount(&self) -> Option<Number> {
        self.full.as_ref()?.amount
    }
}

/// What the gaps of an activity alone need, and how many have no price.
fn gaps_of(estimate: &Estimate<'_>, activity: usize) -> (Option<Number>, u64) {
    let of = || estimate.items.iter().filter(move |item| item.target.activity == activity);
    let priced = || of().filter(|item| item.price.is_some());
    let sum = || priced().try_fold(Number::ZERO, |sum, item| sum.plus(item.amount?));
    let unpriced = of().filter(|item| item.price.is_none()).map(|item| item.cells).sum();
    (if priced().next().is_none() && unpriced > 0 { None } else { sum() }, unpriced)
}

fn number(number: Option<Number>) -> Cell {
    number.map_or(Cell::Empty, |number| Cell::Number(number.to_string()))
}

impl<'s> FullEstimates<'s> {
    fn all(&self) -> Vec<OfPlan<'s>> {
        let (workspace, state, spending, year) = (self.0.workspace, self.0.state, self.0.spending, self.0.year);
        let plans = state.plans.iter().zip(self.0.all());
        plans
            .map(|(plan_state, (plan, estimate))| {
                let before: Vec<crate::budget::Line> = lines(workspace, spending, plan_state.plan, state.as_of, None);
                let of = |activity: Option<usize>| {
                    let lines = before.iter().filter(move |line| line.year == year - 1 && line.activity == activity);
                    lines.fold((Number::ZERO, Number::ZERO), |(allocated, spent), line| {
                        (allocated + line.figures.allocated, spent + line.figures.spent)
                    })
                };
                let mut all: Vec<Line<'_>> = Vec::new();
                for full in full_norms(workspace, spending, state, plan_state, year) {
                    let ((gaps, unpriced), (allocated, spent)) = (gaps_of(&estimate, full.activity), of(Some(full.activity)));
                    all.push(Line { full: Some(full), gaps, unpriced, allocated, spent });
                }
                let (allocated, spent) = of(None);
                if allocated != Number::ZERO || spent != Number::ZERO {
                    all.push(Line { full: None, gaps: None, unpriced: 0, allocated, spent });
                }
                OfPlan { plan, lines: all, gaps: estimate.known() }
            })
            .collect()
    }

    /// Activity by activity: the full norm, the gaps alone, the year before.
    fn summary(&self, of: &OfPlan<'_>) -> Sheet {
        let before = self.0.year - 1;
        let columns = vec![
            Column::left("activity", Word::Activity),
            Column::left("funds", Word::Funds).dispensable(2),
            Column::right("full_norm", say!(vi: "Đủ định mức", en: "At full norm")),
            Column::right("gaps", say!(vi: "Riêng phần còn thiếu", en: "The gaps alone")),
            Column::right("allocated", say!(vi: "Dự toán {before}", en: "Allocated {before}")),
            Column::right("spent", say!(vi: "Đã chi {before}", en: "Spent {before}")),
            Column::left("why", say!(vi: "Vì sao không tính được", en: "Why it has no price")).dispensable(1),
        ];
        let mut rows: Vec<Row> = of
            .lines
            .iter()
            .map(|line| {
                let title = line.full.as_ref().map(|full| Cell::Text(activity_title(&of.plan.activities[full.activity])));
                let why = line.full.as_ref().and_then(|full| full.why);
                Row::Cells(vec![
                    title.unwrap_or_else(|| Word::PlanLine.into()),
                    line.full.as_ref().map_or(Cell::Empty, |full| Cell::Text(fund_names(of.plan, &full.funds))),
                    number(line.amount()),
                    number(line.gaps),
                    Cell::Number(line.allocated.to_string()),
                    Cell::Number(line.spent.to_string()),
                    why.map_or(Cell::Empty, |why| Cell::Words(unpriced_words(why))),
                ])
            })
            .collect();
        let [full, allocated, spent] = totals(&of.lines);
        // A dash, so that the column stands where nothing has a price.
        let sum = |sum: Option<Number>| sum.map_or(Cell::Words(Message::same("–")), |sum| Cell::Number(sum.to_string()));
        rows.push(Row::Cells(vec![Word::Sum.into(), Cell::Empty, sum(full), sum(of.gaps), number(allocated), number(spent), Cell::Empty]));
        Sheet { columns, rows, total: true, name: Some(say!(vi: "Theo hoạt động", en: "By activity")), ..Sheet::default() }
    }

    /// How the full norms come about.
    fn norms(of: &OfPlan<'_>) -> Option<Sheet> {
        let columns = vec![
            Column::left("population", Word::Subject),
            Column::left("window", Word::Window),
            Column::left("funds", Word::Funds).dispensable(2),
            Column::right("subjects", say!(vi: "Số lượng", en: "How many")),
            Column::right("each", Word::Norm),
            Column::right("amount", Word::Amount),
            Column::left("why", Word::Why).dispensable(1),
        ];
        let mut rows = Vec::new();
        for full in of.lines.iter().filter_map(|line| line.full.as_ref()).filter(|full| !full.items.is_empty()) {
            rows.push(Row::Head { text: Message::same(activity_title(&of.plan.activities[full.activity])), aside: None });
            rows.extend(full.items.iter().map(|item| {
                Row::Cells(vec![
                    population(of.plan, item),
                    Cell::Words(window_words(&item.window.label)),
                    Cell::Text(fund_names(of.plan, &item.funds)),
                    Cell::count(item.subjects),
                    Cell::Number(item.each.to_string()),
                    number(item.amount),
                    Cell::Words(how(item)),
                ])
            }));
        }
        let title = Some(say!(vi: "Cách tính đủ định mức", en: "How the full norms come about"));
        (!rows.is_empty()).then_some(Sheet { title, columns, rows, ..Sheet::default() })
    }

    /// Whether the year before is not over yet.
    fn unfinished(&self) -> Option<Message> {
        let (as_of, before) = (self.0.state.as_of, self.0.year - 1);
        let last = Date::new(before, 12, 31).ok()?;
        let [vi, en] = [Lang::Vi, Lang::En].map(|lang| display_date(as_of, lang));
        (as_of < last).then(|| say!(vi: "Đã chi năm {before}: tính đến {vi}.", en: "Spent in {before}: up to {en}."))
    }
}

/// Sums of full norms, of what was allocated and of what was spent; where nothing has a price there is no sum.
fn totals(lines: &[Line<'_>]) -> [Option<Number>; 3] {
    let sum = |all: Vec<Number>| {
        if all.is_empty() { None } else { all.into_iter().try_fold(Number::ZERO, Number::plus) }
    };
    [
        sum(lines.iter().filter_map(Line::amount).collect()),
        sum(lines.iter().map(|line| line.allocated).collect()),
        sum(lines.iter().map(|line| line.spent).collect()),
    ]
}

fn population(plan: &Plan, item: &FullItem<'_>) -> Cell {
    match item.norm.population {
        None => Word::WholePlan.into(),
        Some(index) => {
            let population = &plan.populations[index.0];
            Cell::Text(population.title.clone().unwrap_or_else(|| population.id.clone()))
        }
    }
}

/// `12 × 500.000; 59/2012/QĐ-TTg; đến 21/09/2016`: the day where it ends before its window does.
fn how(item: &FullItem<'_>) -> Message {
    let norm = item.norm;
    let text = |lang| {
        let each = norm.at_most.number().map(|each| figure(&each.to_string(), lang));
        let product = norm.times.zip(each).map(|(times, each)| format!("{times} × {each}"));
        let ends = (norm.valid.last < item.window.days.last).then(|| {
            let day = display_date(norm.valid.last, lang);
            say!(vi: "đến {day}", en: "until {day}").get(lang).to_owned()
        });
        product.into_iter().chain(norm.basis.clone()).chain(ends).collect::<Vec<_>>().join("; ")
    };
    Message::new(text(Lang::Vi), text(Lang::En))
}

pub(super) fn key_of(why: Unpriced) -> &'static str {
    match why {
        Unpriced::NoNorm => "no-norm",
        Unpriced::Ended(_) => "ended",
        Unpriced::Begins(_) => "begins",
        Unpriced::OneByOne => "one-by-one",
        Unpriced::Others => "other-work",
    }
}

impl Answer for FullEstimates<'_> {
    fn title(&self) -> Message {
        let year = self.0.year;
        say!(vi: "Dự toán năm {year} theo đủ định mức", en: "Estimate for {year} at full norms")
    }

    fn document(&self) -> Document {
        let mut blocks = vec![Block::Header(Header::new(self.0.workspace, self.0.state))];
        let (all, year) = (self.all(), self.0.year);
        for of in &all {
            let title = if all.len() > 1 { format!(": {}", of.plan.title) } else { String::new() };
            let currency = of.plan.currency.as_deref().map_or_else(String::new, |currency| format!(" ({currency})"));
            blocks.push(Block::Heading(say!(
                vi: "Dự toán năm {year} theo đủ định mức{currency}{title}",
                en: "Estimate for {year} at full norms{currency}{title}"
            )));
            blocks.push(Block::Sheet(self.summary(of)));
            blocks.extend(FullEstimates::norms(of).map(Block::Sheet));
            blocks.push(Block::Line(say!(
                vi: "Đủ định mức: mọi đối tượng của năm, mỗi đối tượng một định mức đủ cả năm, kể cả việc đã làm. Riêng phần còn thiếu: như `tiendo estimate {year}`.",
                en: "At full norm: everybody in the year, each at the norm of the whole year, whatever is done already. The gaps alone: as in `tiendo estimate {year}`."
            )));
            blocks.extend(self.unfinished().map(Block::Line));
        }
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns = [
            "plan",
            "year",
            "row",
            "activity",
            "population",
            "window",
            "funds",
            "subjects",
            "each",
            "full_norm",
            "gaps",
            "gaps_without_norm",
            "allocated_before",
            "spent_before",
            "why",
            "basis",
            "currency",
        ];
        let mut rows = Vec::new();
        for of in self.all() {
            let [plan, year, currency] =
                [Cell::Text(of.plan.id.clone()), Cell::Number(self.0.year.to_string()), Cell::maybe(of.plan.currency.as_deref())];
            for line in &of.lines {
                let full = line.full.as_ref();
                let activity = Cell::maybe(full.map(|full| of.plan.activities[full.activity].id.as_str()));
                rows.push(Row::Cells(vec![
                    plan.clone(),
                    year.clone(),
                    Cell::Text(if full.is_some() { "activity" } else { "plan" }.to_owned()),
                    activity.clone(),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Text(full.map(|full| full.funds.join(" ")).unwrap_or_default()),
                    Cell::Empty,
                    Cell::Empty,
                    number(line.amount()),
                    number(line.gaps),
                    Cell::count(line.unpriced),
                    number(Some(line.allocated)),
                    number(Some(line.spent)),
                    Cell::maybe(full.and_then(|full| full.why).map(key_of)),
                    Cell::Empty,
                    currency.clone(),
                ]));
                for item in full.into_iter().flat_map(|full| &full.items) {
                    let population = item.norm.population.map(|index| of.plan.populations[index.0].id.as_str());
                    rows.push(Row::Cells(vec![
                        plan.clone(),
                        year.clone(),
                        Cell::Text("norm".to_owned()),
                        activity.clone(),
                        Cell::maybe(population),
                        Cell::Text(item.window.label.clone()),
                        Cell::Text(item.funds.join(" ")),
                        Cell::count(item.subjects),
                        number(Some(item.each)),
                        number(item.amount),
                        Cell::Empty,
                        Cell::Empty,
                        Cell::Empty,
                        Cell::Empty,
                        Cell::Empty,
                        Cell::maybe(item.norm.basis.as_deref()),
                        currency.clone(),
                    ]));
                }
            }
        }
        Sheet { rows, columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }
    }

    fn contract(&self) -> Value {
        let amount = |number: Option<Number>| number.map(numbers::number);
        let item = |plan: &Plan, item: &FullItem<'_>| {
            json!({
                "population": item.norm.population.map(|index| plan.populations[index.0].id.clone()), "window": item.window.label,
                "funds": item.funds, "subjects": item.subjects, "each": numbers::number(item.each), "amount": amount(item.amount),
                "basis": item.norm.basis,
            })
        };
        let line = |plan: &Plan, line: &Line<'_>| {
            json!({
                "activity": line.full.as_ref().map(|full| plan.activities[full.activity].id.clone()),
                "funds": line.full.as_ref().map(|full| full.funds.clone()).unwrap_or_default(),
                "full_norm": amount(line.amount()), "gaps": amount(line.gaps), "gaps_without_norm": line.unpriced,
                "allocated_before": numbers::number(line.allocated), "spent_before": numbers::number(line.spent),
                "why": line.full.as_ref().and_then(|full| full.why).map(key_of),
                "norms": line.full.iter().flat_map(|full| &full.items).map(|of| item(plan, of)).collect::<Vec<_>>(),
            })
        };
        let plans = self.all().into_iter().map(|of| {
            let [full, allocated, spent] = totals(&of.lines).map(amount);
            json!({
                "id": of.plan.id, "currency": of.plan.currency, "full_norm": full, "gaps": amount(of.gaps), "allocated_before": allocated,
                "spent_before": spent, "activities": of.lines.iter().map(|one| line(of.plan, one)).collect::<Vec<_>>(),
            })
        });
        let mut answer = json!({
            "tiendo": numbers::VERSION, "as_of": self.0.state.as_of.to_string(), "left_out_rows": self.0.state.left_out,
            "year": self.0.year, "plans": plans.collect::<Vec<_>>(),
        });
        if let (Some(notice), Value::Object(answer)) = (&self.0.workspace.settings.notice, &mut answer) {
            answer.insert("notice".to_owned(), Value::String(notice.clone()));
        }
        answer
    }
}
