//! `tiendo funds`.

use clap::ValueEnum;

use super::globals::Globals;
use super::session::Session;
use super::{Exit, Stop, World, output};
use crate::report::{Funds, FundsBy};

/// Show the money: allocated, spent, left, over; unit costs, and what closing the gap list needs
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// What to tell it apart by
    #[arg(long, value_name = "WHAT", default_value = "activity")]
    by: By,
}

#[derive(Clone, Copy, ValueEnum, Debug)]
enum By {
    Year,
    Fund,
    Activity,
    Agency,
    Unit,
    Subject,
}

impl From<By> for FundsBy {
    fn from(by: By) -> FundsBy {
        match by {
            By::Year => FundsBy::Year,
            By::Fund => FundsBy::Fund,
            By::Activity => FundsBy::Activity,
            By::Agency => FundsBy::Agency,
            By::Unit => FundsBy::Unit,
            By::Subject => FundsBy::Subject,
        }
    }
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let session = Session::open_money(globals, world)?;
    let answer = Funds { workspace: &session.workspace, state: &session.state, spending: &session.spending, by: args.by.into() };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}
