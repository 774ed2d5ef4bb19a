//! `tiendo check`: the scripted monthly check; the only command that judges by its exit status.

use std::path::PathBuf;

use clap::ValueEnum;

use super::baseline::Held;
use super::baseline::Known;
use super::globals::{Globals, date};
use super::session::Session;
use super::{Exit, Stop, World, known, output, session, tell};
use crate::check::{RULES, future_date, same_record_twice, unused_check_setting};
use crate::cover::{Verdict, targets};
use crate::finding::{Code, Family, Findings};
use crate::report::{Baseline, Check, CodeFilter, Diagnostic, Diagnostics, Filter, faults, filed_findings, gaps, misses, verdict_word};
use crate::say;
use crate::text::{Lang, Message, count_en, count_vi, figure};

/// Findings of one code that a terminal shows.
const FINDINGS: usize = 5;

/// Check the data and judge the plan: all findings, then one line per activity
#[derive(clap::Args, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct Args {
    /// End with status 3 where the plan's verdict now is this or worse
    #[arg(long, value_name = "VERDICT", default_value = "missed")]
    fail_on: FailOn,

    /// End with status 3 where there are more gaps than this
    #[arg(long, value_name = "N")]
    max_gaps: Option<usize>,

    /// Take warnings about the data for errors
    #[arg(long)]
    strict: bool,

    /// Judge all windows, not only the ones that count now
    #[arg(long)]
    all: bool,

    /// Verdict, gate, news and counts in at most ten lines, made for a mail
    #[arg(long, conflicts_with_all = ["full", "statistics"])]
    brief: bool,

    /// Every finding, however many, by place
    #[arg(long)]
    full: bool,

    /// Show only these codes, and let only them make the data unsound: C005, name-disagrees, or the beginning of codes such as
    /// C0. The plan is judged all the same
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,

    /// Do not show these codes, nor let them make the data unsound
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,

    /// Say at the end how often each code was found
    #[arg(long)]
    statistics: bool,

    /// Fail only on what this file does not know, and say what of it has gone
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,

    /// The same against this git revision in place of a file: fail only on what got worse since; REV@DATE: as it stood that day
    #[arg(long, value_name = "REV", conflicts_with_all = ["baseline", "write_baseline"])]
    pub(super) since: Option<String>,

    /// Check again whenever a file of the workspace changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["write_baseline"])]
    pub(super) watch: bool,

    /// Write down what is wrong today as what is known
    #[arg(long, value_name = "FILE", conflicts_with_all = ["select", "ignore"])]
    pub(super) write_baseline: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum, Debug)]
enum FailOn {
    Missed,
    Behind,
    Empty,
    Late,
    Never,
}

impl FailOn {
    /// The best verdict that still fails.
    fn gate(self) -> Option<Verdict> {
        match self {
            FailOn::Missed => Some(Verdict::Missed),
            FailOn::Behind => Some(Verdict::Behind),
            FailOn::Empty => Some(Verdict::Empty),
            FailOn::Late => Some(Verdict::Late),
            FailOn::Never => None,
        }
    }
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    if args.watch {
        return super::watch::run(globals, world, &mut |world| once(args, globals, world));
    }
    once(args, globals, world)
}

/// One check.
fn once(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let filter = CodeFilter::parse(RULES, &args.select, &args.ignore)?;
    let format = globals.format();
    if args.statistics && format.name == "csv" {
        let message =
            say!(vi: "--statistics: csv chỉ có một bảng; dùng định dạng khác", en: "--statistics: csv holds one table; use another format");
        return Err(message.into());
    }
    let mut session = match Session::try_open(globals, world)? {
        Ok(session) => session,
        Err(refused) if format.machine => {
            let (lang, root) = (refused.lang, session::root(&refused.tree, world));
            let answer = Check { statistics: args.statistics, root, ..refused.answer() };
            output::emit(&answer, globals, world, lang)?;
            return Err(Stop::Said);
        }
        Err(refused) => {
            refused.explain(world);
            return Err(Stop::Said);
        }
    };
    let known = match &args.since {
        Some(revision) => Known::of(since(args, globals, world, revision, &session)?),
        None => Known::read(args, world)?,
    };
    let findings = everything(args.all, globals, world, &mut session)?;
    session.findings = findings.clone();
    let (workspace, state) = (&session.workspace, &session.state);

    let mut diagnostics = Diagnostics::new(&session.tree, Some(workspace));
    let mut found = diagnostics.all(findings, args.strict);
    // A period that is asked for means all its windows that have begun.
    let all = args.all || state.period.is_some();
    let Held { ratchet, today, news } = known.hold(&mut found, &misses(workspace, state, all));
    let mut filtered = None;
    if !filter.is_empty() {
        let (kept, out): (Vec<Diagnostic>, Vec<_>) = found.into_iter().partition(|found| filter.admits(found.finding.code));
        (found, filtered) = (kept, Some(faults(&out)));
    }
    let cap = (globals.on_terminal(world) && !args.full).then_some(FINDINGS);
    if format.illustrated() {
        diagnostics.illustrate(&mut found, cap);
    }
    if format.machine {
        diagnostics.mend(&mut found);
    }
    let unsound = found.iter().any(|found| found.fails);

    let (verdict, now) = state.worst();
    // Against a baseline only what got worse is judged.
    let worst_news = news.map(|news| news.iter().map(|miss| miss.verdict).min().unwrap_or(Verdict::Tracked));
    let judged = worst_news.unwrap_or(if all { verdict } else { now });
    let count = args.max_gaps.map(|most| (most, gaps(workspace, state, &Filter { all, ..Filter::default() }).len()));
    let gate = gate(judged, all, args.fail_on.gate(), count);
    let exit = exit(unsound, gate.is_some());
    let answer = Check {
        understood: Some((workspace, state)),
        cap,
        statistics: args.statistics,
        filtered,
        ratchet,
        brief: args.brief,
        since: args.since.clone(),
        gate,
        all,
        root: session::root(&session.tree, world),
        ..Check::new(state.as_of, found, session.lang)
    };
    output::emit(&answer, globals, world, session.lang)?;
    if format.machine {
        for message in answer.kept_out() {
            tell(world, "tiendo", &message, session.lang);
        }
    }
    known.write(&today, globals, world, session.lang)?;
    session.caveats(world, false);
    Ok(exit)
}

/// What was wrong in the files of a revision, and what windows lacked.
fn since(args: &Args, globals: &Globals, world: &mut World<'_>, revision: &str, now: &Session) -> Result<Baseline, Stop> {
    let Some(home) = now.tree.home() else { return Ok(Baseline::default()) };
    let (revision, as_of) = match revision.rsplit_once('@').map(|(revision, day)| (revision, date("--since", day))) {
        Some((revision, Ok(day))) if !revision.is_empty() => (revision, day),
        _ => (revision, now.state.as_of),
    };
    let (tree, id) = known::of_revision(home, "--since", revision)?;
    let Ok(mut before) = Session::try_open_tree(globals, world, tree, as_of)? else {
        let id = id.get(..12).unwrap_or(&id);
        return Err(say!(
            vi: "--since: kế hoạch hoặc tiendo.toml của phiên bản {id} không hiểu được; xem bằng `tiendo check --known-at {id}`",
            en: "--since: a plan or tiendo.toml of revision {id} cannot be understood; `tiendo check --known-at {id}` says why"
        )
        .into());
    };
    let findings = everything(args.all, globals, world, &mut before)?;
    let found = Diagnostics::new(&before.tree, Some(&before.workspace)).all(findings, args.strict);
    let all = args.all || before.state.period.is_some();
    Ok(Baseline::of(&found, &misses(&before.workspace, &before.state, all)))
}

/// All findings: of reading and scanning, of the plan's progress, and of check settings that none of these met.
pub(super) fn everything(all: bool, globals: &Globals, world: &World<'_>, session: &mut Session) -> Result<Findings, Stop> {
    let money = session.money_findings();
    let (workspace, state) = (&session.workspace, &session.state);
    let mut findings = std::mem::take(&mut session.findings);
    findings.merge(money);
    findings.merge(targets::findings(workspace, state, all || state.period.is_some()));
    findings.merge(globals.on_cores(|| filed_findings(&session.tree, workspace, &session.vocabulary, state.as_of)));
    // A setting is idle only where nothing of the kind is found however one looks: in any window of any plan, today.
    let always = targets::findings(workspace, state, true);
    let narrow = state.period.is_some() || globals.plan.is_some();
    let (_, today) = globals.as_of(world)?;
    // Nobody looks for records that stand twice where nobody wants to hear of them.
    let unlooked = |code: &Code| *code == same_record_twice::CODE || (!today && *code == future_date::CODE);
    let unseen = |code: &Code| (narrow && code.family() == Family::Targets) || unlooked(code);
    let idle = unused_check_setting::check(&workspace.settings, |code| findings.met(code) || always.met(code) || unseen(code));
    findings.extend(idle);
    Ok(findings)
}

/// Why the plan is at or below the gate, where it is.
fn gate(judged: Verdict, all: bool, gate: Option<Verdict>, gaps: Option<(usize, usize)>) -> Option<Message> {
    if let Some(gate) = gate.filter(|gate| judged <= *gate) {
        let (word, gate) = (verdict_word(judged), gate.key());
        let (vi, en) = (word.get(Lang::Vi), word.get(Lang::En));
        let (when_vi, when_en) = if all { ("trong mọi kỳ", "in all windows") } else { ("hiện nay", "now") };
        return Some(say!(
            vi: "kế hoạch {when_vi}: {vi}; không qua ngưỡng (--fail-on {gate})",
            en: "the plan {when_en}: {en}; at or below the gate (--fail-on {gate})"
        ));
    }
    let (most, count) = gaps.filter(|(most, count)| count > most)?;
    let (count_vi, count_en) = (count_vi(count), count_en(count, "gap"));
    let (most_vi, most_en) = (figure(&most.to_string(), Lang::Vi), figure(&most.to_string(), Lang::En));
    Some(
        say!(vi: "còn {count_vi} trường hợp chưa đạt, nhiều hơn {most_vi} (--max-gaps)", en: "{count_en}, more than {most_en} (--max-gaps)"),
    )
}

/// Unsound data proves nothing: that comes first.
fn exit(unsound: bool, gate: bool) -> Exit {
    match (unsound, gate) {
        (true, _) => Exit::Unsound,
        (false, true) => Exit::Gate,
        (false, false) => Exit::Fine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(judged: Verdict, fail_on: FailOn, gaps: Option<(usize, usize)>, expected: Option<&str>) {
        let message = gate(judged, false, fail_on.gate(), gaps);
        assert_eq!(message.as_ref().map(|message| message.get(Lang::En)), expected);
    }

    #[test]
    fn unsound_data_wins() {
        assert_eq!(exit(true, true), Exit::Unsound);
        assert_eq!(exit(false, true), Exit::Gate);
    }

    #[test]
    fn the_gate_takes_what_is_worse() {
        check(Verdict::Missed, FailOn::Behind, None, Some("the plan now: missed; at or below the gate (--fail-on behind)"));
        check(Verdict::Behind, FailOn::Missed, None, None);
        check(Verdict::Late, FailOn::Late, None, Some("the plan now: late; at or below the gate (--fail-on late)"));
        check(Verdict::OnTrack, FailOn::Late, None, None);
        check(Verdict::Missed, FailOn::Never, None, None);
    }

    #[test]
    fn gaps_are_counted_against_a_most() {
        check(Verdict::Met, FailOn::Never, Some((5, 5)), None);
        check(Verdict::Met, FailOn::Never, Some((5, 6)), Some("6 gaps, more than 5 (--max-gaps)"));
    }
}
