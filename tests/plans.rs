//! Every line of `docs/plans.md` is understood as it stands there.

mod harness;

use harness::{faults, folder};
use tiendo::read::Tree;

const SETTINGS: &str = r#"
format = 1

[register.clubs]
columns.id = "key"
columns.unit = "units"
columns.region = { type = "choice", of = ["delta", "mountain"] }
columns.size = { type = "integer", required = false }
columns.base = { type = "integer", required = false }
columns.start = { type = "date", required = false }
columns.from = { type = "date", required = false }
columns.to = { type = "date", required = false }

[log.visits]
columns.id = "key"
columns.date = "date"
columns.unit = "units"
columns.club = { type = "clubs", required = false }
columns.form = { type = "choice", of = ["talk", "order"] }
columns.people = { type = "integer", required = false }
columns.women = { type = "integer", required = false }
columns.cost = { type = "money", required = false }

[log.reports]
columns.date = "date"
columns.period = "period"
columns.unit = "units"
"#;

const PLAN: &str = r#"
id = "p"
title = "P"
period = "2014..2016"
[agency]
office = "Office"
[category]
poor = "Poor"
[population.communes]
register = "units"
where = { level = "commune" }
[population.towns]
register = "units"
where = { level = "town" }
[population.clubs]
register = "clubs"
"#;

/// The lines of the tables below a heading, each what stands in its second cell.
fn lines<'t>(guide: &'t str, heading: &str) -> Vec<&'t str> {
    let (_, section) = guide.split_once(heading).unwrap_or_else(|| panic!("no heading {heading}"));
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| to say") && !line.starts_with("| ---"));
    rows.map(|row| row.split('`').rev().nth(1).expect("a line of TOML")).collect()
}

/// What is wrong with a plan that says this; warnings about data that is not there aside.
fn wrong(population: &str, activity: &str) -> Vec<String> {
    let plan = format!("{PLAN}{population}\n[[activity]]\nid = \"x\"\nlead = \"office\"\n{activity}\n");
    let files = [
        ("tiendo.toml", SETTINGS.to_owned()),
        ("plans/p.toml", plan),
        ("registers/units.csv", "code,name,level\na,A,commune\nt,T,town\n".to_owned()),
        ("registers/clubs.csv", "id,unit,region,size,base,start\nc,a,delta,3,1,2014-02-01\n".to_owned()),
        ("registers/listings.csv", "unit,category\na,poor\n".to_owned()),
    ];
    let quiet = ["P015", "P021"];
    faults(&Tree::in_memory(files)).into_iter().filter(|fault| !quiet.contains(&&fault[..4])).collect()
}

#[test]
fn every_line_is_understood() {
    let guide = std::fs::read_to_string(folder("docs/plans.md")).expect("docs/plans.md");
    let mut faults = Vec::new();
    let populations = lines(&guide, "## Who");
    assert!(populations.len() > 10);
    for line in populations {
        let keys: String = keyed(line);
        for fault in wrong(&format!("[population.x]\n{keys}"), "") {
            faults.push(format!("{line}: {fault}"));
        }
    }
    for heading in ["## What", "## How much", "## When"] {
        let targets = lines(&guide, heading);
        assert!(targets.len() > 10, "{heading}");
        for line in targets {
            let has = |key: &str| line.contains(key);
            let composed = has("_of =") || has("points =") || has("standing =");
            let log = if has("log =") || composed { "" } else { "log = \"visits\", " };
            let population = if has("population =") || (composed && !has("standing")) { "" } else { "population = \"communes\", " };
            let parts =
                "{ id = \"a\", log = \"visits\", population = \"communes\" }, { id = \"b\", log = \"visits\", population = \"communes\" }";
            for fault in wrong("", &format!("target = [{parts}, {{ id = \"t\", {log}{population}{line} }}]")) {
                faults.push(format!("{line}: {fault}"));
            }
        }
    }
    let norms = lines(&guide, "## Money: ceilings");
    assert!(norms.len() > 5);
    for line in norms {
        for fault in wrong("", &format!("[[activity.norm]]\n{}", keyed(line))) {
            faults.push(format!("{line}: {fault}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The keys of an inline table, one to a line.
fn keyed(line: &str) -> String {
    let (mut depth, mut text) = (0, String::new());
    for letter in line.chars() {
        depth += match letter {
            '{' | '[' => 1,
            '}' | ']' => -1,
            _ => 0,
        };
        if letter == ',' && depth == 0 { text.push('\n') } else { text.push(letter) }
    }
    text
}

#[test]
fn a_schedule_has_at_most_2400_windows() {
    let target = |from| {
        format!("target = [{{ id = \"t\", log = \"visits\", schedule = {{ every = \"month\", from = \"{from}\", to = \"2014\" }} }}]")
    };
    let told = |from| wrong("", &target(from)).into_iter().filter(|fault| fault.contains("P008")).count();
    // 201 years of months are 2,412.
    assert_eq!((told("1814"), told("1815")), (1, 0));
}

/// The first block of TOML below a heading.
fn block<'t>(guide: &'t str, heading: &str) -> &'t str {
    let (_, section) = guide.split_once(heading).unwrap_or_else(|| panic!("no heading {heading}"));
    let (_, block) = section.split_once("```toml\n").expect("a block");
    block.split("```").next().unwrap_or_default()
}

#[test]
fn the_whole_files_are_understood() {
    let guide = std::fs::read_to_string(folder("docs/plans.md")).expect("docs/plans.md");
    let files = [
        ("tiendo.toml", block(&guide, "## Tables")),
        ("plans/p.toml", block(&guide, "## The plan")),
        ("registers/units.csv", "code,name,level\na,A,commune\n"),
        ("registers/clubs.csv", "id,unit,size\nc,a,3\n"),
        ("registers/listings.csv", "unit,category\na,poor\n"),
    ];
    let found = faults(&Tree::in_memory(files));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_key_stands_in_the_guide() {
    let guide = std::fs::read_to_string(folder("docs/plans.md")).expect("docs/plans.md");
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
    let words: std::collections::BTreeSet<&str> = guide.split(|letter: char| !is_word(letter)).collect();
    let lacking = |form: &&tiendo::load::forms::Form| {
        form.keys().filter(|key| !words.contains(key)).map(|key| format!("{key} of {}", form.en)).collect::<Vec<_>>()
    };
    let faults: Vec<String> = tiendo::load::forms::FORMS.iter().flat_map(lacking).collect();
    assert!(faults.is_empty(), "{faults:?}");
}
