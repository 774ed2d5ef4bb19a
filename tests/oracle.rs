//! The same figures a second time, by a slow reading of section 5 that shares nothing with the program: random
//! logs over a country whose units merge, split, and pass their codes on.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

mod harness;
use harness::{Case, tries};

/// A unit: its name here, its code, and the days it lives.
type Unit = (&'static str, &'static str, &'static str, &'static str);

const UNITS: &[Unit] = &[
    ("A", "a", "0000-01-01", "2014-06-30"),
    ("B1", "b", "0000-01-01", "2015-09-30"),
    ("B2", "b", "2015-10-01", "9999-12-31"),
    ("C1", "c", "0000-01-01", "2014-12-31"),
    ("C2", "c", "2015-01-01", "9999-12-31"),
    ("D", "d", "2015-01-01", "9999-12-31"),
    ("E", "e", "0000-01-01", "2015-06-30"),
    ("F", "f", "2015-10-01", "9999-12-31"),
];

/// What became of them: a day, and from which unit to which.
const STEPS: &[(&str, &str, &str)] = &[
    ("2014-07-01", "A", "B1"),
    ("2015-01-01", "C1", "C2"),
    ("2015-01-01", "C1", "D"),
    ("2015-07-01", "E", "C2"),
    ("2015-10-01", "B1", "B2"),
    ("2015-10-01", "B1", "F"),
];

fn country(case: Case) -> Case {
    let mut units = "code,name,level,parent,from,to\nP,Phong,province,,,\nD9,Đông,district,P,,\n".to_owned();
    for (name, code, from, to) in UNITS {
        let from = if from.starts_with("0000") { "" } else { from };
        let to = if to.starts_with("9999") { "" } else { to };
        units.push_str(&[code, name, "commune", "D9", from, to].join(","));
        units.push('\n');
    }
    let code = |name: &str| UNITS.iter().find(|unit| unit.0 == name).expect("a unit").1;
    let mut successions = "date,old,new\n".to_owned();
    for (day, old, new) in STEPS {
        successions.push_str(&[day, code(old), code(new)].join(","));
        successions.push('\n');
    }
    case.plan("area = [\"D\"]", "area = [\"D9\"]").file("registers/units.csv", units).file("registers/successions.csv", successions)
}

fn holder(code: &str, day: &str) -> Option<&'static str> {
    UNITS.iter().find(|unit| unit.1 == code && unit.2 <= day && day <= unit.3).map(|unit| unit.0)
}

/// Whether one unit is led to another by steps up to a day.
fn leads(from: &str, to: &str, by: &str) -> bool {
    STEPS.iter().any(|(day, old, new)| *old == from && *day <= by && (*new == to || leads(new, to, by)))
}

#[derive(Debug)]
struct Row {
    day: String,
    code: &'static str,
    trip: &'static str,
    copies: Option<i64>,
}

impl Row {
    /// Whether it counts for a unit that is looked at on a reference day.
    fn counts(&self, subject: &str, reference: &str) -> bool {
        let unit = holder(self.code, &self.day).expect("a code that is valid on its day");
        unit == subject || leads(unit, subject, reference) || (*self.day > *reference && leads(subject, unit, &self.day))
    }
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let day = (2013_u16..=2016, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"));
    let code = prop::sample::select(vec!["a", "b", "c", "d", "e", "f"]);
    let trip = prop::sample::select(vec!["", "one", "two"]);
    let row =
        (day, code, trip, prop::option::weighted(0.8, 0_i64..6)).prop_map(|(day, code, trip, copies)| Row { day, code, trip, copies });
    prop::collection::vec(row, 0..40).prop_map(|rows| rows.into_iter().filter(|row| holder(row.code, &row.day).is_some()).collect())
}

/// What a measure makes of rows; nothing where it has no value.
fn value(measure: &str, rows: &[&Row]) -> Option<i64> {
    let count = |count: usize| Some(i64::try_from(count).expect("few"));
    let last = || rows.iter().filter_map(|row| Some((&row.day, row.copies?))).max().map(|(_, copies)| copies);
    match measure {
        "rows" => count(rows.len()),
        "sum" => {
            if rows.is_empty() {
                Some(0)
            } else {
                rows.iter().filter_map(|row| row.copies).reduce(|sum, copies| sum + copies)
            }
        }
        "trip" => count(rows.iter().map(|row| row.trip).filter(|trip| !trip.is_empty()).collect::<BTreeSet<_>>().len()),
        "month" => count(rows.iter().map(|row| &row.day[..7]).collect::<BTreeSet<_>>().len()),
        "latest" | "level" => last(),
        _ => unreachable!("{measure}"),
    }
}

fn holds(threshold: &str, value: Option<i64>, needed: i64) -> bool {
    match (threshold, value) {
        ("at_least", None) => needed == 0,
        (_, None) => false,
        ("at_least", Some(value)) => value >= needed,
        ("at_most", Some(value)) => value <= needed,
        (_, Some(value)) => value == needed,
    }
}

/// One line for each cell of a window: code, state, value.
fn cells(window: &Value, starts: &[&str], by: bool, measure: &str, (threshold, needed): (&str, i64), rows: &[Row], as_of: &str) -> String {
    let text = |key: &str| window[key].as_str().expect("a text");
    let (start, end, due) = (text("start"), text("end"), text("due"));
    let reference = if as_of < start { start } else { as_of.min(end) };
    let next = starts.iter().copied().filter(|start| *start > end).min().unwrap_or("9999");
    let mut members: Vec<&Unit> = UNITS.iter().filter(|unit| unit.2 <= reference && reference <= unit.3).collect();
    members.sort_by_key(|unit| unit.1);
    let cell = |(name, code, ..): &&Unit| {
        let own: Vec<&Row> = rows.iter().filter(|row| *row.day <= *as_of && row.counts(name, reference)).collect();
        let on_time = |row: &&Row| *row.day <= *end && (*row.day >= *start || by || measure == "level");
        let late = |row: &&Row| threshold == "at_least" && *row.day > *end && *row.day < *next;
        let k1 = value(measure, &own.iter().copied().filter(on_time).collect::<Vec<_>>());
        let k2 = value(measure, &own.iter().copied().filter(|row| on_time(row) || late(row)).collect::<Vec<_>>());
        format!("{code} {}", state(k1, k2, (threshold, needed), (start, due), as_of))
    };
    members.iter().map(cell).collect::<Vec<_>>().join(", ")
}

/// A cell's state and value, first that fits.
fn state(k1: Option<i64>, k2: Option<i64>, (threshold, needed): (&str, i64), (start, due): (&str, &str), as_of: &str) -> String {
    let met = holds(threshold, k1, needed);
    let k = if met { k1 } else { k2 };
    let state = if as_of < start {
        "upcoming"
    } else if met {
        "met"
    } else if holds(threshold, k2, needed) {
        "late"
    } else if threshold != "at_least" && k.is_some_and(|k| k > needed) {
        "exceeded"
    } else if as_of > due {
        "overdue"
    } else {
        "open"
    };
    format!("{state} {}", k.map_or("-".into(), |k| k.to_string()))
}

#[derive(Debug)]
struct Club {
    code: &'static str,
    from: Option<String>,
    to: Option<String>,
}

impl Club {
    fn unit(&self) -> Option<&'static str> {
        match &self.from {
            Some(from) => holder(self.code, from),
            None => UNITS.iter().find(|unit| unit.1 == self.code).map(|unit| unit.0),
        }
    }

    fn alive(&self, day: &str) -> bool {
        self.from.as_ref().is_none_or(|from| **from <= *day) && self.to.as_ref().is_none_or(|to| *day <= **to)
    }

    /// Whether it stands, on a day, in a unit that counts for the subject looked at on the reference day.
    fn counts(&self, subject: &str, day: &str, reference: &str) -> bool {
        let unit = self.unit().expect("a code that is valid when the club is founded");
        // It stands only where there is a unit on that day.
        let lives = |place: &str| UNITS.iter().any(|unit| unit.0 == place && unit.2 <= day && day <= unit.3);
        let stands = |place: &str| lives(place) && (unit == place || leads(unit, place, day));
        let before = day < reference && leads(unit, subject, reference);
        let later = day > reference && UNITS.iter().any(|(place, ..)| stands(place) && leads(subject, place, day));
        self.alive(day) && (stands(subject) || before || later)
    }
}

fn clubs() -> impl Strategy<Value = Vec<Club>> {
    let day = || prop::option::of((2013_u16..=2016, 1_u8..=12).prop_map(|(year, month)| format!("{year}-{month:02}-01")));
    let code = prop::sample::select(vec!["a", "b", "c", "d", "e", "f"]);
    let club = (code, day(), day()).prop_map(|(code, from, to)| Club { code, from, to });
    let sound = |club: &Club| club.unit().is_some() && (club.to.is_none() || club.from <= club.to);
    prop::collection::vec(club, 0..8).prop_map(move |clubs| clubs.into_iter().filter(sound).collect())
}

proptest! {
    #![proptest_config(tries(200))]

    #[test]
    fn every_cell_is_what_the_text_says(
        rows in rows(),
        (year, month) in (2013_u16..=2016, 1_u8..=12),
        measure in prop::sample::select(vec!["rows", "sum", "trip", "month", "latest", "level"]),
        threshold in prop::sample::select(vec!["at_least", "at_least", "at_most", "exactly"]),
        needed in 0_i64..4,
        schedule in prop::sample::select(vec![
            "{ every = \"year\" }",
            "{ every = \"half\" }",
            "{ windows = [\"2014-H1\", \"2015-H2\"] }",
            "{ windows = [\"2014\", \"2014-Q2\", \"2015-03\"] }",
            "{ windows = [\"2014..2015\"] }",
            "{ by = \"2015-08-31\" }",
        ]),
    ) {
        let as_of = format!("{year}-{month:02}-15");
        let says = match measure {
            "rows" => String::new(),
            "sum" | "latest" | "level" => format!("{measure} = \"copies\", "),
            _ => format!("distinct = \"{measure}\", "),
        };
        let line = |row: &Row| format!("{},{},{},{}", row.day, row.code, row.trip, row.copies.map_or(String::new(), |copies| copies.to_string()));
        let log = rows.iter().map(line).collect::<Vec<_>>().join("\n");
        let case = country(Case::target(&format!("{says}{threshold} = {needed}, schedule = {schedule}"))).file("logs/visits.csv", format!("date,unit,trip,copies\n{log}\n"));
        let evaluated = case.on(&as_of);
        prop_assert_eq!(evaluated.state.left_out, 0);
        let coverage = evaluated.coverage();
        let windows = coverage["plans"][0]["activities"][0]["targets"][0]["windows"].as_array().expect("a list");
        let starts: Vec<&str> = windows.iter().filter_map(|window| window["start"].as_str()).collect();
        for (window, shown) in windows.iter().zip(&evaluated.shown("x.t")[1..]) {
            let expected = cells(window, &starts, schedule.contains("by"), measure, (threshold, needed), &rows, &as_of);
            let (_, shown) = shown.split_once(": ").unwrap_or((shown, ""));
            prop_assert_eq!(shown, expected, "{} as of {}", window["window"], as_of);
        }
    }

    #[test]
    fn every_club_stands_where_the_text_says(
        clubs in clubs(),
        (year, month) in (2013_u16..=2016, 1_u8..=12),
        threshold in prop::sample::select(vec!["at_least", "at_most", "exactly"]),
        needed in 0_i64..3,
        schedule in prop::sample::select(vec!["{ every = \"year\" }", "{ windows = [\"2014-H1\", \"2015-H2\"] }", "{ windows = [\"2014\"] }"]),
    ) {
        let as_of = format!("{year}-{month:02}-15");
        let days = |day: &Option<String>| day.clone().unwrap_or_default();
        let line = |(at, club): (usize, &Club)| format!("k{at},{},{},{}", club.code, days(&club.from), days(&club.to));
        let rows = clubs.iter().enumerate().map(line).collect::<Vec<_>>().join("\n");
        let says = format!("standing = \"clubs\", {threshold} = {needed}, schedule = {schedule}");
        let case = country(Case::target(&says)).file("registers/clubs.csv", format!("id,unit,from,to\n{rows}\n"));
        let evaluated = case.on(&as_of);
        prop_assert_eq!(evaluated.state.left_out, 0, "{:?}", evaluated.findings);
        let coverage = evaluated.coverage();
        let windows = coverage["plans"][0]["activities"][0]["targets"][0]["windows"].as_array().expect("a list");
        let text = |window: &'static str, of: &Value| of[window].as_str().expect("a text").to_owned();
        for (window, shown) in windows.iter().zip(&evaluated.shown("x.t")[1..]) {
            let (start, end, due) = (text("start", window), text("end", window), text("due", window));
            let reference = if as_of < start { start.clone() } else { as_of.clone().min(end.clone()) };
            let next = windows.iter().map(|other| text("start", other)).filter(|start| *start > end).min();
            // The last late day: the day before the next window.
            let last = next.map_or(as_of.clone(), |next| tiendo::calendar::plus_days(harness::day(&next), -1).to_string().min(as_of.clone()));
            let standing = |subject: &str, day: &str| Some(clubs.iter().map(|club| i64::from(club.counts(subject, day, &reference))).sum());
            let on = as_of.clone().min(end.clone());
            let mut members: Vec<&Unit> = UNITS.iter().filter(|unit| *unit.2 <= *reference && *reference <= *unit.3).collect();
            members.sort_by_key(|unit| unit.1);
            let cell = |unit: &&Unit| {
                let k1 = standing(unit.0, &on);
                let k2 = if threshold == "at_least" && last > on { standing(unit.0, &last) } else { k1 };
                format!("{} {}", unit.1, state(k1, k2, (threshold, needed), (&start, &due), &as_of))
            };
            let expected = members.iter().map(cell).collect::<Vec<_>>().join(", ");
            let (_, shown) = shown.split_once(": ").unwrap_or((shown, ""));
            prop_assert_eq!(shown, expected, "{} as of {}", window["window"], as_of);
        }
    }
}
