//! Money: allocated, spent, left, over; what a unit of work has cost; what closing the gap list needs.

mod closing;
mod contract;
pub(super) mod group;

use num_rational::BigRational;

use crate::budget::{ActivityCost, CellCost, Estimate, Line, activity_costs, lines, to_close};
use crate::calendar::{Date, Days};
use crate::cover::{PlanState, State};
use crate::model::{Plan, Workspace};
use crate::number::{Number, rounded};
use crate::say;
use crate::scan::Spending;
use crate::text::{Lang, Message, Word, figure};

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::funds::group::{FundsBy, Group, groups, share, spent_by, total};
use super::group::Order;
use super::json;
use super::json::{VERSION, value};
use super::names::{activity_title, target_title};
use contract::{CellCosts, FundsAnswer, FundsFigures, FundsGroup, FundsPlan, UnitCost};

/// A period that no calendar has: nothing lies in it.
const NO_DAYS: Days = Days { first: Date::MAX, last: Date::MAX };

/// The money of plans as an answer.
pub struct Funds<'s> {
    /// Whose money.
    pub workspace: &'s Workspace,
    /// On what date.
    pub state: &'s State,
    /// What was spent.
    pub spending: &'s Spending,
    /// What it is told apart by.
    pub by: FundsBy,
}

/// The money of one plan.
struct Money<'s> {
    plan: &'s Plan,
    groups: Vec<Group>,
    total: Group,
    costs: Vec<ActivityCost>,
    closing: Estimate<'s>,
    /// How many gaps that closes.
    cells: u64,
    /// This year's lines, as they stand now.
    this_year: Vec<Line>,
    /// What of what is shown is allocated for later years.
    later: Number,
}

impl<'s> Funds<'s> {
    fn money(&self) -> Vec<Money<'s>> {
        let (workspace, as_of) = (self.workspace, self.state.as_of);
        let money = |state: &'s PlanState| {
            let plan = &workspace.plans[state.plan];
            let period = self.state.period.map(|period| period.days(plan.calendar).unwrap_or(NO_DAYS));
            let within: Vec<Line> = lines(workspace, self.spending, state.plan, as_of, period);
            let groups = if self.by.is_given() {
                groups(workspace, self.spending, (state.plan, as_of), &within, self.by)
            } else {
                spent_by(workspace, self.spending, state.plan, self.by, as_of)
            };
            let closing = to_close(workspace, self.spending, self.state, state);
            let mut this_year = lines(workspace, self.spending, state.plan, as_of, None);
            this_year.retain(|line| line.year == as_of.year());
            Money {
                plan,
                groups,
                total: total(&within),
                later: within.iter().filter(|line| line.year > as_of.year()).fold(Number::ZERO, |sum, line| sum + line.figures.allocated),
                costs: activity_costs(workspace, self.spending, state, &within),
                cells: closing.items.iter().map(|item| item.cells).sum(),
                closing,
                this_year,
            }
        };
        self.state.plans.iter().map(money).collect()
    }

    /// Whether what was allocated is shown beside what was spent.
    fn given(&self) -> bool {
        self.workspace.budgeted && self.by.is_given()
    }

    fn used(&self, group: &Group, total: &Group) -> Option<BigRational> {
        if self.given() { group.used() } else { share(group.figures.spent, total.figures.spent) }
    }

    fn sheet(&self, money: &Money<'_>) -> Sheet {
        let (given, total) = (self.given(), &money.total);
        let figures = |of: fn(&Group) -> Number| money.groups.iter().chain([total]).any(|group| of(group) != Number::ZERO);
        let (carried, drawn) = (given && figures(|group| group.figures.carried), given && figures(|group| group.figures.drawn));
        let carried_on = given && figures(|group| group.figures.carried_on);
        let mut columns = vec![Column::left("group", self.by.word())];
        if given {
            columns.push(Column::right("allocated", Word::Allocated));
        }
        for (shown, key, word) in [(carried, "carried", Word::Carried), (drawn, "drawn", Word::Drawn)] {
            columns.extend(shown.then(|| Column::right(key, word)));
        }
        columns.push(Column::right("spent", Word::Spent));
        // Of a part of a year: what the lines have paid for by its close.
        let until = given && figures(|group| group.figures.until - group.figures.spent);
        columns.extend(until.then(|| Column::right("until", Word::SpentOfYear)));
        columns.extend(carried_on.then(|| Column::right("carried_on", Word::CarriedOn)));
        if given {
            columns.extend([Column::right("left", Word::Left), Column::right("over", Word::Over)]);
        }
        columns.push(Column::right("share", if given { Word::Used } else { Word::OfAll }));
        columns.push(Column::right("records", Word::Records).dispensable(1));
        let row = |group: &Group| {
            let found = &group.figures;
            let name = match (&group.id, self.by) {
                (Some(code), FundsBy::Unit | FundsBy::Subject) => {
                    let with = |lang| format!("{code} · {}", group.name.get(lang));
                    Message::new(with(Lang::Vi), with(Lang::En))
                }
                _ => group.name.clone(),
            };
            let mut cells = vec![Cell::Words(name)];
            let shown = [
                (given, found.allocated),
                (carried, found.carried),
                (drawn, found.drawn),
                (true, found.spent),
                (until, found.until),
                (carried_on, found.carried_on),
                (given, found.left),
                (given, found.over),
            ];
            cells.extend(shown.into_iter().filter(|(shown, _)| *shown).map(|(_, number)| amount(number)));
            cells.push(Cell::Percent(self.used(group, total)));
            cells.push(Cell::count(found.records));
            Row::Cells(cells)
        };
        let rows = money.groups.iter().chain([total]).map(row).collect();
        let mut notes = Vec::new();
        notes.extend(money.plan.currency.as_ref().map(|currency| say!(vi: "Đơn vị tiền: {currency}", en: "Currency: {currency}")));
        if given && money.later > Number::ZERO {
            let (year, later) = (self.state.as_of.year(), money.later.to_string());
            let (vi, en) = (figure(&later, Lang::Vi), figure(&later, Lang::En));
            notes.push(say!(vi: "Trong đó dự toán của các năm sau {year}: {vi}", en: "Of this {en} are allocated for years after {year}"));
        }
        Sheet { columns, rows, notes, total: true, ..Sheet::default() }
    }
}

fn amount(number: Number) -> Cell {
    Cell::Number(number.to_string())
}

/// An amount for each, to whole units.
fn each(spent: Number, count: u64) -> Option<String> {
    share(spent, Number::count(count)).map(|each| rounded(&each, 0))
}

fn costs(plan: &Plan, costs: &[ActivityCost]) -> Sheet {
    let columns = vec![
        Column::left("item", Word::Item),
        Column::right("count", Word::HowMany),
        Column::right("spent", Word::Spent),
        Column::right("each", Word::Each),
    ];
    let mut rows = Vec::new();
    for cost in costs {
        rows.push(Row::Head { text: Message::same(activity_title(&plan.activities[cost.activity])), aside: None });
        let line = |name: Message, count: u64, spent: Number| {
            Row::Cells(vec![Cell::Words(name), Cell::count(count), amount(spent), each(spent, count).map_or(Cell::Empty, Cell::Number)])
        };
        rows.push(line(say!(vi: "một dòng nhật ký có ghi tiền", en: "a record with an amount"), cost.records, cost.spent));
        for CellCost { target, cells, spent } in &cost.cells {
            let title = target_title(plan.target(*target));
            rows.push(line(say!(vi: "một trường hợp đã đạt: {title}", en: "a covered cell: {title}"), *cells, *spent));
        }
    }
    Sheet { columns, rows, ..Sheet::default() }
}

impl Funds<'_> {
    /// Allocated, spent, left; nothing where there is neither an allocation nor spending.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        self.money().iter().filter(|money| !money.groups.is_empty()).map(|money| self.sheet(money)).collect()
    }

    /// What each activity has spent, by id.
    pub(super) fn spent(&self) -> Vec<(String, Number)> {
        let spent =
            |money: Money<'_>| money.groups.into_iter().filter_map(|group| Some((group.id?, group.figures.spent))).collect::<Vec<_>>();
        self.money().into_iter().flat_map(spent).collect()
    }

    /// What there was and what was spent of it, all together.
    pub(super) fn sums(&self) -> Option<crate::budget::Figures> {
        self.money().first().filter(|money| !money.groups.is_empty()).map(|money| money.total.figures)
    }
}

impl Answer for Funds<'_> {
    fn title(&self) -> Message {
        say!(vi: "Kinh phí thực hiện kế hoạch", en: "Money of the plan")
    }

    fn document(&self) -> Document {
        // Money is of the days that were asked for, not of whole windows.
        let mut blocks = vec![Block::Header(Header { whole: false, ..Header::new(self.workspace, self.state) })];
        let mut all = self.money();
        if matches!(self.by, FundsBy::Fund | FundsBy::Agency | FundsBy::Unit) {
            let order = Order::new();
            for money in &mut all {
                money.groups.sort_by(|a, b| order.compare((a.id.as_deref(), &a.name), (b.id.as_deref(), &b.name)));
            }
        }
        for money in &all {
            if all.len() > 1 {
                blocks.push(Block::Heading(Message::same(money.plan.title.clone())));
            }
            if money.groups.is_empty() {
                blocks.push(Block::Line(Word::NoMoney.into()));
            } else {
                blocks.push(Block::Sheet(self.sheet(money)));
            }
            if !money.costs.is_empty() {
                blocks.push(Block::Heading(say!(vi: "Chi phí bình quân", en: "Unit costs")));
                blocks.push(Block::Sheet(costs(money.plan, &money.costs)));
            }
            blocks.extend(self.closing(money));
        }
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns = [
            "plan",
            "by",
            "group",
            "name",
            "allocated",
            "carried",
            "drawn",
            "spent",
            "spent_since_year_began",
            "carried_on",
            "left",
            "over",
            "records",
            "share",
            "currency",
        ];
        let mut rows = Vec::new();
        for money in self.money() {
            for group in &money.groups {
                let found = &group.figures;
                let given = |number: Number| if self.given() { amount(number) } else { Cell::Empty };
                rows.push(Row::Cells(vec![
                    Cell::Text(money.plan.id.clone()),
                    Cell::Text(self.by.key().to_owned()),
                    Cell::maybe(group.id.as_deref()),
                    Cell::Words(group.name.clone()),
                    given(found.allocated),
                    given(found.carried),
                    given(found.drawn),
                    amount(found.spent),
                    given(found.until),
                    given(found.carried_on),
                    given(found.left),
                    given(found.over),
                    Cell::count(found.records),
                    self.used(group, &money.total).map_or(Cell::Empty, |share| Cell::Number(rounded(&share, 7))),
                    Cell::maybe(money.plan.currency.as_deref()),
                ]));
            }
        }
        Sheet { rows, columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }
    }

    fn contract(&self) -> serde_json::Value {
        let all = self.money();
        let figures = |group: &Group, total: &Group| {
            let (found, given) = (&group.figures, |number: Number| self.given().then(|| json::number(number)));
            FundsFigures {
                allocated: given(found.allocated),
                carried: given(found.carried),
                drawn: given(found.drawn),
                spent: json::number(found.spent),
                spent_since_year_began: given(found.until),
                carried_on: given(found.carried_on),
                left: given(found.left),
                over: given(found.over),
                records: found.records,
                share: self.used(group, total).as_ref().map(json::fraction),
            }
        };
        let plans = all.iter().map(|money| FundsPlan {
            id: &money.plan.id,
            currency: money.plan.currency.as_deref(),
            groups: money
                .groups
                .iter()
                .map(|group| FundsGroup {
                    group: group.id.clone(),
                    name: group.id.is_some().then(|| group.name.get(Lang::En).to_owned()),
                    figures: figures(group, &money.total),
                })
                .collect(),
            total: figures(&money.total, &money.total),
            unit_costs: money.costs.iter().map(|cost| unit_cost(money.plan, cost)).collect(),
            closing: self.closing_contract(money),
        });
        value(&FundsAnswer {
            tiendo: VERSION,
            as_of: self.state.as_of.to_string(),
            notice: self.workspace.settings.notice.as_deref(),
            left_out_rows: self.state.left_out,
            period: self.state.period.map(|period| period.to_string()),
            by: self.by.key(),
            plans: plans.collect(),
        })
    }
}

fn unit_cost<'a>(plan: &'a Plan, cost: &ActivityCost) -> UnitCost<'a> {
    let per = |spent, count| share(spent, Number::count(count)).as_ref().map(json::fraction);
    UnitCost {
        activity: &plan.activities[cost.activity].id,
        spent: json::number(cost.spent),
        records: cost.records,
        per_record: per(cost.spent, cost.records),
        targets: cost
            .cells
            .iter()
            .map(|cell| CellCosts {
                target: &plan.target(cell.target).name,
                spent: json::number(cell.spent),
                cells: cell.cells,
                per_cell: per(cell.spent, cell.cells),
            })
            .collect(),
    }
}
