//! Files as people leave them: what is read, what is left out, and what is told about it.

use crate::harness::{Case, check, faults};

const HEAD: &str = "date,unit,copies,note\n";

fn case() -> Case {
    Case::target("sum = \"copies\", tracked = true, schedule = { windows = [\"2014\"] }")
}

/// Holds the sums of a log against what they must be, and what is found in it, with rows left out.
#[track_caller]
fn log(text: impl Into<Vec<u8>>, sums: &str, findings: &[&str], left_out: u64) {
    let case = case().file("logs/visits.csv", text);
    let evaluated = case.on("2014-12-31");
    assert_eq!(evaluated.findings, findings);
    assert_eq!(evaluated.shown("x.t")[1], format!("2014 tracked: {sums}"));
    assert_eq!(evaluated.state.left_out, left_out);
}

#[test]
fn tables_may_be_written_in_many_ways() {
    let sums = "a met 3, b met 4, c open 0";
    log(format!("{HEAD}2014-01-01,a,3,\n2014-01-02,b,4,\n"), sums, &[], 0);
    log(format!("\u{feff}{HEAD}2014-01-01,a,3,\n2014-01-02,b,4,\n"), sums, &[], 0);
    log(format!("{HEAD}2014-01-01,a,3,\n2014-01-02,b,4,\n").replace('\n', "\r\n"), sums, &[], 0);
    log(format!("{HEAD}2014-01-01,a,3,\n2014-01-02,b,4,"), sums, &[], 0);
    // Columns in any order, a missing optional one, quotes, a line break and a comma within them.
    log("note,copies,unit,date\n\"two\nlines, \"\"quoted\"\"\",\"3\",a,2014-01-01\n,4,\"b\",2014-01-02\n", sums, &[], 0);
    // Rows without anything in them.
    log(format!("{HEAD}\n2014-01-01,a,3,\n,,,\n\n2014-01-02,b,4,\n\n"), sums, &[], 0);
}

#[test]
fn a_finding_names_its_true_line() {
    log(
        format!("{HEAD}\n2014-01-01,a,3,\"two\nlines\"\n\n31/12/2014,b,4,\n"),
        "a met 3, b open 0, c open 0",
        &["V001 logs/visits.csv:6"],
        1,
    );
}

#[test]
fn a_bad_row_is_left_out_and_the_rest_goes_on() {
    let sums = "a met 3, b open 0, c open 0";
    let good = "2014-01-01,a,3,\n";
    for (row, code) in [
        ("2014-02-30,b,4,", "V001"),
        ("2014-01-02,b,four,", "V003"),
        ("2014-01-02,zz,4,", "V007"),
        ("2014-01-02,b,4", "F005"),
        ("2014-01-02,b,4,,", "F005"),
        (",b,4,", "V009"),
    ] {
        let found = case().file("logs/visits.csv", format!("{HEAD}{good}{row}\n")).on("2014-12-31");
        assert_eq!((found.state.left_out, found.shown("x.t")[1].as_str()), (1, format!("2014 tracked: {sums}").as_str()), "{row}");
        assert_eq!(found.findings.len(), 1, "{row}: {:?}", found.findings);
        let place = format!("{code} logs/visits.csv:3");
        assert_eq!(found.findings[0], place, "{row}");
    }
}

#[test]
fn a_row_that_is_no_text_is_left_out() {
    let mut text = format!("{HEAD}2014-01-01,a,3,\n").into_bytes();
    text.extend_from_slice(b"2014-01-02,b,4,B\xecnh\n2014-01-03,b,5,\n");
    let found = case().file("logs/visits.csv", text).on("2014-12-31");
    assert_eq!(found.shown("x.t")[1], "2014 tracked: a met 3, b met 5, c open 0");
    assert_eq!(found.findings, ["F002 logs/visits.csv:3"]);
    assert_eq!(found.state.left_out, 1);
}

#[test]
fn text_compares_in_one_form() {
    // Decomposed in the log and in the plan, composed in the register.
    let decomposed = "Bi\u{300}nh";
    let case = Case::target(
        "log = \"visits\", population = \"xa\", where = { trip = \"Bình\" }, tracked = true, schedule = { windows = [\"2014\"] }",
    )
    .file("logs/visits.csv", format!("date,unit,trip\n2014-01-01,b,{decomposed}\n2014-01-02,b,Bình\n"));
    assert_eq!(case.on("2014-12-31").shown("x.t")[1], "2014 tracked: a open 0, b met 2, c open 0");
    let distinct =
        Case::target("log = \"visits\", population = \"xa\", distinct = \"trip\", tracked = true, schedule = { windows = [\"2014\"] }")
            .file("logs/visits.csv", format!("date,unit,trip\n2014-01-01,b,{decomposed}\n2014-01-02,b,Bình\n"));
    assert_eq!(distinct.on("2014-12-31").shown("x.t")[1], "2014 tracked: a open 0, b met 1, c open 0");
}

#[test]
fn two_rows_with_one_key_do_not_count() {
    let head = "id,date,unit,copies\n";
    let case = |rows: &str| case().file("logs/visits.csv", format!("{head}{rows}"));
    let found = case("k1,2014-01-01,a,3\nk2,2014-01-01,b,4\nk1,2014-01-02,a,5\n").on("2014-12-31");
    assert_eq!(found.shown("x.t")[1], "2014 tracked: a open 0, b met 4, c open 0");
    assert_eq!(found.state.left_out, 2);
    assert_eq!(found.findings, ["C001 logs/visits.csv:4"]);
    // Also where the first one is dated after the as-of date, or stands in another file; empty keys are no keys.
    let empty = case(",2014-01-01,a,3\n,2014-01-01,a,4\n").on("2014-12-31");
    assert_eq!(empty.shown("x.t")[1], "2014 tracked: a met 7, b open 0, c open 0");
}

#[test]
fn a_log_is_a_file_or_a_folder() {
    let rows = |unit: &str| format!("date,unit,copies\n2014-01-01,{unit},1\n");
    let folder =
        case().file("logs/visits/2014.csv", rows("a")).file("logs/visits/more/x.csv", rows("b")).file("logs/visits/notes.md", "no log");
    assert_eq!(folder.on("2014-12-31").shown("x.t")[1], "2014 tracked: a met 1, b met 1, c open 0");
    let both = folder.file("logs/visits.csv", rows("c")).on("2014-12-31");
    assert_eq!(both.shown("x.t")[1], "2014 tracked: a open 0, b open 0, c open 0");
    assert_eq!(both.findings.len(), 1);
    assert!(both.findings[0].starts_with("F008"), "{:?}", both.findings);
    assert!(case().on("2014-12-31").findings.is_empty(), "a log that is not there is empty");
}

#[test]
fn columns_are_known() {
    log("date,unit,copies,colour\n2014-01-01,a,3,red\n", "a met 3, b open 0, c open 0", &["F004 logs/visits.csv:1"], 0);
    let missing = case().file("logs/visits.csv", "unit,copies\na,3\nb,4\n").on("2014-12-31");
    assert_eq!(missing.shown("x.t")[1], "2014 tracked: a open 0, b open 0, c open 0");
    assert_eq!(missing.findings, ["F003 logs/visits.csv:1"]);
    let twice = case().file("logs/visits.csv", "date,unit,copies,copies\n2014-01-01,a,3,4\n").on("2014-12-31");
    assert_eq!(twice.shown("x.t")[1], "2014 tracked: a open 0, b open 0, c open 0");
}

#[test]
fn every_fault_of_a_plan_is_told_at_once() {
    let case = Case::target("populaton = \"xa\", at_least = \"two\", log = \"visit\", schedule = { every = \"yeer\" }")
        .plan("[category]", "[category]\npoor = 3");
    let found = faults(&case.tree());
    assert!(found.len() >= 4, "{found:?}");
    assert!(found.iter().all(|fault| fault.contains("plans/p.toml:")), "{found:?}");
    assert!(faults(&Case::target("").file("plans/p.toml", "id = \"p\n").tree()).contains(&"P001 plans/p.toml:1".to_owned()));
    for says in [
        "at_least = 1, at_most = 2",
        "sum = \"copies\", distinct = \"trip\"",
        "share = 101",
        "where = { nothing = 1 }",
        "sum = \"trip\"",
        "schedule = { windows = [\"2014\", \"2014-01..2014-12\"] }",
        "population = \"xo\"",
        "through = \"trip\"",
        "by = [\"nobody\"]",
        "all_of = [\"t\"]",
    ] {
        assert!(!faults(&Case::target(says).tree()).is_empty(), "{says} is no fault");
    }
}

#[test]
fn rows_may_name_what_is_known_under_other_names() {
    // A document outside the workspace is none.
    let settings = crate::harness::SETTINGS.to_owned() + "columns.paper = { type = \"file\", required = false }\n";
    let case = Case::target("log = \"reports\", population = \"huyen\", tracked = true, schedule = { windows = [\"2014\"] }")
        .file("tiendo.toml", settings)
        .file("papers/one.pdf", "x");
    let with = |paper: &str| {
        case.clone().file("logs/reports.csv", format!("date,period,unit,paper\n2014-12-31,2014,D,{paper}\n")).on("2014-12-31")
    };
    assert_eq!(with("papers/one.pdf").findings, Vec::<String>::new());
    assert_eq!(with("papers/two.pdf").findings.len(), 1);
    assert_eq!(with("../one.pdf").findings.len(), 1);
}

#[test]
fn several_plans_share_the_logs() {
    let case = case().file("logs/visits.csv", "date,unit,copies\n2014-01-01,a,3\n");
    let first = String::from_utf8(case.files["plans/p.toml"].clone()).expect("text");
    let second = first.replace("id = \"p\"", "id = \"q\"").replace("id = \"x\"", "id = \"z\"");
    let case = case.file("plans/q.toml", second);
    check(&case, "2014-12-31", "x.t", &["tracked, now tracked", "2014 tracked: a met 3, b open 0, c open 0"]);
    check(&case, "2014-12-31", "z.t", &["tracked, now tracked", "2014 tracked: a met 3, b open 0, c open 0"]);
}

#[test]
fn a_fault_is_told_once_and_not_its_consequences() {
    let unknown = Case::activity("log = \"visit\"\ntarget = [{ id = \"t\" }]\n");
    assert_eq!(faults(&unknown.tree()).len(), 1, "{:?}", faults(&unknown.tree()));
    let unknown = Case::activity("log = \"visits\"\ntarget = [{ id = \"t\" }]\n").plan("lead = \"so\"", "lead = \"sa\"");
    assert_eq!(faults(&unknown.tree()), ["P005 plans/p.toml:28"]);
    let without = Case::activity("log = \"visits\"\ntarget = [{ id = \"t\" }]\n").plan("lead = \"so\"", "");
    assert_eq!(without.on("2014-01-01").findings, ["P012 plans/p.toml:26"]);
}
