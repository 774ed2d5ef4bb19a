//! `[register.…]` and `[log.…]`: which columns a table has, and what stands in them.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::forms::{COLUMN, NAMES, SILENCE};
use super::toml::{Cx, Keys, Text};
use crate::check::missing_key;
use crate::finding::Finding;
use crate::model::{Choice, Column, Kind, MOST_CHOICES, RegisterIndex, Silence, Table, several};
use crate::number::Number;
use crate::read::Place;
use crate::say;

/// The types that are no register's name.
const TYPES: [&str; 14] =
    ["key", "text", "date", "period", "integer", "number", "money", "choice", "choices", "boolean", "agency", "fund", "activity", "file"];

/// The built-in register of units.
pub(super) fn units_table() -> Table {
    let columns = vec![
        Column::new("code", Kind::Key, true),
        Column::new("name", Kind::Text, true),
        Column::new("level", Kind::Text, true),
        Column::new("kind", Kind::Text, false),
        Column::new("parent", Kind::Reference(crate::model::UNITS), false),
        Column::new("from", Kind::Date, false),
        Column::new("to", Kind::Date, false),
    ];
    Table { columns, ..Table::new("units") }
}

/// A built-in table that is neither register nor log.
pub(super) fn built_in(name: &str, columns: Vec<Column>) -> Table {
    let mut table = Table { columns, ..Table::new(name) };
    add_note(&mut table);
    table
}

/// Every table may carry a free column `note`.
fn add_note(table: &mut Table) {
    if table.column("note").is_none() {
        table.columns.push(Column::new("note", Kind::Text, false));
    }
}

/// Reads one table's columns into `table`, which may have built-in ones already.
pub(super) fn read_columns(keys: &Keys<'_, '_>, table: &mut Table, registers: &BTreeMap<String, RegisterIndex>, is_log: bool) {
    table.title = keys.plain("title");
    if !is_log {
        table.noun = keys.plain("noun");
    }
    keys.plain("note");
    let cx = keys.cx;
    let mut later: Vec<(usize, Option<Text>, Option<Text>)> = Vec::new();
    let mut headers: BTreeMap<String, Place> = BTreeMap::new();
    if let Some(columns) = keys.names("columns") {
        for (name, value) in columns.entries() {
            if !cx.id(&name, false) {
                continue;
            }
            if table.column(&name.text).is_some() {
                let (text, table) = (&name.text, &table.name);
                cx.conflict(name.place, say!(vi: "`{table}` đã có sẵn cột `{text}`", en: "`{table}` has a column `{text}` already"));
                continue;
            }
            let Some((column, at_most, names)) = column(cx, &name, value, registers) else { continue };
            if headers.insert(column.header.clone(), name.place).is_some()
                || table.columns.iter().any(|built| built.header == column.header)
            {
                let header = &column.header;
                cx.conflict(name.place, say!(vi: "hai cột cùng tiêu đề `{header}`", en: "two columns have the header `{header}`"));
            }
            later.push((table.columns.len(), at_most, names));
            table.columns.push(column);
        }
    }
    let silence = if is_log { keys.get("silence") } else { None };
    if let Some(entry) = silence {
        table.silence = read_silence(cx, table, entry.value);
    }
    if is_log {
        read_unique(keys, table);
        table.rules = super::row_rules::read(keys, table);
        super::new_rows::read(keys, table);
        super::wide::read(keys, table);
    }
    keys.finish();
    for (at, at_most, names) in later {
        let known = |table: &Table| table.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
        if let Some(other) = at_most {
            table.columns[at].at_most = table.column(&other.text).filter(|found| table.columns[*found].kind.is_number());
            if table.columns[at].at_most.is_none() {
                cx.undefined(&other, &say!(vi: "cột số", en: "number column"), known(table).iter().map(String::as_str));
            }
        }
        if let Some(other) = names {
            table.columns[at].names = table.column(&other.text).filter(|found| matches!(table.columns[*found].kind, Kind::Reference(_)));
            // A name beside a personal reference would tell whom it means.
            if table.columns[at].names.is_some_and(|reference| table.columns[reference].personal) {
                table.columns[at].personal = true;
            }
            if table.columns[at].names.is_none() {
                cx.undefined(&other, &say!(vi: "cột tham chiếu", en: "reference column"), known(table).iter().map(String::as_str));
            }
        }
    }
    add_note(table);
}

/// By which columns the rows of a log are told apart.
fn read_unique(keys: &Keys<'_, '_>, table: &mut Table) {
    let cx = keys.cx;
    for name in keys.texts("unique") {
        match table.column(&name.text) {
            Some(column) => table.unique.push(column),
            None => cx.no_column(&name, &table.name, table.columns.iter().map(|column| column.name.as_str())),
        }
    }
    table.last = keys.flag("last").unwrap_or(false);
    if table.last && table.unique.is_empty() {
        cx.conflict(keys.place, say!(vi: "`last` cần `unique`: trong các dòng nào thì dòng cuối được tính", en: "`last` needs `unique`: of which rows the last one counts"));
    }
}

/// For how long a log may be silent, and who is asked.
fn read_silence(cx: &Cx<'_>, table: &Table, value: &Spanned<DeValue<'_>>) -> Option<Silence> {
    let keys = cx.table(value, &SILENCE)?;
    if !keys.has("days") {
        cx.add(Finding::new(&missing_key::CODE, keys.place, say!(vi: "thiếu khóa `days`", en: "the key `days` is missing")));
    }
    let days = keys.get("days").and_then(|entry| cx.whole(entry.value, 1..=100_000));
    let by = keys.text("by");
    let place = keys.place;
    keys.finish();
    let by = match by {
        None => None,
        Some(name) => {
            let fits =
                |at: &usize| matches!(table.columns[*at].kind, Kind::Agency | Kind::Choice(_) | Kind::Reference(crate::model::UNITS));
            let column = table.column(&name.text).filter(fits);
            if column.is_none() {
                let known = table.columns.iter().enumerate().filter(|(at, _)| fits(at)).map(|(_, column)| column.name.as_str());
                cx.undefined(&name, &say!(vi: "cột cơ quan, lựa chọn hoặc đơn vị", en: "agency, choice or unit column"), known);
                return None;
            }
            if column.is_some_and(|at| table.columns[at].personal) {
                cx.conflict(
                    name.place,
                    say!(vi: "cột `personal` không thể hiện trong phát hiện nào", en: "a `personal` column is shown in no finding"),
                );
                return None;
            }
            column
        }
    };
    Some(Silence { days: days?, by, place })
}

type ColumnDraft = (Column, Option<Text>, Option<Text>);

fn column(cx: &Cx<'_>, name: &Text, value: &Spanned<DeValue<'_>>, registers: &BTreeMap<String, RegisterIndex>) -> Option<ColumnDraft> {
    if value.get_ref().is_str() {
        let kind = kind(cx, &cx.string(value)?, None, registers)?;
        return Some((Column::new(&name.text, kind, true), None, None));
    }
    let keys = cx.table(value, &COLUMN)?;
    let type_name = keys.required("type");
    let choices = keys.get("of").map(|entry| choices(cx, entry.value));
    let place = keys.place;
    let mut column = Column::new(&name.text, Kind::Text, keys.flag("required").unwrap_or(true));
    column.min = keys.number("min");
    column.max = keys.number("max");
    column.empty_at_most = keys.number("empty_at_most");
    let at_most = keys.text("at_most");
    let names = keys.text("names");
    column.personal = keys.flag("personal").unwrap_or(false);
    if let Some(header) = keys.plain("header") {
        column.header = header;
    }
    // Read by who imports from a file with headings of its own.
    column.title = keys.plain("title");
    keys.plain("note");
    column.unit = keys.plain("unit");
    let decimals = keys.get("decimals").and_then(|entry| cx.whole(entry.value, 0..=9));
    column.decimals = decimals.and_then(|decimals| u32::try_from(decimals).ok());
    keys.finish();
    column.kind = kind(cx, &type_name?, choices.as_deref(), registers)?;
    if column.empty_at_most.is_some_and(|most| column.required || most < Number::ZERO || most > Number::whole(100)) {
        cx.conflict(
            place,
            say!(vi: "`empty_at_most` là phần trăm từ 0 đến 100, cho cột có `required = false`", en: "`empty_at_most` is a percentage from 0 to 100, for a column with `required = false`"),
        );
    }
    let bounded = column.min.is_some() || column.max.is_some() || at_most.is_some();
    if bounded && !column.kind.is_number() {
        cx.conflict(
            place,
            say!(vi: "`min`, `max` và `at_most` chỉ dùng cho cột số", en: "`min`, `max` and `at_most` are for number columns only"),
        );
    }
    if names.is_some() && column.kind != Kind::Text {
        cx.conflict(place, say!(vi: "`names` chỉ dùng cho cột kiểu text", en: "`names` is for text columns only"));
    }
    if let (Some(min), Some(max)) = (column.min, column.max)
        && min > max
    {
        cx.bad_value(place, say!(vi: "`min` lớn hơn `max`", en: "`min` is above `max`"));
    }
    Some((column, at_most, names))
}

fn kind(cx: &Cx<'_>, name: &Text, choices: Option<&[Choice]>, registers: &BTreeMap<String, RegisterIndex>) -> Option<Kind> {
    let kind = match name.text.as_str() {
        "key" => Kind::Key,
        "text" => Kind::Text,
        "date" => Kind::Date,
        "period" => Kind::Period,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "money" => Kind::Money,
        "choice" => Kind::Choice(choices.unwrap_or_default().to_vec()),
        "choices" => Kind::Choices(choices.unwrap_or_default().to_vec()),
        "boolean" => Kind::Boolean,
        "agency" => Kind::Agency,
        "fund" => Kind::Fund,
        "activity" => Kind::Activity,
        "file" => Kind::File,
        register => {
            if let Some(index) = registers.get(register) {
                Kind::Reference(*index)
            } else {
                let known = TYPES.iter().copied().chain(registers.keys().map(String::as_str));
                cx.undefined(name, &say!(vi: "kiểu cột hoặc sổ đăng ký", en: "column type or register"), known);
                return None;
            }
        }
    };
    match (&kind, &choices) {
        (Kind::Choice(words) | Kind::Choices(words), _) if words.is_empty() => {
            let kind = &name.text;
            cx.bad_value(
                name.place,
                say!(vi: "cột `{kind}` cần `of` với ít nhất một lựa chọn", en: "a `{kind}` column needs `of` with at least one choice"),
            );
        }
        (Kind::Choices(words), _) => several_choices(cx, name, words),
        (Kind::Choice(_), _) | (_, None) => {}
        (_, Some(_)) => cx.conflict(
            name.place,
            say!(vi: "`of` chỉ dùng cho cột `choice` và `choices`", en: "`of` is for `choice` and `choices` columns only"),
        ),
    }
    Some(kind)
}

/// Refuses words that could not stand beside others in one field.
fn several_choices(cx: &Cx<'_>, name: &Text, words: &[Choice]) {
    let count = words.len();
    if count > MOST_CHOICES {
        cx.bad_value(
            name.place,
            say!(
                vi: "cột `choices` nhận nhiều nhất {MOST_CHOICES} lựa chọn, ở đây có {count}",
                en: "a `choices` column takes at most {MOST_CHOICES} choices; these are {count}"
            ),
        );
    }
    for word in words.iter().filter(|word| several(&word.id).ne([word.id.as_str()])) {
        let word = &word.id;
        cx.bad_value(
            name.place,
            say!(vi: "lựa chọn `{word}` không được có `;` hay dấu cách ở đầu, cuối", en: "the choice `{word}` may not hold `;` or begin or end with a space"),
        );
    }
}

fn choices(cx: &Cx<'_>, value: &Spanned<DeValue<'_>>) -> Vec<Choice> {
    let listed: Vec<(Text, Option<String>)> = if let DeValue::Table(_) = value.get_ref() {
        let table = cx.table(value, &NAMES);
        table.iter().flat_map(Keys::entries).map(|(id, label)| (id, cx.string(label).map(|label| label.text))).collect()
    } else {
        cx.strings(value).into_iter().map(|id| (id, None)).collect()
    };
    let mut choices: Vec<Choice> = Vec::new();
    for (id, label) in listed {
        if id.text.is_empty() || choices.iter().any(|choice| choice.id == id.text) {
            let text = &id.text;
            cx.conflict(id.place, say!(vi: "lựa chọn `{text}` trống hoặc lặp lại", en: "the choice `{text}` is empty or appears twice"));
            continue;
        }
        choices.push(Choice { label: label.unwrap_or_else(|| id.text.clone()), id: id.text });
    }
    choices
}
