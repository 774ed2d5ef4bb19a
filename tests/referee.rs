//! Plans as they are written, judged a second time: random workspaces against a slow and obvious reading of section 4.1
//! that shares nothing with the program.

#![allow(
    unreachable_pub,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::format_push_string,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::match_same_arms,
    clippy::option_option,
    clippy::nonminimal_bool,
    clippy::type_complexity,
    clippy::unnecessary_wraps,
    reason = "small numbers, said as the text says them"
)]

use std::collections::BTreeMap;

use serde_json::Value;
use tiendo::read::Tree;

mod harness;
use harness::Evaluated;

#[path = "referee/judge.rs"]
mod judge;
#[allow(clippy::format_collect, reason = "small texts are put together plainly")]
#[path = "referee/reading.rs"]
mod reading;
#[allow(clippy::all, clippy::pedantic, reason = "said as the text of the design says it")]
#[path = "referee/second/mod.rs"]
mod second;
#[path = "referee/world.rs"]
mod world;

use judge::{Figures, judged};
use world::World;

const SETTINGS: &str = r#"
format = 1

[register.things]
columns.id = "key"
columns.word = { type = "choice", of = ["a", "b", "c"] }
columns.start = { type = "date", required = false }
columns.due = { type = "date", required = false }
columns.n = { type = "integer", required = false }
columns.base = { type = "integer", required = false }
columns.from = { type = "date", required = false }
columns.to = { type = "date", required = false }

[log.events]
columns.id = "key"
columns.date = "date"
columns.thing = { type = "things", required = false }
columns.word = { type = "choice", of = ["a", "b", "c"] }
columns.place = "text"
columns.value = { type = "integer", required = false }
columns.order = "boolean"

[log.answers]
columns.date = "date"
columns.event = "events"
"#;

const PLAN: &str = r#"
id = "p"
title = "P"
period = "2020..2021"
[agency]
so = "Office"
[population.things]
register = "things"
[population.ab]
register = "things"
where = { word = ["a", "b"] }
[population.any]
register = "things"
membership = "any"
[population.open]
register = "things"
membership = "open"
[population.orders]
log = "events"
where = { order = true }
[[population.moving]]
register = "things"
where = { word = "a" }
to = "2020-12-31"
[[population.moving]]
register = "things"
where = { word = ["b", "c"] }
from = "2021-01-01"
basis = "2/2021"
[[activity]]
id = "x"
lead = "so"
pace = "end"
log = "events"
target = [
  { id = "own", population = "things", at_least = 2, schedule = { from = { column = "start" }, days = 60 } },
  { id = "own-months", population = "ab", share = 50, schedule = { from = { column = "start" }, months = 2 } },
  { id = "own-most", population = "ab", at_most = 1, schedule = { from = { column = "start" }, days = 90 } },
  { id = "own-by", population = "things", at_least = 2, schedule = { by = { column = "due" } } },
  { id = "own-level", population = "things", level = "value", at_least = 4, schedule = { by = { column = "due" } } },
  { id = "answered", population = "orders", log = "answers", schedule = { from = { column = "date" }, days = 30 } },
  { id = "answered-year", population = "orders", log = "answers", schedule = { every = "year" } },
  { id = "shared", population = "orders", where = { order = false }, through = { column = "place", of = "place" }, schedule = { from = { column = "date" }, days = 20 } },
  { id = "shared-year", population = "orders", where = { order = false }, through = { column = "thing", of = "thing" }, schedule = { every = "year" } },
  { id = "rolling", population = "things", at_least = 2, schedule = { rolling = { days = 90 } } },
  { id = "rolling-months", population = "ab", schedule = { rolling = { months = 3 } } },
  { id = "goal", population = "things", latest = "value", goal = { column = "n", from = { column = "base" } }, schedule = { every = "year" } },
  { id = "by-word", population = "things", at_least = { by = "word", a = 1, b = 3 }, schedule = { every = "year" } },
  { id = "times", population = "things", sum = "value", at_least = { column = "n", times = 1.5 }, schedule = { every = "half" } },
  { id = "members", at_least = { members = "things" }, schedule = { every = "quarter" } },
  { id = "share-of", ratio = { of = { word = "a" }, to = "rows" }, at_least = 40, schedule = { every = "quarter" } },
  { id = "mean", population = "things", mean = "value", at_least = 5, if_none = "met", schedule = { every = "year" } },
  { id = "none", population = "things", sum = "value", at_least = 0, if_none = "missed", schedule = { every = "year" } },
  { id = "per", level = "value", per = "place", at_least = 12, schedule = { every = "year" } },
  { id = "part-a", part = true, population = "things", where = { word = "a" }, schedule = { every = "year" } },
  { id = "part-b", part = true, population = "things", where = { word = "b" }, schedule = { every = "year" } },
  { id = "part-c", part = true, population = "ab", where = { word = "c" }, schedule = { every = "year" } },
  { id = "part-d", part = true, population = "things", where = { order = true }, schedule = { every = "year" } },
  { id = "some", some_of = ["part-a", "part-b", "part-d"], at_least = 2 },
  { id = "points", points = { part-a = 30, part-b = 50 }, veto = ["part-d"], at_least = 50 },
  { id = "required", population = "things", required = { word = "a" }, schedule = { every = "year" } },
  { id = "given", population = "things", given = { target = "part-a", state = ["met", "late"] }, where = { word = "b" }, schedule = { every = "year" } },
  { id = "amended", population = "things", at_least = 1, to = "2020-12-31", schedule = { every = "half" } },
  { id = "amended", population = "ab", at_least = 3, from = "2021-01-01", basis = "9/2021", schedule = { every = "half" } },
  { id = "moved", population = "things", schedule = [{ windows = ["2020-H1"], until = "2020-09-30" }, { windows = ["2020-H1..2020-H2"], since = "2020-10-01" }] },
  { id = "over", population = "things", at_least = 3, schedule = { every = "quarter", over = 4 } },
  { id = "any", population = "any", schedule = { every = "quarter" } },
  { id = "open", population = "open", schedule = { every = "year" } },
  { id = "late", population = "things", schedule = { every = "quarter", late = { days = 20 } } },
  { id = "own-late", population = "things", at_least = 2, schedule = { from = { column = "start" }, days = 60, late = { days = 30 } } },
  { id = "week", schedule = { every = "week", from = "2020-01", to = "2020-03" } },
  { id = "moving", population = "moving", schedule = { every = "half" } },
]
"#;

fn tree(world: &World) -> Tree {
    let files = [
        ("tiendo.toml", SETTINGS.to_owned()),
        ("plans/p.toml", PLAN.to_owned()),
        ("registers/things.csv", world.things()),
        ("logs/events.csv", world.events()),
        ("logs/answers.csv", world.answers()),
    ];
    Tree::in_memory(files)
}

/// By target and window what the program says.
fn answered(coverage: &Value) -> BTreeMap<(String, String), Figures> {
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let mut all = BTreeMap::new();
    for activity in list(&coverage["plans"][0], "activities") {
        for target in list(&activity, "targets") {
            for window in list(&target, "windows") {
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                let count = |key: &str| window[key].as_u64().unwrap_or_else(|| panic!("{key} of {target}"));
                let states = ["met", "late", "exceeded", "overdue", "open", "upcoming"].map(count);
                let figures = Figures { members: count("members"), states, required: count("required"), verdict: text(&window["verdict"]) };
                let twice = all.insert((text(&target["id"]), text(&window["window"])), figures);
                assert!(twice.is_none(), "a window stands twice");
            }
        }
    }
    all
}

#[test]
fn the_program_says_what_the_referee_says() {
    let tries = std::env::var("REFEREE_TRIES").ok().and_then(|tries| tries.parse().ok()).unwrap_or(60);
    for seed in 0..tries {
        let world = World::random(seed);
        let evaluated = Evaluated::new(&tree(&world), &world::iso(world.as_of), None);
        let faults: Vec<&String> = evaluated.findings.iter().filter(|found| !found.starts_with(['T', 'P'])).collect();
        let harmless = |found: &&&String| found.starts_with("C006") || found.starts_with("C007") || found.starts_with("C011");
        assert!(faults.iter().all(|found| harmless(&found)), "seed {seed}: {faults:?}");
        let (is, must) = (answered(&evaluated.coverage()), judged(&world));
        let names: std::collections::BTreeSet<_> = is.keys().chain(must.keys()).collect();
        for name in names {
            assert_eq!(
                is.get(name),
                must.get(name),
                "\nseed {seed}, as of {}: {name:?}: the program (left) and the referee (right)\n{}\n{}\n{}",
                world::iso(world.as_of),
                world.things(),
                world.events(),
                world.answers()
            );
        }
    }
}

/// What the records that `explain` lists for a cell come to, counted in the plainest way; nothing for measures that hang on an order.
fn counted_again(target: &str, records: &[Value]) -> Option<Option<f64>> {
    let value = |record: &Value| record["fields"]["value"].as_str().and_then(|text| text.parse::<f64>().ok());
    let values: Vec<f64> = records.iter().filter_map(value).collect();
    let last = || {
        let known = records.iter().filter(|record| value(record).is_some());
        let order =
            |record: &&Value| (record["fields"]["date"].as_str().map(str::to_owned), record["fields"]["id"].as_str().map(str::to_owned));
        known.max_by_key(order).and_then(value)
    };
    match target {
        "times" | "none" if records.is_empty() => Some(Some(0.0)),
        "times" | "none" => Some((!values.is_empty()).then(|| values.iter().sum())),
        "mean" => Some((!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)),
        "goal" | "own-level" => Some(last()),
        "share-of" => {
            let with_a = records.iter().filter(|record| record["fields"]["word"] == "a").count();
            Some((!records.is_empty()).then(|| 100.0 * with_a as f64 / records.len() as f64))
        }
        "per" | "some" | "points" => None,
        _ => Some(Some(records.len() as f64)),
    }
}

/// The law of `explain`: the records that it lists, put through the measure, give the cell's value.
#[test]
fn the_records_that_explain_a_cell_come_to_its_value() {
    use tiendo::load::load;
    use tiendo::report::{Answer, ExplainedCell, Found};
    use tiendo::scan::{Watched, prepare, scan, witnesses};
    let tries = std::env::var("REFEREE_TRIES").ok().and_then(|tries| tries.parse().ok()).unwrap_or(10);
    let mut cells = 0;
    for seed in 0..tries {
        let world = World::random(seed);
        let (tree, as_of) = (tree(&world), harness::day(&world::iso(world.as_of)));
        let loaded = load(&tree);
        let mut workspace = loaded.workspace.expect("understood");
        prepare(&mut workspace, &loaded.vocabulary, &tree, as_of);
        let scanned = scan(&workspace, &loaded.vocabulary, &tree, as_of, false);
        let state = tiendo::cover::cover(&workspace, &scanned.tallies, as_of, None, 0);
        for target in state.plans[0].activities.iter().flat_map(|activity| &activity.targets) {
            let name = workspace.plans[0].target(target.target).id.clone();
            let all = Watched { plan: 0, target: target.target, window: None, subject: None, each: true };
            // Those of all cells, which one reading of the log gives.
            let mut together: BTreeMap<(usize, u32), Vec<_>> = BTreeMap::new();
            for witness in witnesses(&workspace, &loaded.vocabulary, &tree, (as_of, false), &all) {
                let (window, subject) = witness.cell.expect("a cell");
                let window = if workspace.plans[0].target(target.target).own.is_some() { 0 } else { window };
                together.entry((window, subject)).or_default().push((witness.file, witness.start, witness.fate));
            }
            for window in &target.windows {
                for cell in window.cells.iter().chain(&window.encouraged) {
                    let watched =
                        Watched { plan: 0, target: target.target, window: Some(window.window), subject: Some(cell.subject), each: false };
                    let witnesses = witnesses(&workspace, &loaded.vocabulary, &tree, (as_of, false), &watched);
                    let counting = witnesses.iter().filter(|witness| witness.fate.counts());
                    let alone: Vec<_> = counting.map(|witness| (witness.file, witness.start, witness.fate)).collect();
                    let same = together.get(&(window.window, cell.subject)).cloned().unwrap_or_default();
                    assert_eq!(same, alone, "seed {seed}: {name}: {}", cell.subject);
                    let found = Found { tree: &tree, vocabulary: &loaded.vocabulary, findings: &scanned.findings, witnesses };
                    let cell = (window, cell.subject);
                    let explained = ExplainedCell::new((&workspace, &state), (0, target.target), cell, &found, None).expect("a cell");
                    let explained = explained.contract();
                    let late = explained["state"] != "met";
                    let counts = |record: &&Value| late || record["counts"] == "on-time";
                    let records = explained["records"].as_array().expect("records");
                    let records: Vec<Value> = records.iter().filter(counts).cloned().collect();
                    let Some(must) = counted_again(&name, &records) else { continue };
                    let is = explained["done"].as_f64();
                    let same = is.zip(must).map_or(is.is_none() && must.is_none(), |(is, must)| (is - must).abs() < 1e-6);
                    assert!(same, "seed {seed}: {name}: {must:?} of {explained:#}\n{}", world.events());
                    cells += 1;
                }
            }
        }
    }
    assert!(cells > 300, "only {cells} cells were explained");
}
