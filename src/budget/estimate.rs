//! What it would cost to do what is still to be done: units that are lacking, each at the norm.
//!
//! Nothing is priced without a norm that holds in those days: such gaps are listed, never taken for free.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::price::{Price, PriceOf, norms, price};
use crate::calendar::{Date, Days};
use crate::cover::{Cell, CellState, PlanState, State, TargetState, WindowState, may_close};
use crate::model::{LogIndex, Plan, PopulationIndex, SubjectKind, Target, TargetIndex, UnitIndex, Window, Workspace};
use crate::number::{Number, Quantity};
use crate::scan::{Around, BudgetSubjects};

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
    /// How many of the cells cost nothing more: another gap of the same subject is priced by the same norm already.
    pub included: u64,
    /// What a unit costs; none where no norm says.
    pub price: Option<Price<'w>>,
    /// Units × price; none where there is no price, or where it is too large to be kept.
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
pub fn to_close<'w>(workspace: &'w Workspace, state: &State, plan: &PlanState) -> Estimate<'w> {
    let day = Days { first: state.as_of, last: state.as_of };
    collect(workspace, plan, day, |_, window| window.current, |cell| matches!(cell, CellState::Open | CellState::Overdue))
}

/// The draft estimate for a civil year: what is due in it or before, and can still be done in it.
pub fn estimate<'w>(workspace: &'w Workspace, state: &State, plan_state: &PlanState, year: i16) -> Estimate<'w> {
    let day = |month, day| Date::new(year, month, day).ok();
    let whole = Days::between(day(1, 1), day(12, 31));
    let begins = state.as_of.max(whole.first);
    let plan = &workspace.plans[plan_state.plan];
    let window_of = |target: &TargetState, window: &WindowState| &plan.target(target.target).windows[window.window];
    let closable = |target: &TargetState, window: &WindowState| {
        begins <= window_of(target, window).due || may_close(plan, target.target, window.window, begins)
    };
    let due = |target: &TargetState, window: &WindowState| window_of(target, window).due <= whole.last && closable(target, window);
    let lacks = |cell: CellState| matches!(cell, CellState::Open | CellState::Overdue | CellState::Upcoming);
    let mut estimate = collect(workspace, plan_state, Days { first: begins.min(whole.last), last: whole.last }, due, lacks);
    let cx = Collector::new(workspace, plan, whole);
    let spends = |target: &TargetState| cx.spends(target.target.activity);
    for target in judged(plan, plan_state) {
        for window in &target.windows {
            let of = window_of(target, window);
            let cells = window.cells.iter().filter(|cell| lacks(cell.state)).count() as u64;
            if spends(target) && of.due > whole.last && of.days.first <= whole.last && cells > 0 {
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

fn collect<'w>(
    workspace: &'w Workspace,
    state: &PlanState,
    days: Days,
    looked_at: impl Fn(&TargetState, &WindowState) -> bool,
    lacks: impl Fn(CellState) -> bool,
) -> Estimate<'w> {
    let plan = &workspace.plans[state.plan];
    let mut cx = Collector::new(workspace, plan, days);
    let mut estimate = Estimate { total: Some(Number::ZERO), ..Estimate::default() };
    for target in judged(plan, state) {
        let spends = cx.spends(target.target.activity);
        for window in target.windows.iter().filter(|window| looked_at(target, window)) {
            if !spends {
                estimate.free += window.cells.iter().filter(|cell| lacks(cell.state)).count() as u64;
                continue;
            }
            let mut items: BTreeMap<ItemKey, Item<'w>> = BTreeMap::new();
            for cell in window.cells.iter().filter(|cell| lacks(cell.state)) {
                cx.add(target.target, window, cell, &mut items);
            }
            estimate.items.extend(items.into_values());
        }
    }
    for item in &mut estimate.items {
        match item.price {
            Some(price) => {
                item.amount = price.each.times(item.units);
                estimate.total = estimate.total.zip(item.amount).and_then(|(sum, amount)| sum.plus(amount));
            }
            None => estimate.unpriced += item.cells,
        }
    }
    estimate
}

/// What gaps of a window are told apart by: funds, the norm's place in the activity, the price.
type ItemKey = (Vec<String>, Around, Option<crate::read::Place>, Number);

struct Collector<'w> {
    workspace: &'w Workspace,
    plan: &'w Plan,
    days: Days,
    subjects: BudgetSubjects,
    /// Members of populations of funds on a day.
    members: BTreeMap<(usize, Date), BTreeSet<u32>>,
    /// What is priced already by a norm per subject: its place, the subject, the first day of the gap's window.
    priced: FxHashSet<(crate::read::Place, u32, Date)>,
}

impl<'w> Collector<'w> {
    fn new(workspace: &'w Workspace, plan: &'w Plan, days: Days) -> Collector<'w> {
        Collector {
            workspace,
            plan,
            days,
            subjects: BudgetSubjects::new(workspace),
            members: BTreeMap::new(),
            priced: FxHashSet::default(),
        }
    }

    /// Whether money is spent for an activity at all.
    fn spends(&self, activity: usize) -> bool {
        let entry = &self.plan.activities[activity];
        let records = || {
            let logs = (0..self.workspace.logs.len()).map(LogIndex).filter(|log| self.plan.spenders(*log).contains(&activity));
            logs.into_iter().any(|log| self.workspace.log(log).table.spending().is_some())
        };
        !entry.funds.is_empty() || !entry.norms.is_empty() || records()
    }

    fn add(&mut self, index: TargetIndex, state: &WindowState, cell: &Cell, items: &mut BTreeMap<ItemKey, Item<'w>>) {
        let (plan, target): (&'w Plan, &'w Target) = (self.plan, self.plan.target(index));
        let (activity, window): (_, &'w Window) = (&plan.activities[index.activity], &target.windows[state.window]);
        let funds = self.funds(index, state, cell);
        let around = self.around(target, state, cell);
        let cx = (self.workspace, plan);
        let found = norms(activity, target, self.days).into_iter().find_map(|norm| price(cx, norm, cell.row(), window, state.reference));
        let lacking = cell.needed() - cell.value().and_then(Quantity::as_number).unwrap_or_default();
        let (mut units, mut included) = (lacking, 0);
        if let Some(Price { of: PriceOf::Subject, norm, .. }) = found {
            // However much a subject lacks, and of however many targets, it is paid for once.
            let fresh = self.priced.insert((norm.place, cell.subject, window.days.first));
            (units, included) = if fresh { (Number::ONE, 0) } else { (Number::ZERO, 1) };
        }
        let key: ItemKey = (
            funds.iter().map(|fund| (*fund).to_owned()).collect(),
            around,
            found.map(|found| found.norm.place),
            found.map(|found| found.each).unwrap_or_default(),
        );
        let item = items.entry(key).or_insert_with(|| Item {
            target: index,
            window: state.window,
            funds,
            around,
            cells: 0,
            units: Number::ZERO,
            included: 0,
            price: found,
            amount: None,
        });
        item.cells += 1;
        item.units += units;
        item.included += included;
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

    /// The funds that may pay for a cell in these days.
    fn funds(&mut self, index: TargetIndex, state: &WindowState, cell: &Cell) -> Vec<&'w str> {
        let plan = self.plan;
        let mut funds: Vec<&str> = Vec::new();
        for used in &plan.activities[index.activity].funds {
            let may =
                used.valid.overlaps(self.days) && used.population.is_none_or(|population| self.belongs(index, population, state, cell));
            if may && !funds.contains(&used.fund.as_str()) {
                funds.push(&used.fund);
            }
        }
        funds
    }

    /// Whether the subject of a cell, or a unit above it, is in a population.
    fn belongs(&mut self, index: TargetIndex, population: PopulationIndex, state: &WindowState, cell: &Cell) -> bool {
        let (workspace, plan, day) = (self.workspace, self.plan, state.reference);
        let members = self
            .members
            .entry((population.0, day))
            .or_insert_with(|| plan.members(workspace, Some(population), day, day).into_iter().map(|member| member.subject).collect());
        let (own, wanted) = (plan.kind(plan.target(index).population), plan.kind(Some(population)));
        if wanted != SubjectKind::Units {
            return own == wanted && members.contains(&cell.subject);
        }
        let around = |unit: UnitIndex| std::iter::once(unit).chain(workspace.units.above(unit, day));
        let mut units = workspace.subject_units(own, cell.subject, cell.row(), day).into_iter().flat_map(around);
        units.any(|unit| members.contains(&unit.0))
    }
}
