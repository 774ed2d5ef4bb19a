//! `tiendo fmt`: every table in its one form.

use anyhow::Context;
use clap::Args as ClapArgs;

use super::globals::Globals;
use super::session::Registers;
use super::{Exit, Stop, World, output, tell};
use crate::edit::{Canonical, canonical};
use crate::load::single_files;
use crate::model::{Table, Workspace};
use crate::read::Tree;
use crate::say;
use crate::text::{Lang, Message, count_en, count_vi};

/// Put every table into one form, so that a change in git is what somebody changed: text in NFC, plain line ends, columns and rows in
/// their order, quoted only where need be. No value is lost, and a file that cannot be read stays
#[derive(ClapArgs, Debug)]
pub(super) struct Args {
    /// Only these files, by their paths in the workspace
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    /// Write nothing; end with status 1 where a file has another form
    #[arg(long)]
    check: bool,
    /// Show the lines that change, and write nothing
    #[arg(long)]
    diff: bool,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let root = super::session::find(globals, world)?;
    let write = !args.check && !args.diff;
    let act = |world: &mut World<'_>| {
        let registers = Registers::open(globals, world)?;
        let lang = registers.lang;
        let tables = tables(&registers.workspace, &registers.tree);
        for asked in &args.files {
            if !tables.iter().any(|(path, _)| path == &asked.replace('\\', "/")) {
                return Err(no_table(asked).into());
            }
        }
        let chosen = |path: &String| args.files.is_empty() || args.files.iter().any(|asked| asked.replace('\\', "/") == *path);
        let (mut changed, mut stays) = (0_usize, 0_usize);
        for (path, table) in tables.iter().filter(|(path, _)| chosen(path)) {
            match canonical(&registers.tree, path, table) {
                Canonical::Already => {}
                Canonical::Unreadable(finding) => {
                    stays += 1;
                    let (vi, en) = (finding.message.get(Lang::Vi), finding.message.get(Lang::En));
                    tell(world, path, &say!(vi: "để nguyên: {vi}", en: "left as it is: {en}"), lang);
                }
                Canonical::Changed(text) => {
                    changed += 1;
                    if args.diff {
                        let there = registers.tree.read(path).unwrap_or_default();
                        super::diff_lines::show(path, &there, &text, table, world)?;
                    } else {
                        writeln!(world.out, "{path}")?;
                    }
                    if write {
                        output::write(&root.join(path), |out| out.write_all(&text)).with_context(|| super::cannot_write(path.as_ref()))?;
                    }
                }
            }
        }
        world.out.flush()?;
        if !globals.quiet {
            tell(world, "tiendo", &summary(changed, write), lang);
        }
        // What was asked to be written and could not be is no success; what was to be looked at was.
        Ok(if (args.check && changed > 0) || (stays > 0 && write) { Exit::Unsound } else { Exit::Fine })
    };
    if write { output::alone(&root, || act(world)) } else { act(world) }
}

/// Every table with its path.
pub(super) fn tables(workspace: &Workspace, tree: &Tree) -> Vec<(String, Table)> {
    let mut all: Vec<(String, Table)> = single_files(workspace).into_iter().filter(|(path, _)| tree.is_file(path)).collect();
    for log in &workspace.logs {
        all.extend(log.files.iter().map(|path| (path.clone(), log.table.clone())));
    }
    all
}

fn summary(changed: usize, write: bool) -> Message {
    let (vi, en) = (count_vi(changed), count_en(changed, "file"));
    match (changed, write) {
        (0, _) => say!(vi: "mọi tệp đã đúng dạng", en: "every file has its form already"),
        (_, true) => say!(vi: "đã viết lại {vi} tệp", en: "{en} rewritten"),
        (1, false) => say!(vi: "1 tệp sẽ được viết lại", en: "1 file would be rewritten"),
        (_, false) => say!(vi: "{vi} tệp sẽ được viết lại", en: "{en} would be rewritten"),
    }
}

pub(super) fn no_table(path: &str) -> Message {
    let path = crate::text::echo(path);
    say!(
        vi: "`{path}` không phải là bảng của thư mục làm việc; viết đường dẫn tính từ đó, như `registers/units.csv`",
        en: "`{path}` is no table of the workspace; write its path from there, such as `registers/units.csv`"
    )
}
