//! `tiendo records`.

use std::collections::{BTreeMap, BTreeSet};

use super::globals::Globals;
use super::session::Session;
use super::{Exit, Stop, World, output};
use crate::calendar::Calendar;
use crate::model::{LogIndex, Workspace};
use crate::report::{Records, RecordsWanted, Selection, agency_of, keys_of, records, subject_of, unit_of};
use crate::say;
use crate::scan::{Watched, unsound, witnesses};
use crate::text::{Message, nearest, ticked};

/// Rows that a terminal shows.
const ROWS: usize = 40;

/// List the records behind a figure, each with its file and line
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The log
    #[arg(value_name = "LOG")]
    log: String,

    /// Only records that name this subject: its code or key, or a name that only one has
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<String>,

    /// Only in this unit and everything below it: a code, or a name with or without its kind
    #[arg(long = "in", value_name = "UNIT")]
    within: Option<String>,

    /// Only of this agency, or of one below it
    #[arg(long, value_name = "ID")]
    agency: Option<String>,

    /// Only records that count for this target; with --subject, that count for it
    #[arg(long, value_name = "TARGET")]
    target: Option<String>,

    /// Every record, however many
    #[arg(long)]
    full: bool,
}

/// The log of a name.
pub(super) fn log_of(workspace: &Workspace, name: &str) -> Result<LogIndex, Message> {
    if let Some(at) = workspace.logs.iter().position(|log| log.table.name == name) {
        return Ok(LogIndex(at));
    }
    let names: Vec<&str> = workspace.logs.iter().map(|log| log.table.name.as_str()).collect();
    let all = ticked(&names);
    Err(match nearest(name, names.iter().copied()) {
        Some(near) => say!(vi: "không có nhật ký `{name}`; có phải là `{near}`?", en: "no log `{name}`; did you mean `{near}`?"),
        None => say!(vi: "không có nhật ký `{name}`; có: {all}", en: "no log `{name}`; there is: {all}"),
    })
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let session = Session::open(globals, world)?;
    let (workspace, state) = (&session.workspace, &session.state);
    let log = log_of(workspace, &args.log)?;
    let plans: Vec<usize> = state.plans.iter().map(|plan| plan.plan).collect();
    let calendar = plans.first().map_or(Calendar::CIVIL, |plan| workspace.plans[*plan].calendar);
    let seen = (state.as_of, globals.as_of(world)?.1);
    let mut wanted = RecordsWanted {
        within: args.within.as_deref().map(|unit| unit_of(workspace, unit, state.as_of)).transpose()?,
        agency: args.agency.as_deref().map(|id| agency_of(workspace, &plans, id)).transpose()?,
        days: globals.period()?.and_then(|period| period.days(calendar)),
        ..RecordsWanted::default()
    };
    if let Some(name) = &args.target {
        let (plan, target) = Selection::one(workspace, state, name)?;
        let entry = &workspace.plans[plan];
        if entry.target(target).counting.log() != Some(log) {
            let log = &args.log;
            return Err(Stop::Because(say!(
                vi: "chỉ tiêu `{name}` không đếm dòng nào của nhật ký `{log}`",
                en: "the target `{name}` counts no records of the log `{log}`"
            )));
        }
        let kind = entry.kind(entry.target(target).population);
        let states = state.plans.iter().filter(|one| one.plan == plan).flat_map(|plan| &plan.activities);
        let windows = states.flat_map(|activity| &activity.targets).filter(|one| one.target == target).flat_map(|one| &one.windows);
        let members: BTreeSet<(u32, Option<usize>)> =
            windows.flat_map(|window| window.cells.iter().chain(&window.encouraged)).map(|cell| (cell.subject, cell.row())).collect();
        let members: Vec<_> = members.into_iter().collect();
        let subject =
            args.subject.as_deref().map(|subject| subject_of(workspace, (entry, kind), subject, &members, state.as_of)).transpose()?;
        let watched = Watched { plan, target, window: None, subject, each: false };
        let found = globals.on_cores(|| witnesses(workspace, &session.vocabulary, &session.tree, seen, &watched));
        let found = found.into_iter().filter(|witness| witness.fate.counts());
        wanted.fates = Some(found.map(|witness| ((witness.file, witness.start), witness.fate)).collect::<BTreeMap<_, _>>());
    } else {
        wanted.keys = args.subject.as_deref().map(|subject| keys_of(workspace, log, subject, state.as_of)).transpose()?;
    }
    let unsound = globals.on_cores(|| unsound(workspace, &session.vocabulary, &session.tree, seen, log));
    let rows = records(workspace, state, &session.tree, (log, &wanted), &unsound);
    let cap = (globals.on_terminal(world) && !args.full).then_some(ROWS);
    output::emit(&Records { workspace, state, log, rows, wanted: &wanted, cap }, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}
