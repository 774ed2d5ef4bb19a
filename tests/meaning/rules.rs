//! Every code has a workspace in which it is found, and one beside it in which nothing is.

use std::collections::BTreeSet;

use tiendo::check::RULES;

use crate::harness::{Case, Evaluated, SETTINGS, UNITS, faults};

const VISITS: &str = "logs/visits.csv";
const PLAN: &str = "plans/p.toml";

/// A sound workspace: nothing is found in it.
fn good() -> Case {
    Case::target("schedule = { windows = [\"2014\"] }")
        .file(VISITS, "id,date,unit,copies\nk1,2014-01-01,a,1\n")
        .lines("registers/clubs.csv", "c1,a,,,,2014-06-30\n")
}

/// With this line after the sound one in the log.
fn row(row: &str) -> Case {
    good().lines(VISITS, &format!("{row}\n"))
}

/// With these visits.
fn log(text: &str) -> Case {
    good().file(VISITS, text)
}

/// With this in the target.
fn says(says: &str) -> Case {
    good().plan("windows = [\"2014\"]", says)
}

fn settings(more: &str) -> Case {
    good().file("tiendo.toml", format!("{SETTINGS}{more}"))
}

fn bad() -> Vec<(&'static str, Case)> {
    let text = |case: &Case, path: &str| String::from_utf8(case.files[path].clone()).expect("text");
    let doubled = good().file("plans/q.toml", text(&good(), PLAN));
    let mut latin = good();
    latin.files.get_mut(VISITS).expect("the log").extend_from_slice(b"k2,2014-01-01,\xe0,1\n");
    vec![
        ("F002", latin),
        ("F003", log("id,unit\nk1,a\n")),
        ("F004", log("id,date,unit,colour\nk1,2014-01-01,a,red\n")),
        ("F005", row("k2,2014-01-01,b")),
        ("F006", log("id,date,unit,unit\nk1,2014-01-01,a,a\n")),
        ("F007", log("id,date,unit,trip\nk1,2014-01-01,a,Bi\u{300}nh\n")),
        ("F008", good().file("logs/visits/2014.csv", "id,date,unit\n")),
        ("F011", log("id,date,unit,trip\nk1,2014-01-01,a,\"x\n")),
        ("F012", good().file("logs/vists/2014.csv", "id,date\n")),
        ("P001", good().lines(PLAN, "\nnonsense\n")),
        ("P002", good().plan("period =", "colour = 1\nperiod =")),
        ("P003", good().plan("title = \"A plan\"", "title = 3")),
        ("P004", good().plan("[population.clb]", "[population.x]\n[population.clb]")),
        ("P005", good().plan("lead = \"so\"", "lead = \"sa\"")),
        ("P006", good().plan("id = \"p\"", "id = \"p p\"")),
        ("P007", doubled),
        ("P008", says("windows = [\"2014-H3\"]")),
        ("P009", good().plan("population = \"xa\", schedule", "population = \"xa\", log = \"papers\", schedule").plan("log = \"visits\", ", "").file("tiendo.toml", format!("{SETTINGS}\n[log.papers]\ncolumns.date = \"date\"\n"))),
        ("P010", good().plan("[population.clb]", "[population.x]\nunion = [\"y\"]\n[population.y]\nunion = [\"x\"]\n[population.clb]")),
        ("P011", says("windows = [\"2014\", \"2019\"]")),
        ("P012", good().plan("lead = \"so\"", "")),
        ("P013", says("windows = [\"2014\"], by = \"2015-01-01\"")),
        ("P014", good().plan("area = [\"D\"]", "area = [\"X\"]")),
        ("P016", says("windows = [\"2014\", \"2014-01..2014-12\"]")),
        ("P017", good().plan("target = [", "log = \"visits\"\ntarget = [{ id = \"u\", population = \"huyen\", schedule = { windows = [\"2014\"] } }, { id = \"v\", all_of = [\"t\", \"u\"] }, ")),
        ("P020", good().plan("target = [", "where = { value = 1 }\ntarget = [")),
        ("P018", good().file("tiendo.toml", SETTINGS.replace("format = 1", "format = 7"))),
        ("P021", settings("\n[checks]\nbad-date = \"off\"\n")),
        ("P022", says("every = \"year\", length = 30")),
        ("P023", good().plan("target = [", "target = [{ id = \"u\", part = true, log = \"visits\", population = \"xa\", schedule = { windows = [\"2014\"] } }, ")),
        ("P024", says("every = \"month\", length = 5")),
        ("V001", row("k2,31/12/2014,b,1")),
        ("V002", good().file("logs/reports.csv", "date,period,unit\n2014-01-01,2014-H3,D\n")),
        ("V003", row("k2,2014-01-01,b,1.000.000")),
        ("V004", settings("columns.women = { type = \"integer\", min = 0, required = false }\n").file("logs/reports.csv", "date,period,unit,women\n2014-01-01,2014,D,-1\n")),
        ("V005", settings("columns.form = { type = \"choice\", of = [\"one\"], required = false }\n").file("logs/reports.csv", "date,period,unit,form\n2014-01-01,2014,D,two\n")),
        ("V006", log("id,date,unit,works\nk1,2014-01-01,a,yes\n")),
        ("V007", row("k2,2014-01-01,zz,1")),
        ("V008", good().lines("registers/clubs.csv", "c2,a,,nobody,,\n")),
        ("V009", row("k2,,b,1")),
        ("V010", settings("columns.paper = { type = \"file\", required = false }\n").file("logs/reports.csv", "date,period,unit,paper\n2014-01-01,2014,D,none.pdf\n")),
        ("C001", row("k1,2014-02-01,b,1")),
        ("C002", good().file("registers/units.csv", UNITS.replace("b,Bình,commune,xã,D,,", "b,Bình,commune,xã,D,2014-06-01,")).lines(VISITS, "k2,2014-01-01,b,1\n")),
        ("C003", log("id,date,club\nk1,2014-07-01,c1\n")),
        ("C004", settings("columns.men = { type = \"integer\", at_most = \"value\", required = false }\n").file("logs/reports.csv", "date,period,unit,value,men\n2014-01-01,2014,D,1,2\n")),
        ("C005", settings("columns.name = { type = \"text\", names = \"unit\", required = false }\n").file("logs/reports.csv", "date,period,unit,name\n2014-01-01,2014,D,Tây\n")),
        ("C007", row("k2,2003-01-01,b,1")),
        ("C008", row("k2,2014-01-01,D,1")),
        ("C009", good().lines("registers/units.csv", "w,Cũ,commune,xã,D,,2013-12-31\nw,Mới,commune,xã,D,2014-01-01,\n").file("registers/successions.csv", "date,old,new\n2014-01-01,w,w\n").lines("registers/clubs.csv", "c2,w,,,,\n")),
        ("C010", good().lines("registers/units.csv", "w,Một,commune,xã,D,,\nw,Hai,commune,xã,D,2014-01-01,\n")),
        ("C012", good().file("registers/successions.csv", "date,old,new\n2014-01-01,a,zz\n")),
        ("C013", good().lines("registers/clubs.csv", "c2,b,,,2014-02-01,2014-01-01\n")),
        ("T004", good().file("waivers.csv", "target,subject,reason\nx.t,zz,flood\n")),
        ("T005", good().plan("log = \"visits\"", "log = \"reports\"").file("logs/reports.csv", "date,period,unit\n2014-01-01,2014-H1,a\n")),
    ]
}

/// What is found, whether or not the workspace can be understood.
fn found(case: &Case) -> Vec<String> {
    let tree = case.tree();
    let refused = tiendo::load::load(&tree).workspace.is_none();
    if refused { faults(&tree) } else { Evaluated::new(&tree, "2014-12-31", None).findings }
}

#[test]
fn nothing_is_found_in_a_sound_workspace() {
    assert_eq!(found(&good()), Vec::<String>::new());
}

#[test]
fn every_code_is_found_where_it_should_be_and_alone() {
    let mut faults = Vec::new();
    for (code, case) in bad() {
        let found: BTreeSet<String> = found(&case).iter().map(|finding| finding[..4].to_owned()).collect();
        if found != BTreeSet::from([code.to_owned()]) {
            faults.push(format!("{code}: found {found:?}"));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Codes that other tests see: those that need a disk, a clock, or a plan that is behind.
const ELSEWHERE: &[&str] = &["C006", "F001", "F010", "P019", "T001", "T002", "T003"];

#[test]
fn no_code_is_without_a_case() {
    let seen: BTreeSet<&str> = bad().iter().map(|(code, _)| *code).chain(ELSEWHERE.iter().copied()).collect();
    let known: BTreeSet<&str> = RULES.iter().map(|code| code.id).collect();
    assert_eq!(known.difference(&seen).collect::<Vec<_>>(), Vec::<&&str>::new(), "have no case");
    assert_eq!(seen.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new(), "are no codes");
}

#[test]
fn a_date_after_today_is_doubted_only_where_today_is_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in row("k2,2014-12-31,b,1").files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let check =
        |arguments: &[&str]| crate::harness::tiendo(folder.path(), "2014-06-30", &[&["check", "--format", "csv"], arguments].concat()).1;
    assert!(check(&[]).contains("C006,warning"));
    assert!(!check(&["--as-of", "2014-06-30"]).contains("C006"));
    // Without plans, and without the units that everything refers to.
    std::fs::remove_file(folder.path().join("registers/units.csv")).expect("removed");
    assert!(check(&[]).contains("F010,error"), "{}", check(&[]));
    std::fs::remove_file(folder.path().join("plans/p.toml")).expect("removed");
    assert!(check(&[]).contains("P019,warning"), "{}", check(&[]));
}

#[cfg(unix)]
#[test]
fn what_is_there_and_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in good().files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    // A link that leads nowhere, a link out of the workspace, and a folder where a file should be.
    std::fs::create_dir_all(folder.path().join("logs/reports")).expect("made");
    std::os::unix::fs::symlink("nowhere.csv", folder.path().join("logs/reports/2014.csv")).expect("linked");
    let outside = tempfile::NamedTempFile::new().expect("a file");
    std::os::unix::fs::symlink(outside.path(), folder.path().join("logs/reports/2015.csv")).expect("linked");
    std::fs::create_dir(folder.path().join("waivers.csv")).expect("made");
    let tree = tiendo::source::Tree::on_disk(folder.path());
    let mut found = Evaluated::new(&tree, "2014-12-31", None).findings;
    found.sort();
    let told: Vec<&str> = found.iter().map(|finding| finding.split(':').next().unwrap_or(finding)).collect();
    assert_eq!(told, ["F001 logs/reports/2014.csv", "F001 logs/reports/2015.csv", "F001 waivers.csv"]);
}
