//! What a repository knows of the workspace: the user's own git is asked, with a list of arguments and no shell.
//!
//! Only commands are used that read objects and run nothing: `rev-parse`, `rev-list`, `ls-tree`, `cat-file`. The files of the work tree are read
//! and compared here, so that no filter, hook, monitor or other helper that a repository may set has anything to do. Where there
//! is no git, or no repository, nothing is known; that is no fault.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::report::Revision;

/// Files and folders that a workspace is read from: only these can differ.
const READ: [&str; 7] = ["tiendo.toml", "plans/", "registers/", "logs/", "money/", "waivers.csv", "accepted.csv"];

/// Git in a folder, with everything switched off by which a repository could have a command run.
fn git(folder: &Path, arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder);
    // Objects that a partial clone lacks are not fetched, and a bare repository that lies among the data is none.
    git.args(["--no-pager", "--no-replace-objects", "-c", "protocol.allow=never", "-c", "safe.bareRepository=explicit"]);
    git.args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.alternateRefsCommand="]);
    git.args(arguments);
    git.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
    git.stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::piped());
    git
}

/// What git answers; nothing where it cannot.
fn ask(folder: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let done = git(folder, arguments).output().ok()?;
    done.status.success().then_some(done.stdout)
}

/// A line of git's answer.
fn line(folder: &Path, arguments: &[&str]) -> Option<String> {
    let answer = String::from_utf8(ask(folder, arguments)?).ok()?;
    Some(answer.trim_end_matches(['\r', '\n']).to_owned())
}

/// The id of the commit that a revision names.
fn id_of(folder: &Path, revision: &str) -> Option<String> {
    line(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")])
}

/// Why a revision has no workspace.
pub(super) enum Absent {
    /// There is no git.
    NoGit,
    /// The folder lies in no repository.
    NoRepository,
    /// The repository knows no such revision; a shallow one may have had it.
    Unknown { shallow: bool },
    /// The revision has none in this folder, but in these.
    NoWorkspace { elsewhere: Vec<String> },
}

/// A workspace at one commit.
pub(super) struct Commit<'f> {
    folder: &'f Path,
    /// Its id.
    pub(super) id: String,
    /// The files of the workspace, by their path in it, each with the id of its content.
    pub(super) files: BTreeMap<String, String>,
}

impl<'f> Commit<'f> {
    /// The workspace at a commit; nothing where the repository does not know it, or has no workspace there.
    pub(super) fn of(folder: &'f Path, revision: &str) -> Option<Commit<'f>> {
        let prefix = line(folder, &["rev-parse", "--show-prefix"])?;
        Commit::at(folder, id_of(folder, revision)?, &prefix)
    }

    /// The same; `revision:folder` says where in the repository the workspace lay. Where there is none, why.
    pub(super) fn find(folder: &'f Path, asked: &str) -> Result<Commit<'f>, Absent> {
        if git(folder, &["--version"]).output().is_err() {
            return Err(Absent::NoGit);
        }
        let here = line(folder, &["rev-parse", "--show-prefix"]).ok_or(Absent::NoRepository)?;
        let (revision, prefix) = match asked.split_once(':') {
            Some((revision, "" | ".")) => (revision, String::new()),
            Some((revision, below)) => (revision, format!("{}/", below.trim_end_matches('/'))),
            None => (asked, here),
        };
        let Some(id) = id_of(folder, revision) else {
            let shallow = line(folder, &["rev-parse", "--is-shallow-repository"]).is_some_and(|answer| answer == "true");
            return Err(Absent::Unknown { shallow });
        };
        if let Some(commit) = Commit::at(folder, id.clone(), &prefix) {
            return Ok(commit);
        }
        let listed = ask(folder, &["ls-tree", "-r", "-z", "--full-tree", "--name-only", &id]).unwrap_or_default();
        let paths = listed.split(|byte| *byte == 0).filter_map(|path| std::str::from_utf8(path).ok());
        let elsewhere =
            paths.filter_map(|path| path.strip_suffix("tiendo.toml")).filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let named = |folder: &str| if folder.is_empty() { ".".to_owned() } else { folder.trim_end_matches('/').to_owned() };
        Err(Absent::NoWorkspace { elsewhere: elsewhere.map(named).collect() })
    }

    fn at(folder: &'f Path, id: String, prefix: &str) -> Option<Commit<'f>> {
        let listed = ask(folder, &["ls-tree", "-r", "-z", "--full-tree", &id, "--", if prefix.is_empty() { "." } else { prefix }])?;
        let mut files = BTreeMap::new();
        for entry in listed.split(|byte| *byte == 0) {
            let Some((about, path)) = std::str::from_utf8(entry).ok().and_then(|entry| entry.split_once('\t')) else { continue };
            let mut about = about.split(' ');
            // Links and submodules are no files.
            if let (Some("100644" | "100755"), Some("blob"), Some(content)) = (about.next(), about.next(), about.next())
                && let Some(path) = path.strip_prefix(prefix)
            {
                files.insert(path.to_owned(), content.to_owned());
            }
        }
        files.contains_key("tiendo.toml").then_some(Commit { folder, id, files })
    }

    /// Hands over the contents of some files, one after another, as far as they can be read.
    pub(super) fn contents<'p>(&self, paths: impl IntoIterator<Item = &'p str>, mut take: impl FnMut(&'p str, Vec<u8>)) -> Option<()> {
        let mut running = git(self.folder, &["cat-file", "--batch"]).stdin(Stdio::piped()).spawn().ok()?;
        let read = self.exchange(&mut running, paths, &mut take);
        // Whatever came of it, it is not left running.
        drop(running.stdin.take());
        let _ = running.kill();
        let _ = running.wait();
        read
    }

    fn exchange<'p>(
        &self,
        running: &mut Child,
        paths: impl IntoIterator<Item = &'p str>,
        take: &mut dyn FnMut(&'p str, Vec<u8>),
    ) -> Option<()> {
        let (mut asks, mut answers) = (running.stdin.take()?, BufReader::new(running.stdout.take()?));
        for path in paths {
            let Some(content) = self.files.get(path) else { continue };
            writeln!(asks, "{content}").and_then(|()| asks.flush()).ok()?;
            let mut head = String::new();
            answers.read_line(&mut head).ok()?;
            // `<id> blob <size>`, or that it is missing.
            let size: u64 = head.trim_end().rsplit(' ').next()?.parse().ok()?;
            let mut bytes = Vec::new();
            answers.by_ref().take(size).read_to_end(&mut bytes).ok()?;
            answers.read_exact(&mut [0]).ok()?;
            take(path, bytes);
        }
        Some(())
    }
}

/// The commits that one revision has and another has not, the oldest first; of merges only the main line where that is asked for.
pub(super) fn between(folder: &Path, from: &str, to: &str, main_line: bool) -> Vec<String> {
    let range = format!("{from}..{to}");
    let mut arguments = vec!["rev-list", "--reverse", "--topo-order"];
    arguments.extend(main_line.then_some("--first-parent"));
    arguments.extend(["--end-of-options", &range]);
    line(folder, &arguments).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// Who wrote a commit.
pub(super) fn author(folder: &Path, id: &str) -> Option<String> {
    let commit = ask(folder, &["cat-file", "commit", id])?;
    let text = String::from_utf8_lossy(&commit);
    let author = text.lines().take_while(|line| !line.is_empty()).find_map(|line| line.strip_prefix("author "))?;
    Some(author.split(" <").next().unwrap_or(author).to_owned())
}

/// The commits between a revision and the newest, the oldest first; none where they cannot be told.
pub(super) fn since(folder: &Path, revision: &str) -> Vec<String> {
    let listed = line(folder, &["rev-list", "--reverse", "--end-of-options", &format!("{revision}..HEAD")]);
    listed.unwrap_or_default().lines().map(str::to_owned).collect()
}

/// The top of the work tree that a folder lies in, and the folder in it.
pub(super) fn top(folder: &Path) -> Option<(PathBuf, String)> {
    let (top, within) = (line(folder, &["rev-parse", "--show-toplevel"])?, line(folder, &["rev-parse", "--show-prefix"])?);
    Some((PathBuf::from(top), within.trim_end_matches('/').to_owned()))
}

/// Makes a repository in a folder.
pub(super) fn begin(folder: &Path) -> bool {
    // Without the user's template: no hook of another place comes along.
    git(folder, &["init", "--quiet", "--template="]).status().is_ok_and(|done| done.success())
}

/// Sets a value in the repository's own configuration.
pub(super) fn set(folder: &Path, key: &str, value: &str) -> bool {
    git(folder, &["config", "--local", key, value]).status().is_ok_and(|done| done.success())
}

/// Where the repository's hook of a name lies; the user's own setting of the folder of hooks holds.
pub(super) fn hook(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut asked = Command::new("git");
    asked.arg("-C").arg(folder).args(["rev-parse", "--git-path", "hooks"]).stdin(Stdio::null());
    let done = asked.output().ok().filter(|done| done.status.success())?;
    Some(folder.join(String::from_utf8(done.stdout).ok()?.trim_end_matches(['\r', '\n'])).join(name))
}

/// Whether two texts are the same but for their line ends.
fn alike(one: &[u8], other: &[u8]) -> bool {
    let lines = |text: &'_ [u8]| text.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<u8>>();
    one == other || lines(one) == lines(other)
}

/// The commit that the workspace lies in, and whether its files differ from it.
pub(super) fn revision(folder: &Path, files: &[String]) -> Option<Revision> {
    let commit = Commit::of(folder, "HEAD")?;
    let read = |path: &str| READ.iter().any(|read| path == *read || (read.ends_with('/') && path.starts_with(read)));
    let there: Vec<&str> = commit.files.keys().map(String::as_str).filter(|path| read(path)).collect();
    let mut changed = files.iter().any(|path| read(path) && !commit.files.contains_key(path));
    if !changed {
        let seen = commit.contents(there.iter().copied(), |path, bytes| {
            changed |= !super::output::read(&folder.join(path)).is_ok_and(|now| alike(&now, &bytes));
        });
        changed |= seen.is_none();
    }
    Some(Revision { id: commit.id, changed })
}
