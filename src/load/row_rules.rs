//! `[[log.x.rule]]`: what `tiendo.toml` demands of the columns of one row.

use std::cmp::Ordering;

use super::filter::{Lookup, conditions};
use super::forms::RULE;
use super::toml::{Cx, Keys, Text};
use crate::calendar::parse_date;
use crate::model::{Comparison, Condition, Demand, Kind, Names, RowRule, Side, Table, Value};
use crate::number::Number;
use crate::say;

/// Comparisons, the longer ones first, with the orders that they allow.
const COMPARISONS: [(&str, &[Ordering]); 6] = [
    ("<=", &[Ordering::Less, Ordering::Equal]),
    (">=", &[Ordering::Greater, Ordering::Equal]),
    ("!=", &[Ordering::Less, Ordering::Greater]),
    ("<", &[Ordering::Less]),
    (">", &[Ordering::Greater]),
    ("=", &[Ordering::Equal]),
];

/// Reads the rules of a log, and what a complete row of it has.
pub(super) fn read(keys: &Keys<'_, '_>, table: &Table) -> Vec<RowRule> {
    let complete = keys.texts("complete");
    let mut rules: Vec<RowRule> = keys.tables("rule", &RULE).iter().filter_map(|keys| rule(keys, table)).collect();
    let demands: Vec<Demand> = complete.iter().filter_map(|name| column(keys.cx, table, name).map(Demand::Filled)).collect();
    if let Some(first) = complete.first().filter(|_| !demands.is_empty()) {
        rules.insert(0, RowRule { when: Vec::new(), demands, message: None, place: first.place });
    }
    rules
}

fn rule(keys: &Keys<'_, '_>, table: &Table) -> Option<RowRule> {
    let cx = keys.cx;
    let when = keys.get("when").map_or_else(Vec::new, |entry| when(cx, table, entry.value));
    let mut demands: Vec<Demand> = keys.texts("require").iter().filter_map(|text| demand(cx, table, text)).collect();
    demands.extend(keys.texts("forbid").iter().filter_map(|name| column(cx, table, name).map(Demand::Empty)));
    let said = keys.has("require") || keys.has("forbid");
    if !said {
        cx.conflict(keys.place, say!(vi: "quy tắc cần `require` hoặc `forbid`", en: "a rule needs `require` or `forbid`"));
    }
    let message = keys.plain("message");
    keys.plain("note");
    keys.finish();
    (!demands.is_empty()).then_some(RowRule { when, demands, message, place: keys.place })
}

/// The conditions of a rule: on columns of the row alone. Names that plans define are taken as they are written.
fn when(cx: &Cx<'_>, table: &Table, value: &toml::Spanned<toml::de::DeValue<'_>>) -> Vec<Condition> {
    let mut plain = table.clone();
    for column in &mut plain.columns {
        if matches!(column.kind, Kind::Agency | Kind::Fund | Kind::Activity | Kind::Category | Kind::Reference(_)) {
            column.kind = Kind::Text;
        }
    }
    let names = Names::default();
    let lookup = Lookup { registers: &[], names: &names, activities: &[] };
    conditions(cx, value).iter().filter_map(|raw| lookup.condition(cx, &plain, raw)).collect()
}

fn column(cx: &Cx<'_>, table: &Table, name: &Text) -> Option<usize> {
    let found = table.column(&name.text);
    if found.is_none() {
        cx.no_column(name, &table.name, table.columns.iter().map(|column| column.name.as_str()));
    }
    found
}

/// A column that must be filled, or a comparison.
fn demand(cx: &Cx<'_>, table: &Table, text: &Text) -> Option<Demand> {
    let Some((left, allowed, right)) = COMPARISONS.iter().find_map(|(sign, allowed)| {
        let (left, right) = text.text.split_once(sign)?;
        Some((left.trim(), *allowed, right.trim()))
    }) else {
        return column(cx, table, text).map(Demand::Filled);
    };
    let part = |part: &str| Text { text: part.to_owned(), place: text.place };
    let left = column(cx, table, &part(left))?;
    let kind = &table.columns[left].kind;
    let with = match table.column(right) {
        Some(other) => {
            let same = |kind: &Kind| (kind.is_number(), *kind == Kind::Date);
            if same(kind) != same(&table.columns[other].kind) {
                let written = &text.text;
                cx.bad_value(
                    text.place,
                    say!(vi: "`{written}` so sánh hai cột khác kiểu", en: "`{written}` compares columns of two types"),
                );
                return None;
            }
            Side::Column(other)
        }
        None => Side::Value(value(cx, table, kind, &part(right))?),
    };
    Some(Demand::Compare(Comparison { column: left, allowed, with, text: text.text.clone() }))
}

/// A value on the right side of a comparison, in the column's type.
fn value(cx: &Cx<'_>, table: &Table, kind: &Kind, text: &Text) -> Option<Value> {
    let bare = text.text.trim_matches(['"', '\'']);
    let read = match kind {
        Kind::Date => parse_date(bare).map(Value::Date),
        kind if kind.is_number() => Number::parse(bare).ok().map(Value::Number),
        Kind::Boolean | Kind::Period => None,
        _ if bare.len() < text.text.len() => Some(Value::Text(bare.into())),
        _ => None,
    };
    if read.is_none() {
        cx.no_column(text, &table.name, table.columns.iter().map(|column| column.name.as_str()));
    }
    read
}
