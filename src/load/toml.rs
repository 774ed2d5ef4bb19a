//! Reading TOML key by key: every fault with its place, none of them the last word.
//!
//! A [`Keys`] hands out a table's values in the types asked for and remembers what was asked; what stands in
//! the file beside that is an unknown key, reported with the nearest known one.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::finding::{Code, Finding, Findings, Severity};
use crate::number::Number;
use crate::say;
use crate::source::{FileId, Place};
use crate::text::{Message, nearest, nfc};

/// TOML that cannot be parsed.
pub(super) static SYNTAX: Code = Code {
    id: "P001",
    name: "toml-syntax",
    severity: Severity::Error,
    explain: (
        "Tệp không đúng cú pháp TOML nên không đọc được. Sửa chỗ được chỉ ra rồi chạy lại.\n\nSai:  id = lang-son\nĐúng: id = \"lang-son\"",
        "The file is not valid TOML and cannot be read. Mend the place that is shown and run again.\n\nWrong: id = lang-son\nRight: id = \"lang-son\"",
    ),
};

/// A key that the format does not have.
pub(super) static UNKNOWN_KEY: Code = Code {
    id: "P002",
    name: "unknown-key",
    severity: Severity::Error,
    explain: (
        "Định dạng không có khóa này; có thể gõ nhầm. Nếu bỏ qua thì điều kế hoạch muốn nói sẽ bị mất.\n\nSai:  polulation = \"xa\"\nĐúng: population = \"xa\"",
        "The format has no such key; probably a slip of the pen. Were it ignored, what the plan means to say would be lost.\n\nWrong: polulation = \"xa\"\nRight: population = \"xa\"",
    ),
};

/// A value of another type than its key takes.
pub(super) static WRONG_TYPE: Code = Code {
    id: "P003",
    name: "wrong-type",
    severity: Severity::Error,
    explain: (
        "Giá trị không đúng kiểu mà khóa này nhận.\n\nSai:  at_least = \"2\"\nĐúng: at_least = 2",
        "The value is not of the type that its key takes.\n\nWrong: at_least = \"2\"\nRight: at_least = 2",
    ),
};

/// A key that must be there.
pub(super) static MISSING_KEY: Code = Code {
    id: "P004",
    name: "missing-key",
    severity: Severity::Error,
    explain: (
        "Thiếu một khóa bắt buộc.\n\nSai:  [[activity]]\n      title = \"Tập huấn\"\nĐúng: [[activity]]\n      id = \"tap-huan\"\n      title = \"Tập huấn\"",
        "A key that must be there is missing.\n\nWrong: [[activity]]\n       title = \"Training\"\nRight: [[activity]]\n       id = \"training\"\n       title = \"Training\"",
    ),
};

/// A name that nothing defines.
pub(super) static UNDEFINED_NAME: Code = Code {
    id: "P005",
    name: "undefined-name",
    severity: Severity::Error,
    explain: (
        "Kế hoạch dùng một tên chưa được định nghĩa ở đâu: nhóm đối tượng, cơ quan, nguồn kinh phí, sổ, sổ đăng ký, cột, lựa chọn …\n\nSai:  population = \"xaa\"   # chỉ có [population.xa]\nĐúng: population = \"xa\"",
        "The plan uses a name that nothing defines: a population, agency, fund, log, register, column, choice …\n\nWrong: population = \"xaa\"   # there is only [population.xa]\nRight: population = \"xa\"",
    ),
};

/// An id that is no id.
pub(super) static BAD_ID: Code = Code {
    id: "P006",
    name: "bad-id",
    severity: Severity::Error,
    explain: (
        "Mã định danh chỉ gồm chữ cái, chữ số, dấu - và _ (mã chỉ tiêu có thể có dấu chấm).\n\nSai:  id = \"tập huấn\"\nĐúng: id = \"tap-huan\"",
        "An id is made of letters, digits, - and _ (a target's id may also hold dots).\n\nWrong: id = \"lunch break\"\nRight: id = \"lunch-break\"",
    ),
};

/// Two things of one id.
pub(super) static DUPLICATE_ID: Code = Code {
    id: "P007",
    name: "duplicate-id",
    severity: Severity::Error,
    explain: (
        "Hai mục cùng loại mang một mã: không thể biết mục nào được nhắc đến. Đổi một trong hai.",
        "Two things of a kind have one id: nothing can tell which is meant. Rename one of them.",
    ),
};

/// A value that is of the right type and still impossible.
pub(super) static BAD_VALUE: Code = Code {
    id: "P008",
    name: "bad-value",
    severity: Severity::Error,
    explain: (
        "Giá trị đúng kiểu nhưng không thể có: kỳ viết sai, tỷ lệ trên 100, ngày không tồn tại …\n\nSai:  share = 120\nĐúng: share = 80",
        "The value is of the right type and still impossible: a period misspelt, a share above 100, a day that does not exist …\n\nWrong: share = 120\nRight: share = 80",
    ),
};

/// Keys that exclude each other, or lack each other.
pub(super) static CONFLICT: Code = Code {
    id: "P013",
    name: "conflicting-keys",
    severity: Severity::Error,
    explain: (
        "Hai khóa loại trừ nhau đứng cùng một chỗ. Giữ một khóa.\n\nSai:  at_least = 1\n      at_most = 3\nĐúng: at_least = 1",
        "Two keys stand together that exclude each other. Keep one.\n\nWrong: at_least = 1\n       at_most = 3\nRight: at_least = 1",
    ),
};

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
        self.add(Finding::new(&WRONG_TYPE, self.place(value.span()), message));
    }

    pub(super) fn bad_value(&self, place: Place, message: Message) {
        self.add(Finding::new(&BAD_VALUE, place, message));
    }

    pub(super) fn conflict(&self, place: Place, message: Message) {
        self.add(Finding::new(&CONFLICT, place, message));
    }

    /// Reports a name that nothing defines, with the nearest that something does.
    pub(super) fn undefined<'n>(&self, name: &Text, what: &Message, known: impl IntoIterator<Item = &'n str>) {
        let (vi, en) = (what.get(crate::text::Lang::Vi), what.get(crate::text::Lang::En));
        let text = &name.text;
        let shown = crate::text::echo(text);
        let message = say!(vi: "không có {vi} `{shown}`", en: "there is no {en} `{shown}`");
        self.add(Finding::new(&UNDEFINED_NAME, name.place, message).maybe_help(did_you_mean(text, known)));
    }

    /// A text in NFC.
    pub(super) fn string(&self, value: &Spanned<DeValue<'_>>) -> Option<Text> {
        if let Some(text) = value.get_ref().as_str() {
            return Some(Text { text: nfc(text).into_owned(), place: self.place(value.span()) });
        }
        self.wrong_type(value, &say!(vi: "văn bản trong ngoặc kép", en: "a text in quotes"));
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
        let parsed = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => Number::parse_toml(integer.as_str()),
            DeValue::Float(float) => Number::parse_toml(float.as_str()),
            _ => {
                self.wrong_type(value, &say!(vi: "một số", en: "a number"));
                return None;
            }
        };
        if parsed.is_err() {
            self.bad_value(
                self.place(value.span()),
                say!(vi: "số này vượt giới hạn 18 chữ số và 9 chữ số thập phân", en: "this number is beyond 18 digits and nine decimal places"),
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

    pub(super) fn table<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<Keys<'_, 't>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(self.keys(table, self.place(value.span())));
        }
        self.wrong_type(value, &say!(vi: "một bảng", en: "a table"));
        None
    }

    pub(super) fn keys<'t>(&self, table: &'t DeTable<'t>, place: Place) -> Keys<'_, 't> {
        Keys { cx: self, table, place, asked: RefCell::default() }
    }

    /// Checks that a text may serve as an id.
    pub(super) fn id(&self, id: &Text, dots: bool) -> bool {
        let good = !id.text.is_empty() && id.text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_' || (dots && c == '.'));
        if !good {
            let text = &id.text;
            let message = say!(vi: "`{text}` không phải là mã hợp lệ", en: "`{text}` is not an id");
            let help = say!(vi: "chỉ dùng chữ cái, chữ số, - và _", en: "use letters, digits, - and _");
            self.add(Finding::new(&BAD_ID, id.place, message).help(help));
        }
        good
    }
}

/// "did you mean …", where something is near enough.
pub(crate) fn did_you_mean<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<Message> {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(name, known.iter().copied()) {
        return Some(say!(vi: "có phải là `{near}`?", en: "did you mean `{near}`?"));
    }
    if (1..=12).contains(&known.len()) {
        let all = crate::text::ticked(&known);
        return Some(say!(vi: "có thể là: {all}", en: "there are: {all}"));
    }
    None
}

/// A table whose keys are asked for one by one.
pub(super) struct Keys<'c, 't> {
    pub(super) cx: &'c Cx<'c>,
    table: &'t DeTable<'t>,
    pub(super) place: Place,
    asked: RefCell<Vec<&'static str>>,
}

impl<'c, 't> Keys<'c, 't> {
    pub(super) fn get(&self, key: &'static str) -> Option<Entry<'t>> {
        self.asked.borrow_mut().push(key);
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
            self.cx.add(Finding::new(&MISSING_KEY, self.place, message));
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

    pub(super) fn number(&self, key: &'static str) -> Option<Number> {
        self.cx.number(self.get(key)?.value)
    }

    pub(super) fn table(&self, key: &'static str) -> Option<Keys<'c, 't>> {
        self.cx.table(self.get(key)?.value)
    }

    /// The tables of a list of tables; also of a single one.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Keys<'c, 't>> {
        let Some(entry) = self.get(key) else { return Vec::new() };
        match entry.value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.cx.table(item)).collect(),
            _ => self.cx.table(entry.value).into_iter().collect(),
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

    /// Reports what was not asked for.
    pub(super) fn finish(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.entries() {
            if !asked.iter().any(|known| *known == key.text) {
                let name = &key.text;
                let message = say!(vi: "không có khóa `{name}` ở đây", en: "no key `{name}` is known here");
                let help = did_you_mean(name, asked.iter().copied());
                self.cx.add(Finding::new(&UNKNOWN_KEY, key.place, message).maybe_help(help));
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
        let message = error.message();
        let message = say!(vi: "không đúng cú pháp TOML: {message}", en: "not valid TOML: {message}");
        cx.add(Finding::new(&SYNTAX, place, message));
    }
    table
}
