//! What a pass makes of files that break off.

use std::fmt::Write;

use super::*;
use crate::load::load;
use crate::model::UNITS;

const SETTINGS: &str = "format = 1\n[log.visits]\ncolumns.date = \"date\"\ncolumns.unit = \"units\"\ncolumns.copies = \"integer\"\n\
    columns.fund = \"fund\"\ncolumns.cost = \"money\"\n";
const PLAN: &str = "id = \"p\"\ntitle = \"A plan\"\nperiod = \"2014\"\n[agency]\nso = \"The office\"\n[fund]\nf = \"A fund\"\n\
    [population.xa]\nregister = \"units\"\n[[activity]]\nid = \"x\"\ntitle = \"An activity\"\nlead = \"so\"\nfunds = [\"f\"]\n\
    target = [{ id = \"t\", log = \"visits\", population = \"xa\", sum = \"copies\", at_least = 1 }]\n";
const UNIT_ROWS: &str = "code,name,level\na,An,commune\nb,Bình,commune\n";
const HEAD: &str = "date,unit,copies,fund,cost\n";

/// The codes of what is found, rows read, rows left out, what was spent, and units.
fn passed(second: &str, units: &str) -> (Vec<&'static str>, [u64; 2], String, usize) {
    let files = [
        ("tiendo.toml", SETTINGS),
        ("plans/p.toml", PLAN),
        ("registers/units.csv", units),
        ("logs/visits/1.csv", "date,unit,copies,fund,cost\n2014-01-01,a,3,f,10\n"),
        ("logs/visits/2.csv", second),
    ];
    let tree = Tree::in_memory(files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
    let loaded = load(&tree);
    let mut findings = loaded.findings;
    let workspace = loaded.workspace.expect("a workspace");
    let scanned = scan(&workspace, &loaded.vocabulary, &tree, Date::constant(2014, 12, 31), false);
    findings.merge(scanned.findings);
    let codes = findings.iter().filter(|finding| finding.severity == Severity::Error).map(|finding| finding.code.id).collect();
    let spent = scanned.spending.sums.values().fold(crate::number::Number::ZERO, |sum, of| sum + of.inside);
    (codes, [scanned.rows, scanned.left_out], spent.to_string(), workspace.register(UNITS).rows.all().count())
}

#[test]
fn a_file_that_breaks_off_counts_in_no_figure() {
    // Several blocks of sound rows before the row that does not end.
    let mut second = HEAD.to_owned();
    for row in 0..80_000 {
        let _ = writeln!(second, "2014-01-0{},b,4,f,{row}", row % 9 + 1);
    }
    let endless = format!("{second}2014-01-02,b,5,\"{}\n", "x".repeat(20 << 20));
    assert_eq!(passed(&second, UNIT_ROWS).1, [80_001, 0]);
    assert_eq!(passed(&endless, UNIT_ROWS), (vec!["F019"], [1, 0], "10".to_owned(), 2));
}

#[test]
fn nor_does_a_register() {
    let endless = format!("{UNIT_ROWS}\"{}\n", "x".repeat(20 << 20));
    let (codes, _, _, units) = passed(HEAD, &endless);
    assert_eq!((codes.contains(&"F019"), units), (true, 0));
}
