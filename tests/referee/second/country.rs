//! Random workspaces: a country whose units merge, split, end and pass their codes on, what happened there, and a plan.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::days::{Day, iso, of};

/// A row of units while it is being made.
#[derive(Clone)]
struct Held {
    code: String,
    level: &'static str,
    parent: String,
    from: Option<Day>,
    to: Option<Day>,
    region: &'static str,
    quota: Option<i64>,
}

pub struct Country {
    pub files: BTreeMap<String, String>,
    pub as_of: Day,
}

struct Making<'r> {
    random: &'r mut Rng,
    held: Vec<Held>,
    steps: String,
    next: usize,
}

fn chance(random: &mut Rng, of_ten: u32) -> bool {
    random.u32(..10) < of_ten
}

fn pick<'a, T>(random: &mut Rng, all: &'a [T]) -> &'a T {
    &all[random.usize(..all.len())]
}

fn written(day: Option<Day>) -> String {
    day.map_or(String::new(), iso)
}

impl Held {
    fn lives(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl Making<'_> {
    fn living(&self, level: &str, day: Day) -> Vec<String> {
        self.held.iter().filter(|held| held.level == level && held.lives(day)).map(|held| held.code.clone()).collect()
    }

    fn at(&mut self, code: &str, day: Day) -> &mut Held {
        self.held.iter_mut().find(|held| held.code == code && held.lives(day)).expect("it lives")
    }

    /// Ends the row of a code, and begins another one like it.
    fn anew(&mut self, code: &str, day: Day, parent: Option<String>) {
        let row = self.at(code, day);
        let mut next = row.clone();
        row.to = Some(day - 1);
        next.from = Some(day);
        next.parent = parent.unwrap_or(next.parent);
        if chance(self.random, 3) {
            next.quota = self.random.bool().then(|| self.random.i64(0..5));
        }
        self.held.push(next);
    }

    fn end(&mut self, code: &str, day: Day) {
        self.at(code, day).to = Some(day - 1);
    }

    fn step(&mut self, day: Day, old: &str, new: &str) {
        self.steps.push_str(&format!("{},{old},{new}\n", iso(day)));
    }

    /// A code that nobody holds: sometimes one that somebody held.
    fn fresh(&mut self, day: Day, like: &str) -> String {
        let dead: Vec<String> = self.held.iter().map(|held| held.code.clone()).filter(|code| self.is_free(code, day)).collect();
        let code = if !dead.is_empty() && chance(self.random, 5) {
            pick(self.random, &dead).clone()
        } else {
            self.next += 1;
            format!("n{}", self.next)
        };
        let mut row = self.held.iter().find(|held| held.code == like).expect("it lived").clone();
        row.parent = self.held.iter().rfind(|held| held.code == like).expect("it lived").parent.clone();
        (row.code, row.from, row.to) = (code.clone(), Some(day), None);
        self.held.push(row);
        code
    }

    fn is_free(&self, code: &str, day: Day) -> bool {
        let ended = |held: &Held| held.to.is_some_and(|to| to < day - 1);
        self.held.iter().filter(|held| held.code == code).all(|held| held.level == "commune" && ended(held))
    }

    /// The villages of a commune that is no more go to another one.
    fn villages(&mut self, of: &str, to: &str, day: Day) {
        for village in self.living("village", day) {
            if self.at(&village, day).parent == of {
                self.anew(&village, day, Some(to.to_owned()));
            }
        }
    }

    fn change(&mut self, day: Day) {
        let communes = self.living("commune", day);
        if communes.len() < 3 {
            return;
        }
        let (one, other) = (pick(self.random, &communes).clone(), pick(self.random, &communes).clone());
        // What changed on this day does not change on it once more.
        let today = iso(day);
        let steps = self.steps.clone();
        let young = |making: &Making<'_>, code: &str| {
            let moved = making.held.iter().any(|held| held.code == code && (held.from == Some(day) || held.to == Some(day - 1)));
            let named = steps.lines().any(|step| step.starts_with(&today) && step.split(',').skip(1).any(|named| named == code));
            moved || named
        };
        if one == other || young(self, &one) || young(self, &other) {
            return;
        }
        match self.random.u32(..9) {
            0 => {
                self.end(&one, day);
                self.step(day, &one, &other);
                self.villages(&one, &other, day);
            }
            1 => {
                self.end(&one, day);
                self.end(&other, day);
                let new = self.fresh(day, &one);
                self.step(day, &one, &new);
                self.step(day, &other, &new);
                self.villages(&one, &new, day);
                self.villages(&other, &new, day);
            }
            2 => {
                // Both become one that takes the code of the first.
                if chance(self.random, 5) {
                    self.anew(&one, day, None);
                }
                self.end(&other, day);
                self.step(day, &one, &one);
                self.step(day, &other, &one);
                self.villages(&other, &one, day);
            }
            3 => {
                let new = self.fresh(day, &one);
                if chance(self.random, 5) {
                    self.anew(&one, day, None);
                }
                self.step(day, &one, &one);
                self.step(day, &one, &new);
            }
            4 => {
                self.end(&one, day);
                let (first, second) = (self.fresh(day, &one), self.fresh(day, &one));
                self.step(day, &one, &first);
                self.step(day, &one, &second);
                self.villages(&one, &first, day);
            }
            5 => {
                self.end(&one, day);
                self.step(day, &one, "");
                self.villages(&one, &other, day);
            }
            6 | 7 => {
                let districts = self.living("district", day);
                let district = pick(self.random, &districts).clone();
                self.anew(&one, day, Some(district));
            }
            _ => {
                let districts = self.living("district", day);
                if let [first, second, ..] = districts.as_slice() {
                    self.end(second, day);
                    self.step(day, second, first);
                    for commune in self.living("commune", day) {
                        if self.at(&commune, day).parent == *second {
                            if self.at(&commune, day).from == Some(day) {
                                self.at(&commune, day).parent.clone_from(first);
                            } else {
                                self.anew(&commune, day, Some(first.clone()));
                            }
                        }
                    }
                }
            }
        }
    }
}

const SETTINGS: &str = r#"
format = 1

[calendar.btp]
year_starts = "11-01"

[register.units]
columns.region = { type = "choice", of = ["mountain", "delta"], required = false }
columns.quota = { type = "integer", required = false }

[register.clubs]
columns.id = "key"
columns.unit = "units"
columns.size = { type = "integer", required = false }
columns.start = { type = "date", required = false }
columns.due = { type = "date", required = false }
columns.manager = { type = "agency", required = false }
columns.from = { type = "date", required = false }
columns.to = { type = "date", required = false }

[log.visits]
columns.id = { type = "key", required = false }
columns.date = "date"
columns.unit = { type = "units", required = false }
columns.club = { type = "clubs", required = false }
columns.agency = { type = "agency", required = false }
columns.form = { type = "choice", of = ["advice", "court", "other"] }
columns.trip = { type = "text", required = false }
columns.copies = { type = "integer", required = false }
columns.expected = { type = "integer", required = false }
columns.score = { type = "number", required = false }
columns.works = { type = "boolean", required = false }

[log.reports]
columns.date = "date"
columns.period = "period"
columns.unit = { type = "units", required = false }
columns.agency = { type = "agency", required = false }
columns.value = { type = "integer", required = false }

[checks]
outside-population = "off"
"#;

const PLAN: &str = r#"
[agency]
so = "The office"
east = { name = "The east", parent = "so", area = ["D1"] }
west = { name = "The west", parent = "so", area = ["D2"] }
centre = { name = "The centre", parent = "so" }

[category]
poor = "Poor"
border = "Border"

[population.xa]
register = "units"
where = { level = "commune" }
[population.poor]
register = "units"
where = { level = "commune" }
listed = ["poor"]
[population.listed]
register = "units"
listed = ["poor", "border"]
[population.mountain]
register = "units"
where = { level = ["commune", "village"], region = "mountain", quota = { at_least = 1 } }
[population.huyen]
register = "units"
where = { level = "district" }
[population.thon]
register = "units"
where = { level = "village" }
within = "poor"
[population.thon-out]
register = "units"
where = { level = "village" }
outside = ["poor", "mountain"]
[population.open]
register = "units"
where = { level = "commune" }
listed = ["poor", "border"]
membership = "open"
[population.any]
register = "units"
where = { level = "commune", quota = { not = 2 } }
membership = "any"
[population.both]
union = ["poor", "mountain"]
[population.clb]
register = "clubs"
[population.clb-in]
register = "clubs"
within = "listed"
where = { size = { above = 1 } }
[population.clb-out]
register = "clubs"
outside = "poor"
[population.clb-open]
register = "clubs"
membership = "open"
[population.clb-any]
register = "clubs"
within = "poor"
membership = "any"
[population.offices]
agencies = ["so", "east", "centre"]
[population.forms]
choices = "visits.form"
[[population.moving]]
register = "units"
where = { level = "commune" }
to = "2014-12-31"
[[population.moving]]
register = "units"
where = { level = "district" }
from = "2015-01-01"
basis = "1/2015"
"#;

const OF_UNITS: [&str; 11] = ["xa", "xa", "poor", "listed", "mountain", "huyen", "thon", "thon-out", "open", "any", "both"];
const OF_CLUBS: [&str; 5] = ["clb", "clb-in", "clb-out", "clb-open", "clb-any"];

const SCHEDULES: [&str; 17] = [
    "{ every = \"year\" }",
    "{ every = \"half\" }",
    "{ every = \"quarter\" }",
    "{ every = \"quarter\", length = 2, step = 2 }",
    "{ every = \"quarter\", over = 4 }",
    "{ every = \"month\", from = \"2014-03\", to = \"2014-08\" }",
    "{ every = \"week\", from = \"2014-05\", to = \"2014-06\" }",
    "{ every = \"H1\" }",
    "{ every = \"05\" }",
    "{ windows = [\"2014-H1\", \"2015-H2\"] }",
    "{ windows = [\"2014\", \"2014-Q2\", \"2015-03\"] }",
    "{ windows = [\"2014..2015\"] }",
    "{ windows = [\"2014-02-10..2015-03-01\"] }",
    "{ by = \"2015-08-31\" }",
    "[{ every = \"year\" }, { windows = [\"2015-Q2\"], since = \"2014-09-01\" }]",
    "[{ windows = [\"2014-H1\"], until = \"2014-10-31\" }, { windows = [\"2014-Q1..2014-Q3\"], since = \"2014-11-01\" }]",
    "{ windows = [\"2015-03-09\", \"2014-W20\"] }",
];

impl Country {
    pub fn random(seed: u64) -> Country {
        let mut random = Rng::with_seed(seed);
        let mut making = Making { random: &mut random, held: Vec::new(), steps: String::new(), next: 0 };
        let put = |making: &mut Making<'_>, code: String, level, parent: &str| {
            let region = *pick(making.random, &["mountain", "delta", ""]);
            let quota = chance(making.random, 7).then(|| making.random.i64(0..5));
            making.held.push(Held { code, level, parent: parent.into(), from: None, to: None, region, quota });
        };
        put(&mut making, "P".into(), "province", "");
        put(&mut making, "D1".into(), "district", "P");
        put(&mut making, "D2".into(), "district", "P");
        for at in 1..=making.random.usize(3..7) {
            let district = *pick(making.random, &["D1", "D2"]);
            put(&mut making, format!("c{at}"), "commune", district);
        }
        let communes = making.living("commune", 0);
        for at in 1..=making.random.usize(1..5) {
            let commune = pick(making.random, &communes).clone();
            put(&mut making, format!("v{at}"), "village", &commune);
        }
        if making.random.u32(..4) > 0 {
            for day in [of(2014, 3, 1), of(2014, 7, 1), of(2015, 1, 1), of(2015, 10, 1)] {
                for _ in 0..making.random.usize(..3) {
                    making.change(day);
                }
            }
        }
        let (held, steps) = (making.held, making.steps);
        let mut files = BTreeMap::new();
        let mut units = "code,name,level,kind,parent,region,quota,from,to\n".to_owned();
        for held in &held {
            let quota = held.quota.map_or(String::new(), |quota| quota.to_string());
            units.push_str(&format!(
                "{},Name {},{},,{},{},{quota},{},{}\n",
                held.code,
                held.code,
                held.level,
                held.parent,
                held.region,
                written(held.from),
                written(held.to)
            ));
        }
        files.insert("registers/units.csv".to_owned(), units);
        files.insert("registers/successions.csv".to_owned(), format!("date,old,new\n{steps}"));
        let random = &mut random;
        let living = |random: &mut Rng, day: Day, levels: &[&str]| -> Option<String> {
            let living: Vec<&Held> = held.iter().filter(|held| held.lives(day) && levels.contains(&held.level)).collect();
            (!living.is_empty()).then(|| pick(random, &living).code.clone())
        };
        let day_of = |random: &mut Rng| random.i64(of(2013, 9, 1)..of(2016, 6, 1));

        let mut listings = "unit,category,from,to\n".to_owned();
        for _ in 0..random.usize(..9) {
            let day = random.i64(of(2013, 1, 1)..of(2015, 12, 1));
            let Some(unit) = living(random, day, &["commune", "commune", "village"]) else { continue };
            let from = if chance(random, 3) { String::new() } else { iso(day) };
            let to = if chance(random, 6) { String::new() } else { iso(day + random.i64(0..700)) };
            listings.push_str(&format!("{unit},{},{from},{to}\n", pick(random, &["poor", "poor", "border"])));
        }
        files.insert("registers/listings.csv".to_owned(), listings);

        let mut clubs = "id,unit,size,start,due,manager,from,to\n".to_owned();
        let mut alive: Vec<(String, Day, Day)> = Vec::new();
        for at in 0..random.usize(..7) {
            let mut from = if chance(random, 4) { None } else { Some(random.i64(of(2013, 1, 1)..of(2015, 10, 1))) };
            for _ in 0..random.usize(1..3) {
                let Some(unit) = living(random, from.unwrap_or(0), &["commune", "village", "commune", "district"]) else { break };
                let to = chance(random, 5).then(|| from.unwrap_or(of(2013, 6, 1)) + random.i64(0..600));
                let size = chance(random, 8).then(|| random.i64(0..5).to_string()).unwrap_or_default();
                let (start, due) = (chance(random, 8).then(|| day_of(random)), chance(random, 8).then(|| day_of(random)));
                let due = due.filter(|due| from.is_none_or(|from| from <= *due)).filter(|due| *due >= of(2014, 1, 1));
                let manager = pick(random, &["", "east", "centre"]);
                clubs.push_str(&format!(
                    "k{at},{unit},{size},{},{},{manager},{},{}\n",
                    written(start),
                    written(due),
                    written(from),
                    written(to)
                ));
                alive.push((format!("k{at}"), from.unwrap_or(-100_000), to.unwrap_or(100_000)));
                let Some(to) = to else { break };
                from = Some(to + 1 + random.i64(0..200));
            }
        }
        files.insert("registers/clubs.csv".to_owned(), clubs);

        let mut visits = "id,date,unit,club,agency,form,trip,copies,expected,score,works\n".to_owned();
        let maybe =
            |random: &mut Rng, range: std::ops::Range<i64>| if chance(random, 8) { random.i64(range).to_string() } else { String::new() };
        for at in 0..random.usize(..70) {
            let day = day_of(random);
            let unit = living(random, day, &["commune", "village", "district"]).filter(|_| chance(random, 8)).unwrap_or_default();
            let there: Vec<&(String, Day, Day)> = alive.iter().filter(|club| club.1 <= day && day <= club.2).collect();
            let club = if there.is_empty() || chance(random, 3) { String::new() } else { pick(random, &there).0.clone() };
            let id = if chance(random, 8) { format!("r{:02}", (at * 37) % 100) } else { String::new() };
            let score = if chance(random, 7) { format!("{}.{}", random.i64(0..4), random.u32(1..10)) } else { String::new() };
            visits.push_str(&format!(
                "{id},{},{unit},{club},{},{},{},{},{},{score},{}\n",
                iso(day),
                pick(random, &["", "so", "east", "centre"]),
                pick(random, &["advice", "court", "other"]),
                pick(random, &["", "one", "two", "three"]),
                maybe(random, 0..6),
                maybe(random, 0..6),
                pick(random, &["", "true", "false"])
            ));
        }
        files.insert("logs/visits.csv".to_owned(), visits);

        let calendar = chance(random, 3);
        let mut reports = "date,period,unit,agency,value\n".to_owned();
        for _ in 0..random.usize(..60) {
            let period = *pick(
                random,
                &[
                    "2014",
                    "2015",
                    "2014-H1",
                    "2014-H2",
                    "2015-H1",
                    "2015-H2",
                    "2014-Q1",
                    "2014-Q2",
                    "2014-Q3",
                    "2014-Q4",
                    "2015-Q1",
                    "2014-05",
                    "2014-03",
                    "2014-W20",
                    "2014-01..2014-12",
                    "2014-01..2014-03",
                ],
            );
            let first = if calendar { 11 } else { 1 };
            let (s, e) = super::days::period(period, first);
            let date = s + random.i64(-30..(e - s + 200));
            let near = date.clamp(s, e);
            // Whoever lives on the day of the period that is nearest, or all through it.
            let unit = living(random, near, &["commune", "village", "district"]).unwrap_or_default();
            reports.push_str(&format!("{},{period},{unit},{},{}\n", iso(date), pick(random, &["", "so", "east"]), maybe(random, 0..6)));
        }
        files.insert("logs/reports.csv".to_owned(), reports);

        let mut targets = Targets { random, at: 0, ids: Vec::new() };
        let mut plan =
            format!("id = \"p\"\ntitle = \"P\"\nperiod = \"2014..2015\"\n{}{PLAN}", if calendar { "calendar = \"btp\"\n" } else { "" });
        for activity in ["a", "b"] {
            plan.push_str(&targets.activity(activity));
        }
        files.insert("plans/p.toml".to_owned(), plan);
        let slack = *pick(random, &["", "", "pace_tolerance = 0\n", "pace_tolerance = 0.25\n"]);
        files.insert("tiendo.toml".to_owned(), format!("{SETTINGS}{slack}"));
        Country { files, as_of: random.i64(of(2013, 8, 1)..of(2016, 9, 1)) }.with_exceptions(seed)
    }

    fn with_exceptions(mut self, seed: u64) -> Country {
        let mut random = Rng::with_seed(seed ^ 0x5eed);
        let names: Vec<String> = {
            let plan: toml::Table =
                self.files["plans/p.toml"].parse().unwrap_or_else(|fault| panic!("{fault}\n{}", self.files["plans/p.toml"]));
            let mut names = Vec::new();
            for activity in plan["activity"].as_array().expect("activities") {
                for target in activity["target"].as_array().expect("targets") {
                    names.push(format!("{}.{}", activity["id"].as_str().expect("an id"), target["id"].as_str().expect("an id")));
                }
            }
            names
        };
        let subjects = ["", "c1", "c2", "c3", "n1", "v1", "D1", "k1", "k2", "so", "*", "advice"];
        let windows = ["2014", "2015", "2014-H1", "2014-H2", "2014-Q2", "2014-05", "2014..2015", "2015-08-31", "own", "rolling"];
        let mut waivers = "target,subject,window,from,to,reason\n".to_owned();
        for _ in 0..random.usize(..6) {
            let window = if random.bool() { "" } else { *pick(&mut random, &windows) };
            let (from, to) = match random.u32(..4) {
                0 => ("2014-06-01", ""),
                1 => ("", "2015-01-31"),
                _ => ("", ""),
            };
            waivers.push_str(&format!("{},{},{window},{from},{to},flood\n", pick(&mut random, &names), pick(&mut random, &subjects)));
        }
        let mut accepted = "target,window,subject,from,reason\n".to_owned();
        for _ in 0..random.usize(..6) {
            let from = *pick(&mut random, &["", "", "2014-09-01", "2016-02-01"]);
            accepted.push_str(&format!(
                "{},{},{},{from},known\n",
                pick(&mut random, &names),
                pick(&mut random, &windows),
                pick(&mut random, &subjects)
            ));
        }
        self.files.insert("waivers.csv".to_owned(), waivers);
        self.files.insert("accepted.csv".to_owned(), accepted);
        self
    }
}

struct Targets<'r> {
    random: &'r mut Rng,
    at: usize,
    ids: Vec<String>,
}

impl Targets<'_> {
    fn of(&mut self, all: &[&'static str]) -> &'static str {
        *pick(self.random, all)
    }

    fn id(&mut self) -> String {
        self.at += 1;
        let id = format!("t{}", self.at);
        self.ids.push(id.clone());
        id
    }

    fn activity(&mut self, id: &str) -> String {
        let by = self.of(&[
            "",
            "by = [\"east\", \"centre\"]\n",
            "by = [\"east\", \"west\"]\n",
            "by = [\"west\"]\n",
            "by = [\"centre\", \"east\", \"west\", \"so\"]\n",
        ]);
        let pace = self.of(&["", "", "", "pace = \"end\"\n", "pace = \"linear\"\n"]);
        let mut lines: Vec<String> = Vec::new();
        for _ in 0..self.random.usize(3..7) {
            let kind = self.random.u32(..12);
            lines.extend(match kind {
                0..=4 => self.by_date(),
                5 | 6 => self.by_period(),
                7 => self.standing(),
                8 => self.parts(),
                9 => self.own(),
                10 => self.rolling(),
                _ => self.amended(),
            });
        }
        let targets = lines.iter().map(|line| format!("  {{ {line} }},\n")).collect::<String>();
        format!("\n[[activity]]\nid = \"{id}\"\ntitle = \"A\"\nlead = \"so\"\n{by}{pace}target = [\n{targets}]\n")
    }

    fn measure(&mut self) -> &'static str {
        self.of(&[
            "",
            "",
            "",
            "sum = \"copies\", ",
            "sum = \"score\", ",
            "distinct = \"trip\", ",
            "distinct = \"day\", ",
            "distinct = \"month\", ",
            "distinct = \"quarter\", ",
            "distinct = \"year\", ",
            "distinct = \"club\", ",
            "latest = \"copies\", ",
            "latest = \"works\", ",
            "latest = \"score\", ",
            "level = \"copies\", ",
            "level = \"score\", ",
            "level = \"copies\", per = \"form\", ",
            "latest = \"copies\", per = \"agency\", ",
            "ratio = { of = \"copies\", to = \"expected\" }, ",
            "ratio = { of = \"works\", to = \"rows\" }, ",
            "ratio = { of = { form = \"court\" }, to = \"rows\" }, ",
            "mean = \"score\", ",
            "mean = \"copies\", ",
        ])
    }

    fn threshold(&mut self, measure: &str, register: &str) -> String {
        let column = if register == "clubs" { "size" } else { "quota" };
        let number =
            if measure.contains("ratio") { self.of(&["30", "50", "66.5", "100", "0"]) } else { self.of(&["0", "1", "1", "2", "3", "1.5"]) };
        let own = ["units", "clubs"].contains(&register);
        let goes = measure.contains("latest") || measure.contains("level");
        match self.random.u32(..13) {
            0 => String::new(),
            1 | 2 => format!("at_most = {number}, "),
            3 => format!("exactly = {number}, "),
            4 if own => format!("at_least = {{ column = \"{column}\" }}, "),
            5 if own => format!("at_least = {{ column = \"{column}\", times = 1.5 }}, "),
            6 if register == "units" => "at_least = { by = \"region\", mountain = 1, delta = 2 }, ".to_owned(),
            7 => "at_least = { members = \"poor\" }, ".to_owned(),
            8 => format!("tracked = true, {}", self.of(&["", "at_least = 2, "])),
            9 if goes && own => format!("goal = {{ column = \"{column}\", from = 3 }}, "),
            _ => format!("at_least = {number}, "),
        }
    }

    fn others(&mut self, units: bool) -> String {
        let mut text = String::new();
        text.push_str(self.of(&["", "", "", "share = 50, ", "share = \"2/3\", ", "share = 1, "]));
        text.push_str(self.of(&["", "", "", "pace = \"linear\", ", "pace = \"end\", "]));
        text.push_str(self.of(&["", "", "", "", "by = \"subject\", ", "by = [\"west\", \"centre\"], "]));
        text.push_str(self.of(&["", "", "", "", "", "if_none = \"met\", ", "if_none = \"missed\", "]));
        if units {
            text.push_str(self.of(&["", "count = \"within\", ", "count = \"within\", "]));
        }
        text
    }

    /// A population: what a target says of it, and its register.
    fn population(&mut self) -> (String, &'static str) {
        let (name, register) = match self.random.u32(..12) {
            0 => return (String::new(), ""),
            1 => ("offices", "agency"),
            2 => ("forms", "choice"),
            3..=5 => (self.of(&OF_CLUBS), "clubs"),
            6 => ("moving", "units"),
            _ => (self.of(&OF_UNITS), "units"),
        };
        (format!("population = \"{name}\", "), register)
    }

    fn conditions(&mut self) -> &'static str {
        self.of(&[
            "",
            "",
            "",
            "where = { form = \"court\" }, ",
            "where = { form = [\"court\", \"advice\"], copies = { at_most = 3 } }, ",
            "where = { trip = \"\" }, ",
            "where = { copies = { not = 2 } }, ",
            "where = { \"club.size\" = { above = 1 } }, ",
            "where = { date = { at_least = \"2014-06-01\" } }, ",
        ])
    }

    fn schedule(&mut self) -> String {
        let schedule = self.of(&SCHEDULES);
        let late = self.of(&["", "", "", ", late = { days = 20 }", ", late = { days = 0 }", ", calendar = \"btp\""]);
        if schedule.starts_with('[') { schedule.to_owned() } else { schedule.replace(" }", &format!("{late} }}")) }
    }

    fn by_date(&mut self) -> Vec<String> {
        let ((population, register), measure, id) = (self.population(), self.measure(), self.id());
        let (threshold, others, conditions) = (self.threshold(measure, register), self.others(register == "units"), self.conditions());
        if self.random.u32(..8) == 0 && threshold.is_empty() {
            let table = self.of(&[
                "at_least = { \"2014\" = 2, \"2015\" = 1, \"2014..2015\" = 4 }, ",
                "at_most = { \"2014-H2\" = 1, \"2015-Q1\" = 0 }, ",
            ]);
            return vec![format!("id = \"{id}\", log = \"visits\", {population}{measure}{table}{others}{conditions}")];
        }
        let schedule = self.schedule();
        vec![format!("id = \"{id}\", log = \"visits\", {population}{measure}{threshold}{others}{conditions}schedule = {schedule}")]
    }

    fn by_period(&mut self) -> Vec<String> {
        let (population, register) = match self.random.u32(..6) {
            0 => (String::new(), ""),
            1 => ("population = \"offices\", ".to_owned(), "agency"),
            _ => (format!("population = \"{}\", ", self.of(&OF_UNITS)), "units"),
        };
        let measure = self.of(&[
            "",
            "",
            "sum = \"value\", ",
            "latest = \"value\", ",
            "level = \"value\", ",
            "mean = \"value\", ",
            "distinct = \"month\", ",
        ]);
        let (id, threshold, others) = (self.id(), self.threshold(measure, register), self.others(register == "units"));
        let schedule = self.of(&[
            "{ every = \"year\"",
            "{ every = \"half\"",
            "{ every = \"quarter\"",
            "{ windows = [\"2014-Q1\", \"2014-H1\", \"2014\"]",
            "{ every = \"month\", from = \"2014-02\", to = \"2014-06\"",
        ]);
        let due = self.of(&[
            "",
            ", due = { days = 15 }",
            ", due = { days = -10 }",
            ", due = { from = \"start\", days = -1 }",
            ", due = { on = \"07-20\", years = -1 }",
            ", due = { on = \"02-15\", years = 1 }",
            ", due = { days = 10 }, late = { days = 40 }",
        ]);
        let calendar = self.of(&["", "", ", calendar = \"btp\""]);
        let within = self.of(&["", "", "periods = \"within\", "]);
        vec![format!(
            "id = \"{id}\", log = \"reports\", {population}{measure}{threshold}{others}{within}schedule = {schedule}{due}{calendar} }}"
        )]
    }

    fn standing(&mut self) -> Vec<String> {
        let (population, register) = match self.random.u32(..5) {
            0 => (String::new(), ""),
            1 => ("population = \"offices\", ".to_owned(), "agency"),
            _ => (format!("population = \"{}\", ", self.of(&OF_UNITS)), "units"),
        };
        let (id, threshold, others) = (self.id(), self.threshold("", register), self.others(register == "units"));
        let conditions = self.of(&["", "", "where = { size = { above = 1 } }, ", "where = { \"unit.region\" = \"delta\" }, "]);
        let schedule = self.of(&[
            "{ every = \"year\" }",
            "{ every = \"half\", due = { days = 20 } }",
            "{ windows = [\"2014-H1\", \"2015-H2\"] }",
            "{ windows = [\"2014\"], late = { days = 30 } }",
        ]);
        vec![format!("id = \"{id}\", standing = \"clubs\", {population}{threshold}{others}{conditions}schedule = {schedule}")]
    }

    fn parts(&mut self) -> Vec<String> {
        let (population, schedule) = (
            self.of(&["xa", "poor", "listed", "thon", "clb", "open"]),
            self.of(&["{ every = \"year\" }", "{ every = \"half\" }", "{ windows = [\"2014\", \"2015-Q1\"] }"]),
        );
        let mut lines = Vec::new();
        let mut ids = Vec::new();
        for _ in 0..3 {
            let (id, measure) = (self.id(), self.measure());
            let (threshold, conditions) = (self.threshold(measure, "").replace("tracked = true, ", ""), self.conditions());
            let part = self.of(&["part = true, ", "part = true, ", ""]);
            lines.push(format!("id = \"{id}\", {part}log = \"visits\", population = \"{population}\", {measure}{threshold}{conditions}schedule = {schedule}"));
            ids.push(id);
        }
        let id = self.id();
        let share = self.of(&["", "share = 50, "]);
        let [a, b, c] = [&ids[0], &ids[1], &ids[2]];
        let says = match self.random.u32(..4) {
            0 => format!("all_of = [\"{a}\", \"{b}\", \"{c}\"]"),
            1 => format!("any_of = [\"{a}\", \"{b}\", \"{c}\"]"),
            2 => format!("some_of = [\"{a}\", \"{b}\", \"{c}\"], at_least = 2"),
            _ => format!("points = {{ {a} = 30, {b} = 50 }}, veto = [\"{c}\"], at_least = {}", self.of(&["30", "50", "60", "80"])),
        };
        lines.push(format!("id = \"{id}\", {share}{says}"));
        lines
    }

    fn own(&mut self) -> Vec<String> {
        let population = self.of(&["clb", "clb-in", "clb-out"]);
        let (id, measure) = (self.id(), self.measure());
        let (threshold, others) = (self.threshold(measure, "clubs"), self.others(false));
        let late = self.of(&["", "", ", late = { days = 25 }"]);
        let schedule = self.of(&[
            "{ from = { column = \"start\" }, days = 60",
            "{ from = { column = \"start\" }, months = 2",
            "{ by = { column = \"due\" }",
        ]);
        vec![format!(
            "id = \"{id}\", log = \"visits\", population = \"{population}\", {measure}{threshold}{others}schedule = {schedule}{late} }}"
        )]
    }

    fn rolling(&mut self) -> Vec<String> {
        let (population, register) =
            if self.random.bool() { (self.of(&["clb", "clb-in"]), "clubs") } else { (self.of(&["xa", "poor", "huyen"]), "units") };
        let (id, measure) = (self.id(), self.measure());
        let (threshold, others) = (self.threshold(measure, register), self.others(register == "units"));
        let schedule = self.of(&["{ rolling = { days = 90 } }", "{ rolling = { months = 6 } }"]);
        vec![format!("id = \"{id}\", log = \"visits\", population = \"{population}\", {measure}{threshold}{others}schedule = {schedule}")]
    }

    fn amended(&mut self) -> Vec<String> {
        let (id, schedule) = (self.id(), self.of(&["{ every = \"year\" }", "{ every = \"half\" }", "{ every = \"quarter\" }"]));
        let population = self.of(&["xa", "poor", "mountain"]);
        let other = self.of(&["xa", "huyen", "listed"]);
        let (first, second) = (self.of(&["at_least = 1", "at_most = 2"]), self.of(&["at_least = 3", "exactly = 1"]));
        let cut = self.of(&["2014-12-31 2015-01-01", "2014-09-14 2014-09-15"]);
        let (to, from) = cut.split_once(' ').expect("two days");
        vec![
            format!("id = \"{id}\", log = \"visits\", population = \"{population}\", {first}, to = \"{to}\", schedule = {schedule}"),
            format!(
                "id = \"{id}\", log = \"visits\", population = \"{other}\", {second}, from = \"{from}\", basis = \"9/2015\", schedule = {schedule}"
            ),
        ]
    }
}
