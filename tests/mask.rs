//! What decides on a row and what explains it must agree, and a row counts the same wherever it is framed.
//!
//! In builds for tests every row of every log goes through both: `load::parallel` asserts that something is said of a row exactly
//! where it was marked, and that it is left out exactly where that is said. Here random rows of every column type, sound and not,
//! quoted and not, are read twice: framed where they stand, and, below a header in which a word looks like a date (it might
//! come again where a row should be), each row looked at first.

use std::fs;
use std::path::Path;

mod harness;
use harness::tiendo;

const SETTINGS: &str = r#"
format = 1
language = "en"
[category]
poor = "Poor"
[fund]
state = "State"
[register.clubs]
columns.id = "key"
columns.name = "text"
columns.unit = "units"
columns.kind = { type = "choice", of = ["old", "new"] }
columns.from = { type = "date", required = false }
columns.to = { type = "date", required = false }
[log.visits]
columns.id = { type = "key", required = false }
columns.date = "date"
columns.unit = { type = "units", required = false }
columns.unit_name = { type = "text", names = "unit", required = false }
columns.club = { type = "clubs", required = false }
columns.form = { type = "choice", of = ["advice", "court", "other"], required = false }
columns.people = { type = "integer", min = 0, max = 500 }
columns.women = { type = "integer", min = 0, at_most = "people", required = false }
columns.share = { type = "number", required = false }
columns.fund = { type = "fund", required = false }
columns.office = { type = "agency", required = false }
columns.open = { type = "boolean", required = false }
columns.trip = { type = "text", required = false }
columns.client = { type = "text", personal = true, required = false }
columns.paper = { type = "file", required = false }
columns.extra = { type = "text", required = false, header = "EXTRA" }
[log.reports]
columns.id = "key"
columns.date = "date"
columns.period = "period"
columns.unit = "units"
columns.stock = { type = "integer", required = false }
columns.extra = { type = "text", required = false, header = "EXTRA" }
"#;

const PLAN: &str = r#"
id = "p"
title = "A plan"
period = "2014..2015"
[agency]
office = "Office"
branch = { name = "Branch", parent = "office", area = ["d1"] }
[population.communes]
register = "units"
where = { level = "commune" }
[population.poor]
register = "units"
where = { level = "commune" }
listed = ["poor"]
[population.districts]
register = "units"
where = { level = "district" }
[population.clubs]
register = "clubs"
[population.forms]
choices = "visits.form"
[population.offices]
agencies = ["office", "branch"]
[[activity]]
id = "go"
title = "Go"
lead = "office"
by = ["branch"]
log = "visits"
schedule = { every = "half" }
target = [
    { id = "rows", population = "communes" },
    { id = "poor", population = "poor", where = { form = ["advice", ""] } },
    { id = "days", population = "districts", count = "within", distinct = "day" },
    { id = "trips", population = "districts", count = "within", distinct = "trip", where = { people = { above = 3 } } },
    { id = "sum", population = "communes", sum = "people", where = { open = true } },
    { id = "share", population = "communes", sum = "share", at_most = 1000 },
    { id = "last", population = "communes", latest = "people", at_least = 100 },
    { id = "women", population = "districts", count = "within", ratio = { of = "women", to = "people" }, at_least = 40 },
    { id = "clubs", population = "clubs", where = { "club.kind" = "new" } },
    { id = "forms", population = "forms" },
    { id = "offices", population = "offices", where = { fund = { not = "state" } } },
    { id = "all", schedule = { by = "2014-09-30" } },
]
[[activity]]
id = "report"
title = "Report"
lead = "office"
log = "reports"
schedule = { every = "quarter", due = { days = 10 } }
target = [
    { id = "sent", population = "districts" },
    { id = "stock", population = "districts", level = "stock" },
]
"#;

const UNITS: &str = "code,name,level,kind,parent,from,to\n\
    d0,Bắc Sơn,district,huyện,,,\nd1,Đông,district,huyện,,,\n\
    c0,An,commune,xã,d0,,\nc1,Bình An,commune,xã,d0,,\nc2,Cao,commune,xã,d1,,2014-12-31\nc3,Đình,commune,xã,d1,,2014-12-31\n\
    c4,Cao Đình,commune,xã,d1,2015-01-01,\nv0,Một,village,thôn,c0,,\n";
const SUCCESSIONS: &str = "date,old,new\n2015-01-01,c2,c4\n2015-01-01,c3,c4\n";
const LISTINGS: &str = "unit,category,from,to\nc0,poor,,\nc2,poor,,\nc4,poor,2015-03-01,\n";
const CLUBS: &str = "id,name,unit,kind,from,to\nk0,Một,c0,old,,\nk1,Hai,c2,new,,\nk2,Ba,c1,new,2014-06-01,2015-06-01\n";

/// One of some texts; the first half of the time.
fn one<'a>(random: &mut fastrand::Rng, of: &[&'a str]) -> &'a str {
    if random.bool() { of[0] } else { of[random.usize(..of.len())] }
}

fn date(random: &mut fastrand::Rng) -> String {
    let odd = ["31/12/2014", "2014-02-30", "", "2019-01-01", "1999-01-01", "2016-02-02", "date", "2015-01-01", "2014-12-31"];
    if random.usize(..12) == 0 {
        return odd[random.usize(..odd.len())].to_owned();
    }
    format!("{}-{:02}-{:02}", 2014 + random.usize(..2), 1 + random.usize(..12), 1 + random.usize(..28))
}

/// A field as a file writes it: quoted where it must be, and sometimes where it need not.
fn written(random: &mut fastrand::Rng, field: &str) -> String {
    if field.contains([',', '"', '\n']) || random.usize(..60) == 0 {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

fn line(random: &mut fastrand::Rng, fields: &[&str]) -> String {
    let mut line: Vec<String> = fields.iter().map(|field| written(random, field)).collect();
    match random.usize(..150) {
        0 => line.push("x".into()),
        1 => drop(line.pop()),
        2 => line[0].insert(0, '\u{feff}'),
        3 => line[0].push('"'),
        _ => {}
    }
    line.join(",") + if random.usize(..9) == 0 { "\r\n" } else { "\n" }
}

fn visits(random: &mut fastrand::Rng, rows: usize) -> String {
    let mut text = String::from("id,date,unit,unit_name,club,form,people,women,share,fund,office,open,trip,client,paper,EXTRA\n");
    for row in 0..rows {
        let id = match random.usize(..200) {
            0 => String::new(),
            1 => format!("v{}", random.usize(..=row)),
            2 => format!("v{row} "),
            _ => format!("v{row}"),
        };
        let date = date(random);
        let unit = one(random, &["c0", "c1", "c2", "c4", "v0", "d0", "c9", "", "C0", "c3"]);
        let right = match unit {
            "c0" => "An",
            "c1" => "Bình An",
            "c2" => "Cao",
            "c4" => "Cao Đình",
            _ => "",
        };
        let name = one(random, &["", right, right, "Xã Bình An", "binh an", "An "]);
        let club = one(random, &["", "k0", "k1", "k2", "k3"]);
        let form = one(random, &["advice", "court", "other", "", "Advice"]);
        let people = one(random, &["12", "3", "0", "499", "500", "-1", "12.0", "", "501", "1.234", "x"]);
        let women = one(random, &["", "2", "0", "13", "2"]);
        let share = one(random, &["", "0.5", "12", "-3.25", "1.234", "99999999999", "999999999999999999.123456789", "1e3"]);
        let fund = one(random, &["", "state", "State"]);
        let office = one(random, &["", "office", "branch", "ofice"]);
        let open = one(random, &["true", "false", "", "True"]);
        let trip = format!("{}{}", one(random, &["t", "chuyến ", "e\u{301}", "two\nlines ", "a,b ", "  "]), random.usize(..40));
        let client = one(random, &["", "Nguyễn Văn A", "a  b"]);
        let paper = one(random, &["", "", "papers/a.txt", "papers/b.txt", "../x"]);
        let fields = [&*id, &date, unit, name, club, form, people, women, share, fund, office, open, &trip, client, paper, ""];
        text += &line(random, &fields);
        if random.usize(..300) == 0 {
            text += one(
                random,
                &[
                    "\n",
                    ",,,,,,,,,,,,,,,\n",
                    "Total,,,,,,99,,,,,,,,,\n",
                    "id,date,unit,unit_name,club,form,people,women,share,fund,office,open,trip,client,paper,EXTRA\n",
                ],
            );
        }
    }
    text
}

fn reports(random: &mut fastrand::Rng, rows: usize) -> String {
    let mut text = String::from("id,date,period,unit,stock,EXTRA\n");
    for row in 0..rows {
        let (id, date) = (format!("r{row}"), date(random));
        let period = one(random, &["2014-Q1", "2014-Q2", "2015-Q4", "2014-01", "2014-01..2014-03", "2014-H1", "2014Q1", "", "2016-Q1"]);
        let unit = one(random, &["d0", "d1", "d2", "c0"]);
        let stock = one(random, &["", "1", "7", "-7", "x"]);
        text += &line(random, &[&id, &date, period, unit, stock, ""]);
    }
    text
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

/// All that is said of a workspace in which a column that nobody fills has a header of ten characters.
fn told(seed: u64, header: &str) -> Vec<(u8, String, String)> {
    let mut random = fastrand::Rng::with_seed(seed);
    let (rows, more) = (random.usize(600..1800), random.usize(1..200));
    let (first, second, reports) = (visits(&mut random, rows), visits(&mut random, 50), reports(&mut random, more));
    let directory = tempfile::tempdir().expect("a folder");
    let named = |text: &str| text.replace("EXTRA", header);
    let files = [
        ("tiendo.toml", named(SETTINGS)),
        ("plans/p.toml", PLAN.to_owned()),
        ("registers/units.csv", UNITS.to_owned()),
        ("registers/successions.csv", SUCCESSIONS.to_owned()),
        ("registers/listings.csv", LISTINGS.to_owned()),
        ("registers/clubs.csv", CLUBS.to_owned()),
        ("papers/a.txt", "a".to_owned()),
        ("logs/visits/1.csv", named(&first)),
        ("logs/visits/2.csv", named(&second)),
        ("logs/reports.csv", named(&reports)),
    ];
    for (path, text) in &files {
        put(directory.path(), path, text);
    }
    let as_of = ["2014-10-10", "2015-12-31"][usize::from(random.bool())];
    [&["check", "--format", "json"][..], &["coverage", "--format", "json"], &["gaps", "--all", "--format", "json"]]
        .map(|command| tiendo(directory.path(), as_of, command))
        .map(|(status, out, err)| (status, named_back(&out, header), named_back(&err, header)))
        .to_vec()
}

/// The answer with the header's word as it would be anywhere.
fn named_back(text: &str, header: &str) -> String {
    text.replace(header, "EXTRA")
}

#[test]
fn rows_say_the_same_wherever_they_are_framed() {
    let mut findings = 0;
    for seed in 0..6 {
        let (framed, one_by_one) = (told(seed, "extra_word"), told(seed, "2000-01-01"));
        assert_eq!(framed, one_by_one, "seed {seed}");
        findings += framed[0].1.matches("\"code\"").count();
    }
    assert!(findings > 2_000, "{findings} findings: the rows are too sound to tell the two apart");
}
