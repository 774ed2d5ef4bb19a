//! Findings that need a disk or a clock; every other one has its pair in tests/rules.

use crate::harness::{Case, Evaluated, SETTINGS, faults};

const VISITS: &str = "logs/visits.csv";

/// A sound workspace: nothing is found in it.
fn good() -> Case {
    Case::target("schedule = { windows = [\"2014\"] }")
        .file(VISITS, "id,date,unit,copies\nk1,2014-01-01,a,1\n")
        .lines("registers/clubs.csv", "c1,a,,,,2014-06-30\n")
}

/// With this line after the sound one in the log.
fn row(row: &str) -> Case {
    good().lines(VISITS, &format!("{row}\n"))
}

#[test]
fn a_date_after_today_is_doubted_only_where_today_is_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in row("k2,2014-12-31,b,1").files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let check =
        |arguments: &[&str]| crate::harness::tiendo(folder.path(), "2014-06-30", &[&["check", "--format", "csv"], arguments].concat()).1;
    assert!(check(&[]).contains("C006,warning"));
    assert!(!check(&["--as-of", "2014-06-30"]).contains("C006"));
    // Without plans, and without the units that everything refers to.
    std::fs::remove_file(folder.path().join("registers/units.csv")).expect("removed");
    assert!(check(&[]).contains("F010,error"), "{}", check(&[]));
    std::fs::remove_file(folder.path().join("plans/p.toml")).expect("removed");
    assert!(check(&[]).contains("P019,warning"), "{}", check(&[]));
}

#[cfg(unix)]
#[test]
fn what_is_there_and_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in good().files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    // A link that leads nowhere, a link out of the workspace, and a folder where a file should be.
    std::fs::create_dir_all(folder.path().join("logs/reports")).expect("made");
    std::os::unix::fs::symlink("nowhere.csv", folder.path().join("logs/reports/2014.csv")).expect("linked");
    let outside = tempfile::NamedTempFile::new().expect("a file");
    std::os::unix::fs::symlink(outside.path(), folder.path().join("logs/reports/2015.csv")).expect("linked");
    std::fs::create_dir(folder.path().join("waivers.csv")).expect("made");
    let tree = tiendo::read::Tree::on_disk(folder.path());
    let mut found = Evaluated::new(&tree, "2014-12-31", None).findings;
    found.sort();
    let told: Vec<&str> = found.iter().map(|finding| finding.split(':').next().unwrap_or(finding)).collect();
    assert_eq!(told, ["F001 logs/reports/2014.csv", "F001 logs/reports/2015.csv", "F001 waivers.csv"]);
}

#[test]
fn what_is_never_shown_cannot_be_a_threshold_or_an_agency_of_gaps() {
    let personal = |column: &str| {
        let settings = SETTINGS.replace(&format!("columns.{column} = {{ type"), &format!("columns.{column} = {{ personal = true, type"));
        assert_ne!(settings, SETTINGS);
        settings
    };
    let with_a_club = |says: &str| Case::target(says).lines("registers/clubs.csv", "c1,a,2,,,\n");
    let case = with_a_club("population = \"clb\", at_least = { column = \"size\" }");
    assert_eq!(faults(&case.clone().tree()), Vec::<String>::new());
    assert_eq!(faults(&case.file("tiendo.toml", personal("size")).tree()), ["P013 plans/p.toml:29"]);
    let case = with_a_club("population = \"clb\", by = { column = \"manager\" }");
    assert_eq!(faults(&case.file("tiendo.toml", personal("manager")).tree()), ["P013 plans/p.toml:29"]);
}

#[test]
fn a_doubt_that_is_set_to_be_an_error_leaves_its_row_out_of_every_figure() {
    // Whatever happens counts for the first target; the unit of the second row is in no population of the second.
    let case = Case::activity(
        "log = \"visits\"\nschedule = { windows = [\"2014\"] }\ntarget = [{ id = \"all\", at_least = 2 }, { id = \"t\", population = \"xa\" }]\n",
    );
    let case = case.visits("2014-03-01 a, 2014-03-02 P");
    crate::harness::check(&case, "2014-12-31", "x.all", &["met, now met", "2014 met: * met 2"]);
    let strict = case.file("tiendo.toml", format!("{SETTINGS}\n[checks]\noutside-population = \"error\"\n"));
    let evaluated = strict.on("2014-12-31");
    assert_eq!(evaluated.state.left_out, 1);
    assert!(evaluated.shown("x.all")[1].ends_with("* open 1"), "{:?}", evaluated.shown("x.all"));
}
