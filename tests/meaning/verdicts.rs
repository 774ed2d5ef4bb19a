//! What cells say about windows, windows about targets, and whose job a gap is.

use crate::harness::{Case, Evaluated, check};

/// The verdict of the first window, row by row of the table in section 5.4.
#[track_caller]
fn verdict(case: &Case, as_of: &str, expected: &str) {
    let shown = case.on(as_of).shown("x.t");
    assert!(
        shown[1].contains(&format!(" {expected}")) && shown[1].split([' ', ':']).nth(1) == Some(expected),
        "as of {as_of}: {shown:#?}, not {expected}"
    );
}

fn in_2014(says: &str) -> Case {
    Case::target(&format!("{says}{}schedule = {{ windows = [\"2014\"] }}", if says.is_empty() { "" } else { ", " }))
}

const ALL: &str = "2014-01-01 a, 2014-01-01 b, 2014-01-01 c";

#[test]
fn the_table_row_by_row() {
    verdict(&in_2014("tracked = true"), "2013-01-01", "tracked");
    verdict(&in_2014(""), "2013-12-31", "upcoming");
    verdict(&in_2014("").plan("level = \"commune\"", "level = \"hamlet\""), "2014-01-01", "empty");
    let waived = in_2014("").file("waivers.csv", "target,reason\nx.t,flood\n");
    verdict(&waived, "2014-01-01", "waived");
    // Empty comes before waived, upcoming before both.
    verdict(&waived, "2013-12-31", "upcoming");
    verdict(&in_2014("at_most = 0").visits("2014-01-01 a"), "2014-01-01", "missed");
    verdict(&in_2014("at_most = 0, share = 60").visits("2014-01-01 a"), "2014-01-01", "on-track");
    let stock = in_2014("at_most = 0, latest = \"copies\"").file("logs/visits.csv", "date,unit,copies\n2014-01-01,a,1\n");
    verdict(&stock, "2014-12-31", "behind");
    verdict(&stock, "2015-01-01", "missed");
    verdict(&in_2014("").visits(ALL), "2014-01-01", "met");
    verdict(&in_2014("sum = \"copies\", at_least = 0"), "2014-01-01", "met");
    verdict(&in_2014("at_most = 1").visits(ALL), "2014-12-31", "on-track");
    verdict(&in_2014("at_most = 1").visits(ALL), "2015-01-01", "met");
    verdict(&in_2014("standing = \"clubs\", at_least = 0"), "2014-12-31", "on-track");
    verdict(&in_2014("").visits("2014-01-01 a, 2014-01-01 b, 2015-01-01 c"), "2015-01-01", "late");
    verdict(&in_2014("").visits("2014-01-01 a, 2014-01-01 b"), "2015-01-01", "missed");
    verdict(&in_2014("").visits("2014-01-01 a, 2014-01-01 b"), "2014-12-31", "behind");
    verdict(&in_2014("pace = \"end\"").visits("2014-01-01 a, 2014-01-01 b"), "2014-12-31", "on-track");
}

#[test]
fn behind_is_decided_exactly() {
    // One of three, 0.333…: behind as soon as 1.1 × elapsed − 0.1 is more: from 143.79 of the 365 days on, so on the 144th.
    let case = in_2014("").visits("2014-01-01 a");
    verdict(&case, "2014-05-23", "on-track");
    verdict(&case, "2014-05-24", "behind");
    // With nothing done, as soon as elapsed is more than 0.1 ÷ 1.1: from 33.18 days on.
    verdict(&in_2014(""), "2014-02-02", "on-track");
    verdict(&in_2014(""), "2014-02-03", "behind");
    // With half of the population asked for, half the pace is enough: up to 254.4 days.
    verdict(&in_2014("share = 50").visits("2014-01-01 a"), "2014-09-11", "on-track");
    verdict(&in_2014("share = 50").visits("2014-01-01 a"), "2014-09-12", "behind");
    // At the end nothing of the slack is left.
    verdict(&in_2014("").visits("2014-01-01 a, 2014-01-01 b"), "2014-12-31", "behind");
    // The tolerance is the workspace's.
    let strict = String::from_utf8(in_2014("").files["tiendo.toml"].clone()).expect("text") + "[checks]\npace_tolerance = 0\n";
    verdict(&in_2014("").file("tiendo.toml", strict), "2014-01-01", "behind");
}

#[test]
fn the_default_pace_is_linear_only_where_things_add_up() {
    let one = |says: &str| {
        Case::activity(&format!("log = \"visits\"\nschedule = {{ windows = [\"2014\"] }}\ntarget = [{{ id = \"t\"{says} }}]\n"))
    };
    // One cell and a threshold of 1: yes or no.
    verdict(&one("").visits(""), "2014-12-31", "on-track");
    verdict(&one(", at_least = 2").visits(""), "2014-12-31", "behind");
    verdict(&one(", pace = \"linear\"").visits(""), "2014-12-31", "behind");
    verdict(&in_2014("latest = \"copies\"").visits(""), "2014-12-31", "on-track");
    let reports = Case::target("log = \"reports\", schedule = { windows = [\"2014\"] }");
    verdict(&reports, "2014-12-31", "on-track");
    // A window that contains another is paced by it.
    let nested = Case::target("schedule = { windows = [\"2014\", \"2014-H2\"] }").visits("");
    let shown = nested.on("2014-12-31").shown("x.t");
    assert_eq!(
        shown,
        ["behind, now behind", "2014 on-track: a open 0, b open 0, c open 0", "2014-H2 behind: a open 0, b open 0, c open 0"]
    );
}

#[test]
fn shares_are_decided_exactly() {
    let required = |share: &str, visits: &str| {
        let json = in_2014(&format!("share = {share}")).visits(visits).on("2015-06-01").coverage();
        let window = &json["plans"][0]["activities"][0]["targets"][0]["windows"][0];
        (window["required"].as_u64().expect("a count"), window["verdict"].as_str().expect("a word").to_owned())
    };
    assert_eq!(required("\"2/3\"", "2014-01-01 a, 2014-01-01 b"), (2, "met".into()));
    assert_eq!(required("66.7", "2014-01-01 a, 2014-01-01 b"), (3, "missed".into()));
    assert_eq!(required("66.6", "2014-01-01 a, 2014-01-01 b"), (2, "met".into()));
    assert_eq!(required("1", "2014-01-01 a"), (1, "met".into()));
    assert_eq!(required("100", ALL), (3, "met".into()));
}

#[test]
fn a_target_is_as_good_as_its_worst_begun_window() {
    let yearly = "schedule = { every = \"year\" }";
    // Met reads on-track while another window is still to begin.
    check(
        &Case::target(yearly).visits(ALL),
        "2014-12-31",
        "x.t",
        &["on-track, now on-track", "2014 met: a met 1, b met 1, c met 1", "2015 upcoming: a upcoming 0, b upcoming 0, c upcoming 0"],
    );
    let done = Case::target(yearly).visits(&format!("{ALL}, {}", ALL.replace("2014", "2015")));
    check(&done, "2015-01-01", "x.t", &["met, now met", "2014 met: a met 1, b met 1, c met 1", "2015 met: a met 1, b met 1, c met 1"]);
    // A round missed long ago does not keep later ones red.
    let missed = Case::target(yearly).visits(&ALL.replace("2014", "2015"));
    let windows = ["2014 missed: a overdue 0, b overdue 0, c overdue 0", "2015 met: a met 1, b met 1, c met 1"];
    check(&missed, "2015-03-31", "x.t", &["missed, now missed", windows[0], windows[1]]);
    check(&missed, "2015-04-01", "x.t", &["missed, now met", windows[0], windows[1]]);
    // The last one stays current while a row may still close it.
    check(
        &missed.visits(""),
        "2019-01-01",
        "x.t",
        &["missed, now missed", "2014 missed: a overdue 0, b overdue 0, c overdue 0", "2015 missed: a overdue 0, b overdue 0, c overdue 0"],
    );
    check(
        &Case::target("at_most = 0, schedule = { every = \"year\" }").visits("2015-01-01 a"),
        "2019-01-01",
        "x.t",
        &["missed, now upcoming", "2014 met: a met 0, b met 0, c met 0", "2015 missed: a exceeded 1, b met 0, c met 0"],
    );
}

#[test]
fn activities_and_plans_are_as_good_as_their_worst_target() {
    let case = Case::activity("log = \"visits\"\npopulation = \"xa\"\nschedule = { windows = [\"2014\"] }\ntarget = [{ id = \"t\" }, { id = \"u\", at_least = 2 }, { id = \"w\", tracked = true }, { id = \"y\", schedule = { awaiting = \"word\" } }]\n")
        .lines("plans/p.toml", "\n[[activity]]\nid = \"none\"\ntitle = \"No targets\"\nlead = \"so\"\n").visits(&format!("{ALL}, 2015-01-01 a"));
    let json = case.on("2015-01-01").coverage();
    let plan = &json["plans"][0];
    let words = |of: &serde_json::Value| format!("{} {}", of["verdict"].as_str().unwrap_or("?"), of["now"].as_str().unwrap_or("?"));
    assert_eq!(words(plan), "missed missed");
    assert_eq!(words(&plan["activities"][0]), "missed missed");
    assert_eq!(words(&plan["activities"][1]), "tracked tracked");
    let targets: Vec<_> = plan["activities"][0]["targets"].as_array().expect("a list").iter().map(words).collect();
    assert_eq!(targets, ["met met", "missed missed", "tracked tracked", "awaiting awaiting"]);
}

#[test]
fn awaiting_waits_only_while_there_is_no_window() {
    let case = Case::target("schedule = [{ awaiting = \"word\" }, { windows = [\"2014\"] }]").visits(ALL);
    check(&case, "2014-06-01", "x.t", &["met, now met", "2014 met: a met 1, b met 1, c met 1"]);
    check(&Case::target("schedule = { awaiting = \"word\" }"), "2014-06-01", "x.t", &["awaiting, now awaiting"]);
}

/// Target, subject and who is responsible, of each gap.
fn responsible(case: &Case, as_of: &str) -> Vec<String> {
    let gaps = case.on(as_of).gaps(false);
    let gap = |gap: &serde_json::Value| {
        let agencies: Vec<&str> = gap["responsible"].as_array().expect("a list").iter().filter_map(|id| id.as_str()).collect();
        format!("{} {}", gap["subject"].as_str().expect("a key"), agencies.join(" "))
    };
    gaps["gaps"].as_array().expect("a list").iter().map(gap).collect()
}

#[test]
fn a_gap_belongs_to_whom_the_plan_names() {
    let gaps = |says: &str| responsible(&in_2014(says).visits(""), "2014-06-01");
    // By area; where none has it, those without an area; where there are none, the lead.
    assert_eq!(gaps("by = [\"dong\", \"trung\"]"), ["a dong", "b dong", "c trung"]);
    assert_eq!(gaps("by = [\"dong\"]"), ["a dong", "b dong", "c so"]);
    assert_eq!(gaps("by = [\"trung\", \"so\"]"), ["a trung so", "b trung so", "c trung so"]);
    assert_eq!(gaps("pace = \"end\""), ["a so", "b so", "c so"]);
    assert_eq!(gaps("by = \"subject\""), ["a a", "b b", "c c"]);
    let clubs = in_2014("population = \"clb\", by = { column = \"manager\" }")
        .file("logs/visits.csv", "date,club\n")
        .lines("registers/clubs.csv", "k1,a,,trung,,\nk2,b,,,,\n");
    assert_eq!(responsible(&clubs, "2014-06-01")[0], "k1 trung");
    let clubs = in_2014("population = \"clb\", by = [\"dong\", \"trung\"]")
        .file("logs/visits.csv", "date,club\n")
        .lines("registers/clubs.csv", "k1,v,,,,\nk2,c,,,,\n");
    assert_eq!(responsible(&clubs, "2014-06-01"), ["k1 dong", "k2 trung"]);
    let whole = Case::activity("log = \"visits\"\nby = \"subject\"\ntarget = [{ id = \"t\" }]\n");
    assert_eq!(responsible(&whole, "2014-06-01"), ["* so"]);
}

#[test]
fn gaps_stand_in_the_plans_order_and_say_what_is_missing() {
    let case = Case::target("at_least = 3, schedule = { every = \"year\" }")
        .visits("2014-01-01 c, 2015-01-01 a, 2015-01-02 a, 2015-01-03 a, 2015-01-01 b");
    let evaluated = case.on("2015-06-01");
    let lines = |all: bool| -> Vec<String> {
        let json = evaluated.gaps(all);
        let line = |gap: &serde_json::Value| {
            let text = |key: &str| gap[key].as_str().expect("a text").to_owned();
            format!(
                "{} {} {} {} {}-{}={} {} {}",
                text("plan"),
                text("target"),
                text("window"),
                text("subject"),
                gap["needed"],
                gap["done"],
                gap["missing"],
                text("state"),
                text("due")
            )
        };
        json["gaps"].as_array().expect("a list").iter().map(line).collect()
    };
    let now = ["p x.t 2015 b 3-1=2 open 2015-12-31", "p x.t 2015 c 3-0=3 open 2015-12-31"];
    assert_eq!(lines(false), now);
    assert_eq!(lines(true), [&["p x.t 2014 a 3-0=3 overdue 2014-12-31", "p x.t 2014 b 3-0=3 overdue 2014-12-31", "p x.t 2014 c 3-1=2 overdue 2014-12-31"][..], &now].concat());
    // Too much, and no value.
    let case = in_2014("at_most = 1").visits("2014-01-01 a, 2014-01-01 a, 2014-01-01 a");
    let gap = &case.on("2014-06-01").gaps(false)["gaps"][0];
    assert_eq!((gap["state"].as_str(), gap["missing"].as_u64()), (Some("exceeded"), Some(2)));
    let gap = &in_2014("latest = \"copies\"").visits("").on("2014-06-01").gaps(false)["gaps"][0];
    assert_eq!((gap["done"].is_null(), gap["missing"].is_null()), (true, true));
}

#[test]
fn figures_of_a_window() {
    let case = Case::target("sum = \"copies\", at_least = 4, schedule = { windows = [\"2014-H1\"] }")
        .file("logs/visits.csv", "date,unit,copies\n2014-01-01,a,9\n2014-07-01,b,4\n2014-02-01,c,1\n");
    let json = case.on("2014-07-01").coverage();
    let window = &json["plans"][0]["activities"][0]["targets"][0]["windows"][0];
    let number = |key: &str| window[key].to_string();
    assert_eq!(
        ["members", "waived", "eligible", "met", "late", "exceeded", "overdue", "open", "upcoming", "covered", "required"].map(number),
        ["3", "0", "3", "1", "1", "0", "1", "0", "0", "2", "3"]
    );
    // (1 + 1 + 1/4) / 3
    assert_eq!(["coverage", "progress", "elapsed", "total"].map(number), ["0.6666667", "0.75", "1", "14"]);
    assert_eq!(
        (number("threshold"), number("start"), number("due")),
        ("{\"kind\":\"at_least\",\"value\":4}".into(), "\"2014-01-01\"".into(), "\"2014-06-30\"".into())
    );
    // Nothing is divided by zero.
    let nobody = Case::target("").plan("level = \"commune\"", "level = \"hamlet\"").on("2014-07-01").coverage();
    let window = &nobody["plans"][0]["activities"][0]["targets"][0]["windows"][0];
    assert!(window["coverage"].is_null() && window["progress"].is_null());
    assert_eq!(window["verdict"], "empty");
}

#[test]
fn a_period_keeps_the_windows_that_overlap_it() {
    let case = Case::target("schedule = { every = \"quarter\" }").visits(ALL);
    let labels = |period: &str| -> Vec<String> {
        let shown = Evaluated::new(&case.tree(), "2015-12-31", Some(period)).shown("x.t");
        shown[1..].iter().map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(labels("2014-H2"), ["2014-Q3", "2014-Q4"]);
    assert_eq!(labels("2014-03..2014-04"), ["2014-Q1", "2014-Q2"]);
    assert_eq!(labels("2015-12-31"), ["2015-Q4"]);
    assert!(labels("2019").is_empty());
}

#[test]
fn windows_are_enumerated_from_the_plan() {
    let labels = |schedule: &str| -> Vec<String> {
        let shown = Case::target(&format!("schedule = {schedule}")).on("2014-01-01").shown("x.t");
        shown[1..].iter().map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(labels("{ every = \"half\" }"), ["2014-H1", "2014-H2", "2015-H1", "2015-H2"]);
    assert_eq!(labels("{ every = \"H1\" }"), ["2014-H1", "2015-H1"]);
    assert_eq!(labels("{ every = \"Q3\", to = \"2014\" }"), ["2014-Q3"]);
    assert_eq!(labels("{ every = \"05\" }"), ["2014-05", "2015-05"]);
    assert_eq!(labels("{ every = \"month\", from = \"2015-11\" }"), ["2015-11", "2015-12"]);
    // Only windows that lie wholly within.
    assert_eq!(labels("{ every = \"quarter\", from = \"2014-02\", to = \"2014-09\" }"), ["2014-Q2", "2014-Q3"]);
    assert_eq!(labels("{ every = \"month\", length = 2, to = \"2014-04\" }"), ["2014-01..2014-02", "2014-03..2014-04"]);
    assert_eq!(labels("{ every = \"quarter\", step = 3 }"), ["2014-Q1", "2014-Q4", "2015-Q3"]);
    // The year that begins in October: only 2015 lies wholly in 2014..2015.
    assert_eq!(labels("{ every = \"year\", calendar = \"fy\" }"), ["2015"]);
    assert_eq!(labels("[{ windows = [\"2015\"] }, { windows = [\"2014-01..2014-12\", \"2014-03\"] }]"), ["2014", "2014-03", "2015"]);
    assert_eq!(labels("{ by = \"2015-09-30\" }"), ["2015-09-30"]);
}
