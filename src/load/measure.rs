//! The keys of measures: what of the rows is counted.

use toml::de::DeValue;

use super::target::Layers;
use super::toml::{Cx, Entry, Text};
use crate::model::{Distinct, Kind, Measure, Table};
use crate::say;

/// The keys, of which a target says or inherits one at most.
pub(super) const MEASURES: [&str; 8] = ["sum", "distinct", "latest", "level", "ratio", "standing", "all_of", "any_of"];

/// A measure whose columns are not yet found.
pub(super) struct MeasureDraft<'t> {
    key: &'static str,
    entry: Entry<'t>,
    /// Whether it counts no log.
    pub(super) source_free: bool,
    /// The targets it is made of; all of them, or any.
    pub(super) parts: Option<PartsDraft>,
}

/// The targets that a composed one names.
pub(super) struct PartsDraft {
    pub(super) all: bool,
    pub(super) names: Vec<Text>,
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
        let parts = ["all_of", "any_of"].contains(key);
        let source_free = parts || *key == "standing";
        if source_free && !std::ptr::eq(keys, layers.own) && layers.own.has("log") {
            // A target that names a log of its own counts that log, whatever its activity stands on.
            return None;
        }
        let parts = parts.then(|| PartsDraft { all: *key == "all_of", names: cx.strings(entry.value) });
        if parts.as_ref().is_some_and(|parts| parts.names.is_empty()) {
            cx.bad_value(
                cx.place(entry.value.span()),
                say!(vi: "`{key}` cần ít nhất một chỉ tiêu", en: "`{key}` needs at least one target"),
            );
        }
        return Some(MeasureDraft { key, entry: *entry, source_free, parts });
    }
    None
}

impl MeasureDraft<'_> {
    /// The measure over a log's columns.
    pub(super) fn measure(&self, cx: &Cx<'_>, table: &Table) -> Option<Measure> {
        let number = |kind: &Kind| kind.is_number();
        let countable = |kind: &Kind| kind.is_number() || *kind == Kind::Boolean;
        match self.key {
            "sum" => column(cx, table, &cx.string(self.entry.value)?, number).map(Measure::Sum),
            "latest" => column(cx, table, &cx.string(self.entry.value)?, countable).map(Measure::Latest),
            "level" => column(cx, table, &cx.string(self.entry.value)?, countable).map(Measure::Level),
            "distinct" => distinct(cx, table, &cx.string(self.entry.value)?).map(Measure::Distinct),
            "ratio" => {
                let DeValue::Table(_) = self.entry.value.get_ref() else {
                    cx.wrong_type(self.entry.value, &say!(vi: "một bảng có `of` và `to`", en: "a table with `of` and `to`"));
                    return None;
                };
                let keys = cx.table(self.entry.value)?;
                let (of, to) = (keys.required("of"), keys.required("to"));
                keys.finish();
                let (of, to) = (of?, to?);
                let of = column(cx, table, &of, countable)?;
                let to = if to.text == "rows" { None } else { Some(column(cx, table, &to, countable)?) };
                Some(Measure::Ratio { of, to })
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
            let near = crate::text::nearest(&name.text, known);
            cx.undefined(name, &say!(vi: "cột hay phần của ngày", en: "column or part of the date"), near);
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
