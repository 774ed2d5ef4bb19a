//! `tiendo estimate`.

use super::globals::Globals;
use super::session::Session;
use super::{Exit, Stop, World, output};
use crate::report::Estimates;

/// Draft the budget estimate of a year: what is still to be done by then, at the norms
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The civil year
    #[arg(value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1..=9998))]
    year: i16,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let session = Session::open(globals, world)?;
    let answer = Estimates { workspace: &session.workspace, state: &session.state, spending: &session.spending, year: args.year };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}
