//! On a terminal findings of one code stand together and are capped; elsewhere all stand by place.

use super::Place;

/// Rows with seven bad dates and two bad numbers, mixed.
fn faults() -> Place {
    let rows = "v1,soon,,1,\nv2,soon,,x,\nv3,soon,,1,\nv4,soon,,1,\nv5,soon,,y,\nv6,soon,,1,\nv7,soon,,1,\nv7,2014-01-05,,1,\nragged\n";
    Place::rows(format!("id,date,name,people,women\n{rows}"))
}

/// The codes of the first lines, and what stands for those that are not shown.
fn told(out: &str) -> Vec<&str> {
    let code = |line: &'_ str| line.split_once("error[").map(|(_, rest)| rest[..4].to_owned());
    out.lines()
        .filter_map(
            |line| if line.contains("--full") { Some(line) } else { code(line).and_then(|code| Some(&line[line.find(&code)?..][..4])) },
        )
        .collect()
}

#[test]
fn a_terminal_shows_them_by_code() {
    let run = faults().run_on(Some(80), false, &["check"]);
    assert_eq!(
        told(&run.out),
        ["F005", "V001", "V001", "V001", "V001", "V001", "and 2 more like this: --full", "V003", "V003", "C001"],
        "{}",
        run.out
    );
    assert_eq!(run.status, 1);
}

#[test]
fn all_of_them_stand_by_place() {
    let place = faults();
    let piped = place.run(&["check"]).out;
    let expected = ["V001", "V001", "V003", "V001", "V001", "V001", "V003", "V001", "C001", "V001", "C001", "F005"];
    let seen = told(&piped);
    assert_eq!(seen.len(), expected.len() - usize::from(seen.iter().filter(|code| **code == "C001").count() == 1), "{piped}");
    assert_eq!(told(&place.run_on(Some(100), false, &["check", "--full"]).out), seen);
    let places: Vec<&str> = piped.lines().filter(|line| line.starts_with("logs/")).collect();
    let lines: Vec<u64> = places.iter().map(|line| line.split(':').nth(1).and_then(|line| line.parse().ok()).expect("a line")).collect();
    assert!(lines.is_sorted(), "{piped}");
}

#[test]
fn statistics_count_what_is_not_shown() {
    let run = faults().run_on(Some(80), false, &["check", "--statistics", "--ignore", "C001"]);
    let table: Vec<&str> = run.out.lines().filter(|line| line.contains("error  ")).collect();
    assert_eq!(table.len(), 3, "{}", run.out);
    assert!(table[1].starts_with("V001  bad-date") && table[1].ends_with(" 7"), "{}", run.out);
}

/// What is sent by mail: the verdict, the gate and what is wrong, in at most ten lines, whatever there is to say.
#[test]
fn a_brief_check_has_ten_lines() {
    let mut rows = String::from("id,date,name,people,women\n");
    for row in 0..40 {
        rows.extend(["v", &row.to_string(), ",soon,An,1,\n"]);
    }
    let place = Place::rows(&rows);
    for language in ["vi", "en"] {
        let run = place.run(&["check", "--brief", "--as-of", "2015-01-31", "--lang", language]);
        assert_eq!(run.status, 1, "{}", run.err);
        assert!((5..=10).contains(&run.out.lines().count()), "{}", run.out);
        assert!(run.out.contains("logs/visits.csv:2 [V001]"), "{}", run.out);
    }
    let run = place.run(&["check", "--brief", "--as-of", "2015-01-31", "--lang", "en"]);
    assert!(run.out.contains("the data: 40 errors, 0 warnings, 40 rows left out; the plan now: missed"), "{}", run.out);
    assert!(
        run.out.contains("the plan now: missed; at or below the gate") && run.out.contains("1 activity with targets: 1 missed"),
        "{}",
        run.out
    );
    assert_eq!(place.run(&["check", "--brief", "--full"]).status, 2);
}
