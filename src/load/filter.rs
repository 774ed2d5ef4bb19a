//! `where`: conditions, their columns found and their values read in those columns' types.

use toml::Spanned;
use toml::de::DeValue;

use super::forms::{COMPARISON, CONDITIONS, NAMES};
use super::toml::{Cx, Text};
use crate::calendar::{Period, parse_date};
use crate::check::bad_value;
use crate::finding::Finding;
use crate::model::{Condition, Kind, Names, Op, Path, Table, Test, Value};
use crate::say;

/// Comparisons that a condition may name.
const OPS: [&str; 5] = ["above", "below", "at_least", "at_most", "not"];

/// What names in conditions are looked up in.
pub(super) struct Lookup<'a> {
    pub(super) registers: &'a [Table],
    pub(super) names: &'a Names,
    pub(super) activities: &'a [String],
}

/// A condition as written: a column's name, perhaps dotted, and what must hold.
pub(super) type Raw<'t> = (Text, &'t Spanned<DeValue<'t>>);

/// The conditions of a `where`; `a.b = …` without quotes reads like `"a.b" = …`.
pub(super) fn conditions<'t>(cx: &Cx<'_>, value: &'t Spanned<DeValue<'t>>) -> Vec<Raw<'t>> {
    let mut found = Vec::new();
    let Some(keys) = cx.table(value, &CONDITIONS) else { return found };
    for (name, value) in keys.entries() {
        flatten(cx, name, value, &mut found);
    }
    found
}

fn flatten<'t>(cx: &Cx<'_>, name: Text, value: &'t Spanned<DeValue<'t>>, found: &mut Vec<Raw<'t>>) {
    let DeValue::Table(table) = value.get_ref() else {
        found.push((name, value));
        return;
    };
    if table.is_empty() || table.keys().any(|key| OPS.contains(&key.get_ref().as_ref())) {
        found.push((name, value));
        return;
    }
    for (inner, value) in cx.keys(table, cx.place(value.span()), &NAMES).entries() {
        let dotted = Text { text: format!("{}.{}", name.text, inner.text), place: inner.place };
        flatten(cx, dotted, value, found);
    }
}

impl Lookup<'_> {
    /// Reads a condition on a table.
    pub(super) fn condition(&self, cx: &Cx<'_>, table: &Table, raw: &Raw<'_>) -> Option<Condition> {
        let (path, kind) = self.path(cx, table, &raw.0)?;
        let test = self.test(cx, kind, raw.1)?;
        Some(Condition { name: raw.0.text.clone(), path, test })
    }

    /// Refuses a path over a personal column where its value would stand in answers; says whether it did.
    pub(super) fn refuses_personal(&self, cx: &Cx<'_>, table: &Table, path: &Path, name: &Text) -> bool {
        let further = path.then.iter().map(|(register, column)| &self.registers[register.0].columns[*column]);
        let personal = std::iter::once(&table.columns[path.column]).chain(further).any(|column| column.personal);
        if personal {
            let text = &name.text;
            cx.conflict(name.place, say!(vi: "cột `{text}` là `personal` nên giá trị của nó không thể đứng trong kết quả", en: "the column `{text}` is `personal`, so its value cannot stand in answers"));
        }
        personal
    }

    /// Finds a column, perhaps of a row that is referred to.
    pub(super) fn path<'k>(&'k self, cx: &Cx<'_>, table: &'k Table, name: &Text) -> Option<(Path, &'k Kind)> {
        let mut parts = name.text.split('.');
        let missing = |table: &Table| {
            let known: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            let whose = &table.name;
            cx.no_column(name, whose, known);
        };
        let Some(column) = table.column(parts.next().unwrap_or_default()) else {
            missing(table);
            return None;
        };
        let mut path = Path::own(column);
        let mut kind = &table.columns[column].kind;
        for part in parts {
            let Kind::Reference(register) = kind else {
                let text = &name.text;
                let near = crate::text::nearest(part, OPS);
                let help = near.map(|near| say!(vi: "có phải là phép so sánh `{near}`?", en: "did you mean the comparison `{near}`?"));
                let message = say!(vi: "trong `{text}`, phần trước dấu chấm phải là một cột tham chiếu đến sổ đăng ký", en: "in `{text}`, the part before the dot must be a column that refers to a register");
                cx.add(Finding::new(&bad_value::CODE, name.place, message).maybe_help(help));
                return None;
            };
            let next = &self.registers[register.0];
            let Some(column) = next.column(part) else {
                missing(next);
                return None;
            };
            path.then.push((*register, column));
            kind = &next.columns[column].kind;
        }
        Some((path, kind))
    }

    fn test(&self, cx: &Cx<'_>, kind: &Kind, value: &Spanned<DeValue<'_>>) -> Option<Test> {
        let DeValue::Table(_) = value.get_ref() else {
            let one_of = if matches!(kind, Kind::Choices(_)) { Test::AnyWord } else { Test::OneOf };
            return self.values(cx, kind, value).map(one_of);
        };
        let keys = cx.table(value, &COMPARISON)?;
        let mut tests = Vec::new();
        for (key, op) in [("above", Op::Above), ("below", Op::Below), ("at_least", Op::AtLeast), ("at_most", Op::AtMost)] {
            let Some(entry) = keys.get(key) else { continue };
            if !kind.is_ordered() {
                cx.conflict(entry.key, say!(vi: "`{key}` chỉ so sánh số và ngày", en: "`{key}` compares numbers and dates only"));
                continue;
            }
            let bound = self.value(cx, kind, entry.value)?;
            if bound.is_empty() {
                cx.bad_value(
                    cx.place(entry.value.span()),
                    say!(vi: "chỉ `not` mới so sánh được với giá trị trống", en: "only `not` compares with the empty value"),
                );
            }
            tests.push(Test::Compare(op, bound));
        }
        if let Some(entry) = keys.get("not") {
            let none_of = if matches!(kind, Kind::Choices(_)) { Test::NoWord } else { Test::NoneOf };
            tests.push(none_of(self.values(cx, kind, entry.value)?));
        }
        keys.finish();
        if tests.is_empty() {
            cx.bad_value(keys.place, say!(vi: "điều kiện này trống", en: "this condition is empty"));
        }
        Some(if tests.len() == 1 { tests.remove(0) } else { Test::All(tests) })
    }

    fn values(&self, cx: &Cx<'_>, kind: &Kind, value: &Spanned<DeValue<'_>>) -> Option<Vec<Value>> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| self.value(cx, kind, item)).collect(),
            _ => self.value(cx, kind, value).map(|value| vec![value]),
        }
    }

    /// Reads a value in a column's type; `""` is the empty value in every type.
    pub(super) fn value(&self, cx: &Cx<'_>, kind: &Kind, value: &Spanned<DeValue<'_>>) -> Option<Value> {
        if value.get_ref().as_str() == Some("") {
            return Some(Value::Empty);
        }
        match kind {
            Kind::Boolean => cx.boolean(value).map(Value::Boolean),
            Kind::Integer | Kind::Number | Kind::Money => cx.number(value).map(Value::Number),
            Kind::Date => {
                let text = match value.get_ref() {
                    DeValue::Datetime(day) => Text { text: day.to_string(), place: cx.place(value.span()) },
                    _ => cx.string(value)?,
                };
                let date = parse_date(&text.text);
                if date.is_none() {
                    cx.bad_value(text.place, super::schedule::bad_date());
                }
                date.map(Value::Date)
            }
            Kind::Period => {
                let text = cx.string(value)?;
                match Period::parse(&text.text) {
                    Ok(period) => Some(Value::Period(period)),
                    Err(error) => {
                        cx.bad_value(text.place, crate::decode::period_fault(&text.text, error));
                        None
                    }
                }
            }
            _ => {
                let text = cx.string(value)?;
                self.word(cx, kind, &text).then(|| Value::Text(text.text.into()))
            }
        }
    }

    /// Whether a text is a word that its column can hold, as far as the plan alone can tell.
    pub(super) fn word(&self, cx: &Cx<'_>, kind: &Kind, text: &Text) -> bool {
        let check = |what: &crate::text::Message, known: Vec<&str>| {
            let good = known.contains(&text.text.as_str());
            if !good {
                cx.undefined(text, what, known);
            }
            good
        };
        match kind {
            Kind::Choice(choices) | Kind::Choices(choices) => {
                check(&say!(vi: "lựa chọn", en: "choice"), choices.iter().map(|choice| choice.id.as_str()).collect())
            }
            Kind::Agency => cx.agency(self.names, text).is_some(),
            Kind::Fund => check(&say!(vi: "nguồn kinh phí", en: "fund"), self.names.funds.keys().map(String::as_str).collect()),
            Kind::Category => check(&say!(vi: "diện", en: "category"), self.names.categories.keys().map(String::as_str).collect()),
            Kind::Activity => check(&say!(vi: "hoạt động", en: "activity"), self.activities.iter().map(String::as_str).collect()),
            _ => true,
        }
    }
}
