//! `tiendo check --watch`: again whenever a file has changed.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tiendo::calendar::Date;

use crate::Copy;

const TODAY: Date = Date::constant(2020, 6, 30);
const LOG: &str = "logs/reports.csv";
const HEAD: &str = "date,period,unit,cases,share\n";

/// What a run says while `happens` goes on: what is done at each look, until it says that it is enough.
fn watched(copy: &Copy, arguments: &[&str], width: Option<usize>, mut happens: impl FnMut(usize) -> bool) -> (u8, String, String) {
    let (mut out, mut err, mut looks) = (Vec::new(), Vec::new(), 0);
    let mut waits = || {
        looks += 1;
        happens(looks).then_some(TODAY)
    };
    let all = [&["tiendo", "check", "--watch", "--lang", "en"], arguments].concat();
    let status = tiendo::cli::run(tiendo::cli::World {
        arguments: all.into_iter().map(Into::into).collect(),
        variable: &|_| None,
        directory: copy.path().to_owned(),
        today: TODAY,
        width,
        colour: false,
        out: &mut out,
        err: &mut err,
        watched: false,
        asks: None,
        waits: Some(&mut waits),
    });
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status, text(out), text(err))
}

#[test]
fn a_file_that_changes_twice_gives_three_results() {
    let copy = Copy::of("tests/corpus/workspace");
    let (status, out, _) = watched(&copy, &[], None, |look| {
        match look {
            // In between nothing happens, and nothing is said.
            3 => drop(copy.write(LOG, format!("{HEAD}31/12/2014,2014-H1,185,1,2\n"))),
            // Two looks that agree: whoever writes has finished.
            4 => drop(copy.write(LOG, format!("{HEAD}31/12/2014,2014-H1,185,hơn 60,2\n"))),
            9 => drop(copy.write(LOG, format!("{HEAD}2014-12-31,2014-H1,185,1,2\n"))),
            _ => {}
        }
        look < 14
    });
    let runs: Vec<&str> = out.split("\n==> logs/reports.csv has changed\n").collect();
    let errors = |run: &str| run.matches(": error[").count();
    assert_eq!(runs.iter().map(|run| errors(run)).collect::<Vec<_>>(), [0, 2, 0], "{out}");
    assert!(runs.iter().all(|run| run.contains("the data:")) && !out.contains('\u{1b}'), "{out}");
    assert_eq!(status, 0);
}

#[test]
fn a_terminal_is_cleared_and_the_status_is_that_of_the_last_check() {
    let copy = Copy::of("tests/corpus/workspace");
    let (status, out, err) = watched(&copy, &[], Some(100), |look| {
        if look == 2 {
            copy.write(LOG, format!("{HEAD}31/12/2014,2014-H1,185,1,2\n"));
        }
        look < 6
    });
    assert_eq!((status, out.matches("\u{1b}[2J").count()), (1, 2), "{out}");
    assert!(err.contains("waiting for changes; Ctrl-C ends"), "{err}");
}

/// A plan that is being written, and has a fault for a while, ends nothing; a file that comes or goes is a change.
#[test]
fn what_is_being_written_ends_nothing() {
    let copy = Copy::of("tests/corpus/workspace");
    let settings = copy.read("tiendo.toml");
    let (status, out, err) = watched(&copy, &[], None, |look| {
        match look {
            2 => drop(copy.write("tiendo.toml", format!("{settings}\n[half"))),
            6 => drop(copy.write("tiendo.toml", &settings)),
            10 => drop(copy.write("logs/meetings/2014.csv", "id,date,club\nM1,2014-03-01,CLB-02\n")),
            14 => std::fs::remove_file(copy.path().join("logs/meetings/2014.csv")).expect("gone"),
            // What an editor puts beside a file is nobody's.
            18 => drop(copy.write("logs/meetings/.2014.csv.swp", "x")),
            _ => {}
        }
        look < 24
    });
    assert_eq!((status, out.matches("the data:").count()), (0, 4), "{out}{err}");
    assert_eq!(out.matches("==> tiendo.toml").count(), 2);
    assert_eq!(out.matches("==> logs/meetings/2014.csv").count(), 2);
    assert!(err.contains("P001"), "{err}");
}

#[test]
fn documents_go_to_files() {
    let copy = Copy::of("tests/corpus/workspace");
    let (status, out, err) = watched(&copy, &["--format", "json"], None, |_| true);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("--watch: json is one document"), "{err}");
    let mut seen = Vec::new();
    let (status, out, _) = watched(&copy, &["--format", "json", "--output", "check.json"], None, |look| {
        if look == 2 {
            copy.write(LOG, format!("{HEAD}31/12/2014,2014-H1,185,1,2\n"));
        }
        if look == 2 || look == 6 {
            let json: serde_json::Value = serde_json::from_str(&copy.read("check.json")).expect("a document");
            seen.push(json["left_out_rows"].as_u64());
        }
        look < 6
    });
    assert_eq!((status, out.as_str(), seen), (1, "", vec![Some(0), Some(1)]));
}

/// The program itself: a change is seen, and Ctrl-C ends it with the status of the last check.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_it() {
    let copy = Copy::of("tests/corpus/workspace");
    let mut running = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["check", "--watch", "--lang", "en", "--as-of", "2020-06-30"])
        .current_dir(copy.path())
        .env_remove("TIENDO_DATA")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let mut lines = BufReader::new(running.stdout.take().expect("its answer")).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.starts_with("the data:")));
    copy.write(LOG, format!("{HEAD}31/12/2014,2014-H1,185,1,2\n"));
    assert!(lines.any(|line| line == "==> logs/reports.csv has changed"));
    assert!(lines.any(|line| line.starts_with("the data: 1 error")));
    // It looks again by now.
    std::thread::sleep(Duration::from_millis(200));
    let told = Command::new("kill").args(["-INT", &running.id().to_string()]).status().expect("kill");
    assert!(told.success());
    let begun = Instant::now();
    let ended = running.wait().expect("it ends");
    assert_eq!(ended.code(), Some(1), "{ended}");
    assert!(begun.elapsed() < Duration::from_secs(5));
}
