//! `tiendo status`.

use super::globals::Globals;
use super::session::Session;
use super::{Exit, Stop, World, output};
use crate::report::Status;

/// Show the plan as a timeline: who, when, how far, and how that is judged
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Every window, not only the ones that count now
    #[arg(long)]
    all: bool,

    /// One line an activity
    #[arg(long, conflicts_with_all = ["all", "chart"])]
    brief: bool,

    /// Draw the windows and due dates (HTML always does)
    #[arg(long)]
    chart: bool,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let pictures = globals.pictures(args.chart)?;
    let session = Session::open(globals, world)?;
    let answer = Status {
        workspace: &session.workspace,
        state: &session.state,
        recorded: &session.recorded,
        all: args.all,
        brief: args.brief,
        pictures,
    };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}
