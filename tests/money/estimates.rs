//! What is still to be done, at the norms.

use crate::{Case, same};
use serde_json::Value;

/// Each commune a visit a year, at 8 a commune; 3 copies for each by the end of 2016, at 2 a copy; a report nobody pays.
fn case() -> Case {
    let x = r#"
funds = [{ fund = "tw", to = "2015-09-21" }, { fund = "dp", population = "dong" }]
target = [
    { id = "t", population = "xa", schedule = { every = "year" } },
    { id = "late", population = "xa", schedule = { windows = ["2014"] } },
    { id = "copies", population = "xa", sum = "copies", at_least = 3 },
    { id = "all", at_least = 5, schedule = { every = "year" } },
]

[[activity.norm]]
log = "visits"
per = "subject"
population = "xa"
schedule = { every = "year" }
at_most = 8
basis = "59"

[[activity.norm]]
log = "visits"
per = "record"
of = "copies"
at_most = 2
"#;
    let z = "\n[[activity]]\nid = \"z\"\ntitle = \"Meetings\"\nlead = \"so\"\ntarget = [{ id = \"t\", standing = \"clubs\", population = \"xa\", schedule = { every = \"year\" } }]\n";
    let case = Case::new(x);
    let plan = format!("{}{z}", case.0["plans/p.toml"]);
    case.file("plans/p.toml", &plan).file("logs/visits.csv", "date,unit,copies,fund,cost\n2014-02-01,a,2,tw,4\n2015-02-01,b,,tw,5\n")
}

/// The items, each `target window funds: cells (included) units × each = amount`.
fn items(estimate: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let funds = |value: &Value| value.as_array().expect("a list").iter().map(text).collect::<Vec<_>>().join("+");
    let item = |item: &Value| {
        let [target, window, cells, included, units, each, amount] =
            ["target", "window", "cells", "included", "units", "each", "amount"].map(|key| text(&item[key]));
        format!("{target} {window} {}: {cells} ({included}) {units} × {each} = {amount}", funds(&item["funds"]))
    };
    estimate["plans"][0]["items"].as_array().expect("items").iter().map(item).collect()
}

#[test]
fn an_estimate_prices_what_is_due_and_can_still_be_done() {
    let estimate = case().json(&["estimate", "2015", "--as-of", "2015-03-01"]);
    same(
        &items(&estimate),
        &[
            // 2015: a and c lack a visit. What was missed in 2014 cannot be done any more. tw pays until September, dp in D.
            "x.t 2015 tw: 1 (0) 1 × 8 = 8",
            "x.t 2015 tw+dp: 1 (0) 1 × 8 = 8",
            // The visit of 2014 has no later window: b had it late, and c can still have it, with its 8 of 2015.
            "x.late 2014 tw: 1 (1) 0 × 8 = 0",
            // 4 visits of the year are lacking to 5; no norm says what one of the plan as a whole may cost.
            "x.all 2015 tw: 1 (0) 4 × null = null",
        ],
    );
    let plan = &estimate["plans"][0];
    assert_eq!((&plan["total"], &plan["without_norm"]), (&16.into(), &1.into()));
    // Copies are due in 2016.
    assert_eq!(plan["later"], serde_json::json!([{ "target": "x.copies", "window": "2014..2016", "due": "2016-12-31", "cells": 3 }]));
}

#[test]
fn an_estimate_of_the_next_year() {
    let estimate = case().json(&["estimate", "2016", "--as-of", "2015-10-01"]);
    same(
        &items(&estimate),
        &[
            // All three communes need their visit of 2016; what 2015 still lacks then is too late. Only dp is open, in D.
            "x.t 2016 : 1 (0) 1 × 8 = 8",
            "x.t 2016 dp: 2 (0) 2 × 8 = 16",
            // What c lacks of 2014 can still be done; no fund may pay for it. Its 8 of 2016 are planned already.
            "x.late 2014 : 1 (1) 0 × 8 = 0",
            // 1 copy is lacking in a, 3 in b and in c: under the same 8.
            "x.copies 2014..2016 : 1 (1) 3 × 2 = 0",
            "x.copies 2014..2016 dp: 2 (2) 4 × 2 = 0",
            "x.all 2016 : 1 (0) 5 × null = null",
        ],
    );
    assert_eq!(estimate["plans"][0]["total"], 24);
}

#[test]
fn a_subject_is_paid_for_once_by_a_norm_per_subject() {
    let case = case().replace(
        "plans/p.toml",
        "{ id = \"late\", population = \"xa\", schedule = { windows = [\"2014\"] } }",
        "{ id = \"twice\", population = \"xa\", at_least = 2, schedule = { every = \"year\" } }",
    );
    let estimate = case.json(&["estimate", "2014", "--as-of", "2014-03-01"]);
    same(
        &items(&estimate)[..4],
        &[
            // b and c lack their visit; a has one.
            "x.t 2014 tw: 1 (0) 1 × 8 = 8",
            "x.t 2014 tw+dp: 1 (0) 1 × 8 = 8",
            // All three lack a second one: b and c are paid for above, and for a 4 of its 8 are spent.
            "x.twice 2014 tw: 1 (1) 0 × 8 = 0",
            "x.twice 2014 tw+dp: 2 (1) 1 × 8 = 4",
        ],
    );
}

#[test]
fn a_norm_that_has_ended_prices_nothing() {
    let case = case().replace("plans/p.toml", "basis = \"59\"", "to = \"2015-12-31\"");
    same(
        &items(&case.json(&["estimate", "2016", "--as-of", "2015-10-01"]))[..2],
        &["x.t 2016 : 1 (0) 1 × null = null", "x.t 2016 dp: 2 (0) 2 × null = null"],
    );
}

#[test]
fn closing_the_gap_list_stands_beside_what_is_left() {
    let case = case().allocations("2015,tw,100,x\n2014,tw,4,x\n");
    let closing = &case.json(&["funds", "--as-of", "2015-03-01"])["plans"][0]["closing"];
    // The list has two years of x.t (2014 for 90 days more): b and c, a and c; c of x.late; 1 + 3 + 3 copies at 2; and two years of
    // x.all, without a norm. Whatever is paid now is held to 8 a commune: b has 3 of them left.
    let lines = serde_json::json!([{ "fund": "tw", "activity": "x", "subject": null, "left": 95, "pays": 19 }]);
    let expected = serde_json::json!({
        "needs": 19, "cells": 10, "without_norm": 2, "left": 95, "short": 0, "lines": lines, "year": 2015
    });
    assert_eq!(*closing, expected);
}

#[test]
fn sums_too_large_to_be_kept_are_said_to_be() {
    let case = case().replace("plans/p.toml", "at_least = 3", "at_least = 999999999999999999").replace(
        "plans/p.toml",
        "at_most = 2\n",
        "at_most = 999999999999999999\n",
    );
    // No ceiling of a commune keeps it small.
    let case = case.replace("plans/p.toml", "basis = \"59\"", "to = \"2013-12-31\"");
    let estimate = case.json(&["estimate", "2016", "--as-of", "2015-10-01"]);
    assert_eq!(estimate["plans"][0]["total"], Value::Null);
    let (status, out, _) = crate::harness::tiendo(case.folder().path(), "2015-10-01", &["estimate", "2016", "--lang", "en"]);
    assert!(status == 0 && out.contains("too large to be kept"), "{out}");
}

#[test]
fn years_are_years() {
    for wrong in ["0", "9999", "2014-H1", "năm"] {
        let (status, _, _) = crate::harness::tiendo(case().folder().path(), "2015-10-01", &["estimate", wrong]);
        assert_eq!(status, 2, "{wrong}");
    }
}

#[test]
fn full_norms_ask_for_everybody_whatever_is_done() {
    let answer = case().json(&["estimate", "2015", "--as-of", "2015-03-01", "--full-norm"]);
    let plan = &answer["plans"][0];
    // b has had its visit, for 5 of 8; all three communes count with 8. Copies have a norm for each, and no number for a year.
    let norms = serde_json::json!([
        { "population": "xa", "window": "2015", "funds": ["tw"], "subjects": 1, "each": 8, "amount": 8, "basis": "59" },
        { "population": "xa", "window": "2015", "funds": ["tw", "dp"], "subjects": 2, "each": 8, "amount": 16, "basis": "59" },
    ]);
    let line = &plan["activities"][0];
    assert_eq!(line["norms"], norms);
    assert_eq!((&line["full_norm"], &line["gaps"], &line["spent_before"], &line["why"]), (&24.into(), &16.into(), &4.into(), &Value::Null));
    assert_eq!((&plan["full_norm"], &plan["gaps"], &plan["spent_before"]), (&24.into(), &16.into(), &4.into()));
}

#[test]
fn what_has_no_full_norm_says_why() {
    let why = |norm: &str, year: &str| {
        let x = format!("\nfunds = [\"tw\"]\ntarget = [{{ id = \"t\", population = \"xa\", schedule = {{ every = \"year\" }} }}]\n{norm}");
        let case = Case::new(&x).file("logs/visits.csv", "date,unit,copies,fund,cost\n");
        let answer = case.json(&["estimate", year, "--as-of", "2015-01-01", "--full-norm"]);
        let line = &answer["plans"][0]["activities"][0];
        assert_eq!(line["full_norm"], Value::Null);
        line["why"].as_str().map(str::to_owned)
    };
    let norm = |more: &str| format!("\n[[activity.norm]]\nlog = \"visits\"\n{more}\n");
    let yearly = "per = \"subject\"\npopulation = \"xa\"\nschedule = { every = \"year\" }\nat_most = 8\n";
    assert_eq!(why("", "2015").as_deref(), Some("no-norm"));
    assert_eq!(why(&norm("per = \"record\"\nat_most = 8"), "2015").as_deref(), Some("one-by-one"));
    assert_eq!(why(&norm(&format!("{yearly}to = \"2014-12-31\"")), "2015").as_deref(), Some("ended"));
    assert_eq!(why(&norm(&format!("{yearly}from = \"2016-01-01\"")), "2015").as_deref(), Some("begins"));
}
