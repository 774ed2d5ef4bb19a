//! Workspaces that lie in folders of the repository, and what is found in them, place by place.

#![allow(clippy::disallowed_methods, reason = "a test reads its own files")]

use std::collections::BTreeMap;
use std::path::Path;

use tiendo::budget;
use tiendo::calendar::Date;
use tiendo::check::unused_check_setting;
use tiendo::cover::{cover, targets};
use tiendo::finding::Finding;
use tiendo::load::load;
use tiendo::read::{Locator, Tree};
use tiendo::report::filed_findings;
use tiendo::scan::scan;
use tiendo::text::Lang;

/// Files by their paths in a workspace.
pub type Files = BTreeMap<String, Vec<u8>>;

const OPENS: &[u8] = "⟦".as_bytes();
const CLOSES: &[u8] = "⟧".as_bytes();

/// Something found, with what stands at its place.
#[derive(Clone, Debug)]
pub struct Seen {
    pub code: &'static str,
    /// The file; empty where the finding has none.
    pub path: String,
    pub start: u64,
    pub end: u64,
    pub line: usize,
    pub column: usize,
    /// The bytes at the place, as text.
    pub marked: String,
    pub message: String,
    pub help: Option<String>,
    /// Whether it has a correction.
    pub certain: bool,
}

impl Seen {
    /// Whether it is about a file as a whole, or about no file.
    pub fn is_whole(&self) -> bool {
        self.start == 0 && self.end == 0
    }
}

/// All files below a folder, by their paths in it; none where there is no such folder.
pub fn files(folder: &Path) -> Files {
    fn walk(root: &Path, folder: &Path, found: &mut Files) {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).expect("below it").to_str().expect("a plain name").replace('\\', "/");
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    let mut found = Files::new();
    walk(folder, folder, &mut found);
    found
}

/// The names of a folder's own entries, in order.
pub fn entries(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()))
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"))
        .collect();
    names.sort();
    names
}

/// A text without its marks `⟦` and `⟧`, and the bytes that stood between them.
pub fn unmark(text: &[u8]) -> (Vec<u8>, Vec<(u64, u64)>) {
    let (mut plain, mut open, mut places) = (Vec::with_capacity(text.len()), Vec::new(), Vec::new());
    let mut rest = text;
    while let Some(first) = rest.first() {
        if let Some(after) = rest.strip_prefix(OPENS) {
            open.push(plain.len() as u64);
            rest = after;
        } else if let Some(after) = rest.strip_prefix(CLOSES) {
            places.push((open.pop().expect("a mark that closes was opened"), plain.len() as u64));
            rest = after;
        } else {
            plain.push(*first);
            rest = &rest[1..];
        }
    }
    assert!(open.is_empty(), "a mark is left open");
    (plain, places)
}

/// Everything that `check` finds on a day that is today, in the order of its places.
pub fn seen(tree: &Tree, today: Date) -> Vec<Seen> {
    let loaded = load(tree);
    let mut findings = loaded.findings;
    if let Some(mut workspace) = loaded.workspace {
        tiendo::scan::prepare(&mut workspace, &loaded.vocabulary, tree, today);
        let scanned = scan(&workspace, &loaded.vocabulary, tree, today, true);
        let left_out = workspace.left_out + scanned.left_out;
        findings.merge(scanned.findings);
        findings.merge(tiendo::cover::silence::findings(&workspace, &scanned.recorded, today));
        let state = cover(&workspace, &scanned.tallies, today, None, left_out);
        findings.merge(targets::findings(&workspace, &state, false));
        findings.merge(filed_findings(tree, &workspace, &loaded.vocabulary, today));
        findings.merge(budget::findings(&workspace, &loaded.vocabulary, tree, &scanned.spending, today));
        findings.extend(unused_check_setting::check(&workspace.settings, |code| findings.met(code)));
    }
    let mut locator = Locator::new(tree);
    findings.sorted(|place| tree.path(place.file)).into_iter().map(|finding| see(tree, &mut locator, &finding)).collect()
}

fn see(tree: &Tree, locator: &mut Locator<'_>, finding: &Finding) -> Seen {
    let help = finding.help.as_ref().map(|help| help.get(Lang::En).to_owned());
    let message = finding.message.get(Lang::En).to_owned();
    let (path, marked, certain) = (String::new(), String::new(), finding.correction.is_some());
    let mut seen = Seen { code: finding.code.id, path, start: 0, end: 0, line: 0, column: 0, marked, message, help, certain };
    if let Some(place) = finding.place {
        let located = locator.locate(place);
        let bytes = tree.read(&located.path).unwrap_or_default();
        let at = |byte: u64| usize::try_from(byte).expect("small").min(bytes.len());
        (seen.path, seen.start, seen.end) = (located.path.to_string(), place.start, place.end);
        (seen.line, seen.column) = (located.line, located.column);
        seen.marked = String::from_utf8_lossy(&bytes[at(place.start)..at(place.end)]).into_owned();
    }
    seen
}
