//! A git history of twelve commits: two branches, a merge, a renamed log file, an amended plan, a register mended later.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A repository that goes with the test; the workspace lies in `data/`, each commit has a tag from `v1` to `v12`.
pub struct Repository {
    folder: tempfile::TempDir,
}

const SETTINGS: &str = r#"format = 1
language = "en"
[log.visits]
columns.id = "key"
columns.date = "date"
columns.unit = "units"
columns.fund = "fund"
columns.cost = { type = "money", required = false }
"#;

const PLAN: &str = r#"id = "p"
title = "A plan"
period = "2014..2015"
currency = "VND"
[agency]
so = "The office"
[fund]
state = "The state"
[population.xa]
register = "units"
where = { level = "commune" }
[[activity]]
id = "go"
title = "Go"
lead = "so"
by = ["so"]
funds = ["state"]
log = "visits"
target = [
    { id = "xa", title = "Each commune", population = "xa", schedule = { every = "year" }, at_least = 1 },
]
"#;

const UNITS: &str = "code,name,level,kind,parent\nP,Phong,province,tỉnh,\na,An,commune,xã,P\nb,Bình,commune,xã,P\n";

impl Repository {
    pub fn new() -> Repository {
        let repository = Repository { folder: tempfile::tempdir().expect("a folder") };
        let it = &repository;
        it.git(&["init", "-q", "-b", "main"]);
        it.put("tiendo.toml", SETTINGS);
        it.put("plans/p.toml", PLAN);
        it.put("registers/units.csv", UNITS);
        it.put("logs/visits/2014.csv", "id,date,unit,fund,cost\n");
        it.put("money/allocations.csv", "year,fund,amount\n2014,state,1000\n2015,state,1000\n");
        it.commit(1, "the plan");
        it.add("logs/visits/2014.csv", "v1,2014-02-03,a,state,100\n");
        it.commit(2, "a visit");
        it.add("registers/units.csv", "c,Cát,commune,xã,P\n");
        it.commit(3, "a commune that was forgotten");
        it.git(&["checkout", "-q", "-b", "east"]);
        it.put("logs/visits/east.csv", "id,date,unit,fund,cost\ne1,2014-05-01,b,state,70\n");
        it.commit(4, "the east");
        it.git(&["checkout", "-q", "main"]);
        it.add("logs/visits/2014.csv", "v2,2014-06-10,a,state,50\n");
        it.commit(5, "another visit");
        it.git(&["merge", "-q", "--no-ff", "--no-edit", "east"]);
        it.git(&["tag", "v6"]);
        fs::rename(it.data().join("logs/visits/2014.csv"), it.data().join("logs/visits/west.csv")).expect("renamed");
        it.commit(7, "a better name");
        it.put("plans/p.toml", &PLAN.replace("at_least = 1", "at_least = 2"));
        it.commit(8, "two visits");
        it.put("logs/visits/east.csv", "id,date,unit,fund,cost\ne1,2014-05-02,b,state,90\n");
        it.commit(9, "the day and the cost were wrong");
        it.put("waivers.csv", "target,subject,window,reason\ngo.xa,c,2014,flood\n");
        it.commit(10, "the flood");
        it.put("accepted.csv", "target,window,subject,from,reason\ngo.xa,2014,b,2015-01-01,no road\n");
        it.commit(11, "known");
        it.put("logs/visits/west.csv", "id,date,unit,fund,cost\nv1,2014-02-03,a,state,100\n");
        it.put("logs/visits/2015.csv", "id,date,unit,fund,cost\nw1,2015-01-20,b,state,30\nw2,2015-02-20,c,state,30\n");
        it.commit(12, "a visit that was none, and new ones");
        repository
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn put(&self, path: &str, text: &str) {
        let path = self.data().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    pub fn add(&self, path: &str, text: &str) {
        let there = fs::read_to_string(self.data().join(path)).expect("read");
        self.put(path, &(there + text));
    }

    fn commit(&self, number: u32, message: &str) {
        self.git(&["add", "-A"]);
        self.git_on(number, &["commit", "-q", "-m", message]);
        self.git(&["tag", &format!("v{number}")]);
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        self.git_on(6, arguments)
    }

    fn git_on(&self, number: u32, arguments: &[&str]) -> String {
        let day = format!("2015-03-{number:02}T08:00:00+07:00");
        let run = Command::new("git")
            .arg("-C")
            .arg(self.folder())
            .args(["-c", "user.name=Lan", "-c", "user.email=lan@example.org", "-c", "commit.gpgSign=false", "-c", "tag.gpgSign=false"])
            .args(arguments)
            .env("GIT_AUTHOR_DATE", &day)
            .env("GIT_COMMITTER_DATE", &day)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .output()
            .expect("git runs");
        assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).expect("text")
    }
}
