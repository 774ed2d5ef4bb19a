//! Columns of type `choices`: several words in one field.

use crate::harness::{Case, SETTINGS, check};

/// Visits with topics, in the order `date unit topics`.
fn case(says: &str, rows: &str) -> Case {
    let topics = "columns.topics = { type = \"choices\", of = [\"land\", \"work\", \"tax\"], required = false }\n";
    let settings = SETTINGS.replace("[log.reports]", &format!("{topics}\n[log.reports]"));
    let populations = "[population.clb]\nregister = \"clubs\"\n\n[population.topics]\nchoices = \"visits.topics\"\n";
    Case::target(&format!("{says}, schedule = {{ windows = [\"2014\"] }}"))
        .file("tiendo.toml", settings)
        .plan("[population.clb]\nregister = \"clubs\"\n", populations)
        .file("logs/visits.csv", format!("date,unit,topics\n{rows}"))
}

const ROWS: &str = "2014-01-01,a,land;tax\n2014-01-02,b,work\n2014-01-03,b,tax; work\n2014-01-04,c,\n";

#[track_caller]
fn covers(says: &str, expected: &str) {
    let shown = case(says, ROWS).on("2014-12-31").shown("x.t");
    assert_eq!(shown[1].split_once(": ").map(|(_, cells)| cells), Some(expected), "{says}");
}

#[test]
fn a_condition_asks_whether_a_word_is_among_them() {
    covers("where = { topics = \"tax\" }", "a met 1, b met 1, c open 0");
    covers("where = { topics = [\"land\", \"work\"] }", "a met 1, b met 2, c open 0");
    covers("where = { topics = { not = \"tax\" } }", "a open 0, b met 1, c met 1");
    covers("where = { topics = \"\" }", "a open 0, b open 0, c met 1");
    covers("where = { topics = { not = \"\" } }", "a met 1, b met 2, c open 0");
}

#[test]
fn each_word_may_be_a_subject_and_a_row_counts_for_each_that_it_names() {
    covers("population = \"topics\"", "land met 1, tax met 2, work met 2");
}

#[test]
fn a_word_that_is_unknown_twice_or_missing_leaves_the_row_out() {
    for field in ["land;lnad", "land;land", "land;", ";", "land,tax", "land;;tax"] {
        let case = case("where = { topics = \"land\" }", &format!("2014-01-01,a,\"{field}\"\n"));
        let found = case.on("2014-12-31");
        assert_eq!(found.findings, ["V005 logs/visits.csv:2"], "{field}");
        assert!(found.shown("x.t")[1].contains("a open 0"), "{field}");
    }
}

#[test]
fn its_words_must_fit_into_one_field() {
    let wrong = |of: &str| {
        let settings = SETTINGS.replace("[log.reports]", &format!("columns.topics = {{ type = \"choices\", of = {of} }}\n[log.reports]"));
        crate::harness::faults(&Case::target("").file("tiendo.toml", settings).tree())
    };
    let many: Vec<String> = (0..33).map(|at| format!("t{at}")).collect();
    for of in [format!("{many:?}"), "[\"a;b\"]".into(), "[\" a\"]".into(), "[]".into()] {
        assert!(wrong(&of).iter().any(|fault| fault.starts_with("P008")), "{of}: {:?}", wrong(&of));
    }
    assert!(!wrong(&format!("{:?}", &many[..32])).iter().any(|fault| fault.starts_with("P008")));
}

#[test]
fn the_last_of_thirty_two_words_counts_like_the_first() {
    let all: Vec<String> = (0..32).map(|at| format!("t{at}")).collect();
    let settings = SETTINGS.replace("[log.reports]", &format!("columns.topics = {{ type = \"choices\", of = {all:?} }}\n[log.reports]"));
    let case = Case::target("where = { topics = \"t31\" }, schedule = { windows = [\"2014\"] }")
        .file("tiendo.toml", settings)
        .file("logs/visits.csv", "date,unit,topics\n2014-01-01,a,t0;t31\n2014-01-01,b,t31\n2014-01-01,c,t30\n");
    check(&case, "2014-12-31", "x.t", &["behind, now behind", "2014 behind: a met 1, b met 1, c open 0"]);
}
