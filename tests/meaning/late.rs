//! Late days, weeks, and misses that are known and accepted.

use crate::harness::{Case, SETTINGS, check};

fn in_2014(says: &str, late: &str) -> Case {
    Case::target(&format!("{says}schedule = {{ windows = [\"2014\"]{late} }}"))
}

#[test]
fn rows_count_as_late_no_longer_than_the_schedule_says() {
    let case = in_2014("", ", late = { days = 30 }").visits("2014-01-01 a, 2015-01-30 b, 2015-01-31 c");
    check(&case, "2015-12-31", "x.t", &["missed, now upcoming", "2014 missed: a met 1, b late 1, c overdue 0"]);
    let ever = in_2014("", "").visits("2014-01-01 a, 2015-01-30 b, 2015-01-31 c");
    check(&ever, "2015-12-31", "x.t", &["late, now late", "2014 late: a met 1, b late 1, c late 1"]);
}

#[test]
fn a_window_is_current_for_ninety_days_or_while_a_row_could_still_close_it() {
    let case = in_2014("", ", late = { days = 30 }").visits("2014-01-01 a");
    let cells = "2014 missed: a met 1, b overdue 0, c overdue 0";
    check(&case, "2015-03-31", "x.t", &["missed, now missed", cells]);
    check(&case, "2015-04-01", "x.t", &["missed, now upcoming", cells]);
    let longer = in_2014("", ", late = { days = 120 }").visits("2014-01-01 a");
    check(&longer, "2015-04-30", "x.t", &["missed, now missed", cells]);
    check(&longer, "2015-05-01", "x.t", &["missed, now upcoming", cells]);
}

#[test]
fn a_table_of_windows_takes_the_late_days_of_its_schedule() {
    let case = Case::target("at_least = { \"2014\" = 1 }, schedule = { late = { days = 1 } }").visits("2015-01-01 a, 2015-01-02 b");
    check(&case, "2015-12-31", "x.t", &["missed, now upcoming", "2014 missed: a late 1, b overdue 0, c overdue 0"]);
}

#[test]
fn weeks_are_iso_weeks() {
    // 2014-W01 begins on 2013-12-30 and so lies outside the plan; the year's last week is the first one of 2015.
    let case = Case::target("schedule = { every = \"week\", to = \"2014-W03\" }").visits("2014-01-05 a, 2014-01-06 a, 2014-01-19 b");
    check(
        &case,
        "2014-01-19",
        "x.t",
        &["missed, now missed", "2014-W02 missed: a met 1, b overdue 0, c overdue 0", "2014-W03 behind: a open 0, b met 1, c open 0"],
    );
}

#[test]
fn years_may_be_named_by_the_one_in_which_they_begin() {
    let settings = SETTINGS.replace("year_starts = \"10-01\"", "year_starts = \"04-01\"\nnamed = \"start\"");
    let case = Case::target("log = \"reports\", schedule = { every = \"year\", due = { days = 10 } }")
        .plan("period = \"2014..2015\"", "period = \"2014..2015\"\ncalendar = \"fy\"")
        .file("tiendo.toml", settings)
        .file("logs/reports.csv", "date,period,unit,value\n2015-04-10,2014,a,1\n2015-04-11,2014,b,1\n");
    assert_eq!(case.on("2015-04-30").shown("x.t")[1], "2014 missed: a met 1, b late 1, c overdue 0");
    let window = &case.on("2015-04-30").coverage()["plans"][0]["activities"][0]["targets"][0]["windows"][0];
    assert_eq!((&window["start"], &window["end"]), (&"2014-04-01".into(), &"2015-03-31".into()));
}

#[test]
fn an_accepted_miss_is_asked_for_no_longer_and_stays_a_miss() {
    let case = in_2014("", "").visits("2014-01-01 a");
    let accepted = |rows: &str| case.clone().file("accepted.csv", format!("target,window,subject,from,reason\n{rows}"));
    let cells = "2014 missed: a met 1, b overdue 0, c overdue 0";
    check(&accepted("x.t,2014,b,,flood\n"), "2015-01-01", "x.t", &["missed, now missed", cells]);
    let both = accepted("x.t,2014,b,2015-02-01,flood\nx.t,2014,c,,flood\n");
    check(&both, "2015-01-31", "x.t", &["missed, now missed", cells]);
    check(&both, "2015-02-01", "x.t", &["missed, now met", cells]);
    // With nobody else left the window is not current.
    check(&accepted("x.t,2014,,,flood\n"), "2015-01-01", "x.t", &["missed, now upcoming", cells]);
    let gaps = |all: bool| both.on("2015-02-01").gaps(all)["gaps"].as_array().map_or(0, Vec::len);
    assert_eq!((gaps(false), gaps(true)), (0, 2));
    assert_eq!(both.on("2015-02-01").gaps(true)["gaps"][0]["accepted"], true);
    assert_eq!(both.on("2015-02-01").gaps(false)["note"], "Nothing is missing in what was asked for.");
}
