//! `tiendo gaps`.

use clap::ValueEnum;

use super::globals::{Globals, date};
use super::session::Session;
use super::{Exit, Stop, World, output};
use crate::cover::CellState;
use crate::render::Medium;
use crate::report::{Filter, Gaps, Selection, SortBy, agency_of, gaps, sort, unit_of};

/// Rows of one target that a terminal shows.
const ROWS: usize = 20;

/// List what is missing: who, in which window, how much, since when, and whose job it is
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Only these targets: activity, activity.target, plan/activity.target
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,

    /// Only what is this agency's job, or that of one below it: an id, or its name
    #[arg(long, value_name = "ID")]
    agency: Option<String>,

    /// Leave out what is the job of agencies below the one of --agency
    #[arg(long, requires = "agency")]
    own: bool,

    /// Only in this unit and everything below it: a code, or a name with or without its kind
    #[arg(long = "in", value_name = "UNIT")]
    within: Option<String>,

    /// Only in these states [default: overdue,exceeded,open]
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    state: Vec<GapState>,

    /// Only what is due on that day or before
    #[arg(long, value_name = "DATE")]
    due_by: Option<String>,

    /// Only what is due on that day or later
    #[arg(long, value_name = "DATE")]
    due_from: Option<String>,

    /// One list, a cell a line, in this order
    #[arg(long, value_name = "WHAT")]
    sort: Option<Order>,

    /// Only so many, the first of --sort [default: due]
    #[arg(long, value_name = "N")]
    top: Option<usize>,

    /// In all windows that have begun, not only the ones that count now
    #[arg(long)]
    all: bool,

    /// Every subject and window on its own line, however long the table
    #[arg(long)]
    full: bool,
}

#[derive(Clone, Copy, ValueEnum, Debug)]
enum GapState {
    Overdue,
    Exceeded,
    Open,
    Upcoming,
}

#[derive(Clone, Copy, ValueEnum, Debug)]
enum Order {
    Due,
    Missing,
    Subject,
    Agency,
}

impl From<Order> for SortBy {
    fn from(order: Order) -> SortBy {
        match order {
            Order::Due => SortBy::Due,
            Order::Missing => SortBy::Missing,
            Order::Subject => SortBy::Subject,
            Order::Agency => SortBy::Agency,
        }
    }
}

impl From<GapState> for CellState {
    fn from(state: GapState) -> CellState {
        match state {
            GapState::Overdue => CellState::Overdue,
            GapState::Exceeded => CellState::Exceeded,
            GapState::Open => CellState::Open,
            GapState::Upcoming => CellState::Upcoming,
        }
    }
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let due_by = args.due_by.as_deref().map(|text| date("--due-by", text)).transpose()?;
    let due_from = args.due_from.as_deref().map(|text| date("--due-from", text)).transpose()?;
    let session = Session::open(globals, world)?;
    let (workspace, state) = (&session.workspace, &session.state);
    let plans: Vec<usize> = state.plans.iter().map(|plan| plan.plan).collect();
    let filter = Filter {
        targets: Selection::parse(workspace, state, &args.targets)?,
        agency: args.agency.as_deref().map(|id| agency_of(workspace, &plans, id)).transpose()?,
        within: args.within.as_deref().map(|unit| unit_of(workspace, unit, state.as_of)).transpose()?,
        states: args.state.iter().copied().map(CellState::from).collect(),
        due_by,
        due_from,
        own: args.own,
        // A period that is asked for means all its windows that have begun.
        all: args.all || state.period.is_some(),
    };
    let mut listed = gaps(workspace, state, &filter);
    let earlier =
        if filter.all { 0 } else { gaps(workspace, state, &Filter { all: true, ..filter.clone() }).len().saturating_sub(listed.len()) };
    let order = args.sort.or(args.top.map(|_| Order::Due));
    if let Some(order) = order {
        sort(workspace, &mut listed, order.into());
    }
    if let Some(top) = args.top {
        listed.truncate(top);
    }
    let cap = (globals.on_terminal(world) && !args.full).then_some(ROWS);
    let full = args.full || globals.format().medium == Medium::Workbook;
    let answer = Gaps { workspace, state, gaps: listed, filter: &filter, earlier, full, cap, sorted: order.is_some() };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}
