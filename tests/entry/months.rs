//! Six months of two branches that record, correct and import into the same files, merged by git with `merge-csv`.

use std::process::Command;

use crate::Copy;

const LOG: &str = "logs/visits/2020.csv";

struct Office {
    copy: Copy,
}

impl Office {
    /// A repository of `data/` in which git asks `tiendo` to merge tables.
    fn new() -> Office {
        let office = Office { copy: Copy::of("data") };
        office.copy.write(".gitattributes", "*.csv merge=tiendo\n");
        let driver = format!("'{}' merge-csv %O %A %B %P", env!("CARGO_BIN_EXE_tiendo"));
        office.git("Lan", &["init", "-q", "-b", "main"]);
        office.git("Lan", &["config", "merge.tiendo.driver", &driver]);
        office.commit("Lan", "what there is");
        office
    }

    fn try_git(&self, who: &str, arguments: &[&str]) -> (bool, String) {
        let run = Command::new("git")
            .arg("-C")
            .arg(self.copy.path())
            .args(["-c", &format!("user.name={who}"), "-c", "user.email=office@example.org", "-c", "commit.gpgSign=false"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env("TIENDO_LANG", "en")
            .output()
            .expect("git runs");
        let said = [run.stdout, run.stderr].concat();
        (run.status.success(), String::from_utf8(said).expect("text"))
    }

    #[track_caller]
    fn git(&self, who: &str, arguments: &[&str]) -> String {
        let (done, said) = self.try_git(who, arguments);
        assert!(done, "{arguments:?}\n{said}");
        said
    }

    fn commit(&self, who: &str, message: &str) {
        self.git(who, &["add", "-A"]);
        self.git(who, &["commit", "-q", "-m", message]);
    }

    #[track_caller]
    fn tiendo(&self, arguments: &[&str]) -> String {
        let (status, out, err) = self.copy.run(&[arguments, &["--as-of", "2020-12-31"]].concat());
        assert_eq!(status, 0, "{arguments:?}\n{out}{err}");
        out
    }

    /// Changes one figure of a row that is there.
    fn correct(&self, key: &str, participants: &str) {
        let text = self.copy.read(LOG);
        let row = text.lines().find(|line| line.starts_with(&format!("{key},"))).expect("the row");
        let mut fields: Vec<&str> = row.split(',').collect();
        fields[6] = participants;
        self.copy.write(LOG, text.replace(row, &fields.join(",")));
    }
}

fn rows(text: &str) -> Vec<String> {
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn six_months_of_two_branches_have_no_conflict_that_is_none() {
    let office = Office::new();
    let there = rows(&office.copy.read(LOG));
    let key = |nth: usize| there[nth].split(',').next().expect("a key").to_owned();
    let mut renamed = 0;
    for month in 1..=6 {
        for (who, branch, unit, agency) in [("Minh", "bac", "06139", "chi-nhanh-1"), ("Hoa", "nam", "06610", "chi-nhanh-4")] {
            office.git(who, &["checkout", "-q", "-b", &format!("{branch}-{month}"), "main"]);
            let day = if branch == "bac" { 10 } else { 20 };
            let (date, people) = (format!("date=2020-{month:02}-{day}"), format!("participants={}", 1000 + 10 * month + day));
            let (unit, agency) = (format!("unit={unit}"), format!("agency={agency}"));
            office.tiendo(&["record", "visits", &date, &format!("trip={branch}-{month}"), &unit, &agency, &people]);
            office.commit(who, "a visit");
            office.correct(&key(2 * month + usize::from(branch == "nam")), "1777");
            office.commit(who, "a figure that was wrong");
            if branch == "nam" {
                let row = |day: u32| format!("{day}/{month}/2020;nhap-{month};06610;{}\n", 2000 + month);
                let rows = [row(21), row(22)].concat();
                let file = office.copy.path().with_extension("import.csv");
                std::fs::write(&file, format!("Ngày;Đợt;Mã xã;Số người tham dự\n{rows}")).expect("written");
                let file_name = file.to_str().expect("a path");
                let mapped = ["import", "visits", file_name, "--set", &agency, "--write"];
                office.tiendo(&mapped);
                std::fs::remove_file(file).expect("removed");
                office.commit(who, "what the district sent");
            }
        }
        office.git("Lan", &["checkout", "-q", "main"]);
        for branch in ["bac", "nam"] {
            let said = office.git("Lan", &["merge", "--no-ff", "--no-edit", &format!("{branch}-{month}")]);
            renamed += said.matches("for two different new rows").count();
        }
    }
    // Each month both took the next key.
    assert!(renamed >= 6, "{renamed}");
    let text = office.copy.read(LOG);
    let all = rows(&text);
    assert_eq!(all.len(), there.len() + 6 * 4);
    let keys: std::collections::BTreeSet<&str> = all.iter().filter_map(|row| row.split(',').next()).collect();
    assert_eq!(keys.len(), all.len(), "{text}");
    assert_eq!(all.iter().filter(|row| row.split(',').nth(6) == Some("1777")).count(), 12, "{text}");
    let (_, out, err) = office.copy.run(&["check", "--as-of", "2020-12-31", "--fail-on", "never", "--ignore", "F020"]);
    assert!(!out.contains("error["), "{out}{err}");
    assert_eq!(office.copy.run(&["fmt", "--check"]).0, 0);
    // Who recorded what.
    for (who, branch) in [("Minh", "bac"), ("Hoa", "nam")] {
        for month in 1..=6 {
            let trip = format!(",{branch}-{month},");
            let authors = office.git("Lan", &["log", "--no-merges", "--format=%an: %s", &format!("-S{trip}"), "--", LOG]);
            assert_eq!(authors, format!("{who}: a visit\n"));
        }
    }
    // One row corrected by both is a conflict of that row, and of no other.
    for (branch, people, day) in [("bac", "41", "11"), ("nam", "42", "12")] {
        office.git("Lan", &["checkout", "-q", "-b", &format!("{branch}-7"), "main"]);
        office.correct(&key(0), people);
        office.tiendo(&[
            "record",
            "visits",
            &format!("date=2020-07-{day}"),
            "trip=x",
            "unit=06139",
            "agency=chi-nhanh-1",
            "participants=5",
        ]);
        office.commit("Lan", "the same row");
    }
    let (done, said) = office.try_git("Lan", &["merge", "--no-edit", "bac-7"]);
    assert!(!done && said.contains("1 conflict") && said.contains("CONFLICT"), "{said}");
    let text = office.copy.read(LOG);
    assert_eq!(text.matches("<<<<<<<").count(), 1);
    assert_eq!(text.split("<<<<<<<").nth(1).and_then(|rest| rest.split(">>>>>>>").next()).map(|rows| rows.lines().count()), Some(4));
    let (status, out, _) = office.copy.run(&["check", "--as-of", "2020-12-31"]);
    assert!(status == 1 && out.contains("error[F018]"), "{out}");
}
