//! What a repository knows of the workspace: the user's own git is asked, with a list of arguments and no shell.
//!
//! Where there is no git, or no repository, nothing is known; that is no fault.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::report::Revision;

/// What git answers in a folder; nothing where it cannot.
pub(super) fn ask(folder: &Path, arguments: &[&str]) -> Option<String> {
    let done = Command::new("git")
        .arg("-C")
        .arg(folder)
        // Nothing that a repository sets is run, and nothing is written.
        .args(["-c", "core.fsmonitor=false", "-c", "core.quotepath=false", "-c", "diff.external="])
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    done.status.success().then(|| String::from_utf8_lossy(&done.stdout).into_owned())
}

/// The commit that the workspace lies in, and whether its files differ from it.
pub(super) fn revision(folder: &Path) -> Option<Revision> {
    let id = ask(folder, &["rev-parse", "--verify", "--quiet", "HEAD"])?.trim().to_owned();
    // A folder that the repository leaves aside is not part of it.
    ask(folder, &["ls-files", "--error-unmatch", "--", "tiendo.toml"])?;
    let changed = ask(folder, &["status", "--porcelain", "--", "."])?;
    Some(Revision { id, changed: !changed.trim().is_empty() })
}
