//! What changed: history over days.

mod harness;
use harness::{folder, json, tiendo};
use serde_json::Value;

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// Holds each point of a history against what the other commands say as of its day.
fn each_day_is_what_as_of_says(data: &std::path::Path, arguments: &[&str], every_nth: usize) {
    let history = json(data, &[&["history"], arguments].concat());
    let mut compared = 0;
    for plan in list(&history, "plans") {
        for (at, whole) in list(plan, "points").iter().enumerate() {
            let last = at + 1 == list(plan, "points").len();
            if at % every_nth != 0 && !last {
                continue;
            }
            let day = whole["as_of"].as_str().expect("a day");
            let coverage = json(data, &["coverage", "--as-of", day]);
            let gaps = json(data, &["gaps", "--as-of", day]);
            let same_plan = list(&coverage, "plans").iter().find(|found| found["id"] == plan["id"]).expect("the plan");
            assert_eq!((&whole["verdict"], &whole["now"]), (&same_plan["verdict"], &same_plan["now"]), "{day}");
            let of_plan = || list(&gaps, "gaps").iter().filter(|gap| gap["plan"] == plan["id"]);
            assert_eq!(whole["gaps"], of_plan().count(), "{day}");
            for target in list(plan, "targets") {
                let point = list(target, "points").iter().find(|point| point["as_of"] == day).expect("a point");
                let all = list(same_plan, "activities").iter().flat_map(|activity| list(activity, "targets"));
                let same = all.into_iter().find(|found| found["id"] == target["id"]).expect("the target");
                assert_eq!((&point["verdict"], &point["now"]), (&same["verdict"], &same["now"]), "{day} {}", target["id"]);
                assert_eq!(point["gaps"], of_plan().filter(|gap| gap["target"] == target["id"]).count(), "{day} {}", target["id"]);
                let window = list(same, "windows").iter().find(|window| window["window"] == point["window"]);
                for key in ["covered", "eligible", "required", "coverage", "progress"] {
                    assert_eq!(&point[key], window.map_or(&Value::Null, |window| &window[key]), "{day} {} {key}", target["id"]);
                }
                compared += 1;
            }
        }
    }
    assert!(compared > 0);
}

#[test]
fn history_on_a_day_is_what_as_of_that_day_says() {
    each_day_is_what_as_of_says(&folder("data"), &["--as-of", "2020-11-15", "--every", "quarter"], 7);
    each_day_is_what_as_of_says(&folder("examples/inspections"), &["--as-of", "2025-08-15", "--every", "month"], 5);
    each_day_is_what_as_of_says(&folder("examples/recovery"), &["--as-of", "2025-08-15", "--every", "year"], 1);
}

#[test]
fn the_days_are_those_of_the_plan() {
    let days = |arguments: &[&str]| {
        let history = json(&folder("data"), &[&["history", "luu-dong.xa"], arguments].concat());
        let points = list(&list(&history, "plans")[0], "points").to_vec();
        points.iter().map(|point| point["as_of"].as_str().expect("a day").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(days(&["--every", "year", "--as-of", "2015-12-31"]), ["2013-12-31", "2014-12-31", "2015-12-31"]);
    assert_eq!(days(&["--every", "quarter", "--period", "2014", "--as-of", "2014-08-01"]), ["2014-03-31", "2014-06-30", "2014-08-01"]);
    // Beyond the plan's end there is nothing but the as-of date.
    let late = days(&["--every", "year", "--as-of", "2030-06-30"]);
    assert_eq!((late.len(), late.last().map(String::as_str)), (9, Some("2030-06-30")));
    // Before it begins there is one day.
    assert_eq!(days(&["--as-of", "2010-01-01"]), ["2010-01-01"]);
    assert_eq!(days(&["--every", "month", "--as-of", "2020-12-31"]).len(), 96);
}

#[test]
fn it_is_drawn_in_every_format() {
    let data = folder("data");
    let run = |format: &str, more: &[&str]| {
        let all = [&["history", "luu-dong", "--as-of", "2016-06-30", "--lang", "en", "--format", format], more].concat();
        let (status, out, err) = tiendo(&data, "2026-01-01", &all);
        assert_eq!(status, 0, "{err}");
        out
    };
    let html = run("html", &[]);
    let targets = html.matches("<svg class=\"chart\"").count();
    assert!(targets >= 3, "{targets}");
    assert!(html.contains("<polyline class=\"done\""));
    assert!(run("markdown", &[]).contains("| Target | 2013-03-31 – 2016-06-30 |"), "{}", run("markdown", &[]));
    assert!(run("table", &["--chart"]).contains("  0 % └──"));
    assert!(run("csv", &[]).contains(",luu-dong,luu-dong.xa,2014-12-31,2013..2020,35,104,104,0.3365385,"), "{}", run("csv", &[]));
}
