//! Where an answer goes: standard output, or a file that appears whole or not at all.

#![cfg_attr(not(test), allow(clippy::disallowed_methods, reason = "the room through which answers are written"))]

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::begun::{begin, held};
use super::globals::Globals;
use super::{Stop, World};
use crate::report::{Answer, KnownAt};
use crate::text::Lang;

/// Writes an answer in the format that was asked for.
pub(super) fn emit(answer: &dyn Answer, globals: &Globals, world: &mut World<'_>, lang: Lang) -> Result<(), Stop> {
    let look = globals.look(world, lang);
    let known = globals.revision.get().map(|revision| KnownAt { answer, revision });
    let answer = known.as_ref().map_or(answer, |known| known as &dyn Answer);
    let write = globals.format().write;
    match &globals.output {
        None => {
            write(answer, look, world.out)?;
            // What is said on standard error comes after it on a terminal, too.
            Ok(world.out.flush()?)
        }
        Some(path) => {
            let path = world.directory.join(path);
            Ok(self::write(&path, |out| write(answer, look, out)).with_context(|| super::cannot_write(&path))?)
        }
    }
}

/// Writes an answer that is a text of its own.
pub(super) fn text(bytes: &[u8], globals: &Globals, world: &mut World<'_>) -> Result<(), Stop> {
    match &globals.output {
        None => Ok(world.out.write_all(bytes)?),
        Some(path) => {
            let path = world.directory.join(path);
            Ok(write(&path, |out| out.write_all(bytes)).with_context(|| super::cannot_write(&path))?)
        }
    }
}

/// Takes away what was begun: a file, or a folder with all in it.
pub(super) fn remove(path: &Path) {
    let _ = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
}

/// What a file of the command line holds: one that is no part of the workspace.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let there = std::fs::metadata(path)?;
    if !there.is_file() && !there.is_dir() {
        // Who opens a pipe waits for ever, and a device never ends.
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no regular file"));
    }
    std::fs::read(path)
}

/// Where a path leads, links followed as far as there are any.
pub(super) fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => real(folder).join(name),
        _ => path.to_path_buf(),
    }
}

/// Whether anything has this path.
pub(super) fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Does something while nobody else of this program writes to the workspace; where the system knows no such thing, at once.
pub(super) fn alone<T>(root: &Path, act: impl FnOnce() -> T) -> T {
    let folder = std::fs::File::open(root);
    let locked = folder.as_ref().is_ok_and(|folder| folder.lock().is_ok());
    let done = act();
    if locked {
        // It ends with the handle in any case.
        let _ = folder.map(|folder| folder.unlock());
    }
    done
}

/// Makes a folder of the workspace, where it is not there; it may not lead out of it.
pub(super) fn folder(root: &Path, name: &str) -> io::Result<PathBuf> {
    let path = root.join(name);
    std::fs::create_dir_all(&path)?;
    if path.canonicalize()?.starts_with(root.canonicalize()?) {
        return Ok(path);
    }
    Err(io::Error::new(io::ErrorKind::PermissionDenied, "the folder leads out of the workspace"))
}

/// Makes a folder and those above it, where they are not there.
pub(super) fn folders(path: &Path) -> io::Result<()> {
    std::fs::create_dir_all(path)
}

/// Lets a file be run by whoever may read it; where the system knows no such thing, nothing.
pub(super) fn make_executable(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path)?.permissions().mode();
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode | (mode & 0o444) >> 2))?;
    }
    let _ = path;
    Ok(())
}

/// Puts a file into a folder that is nobody else's, and that goes with the run.
pub(super) fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let _held = held();
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, bytes)
}

/// Writes a temporary file in the same folder, then gives it the name.
///
/// A link stays a link: the file it leads to is replaced. A device or a pipe is written to as it is.
pub(super) fn write(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    if std::fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        let mut out = BufWriter::new(std::fs::OpenOptions::new().write(true).open(path)?);
        write(&mut out)?;
        return out.flush();
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "its folder does not exist"));
    }
    sweep(folder);
    let mut builder = tempfile::Builder::new();
    builder.prefix(BEGUN);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As the file that is replaced, or as any new file has them: then the umask takes its share.
        let there = std::fs::metadata(path).map(|there| there.permissions());
        builder.permissions(there.unwrap_or_else(|_| std::fs::Permissions::from_mode(0o666)));
    }
    let begun = begin(|| builder.tempfile_in(folder), |begun| begun.path().to_path_buf())?;
    #[cfg(unix)]
    if let Ok(there) = std::fs::metadata(path) {
        // The umask has no share in it.
        begun.as_file().set_permissions(there.permissions())?;
    }
    // Whoever holds it is still writing.
    let _ = begun.as_file().lock();
    let mut file = BufWriter::new(begun);
    write(&mut file)?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    // The name is given to bytes that are there, also after a failure of power.
    file.as_file().sync_all()?;
    file.persist(path)?;
    let _ = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// How temporary files are called.
const BEGUN: &str = ".tiendo-";

/// Takes away what a run that was killed has begun to write: nobody holds it any more.
fn sweep(folder: &Path) {
    let begun = |name: &std::ffi::OsStr| name.to_str().is_some_and(|name| name.starts_with(BEGUN));
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| begun(&entry.file_name())) {
        let left = entry.file_type().is_ok_and(|kind| kind.is_file())
            && std::fs::File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if left {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_has_left_goes_with_the_next_and_what_is_held_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let (left, held, other) = (folder.path().join(".tiendo-left"), folder.path().join(".tiendo-held"), folder.path().join(".other"));
        for path in [&left, &held, &other] {
            std::fs::write(path, "x").expect("written");
        }
        let holder = std::fs::File::open(&held).expect("open");
        holder.lock().expect("locked");
        write(&folder.path().join("a.txt"), |out| out.write_all(b"a")).expect("written");
        assert_eq!([left, held, other].map(|path| path.exists()), [false, true, true]);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_keeps_its_mode() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        for mode in [0o600, 0o664, 0o640] {
            std::fs::write(&path, "old").expect("written");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("set");
            write(&path, |out| out.write_all(b"new")).expect("written");
            assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, mode);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("answer.csv"), folder.path().join("link.csv"));
        std::fs::write(&file, b"old").expect("written");
        std::os::unix::fs::symlink(&file, &link).expect("linked");
        write(&link, |out| out.write_all(b"new")).expect("written");
        assert_eq!(std::fs::read(&file).expect("there"), b"new");
        assert!(link.symlink_metadata().expect("there").file_type().is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_never_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(write(folder.path(), |out| out.write_all(b"x")).is_err());
        assert!(folder.path().is_dir());
    }

    #[test]
    fn a_failed_answer_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("answer.csv");
        write(&path, |out| out.write_all(b"whole")).expect("written");
        let failed = write(&path, |out| out.write_all(b"half").and(Err(io::ErrorKind::Other.into())));
        assert!(failed.is_err());
        assert_eq!(std::fs::read(&path).expect("still there"), b"whole");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
