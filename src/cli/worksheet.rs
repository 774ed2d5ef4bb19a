//! `tiendo worksheet`.

use super::globals::Globals;
use super::records::log_of;
use super::session::Session;
use super::{Exit, Stop, World, output};
use crate::report::{Worksheet, WorksheetAsked, agency_of};

/// Make the form for the team that goes: the subjects of a log with what is known of them, those that lack something first, and
/// columns to fill in; it comes back through `import`
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The log
    #[arg(value_name = "LOG")]
    log: String,

    /// Only subjects that are this agency's job, or that of one below it: an id, or its name
    #[arg(long, value_name = "ID")]
    agency: Option<String>,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let session = Session::open(globals, world)?;
    let (workspace, state) = (&session.workspace, &session.state);
    let plans: Vec<usize> = state.plans.iter().map(|plan| plan.plan).collect();
    let agency = args.agency.as_deref().map(|id| agency_of(workspace, &plans, id)).transpose()?;
    let log = log_of(workspace, &args.log)?;
    super::record::refuse_wide(&workspace.log(log).table)?;
    let asked = WorksheetAsked { log, agency };
    let answer = Worksheet::new(workspace, state, &session.vocabulary, &asked, session.lang);
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}
