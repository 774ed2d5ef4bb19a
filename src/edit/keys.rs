//! The next free keys of a log.

use std::collections::BTreeMap;

use crate::calendar::{Date, parse_date};
use crate::finding::Findings;
use crate::load::reader::each_row;
use crate::model::{KeyForm, Log, number_within};
use crate::read::Tree;

/// Makes keys that no row of the log has.
pub struct NewKeys {
    form: KeyForm,
    known: Vec<String>,
    /// The last number given, by what stands around it.
    last: BTreeMap<(String, String), u64>,
}

impl NewKeys {
    /// For a log: by the form that it declares, else by the one that its last key shows; nothing where there is neither.
    pub fn of(tree: &Tree, log: &Log) -> Option<NewKeys> {
        let key = log.table.key()?;
        let (mut known, mut last_row) = (Vec::new(), None);
        for path in &log.files {
            // What is wrong with the rows is told by whoever checks them; a key is taken even where its row is not sound.
            each_row(tree, path, &log.table, &mut Findings::default(), |line, _| {
                if let Some(text) = line.header.about(line.text, key) {
                    known.push(text.to_owned());
                    if let Some(day) = line.header.about(line.text, log.date).and_then(parse_date) {
                        last_row = Some((text.to_owned(), day));
                    }
                }
                true
            });
        }
        let form = log.table.key_form.clone().or_else(|| last_row.and_then(|(key, day)| KeyForm::like(&key, day)))?;
        Some(NewKeys { form, known, last: BTreeMap::new() })
    }

    /// Notes keys that are taken elsewhere.
    pub fn know(&mut self, keys: impl IntoIterator<Item = String>) {
        self.known.extend(keys);
    }

    /// Whether a key of a row has this form.
    pub fn made(&self, key: &str, day: Date, value: impl Fn(&str) -> String) -> bool {
        number_within(key, &self.form.around(day, value)).is_some()
    }

    /// The next key for a row of a day, with these values in its columns.
    pub fn next(&mut self, day: Date, value: impl Fn(&str) -> String) -> String {
        let around = self.form.around(day, value);
        let known = &self.known;
        let last = self
            .last
            .entry(around.clone())
            .or_insert_with(|| known.iter().filter_map(|key| number_within(key, &around)).max().unwrap_or(0));
        *last += 1;
        self.form.key(&around, *last)
    }
}
