//! A log that has gone silent is told, and so is one of those who record in it; how many records there are stands beside the year before.

use super::{PLAN, Place};

const SETTINGS: &str = r#"
format = 1
[log.visits]
silence = { days = 45, by = "agency" }
columns.date = "date"
columns.agency = "agency"
"#;

const ROWS: &str = "date,agency\n2014-01-10,so\n2014-02-20,chi\n2014-03-30,so\n2013-03-01,so\n";

fn place() -> Place {
    let place = Place::rows(ROWS);
    place.write("data/tiendo.toml", SETTINGS);
    let plan = PLAN.replace("so = \"The office\"", "so = \"The office\"\nchi = \"The branch\"\ntram = \"The post\"");
    place.write(
        "data/plans/p.toml",
        plan.replace("period = \"2014\"", "period = \"2013..2014\"").replace("lead = \"so\"", "by = [\"so\", \"chi\", \"tram\"]"),
    );
    place
}

fn told(place: &Place, as_of: &str) -> Vec<String> {
    let json = place.json(&["--as-of", as_of]);
    let findings = json["findings"].as_array().expect("a list").clone();
    let silent = findings.iter().filter(|found| found["code"] == "T008");
    let mut told: Vec<String> = silent.map(|found| found["message"].as_str().expect("a message").to_owned()).collect();
    told.sort();
    told
}

#[test]
fn who_has_not_recorded_for_too_long_is_told() {
    let place = place();
    // Who carries the plan out and never recorded anything, and who has stopped.
    assert_eq!(told(&place, "2014-04-06"), ["log `visits`: no row by The post at all"]);
    assert_eq!(
        told(&place, "2014-04-07"),
        ["log `visits`: no row by The branch since 2014-02-20, 46 days", "log `visits`: no row by The post at all"]
    );
    // Where the whole log is silent, that is all there is to say.
    assert_eq!(told(&place, "2014-05-15"), ["log `visits`: no row since 2014-03-30, 46 days"]);
    // Nothing is recorded any more once the plan is over.
    assert_eq!(told(&place, "2015-05-15"), Vec::<String>::new());
    place.write("data/tiendo.toml", SETTINGS.replace(", by = \"agency\"", ""));
    assert_eq!(told(&place, "2014-04-20"), Vec::<String>::new());
}

#[test]
fn records_stand_beside_those_of_the_year_before() {
    let place = place();
    let run = place.run(&["status", "--as-of", "2014-03-31", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).expect("a document");
    let lines: Vec<String> = json["records"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| format!("{} {} {} {} {}", line["log"], line["by"], line["last"], line["records"], line["year_before"]).replace('"', ""))
        .collect();
    assert_eq!(lines, ["visits null 2014-03-30 3 1", "visits chi 2014-02-20 1 0", "visits so 2014-03-30 2 1"]);
    let run = place.run(&["status", "--as-of", "2015-06-30", "--lang", "en"]);
    assert!(run.out.contains("the plan ended on 2014-12-31 · newest record 2014-03-30"), "{}", run.out);
}

#[test]
fn what_cannot_be_silent_is_refused() {
    let place = place();
    for (wrong, said) in [
        ("{ days = 0 }", "from 1 to"),
        ("{ by = \"agency\" }", "`days` is missing"),
        ("{ days = 5, by = \"date\" }", "agency, choice or unit column"),
        ("{ days = 5, who = \"x\" }", "who"),
    ] {
        place.write("data/tiendo.toml", SETTINGS.replace("{ days = 45, by = \"agency\" }", wrong));
        let run = place.run(&["check"]);
        assert_eq!(run.status, 2, "{wrong}");
        assert!((run.out.clone() + &run.err).contains(said), "{wrong}: {}{}", run.out, run.err);
    }
}
