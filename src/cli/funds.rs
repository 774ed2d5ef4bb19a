//! `tiendo funds`.

use clap::ValueEnum;

use super::globals::{Globals, date};
use super::session::{Registers, Session};
use super::{Exit, Stop, World, output};
use crate::report::{FundRules, Funds, FundsBy, plan_of};

/// Show the money: allocated, spent, left, over; unit costs, and what closing the gap list needs
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// What to tell it apart by
    #[arg(long, value_name = "WHAT", default_value = "activity")]
    by: By,

    /// Which fund may pay for what, on which basis, from when to when
    #[arg(long, conflicts_with = "by")]
    rules: bool,

    /// With --rules: only what may be paid on this day
    #[arg(long, value_name = "DATE", requires = "rules")]
    on: Option<String>,
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
    if args.rules {
        return rules(args, globals, world);
    }
    let session = Session::open_money(globals, world)?;
    let answer = Funds { workspace: &session.workspace, state: &session.state, spending: &session.spending, by: args.by.into() };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}

fn rules(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let on = args.on.as_deref().map(|text| date("--on", text)).transpose()?;
    let registers = Registers::open(globals, world)?;
    let workspace = &registers.workspace;
    let only = globals.plan.as_deref().map(|id| plan_of(workspace, id)).transpose()?;
    let plans = (0..workspace.plans.len()).filter(|plan| only.is_none_or(|only| only == *plan)).collect();
    let answer = FundRules { workspace, plans, on, as_of: registers.as_of };
    output::emit(&answer, globals, world, registers.lang)?;
    registers.caveats(world);
    Ok(Exit::Fine)
}
