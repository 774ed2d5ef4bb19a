//! `accept` writes down what is known: the gate lets it pass, and nothing else changes.

use super::Place;

const NONE: &str = "id,date,name,people,women\n";
const DAY: [&str; 2] = ["--as-of", "2015-01-31"];

#[test]
fn what_is_accepted_no_longer_fails_and_stays_a_miss() {
    let place = Place::rows(NONE);
    let check = |arguments: &[&str]| place.run(&[&["check"], &DAY[..], arguments].concat());
    assert_eq!(check(&[]).status, 3);
    let accept = |arguments: &[&str]| place.run(&[&["accept", "a.t", "2014", "--lang", "en"], &DAY[..], arguments].concat());

    let run = accept(&["--reason", "a flood", "--dry-run"]);
    assert_eq!((run.status, run.out.as_str()), (0, "target,window,subject,from,reason,basis\na.t,2014,,2015-01-31,a flood,\n"));
    assert!(!place.path().join("data/accepted.csv").exists(), "a dry run writes nothing");
    let run = accept(&["--reason", "a flood", "--basis", "12/QD"]);
    assert_eq!((run.status, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(run.err.contains("`a.t` 2014, 1 case not met today are accepted"), "{}", run.err);
    assert_eq!(place.read("data/accepted.csv"), "target,window,subject,from,reason,basis\na.t,2014,,2015-01-31,a flood,12/QD\n");

    assert_eq!(check(&[]).status, 0);
    // Before that day nobody had accepted anything, and among all windows it counts.
    assert_eq!(place.run(&["check", "--as-of", "2015-01-30"]).status, 3);
    assert_eq!(check(&["--all"]).status, 3);
    let coverage = place.run(&[&["coverage", "--format", "json"], &DAY[..]].concat()).out;
    assert!(coverage.contains("\"verdict\": \"missed\"") || coverage.contains("\"verdict\":\"missed\""), "{coverage}");
    let again = accept(&["--reason", "again"]);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("has such a row already"), "{}", again.err);
}

#[test]
fn what_names_nothing_is_refused_with_what_is_near() {
    let place = Place::rows(NONE);
    for (arguments, said) in [
        (&["accept", "a.tt", "2014", "--reason", "x"][..], "no target `a.tt`; did you mean `a.t`?"),
        (&["accept", "a", "2014", "--reason", "x"], "`a` is an activity; name one of its targets: `a.t`"),
        (&["accept", "a.t", "2041", "--reason", "x"], "`a.t` has no window `2041`"),
        (&["accept", "a.t", "2014", "--subject", "x", "--reason", "x"], "`x` is no subject of `a.t` 2014"),
        (&["accept", "a.t", "2014", "--reason", " "], "--reason: say why"),
        (&["accept", "a.t", "2014", "--from", "soon", "--reason", "x"], "--from"),
        (&["accept", "a.t", "2014"], "--reason"),
    ] {
        let run = place.run(&[arguments, &["--lang", "en"]].concat());
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
        assert!(!place.path().join("data/accepted.csv").exists());
    }
}

/// Two that write at once both find their row there.
#[test]
fn nothing_that_is_written_at_once_is_lost() {
    let place = Place::rows(NONE);
    let plan = |id: &str| format!("{{ id = \"{id}\", log = \"visits\" }}");
    let targets: Vec<String> = (0..8).map(|at| format!("t{at}")).collect();
    let list = targets.iter().map(|id| plan(id)).collect::<Vec<_>>().join(",\n");
    place.write("data/plans/p.toml", super::PLAN.replace("{ id = \"t\", log = \"visits\" }", &list));
    std::thread::scope(|scope| {
        for id in &targets {
            let place = &place;
            scope.spawn(move || {
                let run = place.run(&["accept", &format!("a.{id}"), "2014", "--reason", "x", "--as-of", "2015-01-31"]);
                assert_eq!(run.status, 0, "{}", run.err);
            });
        }
    });
    let text = place.read("data/accepted.csv");
    let rows: Vec<&str> = text.lines().skip(1).map(|row| row.split(',').next().expect("a target")).collect();
    assert_eq!(rows, targets.iter().map(|id| format!("a.{id}")).collect::<Vec<_>>());
}
