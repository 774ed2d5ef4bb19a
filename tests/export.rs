//! What `tiendo export` writes is what its dictionary says, adds up to the other answers, and can be read by the scripts of
//! `examples/analysis`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

mod harness;
use harness::{folder, json, tiendo};

type Row = BTreeMap<String, String>;

/// The headings and rows of a table.
fn table(tables: &Path, name: &str) -> (Vec<String>, Vec<Row>) {
    let mut reader = csv::Reader::from_path(tables.join(format!("{name}.csv"))).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    let heads: Vec<String> = reader.headers().expect("headings").iter().map(str::to_owned).collect();
    let row = |record: csv::Result<csv::StringRecord>| -> Row {
        heads.iter().cloned().zip(record.expect("a row").iter().map(str::to_owned)).collect()
    };
    let rows = reader.records().map(row).collect();
    (heads, rows)
}

/// The tables of `data/` on a day, in a folder that goes with the first of the two.
fn exported(as_of: &str, more: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().expect("a folder");
    let (data, out) = (folder("data"), place.path().join("tables"));
    let arguments = ["export", "--data", data.to_str().expect("text"), "--as-of", as_of, "--output", out.to_str().expect("text")];
    let (status, said, err) = tiendo(place.path(), "2026-01-01", &[&arguments, more].concat());
    assert_eq!((status, said.as_str()), (0, ""), "{err}");
    (place, out)
}

#[test]
fn every_table_is_what_its_dictionary_says() {
    let (_place, tables) = exported("2018-07-31", &[]);
    let mut declared: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in table(&tables, "dictionary").1 {
        declared.entry(row["table"].clone()).or_default().push(row);
    }
    let files: BTreeSet<String> =
        fs::read_dir(&tables).expect("a folder").map(|entry| entry.expect("an entry").file_name().into_string().expect("text")).collect();
    assert_eq!(files, declared.keys().map(|name| format!("{name}.csv")).collect());
    for (name, lines) in &declared {
        let (heads, rows) = table(&tables, name);
        let columns: Vec<&str> = lines.iter().filter(|line| line["position"] != "0").map(|line| line["column"].as_str()).collect();
        assert_eq!(heads, columns, "{name}");
        for line in lines {
            assert!(!line["meaning_vi"].is_empty() && !line["meaning_en"].is_empty(), "{line:?}");
            let Some(column) = heads.iter().find(|head| **head == line["column"]) else { continue };
            let words: BTreeSet<&str> = line["words"].split(' ').filter(|word| !word.is_empty()).collect();
            for value in rows.iter().map(|row| row[column].as_str()).filter(|value| !value.is_empty()) {
                let fits = match line["type"].as_str() {
                    "integer" => value.parse::<i64>().is_ok(),
                    "number" => value.parse::<f64>().is_ok(),
                    "boolean" => ["true", "false"].contains(&value),
                    "date" => tiendo::calendar::parse_date(value).is_some(),
                    _ => words.is_empty() || words.contains(value),
                };
                assert!(fits, "{name}.{column}: `{value}` is no {} of {words:?}", line["type"]);
            }
        }
    }
}

#[test]
fn tables_add_up_to_the_other_answers() {
    let (_place, tables) = exported("2018-07-31", &[]);
    let (_, windows) = table(&tables, "windows");
    let (_, cells) = table(&tables, "cells");
    let (_, subjects) = table(&tables, "subjects");
    let known: BTreeSet<_> = subjects.iter().map(|row| (&row["plan"], &row["subject_id"])).collect();
    assert_eq!(known.len(), subjects.len(), "a subject is one row");
    let mut counts: BTreeMap<(&String, &String, &str), u64> = BTreeMap::new();
    for cell in &cells {
        assert!(known.contains(&(&cell["plan"], &cell["subject_id"])), "{cell:?}");
        for key in if cell["required"] == "true" { ["members", &cell["state"]] } else { continue } {
            *counts.entry((&cell["target"], &cell["window"], key)).or_default() += 1;
        }
    }
    let mut answered = BTreeMap::new();
    let answer = json(&folder("data"), &["coverage", "--as-of", "2018-07-31"]);
    for activity in answer["plans"][0]["activities"].as_array().expect("activities") {
        for target in activity["targets"].as_array().expect("targets") {
            for window in target["windows"].as_array().expect("windows") {
                answered.insert((target["id"].as_str().expect("an id"), window["window"].as_str().expect("a label")), window);
            }
        }
    }
    assert_eq!(windows.len(), answered.len());
    for row in &windows {
        let window = answered[&(row["target"].as_str(), row["window"].as_str())];
        for key in ["members", "waived", "met", "late", "exceeded", "overdue", "open", "upcoming"] {
            let counted = counts.get(&(&row["target"], &row["window"], key)).copied().unwrap_or_default();
            assert_eq!((row[key].as_str(), window[key].as_u64()), (counted.to_string().as_str(), Some(counted)), "{row:?}");
        }
        assert_eq!(Some(row["verdict"].as_str()), window["verdict"].as_str());
        let fraction = |key: &str| window[key].as_f64().map(|share| share.to_string()).unwrap_or_default();
        assert_eq!(row["coverage"].parse::<f64>().map(|share| share.to_string()).unwrap_or_default(), fraction("coverage"));
    }
    let funds = json(&folder("data"), &["funds", "--as-of", "2018-07-31"]);
    let sum = |key: &str| table(&tables, "money").1.iter().map(|row| row[key].parse::<i64>().expect("an amount")).sum::<i64>();
    for key in ["allocated", "spent", "left", "over", "records"] {
        assert_eq!(Some(sum(key)), funds["plans"][0]["total"][key].as_i64(), "{key}");
    }
    let records = json(&folder("data"), &["records", "visits", "--as-of", "2018-07-31"]);
    assert_eq!(table(&tables, "records_visits").1.len(), records["records"].as_array().expect("records").len());
}

#[test]
fn a_row_that_does_not_count_and_what_is_personal_stay_out_and_nothing_is_a_formula() {
    let place = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = place.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    write(
        "data/tiendo.toml",
        "format = 1\nlanguage = \"en\"\n[log.visits]\ncolumns.date = \"date\"\ncolumns.source_line = { type = \"text\", required = false }\ncolumns.client = { type = \"text\", personal = true, required = false }\n",
    );
    write(
        "data/plans/p.toml",
        "id = \"p\"\ntitle = \"A plan\"\nperiod = \"2014..2015\"\n[agency]\nso = \"Office\"\n[[activity]]\nid = \"go\"\ntitle = \"=HYPERLINK(1)\"\nlead = \"so\"\nlog = \"visits\"\ntarget = [{ id = \"x\", at_least = 2 }]\n",
    );
    write(
        "data/logs/visits.csv",
        "date,source_line,client\n2014-03-01,+1 \u{1b}[31m,Nguyen\n31/12/2014,bad,Tran\n2019-01-01,later,Le\n2014-04-01,\"a, \"\"b\"\"\",\n",
    );
    let (status, _, err) = tiendo(place.path(), "2015-06-30", &["export", "--output", "tables"]);
    assert_eq!((status, err.contains("1 row was left out")), (0, true), "{err}");
    let tables = place.path().join("tables");
    let (heads, rows) = table(&tables, "records_visits");
    assert_eq!(heads, ["source_file", "source_line_", "date", "source_line", "note"]);
    let shown: Vec<&str> = rows.iter().map(|row| row["source_line"].as_str()).collect();
    assert_eq!(shown, ["'+1 \\u{1b}[31m", "a, \"b\""]);
    assert_eq!(rows[1]["source_line_"], "5");
    assert_eq!(table(&tables, "activities").1[0]["title"], "'=HYPERLINK(1)");
    for entry in fs::read_dir(&tables).expect("a folder") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("text");
        assert!(["Nguyen", "Tran", "client"].iter().all(|secret| !text.contains(secret)), "{text}");
    }
    // It is written over itself, and over nothing else.
    let first = fs::read(tables.join("cells.csv")).expect("read");
    assert_eq!(tiendo(place.path(), "2015-06-30", &["export", "--output", "tables", "--threads", "1"]).0, 0);
    assert_eq!(fs::read(tables.join("cells.csv")).expect("read"), first);
    fs::write(tables.join("mine.txt"), "x").expect("written");
    for (out, said) in
        [("tables", "mine.txt"), ("data", "other files"), ("data/logs/x", "keeps its data"), ("none/x", "no such file or folder")]
    {
        let (status, _, err) = tiendo(place.path(), "2015-06-30", &["export", "--output", out]);
        assert_eq!((status, err.contains(said)), (2, true), "{out}: {err}");
    }
    let (status, _, err) = tiendo(place.path(), "2015-06-30", &["export"]);
    assert_eq!((status, err.contains("--output DIR")), (2, true), "{err}");
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 2, "nothing is left lying about");
}

#[test]
fn the_page_lists_every_column() {
    let (_place, tables) = exported("2018-07-31", &[]);
    let mut page = String::new();
    for row in table(&tables, "dictionary").1 {
        if row["table"].starts_with("register_") || row["table"].starts_with("records_") {
            continue;
        }
        let meaning = row["meaning_en"].replace('|', "\\|");
        if row["position"] == "0" {
            let _ =
                write!(page, "\n### `{}`\n\n{meaning}\n\n| column | type | unit | meaning |\n| --- | --- | --- | --- |\n", row["table"]);
            continue;
        }
        let words = if row["words"].is_empty() { String::new() } else { format!(": `{}`", row["words"].replace(' ', "` `")) };
        let _ = writeln!(page, "| `{}` | {} | {} | {meaning}{words} |", row["column"], row["type"], row["unit"]);
    }
    let path = folder("docs/export.md");
    let text = fs::read_to_string(&path).expect("a page");
    let (head, _) = text.split_once("\n## The tables\n").expect("the heading over the tables");
    let whole = format!("{head}\n## The tables\n{page}");
    // `TRYCMD=overwrite` writes the tables anew.
    if std::env::var("TRYCMD").is_ok_and(|what| what == "overwrite") {
        fs::write(&path, &whole).expect("written");
    }
    let same = fs::read_to_string(&path).expect("a page") == whole;
    assert!(same, "docs/export.md says other columns than there are: TRYCMD=overwrite writes them anew");
}

/// Runs a script of `examples/analysis` on the tables of `data/`, where its tool is there.
fn analysed(program: &str, probe: &[&str], script: &str) {
    let there = Command::new(program).args(probe).output().is_ok_and(|output| output.status.success());
    if !there {
        let said = format!("tests/export.rs: skipped in part, {program} {} does not run here\n", probe.join(" "));
        std::io::Write::write_all(&mut std::io::stderr(), said.as_bytes()).expect("written");
        return;
    }
    let (_place, tables) = exported("2018-07-31", &[]);
    let output = Command::new(program).arg(folder("examples/analysis").join(script)).arg(&tables).output().expect("it runs");
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{out}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(out.contains("as of") && out.contains("2018-07-31") && out.contains("luu-dong") && out.contains("dia-phuong"), "{out}");
}

#[test]
fn pandas_reads_it() {
    let python = std::env::var("TIENDO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    analysed(&python, &["-c", "import pandas"], "coverage.py");
}

#[test]
fn r_reads_it() {
    analysed("Rscript", &["--version"], "coverage.R");
}
