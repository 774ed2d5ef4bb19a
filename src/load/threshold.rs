//! Thresholds: what each subject needs, in which windows; and the share that must have it.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use toml::Spanned;
use toml::de::DeValue;

use super::filter::Lookup;
use super::schedule::read_period;
use super::toml::{Cx, Entry};
use crate::calendar::{Calendar, Days, Period};
use crate::check::unknown_key;
use crate::finding::Finding;
use crate::model::{Needed, SubjectKind, Threshold, UNITS};
use crate::number::Number;
use crate::read::Place;
use crate::say;

/// The keys of thresholds.
pub(super) const KEYS: [(&str, Threshold); 3] =
    [("at_least", Threshold::AtLeast), ("at_most", Threshold::AtMost), ("exactly", Threshold::Exactly)];

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
    /// In which the keys of a table of windows are read.
    pub(super) calendar: Calendar,
}

impl Bounds<'_> {
    /// Reads a number, `{ column = … }`, or a table from windows to either.
    pub(super) fn read(&self, cx: &Cx<'_>, entry: Entry<'_>) -> Option<Bound> {
        let DeValue::Table(table) = entry.value.get_ref() else { return self.needed(cx, entry.value).map(Bound::One) };
        if table.contains_key("column") {
            return self.needed(cx, entry.value).map(Bound::One);
        }
        let keys = cx.keys(table, cx.place(entry.value.span()));
        let mut windows = Vec::new();
        for (text, value) in keys.entries() {
            let needed = self.needed(cx, value);
            if let (Some((period, days)), Some(needed)) = (read_period(cx, &text.text, text.place, self.calendar), needed) {
                windows.push((period, days, needed, text.place));
            }
        }
        if table.is_empty() {
            cx.bad_value(keys.place, say!(vi: "bảng này cần ít nhất một kỳ", en: "this table needs at least one window"));
        }
        Some(Bound::Windows { listed: windows, calendar: self.calendar })
    }

    /// Reads a number or `{ column = … }`.
    pub(super) fn needed(&self, cx: &Cx<'_>, value: &Spanned<DeValue<'_>>) -> Option<Needed> {
        let DeValue::Table(_) = value.get_ref() else { return cx.number(value).map(Needed::Number) };
        let keys = cx.table(value)?;
        let column = keys.required("column");
        keys.finish();
        let column = column?;
        let register = match self.subjects {
            SubjectKind::Units => UNITS,
            SubjectKind::Register(register) => register,
            _ => {
                cx.conflict(keys.place, say!(vi: "`column` cần nhóm đối tượng lấy từ một sổ đăng ký", en: "`column` needs a population that comes from a register"));
                return None;
            }
        };
        let table = &self.lookup.registers[register.0];
        let (path, kind) = self.lookup.path(cx, table, &column)?;
        self.lookup.refuses_personal(cx, table, &path, &column);
        if !kind.is_number() {
            let name = &column.text;
            cx.bad_value(column.place, say!(vi: "cột `{name}` không phải là cột số", en: "the column `{name}` is not a number column"));
        }
        Some(Needed::Column { name: column.text, path })
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
