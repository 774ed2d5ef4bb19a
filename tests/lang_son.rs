//! Figures of `data/`, the Lạng Sơn plan, held against figures worked out apart from the program, and the real
//! mergers of 1 January 2020.

use std::collections::BTreeMap;
use std::fs;

mod harness;
use harness::{Evaluated, folder, json};
use tiendo::read::Tree;

/// Day; members, and how many of them had two visits or more, one, none; villages, and how many had one.
type Figures = (&'static str, [u64; 4], [u64; 2]);

/// Counted from the files by a program of its own, after the text of section 5.1.
const VISITS: &[Figures] = &[
    ("2013-06-30", [98, 0, 9, 89], [155, 9]),
    ("2014-12-31", [104, 35, 44, 25], [155, 91]),
    ("2017-12-31", [133, 88, 15, 30], [121, 70]),
    ("2020-12-31", [117, 98, 9, 10], [121, 102]),
];

#[test]
fn visits_reach_communes_and_villages() {
    let tree = Tree::on_disk(folder("data"));
    for (as_of, communes, villages) in VISITS {
        let evaluated = Evaluated::new(&tree, as_of, None);
        let done = |target: &str| -> Vec<u64> {
            let line = evaluated.shown(target)[1].clone();
            let (_, cells) = line.split_once(": ").expect("cells");
            cells.split(", ").map(|cell| cell.rsplit(' ').next().and_then(|count| count.parse().ok()).expect("a count")).collect()
        };
        let count = |done: &[u64], holds: fn(u64) -> bool| done.iter().filter(|count| holds(**count)).count() as u64;
        let xa = done("luu-dong.xa");
        let figures = [xa.len() as u64, count(&xa, |done| done >= 2), count(&xa, |done| done == 1), count(&xa, |done| done == 0)];
        assert_eq!(figures, *communes, "luu-dong.xa as of {as_of}");
        let thon = done("luu-dong.thon");
        assert_eq!([thon.len() as u64, count(&thon, |done| done >= 1)], *villages, "luu-dong.thon as of {as_of}");
    }
}

#[test]
fn the_data_is_sound() {
    let answer = json(&folder("data"), &["check", "--as-of", "2026-01-01"]);
    assert_eq!(answer["left_out_rows"], 0);
    for finding in answer["findings"].as_array().expect("a list") {
        assert!(finding["code"].as_str().is_some_and(|code| code.starts_with('T')), "{finding}");
    }
}

const SETTINGS: &str = "format = 1\n[log.visits]\ncolumns.id = \"key\"\ncolumns.date = \"date\"\ncolumns.unit = \"units\"\ncolumns.unit_name = { type = \"text\", names = \"unit\", required = false }\n";

const PLAN: &str = r#"
id = "p"
title = "Mergers"
period = "2013..2020"
[population.xa]
register = "units"
where = { level = "commune" }
[[activity]]
id = "x"
title = "Visits"
log = "visits"
target = [
    { id = "t", population = "xa", at_least = 1 },
    { id = "mot-nam", population = "xa", at_least = 1, schedule = { windows = ["2018"] } },
]
"#;

/// The real units and successions, with these visits: `date code name`.
fn visited(visits: &[&str]) -> Tree {
    let line = |(number, visit): (usize, &&str)| format!("{number},{}", visit.splitn(3, ' ').collect::<Vec<_>>().join(","));
    let log = visits.iter().enumerate().map(line).collect::<Vec<_>>().join("\n");
    tree(SETTINGS, PLAN, &format!("id,date,unit,unit_name\n{log}\n"))
}

/// A workspace of the real units and successions.
fn tree(settings: &str, plan: &str, log: &str) -> Tree {
    let read = |path: &str| fs::read_to_string(folder("data").join(path)).expect("a register");
    let files = [("tiendo.toml", settings.to_owned()), ("plans/p.toml", plan.to_owned()), ("logs/visits.csv", log.to_owned())];
    let registers = ["registers/units.csv", "registers/successions.csv"].map(|path| (path, read(path)));
    Tree::in_memory(files.into_iter().chain(registers))
}

/// How many visits count for each of these communes on a day, of those in the target's first window.
fn counted(visits: &[&str], as_of: &str, target: &str, codes: &[&str]) -> BTreeMap<String, String> {
    let evaluated = Evaluated::new(&visited(visits), as_of, None);
    let errors: Vec<&String> = evaluated.findings.iter().filter(|finding| !finding.starts_with('P')).collect();
    assert!(errors.is_empty(), "{errors:?}");
    shown(&evaluated, target, codes)
}

/// What these communes have in a target's first window; without codes, all that have any.
fn shown(evaluated: &Evaluated, target: &str, codes: &[&str]) -> BTreeMap<String, String> {
    let line = evaluated.shown(target)[1].clone();
    let (_, cells) = line.split_once(": ").expect("cells");
    let cells = cells.split(", ").map(|cell| cell.split(' ').collect::<Vec<_>>());
    let wanted = cells.filter(|cell| if codes.is_empty() { cell[2] != "0" } else { codes.contains(&cell[0]) });
    wanted.map(|cell| (cell[0].to_owned(), cell[2].to_owned())).collect()
}

/// `code=visits`, separated by spaces, of every commune that has any.
fn all(visits: &[&str], as_of: &str) -> String {
    counted(visits, as_of, "x.t", &[]).into_iter().map(|(code, visits)| format!("{code}={visits}")).collect::<Vec<_>>().join(" ")
}

/// Văn Lãng: An Hùng, all of it, became Bắc Hùng; Tân Việt, Trùng Quán and Tân Lang were divided between Bắc Hùng,
/// which took the code of Trùng Quán, and Bắc Việt, which took that of Tân Lang.
#[test]
fn van_lang_was_merged_as_the_decree_says() {
    let before =
        ["2018-03-01 06145 xã An Hùng", "2018-03-02 06130 xã Tân Việt", "2018-03-03 06139 xã Trùng Quán", "2018-03-04 06154 xã Tân Lang"];
    assert_eq!(all(&before, "2019-12-31"), "06130=1 06139=1 06145=1 06154=1");
    assert_eq!(all(&before, "2020-01-01"), "06139=4 06154=3");
    for (visit, reached) in before.iter().zip(["06139=1", "06139=1 06154=1", "06139=1 06154=1", "06139=1 06154=1"]) {
        assert_eq!(all(&[visit], "2020-12-31"), reached, "{visit}");
    }
}

#[test]
fn nothing_passes_between_bac_hung_and_bac_viet() {
    assert_eq!(all(&["2020-02-01 06139 xã Bắc Hùng"], "2020-12-31"), "06139=1");
    assert_eq!(all(&["2020-02-01 06154 xã Bắc Việt"], "2020-12-31"), "06154=1");
    // Late for 2018: each counts for the communes that became it, and for no other.
    let late = |visit: &str| {
        counted(&[visit], "2020-12-31", "x.mot-nam", &["06130", "06139", "06145", "06154"]).into_values().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(late("2020-02-01 06139 xã Bắc Hùng"), "1 1 1 1");
    assert_eq!(late("2020-02-01 06154 xã Bắc Việt"), "1 1 0 1");
}

#[test]
fn codes_that_were_given_anew_are_kept_apart() {
    // 06112 was Tô Hiệu and is thị trấn Bình Gia, which was 06064: both became it.
    assert_eq!(all(&["2018-01-01 06112 xã Tô Hiệu"], "2019-12-31"), "06112=1");
    assert_eq!(all(&["2018-01-01 06064 thị trấn Bình Gia"], "2019-12-31"), "06064=1");
    assert_eq!(
        all(&["2018-01-01 06064 thị trấn Bình Gia", "2018-01-01 06112 xã Tô Hiệu", "2020-01-01 06112 thị trấn Bình Gia"], "2020-12-31"),
        "06112=3"
    );
    // 06298 was Xuân Mai and is Bình Phúc, which was 06310. A part of Xuân Mai went to thị trấn Văn Quan, 06253.
    assert_eq!(all(&["2018-01-01 06298 xã Xuân Mai"], "2020-12-31"), "06253=1 06298=1");
    assert_eq!(all(&["2018-01-01 06310 xã Bình Phúc"], "2020-12-31"), "06298=1");
    assert_eq!(all(&["2020-01-01 06298 xã Bình Phúc"], "2020-12-31"), "06298=1");
    // In a year that was over before, each code is what it then was.
    let year = |visit: &str| {
        counted(&[visit], "2020-12-31", "x.mot-nam", &["06064", "06112", "06298", "06310"]).into_values().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(year("2018-01-01 06112 xã Tô Hiệu"), "0 1 0 0");
    assert_eq!(year("2018-01-01 06310 xã Bình Phúc"), "0 0 0 1");
    // A late visit to the new unit counts for both that became it.
    assert_eq!(year("2020-01-01 06112 thị trấn Bình Gia"), "1 1 0 0");
}

/// Every row of the real table of successions: what was done in a unit reaches all that it became, and no other.
#[test]
fn every_succession_is_followed() {
    let text = fs::read_to_string(folder("data/registers/successions.csv")).expect("successions");
    let mut became: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let mut fields = line.split(',').skip(1);
        let mut field = || fields.next().expect("date, old, new");
        let (old, new) = (field(), field());
        became.entry(old).or_default().push(new);
    }
    assert!(became.len() > 20);
    // The visit to each unit brings its own power of two, so that a sum tells which visits it is made of.
    let mut log = vec!["id,date,unit,copies".to_owned()];
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for (at, (old, new)) in became.iter().enumerate() {
        log.push(format!("{at},2018-01-01,{old},{}", 1_u64 << at));
        for code in new {
            *sums.entry(code).or_default() += 1 << at;
        }
    }
    let expected: BTreeMap<String, String> = sums.into_iter().map(|(code, sum)| (code.to_owned(), sum.to_string())).collect();
    let tree = tree(
        &format!("{SETTINGS}columns.copies = \"integer\"\n"),
        &PLAN.replace("at_least = 1 }", "sum = \"copies\" }"),
        &(log.join("\n") + "\n"),
    );
    assert_eq!(shown(&Evaluated::new(&tree, "2020-12-31", None), "x.t", &[]), expected);
}

/// The gate of `data/` is red in a month in which something new was missed, and green again when that is accepted.
#[test]
fn the_gate_tells_news() {
    let data = folder("data");
    let red = |as_of: &str| -> Vec<String> {
        let answer = json(&data, &["check", "--as-of", as_of]);
        let missed = answer["findings"].as_array().expect("a list").iter().filter(|finding| finding["code"] == "T001");
        missed.map(|finding| finding["message"].as_str().expect("a message").to_owned()).collect()
    };
    let months = ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-30", "12-31"];
    let found: Vec<&str> = months.into_iter().filter(|month| !red(&format!("2018-{month}")).is_empty()).collect();
    assert_eq!(found, ["01-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30"]);
    assert!(red("2018-04-30").iter().all(|message| message.contains("danh-sach.nam")), "only what is new");
}

/// II.9: nobody has set a window, and a review that was held counts all the same, as tracked.
#[test]
fn a_review_that_was_held_counts() {
    let coverage = json(&folder("data"), &["coverage", "so-ket-tong-ket", "--as-of", "2016-12-31"]);
    let activity = coverage["plans"][0]["activities"].as_array().expect("activities");
    let found = activity.iter().find(|activity| activity["id"] == "so-ket-tong-ket").expect("the activity");
    let told: Vec<String> = found["targets"]
        .as_array()
        .expect("targets")
        .iter()
        .map(|target| format!("{} {} {}", target["id"], target["verdict"], target["windows"][0]["total"]).replace('"', ""))
        .collect();
    assert_eq!(
        told,
        [
            "so-ket-tong-ket.so-ket awaiting null",
            "so-ket-tong-ket.tong-ket awaiting null",
            "so-ket-tong-ket.da-so-ket tracked 1",
            "so-ket-tong-ket.da-tong-ket tracked 0",
        ]
    );
}
