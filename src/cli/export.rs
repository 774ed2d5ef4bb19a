//! `tiendo export`.

use std::path::Path;

use anyhow::Context;

use super::check::everything;
use super::globals::Globals;
use super::session::{Looks, Session};
use super::{Exit, Stop, World, cannot_write, tell, whole_folder};
use crate::render::tables;
use crate::report::{Diagnostics, Export};
use crate::say;
use crate::scan::unsound;
use crate::text::{Message, count_en};

#[allow(clippy::doc_markdown, reason = "it is the help's text")]
/// Write everything as tidy tables with a dictionary, for pandas, R, DuckDB or Excel: cells, windows, targets, subjects, money,
/// findings, registers, and the records that count. --output names the folder
#[derive(clap::Args, Debug)]
pub(super) struct Args {}

/// The formats of an export: names on the command line.
pub(super) const FORMATS: [&str; 1] = ["csv"];

pub(super) fn run(_: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let Some(folder) = &globals.output else {
        return Err(say!(
            vi: "export ghi nhiều bảng: chọn thư mục bằng --output THƯ_MỤC",
            en: "an export is many tables: name a folder with --output DIR"
        )
        .into());
    };
    let path = world.directory.join(folder);
    refuse_other(&path, folder)?;
    let mut session = match globals.period()? {
        Some(period) => Session::open_period(globals, world, period, Looks::AS_OF)?,
        None => Session::open(globals, world)?,
    };
    let findings = everything(false, globals, world, &mut session)?;
    session.findings = findings.clone();
    let found = Diagnostics::new(&session.tree, Some(&session.workspace)).all(findings, false);
    let seen = (session.state.as_of, globals.as_of(world)?.1);
    let left_out = |log| -> Box<dyn Fn(crate::read::Place) -> bool> {
        Box::new(globals.on_cores(|| unsound(&session.workspace, &session.vocabulary, &session.tree, seen, log)))
    };
    let export = Export {
        workspace: &session.workspace,
        state: &session.state,
        spending: &session.spending,
        findings: &found,
        tree: &session.tree,
        unsound: &left_out,
        revision: globals.revision.get().map(String::as_str),
    };
    let all = export.tables();
    whole_folder::write(&path, |put| {
        for table in &all {
            put(&tables::csv_name(table), &mut |out| tables::csv(&export, table, out))?;
        }
        Ok(())
    })
    .with_context(|| cannot_write(&path))?;
    if !globals.quiet {
        let (count, shown) = (all.len(), folder.display());
        let counted = count_en(count, "table");
        tell(world, "tiendo", &say!(vi: "đã ghi {count} bảng vào `{shown}`", en: "{counted} written to `{shown}`"), session.lang);
    }
    session.caveats(world, true);
    Ok(Exit::Fine)
}

/// Refuses a folder that holds anything but an earlier export: what is there would go.
fn refuse_other(path: &Path, shown: &Path) -> Result<(), Message> {
    let shown = shown.display();
    let Ok(names) = whole_folder::names(path) else {
        return Err(say!(
            vi: "`{shown}` không phải là thư mục; export ghi vào một thư mục mới",
            en: "`{shown}` is no folder; an export goes to a folder of its own"
        ));
    };
    let is_ours = |name: &String| {
        let Some(stem) = name.strip_suffix(".csv") else { return false };
        stem.starts_with("register_") || stem.starts_with("records_") || OURS.contains(&stem)
    };
    let exported = names.is_empty() || ["about.csv", "dictionary.csv"].iter().all(|wanted| names.iter().any(|name| name == wanted));
    match names.iter().find(|name| !is_ours(name)).or(names.first().filter(|_| !exported)) {
        None => Ok(()),
        Some(other) => Err(say!(
            vi: "`{shown}` đã có tệp khác (`{other}`); chọn một thư mục mới, hoặc thư mục của lần xuất trước",
            en: "`{shown}` holds other files (`{other}`); choose a new folder, or that of an earlier export"
        )),
    }
}

/// The tables that every export has.
const OURS: [&str; 10] = ["about", "dictionary", "plans", "activities", "targets", "windows", "cells", "subjects", "money", "findings"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_earlier_export_makes_way() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        let refused = || refuse_other(path, Path::new("x")).is_err();
        assert!(!refused());
        std::fs::write(path.join("cells.csv"), "").expect("written");
        assert!(refused());
        for name in ["about.csv", "dictionary.csv", "records_visits.csv"] {
            std::fs::write(path.join(name), "").expect("written");
        }
        assert!(!refused());
        std::fs::write(path.join("analysis.R"), "").expect("written");
        let said = refuse_other(path, Path::new("x")).expect_err("refused");
        assert!(said.get(crate::text::Lang::En).contains("analysis.R"));
    }
}
