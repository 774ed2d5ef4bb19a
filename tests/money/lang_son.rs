//! The workspace in `data/`: its money adds up however it is told apart.

use crate::harness::folder;
use crate::{found, json};
use serde_json::Value;

const WAYS: [&str; 5] = ["year", "fund", "activity", "agency", "unit"];

fn amount(value: &Value) -> i64 {
    value.as_i64().unwrap_or_default()
}

#[test]
fn sums_are_the_same_along_every_way() {
    for period in [&[][..], &["--period", "2015"], &["--period", "2014-H2..2016-Q1"]] {
        let answers = WAYS.map(|by| json(&folder("data"), &[&["funds", "--by", by, "--as-of", "2020-12-31"], period].concat()));
        let total = |at: usize, key: &str| amount(&answers[at]["plans"][0]["total"][key]);
        for (at, by) in WAYS.iter().enumerate() {
            let groups = answers[at]["plans"][0]["groups"].as_array().expect("groups");
            for key in ["allocated", "carried", "drawn", "spent", "spent_since_year_began", "carried_on", "left", "over", "records"] {
                let sum: i64 = groups.iter().map(|group| amount(&group[key])).sum();
                assert_eq!(sum, total(at, key), "{by} {key} {period:?}");
                if at < 3 || ["spent", "records"].contains(&key) {
                    assert_eq!(total(at, key), total(0, key), "{by} {key} {period:?}");
                }
            }
            for group in groups.iter().filter(|_| at < 3) {
                let of = |keys: &[&str]| keys.iter().map(|key| amount(&group[*key])).sum::<i64>();
                assert_eq!(
                    of(&["allocated", "carried", "drawn"]) + of(&["over"]),
                    of(&["spent_since_year_began", "carried_on", "left"]),
                    "{by} {group}"
                );
            }
        }
    }
}

#[test]
fn what_is_spent_is_what_the_logs_say() {
    let mut spent = 0;
    for log in ["briefings", "cases", "visits", "meetings", "materials", "boards", "newspapers", "classes", "tuition"] {
        for entry in std::fs::read_dir(folder("data/logs").join(log)).expect("a folder") {
            let mut reader = csv::Reader::from_path(entry.expect("an entry").path()).expect("a table");
            let cost = reader.headers().expect("a header").iter().position(|name| name == "cost").expect("a cost");
            spent += reader.records().map(|row| row.expect("a row")[cost].parse::<i64>().unwrap_or_default()).sum::<i64>();
        }
    }
    assert_eq!(amount(&json(&folder("data"), &["funds", "--as-of", "2020-12-31"])["plans"][0]["total"]["spent"]), spent);
}

#[test]
fn nothing_about_money_is_wrong() {
    let found = found(&folder("data"), "2021-12-31");
    assert!(found.iter().all(|found| !found.starts_with('M')), "{found:#?}");
}
