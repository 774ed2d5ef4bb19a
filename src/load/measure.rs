//! The keys of measures: what of the rows is counted.

use toml::Spanned;
use toml::de::DeValue;

use super::filter::{Lookup, conditions};
use super::forms::{MEASURES, NAMES, POINTS, RATIO};
use super::target::Layers;
use super::toml::{Cx, Entry, Text};
use crate::model::{Distinct, Filter, Kind, Measure, Operand, Rule, Table};
use crate::number::Number;
use crate::say;

/// The keys of measures that are made of other targets.
const COMPOSED: [&str; 4] = ["all_of", "any_of", "some_of", "points"];

/// A measure whose columns are not yet found.
pub(super) struct MeasureDraft<'t> {
    key: &'static str,
    entry: Entry<'t>,
    /// Whether it counts no log.
    pub(super) source_free: bool,
    /// The targets it is made of.
    pub(super) parts: Option<PartsDraft>,
    /// The column whose values are told apart, beside `latest` or `level`.
    per: Option<Text>,
}

/// The targets that a composed one names.
pub(super) struct PartsDraft {
    pub(super) rule: Rule,
    pub(super) names: Vec<Text>,
}

impl PartsDraft {
    /// Whether the target's own threshold says how much of them is needed.
    pub(super) fn is_counted(&self) -> bool {
        matches!(self.rule, Rule::Some | Rule::Points { .. })
    }
}

/// The measure that a target says, or else inherits; none is the number of rows.
pub(super) fn read_measure<'t>(layers: &Layers<'_, 't>) -> Option<MeasureDraft<'t>> {
    let cx = layers.own.cx;
    for keys in [layers.own, layers.activity] {
        let found: Vec<(&'static str, Entry<'t>)> = MEASURES.iter().filter_map(|key| keys.get(key).map(|entry| (*key, entry))).collect();
        if let [(first, _), (second, entry), ..] = found.as_slice() {
            cx.conflict(entry.key, say!(vi: "`{first}` và `{second}` loại trừ nhau", en: "`{first}` and `{second}` exclude each other"));
        }
        let Some((key, entry)) = found.first() else { continue };
        let parts = COMPOSED.contains(key);
        let source_free = parts || *key == "standing";
        if source_free && !std::ptr::eq(keys, layers.own) && layers.own.has("log") {
            // A target that names a log of its own counts that log, whatever its activity stands on.
            return None;
        }
        let veto = layers.get("veto");
        if let (Some(veto), false) = (veto, *key == "points") {
            cx.conflict(veto.entry.key, say!(vi: "`veto` chỉ đi với `points`", en: "`veto` goes with `points` only"));
        }
        let parts = parts.then(|| read_parts(cx, key, *entry, veto.map(|veto| veto.entry)));
        let per = layers.get("per").and_then(|per| cx.string(per.entry.value));
        if let (Some(per), false) = (&per, ["latest", "level"].contains(key)) {
            cx.conflict(per.place, say!(vi: "`per` chỉ đi với `latest` hoặc `level`", en: "`per` goes with `latest` or `level` only"));
        }
        if parts.as_ref().is_some_and(|parts| parts.names.is_empty()) {
            cx.bad_value(
                cx.place(entry.value.span()),
                say!(vi: "`{key}` cần ít nhất một chỉ tiêu", en: "`{key}` needs at least one target"),
            );
        }
        return Some(MeasureDraft { key, entry: *entry, source_free, parts, per });
    }
    for key in ["per", "veto"] {
        if let Some(entry) = layers.own.get(key) {
            let with = if key == "per" { "latest" } else { "points" };
            cx.conflict(entry.key, say!(vi: "`{key}` chỉ đi với `{with}`", en: "`{key}` goes with `{with}` only"));
        }
    }
    None
}

/// A name with its value; `a.b = 1` without quotes reads like `"a.b" = 1`.
fn dotted<'t>(cx: &Cx<'_>, name: Text, value: &'t Spanned<DeValue<'t>>, found: &mut Vec<(Text, &'t Spanned<DeValue<'t>>)>) {
    let DeValue::Table(table) = value.get_ref() else {
        found.push((name, value));
        return;
    };
    for (inner, value) in cx.keys(table, cx.place(value.span()), &NAMES).entries() {
        let whole = Text { text: format!("{}.{}", name.text, inner.text), place: inner.place };
        dotted(cx, whole, value, found);
    }
}

/// Reads the parts of a composed target: a list, or a table of points.
fn read_parts(cx: &Cx<'_>, key: &str, entry: Entry<'_>, veto: Option<Entry<'_>>) -> PartsDraft {
    let rule = match key {
        "all_of" => Rule::All,
        "any_of" => Rule::Any,
        "some_of" => Rule::Some,
        _ => {
            let (mut names, mut points) = (Vec::new(), Vec::new());
            if let Some(table) = cx.table(entry.value, &POINTS) {
                let mut listed = Vec::new();
                table.entries().into_iter().for_each(|(name, value)| dotted(cx, name, value, &mut listed));
                for (name, value) in listed {
                    if let Some(number) = cx.number(value) {
                        names.push(name);
                        points.push(number);
                    }
                }
            }
            let mut vetoes = Vec::new();
            for name in veto.map(|veto| cx.strings(veto.value)).unwrap_or_default() {
                let at = names.iter().position(|known: &Text| known.text == name.text);
                vetoes.push(at.unwrap_or_else(|| {
                    // What has a veto need not have points.
                    names.push(name);
                    points.push(Number::ZERO);
                    names.len() - 1
                }));
            }
            return PartsDraft { rule: Rule::Points { points, veto: vetoes }, names };
        }
    };
    PartsDraft { rule, names: cx.strings(entry.value) }
}

impl MeasureDraft<'_> {
    /// The measure over a log's columns.
    pub(super) fn measure(&self, cx: &Cx<'_>, lookup: &Lookup<'_>, table: &Table) -> Option<Measure> {
        let number = |kind: &Kind| kind.is_number();
        let countable = |kind: &Kind| kind.is_number() || *kind == Kind::Boolean;
        match self.key {
            "sum" => column(cx, table, &cx.string(self.entry.value)?, number).map(Measure::Sum),
            "mean" => column(cx, table, &cx.string(self.entry.value)?, countable).map(Measure::Mean),
            "latest" | "level" => {
                let of = column(cx, table, &cx.string(self.entry.value)?, countable)?;
                let level = self.key == "level";
                match &self.per {
                    Some(per) => {
                        let per = column(cx, table, per, |_| true)?;
                        Some(Measure::PerLast { of, per, level })
                    }
                    None if level => Some(Measure::Level(of)),
                    None => Some(Measure::Latest(of)),
                }
            }
            "distinct" => distinct(cx, table, &cx.string(self.entry.value)?).map(Measure::Distinct),
            "ratio" => {
                let keys = cx.table(self.entry.value, &RATIO)?;
                let side = |key: &'static str| -> Option<Operand> {
                    let Some(entry) = keys.get(key) else {
                        keys.required(key);
                        return None;
                    };
                    if entry.value.get_ref().is_table() {
                        let found = conditions(cx, entry.value);
                        let conditions = found.iter().filter_map(|raw| lookup.condition(cx, table, raw)).collect();
                        return Some(Operand::Where(Filter { conditions }));
                    }
                    let text = cx.string(entry.value)?;
                    let rows = key == "to" && text.text == "rows";
                    if rows { Some(Operand::Rows) } else { column(cx, table, &text, countable).map(Operand::Column) }
                };
                let (of, to) = (side("of"), side("to"));
                keys.finish();
                match (of?, to?) {
                    (Operand::Column(of), Operand::Rows) => Some(Measure::Ratio { of, to: None }),
                    (Operand::Column(of), Operand::Column(to)) => Some(Measure::Ratio { of, to: Some(to) }),
                    (of, to) => Some(Measure::Share { of, to }),
                }
            }
            _ => None,
        }
    }
}

fn distinct(cx: &Cx<'_>, table: &Table, name: &Text) -> Option<Distinct> {
    let part = match name.text.as_str() {
        "day" => Some(Distinct::Day),
        "month" => Some(Distinct::Month),
        "quarter" => Some(Distinct::Quarter),
        "year" => Some(Distinct::Year),
        _ => None,
    };
    match (part, table.column(&name.text)) {
        (Some(_), Some(_)) => {
            let text = &name.text;
            cx.bad_value(name.place, say!(vi: "`{text}` vừa là phần của ngày vừa là cột của nhật ký; hãy đổi tên cột", en: "`{text}` is both a part of the date and a column of the log; rename the column"));
            None
        }
        (Some(part), None) => Some(part),
        (None, Some(column)) => Some(Distinct::Column(column)),
        (None, None) => {
            let columns = table.columns.iter().map(|column| column.name.as_str());
            let known = columns.chain(["day", "month", "quarter", "year"]);
            cx.undefined(name, &say!(vi: "cột hay phần của ngày", en: "column or part of the date"), known);
            None
        }
    }
}

fn column(cx: &Cx<'_>, table: &Table, name: &Text, fits: impl Fn(&Kind) -> bool) -> Option<usize> {
    let known: Vec<&str> = table.columns.iter().filter(|column| fits(&column.kind)).map(|column| column.name.as_str()).collect();
    match table.column(&name.text) {
        Some(at) if fits(&table.columns[at].kind) => Some(at),
        Some(_) => {
            let text = &name.text;
            let all = crate::text::ticked(&known);
            cx.bad_value(name.place, say!(vi: "cột `{text}` không dùng được theo cách này; dùng được: {all}", en: "the column `{text}` cannot be used in this way; these can: {all}"));
            None
        }
        None => {
            let whose = &table.name;
            cx.no_column(name, whose, known);
            None
        }
    }
}
