//! Lists that people read stand in Vietnamese order, numbers by value; what programs read, by codes.

mod harness;

use harness::tiendo;

const SETTINGS: &str = r#"
format = 1
language = "vi"
[log.visits]
columns.date = "date"
columns.unit = "units"
columns.agency = { type = "agency", required = false }
columns.fund = { type = "fund", required = false }
columns.cost = { type = "money", required = false }
"#;

const PLAN: &str = r#"
id = "p"
title = "Kế hoạch"
period = "2014"
[agency]
a = "Chi nhánh số 10"
b = "Chi nhánh số 9"
[fund]
a = "Quỹ tỉnh"
b = "Quỹ Đảng"
c = "Quỹ 2"
[population.thon]
register = "units"
where = { level = "village" }
[[activity]]
id = "di"
title = "Đi"
lead = "a"
funds = ["a", "b", "c"]
log = "visits"
population = "thon"
schedule = { every = "year" }
target = [{ id = "mot" }]
"#;

/// Codes run against the order of the names.
const UNITS: &str = "\
code,name,level,kind,parent
P,Lạng Sơn,province,tỉnh,
D,Bắc Sơn,district,huyện,P
x1,Tâm,commune,xã,D
x2,Tăng,commune,xã,D
x3,Tạ,commune,xã,D
x4,Ta,commune,xã,D
t1,Thôn 10,village,,x1
t2,Thôn 2,village,,x1
t3,Đông,village,,x2
t4,Dung,village,,x3
t5,Khuổi,village,,x4
";

const VISITS: &str = "\
date,unit,agency,fund,cost
2014-01-01,t1,a,a,1
2014-01-01,t2,b,b,1
2014-01-01,t3,b,c,1
2014-01-01,x1,b,c,1
";

/// The names in an answer, in the order of the lines.
fn order(visits: &str, arguments: &[&str], names: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [("tiendo.toml", SETTINGS), ("plans/p.toml", PLAN), ("registers/units.csv", UNITS), ("logs/visits.csv", visits)] {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let (status, out, err) = tiendo(folder.path(), "2015-01-31", arguments);
    assert_eq!(status, 0, "{arguments:?}\n{out}{err}");
    let first = |line: &str| names.iter().find(|name| line.to_lowercase().contains(&name.to_lowercase())).map(|name| (*name).to_owned());
    out.lines().filter_map(first).collect()
}

const NAMES: [&str; 5] = ["Dung", "Đông", "Khuổi", "Thôn 2", "Thôn 10"];
const BY_CODE: [&str; 5] = ["Thôn 10", "Thôn 2", "Đông", "Dung", "Khuổi"];

#[test]
fn subjects() {
    let none = "date,unit\n";
    assert_eq!(order(none, &["gaps", "--full"], &NAMES), NAMES);
    assert_eq!(order(none, &["gaps", "--full", "--format", "markdown"], &NAMES), NAMES);
    assert_eq!(order(none, &["coverage", "--by", "subject"], &NAMES), NAMES);
    assert_eq!(order(none, &["gaps", "--format", "csv"], &NAMES), BY_CODE);
    assert_eq!(order(none, &["coverage", "--by", "subject", "--format", "csv"], &NAMES), BY_CODE);
}

#[test]
fn units() {
    let communes = ["xã Ta, ", "xã Tạ, ", "xã Tăng, ", "xã Tâm, "];
    assert_eq!(order(VISITS, &["coverage", "--by", "commune"], &communes), communes);
    let spent = ["Đông", "Thôn 2", "Thôn 10", "xã Tâm, h"];
    assert_eq!(order(VISITS, &["funds", "--by", "unit"], &spent), spent);
}

#[test]
fn agencies_and_funds() {
    let branches = ["Chi nhánh số 9", "Chi nhánh số 10"];
    assert_eq!(order(VISITS, &["funds", "--by", "agency"], &branches), branches);
    assert_eq!(order(VISITS, &["funds", "--by", "agency", "--format", "csv"], &branches), ["Chi nhánh số 10", "Chi nhánh số 9"]);
    let funds = ["Quỹ 2", "Quỹ Đảng", "Quỹ tỉnh"];
    assert_eq!(order(VISITS, &["funds", "--by", "fund"], &funds), funds);
    assert_eq!(order(VISITS, &["funds", "--by", "fund", "--format", "csv"], &funds), ["Quỹ tỉnh", "Quỹ Đảng", "Quỹ 2"]);
}
