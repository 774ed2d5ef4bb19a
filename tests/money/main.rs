//! Money (design.md 5.6): small workspaces, every figure worked out by hand.

#[path = "../harness/mod.rs"]
mod harness;

mod estimate_law;
mod estimates;
mod findings;
mod lang_son;
mod lines;
mod subjects;
mod windows;

use std::collections::BTreeMap;
use std::path::Path;

use harness::tiendo;
use serde_json::Value;

/// A log of visits, one of classes whose rows say for which activity they are.
const SETTINGS: &str = r#"
format = 1

[register.clubs]
columns.id = "key"
columns.unit = "units"

[log.visits]
columns.id = { type = "key", required = false }
columns.date = "date"
columns.unit = { type = "units", required = false }
columns.club = { type = "clubs", required = false }
columns.agency = { type = "agency", required = false }
columns.copies = { type = "integer", required = false }
columns.fund = { type = "fund", required = false }
columns.cost = { type = "money", required = false }

[log.classes]
columns.date = "date"
columns.activity = { type = "activity", required = false }
columns.fund = "fund"
columns.cost = "money"
"#;

const UNITS: &str = "\
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
period = "2014..2016"
currency = "VND"

[agency]
so = "The office"
trung = { name = "The centre", parent = "so" }

[fund]
tw = "Central"
dp = "Local"

[population.xa]
register = "units"
where = { level = "commune" }

[population.dong]
register = "units"
where = { level = "district", code = "D" }

[population.clb]
register = "clubs"
"#;

/// A workspace, file by file.
#[derive(Clone)]
struct Case(BTreeMap<String, String>);

impl Case {
    /// With activities `x`, whose visits these are, and `y`; whose the classes are stands in their rows.
    fn new(x: &str) -> Case {
        let x = format!("\n[[activity]]\nid = \"x\"\ntitle = \"Visits\"\nlead = \"so\"\nlog = \"visits\"\nspends = [\"classes\"]\n{x}\n");
        let y = "\n[[activity]]\nid = \"y\"\ntitle = \"Classes\"\nlead = \"so\"\nspends = [\"classes\"]\n";
        let files = [
            ("tiendo.toml", SETTINGS.to_owned()),
            ("plans/p.toml", format!("{PLAN}{x}{y}")),
            ("registers/units.csv", UNITS.to_owned()),
            ("registers/clubs.csv", "id,unit\nk,a\n".to_owned()),
        ];
        Case(files.map(|(path, text)| (path.to_owned(), text)).into())
    }

    fn file(mut self, path: &str, text: &str) -> Case {
        self.0.insert(path.into(), text.into());
        self
    }

    fn replace(mut self, path: &str, that: &str, this: &str) -> Case {
        let text = self.0.get_mut(path).expect("the file");
        assert!(text.contains(that), "{path} does not say {that}");
        *text = text.replacen(that, this, 1);
        self
    }

    fn settings(self, more: &str) -> Case {
        let text = format!("{}\n{more}", self.0["tiendo.toml"]);
        self.file("tiendo.toml", &text)
    }

    fn visits(self, rows: &str) -> Case {
        self.file("logs/visits.csv", &format!("date,unit,fund,cost\n{rows}"))
    }

    fn allocations(self, rows: &str) -> Case {
        self.file("money/allocations.csv", &format!("year,fund,amount,activity\n{rows}"))
    }

    fn folder(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in &self.0 {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
        folder
    }

    fn json(&self, arguments: &[&str]) -> Value {
        json(self.folder().path(), arguments)
    }

    /// What `check` finds about money, as `CODE path:line:column`.
    fn found(&self, as_of: &str) -> Vec<String> {
        found(self.folder().path(), as_of)
    }
}

/// The answer of a command in JSON.
fn json(directory: &Path, arguments: &[&str]) -> Value {
    let arguments = [arguments, &["--format", "json"]].concat();
    let (status, out, err) = tiendo(directory, "2026-01-01", &arguments);
    serde_json::from_str(&out).unwrap_or_else(|fault| panic!("{arguments:?}: status {status}, {fault}\n{out}{err}"))
}

fn found(directory: &Path, as_of: &str) -> Vec<String> {
    let check = json(directory, &["check", "--as-of", as_of]);
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let list = check["findings"].as_array().cloned().unwrap_or_default();
    let told = list.iter().filter(|found| text(&found["code"]).starts_with('M'));
    told.map(|found| format!("{} {}:{}:{}", text(&found["code"]), text(&found["file"]), found["line"], found["column"])).collect()
}

/// The groups of `funds`, each `group: allocated + carried + drawn = spent + carried on + left - over, records`.
fn groups(funds: &Value) -> Vec<String> {
    let plan = &funds["plans"][0];
    let line = |name: String, found: &Value| {
        let number = |key: &str| found[key].to_string().replace("null", "?");
        let [allocated, carried, drawn, spent, on, left, over, records] =
            ["allocated", "carried", "drawn", "spent", "carried_on", "left", "over", "records"].map(number);
        format!("{name}: {allocated} + {carried} + {drawn} = {spent} + {on} + {left} - {over}, {records}")
    };
    let groups = plan["groups"].as_array().expect("groups");
    let name = |group: &Value| group["group"].as_str().unwrap_or("-").to_owned();
    groups.iter().map(|group| line(name(group), group)).chain([line("total".into(), &plan["total"])]).collect()
}

#[track_caller]
fn same(is: &[String], must: &[&str]) {
    assert!(is == must, "\nis      {is:#?}\nmust be {must:#?}");
}
