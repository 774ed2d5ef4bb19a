//! A workspace is begun: sound on any day, nothing is written over, and git looks after it.

use std::path::Path;
use std::process::Command;

use super::harness::{places, tiendo};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn whatever_is_begun_passes_its_check_and_says_what_was_written() {
    for today in ["2026-01-01", "2026-12-31", "2027-06-30", "2028-02-29"] {
        for (arguments, status) in [
            (&["--lang", "en"][..], 0),
            (&["--lang", "vi"], 0),
            (&["--example", "legal-aid"], 0),
            // Their plans are over: `missed` is what is true of them.
            (&["--example", "vaccination"], 3),
            (&["--example", "training", "--lang", "vi"], 3),
        ] {
            let place = folder();
            let (done, out, err) = tiendo(place.path(), today, &[&["init"], arguments].concat());
            assert_eq!(done, 0, "{arguments:?}: {err}");
            let mut listed: Vec<&str> = out.lines().collect();
            listed.sort_unstable();
            let files = places::files(place.path());
            assert_eq!(listed, files.keys().map(String::as_str).collect::<Vec<_>>(), "{arguments:?}");
            let small = !arguments.contains(&"vaccination") && !arguments.contains(&"training");
            let strict: &[&str] = if small { &["check", "--strict", "--quiet"] } else { &["check", "--quiet"] };
            let (done, out, err) = tiendo(place.path(), today, strict);
            assert_eq!(done, status, "{arguments:?} on {today}: {out}{err}");
            assert!(!small || tiendo(place.path(), today, &["fmt", "--check"]).0 == 0, "{arguments:?}");
            let language = if arguments.contains(&"en") || arguments.contains(&"vaccination") { "en" } else { "vi" };
            let settings = String::from_utf8(files["tiendo.toml"].clone()).expect("text");
            assert!(settings.contains(&format!("language = \"{language}\"")), "{arguments:?}: {settings}");
        }
    }
}

#[test]
fn what_is_there_stays() {
    let place = folder();
    std::fs::create_dir_all(place.path().join("a/plans")).expect("made");
    std::fs::write(place.path().join("a/plans/plan.toml"), "mine").expect("written");
    let (status, out, err) = tiendo(place.path(), "2026-03-01", &["init", "a", "--lang", "en"]);
    assert_eq!((status, out.as_str()), (2, ""), "{err}");
    assert!(err.contains("`a/plans/plan.toml` is there already; nothing was written"), "{err}");
    assert_eq!(places::files(place.path()).len(), 1);
    assert_eq!(tiendo(place.path(), "2026-03-01", &["init", "b"]).0, 0);
    let before = places::files(place.path());
    let (status, _, err) = tiendo(place.path(), "2026-03-01", &["init", "b", "--lang", "en"]);
    assert!(status == 2 && err.contains("`b` is a workspace already"), "{err}");
    assert_eq!(places::files(place.path()), before);
}

fn git(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_tiendo")).parent().expect("a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(program.to_owned()).chain(std::env::split_paths(&path));
    let done = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .env("PATH", std::env::join_paths(paths).expect("paths"))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .expect("git");
    (done.status.success(), String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned())
}

#[test]
fn git_merges_by_keys_and_checks_before_each_commit() {
    let place = folder();
    let (status, out, err) = tiendo(place.path(), "2026-03-01", &["init", "--git", "--ci", "github", "--lang", "en"]);
    assert_eq!(status, 0, "{err}");
    for written in [".gitattributes", ".github/workflows/tiendo.yml", ".git/hooks/pre-commit"] {
        assert!(out.lines().any(|line| line == written), "{out}");
    }
    let root = place.path();
    assert_eq!(git(root, &["check-attr", "merge", "logs/visits.csv"]).1, "logs/visits.csv: merge: tiendo\n");
    git(root, &["add", "-A"]);
    let (done, said) = git(root, &["commit", "-m", "begin"]);
    assert!(done && said.contains("0 errors"), "{said}");
    let path = root.join("logs/visits.csv");
    let rows = std::fs::read_to_string(&path).expect("there");
    // A row that is wrong, then one that is right but not in the one form, then both mended.
    for (more, passes) in
        [("V-2,2026-13-05,C1,,advice,,\n", false), ("V-2,2025-03-05,C1,,\"advice\",,\n", false), ("V-9,2026-12-05,C1,,advice,,\n", true)]
    {
        std::fs::write(&path, format!("{rows}{more}")).expect("written");
        git(root, &["add", "-A"]);
        let (done, said) = git(root, &["commit", "-m", "a row"]);
        assert_eq!(done, passes, "{more}{said}");
    }
    // Two branches take the same next key for two visits: both stay, and one has a fresh key.
    let (_, branch) = git(root, &["branch", "--show-current"]);
    git(root, &["checkout", "-q", "-b", "other"]);
    let there = std::fs::read_to_string(&path).expect("there");
    let commit = |row: &str| {
        std::fs::write(&path, format!("{there}{row}")).expect("written");
        let (done, said) = git(root, &["commit", "-am", "a visit"]);
        assert!(done, "{said}");
    };
    commit("V-2026-002,2026-12-06,C2,,training,,\n");
    git(root, &["checkout", "-q", branch.trim()]);
    commit("V-2026-002,2026-12-07,C1,,advice,,\n");
    let (done, said) = git(root, &["merge", "--no-edit", "other"]);
    assert!(done, "{said}");
    let merged = std::fs::read_to_string(&path).expect("there");
    assert!(merged.ends_with("V-2026-002,2026-12-06,C2,,training,,\nV-2026-003,2026-12-07,C1,,advice,,\n"), "{merged}");
    // A second time nothing changes, and a hook of one's own stays.
    std::fs::write(root.join(".git/hooks/pre-commit"), "mine").expect("written");
    let (status, out, err) = tiendo(root, "2026-03-01", &["init", "--git", "--lang", "en"]);
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("is there and stays"), "{err}");
    assert_eq!(std::fs::read_to_string(root.join(".git/hooks/pre-commit")).expect("there"), "mine");
}

#[test]
fn within_a_repository_the_job_stands_at_its_top() {
    let place = folder();
    git(place.path(), &["init", "-q"]);
    let (status, out, err) = tiendo(place.path(), "2026-03-01", &["init", "số liệu/của tôi", "--git", "--ci", "gitlab", "--lang", "en"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.lines().any(|line| line == ".gitlab-ci.yml") && out.lines().any(|line| line == "số liệu/của tôi/.gitattributes"), "{out}");
    let job = std::fs::read_to_string(place.path().join(".gitlab-ci.yml")).expect("there");
    assert!(job.contains("tiendo check --data 'số liệu/của tôi' --format junit"), "{job}");
    git(place.path(), &["add", "-A"]);
    let (done, said) = git(place.path(), &["commit", "-m", "begin"]);
    assert!(done && said.contains("0 errors"), "{said}");
}
