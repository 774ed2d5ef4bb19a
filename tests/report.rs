//! The report of a period: one set of figures in every format, and the same ones that `coverage` has.

#![allow(clippy::disallowed_methods, reason = "a test makes the workspaces that it reports on")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

mod harness;
use harness::{folder, json};

/// What a run writes on standard output and standard error, and its status.
fn tiendo(data: &Path, arguments: &[&str]) -> (String, String, i32) {
    let run = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .arg("--data")
        .arg(data)
        .args(arguments)
        .env_remove("TIENDO_LANG")
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (text(run.stdout), text(run.stderr), run.status.code().expect("a status"))
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The windows of an answer about coverage, with their targets.
fn windows(coverage: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    let targets = list(coverage, "plans").iter().flat_map(|plan| list(plan, "activities")).flat_map(|activity| list(activity, "targets"));
    targets.flat_map(|target| list(target, "windows").iter().map(move |window| (target, window)))
}

/// The report's line for a window of a target.
fn line<'r>(report: &'r Value, target: &str, window: &str) -> &'r Value {
    let found = list(report, "targets").iter().find(|line| line["target"] == target && line["window"] == window);
    found.unwrap_or_else(|| panic!("no {target} {window}"))
}

#[test]
fn a_period_that_is_over_is_judged_at_its_close() {
    let data = folder("data");
    for (period, close, next, asked) in [
        ("2014", "2014-12-31", "2015-01-01", "2015-01-01"),
        ("2017", "2017-12-31", "2018-01-01", "2021-03-01"),
        ("2020", "2020-12-31", "2021-01-01", "2026-01-01"),
    ] {
        let report = json(&data, &["report", period, "--as-of", asked]);
        assert_eq!(report["as_of"], close);
        let [on_it, after] = [close, next].map(|day| json(&data, &["coverage", "--as-of", day]));
        let on_it: Vec<_> = windows(&on_it).collect();
        let mut missed = 0;
        for ((target, before), (_, after)) in on_it.into_iter().zip(windows(&after)) {
            let (id, label) = (text(&target["id"]), text(&before["window"]));
            let Some(line) = list(&report, "targets").iter().find(|line| line["target"] == id && line["window"] == label) else { continue };
            // Nothing that is dated later is seen, and what was due on the last day is past due.
            assert_eq!((&line["covered"], &line["total"]), (&before["covered"], &before["total"]), "{id} {label}");
            let expected = if before["due"] == close { &after["verdict"] } else { &before["verdict"] };
            assert_eq!(&line["verdict"], expected, "{id} {label}");
            missed += usize::from(before["due"] == close && line["verdict"] == "missed");
        }
        assert!(missed > 0, "{period}");
        let (page, _, _) = tiendo(&data, &["report", period, "--as-of", asked, "--lang", "en"]);
        assert!(page.contains("those of the close") && !page.contains("Interim"), "{page}");
        let (page, _, _) = tiendo(&data, &["report", period, "--as-of", close, "--lang", "en"]);
        assert!(page.contains("Interim report") && !page.contains("those of the close"), "{page}");
    }
}

#[test]
fn every_format_tells_the_figures_of_coverage() {
    let data = folder("data");
    for (period, as_of) in [("2016-H1", "2016-06-30"), ("2017", "2017-12-31")] {
        let coverage = json(&data, &["coverage", "--as-of", as_of]);
        let report = json(&data, &["report", period, "--as-of", as_of]);
        let (csv, _, _) = tiendo(&data, &["report", period, "--as-of", as_of, "--format", "csv"]);
        let (markdown, _, _) = tiendo(&data, &["report", period, "--as-of", as_of, "--format", "markdown", "--lang", "en"]);
        let (html, _, _) = tiendo(&data, &["report", period, "--as-of", as_of, "--format", "html", "--lang", "en"]);
        let (table, _, _) = tiendo(&data, &["report", period, "--as-of", as_of, "--lang", "en"]);
        let place = tempfile::tempdir().expect("a folder");
        let file = place.path().join("report.xlsx");
        let named = file.to_str().expect("a plain path");
        tiendo(&data, &["report", period, "--as-of", as_of, "--format", "xlsx", "--lang", "en", "--output", named]);
        let mut book: Xlsx<_> = open_workbook(&file).expect("a workbook");
        let results = book.worksheet_range("Results by target").expect("the results");
        let rows: Vec<Vec<String>> = results.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();

        let mut compared = 0;
        for (target, window) in windows(&coverage) {
            let (id, label) = (text(&target["id"]), text(&window["window"]));
            let Some(line) = list(&report, "targets").iter().find(|line| line["target"] == id && line["window"] == label) else {
                let outside = text(&window["end"]) < text(&report["start"]) || text(&window["start"]) > text(&report["end"]);
                assert!(outside, "{id} {label} is missing");
                continue;
            };
            for key in ["covered", "eligible", "required", "coverage", "total", "verdict", "due"] {
                assert_eq!(line[key], window[key], "{id} {label} {key}");
            }
            for key in ["covered", "eligible", "total", "verdict"] {
                let value = if window[key].is_null() { String::new() } else { window[key].to_string().replace('"', "") };
                let record = format!(",targets,{},{id},{label},,{key},{value}", text(&line["activity"]));
                // The clause and the note stand behind it.
                assert!(csv.contains(&format!("{record},")), "{record}");
            }
            compared += 1;
            let by_period = ["bao-cao.6-thang", "bao-cao.nam", "ke-hoach-nam.nam", "du-toan.nam", "danh-sach.nam"].contains(&id);
            let counted = window["verdict"] == "tracked" && window["eligible"].as_u64() <= Some(1);
            if by_period || counted {
                continue;
            }
            let label = &label.replace("..", "-");
            let share = if window["eligible"] == 0 { "–".to_owned() } else { format!("{}/{}", window["covered"], window["eligible"]) };
            for (format, page) in [("markdown", &markdown), ("html", &html), ("table", &table)] {
                assert!(page.contains(&share), "{format}: {id} {label} {share}");
            }
            assert!(rows.iter().any(|row| row.contains(label) && row.contains(&share)), "xlsx: {id} {label} {share}");
        }
        assert!(compared > 25, "{compared} windows");
    }
}

#[test]
fn districts_add_up_and_gaps_are_those_of_gaps() {
    let data = folder("data");
    let report = json(&data, &["report", "2016-H1"]);
    let mut sums = 0;
    for line in list(&report, "targets").iter().filter(|line| line["districts"].is_array()) {
        for key in ["covered", "eligible"] {
            let sum: u64 = list(line, "districts").iter().filter_map(|district| district[key].as_u64()).sum();
            assert_eq!(Some(sum), line[key].as_u64(), "{line}");
        }
        sums += 1;
    }
    assert!(sums > 15, "{sums}");
    let gaps = json(&data, &["gaps", "--as-of", "2016-06-30"]);
    let jobs: u64 = list(&gaps, "gaps").iter().map(|gap| list(gap, "responsible").len().max(1) as u64).sum();
    let told: u64 = list(&report, "gaps_by_agency").iter().filter_map(|entry| entry["gaps"].as_u64()).sum();
    assert_eq!(told, jobs);
    let money = json(&data, &["funds", "--as-of", "2016-06-30", "--period", "2016-H1"]);
    assert_eq!(report["money"]["total"], money["plans"][0]["total"]);
}

const SETTINGS: &str = "format = 1\n[log.visits]\ncolumns.date = \"date\"\ncolumns.trip = \"text\"\ncolumns.copies = { type = \"integer\", required = false }\n\
    [log.reports]\ncolumns.date = \"date\"\ncolumns.period = \"period\"\n";
const PLAN: &str = r#"
id = "p"
title = "A plan"
period = "2014..2015"
[agency]
so = "The office"
[[activity]]
id = "a"
title = "An activity"
lead = "so"
log = "visits"
schedule = { every = "year" }
target = [
    { id = "rows", at_least = 40 },
    { id = "trips", distinct = "trip", at_least = 2 },
    { id = "copies", sum = "copies", at_least = 10 },
    { id = "last", latest = "copies", at_least = 1 },
    { id = "once", log = "reports", schedule = { every = "half", due = { days = 5 } } },
]
"#;

fn workspace(visits: &str, reports: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    for (path, text) in [("tiendo.toml", SETTINGS), ("plans/p.toml", PLAN), ("logs/visits.csv", visits), ("logs/reports.csv", reports)] {
        let path = place.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    place
}

const VISITS: &str = "date,trip,copies\n2014-02-01,t1,4\n2014-06-01,t1,3\n2014-07-01,t1,5\n2014-09-01,t2,\n2015-01-01,t9,100\n";
const REPORTS: &str = "date,period\n2014-07-03,2014-H1\n2015-02-01,2014-H2\n";

#[test]
fn what_was_done_in_a_period_is_counted_not_subtracted() {
    let place = workspace(VISITS, REPORTS);
    let report = json(place.path(), &["report", "2014-H2", "--as-of", "2016-01-01"]);
    let figure = |target: &str, key: &str| line(&report, target, "2014")[key].to_string();
    assert_eq!((figure("a.rows", "in_period"), figure("a.rows", "since_start")), ("2".into(), "4".into()));
    // One trip of both halves is one trip in each, and one in all.
    assert_eq!((figure("a.trips", "in_period"), figure("a.trips", "since_start")), ("2".into(), "2".into()));
    assert_eq!((figure("a.copies", "in_period"), figure("a.copies", "since_start")), ("5".into(), "12".into()));
    assert_eq!((figure("a.last", "in_period"), figure("a.last", "total")), ("null".into(), "null".into()));
    assert_eq!(line(&report, "a.rows", "2014")["before"]["total"], 2);
}

#[test]
fn duties_say_when_they_were_done() {
    let place = workspace(VISITS, REPORTS);
    let report = json(place.path(), &["report", "2014-H2"]);
    let duties: Vec<[&str; 4]> =
        list(&report, "duties").iter().map(|duty| ["window", "due", "done_on", "state"].map(|key| text(&duty[key]))).collect();
    assert_eq!(duties, [["2014-H1", "2014-07-05", "2014-07-03", "met"], ["2014-H2", "2015-01-05", "2015-02-01", "late"]]);
    let report = json(place.path(), &["report", "2015"]);
    let duties: Vec<[&str; 4]> =
        list(&report, "duties").iter().map(|duty| ["window", "due", "done_on", "state"].map(|key| text(&duty[key]))).collect();
    assert_eq!(duties[0], ["2014-H2", "2015-01-05", "2015-02-01", "late"]);
}

#[test]
fn an_estimate_stands_apart() {
    let place = workspace(VISITS, REPORTS);
    // 64 of 184 days have passed, and one row is there: 120 days are left.
    let report = json(place.path(), &["report", "2014-H2", "--data-until", "2014-09-02"]);
    let rows = line(&report, "a.rows", "2014");
    assert_eq!((&rows["in_period"], &rows["estimate"], &rows["expected"]), (&2.into(), &4.into(), &6.into()));
    assert_eq!((&rows["total"], &rows["verdict"]), (&4.into(), &"behind".into()), "no verdict rests on it");
    assert_eq!((&report["as_of"], &report["data_until"]), (&"2014-09-02".into(), &"2014-09-02".into()));
    assert!(line(&report, "a.last", "2014")["estimate"].is_null());
    let (page, _, _) = tiendo(place.path(), &["report", "2014-H2", "--data-until", "2014-09-02", "--lang", "en"]);
    assert!(page.contains("Estimate of the rest") && page.contains("estimated at the present pace"), "{page}");
    for wrong in ["2014-06-30", "2015-01-01"] {
        let (_, err, status) = tiendo(place.path(), &["report", "2014-H2", "--data-until", wrong, "--lang", "en"]);
        assert_eq!(status, 2, "{err}");
        assert!(err.contains("must lie in the period, 2014-07-01 to 2014-12-31"), "{err}");
    }
}

#[test]
fn what_cannot_be_reported_is_refused() {
    let place = workspace(VISITS, REPORTS);
    for (arguments, said) in [
        (&["report", "2013"][..], "lies outside the plan"),
        (&["report", "2015", "--as-of", "2014-12-31"], "begins on 2015-01-01"),
        (&["report", "2014-H9"], "2014-H9"),
        (&["report", "2014", "--period", "2014"], "--period: the period of a report stands after `report`"),
    ] {
        let (out, err, status) = tiendo(place.path(), &[arguments, &["--lang", "en"]].concat());
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(said), "{err}");
    }
    fs::write(place.path().join("plans/q.toml"), PLAN.replace("\"p\"", "\"q\"")).expect("written");
    let (_, err, status) = tiendo(place.path(), &["report", "2014", "--lang", "en"]);
    assert_eq!((status, err.as_str()), (2, "tiendo: a report is about one plan; choose with --plan: `p`, `q`\n"));
    assert_eq!(json(place.path(), &["report", "2014", "--plan", "q"])["plan"], "q");
}

/// Runs git in a folder, apart from what the machine has set.
fn git(folder: &Path, arguments: &[&str]) {
    let run = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output();
    let run = run.expect("git runs");
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn a_period_is_filed_once_and_then_watched() {
    let place = workspace(VISITS, REPORTS);
    let data = place.path();
    let (page, err, status) = tiendo(data, &["report", "2014-H2", "--file", "--lang", "en"]);
    assert_eq!((status, err.as_str()), (0, "tiendo: the figures are kept in `filed/2014-H2.csv`\n"));
    assert!(page.contains("Results by target"), "{page}");
    let file = fs::read_to_string(data.join("filed/2014-H2.csv")).expect("filed");
    assert!(file.contains("\np,a.rows,2014,total,4\n") && file.contains("\np,a.rows,2014-H2,in_period,2\n"), "{file}");
    let mut sorted: Vec<&str> = file.lines().skip(1).collect();
    sorted.sort_unstable();
    assert_eq!(sorted, file.lines().skip(1).collect::<Vec<_>>(), "small diffs");
    let (out, err, status) = tiendo(data, &["report", "2014-H2", "--file", "--lang", "en"]);
    assert_eq!((out.as_str(), status), ("", 2));
    assert!(err.contains("2014-H2 is filed already in `filed/2014-H2.csv`; --again files it anew"), "{err}");

    let codes = || {
        let found = json(data, &["check"]);
        let code = |found: &Value| text(&found["code"]).to_owned();
        list(&found, "findings").iter().map(code).filter(|code| code == "T007" || code.starts_with('F')).collect::<Vec<_>>()
    };
    assert!(codes().is_empty(), "nothing moved, and the file is no stray one");
    fs::write(data.join("logs/visits.csv"), format!("{VISITS}2014-10-10,t3,1\n")).expect("written");
    assert_eq!(codes(), ["T007"]);
    let restated = json(data, &["restated"]);
    let moved: Vec<[&str; 4]> = list(&restated["periods"][0], "moved")
        .iter()
        .map(|moved| ["target", "figure", "filed", "now"].map(|key| text(&moved[key])))
        .collect();
    assert!(moved.contains(&["a.rows", "total", "4", "5"]) && moved.contains(&["a.copies", "in_period", "5", "6"]), "{moved:?}");
    let (page, _, _) = tiendo(data, &["restated", "2014-H2", "--lang", "en"]);
    assert!(page.contains("cannot be told"), "{page}");
    let (_, err, status) = tiendo(data, &["restated", "2015", "--lang", "en"]);
    assert_eq!((status, err.contains("was not filed")), (2, true), "{err}");
    // Before it was filed there was nothing to move.
    let before = json(data, &["check", "--as-of", "2014-10-31"]);
    assert!(list(&before, "findings").iter().all(|found| found["code"] != "T007"));

    tiendo(data, &["report", "2014-H2", "--file", "--again"]);
    assert!(codes().is_empty());
    fs::write(data.join("filed/2014-H1.csv"), "plan,target\n").expect("written");
    assert_eq!(codes(), ["T007"]);
    fs::remove_file(data.join("filed/2014-H1.csv")).expect("removed");
    // Days that no report has: the file was edited, or badly merged.
    let file = fs::read_to_string(data.join("filed/2014-H2.csv")).expect("filed");
    for (from, to) in [
        ("period,2014-H2", "period,2031"),
        ("period,2014-H2", "period,2015-H1"),
        ("period,2014-H2", "period,2013-H2"),
        ("as_of,2014-12-31", "as_of,2014-10-31"),
        ("as_of,2014-12-31", "as_of,1031-01-01"),
        ("as_of,2014-12-31", "as_of,9999-12-31"),
    ] {
        assert!(file.contains(from), "{file}");
        fs::write(data.join("filed/2014-H2.csv"), file.replace(from, to)).expect("written");
        let late = json(data, &["check", "--as-of", "9999-12-31"]);
        let damaged =
            list(&late, "findings").iter().any(|found| found["code"] == "T007" && text(&found["message"]).contains("no file that"));
        assert!(damaged, "{to}: {late}");
        let (_, err, status) = tiendo(data, &["restated", "--lang", "en"]);
        assert_eq!(status, 2, "{to}: {err}");
        assert!(err.contains("is no file that `tiendo report --file` wrote"), "{to}: {err}");
    }
}

#[test]
fn rows_that_came_later_are_told_by_git() {
    let place = workspace(VISITS, REPORTS);
    let data = place.path();
    for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "x"]] {
        git(data, arguments);
    }
    tiendo(data, &["report", "2014", "--file"]);
    let file = fs::read_to_string(data.join("filed/2014.csv")).expect("filed");
    assert!(file.contains("\np,,,revision,") && file.contains("\np,,,revision_changed,false\n"), "{file}");
    fs::write(data.join("logs/visits.csv"), VISITS.replace("2014-07-01", "2014-07-02").clone() + "2014-10-10,t3,1\n").expect("written");
    let restated = json(data, &["restated", "2014"]);
    let moved = &list(&restated["periods"][0], "moved");
    let rows = moved.iter().find(|moved| moved["target"] == "a.rows" && moved["figure"] == "total").expect("it moved");
    let lines: Vec<&Value> = list(rows, "rows").iter().map(|row| &row["line"]).collect();
    assert_eq!(lines, [&Value::from(4), &Value::from(7)]);
    let report = json(data, &["report", "2014"]);
    assert_eq!((text(&report["revision"]["id"]).len(), &report["revision"]["changed"]), (40, &true.into()));
    let (csv, _, _) = tiendo(data, &["restated", "--format", "csv"]);
    assert!(csv.contains("p,2014,a.rows,2014,total,4,5,logs/visits.csv:4 logs/visits.csv:7\n"), "{csv}");
}

#[test]
fn several_plans_have_files_of_their_own() {
    let place = workspace(VISITS, REPORTS);
    fs::write(place.path().join("plans/q.toml"), PLAN.replace("\"p\"", "\"q\"")).expect("written");
    let (_, err, _) = tiendo(place.path(), &["report", "2014-01..2014-06", "--plan", "q", "--file", "--lang", "en"]);
    assert!(err.contains("`filed/q.2014-H1.csv`"), "{err}");
    assert_eq!(list(&json(place.path(), &["restated", "2014-H1"]), "periods").len(), 1);
}

/// Whatever a workspace's repository sets, none of it is run.
#[cfg(unix)]
#[test]
fn nothing_that_a_repository_sets_is_run() {
    use std::os::unix::fs::PermissionsExt;
    let place = workspace(VISITS, REPORTS);
    let data = place.path();
    for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "x"]] {
        git(data, arguments);
    }
    tiendo(data, &["report", "2014", "--file"]);
    // Each of these would leave a mark.
    let marks = tempfile::tempdir().expect("a folder");
    let script = |name: &str| {
        let path = marks.path().join(format!("{name}.sh"));
        let mark = marks.path().join(name);
        fs::write(&path, format!("#!/bin/sh\necho run >> '{}'\ncat\n", mark.display())).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("set");
        path.to_str().expect("a plain path").to_owned()
    };
    let set = |key: &str, value: &str| git(data, &["config", key, value]);
    for kind in ["clean", "smudge", "process"] {
        set(&format!("filter.x.{kind}"), &script(kind));
    }
    set("filter.x.required", "true");
    set("diff.x.textconv", &script("textconv"));
    set("diff.x.command", &script("diff-command"));
    for (key, name) in [
        ("diff.external", "external"),
        ("core.fsmonitor", "fsmonitor"),
        ("core.pager", "pager"),
        ("pager.rev-parse", "pager-1"),
        ("core.editor", "editor"),
        ("core.askPass", "askpass"),
        ("core.sshCommand", "ssh"),
        ("core.gitProxy", "proxy"),
        ("core.alternateRefsCommand", "alternates"),
        ("credential.helper", "credential"),
        ("gpg.program", "gpg"),
        ("uploadpack.packObjectsHook", "pack"),
        ("merge.x.driver", "merge"),
        ("interactive.diffFilter", "interactive"),
        ("sequence.editor", "sequence"),
        ("mergetool.x.cmd", "mergetool"),
    ] {
        set(key, &script(name));
    }
    for alias in ["rev-parse", "ls-tree", "cat-file", "status", "diff", "ls-files"] {
        set(&format!("alias.{alias}"), &format!("!{}", script(&format!("alias-{alias}"))));
    }
    let hooks = marks.path().join("hooks");
    fs::create_dir(&hooks).expect("made");
    for hook in ["post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout", "pre-auto-gc", "query-watchman"] {
        fs::copy(script(hook), hooks.join(hook)).expect("copied");
        fs::copy(script(hook), data.join(".git/hooks").join(hook)).expect("copied");
    }
    set("core.hooksPath", hooks.to_str().expect("a plain path"));
    // Objects that are not here would be fetched by a command.
    set("extensions.partialClone", "origin");
    set("remote.origin.promisor", "true");
    set("remote.origin.url", &format!("ext::{}", script("fetch")));
    set("protocol.ext.allow", "always");
    fs::write(data.join(".git/info/attributes"), "* filter=x diff=x merge=x\n").expect("written");
    fs::write(data.join(".gitattributes"), "* filter=x diff=x merge=x\n").expect("written");
    fs::write(data.join("logs/visits.csv"), format!("{VISITS}2014-10-10,t3,1\n")).expect("written");
    for arguments in [&["report", "2014"][..], &["report", "2014", "--file", "--again"], &["restated"], &["check"]] {
        let (_, err, status) = tiendo(data, arguments);
        assert!(status == 0 || arguments == ["check"], "{arguments:?}: {err}");
    }
    let run: Vec<_> = fs::read_dir(marks.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"))
        .filter(|name| !name.contains(".sh") && name != "hooks")
        .collect();
    assert!(run.is_empty(), "{run:?}");
    // The marks work: git itself runs the filter.
    git(data, &["config", "--unset", "filter.x.process"]);
    git(data, &["add", "logs/visits.csv"]);
    assert!(marks.path().join("clean").exists());
}

/// A log that was renamed, or saved with other line ends, has no new rows.
#[test]
fn renamed_files_and_line_ends_are_no_new_rows() {
    let place = workspace(VISITS, REPORTS);
    let data = place.path();
    for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "x"]] {
        git(data, arguments);
    }
    tiendo(data, &["report", "2014", "--file"]);
    fs::remove_file(data.join("logs/visits.csv")).expect("removed");
    fs::create_dir(data.join("logs/visits")).expect("made");
    fs::write(data.join("logs/visits/all.csv"), format!("{VISITS}2014-10-10,t3,1\n").replace('\n', "\r\n")).expect("written");
    let restated = json(data, &["restated", "2014"]);
    let moved = list(&restated["periods"][0], "moved");
    let rows = moved.iter().find(|moved| moved["target"] == "a.rows" && moved["figure"] == "total").expect("it moved");
    let places: Vec<String> = list(rows, "rows").iter().map(|row| format!("{}:{}", text(&row["file"]), row["line"])).collect();
    let last = VISITS.lines().count() + 1;
    assert_eq!(places, [format!("logs/visits/all.csv:{last}")]);
}

/// What could not be written is not filed.
#[cfg(unix)]
#[test]
fn an_answer_that_cannot_be_written_files_nothing() {
    let place = workspace(VISITS, REPORTS);
    let data = place.path();
    let (_, err, status) = tiendo(data, &["report", "2014-H2", "--file", "--output", "/dev/full", "--lang", "en"]);
    assert_eq!(status, 2, "{err}");
    assert!(!data.join("filed").exists());
    let (_, _, status) = tiendo(data, &["report", "2014-H2", "--file", "--lang", "en"]);
    assert_eq!(status, 0);
    assert!(data.join("filed/2014-H2.csv").exists());
}

/// Every figure of a page that is explained leads to its rows, and these are those that `explain` lists.
#[test]
fn figures_lead_to_their_rows() {
    let data = folder("data");
    let asked = ["report", "2018-H1", "--as-of", "2018-07-31", "--format", "html", "--lang", "en"];
    let (page, _, status) = tiendo(&data, &[&asked[..], &["--explain"]].concat());
    assert_eq!(status, 0);
    let named = |mark: &str| -> BTreeSet<String> {
        let parts = page.split(mark).skip(1);
        parts.map(|part| part.split('"').next().unwrap_or_default().to_owned()).filter(|name| name.starts_with("why-")).collect()
    };
    let (links, anchors) = (named("href=\"#"), named("id=\""));
    assert!(links.len() > 40 && links.is_subset(&anchors), "{:?}", links.difference(&anchors));
    let mut compared = 0;
    for (target, window) in [("luu-dong.xa", "2013..2020"), ("cau-lac-bo.sinh-hoat", "2018"), ("tai-lieu.to-gap.xa", "2018")] {
        let table = page.split(&format!("<a id=\"why-{target}-{window}\">")).nth(1).expect("a table");
        let table = table.split("</table>").next().expect("its end");
        let rows: Vec<&str> = table.split("<tr>").filter(|row| row.contains("logs/")).take(4).collect();
        for row in rows {
            let name = row.split("<th scope=\"row\">").nth(1).and_then(|rest| rest.split("</th>").next()).expect("a name");
            let sites = row.split("<td class=\"c4\">").nth(1).and_then(|rest| rest.split("</td>").next()).expect("rows");
            let of = ["--subject", name, "--window", window, "--as-of", "2018-06-30"];
            let explained = json(&data, &[&["explain", target][..], &of].concat());
            let of_text = |file: &str| file.split_once(':').map(|(file, lines)| (file.to_owned(), lines.replace(" (late)", "")));
            let of_file = |(file, lines): (String, String)| lines.split(", ").map(|line| format!("{file}:{line}")).collect::<Vec<_>>();
            let here: BTreeSet<String> = sites.split("; ").filter_map(of_text).flat_map(of_file).collect();
            let place = |record: &Value| format!("{}:{}", text(&record["file"]), record["line"]);
            let there: BTreeSet<String> = list(&explained, "records").iter().map(place).collect();
            assert_eq!(here, there, "{target} {name}");
            compared += 1;
        }
    }
    assert_eq!(compared, 12);
    let (_, told, status) = tiendo(&data, &["report", "2018-H1", "--as-of", "2018-07-31", "--explain"]);
    assert!(status == 2 && told.contains("--format html"), "{told}");
}

#[test]
fn values_are_those_of_coverage_and_status() {
    let data = folder("tests/fixtures/values");
    let day = ["--as-of", "2015-06-30"];
    let [report, coverage, status] =
        [vec!["report", "2015-H1"], vec!["coverage"], vec!["status"]].map(|command| json(&data, &[command, day.to_vec()].concat()));
    let (mut of_one, mut of_several) = (0, 0);
    for ((target, window), (_, in_status)) in windows(&coverage).zip(windows(&status)) {
        let (id, label) = (text(&target["id"]), text(&window["window"]));
        assert_eq!((&window["value"], &window["values"]), (&in_status["value"], &in_status["values"]), "{id} {label}");
        let Some(line) = list(&report, "targets").iter().find(|line| line["target"] == id && line["window"] == label) else { continue };
        assert_eq!((&line["measured"], &line["measured_values"]), (&window["value"], &window["values"]), "{id} {label}");
        assert_eq!(
            (&line["unit"], &line["decimals"], &line["expected_by_now"]),
            (&target["unit"], &target["decimals"], &window["expected"])
        );
        of_one += usize::from(!line["measured"].is_null());
        of_several += usize::from(!line["measured_values"].is_null());
    }
    // Share, goal, last value, standing; mean, level, goals, a threshold from a column, the rolling mean.
    assert_eq!((of_one, of_several), (4, 5));
    let (csv, _, _) = tiendo(&data, &[&["report", "2015-H1", "--format", "csv"], &day[..]].concat());
    assert!(csv.contains("v.mean,2015,,median,18.5") && csv.contains("v.ratio,2015,,measured,64.8648649"), "{csv}");
    let (page, _, _) = tiendo(&data, &[&["report", "2015-H1", "--format", "markdown"], &day[..]].concat());
    assert!(page.contains("| Mean people | 2015 | ≥ 20 people |  | 18.5 (12 – 25) people | 1/3 |"), "{page}");
}

#[test]
fn windows_of_subjects_own_are_told_by_the_month_in_which_they_are_due() {
    let report = json(&folder("examples/inspections"), &["report", "2024-H1", "--as-of", "2024-12-31"]);
    let months: Vec<(&str, u64, u64)> = list(line(&report, "orders.in-ten-days", "own"), "due_by_month")
        .iter()
        .map(|month| (text(&month["month"]), month["covered"].as_u64().expect("a count"), month["late"].as_u64().expect("a count")))
        .collect();
    // Only what was due in the period.
    assert_eq!(months, [("2024-01", 1, 0), ("2024-03", 1, 1), ("2024-04", 1, 0)]);
    // A window that moves with the day stands where it was at the close.
    let rolling = line(&report, "rounds.six-months", "rolling");
    assert_eq!((text(&rolling["end"]), text(&rolling["start"])), ("2024-06-30", "2023-12-31"));
}
