//! Exit statuses, languages, and what stands on which stream.

use super::*;

const SETTINGS: &str = "format = 1\nlanguage = \"vi\"\n[log.visits]\ncolumns.date = \"date\"\n";
const PLAN: &str = r#"
id = "p"
title = "Kế hoạch"
period = "2014..2015"
[agency]
so = "Sở"
[[activity]]
id = "di"
title = "Đi"
lead = "so"
log = "visits"
schedule = { every = "year" }
target = [{ id = "hai", at_least = 2 }]
"#;

/// What a run leaves: status, standard output, standard error.
fn tiendo(plan: &str, visits: &str, arguments: &[&str]) -> (u8, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [("tiendo.toml", SETTINGS), ("plans/p.toml", plan), ("logs/visits.csv", visits)] {
        let path = folder.path().join(path);
        output::put(&path, text.as_bytes()).expect("written");
    }
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = run(World {
        arguments: std::iter::once("tiendo").chain(arguments.iter().copied()).map(OsString::from).collect(),
        variable: &|_| None,
        // Found upward from here.
        directory: folder.path().join("logs"),
        today: Date::constant(2016, 1, 31),
        width: None,
        colour: false,
        out: &mut out,
        err: &mut err,
        watched: false,
        asks: None,
        waits: None,
    });
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status, text(out), text(err))
}

#[track_caller]
fn check(visits: &str, arguments: &[&str], expected: u8) {
    let (status, out, err) = tiendo(PLAN, visits, arguments);
    assert_eq!(status, expected, "{arguments:?}\n{out}\n{err}");
}

const TWO_A_YEAR: &str = "date\n2014-03-01\n2014-04-01\n2015-03-01\n2015-04-01\n";
const ONE_IN_2015: &str = "date\n2014-03-01\n2014-04-01\n2015-03-01\n";

#[test]
fn statuses() {
    check(TWO_A_YEAR, &["check"], 0);
    check("date\n31/12/2014\n", &["check"], 1);
    check(ONE_IN_2015, &["check"], 3);
    check(ONE_IN_2015, &["check", "--fail-on", "never"], 0);
    check(ONE_IN_2015, &["check", "--fail-on", "never", "--max-gaps", "0"], 3);
    check(ONE_IN_2015, &["check", "--as-of", "2014-12-31"], 0);
    check("date\n2015-03-01\n2015-04-01\n", &["check"], 0);
    check("date\n2015-03-01\n2015-04-01\n", &["check", "--all"], 3);
    for answer in ["status", "coverage", "gaps"] {
        check(ONE_IN_2015, &[answer], 0);
    }
    check(TWO_A_YEAR, &["gaps", "nobody"], 2);
    check(TWO_A_YEAR, &["check", "--nonsense"], 2);
    check(TWO_A_YEAR, &["--help"], 0);
}

#[test]
fn a_plan_that_is_not_understood_is_said_in_the_format() {
    let plan = PLAN.replace("lead = \"so\"", "lead = \"sa\"");
    let (status, out, err) = tiendo(&plan, TWO_A_YEAR, &["check"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.starts_with("plans/p.toml:10:8: lỗi["), "{err}");
    let (status, out, err) = tiendo(&plan, TWO_A_YEAR, &["check", "--format", "json"]);
    assert_eq!((status, err.as_str()), (2, ""));
    let json: serde_json::Value = serde_json::from_str(&out).expect("one valid document");
    assert_eq!((&json["tiendo"], &json["verdict"]), (&1.into(), &serde_json::Value::Null));
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(1), "{out}");
}

#[test]
fn rows_left_out_are_told_beside_the_answer() {
    let (status, out, err) = tiendo(PLAN, "date\n31/12/2014\n2014-05-01\n", &["gaps", "--lang", "en", "--format", "json", "--quiet"]);
    assert_eq!((status, err.as_str()), (0, "tiendo: 1 row was left out because of errors (`tiendo check` shows them)\n"));
    assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok());
}

#[test]
fn the_language_is_the_workspaces_unless_asked_for() {
    let (_, out, _) = tiendo(PLAN, TWO_A_YEAR, &["gaps"]);
    assert!(out.contains("Tính đến 31/01/2016"), "{out}");
    let (_, out, _) = tiendo(PLAN, TWO_A_YEAR, &["gaps", "--lang", "en"]);
    assert!(out.contains("As of 2016-01-31"), "{out}");
    let (_, _, err) = tiendo(PLAN, TWO_A_YEAR, &["gaps", "di.hia"]);
    assert_eq!(err, "tiendo: không có chỉ tiêu `di.hia`; có phải là `di.hai`?\n");
}

#[test]
fn whoever_reads_no_further_is_left_in_peace() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut err = Vec::new();
    let status = run(World {
        arguments: ["tiendo", "--help"].map(OsString::from).to_vec(),
        variable: &|_| None,
        directory: PathBuf::new(),
        today: Date::constant(2016, 1, 31),
        width: None,
        colour: false,
        out: &mut Closed,
        err: &mut err,
        watched: false,
        asks: None,
        waits: None,
    });
    assert_eq!((status, err.as_slice()), (0, &b""[..]));
    assert!(matches!(Stop::from(io::Error::from(io::ErrorKind::BrokenPipe)), Stop::EnoughRead));
}
