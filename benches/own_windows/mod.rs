//! What 10,000 windows of subjects' own cost beside one window for all: the same register and the same rows under two plans.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const SITES: usize = 10_000;
const COMMUNES: usize = 200;
const FIRST_YEAR: usize = 2013;
const YEARS: usize = 8;

const SETTINGS: &str = r#"
format = 1

[register.sites]
columns.id = "key"
columns.unit = "units"
columns.opened = "date"
columns.due = "date"

[log.visits]
columns.id = "key"
columns.date = "date"
columns.site = "sites"
columns.people = { type = "integer", min = 0 }
"#;

/// The schedules that are held against each other: the first is one window for all.
const SCHEDULES: [(&str, &str); 4] = [
    ("one window", "windows = [\"2013..2020\"]"),
    ("60 days from a column", "from = { column = \"opened\" }, days = 60"),
    ("... with 30 late days", "from = { column = \"opened\" }, days = 60, late = { days = 30 }"),
    ("up to a column", "by = { column = \"due\" }"),
];

/// Draws numbers that are the same on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn day(&mut self) -> String {
        format!("{}-{:02}-{:02}", FIRST_YEAR + self.below(YEARS), 1 + self.below(12), 1 + self.below(28))
    }
}

/// Writes the workspaces, one for each schedule, where they are not there yet.
fn workspaces(rows: u64) -> Vec<(&'static str, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("target/bench/own-{rows}"));
    let folders: Vec<PathBuf> = (0..SCHEDULES.len()).map(|at| root.join(at.to_string())).collect();
    if !root.join("whole").is_file() {
        let _ = fs::remove_dir_all(&root);
        let mut draw = Draw(1);
        // Each year some communes are merged with the one before them: members are read in many states of the units.
        let (mut units, mut successions) =
            ("code,name,level,parent,from,to\nP,Province,province,,,\n".to_owned(), "date,old,new\n".to_owned());
        for at in 0..COMMUNES {
            let year = FIRST_YEAR + 1 + at % YEARS;
            let to = if at % 10 == 9 { format!("{}-12-31", year - 1) } else { String::new() };
            writeln!(units, "{at:05},Commune {at},commune,P,,{to}").expect("written");
            if at % 10 == 9 {
                writeln!(successions, "{year}-01-01,{at:05},{:05}", at - 1).expect("written");
            }
        }
        let mut sites = "id,unit,opened,due\n".to_owned();
        for at in 0..SITES {
            writeln!(sites, "S{at:05},{:05},{},{}", at % COMMUNES / 10 * 10, draw.day(), draw.day()).expect("written");
        }
        let mut visits = "id,date,site,people\n".to_owned();
        for at in 0..rows {
            writeln!(visits, "V{at},{},S{:05},{}", draw.day(), draw.below(SITES), draw.below(90)).expect("written");
        }
        for (folder, (_, schedule)) in folders.iter().zip(SCHEDULES) {
            for below in ["plans", "registers", "logs"] {
                fs::create_dir_all(folder.join(below)).expect("a folder");
            }
            let plan = format!(
                "id = \"p\"\ntitle = \"Sites\"\nperiod = \"2013..2020\"\n\n[agency]\na = \"Office\"\n\n[population.sites]\nregister = \"sites\"\n\n[[activity]]\nid = \"x\"\ntitle = \"Visits\"\nlead = \"a\"\nlog = \"visits\"\ntarget = [{{ id = \"t\", population = \"sites\", pace = \"end\", schedule = {{ {schedule} }} }}]\n"
            );
            let files = [
                ("tiendo.toml", SETTINGS),
                ("plans/p.toml", &plan),
                ("registers/units.csv", &units),
                ("registers/successions.csv", &successions),
                ("registers/sites.csv", &sites),
                ("logs/visits.csv", &visits),
            ];
            for (path, text) in files {
                fs::write(folder.join(path), text).expect("written");
            }
        }
        fs::write(root.join("whole"), "").expect("written");
    }
    SCHEDULES.iter().map(|(name, _)| *name).zip(folders).collect()
}

/// One check of each plan: the best of five runs, taken in turn.
pub(crate) fn compare(rows: u64, check: impl Fn(&Path) -> u64) {
    let workspaces = workspaces(rows);
    let mut best = vec![Duration::MAX; workspaces.len()];
    for _ in 0..5 {
        for (best, (_, folder)) in best.iter_mut().zip(&workspaces) {
            let start = Instant::now();
            assert_eq!(check(folder), 0);
            *best = (*best).min(start.elapsed());
        }
    }
    for (best, (name, _)) in best.iter().zip(&workspaces) {
        println!("{rows} rows, {SITES} sites, {name}: {best:.1?}");
    }
    let ratios: Vec<String> = best.iter().skip(1).map(|time| format!("{:.2}", time.as_secs_f64() / best[0].as_secs_f64())).collect();
    println!("windows of their own beside one window: {}", ratios.join(", "));
}
