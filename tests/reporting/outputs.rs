//! What a run writes: never over what the workspace reads, and nothing that steers.

use super::{PLAN, Place, ROWS};

/// A run that must be refused before anything is written.
#[track_caller]
fn refused(place: &Place, arguments: &[&str], why: &str) {
    let run = place.run(arguments);
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
    assert!(run.err.contains(why), "{arguments:?}: {}", run.err);
}

#[test]
fn no_answer_replaces_what_the_workspace_reads() {
    let place = Place::rows(ROWS);
    let reads = "is where the workspace keeps its data";
    for path in ["logs/visits.csv", "logs/new.csv", "tiendo.toml", "plans/p.toml", "registers/units.csv", "waivers.csv", "money/a.csv"] {
        let path = format!("data/{path}");
        for command in ["check", "status", "coverage", "gaps", "rules"] {
            refused(&place, &[command, "--output", &path], reads);
        }
        refused(&place, &["units", "06139", "--output", &path], reads);
        refused(&place, &["check", "--write-baseline", &path], reads);
    }
    refused(&place, &["check", "--output", "data/plans/../logs/visits.csv"], reads);
    assert_eq!((place.read("data/logs/visits.csv").as_str(), place.read("data/plans/p.toml").as_str()), (ROWS, PLAN));
    assert_eq!(place.run(&["check", "--output", "data/report.txt"]).status, 0);
}

#[cfg(unix)]
#[test]
fn nor_does_it_through_a_link() {
    let place = Place::rows(ROWS);
    std::os::unix::fs::symlink(place.path().join("data/logs/visits.csv"), place.path().join("report.csv")).expect("linked");
    refused(&place, &["check", "--output", "report.csv"], "is where the workspace keeps its data");
    assert_eq!(place.read("data/logs/visits.csv"), ROWS);
}

#[test]
fn two_files_have_two_names() {
    let place = Place::rows(ROWS);
    refused(&place, &["check", "--output", "x.csv", "--write-baseline", "./x.csv"], "--output and --write-baseline are both `x.csv`");
    assert!(!place.path().join("x.csv").exists());
    place.write("known.csv", "code,file,text,count\n");
    refused(&place, &["check", "--output", "known.csv", "--baseline", "known.csv"], "--output and --baseline are both `known.csv`");
}

#[test]
fn a_baseline_that_cannot_be_counted_is_refused() {
    let place = Place::rows(ROWS);
    let most = u64::MAX;
    place.write("known.csv", format!("code,file,text,count\nC001,a,x,{most}\nC001,b,x,{most}\n"));
    refused(&place, &["check", "--baseline", "known.csv"], "known.csv:3: `count` must say how often: 1 or more");
}

#[cfg(unix)]
#[test]
fn a_file_name_steers_no_terminal_from_a_baseline() {
    let place = Place::rows(ROWS);
    std::fs::remove_file(place.path().join("data/logs/visits.csv")).expect("removed");
    place.write("data/logs/visits/a\u{1b}[31mb\u{202e}.csv", "id,date\nv1,soon\n");
    assert_eq!(place.run(&["check", "--write-baseline", "known.csv", "--fail-on", "never"]).status, 0);
    let written = place.read("known.csv");
    assert!(written.contains("a\\u{1b}[31mb\\u{202e}.csv,soon,1"), "{written}");
    let json = place.json(&["--baseline", "known.csv"]);
    assert_eq!((&json["baseline"]["known"], &json["baseline"]["new"]), (&1.into(), &0.into()));
}

#[test]
fn what_nobody_sees_is_shown_in_a_plan_that_is_refused() {
    let place = Place::rows(ROWS);
    place.write("data/plans/p.toml", PLAN.replace("lead = \"so\"", "lead = \"s\u{61c}\u{ad}o\""));
    let run = place.run(&["check"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("lead = \"s\u{fffd}\u{fffd}o\"") && !run.err.contains(['\u{61c}', '\u{ad}']), "{}", run.err);
}

#[test]
fn without_a_plan_nothing_is_judged() {
    let place = Place::rows(ROWS);
    std::fs::remove_file(place.path().join("data/plans/p.toml")).expect("removed");
    let run = place.run(&["check"]);
    assert!(run.out.contains("there is no plan to judge") && !run.out.contains("\n\n\n"), "{}", run.out);
    assert!(!run.out.contains("tracked"), "{}", run.out);
    assert_eq!(place.json(&[])["verdict"], serde_json::Value::Null);
}

#[test]
fn explain_takes_a_name_in_any_case() {
    let place = Place::rows(ROWS);
    for asked in ["BAD-DATE", "bad-date", "v001"] {
        assert!(place.run(&["explain", asked]).out.starts_with("V001 bad-date"), "{asked}");
    }
    refused(&place, &["check", "--select", ""], "--select: name a code at least");
}

#[test]
fn the_forms_of_periods_are_listed_where_there_is_no_better_advice() {
    let place = Place::rows("date,period\n2014-01-05,Quý I/2014\n2014-01-05,somewhen\n");
    let settings = place.read("data/tiendo.toml").replace("columns.people", "columns.period = \"period\"\ncolumns.people");
    place.write("data/tiendo.toml", settings);
    let found = place.json(&["--select", "V002"]);
    let said = |at: usize| (found["findings"][at]["message"].as_str(), found["findings"][at]["help"].as_str());
    assert_eq!(said(0), (Some("`Quý I/2014` is not a period"), Some("write 2014-Q1")));
    let forms = "`somewhen` is not a period; write 2014, 2014-H1, 2014-Q3, 2014-03, 2014-03-15 or 2013..2020";
    assert_eq!(said(1), (Some(forms), None));
}

/// Starts a run, ends it with a signal as soon as something temporary is there, and says what is left of it.
#[cfg(unix)]
fn killed(signal: &str, arguments: &[&str], folder: &std::path::Path, begins: &str) -> (bool, Vec<String>) {
    use std::os::unix::process::ExitStatusExt;
    let there = || {
        let names = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.filter(|name| name.starts_with(begins)).collect::<Vec<_>>()
    };
    let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(arguments)
        .env("TMPDIR", folder)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program runs");
    while there().is_empty() && run.try_wait().expect("a state").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let id = run.id().to_string();
    std::process::Command::new("kill").args(["-s", signal, &id]).status().expect("a signal");
    let status = run.wait().expect("an end");
    (status.signal().is_some(), there())
}

#[cfg(unix)]
#[test]
fn what_was_begun_goes_with_a_run_that_is_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, output) = (super::harness::folder("data"), folder.path().join("report.xlsx"));
    let [data, output] = [&data, &output].map(|path| path.to_str().expect("a path"));
    for signal in ["INT", "TERM"] {
        let report = ["--data", data, "report", "2016", "--format", "xlsx", "--output", output];
        assert_eq!(killed(signal, &report, folder.path(), ".tiendo-"), (true, Vec::new()), "{signal}");
    }
    assert!(!std::path::Path::new(output).exists());
}
