//! Whatever is wrong with it, what stands in a column marked `personal` is in no answer.
//!
//! `tests/fixtures/personal` has a personal column of every kind that may be one, and every fault that can touch it.

use std::collections::BTreeSet;

use super::Place;
use crate::harness::{folder, places};

/// The fixture in a folder of its own, with what no text file of a repository should hold.
fn place() -> Place {
    let place = Place::rows("");
    for (path, text) in places::files(&folder("tests/fixtures/personal")) {
        place.write(&format!("data/{path}"), text);
    }
    std::fs::remove_file(place.path().join("data/logs/visits.csv")).expect("removed");
    let rows = places::files(&folder("tests/fixtures/personal"))["logs/visits.csv"].clone();
    place.write("data/logs/visits/a.csv", &rows);
    let header = rows.split(|byte| *byte == b'\n').next().expect("a line");
    let odd: [&[u8]; 4] = [
        b"K-8840,2016-01-05,07302,,,,,,,,,,,,,,\xff\xfe phone8841\n",
        "K-8842,2016-01-06,07302,,,,,,,,,,,,,,e\u{323}phone8843\n".as_bytes(),
        "K-8844,2016-01-07,07302,,,,,,,,,,,,,,\u{feff}phone8845\n".as_bytes(),
        b"K-8846,2016-01-08,07302,,,,,,,,,,,,,,\"phone8847\nmore8848\n",
    ];
    place.write("data/logs/visits/b.csv", [header, b"\n", &odd.concat()].concat());
    // No header, none and one word twice, one that is read all the same, and one by semicolons.
    place.write("data/logs/visits/c.csv", "K-8850,2016-01-05,07302,phone8851\n");
    place.write("data/logs/visits/d.csv", "K-8852,2016-01-05,07302,phone8853,phone8853\n");
    place.write("data/logs/visits/e.csv", "id,date,unit,Phone\nK-8855,2016-01-05,07302,phone8856\n");
    place.write("data/logs/visits/f.csv", "id;date;unit;phone\nK-8857;2016-01-05;07302;phone8858\n");
    place
}

/// Parts of all that must never be seen.
const SECRETS: [&str; 14] = [
    "88",
    "471",
    "Tênclub",
    "Telclub",
    "Thầymayor",
    "2014-04-1",
    "2015-09-23",
    "2016-02-11",
    "2016-04-17",
    "2017-07-14",
    "2987",
    "2998",
    "2016-H",
    "2015-06-30",
];

#[track_caller]
fn silent(what: &str, text: &str) {
    // A fingerprint is a hash; it may hold any digits.
    for line in text.lines().filter(|line| !line.contains("\"tiendo/v1\"")) {
        for secret in SECRETS.iter().chain(&["2015-Q2", "Quý 3", "1/7/2017", "2019-10-2", "07301", "07399", "Annhiên", "Danhxưng"]) {
            assert!(!line.contains(secret), "{what} shows {secret}: {line}");
        }
    }
}

#[test]
fn no_fault_shows_it_in_any_format() {
    let place = place();
    let expected = "F002 F003 F004 F005 F006 F007 F011 F013 F014 F015 F016 V001 V002 V003 V004 V005 V006 V007 V008 V009 V010 V011 C001 C002 C003 C004 C005 C006 C007 C008 C009 C010 C011 C013 C014 T005";
    let found: BTreeSet<String> = place.codes(&["--select", "F,V,C,T005"]).into_iter().collect();
    let missing: Vec<&str> = expected.split(' ').filter(|code| !found.contains(*code)).collect();
    assert!(missing.is_empty(), "the fixture no longer has {missing:?}");
    // The units register itself is nobody's secret.
    for format in ["table", "json", "csv", "markdown", "github", "sarif", "junit"] {
        for lang in ["vi", "en"] {
            let run = place.run(&["check", "--ignore", "P", "--full", "--format", format, "--lang", lang]);
            silent(format, &run.out);
            silent(format, &run.err);
        }
    }
    assert_eq!(place.run(&["check", "--write-baseline", "known.csv", "--fail-on", "never"]).status, 0);
    silent("baseline", &place.read("known.csv"));
}

#[test]
fn where_a_club_stands_is_not_told() {
    let place = place();
    let shown = |arguments: &[&str]| {
        let run = place.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {}", run.err);
        assert!(!run.out.contains("Bình") && !run.out.contains("07302"), "{arguments:?}: {}", run.out);
        silent("an answer", &run.out);
        run.out
    };
    for format in ["table", "json", "csv", "markdown"] {
        assert!(shown(&["coverage", "a.clb", "--by", "subject", "--format", format]).contains("c8"), "{format}");
        assert!(shown(&["gaps", "a.clb", "--full", "--all", "--format", format]).contains("c8"), "{format}");
        assert!(!shown(&["coverage", "a.clb", "--by", "commune", "--format", format]).contains("c8"), "{format}");
        assert!(!shown(&["gaps", "a.clb", "--all", "--in", "07300", "--format", format]).contains("c8"), "{format}");
    }
    assert!(shown(&["coverage", "a.clb", "--by", "commune", "--format", "csv"]).contains("no commune"));
    silent("units", &place.run(&["units", "07305"]).out);
}

#[test]
fn no_table_of_an_export_shows_it() {
    let place = place();
    let run = place.run(&["export", "--as-of", "2020-12-31", "--output", "tables"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let mut shown = 0;
    for entry in std::fs::read_dir(place.path().join("tables")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("text");
        shown += text.lines().count();
        // The units register itself is nobody's secret.
        if path.ends_with("register_units.csv") {
            continue;
        }
        silent(&path.display().to_string(), &text);
    }
    assert!(shown > 100, "{shown} lines");
}

/// Every answer there is, in every format that is text.
const ANSWERS: &[&[&str]] = &[
    &["status"],
    &["coverage", "--by", "subject"],
    &["coverage", "--sum", "visits.m"],
    &["gaps", "--all"],
    &["pace"],
    &["due"],
    &["funds"],
    &["estimate", "2017"],
    &["estimate", "2017", "--full-norm"],
    &["report", "2017", "--annex"],
    &["schedule", "a.clb", "--per-month", "3"],
    &["schedule", "a.xa", "--per-month", "3"],
    &["worksheet", "visits"],
    &["worksheet", "reports", "--period", "2016"],
    &["history"],
    &["restated"],
    &["records", "reports"],
    &["records", "visits", "--target", "a.clb"],
    &["explain", "a.xa"],
    &["explain", "a.clb"],
    &["explain", "a.clb", "--subject", "c1", "--window", "2016"],
    &["explain", "a.rp", "--subject", "07300", "--window", "2016"],
    &["diff", "2017-01-01", "2018-01-01"],
    &["units", "Bình"],
    &["fmt", "--diff"],
    &["record", "visits", "id=K-8899", "date=2016-13-99", "unit=07302", "phone=phone8899", "n=8899", "--dry-run"],
];

#[test]
fn no_answer_shows_it_in_any_format() {
    let place = place();
    let mut shown = 0;
    for answer in ANSWERS {
        for format in ["table", "json", "csv", "markdown", "html"] {
            for lang in ["vi", "en"] {
                let run = place.run(&[*answer, &["--as-of", "2020-12-31", "--format", format, "--lang", lang]].concat());
                // What was not measured (`m`) is nobody's secret here, and the days of history are those that were asked for.
                let own = |line: &&str| !line.contains("2015-06-30") || answer[0] != "history";
                let text: Vec<&str> = run.out.lines().chain(run.err.lines()).filter(own).collect();
                silent(&format!("{answer:?} {format}"), &text.join("\n"));
                shown += usize::from(run.status == 0);
            }
        }
    }
    assert!(shown > 100, "most of them answer: {shown}");
}
