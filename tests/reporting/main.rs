//! What `check` says and how: places, formats, choices, baselines.

#![allow(clippy::disallowed_methods, reason = "a test makes the workspace that it checks")]

#[path = "../harness/mod.rs"]
mod harness;

mod accept;
mod choices;
mod compare;
mod formats;
mod fund_rules;
mod outputs;
mod personal;
mod places;
mod ratchet;
mod silence;
mod special;
mod sums;
mod terminal;

use std::ffi::OsString;
use std::path::Path;

use serde_json::Value;

const SETTINGS: &str = r#"
format = 1

[log.visits]
columns.id = { type = "key", required = false }
columns.date = "date"
columns.name = { type = "text", required = false }
columns.people = { type = "integer", min = 0, required = false }
columns.women = { type = "integer", at_most = "people", required = false }
"#;

const PLAN: &str = r#"
id = "p"
title = "A plan"
period = "2014"
[agency]
so = "The office"
[[activity]]
id = "a"
title = "An activity"
lead = "so"
target = [{ id = "t", log = "visits" }]
"#;

/// Sound rows: the plan is met.
const ROWS: &str = "id,date,name,people,women\nv1,2014-01-05,An,12,4\n";

/// A workspace in a folder of its own.
struct Place {
    folder: tempfile::TempDir,
}

/// What a run leaves.
struct Run {
    status: u8,
    out: String,
    err: String,
}

impl Place {
    /// The common workspace with these rows as its log.
    fn rows(rows: impl AsRef<[u8]>) -> Place {
        let place = Place { folder: tempfile::tempdir().expect("a folder") };
        place.write("data/tiendo.toml", SETTINGS);
        place.write("data/plans/p.toml", PLAN);
        place.write("data/logs/visits.csv", rows);
        place
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).expect("a text")
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs `tiendo` beside the folder `data`; with a width on a terminal.
    fn run_on(&self, width: Option<usize>, colour: bool, arguments: &[&str]) -> Run {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = tiendo::cli::run(tiendo::cli::World {
            arguments: std::iter::once("tiendo").chain(arguments.iter().copied()).map(OsString::from).collect(),
            variable: &|_| None,
            directory: self.path().to_owned(),
            today: harness::day("2015-01-15"),
            width,
            colour,
            out: &mut out,
            err: &mut err,
            watched: false,
            asks: None,
            waits: None,
        });
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Run { status, out: text(out), err: text(err) }
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.run_on(None, false, arguments)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let run = self.run(&[&["check", "--format", "json"], arguments].concat());
        serde_json::from_str(&run.out).unwrap_or_else(|fault| panic!("{fault}\n{}{}", run.out, run.err))
    }

    /// The codes of the findings, in order.
    fn codes(&self, arguments: &[&str]) -> Vec<String> {
        let found = self.json(arguments);
        let code = |found: &Value| found["code"].as_str().expect("a code").to_owned();
        found["findings"].as_array().expect("a list").iter().map(code).collect()
    }
}
