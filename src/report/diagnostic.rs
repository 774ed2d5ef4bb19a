//! Findings with their places as people name them, and the lines they are about.
//!
//! A column marked `personal` is never shown. Where a finding's own place is one, it has no excerpt; and a
//! line of a table that has such columns shows the field at fault alone, never its neighbours.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::finding::{Family, Finding, Severity};
use crate::model::{UNITS, Workspace};
use crate::source::{Locator, Place, Tree};
use crate::text::Message;

/// A finding ready to be shown.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Its code's id.
    pub code: &'static str,
    /// The family of its code.
    pub family: Family,
    /// What it weighs.
    pub severity: Severity,
    /// What was found.
    pub message: Message,
    /// What to do.
    pub help: Option<Message>,
    /// File, line and column.
    pub located: Option<(String, usize, usize)>,
    /// The line it is about.
    pub excerpt: Option<Excerpt>,
    /// The other place, with what is there.
    pub also: Option<(Excerpt, Message)>,
}

/// A line of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Excerpt {
    /// The file's path in the workspace.
    pub path: String,
    /// Its number, from 1.
    pub line: usize,
    /// The file's own text.
    pub text: String,
    /// The bytes of it that are meant.
    pub marked: Range<usize>,
}

/// Turns findings into diagnostics; reads each file once more.
pub struct Diagnostics<'a> {
    tree: &'a Tree,
    locator: Locator<'a>,
    /// Files whose tables have columns that are never shown; none where the tables are not known.
    private: Option<BTreeSet<String>>,
}

impl<'a> Diagnostics<'a> {
    /// For findings in the files of a tree. Without a workspace no line of a table is shown.
    pub fn new(tree: &'a Tree, workspace: Option<&Workspace>) -> Diagnostics<'a> {
        Diagnostics { tree, locator: Locator::new(tree), private: workspace.map(private_files) }
    }

    /// Findings sorted by place, with line and column and without excerpts: what machines read.
    pub fn plain(&mut self, findings: crate::finding::Findings) -> Vec<Diagnostic> {
        let tree = self.tree;
        findings.sorted(|place| tree.path(place.file)).into_iter().map(|finding| self.located(&finding)).collect()
    }

    /// Findings sorted by place, each with its line, of each code at most `cap`.
    ///
    /// Gives the number of those not shown, by code.
    pub fn shown(&mut self, findings: crate::finding::Findings, cap: Option<usize>) -> (Vec<Diagnostic>, BTreeMap<&'static str, usize>) {
        let tree = self.tree;
        let sorted = findings.sorted(|place| tree.path(place.file));
        let mut count: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut shown = Vec::new();
        for finding in &sorted {
            let seen = count.entry(finding.code.id).or_default();
            *seen += 1;
            if cap.is_none_or(|cap| *seen <= cap) {
                let mut diagnostic = self.located(finding);
                diagnostic.excerpt = finding.place.filter(|_| !finding.personal).and_then(|place| self.excerpt(place));
                diagnostic.also = finding.also.as_ref().filter(|note| !finding.personal && !self.is_private(note.place)).and_then(|note| {
                    let excerpt = self.excerpt(note.place)?;
                    Some((excerpt, note.message.clone()))
                });
                shown.push(diagnostic);
            }
        }
        let hidden = count.into_iter().filter_map(|(code, count)| Some((code, count.checked_sub(cap?)?))).filter(|(_, more)| *more > 0);
        (shown, hidden.collect())
    }

    fn located(&mut self, finding: &Finding) -> Diagnostic {
        let located = finding.place.map(|place| self.locator.locate(place));
        Diagnostic {
            code: finding.code.id,
            family: finding.code.family(),
            severity: finding.severity,
            message: finding.message.clone(),
            help: finding.help.clone(),
            located: located.map(|located| (located.path.to_string(), located.line, located.column)),
            excerpt: None,
            also: None,
        }
    }

    fn excerpt(&mut self, place: Place) -> Option<Excerpt> {
        if place.start == place.end && place.start == 0 {
            // The file as a whole.
            return None;
        }
        let path = self.tree.path(place.file).to_string();
        let located = self.locator.locate(place);
        let (text, marked) = self.locator.excerpt(place);
        let (text, marked) = if self.hides(&path) { alone(&text, marked)? } else { (text, marked) };
        Some(Excerpt { path, line: located.line, text, marked })
    }

    fn is_private(&self, place: Place) -> bool {
        self.hides(&self.tree.path(place.file))
    }

    fn hides(&self, path: &str) -> bool {
        match &self.private {
            Some(private) => private.contains(path),
            None => path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("csv")),
        }
    }
}

/// The files of tables with a column marked `personal`.
fn private_files(workspace: &Workspace) -> BTreeSet<String> {
    let personal = |table: &crate::model::Table| table.columns.iter().any(|column| column.personal);
    let logs = workspace.logs.iter().filter(|log| personal(&log.table)).flat_map(|log| log.files.iter().cloned());
    let registers = workspace.registers.iter().filter(|register| personal(&register.table));
    let names = registers.map(|register| format!("registers/{}.csv", register.table.name));
    let units = personal(&workspace.register(UNITS).table).then(|| "registers/units.csv".to_owned());
    logs.chain(names).chain(units).collect()
}

/// The marked field of a line without its neighbours; nothing where more than one field is marked.
fn alone(text: &str, marked: Range<usize>) -> Option<(String, Range<usize>)> {
    let field = text.get(marked.clone())?;
    let quoted = field.len() >= 2 && field.starts_with('"') && field.ends_with('"');
    let inner = if quoted { &field[1..field.len() - 1] } else { field };
    if inner.replace("\"\"", "").contains(if quoted { '"' } else { ',' }) || field.is_empty() {
        return None;
    }
    let before = if marked.start > 0 { "…" } else { "" };
    let after = if marked.end < text.len() { "…" } else { "" };
    Some((format!("{before}{field}{after}"), before.len()..before.len() + field.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_stands_alone() {
        let line = "7,31/12/2014,\"Nguyễn, Văn A\",x";
        assert_eq!(alone(line, 2..12), Some(("…31/12/2014…".to_owned(), 3..13)));
        assert_eq!(alone(line, 0..1), Some(("7…".to_owned(), 0..1)));
        assert_eq!(alone(line, 0..line.len()), None);
        assert_eq!(alone(line, 0..0), None);
    }

    #[test]
    fn a_quoted_field_may_hold_a_comma() {
        assert_eq!(alone("a,\"b, c\"", 2..8), Some(("…\"b, c\"".to_owned(), 3..9)));
        assert_eq!(alone("\"a\",b,\"c\"", 0..9), None);
    }
}
