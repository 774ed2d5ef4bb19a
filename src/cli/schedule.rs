//! `tiendo schedule`.

use super::globals::Globals;
use super::session::Session;
use super::{Exit, Stop, World, output};
use crate::report::{ScheduleAsked, Selection, VisitSchedule, agency_of};

/// Put the visits that close gaps into an order: so many trips a month, the most urgent first, neighbours together
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// For these targets: activity, activity.target, plan/activity.target
    #[arg(value_name = "TARGET", required = true)]
    targets: Vec<String>,

    /// Trips a month, at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    per_month: u16,

    /// Places that one trip reaches, at most; all of them in one district
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    places: u16,

    /// Only what is this agency's job, or that of one below it: an id, or its name
    #[arg(long, value_name = "ID")]
    agency: Option<String>,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let session = Session::open(globals, world)?;
    let (workspace, state) = (&session.workspace, &session.state);
    let plans: Vec<usize> = state.plans.iter().map(|plan| plan.plan).collect();
    let asked = ScheduleAsked {
        targets: Selection::parse(workspace, state, &args.targets)?,
        agency: args.agency.as_deref().map(|id| agency_of(workspace, &plans, id)).transpose()?,
        per_month: args.per_month.into(),
        places: args.places.into(),
    };
    let answer = VisitSchedule::new(workspace, state, &asked)?;
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}
