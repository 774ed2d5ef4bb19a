//! Thresholds: what each subject needs, in which windows; and the share that must have it.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use toml::Spanned;
use toml::de::DeValue;

use super::filter::Lookup;
use super::forms::{GOAL, NAMES, NUMBER};
use super::schedule::read_period;
use super::toml::{Cx, Entry, Keys};
use crate::calendar::{Calendar, Days, Period};
use crate::check::{unknown_key, word_without_threshold};
use crate::finding::Finding;
use crate::model::{Kind, Needed, SubjectKind, Table, Threshold};
use crate::number::Number;
use crate::read::Place;
use crate::say;

/// The keys of thresholds.
pub(super) const KEYS: [(&str, Threshold); 4] =
    [("at_least", Threshold::AtLeast), ("at_most", Threshold::AtMost), ("exactly", Threshold::Exactly), ("goal", Threshold::Goal)];

/// The keys of a table that stands for one number; any other table is one of windows.
const NUMBERS: [&str; 6] = ["column", "by", "members", "value", "to", "from"];

/// What a threshold says.
pub(super) enum Bound {
    /// The same in every window of the schedule.
    One(Needed),
    /// Its own windows.
    Windows {
        /// Each with what it needs.
        listed: Vec<(Period, Days, Needed, Place)>,
        /// In which they are read.
        calendar: Calendar,
    },
}

/// What a threshold is read against.
pub(super) struct Bounds<'a> {
    pub(super) lookup: &'a Lookup<'a>,
    /// Whose columns `{ column = … }` names.
    pub(super) subjects: SubjectKind,
    /// The ids of the plan's populations, whose members may be counted.
    pub(super) populations: &'a [String],
    /// In which the keys of a table of windows are read.
    pub(super) calendar: Calendar,
}

impl Bounds<'_> {
    /// Reads what stands for a number, or a table from windows to that; a goal with its baseline.
    pub(super) fn read(&self, cx: &Cx<'_>, kind: Threshold, entry: Entry<'_>) -> Option<Bound> {
        let one = |value: &Spanned<DeValue<'_>>| if kind == Threshold::Goal { self.goal(cx, value) } else { self.needed(cx, value) };
        let DeValue::Table(table) = entry.value.get_ref() else { return one(entry.value).map(Bound::One) };
        if NUMBERS.iter().any(|key| table.contains_key(*key)) {
            return one(entry.value).map(Bound::One);
        }
        let keys = cx.keys(table, cx.place(entry.value.span()), &NAMES);
        let mut windows = Vec::new();
        for (text, value) in keys.entries() {
            let needed = one(value);
            if let (Some((period, days)), Some(needed)) = (read_period(cx, &text.text, text.place, self.calendar), needed) {
                windows.push((period, days, needed, text.place));
            }
        }
        if table.is_empty() {
            cx.bad_value(keys.place, say!(vi: "bảng này cần ít nhất một kỳ", en: "this table needs at least one window"));
        }
        Some(Bound::Windows { listed: windows, calendar: self.calendar })
    }

    /// Reads a goal: a number, or what stands for one, and `from`, the baseline; 0 where none is said.
    fn goal(&self, cx: &Cx<'_>, value: &Spanned<DeValue<'_>>) -> Option<Needed> {
        let from = value.get_ref().as_table().and_then(|table| table.get("from")).map(|from| self.needed(cx, from));
        let goal = self.number(cx, value, true)?;
        let from = from.unwrap_or(Some(Needed::Number(Number::ZERO)))?;
        Some(Needed::Goal { goal: Box::new(goal), from: Box::new(from) })
    }

    /// Reads a number, or what stands for one: `{ column = … }`, `{ by = … }`, `{ members = … }`.
    pub(super) fn needed(&self, cx: &Cx<'_>, value: &Spanned<DeValue<'_>>) -> Option<Needed> {
        self.number(cx, value, false)
    }

    fn number(&self, cx: &Cx<'_>, value: &Spanned<DeValue<'_>>, goal: bool) -> Option<Needed> {
        let form = if goal { &GOAL } else { &NUMBER };
        let DeValue::Table(_) = value.get_ref() else { return cx.number_or(value, || form.wanted()).map(Needed::Number) };
        let keys = cx.table(value, form)?;
        if goal {
            keys.get("from");
        }
        if keys.has("by") {
            return self.by(&keys, goal);
        }
        let kinds: Vec<&str> = ["column", "members", "value", "to"].into_iter().filter(|key| keys.has(key)).collect();
        if let [first, second, ..] = kinds.as_slice() {
            cx.conflict(keys.place, say!(vi: "`{first}` và `{second}` loại trừ nhau", en: "`{first}` and `{second}` exclude each other"));
        }
        let plain = keys.number("value").or_else(|| if goal { keys.number("to") } else { None });
        let members = keys.text("members");
        let (column, times) = if kinds.first() == Some(&"column") || kinds.is_empty() {
            (keys.required("column"), keys.number("times"))
        } else {
            (None, None)
        };
        keys.finish();
        if let Some(number) = plain {
            return Some(Needed::Number(number));
        }
        if let Some(members) = members {
            let population = super::population::find(cx, self.populations, &members)?;
            return Some(Needed::Members { name: members.text, population });
        }
        let (column, table) = (column?, self.table(cx, keys.place)?);
        let (path, kind) = self.lookup.path(cx, table, &column)?;
        self.lookup.refuses_personal(cx, table, &path, &column);
        if !kind.is_number() {
            let name = &column.text;
            cx.bad_value(column.place, say!(vi: "cột `{name}` không phải là cột số", en: "the column `{name}` is not a number column"));
        }
        Some(Needed::Column { name: column.text, path, times: times.unwrap_or(Number::ONE) })
    }

    /// Reads `{ by = "region", mountain = 70, delta = 100 }`.
    fn by(&self, keys: &Keys<'_, '_>, goal: bool) -> Option<Needed> {
        let cx = keys.cx;
        let (column, table) = (keys.text("by")?, self.table(cx, keys.place)?);
        let (path, kind) = self.lookup.path(cx, table, &column)?;
        self.lookup.refuses_personal(cx, table, &path, &column);
        let mut words = Vec::new();
        for (word, value) in keys.entries().into_iter().filter(|(word, _)| word.text != "by" && !(goal && word.text == "from")) {
            if let (Kind::Choice(_), false) = (kind, self.lookup.word(cx, kind, &word)) {
                continue;
            }
            words.extend(self.needed(cx, value).map(|needed| (word.text, needed)));
        }
        if let Kind::Choice(choices) = kind {
            let lacking: Vec<&str> =
                choices.iter().map(|choice| choice.id.as_str()).filter(|id| !words.iter().any(|(word, _)| word == id)).collect();
            if !lacking.is_empty() && !words.is_empty() {
                cx.add(word_without_threshold::check(keys.place, &column.text, &lacking));
            }
        }
        if words.is_empty() {
            cx.bad_value(
                keys.place,
                say!(vi: "bảng này cần ngưỡng của ít nhất một giá trị", en: "this table needs a threshold for at least one value"),
            );
        }
        Some(Needed::By { name: column.text, path, words })
    }

    /// The register whose columns are named.
    fn table(&self, cx: &Cx<'_>, place: Place) -> Option<&Table> {
        let Some(register) = self.subjects.register() else {
            cx.conflict(
                place,
                say!(vi: "`column` cần nhóm đối tượng lấy từ một sổ đăng ký", en: "`column` needs a population that comes from a register"),
            );
            return None;
        };
        Some(&self.lookup.registers[register.0])
    }
}

/// Reads a share: percent, or a fraction `"2/3"`. The result lies between 0 and 1.
pub(super) fn share(cx: &Cx<'_>, value: &Spanned<DeValue<'_>>) -> Option<BigRational> {
    let place = cx.place(value.span());
    let share = if value.get_ref().is_str() {
        let text = cx.string(value)?.text;
        let parsed = text.split_once('/').and_then(|(above, below)| {
            let (above, below) = (Number::parse(above.trim()).ok()?, Number::parse(below.trim()).ok()?);
            (below > Number::ZERO).then(|| above.exact() / below.exact())
        });
        if parsed.is_none() {
            cx.bad_value(
                place,
                say!(vi: "viết số phần trăm (80) hoặc phân số (\"2/3\")", en: "write a percentage (80) or a fraction (\"2/3\")"),
            );
        }
        parsed?
    } else {
        cx.number(value)?.exact() / BigRational::from_integer(BigInt::from(100))
    };
    if share < BigRational::zero() || share > BigRational::one() {
        cx.bad_value(place, say!(vi: "tỷ lệ phải từ 0 đến 100 %", en: "a share is from 0 to 100 %"));
        return None;
    }
    Some(share)
}

/// Reports a key that has no meaning where it stands.
pub(super) fn meaningless(cx: &Cx<'_>, key: &str, place: Place, why: &crate::text::Message) {
    let (vi, en) = (why.get(crate::text::Lang::Vi), why.get(crate::text::Lang::En));
    cx.add(Finding::new(
        &unknown_key::CODE,
        place,
        say!(vi: "`{key}` không có nghĩa ở đây: {vi}", en: "`{key}` has no meaning here: {en}"),
    ));
}
