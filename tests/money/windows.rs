//! Norms for rows that reach their subjects through what they share, and what cells cost whose windows are not the same for all.

use crate::{Case, same};
use serde_json::json;

const SETTINGS: &str = r#"
[register.orders]
columns.id = "key"
columns.facility = "text"
columns.start = { type = "date", required = false }

[log.checks]
columns.date = "date"
columns.facility = "text"
columns.fund = "fund"
columns.cost = "money"
"#;

/// Two orders against one facility, and one against another.
fn case(x: &str, checks: &str) -> Case {
    let case = Case::new(x).settings(SETTINGS).replace(
        "plans/p.toml",
        "[population.clb]",
        "[population.or]\nregister = \"orders\"\n\n[population.clb]",
    );
    let orders = "id,facility,start\no1,F1,2014-02-01\no2,F1,2014-03-01\no3,F2,2014-02-01\n";
    case.file("registers/orders.csv", orders).file("logs/checks.csv", &format!("date,facility,fund,cost\n{checks}"))
}

#[test]
fn a_norm_reaches_subjects_through_what_rows_share_with_them() {
    let norm = |more: &str| {
        let through = "through = { column = \"facility\", of = \"facility\" }";
        format!("[[activity.norm]]\nlog = \"checks\"\npopulation = \"or\"\n{through}\nat_most = 8\n{more}\n")
    };
    let x = "target = [{ id = \"t\", log = \"checks\" }]\n";
    // The checks at F1 count for both of its orders, and cost 9; what is spent at F2 is 8.
    let checks = "2014-02-05,F1,tw,5\n2014-02-06,F2,tw,8\n2014-02-07,F1,tw,4\n2014-02-08,F3,tw,20\n";
    let year = case(&format!("{x}{}", norm("per = \"subject\"\nschedule = { every = \"year\" }")), checks);
    same(&year.found("2014-12-31"), &["M003 logs/checks.csv:4:18", "M003 logs/checks.csv:4:18"]);
    // No order is about F3, whatever is spent there.
    let each = case(&format!("{x}{}", norm("per = \"record\"")), "2014-02-05,F1,tw,9\n2014-02-06,F2,tw,8\n2014-02-08,F3,tw,20\n");
    same(&each.found("2014-12-31"), &["M004 logs/checks.csv:2:18"]);
}

#[test]
fn cells_have_costs_in_windows_of_their_own_and_in_rolling_ones() {
    let x = r#"target = [
    { id = "own", log = "checks", population = "or", through = { column = "facility", of = "facility" }, schedule = { from = { column = "start" }, days = 10, late = { days = 5 } } },
    { id = "rolling", population = "clb", schedule = { rolling = { months = 6 } } },
]
"#;
    // o1 is met by the check of 5 February; that of 20 March is in nobody's window, that of 14 March late in o2's.
    let checks = "2014-02-05,F1,tw,5\n2014-03-14,F1,tw,7\n2014-03-20,F1,tw,9\n2014-02-02,F2,tw,2\n";
    let visits = "date,club,fund,cost\n2014-03-01,k,tw,3\n2014-10-01,k,tw,4\n";
    let case = case(x, checks).file("logs/visits.csv", visits);
    let costs = &case.json(&["funds", "--as-of", "2014-12-31"])["plans"][0]["unit_costs"][0];
    let expected = json!([
        { "target": "x.own", "spent": 14, "cells": 3, "per_cell": 4.666_666_7 },
        // The visit of March is out of the last six months.
        { "target": "x.rolling", "spent": 4, "cells": 1, "per_cell": 4 },
    ]);
    assert_eq!(costs["targets"], expected);
}
