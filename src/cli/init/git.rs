//! What a repository needs for a workspace: how rows of two branches are merged, a check before each commit, and a job for a server.

use std::path::{Path, PathBuf};

use crate::cli::{Stop, World, git as revisions, output, tell};
use crate::say;
use crate::text::{Lang, Message};

/// Where a check runs on each change.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Server {
    Github,
    Gitlab,
}

/// A workspace and the repository around it.
pub(super) struct Home<'r> {
    root: &'r Path,
    /// The top of the work tree, and the workspace in it; the workspace itself where there is no repository.
    top: PathBuf,
    within: String,
}

/// Which files are merged row by row, and how lines end.
const ATTRIBUTES: &str = "\
# Rows of tables are merged by their keys (`tiendo merge-csv`, set up by `tiendo init --git`). Where tiendo is not installed, git
# merges line by line; `git config merge.tiendo.driver \"git merge-file --union %A %O %B\"` keeps the rows of both sides instead.
*.csv text eol=lf merge=tiendo
*.toml text eol=lf
";

impl<'r> Home<'r> {
    /// Looks for the repository; with `make`, one is made where there is none.
    pub(super) fn new(root: &'r Path, make: bool) -> Result<Home<'r>, Message> {
        if let Some((top, within)) = revisions::top(root) {
            return Ok(Home { root, top, within });
        }
        if make && !revisions::begin(root) {
            return Err(say!(
                vi: "--git: không tạo được kho git; git đã được cài chưa?",
                en: "--git: no repository can be made; is git installed?"
            ));
        }
        Ok(Home { root, top: root.to_path_buf(), within: String::new() })
    }

    /// `.gitattributes` of the workspace, where it is not there.
    pub(super) fn attributes(&self) -> Option<(PathBuf, String)> {
        let path = self.root.join(".gitattributes");
        (!output::exists(&path)).then(|| (path, ATTRIBUTES.to_owned()))
    }

    /// Sets the merge driver and the hook; says what was written. A hook that is there stays.
    pub(super) fn configure(&self, world: &mut World<'_>, lang: Lang) -> Result<Option<PathBuf>, Stop> {
        let driver = [("merge.tiendo.name", "rows of tables, by their keys"), ("merge.tiendo.driver", "tiendo merge-csv %O %A %B %P")];
        if !driver.iter().all(|(key, value)| revisions::set(self.root, key, value)) {
            return Err(
                say!(vi: "--git: không ghi được cấu hình của kho git", en: "--git: the repository's configuration cannot be written")
                    .into(),
            );
        }
        let Some(path) = revisions::hook(self.root, "pre-commit") else { return Ok(None) };
        if output::exists(&path) {
            let shown = path.display();
            let said = say!(
                vi: "`{shown}` đã có, được giữ nguyên; thêm vào đó: tiendo fmt --check && tiendo check --since HEAD --fail-on never",
                en: "`{shown}` is there and stays; add to it: tiendo fmt --check && tiendo check --since HEAD --fail-on never"
            );
            tell(world, "tiendo", &said, lang);
            return Ok(None);
        }
        super::write(&path, &self.script())?;
        output::make_executable(&path).map_err(|_| crate::cli::cannot_write(&path))?;
        Ok(Some(path))
    }

    /// What runs before a commit: the form of the files, and that nothing got worse since the last one.
    fn script(&self) -> String {
        let within = quoted(if self.within.is_empty() { "." } else { &self.within });
        format!(
            "#!/bin/sh\n\
             # Before each commit: tables in their one form, and no new faults. `git commit --no-verify` passes it by.\n\
             command -v tiendo >/dev/null 2>&1 || exit 0\n\
             cd \"$(git rev-parse --show-toplevel)\"/{within} || exit 1\n\
             tiendo fmt --check --data . || exit 1\n\
             if git rev-parse --verify --quiet HEAD >/dev/null && git cat-file -e \"HEAD:./tiendo.toml\" 2>/dev/null; then\n    \
                 tiendo check --data . --brief --fail-on never --since HEAD\n\
             else\n    \
                 tiendo check --data . --brief --fail-on never\n\
             fi\n"
        )
    }

    /// The file of a server's job.
    pub(super) fn job(&self, server: Server) -> (PathBuf, String) {
        let data = quoted(if self.within.is_empty() { "." } else { &self.within });
        match server {
            Server::Github => (
                self.top.join(".github/workflows/tiendo.yml"),
                format!(
                    "# Checks the data on each change, and the plan on the first of each month.\n\
                     name: tiendo\n\
                     on:\n  push:\n  pull_request:\n  schedule:\n    - cron: \"0 6 1 * *\"\n\
                     permissions:\n  contents: read\n\
                     jobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      \
                       - uses: actions/checkout@v4\n        with:\n          fetch-depth: 0\n      \
                       # TIENDO_SOURCE: a variable of the repository, the address of tiendo's own repository.\n      \
                       - run: cargo install --locked --git \"${{{{ vars.TIENDO_SOURCE }}}}\" tiendo\n      \
                       - run: tiendo fmt --check --data {data}\n      \
                       - run: tiendo check --data {data} --format github\n"
                ),
            ),
            Server::Gitlab => (
                self.top.join(".gitlab-ci.yml"),
                format!(
                    "# Checks the data on each change; a schedule of the project (Build > Pipeline schedules) does so once a month.\n\
                     # TIENDO_SOURCE: a variable of the project, the address of tiendo's own repository.\n\
                     tiendo:\n  image: rust:latest\n  variables:\n    GIT_DEPTH: 0\n  script:\n    \
                       - cargo install --locked --git \"$TIENDO_SOURCE\" tiendo\n    \
                       - tiendo fmt --check --data {data}\n    \
                       - tiendo check --data {data} --format junit --output tiendo.xml\n  \
                     artifacts:\n    when: always\n    reports:\n      junit: tiendo.xml\n"
                ),
            ),
        }
    }
}

/// A path as a word of a shell.
fn quoted(path: &str) -> String {
    let plain = path.chars().all(|char| char.is_ascii_alphanumeric() || "./_-".contains(char));
    if plain { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
