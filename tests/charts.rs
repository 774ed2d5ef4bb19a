//! Curves: each point is what the workspace said on its day.

use std::process::Command;

mod harness;
use harness::{folder, json, window};

/// The rows of the table below a heading that holds this, in a Markdown answer about `data/`.
fn table(arguments: &[&str], heading: &str) -> Vec<Vec<String>> {
    let run = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .arg("--data")
        .arg(folder("data"))
        .args(arguments)
        .args(["--format", "markdown", "--lang", "en"])
        .output()
        .expect("the program runs");
    let text = String::from_utf8(run.stdout).expect("text");
    let lines =
        text.lines().skip_while(|line| !(line.starts_with('#') && line.contains(heading))).skip(1).skip_while(|line| line.is_empty());
    let rows = lines.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

#[test]
fn points_are_what_was_said_on_their_days() {
    let rows = table(&["coverage", "luu-dong.xa", "--chart", "--as-of", "2016-06-30"], "done so far");
    let done: Vec<&Vec<String>> = rows.iter().filter(|row| !row[1].is_empty()).collect();
    assert!(done.len() > 15, "{rows:?}");
    assert!(done.windows(2).all(|two| two[0][0] < two[1][0]), "in order of time: {rows:?}");
    assert_eq!(done.last().map(|row| row[0].as_str()), Some("2016-06-30"));
    for row in [done[4], done[10], done[done.len() - 1]] {
        let answer = json(&folder("data"), &["coverage", "--as-of", &row[0]]);
        let covered = &window(&answer, "luu-dong.xa", "2013..2020")["covered"];
        assert_eq!(row[1], covered.to_string(), "{row:?}");
    }
    // What is only estimated stands in a column and in rows of its own.
    let estimated: Vec<&Vec<String>> = rows.iter().filter(|row| !row[3].is_empty()).collect();
    assert!(!estimated.is_empty() && estimated.iter().all(|row| row[1].is_empty()), "{rows:?}");
}

#[test]
fn a_curve_ends_with_its_window() {
    let rows = table(&["coverage", "tai-lieu.to-gap.xa", "--chart", "--as-of", "2014-02-15", "--period", "2013"], "done so far");
    let days: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        (days.first(), days.iter().rev().nth(1), days.last()),
        (Some(&"2013-01-31"), Some(&"2013-12-31"), Some(&"2014-02-15")),
        "{rows:?}"
    );
    assert_eq!(rows.last().map(|row| row[2].clone()), rows.iter().rev().nth(1).map(|row| row[2].clone()));
}
