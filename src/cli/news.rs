//! What a workspace would have wrong with it that it has not now: asked before anything is written.

use std::collections::BTreeMap;

use super::World;
use super::globals::Globals;
use super::session::Session;
use crate::finding::{Family, Finding, Findings, Severity};
use crate::render::FORMATS;
use crate::report::{Check, Diagnostics};

/// The findings about the data that are there after a change and were not there before it.
///
/// Rows move in their files: what tells findings apart is the code, the file and what is said.
pub(super) fn news(before: &Session, after: &Session) -> Findings {
    let mark = |session: &Session, finding: &Finding| {
        let path = finding.place.map(|place| session.tree.path(place.file));
        (finding.code.id, path, finding.message.clone())
    };
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in before.findings.iter().chain(before.money_findings().iter()) {
        *known.entry(mark(before, finding)).or_default() += 1;
    }
    let mut news = after.findings.like();
    for finding in after.findings.clone().into_iter().chain(after.money_findings()) {
        if finding.code.family() == Family::Targets {
            continue;
        }
        match known.get_mut(&mark(after, &finding)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => {
                news.add(finding);
            }
        }
    }
    news
}

/// Whether one of them is an error.
pub(super) fn are_errors(news: &Findings) -> bool {
    news.iter().any(|finding| finding.severity == Severity::Error)
}

/// Says them on standard error, with their lines.
pub(super) fn tell(news: Findings, after: &Session, globals: &Globals, world: &mut World<'_>) {
    if news.is_empty() {
        return;
    }
    let mut diagnostics = Diagnostics::new(&after.tree, Some(&after.workspace));
    let mut found = diagnostics.all(news, false);
    diagnostics.illustrate(&mut found, None);
    let look = crate::render::Look { colour: false, ..globals.look(world, after.lang) };
    let _ = (FORMATS[0].write)(&Check::new(after.state.as_of, found, after.lang), look, world.err);
}
