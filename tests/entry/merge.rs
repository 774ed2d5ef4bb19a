//! `tiendo merge-csv`.

use crate::Copy;

const LOG: &str = "logs/visits/2014.csv";
const HEADER: &str = "id,date,unit,participants\n";

/// Merges three versions of a table of a small workspace: status, the file, standard error.
fn merged_as(path: &str, [base, ours, theirs]: [&str; 3]) -> (u8, String, String) {
    let copy = Copy::of("tests/corpus/workspace");
    copy.write(path, ours);
    copy.write("base", base);
    copy.write("ours", ours);
    copy.write("theirs", theirs);
    let (status, out, err) = copy.run(&["merge-csv", "base", "ours", "theirs", path]);
    assert_eq!(out, "");
    (status, copy.read("ours"), err)
}

#[track_caller]
fn check(versions: [&str; 3], expected: &str) {
    check_as(LOG, HEADER, versions, expected);
}

#[track_caller]
fn check_as(path: &str, header: &str, versions: [&str; 3], expected: &str) {
    let (status, file, err) = merged_as(path, versions.map(|rows| format!("{header}{rows}")).each_ref().map(String::as_str));
    let expected_status = u8::from(expected.contains("<<<<<<<"));
    assert_eq!((file.as_str(), status), (format!("{header}{expected}").as_str(), expected_status), "{err}");
}

const A: &str = "V-2014-001,2014-01-05,06139,10\n";
const A2: &str = "V-2014-001,2014-01-05,06139,12\n";
const A3: &str = "V-2014-001,2014-01-05,06139,13\n";
const B: &str = "V-2014-002,2014-02-05,06139,20\n";
const C: &str = "V-2014-003,2014-03-05,06139,30\n";

#[test]
fn what_one_side_did_is_taken() {
    check([A, &[A, B].concat(), &[A, C].concat()], &[A, B, C].concat());
    check([A, &[A, C].concat(), &[A, B].concat()], &[A, B, C].concat());
    check([&[A, B].concat(), &[A2, B].concat(), &[A, B, C].concat()], &[A2, B, C].concat());
    check([&[A, B].concat(), B, &[A, B, C].concat()], &[B, C].concat());
    check([&[A, B].concat(), &[A2, B].concat(), &[A2, B, C].concat()], &[A2, B, C].concat());
    // A file that both have begun.
    let (status, file, err) = merged_as(LOG, ["", &format!("{HEADER}{B}"), &format!("{HEADER}{A}")]);
    assert_eq!((status, file), (0, format!("{HEADER}{A}{B}")), "{err}");
}

#[test]
fn a_row_that_both_changed_is_a_conflict_of_that_row() {
    let conflict = |ours: &str, theirs: &str| format!("<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n");
    check([&[A, B].concat(), &[A2, B].concat(), &[A3, B, C].concat()], &[&conflict(A2, A3), B, C].concat());
    check([&[A, B].concat(), B, &[A3, B].concat()], &[&conflict("", A3), B].concat());
    check([&[A, B].concat(), &[A2, B].concat(), B], &[&conflict(A2, ""), B].concat());
    // `check` knows the marks, and leaves no other row out.
    let copy = Copy::of("tests/corpus/workspace");
    copy.write(LOG, format!("{HEADER}{}{B}", conflict(A2, A3)));
    let (_, out, _) = copy.run(&["check"]);
    assert!(out.contains("error[F018]") && out.contains(&format!("{LOG}:2:1")), "{out}");
}

#[test]
fn two_rows_with_one_new_key() {
    let other = "V-2014-002,2014-01-20,06140,25\n";
    let ours = [&format!("{HEADER}{A}{B}"), &format!("{HEADER}{A}{other}")];
    // Whoever merges gets the same: the later row has the fresh key.
    for [ours, theirs] in [ours, [ours[1], ours[0]]] {
        let (status, file, err) = merged_as(LOG, [&format!("{HEADER}{A}"), ours, theirs]);
        assert_eq!(file, format!("{HEADER}{A}{other}{}", B.replace("002", "003")));
        let said =
            format!("{LOG}: both sides took the key `V-2014-002` for two different new rows; the later one has the key `V-2014-003` now\n");
        assert_eq!((status, err), (0, said));
    }
    // The same event in two versions is one row that both have written.
    let same = "V-2014-002,2014-02-05,06139,21\n";
    check([A, &[A, B].concat(), &[A, same].concat()], &[A, "<<<<<<< ours\n", B, "=======\n", same, ">>>>>>> theirs\n"].concat());
    // A key that nobody makes stays.
    let (one, two) = ("HD-x,2014-02-05,06139,1\n", "HD-x,2014-03-05,06140,1\n");
    check([A, &[A, one].concat(), &[A, two].concat()], &[A, "<<<<<<< ours\n", one, "=======\n", two, ">>>>>>> theirs\n"].concat());
    // So does one of a register, which other tables refer to.
    let (header, one, two) = ("id,name,unit\n", "clb-9,Một,06139\n", "clb-9,Hai,06140\n");
    let conflict = ["<<<<<<< ours\n", one, "=======\n", two, ">>>>>>> theirs\n"].concat();
    check_as("registers/clubs.csv", header, ["", one, two], &conflict);
}

#[test]
fn rows_without_a_key() {
    let header = "date,period,unit,cases,share\n";
    let check = |versions: [&str; 3], expected: &str| check_as("logs/reports.csv", header, versions, expected);
    let (a, a2, a3) = ("2014-01-05,2014-01,06139,1,2\n", "2014-01-05,2014-01,06139,4,2\n", "2014-01-05,2014-01,06139,5,2\n");
    let (b, c) = ("2014-02-05,2014-02,06139,7,8\n", "2014-03-05,2014-03,06140,9,1\n");
    check([a, &[a, b].concat(), &[a, c].concat()], &[a, b, c].concat());
    // Two that say the same stay two.
    check([&[a, a].concat(), &[a, a, b].concat(), &[a, a, c].concat()], &[a, a, b, c].concat());
    check([&[a, a].concat(), a, &[a, a, c].concat()], &[a, c].concat());
    check([&[a, b].concat(), &[a2, b].concat(), &[a, b, c].concat()], &[a2, b, c].concat());
    let conflict = ["<<<<<<< ours\n", a2, "=======\n", a3, ">>>>>>> theirs\n"].concat();
    check([&[a, b].concat(), &[a2, b].concat(), &[a3, b, c].concat()], &[&conflict, b, c].concat());
    let conflict = ["<<<<<<< ours\n", "=======\n", a3, ">>>>>>> theirs\n"].concat();
    check([&[a, b].concat(), b, &[a3, b].concat()], &[&conflict, b].concat());
}

#[test]
fn columns_move_come_and_go() {
    let base = "id,date,unit,note\nV-1,2014-01-05,06139,\nV-2,2014-01-06,06139,\n";
    let moved = "date,id,unit,women\n2014-01-05,V-1,06139,3\n2014-01-06,V-2,06139,\n";
    let added = format!("{base}V-3,2014-01-07,06140,\n");
    for versions in [[base, moved, &added], [base, &added, moved]] {
        let (status, file, err) = merged_as(LOG, versions);
        assert_eq!((status, file), (0, format!("{moved}2014-01-07,V-3,06140,\n")), "{err}");
    }
    // What somebody has written into a column that the other dropped is kept.
    let written = "id,date,unit,note\nV-1,2014-01-05,06139,lũ\nV-2,2014-01-06,06139,\n";
    let (status, file, err) = merged_as(LOG, [base, "id,date,unit\nV-1,2014-01-05,06139\nV-2,2014-01-06,06139\n", written]);
    assert_eq!((status, file.as_str()), (0, written), "{err}");
}

#[test]
fn spelling_is_no_change_and_lines_stay_as_they_are() {
    let base = "\u{feff}id,date,unit,participants\r\nV-1, 2014-01-05,06139,10\r\n";
    let ours = format!("{base}V-2,2014-01-06,06139,\"20\"\r\n");
    let theirs = "id,date,unit,participants\nV-1,2014-01-05,06139,10\nV-3,2014-01-07,06139,30\n";
    let (status, file, err) = merged_as(LOG, [base, &ours, theirs]);
    let expected =
        "\u{feff}id,date,unit,participants\r\nV-1,2014-01-05,06139,10\r\nV-2,2014-01-06,06139,\"20\"\r\nV-3,2014-01-07,06139,30\r\n";
    assert_eq!((status, file.as_str()), (0, expected), "{err}");
    // Rows that are in no order stay where they are.
    let base = "id,date,unit,participants\nV-9,2014-05-05,06139,1\nV-1,2014-01-05,06139,1\n";
    let (ours, theirs) = (format!("{base}V-3,2014-03-01,06139,1\n"), format!("{base}V-2,2014-02-01,06139,1\n"));
    let (status, file, err) = merged_as(LOG, [base, &ours, &theirs]);
    assert_eq!((status, file), (0, format!("{base}V-2,2014-02-01,06139,1\nV-3,2014-03-01,06139,1\n")), "{err}");
}

#[test]
fn what_cannot_be_read_by_rows_loses_nothing() {
    let base = format!("{HEADER}{A}{B}");
    for (ours, theirs) in [
        (format!("{HEADER}{A}V-2014-009,2014\n{B}"), format!("{HEADER}{A}{B}{C}")),
        (format!("{HEADER}{A2}\"V-9,2014-01-01,06139,1\n"), format!("{HEADER}{A}{B}{C}")),
        (format!("{HEADER}<<<<<<< x\n{A2}=======\n{A3}>>>>>>> y\n{B}"), format!("{HEADER}{A}{B}{C}")),
    ] {
        let (status, file, err) = merged_as(LOG, [&base, &ours, &theirs]);
        assert_eq!(status, 1, "{err}");
        assert!(err.contains("merged as a text: 1 conflict"), "{err}");
        for line in ours.lines().chain(theirs.lines()) {
            assert!(file.lines().any(|there| there == line), "{line}\n{file}");
        }
    }
    // What git cannot have is told so that it stops.
    let copy = Copy::of("tests/corpus/workspace");
    assert_eq!(copy.run(&["merge-csv", "base", "ours", "theirs", LOG]).0, 129);
}
