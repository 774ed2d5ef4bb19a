//! `tiendo fmt`.

use unicode_normalization::UnicodeNormalization;

use crate::Copy;
use crate::harness::folder;
use crate::harness::places::entries;

/// The values of a file's rows in any order, each with its column's name, without what the form takes away.
fn values(text: &[u8]) -> Option<Vec<Vec<(String, String)>>> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    let plain = |field: &str| field.replace('\u{feff}', "").trim().nfc().collect::<String>();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        rows.push(record.ok()?.iter().map(plain).collect());
    }
    let header = rows.remove(0);
    let mut values: Vec<Vec<(String, String)>> = rows
        .into_iter()
        .map(|row| {
            let mut row: Vec<(String, String)> = header.iter().cloned().zip(row).filter(|(_, value)| !value.is_empty()).collect();
            row.sort();
            row
        })
        .filter(|row| !row.is_empty())
        .collect();
    values.sort();
    Some(values)
}

/// Every file as offices send them: it loses no value, and has its form for good, or stays byte for byte.
#[test]
fn nothing_is_lost_in_the_corpus() {
    let root = folder("tests/corpus");
    let (mut rewritten, mut stayed) = (0, 0);
    for name in entries(&root).into_iter().filter_map(|name| name.strip_suffix(".csv").map(str::to_owned)) {
        let expected = std::fs::read_to_string(root.join(format!("{name}.expected"))).expect("what is expected");
        let path = expected.lines().next().and_then(|line| line.strip_prefix("as ")).expect("where it goes");
        let bytes = std::fs::read(root.join(format!("{name}.csv"))).expect("the file");
        let copy = Copy::of("tests/corpus/workspace");
        copy.write(path, &bytes);
        let (_, _, said) = copy.run(&["fmt", path]);
        let after = std::fs::read(copy.path().join(path)).expect("still there");
        if after == bytes {
            stayed += 1;
        } else {
            rewritten += 1;
            assert_eq!(values(&bytes), values(&after), "{name}\n{said}");
        }
        let (_, out, _) = copy.run(&["fmt", path]);
        assert_eq!(out, "", "{name}: twice");
        assert_eq!(std::fs::read(copy.path().join(path)).expect("still there"), after, "{name}: twice");
    }
    assert!(rewritten >= 15 && stayed >= 15, "{rewritten} rewritten, {stayed} left");
}

#[test]
fn only_what_changes_is_written() {
    let copy = Copy::of("tests/corpus/workspace");
    let (status, _, _) = copy.run(&["fmt"]);
    assert_eq!(status, 0);
    let sound = copy.files();
    let units = copy.path().join("registers/units.csv").metadata().expect("there").modified().expect("a time");
    copy.write("logs/visits/2014.csv", "date,id,unit,unit_name\r\n2014-03-01, V2 ,06139,\"x\"\r\n2014-02-01,V1,06139,\r\n");
    let before = copy.files();
    let (status, out, err) = copy.run(&["fmt", "--check"]);
    assert_eq!((status, out.as_str(), err.as_str()), (1, "logs/visits/2014.csv\n", "tiendo: 1 file would be rewritten\n"));
    let (status, out, _) = copy.run(&["fmt", "--diff"]);
    // A table with personal columns shows no line.
    assert_eq!((status, out.as_str()), (0, "--- logs/visits/2014.csv\n+++ logs/visits/2014.csv\n@@ -1,3 +1,3 @@\n"));
    assert_eq!(copy.files(), before);
    let (status, _, err) = copy.run(&["fmt"]);
    assert_eq!((status, err.as_str()), (0, "tiendo: 1 file rewritten\n"));
    assert_eq!(copy.read("logs/visits/2014.csv"), "id,date,unit,unit_name\nV1,2014-02-01,06139,\nV2,2014-03-01,06139,x\n");
    assert_eq!(copy.path().join("registers/units.csv").metadata().expect("there").modified().expect("a time"), units);
    std::fs::remove_dir_all(copy.path().join("logs")).expect("gone");
    assert_eq!(copy.files(), sound);
    let (status, _, err) = copy.run(&["fmt", "tiendo.toml"]);
    assert_eq!(status, 2);
    assert!(err.contains("is no table of the workspace"), "{err}");
}

#[test]
fn lines_that_change_are_shown() {
    let copy = Copy::of("tests/corpus/workspace");
    copy.write("logs/meetings/2014.csv", "id,date,club\nM2,2014-03-01,\"CLB-01\"\n");
    let (_, out, _) = copy.run(&["fmt", "--diff", "logs/meetings/2014.csv"]);
    assert_eq!(
        out,
        "--- logs/meetings/2014.csv\n+++ logs/meetings/2014.csv\n@@ -1,2 +1,2 @@\n id,date,club\n-M2,2014-03-01,\"CLB-01\"\n+M2,2014-03-01,CLB-01\n"
    );
}

/// The workspace of Lạng Sơn has the form that is asked of others.
#[test]
fn the_workspace_of_the_repository_has_its_form() {
    let (status, out, _) = crate::harness::tiendo(&folder("data"), "2020-12-31", &["fmt", "--check"]);
    assert_eq!((status, out.as_str()), (0, ""));
}
