//! `tiendo pace`.

use super::globals::Globals;
use super::session::Session;
use super::{Exit, Stop, World, output};
use crate::report::{Pace, Selection};

/// Show how fast each target goes, how fast it has to go from here, and whether that was ever reached
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Only these targets: activity, activity.target, plan/activity.target
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let mut session = Session::open(globals, world)?;
    let targets = Selection::parse(&session.workspace, &session.state, &args.targets)?;
    let days = Pace::days(&session.workspace, &session.state, &targets);
    let history = session.history(globals, &days);
    let answer = Pace { workspace: &session.workspace, state: &session.state, targets: &targets, history: &history };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}
