//! Data goes in right: rows are recorded, imported and merged, and files keep their one form.

#[path = "../harness/mod.rs"]
mod harness;

mod completions;
mod fix;
mod fmt;
mod import;
mod init;
mod killed;
mod merge;
mod months;
mod office;
mod record;
mod schema;
mod watch;
mod worksheet;

use std::path::{Path, PathBuf};

/// A copy of a workspace of the repository, in a folder of its own.
pub(crate) struct Copy {
    folder: tempfile::TempDir,
}

impl Copy {
    pub(crate) fn of(workspace: &str) -> Copy {
        let copy = Copy { folder: tempfile::tempdir().expect("a folder") };
        for (path, bytes) in harness::places::files(&harness::folder(workspace)) {
            copy.write(&path, bytes);
        }
        copy
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, text).expect("written");
        path
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
    }

    /// All files of the workspace with their bytes.
    pub(crate) fn files(&self) -> harness::places::Files {
        harness::places::files(self.path())
    }

    /// Runs `tiendo` in it: status, standard output, standard error.
    pub(crate) fn run(&self, arguments: &[&str]) -> (u8, String, String) {
        harness::tiendo(self.path(), "2020-06-30", &[arguments, &["--lang", "en"]].concat())
    }

    /// The same, with answers to what is asked.
    pub(crate) fn answer(&self, arguments: &[&str], answers: &str) -> (u8, String, String) {
        let (mut out, mut err, mut input) = (Vec::new(), Vec::new(), answers.as_bytes());
        let status = tiendo::cli::run(tiendo::cli::World {
            arguments: ["tiendo"].iter().chain(arguments).chain(&["--lang", "en"]).map(Into::into).collect(),
            variable: &|_| None,
            directory: self.path().to_owned(),
            today: harness::day("2020-06-30"),
            width: None,
            colour: false,
            out: &mut out,
            err: &mut err,
            watched: false,
            asks: Some(&mut input),
            waits: None,
        });
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (status, text(out), text(err))
    }
}
