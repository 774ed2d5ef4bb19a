//! A baseline lets pass what is known, and nothing else.

use serde_json::Value;

use super::{Place, ROWS, SETTINGS};

const FAULTS: &str = "id,date,name,people,women\nv1,soon,An,1,\nv2,soon,An,2,\nv3,2014-01-06,An,-1,\n";

fn known(place: &Place) {
    let run = place.run(&["check", "--write-baseline", "known.csv", "--fail-on", "never"]);
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
}

/// Known, new and gone.
fn held(place: &Place) -> [u64; 3] {
    let json = place.json(&["--baseline", "known.csv"]);
    ["known", "new", "gone"].map(|key| json["baseline"][key].as_u64().expect("a count"))
}

#[test]
fn it_reads_well_in_git() {
    let place = Place::rows(FAULTS);
    known(&place);
    assert_eq!(
        place.read("known.csv"),
        "code,file,text,count\nT001,p/a.t,2014,1\nV001,logs/visits.csv,soon,2\nV004,logs/visits.csv,-1,1\n"
    );
}

#[test]
fn what_is_known_does_not_fail() {
    let place = Place::rows(FAULTS);
    known(&place);
    let run = place.run(&["check", "--baseline", "known.csv", "--fail-on", "never"]);
    assert_eq!(run.status, 0);
    assert!(run.out.contains("against the baseline: 3 known findings not shown, 0 new"), "{}", run.out);
    assert!(!run.out.contains("error["), "{}", run.out);
    // The rows are still left out.
    assert_eq!(place.json(&["--baseline", "known.csv"])["left_out_rows"], Value::from(3));
    // What the plan lacked on that day is known, too.
    assert_eq!(place.run(&["check", "--baseline", "known.csv"]).status, 0);
}

#[test]
fn moved_rows_and_other_edits_are_no_news() {
    let place = Place::rows(FAULTS);
    known(&place);
    place.write(
        "data/logs/visits.csv",
        "date,people,id,name\n2014-02-01,1,v9,Bình\n2014-01-06,-1,v3,\"An\nof the east\"\nsoon,2,v2,x\nsoon,1,v1,y\n",
    );
    // The window that lacked a visit then has one now.
    assert_eq!(held(&place), [3, 0, 1]);
    // Nor is another language.
    place.write("data/tiendo.toml", SETTINGS.replace("format = 1", "format = 1\nlanguage = \"vi\""));
    assert_eq!(held(&place), [3, 0, 1]);
}

#[test]
fn what_is_new_fails_and_what_has_gone_is_told() {
    let place = Place::rows(FAULTS);
    known(&place);
    place.write("data/logs/visits.csv", "id,date,name,people,women\nv1,soon,An,1,\nv2,2014-01-05,An,2,\nv3,later,An,1,\n");
    assert_eq!(held(&place), [1, 1, 3]);
    let run = place.run(&["check", "--baseline", "known.csv"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("3 findings of the baseline no longer occur; write it anew with --write-baseline"), "{}", run.out);
    assert!(run.out.contains("logs/visits.csv:4:4: error[V001]") && !run.out.contains("visits.csv:2:4"), "{}", run.out);
    // Once more than is known: the last one is new.
    place.write("data/logs/visits.csv", "id,date,name,people,women\nv1,soon,An,1,\nv2,soon,An,2,\nv3,soon,An,1,\n");
    assert_eq!(held(&place), [2, 1, 1]);
    let json = place.json(&["--baseline", "known.csv"]);
    assert_eq!((&json["findings"][0]["line"], &json["baseline"]["gone_entries"][0]["code"]), (&4.into(), &"V004".into()));
}

#[test]
fn it_is_written_anew_and_says_what_changed() {
    let place = Place::rows(FAULTS);
    known(&place);
    place.write("data/logs/visits.csv", "id,date,name,people,women\nv1,soon,An,1,\nv3,later,An,1,\n");
    let run = place.run(&["check", "--baseline", "known.csv", "--write-baseline", "known.csv", "--fail-on", "never"]);
    assert_eq!(run.status, 0);
    assert!(run.out.contains("error[V001]: `later`"), "{}", run.out);
    assert!(run.err.contains("tiendo: 2 findings and 1 window that lack something written to `known.csv`: 1 added, 2 gone"), "{}", run.err);
    assert_eq!(
        place.read("known.csv"),
        "code,file,text,count\nT001,p/a.t,2014,1\nV001,logs/visits.csv,later,1\nV001,logs/visits.csv,soon,1\n"
    );
}

#[test]
fn the_gate_fails_only_where_a_window_lacks_more() {
    let units = "code,name,level\nA,An,commune\nB,Bình,commune\n";
    let plan = super::PLAN
        .replace("[[activity]]", "[population.all]\nregister = \"units\"\n[[activity]]")
        .replace("log = \"visits\" }", "log = \"visits\", population = \"all\", schedule = { every = \"half\" } }");
    let place = Place::rows("id,date,name,people,women,unit\n");
    place.write("data/registers/units.csv", units);
    place.write("data/tiendo.toml", format!("{SETTINGS}columns.unit = \"units\"\n"));
    place.write("data/plans/p.toml", plan);
    let check = |as_of: &str, more: &[&str]| place.run(&[&["check", "--as-of", as_of], more].concat());
    assert_eq!(check("2014-07-31", &[]).status, 3, "{}", check("2014-07-31", &[]).out);
    assert_eq!(check("2014-07-31", &["--write-baseline", "known.csv"]).status, 0);
    assert_eq!(place.read("known.csv"), "code,file,text,count\nT001,p/a.t,2014-H1,2\nT002,p/a.t,2014-H2,2\n");
    assert_eq!(check("2014-07-31", &["--baseline", "known.csv"]).status, 0);
    // Fewer is slack, the same no news, and a window that is not there fails.
    let row = "id,date,name,people,women,unit\nv1,2014-07-05,An,1,,A\n";
    place.write("data/logs/visits.csv", row);
    let run = check("2014-08-31", &["--baseline", "known.csv"]);
    assert_eq!(run.status, 0, "{}", run.out);
    assert!(run.out.contains("of the baseline no longer occur"), "{}", run.out);
    place.write("known.csv", "code,file,text,count\nT001,p/a.t,2014-H2,2\n");
    assert_eq!(check("2014-07-31", &["--baseline", "known.csv"]).status, 3);
    place.write("known.csv", "code,file,text,count\nT001,p/a.t,2014-H1,1\nT001,p/a.t,2014-H2,2\n");
    assert_eq!(check("2014-07-31", &["--baseline", "known.csv"]).status, 3);
}

#[test]
fn what_is_personal_is_not_written() {
    let place = Place::rows("id,date,client\nv1,2014-01-05,Lan,x\nv2,2014-01-06,012\nv3,soon,Lan\n");
    let client = "columns.client = { type = \"integer\", personal = true, required = false }\n";
    place.write("data/tiendo.toml", format!("{SETTINGS}{client}"));
    known(&place);
    let written = place.read("known.csv");
    assert!(!written.contains("Lan") && !written.contains("012"), "{written}");
    assert!(written.contains("F005,logs/visits.csv,,1\n") && written.contains("V001,logs/visits.csv,soon,1\n"), "{written}");
    for format in ["table", "json", "csv", "markdown", "github", "sarif", "junit"] {
        let run = place.run(&["check", "--format", format]);
        assert!(!run.out.contains("Lan") && !run.err.contains("Lan"), "{}", run.out);
    }
}

#[test]
fn a_file_that_is_no_baseline_is_refused_and_kept() {
    let place = Place::rows(ROWS);
    place.write("visits.csv", ROWS);
    for option in ["--baseline", "--write-baseline"] {
        let run = place.run(&["check", option, "visits.csv"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert_eq!(run.err, "tiendo: visits.csv:1: this is not a baseline: its first line must be `code,file,text,count`\n");
    }
    assert_eq!(place.read("visits.csv"), ROWS);
    assert_eq!(place.run(&["check", "--baseline", "nowhere.csv"]).status, 2);
    assert_eq!(place.run(&["check", "--write-baseline", "known.csv", "--ignore", "C"]).status, 2);
}
