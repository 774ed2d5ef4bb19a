//! Whoever writes may be killed at any moment, and need not be alone.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Copy;

const LOG: &str = "logs/visits/2014.csv";
const RECORD: [&str; 6] = ["record", "visits", "date=2014-04-05", "unit=06139", "participants=12", "--quiet"];

fn office() -> Copy {
    let copy = Copy::of("tests/corpus/workspace");
    copy.write(LOG, "id,date,unit,participants\nV-2014-002,2014-05-01,06139, 30\nV-2014-001,2014-03-01,06139,20\n");
    copy.write("new.csv", "date,unit,participants\n2014-06-01,06139,5\n2015-06-01,06139,6\n");
    copy.write("logs/reports.csv", "date,period,unit,cases,share\r\n31/12/2014,Q1/2014, 185,\"1.234\",\"12,5\"\r\n");
    copy.write("accepted.csv", "target,window,subject,from,reason,basis\nclb.sinh-hoat,2013,,2014-01-01,x,\n");
    copy.write("base", "id,date,unit\nV-1,2014-01-01,06139\n");
    copy.write("theirs", "id,date,unit\nV-1,2014-01-01,06139\nV-2,2014-01-02,06139\n");
    copy.write("ours", "id,date,unit\nV-1,2014-01-01,06139\nV-3,2014-01-03,06139\n");
    copy
}

fn start(copy: &Copy, arguments: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(arguments)
        .args(["--lang", "en", "--as-of", "2016-01-31", "--threads", "1"])
        .current_dir(copy.path())
        .env_remove("TIENDO_DATA")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs")
}

fn is_begun(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with(".tiendo-"))
}

#[test]
fn a_killed_command_leaves_the_old_file_or_the_new_one() {
    let commands: [(&[&str], u32); 8] = [
        (&RECORD, 40),
        (&["import", "visits", "new.csv", "--write"], 40),
        (&["fmt"], 40),
        (&["report", "2014", "--file"], 40),
        (&["merge-csv", "base", "ours", "theirs", LOG], 40),
        (&["accept", "clb.sinh-hoat", "2014", "--reason", "lũ"], 200),
        (&["init", "new", "--example", "legal-aid"], 200),
        (&["fix", "--write"], 200),
    ];
    let mut killed = 0;
    for (arguments, points) in commands {
        let (before, done) = (office().files(), office());
        let begun = Instant::now();
        let status = start(&done, arguments).wait().expect("it ends");
        let took = begun.elapsed();
        assert!(status.success(), "{arguments:?} {status}");
        let after = done.files();
        assert_ne!(before, after, "{arguments:?}");
        for nth in 0..points {
            let copy = office();
            let mut running = start(&copy, arguments);
            // The last part, in which files are written, is looked at twice as closely.
            let third = points / 3;
            let share = if nth < third { nth * 400 / third } else { 400 + (nth - third) * 760 / (points - third) };
            std::thread::sleep(took * share / 1100);
            running.kill().expect("killed");
            killed += u32::from(!running.wait().expect("it ends").success());
            let left = copy.files();
            let known: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for (path, bytes) in left.iter().filter(|(path, _)| !is_begun(path)) {
                assert!(known.contains(path), "{arguments:?}: {path} is new");
                assert!(before.get(path) == Some(bytes) || after.get(path) == Some(bytes), "{arguments:?}: {path}");
            }
            assert!(before.keys().all(|path| left.contains_key(path)), "{arguments:?}");
            // Nothing stands in the way of the next one, and what was begun goes with it.
            if left.keys().any(|path| is_begun(path)) || nth % 10 == 0 {
                let begun = Instant::now();
                let status = start(&copy, if left == after { &["check", "--fail-on", "never"] } else { arguments }).wait();
                assert!(status.expect("it ends").code().is_some_and(|code| code < 2) && begun.elapsed() < Duration::from_secs(60));
                let mut folders: BTreeMap<&str, bool> = BTreeMap::new();
                let now = copy.files();
                for path in now.keys() {
                    *folders.entry(path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default() |= is_begun(path);
                }
                assert!(left == after || !folders.values().any(|begun| *begun), "{arguments:?}: {folders:?}");
            }
        }
    }
    assert!(killed > 200, "only {killed} of 800 were killed while they ran");
}

#[test]
fn two_who_write_at_once_both_have_their_rows() {
    let copy = office();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..5 {
                    assert!(start(&copy, &RECORD).wait().expect("it ends").success());
                }
            });
        }
    });
    let text = copy.read(LOG);
    let keys: BTreeSet<&str> = text.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
    assert_eq!((keys.len(), text.lines().count()), (17, 18), "{text}");
    assert!(!copy.files().keys().any(|path| is_begun(path)));
}

/// Who mends and who records write to one file, and neither loses what the other has done.
#[test]
fn rows_are_recorded_while_the_file_is_mended() {
    let copy = office();
    let rows: Vec<String> = (0..40).map(|nth| format!("V-2014-1{nth:02},{}/3/2014,06139, 30\n", nth % 18 + 13)).collect();
    copy.write(LOG, format!("id,date,unit,participants\nV-2014-001,2014-03-01,06139,20\n{}", rows.concat()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..5 {
                    assert!(start(&copy, &RECORD).wait().expect("it ends").success());
                }
            });
        }
        scope.spawn(|| {
            for _ in 0..5 {
                assert!(start(&copy, &["fix", "--write"]).wait().expect("it ends").success());
            }
        });
    });
    let text = copy.read(LOG);
    let keys: BTreeSet<&str> = text.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
    assert_eq!((keys.len(), text.lines().count()), (51, 52), "{text}");
    assert!(!text.contains("/3/2014") && !text.contains(", 30"), "{text}");
    assert!(!copy.files().keys().any(|path| is_begun(path)));
}
