//! Reading TOML key by key: every fault with its place, none of them the last word.
//!
//! A [`Keys`] hands out a table's values in the types asked for; what stands in the file and not in the table's [`Form`] is an
//! unknown key, reported with what is known.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::forms::{Form, NAMES};
use super::schedule::bad_date;
use crate::calendar::{Days, parse_date};
use crate::check::{bad_id, bad_value, conflicting_keys, missing_key, toml_syntax, undefined_name, unknown_key, wrong_type};
use crate::finding::{Finding, Findings};
use crate::number::Number;
use crate::read::{FileId, Place};
use crate::say;
use crate::text::{Message, did_you_mean, is_slip, nearest, nfc};

/// A file that is being read, and where its faults go.
pub(super) struct Cx<'f> {
    pub(super) file: FileId,
    pub(super) findings: &'f RefCell<Findings>,
}

/// A text with its place.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) place: Place,
}

/// A TOML value with its key's place.
#[derive(Clone, Copy)]
pub(super) struct Entry<'t> {
    pub(super) key: Place,
    pub(super) value: &'t Spanned<DeValue<'t>>,
}

impl Cx<'_> {
    pub(super) fn place(&self, span: std::ops::Range<usize>) -> Place {
        Place { file: self.file, start: span.start as u64, end: span.end as u64 }
    }

    pub(super) fn add(&self, finding: Finding) {
        self.findings.borrow_mut().add(finding);
    }

    /// Reports a value of the wrong type.
    pub(super) fn wrong_type(&self, value: &Spanned<DeValue<'_>>, wanted: &Message) {
        let got = match value.get_ref() {
            DeValue::String(_) => Message::new("văn bản", "a text"),
            DeValue::Integer(_) => Message::new("số nguyên", "a whole number"),
            DeValue::Float(_) => Message::new("số thập phân", "a decimal"),
            DeValue::Boolean(_) => Message::new("true/false", "true/false"),
            DeValue::Datetime(_) => Message::new("ngày giờ TOML", "a TOML date"),
            DeValue::Array(_) => Message::new("danh sách", "a list"),
            DeValue::Table(_) => Message::new("bảng", "a table"),
        };
        let message = Message::new(
            format!("cần {}, nhưng đây là {}", wanted.get(crate::text::Lang::Vi), got.get(crate::text::Lang::Vi)),
            format!("this takes {}, not {}", wanted.get(crate::text::Lang::En), got.get(crate::text::Lang::En)),
        );
        self.add(Finding::new(&wrong_type::CODE, self.place(value.span()), message));
    }

    pub(super) fn bad_value(&self, place: Place, message: Message) {
        self.add(Finding::new(&bad_value::CODE, place, message));
    }

    pub(super) fn conflict(&self, place: Place, message: Message) {
        self.add(Finding::new(&conflicting_keys::CODE, place, message));
    }

    /// Reports a name that nothing defines, with the nearest that something does.
    pub(super) fn undefined<'n>(&self, name: &Text, what: &Message, known: impl IntoIterator<Item = &'n str>) {
        let (vi, en) = (what.get(crate::text::Lang::Vi), what.get(crate::text::Lang::En));
        let text = &name.text;
        let shown = crate::text::echo(text);
        let message = say!(vi: "không có {vi} `{shown}`", en: "there is no {en} `{shown}`");
        let help = did_you_mean(text, known).unwrap_or_else(|| say!(vi: "chưa có {vi} nào", en: "there is no {en} at all"));
        self.add(Finding::new(&undefined_name::CODE, name.place, message).help(help));
    }

    /// Reports a column that a table does not have.
    pub(super) fn no_column<'n>(&self, name: &Text, whose: &str, known: impl IntoIterator<Item = &'n str>) {
        let text = &name.text;
        let shown = crate::text::echo(text);
        let message = say!(vi: "`{whose}` không có cột `{shown}`", en: "`{whose}` has no column `{shown}`");
        self.add(Finding::new(&undefined_name::CODE, name.place, message).maybe_help(did_you_mean(text, known)));
    }

    /// A text in NFC.
    pub(super) fn string(&self, value: &Spanned<DeValue<'_>>) -> Option<Text> {
        self.text_or(value, || say!(vi: "chuỗi ký tự trong ngoặc kép", en: "a text in quotes"))
    }

    /// A text; what else could stand there is told where it is neither.
    pub(super) fn text_or(&self, value: &Spanned<DeValue<'_>>, wanted: impl FnOnce() -> Message) -> Option<Text> {
        if let Some(text) = value.get_ref().as_str() {
            return Some(Text { text: nfc(text).into_owned(), place: self.place(value.span()) });
        }
        self.wrong_type(value, &wanted());
        None
    }

    /// A text, or several.
    pub(super) fn strings(&self, value: &Spanned<DeValue<'_>>) -> Vec<Text> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.string(item)).collect(),
            _ => self.string(value).into_iter().collect(),
        }
    }

    pub(super) fn boolean(&self, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(value, &say!(vi: "true hoặc false", en: "true or false"));
        }
        flag
    }

    pub(super) fn number(&self, value: &Spanned<DeValue<'_>>) -> Option<Number> {
        self.number_or(value, || say!(vi: "một số", en: "a number"))
    }

    /// A number; what else could stand there is told where it is neither.
    pub(super) fn number_or(&self, value: &Spanned<DeValue<'_>>, wanted: impl FnOnce() -> Message) -> Option<Number> {
        let parsed = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => Number::parse_toml(integer.as_str()),
            DeValue::Float(float) => Number::parse_toml(float.as_str()),
            _ => {
                self.wrong_type(value, &wanted());
                return None;
            }
        };
        if parsed.is_err() {
            self.bad_value(
                self.place(value.span()),
                say!(vi: "số này có hơn 18 chữ số hoặc hơn 9 chữ số thập phân", en: "this number has more than 18 digits or 9 decimal places"),
            );
        }
        parsed.ok()
    }

    /// A whole number in a range.
    pub(super) fn whole(&self, value: &Spanned<DeValue<'_>>, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let DeValue::Integer(integer) = value.get_ref() else {
            self.wrong_type(value, &say!(vi: "một số nguyên", en: "a whole number"));
            return None;
        };
        let whole = Number::parse_toml(integer.as_str()).ok().and_then(Number::as_whole).filter(|whole| range.contains(whole));
        if whole.is_none() {
            let (least, most) = (range.start(), range.end());
            let message = say!(vi: "cần một số nguyên từ {least} đến {most}", en: "this takes a whole number from {least} to {most}");
            self.bad_value(self.place(value.span()), message);
        }
        whole
    }

    pub(super) fn table<'t>(&self, value: &'t Spanned<DeValue<'t>>, form: &'static Form) -> Option<Keys<'_, 't>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(self.keys(table, self.place(value.span()), form));
        }
        self.wrong_type(value, &form.wanted());
        None
    }

    pub(super) fn keys<'t>(&self, table: &'t DeTable<'t>, place: Place, form: &'static Form) -> Keys<'_, 't> {
        Keys { cx: self, table, place, form }
    }

    /// Checks that a text may serve as an id.
    pub(super) fn id(&self, id: &Text, dots: bool) -> bool {
        let good = !id.text.is_empty() && id.text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_' || (dots && c == '.'));
        if !good {
            let text = &id.text;
            let message = say!(vi: "`{text}` không phải là mã hợp lệ", en: "`{text}` is not a valid id");
            let help = say!(vi: "chỉ dùng chữ cái, chữ số, - và _", en: "use letters, digits, - and _");
            self.add(Finding::new(&bad_id::CODE, id.place, message).help(help));
        }
        good
    }
}

/// A table whose keys are asked for one by one.
pub(super) struct Keys<'c, 't> {
    pub(super) cx: &'c Cx<'c>,
    table: &'t DeTable<'t>,
    pub(super) place: Place,
    form: &'static Form,
}

impl<'c, 't> Keys<'c, 't> {
    pub(super) fn get(&self, key: &'static str) -> Option<Entry<'t>> {
        debug_assert!(self.form.is_free() || self.form.has(key), "`{key}` is no key of {}", self.form.en);
        #[cfg(test)]
        read_keys::note(self.form, key);
        let (found, value) = self.table.get_key_value(key)?;
        Some(Entry { key: self.cx.place(found.span()), value })
    }

    /// Whether a key stands there, without asking for it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn text(&self, key: &'static str) -> Option<Text> {
        self.cx.string(self.get(key)?.value)
    }

    /// A text that must be there.
    pub(super) fn required(&self, key: &'static str) -> Option<Text> {
        if !self.has(key) {
            let message = say!(vi: "thiếu khóa `{key}`", en: "the key `{key}` is missing");
            self.cx.add(Finding::new(&missing_key::CODE, self.place, message));
        }
        self.text(key)
    }

    /// An id that must be there.
    pub(super) fn id(&self, dots: bool) -> Option<Text> {
        self.required("id").filter(|id| self.cx.id(id, dots))
    }

    pub(super) fn plain(&self, key: &'static str) -> Option<String> {
        self.text(key).map(|text| text.text)
    }

    pub(super) fn texts(&self, key: &'static str) -> Vec<Text> {
        self.get(key).map(|entry| self.cx.strings(entry.value)).unwrap_or_default()
    }

    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        self.cx.boolean(self.get(key)?.value)
    }

    /// The same as [`Keys::validity`], where that says what is wrong.
    pub(super) fn quiet_validity(&self) -> Days {
        let day = |key: &str| parse_date(self.table.get(key)?.get_ref().as_str()?);
        Days::between(day("from"), day("to"))
    }

    /// The stretch of days from `from` to `to`; all days where neither is said.
    pub(super) fn validity(&self) -> Days {
        let day = |key: &'static str| {
            let text = self.text(key)?;
            let day = parse_date(&text.text);
            if day.is_none() {
                self.cx.bad_value(text.place, bad_date());
            }
            Some((day?, text.place))
        };
        let (from, to) = (day("from"), day("to"));
        if let (Some((from, _)), Some((to, place))) = (from, to)
            && to < from
        {
            self.cx.bad_value(place, say!(vi: "`to` ở trước `from`", en: "`to` is before `from`"));
        }
        Days::between(from.map(|(day, _)| day), to.map(|(day, _)| day))
    }

    pub(super) fn number(&self, key: &'static str) -> Option<Number> {
        self.cx.number(self.get(key)?.value)
    }

    pub(super) fn table(&self, key: &'static str, form: &'static Form) -> Option<Keys<'c, 't>> {
        self.cx.table(self.get(key)?.value, form)
    }

    /// The table under a key whose own keys are ids, or other names that the file gives.
    pub(super) fn names(&self, key: &'static str) -> Option<Keys<'c, 't>> {
        self.table(key, &NAMES)
    }

    /// The tables of a list of tables; also of a single one.
    pub(super) fn tables(&self, key: &'static str, form: &'static Form) -> Vec<Keys<'c, 't>> {
        let Some(entry) = self.get(key) else { return Vec::new() };
        match entry.value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.cx.table(item, form)).collect(),
            _ => self.cx.table(entry.value, form).into_iter().collect(),
        }
    }

    /// The entries of a table whose keys are names, in the order of the file.
    pub(super) fn entries(&self) -> Vec<(Text, &'t Spanned<DeValue<'t>>)> {
        let mut entries: Vec<_> = self
            .table
            .iter()
            .map(|(key, value)| (Text { text: nfc(key.get_ref()).into_owned(), place: self.cx.place(key.span()) }, value))
            .collect();
        entries.sort_by_key(|(key, _)| key.place);
        entries
    }

    /// Reports what its form does not know.
    pub(super) fn finish(&self) {
        for (key, _) in self.entries() {
            if !self.form.has(&key.text) {
                let name = &key.text;
                let message = say!(vi: "không có khóa `{name}` ở đây", en: "there is no key `{name}` here");
                // A slip of the pen is likelier than a key of another table.
                let slip = nearest(name, self.form.keys()).is_some_and(|near| is_slip(name, near));
                let other = if slip { None } else { self.form.elsewhere(name) };
                let help = other.or_else(|| did_you_mean(name, self.form.keys()));
                self.cx.add(Finding::new(&unknown_key::CODE, key.place, message).maybe_help(help));
            }
        }
    }
}

/// Parses a TOML file as far as it can be, and reports every fault of its syntax.
pub(super) fn parse<'t>(cx: &Cx<'_>, text: &'t str) -> Spanned<DeTable<'t>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut told: Vec<(Option<std::ops::Range<usize>>, String)> = Vec::new();
    for error in errors {
        // The parser may come by one place twice.
        let same = (error.span(), error.message().to_owned());
        if told.contains(&same) {
            continue;
        }
        told.push(same);
        let place = cx.place(error.span().unwrap_or(0..0));
        cx.add(toml_syntax::check(place, error.message()));
    }
    table
}

/// Which keys of which forms were read so far, for the test that none is listed in vain.
#[cfg(test)]
pub(super) mod read_keys {
    use std::collections::BTreeSet;
    use std::sync::{Mutex, PoisonError};

    use super::Form;

    static READ: Mutex<BTreeSet<(&str, &str)>> = Mutex::new(BTreeSet::new());

    pub(in crate::load) fn note(form: &'static Form, key: &'static str) {
        READ.lock().unwrap_or_else(PoisonError::into_inner).insert((form.en, key));
    }

    pub(in crate::load) fn all() -> BTreeSet<(&'static str, &'static str)> {
        READ.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
