//! Registers and units: rows that are unique on every day, and refer to what exists on theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{UNKNOWN_REFERENCE, Vocabulary};
use super::table_file::{FileRow, TableFile, read};
use crate::calendar::{Date, plus_days};
use crate::finding::{Finding, Findings, code};
use crate::model::{Column, Kind, Register, Row, Succession, Table, UNITS, UnitIndex, UnitRow, Units};
use crate::say;
use crate::source::{Place, Tree};
use crate::text::{Message, echo, nearest, same_name};

code!(
    /// One key twice.
    DUPLICATE_KEY, "C001", "duplicate-key", Error,
    "Hai dòng mang cùng một khóa. Không biết dòng nào đúng nên cả hai đều không được tính, cho đến khi sửa hoặc xóa một dòng.",
    "Two rows have one key. Nothing tells which of them is right, so neither counts until one is mended or removed."
);
code!(
    /// A code that no unit holds on the day.
    UNIT_NOT_VALID, "C002", "unit-not-valid", Error,
    "Mã đơn vị có trong sổ đăng ký nhưng không có hiệu lực vào ngày của dòng: đơn vị chưa thành lập, đã sáp nhập hoặc đã đổi mã. Dùng mã của đơn vị vào ngày đó.\n\nSai:  2020-05-01,06145   # An Hùng đã nhập vào Bắc Hùng\nĐúng: 2020-05-01,06139",
    "The register knows the code, but no unit holds it on the row's day: not yet founded, merged away, or given another code. Use the code of that day.\n\nWrong: 2020-05-01,06145   # merged on 2020-01-01\nRight: 2020-05-01,06139"
);
code!(
    /// A row that names a code with several holders, and no day.
    SEVERAL_HOLDERS, "C009", "undated-reference", Warning,
    "Dòng không có `from` mà nêu một mã từng thuộc nhiều đơn vị; được hiểu là đơn vị đầu tiên. Ghi `from` để rõ.",
    "The row has no `from` and names a code that several units have held; the first is taken. Give it a `from` to be clear."
);
code!(
    /// Two rows of one key that are valid on one day.
    OVERLAPPING, "C010", "overlapping-validity", Error,
    "Hai dòng của một mã cùng có hiệu lực vào một ngày; không biết dòng nào đúng nên cả hai không được tính. Sửa `from`, `to`.\n\nSai:  06139,…,,2020-01-01  và  06139,…,2020-01-01,\nĐúng: 06139,…,,2019-12-31  và  06139,…,2020-01-01,",
    "Two rows of one key are valid on one day; nothing tells which is right, so neither counts. Mend `from` and `to`.\n\nWrong: 06139,…,,2020-01-01  and  06139,…,2020-01-01,\nRight: 06139,…,,2019-12-31  and  06139,…,2020-01-01,"
);
code!(
    /// A succession from or to nothing.
    BAD_SUCCESSION, "C012", "dangling-succession", Error,
    "Dòng kế tục phải đi từ đơn vị giữ mã cũ vào hôm trước đến đơn vị giữ mã mới vào ngày đó; một trong hai không tồn tại. Kiểm tra ngày và `from`, `to` trong units.csv.",
    "A succession leads from the unit that held the old code the day before to the unit that holds the new one on the day; one of them is not there. Look at the date and at `from` and `to` in units.csv."
);
code!(
    /// A name that is not that of the code.
    NAME_DISAGREES, "C005", "name-disagrees", Error,
    "Tên trong dòng không phải tên của mã bên cạnh vào ngày đó (chấp nhận tên, hoặc loại và tên). Một trong hai sai; không đoán thay được.\n\nSai:  06139,Trùng Quán  (sau 2020-01-01)\nĐúng: 06139,xã Bắc Hùng",
    "The name in the row is not that of the code beside it on that day (the name, or kind and name, will do). One of the two is wrong, and nobody can guess which.\n\nWrong: 06139,Trùng Quán  (after 2020-01-01)\nRight: 06139,xã Bắc Hùng"
);
code!(
    /// A register whose file is not there.
    MISSING_FILE, "F010", "missing-register", Error,
    "tiendo.toml khai báo sổ đăng ký này, hoặc có chỗ tham chiếu đến nó, nhưng không có tệp CSV.",
    "tiendo.toml declares this register, or something refers to it, but its CSV file is not there."
);

/// Everything about registers, accepted.
pub(super) struct Registers {
    pub(super) all: Vec<Register>,
    pub(super) units: Units,
    /// Codes of units whose rows were left out: named elsewhere, they are no unknown ones.
    pub(super) lost_units: BTreeSet<String>,
    pub(super) left_out: u64,
}

/// Reads all registers.
pub(super) fn load(tree: &Tree, tables: &[Table], referenced: bool, vocabulary: &Vocabulary, findings: &mut Findings) -> Registers {
    let mut left_out = 0;
    let mut files: Vec<TableFile> = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let path = format!("registers/{}.csv", table.name);
        let mut file = read(tree, &path, table, vocabulary, findings);
        if !file.exists && (at != UNITS.0 || referenced) {
            let place = Place::whole(tree.id(&path));
            findings.add(Finding::new(&MISSING_FILE, place, say!(vi: "không có tệp `{path}`", en: "there is no file `{path}`")));
        }
        left_out += file.left_out + unique(table, &mut file, findings);
        files.push(file);
    }
    let keys: Vec<BTreeSet<String>> = tables.iter().zip(&files).map(|(table, file)| keys_of(table, &file.rows)).collect();
    // A unit below one whose row is at fault is not at fault itself: only what is above it is not known.
    let lost_units = std::mem::take(&mut files[0].lost);
    let parents: BTreeSet<String> = keys[0].union(&lost_units).cloned().collect();
    for (at, (table, file)) in tables.iter().zip(&mut files).enumerate() {
        left_out += refer(table, &mut file.rows, &keys, (at == UNITS.0).then_some(&parents), findings);
    }
    let successions = successions(tree, vocabulary, findings, &mut left_out);
    let plain: Vec<Succession> = successions.iter().map(|(succession, _)| succession.clone()).collect();
    let build = |rows: &[FileRow]| Units::new(unit_rows(&tables[0], rows), &plain);
    // Parents are judged by the units as written; a row whose parent is not there on its day is left out.
    let (draft, _) = build(&files[0].rows);
    left_out += stand(&tables[0], &mut files[0].rows, &draft, &lost_units, findings);
    left_out += circles(&tables[0], &mut files[0].rows, &draft, findings);
    // Registers sort their rows by key and validity; units number those rows.
    let unit_file = std::mem::take(&mut files[0].rows);
    let mut first = Register::new(tables[0].clone(), unit_file.into_iter().map(|row| accept(row, &draft, &tables[0])).collect());
    let (units, dangling) =
        Units::new(first.rows.iter().enumerate().map(|(at, row)| unit_row(&tables[0], at, &row.cells, row.valid)), &plain);
    for (succession, places) in &successions {
        if dangling.contains(succession) {
            left_out += 1;
            report_dangling(succession, places, &units, findings);
        }
    }
    for row in &mut first.rows {
        row.units = unit_references(&tables[0], &row.cells, row.valid.first, &units);
    }
    let mut registers = vec![first];
    for (table, file) in tables.iter().zip(&mut files).skip(1) {
        left_out += stand(table, &mut file.rows, &units, &BTreeSet::new(), findings);
        left_out += named(table, &mut file.rows, &units, &registers[0], findings);
        let rows = std::mem::take(&mut file.rows).into_iter().map(|row| accept(row, &units, table)).collect();
        registers.push(Register::new(table.clone(), rows));
    }
    Registers { all: registers, units, lost_units, left_out }
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
                            &OVERLAPPING,
                            say!(vi: "hai dòng của `{name}` cùng có hiệu lực vào một ngày", en: "two rows of `{name}` are valid on one day"),
                        )
                    } else {
                        (&DUPLICATE_KEY, say!(vi: "khóa `{name}` có hai lần", en: "the key `{name}` stands twice"))
                    };
                    let finding = Finding::new(code, rows[*at].fields[key], message);
                    findings.add(
                        finding
                            .also(rows[*other].fields[key], say!(vi: "dòng kia ở đây", en: "the other is here"))
                            .hiding(table.columns[key].personal),
                    );
                }
            }
        }
    }
    file.lost.extend(out.iter().filter_map(|at| rows[*at].text(key).map(str::to_owned)));
    remove(rows, &out)
}

fn remove(rows: &mut Vec<FileRow>, out: &BTreeSet<usize>) -> u64 {
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        !out.contains(&(at - 1))
    });
    out.len() as u64
}

/// Leaves out rows that refer to keys which no register has.
fn refer(
    table: &Table,
    rows: &mut Vec<FileRow>,
    keys: &[BTreeSet<String>],
    parents: Option<&BTreeSet<String>>,
    findings: &mut Findings,
) -> u64 {
    let mut out = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        for (index, column) in table.columns.iter().enumerate() {
            let Kind::Reference(register) = column.kind else { continue };
            let Some(key) = row.text(index) else { continue };
            let known = parents.filter(|_| register == UNITS).unwrap_or(&keys[register.0]);
            if !known.contains(key) && findings.add(unknown_reference(row.fields[index], column, key, known.iter().map(String::as_str))) {
                out.insert(at);
            }
            let itself = parents.is_some() && register == UNITS && table.key().and_then(|key| row.text(key)) == Some(key);
            if itself
                && findings.add(Finding::new(
                    &super::names::CIRCULAR,
                    row.fields[index],
                    say!(vi: "đơn vị `{key}` là cấp trên của chính nó", en: "unit `{key}` stands above itself"),
                ))
            {
                out.insert(at);
            }
        }
    }
    remove(rows, &out)
}

/// Leaves out units that stand above themselves, over others.
///
/// A circle closes on the first day of one of its rows: to look at each row's first day finds them all.
fn circles(table: &Table, rows: &mut Vec<FileRow>, units: &Units, findings: &mut Findings) -> u64 {
    let column = |name: &str| table.column(name).unwrap_or(0);
    let (code, parent) = (column("code"), column("parent"));
    let mut out = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        let (Some(key), Some(_)) = (row.text(code), row.text(parent)) else { continue };
        let day = row.valid.first;
        let Some(unit) = units.holder(key, day) else { continue };
        if units.above_itself(unit, day)
            && findings.add(Finding::new(&super::names::CIRCULAR, row.fields[parent], say!(vi: "đơn vị `{key}` là cấp trên của chính nó, qua các đơn vị khác", en: "unit `{key}` stands above itself, over other units")))
        {
            out.insert(at);
        }
    }
    remove(rows, &out)
}

/// A reference to nothing, with what may have been meant.
pub fn unknown_reference<'n>(place: Place, column: &Column, key: &str, known: impl Iterator<Item = &'n str>) -> Finding {
    let hidden = if column.personal { "…".into() } else { echo(key) };
    let message = say!(vi: "`{hidden}` không có trong sổ đăng ký", en: "the register has no `{hidden}`");
    let help = if column.personal {
        None
    } else {
        nearest(key, known).map(|near| say!(vi: "có phải là `{near}`?", en: "did you mean `{near}`?"))
    };
    Finding::new(&UNKNOWN_REFERENCE, place, message).maybe_help(help).hiding(column.personal)
}

/// Leaves out rows that name a unit which is not there on the row's first day.
fn stand(table: &Table, rows: &mut Vec<FileRow>, units: &Units, lost: &BTreeSet<String>, findings: &mut Findings) -> u64 {
    let mut out = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        for column in table.all(|kind| *kind == Kind::Reference(UNITS)) {
            let Some(code) = row.text(column) else { continue };
            let place = row.fields[column];
            match row.from() {
                Some(day) if units.holder(code, day).is_none() && !lost.contains(code) => {
                    let error = findings.add(unit_not_valid(place, units, code, day));
                    out.extend(error.then_some(at));
                }
                None if units.holders(code).count() > 1 => {
                    findings.add(several_holders(place, code));
                }
                _ => {}
            }
        }
    }
    remove(rows, &out)
}

/// A row without a date that names a code several units have held.
pub(super) fn several_holders(place: Place, code: &str) -> Finding {
    let message = say!(vi: "mã `{code}` từng thuộc nhiều đơn vị mà dòng không có ngày; được hiểu là đơn vị đầu tiên", en: "several units have held the code `{code}` and the row has no day; the first is taken");
    Finding::new(&SEVERAL_HOLDERS, place, message)
}

/// A code that no unit holds on a day, with the units that followed.
pub fn unit_not_valid(place: Place, units: &Units, code: &str, day: Date) -> Finding {
    let shown = echo(code);
    let message = say!(vi: "không đơn vị nào mang mã `{shown}` vào ngày {day}", en: "no unit holds the code `{shown}` on {day}");
    Finding::new(&UNIT_NOT_VALID, place, message).maybe_help(successor_help(units, code, day))
}

fn successor_help(units: &Units, code: &str, day: Date) -> Option<Message> {
    let mut next: Vec<String> = Vec::new();
    for holder in units.holders(code).filter(|unit| units.get(*unit).rows.first().is_some_and(|(_, days)| days.first <= day)) {
        for part in units.stands(holder, day).into_iter().filter(|part| *part != holder && units.lives(*part, day)) {
            next.push(units.get(part).code.to_string());
        }
    }
    next.dedup();
    if !next.is_empty() {
        let all = crate::text::ticked(&next);
        return Some(say!(vi: "vào ngày đó đã thành {all}", en: "by then it had become {all}"));
    }
    let lives: Vec<String> =
        units.holders(code).flat_map(|unit| units.get(unit).rows.iter().map(|(_, days)| lifetime(*days)).collect::<Vec<_>>()).collect();
    let all = lives.join(", ");
    (!lives.is_empty()).then(|| say!(vi: "mã có hiệu lực: {all}", en: "the code is valid: {all}"))
}

fn lifetime(days: crate::calendar::Days) -> String {
    let end = |day: Date| if day == Date::MIN || day == Date::MAX { String::new() } else { day.to_string() };
    format!("{}..{}", end(days.first), end(days.last))
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
        Some((Succession { date, old: old.into(), new: new.into() }, [row.fields[1], row.fields[2]]))
    };
    file.rows.iter().filter_map(row).collect()
}

fn report_dangling(succession: &Succession, places: &[Place; 2], units: &Units, findings: &mut Findings) {
    let Succession { date, old, new } = succession;
    let before = plus_days(*date, -1);
    for (code, day, place) in [(old, before, places[0]), (new, *date, places[1])] {
        if units.holder(code, day).is_none() {
            let message = say!(vi: "không đơn vị nào mang mã `{code}` vào ngày {day}", en: "no unit holds the code `{code}` on {day}");
            let help = if units.knows(code) {
                None
            } else {
                nearest(code, units.codes()).map(|near| say!(vi: "có phải là `{near}`?", en: "did you mean `{near}`?"))
            };
            findings.add(Finding::new(&BAD_SUCCESSION, place, message).maybe_help(help));
        }
    }
}

/// Leaves out rows whose names are not those of the units they name; says how many.
fn named(table: &Table, rows: &mut Vec<FileRow>, units: &Units, unit_register: &Register, findings: &mut Findings) -> u64 {
    let mut out = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        let references = unit_references(table, &row.cells, row.valid.first, units);
        for (column, entry) in table.columns.iter().enumerate() {
            let meant = entry.names.and_then(|named| references.iter().find(|(reference, _)| *reference == named));
            let (Some((reference, unit)), Some(name)) = (meant, row.text(column)) else { continue };
            let day = row.from().unwrap_or(units.get(*unit).rows[0].1.first);
            let described = &unit_register.rows[units.row_near(*unit, day)];
            let places = [row.fields[column], row.fields[*reference]];
            if name_disagrees(&unit_register.table, &described.cells, name, places, day, entry.personal)
                .is_some_and(|finding| findings.add(finding))
            {
                out.insert(at);
            }
        }
    }
    remove(rows, &out)
}

/// The finding for a name beside a reference, where it is not that of the row that is meant.
pub fn name_disagrees(
    table: &Table,
    cells: &[crate::model::Value],
    name: &str,
    places: [Place; 2],
    day: Date,
    personal: bool,
) -> Option<Finding> {
    let text = |column: &str| table.column(column).filter(|at| !table.columns[*at].personal).and_then(|at| cells[at].text());
    let (own, kind) = (text("name")?, text("kind"));
    if same_name(name, own, kind) {
        return None;
    }
    let right = kind.map_or_else(|| own.to_owned(), |kind| format!("{kind} {own}"));
    let hidden = if personal { "…".into() } else { echo(name) };
    let message = say!(vi: "tên `{hidden}` không phải của mã này", en: "the name `{hidden}` is not that of the code");
    let when = if day == Date::MIN { String::new() } else { format!(" ({day})") };
    let help = (!personal).then(|| say!(vi: "mã này là `{right}`{when}", en: "the code is `{right}`{when}"));
    Some(
        Finding::new(&NAME_DISAGREES, places[0], message)
            .also(places[1], say!(vi: "mã ở đây", en: "the code is here"))
            .maybe_help(help)
            .hiding(personal),
    )
}
