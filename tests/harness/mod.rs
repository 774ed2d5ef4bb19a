//! What the tests share: a small workspace in memory that a case changes where it differs, the whole way
//! from its files to verdicts, and short texts to compare.

#![allow(dead_code, unreachable_pub, reason = "every test uses a part of it, and nothing outside does")]

pub mod places;
pub mod repository;

use std::collections::BTreeMap;

use serde_json::Value;
use tiendo::calendar::{Date, Period, parse_date};
use tiendo::cover::{State, TargetState, cover};
use tiendo::finding::Findings;
use tiendo::load::load;
use tiendo::model::{Plan, Workspace};
use tiendo::read::Tree;
use tiendo::report::{Answer, By, Coverage, Filter, Gaps, Selection, gaps};
use tiendo::scan::scan;
use tiendo::text::Lang;

/// The settings of every case: a log by date, a log by period, and a register of clubs.
pub const SETTINGS: &str = r#"
format = 1

[calendar.fy]
year_starts = "10-01"

[register.clubs]
columns.id = "key"
columns.unit = "units"
columns.size = { type = "integer", required = false }
columns.manager = { type = "agency", required = false }
columns.from = { type = "date", required = false }
columns.to = { type = "date", required = false }

[log.visits]
columns.id = { type = "key", required = false }
columns.date = "date"
columns.unit = { type = "units", required = false }
columns.club = { type = "clubs", required = false }
columns.trip = { type = "text", required = false }
columns.copies = { type = "number", required = false }
columns.expected = { type = "integer", required = false }
columns.works = { type = "boolean", required = false }

[log.reports]
columns.date = "date"
columns.period = "period"
columns.unit = { type = "units", required = false }
columns.value = { type = "integer", required = false }
"#;

/// A province, two districts, three communes, and a village in the first of them.
pub const UNITS: &str = "\
code,name,level,kind,parent,from,to
P,Phong,province,tỉnh,,,
D,Đông,district,huyện,P,,
T,Tây,district,huyện,P,,
a,An,commune,xã,D,,
b,Bình,commune,xã,D,,
c,Cát,commune,xã,T,,
v,Vân,village,thôn,a,,
";

const PLAN: &str = r#"
id = "p"
title = "A plan"
period = "2014..2015"

[agency]
so = "The office"
dong = { name = "The east", parent = "so", area = ["D"] }
trung = { name = "The centre", parent = "so" }

[category]
poor = "Poor"

[population.xa]
register = "units"
where = { level = "commune" }

[population.huyen]
register = "units"
where = { level = "district" }

[population.clb]
register = "clubs"
"#;

/// What an activity says unless the case says otherwise.
const ACTIVITY: &str = "\n[[activity]]\nid = \"x\"\ntitle = \"An activity\"\nlead = \"so\"\n";

/// A workspace that differs from the common one by little.
#[derive(Clone)]
pub struct Case {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Case {
    /// A target `x.t` that says this, for every commune, with the rows of `visits` unless it says otherwise.
    pub fn target(says: &str) -> Case {
        let log = if says.contains("log =") || says.contains("standing") || says.contains("_of") { "" } else { "log = \"visits\", " };
        let population = if says.contains("population =") { "" } else { "population = \"xa\", " };
        Case::activity(&format!("target = [{{ id = \"t\", {log}{population}{says} }}]\n"))
    }

    /// An activity `x` that says this.
    pub fn activity(says: &str) -> Case {
        let files = [
            ("tiendo.toml", SETTINGS.to_owned()),
            ("plans/p.toml", format!("{PLAN}{ACTIVITY}{says}")),
            ("registers/units.csv", UNITS.to_owned()),
            ("registers/clubs.csv", "id,unit,size,manager,from,to\n".to_owned()),
        ];
        Case { files: files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect() }
    }

    /// With this file, in place of the one that is there.
    pub fn file(mut self, path: &str, text: impl Into<Vec<u8>>) -> Case {
        self.files.insert(path.into(), text.into());
        self
    }

    /// With these lines after those of the file.
    pub fn lines(mut self, path: &str, text: &str) -> Case {
        self.files.entry(path.into()).or_default().extend_from_slice(text.as_bytes());
        self
    }

    /// With this in place of that in the plan.
    pub fn plan(mut self, that: &str, this: &str) -> Case {
        let plan = String::from_utf8(self.files["plans/p.toml"].clone()).expect("text");
        assert!(plan.contains(that), "the plan does not say {that}");
        self.files.insert("plans/p.toml".into(), plan.replacen(that, this, 1).into_bytes());
        self
    }

    /// With these visits: `date unit`, separated by commas.
    pub fn visits(self, visits: &str) -> Case {
        let rows: Vec<String> = visits.split(", ").filter(|visit| !visit.is_empty()).map(|visit| visit.replace(' ', ",")).collect();
        self.file("logs/visits.csv", format!("date,unit\n{}\n", rows.join("\n")))
    }

    pub fn tree(&self) -> Tree {
        Tree::in_memory(self.files.clone())
    }

    pub fn on(&self, as_of: &str) -> Evaluated {
        Evaluated::new(&self.tree(), as_of, None)
    }
}

/// A workspace and how it stands.
pub struct Evaluated {
    pub workspace: Workspace,
    pub state: State,
    /// `code path:line`, in order.
    pub findings: Vec<String>,
}

pub fn day(text: &str) -> Date {
    parse_date(text).unwrap_or_else(|| panic!("{text} is no date"))
}

/// What was found, as `code path:line`.
pub fn told(tree: &Tree, findings: Findings) -> Vec<String> {
    let mut locator = tiendo::read::Locator::new(tree);
    let sorted = findings.sorted(|place| tree.path(place.file));
    let tell = |finding: tiendo::finding::Finding| {
        let place = finding.place.map(|place| (tree.path(place.file), locator.locate(place).line));
        let place = place.map_or(String::new(), |(path, line)| format!(" {path}:{line}"));
        format!("{}{place}", finding.code.id)
    };
    sorted.into_iter().map(tell).collect()
}

/// What is found in a workspace that may not be understood.
pub fn faults(tree: &Tree) -> Vec<String> {
    told(tree, load(tree).findings)
}

/// Holds one pass for several as-of days against a pass for each.
fn in_one_pass(workspace: &Workspace, vocabulary: &tiendo::decode::Vocabulary, tree: &Tree, as_of: Date) {
    let days = [-400, -60, -1, 45].map(|days| tiendo::calendar::plus_days(as_of, days));
    let together = tiendo::scan::scan_days(workspace, vocabulary, tree, (as_of, false, &days), tiendo::scan::Asked::default());
    let of = |tallies: &tiendo::scan::Tallies, day: Date| format!("{:?}", cover(workspace, tallies, day, None, 0).plans);
    for (day, tallies) in days.into_iter().zip(&together.others).chain([(as_of, &together.tallies)]) {
        let alone = scan(workspace, vocabulary, tree, day, false);
        assert_eq!(of(tallies, day), of(&alone.tallies, day), "as of {day}");
    }
}

impl Evaluated {
    pub fn new(tree: &Tree, as_of: &str, period: Option<&str>) -> Evaluated {
        let evaluated = Evaluated::judged(tree, as_of, period);
        let loaded = load(tree);
        in_one_pass(&evaluated.workspace, &loaded.vocabulary, tree, day(as_of));
        evaluated
    }

    /// The same in one go: without the law that one pass over the logs serves several days.
    pub fn judged(tree: &Tree, as_of: &str, period: Option<&str>) -> Evaluated {
        let as_of = day(as_of);
        let loaded = load(tree);
        // Most cases have no clubs, and so nobody in the population of clubs.
        let mut findings = Findings::default();
        findings.extend(loaded.findings.into_iter().filter(|finding| finding.code.id != "P015"));
        let Some(mut workspace) = loaded.workspace else { panic!("not understood: {:#?}", told(tree, findings)) };
        let period = period.map(|text| Period::parse(text).expect("a period"));
        tiendo::scan::prepare(&mut workspace, &loaded.vocabulary, tree, as_of);
        let scanned = scan(&workspace, &loaded.vocabulary, tree, as_of, false);
        let left_out = workspace.left_out + scanned.left_out;
        findings.extend(scanned.findings);
        findings.extend(tiendo::budget::findings(&workspace, &loaded.vocabulary, tree, &scanned.spending, as_of));
        let state = cover(&workspace, &scanned.tallies, as_of, period, left_out);
        // What says that the plan is behind is seen in the verdicts; what is left tells of doubtful rows.
        let doubts = |finding: &tiendo::finding::Finding| !["T001", "T002", "T003"].contains(&finding.code.id);
        findings.extend(tiendo::cover::targets::findings(&workspace, &state, true).into_iter().filter(doubts));
        Evaluated { findings: told(tree, findings), workspace, state }
    }

    /// The JSON of `coverage`.
    pub fn coverage(&self) -> Value {
        let (workspace, state) = (&self.workspace, &self.state);
        let targets = self.select(&[]);
        Coverage { workspace, state, targets, by: By::Window, cap: None, all: true, wide: false, pictures: None }.contract()
    }

    /// The JSON of `gaps`.
    pub fn gaps(&self, all: bool) -> Value {
        let (workspace, state) = (&self.workspace, &self.state);
        let filter = Filter { targets: self.select(&[]), all, ..Filter::default() };
        Gaps { workspace, state, gaps: gaps(workspace, state, &filter), filter: &filter, earlier: 0, full: true, cap: None, sorted: false }
            .contract()
    }

    fn select(&self, names: &[String]) -> Selection {
        Selection::parse(&self.workspace, &self.state, names).unwrap_or_else(|message| panic!("{}", message.get(Lang::En)))
    }

    fn target(&self, id: &str) -> (&Plan, &TargetState) {
        for plan_state in &self.state.plans {
            let plan = &self.workspace.plans[plan_state.plan];
            for state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
                if format!("{}.{}", plan.activities[state.target.activity].id, plan.target(state.target).id) == id {
                    return (plan, state);
                }
            }
        }
        panic!("no target {id}")
    }

    /// A line for the target, `verdict, now VERDICT`, and one for each window: `label verdict: subject state value, …`.
    pub fn shown(&self, id: &str) -> Vec<String> {
        let (plan, state) = self.target(id);
        let target = plan.target(state.target);
        let kind = plan.kind(target.population);
        let mut lines = vec![format!("{}, now {}", state.verdict.key(), state.now.key())];
        for window in &state.windows {
            let cells = window.cells.iter().map(|cell| {
                let value = cell.value().map_or("-".into(), |value| {
                    value.as_number().map_or_else(|| tiendo::number::rounded(&value.exact(), 3), |number| number.to_string())
                });
                format!("{} {} {value}", self.workspace.subject_key(plan, kind, cell.subject), cell.state.key())
            });
            let cells = cells.collect::<Vec<_>>().join(", ");
            lines.push(
                format!("{} {}: {cells}", target.windows[window.window].label, window.verdict.key()).trim_end_matches([':', ' ']).into(),
            );
        }
        lines
    }
}

/// Holds how a target stands on a day against what was worked out by hand.
#[track_caller]
pub fn check(case: &Case, as_of: &str, target: &str, expected: &[&str]) {
    let evaluated = case.on(as_of);
    let shown = evaluated.shown(target);
    assert!(
        shown == expected,
        "\n{target} as of {as_of}\nis       {shown:#?}\nmust be  {expected:#?}\nfindings {:#?}\n",
        evaluated.findings
    );
}

/// A folder of the repository.
pub fn folder(path: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Copies a folder with all that lies in it.
pub fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(from, to).expect("copied");
        }
    }
}

/// What a run of the program leaves: status, standard output, standard error.
pub fn tiendo(directory: &std::path::Path, today: &str, arguments: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = tiendo::cli::run(tiendo::cli::World {
        arguments: std::iter::once("tiendo").chain(arguments.iter().copied()).map(Into::into).collect(),
        variable: &|_| None,
        directory: directory.to_owned(),
        today: day(today),
        width: None,
        colour: false,
        out: &mut out,
        err: &mut err,
        watched: false,
        asks: None,
        waits: None,
    });
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status, text(out), text(err))
}

/// The answer of a command in JSON.
pub fn json(directory: &std::path::Path, arguments: &[&str]) -> Value {
    let arguments = [arguments, &["--format", "json"]].concat();
    let (status, out, err) = tiendo(directory, "2026-01-01", &arguments);
    serde_json::from_str(&out).unwrap_or_else(|fault| panic!("{arguments:?}: status {status}, {fault}\n{out}{err}"))
}

/// The window of a target in the JSON of `coverage`.
pub fn window<'v>(coverage: &'v Value, target: &str, label: &str) -> &'v Value {
    let list = |value: &'v Value, key: &str| value[key].as_array().map(Vec::as_slice).unwrap_or_default();
    list(coverage, "plans")
        .iter()
        .flat_map(|plan| list(plan, "activities"))
        .flat_map(|activity| list(activity, "targets"))
        .filter(|found| found["id"] == target)
        .flat_map(|found| list(found, "windows"))
        .find(|found| found["window"] == label)
        .unwrap_or_else(|| panic!("no window {label} of {target}"))
}

/// How many cases a law is tried on: `PROPTEST_CASES`, or this many.
pub fn tries(usually: u32) -> proptest::prelude::ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usually);
    proptest::prelude::ProptestConfig { cases, failure_persistence: None, ..proptest::prelude::ProptestConfig::default() }
}
