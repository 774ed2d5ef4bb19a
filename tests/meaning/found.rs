//! What the second reading (`tests/referee/second`) found once.

use crate::harness::{Case, check, window};

#[test]
fn a_window_with_nobody_says_nothing_beside_one_with_somebody() {
    let case = Case::target("schedule = { every = \"year\" }")
        .plan("where = { level = \"commune\" }", "where = { level = \"commune\" }\nlisted = [\"poor\"]")
        .file("registers/listings.csv", "unit,category,from,to\na,poor,2014-01-01,2014-12-31\n")
        .visits("2014-05-01 a");
    check(&case, "2015-02-15", "x.t", &["met, now met", "2014 met: a met 1", "2015 empty"]);
    check(&case, "2015-06-30", "x.t", &["met, now empty", "2014 met: a met 1", "2015 empty"]);
}

#[test]
fn waivers_and_accepted_misses_are_of_every_version_of_a_target() {
    let version =
        |says: &str| format!("{{ id = \"t\", log = \"visits\", population = \"xa\", schedule = {{ every = \"year\" }}, {says} }}");
    let versions = [version("at_least = 1, to = \"2014-12-31\""), version("at_least = 2, from = \"2015-01-01\", basis = \"9/2015\"")];
    let case = Case::activity(&format!("target = [{}]\n", versions.join(", ")))
        .visits("2014-05-01 a")
        .file("waivers.csv", "target,subject,window,reason\nx.t,b,2015,flood\n")
        .file("accepted.csv", "target,subject,window,reason\nx.t,c,2015,known\n");
    let evaluated = case.on("2015-06-30");
    let coverage = evaluated.coverage();
    assert_eq!(window(&coverage, "x.t", "2014")["waived"], 0);
    assert_eq!(window(&coverage, "x.t", "2015")["waived"], 1);
    let gaps = evaluated.gaps(false);
    let subjects: Vec<&str> = gaps["gaps"].as_array().expect("a list").iter().filter_map(|gap| gap["subject"].as_str()).collect();
    assert_eq!(subjects, ["a"]);
    assert!(evaluated.findings.iter().all(|found| !found.starts_with("T004") && !found.starts_with("T006")), "{:?}", evaluated.findings);
}

#[test]
fn whose_job_a_gap_is_hangs_on_the_subjects_own_window() {
    let units = "code,name,level,parent,from,to\nP,P,province,,,\nD,Đông,district,P,,\nT,Tây,district,P,,\na,An,commune,D,,2014-12-31\na,An,commune,T,2015-01-01,\n";
    let says = "log = \"visits\", population = \"clb\", by = [\"dong\", \"trung\"], schedule = { from = { column = \"from\" }, days = 30 }";
    let case = Case::target(says)
        .file("registers/units.csv", units)
        .file("registers/clubs.csv", "id,unit,from\nk1,a,2014-02-01\nk2,a,2015-05-01\n")
        .file("logs/visits.csv", "date,club\n");
    let gaps = case.on("2015-06-30").gaps(true);
    let told = |gap: &serde_json::Value| format!("{} {} {}", gap["subject"], gap["path"], gap["responsible"]).replace('"', "");
    let told: Vec<String> = gaps["gaps"].as_array().expect("a list").iter().map(told).collect();
    assert_eq!(told, ["k1 [P,Đông,An] [dong]", "k2 [P,Tây,An] [trung]"]);
}

#[test]
fn what_comes_late_counts_for_what_led_there_though_it_lives_no_more() {
    let units = "code,name,level,from,to\nD,Đông,district,,\na,An,commune,,2014-06-30\nb,Bình,commune,,\nm,Mai,commune,2014-07-01,\n";
    let case = Case::target("schedule = { windows = [\"2014\"] }")
        .plan("where = { level = \"commune\" }", "where = { level = \"commune\" }\nmembership = \"any\"")
        .file("registers/units.csv", units)
        .file("registers/successions.csv", "date,old,new\n2014-07-01,a,m\n")
        .visits("2015-02-01 m");
    check(&case, "2015-06-30", "x.t", &["missed, now missed", "2014 missed: a late 1, b overdue 0, m late 1"]);
}
