//! Logs whose files have a column for each period: `[log.x] wide`.

use crate::harness::Case;

const WIDE: &str = r#"
[log.stock]
wide = { columns = ["201?-Q*", "2014-Q*", "2015-Q*"], as = "quarter", value = "n" }
columns.date = "date"
columns.quarter = "period"
columns.unit = "units"
columns.n = { type = "integer", min = 0 }
"#;

fn case(says: &str, table: &str) -> Case {
    let settings = format!("{}{WIDE}", crate::harness::SETTINGS);
    Case::target(&format!("log = \"stock\", population = \"xa\", {says}")).file("tiendo.toml", settings).file("logs/stock.csv", table)
}

#[test]
fn each_cell_is_a_row_of_its_period() {
    let case = case(
        "sum = \"n\", at_least = 5, schedule = { windows = [\"2014-Q1\", \"2014-Q3\"] }",
        "unit,2014-Q1,2014-Q2,2014-Q3\na,5,9,1\nb,,3,7\n",
    );
    let found = case.on("2014-12-31");
    assert_eq!(found.findings, ["T005 logs/stock.csv:1"], "{:?}", found.findings);
    assert_eq!(
        found.shown("x.t")[1..],
        ["2014-Q1 missed: a met 5, b overdue 0, c overdue 0", "2014-Q3 missed: a overdue 1, b met 7, c overdue 0"]
    );
}

#[test]
fn without_a_column_of_dates_a_value_is_of_the_last_day_of_its_period() {
    let says = "sum = \"n\", schedule = { windows = [\"2014-Q1\"], due = { days = 5 } }";
    let states = |table: &str, on: &str| case(says, table).on(on).shown("x.t")[1].clone();
    assert!(states("unit,2014-Q1\na,1\n", "2014-03-30").contains("a open 0"));
    assert!(states("unit,2014-Q1\na,1\n", "2014-03-31").contains("a met 1"));
    // With one it is of that day: here past due.
    assert!(states("date,unit,2014-Q1\n2014-05-01,a,1\n", "2014-06-01").contains("a late 1"));
}

#[test]
fn a_fault_is_told_once_where_it_stands() {
    let of = |table: &str| {
        let mut found = case("sum = \"n\", tracked = true", table).on("2014-12-31").findings;
        found.retain(|finding| !finding.starts_with('T'));
        found
    };
    // A unit that three values hang on, a value, a heading, a row that is too short.
    assert_eq!(of("unit,2014-Q1,2014-Q2,2014-Q3\na,1,2,3\nzz,1,2,3\n"), ["V007 logs/stock.csv:3"]);
    assert_eq!(of("unit,2014-Q1,2014-Q2\na,1,2\nb,-1,2\n"), ["V004 logs/stock.csv:3"]);
    assert_eq!(of("unit,2014-Q1,2014-Q7\na,1,2\nb,1,2\n"), ["V002 logs/stock.csv:1"]);
    assert_eq!(of("unit,2014-Q1,2014-Q2\na,1\nb,1,2\n"), ["F005 logs/stock.csv:2"]);
    assert_eq!(of("unit,Q1 2014\na,1\n"), ["F003 logs/stock.csv:1", "F004 logs/stock.csv:1"]);
    assert_eq!(of("unit,2014-Q1,2014-Q2\na,\"1,2\nb,1,2\n").len(), 1);
}

#[test]
fn what_the_settings_say_must_fit() {
    let wrong = |wide: &str| {
        let settings = format!(
            "{}{}",
            crate::harness::SETTINGS,
            WIDE.replace(r#"{ columns = ["201?-Q*", "2014-Q*", "2015-Q*"], as = "quarter", value = "n" }"#, wide)
        );
        crate::harness::faults(&Case::target("log = \"stock\"").file("tiendo.toml", settings).tree())
    };
    for wide in [
        r#"{ columns = "*", as = "quarter" }"#,
        r#"{ columns = [], as = "quarter", value = "n" }"#,
        r#"{ columns = "*", as = "n", value = "n" }"#,
        r#"{ columns = "*", as = "quartre", value = "n" }"#,
        r#"{ columns = "*", as = "unit", value = "unit" }"#,
        r#"{ columns = "*", as = "quarter", value = "n", form = "x" }"#,
    ] {
        assert!(wrong(wide).iter().any(|fault| fault.contains("tiendo.toml")), "{wide}: {:?}", wrong(wide));
    }
    // Nothing but that no row is there.
    assert_eq!(wrong(r#"{ columns = "2014-*", as = "quarter", value = "n" }"#), ["P015 plans/p.toml:22"]);
}
