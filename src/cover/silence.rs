//! Logs that have gone silent while a plan that uses them runs.

use crate::calendar::{Date, plus_days};
use crate::check::log_silent;
use crate::finding::Findings;
use crate::model::{Kind, LogIndex, Plan, Workspace};
use crate::scan::Recorded;
use crate::text::Message;

/// What is to be said of logs that have been silent for longer than they may, and of those who record in them.
pub fn findings(workspace: &Workspace, recorded: &[Recorded], as_of: Date) -> Findings {
    let mut findings = Findings::with(workspace.settings.severities.clone());
    for (at, (log, recorded)) in workspace.logs.iter().zip(recorded).enumerate() {
        let Some(silence) = &log.table.silence else { continue };
        let using = workspace.plans.iter().filter(|plan| plan.uses(LogIndex(at)) && plan.days.contains(as_of));
        let plans: Vec<&Plan> = using.collect();
        let Some(since) = plans.iter().map(|plan| plus_days(plan.days.first, -1)).min() else { continue };
        let name = &log.table.name;
        let whole = log_silent::check(silence.place, name, None, recorded.last(), (since, as_of), silence.days);
        if let Some(finding) = whole {
            findings.add(finding);
            continue;
        }
        let Some(column) = silence.by else { continue };
        let mut all: Vec<&str> = recorded.by.keys().map(String::as_str).collect();
        if log.table.columns[column].kind == Kind::Agency {
            all.extend(plans.iter().flat_map(|plan| plan.recorders(LogIndex(at))));
        }
        all.sort_unstable();
        all.dedup();
        for who in all {
            let last = recorded.by.get(who).and_then(|days| days.keys().next_back().copied());
            let called = called(workspace, (log, column), who, as_of);
            findings.extend(
                called.and_then(|called| log_silent::check(silence.place, name, Some(&called), last, (since, as_of), silence.days)),
            );
        }
    }
    findings
}

/// What one of those who record is called; nothing where it is a unit that is no more.
fn called(workspace: &Workspace, (log, column): (&crate::model::Log, usize), who: &str, as_of: Date) -> Option<Message> {
    match &log.table.columns[column].kind {
        Kind::Agency => {
            let name = workspace.plans.iter().find_map(|plan| Some(plan.names.agencies[plan.names.agency(who)?.0].name.clone()));
            Some(Message::same(name.unwrap_or_else(|| who.to_owned())))
        }
        Kind::Choice(choices) => choices.iter().find(|choice| choice.id == who).map(|choice| Message::same(&choice.label)),
        _ => workspace.units.holders(who).any(|unit| workspace.units.lives(unit, as_of)).then(|| Message::same(who)),
    }
}
