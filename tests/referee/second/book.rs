//! The tables as they stand, and units through time (5.1).

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::days::{Day, EVER, NEVER, parse};

/// A row by its columns; where it stands in its file comes as `#`.
pub type Row = BTreeMap<String, String>;

/// A unit: its code, and how often the code was cut before.
pub type Unit = (String, usize);

pub struct Book {
    pub as_of: Day,
    pub settings: Table,
    pub plan: Table,
    tables: BTreeMap<String, Vec<Row>>,
    /// A day, from which unit, to which; empty where nothing comes.
    steps: Vec<(Day, Unit, Option<Unit>)>,
}

pub fn field<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).map_or("", String::as_str)
}

fn day_or(row: &Row, column: &str, none: Day) -> Day {
    if field(row, column).is_empty() { none } else { parse(field(row, column)) }
}

/// From when to when a row holds.
pub fn valid(row: &Row) -> (Day, Day) {
    (day_or(row, "from", NEVER), day_or(row, "to", EVER))
}

pub fn holds_on(row: &Row, day: Day) -> bool {
    let (from, to) = valid(row);
    from <= day && day <= to
}

impl Book {
    pub fn new(files: &BTreeMap<String, String>, as_of: Day) -> Book {
        let table = |path: &str| files[path].parse::<Table>().unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let mut tables = BTreeMap::new();
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".csv")) {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let rows = reader.deserialize::<Row>().enumerate().map(|(at, row)| {
                let mut row = row.unwrap_or_else(|fault| panic!("{path}: {fault}"));
                row.insert("#".into(), at.to_string());
                row
            });
            let name = path.trim_end_matches(".csv").rsplit('/').next().expect("a name");
            tables.insert(name.to_owned(), rows.collect());
        }
        let mut book = Book { as_of, settings: table("tiendo.toml"), plan: table("plans/p.toml"), tables, steps: Vec::new() };
        let steps = book.rows("successions").iter().map(|row| {
            let (day, old, new) = (parse(field(row, "date")), field(row, "old"), field(row, "new"));
            (day, book.segment(old, day - 1), (!new.is_empty()).then(|| book.segment(new, day)))
        });
        book.steps = steps.collect();
        book
    }

    pub fn rows(&self, table: &str) -> &[Row] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }

    /// The type of a column of a log or a register.
    pub fn column(&self, table: &str, column: &str) -> Option<String> {
        let of = |kind: &str| self.settings.get(kind)?.get(table)?.get("columns")?.get(column);
        let column = of("log").or_else(|| of("register"))?;
        Some(column.as_str().or_else(|| column.get("type")?.as_str()).expect("a type").to_owned())
    }

    /// The columns of a table that have a type.
    pub fn columns_of(&self, table: &str, of_type: &str) -> Vec<String> {
        let of = |kind: &str| self.settings.get(kind)?.get(table)?.get("columns")?.as_table();
        let columns = of("log").or_else(|| of("register")).into_iter().flat_map(Table::keys);
        columns.filter(|column| self.column(table, column).as_deref() == Some(of_type)).cloned().collect()
    }

    fn segment(&self, code: &str, day: Day) -> Unit {
        let cuts: BTreeSet<Day> =
            self.rows("successions").iter().filter(|row| field(row, "old") == code).map(|row| parse(field(row, "date"))).collect();
        (code.to_owned(), cuts.into_iter().filter(|cut| *cut <= day).count())
    }

    pub fn unit_row(&self, code: &str, day: Day) -> Option<&Row> {
        self.rows("units").iter().find(|row| field(row, "code") == code && holds_on(row, day))
    }

    /// Who holds a code on a day.
    pub fn holder(&self, code: &str, day: Day) -> Option<Unit> {
        self.unit_row(code, day).map(|_| self.segment(code, day))
    }

    /// All who ever hold a code.
    pub fn holders(&self, code: &str) -> Vec<Unit> {
        let rows = self.rows("units").iter().filter(|row| field(row, "code") == code);
        let days = rows.flat_map(|row| [valid(row).0, valid(row).1]).chain(self.steps.iter().map(|(day, ..)| *day));
        days.filter_map(|day| self.holder(code, day)).collect()
    }

    /// Whom an undated reference means.
    pub fn first_holder(&self, code: &str) -> Option<Unit> {
        let from = self.rows("units").iter().filter(|row| field(row, "code") == code).map(|row| valid(row).0).min()?;
        Some(self.segment(code, from))
    }

    /// Whom a listing or a register row means.
    pub fn named(&self, row: &Row, column: &str) -> Option<Unit> {
        let from = valid(row).0;
        if from == NEVER { self.first_holder(field(row, column)) } else { self.holder(field(row, column), from) }
    }

    pub fn lives(&self, unit: &Unit, day: Day) -> bool {
        self.holder(&unit.0, day).as_ref() == Some(unit)
    }

    /// What a unit has led to by a day, itself left out.
    pub fn leads(&self, unit: &Unit, by: Day) -> BTreeSet<Unit> {
        let mut all = BTreeSet::new();
        for (_, from, to) in self.steps.iter().filter(|(day, ..)| *day <= by) {
            if let (true, Some(to)) = (from == unit, to) {
                if all.insert(to.clone()) {
                    all.extend(self.leads(to, by));
                }
            }
        }
        all
    }

    /// The units above one on a day, nearest first.
    pub fn above(&self, unit: &Unit, day: Day) -> Vec<Unit> {
        let mut all = Vec::new();
        let mut row = self.unit_row(&unit.0, day).filter(|_| self.lives(unit, day));
        while let Some(parent) = row.map(|row| field(row, "parent")).filter(|parent| !parent.is_empty()) {
            row = self.unit_row(parent, day);
            all.extend(row.map(|_| self.segment(parent, day)));
        }
        all
    }

    /// The row of a register's key on a day.
    pub fn register_row(&self, register: &str, key: &str, day: Day) -> Option<&Row> {
        self.rows(register).iter().find(|row| field(row, "id") == key && holds_on(row, day))
    }

    /// Where a register row stands on a day.
    pub fn stands(&self, row: &Row, day: Day) -> BTreeSet<Unit> {
        let Some(unit) = self.named(row, "unit") else { return BTreeSet::new() };
        let mut places = self.leads(&unit, day);
        places.insert(unit);
        places.retain(|place| self.lives(place, day));
        places
    }

    /// Whether what names a unit, read on a day, counts for the unit `subject` looked at on `r`.
    pub fn counts(&self, unit: &Unit, read: Day, date: Day, subject: &Unit, r: Day, within: bool) -> bool {
        let is = |unit: &Unit| {
            unit == subject || self.leads(unit, r).contains(subject) || (date > r && self.leads(subject, date).contains(unit))
        };
        is(unit) || (within && self.above(unit, if self.lives(unit, r) { r } else { read }).iter().any(is))
    }

    /// The value of a column, or of a column of what it refers to, as it stands on a day.
    pub fn value<'b>(&'b self, table: &str, row: &'b Row, path: &str, day: Day) -> &'b str {
        let Some((reference, column)) = path.split_once('.') else { return field(row, path) };
        let register = self.column(table, reference).expect("a reference");
        let found = match register.as_str() {
            "units" => self.unit_row(field(row, reference), day),
            register => self.register_row(register, field(row, reference), day),
        };
        found.map_or("", |row| field(row, column))
    }

    /// Whether a row meets all conditions.
    pub fn meets(&self, table: &str, row: &Row, conditions: Option<&Value>, day: Day) -> bool {
        let Some(conditions) = conditions.and_then(Value::as_table) else { return true };
        conditions.iter().all(|(path, wanted)| {
            let is = self.value(table, row, path, day);
            match wanted {
                Value::Table(comparisons) => comparisons.iter().all(|(comparison, wanted)| {
                    let one_of = |wanted: &Value| match wanted {
                        Value::Array(all) => all.iter().any(|wanted| same(is, wanted)),
                        wanted => same(is, wanted),
                    };
                    if comparison == "not" {
                        return !one_of(wanted);
                    }
                    if is.is_empty() {
                        return false;
                    }
                    let order = order(is, &text(wanted));
                    match comparison.as_str() {
                        "above" => order.is_gt(),
                        "below" => order.is_lt(),
                        "at_least" => order.is_ge(),
                        "at_most" => order.is_le(),
                        other => panic!("{other}"),
                    }
                }),
                Value::Array(all) => all.iter().any(|wanted| same(is, wanted)),
                wanted => same(is, wanted),
            }
        })
    }
}

/// A value of a plan as it would stand in a table.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(yes) => yes.to_string(),
        other => panic!("{other:?}"),
    }
}

fn order(one: &str, other: &str) -> std::cmp::Ordering {
    match (super::values::number(one), super::values::number(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => one.cmp(other),
    }
}

fn same(is: &str, wanted: &Value) -> bool {
    order(is, &text(wanted)).is_eq()
}
