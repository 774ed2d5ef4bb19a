//! `check --watch`: again whenever a file of the workspace has changed.

use super::globals::Globals;
use super::written::READ;
use super::{Exit, Stop, World, session, tell};
use crate::read::{Stamp, Tree};
use crate::say;
use crate::text::Message;

/// Clears the screen, what has rolled away included, and begins at its top.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// One check of the workspace as it is then.
type Once<'o> = &'o mut dyn FnMut(&mut World<'_>) -> Result<Exit, Stop>;

/// Checks, waits until something has changed, and checks again; ends as the last check would have.
///
/// Files are looked at for when they were last changed and how large they are: no system tells of changes in folders of a network.
pub(super) fn run(globals: &Globals, world: &mut World<'_>, once: Once<'_>) -> Result<Exit, Stop> {
    refuse(globals)?;
    let root = session::find(globals, world)?;
    let stamp = || Tree::on_disk(root.clone()).stamp(&READ);
    let clears = globals.on_terminal(world);
    let mut seen = stamp();
    loop {
        if clears {
            write!(world.out, "{CLEAR}")?;
        }
        let exit = match once(world) {
            // A plan that cannot be understood yet is being written.
            Err(Stop::Said) => Exit::Failed,
            done => done?,
        };
        world.out.flush()?;
        let lang = globals.language(world)?.or_else(|| session::language(globals, world)).unwrap_or_default();
        if !globals.quiet && clears {
            tell(world, "tiendo", &say!(vi: "chờ thay đổi; Ctrl-C để dừng", en: "waiting for changes; Ctrl-C ends"), lang);
        }
        let Some(now) = changed(&seen, &stamp, world) else { return Ok(exit) };
        let (count, first) = differing(&seen, &now);
        seen = now;
        if !clears && globals.output.is_none() {
            let more = count.saturating_sub(1);
            let and = if more > 0 { format!(" (+{more})") } else { String::new() };
            let line = say!(vi: "==> {first}{and} đã thay đổi", en: "==> {first}{and} has changed");
            writeln!(world.out, "\n{}", crate::text::printable(line.get(lang)))?;
        }
    }
}

/// Whoever reads a document from standard output gets one.
fn refuse(globals: &Globals) -> Result<(), Message> {
    if globals.known_at.is_some() {
        return Err(say!(vi: "--watch: một phiên bản cũ không thay đổi nữa", en: "--watch: a revision does not change any more"));
    }
    let format = globals.format();
    if format.machine && globals.output.is_none() {
        let name = format.name;
        return Err(say!(
            vi: "--watch: {name} là một tài liệu duy nhất; ghi ra tệp bằng --output TỆP, hoặc dùng dạng bảng",
            en: "--watch: {name} is one document; write it to a file with --output FILE, or use the table"
        ));
    }
    Ok(())
}

/// Waits until the files differ and are at rest; nothing where it is enough.
fn changed(seen: &Stamp, stamp: &dyn Fn() -> Stamp, world: &mut World<'_>) -> Option<Stamp> {
    let mut last = None;
    loop {
        let today = world.waits.as_mut().and_then(|waits| waits())?;
        let now = stamp();
        // Two looks that agree: whoever was writing has done so.
        if (now != *seen && last.as_ref() == Some(&now)) || today != world.today {
            world.today = today;
            return Some(now);
        }
        last = Some(now);
    }
}

/// How many files differ, and the first of them; the day where none does.
fn differing(seen: &Stamp, now: &Stamp) -> (usize, String) {
    let names = seen.keys().chain(now.keys().filter(|name| !seen.contains_key(*name)));
    let mut all: Vec<&String> = names.filter(|name| seen.get(*name) != now.get(*name)).collect();
    all.sort_unstable();
    (all.len(), all.first().map_or_else(|| "…".to_owned(), |name| (*name).clone()))
}
