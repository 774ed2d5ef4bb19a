//! The formats that other programs read.

use serde_json::Value;

use super::{PLAN, Place, ROWS};

const FAULTS: &str =
    "id,date,name,people,women,colour\nv1,2014-01-05,\"A,n: 100 %\",12,14,\nv2,soon,An,1,,\nv2,2014-01-06,An,1,,\nv2,2014-01-07,An,1,,\n";
const MACHINES: [&str; 6] = ["json", "csv", "markdown", "github", "sarif", "junit"];

#[test]
fn the_worst_annotations_come_first() {
    let place = Place::rows(FAULTS);
    let run = place.run(&["check", "--format", "github"]);
    let kinds: Vec<&str> = run.out.lines().map(|line| line.split(' ').next().expect("a command")).collect();
    let warning = kinds.iter().position(|kind| *kind == "::warning").expect("a warning");
    assert!(kinds[..warning].iter().all(|kind| *kind == "::error") && warning > 2, "{}", run.out);
    assert!(!kinds[warning..].contains(&"::error") && kinds.last() == Some(&"::notice"), "{}", run.out);
    let date = "::error file=data/logs/visits.csv,line=3,col=4,endColumn=8,title=V001 bad-date::`soon` ";
    assert!(run.out.contains(date), "{}", run.out);
}

#[test]
fn an_annotation_lands_where_the_repository_has_the_file() {
    let place = Place::rows(FAULTS);
    let inside = place.path().join("data");
    for given in ["data", "./data/", "data/../data", inside.to_str().expect("a plain path")] {
        let out = place.run(&["check", "--format", "github", "--data", given]).out;
        assert!(out.contains("file=data/logs/visits.csv,"), "{given}\n{out}");
        assert!(!out.contains(place.path().to_str().expect("a plain path")), "{out}");
    }
}

#[test]
fn a_gate_is_an_annotation_and_a_failure() {
    let place = Place::rows("id,date\n");
    let run = place.run(&["check", "--format", "github"]);
    assert_eq!(run.status, 3);
    assert!(run.out.starts_with("::error title=tiendo::the plan now: missed; at or below the gate (--fail-on missed)\n"), "{}", run.out);
    let run = place.run(&["check", "--format", "junit"]);
    let document = roxmltree::Document::parse(&run.out).expect("XML");
    let failure = document.descendants().find(|node| node.has_tag_name("failure")).expect("a failure");
    assert_eq!(failure.attribute("type"), Some("gate"));
    assert_eq!(document.root_element().attribute("failures"), Some("1"));
}

/// A number of an attribute.
fn number(node: roxmltree::Node<'_, '_>, name: &str) -> usize {
    node.attribute(name).and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("{} without {name}", node.tag_name().name()))
}

#[test]
fn junit_counts_what_it_lists() {
    let hostile = "id,date,name,people,women\nv1,<\u{1}b&\"'>]]>\u{7}\u{fffe},An,1,\nv2,soon,An,1,\n";
    for (rows, strict) in [(FAULTS, false), (FAULTS, true), (hostile, false), (ROWS, false)] {
        let mut arguments = vec!["check", "--format", "junit", "--statistics"];
        arguments.extend(strict.then_some("--strict"));
        let run = Place::rows(rows).run(&arguments);
        let document = roxmltree::Document::parse(&run.out).unwrap_or_else(|fault| panic!("{fault}\n{}", run.out));
        let root = document.root_element();
        let (mut tests, mut failures) = (0, 0);
        for suite in root.children().filter(|node| node.has_tag_name("testsuite")) {
            let cases: Vec<_> = suite.children().filter(|node| node.has_tag_name("testcase")).collect();
            let failed = cases.iter().filter(|case| case.children().any(|node| node.has_tag_name("failure"))).count();
            assert_eq!((number(suite, "tests"), number(suite, "failures")), (cases.len(), failed), "{}", run.out);
            assert!(cases.iter().all(|case| case.has_attribute("name") && case.has_attribute("classname")));
            (tests, failures) = (tests + cases.len(), failures + failed);
        }
        assert_eq!((number(root, "tests"), number(root, "failures")), (tests, failures), "{}", run.out);
        assert_eq!(failures > 0, run.status == 1, "{}", run.out);
    }
}

/// Holds a SARIF log against what the standard requires of the objects in it.
fn sarif(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).expect("JSON");
    let string = |value: &Value, key: &str| value[key].as_str().unwrap_or_else(|| panic!("{key} is no text in {value:#}")).to_owned();
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let level = |value: &Value| assert!(["none", "note", "warning", "error"].contains(&string(value, "level").as_str()));
    assert_eq!(string(&log, "version"), "2.1.0");
    assert!(string(&log, "$schema").ends_with("sarif-schema-2.1.0.json"));
    let [run] = &list(&log, "runs")[..] else { panic!("one run") };
    assert_eq!(string(run, "columnKind"), "unicodeCodePoints");
    assert!(run["invocations"][0]["executionSuccessful"].is_boolean());
    let driver = &run["tool"]["driver"];
    assert_eq!(string(driver, "name"), "tiendo");
    assert_eq!(string(driver, "version"), env!("CARGO_PKG_VERSION"));
    let rules = list(driver, "rules");
    for (at, rule) in rules.iter().enumerate() {
        assert!(rules[..at].iter().all(|other| other != rule), "rules are unique");
        assert!(["id", "name"].iter().all(|key| !string(rule, key).is_empty()));
        assert!(["shortDescription", "fullDescription", "help"].iter().all(|key| !string(&rule[key], "text").is_empty()));
        level(&rule["defaultConfiguration"]);
    }
    for result in list(run, "results") {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(result["ruleId"], rules[index]["id"]);
        level(&result);
        assert!(!string(&result["message"], "text").is_empty());
        for location in list(&result, "locations").iter().chain(&list(&result, "relatedLocations")) {
            let physical = &location["physicalLocation"];
            let uri = string(&physical["artifactLocation"], "uri");
            assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)) && !uri.starts_with('/'), "{uri}");
            assert_eq!(string(&physical["artifactLocation"], "uriBaseId"), "%SRCROOT%");
            if let Some(region) = physical.get("region") {
                let number = |key: &str| region[key].as_u64().filter(|number| *number >= 1).expect("a number from 1");
                assert!((number("startLine"), number("startColumn")) <= (number("endLine"), number("endColumn")), "{region:#}");
            }
        }
        for related in list(&result, "relatedLocations") {
            assert!(related["id"].is_u64() && !string(&related["message"], "text").is_empty());
        }
        if let Some(prints) = result.get("partialFingerprints") {
            assert!(prints.as_object().is_some_and(|prints| prints.values().all(Value::is_string)));
        }
    }
    log
}

#[test]
fn sarif_is_what_the_standard_requires() {
    let place = Place::rows(FAULTS);
    place.write("data/logs/Sổ cũ #1.csv", "x\n");
    for lang in ["vi", "en"] {
        let log = sarif(&place.run(&["check", "--format", "sarif", "--lang", lang, "--statistics"]).out);
        let run = &log["runs"][0];
        assert_eq!(run["language"], lang);
        let results = run["results"].as_array().expect("a list");
        let of = |code: &str| results.iter().find(|result| result["ruleId"] == code).unwrap_or_else(|| panic!("no {code}"));
        let region = &of("V001")["locations"][0]["physicalLocation"]["region"];
        assert_eq!((&region["startLine"], &region["startColumn"], &region["endColumn"]), (&3.into(), &4.into(), &8.into()));
        assert_eq!(region["snippet"]["text"], "soon");
        assert_eq!(of("C004")["relatedLocations"][0]["physicalLocation"]["region"]["startColumn"], Value::from(28));
        let file = &of("F012")["locations"][0]["physicalLocation"];
        assert_eq!(file["artifactLocation"]["uri"], "data/logs/S%E1%BB%95%20c%C5%A9%20%231.csv");
        assert!(file.get("region").is_none(), "the file as a whole has no region");
        assert_eq!(run["properties"]["statistics"]["V001"], Value::from(1));
    }
}

#[test]
fn sarif_says_which_findings_are_new() {
    let place = Place::rows(FAULTS);
    place.run(&["check", "--write-baseline", "known.csv"]);
    place.write("data/logs/visits.csv", format!("{FAULTS}v5,later,An,1,,\n"));
    let log = sarif(&place.run(&["check", "--format", "sarif", "--baseline", "known.csv"]).out);
    let results = log["runs"][0]["results"].as_array().expect("a list");
    assert_eq!((results.len(), &results[0]["baselineState"]), (2, &"new".into()), "the new one, and the plan");
}

#[test]
fn a_fingerprint_stays_where_rows_move() {
    let print = |rows: &str| {
        let log = sarif(&Place::rows(rows).run(&["check", "--format", "sarif", "--select", "V001"]).out);
        log["runs"][0]["results"][0]["partialFingerprints"]["tiendo/v1"].as_str().expect("a print").to_owned()
    };
    assert_eq!(print("id,date\nv1,soon\n"), print("date,id\n2014-01-05,v2\n\nsoon,v9\n"));
    assert_ne!(print("id,date\nv1,soon\n"), print("id,date\nv1,later\n"));
    // It is part of the contract: a change would make every known finding new.
    assert_eq!(print("id,date\nv1,soon\n"), "2dd916bbaaec773d");
}

#[test]
fn a_refused_plan_is_one_document_in_each_format() {
    let place = Place::rows(FAULTS);
    place.write("data/plans/p.toml", PLAN.replace("lead = \"so\"", "lead = \"sa\""));
    for format in MACHINES {
        let run = place.run(&["check", "--format", format]);
        assert_eq!((run.status, run.err.as_str()), (2, ""), "{format}");
        assert!(run.out.contains("P005"), "{}", run.out);
    }
    let run = place.run(&["check", "--format", "sarif"]);
    assert_eq!(sarif(&run.out)["runs"][0]["invocations"][0]["executionSuccessful"], Value::from(false));
    let run = place.run(&["check", "--format", "junit"]);
    let document = roxmltree::Document::parse(&run.out).expect("XML");
    assert!(
        document.descendants().any(|node| node.has_tag_name("skipped")) && document.descendants().any(|node| node.has_tag_name("failure"))
    );
    serde_json::from_str::<Value>(&place.run(&["check", "--format", "json"]).out).expect("JSON");
}

#[test]
fn formats_for_findings_are_for_findings() {
    let place = Place::rows(ROWS);
    for arguments in [
        ["coverage", "--format", "sarif"],
        ["--format", "sarif", "coverage"],
        ["--format", "junit", "gaps"],
        ["rules", "--format", "github"],
    ] {
        let run = place.run(&arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(["table", "json", "csv", "markdown"].iter().all(|format| run.err.contains(format)), "{}", run.err);
        let help = place.run(&["help", if arguments[0].starts_with('-') { arguments[2] } else { arguments[0] }]);
        assert!(!help.out.contains("sarif"), "{}", help.out);
    }
    assert!(place.run(&["check", "--help"]).out.contains("sarif"));
    assert_eq!(place.run(&["--format", "text", "check"]).out, place.run(&["check", "--format", "table"]).out);
    assert_eq!(place.run(&["explain", "V001", "--format", "json"]).status, 2);
}

#[test]
fn rules_need_no_workspace() {
    let place = Place { folder: tempfile::tempdir().expect("a folder") };
    let run = place.run(&["rules", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.out).expect("JSON");
    let rules = json["rules"].as_array().expect("a list");
    assert_eq!(rules.len(), tiendo::check::RULES.len());
    assert_eq!((&rules[0]["code"], &rules[0]["here"]), (&"F001".into(), &Value::Null));
    assert_eq!(place.run(&["rules", "--data", "nowhere"]).status, 2);
    let place = Place::rows(ROWS);
    place.write("data/tiendo.toml", "format = 1\n[checks]\nunknown-column = \"off\"\n");
    let run = place.run(&["rules", "--format", "csv"]);
    assert!(run.out.starts_with("code,name,family,severity,here,summary\n"), "{}", run.out);
    assert!(run.out.contains("F004,unknown-column,files,warning,off,"), "{}", run.out);
}
