//! `--select`, `--ignore` and `[checks]`: what is shown and judged, and that nobody is deceived.

use super::{Place, ROWS, SETTINGS};

const FAULTS: &str = "id,date,name,people,women\nv1,2014-01-05,An,12,14\nv2,soon,An,1,\nv3,2014-01-06,An,-1,\n";

#[test]
fn what_is_left_out_is_neither_shown_nor_judged() {
    let place = Place::rows(FAULTS);
    assert_eq!(place.codes(&[]), ["C004", "V001", "V004", "T001"]);
    assert_eq!(place.codes(&["--select", "v0"]), ["V001", "V004"]);
    assert_eq!(place.codes(&["--ignore", "bad-date,C"]), ["V004", "T001"]);
    assert_eq!(place.codes(&["--ignore", "bad-date", "--ignore", "C", "--ignore", "V004"]), ["T001"]);
    let status = |arguments: &[&str]| place.run(&[&["check", "--fail-on", "never"], arguments].concat()).status;
    assert_eq!([status(&[]), status(&["--select", "F"]), status(&["--select", "C"])], [1, 0, 1]);
}

#[test]
fn rows_stay_left_out_and_the_summary_says_so() {
    let place = Place::rows(FAULTS);
    let run = place.run(&["check", "--select", "T"]);
    // No row counts, whatever is shown of it: the plan is missed.
    assert_eq!(run.status, 3, "{}", run.out);
    assert!(
        run.out.contains("filtered (--select, --ignore): 3 errors and 0 warnings about the data neither shown nor judged"),
        "{}",
        run.out
    );
    assert!(run.out.contains("the data: 0 errors, 0 warnings, 3 rows left out; the plan now: missed"), "{}", run.out);
    let json = place.json(&["--select", "T"]);
    assert_eq!((&json["filtered"]["errors"], &json["left_out_rows"]), (&3.into(), &3.into()));
    assert!(place.run(&["check", "--select", "T", "--format", "csv"]).err.contains("3 errors"));
    assert_eq!(place.json(&[]).get("filtered"), None);
}

#[test]
fn a_word_that_fits_nothing_is_a_mistake() {
    let run = Place::rows(ROWS).run(&["check", "--ignore", "bad-dates"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert_eq!(run.err, "tiendo: --ignore: no code is or begins with `bad-dates`; did you mean `bad-date`?\n");
}

/// The settings of checks that are said to have no use.
fn idle(rows: &str, checks: &str, arguments: &[&str]) -> Vec<String> {
    let place = Place::rows(rows);
    place.write("data/tiendo.toml", format!("{SETTINGS}[checks]\n{checks}\n"));
    let json = place.json(arguments);
    let findings = json["findings"].as_array().expect("a list").iter();
    let idle = findings.filter(|found| found["code"] == "P025").map(|found| found["message"].as_str().expect("a message").to_owned());
    idle.map(|message| message.split(['(', ')']).nth(1).expect("a name").to_owned()).collect()
}

#[test]
fn a_setting_without_use_is_told() {
    let colour = "date,colour\n2014-01-05,red\n";
    assert_eq!(idle(ROWS, "unknown-column = \"off\"", &[]), ["unknown-column"]);
    assert_eq!(idle(colour, "unknown-column = \"off\"", &[]), [""; 0]);
    assert_eq!(idle(FAULTS, "above-its-bound = \"warning\"", &[]), [""; 0]);
    assert_eq!(idle(ROWS, "C004 = \"warning\"\nF004 = \"off\"", &[]), ["above-its-bound", "unknown-column"]);
    // What weighs as much or more hides nothing.
    assert_eq!(idle(ROWS, "unknown-column = \"warning\"\nfuture-date = \"error\"", &[]), [""; 0]);
    // Itself, where it is off.
    assert_eq!(idle(ROWS, "unknown-column = \"off\"\nunused-check-setting = \"off\"", &[]), [""; 0]);
}

#[test]
fn a_setting_is_without_use_only_where_all_is_seen() {
    assert_eq!(idle(ROWS, "target-missed = \"off\"", &[]), ["target-missed"]);
    assert_eq!(idle(ROWS, "target-missed = \"off\"", &["--period", "2014"]), [""; 0]);
    assert_eq!(idle(ROWS, "future-date = \"off\"", &[]), ["future-date"]);
    assert_eq!(idle(ROWS, "future-date = \"off\"", &["--as-of", "2014-12-30"]), [""; 0]);
}
