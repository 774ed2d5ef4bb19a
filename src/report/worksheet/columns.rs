//! The columns of a form: their headings, what may stand in them, and how that is said.

use std::collections::BTreeMap;

use crate::calendar::Date;
use crate::decode::Vocabulary;
use crate::model::{Column, Kind, Table, UNITS, Workspace};
use crate::say;
use crate::text::{Message, ticked};

/// More than that nobody picks from a list.
const PICKED: usize = 2_000;
/// So many are listed in a sentence.
const LISTED: usize = 20;

/// What stands over a column: its title where no other column is called so, else its name in the file.
pub(super) fn heading(table: &Table, at: usize) -> String {
    let column = &table.columns[at];
    let called = |other: &Column, text: &str| {
        [Some(&other.name), Some(&other.header), other.title.as_ref()].into_iter().flatten().any(|name| name.to_lowercase() == text)
    };
    let alone = |title: &&String| {
        let title = title.to_lowercase();
        table.columns.iter().enumerate().all(|(other, column)| other == at || !called(column, &title))
    };
    column.title.as_ref().filter(alone).unwrap_or(&column.header).clone()
}

/// The words that may stand in a column: for each id the one that people know, and that is read again; empty where it is free.
pub(super) fn choices(workspace: &Workspace, vocabulary: &Vocabulary, column: &Column, day: Date) -> Vec<(String, String)> {
    let named =
        |known: &BTreeMap<String, String>| words(&known.iter().map(|(id, label)| (id.as_str(), label.as_str())).collect::<Vec<_>>());
    let found = match &column.kind {
        Kind::Choice(choices) => words(&choices.iter().map(|choice| (choice.id.as_str(), choice.label.as_str())).collect::<Vec<_>>()),
        Kind::Boolean => words(&[("true", ""), ("false", "")]),
        Kind::Agency => named(&vocabulary.agencies),
        Kind::Fund => named(&vocabulary.funds),
        Kind::Activity => named(&vocabulary.activities),
        Kind::Reference(register) if *register != UNITS && !column.personal => {
            let register = workspace.register(*register);
            let name = register.table.column("name").or_else(|| register.table.column("title"));
            let name = name.filter(|at| !register.table.columns[*at].personal);
            let Some(key) = register.table.key().filter(|at| !register.table.columns[*at].personal) else { return Vec::new() };
            let rows = register.rows.all().filter(|row| row.valid().contains(day));
            let pairs = rows.filter_map(|row| Some((row.text(key)?, name.and_then(|at| row.text(at)).unwrap_or_default())));
            words(&pairs.collect::<Vec<_>>())
        }
        _ => Vec::new(),
    };
    if found.len() > PICKED { Vec::new() } else { found }
}

/// Labels, and ids where a label is missing or is that of several.
fn words(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, label) in pairs {
        *count.entry(label).or_default() += 1;
    }
    let word = |(id, label): &(&str, &str)| {
        let word = if label.is_empty() || count[label] > 1 { id } else { label };
        ((*id).to_owned(), (*word).to_owned())
    };
    pairs.iter().map(word).collect()
}

/// The type of a column, as `tiendo.toml` writes it.
pub(super) fn kind<'w>(workspace: &'w Workspace, kind: &Kind) -> &'w str {
    match kind {
        Kind::Key => "key",
        Kind::Text => "text",
        Kind::Date => "date",
        Kind::Period => "period",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Money => "money",
        Kind::Choice(_) => "choice",
        Kind::Choices(_) => "choices",
        Kind::Boolean => "boolean",
        Kind::Agency => "agency",
        Kind::Fund => "fund",
        Kind::Activity => "activity",
        Kind::Category => "category",
        Kind::File => "file",
        Kind::Reference(register) => &workspace.register(*register).table.name,
    }
}

/// What a column wants, in a sentence.
pub(super) fn wanted(table: &Table, at: usize, choices: &[(String, String)]) -> Message {
    let column = &table.columns[at];
    let heading = heading(table, at);
    let what = match &column.kind {
        _ if !choices.is_empty() && choices.len() <= LISTED => {
            let choices = ticked(&choices.iter().map(|(_, word)| word).collect::<Vec<_>>());
            say!(vi: "một trong {choices}", en: "one of {choices}")
        }
        _ if !choices.is_empty() => {
            let count = choices.len();
            say!(vi: "chọn trong danh sách {count} mục", en: "one of a list of {count}")
        }
        Kind::Choices(choices) => {
            let words = words(&choices.iter().map(|choice| (choice.id.as_str(), choice.label.as_str())).collect::<Vec<_>>());
            let words = ticked(&words.iter().map(|(_, word)| word).collect::<Vec<_>>());
            say!(vi: "một hay nhiều mục, cách nhau bằng dấu `;`: {words}", en: "one or more, with `;` between them: {words}")
        }
        Kind::Date => say!(vi: "ngày", en: "a day"),
        Kind::Period => say!(vi: "kỳ, như `2018-Q1`", en: "a period, such as `2018-Q1`"),
        Kind::Integer => say!(vi: "số nguyên", en: "a whole number"),
        Kind::Number => say!(vi: "số", en: "a number"),
        Kind::Money => say!(vi: "số tiền", en: "an amount"),
        Kind::Reference(_) => say!(vi: "mã, hoặc tên nếu chỉ một nơi có tên đó", en: "a code, or a name that only one has"),
        Kind::File => say!(vi: "tệp trong thư mục làm việc", en: "a file of the workspace"),
        _ => say!(vi: "chữ", en: "a text"),
    };
    let least = column.min.map(|min| min.to_string());
    let (vi, en) = (what.get(crate::text::Lang::Vi), what.get(crate::text::Lang::En));
    let (least_vi, least_en) = least.map_or_else(Default::default, |min| (format!(", ít nhất {min}"), format!(", at least {min}")));
    let (free_vi, free_en) = if column.required { ("", "") } else { (" (có thể bỏ trống)", " (may be empty)") };
    say!(vi: "`{heading}`: {vi}{least_vi}{free_vi}", en: "`{heading}`: {en}{least_en}{free_en}")
}
