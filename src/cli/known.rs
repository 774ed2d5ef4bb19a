//! The files that an answer is read from: those of the work tree, or those of a git revision.
//!
//! A revision's files are read as objects, byte for byte, and put into a folder of their own that goes when the answer is given: the
//! work tree and the index are left alone, and no filter or hook runs.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::begun::begin;
use super::git::{Absent, Commit};
use super::globals::Globals;
use super::{Command, Stop, World, output, session};
use crate::read::Tree;
use crate::say;
use crate::text::{Message, ticked};

/// Files of a workspace whose content is read; of others it only counts that they are there.
const READ: [&str; 9] = ["tiendo.toml", "plans/", "registers/", "logs/", "money/", "filed/", "reports/", "waivers.csv", "accepted.csv"];

/// The files that a command line asks for.
pub(super) fn tree(globals: &Globals, world: &World<'_>) -> Result<Tree, Stop> {
    let home = session::find(globals, world)?;
    match &globals.known_at {
        None => Ok(Tree::on_disk(home)),
        Some(revision) => {
            let (tree, id) = of_revision(&home, "--known-at", revision)?;
            let _ = globals.revision.set(id);
            Ok(tree)
        }
    }
}

/// The workspace as a revision has it, with the commit's id.
pub(super) fn of_revision(home: &Path, option: &str, revision: &str) -> Result<(Tree, String), Stop> {
    let commit = commit(home, option, revision)?;
    let id = commit.id.clone();
    Ok((files(home, &commit)?, id))
}

/// The commit of a revision.
pub(super) fn commit<'f>(home: &'f Path, option: &str, revision: &str) -> Result<Commit<'f>, Message> {
    Commit::find(home, revision).map_err(|absent| refused(option, revision, &absent))
}

fn refused(option: &str, revision: &str, absent: &Absent) -> Message {
    match absent {
        Absent::NoGit => say!(
            vi: "{option}: không tìm thấy git, cần có để đọc phiên bản `{revision}`",
            en: "{option}: git was not found; the revision `{revision}` is read through it"
        ),
        Absent::NoRepository => say!(
            vi: "{option}: thư mục làm việc không nằm trong kho git nào mà git chịu đọc, nên không có phiên bản `{revision}`",
            en: "{option}: the workspace lies in no git repository that git will read, so there is no revision `{revision}`"
        ),
        Absent::Unknown { shallow: true } => say!(
            vi: "{option}: kho git này là bản sao nông (shallow), không có phiên bản `{revision}`; lấy đủ lịch sử bằng `git fetch --unshallow`",
            en: "{option}: this clone is shallow and has no revision `{revision}`; `git fetch --unshallow` brings the whole history"
        ),
        Absent::Unknown { shallow: false } => say!(
            vi: "{option}: kho git không có phiên bản `{revision}`; xem bằng `git log`",
            en: "{option}: the repository has no revision `{revision}`; `git log` lists them"
        ),
        Absent::NoWorkspace { elsewhere } if elsewhere.is_empty() => say!(
            vi: "{option}: ở phiên bản `{revision}`, thư mục này chưa có tệp `tiendo.toml`",
            en: "{option}: at revision `{revision}` this folder has no `tiendo.toml` yet"
        ),
        Absent::NoWorkspace { elsewhere } => {
            let asked = revision.split_once(':').map_or(revision, |(revision, _)| revision);
            let ways: Vec<String> = elsewhere.iter().take(3).map(|folder| format!("{asked}:{folder}")).collect();
            let ways = ticked(&ways.iter().map(String::as_str).collect::<Vec<_>>());
            say!(
                vi: "{option}: ở phiên bản `{revision}`, thư mục này chưa có tệp `tiendo.toml`; khi ấy thư mục làm việc nằm ở nơi khác: viết {ways}",
                en: "{option}: at revision `{revision}` this folder has no `tiendo.toml`; the workspace lay elsewhere then: write {ways}"
            )
        }
    }
}

/// Puts the files of a commit into a folder of their own.
fn files(home: &Path, commit: &Commit<'_>) -> Result<Tree, Stop> {
    let cannot = || say!(vi: "không tạo được thư mục tạm cho các tệp của phiên bản git", en: "no temporary folder can be made for the files of the revision");
    let folder = begin(|| tempfile::Builder::new().prefix("tiendo-").tempdir(), |folder| folder.path().to_path_buf());
    let folder = folder.with_context(cannot)?;
    let read = |path: &str| READ.iter().any(|read| path == *read || (read.ends_with('/') && path.starts_with(read)));
    let (content, others): (Vec<&str>, Vec<&str>) =
        commit.files.keys().map(String::as_str).filter(|path| is_plain(path)).partition(|path| read(path));
    let put = |path: &str, bytes: &[u8]| output::put(&folder.path().join(path), bytes).with_context(cannot);
    let mut failed = None;
    let mut count = 0;
    let wanted = content.len();
    let done = commit.contents(content, |path, bytes| {
        count += 1;
        if let Err(fault) = put(path, &bytes) {
            failed.get_or_insert(fault);
        }
    });
    if let Some(fault) = failed {
        return Err(fault.into());
    }
    if done.is_none() || count < wanted {
        let id = commit.id.get(..12).unwrap_or(&commit.id);
        return Err(say!(
            vi: "kho git không có đủ nội dung của phiên bản {id} (bản sao một phần?); lấy về bằng `git fetch --refetch`",
            en: "the repository lacks contents of revision {id} (a partial clone?); `git fetch --refetch` brings them"
        )
        .into());
    }
    for path in others {
        put(path, b"")?;
    }
    Ok(Tree::on_loan(folder, home.to_path_buf()))
}

/// Whether a path of a revision leads down: a repository may have been made by hand.
fn is_plain(path: &str) -> bool {
    !path.contains(['\\', '\0']) && path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !PathBuf::from(path).is_absolute()
}

/// Refuses to write into a workspace what was worked out from the files of a revision.
pub(super) fn check(command: &Command, globals: &Globals) -> Result<(), Stop> {
    let writes = match command {
        Command::Accept(_) | Command::Record(_) | Command::Fmt(_) | Command::Init(_) => true,
        Command::Report(args) => args.file,
        Command::Import(args) => args.writes(),
        Command::Fix(args) => args.write,
        _ => false,
    };
    if globals.known_at.is_some() && writes {
        return Err(say!(
            vi: "--known-at: lệnh này ghi vào thư mục làm việc, mà một phiên bản cũ thì không sửa được",
            en: "--known-at: this command writes to the workspace, and a revision cannot be changed"
        )
        .into());
    }
    Ok(())
}
