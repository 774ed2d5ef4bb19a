//! The same bytes on any number of cores, also where one file is read by several at once.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

mod harness;
use harness::places::{Seen, seen};
use harness::{day, folder, json, tiendo, window};
use tiendo::cover::cover;
use tiendo::load::load;
use tiendo::read::Tree;
use tiendo::scan::scan;

const SETTINGS: &str = r#"
format = 1
language = "en"
[log.visits]
columns.id = "key"
columns.date = "date"
columns.unit = "units"
columns.trip = "text"
columns.people = { type = "integer", required = false }
columns.note = { type = "text", required = false }
"#;

const PLAN: &str = r#"
id = "p"
title = "A plan"
period = "2014..2015"
[agency]
office = "Office"
[population.communes]
register = "units"
where = { level = "commune" }
[population.districts]
register = "units"
where = { level = "district" }
[[activity]]
id = "go"
title = "Go"
lead = "office"
log = "visits"
schedule = { every = "quarter" }
target = [
    { id = "rows", population = "communes" },
    { id = "days", population = "districts", count = "within", distinct = "day" },
    { id = "trips", population = "districts", count = "within", distinct = "trip" },
    { id = "sum", population = "communes", sum = "people" },
    { id = "last", population = "communes", latest = "people" },
    { id = "all", schedule = { windows = ["2014..2015"] } },
]
"#;

const ROWS: usize = 12_000;

/// A log of one file of several blocks, with every kind of fault that a row can have; and how many of its rows are sound.
fn log() -> (String, u64) {
    let mut text = String::from("id,date,unit,trip,people,note\n");
    let mut sound = 0;
    for row in 0..ROWS {
        let (month, day, unit) = (row % 24, row % 28 + 1, row % 7);
        let date = format!("{}-{:02}-{day:02}", 2014 + month / 12, month % 12 + 1);
        let trip = row / 3;
        let (line, counts) = match row {
            // Quotes, with line ends in them, across which blocks could be cut.
            _ if row % 97 == 0 => (format!("v{row},{date},c{unit},t{trip},{row},\"two\nlines, \"\"quoted\"\",\n{row}\"\n"), true),
            _ if row % 1009 == 0 => (format!("v{row},31/12/2014,c{unit},t{trip},1,\r\n"), false),
            _ if row % 1013 == 0 => (format!("v{row},{date},c99,t{trip},1,\n"), false),
            // Not in NFC, told once for the file.
            _ if row % 1019 == 0 => (format!("v{row},{date},c{unit},t{trip},1,e\u{301}\n"), true),
            _ if row % 1021 == 0 => (format!("v{row},{date},c{unit},t{trip},1\n"), false),
            // One key far from where it stood before: neither counts.
            11_001 | 301 => (format!("twice,{date},c{unit},t{trip},1,\n"), false),
            // One event under two keys.
            11_002 | 302 => (format!("v{row},2014-05-05,c1,same,1,same\n"), true),
            9_000 => ("id,date,unit,trip,people,note\n".to_owned(), false),
            _ if row % 2003 == 0 => (format!("\u{feff}v{row},{date},c{unit},t{trip},1,\n\n,,,,,\n"), true),
            _ => (format!("v{row},{date},c{unit},t{trip},{},\n", row % 50), true),
        };
        text += &line;
        sound += u64::from(counts);
    }
    // A quote left open swallows what is left.
    text += "v-open,2014-01-01,c1,t,\"1,\nv-lost,2014-01-01,c1,t,1,\n";
    (text, sound)
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

/// Holds the answers of a workspace on several cores against those on one.
fn same_on_any_number(directory: &Path) {
    for command in [&["check", "--full"][..], &["check", "--format", "json"], &["coverage", "--format", "json"], &["gaps", "--all"]] {
        let on = |threads: &str| tiendo(directory, "2016-01-01", &[command, &["--threads", threads]].concat());
        let one = on("1");
        for threads in ["2", "3", "8"] {
            assert_eq!(on(threads), one, "{command:?} on {threads}");
        }
    }
}

/// A workspace with every kind of fault in one large file; says how many of its rows are sound.
fn workspace(directory: &Path) -> u64 {
    let mut units = String::from("code,name,level,parent\nd0,D0,district,\nd1,D1,district,\n");
    for unit in 0..7 {
        writeln!(units, "c{unit},C{unit},commune,d{}", unit % 2).expect("text");
    }
    let (log, sound) = log();
    for (path, text) in [
        ("tiendo.toml", SETTINGS),
        ("plans/p.toml", PLAN),
        ("registers/units.csv", &units),
        ("logs/visits/all.csv", &log),
        ("logs/visits/none.csv", ""),
    ] {
        put(directory, path, text);
    }
    sound
}

#[test]
fn answers_are_the_same_on_any_number_of_cores() {
    let directory = tempfile::tempdir().expect("a folder");
    let sound = workspace(directory.path());
    same_on_any_number(directory.path());
    let coverage = json(directory.path(), &["coverage"]);
    assert_eq!(window(&coverage, "go.all", "2014..2015")["total"], sound);
}

/// What is found in a workspace whose files are read in blocks of a size, and how its targets stand.
fn in_blocks_of(directory: &Path, size: usize) -> (Vec<String>, String) {
    let tree = Tree::on_disk(directory).with_blocks_of(size);
    let today = day("2016-01-01");
    let loaded = load(&tree);
    let workspace = loaded.workspace.expect("understood");
    let scanned = scan(&workspace, &loaded.vocabulary, &tree, today, false);
    let state = cover(&workspace, &scanned.tallies, today, None, scanned.left_out);
    let tell = |seen: &Seen| format!("{} {}:{}:{}-{} {}", seen.code, seen.path, seen.line, seen.start, seen.end, seen.message);
    (seen(&tree, today).iter().map(tell).collect(), format!("{state:?}"))
}

#[test]
fn answers_are_the_same_in_blocks_of_any_size() {
    let directory = tempfile::tempdir().expect("a folder");
    workspace(directory.path());
    let expected = in_blocks_of(directory.path(), 256 * 1024);
    assert!(expected.0.len() > 30, "{:?}", expected.0);
    for size in [1024, 1500, 4096, 100_000] {
        let found = in_blocks_of(directory.path(), size);
        for (one, other) in found.0.iter().zip(&expected.0) {
            assert_eq!(one, other, "blocks of {size}");
        }
        assert_eq!((found.0.len(), &found.1), (expected.0.len(), &expected.1), "blocks of {size}");
    }
}

#[test]
fn the_examples_are_the_same_on_any_number_of_cores() {
    for name in ["examples/training", "examples/vaccination"] {
        same_on_any_number(&folder(name));
    }
}

#[test]
fn no_core_at_all_is_refused() {
    let (status, _, _) = tiendo(&folder("examples/training"), "2016-01-01", &["check", "--threads", "0"]);
    assert_eq!(status, 2);
}

/// Every sort of file there is: CRLF, no line end at the end, blank lines, a mark at the head, nothing at all.
#[test]
fn ten_thousand_small_files_are_one_log() {
    let directory = tempfile::tempdir().expect("a folder");
    let units = "code,name,level,parent\nd0,D0,district,\nd1,D1,district,\nc0,C0,commune,d0\nc1,C1,commune,d1\n";
    for (path, text) in [("tiendo.toml", SETTINGS), ("plans/p.toml", PLAN), ("registers/units.csv", units)] {
        put(directory.path(), path, text);
    }
    let (mut sound, mut wrong) = (0_u64, Vec::new());
    let header = "id,date,unit,trip,people,note";
    for number in 0..10_000 {
        let path = format!("logs/visits/{:02}/{number:05}.csv", number / 100);
        let row = |part: &str, date: &str| format!("v{number}{part},{date},c{},t{number},1,", number % 2);
        let day = format!("2014-{:02}-{:02}", number % 12 + 1, number % 28 + 1);
        let text = match number % 500 {
            0 => {
                wrong.push((path.clone(), 4));
                format!("{header}\r\n{}\r\n\r\n{}", row("a", &day), row("b", "2014-02-30"))
            }
            1 => {
                wrong.push((path.clone(), 4));
                format!("\u{feff}{header}\n{}\"two\nlines\"\n{}\n", row("a", &day), row("b", "2014-13-01"))
            }
            2 => {
                wrong.push((path.clone(), 1));
                String::new()
            }
            _ => format!("{header}\n{}", row("a", &day)),
        };
        sound += u64::from(number % 500 != 2);
        put(directory.path(), &path, &text);
    }
    let (_, out, _) = tiendo(directory.path(), "2016-01-01", &["check", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&out).expect("a document");
    let found = answer["findings"].as_array().expect("findings").iter().filter(|found| found["severity"] == "error");
    let found: Vec<(String, u64)> =
        found.map(|found| (found["file"].as_str().unwrap_or_default().to_owned(), found["line"].as_u64().unwrap_or(1))).collect();
    assert_eq!(found, wrong);
    let coverage = json(directory.path(), &["coverage"]);
    assert_eq!(window(&coverage, "go.all", "2014..2015")["total"], sound);
}
