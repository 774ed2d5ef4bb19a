//! Tables of the workspace's own: each register, and each log with the records that count. Their columns are those of `tiendo.toml`
//! that are not personal.

use std::io;

use super::{Column, Export, Of, Rows, Table, Type, Value};
use crate::calendar::parse_date;
use crate::model::{self, Kind, LogIndex, RegisterIndex, View, Workspace};
use crate::number::Number;
use crate::report::records::{Record, each_row};
use crate::say;
use crate::text::{Lang, Message};

pub(super) fn registers(workspace: &Workspace) -> impl Iterator<Item = Table> + '_ {
    let shown = workspace.registers.iter().enumerate().filter(|(_, register)| register.table.records_of.is_none());
    shown.map(|(at, register)| {
        let (table, title) = (&register.table, title(&register.table));
        let meaning = say!(vi: "một dòng của sổ đăng ký: {title}", en: "a row of the register: {title}");
        let columns = open(table).map(|at| column(workspace, &table.columns[at])).collect();
        Table { name: format!("register_{}", table.name), meaning, columns, of: Of::Register(at) }
    })
}

pub(super) fn logs(workspace: &Workspace) -> impl Iterator<Item = Table> + '_ {
    workspace.logs.iter().enumerate().map(|(at, log)| {
        let (table, title) = (&log.table, title(&log.table));
        let meaning = say!(vi: "một dòng được tính của nhật ký: {title}", en: "a record that counts, of the log: {title}");
        let [file, line] = SITE.map(|name| site(table, name));
        let mut columns = vec![
            plain(file, Type::Text, say!(vi: "tệp của dòng này", en: "the file it stands in")),
            plain(line, Type::Integer, say!(vi: "dòng thứ mấy trong tệp", en: "its line in that file")),
        ];
        columns.extend(open(table).map(|at| column(workspace, &table.columns[at])));
        Table { name: format!("records_{}", table.name), meaning, columns, of: Of::Log(at) }
    })
}

/// Where a record stands, in columns that no log has.
const SITE: [&str; 2] = ["source_file", "source_line"];

/// The name, longer where the log has a column that is called so itself.
fn site(table: &model::Table, name: &str) -> String {
    let mut name = name.to_owned();
    while table.columns.iter().any(|column| column.name.eq_ignore_ascii_case(&name)) {
        name.push('_');
    }
    name
}

fn plain(name: String, kind: Type, meaning: Message) -> Column {
    Column { name, kind, unit: String::new(), words: String::new(), meaning }
}

fn title(table: &model::Table) -> &str {
    table.title.as_deref().unwrap_or(&table.name)
}

/// The columns that may be shown.
fn open(table: &model::Table) -> impl Iterator<Item = usize> + '_ {
    (0..table.columns.len()).filter(|at| !table.columns[*at].personal)
}

fn column(workspace: &Workspace, column: &model::Column) -> Column {
    let kind = match column.kind {
        Kind::Integer => Type::Integer,
        Kind::Number | Kind::Money => Type::Number,
        Kind::Boolean => Type::Boolean,
        Kind::Date => Type::Date,
        _ => Type::Text,
    };
    let unit = match (&column.unit, &column.kind) {
        (Some(unit), _) => unit.clone(),
        (None, Kind::Money) => "currency".to_owned(),
        _ => String::new(),
    };
    let (ids, labels) = match &column.kind {
        Kind::Choice(choices) => {
            let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
            let labels: Vec<String> = choices.iter().map(|choice| format!("{}: {}", choice.id, choice.label)).collect();
            (ids.join(" "), format!(" ({})", labels.join("; ")))
        }
        _ => Default::default(),
    };
    let what = what(workspace, &column.kind);
    let called = column.title.as_deref().or(Some(column.header.as_str()).filter(|header| *header != column.name));
    let meaning = |lang: Lang| match called {
        Some(called) => format!("{called} · {}{labels}", what.get(lang)),
        None => format!("{}{labels}", what.get(lang)),
    };
    Column { name: column.name.clone(), kind, unit, words: ids, meaning: Message::new(meaning(Lang::Vi), meaning(Lang::En)) }
}

/// What stands in a column of a kind.
fn what(workspace: &Workspace, kind: &Kind) -> Message {
    match kind {
        Kind::Key => say!(vi: "khóa của dòng", en: "the row's key"),
        Kind::Text => say!(vi: "văn bản", en: "text"),
        Kind::Date => say!(vi: "ngày", en: "a day"),
        Kind::Period => say!(vi: "kỳ", en: "a period"),
        Kind::Integer | Kind::Number => say!(vi: "số", en: "a number"),
        Kind::Money => say!(vi: "số tiền", en: "an amount of money"),
        Kind::Choice(_) => say!(vi: "một trong các từ", en: "one of some words"),
        Kind::Choices(_) => say!(vi: "một hoặc nhiều từ, như đã viết", en: "one or several words, as written"),
        Kind::Boolean => say!(vi: "có hoặc không", en: "true or false"),
        Kind::Agency => say!(vi: "mã cơ quan", en: "id of an agency"),
        Kind::Fund => say!(vi: "mã nguồn kinh phí", en: "id of a fund"),
        Kind::Activity => say!(vi: "mã hoạt động", en: "id of an activity"),
        Kind::Category => say!(vi: "mã danh mục", en: "id of a category"),
        Kind::File => say!(vi: "đường dẫn của văn bản trong thư mục làm việc", en: "path of a document in the workspace"),
        Kind::Reference(register) => {
            let name = &workspace.register(*register).table.name;
            say!(vi: "khóa trong sổ `{name}`", en: "key of a row of `{name}`")
        }
    }
}

pub(super) fn register_rows(export: &Export<'_>, at: usize, rows: &mut dyn Rows) -> io::Result<()> {
    let register = export.workspace.register(RegisterIndex(at));
    let shown: Vec<usize> = open(&register.table).collect();
    for row in register.rows.all() {
        let value = |at: &usize| match row.cell(*at) {
            View::Empty => Value::Empty,
            View::Text(text) => Value::text(text),
            View::Number(number) if register.table.columns[*at].kind == Kind::Integer => integer(number),
            View::Number(number) => Value::number(number),
            View::Date(day) => Value::day(Some(day)),
            View::Period(period) => Value::owned(period.to_string()),
            View::Boolean(flag) => Value::Boolean(flag),
        };
        rows.put(&shown.iter().map(value).collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Hands over the records that count: those that were left out, or are dated after the as-of date, are no records.
pub(super) fn records(export: &Export<'_>, at: usize, rows: &mut dyn Rows) -> io::Result<()> {
    let index = LogIndex(at);
    let log = export.workspace.log(index);
    let shown: Vec<usize> = open(&log.table).collect();
    let unsound = (export.unsound)(index);
    let calendar = export.state.plans.first().map_or(crate::calendar::Calendar::CIVIL, |plan| export.workspace.plans[plan.plan].calendar);
    let days = export.state.period.and_then(|period| period.days(calendar));
    let mut done = Ok(());
    each_row(export.tree, log, |record: Record| {
        let date = record.date(log);
        let counts = date.is_none_or(|date| date <= export.state.as_of && days.is_none_or(|days| days.contains(date)));
        if done.is_err() || !counts || unsound(record.place) {
            return;
        }
        let mut row = vec![Value::text(&record.file), Value::count(record.line)];
        row.extend(shown.iter().map(|at| field(record.text(*at), &log.table.columns[*at].kind)));
        done = rows.put(&row);
    });
    done
}

/// A field of a sound row as a value.
fn field<'t>(text: Option<&'t str>, kind: &Kind) -> Value<'t> {
    let Some(text) = text else { return Value::Empty };
    match kind {
        Kind::Integer => Number::parse(text).map_or(Value::Empty, integer),
        Kind::Number | Kind::Money => Number::parse(text).map_or(Value::Empty, Value::number),
        Kind::Boolean => Value::Boolean(text == "true"),
        Kind::Date => parse_date(text).map_or(Value::Empty, Value::Date),
        _ => Value::text(text),
    }
}

fn integer(number: Number) -> Value<'static> {
    number.as_whole().map_or(Value::Empty, Value::Integer)
}
