//! Sums of number columns of logs, without a target.

use super::{PLAN, Place};

const SETTINGS: &str = r#"
format = 1
[register.clubs]
columns.id = "key"
columns.name = "text"
columns.unit = "units"
columns.from = { type = "date", required = false }
columns.to = { type = "date", required = false }
[log.visits]
columns.id = { type = "key", required = false }
columns.date = "date"
columns.unit = "units"
columns.club = { type = "clubs", required = false }
columns.form = { type = "choice", of = { a = "Advice", b = "Court" }, required = false }
columns.people = { type = "integer", required = false }
columns.secret = { type = "integer", required = false, personal = true }
[log.returns]
columns.date = "date"
columns.period = "period"
columns.unit = "units"
columns.people = "integer"
"#;

const UNITS: &str = "code,name,level,kind,parent,from,to\n1,T,province,,,,\n2,Bắc,district,huyện,1,,\n3,Nam,district,huyện,1,,\n\
4,A,commune,xã,2,,2014-06-30\n4,A,commune,xã,3,2014-07-01,\n5,B,commune,xã,2,,2014-03-31\n";

const ROWS: &str = "id,date,unit,club,form,people,secret\nv1,2013-05-01,4,,a,10,1\nv2,2014-03-01,5,,a,20,1\nv3,2014-05-01,4,c1,b,,1\n\
v4,2014-08-01,4,c1,,5,1\nv5,2014-08-02,4,,a,x,1\nv6,2015-02-01,4,,a,100,1\n";

fn place() -> Place {
    let place = Place::rows(ROWS);
    place.write("data/tiendo.toml", SETTINGS);
    place.write("data/registers/units.csv", UNITS);
    place.write("data/registers/successions.csv", "date,old,new\n2014-04-01,5,4\n");
    place.write("data/registers/clubs.csv", "id,name,unit,from,to\nc1,The club,5,2013-01-01,\n");
    place.write("data/plans/p.toml", PLAN.replace("period = \"2014\"", "period = \"2013..2014\""));
    place.write(
        "data/logs/returns.csv",
        "date,period,unit,people\n2014-01-20,2013-12,4,7\n2014-02-20,2014-01,4,8\n2014-03-20,2014-Q1,4,9\n",
    );
    place
}

/// The lines of an answer as CSV, without its heading.
fn lines(place: &Place, arguments: &[&str]) -> Vec<String> {
    let run = place.run(&[&["coverage", "--as-of", "2014-12-31", "--format", "csv", "--lang", "en"], arguments].concat());
    assert_eq!(run.status, 0, "{}", run.err);
    run.out.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_column_is_added_up_over_the_sound_rows() {
    let place = place();
    // The row of 2015 does not exist yet, the one with an x is left out, one does not report.
    assert_eq!(lines(&place, &["--sum", "visits.people"]), ["visits,people,,,2013,10,1,1", "visits,people,,,2014,25,2,3"]);
    assert_eq!(
        lines(&place, &["--sum", "visits.people", "--by", "form"]),
        ["visits,people,a,Advice,,30,2,2", "visits,people,b,Court,,,0,1", "visits,people,,not said,,5,1,1"]
    );
}

#[test]
fn what_a_row_names_stands_where_it_stands_or_stood_last() {
    let place = place();
    // The commune that moved counts where it is now, the one that ended where it was, and each row once.
    assert_eq!(
        lines(&place, &["--sum", "visits.people", "--by", "district"]),
        ["visits,people,2,huyện Bắc,,20,1,1", "visits,people,3,huyện Nam,,15,2,3"]
    );
    assert_eq!(
        lines(&place, &["--sum", "visits.people", "--by", "club"]),
        ["visits,people,c1,The club,,5,1,2", "visits,people,,not said,,30,2,2"]
    );
}

#[test]
fn a_period_beside_another() {
    let place = place();
    let run = place.run(&[
        "coverage",
        "--as-of",
        "2014-12-31",
        "--lang",
        "en",
        "--sum",
        "visits.people",
        "--period",
        "2014",
        "--compare",
        "2013",
    ]);
    let last = run.out.lines().rfind(|line| line.starts_with("All")).unwrap_or_default();
    assert_eq!(last.split_whitespace().collect::<Vec<_>>(), ["All", "10", "25", "15", "2", "3"]);
    // Rows of a log by period lie where their period does, not where their date does.
    assert_eq!(
        lines(&place, &["--sum", "returns.people", "--by", "year"]),
        ["returns,people,,,2013,7,1,1", "returns,people,,,2014,17,2,2"]
    );
    assert_eq!(
        lines(&place, &["--sum", "returns.people", "--by", "unit", "--period", "2014-01"]),
        ["returns,people,4,\"xã A, huyện Nam\",2014-01,8,1,1"]
    );
}

#[test]
fn what_cannot_be_added_up_is_said() {
    let place = place();
    let refused = |arguments: &[&str]| {
        let run = place.run(&[&["coverage", "--lang", "en"], arguments].concat());
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        run.err
    };
    assert!(refused(&["--sum", "visits.poeple"]).contains("did you mean `visits.people`?"));
    // What is personal is no part of any sum.
    assert!(refused(&["--sum", "visits.secret"]).contains("no log has a number column `visits.secret`"));
    assert!(refused(&["--sum", "visits.people", "--by", "colour"]).contains("`year`, `half`, `quarter`, `month`, `week`, `province`"));
    assert!(refused(&["--sum", "visits.people", "--compare", "2013"]).contains("--period"));
    assert!(refused(&["--compare", "2013"]).contains("--period"));
}
