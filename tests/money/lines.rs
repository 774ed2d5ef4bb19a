//! Budget lines: what covers what, what goes on to the next year, and sums along every way of telling them apart.

use crate::{Case, groups, same};

/// 2014, `tw`: x has 10 and spends 12, so 2 come from the plan's 5; y has nothing and spends 2, which come from there,
/// too; 1 is left. `dp`: the plan has 3, x spends 1, and 1 names no activity; 1 is left.
/// 2015, `tw`: x has 8 and spends 9; the plan has nothing of its own.
fn case() -> Case {
    Case::new("target = [{ id = \"t\", population = \"xa\" }]")
        .replace("plans/p.toml", "tw = \"Central\"", "tw = { name = \"Central\", carry_over = true }")
        .visits("2014-02-01,a,tw,6000000\n2014-03-01,b,tw,6000000\n2014-04-01,c,dp,1000000\n2015-02-01,a,tw,9000000\n2014-05-01,a,tw,\n")
        .file("logs/classes.csv", "date,activity,fund,cost\n2014-06-01,y,tw,2000000\n2014-07-01,,dp,1000000\n")
        .allocations("2014,tw,10000000,x\n2014,tw,5000000,\n2015,tw,8000000,x\n2014,dp,2000000,\n2014,dp,1000000,\n")
}

#[test]
fn an_activity_spends_its_own_line_first() {
    let funds = case().json(&["funds", "--as-of", "2014-12-31"]);
    // Rows are dated up to that day; the line of 2015 is there, and nothing of 2014 has gone on to it yet.
    let by_activity = [
        "x: 18000000 + 0 + 3000000 = 13000000 + 0 + 8000000 - 0, 3",
        "y: 0 + 0 + 2000000 = 2000000 + 0 + 0 - 0, 1",
        "-: 8000000 + 0 + -5000000 = 1000000 + 0 + 2000000 - 0, 1",
        "total: 26000000 + 0 + 0 = 16000000 + 0 + 10000000 - 0, 5",
    ];
    same(&groups(&funds), &by_activity);
}

#[test]
fn what_is_left_goes_on_where_the_fund_says_so() {
    // On the first day of the next year the 1 that is left of the plan's line of tw has become its line of 2015.
    let year = |day: &str| groups(&case().json(&["funds", "--by", "year", "--as-of", day]));
    same(
        &year("2015-01-01"),
        &[
            "2014: 18000000 + 0 + 0 = 16000000 + 1000000 + 1000000 - 0, 5",
            "2015: 8000000 + 1000000 + 0 = 0 + 0 + 9000000 - 0, 0",
            "total: 26000000 + 1000000 + 0 = 16000000 + 1000000 + 10000000 - 0, 5",
        ],
    );
    // It covers the ninth million of x exactly.
    same(
        &year("2015-12-31"),
        &[
            "2014: 18000000 + 0 + 0 = 16000000 + 1000000 + 1000000 - 0, 5",
            "2015: 8000000 + 1000000 + 0 = 9000000 + 0 + 0 - 0, 1",
            "total: 26000000 + 1000000 + 0 = 25000000 + 1000000 + 1000000 - 0, 6",
        ],
    );
    assert_eq!(case().found("2015-12-31"), Vec::<String>::new());
}

#[test]
fn a_line_goes_on_to_the_plans_last_year_and_no_further() {
    let case = Case::new("target = [{ id = \"t\", population = \"xa\" }]")
        .replace("plans/p.toml", "currency = \"VND\"", "currency = \"VND\"\ncarry_over = true")
        .replace("plans/p.toml", "dp = \"Local\"", "dp = { name = \"Local\", carry_over = false }")
        .visits("2014-02-01,a,tw,4\n2016-02-01,a,tw,5\n2014-02-02,a,dp,1\n")
        .allocations("2014,tw,10,x\n2014,dp,3,\n");
    // 6 are left of 10, go through 2015, where nothing happens, and are 6 in 2016: 5 are spent, 1 stays.
    same(
        &groups(&case.json(&["funds", "--by", "year", "--as-of", "2018-01-01"])),
        &[
            "2014: 13 + 0 + 0 = 5 + 6 + 2 - 0, 2",
            "2015: 0 + 6 + 0 = 0 + 6 + 0 - 0, 0",
            "2016: 0 + 6 + 0 = 5 + 0 + 1 - 0, 1",
            "total: 13 + 12 + 0 = 10 + 12 + 3 - 0, 3",
        ],
    );
    // Of what there was for all years, 13, 10 are spent; of 2015's 6 nothing.
    let used =
        |by: &str, at: usize| case.json(&["funds", "--by", by, "--as-of", "2018-01-01"])["plans"][0]["groups"][at]["share"].to_string();
    assert_eq!([used("year", 1), used("fund", 1), used("fund", 0)], ["0", "0.9", "0.3333333"]);
}

#[test]
fn spending_beyond_all_lines_is_over() {
    // tw: x has 10 and the plan 5; x spends 12 and y 4: 6 beyond, 1 of it over the plan's line.
    let case = Case::new("target = [{ id = \"t\", population = \"xa\" }]")
        .visits("2014-02-01,a,tw,12\n2014-02-02,a,dp,7\n2014-02-03,a,,2\n")
        .file("logs/classes.csv", "date,activity,fund,cost\n2014-06-01,y,tw,4\n")
        .allocations("2014,tw,10,x\n2014,tw,5,\n2014,dp,4,x\n");
    same(
        &groups(&case.json(&["funds", "--by", "activity", "--as-of", "2014-12-31"])),
        // Beside that 3 of dp are over x's line, and 2 name no fund: no line can cover them.
        &[
            "x: 14 + 0 + 2 = 21 + 0 + 0 - 5, 3",
            "y: 0 + 0 + 4 = 4 + 0 + 0 - 0, 1",
            "-: 5 + 0 + -6 = 0 + 0 + 0 - 1, 0",
            "total: 19 + 0 + 0 = 25 + 0 + 0 - 6, 4",
        ],
    );
    same(
        &groups(&case.json(&["funds", "--by", "fund", "--as-of", "2014-12-31"])),
        &[
            "dp: 4 + 0 + 0 = 7 + 0 + 0 - 3, 1",
            "tw: 15 + 0 + 0 = 16 + 0 + 0 - 1, 2",
            "-: 0 + 0 + 0 = 2 + 0 + 0 - 2, 1",
            "total: 19 + 0 + 0 = 25 + 0 + 0 - 6, 4",
        ],
    );
    // Where no line is given to agencies and units, only what was spent is told: by whom nobody says, nearly all of it in a.
    same(
        &groups(&case.json(&["funds", "--by", "unit", "--as-of", "2014-12-31"]))[..2],
        &["a: ? + ? + ? = 21 + ? + ? - ?, 3", "-: ? + ? + ? = 4 + ? + ? - ?, 1"],
    );
    same(&groups(&case.json(&["funds", "--by", "agency", "--as-of", "2014-12-31"]))[..1], &["-: ? + ? + ? = 25 + ? + ? - ?, 4"]);
}

#[test]
fn a_period_is_of_rows_and_of_the_years_that_share_it() {
    let of = |period: &str| groups(&case().json(&["funds", "--by", "year", "--as-of", "2015-12-31", "--period", period]));
    // Of 2014-Q1 only the two visits of tw; the lines are those of the whole year as they stand at its close.
    same(
        &of("2014-Q1"),
        &["2014: 18000000 + 0 + 0 = 12000000 + 0 + 6000000 - 0, 2", "total: 18000000 + 0 + 0 = 12000000 + 0 + 6000000 - 0, 2"],
    );
    // In the second quarter four more are spent: at its close 16 of 18 are gone, whatever quarter is asked for.
    let second = case().json(&["funds", "--by", "year", "--as-of", "2015-12-31", "--period", "2014-Q2"]);
    let (found, of_year) = (groups(&second), &second["plans"][0]["total"]["spent_since_year_began"]);
    same(&found[..1], &["2014: 18000000 + 0 + 0 = 3000000 + 0 + 3000000 - 0, 2"]);
    assert_eq!(*of_year, 15_000_000);
    same(&of("2015"), &["2015: 8000000 + 1000000 + 0 = 9000000 + 0 + 0 - 0, 1", "total: 8000000 + 1000000 + 0 = 9000000 + 0 + 0 - 0, 1"]);
    assert_eq!(of("2014..2015"), groups(&case().json(&["funds", "--by", "year", "--as-of", "2015-12-31"])));
}

#[test]
fn without_a_budget_nothing_is_over() {
    let case = Case::new("target = [{ id = \"t\", population = \"xa\" }]").visits("2014-02-01,a,tw,12\n2014-02-02,b,dp,4\n");
    same(
        &groups(&case.json(&["funds", "--by", "fund"])),
        &["dp: ? + ? + ? = 4 + ? + ? - ?, 1", "tw: ? + ? + ? = 12 + ? + ? - ?, 1", "total: ? + ? + ? = 16 + ? + ? - ?, 2"],
    );
    assert_eq!(case.found("2014-12-31"), Vec::<String>::new());
}

#[test]
fn amounts_beyond_a_machines_numbers_are_exact() {
    // Twelve of the greatest amounts a row may hold are more than 64 bits can.
    let rows = (1..=12).map(|day| format!("2014-02-{day:02},a,tw,999999999999999999")).collect::<Vec<_>>().join("\n");
    let case = Case::new("target = [{ id = \"t\", population = \"xa\" }]").visits(&rows).allocations("2014,tw,999999999999999999,x\n");
    same(
        &groups(&case.json(&["funds", "--by", "year", "--as-of", "2014-12-31"]))[..1],
        &["2014: 999999999999999999 + 0 + 0 = 11999999999999999988 + 0 + 0 - 10999999999999999989, 12"],
    );
    same(&case.found("2014-12-31"), &["M002 logs/visits.csv:3:17"]);
}

#[test]
fn what_is_personal_is_in_no_sum() {
    let case = case().replace(
        "tiendo.toml",
        "columns.cost = { type = \"money\", required = false }",
        "columns.cost = { type = \"money\", required = false, personal = true }",
    );
    same(
        &groups(&case.json(&["funds", "--by", "activity", "--as-of", "2014-12-31"]))[1..2],
        &["y: 0 + 0 + 2000000 = 2000000 + 0 + 0 - 0, 1"],
    );
}

#[test]
fn unit_costs() {
    // a is covered by two visits that cost 10, b by one without an amount, c by none: one cell has a cost, and two rows have.
    let case = Case::new("target = [{ id = \"t\", population = \"xa\" }, { id = \"all\" }]")
        .visits("2014-02-01,a,tw,6\n2014-03-01,a,tw,4\n2014-04-01,b,,\n2014-04-02,v,tw,5\n");
    let costs = &case.json(&["funds", "--as-of", "2014-12-31"])["plans"][0]["unit_costs"];
    let expected = serde_json::json!([{ "activity": "x", "spent": 15, "records": 3, "per_record": 5, "targets": [
        { "target": "x.t", "spent": 10, "cells": 1, "per_cell": 10 },
        { "target": "x.all", "spent": 15, "cells": 1, "per_cell": 15 },
    ] }]);
    assert_eq!(*costs, expected);
}

#[test]
fn rows_say_whose_they_are() {
    // y spends what names it, x what names x; the plan what names nobody, as both spend the log.
    let classes = |rows: &str| Case::new("").file("logs/classes.csv", &format!("date,activity,fund,cost\n{rows}"));
    let rows = "2014-01-01,x,tw,1\n2014-01-02,y,tw,2\n2014-01-03,,tw,4\n";
    let of = |case: &Case| groups(&case.json(&["funds", "--as-of", "2014-12-31"]));
    same(
        &of(&classes(rows)),
        &[
            "x: ? + ? + ? = 1 + ? + ? - ?, 1",
            "y: ? + ? + ? = 2 + ? + ? - ?, 1",
            "-: ? + ? + ? = 4 + ? + ? - ?, 1",
            "total: ? + ? + ? = 7 + ? + ? - ?, 3",
        ],
    );
    // Where one activity alone spends the log, it is its.
    let one = classes(rows).replace("plans/p.toml", "lead = \"so\"\nspends = [\"classes\"]\n", "lead = \"so\"\n");
    same(&of(&one), &["x: ? + ? + ? = 5 + ? + ? - ?, 2", "y: ? + ? + ? = 2 + ? + ? - ?, 1", "total: ? + ? + ? = 7 + ? + ? - ?, 3"]);
}

#[test]
fn a_row_that_is_left_out_spends_nothing() {
    let rows = "id,date,unit,fund,cost\nk,2014-02-01,a,tw,5\nk,2014-02-02,b,tw,6\nm,2014-02-03,zz,tw,7\nn,2014-02-04,b,tw,8\n";
    let case = Case::new("target = [{ id = \"t\", population = \"xa\" }]").file("logs/visits.csv", rows).allocations("2014,tw,7,x\n");
    // Two rows with one key and one without a unit are left out; the last one alone is over the line.
    same(&groups(&case.json(&["funds", "--as-of", "2014-12-31"]))[..1], &["x: 7 + 0 + 0 = 8 + 0 + 0 - 1, 1"]);
    same(&case.found("2014-12-31"), &["M002 logs/visits.csv:5:19"]);
}
