//! The files that a command line names to be written: none that the workspace reads, and no file twice; and a file where
//! nothing else will do.

use std::path::{Path, PathBuf};

use super::globals::Globals;
use super::{Command, Stop, World, output, session};
use crate::render::Medium;
use crate::say;

/// Files and folders that a workspace is read from.
pub(super) const READ: [&str; 10] =
    ["tiendo.toml", "plans", "registers", "logs", "waivers.csv", "accepted.csv", "money", "filed", "imports", "reports"];

/// Refuses a command line that would write over what it reads, over what it has just written, or bytes to a terminal.
pub(super) fn check(command: &Command, globals: &Globals, world: &World<'_>) -> Result<(), Stop> {
    let (baseline, write_baseline) = match command {
        Command::Check(args) => (args.baseline.as_ref(), args.write_baseline.as_ref()),
        _ => (None, None),
    };
    let doubts = match command {
        Command::Import(args) => args.doubts.as_ref(),
        _ => None,
    };
    let answer = globals.output.as_ref();
    let format = globals.format().name;
    if globals.format().medium == Medium::Document && answer.is_none() && world.width.is_some() {
        return Err(Stop::Because(say!(
            vi: "{format} là tệp văn bản Word, không hiện được trên màn hình; ghi ra tệp bằng --output TỆP",
            en: "{format} is a document, which a terminal cannot show; write it to a file with --output FILE"
        )));
    }
    if globals.format().medium == Medium::Workbook && answer.is_none() && world.width.is_some() {
        return Err(Stop::Because(say!(
            vi: "{format} là tệp bảng tính, không hiện được trên màn hình; ghi ra tệp bằng --output TỆP",
            en: "{format} is a workbook, which a terminal cannot show; write it to a file with --output FILE"
        )));
    }
    for (option, path) in [("--output", answer), ("--write-baseline", write_baseline), ("--doubts", doubts)] {
        let Some(path) = path else { continue };
        if is_read(path, globals, world) {
            let path = path.display();
            return Err(Stop::Because(say!(
                vi: "{option}: `{path}` là nơi chứa số liệu của thư mục làm việc; hãy chọn tệp khác",
                en: "{option}: `{path}` is where the workspace keeps its data; choose another file"
            )));
        }
    }
    for (option, other) in [("--write-baseline", write_baseline), ("--baseline", baseline)] {
        if let (Some(path), Some(other)) = (answer, other)
            && output::real(&world.directory.join(path)) == output::real(&world.directory.join(other))
        {
            let path = path.display();
            return Err(Stop::Because(say!(
                vi: "--output và {option} cùng là `{path}`; hãy chọn hai tệp khác nhau",
                en: "--output and {option} are both `{path}`; choose two files"
            )));
        }
    }
    Ok(())
}

/// Whether a path lies where the workspace is read from, by its name or by where links lead.
fn is_read(path: &Path, globals: &Globals, world: &World<'_>) -> bool {
    let Ok(root) = session::find(globals, world) else { return false };
    let path = world.directory.join(path);
    let within = |root: PathBuf, path: PathBuf| {
        let below = path.strip_prefix(root).ok().and_then(|below| below.components().next()).map(|first| first.as_os_str().to_owned());
        below.is_some_and(|first| READ.iter().any(|read| first.eq_ignore_ascii_case(read)))
    };
    within(output::real(&root), output::real(&path)) || within(session::plain(&root), session::plain(&path))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::calendar::Date;

    #[test]
    fn a_terminal_gets_no_workbook() {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = super::super::run(World {
            arguments: ["tiendo", "rules", "--format", "xlsx", "--lang", "en"].map(OsString::from).to_vec(),
            variable: &|_| None,
            directory: PathBuf::new(),
            today: Date::constant(2016, 1, 31),
            width: Some(80),
            colour: false,
            out: &mut out,
            err: &mut err,
            watched: false,
            asks: None,
            waits: None,
        });
        let said = "tiendo: xlsx is a workbook, which a terminal cannot show; write it to a file with --output FILE\n";
        assert_eq!((status, out.len(), String::from_utf8(err).as_deref()), (2, 0, Ok(said)));
    }
}
