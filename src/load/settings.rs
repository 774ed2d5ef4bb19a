//! `tiendo.toml`: format version, language, tables, calendars, check settings.

use std::cell::RefCell;
use std::collections::BTreeMap;

use num_rational::BigRational;

use super::forms::{CALENDAR, LOG, REGISTER, SETTINGS};
use super::names::NamesDraft;
use super::tables::{read_columns, units_table};
use super::toml::{Cx, Keys, parse};
use crate::calendar::Calendar;
use crate::check::{RULES, circular_definition, fixed_severity, missing_key, unknown_format};
use crate::finding::{Finding, Findings, Severity};
use crate::model::{Kind, LogIndex, RegisterIndex, Settings, Table, UNITS};
use crate::number::Number;
use crate::read::{FileId, Place};
use crate::say;

/// Names of the built-in tables, which nothing else may take.
const RESERVED: [&str; 6] = ["units", "listings", "successions", "allocations", "waivers", "accepted"];

/// `tiendo.toml` as read.
pub(super) struct SettingsDraft {
    pub(super) settings: Settings,
    pub(super) calendars: BTreeMap<String, Calendar>,
    /// Units first, then as declared.
    pub(super) registers: Vec<Table>,
    pub(super) logs: Vec<Table>,
    pub(super) names: NamesDraft,
}

/// Reads `tiendo.toml`.
pub(super) fn read(file: FileId, text: &str, findings: &RefCell<Findings>) -> SettingsDraft {
    let cx = Cx { file, findings };
    let document = parse(&cx, text);
    let keys = cx.keys(document.get_ref(), Place::whole(file), &SETTINGS);

    if let Some(entry) = keys.get("format") {
        if cx.whole(entry.value, 1..=i64::MAX).is_some_and(|format| format != 1) {
            let help = say!(vi: "dùng bản tiendo mới hơn, hoặc ghi format = 1", en: "use a newer tiendo, or write format = 1");
            cx.add(
                Finding::new(
                    &unknown_format::CODE,
                    cx.place(entry.value.span()),
                    say!(vi: "bản tiendo này không đọc được định dạng đó", en: "this tiendo does not read that format"),
                )
                .help(help),
            );
        }
    } else {
        keys.required("format");
    }
    let language = keys.text("language").and_then(|language| {
        let parsed = language.text.parse().ok();
        if parsed.is_none() {
            cx.undefined(&language, &say!(vi: "ngôn ngữ", en: "language"), ["vi", "en"]);
        }
        parsed
    });
    let notice = keys.plain("notice");
    let levels = levels(&keys);
    let calendars = calendars(&keys);
    let (registers, logs) = tables(&keys);
    let letter = super::letter::read(&keys, &logs);
    let names = NamesDraft::read(&keys);
    let mut settings = Settings {
        language,
        notice,
        levels,
        letter,
        pace_tolerance: BigRational::new(1.into(), 10.into()),
        severities: BTreeMap::new(),
        checks: BTreeMap::new(),
    };
    if let Some(checks) = keys.names("checks") {
        read_checks(&checks, &mut settings);
    }
    keys.finish();
    SettingsDraft { settings, calendars, registers, logs, names }
}

/// `[level]`: what people call the levels of the register of units.
fn levels(keys: &Keys<'_, '_>) -> BTreeMap<String, String> {
    let Some(table) = keys.names("level") else { return BTreeMap::new() };
    let names = table.entries().into_iter().filter_map(|(level, value)| Some((level.text, keys.cx.string(value)?.text)));
    names.collect()
}

fn calendars(keys: &Keys<'_, '_>) -> BTreeMap<String, Calendar> {
    let mut calendars = BTreeMap::from([("civil".to_owned(), Calendar::CIVIL)]);
    let Some(table) = keys.names("calendar") else { return calendars };
    for (id, value) in table.entries() {
        let (true, Some(calendar)) = (keys.cx.id(&id, false), keys.cx.table(value, &CALENDAR)) else { continue };
        if let Some(starts) = calendar.required("year_starts") {
            let month = starts.text.strip_suffix("-01").filter(|month| month.len() == 2).and_then(|month| month.parse().ok());
            match month.and_then(Calendar::starting) {
                Some(read) => {
                    let by_start = calendar.text("named").is_some_and(|named| match named.text.as_str() {
                        "start" => true,
                        "end" => false,
                        _ => {
                            keys.cx.undefined(&named, &say!(vi: "cách gọi năm", en: "way to name a year"), ["start", "end"]);
                            false
                        }
                    });
                    calendars.insert(id.text, if by_start { read.named_by_start() } else { read });
                }
                None => keys.cx.bad_value(
                    starts.place,
                    say!(vi: "năm phải bắt đầu vào ngày đầu một tháng, ví dụ \"11-01\"", en: "a year starts on the first of a month, such as \"11-01\""),
                ),
            }
        }
        calendar.plain("title");
        calendar.plain("note");
        calendar.finish();
    }
    calendars
}

fn tables(keys: &Keys<'_, '_>) -> (Vec<Table>, Vec<Table>) {
    let cx = keys.cx;
    let mut registers = vec![units_table()];
    let mut index = BTreeMap::from([("units".to_owned(), UNITS)]);
    let mut drafts = Vec::new();
    let mut units_columns = None;
    if let Some(table) = keys.names("register") {
        for (id, value) in table.entries() {
            let Some(columns) = cx.table(value, &REGISTER) else { continue };
            if id.text == "units" {
                units_columns = Some(columns);
                continue;
            }
            if !cx.id(&id, false) || reserved(cx, &id) {
                continue;
            }
            index.insert(id.text.clone(), RegisterIndex(registers.len()));
            registers.push(Table::new(&id.text));
            drafts.push((id, columns));
        }
    }
    match &units_columns {
        Some(columns) => read_columns(columns, &mut registers[0], &index, false),
        None => registers[0].columns.push(crate::model::Column::new("note", Kind::Text, false)),
    }
    for (at, (id, columns)) in drafts.iter().enumerate() {
        let table = &mut registers[at + 1];
        read_columns(columns, table, &index, false);
        one_key(cx, table, id.place, true);
        if let Some(key) = table.key() {
            table.columns[key].required = true;
            if table.columns[key].personal {
                cx.conflict(id.place, say!(vi: "mã (cột kiểu key) của sổ đăng ký có trong mọi kết quả, nên không thể là `personal`", en: "a register's key is shown in every answer, so it cannot be `personal`"));
            }
        }
    }
    let mut logs = Vec::new();
    let entries = keys.names("log").map(|table| table.entries()).unwrap_or_default();
    // A column may name the records of another log: they are a register that comes behind the declared ones.
    let names: Vec<&str> = entries.iter().map(|(id, _)| id.text.as_str()).collect();
    let records = |index: &BTreeMap<String, RegisterIndex>| {
        let mut index = index.clone();
        for (at, name) in names.iter().enumerate() {
            index.entry((*name).to_owned()).or_insert(RegisterIndex(registers.len() + at));
        }
        index
    };
    let index = records(&index);
    for (id, value) in entries.clone() {
        let Some(columns) = cx.table(value, &LOG) else {
            logs.push(Table::new(&id.text));
            continue;
        };
        cx.id(&id, false);
        let mut log = Table::new(&id.text);
        read_columns(&columns, &mut log, &index, true);
        one_key(cx, &log, id.place, false);
        if let Some(date) = log.date("date") {
            // A row without a day cannot be placed.
            log.columns[date].required = true;
        } else {
            let name = &id.text;
            let message =
                say!(vi: "nhật ký `{name}` cần một cột `date` kiểu `date`", en: "the log `{name}` needs a column `date` of type `date`");
            cx.add(
                Finding::new(&missing_key::CODE, id.place, message)
                    .help(say!(vi: "thêm: columns.date = \"date\"", en: "add: columns.date = \"date\"")),
            );
        }
        if log.all(|kind| *kind == Kind::Period).len() > 1 {
            cx.conflict(
                id.place,
                say!(vi: "một nhật ký chỉ được có một cột kiểu period", en: "a log has at most one column of type period"),
            );
        }
        logs.push(log);
    }
    add_records(cx, &mut registers, &logs, &entries);
    (registers, logs)
}

/// Adds for each log the register of its records; a column that names those of a log without keys is told.
fn add_records(
    cx: &Cx<'_>,
    registers: &mut Vec<Table>,
    logs: &[Table],
    entries: &[(super::toml::Text, &toml::Spanned<toml::de::DeValue<'_>>)],
) {
    let first = registers.len();
    for (at, log) in logs.iter().enumerate() {
        registers.push(Table { records_of: Some(LogIndex(at)), ..log.clone() });
    }
    for (log, (id, _)) in logs.iter().zip(entries) {
        for column in &log.columns {
            let Kind::Reference(RegisterIndex(register)) = column.kind else { continue };
            let Some(named) = register.checked_sub(first).and_then(|at| logs.get(at)) else { continue };
            let (name, whose) = (&column.name, &named.name);
            if named.key().is_none() {
                cx.conflict(id.place, say!(vi: "cột `{name}` tham chiếu đến nhật ký `{whose}`, nhưng nhật ký đó không có cột kiểu key", en: "the column `{name}` refers to the log `{whose}`, which has no column of type key"));
            }
        }
    }
    if let Some((log, (id, _))) = logs.iter().zip(entries).enumerate().find(|(at, _)| in_circle(logs, first, *at)).map(|(_, found)| found) {
        let name = &log.name;
        let message = say!(vi: "nhật ký `{name}` tham chiếu vòng về chính nó", en: "the log `{name}` refers back to itself");
        cx.add(Finding::new(&circular_definition::CODE, id.place, message));
    }
}

/// Whether the references of a log lead back to it.
fn in_circle(logs: &[Table], first: usize, start: usize) -> bool {
    let next = |at: usize| {
        logs[at].columns.iter().filter_map(move |column| match column.kind {
            Kind::Reference(RegisterIndex(register)) => register.checked_sub(first),
            _ => None,
        })
    };
    let mut reached: Vec<usize> = next(start).collect();
    let mut at = 0;
    while at < reached.len() {
        for further in next(reached[at]) {
            if !reached.contains(&further) {
                reached.push(further);
            }
        }
        at += 1;
    }
    reached.contains(&start)
}

fn reserved(cx: &Cx<'_>, id: &super::toml::Text) -> bool {
    let builtin = RESERVED.contains(&id.text.as_str())
        || ["key", "text", "date", "period", "integer", "number", "money", "choice", "boolean", "agency", "fund", "activity", "file"]
            .contains(&id.text.as_str());
    if builtin {
        let name = &id.text;
        cx.conflict(
            id.place,
            say!(vi: "`{name}` là tên có sẵn của chương trình; hãy đặt tên khác", en: "`{name}` is a built-in name; choose another"),
        );
    }
    builtin
}

fn one_key(cx: &Cx<'_>, table: &Table, place: Place, needed: bool) {
    let keys = table.all(|kind| *kind == Kind::Key).len();
    let name = &table.name;
    if keys > 1 {
        cx.conflict(place, say!(vi: "`{name}` có nhiều cột kiểu key", en: "`{name}` has more than one column of type key"));
    } else if keys == 0 && needed {
        let message = say!(vi: "sổ đăng ký `{name}` cần một cột kiểu key", en: "the register `{name}` needs a column of type key");
        cx.add(Finding::new(&missing_key::CODE, place, message));
    }
}

fn read_checks(keys: &Keys<'_, '_>, settings: &mut Settings) {
    let cx = keys.cx;
    for (name, value) in keys.entries() {
        if name.text == "pace_tolerance" {
            if let Some(tolerance) = cx.number(value) {
                if tolerance < Number::ZERO {
                    cx.bad_value(
                        cx.place(value.span()),
                        say!(vi: "`pace_tolerance` không thể âm", en: "`pace_tolerance` cannot be negative"),
                    );
                }
                settings.pace_tolerance = tolerance.exact();
            }
            continue;
        }
        let Some(code) = RULES.iter().find(|code| code.id == name.text || code.name == name.text) else {
            let known = RULES.iter().map(|code| code.name).chain(["pace_tolerance"]);
            cx.undefined(&name, &say!(vi: "quy tắc", en: "rule"), known);
            continue;
        };
        let Some(text) = cx.string(value) else { continue };
        match Severity::parse(&text.text) {
            Some(severity) => {
                if !code.may_be_lowered() && severity != code.severity {
                    let id = code.id;
                    let message = say!(vi: "không thể hạ mức của {id}: dòng không đọc được thì không tính được", en: "{id} cannot be lowered: what cannot be read cannot count");
                    cx.add(Finding::new(&fixed_severity::CODE, text.place, message).help(say!(vi: "bỏ dòng này", en: "remove this line")));
                }
                settings.severities.insert(code.id, severity);
                settings.checks.insert(code.id, name.place);
            }
            None => cx.undefined(&text, &say!(vi: "mức độ", en: "severity"), ["error", "warning", "off"]),
        }
    }
}
