//! `tiendo check`: the scripted monthly check; the only command that judges by its exit status.

use std::collections::BTreeMap;

use clap::ValueEnum;

use super::globals::Globals;
use super::session::Session;
use super::{Exit, Stop, World, output};
use crate::cover::Verdict;
use crate::report::{Check, Diagnostics, Filter, faults, gaps};

/// Findings of one code that a terminal shows.
const FINDINGS: usize = 20;

/// Check the data and judge the plan: all findings, then one line per activity
#[derive(clap::Args, Debug)]
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

    /// Every finding, however many
    #[arg(long)]
    full: bool,
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
    let machine = globals.format().machine;
    let cap = (globals.on_terminal(world) && !args.full).then_some(FINDINGS);
    let mut session = match Session::try_open(globals, world)? {
        Ok(session) => session,
        Err(mut refused) if machine => {
            let lang = refused.lang;
            output::emit(&refused.answer(None), globals, world, lang)?;
            return Err(Stop::Said);
        }
        Err(refused) => {
            refused.explain(world);
            return Err(Stop::Said);
        }
    };
    let mut findings = std::mem::take(&mut session.findings);
    findings.extend(crate::cover::targets::findings(&session.workspace, &session.state, args.all));
    let unsound = findings.unsound(args.strict);
    let faults = faults(&findings);
    session.findings = findings.clone();
    let (workspace, state) = (&session.workspace, &session.state);
    let mut diagnostics = Diagnostics::new(&session.tree, Some(workspace));
    let (diagnostics, hidden) = if machine { (diagnostics.plain(findings), BTreeMap::new()) } else { diagnostics.shown(findings, cap) };
    let answer =
        Check { understood: Some((workspace, state)), as_of: state.as_of, diagnostics, hidden, faults, all: args.all, lang: session.lang };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, false);

    let (verdict, now) = state.worst();
    let judged = if args.all { verdict } else { now };
    let count = args.max_gaps.map(|most| (most, gaps(workspace, state, &Filter { all: args.all, ..Filter::default() }).len()));
    Ok(exit(unsound, judged, args.fail_on.gate(), count))
}

/// Unsound data proves nothing: that comes first.
fn exit(unsound: bool, judged: Verdict, gate: Option<Verdict>, gaps: Option<(usize, usize)>) -> Exit {
    if unsound {
        Exit::Unsound
    } else if gate.is_some_and(|gate| judged <= gate) || gaps.is_some_and(|(most, count)| count > most) {
        Exit::Gate
    } else {
        Exit::Fine
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsound_data_wins() {
        assert_eq!(exit(true, Verdict::Missed, Some(Verdict::Missed), Some((0, 5))), Exit::Unsound);
    }

    #[test]
    fn the_gate_takes_what_is_worse() {
        assert_eq!(exit(false, Verdict::Missed, FailOn::Behind.gate(), None), Exit::Gate);
        assert_eq!(exit(false, Verdict::Behind, FailOn::Missed.gate(), None), Exit::Fine);
        assert_eq!(exit(false, Verdict::Late, FailOn::Late.gate(), None), Exit::Gate);
        assert_eq!(exit(false, Verdict::OnTrack, FailOn::Late.gate(), None), Exit::Fine);
        assert_eq!(exit(false, Verdict::Missed, FailOn::Never.gate(), None), Exit::Fine);
    }

    #[test]
    fn gaps_are_counted_against_a_most() {
        assert_eq!(exit(false, Verdict::Met, FailOn::Never.gate(), Some((5, 5))), Exit::Fine);
        assert_eq!(exit(false, Verdict::Met, FailOn::Never.gate(), Some((5, 6))), Exit::Gate);
    }
}
