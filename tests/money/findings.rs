//! What is found about money, and at which row.

use crate::harness::tiendo;
use std::fmt::Write;

use crate::{Case, groups, same};

const TARGET: &str = "target = [{ id = \"t\", population = \"xa\" }]";

#[test]
fn the_row_that_crossed_is_the_same_in_any_order_of_rows_and_files() {
    let header = "id,date,unit,fund,cost\n";
    // By date, then key: r4 (4), r1 (3), r2 (3), r3 (5): with r3 it is 15, over 12. r9 is later.
    let rows =
        ["r1,2014-03-01,a,tw,3\n", "r2,2014-03-01,b,tw,3\n", "r3,2014-03-02,a,tw,5\n", "r4,2014-01-05,c,tw,4\n", "r9,2014-12-01,c,tw,1\n"];
    let case = Case::new(TARGET).allocations("2014,tw,12,x\n");
    let in_order = |order: [usize; 5]| {
        let text: String = order.iter().map(|at| rows[*at]).collect();
        case.clone().file("logs/visits.csv", &format!("{header}{text}")).found("2014-12-31")
    };
    same(&in_order([0, 1, 2, 3, 4]), &["M002 logs/visits.csv:4:20"]);
    same(&in_order([2, 4, 3, 1, 0]), &["M002 logs/visits.csv:2:20"]);
    let files = case
        .file("logs/visits/one.csv", &format!("{header}{}{}", rows[4], rows[2]))
        .file("logs/visits/two.csv", &format!("{header}{}{}{}", rows[1], rows[0], rows[3]));
    same(&files.found("2014-12-31"), &["M002 logs/visits/one.csv:3:20"]);
    // As of the day before, it is not exceeded.
    assert_eq!(files.found("2014-03-01"), Vec::<String>::new());
    // Rows without keys go by file and line; with negative amounts a sum may pass and come back.
    let text = "date,unit,fund,cost\n2014-05-01,a,tw,-9\n2014-05-01,b,tw,9\n2014-04-01,a,tw,13\n2014-06-01,a,tw,9\n";
    same(
        &Case::new(TARGET).allocations("2014,tw,12,x\n").file("logs/visits.csv", text).found("2014-12-31"),
        &["M002 logs/visits.csv:4:17"],
    );
}

#[test]
fn the_plans_line_is_exceeded_once_for_all_activities() {
    // x has 5 of its own and y nothing; the plan has 4. 5 of x, then 3 of y (3 beyond), then 2 of x (5 beyond).
    let case = Case::new(TARGET)
        .allocations("2014,tw,5,x\n2014,tw,4,\n")
        .visits("2014-02-01,a,tw,5\n2014-06-01,a,tw,2\n2014-09-01,a,tw,1\n")
        .file("logs/classes.csv", "date,activity,fund,cost\n2014-04-01,y,tw,3\n");
    same(&case.found("2014-12-31"), &["M002 logs/visits.csv:3:17"]);
    let (_, out, _) = tiendo(case.folder().path(), "2014-12-31", &["check", "--lang", "en"]);
    assert!(out.contains("with this 5 from `tw` in 2014 is held against the plan's own line, over the 4 allocated"), "{out}");
    assert!(out.contains("6 in the whole year"), "{out}");
}

#[test]
fn a_fund_pays_from_its_first_day_to_its_last() {
    let case = |rows: &str| {
        Case::new(&format!("funds = [{{ fund = \"tw\", from = \"2014-02-15\", to = \"2014-09-21\", basis = \"59\" }}]\n{TARGET}"))
            .visits(rows)
            .found("2014-12-31")
    };
    same(&case("2014-02-14,a,tw,1\n"), &["M001 logs/visits.csv:2:14"]);
    assert_eq!(case("2014-02-15,a,tw,1\n2014-09-21,a,tw,1\n"), Vec::<String>::new());
    same(&case("2014-09-22,a,tw,1\n"), &["M007 logs/visits.csv:2:14"]);
    same(&case("2014-09-21,a,dp,1\n2014-09-22,a,dp,0\n2014-09-22,a,dp,\n"), &["M001 logs/visits.csv:2:14"]);
    // What is dated later than the day looked at does not exist.
    assert_eq!(case("2015-01-01,a,tw,1\n"), Vec::<String>::new());
}

#[test]
fn a_fund_with_a_population_pays_there_and_below() {
    let case = |rows: &str| {
        Case::new(&format!("funds = [\"dp\", {{ fund = \"tw\", population = \"dong\" }}]\n{TARGET}"))
            .file("logs/visits.csv", &format!("date,unit,club,fund,cost\n{rows}"))
            .found("2014-12-31")
    };
    // a and the village v lie in D, and the club k in a; c does not, and where nothing is named nobody is in it.
    assert_eq!(case("2014-02-01,a,,tw,1\n2014-02-02,v,,tw,1\n2014-02-03,,k,tw,1\n2014-02-04,c,,dp,1\n"), Vec::<String>::new());
    same(&case("2014-02-01,c,,tw,1\n2014-02-02,,,tw,1\n"), &["M001 logs/visits.csv:2:15", "M001 logs/visits.csv:3:14"]);
}

#[test]
fn a_fund_is_looked_up_in_the_units_of_the_day() {
    // On 2015-01-01 b goes to the other district, and a is merged into c.
    let units = "\
code,name,level,kind,parent,from,to
P,Phong,province,tỉnh,,,
D,Đông,district,huyện,P,,
T,Tây,district,huyện,P,,
a,An,commune,xã,D,,2014-12-31
b,Bình,commune,xã,D,,2014-12-31
b,Bình,commune,xã,T,2015-01-01,
c,Cát,commune,xã,T,,
";
    let case = Case::new(&format!("funds = [{{ fund = \"tw\", population = \"dong\" }}]\n{TARGET}"))
        .file("registers/units.csv", units)
        .file("registers/successions.csv", "date,old,new\n2015-01-01,a,c\n")
        .file(
            "logs/visits.csv",
            "date,unit,club,fund,cost\n2014-12-31,b,,tw,1\n2015-01-01,b,,tw,1\n2014-12-31,,k,tw,1\n2015-01-01,,k,tw,1\n",
        );
    same(&case.found("2015-12-31"), &["M001 logs/visits.csv:3:15", "M001 logs/visits.csv:5:15"]);
}

#[test]
fn a_row_whose_money_is_an_error_counts_nowhere() {
    let case = Case::new(&format!("funds = [\"tw\"]\n{TARGET}")).visits("2014-02-01,a,dp,3\n2014-02-02,b,tw,4\n");
    let covered = |case: &Case| {
        case.json(&["coverage", "--as-of", "2014-12-31"])["plans"][0]["activities"][0]["targets"][0]["windows"][0]["covered"].to_string()
    };
    let spent = |case: &Case| case.json(&["funds", "--as-of", "2014-12-31"])["plans"][0]["total"]["spent"].to_string();
    // A doubt leaves nothing out: the visit was made, and the money is gone.
    assert_eq!((covered(&case).as_str(), spent(&case).as_str()), ("2", "7"));
    let case = case.settings("[checks]\nfund-not-allowed = \"error\"\n");
    assert_eq!((covered(&case).as_str(), spent(&case).as_str()), ("1", "4"));
    assert_eq!(case.json(&["check", "--as-of", "2014-12-31"])["left_out_rows"], 1);
    let case = case.replace("tiendo.toml", "fund-not-allowed = \"error\"", "fund-not-allowed = \"off\"");
    assert_eq!(case.found("2014-12-31"), Vec::<String>::new());
}

#[test]
fn norms_bound_records_subjects_and_units_of_a_measure() {
    let norm = |says: &str, rows: &str| {
        let case = Case::new(&format!("{TARGET}\n[[activity.norm]]\nlog = \"visits\"\n{says}\n"));
        case.file("logs/visits.csv", &format!("date,unit,copies,fund,cost\n{rows}")).found("2015-12-31")
    };
    let none = Vec::<String>::new();
    // A record.
    same(&norm("per = \"record\"\nat_most = 5", "2014-02-01,a,,tw,5\n2014-02-02,a,,tw,6\n"), &["M004 logs/visits.csv:3:18"]);
    assert_eq!(norm("per = \"record\"\nat_most = 5\nto = \"2014-02-01\"", "2014-02-01,a,,tw,5\n2014-02-02,a,,tw,6\n"), none);
    // Each copy of a record; where no copies are reported nothing can be said.
    same(
        &norm("per = \"record\"\nat_most = 5\nof = \"copies\"", "2014-02-01,a,3,tw,15\n2014-02-02,a,3,tw,16\n2014-02-03,a,,tw,99\n"),
        &["M004 logs/visits.csv:3:19"],
    );
    // A subject in a year: 8 in 2014 and 8 in 2015 are two windows, and those of b another cell.
    let yearly = "per = \"subject\"\npopulation = \"xa\"\nschedule = { every = \"year\" }\n";
    assert_eq!(
        norm(&format!("{yearly}at_most = 8"), "2014-02-01,a,,tw,8\n2015-02-01,a,,tw,8\n2014-02-01,b,,tw,8\n2014-02-01,v,,tw,99\n"),
        none
    );
    same(&norm(&format!("{yearly}at_most = 8"), "2014-12-31,a,,tw,5\n2014-02-01,a,,tw,4\n"), &["M003 logs/visits.csv:2:18"]);
    // Only what is dated while it holds.
    assert_eq!(norm(&format!("{yearly}at_most = 8\nto = \"2014-12-30\""), "2014-12-31,a,,tw,5\n2014-02-01,a,,tw,4\n"), none);
    // 2 a visit, at most 4 visits.
    same(&norm(&format!("{yearly}at_most = 2\ntimes = 4"), "2014-02-01,a,,tw,8\n2014-02-02,a,,tw,1\n"), &["M003 logs/visits.csv:3:18"]);
    // 2 a copy, of all copies together: 3 and 1 allow 8.
    assert_eq!(norm(&format!("{yearly}at_most = 2\nof = \"copies\""), "2014-02-01,a,3,tw,7\n2014-02-02,a,1,tw,1\n"), none);
    same(
        &norm(&format!("{yearly}at_most = 2\nof = \"copies\""), "2014-02-01,a,3,tw,7\n2014-02-02,a,1,tw,2\n"),
        &["M003 logs/visits.csv:3:19"],
    );
    // The plan as a whole, on rows of one kind.
    same(
        &norm("per = \"subject\"\nwhere = { fund = \"tw\" }\nat_most = 8", "2014-02-01,a,,tw,8\n2014-02-02,b,,dp,9\n2015-02-03,c,,tw,1\n"),
        &["M003 logs/visits.csv:4:18"],
    );
}

#[test]
fn a_norm_whose_ceiling_is_too_large_bounds_nothing() {
    let says = "[[activity.norm]]\nlog = \"visits\"\nper = \"subject\"\npopulation = \"xa\"\nat_most = 999999999999999999\ntimes = 999999999999999999\n";
    let case = Case::new(&format!("{TARGET}\n{says}")).visits("2014-02-01,a,tw,999999999999999999\n");
    assert_eq!(case.found("2014-12-31"), Vec::<String>::new());
}

#[test]
fn spending_and_lines_that_lack_each_other() {
    let case = Case::new(TARGET)
        .visits("2014-05-01,a,dp,2\n2014-04-01,a,dp,1\n2014-02-01,a,tw,1\n2015-02-01,a,tw,1\n2014-07-01,a,,1\n2014-07-02,a,,1\n");
    // Without a table of lines nothing is said of them; that money names no fund is.
    same(&case.found("2015-12-31"), &["M008 logs/visits.csv:6:15"]);
    let case = case.allocations("2014,tw,10,x\n2015,dp,10,x\n2016,dp,10,x\n");
    let found = ["M005 logs/visits.csv:3:17", "M005 logs/visits.csv:5:17", "M008 logs/visits.csv:6:15"];
    same(&case.found("2015-12-31"), &found);
    // The year is over on the next day.
    same(
        &case.found("2016-01-01"),
        &["M005 logs/visits.csv:3:17", "M005 logs/visits.csv:5:17", "M008 logs/visits.csv:6:15", "M006 money/allocations.csv:3:1"],
    );
    let (status, _, _) = tiendo(case.folder().path(), "2016-01-01", &["check", "--fail-on", "never"]);
    assert_eq!(status, 0, "these are doubts");
}

#[test]
fn plans_say_whose_money_it_is() {
    let case = Case::new(TARGET);
    let second = "\n[[activity]]\nid = \"z\"\ntitle = \"More\"\nlead = \"so\"\nspends = [\"visits\"]\n";
    let plan = format!("{}{second}", case.0["plans/p.toml"]);
    let twice = case.clone().file("plans/p.toml", &plan);
    let (status, _, err) = tiendo(twice.folder().path(), "2014-12-31", &["funds"]);
    assert!(status == 2 && err.contains("P027"), "{status} {err}");
    let dollars = case.0["plans/p.toml"].replace("id = \"p\"", "id = \"q\"").replace("VND", "USD");
    let (status, _, err) = tiendo(case.clone().file("plans/q.toml", &dollars).folder().path(), "2014-12-31", &["funds"]);
    assert!(status == 2 && err.contains("P028"), "{status} {err}");
    // Two plans may share a log: the money is spent for each.
    let other = case.0["plans/p.toml"].replace("id = \"p\"", "id = \"q\"");
    let both = case.visits("2014-02-01,a,tw,5\n").file("plans/q.toml", &other).json(&["funds", "--as-of", "2014-12-31"]);
    assert_eq!((&both["plans"][0]["total"]["spent"], &both["plans"][1]["total"]["spent"]), (&5.into(), &5.into()));
}

#[test]
fn a_large_file_is_the_same_on_any_number_of_cores() {
    let mut rows = String::from("id,date,unit,fund,cost\n");
    for row in 0..20_000 {
        let (day, month) = (row * 7 % 28 + 1, row * 5 % 12 + 1);
        let (unit, fund, cost) = (["a", "b", "c"][row % 3], ["tw", "dp", ""][row / 3 % 3], row % 97);
        writeln!(rows, "r{row},2014-{month:02}-{day:02},{unit},{fund},{cost}").expect("text");
    }
    let case = Case::new(&format!("{TARGET}\n[[activity.norm]]\nlog = \"visits\"\npopulation = \"xa\"\nat_most = 300000\n"))
        .file("logs/visits.csv", &rows)
        .allocations("2014,tw,300000,x\n2014,dp,300000,\n");
    let folder = case.folder();
    for command in [&["check", "--full"][..], &["funds", "--by", "unit"], &["funds", "--by", "activity", "--format", "json"]] {
        let on = |threads: &str| tiendo(folder.path(), "2015-01-01", &[command, &["--threads", threads]].concat());
        let one = on("1");
        assert!(one.1.contains("M002") || command[0] == "funds", "{}", one.1);
        for threads in ["2", "8"] {
            assert_eq!(on(threads), one, "{command:?} on {threads}");
        }
    }
    let by_unit = groups(&case.json(&["funds", "--by", "unit"]));
    assert_eq!(by_unit.len(), 4);
}

#[test]
fn in_a_log_by_periods_years_go_by_dates_and_norms_by_periods() {
    let log = "[log.returns]\ncolumns.date = \"date\"\ncolumns.period = \"period\"\ncolumns.unit = \"units\"\ncolumns.fund = \"fund\"\ncolumns.cost = \"money\"\n";
    let norm = "[[activity.norm]]\nlog = \"returns\"\npopulation = \"xa\"\nschedule = { every = \"year\" }\nat_most = 8\n";
    let target = "target = [{ id = \"t\", log = \"returns\", population = \"xa\", schedule = { every = \"year\" } }]";
    let case = Case::new(&format!("{target}\n{norm}"))
        .settings(log)
        .file("logs/returns.csv", "date,period,unit,fund,cost\n2015-02-01,2014,a,tw,5\n2015-01-10,2014,a,tw,4\n2015-03-01,2015,a,tw,6\n")
        .allocations("2015,tw,14,x\n");
    // 9 are for 2014, over the norm with the later row; all 15 are paid in 2015, over the line with the last.
    same(&case.found("2015-12-31"), &["M003 logs/returns.csv:2:22", "M002 logs/returns.csv:4:22"]);
    same(&groups(&case.json(&["funds", "--by", "year", "--as-of", "2015-12-31"]))[..1], &["2015: 14 + 0 + 0 = 15 + 0 + 0 - 1, 3"]);
}
