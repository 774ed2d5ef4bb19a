//! What a code means when its unit is no more: areas of agencies and `--in` follow it into what it became, and the units that had
//! one code are told apart.

mod harness;

use harness::{Case, tiendo};
use serde_json::Value;

/// On 2015-01-01 the commune `a` becomes `m`, which lies in another district with all of `c`; the district `D` becomes `E`.
const UNITS: &str = "\
code,name,level,kind,parent,from,to
P,Phong,province,tỉnh,,,
D,Đông,district,huyện,P,,2014-12-31
E,Đoài,district,huyện,P,2015-01-01,
T,Tây,district,huyện,P,,
a,An,commune,xã,D,,2014-12-31
b,Bình,commune,xã,D,,2014-12-31
b,Bắc,commune,xã,E,2015-01-01,
c,Cát,commune,xã,T,,2014-12-31
m,Mai,commune,xã,T,2015-01-01,
";

const SUCCESSIONS: &str = "date,old,new\n2015-01-01,a,m\n2015-01-01,c,m\n2015-01-01,b,b\n2015-01-01,D,E\n";

const PLAN: &str = r#"
id = "p"
title = "A plan"
period = "2014..2015"

[agency]
so = "The office"
east = { name = "East", area = ["D"] }
an = { name = "An's", area = ["a"] }

[population.xa]
register = "units"
where = { level = "commune" }

[[activity]]
id = "x"
title = "Visits"
lead = "so"
by = ["east", "an"]
log = "visits"
target = [{ id = "t", population = "xa", schedule = { every = "year" } }]
"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("tiendo.toml", harness::SETTINGS),
        ("plans/p.toml", PLAN),
        ("registers/units.csv", UNITS),
        ("registers/successions.csv", SUCCESSIONS),
        ("logs/visits.csv", "date,unit\n2014-03-01,b\n"),
    ];
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    folder
}

fn gaps(arguments: &[&str]) -> Vec<String> {
    let folder = folder();
    let all = [&["gaps", "--as-of", "2015-06-30", "--period", "2015", "--format", "json"], arguments].concat();
    let (status, out, err) = tiendo(folder.path(), "2015-06-30", &all);
    assert_eq!(status, 0, "{err}");
    let json: Value = serde_json::from_str(&out).expect("JSON");
    let gap = |gap: &Value| format!("{} {}", gap["subject"].as_str().expect("a code"), gap["responsible"]);
    json["gaps"].as_array().expect("a list").iter().map(gap).collect()
}

#[test]
fn areas_follow_their_units() {
    // b lies in what D has become, m is what a has become.
    assert_eq!(gaps(&[]), ["b [\"east\"]", "m [\"an\"]"]);
    assert_eq!(gaps(&["--agency", "east"]), ["b [\"east\"]"]);
    assert_eq!(gaps(&["--agency", "an"]), ["m [\"an\"]"]);
}

#[test]
fn a_unit_that_was_asked_for_is_followed_and_that_is_said() {
    assert_eq!(gaps(&["--in", "D"]), ["b [\"east\"]"]);
    assert_eq!(gaps(&["--in", "a"]), ["m [\"an\"]"]);
    let folder = folder();
    let say = |lang: &str| tiendo(folder.path(), "2015-06-30", &["gaps", "--in", "D", "--as-of", "2015-06-30", "--lang", lang]).1;
    assert!(say("en").contains("huyện Đông (D) ended on 2014-12-31; later windows are looked at in what it became: huyện Đoài (E)"));
    assert!(say("vi").contains("huyện Đông (D) hết hiệu lực ngày 2014-12-31; các kỳ về sau xem ở đơn vị kế tục: huyện Đoài (E)"));
}

#[test]
fn two_units_of_one_code_are_two_lines() {
    let folder = folder();
    let table = tiendo(folder.path(), "2015-06-30", &["coverage", "x.t", "--by", "subject", "--as-of", "2015-06-30", "--lang", "en"]).1;
    let line = |name: &str| table.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{name}\n{table}")).to_owned();
    assert!(line("Bình").contains("(until 2014-12-31)") && line("Bắc").contains("(from 2015-01-01)"), "{table}");
}

#[test]
fn a_period_that_cuts_windows_says_that_they_are_whole() {
    let folder = folder();
    let say = |period: &str| {
        let arguments = ["coverage", "--period", period, "--as-of", "2015-06-30", "--lang", "en"];
        tiendo(folder.path(), "2015-06-30", &arguments).1
    };
    assert!(say("2015-03-01..2015-03-31").contains("whole windows that overlap it"));
    assert!(!say("2015").contains("whole windows"));
}

#[test]
fn who_has_no_threshold_is_counted_as_such() {
    let case = Case::target("population = \"clb\", at_least = { column = \"size\" }")
        .file("registers/clubs.csv", "id,unit,size\nk,a,2\nl,a,\n")
        .on("2014-12-31");
    let coverage = case.coverage();
    let window = &coverage["plans"][0]["activities"][0]["targets"][0]["windows"][0];
    assert_eq!((&window["members"], &window["without_threshold"]), (&1.into(), &1.into()));
    let told: Vec<&String> = case.findings.iter().filter(|found| found.starts_with("P044")).collect();
    assert_eq!(told, ["P044 registers/clubs.csv:3"]);
}
