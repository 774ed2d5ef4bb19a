//! `tiendo fix`: what `check` finds and is certain of how to mend, mended.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use clap::Args as ClapArgs;

use super::globals::Globals;
use super::session::Session;
use super::{Exit, Stop, World, fmt, output, tell};
use crate::edit::{mended, replaced};
use crate::finding::{Correction, Family, Finding};
use crate::model::Table;
use crate::read::{Locator, Tree};
use crate::report::Diagnostics;
use crate::say;
use crate::text::{Lang, Message, count_en, count_vi, echo, printable};

/// How often the workspace is read again: a file in another encoding has first to be read, then separated, then mended.
const ROUNDS: usize = 12;
/// Doubts that a terminal shows.
const SHOWN: usize = 30;

/// Mend what is certain of what `check` finds: encodings, Unicode, spaces, separators, dates, numbers and codes in another
/// spelling, tone marks of a known name; the change is shown first. Where somebody would have to guess, it is listed and left
#[derive(ClapArgs, Debug)]
pub(super) struct Args {
    /// Only these files, by their paths in the workspace
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    /// Write the files that were mended, each whole or not at all
    #[arg(long)]
    pub(super) write: bool,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let root = super::session::find(globals, world)?;
    let act = |world: &mut World<'_>| {
        let before = Session::open(globals, world)?;
        let lang = before.lang;
        let tables = chosen(args, &before)?;
        let (mended, after) = mend(&before, &tables, globals, world)?;
        for (path, text) in &mended.texts {
            if args.write {
                output::write(&root.join(path), |out| out.write_all(text)).with_context(|| super::cannot_write(path.as_ref()))?;
                writeln!(world.out, "{path}")?;
            } else if is_private(&tables[path]) {
                writeln!(world.out, "--- {path}\n+++ {path}")?;
                for line in mended.told.get(path).into_iter().flatten() {
                    writeln!(world.out, "{}", printable(line.get(lang)))?;
                }
            } else {
                super::diff_lines::show(path, &before.tree.read(path).unwrap_or_default(), text, &tables[path], world)?;
            }
        }
        let left = left(after.as_ref().unwrap_or(&before), &tables, lang);
        if !left.is_empty() {
            let (title, shown) = (title(left.len()), if globals.on_terminal(world) { SHOWN } else { left.len() });
            writeln!(world.out, "{}{}", if mended.texts.is_empty() { "" } else { "\n" }, title.get(lang))?;
            for line in left.iter().take(shown) {
                writeln!(world.out, "{}", printable(line))?;
            }
            if let Some(more) = left.len().checked_sub(shown).filter(|more| *more > 0) {
                let more =
                    say!(vi: "và {more} điều nữa; `tiendo check` cho xem tất cả", en: "and {more} more; `tiendo check` shows them all");
                writeln!(world.out, "{}", more.get(lang))?;
            }
        }
        world.out.flush()?;
        if !globals.quiet {
            tell(world, "tiendo", &summary(mended.texts.len(), mended.count, args.write), lang);
        }
        Ok(Exit::Fine)
    };
    if args.write { output::alone(&root, || act(world)) } else { act(world) }
}

/// The tables that are asked for, by path.
fn chosen(args: &Args, session: &Session) -> Result<BTreeMap<String, Table>, Message> {
    let all: BTreeMap<String, Table> = fmt::tables(&session.workspace, &session.tree).into_iter().collect();
    let asked: BTreeSet<String> = args.files.iter().map(|path| path.replace('\\', "/")).collect();
    if let Some(unknown) = asked.iter().find(|path| !all.contains_key(*path)) {
        return Err(fmt::no_table(unknown));
    }
    // A row of a wide table stands in several fields of its file: what is found in it is left to whoever keeps it.
    Ok(all.into_iter().filter(|(path, table)| table.wide.is_none() && (asked.is_empty() || asked.contains(path))).collect())
}

fn is_private(table: &Table) -> bool {
    table.columns.iter().any(|column| column.personal)
}

/// What came of it.
#[derive(Default)]
struct Mended {
    /// The files that change, as they would be.
    texts: BTreeMap<String, Vec<u8>>,
    /// What was mended in tables of which no line is shown.
    told: BTreeMap<String, Vec<Message>>,
    /// How many corrections were made.
    count: usize,
}

/// Mends until nothing more is certain; what the last correction has brought to light is found by reading again.
fn mend(
    before: &Session,
    tables: &BTreeMap<String, Table>,
    globals: &Globals,
    world: &mut World<'_>,
) -> Result<(Mended, Option<Session>), Stop> {
    let mut mended = Mended::default();
    let mut after: Option<Session> = None;
    for _ in 0..ROUNDS {
        if !round(after.as_ref().unwrap_or(before), tables, &mut mended) {
            break;
        }
        let files = mended.texts.iter().map(|(path, text)| (path.clone(), text.clone())).collect();
        after = Some(Session::open_with(globals, world, files)?);
    }
    Ok((mended, after))
}

/// One look at all findings; says whether anything was mended.
fn round(session: &Session, tables: &BTreeMap<String, Table>, mended: &mut Mended) -> bool {
    let mut of: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
    for finding in session.findings.iter().filter(|finding| finding.correction.is_some()) {
        let path = finding.place.map(|place| session.tree.path(place.file).to_string());
        if let Some(path) = path.filter(|path| tables.contains_key(path)) {
            of.entry(path).or_default().push(finding);
        }
    }
    let mut changed = false;
    for (path, findings) in of {
        let Ok(bytes) = session.tree.read(&path) else { continue };
        let Some((text, count)) = self::mended(&bytes, findings.iter().copied()) else { continue };
        if is_private(&tables[&path]) {
            mended.told.entry(path.clone()).or_default().extend(told(&session.tree, &findings));
        }
        (changed, mended.count) = (true, mended.count + count);
        mended.texts.insert(path, text);
    }
    changed
}

/// What is mended in a table with columns that are never shown: field by field, without those.
fn told(tree: &Tree, findings: &[&Finding]) -> Vec<Message> {
    let is_form = |finding: &&&Finding| matches!(finding.correction.as_deref(), Some(Correction::File(_)));
    if let Some(form) = findings.iter().find(is_form) {
        return vec![form.message.clone()];
    }
    let mut locator = Locator::new(tree);
    let mut all = Vec::new();
    for finding in findings {
        for (place, text) in replaced(finding, |place| locator.beside(place)) {
            let at = locator.locate(place);
            let place_shown = format!("@@ {}:{} @@", at.line, at.column);
            if finding.personal {
                all.push(Message::same(format!("{place_shown} …")));
            } else {
                let old = echo(&locator.marked(place)).into_owned();
                all.extend([place_shown, format!("-{old}"), format!("+{}", echo(&text))].map(Message::same));
            }
        }
    }
    all
}

/// What is left of findings about the data of these tables: each with what it would need.
fn left(session: &Session, tables: &BTreeMap<String, Table>, lang: Lang) -> Vec<String> {
    let mut about = session.findings.like();
    about.extend(session.findings.iter().filter(|finding| is_doubt(finding, session, tables)).cloned());
    let found = Diagnostics::new(&session.tree, Some(&session.workspace)).all(about, false);
    let line = |found: &crate::report::Diagnostic| {
        let at = found.located.as_ref().map_or_else(String::new, |at| format!("{}:{}:{}: ", at.path, at.line, at.column));
        let help = found.finding.help.as_ref().map_or_else(String::new, |help| format!("; {}", help.get(lang)));
        format!("{at}{}: {}{help}", found.finding.code.id, found.finding.message.get(lang))
    };
    found.iter().map(line).collect()
}

fn is_doubt(finding: &Finding, session: &Session, tables: &BTreeMap<String, Table>) -> bool {
    let family = matches!(finding.code.family(), Family::Files | Family::Values | Family::Consistency);
    family && finding.place.is_some_and(|place| tables.contains_key(&*session.tree.path(place.file)))
}

fn title(count: usize) -> Message {
    let (vi, en) = (count_vi(count), count_en(count, "finding"));
    say!(vi: "Để nguyên {vi} điều, vì còn phải có người quyết định:", en: "Left are {en} that somebody has to decide:")
}

fn summary(files: usize, count: usize, write: bool) -> Message {
    let (made_vi, made) = (count_vi(count), count_en(count, "correction"));
    let (files_vi, files_en) = (count_vi(files), count_en(files, "file"));
    if files == 0 {
        say!(vi: "không có gì chắc chắn để sửa", en: "there is nothing that could be mended for certain")
    } else if write {
        say!(vi: "đã sửa {made_vi} chỗ trong {files_vi} tệp", en: "{made} made in {files_en}")
    } else {
        say!(vi: "sẽ sửa {made_vi} chỗ trong {files_vi} tệp; thêm --write để ghi", en: "{made} in {files_en} would be made; --write writes them")
    }
}
