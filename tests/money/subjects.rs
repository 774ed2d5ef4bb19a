//! Budget lines for a subject: they pay for its rows and for those of what lies below it, before the activity's and the plan's.

use crate::{Case, groups, same};

const TARGET: &str = "target = [{ id = \"t\", population = \"xa\" }]";

/// Commune a and district D have lines of their own beside x's and the plan's.
fn case(visits: &str) -> Case {
    let lines = "2014,tw,10,x,a\n2014,tw,5,,D\n2014,tw,4,x,\n2014,tw,2,,\n";
    let case = Case::new(TARGET).file("registers/clubs.csv", "id,unit\nk,a\nm,c\n");
    case.visits(visits).file("money/allocations.csv", &format!("year,fund,amount,activity,subject\n{lines}"))
}

fn by(case: &Case, by: &str) -> Vec<String> {
    groups(&case.json(&["funds", "--by", by, "--as-of", "2014-12-31"]))
}

#[test]
fn the_nearest_line_pays_first() {
    // a and its village v spend 13: 10 from a's line, 3 from the district's. b spends 4: 2 of the district's, 2 of x's.
    let case = case("2014-02-01,a,tw,7\n2014-02-02,v,tw,6\n2014-02-03,b,tw,4\n");
    same(
        &by(&case, "subject"),
        &[
            "a: 10 + 0 + 3 = 13 + 0 + 0 - 0, 2",
            "D: 5 + 0 + -5 = 0 + 0 + 0 - 0, 0",
            "-: 6 + 0 + 2 = 4 + 0 + 4 - 0, 1",
            "total: 21 + 0 + 0 = 17 + 0 + 4 - 0, 3",
        ],
    );
    // What x has spent is x's, whoever has paid for it.
    same(
        &by(&case, "activity"),
        &["x: 14 + 0 + 5 = 17 + 0 + 2 - 0, 3", "-: 7 + 0 + -5 = 0 + 0 + 2 - 0, 0", "total: 21 + 0 + 0 = 17 + 0 + 4 - 0, 3"],
    );
    assert_eq!(case.found("2014-12-31"), Vec::<String>::new());
}

#[test]
fn a_line_pays_for_nobody_else() {
    // c lies in the other district: only x's 4 and the plan's 2 may pay its 9, whatever is left of a's and of D's.
    let case = case("2014-02-01,c,tw,5\n2014-03-01,c,tw,4\n");
    same(
        &by(&case, "subject"),
        &[
            "a: 10 + 0 + 0 = 0 + 0 + 10 - 0, 0",
            "D: 5 + 0 + 0 = 0 + 0 + 5 - 0, 0",
            "-: 6 + 0 + 0 = 9 + 0 + 0 - 3, 2",
            "total: 21 + 0 + 0 = 9 + 0 + 15 - 3, 2",
        ],
    );
    // The row of March passes the plan's line.
    same(&case.found("2014-12-31"), &["M002 logs/visits.csv:3:17"]);
    // A year that is over shows lines of which nothing was spent.
    let found = case.found("2015-01-01");
    same(&found, &["M002 logs/visits.csv:3:17", "M006 money/allocations.csv:2:1", "M006 money/allocations.csv:3:1"]);
}

#[test]
fn without_other_lines_the_subjects_own_is_passed() {
    let lines = |rows: &str, visits: &str| {
        Case::new(TARGET).visits(visits).file("money/allocations.csv", &format!("year,fund,amount,activity,subject\n{rows}"))
    };
    let case = lines("2014,tw,10,,a\n", "2014-02-01,a,tw,8\n2014-02-02,v,tw,3\n2014-02-03,b,tw,1\n");
    // b's spending has no line at all.
    same(&case.found("2014-12-31"), &["M002 logs/visits.csv:3:17", "M005 logs/visits.csv:4:17"]);
    let (_, out, _) = crate::harness::tiendo(case.folder().path(), "2014-12-31", &["check", "--as-of", "2014-12-31", "--lang", "en"]);
    assert!(out.contains("with this 11 from `tw` in 2014 is held against the line for xã An, over the 10 allocated"), "{out}");
    // A club has a key; its visits are paid from its line, those of others in its commune are not.
    let key = Case::new(TARGET)
        .file("logs/visits.csv", "date,unit,club,fund,cost\n2014-02-01,,k,tw,3\n2014-02-02,a,,tw,1\n")
        .file("money/allocations.csv", "year,fund,amount,activity,subject\n2014,tw,3,,k\n2014,tw,1,x,\n");
    same(
        &by(&key, "subject"),
        &["k: 3 + 0 + -3 = 0 + 0 + 0 - 0, 0", "-: 1 + 0 + 3 = 4 + 0 + 0 - 0, 2", "total: 4 + 0 + 0 = 4 + 0 + 0 - 0, 2"],
    );
}

#[test]
fn a_subject_that_is_not_there_is_told() {
    let case = Case::new(TARGET).visits("").file("money/allocations.csv", "year,fund,amount,activity,subject\n2014,tw,10,,zz\n");
    let (status, out, _) = crate::harness::tiendo(case.folder().path(), "2014-06-30", &["check", "--as-of", "2014-06-30"]);
    assert!(status == 1 && out.contains("money/allocations.csv:2:13: error[V007]"), "{status}: {out}");
}

#[test]
fn a_line_goes_on_for_its_subject() {
    let case = Case::new(TARGET)
        .replace("plans/p.toml", "currency = \"VND\"", "currency = \"VND\"\ncarry_over = true")
        .visits("2014-02-01,a,tw,4\n2015-02-01,a,tw,5\n2015-02-02,b,tw,1\n")
        .file("money/allocations.csv", "year,fund,amount,activity,subject\n2014,tw,10,x,a\n");
    same(
        &groups(&case.json(&["funds", "--by", "subject", "--as-of", "2015-12-31"])),
        &["a: 10 + 6 + 0 = 9 + 6 + 1 - 0, 2", "-: 0 + 0 + 0 = 1 + 0 + 0 - 1, 1", "total: 10 + 6 + 0 = 10 + 6 + 1 - 1, 3"],
    );
}

#[test]
fn what_is_left_is_what_may_pay_for_the_gaps() {
    // Each commune lacks a visit at 3. a's line has 10, x's 4, y's 50; dp has 70, and may not pay for x.
    let norm = "funds = [\"tw\"]\n[[activity.norm]]\nlog = \"visits\"\nper = \"record\"\nat_most = 3\n";
    let case = Case::new(&format!("{TARGET}\n{norm}"))
        .visits("")
        .file("money/allocations.csv", "year,fund,amount,activity,subject\n2014,tw,10,x,a\n2014,tw,4,x,\n2014,tw,50,y,\n2014,dp,70,,\n");
    let closing = case.json(&["funds", "--as-of", "2014-06-30"])["plans"][0]["closing"].clone();
    let expected = serde_json::json!({ "needs": 9, "cells": 3, "without_norm": 0, "left": 14, "short": 2, "year": 2014, "lines": [
        { "fund": "tw", "activity": "x", "subject": null, "left": 4, "pays": 4 },
        { "fund": "tw", "activity": "x", "subject": "a", "left": 10, "pays": 3 },
    ] });
    assert_eq!(closing, expected);
    let items = case.json(&["estimate", "2016", "--as-of", "2014-06-30"])["plans"][0]["items"].clone();
    let of = |at: usize| (items[at]["subjects"].to_string(), items[at]["cells"].to_string());
    let pairs = [of(0), of(1)];
    assert!(pairs.contains(&("[\"a\"]".into(), "1".into())) && pairs.contains(&("null".into(), "2".into())), "{items}");
}
