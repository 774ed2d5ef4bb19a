//! Input as it comes: tables that several plans share, budget lines that are cut, and the day in another city.

mod harness;

use std::path::PathBuf;
use std::process::Command;

use tiendo::read::Tree;

use harness::places::{Files, files, seen};
use harness::{day, folder};

/// The workspace of the rules' fixtures, with other files over it.
fn base(own: &[(&str, &str)]) -> Files {
    let mut all = files(&folder("tests/rules/base"));
    all.extend(own.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())));
    all
}

/// Every finding but those of the plan's progress, as `code path:line message`.
#[track_caller]
fn check(own: &[(&str, &str)], expected: &[&str]) {
    let found = seen(&Tree::in_memory(base(own)), day("2014-12-31"));
    let told: Vec<String> = found
        .iter()
        .filter(|seen| !seen.code.starts_with('T'))
        .map(|seen| format!("{} {}:{} {}", seen.code, seen.path, seen.line, seen.message))
        .collect();
    assert_eq!(told, expected);
}

/// A second plan: one activity and one target of its own, and one that both have.
const SECOND: &str = r#"
id = "q"
title = "Kế hoạch thứ hai"
period = "2014..2015"
[agency]
so = "Sở"
[fund]
tinh = "Ngân sách tỉnh"
trung-uong = "Ngân sách Trung ương"
[category]
dbkk = "Xã đặc biệt khó khăn"
[population.xa]
register = "units"
where = { level = "commune" }
[[activity]]
id = "z"
title = "Lớp tập huấn"
lead = "so"
log = "reports"
target = [{ id = "own", population = "xa", schedule = { windows = ["2014"] } }]
[[activity]]
id = "x"
title = "Trợ giúp pháp lý lưu động"
lead = "so"
log = "reports"
target = [{ id = "t", population = "xa", schedule = { windows = ["2014"] } }]
"#;

const LINES: &str = "year,fund,amount,activity\n";

#[test]
fn what_only_one_plan_has_is_that_plans() {
    let plan = ("plans/q.toml", SECOND);
    let lines = format!("{LINES}2014,tinh,100,\n2014,trung-uong,100,y\n2014,trung-uong,100,z\n");
    let waivers = "target,subject,reason\ny.r,D,flood\nz.own,a,flood\n";
    let accepted = "target,window,reason\nz.own,2014,known\n";
    let spent = ("logs/visits.csv", "id,date,unit,fund,cost\nk1,2014-03-05,a,,\nk2,2014-03-06,b,,\n");
    let own = [plan, spent, ("waivers.csv", waivers), ("accepted.csv", accepted), ("money/allocations.csv", &lines)];
    let found = seen(&Tree::in_memory(base(&own)), day("2014-12-31"));
    let refused: Vec<_> = found.iter().filter(|seen| seen.code == "V008" || seen.code.starts_with('P')).collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn what_two_plans_have_is_refused_once() {
    let plan = ("plans/q.toml", SECOND);
    let lines = format!("{LINES}2014,trung-uong,100,\n2014,trung-uong,100,x\n2015,trung-uong,100,x\n2014,trung-uong,100,nowhere\n");
    let waivers = "target,subject,reason\nx.t,a,flood\nx.t,b,flood\n";
    let found = seen(&Tree::in_memory(base(&[plan, ("waivers.csv", waivers), ("money/allocations.csv", &lines)])), day("2014-12-31"));
    let refused: Vec<String> =
        found.iter().filter(|seen| seen.code == "V008").map(|seen| format!("{}:{} {}", seen.path, seen.line, seen.message)).collect();
    assert_eq!(
        refused,
        [
            "money/allocations.csv:2 this row and 3 other rows name no plan, and may belong to `p`, `q`",
            "waivers.csv:2 this row and 1 other row name no plan, and may belong to `p`, `q`",
        ]
    );
}

#[test]
fn a_line_may_be_cut_but_not_below_nothing() {
    let spent = ("logs/visits.csv", "id,date,unit,fund,cost\nk1,2014-03-05,a,trung-uong,95\nk2,2014-03-06,b,,\n");
    let cut = |text: &str| format!("{LINES}{text}");
    check(&[spent, ("money/allocations.csv", &cut("2014,trung-uong,100,x\n2014,trung-uong,-5,x\n"))], &[]);
    check(
        &[spent, ("money/allocations.csv", &cut("2014,trung-uong,100,x\n2014,trung-uong,-10,x\n"))],
        &["M002 logs/visits.csv:2 with this the activity `x` has spent 95 from `trung-uong` in 2014, over the 90 allocated"],
    );
    check(
        &[spent, ("money/allocations.csv", &cut("2014,trung-uong,100,x\n2014,trung-uong,-10,y\n"))],
        &["V004 money/allocations.csv:3 more is cut than was allocated: the sum of this line is -10"],
    );
}

fn tiendo(arguments: &[&str], zone: &str) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tiendo")).args(arguments).env("TZ", zone).output().expect("it runs");
    let told = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&told).into_owned())
}

#[test]
fn today_is_that_of_the_city_that_is_named() {
    if !PathBuf::from("/usr/share/zoneinfo/Pacific/Kiritimati").exists() {
        return;
    }
    let root = folder("tests/rules/base");
    let arguments = ["coverage", "--data", root.to_str().expect("a plain path"), "--lang", "en"];
    // These two are 25 hours apart: never on the same day.
    assert_ne!(tiendo(&arguments, "Pacific/Kiritimati"), tiendo(&arguments, "Pacific/Pago_Pago"));
}

/// Reports of values, of which a log says how they are told apart.
fn reports(keys: &str, rows: &str) -> harness::Case {
    let settings = harness::SETTINGS.replace("[log.reports]", &format!("[log.reports]\n{keys}"));
    let target = "log = \"reports\", sum = \"value\", at_least = 100, schedule = { windows = [\"2014\"], due = { days = 90 } }";
    harness::Case::target(target).file("tiendo.toml", settings).file("logs/reports.csv", format!("date,period,unit,value\n{rows}"))
}

/// A return and its correction, in any order, and one of another unit.
const CORRECTED: &str = "2015-02-20,2014,a,45\n2015-01-10,2014,a,100\n2015-01-12,2014,b,120\n";

#[track_caller]
fn sums(case: &harness::Case, as_of: &str, expected: &str, codes: &[&str]) {
    let evaluated = case.on(as_of);
    let shown = evaluated.shown("x.t");
    assert!(shown[1].contains(expected), "{shown:?}");
    let found: Vec<&str> = evaluated.findings.iter().map(String::as_str).filter(|told| told.starts_with('C')).collect();
    assert_eq!(found, codes);
}

#[test]
fn a_return_and_its_correction_are_doubted() {
    sums(&reports("", CORRECTED), "2015-03-01", "a met 145", &["C017 logs/reports.csv:3"]);
    // Without figures nothing is added up.
    sums(&reports("", "2015-02-20,2014,a,\n2015-01-10,2014,a,\n"), "2015-03-01", "a open", &[]);
}

#[test]
fn what_must_be_unique_counts_not_at_all_where_it_is_not() {
    let case = reports("unique = [\"unit\", \"period\"]", CORRECTED);
    sums(&case, "2015-03-01", "a open 0, b met 120", &["C016 logs/reports.csv:3"]);
    // Over all files of the log.
    let split = case.clone().file("logs/reports/1.csv", "date,period,unit,value\n2015-02-20,2014,a,45\n");
    let split = split.file("logs/reports/2.csv", "date,period,unit,value\n2015-01-10,2014,a,100\n2015-01-12,2014,b,120\n");
    let mut split = split;
    split.files.remove("logs/reports.csv");
    sums(&split, "2015-03-01", "a open 0, b met 120", &["C016 logs/reports/2.csv:2"]);
}

#[test]
fn the_last_dated_one_counts_as_of_each_day() {
    let case = reports("unique = [\"unit\", \"period\"]\nlast = true", CORRECTED);
    sums(&case, "2015-03-01", "a open 45, b met 120", &[]);
    // The correction did not exist yet.
    sums(&case, "2015-01-31", "a met 100, b met 120", &[]);
    // A row that is not sound replaces nothing.
    let broken = format!("{CORRECTED}2015-02-25,2014,a,many\n");
    sums(&reports("unique = [\"unit\", \"period\"]\nlast = true", &broken), "2015-03-01", "a open 45, b met 120", &[]);
}

#[test]
fn last_wants_to_know_of_which_rows() {
    let case = reports("last = true", CORRECTED);
    assert_eq!(harness::faults(&case.tree()), ["P013 tiendo.toml:25"]);
    let case = reports("unique = [\"unti\"]", CORRECTED);
    assert_eq!(harness::faults(&case.tree()), ["P005 tiendo.toml:26"]);
}

/// Visits under rules; every row counts one visit.
fn ruled(rules: &str, rows: &str) -> harness::Case {
    let settings = harness::SETTINGS.replace("[log.reports]", &format!("{rules}\n[log.reports]"));
    harness::Case::target("at_least = 1, schedule = { windows = [\"2014\"] }")
        .file("tiendo.toml", settings)
        .file("logs/visits.csv", format!("date,unit,trip,copies,expected,works\n{rows}"))
}

#[test]
fn rules_over_the_columns_of_a_row() {
    let rows = "2014-01-05,a,,5,4,true\n2014-01-06,b,t,4,4,\n2014-01-07,c,,,,false\n";
    // Which rows break a rule, by their lines.
    let broken = |rules: &str| -> Vec<String> {
        let found = ruled(rules, rows).on("2014-12-31").findings;
        found.iter().filter_map(|told| told.strip_prefix("C018 logs/visits.csv:").map(str::to_owned)).collect()
    };
    let rule = |text: &str| format!("[[log.visits.rule]]\n{text}\n");
    assert_eq!(broken(&rule("when = { works = true }\nrequire = \"trip\"")), ["2"]);
    assert_eq!(broken(&rule("require = \"trip\"")), ["2", "4"]);
    assert_eq!(broken(&rule("forbid = \"trip\"")), ["3"]);
    // Of an empty side nothing is said.
    assert_eq!(broken(&rule("require = \"copies <= expected\"")), ["2"]);
    assert_eq!(broken(&rule("require = [\"copies < 5\", \"date >= 2014-01-06\"]")), ["2", "2"]);
    assert_eq!(broken(&rule("require = \"unit != 'b'\"")), ["3"]);
    assert_eq!(broken(&rule("when = { unit = [\"a\", \"b\"], copies = { at_least = 5 } }\nforbid = \"expected\"")), ["2"]);
    assert!(broken("").is_empty());
    // A row that breaks one is left out of every figure.
    sums_of(&ruled(&rule("require = \"trip\""), rows), "a overdue 0, b met 1, c overdue 0");
    sums_of(&ruled(&format!("{}[checks]\nrule-broken = \"warning\"\n", rule("require = \"trip\"")), rows), "a met 1, b met 1, c met 1");
}

#[track_caller]
fn sums_of(case: &harness::Case, expected: &str) {
    let shown = case.on("2015-06-30").shown("x.t");
    assert!(shown[1].contains(expected), "{shown:?}");
}

#[test]
fn rules_that_cannot_be_meant() {
    let faults = |rule: &str| harness::faults(&ruled(&format!("[[log.visits.rule]]\n{rule}\n"), "").tree());
    assert_eq!(faults("when = { works = true }").len(), 1);
    assert_eq!(faults("require = \"tripp\"").len(), 1);
    assert_eq!(faults("require = \"date <= copies\"").len(), 1);
    assert_eq!(faults("require = \"date <= closed\"").len(), 1);
    assert_eq!(faults("forbid = \"trip\"\nwhen = { wroks = true }").len(), 1);
    assert_eq!(faults("forbid = \"trip\"\nwhen = { \"unit.level\" = \"commune\" }").len(), 1);
}
