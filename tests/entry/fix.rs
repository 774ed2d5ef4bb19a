//! `tiendo fix`: what is certain is mended, what is not stays, and nothing else changes.

use std::collections::BTreeMap;

use serde_json::Value;
use tiendo::calendar::Date;
use tiendo::read::Tree;

use crate::Copy;
use crate::harness::folder;
use crate::harness::places::{Seen, entries, seen};

const TODAY: Date = Date::constant(2020, 6, 30);

/// What is found in the files of a copy.
fn found(copy: &Copy) -> Vec<Seen> {
    seen(&Tree::in_memory(copy.files()), TODAY)
}

/// Rows of fields, however many each has; nothing where the bytes are no text.
fn grid(bytes: &[u8]) -> Option<Vec<Vec<String>>> {
    std::str::from_utf8(bytes).ok()?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    reader.records().map(|record| Some(record.ok()?.iter().map(str::to_owned).collect())).collect()
}

/// Each file of the corpus becomes the file `NN-what.fixed` beside it, or stays byte for byte where it has none;
/// `TIENDO_FIXED=overwrite` writes these anew.
#[test]
fn the_corpus_is_mended_where_that_is_certain() {
    let root = folder("tests/corpus");
    let overwrite = std::env::var("TIENDO_FIXED").is_ok_and(|value| value == "overwrite");
    let (mut mended, mut stayed, mut cells) = (0, 0, 0);
    for name in entries(&root).into_iter().filter_map(|name| name.strip_suffix(".csv").map(str::to_owned)) {
        let expected = std::fs::read_to_string(root.join(format!("{name}.expected"))).expect("what is expected");
        let path = expected.lines().next().and_then(|line| line.strip_prefix("as ")).expect("where it goes");
        let bytes = std::fs::read(root.join(format!("{name}.csv"))).expect("the file");
        let copy = Copy::of("tests/corpus/workspace");
        copy.write(path, &bytes);
        let (files, before) = (copy.files(), found(&copy));

        let (status, shown, _) = copy.run(&["fix"]);
        assert_eq!((status, copy.files() == files), (0, true), "{name}: nothing is written unasked");
        let (status, written, said) = copy.run(&["fix", "--write"]);
        assert_eq!(status, 0, "{name}: {said}");
        let after = std::fs::read(copy.path().join(path)).expect("still there");
        for (other, bytes) in copy.files().iter().filter(|(other, _)| *other != path) {
            assert_eq!(files.get(other), Some(bytes), "{name}: {other}");
        }

        let golden = root.join(format!("{name}.fixed"));
        if overwrite && after != bytes {
            std::fs::write(&golden, &after).expect("written");
        }
        let wanted = std::fs::read(&golden).unwrap_or_else(|_| bytes.clone());
        assert_eq!(String::from_utf8_lossy(&after), String::from_utf8_lossy(&wanted), "{name}");
        assert_eq!(after != bytes, before.iter().any(|one| one.certain), "{name}");
        if after == bytes {
            stayed += 1;
            assert!(said.contains("there is nothing"), "{name}: {said}");
        } else {
            mended += 1;
            assert!(shown.starts_with(&format!("--- {path}\n")), "{name}: {shown}");
            assert!(written.starts_with(&format!("{path}\n")), "{name}: {written}");
        }

        // Nothing certain is left, and a second time there is nothing to do.
        let left = found(&copy);
        assert!(left.iter().all(|one| !one.certain), "{name}: {left:?}");
        let (_, _, said) = copy.run(&["fix", "--write"]);
        assert!(said.contains("there is nothing"), "{name}: {said}");
        assert_eq!(std::fs::read(copy.path().join(path)).expect("still there"), after, "{name}: twice");

        // Where only fields were mended, only those differ, and every doubt is there as before.
        let plain = |one: &&Seen| one.certain && !matches!(one.code, "F002" | "F004" | "F005" | "F007" | "F013" | "F016" | "F017");
        if before.iter().filter(|one| one.certain).all(|one| plain(&one))
            && let (Some(old), Some(new)) = (grid(&bytes), grid(&after))
        {
            let pairs = || old.iter().flatten().zip(new.iter().flatten());
            assert_eq!(old.iter().map(Vec::len).collect::<Vec<_>>(), new.iter().map(Vec::len).collect::<Vec<_>>(), "{name}");
            let changed = pairs().filter(|(old, new)| old != new).count();
            // A field that two findings are about is one; a field whose first mending shows another is one, too.
            assert!(changed <= before.iter().filter(plain).count().max(left.len() + before.len()), "{name}: {changed}");
            cells += changed;
            let mut doubts: BTreeMap<(&str, &str), i32> = BTreeMap::new();
            for one in &before {
                *doubts.entry((one.code, one.marked.as_str())).or_default() += i32::from(!one.certain);
            }
            for one in &left {
                *doubts.entry((one.code, one.marked.as_str())).or_default() -= 1;
            }
            let gone: Vec<_> = doubts.iter().filter(|((code, _), count)| **count > 0 && !matches!(*code, "T005" | "C011")).collect();
            assert!(gone.is_empty(), "{name}: {gone:?}");
        }
    }
    assert!(mended >= 40 && stayed >= 40 && cells >= 80, "{mended} mended, {stayed} stayed, {cells} cells");
}

/// What a program takes from `check` gives the same file as `fix`.
#[test]
fn json_and_sarif_carry_what_fix_does() {
    let copy = Copy::of("tests/corpus/workspace");
    let text = "date,period,unit,cases,share\n31/12/2014,Q1/2014, 185,\"1.234\",\"12,5\"\n2014-07-05,2014-H1,185,hơn 60,3\n";
    copy.write("logs/reports.csv", text);
    let apply = |edits: Vec<(usize, usize, usize, usize, String)>| {
        let mut lines: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
        let mut edits = edits;
        edits.sort();
        for (line, column, end_line, end_column, new) in edits.into_iter().rev() {
            assert_eq!(line, end_line);
            lines[line - 1].splice(column - 1..end_column - 1, new.chars());
        }
        lines.iter().map(|line| line.iter().collect::<String>() + "\n").collect::<String>()
    };
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
    let (_, out, _) = copy.run(&["check", "--format", "json"]);
    let json: Value = serde_json::from_str(&out).expect("json");
    let of_json: Vec<_> = (json["findings"].as_array().expect("findings").iter())
        .flat_map(|finding| finding["fix"]["replacements"].as_array().cloned().unwrap_or_default())
        .map(|one| {
            let [line, column, end_line, end_column] = ["line", "column", "end_line", "end_column"].map(|key| number(&one[key]));
            (line, column, end_line, end_column, one["text"].as_str().expect("a text").to_owned())
        })
        .collect();
    let (_, out, _) = copy.run(&["check", "--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&out).expect("json");
    let mut of_sarif = Vec::new();
    for result in sarif["runs"][0]["results"].as_array().expect("results") {
        for fix in result["fixes"].as_array().into_iter().flatten() {
            assert!(fix["description"]["text"].is_string());
            for change in fix["artifactChanges"].as_array().expect("changes") {
                assert_eq!(change["artifactLocation"]["uri"], "logs/reports.csv");
                for one in change["replacements"].as_array().expect("replacements") {
                    let at = &one["deletedRegion"];
                    let [line, column, end_line, end_column] =
                        ["startLine", "startColumn", "endLine", "endColumn"].map(|key| number(&at[key]));
                    of_sarif.push((
                        line,
                        column,
                        end_line,
                        end_column,
                        one["insertedContent"]["text"].as_str().expect("a text").to_owned(),
                    ));
                }
            }
        }
    }
    assert_eq!(of_json.len(), 5, "{of_json:?}");
    assert_eq!(of_json, of_sarif);
    let (status, _, _) = copy.run(&["fix", "--write"]);
    assert_eq!((status, copy.read("logs/reports.csv")), (0, apply(of_json)));
    assert_eq!(
        copy.read("logs/reports.csv"),
        "date,period,unit,cases,share\n2014-12-31,2014-Q1,185,\"1234\",\"12.5\"\n2014-07-05,2014-H1,185,hơn 60,3\n"
    );
}

/// A whole file in another form is one replacement, at the first finding alone.
#[test]
fn a_whole_file_is_carried_once() {
    let copy = Copy::of("tests/corpus/workspace");
    copy.write(
        "logs/reports.csv",
        b"date,period,unit,cases,share\n2014-07-05,2014-H1,x\xb7 B\xbec S\xacn,1,2\n2014-07-05,2014-H1,x\xb7 B\xbec S\xacn,1,2\n",
    );
    let (_, out, _) = copy.run(&["check", "--format", "json"]);
    let json: Value = serde_json::from_str(&out).expect("json");
    let fixes: Vec<&Value> =
        json["findings"].as_array().expect("findings").iter().filter(|one| one["code"] == "F002").map(|one| &one["fix"]).collect();
    assert_eq!(fixes.len(), 2);
    assert_eq!((&fixes[0]["form"], &fixes[1]["form"]), (&"utf-8".into(), &"utf-8".into()));
    assert_eq!(fixes[1]["replacements"], serde_json::json!([]));
    let one = &fixes[0]["replacements"][0];
    assert_eq!((&one["line"], &one["end_line"], &one["end_column"]), (&1.into(), &4.into(), &1.into()));
    assert!(one["text"].as_str().expect("a text").contains("xã Bắc Sơn"), "{one}");
}

/// What is personal is mended and shown nowhere.
#[test]
fn personal_cells_are_mended_unseen() {
    let copy = Copy::of("tests/corpus/workspace");
    let head = "id,date,unit,participants,form,fund,cost,phone";
    let log = "logs/visits/a.csv";
    copy.write(
        log,
        format!("{head}\nV1,5/3/2014,06349,1,tu-van,trung-uong,1,'0912345678\nV2,15/3/2014,06349,1,tu-van,trung-uong,2, 0987654321\n"),
    );
    let mut all = String::new();
    for arguments in [&["fix"][..], &["check", "--format", "json"], &["check", "--format", "sarif"], &["check"], &["fix", "--write"]] {
        let (_, out, err) = copy.run(arguments);
        all += &(out + &err);
    }
    assert!(!all.contains("0912345678") && !all.contains("0987654321"), "{all}");
    assert!(all.contains("@@ 2:4 @@\n-5/3/2014\n+2014-03-05\n") && all.contains("@@ 2:41 @@ …\n"), "{all}");
    assert_eq!(
        copy.read(log),
        format!("{head}\nV1,2014-03-05,06349,1,tu-van,trung-uong,1,0912345678\nV2,2014-03-15,06349,1,tu-van,trung-uong,2,0987654321\n")
    );
}

#[test]
fn plans_and_other_files_stay() {
    let copy = Copy::of("tests/corpus/workspace");
    copy.write("logs/reports.csv", "date,period,unit,cases,share\n31/12/2014,2014-H1,185,1,2\n");
    copy.write("logs/meetings/2014.csv", "id,date,club\nM1,31/12/2014,CLB-01\n");
    let before = copy.files();
    let (status, out, _) = copy.run(&["fix", "logs/reports.csv", "--write"]);
    assert_eq!((status, out.lines().next()), (0, Some("logs/reports.csv")));
    let changed: Vec<String> =
        copy.files().into_iter().filter(|(path, bytes)| before.get(path) != Some(bytes)).map(|(path, _)| path).collect();
    assert_eq!(changed, ["logs/reports.csv"]);
    let (status, _, err) = copy.run(&["fix", "tiendo.toml"]);
    assert_eq!(status, 2);
    assert!(err.contains("is no table of the workspace"), "{err}");
}

/// The workspace of the repository has nothing to mend.
#[test]
fn the_workspace_of_the_repository_stays() {
    let (status, out, err) = crate::harness::tiendo(&folder("data"), "2020-12-31", &["fix", "--lang", "en"]);
    assert_eq!(status, 0);
    assert!(err.contains("there is nothing that could be mended") && !out.contains("---"), "{out}{err}");
}

/// A wide table is read as other rows than its file has: nothing in it is mended.
#[test]
fn wide_tables_stay() {
    let copy = Copy::of("tests/corpus/workspace");
    let settings = copy.read("tiendo.toml");
    let log = "\n[log.stock]\nwide = { columns = \"2014-Q*\", as = \"period\", value = \"n\" }\ncolumns.date = \"date\"\ncolumns.period = \"period\"\ncolumns.unit = \"units\"\ncolumns.n = \"integer\"\n";
    copy.write("tiendo.toml", settings + log);
    copy.write("logs/stock.csv", "date,unit,2014-Q1,2014-Q2\n31/12/2014, 185,1.234,\"5\"\n");
    let before = copy.files();
    let (status, out, err) = copy.run(&["fix", "--write"]);
    assert_eq!((status, copy.files() == before), (0, true), "{out}{err}");
    let (_, out, _) = copy.run(&["check", "--format", "json"]);
    assert!(out.contains("V001") && !out.contains("\"fix\""), "{out}");
}
