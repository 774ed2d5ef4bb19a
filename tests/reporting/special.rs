//! A pipe, a device or a folder in place of a file: said at once, never waited for, never passed over.

use std::process::Command;

use super::{PLAN, Place, ROWS};

#[cfg(unix)]
#[test]
fn nobody_waits_for_a_pipe() {
    for (path, status) in [
        ("data/logs/visits/b.csv", 1),
        ("data/logs/visits.csv", 1),
        ("data/registers/units.csv", 1),
        ("data/waivers.csv", 1),
        ("data/accepted.csv", 1),
        ("data/money/allocations.csv", 1),
        ("data/plans/q.toml", 2),
    ] {
        let place = Place::rows(ROWS);
        let full = place.path().join(path);
        if path.contains("logs/visits") {
            std::fs::remove_file(place.path().join("data/logs/visits.csv")).expect("removed");
        }
        std::fs::create_dir_all(full.parent().expect("a folder")).expect("made");
        assert!(Command::new("mkfifo").arg(&full).status().expect("mkfifo runs").success());
        let run = place.run(&["check", "--as-of", "2014-12-31", "--fail-on", "never", "--lang", "en"]);
        assert_eq!(run.status, status, "{path}: {}{}", run.out, run.err);
        let said = run.out + &run.err;
        assert!(said.contains("F001") && said.contains("it is no regular file but a pipe or a device"), "{path}: {said}");
    }
}

#[test]
fn a_folder_that_is_called_like_a_plan_is_none() {
    let place = Place::rows(ROWS);
    place.write("data/plans/q.toml/p.toml", PLAN);
    let run = place.run(&["check", "--lang", "en"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("plans/q.toml:1:1: error[F001]: the file cannot be read: it is a folder, not a file"), "{}", run.err);
    // Other folders there are nobody's business.
    let place = Place::rows(ROWS);
    place.write("data/plans/old/p.toml", PLAN);
    assert_eq!(place.run(&["check", "--as-of", "2014-12-31", "--lang", "en"]).status, 0);
}
