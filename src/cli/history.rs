//! `tiendo history`.

use std::cell::RefCell;

use clap::ValueEnum;

use super::globals::Globals;
use super::session::{Looks, Session};
use super::{Exit, Stop, World, output};
use crate::calendar::Date;
use crate::cover::{Seen, State};
use crate::model::Workspace;
use crate::report::{Chronicle, Moment, Selection, history_days, plan_of};

/// Show coverage, verdict and gaps over time, each day as --as-of that day has it
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Only these targets: activity, activity.target, plan/activity.target
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,

    /// How far the days lie apart
    #[arg(long, value_name = "SPAN", default_value = "quarter")]
    every: Every,

    /// Draw it: a small chart for each target (HTML always does)
    #[arg(long)]
    chart: bool,
}

#[derive(Clone, Copy, ValueEnum, Debug)]
enum Every {
    Month,
    Quarter,
    Year,
}

impl Every {
    fn months(self) -> (&'static str, i32) {
        match self {
            Every::Month => ("month", 1),
            Every::Quarter => ("quarter", 3),
            Every::Year => ("year", 12),
        }
    }
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let pictures = globals.pictures(args.chart)?;
    let period = globals.period()?;
    let (every, months) = args.every.months();
    let days_of = |workspace: &Workspace, as_of: Date| {
        let only = globals.plan.as_deref().and_then(|id| plan_of(workspace, id).ok());
        let plans = only.map_or_else(|| (0..workspace.plans.len()).collect(), |plan| vec![plan]);
        history_days(workspace, &plans, period, months, as_of)
    };
    let days = |workspace: &Workspace, as_of: Date| days_of(workspace, as_of).into_iter().map(Seen::on).collect();
    // Each day is told as soon as it is known: the cells of many days would take much memory.
    let moments = RefCell::new(Vec::new());
    let keep = |workspace: &Workspace, mut state: State| {
        moments.borrow_mut().push(Moment::of(workspace, &state));
        state.plans.clear();
        state
    };
    let looks = Looks { others: &days, keep: &keep, ..Looks::AS_OF };
    let session = Session::open_looking(globals, world, looks)?;
    let (workspace, state) = (&session.workspace, &session.state);
    let targets = Selection::parse(workspace, state, &args.targets)?;
    let mut moments = moments.into_inner();
    moments.push(Moment::of(workspace, state));
    let answer = Chronicle { workspace, state, targets, every, moments, wide: globals.format().whole(), pictures };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}
