//! From one state of a workspace to another, one cause at a time, so that what each adds comes to the whole change.

use std::collections::BTreeSet;

use super::snapshot::Snapshot;
use crate::calendar::{Date, Period};
use crate::finding::Findings;
use crate::model::Workspace;
use crate::read::Tree;
use crate::report::evaluated::Evaluated;
use crate::say;
use crate::text::Message;

/// Why a figure changed; in the order in which one after another is put in place of what was.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cause {
    /// Plans, `tiendo.toml`, budget lines.
    Plan,
    /// Registers, units and their successions.
    Register,
    /// Who is listed in which category.
    Lists,
    /// Waivers.
    Waivers,
    /// Accepted misses.
    Accepted,
    /// Rows of logs.
    Rows,
    /// The day from which it is seen.
    Time,
}

impl Cause {
    /// All of them, in their order.
    pub const ALL: [Cause; 7] = [Cause::Plan, Cause::Register, Cause::Lists, Cause::Waivers, Cause::Accepted, Cause::Rows, Cause::Time];

    /// Its key in machine formats.
    pub fn key(self) -> &'static str {
        match self {
            Cause::Plan => "plan",
            Cause::Register => "register",
            Cause::Lists => "lists",
            Cause::Waivers => "waivers",
            Cause::Accepted => "accepted",
            Cause::Rows => "rows",
            Cause::Time => "time",
        }
    }

    /// What people call it.
    pub fn word(self) -> Message {
        match self {
            Cause::Plan => say!(vi: "kế hoạch", en: "plan"),
            Cause::Register => say!(vi: "sổ", en: "register"),
            Cause::Lists => say!(vi: "danh sách", en: "lists"),
            Cause::Waivers => say!(vi: "miễn trừ", en: "waivers"),
            Cause::Accepted => say!(vi: "chấp nhận", en: "accepted"),
            Cause::Rows => say!(vi: "dòng nhật ký", en: "rows"),
            Cause::Time => say!(vi: "thời gian", en: "time"),
        }
    }

    /// Whose file it is; none for what nothing is read from.
    fn of(path: &str) -> Option<Cause> {
        match path {
            "tiendo.toml" => Some(Cause::Plan),
            "waivers.csv" => Some(Cause::Waivers),
            "accepted.csv" => Some(Cause::Accepted),
            "registers/listings.csv" => Some(Cause::Lists),
            _ if path.starts_with("plans/") || path.starts_with("money/") => Some(Cause::Plan),
            _ if path.starts_with("registers/") => Some(Cause::Register),
            _ if path.starts_with("logs/") => Some(Cause::Rows),
            _ => None,
        }
    }
}

/// The files of a workspace that figures are worked out from.
fn files(tree: &Tree) -> BTreeSet<String> {
    let single = ["tiendo.toml", "waivers.csv", "accepted.csv"].into_iter().filter(|path| tree.is_file(path)).map(str::to_owned);
    let folders = ["plans", "registers", "logs", "money"].into_iter().flat_map(|folder| tree.files(folder, true).unwrap_or_default());
    single.chain(folders).collect()
}

/// One state of a workspace: its files, seen from a day.
pub struct Stand {
    /// The files.
    pub tree: Tree,
    /// The day.
    pub as_of: Date,
    /// Whether the other side has the same files: nothing need be compared.
    pub same_files: bool,
}

/// How everything stood before, after each cause that there is, and after all.
pub(super) struct Steps {
    /// The first side's plans and registers; how it stood is in `from`, as the cells of two sides would take much memory.
    pub(super) before: Workspace,
    pub(super) after: Evaluated,
    pub(super) from: Snapshot,
    pub(super) to: Snapshot,
    /// After each cause that changed anything in the files or the day, the last one left out: it comes to `to`. Where a state between
    /// two cannot be understood, it is not there, and what its cause does is told with the next.
    pub(super) between: Vec<(Cause, Option<Snapshot>)>,
}

/// Which side cannot be understood: the first or the second.
pub(super) enum Refused {
    Before(Findings),
    After(Findings),
}

impl Steps {
    /// Goes from one side to the other. `base` is a copy of the first side's tree, whose files are replaced on the way.
    pub(super) fn go(before: &Stand, after: &Stand, base: Tree, period: Option<Period>, only: Option<&str>) -> Result<Steps, Refused> {
        let read = |tree: &Tree, as_of: Date| {
            let mut evaluated = Evaluated::read(tree, as_of, period)?;
            let plans = &evaluated.workspace.plans;
            evaluated.state.plans.retain(|plan| only.is_none_or(|only| plans[plan.plan].id == only));
            Ok(evaluated)
        };
        let first = read(&before.tree, before.as_of).map_err(Refused::Before)?;
        let (from, first) = (Snapshot::of(&first), first.workspace);
        let last = read(&after.tree, after.as_of).map_err(Refused::After)?;
        let mut causes = if before.same_files { BTreeSet::new() } else { differing(&before.tree, &after.tree) };
        if before.as_of != after.as_of {
            causes.insert(Cause::Time);
        }
        let mut between = Vec::new();
        let mut mixed = base;
        let count = causes.len();
        for (at, cause) in causes.into_iter().enumerate() {
            // With the last one everything is as it is on the other side.
            if at + 1 == count {
                between.push((cause, None));
                break;
            }
            let state = if cause == Cause::Rows {
                read(&after.tree, before.as_of)
            } else {
                mixed = replaced(mixed, &after.tree, cause);
                read(&mixed, before.as_of)
            };
            between.push((cause, state.ok().map(|state| Snapshot::of(&state))));
        }
        let to = Snapshot::of(&last);
        Ok(Steps { before: first, after: last, from, to, between })
    }
}

/// The causes whose files differ.
fn differing(before: &Tree, after: &Tree) -> BTreeSet<Cause> {
    let mut causes = BTreeSet::new();
    for path in &files(before) | &files(after) {
        let Some(cause) = Cause::of(&path).filter(|cause| !causes.contains(cause)) else { continue };
        let same = match (before.read(&path), after.read(&path)) {
            (Ok(one), Ok(other)) => one == other,
            (Err(one), Err(other)) => one.kind() == other.kind(),
            _ => false,
        };
        if !same {
            causes.insert(cause);
        }
    }
    causes
}

/// A tree with the files of a cause from another one.
fn replaced(tree: Tree, from: &Tree, cause: Cause) -> Tree {
    let of = |tree: &Tree| files(tree).into_iter().filter(|path| Cause::of(path) == Some(cause)).collect::<BTreeSet<String>>();
    let (old, new) = (of(&tree), of(from));
    let gone: Vec<String> = (&old - &new).into_iter().collect();
    let files: Vec<(String, Vec<u8>)> = new.into_iter().filter_map(|path| from.read(&path).ok().map(|bytes| (path, bytes))).collect();
    tree.with(files).without(gone)
}
