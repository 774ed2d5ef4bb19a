//! Forms go out and come back.

use std::path::Path;

use calamine::{Data, Reader, SheetVisible, Xlsx, open_workbook};
use serde_json::Value;

use crate::Copy;

/// The day from which the forms are made; the team goes after it.
const DAY: &str = "2018-01-31";
const AFTER: &str = "2018-03-31";

fn gaps(copy: &Copy, day: &str) -> Vec<(String, String, i64)> {
    let (status, out, err) = copy.run(&["gaps", "luu-dong", "--as-of", day, "--format", "json"]);
    assert_eq!(status, 0, "{err}");
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    let text = |gap: &Value, key: &str| gap[key].as_str().expect("text").to_owned();
    let gaps = answer["gaps"].as_array().expect("a list").iter();
    gaps.map(|gap| (text(gap, "target"), text(gap, "subject"), gap["missing"].as_i64().expect("a number"))).collect()
}

fn missing(gaps: &[(String, String, i64)], subject: &str) -> i64 {
    gaps.iter().filter(|gap| gap.1 == subject).map(|gap| gap.2).sum()
}

/// The rows of the first sheet, and the names of those that are hidden.
fn book(path: &Path) -> (Vec<Vec<String>>, Vec<String>) {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let hidden = book.sheets_metadata().iter().filter(|sheet| sheet.visible != SheetVisible::Visible);
    let hidden = hidden.map(|sheet| sheet.name.clone()).collect();
    let range = book.worksheet_range_at(0).expect("a sheet").expect("read");
    (range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect(), hidden)
}

fn csv(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).expect("a file");
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

/// Fills in the first rows that lack something, as the team would.
fn fill(rows: &mut [Vec<String>], count: usize) -> Vec<String> {
    let place = |name: &str| rows[0].iter().position(|heading| heading == name).unwrap_or_else(|| panic!("no {name} in {:?}", rows[0]));
    let (date, trip, unit, people) = (place("date"), place("Đợt"), place("unit"), place("participants"));
    let mut filled = Vec::new();
    for row in rows.iter_mut().skip(1).take(count) {
        for (field, text) in [(date, "15/03/2018"), (trip, "LD-2018-MAU"), (people, "41")] {
            row[field].push_str(text);
        }
        filled.push(row[unit].clone());
    }
    filled
}

fn round_trip(copy: &Copy, path: &str, read: fn(&Path) -> Vec<Vec<String>>) {
    let before = gaps(copy, AFTER);
    let mut rows = read(&copy.path().join(path));
    let filled = fill(&mut rows, 3);
    let all = rows.len() - 1;
    let text: Vec<String> = rows
        .iter()
        .map(|row| row.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect::<Vec<_>>().join(","))
        .collect();
    copy.write("filled.csv", text.join("\n"));
    let file = copy.path().join("filled.csv");
    let (status, out, err) = copy.run(&["import", "visits", file.to_str().expect("a path"), "--write", "--as-of", AFTER]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.contains("3 new rows") && out.contains("passed over, not filled in: "), "{out}");
    assert!(all > 10, "the form holds all subjects of the branch, and the others are no doubts: {all}");
    let after = gaps(copy, AFTER);
    for unit in filled {
        assert_eq!(missing(&after, &unit), missing(&before, &unit) - 1, "{unit}");
    }
    let (status, out, _) = copy.run(&["check", "--as-of", AFTER, "--fail-on", "never"]);
    assert_eq!(status, 0, "{out}");
}

#[test]
fn a_form_in_csv_comes_back_and_counts() {
    let copy = Copy::of("data");
    let form = copy.path().join("form.csv");
    let out = form.to_str().expect("a path");
    let (status, _, err) =
        copy.run(&["worksheet", "visits", "--agency", "chi-nhanh-1", "--as-of", DAY, "--format", "csv", "--output", out]);
    assert_eq!(status, 0, "{err}");
    round_trip(&copy, "form.csv", csv);
}

#[test]
fn a_form_in_a_workbook_comes_back_and_counts() {
    let copy = Copy::of("data");
    let form = copy.path().join("form.xlsx");
    let out = form.to_str().expect("a path");
    let (status, _, err) =
        copy.run(&["worksheet", "visits", "--agency", "chi-nhanh-2", "--as-of", DAY, "--format", "xlsx", "--output", out]);
    assert_eq!(status, 0, "{err}");
    let (rows, hidden) = book(&form);
    assert_eq!(hidden, ["Lists"]);
    // As it went out it holds nothing that is new, and nothing doubtful.
    let (status, out, err) = copy.run(&["import", "visits", out, "--as-of", AFTER]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.contains("no row is new") && rows.len() > 10, "{out}");
    round_trip(&copy, "form.xlsx", |path| book(path).0);
}

#[test]
fn those_who_lack_something_stand_first_and_as_often_as_there_are_subjects() {
    let copy = Copy::of("data");
    let (_, out, _) = copy.run(&["worksheet", "visits", "--as-of", DAY, "--format", "json"]);
    let form: Value = serde_json::from_str(&out).expect("JSON");
    let rows = form["rows"].as_array().expect("rows");
    let lacking = |row: &&Value| !row["lacking"].as_array().expect("a list").is_empty();
    let first = rows.iter().take_while(lacking).count();
    assert_eq!(rows.iter().filter(lacking).count(), first);
    let of_form: i64 = rows
        .iter()
        .flat_map(|row| row["lacking"].as_array().expect("a list"))
        .map(|lack| lack["missing"].to_string().trim_matches('"').parse::<i64>().expect("a number"))
        .sum();
    let of_gaps: i64 = gaps(&copy, DAY).iter().filter(|gap| gap.0 != "luu-dong.hang-nam").map(|gap| gap.2).sum();
    assert_eq!(of_form, of_gaps);
    assert_eq!(rows.len(), 133 + 121, "all communes and villages of the plan on that day");
}

#[test]
fn what_is_personal_is_asked_for_and_never_told() {
    let copy = Copy::of("data");
    let settings = copy.read("tiendo.toml").replace(
        "columns.participants = { type = \"integer\", min = 0 }\ncolumns.women",
        "columns.client = { type = \"text\", personal = true, required = false }\ncolumns.participants = { type = \"integer\", min = 0 }\ncolumns.women",
    );
    copy.write("tiendo.toml", settings);
    let log = copy.read("logs/visits/2018.csv");
    let (head, rows) = log.split_once('\n').expect("lines");
    let rows: Vec<String> = rows.lines().map(|row| format!("{row},Nguyễn Thị Kín")).collect();
    copy.write("logs/visits/2018.csv", format!("{head},client\n{}\n", rows.join("\n")));
    let (status, out, err) = copy.run(&["worksheet", "visits", "--as-of", "2018-12-31", "--format", "csv"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.lines().next().expect("a heading").contains(",client,"), "{out}");
    assert!(!out.contains("Kín"), "{out}");
}
