//! `tiendo coverage`.

use super::globals::{Globals, period};
use super::session::{Looks, Session};
use super::summed::Summed;
use super::{Exit, Stop, World, output};
use crate::calendar::{Calendar, Date, Days, Period};
use crate::cover::Seen;
use crate::model::Workspace;
use crate::report::{
    By, Comparison, Coverage, History, Pair, Selection, Side, SumAnswer, asked_sum, counted as counted_in, plan_of, seen_on,
};
use crate::say;
use crate::text::Message;

/// Rows of a table of groups that a terminal shows.
const ROWS: usize = 40;

/// Show how much of each target is covered
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Only these targets: activity, activity.target, plan/activity.target
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,

    #[arg(
        long,
        value_name = "WHAT",
        help = "Tell apart by this [default: window]: window, category, agency, subject, or any level of units.csv, such as district or commune; a sum also by year, half, quarter, month, week or a column of its log"
    )]
    by: Option<String>,

    /// Instead of targets, the sum of a number column of a log, over all its sound rows since the plan began or in --period; may be given several times
    #[arg(long, value_name = "LOG.COLUMN", conflicts_with_all = ["targets", "chart", "all"])]
    sum: Vec<String>,

    /// Beside the same of another period, each looked at from its close; needs --period
    #[arg(long, value_name = "PERIOD")]
    compare: Option<String>,

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
    if !args.sum.is_empty() {
        return sums(args, globals, world);
    }
    if let Some(other) = &args.compare {
        return compare(args, period("--compare", other)?, globals, world);
    }
    let pictures = globals.pictures(args.chart)?;
    let mut session = Session::open(globals, world)?;
    let targets = Selection::parse(&session.workspace, &session.state, &args.targets)?;
    let by = args.by.as_deref().unwrap_or("window");
    let by = By::parse(&session.workspace, by).ok_or_else(|| {
        let (given, known) = (by, crate::text::ticked(&By::words(&session.workspace)));
        Stop::from(
            say!(vi: "không phân được theo `{given}`; chỉ có: {known}", en: "cannot tell coverage apart by `{given}`; there are: {known}"),
        )
    })?;
    let history = pictures.then(|| match by {
        By::Window => {
            let days = History::days(&session.workspace, &session.state, &targets);
            session.history(globals, &days)
        }
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

/// Sums of columns of logs, with no target in between.
fn sums(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let (asked, compare) = (globals.period()?, args.compare.as_deref().map(|text| period("--compare", text)).transpose()?);
    if compare.is_some() && asked.is_none() {
        return Err(needs_period());
    }
    let by = args.by.as_deref();
    let summed = Summed::open(globals, world, &|workspace, calendar, as_of| {
        args.sum.iter().map(|sum| asked_sum(workspace, (sum, by), (asked, compare), (calendar, as_of))).collect()
    })?;
    let answer = SumAnswer {
        workspace: &summed.workspace,
        state: &summed.state,
        asked: &summed.asked,
        sums: &summed.sums,
        compared: compare.is_some(),
    };
    output::emit(&answer, globals, world, summed.lang)?;
    summed.caveats(world);
    Ok(Exit::Fine)
}

fn needs_period() -> Stop {
    say!(vi: "--compare: kỳ được so sánh ghi bằng --period", en: "--compare: what is compared with it is given by --period").into()
}

/// Targets in one period beside another.
fn compare(args: &Args, other: Period, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let asked = globals.period()?.ok_or_else(needs_period)?;
    if args.by.as_deref().is_some_and(|by| by != "window") || args.chart {
        return Err(say!(vi: "--compare không đi cùng --by và --chart, trừ --sum", en: "--compare does not go with --by and --chart, save for --sum").into());
    }
    let of = |workspace: &Workspace, plan: usize| {
        let calendar = workspace.plans[plan].calendar;
        asked.days(calendar).zip(other.days(calendar))
    };
    let first = |workspace: &Workspace| globals.plan.as_deref().map_or(Ok(0), |id| plan_of(workspace, id));
    let days = |workspace: &Workspace, as_of: Date| -> Result<(Days, Days), Message> {
        let (now, before) = of(workspace, first(workspace)?)
            .ok_or_else(|| say!(vi: "kỳ được so sánh không có ngày nào", en: "one of the periods has no days"))?;
        let latest = now.first.max(before.first);
        if as_of < latest {
            return Err(
                say!(vi: "có kỳ đến ngày {latest} mới bắt đầu; ngày tính số liệu là {as_of}", en: "a period begins on {latest} only; figures are asked for as of {as_of}"),
            );
        }
        Ok((now, before))
    };
    let until = |workspace: &Workspace, as_of: Date| days(workspace, as_of).map(|(now, _)| now.last.min(as_of));
    let is_over = |workspace: &Workspace, as_of: Date| days(workspace, as_of).is_ok_and(|(now, _)| as_of > now.last);
    let others = |workspace: &Workspace, as_of: Date| {
        let Ok((now, before)) = days(workspace, as_of) else { return Vec::new() };
        let day = seen_on((now, as_of.min(now.last)), before).min(as_of);
        vec![if as_of > now.last && day < as_of { Seen::at_close_of(day) } else { Seen::on(day) }]
    };
    let session = Session::open_compared(globals, world, Looks { until: &until, is_over: &is_over, others: &others, ..Looks::AS_OF })?;
    let targets = Selection::parse(&session.workspace, &session.state, &args.targets)?;
    let before = session.others.first().ok_or(Stop::Said)?;
    let (workspace, state) = (&session.workspace, &session.state);
    let mut counted = Vec::new();
    for plan in state.plans.iter().map(|plan| plan.plan) {
        let Some((now_days, before_days)) = of(workspace, plan) else { continue };
        let beside = Days { first: before_days.first, last: before.as_of };
        let found = globals.on_cores(|| counted_in(&session.tree, plan, now_days, state.as_of, Some(beside)));
        counted.extend(found.map(|(now, before)| (plan, (now_days, now), (before_days, before))));
    }
    let pairs = counted.iter().filter_map(|(plan, (now_days, now), (before_days, beside))| {
        let before = Side { days: *before_days, state: before, counted: beside.as_ref()? };
        Some(Pair { plan: *plan, before, now: Side { days: *now_days, state, counted: now } })
    });
    let calendar = workspace.plans.get(first(workspace)?).map_or(Calendar::CIVIL, |plan| plan.calendar);
    let labels = [other.label(calendar), asked.label(calendar)];
    let answer = Comparison { workspace, targets, pairs: pairs.collect(), labels };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}
