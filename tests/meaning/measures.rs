//! What each measure makes of the rows of a cell.

use crate::harness::{Case, check};

/// Holds the value that a measure has for each commune in the window 2014, at its end.
#[track_caller]
fn value(measure: &str, rows: &str, expected: &str) {
    value_in("2014", measure, rows, expected);
}

#[track_caller]
fn value_in(window: &str, measure: &str, rows: &str, expected: &str) {
    let case = Case::target(&format!("{measure}, tracked = true, at_least = 1, schedule = {{ windows = [\"{window}\"] }}"))
        .file("logs/visits.csv", format!("date,unit,id,trip,copies,expected,works\n{rows}"));
    let shown = case.on("2015-12-31").shown("x.t");
    assert_eq!(shown[1], format!("{window} tracked: {expected}"), "{:?}", case.on("2015-12-31").findings);
}

#[test]
fn rows_are_counted() {
    value("pace = \"end\"", "2014-01-01,a,,,,,\n2014-01-01,a,,,,,\n", "a met 2, b overdue 0, c overdue 0");
}

#[test]
fn a_sum_is_exact_and_knows_what_was_not_reported() {
    let sum = "sum = \"copies\"";
    value(sum, "2014-01-01,a,,,0.1,,\n2014-01-02,a,,,0.2,,\n2014-01-02,a,,,,,\n", "a overdue 0.3, b overdue 0, c overdue 0");
    // Rows, and none reports: no value; no row: 0.
    value(sum, "2014-01-01,a,,,,,\n2014-01-01,b,,,0,,\n", "a overdue -, b overdue 0, c overdue 0");
    value(sum, "2014-01-01,a,,,12345678901.123456789,,\n2014-01-01,a,,,0.876543211,,\n", "a met 12345678902, b overdue 0, c overdue 0");
}

#[test]
fn distinct_values_count_once_and_empty_ones_never() {
    let rows = "2014-01-01,a,,one,,,\n2014-01-01,a,,two,,,\n2014-01-31,a,,one,,,\n2014-02-01,a,,,,,\n2014-04-01,b,,,,,\n";
    value("distinct = \"trip\"", rows, "a met 2, b overdue 0, c overdue 0");
    value("distinct = \"day\"", rows, "a met 3, b met 1, c overdue 0");
    value("distinct = \"month\"", rows, "a met 2, b met 1, c overdue 0");
    value("distinct = \"quarter\"", rows, "a met 1, b met 1, c overdue 0");
    value("distinct = \"year\"", rows, "a met 1, b met 1, c overdue 0");
    value("distinct = \"date\"", rows, "a met 3, b met 1, c overdue 0");
}

#[test]
fn latest_is_the_last_value_of_the_window() {
    let latest = "latest = \"copies\"";
    value(latest, "2014-01-01,a,,,5,,\n2014-06-01,a,,,3,,\n2014-07-01,a,,,,,\n2013-12-31,b,,,9,,\n", "a met 3, b overdue -, c overdue -");
    // One date: the greater value; with keys the greater key, bytewise.
    value(latest, "2014-01-01,a,,,5,,\n2014-01-01,a,,,7,,\n2014-01-01,a,,,6,,\n", "a met 7, b overdue -, c overdue -");
    value(latest, "2014-01-01,a,k10,,5,,\n2014-01-01,a,k9,,3,,\n2014-01-01,a,K99,,7,,\n", "a met 3, b overdue -, c overdue -");
    value("latest = \"works\"", "2014-01-01,a,,,,,true\n2014-01-01,b,,,,,false\n", "a met 1, b overdue 0, c overdue -");
}

#[test]
fn a_level_stands_until_it_is_taken_anew() {
    let level = "level = \"copies\"";
    value(level, "2013-06-01,a,,,5,,\n2014-12-31,b,,,4,,\n2013-01-01,b,,,3,,\n", "a met 5, b met 4, c overdue -");
    // A later level closes the cell late.
    value_in("2014-H1", level, "2014-06-30,a,,,0,,\n2014-07-01,a,,,2,,\n2014-07-01,b,,,1,,\n", "a late 2, b late 1, c overdue -");
    // Between rounds.
    let case = Case::target("level = \"copies\", schedule = { windows = [\"2014-H1\", \"2015-H1\"] }")
        .file("logs/visits.csv", "date,unit,copies\n2014-07-01,a,2\n2015-01-01,b,1\n");
    check(
        &case,
        "2015-06-30",
        "x.t",
        &["missed, now on-track", "2014-H1 missed: a late 2, b overdue -, c overdue -", "2015-H1 on-track: a met 2, b met 1, c open -"],
    );
}

#[test]
fn a_level_by_period_is_that_of_the_latest_ending_period() {
    let says = "log = \"reports\", population = \"huyen\", level = \"value\", periods = \"within\", at_least = 5, schedule = { windows = [\"2014\"], due = { days = 30 } }";
    // For D the third quarter is reported last, but the fourth ends later; for T one period is reported twice.
    let rows = "date,period,unit,value\n2015-01-30,2014-Q3,D,1\n2014-12-31,2014-Q4,D,5\n2014-12-31,2014-Q4,T,9\n2015-01-30,2014-Q4,T,4\n";
    let case = Case::target(says).file("logs/reports.csv", rows);
    check(&case, "2015-01-30", "x.t", &["on-track, now on-track", "2014 on-track: D met 5, T open 4"]);
}

#[test]
fn a_ratio_is_a_percentage_of_what_both_report() {
    let ratio = "ratio = { of = \"copies\", to = \"expected\" }";
    value(ratio, "2014-01-01,a,,,18,47,\n2014-01-01,b,,,1,,\n2014-01-01,b,,,2,8,\n", "a met 38.298, b met 25, c overdue -");
    // Over a sum of 0, and over nothing: no value.
    value(ratio, "2014-01-01,a,,,18,0,\n2014-01-01,b,,,,5,\n", "a overdue -, b overdue -, c overdue -");
    // Sums, not a mean of ratios.
    value(ratio, "2014-01-01,a,,,1,1,\n2014-01-02,a,,,0,3,\n", "a met 25, b overdue -, c overdue -");
    value(
        "ratio = { of = \"works\", to = \"rows\" }",
        "2014-01-01,a,,,,,true\n2014-01-01,a,,,,,false\n2014-01-01,a,,,,,\n2014-01-01,b,,,,,\n",
        "a met 50, b overdue -, c overdue -",
    );
}

#[test]
fn no_value_meets_no_threshold_but_at_least_zero() {
    let latest = |threshold: &str| {
        let case = Case::target(&format!("latest = \"copies\", {threshold}, schedule = {{ windows = [\"2014\"] }}"))
            .file("logs/visits.csv", "date,unit,copies\n2014-01-01,a,0\n2014-01-01,b,\n");
        case.on("2014-12-31").shown("x.t")[1].clone()
    };
    assert_eq!(latest("at_least = 0"), "2014 on-track: a met 0, b met -, c met -");
    assert_eq!(latest("at_most = 1"), "2014 on-track: a met 0, b open -, c open -");
    assert_eq!(latest("exactly = 0"), "2014 on-track: a met 0, b open -, c open -");
}

#[test]
fn what_stands_is_counted_on_the_last_day() {
    let case = |windows: &str| {
        Case::target(&format!("standing = \"clubs\", schedule = {{ windows = {windows} }}"))
            .lines("registers/clubs.csv", "k1,a,,,2013-01-01,2014-06-30\nk2,b,,,2014-07-01,\nk3,b,,,,\nk4,c,,,2015-07-01,\n")
    };
    check(&case("[\"2014\"]"), "2014-06-30", "x.t", &["on-track, now on-track", "2014 on-track: a met 1, b met 1, c open 0"]);
    check(&case("[\"2014\"]"), "2014-12-31", "x.t", &["on-track, now on-track", "2014 on-track: a open 0, b met 2, c open 0"]);
    check(&case("[\"2014\"]"), "2015-12-31", "x.t", &["missed, now missed", "2014 missed: a overdue 0, b met 2, c late 1"]);
    // Late days end where the next window begins.
    check(
        &case("[\"2014\", \"2015-H2\"]"),
        "2015-12-31",
        "x.t",
        &["missed, now on-track", "2014 missed: a overdue 0, b met 2, c overdue 0", "2015-H2 on-track: a open 0, b met 2, c met 1"],
    );
    check(
        &case("[\"2014\"]")
            .plan("standing = \"clubs\"", "standing = \"clubs\", count = \"within\", population = \"huyen\"")
            .plan("population = \"xa\", ", ""),
        "2014-12-31",
        "x.t",
        &["on-track, now on-track", "2014 on-track: D met 2, T open 0"],
    );
    check(
        &case("[\"2014\"]").plan("standing = \"clubs\"", "standing = \"clubs\", where = { id = \"k3\" }"),
        "2014-12-31",
        "x.t",
        &["on-track, now on-track", "2014 on-track: a open 0, b met 1, c open 0"],
    );
}

const PARTS: &str = "log = \"visits\"\npopulation = \"xa\"\nschedule = { windows = [\"2014-H1\"] }\nmatch = \"trip\"\ntarget = [{ id = \"one\", part = true }, { id = \"two\", part = true }, { id = \"t\", OF = [\"one\", \"two\"] }]\n";

#[test]
fn all_of_and_any_of_count_their_parts() {
    let rows = "date,unit,trip\n2014-01-01,a,one\n2014-01-01,a,two\n2014-01-01,b,one\n2014-07-01,b,two\n2014-07-01,c,one\n";
    let case = |of: &str| Case::activity(&PARTS.replace("OF", of)).file("logs/visits.csv", rows);
    check(&case("all_of"), "2014-12-31", "x.t", &["missed, now missed", "2014-H1 missed: a met 2, b late 2, c overdue 1"]);
    check(&case("any_of"), "2014-12-31", "x.t", &["late, now late", "2014-H1 late: a met 2, b met 1, c late 1"]);
    // A part that is waived for a subject counts.
    let waived = case("all_of").file("waivers.csv", "target,subject,reason\nx.two,c,flood\n");
    check(&waived, "2014-12-31", "x.t", &["late, now late", "2014-H1 late: a met 2, b late 2, c late 2"]);
    // Parts have no gaps and no say in the activity's verdict.
    let coverage = case("any_of").on("2014-12-31").coverage();
    assert_eq!(coverage["plans"][0]["activities"][0]["verdict"], "late");
    assert_eq!(coverage["plans"][0]["activities"][0]["targets"][1]["verdict"], "missed");
    let gaps = case("all_of").on("2014-12-31").gaps(true);
    let gaps: Vec<_> = gaps["gaps"].as_array().expect("a list").iter().map(|gap| gap["target"].as_str().expect("a name")).collect();
    assert_eq!(gaps, ["x.t"]);
}

#[test]
fn rows_count_once_whatever_calendars_the_windows_have() {
    let target = |id: &str, schedule: &str| {
        format!("{{ id = \"{id}\", log = \"visits\", population = \"xa\", at_most = 1, schedule = {schedule} }}")
    };
    let targets = [target("civil", "{ windows = [\"2014\"] }"), target("other", "{ windows = [\"2015\"], calendar = \"fy\" }")];
    let case = Case::activity(&format!("target = [{}]\n", targets.join(", "))).visits("2014-11-05 a, 2015-02-01 b, 2014-03-01 c");
    check(&case, "2015-12-31", "x.civil", &["met, now upcoming", "2014 met: a met 1, b met 0, c met 1"]);
    check(&case, "2015-12-31", "x.other", &["met, now upcoming", "2015 met: a met 1, b met 1, c met 0"]);
}
