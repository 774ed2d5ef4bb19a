//! A period beside another: a change in who is to be covered is told apart from a change in what was done.

use serde_json::{Value, json};

use super::{PLAN, Place};

const SETTINGS: &str = r#"
format = 1
[log.visits]
columns.date = "date"
columns.unit = "units"
columns.people = "integer"
"#;

/// A and B all the time, C until the end of 2013, D from 2014 on.
const UNITS: &str = "code,name,level,from,to\na,A,commune,,\nb,B,commune,,\nc,C,commune,,2013-12-31\nd,D,commune,2014-01-01,\n";

const ROWS: &str = "date,unit,people\n2013-02-01,a,10\n2013-09-01,b,1\n2013-03-01,c,5\n2014-03-01,b,4\n2014-10-01,d,8\n2014-11-01,d,8\n";

fn place() -> Place {
    let place = Place::rows(ROWS);
    place.write("data/tiendo.toml", SETTINGS);
    place.write("data/registers/units.csv", UNITS);
    let targets = "target = [{ id = \"t\", log = \"visits\", population = \"xa\", schedule = { every = \"year\" } }, \
        { id = \"people\", log = \"visits\", population = \"xa\", sum = \"people\", tracked = true, schedule = { every = \"year\" } }]\n\
        [population.xa]\nregister = \"units\"";
    let plan = PLAN.replace("period = \"2014\"", "period = \"2012..2014\"").replace("target = [{ id = \"t\", log = \"visits\" }]", targets);
    place.write("data/plans/p.toml", plan);
    place
}

fn answer(place: &Place, arguments: &[&str]) -> Value {
    let run = place.run(&[arguments, &["--format", "json"]].concat());
    assert_eq!(run.status, 0, "{}", run.err);
    serde_json::from_str(&run.out).expect("a document")
}

/// Before, now, by work, by members.
fn figures(lines: &Value, target: &str, figure: &str) -> Value {
    let found = lines.as_array().expect("lines").iter().find(|line| line["target"] == target && line["figure"] == figure);
    let line = found.unwrap_or_else(|| panic!("no {target} {figure} in {lines}"));
    json!([line["before"], line["now"], line["by_work"], line["by_members"]])
}

#[test]
fn who_came_and_went_is_told_apart_from_what_was_done() {
    let place = place();
    let compared = answer(&place, &["coverage", "--period", "2014", "--compare", "2013", "--as-of", "2015-01-15"]);
    assert_eq!((&compared["as_of"], &compared["as_of_before"]), (&json!("2014-12-31"), &json!("2013-12-31")));
    let lines = &compared["targets"];
    // Covered: a, b, c before; b, d now. a is lost by work; c went and d came.
    assert_eq!(figures(lines, "a.t", "covered"), json!([3, 2, -1, 0]));
    assert_eq!(figures(lines, "a.people", "inside"), json!([16, 20, -7, 11]));
    // The report says the same of the year before.
    let report = answer(&place, &["report", "2014", "--as-of", "2015-01-15"]);
    assert_eq!(report["year_before"]["targets"], *lines);
}

#[test]
fn a_period_that_runs_is_compared_with_as_much_of_the_other() {
    let place = place();
    let compared = answer(&place, &["coverage", "a.people", "--period", "2014", "--compare", "2013", "--as-of", "2014-06-30"]);
    assert_eq!(compared["as_of_before"], "2013-06-30");
    assert_eq!(figures(&compared["targets"], "a.people", "inside"), json!([15, 4, -6, -5]));
    let report = answer(&place, &["report", "2014", "--as-of", "2014-06-30"]);
    assert_eq!(report["year_before"]["as_of"], "2013-06-30");
    // Before the plan there is nothing to compare with.
    assert_eq!(answer(&place, &["report", "2012", "--as-of", "2014-06-30"])["year_before"], Value::Null);
}

#[test]
fn what_kinds_did_that_ended_is_told_so_that_breakdowns_add_up() {
    let place = Place::rows("date,form\n2013-02-01,old\n2013-03-01,old\n2013-04-01,new\n2014-02-01,new\n2014-03-01,old\n");
    place.write(
        "data/tiendo.toml",
        "format = 1\n[register.forms]\ncolumns.id = \"key\"\ncolumns.to = { type = \"date\", required = false }\n\
         [log.visits]\ncolumns.date = \"date\"\ncolumns.form = \"forms\"\n",
    );
    place.write("data/registers/forms.csv", "id,to\nold,2014-06-30\nnew,\n");
    let targets = "target = [{ id = \"t\", log = \"visits\", population = \"forms\", tracked = true, schedule = { every = \"year\" } }, \
        { id = \"all\", log = \"visits\", tracked = true, schedule = { every = \"year\" } }]\n\
        [population.forms]\nregister = \"forms\"";
    let plan = PLAN.replace("period = \"2014\"", "period = \"2013..2014\"").replace("target = [{ id = \"t\", log = \"visits\" }]", targets);
    place.write("data/plans/p.toml", plan);
    let report = answer(&place, &["report", "2014", "--as-of", "2015-01-15"]);
    let line = |target: &str| {
        let found = report["targets"].as_array().expect("lines").iter().find(|line| line["target"] == target).expect("the target");
        ["in_period", "others_in_period", "since_start", "others_since_start"].map(|key| found[key].clone())
    };
    assert_eq!(line("a.t"), [json!(1), json!(1), json!(2), json!(3)]);
    assert_eq!(line("a.all"), [json!(2), Value::Null, json!(5), Value::Null]);
    let shown = place.run(&["report", "2014", "--as-of", "2015-01-15", "--lang", "en"]).out;
    assert!(shown.contains("others, no longer in force"), "{shown}");
}
