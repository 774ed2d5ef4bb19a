//! The program against the second reading, window by window and gap by gap.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tiendo::read::Tree;

use crate::harness::Evaluated;
use crate::second::book::Book;
use crate::second::country::Country;
use crate::second::days::iso;

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What the program says, in the lines of the second reading; of the figures those that the reading has.
fn told(evaluated: &Evaluated, reading: &BTreeMap<String, String>) -> (BTreeMap<String, String>, [Vec<String>; 2]) {
    let coverage = evaluated.coverage();
    let both = |of: &Value| format!("{} now {}", text(&of["verdict"]), text(&of["now"]));
    let mut lines = BTreeMap::new();
    let plan = &coverage["plans"][0];
    lines.insert("plan".to_owned(), both(plan));
    for activity in list(plan, "activities") {
        lines.insert(format!("activity {}", text(&activity["id"])), both(activity));
        for target in list(activity, "targets") {
            let id = text(&target["id"]);
            lines.insert(format!("{id} verdict"), both(target));
            for window in list(target, "windows") {
                let name = format!("{id} @ {}", text(&window["window"]));
                let known = reading.get(&name).map_or("", String::as_str);
                let keys = known.split(' ').filter_map(|pair| Some(pair.split_once('=')?.0));
                let figures = keys.map(|key| format!("{key}={}", text(&window[key]))).collect::<Vec<_>>().join(" ");
                lines.insert(name, figures);
            }
        }
    }
    let gaps = [false, true].map(|all| {
        let gaps = evaluated.gaps(all);
        let line = |gap: &Value| {
            let of = |key: &str| text(&gap[key]);
            let numbers = format!("needed={} done={} missing={}", of("needed"), of("done"), of("missing"));
            let responsible = list(gap, "responsible").iter().map(text).collect::<Vec<_>>().join(",");
            let accepted = if gap["accepted"] == true { " accepted" } else { "" };
            let parts = gap["parts"].as_array().map(|parts| {
                let parts: BTreeSet<String> = parts.iter().map(text).collect();
                format!(" lacking {}", parts.into_iter().collect::<Vec<_>>().join(","))
            });
            let parts = parts.unwrap_or_default();
            format!(
                "{} {} {} {numbers} {} due={} {responsible}{parts}{accepted}",
                of("target"),
                of("window"),
                of("subject"),
                of("state"),
                of("due")
            )
        };
        list(&gaps, "gaps").iter().map(line).collect::<Vec<_>>()
    });
    (lines, gaps)
}

fn tries(usually: u64) -> u64 {
    std::env::var("TIENDO_TRUST").ok().and_then(|tries| tries.parse().ok()).unwrap_or(usually)
}

#[test]
fn the_program_says_what_the_second_reading_says() {
    let first = std::env::var("TIENDO_TRUST_FROM").ok().and_then(|first| first.parse().ok()).unwrap_or(0);
    let (mut refused, mut windows, mut gaps, mut differ) = (Vec::new(), 0, 0, BTreeSet::new());
    let all = tries(100);
    for seed in first..first + all {
        let country = Country::random(seed);
        let tree = Tree::in_memory(country.files.clone());
        let loaded = tiendo::load::load(&tree);
        if loaded.workspace.is_none() {
            refused.push(format!("{seed}: {:?}", crate::harness::told(&tree, loaded.findings)));
            continue;
        }
        let evaluated = Evaluated::judged(&tree, &iso(country.as_of), None);
        if evaluated.state.left_out > 0 {
            let faults: Vec<&String> = evaluated.findings.iter().filter(|found| !found.starts_with(['P', 'T'])).collect();
            refused.push(format!("{seed}: {} rows: {faults:?}", evaluated.state.left_out));
            continue;
        }
        let book = Book::new(&country.files, country.as_of);
        let (must, must_gaps) = book.lines();
        let (is, is_gaps) = told(&evaluated, &must);
        windows += must.len();
        gaps += must_gaps[1].len();
        let mut said = String::new();
        let names: BTreeSet<&String> = is.keys().chain(must.keys()).collect();
        for name in names {
            if is.get(name) != must.get(name) {
                said.push_str(&format!("{name}\n  program {:?}\n  reading {:?}\n", is.get(name), must.get(name)));
            }
        }
        for (what, is, must) in [("now", &is_gaps[0], &must_gaps[0]), ("all", &is_gaps[1], &must_gaps[1])] {
            if is != must {
                let (one, other): (BTreeSet<&String>, BTreeSet<&String>) = (is.iter().collect(), must.iter().collect());
                let only = |left: &BTreeSet<&String>, right: &BTreeSet<&String>| {
                    left.difference(right).map(|line| format!("    {line}\n")).collect::<String>()
                };
                said.push_str(&format!("gaps {what}\n  program\n{}  reading\n{}", only(&one, &other), only(&other, &one)));
            }
        }
        if !said.is_empty() {
            if std::env::var_os("TIENDO_TRUST_KEEP").is_some() {
                for (path, text) in &country.files {
                    let path = std::env::temp_dir().join(format!("tiendo-trust/{seed}")).join(path);
                    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
                    std::fs::write(path, text).expect("written");
                }
            }
            differ.insert(format!("seed {seed} as of {}\n{said}", iso(country.as_of)));
        }
    }
    let shown: Vec<&str> = differ.iter().map(String::as_str).take(12).collect();
    assert!(differ.is_empty(), "{} of {all} workspaces are read otherwise\n{}\n{refused:#?}", differ.len(), shown.join("\n"));
    assert!(refused.len() as u64 * 50 <= all, "{} of {all} workspaces are not sound:\n{}", refused.len(), refused.join("\n"));
    assert!(windows as u64 > all * 20 && gaps as u64 > all * 5, "{windows} windows, {gaps} gaps in {all} workspaces");
}
