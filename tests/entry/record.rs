//! `tiendo record`.

use crate::Copy;

const LOG: &str = "logs/visits/2014.csv";
const HEADER: &str = "id,date,unit,unit_name,participants,women,form,fund,cost,phone\n";

fn office() -> Copy {
    let copy = Copy::of("tests/corpus/workspace");
    copy.write(LOG, format!("{HEADER}V-2014-007,2014-03-01,06139,,20,,,,,\r\nV-2014-009,2014-05-01,06139,,30,,,,,\r\n"));
    copy
}

#[test]
fn a_row_gets_its_key_its_place_and_its_name() {
    let copy = office();
    let arguments =
        ["record", "visits", "date=ngày 5 tháng 4 năm 2014", "unit=Trùng Quán", "participants=1.234", "form=TƯ VẤN", "phone=0912"];
    let (status, out, err) = copy.run(&arguments);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    let first = out.lines().next().expect("the row");
    assert_eq!(
        first,
        "logs/visits/2014.csv:3: id=V-2014-010 date=2014-04-05 unit=06139 unit_name=xã Trùng Quán participants=1234 form=tu-van phone=…"
    );
    let row = "V-2014-010,2014-04-05,06139,xã Trùng Quán,1234,,tu-van,,,0912\r\n";
    let expected = format!("{HEADER}V-2014-007,2014-03-01,06139,,20,,,,,\r\n{row}V-2014-009,2014-05-01,06139,,30,,,,,\r\n");
    assert_eq!(copy.read(LOG), expected);
    // A year without a file gets one, with the header of the others.
    let (status, out, err) = copy.run(&["record", "visits", "date=2015-02-01", "unit=06139"]);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    assert_eq!(copy.read("logs/visits/2015.csv"), format!("{HEADER}V-2015-001,2015-02-01,06139,xã Trùng Quán,,,,,,\n"));
}

#[test]
fn nothing_is_written_of_a_row_that_is_not_sound() {
    let copy = office();
    let before = copy.files();
    for (fields, said) in [
        (vec!["date=3/1/2014", "unit=06139"], "date: `3/1/2014` is not understood; write 2014-01-03 if the day stands first"),
        (vec!["date=2014-03-05", "unit=nowhere at all"], "unit: `nowhere at all` is not understood"),
        (vec!["date=2014-03-05"], "error["),
        (vec!["date=2014-03-05", "unit=06139", "women=30", "participants=20"], "error["),
        (vec!["date=2014-03-05", "unit=06139", "id=V-2014-009"], "error[C"),
        (vec!["date=2014-03-05", "unit=06139", "phone=0912", "participants=-1"], "error["),
    ] {
        let arguments: Vec<&str> = ["record", "visits"].into_iter().chain(fields).collect();
        let (status, out, err) = copy.run(&arguments);
        assert_eq!((status, out.as_str()), (1, ""), "{arguments:?}\n{err}");
        assert!(err.contains(said) && !err.contains("0912"), "{arguments:?}\n{err}");
    }
    for (arguments, said) in [
        (vec!["record", "visit"], "there is no log `visit`; did you mean `visits`?"),
        (vec!["record", "visits", "dat=2014-01-01"], "has no column `dat`; did you mean `date`?"),
        (vec!["record", "visits", "date"], "write column=value"),
        (vec!["record", "visits", "date=2014-01-05", "unit=06139", "--file", "logs/visits/../../x.csv"], "is no file of the log"),
        (vec!["record", "visits", "date=2014-01-05", "unit=06139", "--file", "plans/x.csv"], "is no file of the log"),
    ] {
        let (status, out, err) = copy.run(&arguments);
        assert_eq!(out, "");
        assert!(err.contains(said) && status == 2, "{arguments:?}\n{err}");
    }
    let (status, out, _) = copy.run(&["record", "visits", "date=2014-03-05", "unit=06139", "--dry-run"]);
    assert_eq!(status, 0);
    assert!(out.starts_with("logs/visits/2014.csv:3: id=V-2014-010"), "{out}");
    assert_eq!(copy.files(), before);
}

#[test]
fn a_file_that_cannot_be_read_gets_no_row() {
    let copy = office();
    copy.write(LOG, "id,date,unit\nV1,2014-03-01\n\"V2,2014-03-02,06139\n");
    let before = copy.files();
    let (status, _, err) = copy.run(&["record", "visits", "date=2014-03-05", "unit=06139", "id=V9"]);
    assert_eq!(status, 2, "{err}");
    assert_eq!(copy.files(), before);
}

#[test]
fn keys_and_defaults_are_declared() {
    let copy = office();
    let declared = "[log.visits]\nkey = \"{form}/{year}/{month}-{n:02}\"\ndefaults = { form = \"to-tung\", participants = \"10\" }\n";
    copy.write("tiendo.toml", copy.read("tiendo.toml").replace("[log.visits]\n", declared));
    let (status, out, err) = copy.run(&["record", "visits", "date=2014-03-05", "unit=06139"]);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    assert!(copy.read(LOG).contains("\nto-tung/2014/03-01,2014-03-05,06139,xã Trùng Quán,10,,to-tung,,,\r\n"), "{}", copy.read(LOG));
    let wrong = copy.read("tiendo.toml").replace("{n:02}", "{m}").replace("participants = \"10\"", "people = \"10\"");
    copy.write("tiendo.toml", wrong);
    let (status, _, err) = copy.run(&["check"]);
    assert_eq!(status, 2);
    assert!(err.contains("a form of keys takes one `{n}`") && err.contains("people"), "{err}");
}

#[test]
fn on_a_terminal_it_asks() {
    let copy = office();
    // Day, unit (twice, as the first is not understood), people, women, form by its beginning, fund, cost, phone.
    let answers = "5/3\n2014-03-05\nnowhere at all\nTrùng Quán\n20\n\nto\n\n\n\n";
    let (status, out, err) = copy.answer(&["record", "visits"], answers);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.contains("date=2014-03-05 unit=06139 unit_name=xã Trùng Quán participants=20 form=to-tung"), "{out}");
    assert!(err.contains("tu-van (Tư vấn), to-tung (Tham gia tố tụng)"), "{err}");
    // Row after row, until an empty line.
    let row = |day: &str| format!("{day}\n06139\n\n\n\n\n\n\n");
    let (status, out, err) = copy.answer(&["record", "visits", "--batch"], &format!("{}{}\n", row("2014-06-01"), row("2014-06-02")));
    assert_eq!(status, 0, "{out}{err}");
    assert_eq!(out.matches("logs/visits/2014.csv:").count(), 2, "{out}{err}");
}

#[test]
fn nothing_given_is_no_success() {
    let copy = office();
    let before = copy.files();
    let (status, out, err) = copy.run(&["record", "visits"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("nothing is given; write column=value, the log `visits` needs: `date`, `unit`"), "{err}");
    assert_eq!(copy.files(), before);
}
