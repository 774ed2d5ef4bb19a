//! Laws that hold for every workspace: cells add up, more rows never take coverage away, order never matters,
//! a waiver never lowers coverage, the same run gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::Value;
use tiendo::read::Tree;
use tiendo::report::{Answer as _, ScheduleAsked, Selection, VisitSchedule};

mod harness;
use harness::{Case, Evaluated, day, tries};

/// One visit as it stands in the log.
type Row = String;

/// A day of the plan, or around it.
fn date() -> impl Strategy<Value = String> {
    (2013_u16..=2016, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
}

/// A visit: date, unit, trip, copies, expected. Some units are villages and districts, some cells are empty.
fn row() -> impl Strategy<Value = Row> {
    let unit = prop::sample::select(vec!["a", "b", "c", "v", "D", "T"]);
    let trip = prop::sample::select(vec!["", "one", "two", "three"]);
    let number = || prop::option::weighted(0.8, 0_u32..6).prop_map(|number| number.map_or(String::new(), |number| number.to_string()));
    (date(), unit, trip, number(), number())
        .prop_map(|(date, unit, trip, copies, expected)| format!("{date},{unit},{trip},{copies},{expected}"))
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 0..25)
}

/// What grows with every row.
fn flow() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "pace = \"end\"",
        "pace = \"linear\"",
        "sum = \"copies\"",
        "distinct = \"trip\"",
        "distinct = \"day\"",
        "distinct = \"month\"",
        "count = \"within\"",
        "where = { trip = \"one\" }",
    ])
}

fn measure() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        flow(),
        prop::sample::select(vec!["latest = \"copies\"", "level = \"copies\"", "ratio = { of = \"copies\", to = \"expected\" }"]),
    ]
}

fn schedule() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "{ every = \"year\" }",
        "{ every = \"half\" }",
        "{ every = \"quarter\", step = 3 }",
        "{ windows = [\"2014-H1\", \"2015\"] }",
        "{ windows = [\"2014..2015\", \"2015-Q1\"] }",
        "{ by = \"2015-06-30\" }",
        "{ every = \"year\", calendar = \"fy\" }",
    ])
}

fn threshold() -> impl Strategy<Value = String> {
    (prop::sample::select(vec!["at_least", "at_most", "exactly"]), 0_u8..4).prop_map(|(kind, number)| format!("{kind} = {number}"))
}

fn population() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["xa", "huyen"])
}

fn share() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["100", "50", "\"2/3\"", "1"])
}

/// What a target says, its threshold aside.
fn says(measure: impl Strategy<Value = &'static str>) -> impl Strategy<Value = String> {
    (measure, schedule(), population(), share()).prop_map(|(measure, schedule, population, share)| {
        format!("{measure}, population = \"{population}\", share = {share}, schedule = {schedule}")
    })
}

/// On the first day of 2015 commune `b` becomes `n`, and a part of `c` joins it.
fn merged(case: Case) -> Case {
    let units = "code,name,level,kind,parent,from,to\nP,Phong,province,,,,\nD,Đông,district,,P,,\nT,Tây,district,,P,,\na,An,commune,,D,,\nb,Bình,commune,,D,,\nc,Cát,commune,,T,,\nn,Nam,commune,,T,2015-01-01,\nv,Vân,village,,b,,\n";
    case.file("registers/units.csv", units)
        .file("registers/successions.csv", "date,old,new\n2015-01-01,b,n\n2015-01-01,c,c\n2015-01-01,c,n\n")
}

const HEAD: &str = "date,unit,trip,copies,expected\n";

fn case(says: &str, rows: &[Row]) -> Case {
    merged(Case::target(says)).file("logs/visits.csv", format!("{HEAD}{}\n", rows.join("\n")))
}

/// Everything that `coverage` and `gaps` say.
fn answers(tree: &Tree, as_of: &str) -> String {
    let evaluated = Evaluated::new(tree, as_of, None);
    format!("{:#}\n{:#}", evaluated.coverage(), evaluated.gaps(true))
}

fn windows(coverage: &Value) -> Vec<&Value> {
    coverage["plans"][0]["activities"][0]["targets"][0]["windows"].as_array().expect("windows").iter().collect()
}

fn count(window: &Value, key: &str) -> u64 {
    window[key].as_u64().unwrap_or_else(|| panic!("{key} of {window}"))
}

/// Covered cells of each window.
fn covered(case: &Case, as_of: &str) -> BTreeMap<String, u64> {
    let coverage = case.on(as_of).coverage();
    windows(&coverage).into_iter().map(|window| (window["window"].to_string(), count(window, "covered"))).collect()
}

/// A record that counts for several gaps is made once: two targets at one commune, and a visit to its village.
#[test]
fn one_visit_serves_all_that_its_record_counts_for() {
    let target = |id: &str, says: &str| format!("{{ id = \"{id}\", log = \"visits\", {says} }}");
    let targets = [
        target("twice", "population = \"xa\", at_least = 2, count = \"within\""),
        target("yearly", "population = \"xa\", schedule = { every = \"year\" }"),
        target("other", "population = \"xa\", where = { trip = \"one\" }"),
        target("village", "population = \"thon\""),
        target("any", ""),
    ];
    let case = Case::activity(&format!("target = [{}]\n", targets.join(", ")));
    let case =
        case.plan("[population.huyen]", "[population.thon]\nregister = \"units\"\nwhere = { level = \"village\" }\n\n[population.huyen]");
    let evaluated = case.visits("2014-02-01 b, 2014-02-02 b, 2015-02-01 c, 2015-02-02 c").on("2015-02-10");
    let asked = ScheduleAsked { targets: Selection::default(), agency: None, per_month: 1, places: 9 };
    let schedule = VisitSchedule::new(&evaluated.workspace, &evaluated.state, &asked).expect("a schedule").contract();
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let served = |visit: &Value| {
        let served =
            list(visit, "serves").iter().map(|gap| format!("{}@{}", gap["target"], gap["subject"]).replace('"', "")).collect::<Vec<_>>();
        format!("{}: {}", visit["subject"].as_str().expect("a code"), served.join(" "))
    };
    let trips: Vec<String> = list(&schedule, "trips")
        .iter()
        .map(|trip| format!("{} {}", trip["month"], list(trip, "visits").iter().map(served).collect::<Vec<_>>().join(", ")))
        .collect();
    let expected = [
        "\"2015-03\" v: x.village@v x.twice@a, b: x.yearly@b x.other@b",
        "\"2015-04\" a: x.twice@a x.yearly@a x.other@a",
        "\"2015-05\" c: x.other@c",
    ];
    assert_eq!(trips, expected);
}

proptest! {
    #![proptest_config(tries(96))]

    #[test]
    fn cells_add_up(says in says(measure()), threshold in threshold(), rows in rows(), as_of in date(), waived in prop::option::of(prop::sample::select(vec!["", "a", "b", "D", "n"]))) {
        let mut case = case(&format!("{says}, {threshold}"), &rows);
        if let Some(subject) = waived {
            case = case.file("waivers.csv", format!("target,subject,reason\nx.t,{subject},flood\n"));
        }
        let evaluated = case.on(&as_of);
        let coverage = evaluated.coverage();
        let mut missing = 0;
        for window in windows(&coverage) {
            let states = ["met", "late", "exceeded", "overdue", "open", "upcoming"].map(|key| count(window, key));
            prop_assert_eq!(states.iter().sum::<u64>(), count(window, "eligible"));
            prop_assert_eq!(count(window, "members"), count(window, "eligible") + count(window, "waived"));
            prop_assert_eq!(count(window, "covered"), states[0] + states[1]);
            prop_assert!(count(window, "required") <= count(window, "eligible"));
            prop_assert_eq!(window["coverage"].is_null(), count(window, "eligible") == 0);
            missing += states[2] + states[3] + states[4];
        }
        let gaps = evaluated.gaps(true);
        prop_assert_eq!(gaps["gaps"].as_array().expect("a list").len() as u64, missing);
    }

    #[test]
    fn more_rows_never_lower_what_is_covered(says in says(flow()), at_least in 0_u8..4, rows in rows(), more in rows(), as_of in date()) {
        let says = format!("{says}, at_least = {at_least}");
        let before = covered(&case(&says, &rows), &as_of);
        let after = covered(&case(&says, &[rows, more].concat()), &as_of);
        for (window, count) in before {
            prop_assert!(after[&window] >= count, "{}: {} and then {}", window, count, after[&window]);
        }
    }

    #[test]
    fn order_and_files_never_matter(says in says(measure()), threshold in threshold(), (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())), cuts in prop::collection::vec(0_usize..4, 25), as_of in date()) {
        let one = case(&format!("{says}, {threshold}"), &rows);
        let together = answers(&one.tree(), &as_of);
        let mut apart = one.clone();
        apart.files.remove("logs/visits.csv");
        // The same rows in another order, each in one of four files, two of them in a subfolder.
        for (file, path) in ["z", "2014", "sub/1", "sub/a"].into_iter().enumerate() {
            let mine: Vec<&str> = shuffled.iter().zip(&cuts).filter(|(_, cut)| **cut == file).map(|(row, _)| row.as_str()).collect();
            if !mine.is_empty() {
                apart = apart.file(&format!("logs/visits/{path}.csv"), format!("{HEAD}{}\n", mine.join("\n")));
            }
        }
        prop_assert_eq!(&together, &answers(&apart.tree(), &as_of));
        // The columns in another order, too.
        let turned: Vec<String> = shuffled.iter().map(|row| row.split(',').rev().collect::<Vec<_>>().join(",")).collect();
        let turned = one.file("logs/visits.csv", format!("expected,copies,trip,unit,date\r\n{}", turned.join("\r\n")));
        prop_assert_eq!(&together, &answers(&turned.tree(), &as_of));
    }

    #[test]
    fn a_waiver_never_lowers_coverage(says in says(measure()), threshold in threshold(), rows in rows(), as_of in date(), subject in prop::sample::select(vec!["a", "b", "c", "n", "D", "T"])) {
        let plain = case(&format!("{says}, {threshold}"), &rows);
        let waived = plain.clone().file("waivers.csv", format!("target,subject,reason\nx.t,{subject},flood\n"));
        let (before, after) = (plain.on(&as_of).coverage(), waived.on(&as_of).coverage());
        for (before, after) in windows(&before).into_iter().zip(windows(&after)) {
            let lost = count(before, "covered") - count(after, "covered");
            prop_assert!(lost <= count(after, "waived"));
            let missing = |window: &Value| count(window, "eligible") - count(window, "covered");
            prop_assert!(missing(after) <= missing(before));
            // Where the waived cell was not covered, the share that is can only rise.
            if lost == 0 && count(after, "eligible") > 0 {
                prop_assert!(count(after, "covered") * count(before, "eligible") >= count(before, "covered") * count(after, "eligible"));
            }
        }
    }

    #[test]
    fn the_same_run_gives_the_same_bytes(says in says(measure()), threshold in threshold(), rows in rows(), as_of in date()) {
        let case = case(&format!("{says}, {threshold}"), &rows);
        prop_assert_eq!(answers(&case.tree(), &as_of), answers(&case.tree(), &as_of));
    }

    #[test]
    fn a_period_never_shows_a_window_outside(says in says(measure()), rows in rows(), as_of in date(), year in 2013_u16..=2016, part in prop::sample::select(vec!["", "-H2", "-Q1", "-05", "-05-17"])) {
        let case = case(&says, &rows);
        let (first, last) = match part {
            "" => ("01-01", "12-31"),
            "-H2" => ("07-01", "12-31"),
            "-Q1" => ("01-01", "03-31"),
            "-05" => ("05-01", "05-31"),
            _ => ("05-17", "05-17"),
        };
        let (first, last) = (day(&format!("{year}-{first}")), day(&format!("{year}-{last}")));
        let all = case.on(&as_of).coverage();
        let some = Evaluated::new(&case.tree(), &as_of, Some(&format!("{year}{part}"))).coverage();
        let overlaps = |window: &&Value| day(window["start"].as_str().expect("a day")) <= last && day(window["end"].as_str().expect("a day")) >= first;
        // Those that overlap, all of them, as they are without it.
        let kept: Vec<&Value> = windows(&all).into_iter().filter(overlaps).collect();
        prop_assert_eq!(kept, windows(&some));
    }

    #[test]
    fn rows_after_the_day_do_not_exist(says in says(measure()), threshold in threshold(), rows in rows(), as_of in date()) {
        let says = format!("{says}, {threshold}");
        let until: Vec<Row> = rows.iter().filter(|row| row[..10] <= *as_of).cloned().collect();
        prop_assert_eq!(answers(&case(&says, &rows).tree(), &as_of), answers(&case(&says, &until).tree(), &as_of));
    }

    #[test]
    fn every_period_is_its_days(year in 1990_i16..2100, month in 1_u8..=12, day_of in 1_u8..=28, other in 0_u16..40) {
        use tiendo::calendar::{Calendar, Period};
        for text in [format!("{year}"), format!("{year}-H{}", month % 2 + 1), format!("{year}-Q{}", month % 4 + 1), format!("{year}-{month:02}"), format!("{year}-{month:02}-{day_of:02}"), format!("{year}..{}", year + 1 + i16::try_from(other).expect("small"))] {
            let period = Period::parse(&text).expect("a period");
            prop_assert_eq!(period.label(Calendar::CIVIL), text.clone());
            let longer = format!("{text}x");
            prop_assert!(Period::parse(&longer).is_err());
        }
        // A range that is one period is spelt as that period.
        let year_of = Period::parse(&format!("{year}-01..{year}-12")).expect("a range");
        prop_assert_eq!(year_of.label(Calendar::CIVIL), format!("{year}"));
    }

    #[test]
    fn every_gap_stands_in_the_schedule_as_often_as_it_lacks_records(says in says(flow()), at_least in 0_u8..5, rows in rows(), as_of in date(), per_month in 1_usize..4, places in 1_usize..4) {
        let evaluated = case(&format!("{says}, at_least = {at_least}"), &rows).on(&as_of);
        let (workspace, state) = (&evaluated.workspace, &evaluated.state);
        let asked = ScheduleAsked { targets: Selection::default(), agency: None, per_month, places };
        let schedule = VisitSchedule::new(workspace, state, &asked).unwrap_or_else(|message| panic!("{message:?}")).contract();
        let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
        let (mut served, mut months): (BTreeMap<String, u64>, BTreeMap<String, Vec<Value>>) = Default::default();
        for trip in list(&schedule, "trips") {
            let visits = list(&trip, "visits");
            let there: BTreeSet<String> = visits.iter().map(|visit| visit["subject"].to_string()).collect();
            prop_assert!(there.len() <= places, "{trip}");
            months.entry(trip["month"].to_string()).or_default().push(trip.clone());
        }
        for (month, trips) in &months {
            prop_assert!(trips.len() <= per_month, "{month} in {schedule}");
            let mut once = BTreeSet::new();
            for gap in trips.iter().flat_map(|trip| list(trip, "visits")).flat_map(|visit| list(&visit, "serves")) {
                let gap = format!("{} {}", gap["window"], gap["subject"]);
                prop_assert!(once.insert(gap.clone()), "{gap} twice in {month}");
                *served.entry(gap).or_default() += 1;
            }
        }
        let mut waiting = 0;
        let gaps = evaluated.gaps(false);
        for gap in list(&gaps, "gaps") {
            // A sum says nothing of how many records it takes: one at least.
            let lacks = if says.contains("sum =") { 1 } else { gap["missing"].as_u64().expect("a count") };
            match served.remove(&format!("{} {}", gap["window"], gap["subject"])) {
                Some(times) => prop_assert_eq!(times, lacks, "{}", gap),
                None => waiting += 1,
            }
        }
        prop_assert!(served.is_empty(), "no gaps: {served:?}");
        prop_assert_eq!(waiting, schedule["closed"].as_u64().expect("a count"));
        prop_assert_eq!(months.keys().last().map(|month| month.trim_matches('"').to_owned()), schedule["done_by"].as_str().map(|day| day[..7].to_owned()));
    }
}
