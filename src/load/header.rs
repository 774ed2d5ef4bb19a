//! A file's first record: which field is which column, and what is wrong with the headings.

use rustc_hash::{FxHashMap, FxHashSet};

use super::rows::RowText;
use crate::calendar::parse_date;
use crate::check::{duplicate_column, missing_column, over_limit, stray_space, unknown_column};
use crate::finding::{Advice, Correction, Finding, Form};
use crate::model::Table;
use crate::read::Place;
use crate::read::records::Record;
use crate::say;
use crate::text::{Message, echo};

/// How many columns that are not declared are told one by one.
const MANY: usize = 50;

/// A file's columns, found by its header.
#[derive(Clone)]
pub struct Header {
    /// For each column of the table the field that holds it.
    pub(super) fields: Vec<Option<usize>>,
    /// The header's own words.
    pub(super) names: Vec<String>,
    /// Whether no word of it is a date: then a row with a date is not the header again.
    pub(super) usual: bool,
}

impl Header {
    /// Reads a file's first record; nothing where no row can be read by it. `empty` says whether columns without heading are
    /// empty in all of the file.
    pub fn read(
        table: &Table,
        record: &Record<'_>,
        text: &RowText<'_>,
        empty: &dyn Fn() -> bool,
        found: &mut Vec<Finding>,
    ) -> Option<Header> {
        if let Some(finding) = over_limit::columns(record.place(), record.len()) {
            found.push(finding);
            return None;
        }
        let names: Vec<&str> = (0..record.len()).map(|field| text.field(field)).collect();
        let places = record.fields();
        let place = |field: usize| places.get(field).copied().unwrap_or_else(|| record.place());
        // A file without a header has its first row here: nothing of it is shown where a column is personal.
        let hidden = table.columns.iter().any(|column| column.personal) && !names_columns(table, &names);
        let known: FxHashSet<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
        let mut at: FxHashMap<&str, usize> = FxHashMap::default();
        let mut unknown: Vec<usize> = Vec::new();
        let mut sound = true;
        for (field, name) in names.iter().enumerate() {
            if let Some(first) = at.get(name).filter(|_| !name.is_empty()) {
                let (unseen, nth) = (hidden && !known.contains(name), field + 1);
                let message = if unseen {
                    say!(vi: "cột thứ {nth} trùng tên với một cột khác", en: "column {nth} has the name of another one")
                } else {
                    say!(vi: "cột `{name}` có hai lần", en: "the column `{name}` appears twice")
                };
                let also = say!(vi: "lần đầu ở đây", en: "first here");
                found.push(
                    Finding::new(&duplicate_column::CODE, place(field), message)
                        .also(place(*first), also)
                        .help(say!(vi: "đổi tên hoặc bỏ một cột", en: "rename or remove one of them"))
                        .hiding(unseen),
                );
                sound = false;
                continue;
            }
            at.insert(name, field);
            if !known.contains(name) {
                unknown.push(field);
            }
        }
        let free: Vec<&str> = table.columns.iter().map(|column| column.header.as_str()).filter(|header| !at.contains_key(header)).collect();
        // Spaces and line breaks within a heading say nothing, where it is then one that the file lacks.
        let is_plainly = |field: usize, header: &str| {
            let alike = |field: &usize| plain(names[*field]) == header;
            alike(&field) && unknown.iter().filter(|field| alike(field)).count() == 1
        };
        let plainly = |field: usize| free.iter().copied().find(|header| is_plainly(field, header));
        // A misspelt column that is missed under its right name is told once, as what is missing.
        let meant: Vec<Option<usize>> = table
            .columns
            .iter()
            .map(|column| {
                let wanted = column.required && !hidden && !at.contains_key(column.header.as_str());
                let near = crate::text::nearest(&column.header, unknown.iter().filter(|_| wanted).map(|field| names[*field]))?;
                unknown.iter().copied().find(|field| names[*field] == near)
            })
            .collect();
        let lacking = table.columns.iter().any(|column| column.required && !at.contains_key(column.header.as_str()));
        if lacking && unknown.len() == at.len() && meant.iter().all(Option::is_none) {
            // Not one word is a column's: one thing is wrong, not each of them.
            let wanted: Vec<&str> = table.columns.iter().filter(|column| column.required).map(|column| column.header.as_str()).collect();
            let wanted = crate::text::ticked(&wanted);
            let message =
                say!(vi: "dòng đầu không có tên cột nào đã khai báo", en: "the first line has none of the declared columns' names");
            let help = say!(vi: "dòng tiêu đề phải có: {wanted}; tên cột riêng của tệp thì khai báo bằng `header` trong tiendo.toml", en: "the header must have: {wanted}; names of the file's own are declared with `header` in tiendo.toml");
            found.push(Finding::new(&missing_column::CODE, record.place(), message).help(help).hiding(hidden));
            return None;
        }
        let others: Vec<usize> = unknown.iter().copied().filter(|field| !meant.contains(&Some(*field))).collect();
        found.extend(others.first().filter(|_| others.len() > MANY).map(|first| many(place(*first), others.len(), hidden)));
        let nameless = others.len() <= MANY && others.iter().any(|field| names[*field].is_empty()) && empty();
        for field in others.iter().filter(|_| others.len() <= MANY) {
            let heading = Undeclared { name: names[*field], nth: field + 1, plainly: plainly(*field), hidden, nameless };
            found.push(heading.finding(place(*field), &free));
        }
        let fields: Vec<Option<usize>> = table.columns.iter().map(|column| at.get(column.header.as_str()).copied()).collect();
        for ((column, field), meant) in table.columns.iter().zip(&fields).zip(&meant) {
            if column.required && field.is_none() {
                let name = &column.header;
                let message = say!(vi: "thiếu cột `{name}`", en: "the column `{name}` is missing");
                let help: Advice = match meant.map(|field| (field, echo(names[field]))) {
                    Some((field, _)) if is_plainly(field, name) => without_spaces(name),
                    Some((_, near)) => say!(vi: "có phải là cột `{near}`? Viết `{name}`", en: "is it the column `{near}`? Write `{name}`").into(),
                    None => {
                        say!(vi: "thêm cột này, hoặc sửa tên cột đã viết khác", en: "add it, or correct the name of the column that holds it")
                            .into()
                    }
                };
                let place = meant.map_or_else(|| record.place(), place);
                found.push(Finding::new(&missing_column::CODE, place, message).advised(Some(help), hidden));
                sound = false;
            }
        }
        sound.then(|| Header {
            fields,
            usual: names.iter().all(|name| parse_date(name.trim()).is_none()),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        })
    }
}

/// A heading that no column has.
struct Undeclared<'n> {
    name: &'n str,
    /// Which one it is, from 1.
    nth: usize,
    /// The column whose heading it is without spaces and line breaks.
    plainly: Option<&'n str>,
    /// Whether nothing of it may be shown.
    hidden: bool,
    /// Whether columns without heading are empty in every row.
    nameless: bool,
}

impl Undeclared<'_> {
    /// The finding; `free` are the headings that the file lacks.
    fn finding(&self, place: Place, free: &[&str]) -> Finding {
        let name = echo(self.name);
        let declare = say!(vi: "sửa tên cột, khai báo cột trong tiendo.toml, hoặc xóa cột", en: "correct its name, declare it in tiendo.toml, or delete it");
        let mut correction = None;
        let (message, advice) = if self.name.contains(['\n', '\r']) && !self.hidden {
            let plain = plain(self.name);
            let name = echo(&plain);
            let message = say!(vi: "tiêu đề cột `{name}` có dấu xuống dòng; cột bị bỏ qua", en: "the heading `{name}` has a line break; the column is ignored");
            let help = say!(vi: "viết tiêu đề trên một dòng: `{name}`", en: "write it on one line: `{name}`");
            (message, self.plainly.map_or_else(|| help.clone().into(), |header| Advice::certain(help.clone(), header)))
        } else if name.is_empty() {
            let message = say!(vi: "cột không có tên, bị bỏ qua", en: "the column has no name and is ignored");
            correction = self.nameless.then_some(Correction::File(Form::NoEmptyColumns));
            let help = if self.nameless {
                say!(vi: "xóa dấu phẩy thừa: cột này trống ở mọi dòng", en: "delete the comma: the column is empty in every row")
            } else {
                say!(vi: "đặt tên cột, hoặc xóa cột", en: "name the column, or delete it")
            };
            (message, help.into())
        } else if self.hidden {
            let nth = self.nth;
            (say!(vi: "cột thứ {nth} chưa được khai báo, bị bỏ qua", en: "column {nth} is not declared and is ignored"), declare.into())
        } else {
            let message = say!(vi: "cột `{name}` chưa được khai báo, bị bỏ qua", en: "the column `{name}` is not declared and is ignored");
            let advice = self.plainly.map(without_spaces);
            (message, advice.or_else(|| meant_column(&name, free).map(Advice::from)).unwrap_or_else(|| declare.into()))
        };
        Finding::new(&unknown_column::CODE, place, message).advised(Some(advice), self.hidden).corrected(correction)
    }
}

/// Many columns that are not declared: a table of something else stands beside it, which is one thing to do.
fn many(first: Place, count: usize, hidden: bool) -> Finding {
    let message = say!(vi: "{count} cột chưa được khai báo, bị bỏ qua; cột đầu tiên ở đây", en: "{count} columns are not declared and are ignored; the first is here");
    let help = say!(vi: "khai báo các cột cần đọc trong tiendo.toml, hoặc xóa chúng", en: "declare those that are to be read in tiendo.toml, or delete them");
    Finding::new(&unknown_column::CODE, first, message).help(help).hiding(hidden)
}

/// Whether a file's first record is a header beyond doubt, and no row of data: half of its words are declared names, or
/// would be in other case and without spaces.
fn names_columns(table: &Table, words: &[&str]) -> bool {
    let declared: FxHashSet<String> = table.columns.iter().map(|column| column.header.to_lowercase()).collect();
    let words = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    let (mut all, mut known) = (0, FxHashSet::default());
    for word in words {
        all += 1;
        known.extend(Some(word.to_lowercase()).filter(|word| declared.contains(word)));
    }
    known.len() >= 2 && known.len() * 2 >= all
}

/// A heading without what nobody sees in it.
fn plain(name: &str) -> String {
    stray_space::tidy(&name.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// What is said of a heading that only spaces keep from being a column's.
fn without_spaces(header: &str) -> Advice {
    let help = say!(vi: "viết `{header}`, không có dấu cách hay ký tự ẩn", en: "write `{header}`, without spaces and unseen signs");
    Advice::certain(help, header)
}

/// Which of the columns that a file lacks an unknown one may be.
fn meant_column(name: &str, free: &[&str]) -> Option<Message> {
    if let Some(near) = crate::text::nearest(name, free.iter().copied()) {
        return Some(say!(vi: "có phải là `{near}`?", en: "did you mean `{near}`?"));
    }
    let free: Vec<&str> = free.iter().copied().filter(|header| *header != "note").collect();
    let all = crate::text::ticked(&free);
    (1..=12).contains(&free.len()).then(
        || say!(vi: "nếu là một cột mà tệp còn thiếu thì viết đúng tên: {all}; nếu không thì xóa cột", en: "if it is one that the file lacks, write its name: {all}; if not, delete it"),
    )
}
