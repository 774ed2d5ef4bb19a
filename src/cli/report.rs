//! `tiendo report`.

use anyhow::Context;

use super::globals::{Globals, date, period};
use super::session::{Looks, Session};
use super::{Exit, Stop, World, git, output, tell};
use crate::calendar::{Date, Days, Period, plus_days};
use crate::cover::Seen;
use crate::load::statements;
use crate::model::Workspace;
use crate::read::Tree;
use crate::render::{FORMATS, Look, Medium};
use crate::report::{
    Check, Diagnostics, FILED, Report, Revision, Said, Side, Statistic, counted, counted_rows, covered_on, plan_of, recorded_difficulties,
    seen_on, year_before,
};
use crate::say;
use crate::scan::unsound;
use crate::text::{Lang, Message, ticked};

/// Rows of the gap list of one target that a terminal shows.
const ROWS: usize = 10;

/// Write the report of a period: results, what is missing, money, duties, the quality of the data
#[derive(clap::Args, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct Args {
    /// 2016-H1, 2017, 2016-Q3, 2016-03, 2014..2016, in the plan's calendar
    #[arg(value_name = "PERIOD")]
    reported: String,

    /// Figures are actual up to this day; the rest of the period is estimated at the present pace, and shown apart
    #[arg(long, value_name = "DATE")]
    data_until: Option<String>,

    /// Keep the figures as those that are handed in, under filed/ in the workspace; a period is filed once
    #[arg(long)]
    pub(super) file: bool,

    /// With --file: file a period anew that is filed already
    #[arg(long, requires = "file")]
    again: bool,

    /// The list of what is missing at the end, too
    #[arg(long)]
    annex: bool,

    /// The same with every row, however long it is
    #[arg(long)]
    full: bool,

    /// Each figure leads to who was to be covered, what each has and by which rows (--format html)
    #[arg(long)]
    explain: bool,
}

/// The plan that a report is about: the one asked for, else the only one.
pub(super) fn only_plan(globals: &Globals, workspace: &Workspace) -> Result<usize, Message> {
    if let Some(id) = &globals.plan {
        return plan_of(workspace, id);
    }
    if workspace.plans.len() == 1 {
        return Ok(0);
    }
    let ids = ticked(&workspace.plans.iter().map(|plan| plan.id.as_str()).collect::<Vec<_>>());
    Err(say!(
        vi: "báo cáo chỉ viết cho một kế hoạch; chọn bằng --plan: {ids}",
        en: "a report is about one plan; choose with --plan: {ids}"
    ))
}

/// The days of a period in a plan's calendar, where the plan has any of them and they have begun.
pub(super) fn days_of(workspace: &Workspace, plan: usize, asked: Period, as_of: Date) -> Result<Days, Message> {
    let plan = &workspace.plans[plan];
    let Some(days) = asked.days(plan.calendar).filter(|days| days.overlaps(plan.days)) else {
        let (label, of) = (asked.to_string(), plan.period.to_string());
        return Err(say!(vi: "kỳ {label} nằm ngoài thời gian của kế hoạch ({of})", en: "{label} lies outside the plan ({of})"));
    };
    if as_of < days.first {
        let (label, first) = (asked.to_string(), days.first);
        return Err(
            say!(vi: "kỳ {label} đến ngày {first} mới bắt đầu; ngày tính số liệu là {as_of}", en: "{label} begins on {first}; figures are asked for as of {as_of}"),
        );
    }
    Ok(days)
}

/// The same days of the year before, as far as the period is seen, where the plan had begun.
fn beside(workspace: &Workspace, plan: usize, (days, day): (Days, Date)) -> Option<Days> {
    let before = year_before(days);
    let last = seen_on((days, day), before);
    (before.last >= workspace.plans[plan].days.first).then_some(Days { first: before.first, last })
}

/// What a report needs beside its session.
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct Made {
    pub(super) plan: usize,
    pub(super) days: Days,
    pub(super) period: Period,
    pub(super) until: Option<Date>,
    /// Whether the period is over.
    pub(super) closed: bool,
    /// Whether the gap list stands at its end.
    pub(super) annex: bool,
    /// Whether that has every row.
    pub(super) full: bool,
    /// Whether each figure is explained.
    pub(super) explain: bool,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    if globals.period()?.is_some() {
        return Err(
            say!(vi: "--period: kỳ của báo cáo đã ghi sau `report`", en: "--period: the period of a report stands after `report`").into()
        );
    }
    if args.explain && globals.format().name != "html" {
        return Err(say!(vi: "--explain: chỉ dùng với --format html", en: "--explain: only with --format html").into());
    }
    let asked = period("report", &args.reported)?;
    let until = args.data_until.as_deref().map(|text| date("--data-until", text)).transpose()?;
    let ends = |workspace: &Workspace, as_of: Date| {
        let days = days_of(workspace, only_plan(globals, workspace)?, asked, as_of)?;
        match until {
            Some(until) if !days.contains(until) || until > as_of => {
                let (first, last) = (days.first, days.last.min(as_of));
                Err(say!(
                    vi: "--data-until: `{until}` phải nằm trong kỳ, từ {first} đến {last}",
                    en: "--data-until: `{until}` must lie in the period, {first} to {last}"
                ))
            }
            Some(until) => Ok(until),
            None => Ok(as_of.min(days.last)),
        }
    };
    let is_over = |workspace: &Workspace, as_of: Date| {
        let days = only_plan(globals, workspace).ok().and_then(|plan| asked.days(workspace.plans[plan].calendar));
        until.is_none() && days.is_some_and(|days| as_of > days.last)
    };
    // The period before is looked at in the same way, at its own close, and so is the same one of the year before; what is due
    // after this one, from the as-of date.
    let others = |workspace: &Workspace, as_of: Date| {
        let plan = only_plan(globals, workspace).ok();
        let Some((plan, days)) = plan.and_then(|plan| Some((plan, asked.days(workspace.plans[plan].calendar)?))) else { return Vec::new() };
        let day = until.unwrap_or(as_of).min(days.last);
        let beside = beside(workspace, plan, (days, day))
            .map(|beside| if is_over(workspace, as_of) { Seen::at_close_of(beside.last) } else { Seen::on(beside.last) });
        let others = [Seen::at_close_of(plus_days(days.first, -1)), Seen::on(as_of)];
        others.into_iter().chain(beside).collect()
    };
    let session = Session::open_period(globals, world, asked, Looks { until: &ends, is_over: &is_over, others: &others, ..Looks::AS_OF })?;
    let plan = only_plan(globals, &session.workspace)?;
    let days = days_of(&session.workspace, plan, asked, session.state.as_of)?;
    let closed = is_over(&session.workspace, globals.as_of(world)?.0);
    let annex = args.annex || args.full || globals.format().medium == Medium::Document;
    let made = Made { plan, days, period: asked, until, closed, annex, full: args.full, explain: args.explain };
    with_report(&session, globals, world, &made, |report, world| {
        // A period that is filed already is not written again; what could not be written is not filed.
        if args.file && !args.again {
            refuse_filed(report, &session)?;
        }
        let shown = output::emit(report, globals, world, session.lang);
        if !args.file {
            return shown;
        }
        // Nobody has what was not read to its end.
        let unread = || say!(vi: "kết quả chưa được đọc hết, nên kỳ này chưa được lưu", en: "the answer was not read to its end, so this period is not filed");
        shown.map_err(|stop| if matches!(stop, Stop::EnoughRead) { unread().into() } else { stop })?;
        file(report, &session, args.again, globals, world)
    })?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}

/// Makes the report and hands it over.
pub(super) fn with_report<T>(
    session: &Session,
    globals: &Globals,
    world: &mut World<'_>,
    made: &Made,
    take: impl FnOnce(&Report<'_>, &mut World<'_>) -> Result<T, Stop>,
) -> Result<T, Stop> {
    let (state, tree) = (&session.state, &session.tree);
    let beside = beside(&session.workspace, made.plan, (made.days, state.as_of));
    let counted = globals.on_cores(|| counted(tree, made.plan, made.days, state.as_of, beside));
    let ([before, told, others @ ..], Some((counted, counted_beside))) = (&session.others[..], counted) else { return Err(Stop::Said) };
    let year_before = match (others.first(), &counted_beside, beside) {
        (Some(state), Some(counted), Some(_)) => Some(Side { days: year_before(made.days), state, counted }),
        _ => None,
    };
    let mut findings = session.findings.clone();
    findings.merge(session.money_findings());
    let mut report = Report {
        workspace: &session.workspace,
        plan: made.plan,
        period: made.period,
        days: made.days,
        state,
        before,
        counted: &counted,
        year_before,
        spending: &session.spending,
        recorded: &session.recorded,
        until: made.until,
        told,
        closed: made.closed,
        sent: Vec::new(),
        rows: None,
        found: Statistic::about_data(&findings),
        files: &session.files,
        revision: match globals.revision.get() {
            // What is read is the revision itself.
            Some(id) => Some(Revision { id: id.clone(), changed: false }),
            None => tree.directory().and_then(|folder| git::revision(folder, &read_files(tree))),
        },
        cap: (globals.on_terminal(world) && !made.full).then_some(ROWS),
        annex: made.annex,
        said: None,
        full: made.full || globals.format().medium == Medium::Workbook,
    };
    if globals.format().medium == Medium::Document {
        report.said = Some(said(&report, session, globals, world)?);
    }
    let duties = report.covered_duties();
    let days = globals.on_cores(|| covered_on(tree, made.plan, &duties, told.as_of));
    report.sent = duties.into_iter().zip(days).collect();
    if made.explain {
        let targets = report.explained_targets();
        let of = (&session.workspace, &session.vocabulary, tree);
        report.rows = Some(globals.on_cores(|| counted_rows(of, (made.plan, state.as_of), &targets)));
    }
    take(&report, world)
}

/// What people say of the period; says below which headings nobody does.
fn said(report: &Report<'_>, session: &Session, globals: &Globals, world: &mut World<'_>) -> Result<Said, Stop> {
    let (tree, lang) = (&session.tree, session.lang);
    let path = format!("reports/{}.toml", report.label());
    let (statements, findings) = statements(tree, &path);
    if !findings.is_empty() {
        let mut diagnostics = Diagnostics::new(tree, Some(&session.workspace));
        let mut found = diagnostics.all(findings, false);
        let unsound = found.iter().any(|found| found.fails);
        diagnostics.illustrate(&mut found, None);
        let look = Look { lang, colour: false, width: None };
        let _ = (FORMATS[0].write)(&Check::new(session.state.as_of, found, lang), look, world.err);
        if unsound {
            return Err(Stop::Said);
        }
    }
    let mut said = Said { statements: statements.unwrap_or_default(), recorded: Vec::new() };
    if let Some(log) = session.workspace.settings.letter.difficulties {
        let seen = (session.state.as_of, globals.as_of(world)?.1);
        let unsound = globals.on_cores(|| unsound(&session.workspace, &session.vocabulary, tree, seen, log));
        said.recorded = recorded_difficulties(report, tree, log, &unsound);
    }
    let parts = &session.workspace.settings.letter.parts;
    let silent: Vec<_> = said.silent().into_iter().filter(|(key, _)| parts.is_empty() || parts.iter().any(|part| part == key)).collect();
    if !silent.is_empty() && !globals.quiet {
        let list = |lang| silent.iter().map(|(key, heading)| format!("{} (`{key}`)", heading.get(lang))).collect::<Vec<_>>().join(", ");
        let (vi, en) = (list(Lang::Vi), list(Lang::En));
        tell(world, "tiendo", &say!(vi: "còn để “…”: {vi}; viết trong `{path}`", en: "left as “…”: {en}; write them in `{path}`"), lang);
    }
    Ok(said)
}

/// The files of the folders that a workspace is read from.
fn read_files(tree: &Tree) -> Vec<String> {
    ["plans", "registers", "logs", "money"].into_iter().flat_map(|folder| tree.files(folder, true).unwrap_or_default()).collect()
}

fn filed_already(report: &Report<'_>) -> Message {
    let (path, label) = (report.filed_path(), report.label());
    say!(vi: "kỳ {label} đã lưu ở `{path}`; lưu lại bằng --again", en: "{label} is filed already in `{path}`; --again files it anew")
}

/// Refuses a period whose figures are kept already.
fn refuse_filed(report: &Report<'_>, session: &Session) -> Result<(), Stop> {
    match session.tree.directory() {
        Some(root) if output::exists(&root.join(report.filed_path())) => Err(filed_already(report).into()),
        _ => Ok(()),
    }
}

/// Keeps the figures under `filed/`.
fn file(report: &Report<'_>, session: &Session, again: bool, globals: &Globals, world: &mut World<'_>) -> Result<(), Stop> {
    let path = report.filed_path();
    let Some(root) = session.tree.directory() else { return Ok(()) };
    let full = root.join(&path);
    let text = report.filed().to_csv();
    // Of two that file at once one finds the other's file.
    let written = output::alone(root, || {
        if output::exists(&full) && !again {
            return Err(Stop::Because(filed_already(report)));
        }
        Ok(output::folder(root, FILED).and_then(|_| output::write(&full, |out| out.write_all(text.as_bytes()))))
    })?;
    written.with_context(|| super::cannot_write(path.as_ref()))?;
    if !globals.quiet {
        tell(world, "tiendo", &say!(vi: "đã lưu số liệu báo cáo vào `{path}`", en: "the figures are kept in `{path}`"), session.lang);
    }
    Ok(())
}
