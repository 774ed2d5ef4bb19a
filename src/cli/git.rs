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

/// The lines below `logs/` that a commit does not have, by file and number, files that it does not know among them.
///
/// Nothing where the repository does not know the commit.
pub(super) fn new_lines(folder: &Path, commit: &str) -> Option<Vec<(String, usize)>> {
    let arguments = ["diff", "--relative", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "--no-prefix", "--unified=0"];
    let changes = ask(folder, &[&arguments[..], &[commit, "--", "logs"]].concat())?;
    let mut lines = added(&changes);
    let others = ask(folder, &["ls-files", "--others", "--exclude-standard", "-z", "--", "logs"])?;
    for path in others.split('\0').filter(|path| !path.is_empty()) {
        let count = super::output::read(&folder.join(path))
            .map_or(0, |bytes| bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count());
        // The first line is the header.
        lines.extend((2..=count).map(|line| (path.to_owned(), line)));
    }
    lines.sort();
    Some(lines)
}

/// The lines that a patch without context adds.
fn added(changes: &str) -> Vec<(String, usize)> {
    let (mut path, mut lines) = (None, Vec::new());
    // So many lines of a hunk are still to come: what they hold is data, whatever it looks like.
    let mut within = 0;
    for line in changes.lines() {
        if within > 0 && line.starts_with(['+', '-']) {
            within -= 1;
        } else if let Some(name) = line.strip_prefix("+++ ") {
            // A name with a space in it ends with a tab.
            path = Some(name.trim_end_matches('\t')).filter(|name| *name != "/dev/null");
        } else if let Some(hunk) = line.strip_prefix("@@ ") {
            let mut ranges = hunk.split(' ').map(range);
            let (Some(Some((_, old))), Some(Some((start, new)))) = (ranges.next(), ranges.next()) else { continue };
            within = old + new;
            lines.extend(path.into_iter().flat_map(|path| (start..start + new).map(|line| (path.to_owned(), line))));
        }
    }
    // Line 1 is the header.
    lines.retain(|(_, line)| *line > 1);
    lines
}

/// `+7,2` or `-7`: the first line, and how many.
fn range(text: &str) -> Option<(usize, usize)> {
    let (start, count) = text.get(1..)?.split_once(',').unwrap_or((text.get(1..)?, "1"));
    Some((start.parse().ok()?, count.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_says_which_lines_are_new() {
        let patch = "diff --git logs/a b.csv logs/a b.csv\nindex 1..2 100644\n--- logs/a b.csv\t\n+++ logs/a b.csv\t\n@@ -3 +3,2 @@ x\n-old\n+++ not a file\n+new\n\
            diff --git logs/c.csv logs/c.csv\n--- /dev/null\n+++ logs/c.csv\n@@ -0,0 +1,2 @@\n+date\n+2014-01-01\n\
            diff --git logs/d.csv logs/d.csv\n--- logs/d.csv\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-date\n-2014-01-01\n";
        let expected = [("logs/a b.csv", 3), ("logs/a b.csv", 4), ("logs/c.csv", 2)];
        assert_eq!(added(patch), expected.map(|(path, line)| (path.to_owned(), line)));
    }
}
