//! What changed between two states of a workspace.

#![allow(clippy::disallowed_methods, reason = "a test changes the repositories that it asks")]

mod harness;
use harness::repository::Repository;
use harness::{folder, json, tiendo};
use serde_json::Value;

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// A share as the tenth of a millionth that it is printed with.
fn share(value: &Value) -> i64 {
    let text = value.to_string();
    let (sign, text) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    sign * format!("{whole}{part:0<7}").parse::<i64>().expect("a number")
}

fn diff(repository: &Repository, arguments: &[&str]) -> Value {
    json(&repository.data(), &[&["diff"], arguments].concat())
}

/// Holds that the parts come to the change, and the change to what lies between both sides.
fn parts_add_up(answer: &Value) {
    for target in list(answer, "targets") {
        let parts: i64 = list(target, "parts").iter().map(|part| share(&part["change"])).sum();
        let of = |side: &str| if target[side]["coverage"].is_null() { 0 } else { share(&target[side]["coverage"]) };
        let count = i64::try_from(list(target, "parts").len()).expect("few") + 1;
        assert!((parts - share(&target["change"])).abs() <= count, "{target}");
        assert!((of("to") - of("from") - share(&target["change"])).abs() <= count, "{target}");
    }
}

/// `key what commit-tag author`, for each row.
fn rows(repository: &Repository, answer: &Value) -> Vec<String> {
    let tag = |commit: &Value| {
        let Some(commit) = commit.as_str() else { return "none".to_owned() };
        repository.git(&["tag", "--points-at", commit]).trim().to_owned()
    };
    let text = |value: &Value| value.as_str().unwrap_or("none").to_owned();
    let row = |row: &Value| format!("{} {} {} {}", text(&row["key"]), text(&row["what"]), tag(&row["commit"]), text(&row["author"]));
    list(answer, "rows").iter().map(row).collect()
}

fn causes(answer: &Value) -> Vec<&str> {
    list(answer, "causes").iter().filter_map(Value::as_str).collect()
}

fn is_empty(answer: &Value) -> bool {
    ["plans", "targets", "gaps", "rows", "money", "causes"].iter().all(|key| list(answer, key).is_empty())
}

#[test]
fn nothing_changed_between_a_state_and_itself() {
    let repository = Repository::new();
    for number in 1..=12 {
        let (tag, day) = (format!("v{number}"), format!("v{number}@2014-12-31"));
        assert!(is_empty(&diff(&repository, &[&tag, &tag, "--as-of", "2015-06-30"])), "{tag}");
        assert!(is_empty(&diff(&repository, &[&day, &day])), "{day}");
    }
    assert!(is_empty(&diff(&repository, &["2014-06-30", "2014-06-30"])));
    assert!(is_empty(&diff(&repository, &["HEAD", "--as-of", "2015-06-30"])));
    // A file of another name changes nothing but its name.
    let renamed = diff(&repository, &["v6", "v7", "--as-of", "2015-06-30"]);
    assert!(["plans", "targets", "gaps", "rows", "money"].iter().all(|key| list(&renamed, key).is_empty()), "{renamed}");
    let (status, out, _) = tiendo(&repository.data(), "2026-01-01", &["diff", "HEAD", "--as-of", "2015-06-30"]);
    assert!(status == 0 && out.contains("Nothing changed."), "{out}");
}

#[test]
fn each_commit_is_told_by_its_cause() {
    let repository = Repository::new();
    let all = |from: &str, to: &str| {
        let answer = diff(&repository, &[from, to, "--as-of", "2015-01-10", "--period", "2014"]);
        parts_add_up(&answer);
        answer
    };
    let part = |from: &str, to: &str| -> String {
        let answer = all(from, to);
        let parts = list(&answer, "targets").first().map(|target| list(target, "parts").to_vec()).unwrap_or_default();
        let parts: Vec<String> =
            parts.iter().map(|part| format!("{} {}", part["cause"].as_str().expect("a cause"), part["change"])).collect();
        parts.join(", ")
    };
    assert_eq!(part("v1", "v2"), "rows 0.5");
    assert_eq!(part("v2", "v3"), "register -0.1666667");
    assert_eq!(part("v5", "v6"), "rows 0.3333333");
    assert_eq!(part("v7", "v8"), "plan -0.3333333");
    assert_eq!(part("v9", "v10"), "waivers 0.1666667");
    assert_eq!(part("v11", "v12"), "rows -0.5");
    // Several at once, in their order: the plan asks for more, a commune is there, another one is waived, a visit goes.
    assert_eq!(part("v2", "v12"), "plan -0.5, register 0, waivers 0, accepted 0, rows 0");
    assert_eq!(causes(&all("v2", "v12")), ["plan", "register", "waivers", "accepted", "rows"]);
    assert_eq!(part("v3", "v8"), "plan -0.3333333, rows 0.3333333");
    // Time comes last.
    let both = diff(&repository, &["v2@2014-01-31", "v6@2014-12-31"]);
    parts_add_up(&both);
    assert_eq!(causes(&both), ["register", "rows", "time"]);
    assert_eq!((&both["targets"][0]["from"]["covered"], &both["targets"][0]["to"]["covered"]), (&0.into(), &2.into()));
}

#[test]
fn rows_have_their_key_place_commit_and_author() {
    let repository = Repository::new();
    let told = |from: &str, to: &str| rows(&repository, &diff(&repository, &[from, to, "--as-of", "2015-06-30"]));
    assert_eq!(told("v1", "v6"), ["v1 added v2 Lan", "v2 added v5 Lan", "e1 added v4 Lan"]);
    assert_eq!(told("v8", "v9"), ["e1 changed v9 Lan"]);
    assert_eq!(told("v10", "v12"), ["w1 added v12 Lan", "w2 added v12 Lan", "v2 removed v12 Lan"]);
    // Between the merge and the end, over the renamed file.
    assert_eq!(told("v6", "v12"), ["w1 added v12 Lan", "w2 added v12 Lan", "e1 changed v9 Lan", "v2 removed v12 Lan"]);
    // What is not committed is nobody's yet.
    repository.add("logs/visits/2015.csv", "w3,2015-03-20,a,state,30\n");
    let answer = diff(&repository, &["HEAD", "--as-of", "2015-06-30"]);
    assert_eq!(rows(&repository, &answer), ["w3 added none none"]);
    assert_eq!((&answer["rows"][0]["file"], &answer["rows"][0]["line"]), (&"logs/visits/2015.csv".into(), &4.into()));
    assert_eq!((&answer["money"][0]["year"], &answer["money"][0]["spent"]), (&2015.into(), &serde_json::json!({"from": 60, "to": 90})));
}

#[test]
fn gaps_open_close_and_are_asked_for_no_more() {
    let repository = Repository::new();
    let gaps = |from: &str, to: &str| -> Vec<String> {
        let answer = diff(&repository, &[from, to, "--as-of", "2014-12-31"]);
        let gap = |gap: &Value| format!("{} {}", gap["subject"].as_str().expect("a code"), gap["what"].as_str().expect("what"));
        list(&answer, "gaps").iter().map(gap).collect()
    };
    assert_eq!(gaps("v1", "v2"), ["a closed"]);
    assert_eq!(gaps("v2", "v3"), ["c opened"]);
    assert_eq!(gaps("v9", "v10"), ["c gone"]);
    assert_eq!(gaps("v11", "v12"), ["a opened"]);
    assert!(gaps("v6", "v7").is_empty());
}

#[test]
fn two_days_of_the_plan_of_lang_son() {
    let answer = json(&folder("data"), &["diff", "2015-12-31", "2016-12-31"]);
    parts_add_up(&answer);
    assert_eq!(causes(&answer), ["time"]);
    assert!(list(&answer, "rows").is_empty() && !list(&answer, "targets").is_empty() && !list(&answer, "money").is_empty());
    for (side, day) in [("from", "2015-12-31"), ("to", "2016-12-31")] {
        let coverage = json(&folder("data"), &["coverage", "--as-of", day]);
        for target in list(&answer, "targets") {
            let (id, label) = (target["id"].as_str().expect("an id"), target[side]["window"].as_str());
            let Some(label) = label else { continue };
            let window = harness::window(&coverage, id, label);
            assert_eq!((&target[side]["covered"], &target[side]["coverage"]), (&window["covered"], &window["coverage"]), "{id} {label}");
        }
    }
    // A comment on a merge request is at most a screen, and tells how much more there is.
    let (status, out, err) =
        tiendo(&folder("data"), "2026-01-01", &["diff", "2015-12-31", "2016-12-31", "--format", "markdown", "--lang", "en"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.lines().count() <= 60, "{}\n{out}", out.lines().count());
    let (_, csv, _) = tiendo(&folder("data"), "2026-01-01", &["diff", "2015-12-31", "2016-12-31", "--format", "csv"]);
    assert!(csv.starts_with("kind,plan,target,window,subject,what,from,to,file,line,commit,author\nverdict,"), "{csv}");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let repository = Repository::new();
    let said = |arguments: &[&str]| {
        let (status, out, err) = tiendo(&repository.data(), "2026-01-01", &[&["diff"], arguments].concat());
        assert_eq!((status, out.as_str()), (2, ""), "{err}");
        err
    };
    assert_eq!(said(&["v99"]), "tiendo: diff: the repository has no revision `v99`; `git log` lists them\n");
    assert_eq!(said(&["v1", "v98@2015-01-01"]), "tiendo: diff: the repository has no revision `v98`; `git log` lists them\n");
    repository.put("plans/p.toml", "id = \n");
    assert_eq!(said(&["v1"]), "tiendo: diff: a plan or tiendo.toml of the work tree cannot be understood; `tiendo check` says why\n");
}
