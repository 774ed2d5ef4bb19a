//! Names as they are really written, looked up in the real units: each spelling leads to its unit, what only looks alike
//! is suggested and never taken, and units that share a name stay apart. README.md says where the spellings are from.

use std::path::Path;

use tiendo::calendar::{Date, parse_date};
use tiendo::load::load;
use tiendo::model::{UNITS, Workspace};
use tiendo::names::{Agreement, Gazetteer, Grade, Match, Query, agreement, key};
use tiendo::read::Tree;

fn workspace() -> Workspace {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    load(&Tree::on_disk(root)).workspace.expect("the workspace is sound")
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

fn codes(workspace: &Workspace, found: &[Match]) -> Vec<String> {
    found.iter().map(|one| workspace.units.code(one.unit).to_owned()).collect()
}

fn day(text: &str) -> Date {
    parse_date(text).expect("a date")
}

/// A district as people tell it from the province of the same name.
fn district(name: &str) -> String {
    if name == "Lạng Sơn" { format!("thành phố {name}") } else { format!("huyện {name}") }
}

/// Made by machines or by slips: the marks are lost or wrong, or words are missing.
fn is_only_alike(kind: &str) -> bool {
    ["diacritics", "key without spaces", "wrong tone", "missing tone", "missing space", "short form", "scrambled", "suffix"]
        .iter()
        .any(|word| kind.contains(word))
}

#[test]
fn every_variant_leads_to_its_unit() {
    let workspace = workspace();
    let gazetteer = Gazetteer::new(&workspace.units, workspace.register(UNITS));
    let on = Some(day("2015-06-01"));
    for row in rows(include_str!("variants.csv")) {
        let [code, name, kind, place, variant, type_of, ..] = row.as_slice() else { panic!("{row:?}") };
        let found = gazetteer.find(Query::new(variant).on(on));
        if is_only_alike(type_of) {
            assert_eq!(codes(&workspace, &found), [""; 0], "{variant}: only alike");
            let suggested = gazetteer.suggest(Query::new(variant).on(on));
            assert!(codes(&workspace, &suggested).contains(code), "{variant}: {:?}", codes(&workspace, &suggested));
            assert!(suggested.iter().all(|one| !one.grade.is_match()), "{variant}");
            continue;
        }
        assert!(codes(&workspace, &found).contains(code), "{variant}: {:?}", codes(&workspace, &found));
        for one in &found {
            assert_eq!(gazetteer.name(one.row).map(key), Some(key(name)), "{variant}");
        }
        let narrowed = gazetteer.find(Query::new(&format!("{variant}, {}", district(place))).on(on));
        let narrowed: Vec<Match> = narrowed.into_iter().filter(|one| gazetteer.kind(one.row) == Some(kind)).collect();
        assert_eq!(codes(&workspace, &narrowed), [code.as_str()], "{variant}");
        let bare = variant.trim();
        let exact = bare == name || bare == format!("{kind} {name}");
        assert_eq!(narrowed[0].grade == Grade::Exact, exact || bare == "Thị trấn Nông trường Thái Bình", "{variant}");
    }
}

#[test]
fn units_of_one_name_stay_apart() {
    let workspace = workspace();
    let gazetteer = Gazetteer::new(&workspace.units, workspace.register(UNITS));
    let all = rows(include_str!("homonyms.csv"));
    for row in &all {
        let [period, relation, group, code, name, kind, place] = row.as_slice() else { panic!("{row:?}") };
        let on = Some(day(if period == "2020" { "2020-06-01" } else { "2015-06-01" }));
        let others: Vec<&Vec<String>> = all.iter().filter(|other| other[..3] == row[..3] && other[3] != *code).collect();
        let by_name = codes(&workspace, &gazetteer.find(Query::new(name).on(on)));
        assert!(by_name.contains(code), "{name}");
        for other in &others {
            assert_eq!(by_name.contains(&other[3]), *name == other[4], "{name} / {}", other[4]);
        }
        if relation == "same name" {
            assert!(by_name.len() > 1, "{name} is several units");
        } else {
            let plain = Query::new(group).on(on);
            assert_eq!(gazetteer.find(plain), [], "{group} is no name");
            assert!(codes(&workspace, &gazetteer.suggest(plain)).contains(code), "{group}");
        }
        let full = format!("{kind} {name}, {}", district(place));
        assert_eq!(codes(&workspace, &gazetteer.find(Query::new(&full).on(on))), [code.as_str()], "{full}");
        let below = gazetteer.find(Query::new(&district(place)).on(on))[0].unit;
        let below = gazetteer.find(Query::new(&format!("{kind} {name}")).on(on).below(below));
        assert_eq!(codes(&workspace, &below), [code.as_str()], "{full}");
    }
}

#[test]
fn time_tells_the_holders_of_a_name_apart() {
    let workspace = workspace();
    let gazetteer = Gazetteer::new(&workspace.units, workspace.register(UNITS));
    let check = |text: &str, on: &str, expected: &[&str]| {
        assert_eq!(codes(&workspace, &gazetteer.find(Query::new(text).on(Some(day(on))))), expected, "{text} on {on}");
    };
    // The town was given another code when it grew.
    check("TT Bình Gia", "2019-12-31", &["06064"]);
    check("TT Bình Gia", "2020-01-01", &["06112"]);
    check("xã Bắc Hùng", "2019-12-31", &[]);
    check("xã Bắc Hùng", "2020-01-01", &["06139"]);
    check("06139", "2015-01-01", &["06139"]);
}

#[test]
fn a_kind_is_never_dropped() {
    let workspace = workspace();
    let gazetteer = Gazetteer::new(&workspace.units, workspace.register(UNITS));
    let on = Some(day("2015-06-01"));
    let check = |text: &str, expected: &[&str]| {
        assert_eq!(codes(&workspace, &gazetteer.find(Query::new(text).on(on))), expected, "{text}");
    };
    check("xã Chi Lăng, huyện Chi Lăng", &["06523"]);
    check("thị trấn Chi Lăng", &["06466"]);
    check("P. Chi Lăng", &["05983"]);
    check("huyện Chi Lăng", &["187"]);
    check("thị trấn Tân Thành", &[]);
    let suggested = gazetteer.suggest(Query::new("thị trấn Tân Thành").on(on));
    assert!(suggested.iter().all(|one| one.grade == Grade::OtherKind) && suggested.len() == 3, "{suggested:?}");
}

#[test]
fn a_text_of_very_many_words_is_answered() {
    let workspace = workspace();
    let gazetteer = Gazetteer::new(&workspace.units, workspace.register(UNITS));
    for words in ["Tân Thành ", "xã Tân Thành, ", "xa Tan Thanh huyen Huu Lung ", "thị xã ", "X.", "("] {
        let text = words.repeat(10_000 / words.split(' ').count());
        assert_eq!(gazetteer.find(Query::new(&text)), [], "{words}");
        let near = gazetteer.near(Query::new(&text));
        assert!(near.iter().chain(&gazetteer.suggest(Query::new(&text))).all(|one| !one.grade.is_match()), "{words}");
        assert_eq!(agreement(&text, "Tân Thành", Some("xã")), Agreement::None, "{words}");
    }
}
