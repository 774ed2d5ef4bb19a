//! For every code a pair of fixtures: where it is found, and beside it the same data mended, where nothing is.
//!
//! `tests/rules/README.md` says how a fixture is written.

mod harness;

use std::collections::BTreeSet;
use std::path::PathBuf;

use tiendo::calendar::Date;
use tiendo::check::RULES;
use tiendo::read::Tree;

use harness::places::{Files, Seen, entries, files, seen, unmark};
use harness::{day, folder};

/// What a fixture says about itself; not part of its workspace.
const ABOUT: [&str; 3] = ["as-of", "expect", "without"];

/// A workspace, and what must be found in it.
struct Fixture {
    tree: Tree,
    today: Date,
    /// `path start end` of each finding, in order.
    marked: Vec<String>,
    /// The codes that whole files are said to have.
    named: BTreeSet<String>,
}

fn root() -> PathBuf {
    folder("tests/rules")
}

/// The common workspace with a fixture's files over it.
fn fixture(path: &str) -> Fixture {
    let mut own = files(&root().join(path));
    let mut about = |name: &str| own.remove(name).map(|text| String::from_utf8(text).expect("text")).unwrap_or_default();
    let [as_of, expect, without] = ABOUT.map(&mut about);
    let mut all: Files = files(&root().join("base"));
    for gone in without.lines() {
        assert!(all.remove(gone).is_some(), "{path}/without: the base has no {gone}");
    }
    let (mut marked, mut named) = (Vec::new(), BTreeSet::new());
    for line in expect.lines() {
        let (code, file) = line.split_once(' ').unwrap_or((line, ""));
        marked.push(format!("{file} 0 0"));
        named.insert(code.to_owned());
    }
    for (name, text) in own {
        let (text, places) = unmark(&text);
        marked.extend(places.into_iter().map(|(start, end)| format!("{name} {start} {end}")));
        all.insert(name, text);
    }
    marked.sort();
    let today = if as_of.is_empty() { "2014-12-31" } else { as_of.trim() };
    Fixture { tree: Tree::in_memory(all), today: day(today), marked, named }
}

/// What stands behind `wrong` in the folders of a code: nothing in that of its first pair.
fn pairs(name: &str) -> Vec<String> {
    entries(&root().join(name)).iter().filter_map(|side| side.strip_prefix("wrong").map(str::to_owned)).collect()
}

/// The sides of one kind of all codes, each with its code.
fn sides(side: &str) -> Vec<(&'static str, String)> {
    let there = RULES.iter().filter(|code| root().join(code.name).is_dir());
    there.flat_map(|code| pairs(code.name).into_iter().map(move |pair| (code.id, format!("{}/{side}{pair}", code.name)))).collect()
}

fn told(found: &[Seen]) -> String {
    let tell = |seen: &Seen| {
        let Seen { code, path, line, column, marked, message, .. } = seen;
        format!("    {code} {path}:{line}:{column} ⟦{marked}⟧ {message}\n")
    };
    found.iter().map(tell).collect()
}

#[test]
fn nothing_is_found_in_the_base() {
    let found = seen(&Tree::in_memory(files(&root().join("base"))), day("2014-12-31"));
    assert!(found.is_empty(), "\n{}", told(&found));
}

#[test]
fn every_code_has_its_pair_and_every_pair_its_code() {
    let known: BTreeSet<&str> = RULES.iter().map(|code| code.name).collect();
    let mut faults = Vec::new();
    for name in entries(&root()).iter().filter(|name| !["README.md", "base"].contains(&name.as_str())) {
        if !known.contains(name.as_str()) {
            faults.push(format!("tests/rules/{name} belongs to no code"));
            continue;
        }
        let sides = entries(&root().join(name));
        let pairs = pairs(name);
        let whole = pairs.iter().all(|pair| ["right", "wrong"].iter().all(|side| sides.contains(&format!("{side}{pair}"))));
        if !whole || sides.len() != 2 * pairs.len() {
            faults.push(format!("tests/rules/{name} holds {}, not pairs of right and wrong", sides.join(" and ")));
        }
    }
    for name in known {
        for side in ["wrong", "right"] {
            if files(&root().join(name).join(side)).is_empty() {
                faults.push(format!("tests/rules/{name}/{side} is missing"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn each_code_is_found_where_it_is_marked_and_alone() {
    let mut faults = Vec::new();
    for (id, path) in sides("wrong") {
        let Fixture { tree, today, marked, named } = fixture(&path);
        let found = seen(&tree, today);
        let mut places: Vec<String> = found.iter().map(|seen| format!("{} {} {}", seen.path, seen.start, seen.end)).collect();
        places.sort();
        let alone = found.iter().all(|seen| seen.code == id) && named.iter().all(|name| name == id);
        if !alone || places != marked || places.is_empty() {
            let told = told(&found);
            faults.push(format!("{id} tests/rules/{path}\n  marked {marked:?}\n  found  {places:?}\n{told}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn nothing_is_found_where_it_is_mended() {
    let mut faults = Vec::new();
    for (_, path) in sides("right") {
        let Fixture { tree, today, marked, .. } = fixture(&path);
        let found = seen(&tree, today);
        if !found.is_empty() || !marked.is_empty() {
            faults.push(format!("tests/rules/{path}\n  marked {marked:?}\n{}", told(&found)));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
