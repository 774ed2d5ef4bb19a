//! `tiendo due`.

use super::globals::Globals;
use super::session::{Looks, Session};
use super::{Exit, Stop, World, output};
use crate::calendar::{Calendar, Date, Days, Span};
use crate::report::{Due, Selection, agency_of, covered_on, done_duties};
use crate::say;
use crate::text::{Message, echo};

/// List what must be done by when: duties with their days, windows that close, what is overdue, by week and agency
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Only these targets: activity, activity.target, plan/activity.target
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,

    /// So far ahead of the as-of date: 30d, 2w, 3m [default: 30d]
    #[arg(long, value_name = "SPAN")]
    within: Option<String>,

    /// Only what is this agency's job, or that of one below it
    #[arg(long, value_name = "ID")]
    agency: Option<String>,

    /// Leave out what is the job of agencies below the one of --agency
    #[arg(long, requires = "agency")]
    own: bool,

    /// Duties that are done, too, with the day
    #[arg(long)]
    done: bool,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let period = globals.period()?;
    if period.is_some() && args.within.is_some() {
        return Err(say!(vi: "--within: không dùng cùng với --period", en: "--within: not together with --period").into());
    }
    let span = args.within.as_deref().map_or(Ok(Span::Days(30)), span)?;
    // Which windows overlap the period is not asked: what they ask for may be due in it.
    let session = Session::open_compared(globals, world, Looks::AS_OF)?;
    let (workspace, state) = (&session.workspace, &session.state);
    let plans: Vec<usize> = state.plans.iter().map(|plan| plan.plan).collect();
    let calendar = plans.first().map_or(Calendar::CIVIL, |plan| workspace.plans[*plan].calendar);
    let ahead = Days { first: state.as_of, last: span.after(state.as_of) };
    let days = match period {
        Some(period) => period.days(calendar).unwrap_or(Days { first: Date::MIN, last: Date::MAX }),
        None => ahead,
    };
    let agency = args.agency.as_deref().map(|id| agency_of(workspace, &plans, id)).transpose()?;
    let targets = Selection::parse(workspace, state, &args.targets)?;
    let asked = if args.done { done_duties(workspace, state, &targets, days) } else { Vec::new() };
    let mut done = Vec::new();
    // The duties of one plan are looked for together.
    for duties in asked.chunk_by(|(a, _), (b, _)| a == b) {
        let cells: Vec<_> = duties.iter().map(|(_, cell)| *cell).collect();
        let days = globals.on_cores(|| covered_on(&session.tree, duties[0].0, &cells, state.as_of));
        done.extend(duties.iter().copied().zip(days));
    }
    let overdue = period.is_none();
    let answer = Due { workspace, state, days, overdue, agency, own: args.own, targets: &targets, with_done: args.done, done };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}

/// Reads so many days, weeks or months.
fn span(text: &str) -> Result<Span, Message> {
    let number = text.trim_end_matches(['d', 'w', 'm']);
    let count = number.parse().ok().filter(|count: &i64| (0..=36_500).contains(count));
    let span = |count: i64| match &text[number.len()..] {
        "" | "d" => Some(Span::Days(count)),
        "w" => Some(Span::Days(7 * count)),
        "m" => Some(Span::Months(count)),
        _ => None,
    };
    count.and_then(span).ok_or_else(|| {
        let text = echo(text);
        say!(
            vi: "--within: `{text}` không phải là một khoảng thời gian; viết `30d` (ngày), `2w` (tuần) hoặc `3m` (tháng)",
            en: "--within: `{text}` is not a span of time; write `30d` (days), `2w` (weeks) or `3m` (months)"
        )
    })
}
