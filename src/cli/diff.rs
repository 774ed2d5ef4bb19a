//! `tiendo diff`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::globals::{Globals, date};
use super::{Exit, Stop, World, git, known, output, session};
use crate::calendar::Date;
use crate::read::Tree;
use crate::render::Medium;
use crate::report::{Difference, Fate, Label, RowChange, Stand, rows};
use crate::say;

/// Rows of a table that a terminal shows, and those of a comment on a merge request.
const ROWS: usize = 10;
const COMMENT: usize = 6;

/// Say what changed between two dates, two git revisions, or both: verdicts, coverage by cause, gaps, rows, money
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// From here: a date, a git revision, or both: 2016-06-30, HEAD~1, v1@2016-06-30. What can be read as a date is one
    #[arg(value_name = "A")]
    from: String,

    /// To here [default: the work tree on the as-of date]
    #[arg(value_name = "B")]
    to: Option<String>,

    /// Every row, however long the tables
    #[arg(long)]
    full: bool,
}

/// A side as it was asked for.
struct Asked {
    revision: Option<String>,
    day: Option<Date>,
}

fn asked(text: &str) -> Asked {
    let day = |text: &str| date("diff", text).ok();
    if let Some(day) = day(text) {
        return Asked { revision: None, day: Some(day) };
    }
    if let Some((revision, Some(day))) = text.rsplit_once('@').map(|(revision, text)| (revision, day(text)))
        && !revision.is_empty()
    {
        return Asked { revision: Some(revision.to_owned()), day: Some(day) };
    }
    Asked { revision: Some(text.to_owned()), day: None }
}

/// The files of a side, with the commit's id where they are a revision's.
fn files(asked: &Asked, globals: &Globals, world: &World<'_>, home: &Path) -> Result<(Tree, Option<String>), Stop> {
    match &asked.revision {
        Some(revision) => known::of_revision(home, "diff", revision).map(|(tree, id)| (tree, Some(id))),
        None => known::tree(globals, world).map(|tree| (tree, globals.revision.get().cloned())),
    }
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let (as_of, _) = globals.as_of(world)?;
    let home = session::find(globals, world)?;
    let [from, to] = [Some(args.from.as_str()), args.to.as_deref()].map(|text| text.map_or(Asked { revision: None, day: None }, asked));
    let (before, before_id) = files(&from, globals, world, &home)?;
    let (after, after_id) = files(&to, globals, world, &home)?;
    let same_files = before_id == after_id;
    let base = if same_files { Tree::in_memory(Vec::<(String, String)>::new()) } else { files(&from, globals, world, &home)?.0 };
    let side = |tree, asked: &Asked| Stand { tree, as_of: asked.day.unwrap_or(as_of), same_files };
    let sides = [side(before, &from), side(after, &to)];
    let labels = [Label { revision: before_id, as_of: sides[0].as_of }, Label { revision: after_id, as_of: sides[1].as_of }];
    let only = (globals.period()?, globals.plan.as_deref());
    let made = globals.on_cores(|| Difference::between(&sides[0], &sides[1], base, only, labels.clone()));
    let mut difference = made.map_err(|(which, _)| {
        let name = labels[which].revision.as_deref().map(|id| id.get(..12).unwrap_or(id).to_owned());
        let (vi, en) = match &name {
            Some(id) => (format!("phiên bản {id}"), format!("revision {id}")),
            None => ("thư mục làm việc".to_owned(), "the work tree".to_owned()),
        };
        let see = name.map_or_else(|| "tiendo check".to_owned(), |id| format!("tiendo check --known-at {id}"));
        Stop::from(say!(
            vi: "diff: kế hoạch hoặc tiendo.toml của {vi} không hiểu được; xem bằng `{see}`",
            en: "diff: a plan or tiendo.toml of {en} cannot be understood; `{see}` says why"
        ))
    })?;
    if let Some(base) = &labels[0].revision {
        attribute(&home, base, labels[1].revision.as_deref(), &mut difference.rows);
    }
    let comment = globals.format().name == "markdown";
    let terminal = globals.on_terminal(world) || (globals.format().medium == Medium::Text && !globals.format().machine);
    difference.cap = if args.full { None } else { comment.then_some(COMMENT).or(terminal.then_some(ROWS)) };
    let after = difference.after();
    let lang = globals.language(world)?.or(after.workspace.settings.language).unwrap_or_default();
    output::emit(&difference, globals, world, lang)?;
    let after = difference.after();
    session::caveats(world, &sides[1].tree, &after.findings, after.state.left_out, lang, true);
    Ok(Exit::Fine)
}

/// Says of each row which commit made the change, and who: of one that is there the first commit that had it, of one that is gone
/// the first on the main line that had it no more. What no commit has yet is nobody's.
fn attribute(home: &Path, from: &str, to: Option<&str>, changes: &mut [RowChange]) {
    let to = to.unwrap_or("HEAD");
    let wanted: BTreeSet<u64> = changes.iter().map(|change| change.said).collect();
    let mut known: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let mut there = |commit: &git::Commit<'_>| -> BTreeSet<u64> {
        let logs = || commit.files.iter().filter(|(path, _)| path.starts_with("logs/"));
        let fresh: Vec<&str> = logs().filter(|(_, content)| !known.contains_key(*content)).map(|(path, _)| path.as_str()).collect();
        let _ = commit.contents(fresh, |path, bytes| {
            let said = rows(&bytes, None).into_iter().map(|(_, said, _)| said).filter(|said| wanted.contains(said));
            known.insert(commit.files[path].clone(), said.collect());
        });
        logs().filter_map(|(_, content)| known.get(content)).flatten().copied().collect()
    };
    let mut authors: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut made = |change: &mut RowChange, id: &str| {
        let author = authors.entry(id.to_owned()).or_insert_with(|| git::author(home, id)).clone();
        (change.commit, change.author) = (Some(id.to_owned()), author);
    };
    for (main_line, gone) in [(false, false), (true, true)] {
        for id in git::between(home, from, to, main_line) {
            let open = |change: &RowChange| change.commit.is_none() && (change.fate == Fate::Removed) == gone;
            if !changes.iter().any(open) {
                break;
            }
            let Some(commit) = git::Commit::of(home, &id) else { continue };
            let said = there(&commit);
            for change in changes.iter_mut().filter(|change| open(change) && said.contains(&change.said) != gone) {
                made(change, &id);
            }
        }
    }
}
