//! Findings with their places as people name them, and the lines they are about.
//!
//! A column marked `personal` is never shown. Where a finding's own place is one, it has no excerpt; and a
//! line of a table that has such columns shows the field at fault alone, never its neighbours.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::edit::replaced;
use crate::finding::{Correction, Family, Finding, Findings, Form, Severity};
use crate::model::{UNITS, Workspace};
use crate::read::{FileId, Located, Locator, Place, Tree};
use crate::text::Message;

/// A finding ready to be shown.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What was found.
    pub finding: Finding,
    /// Whether it makes the data unsound: it ends `check` with status 1.
    pub fails: bool,
    /// File, lines and columns.
    pub located: Option<Located>,
    /// The text at the place, where it may be shown and something is marked.
    pub marked: Option<String>,
    /// The line it is about; only where somebody asked for it.
    pub excerpt: Option<Excerpt>,
    /// The other place.
    pub also: Option<Also>,
    /// What mends it for certain; only where somebody asked for it, and it may be shown.
    pub fix: Option<Fix>,
}

/// What mends a finding, as other programs take it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// The form that the whole file takes.
    pub form: Option<Form>,
    /// What is replaced, and by what. Of a form it stands at the first finding of the file alone.
    pub replaced: Vec<(Located, String)>,
}

/// Files with more bytes are not repeated as a whole.
const WHOLE: u64 = 1 << 20;

/// A second place that a finding is about.
#[derive(Clone, Debug)]
pub struct Also {
    /// What is there.
    pub message: Message,
    /// File, lines and columns.
    pub located: Located,
    /// The line; only where somebody asked for it, and it may be shown.
    pub excerpt: Option<Excerpt>,
}

/// A line of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Excerpt {
    /// The file's own text.
    pub text: String,
    /// The bytes of it that are meant.
    pub marked: Range<usize>,
}

impl Diagnostic {
    /// Whether it says that the data is unsound, and not that the plan is behind.
    pub fn is_about_data(&self) -> bool {
        self.finding.code.family() != Family::Targets
    }

    /// Whether it is about a file as a whole, and no place in it.
    pub fn is_whole(&self) -> bool {
        self.finding.place.is_some_and(Place::is_whole)
    }
}

/// Turns findings into diagnostics; reads each file once more.
pub struct Diagnostics<'a> {
    tree: &'a Tree,
    locator: Locator<'a>,
    /// Files whose tables have columns that are never shown; none where the tables are not known.
    private: Option<BTreeSet<String>>,
    /// Files of wide tables: a row stands in several of their fields.
    wide: BTreeSet<String>,
    /// Forms of whole files that were shown.
    forms: BTreeSet<(FileId, Form)>,
}

impl<'a> Diagnostics<'a> {
    /// For findings in the files of a tree. Without a workspace no line of a table is shown.
    pub fn new(tree: &'a Tree, workspace: Option<&Workspace>) -> Diagnostics<'a> {
        Diagnostics {
            tree,
            locator: Locator::new(tree),
            private: workspace.map(private_files),
            wide: workspace.map(wide_files).unwrap_or_default(),
            forms: BTreeSet::new(),
        }
    }

    /// Findings sorted by place, without excerpts. `strict` takes doubts about the data for faults.
    pub fn all(&mut self, findings: Findings, strict: bool) -> Vec<Diagnostic> {
        let tree = self.tree;
        let sorted = findings.sorted(|place| tree.path(place.file));
        sorted.into_iter().map(|finding| self.located(finding, strict)).collect()
    }

    /// Adds the lines they are about: to all, or to so many of each code.
    pub fn illustrate(&mut self, found: &mut [Diagnostic], cap: Option<usize>) {
        let mut seen: BTreeMap<&'static str, usize> = BTreeMap::new();
        for diagnostic in found {
            let seen = seen.entry(diagnostic.finding.code.id).or_default();
            *seen += 1;
            if cap.is_none_or(|cap| *seen <= cap) && !diagnostic.finding.personal {
                diagnostic.excerpt = diagnostic.finding.place.and_then(|place| self.excerpt(place));
                if let (Some(also), Some(note)) = (&mut diagnostic.also, &diagnostic.finding.also) {
                    also.excerpt = if self.is_private(note.place) { None } else { self.excerpt(note.place) };
                }
            }
        }
    }

    /// Adds what mends them.
    pub fn mend(&mut self, found: &mut [Diagnostic]) {
        for diagnostic in found {
            diagnostic.fix = self.fix(&diagnostic.finding);
        }
    }

    fn located(&mut self, finding: Finding, strict: bool) -> Diagnostic {
        let about_data = finding.code.family() != Family::Targets;
        let marked = finding.place.filter(|_| !finding.personal).and_then(|place| self.marked(place));
        let also = finding.also.as_ref().map(|note| Also {
            message: note.message.clone(),
            located: self.locator.locate(note.place),
            excerpt: None,
        });
        Diagnostic {
            fix: None,
            fails: about_data && (strict || finding.severity == Severity::Error),
            located: finding.place.map(|place| self.locator.locate(place)),
            marked,
            excerpt: None,
            also,
            finding,
        }
    }

    /// What mends a finding; nothing of a personal column, and no whole row or file of a table that has one.
    fn fix(&mut self, finding: &Finding) -> Option<Fix> {
        let place = finding.place.filter(|_| !finding.personal)?;
        if self.wide.contains(&*self.tree.path(place.file)) {
            return None;
        }
        match finding.correction.as_deref()? {
            Correction::File(form) => {
                let shown = !self.is_private(place) && self.forms.insert((place.file, *form));
                let replaced = Some(place).filter(|_| shown).and_then(|place| self.whole(place.file, *form));
                Some(Fix { form: Some(*form), replaced: replaced.into_iter().collect() })
            }
            Correction::Row(_) if self.is_private(place) => None,
            correction => {
                let locator = &mut self.locator;
                let replaced = replaced(finding, |place| locator.beside(place)).into_iter();
                let replaced = replaced.map(|(place, text)| {
                    let at = locator.locate(place);
                    (if *correction == Correction::NoRow { with_line_end(at) } else { at }, text)
                });
                Some(Fix { form: None, replaced: replaced.collect() })
            }
        }
    }

    /// A whole file in a form, where it is not too long to be repeated.
    fn whole(&mut self, file: FileId, form: Form) -> Option<(Located, String)> {
        let path = self.tree.path(file);
        let size = self.tree.size(&path).ok().filter(|size| *size <= WHOLE)?;
        let bytes = self.tree.read(&path).ok()?;
        let text = String::from_utf8(form.apply(&bytes)?).ok()?;
        let at = self.locator.locate(Place { file, start: 0, end: size });
        Some((if bytes.ends_with(b"\n") { with_line_end(at) } else { at }, text))
    }

    /// The text of a place, where something is marked and it may be shown.
    fn marked(&mut self, place: Place) -> Option<String> {
        let private = self.is_private(place);
        let text = self.locator.marked(place);
        let hidden = text.is_empty() || (private && holds_more(&text));
        (!hidden).then(|| text.into_owned())
    }

    fn excerpt(&mut self, place: Place) -> Option<Excerpt> {
        if place.is_whole() {
            return None;
        }
        let private = self.is_private(place);
        if private && holds_more(&self.locator.marked(place)) {
            return None;
        }
        let (text, marked) = self.locator.excerpt(place);
        let (text, marked) = if private { alone(&text, marked)? } else { (text, marked) };
        Some(Excerpt { text, marked })
    }

    fn is_private(&self, place: Place) -> bool {
        let path = self.tree.path(place.file);
        match &self.private {
            Some(private) => private.contains(&*path),
            None => path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("csv")),
        }
    }
}

/// The same with the end of its last line.
fn with_line_end(at: Located) -> Located {
    Located { end_line: at.end_line + 1, end_column: 1, ..at }
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

/// The files of logs that have a column for each period or value.
fn wide_files(workspace: &Workspace) -> BTreeSet<String> {
    workspace.logs.iter().filter(|log| log.table.wide.is_some()).flat_map(|log| log.files.iter().cloned()).collect()
}

/// Whether a marked text of a table may be more than one field, or a field that has swallowed others.
fn holds_more(field: &str) -> bool {
    let quoted = field.len() >= 2 && field.starts_with('"') && field.ends_with('"');
    let inner = if quoted { &field[1..field.len() - 1] } else { field };
    field.contains(['\n', '\r']) || inner.replace("\"\"", "").contains(if quoted { '"' } else { ',' })
}

/// The marked field of a line without its neighbours; nothing where no field or more than one is marked.
fn alone(text: &str, marked: Range<usize>) -> Option<(String, Range<usize>)> {
    let field = text.get(marked.clone()).filter(|field| !field.is_empty() && !holds_more(field))?;
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

    #[test]
    fn a_field_with_a_line_break_may_have_swallowed_others() {
        assert!(holds_more("\"a\nb\"") && holds_more("a\nb") && holds_more("a,b"));
        assert!(!holds_more("Xã A") && !holds_more("\"a, b\""));
    }
}
