//! The program's answer over a made workspace is the one that was counted while it was made.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "chances and counts drawn here, far below any limit"
)]
#[path = "../examples/make_workspace/country/mod.rs"]
mod country;

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use country::Size;
use serde_json::Value;

/// Makes a workspace, asks for its coverage and compares every window that was counted.
fn check(size: &Size) {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("country");
    country::make(size, &folder).expect("made");
    let expected: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).expect("read")).expect("JSON");
    let as_of = expected["as_of"].as_str().expect("a date");
    let output = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["coverage", "--format", "json", "--quiet", "--as-of", as_of, "--data"])
        .arg(&folder)
        .output()
        .expect("run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer["left_out_rows"], expected["left_out_rows"]);

    let activities = answer["plans"][0]["activities"].as_array().expect("activities");
    let targets = activities.iter().flat_map(|activity| activity["targets"].as_array().expect("targets"));
    let targets: BTreeMap<&str, &Value> = targets.map(|target| (target["id"].as_str().expect("an id"), &target["windows"])).collect();
    let mut counted = 0;
    for (id, windows) in expected["targets"].as_object().expect("targets") {
        let answered = targets[id.as_str()].as_array().expect("windows");
        assert_eq!(windows.as_array().map(Vec::len), Some(answered.len()), "{id}");
        for (window, answered) in windows.as_array().into_iter().flatten().zip(answered) {
            for (key, value) in window.as_object().expect("a window") {
                assert_eq!(&answered[key], value, "{id} {}: {key}", window["window"]);
            }
            counted += 1;
        }
    }
    assert!(counted > 20, "{counted} windows were compared");
}

#[test]
fn a_sound_country() {
    check(&Size { rows: 6_000, communes: 200, villages: 1_500, years: 6, seed: 1, faults: 0 });
}

#[test]
fn rows_with_faults_do_not_count() {
    check(&Size { rows: 3_000, communes: 100, villages: 300, years: 3, seed: 2, faults: 150 });
}
