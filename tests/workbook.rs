//! Workbooks read back: their figures are those of the JSON contract, and their cells have the types that other programs see.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use serde_json::Value;

mod harness;
use harness::{folder, json};

/// Writes an answer about `data/` as a workbook.
fn workbook(file: &Path, arguments: &[&str]) {
    let run = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .arg("--data")
        .arg(folder("data"))
        .args(arguments)
        .args(["--format", "xlsx", "--lang", "en", "--output"])
        .arg(file)
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
}

fn open(file: &Path) -> Xlsx<std::io::BufReader<fs::File>> {
    open_workbook(file).expect("a workbook")
}

/// A table: the titles, and the rows below them.
fn table(file: &Path, sheet: &str) -> (Vec<String>, Vec<Vec<Data>>) {
    let range = open(file).worksheet_range(sheet).unwrap_or_else(|error| panic!("{sheet}: {error}"));
    let mut rows = range.rows().map(<[Data]>::to_vec);
    let titles = rows.next().expect("titles").iter().map(Data::to_string).collect();
    (titles, rows.collect())
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// All targets of an answer about coverage.
fn targets(answer: &Value) -> impl Iterator<Item = &Value> {
    list(answer, "plans").iter().flat_map(|plan| list(plan, "activities")).flat_map(|activity| list(activity, "targets"))
}

#[test]
fn figures_are_those_of_the_contract() {
    let folder_of_files = tempfile::tempdir().expect("a folder");
    let file = folder_of_files.path().join("coverage.xlsx");
    workbook(&file, &["coverage", "--all", "--as-of", "2016-06-30"]);
    let answer = json(&folder("data"), &["coverage", "--as-of", "2016-06-30"]);
    let (titles, rows) = table(&file, "Coverage of the targets");
    let figures =
        ["Section", "Detail", "Target", "Window", "Needed", "Total", "Covered", "Covered · out of", "Covered · n/N", "Coverage", "Verdict"];
    assert_eq!(titles, [&figures[..], &["Clause", "Note"]].concat());

    // A target that waits for its windows has a row all the same.
    let windows = targets(&answer).flat_map(|target| {
        let windows = list(target, "windows").iter().map(Some);
        windows.chain(list(target, "windows").is_empty().then_some(None)).map(move |window| (target, window))
    });
    let mut compared = 0;
    for ((target, window), row) in windows.zip(&rows) {
        let Some(window) = window else {
            assert_eq!(row[10], Data::String("? awaiting".into()), "{target}");
            continue;
        };
        let what = format!("{} {row:?} {window}", target["id"]);
        assert_eq!(row[3].to_string(), window["window"].as_str().expect("a label").replace("..", "-"), "{what}");
        // What only adds something up has no share.
        let counted = target["verdict"] == "tracked" && window["eligible"].as_u64() <= Some(1);
        let share = if window["eligible"] == 0 { "–".to_owned() } else { format!("{}/{}", window["covered"], window["eligible"]) };
        assert_eq!(row[8], if counted { Data::Empty } else { Data::String(share) }, "{what}");
        let number = |key: &str| if counted || window["eligible"] == 0 { None } else { window[key].as_f64() };
        assert_eq!([row[6].as_f64(), row[7].as_f64()], ["covered", "eligible"].map(number), "{what}");
        match &window["coverage"] {
            _ if counted => assert_eq!(row[9], Data::Empty, "{what}"),
            Value::Null => assert_eq!(row[9], Data::Empty, "{what}"),
            coverage => {
                let coverage: f64 = coverage.to_string().parse().expect("a number");
                assert!(matches!(row[9], Data::Float(share) if (share - coverage).abs() < 1e-7), "{what}");
            }
        }
        match &window["total"] {
            Value::Null => assert_eq!(row[5], Data::Empty, "{what}"),
            total => assert_eq!(row[5], Data::Float(total.to_string().parse().expect("a number")), "{what}"),
        }
        let verdict = window["verdict"].as_str().expect("a verdict").replace('-', " ");
        assert!(row[10].to_string().ends_with(&verdict), "{what}");
        compared += 1;
    }
    assert_eq!(compared, targets(&answer).map(|target| list(target, "windows").len()).sum::<usize>());
    assert!(compared > 200, "{compared} windows");
}

#[test]
fn districts_add_up_to_the_contract() {
    let folder_of_files = tempfile::tempdir().expect("a folder");
    let file = folder_of_files.path().join("districts.xlsx");
    workbook(&file, &["coverage", "luu-dong", "tai-lieu", "--by", "district", "--as-of", "2016-06-30"]);
    let answer = json(&folder("data"), &["coverage", "luu-dong", "tai-lieu", "--as-of", "2016-06-30"]);
    let mut sums = 0;
    for target in targets(&answer) {
        // A sheet is called like its target.
        let (titles, rows) = table(&file, target["id"].as_str().expect("an id"));
        // An empty row keeps the sum apart.
        let [districts @ .., empty, total] = rows.as_slice() else { panic!("{rows:?}") };
        assert!(empty.iter().all(|cell| *cell == Data::Empty), "{empty:?}");
        for window in
            list(target, "windows").iter().filter(|window| titles.contains(&window["window"].as_str().expect("a label").to_owned()))
        {
            let at = titles.iter().position(|title| *title == window["window"]).expect("its column");
            let share = |row: &Vec<Data>| [0, 1].map(|next| row[at + next].as_i64().unwrap_or(0).cast_unsigned());
            let sum = districts.iter().map(share).fold([0, 0], |sum, share| [sum[0] + share[0], sum[1] + share[1]]);
            let expected = ["covered", "eligible"].map(|key| window[key].as_u64().expect("a count"));
            assert_eq!((sum, share(total)), (expected, expected), "{} {}", target["id"], window["window"]);
            sums += 1;
        }
    }
    assert!(sums > 40, "{sums}");
}

#[test]
fn gaps_are_not_folded() {
    let folder_of_files = tempfile::tempdir().expect("a folder");
    let file = folder_of_files.path().join("gaps.xlsx");
    workbook(&file, &["gaps", "--as-of", "2016-06-30"]);
    let gaps = json(&folder("data"), &["gaps", "--as-of", "2016-06-30"]);
    let (titles, rows) = table(&file, "List of gaps");
    assert_eq!(rows.len(), list(&gaps, "gaps").len());
    let due = titles.iter().position(|title| title == "Due").expect("due dates");
    assert!(rows.iter().all(|row| matches!(row[due], Data::DateTime(_))), "dates are dates");
}

/// Where `LibreOffice` is.
fn office() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).map(|folder| folder.join("soffice")).find(|path| path.is_file());
    if found.is_none() {
        let said =
            "tests/workbook.rs: not held against LibreOffice, which is not on this machine (Debian: apt-get install libreoffice-calc)\n";
        let _ = std::io::Write::write_all(&mut std::io::stderr(), said.as_bytes());
    }
    found
}

#[test]
fn another_program_sees_the_same_types() {
    let Some(office) = office() else { return };
    let folder_of_files = tempfile::tempdir().expect("a folder");
    for (name, arguments) in [
        ("status", ["status", "--as-of", "2016-06-30"].as_slice()),
        ("gaps", &["gaps", "--as-of", "2016-06-30"]),
        ("report", &["report", "2016-H1"]),
        ("subjects", &["coverage", "luu-dong.xa", "tai-lieu.to-gap.thon", "--by", "subject", "--as-of", "2016-06-30"]),
    ] {
        let file = folder_of_files.path().join(format!("{name}.xlsx"));
        workbook(&file, arguments);
        let again = folder_of_files.path().join("again");
        let run = Command::new(&office)
            .arg(format!("-env:UserInstallation=file://{}", folder_of_files.path().join("profile").display()))
            .args(["--headless", "--convert-to", "xlsx", "--outdir"])
            .arg(&again)
            .arg(&file)
            .stdin(Stdio::null())
            .output()
            .expect("it runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let (mut ours, mut theirs) = (open(&file), open(&again.join(format!("{name}.xlsx"))));
        assert_eq!(ours.sheet_names(), theirs.sheet_names());
        let mut kinds = [0, 0, 0];
        for sheet in ours.sheet_names() {
            let (ours, theirs) = (ours.worksheet_range(&sheet).expect("ours"), theirs.worksheet_range(&sheet).expect("theirs"));
            for (row, column, cell) in ours.used_cells() {
                let seen = theirs.get_value((u32::try_from(row).expect("a row"), u32::try_from(column).expect("a column")));
                match (cell, seen) {
                    (Data::String(ours), Some(Data::String(theirs))) if ours == theirs => kinds[0] += 1,
                    (Data::Float(ours), Some(Data::Float(theirs))) if (ours - theirs).abs() < 1e-9 => kinds[1] += 1,
                    (Data::DateTime(ours), Some(Data::DateTime(theirs))) if (ours.as_f64() - theirs.as_f64()).abs() < 1e-9 => kinds[2] += 1,
                    _ => panic!("{name}, {sheet}, row {row}, column {column}: {cell:?} was read as {seen:?}"),
                }
            }
        }
        assert!(kinds[0] > 100, "{name}: {kinds:?}");
    }
}
