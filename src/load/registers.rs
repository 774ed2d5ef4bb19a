//! Registers and units: rows that are unique on every day, and refer to what exists on theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Vocabulary;
use super::secrets::AllSecrets;
use super::table_file::{FileRow, TableFile, read};
use crate::calendar::{Date, plus_days};
use crate::check::name_disagrees::Beside;
use crate::check::{
    circular_definition, code_without_successor, dangling_succession, duplicate_key, missing_register, overlapping_validity,
    undated_reference, unit_not_valid, unknown_reference,
};
use crate::finding::{Finding, Findings};
use crate::model::{Absence, Column, Kind, Lost, Register, Row, Succession, Table, UNITS, UnitIndex, UnitRow, Units};
use crate::names::Gazetteer;
use crate::say;
use crate::source::{Place, Tree};

/// Everything about registers, accepted.
pub(super) struct Registers {
    pub(super) all: Vec<Register>,
    pub(super) units: Units,
    pub(super) left_out: u64,
}

/// Reads all registers.
pub(super) fn load(tree: &Tree, tables: &[Table], referenced: bool, vocabulary: &Vocabulary, findings: &mut Findings) -> Registers {
    let mark = findings.len();
    let mut left_out = 0;
    let mut files: Vec<TableFile> = Vec::new();
    let mut secrets = AllSecrets::default();
    for (at, table) in tables.iter().enumerate() {
        let path = format!("registers/{}.csv", table.name);
        let mut file = read(tree, &path, table, vocabulary, findings);
        if !file.exists && (at != UNITS.0 || referenced) {
            let place = Place::whole(tree.id(&path));
            let headers: Vec<&str> = table.columns.iter().filter(|column| column.required).map(|column| column.header.as_str()).collect();
            let header = headers.join(",");
            let message = say!(vi: "không có tệp `{path}`", en: "there is no file `{path}`");
            let help = say!(vi: "tạo tệp, ít nhất có dòng tiêu đề `{header}`", en: "create it, with the header `{header}` at least");
            file.lost.unread = true;
            findings.add(Finding::new(&missing_register::CODE, place, message).help(help));
        }
        left_out += file.left_out + unique(table, &mut file, findings);
        secrets.join(std::mem::take(&mut file.secrets));
        files.push(file);
    }
    let keys: Vec<BTreeSet<String>> = tables.iter().zip(&files).map(|(table, file)| keys_of(table, &file.rows)).collect();
    // A unit below one whose row is at fault is not at fault itself: only what is above it is not known.
    let lost: Vec<Lost> = files.iter().map(|file| file.lost.clone()).collect();
    let successions = successions(tree, vocabulary, findings, &mut left_out);
    let plain: Vec<Succession> = successions.iter().map(|(succession, _)| succession.clone()).collect();
    let build = |rows: &[FileRow]| Units::new(unit_rows(&tables[0], rows), &plain);
    let parent = tables[0].column("parent").unwrap_or(0);
    let unknown = files[0].rows.iter().any(|row| row.text(parent).is_some_and(|code| !keys[0].contains(code)));
    let (as_written, described) = draft_of_names(&tables[0], &files[0].rows, &plain, unknown);
    let known = Known { keys: &keys, lost: &lost, parents: true };
    left_out += refer(&tables[0], &mut files[0], &known, &Gazetteer::new(&as_written, &described), findings);
    // Parents are judged by the units as written; a row whose parent is not there on its day is left out.
    let (draft, _) = build(&files[0].rows);
    let absent = |row: &FileRow| Some(draft.holder(row.text(parent)?, row.from()?).is_none());
    let absent = files[0].rows.iter().filter_map(absent).any(|absent| absent);
    let (as_written, described) = draft_of_names(&tables[0], &files[0].rows, &plain, absent);
    left_out += stand(&tables[0], &mut files[0], &draft, &Gazetteer::new(&as_written, &described), true, findings);
    left_out += circles(&tables[0], &mut files[0], &draft, findings);
    // Registers sort their rows by key and validity; units number those rows.
    let lost_units = std::mem::take(&mut files[0].lost);
    let unit_file = std::mem::take(&mut files[0].rows);
    let to = tables[0].column("to").unwrap_or(0);
    let ends: BTreeMap<Place, Place> = unit_file.iter().map(|row| (row.place, row.fields[to])).collect();
    let mut first = Register::new(tables[0].clone(), unit_file.into_iter().map(|row| accept(row, &draft, &tables[0])).collect());
    let (units, dangling) =
        Units::new(first.rows.iter().enumerate().map(|(at, row)| unit_row(&tables[0], at, &row.cells, row.valid)), &plain);
    for (succession, places) in &successions {
        if dangling.contains(succession) {
            left_out += 1;
            if lost_units.unread {
                continue;
            }
            report_dangling(succession, places, &lost_units, &Gazetteer::new(&units, &first), findings);
        }
    }
    findings.extend(code_without_successor::check(&units, &dangling, |row| ends.get(&first.rows[row].place).copied()));
    for row in &mut first.rows {
        row.units = unit_references(&tables[0], &row.cells, row.valid.first, &units);
    }
    first.lost = lost_units;
    let gazetteer = Gazetteer::new(&units, &first);
    let known = Known { keys: &keys, lost: &lost, parents: false };
    let mut others = Vec::new();
    for (table, file) in tables.iter().zip(&mut files).skip(1) {
        left_out += refer(table, file, &known, &gazetteer, findings);
        left_out += stand(table, file, &units, &gazetteer, false, findings);
        left_out += named(table, file, &gazetteer, &first, findings);
        let rows = std::mem::take(&mut file.rows).into_iter().map(|row| accept(row, &units, table)).collect();
        let mut register = Register::new(table.clone(), rows);
        register.lost = std::mem::take(&mut file.lost);
        others.push(register);
    }
    drop(gazetteer);
    secrets.hide(findings.since(mark));
    let all = std::iter::once(first).chain(others).collect();
    Registers { all, units, left_out }
}

fn unit_rows<'a>(table: &'a Table, rows: &'a [FileRow]) -> impl Iterator<Item = UnitRow<'a>> {
    rows.iter().enumerate().map(move |(at, row)| unit_row(table, at, &row.cells, row.valid))
}

fn unit_row<'a>(table: &Table, at: usize, cells: &'a [crate::model::Value], valid: crate::calendar::Days) -> UnitRow<'a> {
    let text = |name: &str| table.column(name).and_then(|column| cells[column].text());
    UnitRow { row: at, code: text("code").unwrap_or_default(), parent: text("parent"), valid }
}

fn accept(row: FileRow, units: &Units, table: &Table) -> Row {
    let references = unit_references(table, &row.cells, row.valid.first, units);
    Row { cells: row.cells, valid: row.valid, units: references, place: row.place }
}

/// The units that a row's columns name on its first day; without one, the first holders of their codes.
fn unit_references(table: &Table, cells: &[crate::model::Value], first: Date, units: &Units) -> Vec<(usize, UnitIndex)> {
    table
        .all(|kind| *kind == Kind::Reference(UNITS))
        .into_iter()
        .filter_map(|column| {
            let code = cells[column].text()?;
            let unit = if first == Date::MIN { units.first_holder(code) } else { units.holder(code, first) };
            Some((column, unit?))
        })
        .collect()
}

fn keys_of(table: &Table, rows: &[FileRow]) -> BTreeSet<String> {
    let Some(key) = table.key() else { return BTreeSet::new() };
    rows.iter().filter_map(|row| row.text(key).map(str::to_owned)).collect()
}

/// Leaves out rows whose keys meet on a day; says how many.
fn unique(table: &Table, file: &mut TableFile, findings: &mut Findings) -> u64 {
    let Some(key) = table.key() else { return 0 };
    let rows = &mut file.rows;
    let dated = table.date("from").is_some() || table.date("to").is_some();
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        by_key.entry(row.text(key).unwrap_or_default().to_owned()).or_default().push(at);
    }
    let mut out = BTreeSet::new();
    for (name, group) in &by_key {
        for (nth, at) in group.iter().enumerate() {
            let meets = |other: &&usize| !dated || rows[**other].valid.overlaps(rows[*at].valid);
            if let Some(other) = group.iter().filter(|other| *other != at).find(meets) {
                out.insert(*at);
                // The first of them is the other's second place; it gets no finding of its own.
                if nth > 0 {
                    let (code, message) = if dated {
                        (
                            &overlapping_validity::CODE,
                            say!(vi: "hai dòng của `{name}` cùng có hiệu lực trong một ngày", en: "two rows of `{name}` are valid on the same day"),
                        )
                    } else {
                        (&duplicate_key::CODE, say!(vi: "mã `{name}` có ở hai dòng", en: "the key `{name}` appears twice"))
                    };
                    let finding = Finding::new(code, rows[*at].fields[key], message);
                    findings.add(
                        finding
                            .also(rows[*other].fields[key], say!(vi: "dòng kia ở đây", en: "the other is here"))
                            .help(say!(vi: "sửa một trong hai; cho đến lúc đó cả hai dòng không được tính", en: "correct one of them; until then neither row counts"))
                            .hiding(table.columns[key].personal),
                    );
                }
            }
        }
    }
    remove(table, file, &out)
}

/// Leaves out rows; their keys are known all the same.
fn remove(table: &Table, file: &mut TableFile, out: &BTreeSet<usize>) -> u64 {
    if let Some(key) = table.key() {
        file.lost.keys.extend(out.iter().filter_map(|at| file.rows[*at].text(key).map(str::to_owned)));
    }
    let mut at = 0;
    file.rows.retain(|_| {
        at += 1;
        !out.contains(&(at - 1))
    });
    out.len() as u64
}

/// The keys that references may name.
struct Known<'k> {
    /// Of each register.
    keys: &'k [BTreeSet<String>],
    /// Of each register those of rows that were left out.
    lost: &'k [Lost],
    /// Whether it is units that name their parents.
    parents: bool,
}

/// Leaves out rows that refer to keys which no register has; says how many.
fn refer(table: &Table, file: &mut TableFile, known: &Known<'_>, gazetteer: &Gazetteer<'_>, findings: &mut Findings) -> u64 {
    let (mut out, mut silent) = (BTreeSet::new(), BTreeSet::new());
    for (at, row) in file.rows.iter().enumerate() {
        for (index, column) in table.columns.iter().enumerate() {
            let Kind::Reference(register) = column.kind else { continue };
            let Some(key) = row.text(index) else { continue };
            let (keys, place) = (&known.keys[register.0], row.fields[index]);
            if !keys.contains(key) {
                let why = known.lost[register.0].why(key);
                // A unit below one whose row is at fault is not at fault itself: only what is above it is not known.
                if why != Absence::Unknown && known.parents && register == UNITS {
                    continue;
                }
                if why == Absence::Unread {
                    out.insert(at);
                    silent.extend(table.key().and_then(|key| row.text(key)).map(str::to_owned));
                    continue;
                }
                let finding = if let Some(finding) = unknown_reference::lost(place, column, key, why) {
                    finding
                } else if register == UNITS {
                    unknown_reference::unit(place, key, column.personal, gazetteer, row.from())
                } else {
                    unknown_reference::check(place, column, key, keys.iter().map(String::as_str))
                };
                if findings.add(finding) {
                    out.insert(at);
                }
            }
            let itself = known.parents && register == UNITS && table.key().and_then(|key| row.text(key)) == Some(key);
            if itself
                && findings.add(Finding::new(
                    &circular_definition::CODE,
                    place,
                    say!(vi: "đơn vị `{key}` là cấp trên của chính nó", en: "unit `{key}` stands above itself"),
                ))
            {
                out.insert(at);
            }
        }
    }
    file.lost.silent = silent;
    remove(table, file, &out)
}

/// The units as written, for the names of those that a row calls its parents; only where something is wrong with one.
fn draft_of_names(table: &Table, rows: &[FileRow], successions: &[Succession], wrong: bool) -> (Units, Register) {
    let rows = if wrong { rows } else { &[] };
    let plain = |row: &FileRow| Row { cells: row.cells.clone(), valid: row.valid, units: Vec::new(), place: row.place };
    let register = Register::new(table.clone(), rows.iter().map(plain).collect());
    let (units, _) = Units::new(register.rows.iter().enumerate().map(|(at, row)| unit_row(table, at, &row.cells, row.valid)), successions);
    (units, register)
}

/// Leaves out units that stand above themselves, over others.
///
/// A circle closes on the first day of one of its rows: to look at each row's first day finds them all.
fn circles(table: &Table, file: &mut TableFile, units: &Units, findings: &mut Findings) -> u64 {
    let column = |name: &str| table.column(name).unwrap_or(0);
    let (code, parent) = (column("code"), column("parent"));
    let mut out = BTreeSet::new();
    for (at, row) in file.rows.iter().enumerate() {
        let (Some(key), Some(_)) = (row.text(code), row.text(parent)) else { continue };
        let day = row.valid.first;
        let Some(unit) = units.holder(key, day) else { continue };
        if units.above_itself(unit, day)
            && findings.add(Finding::new(&circular_definition::CODE, row.fields[parent], say!(vi: "đơn vị `{key}` là cấp trên của chính nó, qua các đơn vị khác", en: "unit `{key}` stands above itself, through other units")).help(say!(vi: "sửa `parent` của một trong các đơn vị đó", en: "correct the `parent` of one of these units")))
        {
            out.insert(at);
        }
    }
    remove(table, file, &out)
}

/// Leaves out rows that name a unit which is not there on the row's first day. `parents` are the units' own: a unit
/// stays where only the row of the one above it was left out.
fn stand(table: &Table, file: &mut TableFile, units: &Units, gazetteer: &Gazetteer<'_>, parents: bool, findings: &mut Findings) -> u64 {
    let mut out = BTreeSet::new();
    for (at, row) in file.rows.iter().enumerate() {
        for column in table.all(|kind| *kind == Kind::Reference(UNITS)) {
            let Some(code) = row.text(column) else { continue };
            let place = row.fields[column];
            match row.from() {
                Some(day) if units.holder(code, day).is_none() && !(parents && file.lost.why(code) != Absence::Unknown) => {
                    let error = findings.add(unit_not_valid::check(place, gazetteer, code, day));
                    out.extend(error.then_some(at));
                }
                None if units.holders(code).count() > 1 => {
                    findings.add(undated_reference::check(place, code));
                }
                _ => {}
            }
        }
    }
    remove(table, file, &out)
}

type Sited = (Succession, [Place; 2]);

fn successions(tree: &Tree, vocabulary: &Vocabulary, findings: &mut Findings, left_out: &mut u64) -> Vec<Sited> {
    let table = super::tables::built_in(
        "successions",
        vec![
            Column::new("date", Kind::Date, true),
            Column::new("old", Kind::Text, true),
            Column::new("new", Kind::Text, true),
            Column::new("basis", Kind::Text, false),
        ],
    );
    let file = read(tree, "registers/successions.csv", &table, vocabulary, findings);
    *left_out += file.left_out;
    let row = |row: &FileRow| {
        let (date, old, new) = (row.cells[0].date()?, row.text(1)?, row.text(2)?);
        Some((Succession { date, old: old.into(), new: new.into(), basis: row.text(3).map(Into::into) }, [row.fields[1], row.fields[2]]))
    };
    file.rows.iter().filter_map(row).collect()
}

fn report_dangling(succession: &Succession, places: &[Place; 2], lost: &Lost, gazetteer: &Gazetteer<'_>, findings: &mut Findings) {
    let Succession { date, old, new, .. } = succession;
    let before = plus_days(*date, -1);
    for (code, day, place) in [(old, before, places[0]), (new, *date, places[1])] {
        let units = gazetteer.units();
        if units.holder(code, day).is_none() {
            let message = say!(vi: "không đơn vị nào mang mã `{code}` vào ngày {day}", en: "no unit holds the code `{code}` on {day}");
            let help = if units.knows(code) {
                Some(
                    say!(vi: "kiểm tra ngày, và `from`, `to` của `{code}` trong units.csv", en: "check the date, and `from` and `to` of `{code}` in units.csv"),
                )
            } else if lost.why(code) != Absence::Unknown {
                Some(
                    say!(vi: "dòng của `{code}` trong units.csv đã bị loại vì có lỗi; sửa dòng đó trước", en: "the row of `{code}` in units.csv was left out because of an error; correct that first"),
                )
            } else {
                unknown_reference::unit_help(gazetteer, code, Some(day)).or_else(|| Some(unknown_reference::search()))
            };
            findings.add(Finding::new(&dangling_succession::CODE, place, message).maybe_help(help));
        }
    }
}

/// Leaves out rows whose names are not those of the units they name; says how many.
fn named(table: &Table, file: &mut TableFile, gazetteer: &Gazetteer<'_>, unit_register: &Register, findings: &mut Findings) -> u64 {
    let units = gazetteer.units();
    let mut out = BTreeSet::new();
    for (at, row) in file.rows.iter().enumerate() {
        let references = unit_references(table, &row.cells, row.valid.first, units);
        for (column, entry) in table.columns.iter().enumerate() {
            let meant = entry.names.and_then(|named| references.iter().find(|(reference, _)| *reference == named));
            let (Some((reference, unit)), Some(name)) = (meant, row.text(column)) else { continue };
            let day = row.from().unwrap_or(units.get(*unit).rows[0].1.first);
            let cells = &unit_register.rows[units.row_near(*unit, day)].cells;
            // A name beside a personal reference would tell whom it means.
            let personal = entry.personal || table.columns[*reference].personal;
            let beside = Beside { table: &unit_register.table, cells, name, day, personal, unit: Some((gazetteer, *unit)) };
            if beside.check(|| [row.fields[column], row.fields[*reference]]).is_some_and(|finding| findings.add(finding)) {
                out.insert(at);
            }
        }
    }
    remove(table, file, &out)
}
