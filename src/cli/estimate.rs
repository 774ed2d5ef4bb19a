//! `tiendo estimate`.

use super::globals::Globals;
use super::session::Session;
use super::{Exit, Stop, World, output};
use crate::report::{Estimates, FullEstimates};

/// Draft the budget estimate of a year: what is still to be done by then, at the norms
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The civil year
    #[arg(value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1..=9998))]
    year: i16,

    /// As an office does it: everybody at the full norm of the year, beside what the gaps alone need and the year before
    #[arg(long)]
    full_norm: bool,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let session = Session::open(globals, world)?;
    let answer = Estimates { workspace: &session.workspace, state: &session.state, spending: &session.spending, year: args.year };
    if args.full_norm {
        output::emit(&FullEstimates(answer), globals, world, session.lang)?;
    } else {
        output::emit(&answer, globals, world, session.lang)?;
    }
    session.caveats(world, true);
    Ok(Exit::Fine)
}
