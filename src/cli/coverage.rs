//! `tiendo coverage`.

use super::globals::Globals;
use super::session::Session;
use super::{Exit, Stop, World, output};
use crate::report::{By, Coverage, History, Selection};
use crate::say;

/// Rows of a table of groups that a terminal shows.
const ROWS: usize = 40;

/// Show how much of each target is covered
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Only these targets: activity, activity.target, plan/activity.target
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,

    /// Tell coverage apart by this: window, category, agency, subject, or any level of units.csv, such as district or commune
    #[arg(long, value_name = "WHAT", default_value = "window")]
    by: String,

    /// Windows that have not begun, too (CSV and JSON always have them)
    #[arg(long)]
    all: bool,

    /// Every row, however long the table
    #[arg(long)]
    full: bool,

    /// Draw it (HTML always does): districts and what was done by when, or with --by commune or subject a map of the years
    #[arg(long)]
    chart: bool,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let pictures = globals.pictures(args.chart)?;
    let session = Session::open(globals, world)?;
    let targets = Selection::parse(&session.workspace, &session.state, &args.targets)?;
    let by = By::parse(&session.workspace, &args.by).ok_or_else(|| {
        let (given, known) = (&args.by, crate::text::ticked(&By::words(&session.workspace)));
        Stop::from(
            say!(vi: "không phân được theo `{given}`; chỉ có: {known}", en: "cannot tell coverage apart by `{given}`; there are: {known}"),
        )
    })?;
    let history = pictures.then(|| match by {
        By::Window => session.history(globals, &History::days(&session.workspace, &session.state, &targets)),
        By::Group(_) => History::default(),
    });
    let answer = Coverage {
        workspace: &session.workspace,
        state: &session.state,
        targets,
        by,
        cap: (globals.on_terminal(world) && !args.full).then_some(ROWS),
        all: args.all,
        wide: globals.format().whole(),
        pictures: history.as_ref(),
    };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}
