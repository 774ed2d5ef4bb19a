//! A folder of files that appears whole or not at all.

#![cfg_attr(not(test), allow(clippy::disallowed_methods, reason = "the room through which folders are written"))]

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::begun::begin;
use super::output;

/// Writes one of the folder's files: its name, and what puts its bytes.
pub(super) type Put<'p> = &'p mut dyn FnMut(&str, &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()>;

/// Fills a temporary folder beside `path`, then gives it the name. What has the name already makes way.
pub(super) fn write(path: &Path, fill: impl FnOnce(Put<'_>) -> io::Result<()>) -> io::Result<()> {
    let path = &output::real(path);
    let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !above.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "its folder does not exist"));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tiendo-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new folder has them: then the umask takes its share.
        builder.permissions(std::fs::Permissions::from_mode(0o777));
    }
    let temporary = || begin(|| builder.tempdir_in(above), |folder| folder.path().to_path_buf());
    let folder = temporary()?;
    fill(&mut |name, put| {
        let mut out = BufWriter::new(std::fs::File::create(folder.path().join(name))?);
        put(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    })?;
    if output::exists(path) {
        // It goes with this, once the new one has its name.
        let old = temporary()?;
        let aside = old.path().join("old");
        std::fs::rename(path, &aside)?;
        if let Err(error) = std::fs::rename(folder.path(), path) {
            let _ = std::fs::rename(&aside, path);
            return Err(error);
        }
    } else {
        std::fs::rename(folder.path(), path)?;
    }
    // The name is no longer its own.
    let _ = folder.keep();
    let _ = std::fs::File::open(above).and_then(|above| above.sync_all());
    Ok(())
}

/// The names of what stands in a folder; nothing where there is none.
pub(super) fn names(path: &Path) -> io::Result<Vec<String>> {
    if !output::exists(path) {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_whole_or_not_there() {
        let above = tempfile::tempdir().expect("a folder");
        let path = above.path().join("out");
        let failed = write(&path, |put| {
            put("a.csv", &mut |out| out.write_all(b"a"))?;
            Err(io::ErrorKind::Other.into())
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read_dir(above.path()).expect("a folder").count(), 0);
        write(&path, |put| put("a.csv", &mut |out| out.write_all(b"a"))).expect("written");
        write(&path, |put| put("b.csv", &mut |out| out.write_all(b"b"))).expect("written again");
        assert_eq!(names(&path).expect("there"), ["b.csv"]);
        assert_eq!(std::fs::read_dir(above.path()).expect("a folder").count(), 1);
    }
}
