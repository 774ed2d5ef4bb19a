//! What it would cost to do what is still to be done: units that are lacking, each at the norm.
//!
//! Nothing is priced without a norm that holds in those days: such gaps are listed, never taken for free.

use std::collections::{BTreeMap, BTreeSet};

use super::ceilings::{Ceilings, Planned};
use super::price::{Price, PriceOf, norms, price};
use crate::calendar::{Date, Days, plus_days};
use crate::cover::{Cell, CellState, PlanState, State, TargetState, WindowState, may_close};
use crate::model::{LogIndex, Member, Plan, PopulationIndex, SubjectKind, Target, TargetIndex, UnitIndex, Workspace};
use crate::number::{Number, Quantity};
use crate::scan::{Around, BudgetSubjects, Spending};

/// Gaps of one window of a target that cost the same each and may be paid from the same funds.
#[derive(Clone, Debug)]
pub struct Item<'w> {
    /// The target.
    pub target: TargetIndex,
    /// The window, by its place in the target.
    pub window: usize,
    /// Ids of the funds that may pay, as written; empty where the activity names none that may.
    pub funds: Vec<&'w str>,
    /// The subjects with budget lines of their own that the cells are of.
    pub around: Around,
    /// How many cells lack something.
    pub cells: u64,
    /// How many units that is; where nothing prices them, what is lacking.
    pub units: Number,
    /// How many of the cells cost nothing more: what was spent on their subjects and is planned for them is all that norms allow.
    pub included: u64,
    /// What a unit costs; none where no norm says.
    pub price: Option<Price<'w>>,
    /// How many of the cells are held to a ceiling: of what their units cost only that may be spent.
    pub capped: u64,
    /// Units × price, of cells that are held to a ceiling that; none where there is no price, or where it is too large to be kept.
    pub amount: Option<Number>,
}

/// Gaps that an estimate leaves to later years.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Later {
    /// The target.
    pub target: TargetIndex,
    /// The window, by its place in the target.
    pub window: usize,
    /// How many cells lack something.
    pub cells: u64,
}

/// What is to be paid.
#[derive(Clone, Debug, Default)]
pub struct Estimate<'w> {
    /// In the plan's order, windows by start and end.
    pub items: Vec<Item<'w>>,
    /// Gaps of windows that have begun by then and are due later.
    pub later: Vec<Later>,
    /// The sum of what is priced; none where it is too large to be kept.
    pub total: Option<Number>,
    /// How many gaps the shares of their targets do not ask for: those that would cost most.
    pub spare: u64,
    /// How many gaps have no norm.
    pub unpriced: u64,
    /// How many gaps belong to activities for which no money is spent: neither funds nor norms nor a log with amounts.
    pub free: u64,
}

impl Estimate<'_> {
    /// Whether there are gaps, and nothing says what any of them costs: then their sum is not 0, but not known.
    pub fn is_unknown(&self) -> bool {
        self.unpriced > 0 && self.items.iter().all(|item| item.price.is_none())
    }

    /// The sum of what is priced; none where nothing is, or where it is too large to be kept.
    pub fn known(&self) -> Option<Number> {
        self.total.filter(|_| !self.is_unknown())
    }
}

/// What closing the gap list needs: the cells that are open or overdue in current windows, at the norms that hold on the day.
pub fn to_close<'w>(workspace: &'w Workspace, spending: &'w Spending, state: &State, plan: &PlanState) -> Estimate<'w> {
    let days = Days { first: state.as_of, last: state.as_of };
    let asked = |_: &TargetState, window: &WindowState, cell: usize| {
        window.current && matches!(window.cells[cell].state, CellState::Open | CellState::Overdue)
    };
    collect(Collector::new(workspace, spending, plan, days), plan, &asked)
}

/// The draft estimate for a civil year: what is due in it or before, and can still be done in it, as far as the shares ask for it.
pub fn estimate<'w>(workspace: &'w Workspace, spending: &'w Spending, state: &State, plan_state: &PlanState, year: i16) -> Estimate<'w> {
    let day = |month, day| Date::new(year, month, day).ok();
    let whole = Days::between(day(1, 1), day(12, 31));
    let begins = state.as_of.max(whole.first);
    let plan = &workspace.plans[plan_state.plan];
    let lacks = |cell: CellState| matches!(cell, CellState::Open | CellState::Overdue | CellState::Upcoming);
    let closable = |index: TargetIndex, window: &WindowState, cell: usize| {
        let (target, due) = (plan.target(index), window.due_of(cell));
        let late = target.windows[window.window].late_days.map_or(Date::MAX, |days| plus_days(due, days));
        begins <= due
            || target.rolling.is_some()
            || if target.own.is_some() {
                target.threshold.takes_late() && begins <= late
            } else {
                may_close(plan, index, window.window, begins)
            }
    };
    let asked = |target: &TargetState, window: &WindowState, cell: usize| {
        lacks(window.cells[cell].state) && window.due_of(cell) <= whole.last && closable(target.target, window, cell)
    };
    let mut cx = Collector::new(workspace, spending, plan_state, Days { first: begins.min(whole.last), last: whole.last });
    cx.shares = true;
    let mut estimate = collect(cx, plan_state, &asked);
    let cx = Collector::new(workspace, spending, plan_state, whole);
    for target in judged(plan, plan_state).filter(|target| cx.spends(target.target.activity)) {
        for window in &target.windows {
            let begun = |cell: usize| window.own.get(cell).map_or(window.days.first, |own| own.days.first) <= whole.last;
            let later = |cell: &usize| lacks(window.cells[*cell].state) && window.due_of(*cell) > whole.last && begun(*cell);
            let cells = (0..window.cells.len()).filter(later).count() as u64;
            if cells > 0 {
                estimate.later.push(Later { target: target.target, window: window.window, cells });
            }
        }
    }
    estimate
}

/// The targets that have gaps: neither tracked nor parts of others.
fn judged<'s>(plan: &'s Plan, state: &'s PlanState) -> impl Iterator<Item = &'s TargetState> {
    let targets = state.activities.iter().flat_map(|activity| &activity.targets);
    targets.filter(|state| !plan.target(state.target).tracked && !plan.target(state.target).part)
}

fn collect<'w>(mut cx: Collector<'w>, state: &PlanState, asked: &dyn Fn(&TargetState, &WindowState, usize) -> bool) -> Estimate<'w> {
    let plan = cx.plan;
    let mut estimate = Estimate { total: Some(Number::ZERO), ..Estimate::default() };
    for target in judged(plan, state) {
        let spends = cx.spends(target.target.activity);
        for window in &target.windows {
            let cells: Vec<usize> = (0..window.cells.len()).filter(|cell| asked(target, window, *cell)).collect();
            if !spends {
                estimate.free += cells.len() as u64;
                continue;
            }
            let mut gaps: Vec<Gap<'w>> = cells.into_iter().map(|cell| cx.gap(target.target, window, cell)).collect();
            if cx.shares {
                // What the share does not ask for need not be done: the dearest, of these the last.
                let needed = usize::try_from(window.required.saturating_sub(window.counts.covered())).unwrap_or(usize::MAX);
                let mut order: Vec<usize> = (0..gaps.len()).collect();
                order.sort_by_key(|at| (gaps[*at].cost(), *at));
                let kept: BTreeSet<usize> = order.into_iter().take(needed).collect();
                estimate.spare += (gaps.len() - kept.len()) as u64;
                let mut at = 0..;
                gaps.retain(|_| at.next().is_some_and(|at| kept.contains(&at)));
            }
            let mut items: BTreeMap<ItemKey, Item<'w>> = BTreeMap::new();
            for gap in gaps {
                cx.add(target.target, window, &gap, &mut items);
            }
            estimate.items.extend(items.into_values());
        }
    }
    for item in &estimate.items {
        match item.price {
            Some(_) => estimate.total = estimate.total.zip(item.amount).and_then(|(sum, amount)| sum.plus(amount)),
            None => estimate.unpriced += item.cells,
        }
    }
    estimate
}

/// What gaps of a window are told apart by: funds, whose lines pay first, the norm's place in the activity, the price.
type ItemKey = (Vec<String>, Around, Option<crate::read::Place>, Number);

/// What a cell lacks, and what a unit of that costs.
struct Gap<'w> {
    cell: usize,
    lacking: Number,
    price: Option<Price<'w>>,
    /// Its window, and the day by which it is done and paid.
    window: Days,
    day: Date,
}

impl Gap<'_> {
    /// What it costs under no ceiling: however much a subject lacks, it is paid for once by a norm per subject.
    fn full(&self) -> Option<Number> {
        let price = self.price?;
        if price.of == PriceOf::Subject { Some(price.each) } else { price.each.times(self.lacking) }
    }

    /// What puts gaps in order: what has no price comes last.
    fn cost(&self) -> (bool, Number) {
        (self.full().is_none(), self.full().unwrap_or(self.lacking))
    }
}

pub(super) struct Collector<'w> {
    workspace: &'w Workspace,
    plan: &'w Plan,
    days: Days,
    /// Whether only what the shares ask for is priced.
    shares: bool,
    subjects: BudgetSubjects,
    /// Members of populations of funds on a day.
    members: BTreeMap<(usize, Date), BTreeSet<u32>>,
    ceilings: Ceilings<'w>,
}

impl<'w> Collector<'w> {
    pub(super) fn new(workspace: &'w Workspace, spending: &'w Spending, state: &PlanState, days: Days) -> Collector<'w> {
        Collector {
            workspace,
            plan: &workspace.plans[state.plan],
            days,
            shares: false,
            subjects: BudgetSubjects::new(workspace),
            members: BTreeMap::new(),
            ceilings: Ceilings::new(workspace, spending, state.plan),
        }
    }

    /// Whether money is spent for an activity at all.
    pub(super) fn spends(&self, activity: usize) -> bool {
        let entry = &self.plan.activities[activity];
        let records = || {
            let logs = (0..self.workspace.logs.len()).map(LogIndex).filter(|log| self.plan.spenders(*log).contains(&activity));
            logs.into_iter().any(|log| self.workspace.log(log).table.spending().is_some())
        };
        !entry.funds.is_empty() || !entry.norms.is_empty() || records()
    }

    fn gap(&self, index: TargetIndex, state: &WindowState, at: usize) -> Gap<'w> {
        let (plan, target): (&'w Plan, &'w Target) = (self.plan, self.plan.target(index));
        let cell = &state.cells[at];
        let window = state.own.get(at).map_or(target.windows[state.window].days, |own| own.days);
        let day = state.due_of(at).clamp(self.days.first, self.days.last);
        let norms = norms(&plan.activities[index.activity], target, (self.days, day));
        let price = price((self.workspace, plan), &norms, cell.row(), (window, state.reference, day));
        let lacking = cell.needed() - cell.value().and_then(Quantity::as_number).unwrap_or_default();
        Gap { cell: at, lacking, price, window, day }
    }

    fn add(&mut self, index: TargetIndex, state: &WindowState, gap: &Gap<'w>, items: &mut BTreeMap<ItemKey, Item<'w>>) {
        let (target, cell): (&'w Target, &Cell) = (self.plan.target(index), &state.cells[gap.cell]);
        let member = Member { subject: cell.subject, row: cell.row() };
        let funds = self.funds(index.activity, self.plan.kind(target.population), member, state.reference);
        let around = self.around(target, state, cell);
        let (activity, window, day, lacking) = (index.activity, gap.window, gap.day, gap.lacking);
        let planned = Planned { activity, target, member, window, day, lacking };
        let (mut units, mut included, mut capped, mut amount) = (lacking, 0, 0, None);
        if let Some(price) = gap.price {
            let (full, most) = (gap.full(), self.ceilings.left(planned));
            amount = full.into_iter().chain(most).min();
            let nothing = amount == Some(Number::ZERO) && full != amount;
            if price.of == PriceOf::Subject {
                units = if nothing { Number::ZERO } else { Number::ONE };
            }
            included = u64::from(nothing);
            capped = u64::from(!nothing && amount != full);
            if let Some(amount) = amount {
                self.ceilings.take(planned, amount);
            }
        }
        let key: ItemKey = (
            funds.iter().map(|fund| (*fund).to_owned()).collect(),
            around,
            gap.price.map(|found| found.norm.place),
            gap.price.map(|found| found.each).unwrap_or_default(),
        );
        let item = items.entry(key).or_insert_with(|| Item {
            target: index,
            window: state.window,
            funds,
            around,
            cells: 0,
            units: Number::ZERO,
            included: 0,
            capped: 0,
            price: gap.price,
            amount: gap.price.map(|_| Number::ZERO),
        });
        item.cells += 1;
        item.units += units;
        item.included += included;
        item.capped += capped;
        item.amount = item.amount.zip(amount).and_then(|(sum, amount)| sum.plus(amount));
    }

    /// The subjects with budget lines of their own that a cell is of.
    fn around(&self, target: &Target, state: &WindowState, cell: &Cell) -> Around {
        let kind = self.plan.kind(target.population);
        let units = self.workspace.subject_units(kind, cell.subject, cell.row(), state.reference);
        let key = match kind {
            SubjectKind::Register(register) => Some((register, cell.subject)),
            _ => None,
        };
        self.subjects.around(self.workspace, (key, &units), state.reference)
    }

    /// The funds that may pay for a subject in these days.
    pub(super) fn funds(&mut self, activity: usize, kind: SubjectKind, member: Member, day: Date) -> Vec<&'w str> {
        let plan = self.plan;
        let mut funds: Vec<&str> = Vec::new();
        for used in &plan.activities[activity].funds {
            let may =
                used.valid.overlaps(self.days) && used.population.is_none_or(|population| self.belongs(population, kind, member, day));
            if may && !funds.contains(&used.fund.as_str()) {
                funds.push(&used.fund);
            }
        }
        funds
    }

    /// Whether a subject, or a unit above it, is in a population.
    fn belongs(&mut self, population: PopulationIndex, own: SubjectKind, member: Member, day: Date) -> bool {
        let (workspace, plan) = (self.workspace, self.plan);
        let members = self
            .members
            .entry((population.0, day))
            .or_insert_with(|| plan.members(workspace, Some(population), day, day).into_iter().map(|member| member.subject).collect());
        let wanted = plan.kind(Some(population));
        if wanted != SubjectKind::Units {
            return own == wanted && members.contains(&member.subject);
        }
        let around = |unit: UnitIndex| std::iter::once(unit).chain(workspace.units.above(unit, day));
        let mut units = workspace.subject_units(own, member.subject, member.row, day).into_iter().flat_map(around);
        units.any(|unit| members.contains(&unit.0))
    }
}
