//! `tiendo merge-csv`: what git calls to join two branches of a table.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args as ClapArgs;

use super::globals::Globals;
use super::{Exit, Stop, World, output, session, tell};
use crate::calendar::parse_date;
use crate::edit::{Merged, NewKeys, merge};
use crate::load::{load, single_files};
use crate::model::{Log, LogIndex, RegisterIndex, Source, Table, Workspace};
use crate::read::Tree;
use crate::say;
use crate::text::{Lang, Message, count_en, count_vi};

/// Join two branches of a table, row by row, by their keys: what git calls when it merges. The result goes to OURS; a row that both
/// changed is a conflict of that row alone (status 1)
#[derive(ClapArgs, Debug)]
pub(super) struct Args {
    /// What both come from (%O)
    base: PathBuf,
    /// Our version, where the result goes (%A)
    ours: PathBuf,
    /// Their version (%B)
    theirs: PathBuf,
    /// The table's path in the repository (%P) [default: OURS]
    path: Option<PathBuf>,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let lang = globals.language(world)?;
    match joined(args, globals, world) {
        // git would take any smaller status for a file that has been merged but for its conflicts.
        Err(Stop::Because(message)) => {
            tell(world, "tiendo", &message, lang.unwrap_or_default());
            Ok(Exit::Aborted)
        }
        other => other,
    }
}

fn joined(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let path = session::plain(&world.directory.join(args.path.as_ref().unwrap_or(&args.ours)));
    let root = match globals.data {
        Some(_) => Some(session::plain(&session::find(globals, world)?)),
        None => path.ancestors().skip(1).find(|folder| session::holds(folder)).map(Path::to_path_buf),
    };
    let name = root.as_ref().and_then(|root| path.strip_prefix(root).ok()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
    let tree = root.as_ref().map(Tree::on_disk);
    // While a merge goes on the plan itself may be in conflict: then the first column tells rows apart.
    let loaded = tree.as_ref().map(load);
    let lang = globals.language(world)?.or(loaded.as_ref().and_then(|loaded| loaded.language)).unwrap_or_default();
    let workspace = loaded.as_ref().and_then(|loaded| loaded.workspace.as_ref());
    let table = workspace.and_then(|workspace| table_of(workspace, &name));
    let [base, ours, theirs] = [&args.base, &args.ours, &args.theirs].map(|file| world.directory.join(file));
    let read = |file: &Path| output::read(file).with_context(|| cannot_read(file));
    let act = || -> Result<Merged, Stop> {
        let mut keys = None;
        let merged = merge(&read(&base)?, &read(&ours)?, &read(&theirs)?, table.as_ref(), &mut |key, taken, value| {
            let (tree, workspace) = (tree.as_ref()?, workspace?);
            let (index, log) = log_of(workspace, &name)?;
            if are_subjects(workspace, LogIndex(index)) || is_named(tree, workspace, log, key) {
                return None;
            }
            let keys: &mut NewKeys = match &mut keys {
                Some(keys) => keys,
                none => {
                    let mut new = NewKeys::of(tree, log)?;
                    new.know(taken.iter().cloned());
                    none.insert(new)
                }
            };
            let day = parse_date(&value("date"))?;
            keys.made(key, day, value).then(|| keys.next(day, value))
        });
        output::write(&ours, |out| out.write_all(&merged.text)).with_context(|| super::cannot_write(&ours))?;
        Ok(merged)
    };
    // A file that git has put aside is nobody else's; one of the workspace may be.
    let merged = match root.as_ref().filter(|_| args.path.is_none()) {
        Some(root) => output::alone(root, act),
        None => act(),
    }?;
    say_of(&merged, &name, globals, world, lang);
    Ok(if merged.conflicts == 0 { Exit::Fine } else { Exit::Unsound })
}

fn say_of(merged: &Merged, name: &str, globals: &Globals, world: &mut World<'_>, lang: Lang) {
    for (key, new) in merged.renamed.iter().filter(|_| !globals.quiet) {
        let (key, new) = (crate::text::echo(key), crate::text::echo(new));
        let said = say!(
            vi: "hai bên đã lấy cùng một mã `{key}` cho hai dòng mới khác nhau; dòng có ngày sau nay mang mã `{new}`",
            en: "both sides took the key `{key}` for two different new rows; the later one has the key `{new}` now"
        );
        tell(world, name, &said, lang);
    }
    if merged.conflicts == 0 {
        return;
    }
    let (vi, en) = (count_vi(merged.conflicts), count_en(merged.conflicts, "conflict"));
    let said = if merged.by_rows {
        say!(
            vi: "{vi} xung đột: cả hai bên đã sửa cùng một dòng; giữ lại dòng đúng rồi xóa các dòng dấu",
            en: "{en}: both sides changed the same row; keep the right one and delete the lines with marks"
        )
    } else {
        say!(
            vi: "không đọc được theo dòng, nên gộp như văn bản: 1 xung đột",
            en: "it cannot be read row by row, and was merged as a text: 1 conflict"
        )
    };
    tell(world, name, &said, lang);
}

/// The log that a path belongs to, whether the file is there yet or not, with its number.
fn log_of<'w>(workspace: &'w Workspace, path: &str) -> Option<(usize, &'w Log)> {
    let name = path.strip_prefix("logs/")?;
    let name = name.split('/').next().map(|name| name.strip_suffix(".csv").unwrap_or(name))?;
    workspace.logs.iter().enumerate().find(|(_, log)| log.table.name == name)
}

fn table_of(workspace: &Workspace, path: &str) -> Option<Table> {
    let single = || single_files(workspace).into_iter().find(|(own, _)| own == path).map(|(_, table)| table);
    log_of(workspace, path).map(|(_, log)| log.table.clone()).or_else(single)
}

/// Whether a plan covers the records of a log one by one: their keys are names of subjects.
fn are_subjects(workspace: &Workspace, log: LogIndex) -> bool {
    let of_log = |register: RegisterIndex| workspace.register(register).table.records_of == Some(log);
    let sources = workspace.plans.iter().flat_map(|plan| &plan.populations).map(|population| &population.source);
    sources.into_iter().any(|source| matches!(source, Source::Register { register, .. } if of_log(*register)))
}

/// Whether anything but the log itself holds this key.
fn is_named(tree: &Tree, workspace: &Workspace, log: &Log, key: &str) -> bool {
    let singles = single_files(workspace).into_iter().map(|(path, _)| path);
    let logs = workspace.logs.iter().filter(|other| other.table.name != log.table.name).flat_map(|other| other.files.clone());
    let mut paths = singles.chain(logs).filter(|path| tree.is_file(path));
    paths.any(|path| {
        let Ok(text) = tree.read(&path) else { return true };
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_slice());
        reader.byte_records().flatten().any(|record| record.iter().any(|field| field == key.as_bytes()))
    })
}

fn cannot_read(path: &Path) -> Message {
    let path = path.display();
    say!(vi: "không đọc được `{path}`", en: "`{path}` cannot be read")
}
