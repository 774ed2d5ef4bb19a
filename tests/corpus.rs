//! Files as offices send them: one at a time into a sound workspace, each with everything that is wrong with it.
//!
//! `NN-what.csv` is the file. `NN-what.expected` says where it goes (`as logs/visits/a.csv`), then a line for each
//! finding in the order of places, `line:column CODE the text that is marked` (with the path before it where that is
//! another file), and perhaps below it `help:` with a part of the advice in English.

mod harness;

use std::path::PathBuf;

use tiendo::read::Tree;
use tiendo::text::is_hostile;

use harness::places::{Files, Seen, entries, files, seen};
use harness::{day, folder};

/// The day on which every file is looked at; it is also today.
const TODAY: &str = "2020-06-30";

fn root() -> PathBuf {
    folder("tests/corpus")
}

/// The names of all cases, without their endings.
fn cases() -> Vec<String> {
    entries(&root()).into_iter().filter_map(|name| name.strip_suffix(".csv").map(str::to_owned)).collect()
}

fn text(name: &str) -> String {
    String::from_utf8(std::fs::read(root().join(name)).unwrap_or_else(|fault| panic!("{name}: {fault}"))).expect("text")
}

/// A text on one line, with what cannot be seen made visible.
fn visible(text: &str) -> String {
    let show = |c: char| match c {
        '\n' | '\r' | '\t' => c.escape_default().to_string(),
        c if is_hostile(c) || c == '\u{a0}' => c.escape_unicode().to_string(),
        c => c.to_string(),
    };
    text.chars().map(show).collect()
}

/// A finding as an expectation writes it.
fn line(seen: &Seen, path: &str) -> String {
    let Seen { code, line, column, marked, .. } = seen;
    let before = if seen.path == path { String::new() } else { format!("{}:", seen.path) };
    let marked = visible(marked);
    let space = if marked.is_empty() { "" } else { " " };
    format!("{before}{line}:{column} {code}{space}{marked}")
}

/// What a case should give and does not; nothing where both agree.
fn fault(name: &str, common: &Files) -> Option<String> {
    let expected = text(&format!("{name}.expected"));
    let (path, expected) = expected.strip_prefix("as ").and_then(|rest| rest.split_once('\n')).expect("where the file goes");
    let mut all = common.clone();
    all.insert(path.to_owned(), std::fs::read(root().join(format!("{name}.csv"))).expect("the file"));
    let found = seen(&Tree::in_memory(all), day(TODAY));
    let mut wanted: Vec<(&str, Option<&str>)> = Vec::new();
    for line in expected.lines() {
        match (line.trim_start().strip_prefix("help: "), wanted.last_mut()) {
            (Some(help), Some(last)) => last.1 = Some(help),
            _ => wanted.push((line, None)),
        }
    }
    let helps = |seen: &Seen, help: &str| seen.help.as_ref().is_some_and(|found| found.contains(help));
    let agrees = wanted.len() == found.len()
        && wanted.iter().zip(&found).all(|((place, help), seen)| *place == line(seen, path) && help.is_none_or(|help| helps(seen, help)));
    let tell = |seen: &Seen| {
        let help = seen.help.as_ref().map_or(String::new(), |help| format!("\n    help: {help}"));
        format!("{}{help}   ({})\n", line(seen, path), seen.message)
    };
    (!agrees).then(|| format!("{name}\n--- expected\n{expected}--- found\n{}", found.iter().map(tell).collect::<String>()))
}

#[test]
fn the_workspace_is_sound() {
    let found = seen(&Tree::in_memory(files(&root().join("workspace"))), day(TODAY));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_file_shows_all_that_is_wrong_with_it() {
    let common = files(&root().join("workspace"));
    let faults: Vec<String> = cases().iter().filter_map(|name| fault(name, &common)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn there_are_enough_of_them() {
    assert!(cases().len() >= 60, "{}", cases().len());
}
