//! The law of an estimate: whoever pays what it says, on the days by which it is due, is told of no norm that was exceeded.

use crate::{Case, same};
use serde_json::Value;

const RECORD: &str = "[[activity.norm]]\nlog = \"visits\"\nper = \"record\"\n";
const SUBJECT: &str = "[[activity.norm]]\nlog = \"visits\"\nper = \"subject\"\npopulation = \"xa\"\nschedule = { every = \"year\" }\n";

/// A line for each commune, so that the estimate tells them apart.
fn case(targets: &str, norms: &str, visits: &str) -> Case {
    let lines: String = ["a", "b", "c"].map(|code| format!("2014,tw,1000,,{code}\n2015,tw,1000,,{code}\n2016,tw,1000,,{code}\n")).concat();
    Case::new(&format!("funds = [\"tw\"]\ntarget = [{targets}]\n{norms}"))
        .visits(visits)
        .file("money/allocations.csv", &format!("year,fund,amount,activity,subject\n{lines}"))
}

fn items(case: &Case, year: &str, as_of: &str) -> Vec<Value> {
    case.json(&["estimate", year, "--as-of", as_of])["plans"][0]["items"].as_array().expect("items").clone()
}

/// The sum of an estimate, and what is found about norms once it is paid: a record for each unit, or one where only so much is left.
fn paid(case: &Case, visits: &str, (year, as_of): (&str, &str)) -> (i64, Vec<String>) {
    let mut rows = visits.to_owned();
    let mut sum = 0;
    for item in items(case, year, as_of) {
        let Some(mut rest) = item["amount"].as_i64() else { continue };
        sum += rest;
        let last = format!("{year}-12-31");
        let day = item["due"].as_str().expect("a day").clamp(as_of.max(&format!("{year}-01-01")), &last).to_owned();
        let code = item["subjects"][0].as_str().expect("a commune");
        let each = item["each"].as_i64().expect("a price");
        while rest > 0 {
            let pays = rest.min(each);
            rows.push_str(&[&day, code, "tw", &pays.to_string()].join(","));
            rows.push('\n');
            rest -= pays;
        }
    }
    let found = |visits: &str| case.clone().visits(visits).found(&format!("{year}-12-31"));
    // What was spent before is not its doing.
    let before = found(visits);
    let norms = |found: &String| (found.starts_with("M003") || found.starts_with("M004")) && !before.contains(found);
    (sum, found(&rows).into_iter().filter(norms).collect())
}

#[test]
fn who_pays_what_it_says_exceeds_no_norm() {
    let once = "{ id = \"t\", population = \"xa\", schedule = { every = \"year\" } }";
    let twice = "{ id = \"u\", population = \"xa\", at_least = 5, schedule = { every = \"year\" } }";
    let both = format!("{once}, {twice}");
    let spent = "2015-02-01,a,tw,3\n2015-02-02,b,tw,6\n";
    let (each, ceiling) = (format!("{RECORD}at_most = 2\n"), format!("{SUBJECT}at_most = 8\n"));
    let times = format!("{SUBJECT}at_most = 2\ntimes = 3\n");
    let (second, first) = (format!("{RECORD}at_most = 3\nfrom = \"2015-07-01\"\n"), format!("{RECORD}at_most = 1\nto = \"2015-06-30\"\n"));
    let cases = [
        // Two targets are paid under one ceiling, beside what was spent: 5 of 8 are left for a, 2 for b, 8 for c.
        (&*both, ceiling.clone(), spent, 5 + 2 + 8),
        // Of 4 + 4 + 5 + 1 records at 2 a ceiling leaves 5, 2 and 8.
        (&*both, format!("{each}{ceiling}"), spent, 5 + 2 + 8),
        // Three records of 2 a year and commune: 3, 0 and 6 are left.
        (twice, times, spent, 3 + 6),
        // Of two norms of one year that counts which holds when it is paid, whatever order they stand in: 4 + 4 + 5 records at 3.
        (twice, format!("{second}{first}"), "2015-02-01,a,tw,1\n2015-02-02,b,tw,1\n", 13 * 3),
        (twice, format!("{first}{second}"), "2015-02-01,a,tw,1\n2015-02-02,b,tw,1\n", 13 * 3),
        // The least of those that hold on one day.
        (once, format!("{RECORD}at_most = 5\n{RECORD}at_most = 4\n"), "", 3 * 4),
    ];
    for (targets, norms, visits, expected) in cases {
        let (sum, found) = paid(&case(targets, &norms, visits), visits, ("2015", "2015-03-01"));
        assert_eq!((sum, found), (expected, Vec::new()), "{norms}");
    }
}

#[test]
fn what_the_share_does_not_ask_for_is_not_priced() {
    // Two of three communes must be reached; a is, one more is enough.
    let target = "{ id = \"t\", population = \"xa\", share = \"2/3\", schedule = { every = \"year\" } }";
    let case = case(target, &format!("{RECORD}at_most = 4\n"), "2015-02-01,a,tw,1\n");
    let estimate = case.json(&["estimate", "2015", "--as-of", "2015-03-01"])["plans"][0].clone();
    assert_eq!((&estimate["total"], &estimate["beyond_share"]), (&4.into(), &1.into()));
    // The gap list has both, and the three of 2014.
    assert_eq!(case.json(&["funds", "--as-of", "2015-03-01"])["plans"][0]["closing"]["cells"], 5);
}

#[test]
fn gaps_of_windows_of_their_own_and_of_rolling_ones_are_priced_when_they_are_due() {
    let settings = "[register.orders]\ncolumns.id = \"key\"\ncolumns.unit = \"units\"\ncolumns.start = { type = \"date\", required = false }\n\
                    [log.checks]\ncolumns.date = \"date\"\ncolumns.order = \"orders\"\ncolumns.fund = \"fund\"\ncolumns.cost = \"money\"\n";
    let targets = "target = [\
        { id = \"own\", log = \"checks\", population = \"or\", schedule = { from = { column = \"start\" }, days = 30 } },\
        { id = \"rolling\", log = \"checks\", population = \"or\", schedule = { rolling = { months = 6 } } },\
    ]\n[[activity.norm]]\nlog = \"checks\"\nper = \"record\"\nat_most = 4\n";
    let case = Case::new(targets)
        .settings(settings)
        .replace("plans/p.toml", "[population.clb]", "[population.or]\nregister = \"orders\"\n\n[population.clb]")
        .file("registers/orders.csv", "id,unit,start\no1,a,2014-02-01\no2,b,2014-12-20\no3,c,2014-11-01\n")
        .file("logs/checks.csv", "date,order,fund,cost\n2014-11-05,o3,tw,1\n")
        .visits("");
    let of = |year: &str| {
        let estimate = case.json(&["estimate", year, "--as-of", "2014-12-25"])["plans"][0].clone();
        let item = |item: &Value| format!("{} {}", item["target"].as_str().expect("a target"), item["cells"]);
        let later = estimate["later"].as_array().expect("a list").iter().map(item).collect::<Vec<_>>();
        (estimate["items"].as_array().expect("items").iter().map(item).collect::<Vec<_>>(), later)
    };
    // o1 is overdue, and can still be done; o2 is due in January. The last six months lack o1 and o2.
    let (items, later) = of("2014");
    same(&items, &["x.own 1", "x.rolling 2"]);
    same(&later, &["x.own 1"]);
    same(&of("2015").0, &["x.own 2", "x.rolling 2"]);
}
