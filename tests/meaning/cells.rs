//! On time and late, opening days, thresholds, waivers: the state of one subject in one window.

use crate::harness::{Case, check};

const YEARLY: &str = "schedule = { every = \"year\" }";

#[test]
fn a_row_in_the_window_is_on_time() {
    let case = Case::target(YEARLY).visits("2014-01-01 a, 2014-12-31 b");
    check(
        &case,
        "2014-12-31",
        "x.t",
        &["behind, now behind", "2014 behind: a met 1, b met 1, c open 0", "2015 upcoming: a upcoming 0, b upcoming 0, c upcoming 0"],
    );
    check(
        &case,
        "2015-01-01",
        "x.t",
        &["missed, now missed", "2014 missed: a met 1, b met 1, c overdue 0", "2015 on-track: a open 0, b open 0, c open 0"],
    );
}

#[test]
fn a_row_after_the_as_of_date_does_not_exist() {
    let case = Case::target("").visits("2014-06-01 a, 2014-06-02 b");
    check(&case, "2014-06-01", "x.t", &["on-track, now on-track", "2014..2015 on-track: a met 1, b open 0, c open 0"]);
    // 1 of 3 is 0.333; from 2014-01-01 to 2015-06-10 are 526 days of 730: 0.7205 less 0.10.
    check(
        &case.clone().visits("2014-06-01 a, 2015-06-11 b"),
        "2015-06-10",
        "x.t",
        &["behind, now behind", "2014..2015 behind: a met 1, b open 0, c open 0"],
    );
}

#[test]
fn a_row_between_rounds_is_late_for_the_earlier_one() {
    let rounds = Case::target("schedule = { windows = [\"2014-H1\", \"2015\"] }");
    let case = rounds.clone().visits("2014-06-30 a, 2014-07-01 b, 2015-01-01 c");
    let first = "2014-H1 missed: a met 1, b late 1, c overdue 0";
    check(&case, "2014-12-31", "x.t", &["missed, now missed", first, "2015 upcoming: a upcoming 0, b upcoming 0, c upcoming 0"]);
    check(&case, "2015-01-01", "x.t", &["missed, now on-track", first, "2015 on-track: a open 0, b open 0, c met 1"]);
    // After the last round there is no end.
    let case = rounds.visits("2014-01-01 a, 2014-01-01 b, 2014-01-01 c, 2015-01-01 a, 2015-02-01 b, 2030-01-01 c");
    check(
        &case,
        "2030-01-01",
        "x.t",
        &["late, now late", "2014-H1 met: a met 1, b met 1, c met 1", "2015 late: a met 1, b met 1, c late 1"],
    );
}

#[test]
fn the_next_window_is_the_one_with_the_smallest_start_after_the_end() {
    // 2014-H1 is inside 2014; after the end of H1 the next window that starts is 2015.
    let case = Case::target("schedule = { windows = [\"2014\", \"2014-H1\", \"2015\"] }").visits("2014-12-31 a, 2015-01-01 b");
    check(
        &case,
        "2015-01-01",
        "x.t",
        &[
            "missed, now missed",
            "2014-H1 missed: a late 1, b overdue 0, c overdue 0",
            "2014 missed: a met 1, b overdue 0, c overdue 0",
            "2015 on-track: a open 0, b met 1, c open 0",
        ],
    );
}

#[test]
fn late_rows_add_to_those_on_time() {
    let case = Case::target("at_least = 2, schedule = { windows = [\"2014-H1\"] }")
        .visits("2014-01-01 a, 2014-08-01 a, 2014-08-01 b, 2014-02-01 c, 2014-02-02 c, 2014-09-01 c");
    // c's value is what it had on time, since that holds; b's is what it has by now.
    check(&case, "2014-12-31", "x.t", &["missed, now missed", "2014-H1 missed: a late 2, b overdue 1, c met 2"]);
}

#[test]
fn ceilings_have_no_late_rows() {
    let windows = "schedule = { windows = [\"2014-H1\"] }";
    let case = Case::target(&format!("at_most = 1, {windows}")).visits("2014-01-01 a, 2014-02-01 b, 2014-03-01 b, 2014-08-01 a");
    check(&case, "2014-09-28", "x.t", &["missed, now missed", "2014-H1 missed: a met 1, b exceeded 2, c met 0"]);
    // Nothing can mend it; after 90 days it is history.
    check(&case, "2014-09-29", "x.t", &["missed, now upcoming", "2014-H1 missed: a met 1, b exceeded 2, c met 0"]);
    let case =
        Case::target(&format!("exactly = 1, {windows}")).visits("2014-01-01 a, 2014-02-01 b, 2014-03-01 b, 2014-08-01 a, 2014-08-01 c");
    check(&case, "2014-06-30", "x.t", &["missed, now missed", "2014-H1 missed: a met 1, b exceeded 2, c open 0"]);
    check(&case, "2014-07-01", "x.t", &["missed, now missed", "2014-H1 missed: a met 1, b exceeded 2, c overdue 0"]);
}

#[test]
fn by_a_day_counts_what_was_done_before_the_plan() {
    let case = Case::target("schedule = { by = \"2015-06-30\" }").visits("2009-05-01 a, 2015-06-30 b, 2015-07-01 c");
    check(&case, "2015-12-31", "x.t", &["late, now late", "2015-06-30 late: a met 1, b met 1, c late 1"]);
}

#[test]
fn a_period_row_belongs_to_its_window_whenever_it_is_dated() {
    let reports = |says: &str| Case::target(&format!("log = \"reports\", population = \"huyen\", {says}"));
    let rows = "date,period,unit\n2015-01-10,2014,D\n2015-01-11,2014-01..2014-12,T\n2014-02-01,2015,D\n";
    let case = reports("schedule = { every = \"year\", due = { days = 10 } }").file("logs/reports.csv", rows);
    check(&case, "2015-01-10", "x.t", &["on-track, now on-track", "2014 on-track: D met 1, T open 0", "2015 on-track: D met 1, T open 0"]);
    check(&case, "2015-01-11", "x.t", &["late, now late", "2014 late: D met 1, T late 1", "2015 on-track: D met 1, T open 0"]);
    // A row for a period that no window has counts nowhere, and is told.
    let case = case.file("logs/reports.csv", "date,period,unit\n2014-07-01,2014-H1,D\n");
    check(
        &case,
        "2014-07-01",
        "x.t",
        &["on-track, now on-track", "2014 on-track: D open 0, T open 0", "2015 upcoming: D upcoming 0, T upcoming 0"],
    );
    assert_eq!(case.on("2014-07-01").findings, ["T005 logs/reports.csv:2"]);
}

#[test]
fn periods_within_count_for_every_window_that_contains_them() {
    let says = "log = \"reports\", population = \"huyen\", sum = \"value\", at_least = 10, periods = \"within\", schedule = { windows = [\"2014-H1\", \"2014\"] }";
    let rows = "date,period,unit,value\n2014-04-01,2014-Q1,D,4\n2014-06-30,2014-Q2,D,6\n2014-12-31,2014-Q3,D,1\n2014-12-31,2014-Q2..2014-Q3,T,20\n";
    let case = Case::target(says).file("logs/reports.csv", rows);
    check(&case, "2014-12-31", "x.t", &["missed, now missed", "2014-H1 missed: D met 10, T overdue 0", "2014 met: D met 11, T met 20"]);
}

#[test]
fn a_period_is_read_in_the_calendar_of_its_window() {
    // Of the year that begins in October, 2015-Q1 is October to December 2014.
    let says = "log = \"reports\", population = \"huyen\", schedule = { windows = [\"2015-Q1\"], calendar = \"fy\" }";
    let case = Case::target(says).file("logs/reports.csv", "date,period,unit\n2014-12-31,2015-Q1,D\n2014-12-31,2014-10..2014-12,T\n");
    check(&case, "2014-12-31", "x.t", &["met, now met", "2015-Q1 met: D met 1, T met 1"]);
    let case = Case::target(&says.replace("reports", "visits")).visits("2014-09-30 D, 2014-10-01 T, 2014-12-31 D");
    check(&case, "2014-12-31", "x.t", &["met, now met", "2015-Q1 met: D met 1, T met 1"]);
}

#[test]
fn a_duty_due_before_its_period_opens_before_it() {
    let says = |due: &str| format!("log = \"reports\", population = \"huyen\", schedule = {{ windows = [\"2015\"], due = {due} }}");
    // Due the day before 2015; a year of 365 days, so it opens 364 days before that.
    let case = Case::target(&says("{ from = \"start\", days = -1 }"))
        .file("logs/reports.csv", "date,period,unit\n2014-12-31,2015,D\n2015-01-01,2015,T\n");
    check(&case, "2013-12-31", "x.t", &["upcoming, now upcoming", "2015 upcoming: D upcoming 0, T upcoming 0"]);
    check(&case, "2014-01-01", "x.t", &["on-track, now on-track", "2015 on-track: D open 0, T open 0"]);
    check(&case, "2014-12-31", "x.t", &["on-track, now on-track", "2015 on-track: D met 1, T open 0"]);
    check(&case, "2015-01-01", "x.t", &["late, now late", "2015 late: D met 1, T late 1"]);
    // Due on a day of the year before.
    let case = Case::target(&says("{ on = \"07-20\", years = -1 }")).file("logs/reports.csv", "date,period,unit\n2014-07-20,2015,D\n");
    check(&case, "2013-07-20", "x.t", &["upcoming, now upcoming", "2015 upcoming: D upcoming 0, T upcoming 0"]);
    check(&case, "2013-07-21", "x.t", &["on-track, now on-track", "2015 on-track: D open 0, T open 0"]);
    check(&case, "2014-07-21", "x.t", &["missed, now missed", "2015 missed: D met 1, T overdue 0"]);
    // Due within the period: the opening day is its first.
    let case = Case::target(&says("{ days = -31 }")).file("logs/reports.csv", "date,period,unit\n2015-01-01,2015,D\n");
    check(&case, "2014-12-31", "x.t", &["upcoming, now upcoming", "2015 upcoming: D upcoming 0, T upcoming 0"]);
    check(&case, "2015-11-30", "x.t", &["on-track, now on-track", "2015 on-track: D met 1, T open 0"]);
    check(&case, "2015-12-01", "x.t", &["missed, now missed", "2015 missed: D met 1, T overdue 0"]);
}

#[test]
fn an_inherited_due_is_ignored_by_a_log_by_date() {
    let case = Case::activity(
        "schedule = { every = \"year\", due = { days = 30 } }\npopulation = \"xa\"\ntarget = [{ id = \"t\", log = \"visits\" }]\n",
    )
    .visits("2014-12-31 a, 2014-12-31 b");
    check(
        &case,
        "2015-01-01",
        "x.t",
        &["missed, now missed", "2014 missed: a met 1, b met 1, c overdue 0", "2015 on-track: a open 0, b open 0, c open 0"],
    );
}

#[test]
fn a_table_of_windows_gives_each_its_number() {
    let says = "at_least = { \"2015\" = 2, \"2014\" = 1, \"2014-H2\" = 0 }, schedule = { every = \"month\" }";
    let case = Case::target(says).visits("2014-01-01 a, 2015-01-01 a, 2015-01-02 a, 2015-01-01 b");
    check(
        &case,
        "2015-12-31",
        "x.t",
        &[
            "missed, now behind",
            "2014 missed: a met 1, b overdue 0, c overdue 0",
            "2014-H2 met: a met 0, b met 0, c met 0",
            // (1 + 1/2 + 0) / 3 is less than all of it.
            "2015 behind: a met 2, b open 1, c open 0",
        ],
    );
}

#[test]
fn a_column_gives_each_subject_its_number() {
    let case =
        Case::target("log = \"visits\", population = \"clb\", at_least = { column = \"size\" }, schedule = { windows = [\"2014\"] }")
            .lines("registers/clubs.csv", "k1,a,2,,,\nk2,b,,,,\nk3,c,0,,,\n")
            .file("logs/visits.csv", "date,unit,club\n2014-01-01,,k1\n2014-01-02,,k1\n2014-01-01,,k2\n");
    check(&case, "2014-12-31", "x.t", &["met, now met", "2014 met: k1 met 2, k3 met 0"]);
}

#[test]
fn a_tracked_target_is_counted_and_never_judged() {
    let case = Case::target("tracked = true, at_least = 2, schedule = { windows = [\"2014\"] }")
        .visits("2014-01-01 a, 2014-01-02 a, 2014-01-01 b");
    check(&case, "2015-12-31", "x.t", &["tracked, now tracked", "2014 tracked: a met 2, b overdue 1, c overdue 0"]);
    assert_eq!(case.on("2015-12-31").gaps(true)["gaps"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_waiver_covers_what_it_names() {
    let yearly = Case::target(YEARLY).visits("2014-01-01 a");
    let waived = |row: &str| yearly.clone().file("waivers.csv", format!("target,subject,window,from,to,reason\n{row}\n"));
    check(
        &waived("x.t,b,2014,,,flood"),
        "2015-01-01",
        "x.t",
        &["missed, now missed", "2014 missed: a met 1, b waived 0, c overdue 0", "2015 on-track: a open 0, b open 0, c open 0"],
    );
    check(
        &waived("x.t,,2014,,,flood"),
        "2015-01-01",
        "x.t",
        &["on-track, now on-track", "2014 waived: a waived 1, b waived 0, c waived 0", "2015 on-track: a open 0, b open 0, c open 0"],
    );
    check(
        &waived("x.t,c,,,,flood"),
        "2015-01-01",
        "x.t",
        &["missed, now missed", "2014 missed: a met 1, b overdue 0, c waived 0", "2015 on-track: a open 0, b open 0, c waived 0"],
    );
    // Only windows whose due date lies in the waiver's days.
    check(
        &waived("x.t,c,,2014-12-31,2015-12-30,flood"),
        "2015-01-01",
        "x.t",
        &["missed, now missed", "2014 missed: a met 1, b overdue 0, c waived 0", "2015 on-track: a open 0, b open 0, c open 0"],
    );
    check(
        &waived("x.t,c,,2015-12-31,,flood"),
        "2015-01-01",
        "x.t",
        &["missed, now missed", "2014 missed: a met 1, b overdue 0, c overdue 0", "2015 on-track: a open 0, b open 0, c waived 0"],
    );
    // A waiver comes before everything, also before what is still to come.
    check(
        &waived("x.t,c,2015,,,flood"),
        "2014-12-31",
        "x.t",
        &["behind, now behind", "2014 behind: a met 1, b open 0, c open 0", "2015 upcoming: a upcoming 0, b upcoming 0, c waived 0"],
    );
    assert_eq!(waived("x.t,nobody,,,,flood").on("2015-01-01").findings, ["T004 waivers.csv:2"]);
}

#[test]
fn conditions_choose_rows() {
    let rows = "date,unit,trip,copies\n2014-01-01,a,one,3\n2014-01-02,b,two,4\n2014-01-03,c,,\n";
    let holds = |condition: &str, expected: &str| {
        let case = Case::target(&format!("where = {condition}, tracked = true, schedule = {{ windows = [\"2014\"] }}"))
            .file("logs/visits.csv", rows);
        check(&case, "2014-12-31", "x.t", &["tracked, now tracked", &format!("2014 tracked: {expected}")]);
    };
    holds("{ trip = \"one\" }", "a met 1, b open 0, c open 0");
    holds("{ trip = [\"one\", \"two\"] }", "a met 1, b met 1, c open 0");
    holds("{ trip = \"\" }", "a open 0, b open 0, c met 1");
    holds("{ trip = { not = \"one\" } }", "a open 0, b met 1, c met 1");
    holds("{ copies = { above = 3 } }", "a open 0, b met 1, c open 0");
    holds("{ copies = { below = 4 } }", "a met 1, b open 0, c open 0");
    holds("{ copies = { at_least = 3, at_most = 3 } }", "a met 1, b open 0, c open 0");
    holds("{ copies = { not = 4 } }", "a met 1, b open 0, c met 1");
    holds("{ date = { above = \"2014-01-01\" } }", "a open 0, b met 1, c met 1");
    holds("{ \"unit.parent\" = \"D\" }", "a met 1, b met 1, c open 0");
}

#[test]
fn match_counts_the_rows_of_each_targets_id() {
    let case = Case::activity("log = \"visits\"\nmatch = \"trip\"\nwhere = { copies = 1 }\npopulation = \"xa\"\ntracked = true\nschedule = { windows = [\"2014\"] }\ntarget = [{ id = \"one\" }, { id = \"two\", where = { copies = 2 } }]\n")
        .file("logs/visits.csv", "date,unit,trip,copies\n2014-01-01,a,one,1\n2014-01-02,b,one,2\n2014-01-03,b,two,2\n2014-01-03,c,two,1\n");
    check(&case, "2014-12-31", "x.one", &["tracked, now tracked", "2014 tracked: a met 1, b open 0, c open 0"]);
    check(&case, "2014-12-31", "x.two", &["tracked, now tracked", "2014 tracked: a open 0, b met 1, c open 0"]);
}
