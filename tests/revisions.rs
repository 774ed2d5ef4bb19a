//! Answers from the files of a git revision, and the gate against one.

#![allow(clippy::disallowed_methods, reason = "a test makes the repositories that it asks")]

mod harness;
use std::fs;
use std::path::Path;

use harness::repository::Repository;
use harness::{json, tiendo, window};

/// Everything in a folder, with its contents, but for what git keeps.
fn contents(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            contents(&path, found);
        } else {
            found.push((path.display().to_string(), fs::read(&path).expect("read")));
        }
    }
    found.sort();
}

/// Covered of eligible and the verdict of 2014, as of a day, from the files of a revision.
fn stood(repository: &Repository, revision: &str, as_of: &str) -> (u64, u64, String) {
    let answer = json(&repository.data(), &["coverage", "--known-at", revision, "--as-of", as_of]);
    assert_eq!(
        answer["known_at"],
        repository.git(&["rev-parse", &format!("{}^{{commit}}", revision.split(':').next().expect("one"))]).trim()
    );
    let found = window(&answer, "go.xa", "2014");
    (
        found["covered"].as_u64().expect("a count"),
        found["eligible"].as_u64().expect("a count"),
        found["verdict"].as_str().expect("a verdict").into(),
    )
}

#[test]
fn files_are_those_of_the_revision_and_the_world_is_that_of_the_day() {
    let repository = Repository::new();
    let mut before = Vec::new();
    contents(repository.folder(), &mut before);
    let is = |revision: &str, as_of: &str, covered, eligible, verdict: &str| {
        assert_eq!(stood(&repository, revision, as_of), (covered, eligible, verdict.to_owned()), "{revision} {as_of}");
    };
    is("v1", "2015-01-01", 0, 2, "missed");
    is("v2", "2015-01-01", 1, 2, "missed");
    is("v2", "2014-02-02", 0, 2, "on-track");
    is("v3", "2015-01-01", 1, 3, "missed");
    is("v4", "2015-01-01", 2, 3, "missed");
    is("v5", "2015-01-01", 1, 3, "missed");
    is("v6", "2015-01-01", 2, 3, "missed");
    is("HEAD~5", "2015-01-01", 2, 3, "missed");
    is("v8", "2015-01-01", 1, 3, "missed");
    is("v10", "2015-01-01", 1, 2, "missed");
    is("v12", "2015-01-01", 0, 2, "missed");
    is("east", "2015-01-01", 2, 3, "missed");
    // Nothing was touched, the index neither.
    let mut after = Vec::new();
    contents(repository.folder(), &mut after);
    assert!(before == after);
}

#[test]
fn every_answer_takes_it() {
    let repository = Repository::new();
    for command in [
        &["status"][..],
        &["gaps"],
        &["coverage", "--by", "subject"],
        &["funds"],
        &["estimate", "2015"],
        &["report", "2014"],
        &["restated"],
        &["units", "An"],
        &["history"],
        &["check", "--fail-on", "never"],
    ] {
        let (status, out, err) = tiendo(&repository.data(), "2015-06-30", &[command, &["--known-at", "v6", "--format", "json"]].concat());
        assert_eq!(status, 0, "{command:?}: {err}");
        let answer: serde_json::Value = serde_json::from_str(&out).expect("one document");
        assert_eq!(answer["known_at"], repository.git(&["rev-parse", "v6"]).trim(), "{command:?}");
    }
    let (_, out, _) = tiendo(&repository.data(), "2015-06-30", &["coverage", "--known-at", "v6"]);
    assert!(out.contains("files of git revision "), "{out}");
    // The report of a revision says that it is one, with no change.
    let report = json(&repository.data(), &["report", "2014", "--known-at", "v6"]);
    assert_eq!(report["revision"]["id"], repository.git(&["rev-parse", "v6"]).trim(), "{}", report["revision"]);
    for command in [
        &["accept", "go.xa", "2014", "--reason", "x"][..],
        &["report", "2014", "--file"],
        &["fmt"],
        &["import", "visits", "x.csv", "--write"],
    ] {
        let (status, _, err) = tiendo(&repository.data(), "2015-06-30", &[command, &["--known-at", "v6"]].concat());
        assert_eq!(
            (status, err.as_str()),
            (2, "tiendo: --known-at: this command writes to the workspace, and a revision cannot be changed\n"),
            "{command:?}"
        );
    }
}

#[test]
fn what_is_not_there_is_said() {
    let repository = Repository::new();
    let said = |data: &Path, revision: &str| {
        let (status, out, err) = tiendo(data, "2015-06-30", &["coverage", &format!("--known-at={revision}"), "--lang", "en"]);
        assert_eq!((status, out.as_str()), (2, ""), "{err}");
        err
    };
    assert_eq!(said(&repository.data(), "v99"), "tiendo: --known-at: the repository has no revision `v99`; `git log` lists them\n");
    assert_eq!(said(&repository.data(), "--help"), "tiendo: --known-at: the repository has no revision `--help`; `git log` lists them\n");
    // A folder that was renamed since is named, and can be asked for.
    fs::rename(repository.data(), repository.folder().join("figures")).expect("renamed");
    let renamed = repository.folder().join("figures");
    let err = said(&renamed, "v6");
    assert!(err.ends_with("the workspace lay elsewhere then: write `v6:data`\n"), "{err}");
    let answer = json(&renamed, &["coverage", "--known-at", "v6:data", "--as-of", "2015-01-01"]);
    assert_eq!(window(&answer, "go.xa", "2014")["covered"], 2);
    fs::rename(&renamed, repository.data()).expect("renamed");
    // A clone of the last commit alone.
    let clone = tempfile::tempdir().expect("a folder");
    let url = format!("file://{}", repository.folder().display());
    repository.git(&["clone", "-q", "--depth", "1", &url, clone.path().join("it").to_str().expect("a path")]);
    let err = said(&clone.path().join("it/data"), "HEAD~1");
    assert!(err.contains("this clone is shallow and has no revision `HEAD~1`"), "{err}");
    // No repository at all.
    let bare = tempfile::tempdir().expect("a folder");
    fs::write(bare.path().join("tiendo.toml"), "format = 1\n").expect("written");
    let err = said(bare.path(), "HEAD");
    assert!(err.contains("lies in no git repository"), "{err}");
}

#[test]
fn no_hook_or_filter_of_the_repository_runs() {
    let repository = Repository::new();
    let mark = repository.folder().join("ran");
    let run = format!("touch '{}'; cat", mark.display());
    for (key, value) in [("filter.x.smudge", run.as_str()), ("filter.x.clean", &run), ("core.fsmonitor", &run), ("core.pager", &run)] {
        repository.git(&["config", key, value]);
    }
    fs::write(repository.folder().join(".git/info/attributes"), "*.csv filter=x\n").expect("written");
    assert_eq!(stood(&repository, "v6", "2015-01-01").0, 2);
    assert!(!mark.exists());
}

#[test]
fn the_gate_against_a_revision_is_shut_only_where_something_got_worse() {
    let repository = Repository::new();
    let check = |arguments: &[&str]| {
        let (status, out, err) =
            tiendo(&repository.data(), "2026-01-01", &[&["check", "--as-of", "2014-12-31", "--fail-on", "late"], arguments].concat());
        (status, out, err)
    };
    let gate = |revision: &str, since: &str| {
        let (status, out, err) =
            tiendo(&repository.data(), "2026-01-01", &["check", "--as-of", "2015-01-10", "--known-at", revision, "--since", since]);
        assert!(status != 2, "{err}");
        (status, out)
    };
    // Nothing changed; a visit more; a mended register that adds a commune nobody has been to; an amended plan.
    assert_eq!(gate("v6", "v6").0, 0);
    assert_eq!(gate("v2", "v1").0, 0);
    assert_eq!(gate("v3", "v2").0, 3);
    assert_eq!(gate("v8", "v7").0, 3);
    assert_eq!(gate("v7", "v6").0, 0);
    assert_eq!(gate("v11", "v10").0, 0);
    let (status, out) = gate("v6", "v3");
    assert_eq!(status, 0);
    assert!(out.contains("against revision v3: 0 known findings not shown, 0 new"), "{out}");
    // A fault that is new fails as ever; one that was there is known.
    repository.add("logs/visits/2015.csv", "w3,31/12/2015,a,state,1\n");
    assert_eq!(check(&["--since", "HEAD"]).0, 1);
    repository.git(&["commit", "-q", "-a", "-m", "a fault"]);
    assert_eq!(check(&["--since", "HEAD"]).0, 0);
    let (status, _, err) = check(&["--since", "v99"]);
    assert_eq!((status, err.as_str()), (2, "tiendo: --since: the repository has no revision `v99`; `git log` lists them\n"));
}
