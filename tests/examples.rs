//! The workspaces under `examples/` answer what their `EXPECTED.md` and their `README.md` say.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

mod harness;
use harness::{folder, json, tiendo, window};

/// The folders of `examples/` that are workspaces.
fn workspaces() -> Vec<String> {
    let entries = fs::read_dir(folder("examples")).expect("examples");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().join("tiendo.toml").is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    assert!(names.len() >= 2, "{names:?}");
    names
}

fn read(path: &str) -> String {
    fs::read_to_string(folder(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Rows of the Markdown tables that begin with this heading, without their back-quotes.
fn table(text: &str, first: &str) -> Vec<BTreeMap<String, String>> {
    let cells = |line: &str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect()
    };
    let mut rows = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.starts_with('|') && cells(line)[0] == first {
            let heads = cells(line);
            lines.next();
            rows.extend(
                lines.by_ref().take_while(|line| line.starts_with('|')).map(|line| heads.iter().cloned().zip(cells(line)).collect()),
            );
        }
    }
    rows
}

#[test]
fn every_expected_figure_holds() {
    for name in workspaces() {
        let dir = folder(&format!("examples/{name}"));
        let rows: Vec<_> =
            table(&read(&format!("examples/{name}/EXPECTED.md")), "target").into_iter().filter(|row| row.contains_key("as of")).collect();
        assert!(rows.len() > 10, "{name}: {} rows", rows.len());
        let mut answers: BTreeMap<String, Value> = BTreeMap::new();
        let mut faults = Vec::new();
        for row in &rows {
            let as_of = &row["as of"];
            let answer = answers.entry(as_of.clone()).or_insert_with(|| json(&dir, &["coverage", "--as-of", as_of]));
            let found = window(answer, &row["target"], &row["window"]);
            for key in ["members", "waived", "eligible", "met", "late", "required", "verdict"] {
                let is = found[key].to_string().trim_matches('"').to_owned();
                if is != row[key] {
                    faults.push(format!("{name}: {} {} as of {as_of}: {key} is {is}, not {}", row["target"], row["window"], row[key]));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn every_command_of_a_readme_runs() {
    for name in workspaces() {
        let text = read(&format!("examples/{name}/README.md"));
        let commands: Vec<&str> = text.lines().filter_map(|line| line.trim_start_matches("    ").strip_prefix("tiendo ")).collect();
        assert!(commands.len() >= 3, "{name}: {commands:?}");
        for command in commands {
            let arguments: Vec<&str> = command.split_whitespace().collect();
            let (status, out, err) = tiendo(&folder(""), "2026-01-01", &arguments);
            assert!([0, 3].contains(&status), "{name}: tiendo {command}: status {status}\n{err}");
            assert!(!out.trim().is_empty(), "{name}: tiendo {command} says nothing");
        }
    }
}

/// `target window subject needed-done=missing state due: responsible` of each gap of a command.
fn gaps(name: &str, arguments: &[&str]) -> Vec<String> {
    let answer = json(&folder(&format!("examples/{name}")), &[&["gaps"], arguments].concat());
    let gap = |gap: &Value| {
        let text = |key: &str| gap[key].as_str().unwrap_or_default().to_owned();
        let agencies: Vec<&str> = gap["responsible"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        let figures = format!("{}-{}={}", gap["needed"], gap["done"], gap["missing"]);
        format!(
            "{} {} {} {figures} {} {}: {}",
            text("target"),
            text("window"),
            text("subject"),
            text("state"),
            text("due"),
            agencies.join(" ")
        )
    };
    answer["gaps"].as_array().expect("a list").iter().map(gap).collect()
}

/// Holds a sound check whose plan fails the gate on these targets.
fn check(name: &str, as_of: &str, missed: &[&str]) {
    let dir = folder(&format!("examples/{name}"));
    let (status, out, err) = tiendo(&dir, "2026-01-01", &["check", "--as-of", as_of, "--format", "json", "--lang", "en"]);
    assert_eq!((status, err.as_str()), (3, ""));
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(answer["left_out_rows"], 0);
    let mut found = Vec::new();
    for finding in answer["findings"].as_array().expect("a list") {
        let (code, message) = (finding["code"].as_str().expect("a code"), finding["message"].as_str().expect("a message"));
        assert!(code.starts_with('T') || finding["severity"] != "error", "{code}: {message}");
        if code == "T001" {
            found.push(message.split('`').nth(1).expect("a target"));
        }
    }
    assert!(missed.iter().all(|target| found.contains(target)), "{name}: missed are {found:?}");
}

#[test]
fn whole_answers_of_the_vaccination_plan() {
    check("vaccination", "2023-06-30", &["cold-chain.stockouts"]);
    let on = ["--as-of", "2023-06-30"];
    assert_eq!(gaps("vaccination", &["--agency", "trust", on[0], on[1]]), ["cold-chain.sound 2023-H1 P03 2-1=1 open 2023-06-30: trust"]);
    assert_eq!(
        gaps("vaccination", &["campaign.rounds", on[0], on[1]]),
        ["campaign.rounds 2023-Q2 VM3 60-37=23 open 2023-06-30: dho-coast"]
    );
    let communes = [
        "outreach.communes 2023-Q2 VM24 1-0=1 open 2023-06-30: dho-lower",
        "outreach.communes 2023-Q2 VM31 2-1=1 open 2023-06-30: dho-coast",
    ];
    assert_eq!(gaps("vaccination", &["outreach.communes", on[0], on[1]]), communes);
}

#[test]
fn whole_answers_of_the_training_plan() {
    check("training", "2024-03-31", &["certificate.core", "classes.cancelled", "papers.report"]);
    let on = ["--as-of", "2024-03-31"];
    let days = [
        "classes.days 2024-Q2 castra 3-2=1 open 2024-03-31: bel",
        "classes.days 2024-Q2 mangrove 1-0=1 open 2024-03-31: lake",
        "classes.days 2024-Q2 ninepiers 2-1=1 open 2024-03-31: lake",
    ];
    assert_eq!(gaps("training", &["classes.days", on[0], on[1]]), days);
    let core = [
        "certificate.core 2023-09-30 L04 3-2=1 overdue 2023-09-30: arv",
        "certificate.core 2023-09-30 L06 3-2=1 overdue 2023-09-30: arv",
        "certificate.core 2023-09-30 L14 3-2=1 overdue 2023-09-30: cor",
    ];
    assert_eq!(gaps("training", &["certificate.core", on[0], on[1]]), core);
    // The table of what the partner in Belcastra still owes.
    let expected: Vec<String> = table(&read("examples/training/EXPECTED.md"), "target")
        .iter()
        .filter(|row| row.contains_key("subject"))
        .map(|row| {
            format!(
                "{} {} {} {}-{}={} {} {}: lake",
                row["target"], row["window"], row["subject"], row["needed"], row["done"], row["missing"], row["state"], row["due"]
            )
        })
        .collect();
    assert_eq!(expected.len(), 9);
    assert_eq!(gaps("training", &["--agency", "lake", on[0], on[1]]), expected);
}
