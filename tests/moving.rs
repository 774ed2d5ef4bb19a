//! Laws of windows that move, of goals, and of versions.

mod harness;

use harness::{Case, check, window};
use serde_json::Value;

/// The figures of a target's windows, its id aside.
fn windows(case: &Case, as_of: &str, target: &str) -> Vec<Value> {
    let coverage = case.on(as_of).coverage();
    let targets = coverage["plans"][0]["activities"][0]["targets"].as_array().expect("targets").clone();
    let found = targets.into_iter().find(|found| found["id"] == target).expect("the target");
    found["windows"].as_array().expect("windows").clone()
}

/// The lengths of the months of 2014 and 2015.
const LENGTHS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// The days of 2014 and 2015.
fn days() -> Vec<String> {
    let of_year = |year: i32| {
        let months = LENGTHS.into_iter().enumerate();
        months.flat_map(move |(month, length)| (1..=length).map(move |day| format!("{year}-{:02}-{day:02}", month + 1)))
    };
    (2014..=2015).flat_map(of_year).collect()
}

/// The day so many months before another, or the last one of that month where it has no such day.
fn months_before(day: &str, months: u32) -> String {
    let number = |part: &str| part.parse::<u32>().expect("a number");
    let (year, month, of_month) = (number(&day[..4]), number(&day[5..7]), number(&day[8..]));
    let whole = year * 12 + month - 1 - months;
    let (year, month) = (whole / 12, whole % 12);
    format!("{year}-{:02}-{:02}", month + 1, of_month.min(LENGTHS[month as usize]))
}

/// Each day of a year against a count by hand; `begin` is the day before the first of a window.
fn rolls_on_each_day(span: &str, begin: impl Fn(&[String], usize) -> String) {
    let visits = "2014-02-03 a, 2014-02-28 c, 2014-05-20 a, 2014-05-31 b, 2014-06-30 b, 2014-08-31 a, 2014-12-01 b";
    let case = Case::target(&format!("schedule = {{ rolling = {{ {span} }} }}")).visits(visits);
    let days = days();
    for (at, day) in days.iter().enumerate().take(365) {
        let begin = begin(&days, at);
        let within = |visit: &str, unit: &str| {
            let (date, of) = visit.split_once(' ').expect("a date and a unit");
            of == unit && *date > *begin && *date <= **day
        };
        let met = ["a", "b", "c"].iter().filter(|unit| visits.split(", ").any(|visit| within(visit, unit))).count();
        let found = &windows(&case, day, "x.t")[0];
        assert_eq!((found["met"].as_u64(), found["end"].as_str()), (Some(met as u64), Some(day.as_str())), "{span} on {day}");
        // The plan begins on the first of January: nobody can be late before it has run for longer than the span.
        let lacking = if *begin > *"2014-01-01" { "overdue" } else { "open" };
        assert_eq!(found[lacking].as_u64(), Some(3 - met as u64), "{span} on {day}");
    }
}

#[test]
fn a_rolling_window_of_days_on_each_day_of_a_year() {
    for length in [1, 90] {
        let begin = |days: &[String], at: usize| if at >= length { days[at - length].clone() } else { "2013-12-31".to_owned() };
        rolls_on_each_day(&format!("days = {length}"), begin);
    }
}

#[test]
fn a_rolling_window_of_months_on_each_day_of_a_year() {
    for length in [1, 6] {
        rolls_on_each_day(&format!("months = {length}"), |days, at| months_before(&days[at], length));
    }
}

#[test]
fn a_rolling_gap_says_when_it_fell_due() {
    let case = Case::target("schedule = { rolling = { days = 90 } }").visits("2014-02-03 a");
    let gaps = case.on("2014-06-30").gaps(false);
    let of = |subject: &str| {
        let all = gaps["gaps"].as_array().expect("a list");
        all.iter().find(|gap| gap["subject"] == subject).expect("a gap").clone()
    };
    assert_eq!((of("a")["last"].as_str(), of("a")["falls_due"].as_str()), (Some("2014-02-03"), Some("2014-05-04")));
    assert_eq!((of("b")["last"].as_str(), of("b")["falls_due"].as_str()), (None, Some("2014-04-01")));
}

#[test]
fn progress_is_nothing_at_the_baseline_and_all_at_the_goal() {
    for (from, goal) in [(40, 48), (42, 35), (0, 7), (-3, 3)] {
        let says = format!("latest = \"copies\", goal = {{ value = {goal}, from = {from} }}, population = \"*\", pace = \"end\"");
        let progress = |value: i32| {
            let case = Case::target(&says).file("logs/visits.csv", format!("date,unit,copies\n2014-05-05,a,{value}\n"));
            let found = &windows(&case, "2014-06-30", "x.t")[0];
            (found["progress"].as_f64().expect("a number"), found["met"].as_u64().expect("a count"))
        };
        assert_eq!(progress(from), (0.0, 0));
        assert_eq!(progress(goal), (1.0, 1));
        let beyond = goal + (goal - from).signum();
        assert_eq!(progress(beyond), (1.0, 1));
        let before = from - (goal - from).signum();
        assert_eq!(progress(before), (0.0, 0));
        let one = progress(from + (goal - from).signum()).0;
        assert!((one - 1.0 / f64::from((goal - from).abs())).abs() < 1e-6, "{one}");
    }
}

/// A register of clubs that all begin on one day, and end on one.
fn clubs(case: Case) -> Case {
    let columns = "columns.start = { type = \"date\", required = false }\ncolumns.end = { type = \"date\", required = false }";
    let settings = harness::SETTINGS.replace("[log.visits]", &format!("{columns}\n\n[log.visits]"));
    let clubs = "id,unit,start,end\nc1,a,2014-03-01,2014-04-30\nc2,a,2014-03-01,2014-04-30\nc3,b,2014-03-01,2014-04-30\n";
    case.file("tiendo.toml", settings).file("registers/clubs.csv", clubs)
}

/// Holds own windows of which all have one date against fixed ones, on days before, in and after them.
fn own_are_fixed(own: &str, fixed: &str, more: &str) {
    let visits = "date,unit,club\n2014-01-02,a,c1\n2014-03-01,a,c1\n2014-04-30,a,c2\n2014-05-01,a,c3\n2014-02-28,a,c3\n2014-05-20,b,c3\n2014-06-01,a,c1\n";
    let target = |schedule: &str| {
        let says = format!("population = \"clb\", through = \"club\", pace = \"end\", {more}, schedule = {{ {schedule} }}");
        clubs(Case::target(&says)).file("logs/visits.csv", visits)
    };
    let (own, fixed) = (target(own), target(fixed));
    for day in
        ["2013-12-31", "2014-02-27", "2014-03-01", "2014-04-29", "2014-04-30", "2014-05-01", "2014-05-11", "2014-05-21", "2014-07-01"]
    {
        let (own, fixed) = (&windows(&own, day, "x.t")[0], &windows(&fixed, day, "x.t")[0]);
        let keys = [
            "start", "end", "members", "eligible", "met", "late", "exceeded", "overdue", "open", "upcoming", "covered", "coverage",
            "progress",
        ];
        for key in keys {
            assert_eq!(own[key], fixed[key], "{key} of {more} on {day}");
        }
        assert_eq!((own["window"].as_str(), own["elapsed"].is_null(), own.get("due"), own.get("total")), (Some("own"), true, None, None));
    }
}

#[test]
fn own_windows_of_one_date_are_fixed_ones() {
    for more in ["at_least = 1", "at_least = 2", "at_most = 1", "exactly = 1", "at_least = 1, share = 50"] {
        own_are_fixed("from = { column = \"start\" }, days = 60", "windows = [\"2014-03-01..2014-04-30\"]", more);
        own_are_fixed("by = { column = \"end\" }", "by = \"2014-04-30\"", more);
        for late in [0, 10, 21, 400] {
            let late = format!("late = {{ days = {late} }}");
            own_are_fixed(
                &format!("from = {{ column = \"start\" }}, days = 60, {late}"),
                &format!("windows = [\"2014-03-01..2014-04-30\"], {late}"),
                more,
            );
            own_are_fixed(&format!("by = {{ column = \"end\" }}, {late}"), &format!("by = \"2014-04-30\", {late}"), more);
        }
    }
}

#[test]
fn one_version_is_as_good_as_none() {
    let visits = "2014-02-03 a, 2015-05-20 a, 2014-06-30 b, 2015-08-31 c";
    let plain = Case::target("schedule = { every = \"half\" }").visits(visits);
    let target = Case::target("schedule = { every = \"half\" }, from = \"2000-01-01\", basis = \"1/2000\"").visits(visits);
    let part = Case::target("schedule = [{ every = \"half\", since = \"2000-01-01\" }]").visits(visits);
    let population = plain.clone().plan("[population.xa]", "[[population.xa]]\nfrom = \"2000-01-01\"\nbasis = \"1/2000\"");
    for versioned in [target, part, population] {
        for day in ["2013-06-30", "2014-01-01", "2014-08-15", "2015-07-01", "2017-01-01"] {
            assert_eq!(plain.on(day).coverage(), versioned.on(day).coverage(), "on {day}");
            assert_eq!(plain.on(day).gaps(true), versioned.on(day).gaps(true), "on {day}");
        }
    }
}

#[test]
fn versions_are_one_target() {
    let case = Case::activity(
        "log = \"visits\"\npopulation = \"xa\"\nschedule = { every = \"year\" }\ntarget = [\n  { id = \"t\", to = \"2014-12-31\" },\n  { id = \"t\", at_least = 2, from = \"2015-01-01\" },\n]\n",
    )
    .visits("2014-02-03 a, 2015-05-20 a, 2015-06-20 a");
    let coverage = case.on("2015-12-31").coverage();
    let needed = |label: &str| window(&coverage, "x.t", label)["threshold"]["value"].as_u64();
    assert_eq!((needed("2014"), needed("2015")), (Some(1), Some(2)));
    assert_eq!(coverage["plans"][0]["activities"][0]["targets"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_list_waits_while_none_of_its_parts_is_known() {
    let says = "schedule = [{ awaiting = \"guidance\" }, { windows = [\"2015\"], since = \"2014-07-01\" }]";
    check(&Case::target(says), "2014-06-30", "x.t", &["awaiting, now awaiting"]);
    let known = ["upcoming, now upcoming", "2015 upcoming: a upcoming 0, b upcoming 0, c upcoming 0"];
    check(&Case::target(says), "2014-07-01", "x.t", &known);
}

/// Communes `a` and `b` become `c` on 2015-01-01; the village `v` lies below `a`, then below `c`.
fn merged(says: &str) -> Case {
    let settings = harness::SETTINGS.replace(
        "[log.visits]",
        "[register.units]\ncolumns.start = { type = \"date\", required = false }\n\n[log.orders]\ncolumns.id = \"key\"\ncolumns.date = \"date\"\ncolumns.unit = \"units\"\n\n[log.visits]",
    );
    let units = "code,name,level,parent,from,to,start\nP,Phong,province,,,,\nD,Đông,district,P,,,\nT,Tây,district,P,,,\na,An,commune,D,,2014-12-31,2014-10-01\nb,Bình,commune,D,,2014-12-31,2014-03-01\nc,Cao,commune,D,2015-01-01,,2015-02-01\nv,Vân,village,a,,2014-12-31,\nv,Vân,village,c,2015-01-01,,\nt,Tam,commune,T,,,2014-03-01\n";
    Case::activity(&format!("target = [{{ id = \"t\", {says} }}]\n"))
        .file("tiendo.toml", settings)
        .file("registers/units.csv", units)
        .file("registers/successions.csv", "date,old,new\n2015-01-01,a,c\n2015-01-01,b,c\n")
        .plan("[population.huyen]", "[population.dong]\nregister = \"units\"\nwhere = { code = \"D\" }\n\n[population.orders]\nlog = \"orders\"\nwithin = \"dong\"\n\n[population.huyen]")
        .file("logs/orders.csv", "id,date,unit\no1,2014-12-20,a\no2,2014-12-20,t\no3,2015-03-01,c\n")
}

#[test]
fn own_windows_follow_their_units() {
    // `b` is read on 2014-05-30, before the merger; `a` would be read on 2015-01-29, when it is no more; `c` on 2015-06-01.
    let case = merged("log = \"visits\", population = \"xa\", at_least = 2, schedule = { from = { column = \"start\" }, days = 120 }");
    let case = case.visits("2014-04-01 b, 2014-05-01 b, 2014-12-01 a, 2015-02-10 c, 2014-06-01 t");
    let own = ["missed, now missed", "own missed: b met 2, c late 2, t overdue 1"];
    // What was done in `a` and `b` counts for `c`, but its own window begins in February: a visit in it, and one after it.
    let case = case.lines("logs/visits.csv", "2015-07-01,c\n");
    check(&case, "2016-06-30", "x.t", &own);
}

#[test]
fn rows_below_count_in_own_windows() {
    let says = "log = \"visits\", population = \"xa\", count = \"within\", schedule = { from = { column = \"start\" }, days = 30 }";
    // The village lay below `a` on the last day of its window, and its visit came after that.
    let case = merged(says).visits("2015-02-03 v, 2014-03-04 b");
    check(&case, "2016-06-30", "x.t", &["missed, now missed", "own missed: a late 1, b met 1, c met 1, t overdue 0"]);
}

#[test]
fn records_stand_in_units() {
    // `o1` was given in `a`, which became `c`; `o2` lies in the other district.
    let says = "log = \"visits\", population = \"orders\", through = { column = \"unit\", of = \"unit\" }, schedule = { from = { column = \"date\" }, days = 30 }";
    let case = merged(says).visits("2015-01-10 c, 2014-12-22 t, 2015-03-20 t");
    check(&case, "2016-06-30", "x.t", &["missed, now missed", "own missed: o1 met 1, o3 overdue 0"]);
}

#[test]
fn a_record_is_nobody_before_its_date() {
    let says = "log = \"visits\", population = \"orders\", through = { column = \"unit\", of = \"unit\" }, schedule = { every = \"year\" }, pace = \"end\"";
    let case = merged(says).visits("2014-12-22 a, 2015-03-20 c");
    check(&case, "2014-12-31", "x.t", &["on-track, now on-track", "2014 met: o1 met 1", "2015 upcoming: o1 upcoming 0"]);
}
