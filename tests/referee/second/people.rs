//! Who is in a population (5.2).

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::book::{Book, Row, Unit, field, holds_on, valid};
use super::days::{Day, parse};

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Subject {
    Whole,
    Unit(Unit),
    /// Of a register, by its key.
    Entry(String, String),
    /// An agency or a choice.
    Word(String),
}

impl Subject {
    pub fn key(&self) -> &str {
        match self {
            Subject::Whole => "*",
            Subject::Unit((code, _)) => code,
            Subject::Entry(_, key) | Subject::Word(key) => key,
        }
    }
}

fn words(value: Option<&Value>) -> Vec<String> {
    match value {
        None => Vec::new(),
        Some(Value::Array(all)) => all.iter().map(|word| word.as_str().expect("a word").to_owned()).collect(),
        Some(word) => vec![word.as_str().expect("a word").to_owned()],
    }
}

impl Book {
    /// What a population says on a day: the version in force.
    pub fn population(&self, name: &str, day: Day) -> Option<&Table> {
        match self.plan.get("population")?.get(name)? {
            Value::Array(versions) => versions.iter().filter_map(Value::as_table).find(|version| in_force(version, day)),
            one => one.as_table(),
        }
    }

    /// The members on a day.
    pub fn members_on(&self, name: &str, day: Day) -> BTreeSet<Subject> {
        let Some(says) = self.population(name, day) else { return BTreeSet::new() };
        let names = |key: &str| words(says.get(key));
        if says.contains_key("union") {
            return names("union").iter().flat_map(|name| self.members_on(name, day)).collect();
        }
        if says.contains_key("agencies") {
            return names("agencies").into_iter().map(Subject::Word).collect();
        }
        if let Some(column) = says.get("choices").and_then(Value::as_str) {
            let (log, column) = column.split_once('.').expect("log.column");
            let of = &self.settings["log"][log]["columns"][column]["of"];
            return words(Some(of)).into_iter().map(Subject::Word).collect();
        }
        let register = says["register"].as_str().expect("a register");
        let others = |key: &str| names(key).iter().map(|name| self.members_on(name, day)).collect::<Vec<_>>();
        let (within, outside) = (others("within"), others("outside"));
        let mut members = BTreeSet::new();
        for row in self.rows(register).iter().filter(|row| holds_on(row, day)) {
            let subject = self.subject(register, row, day);
            let mut places: BTreeSet<Unit> = match &subject {
                Subject::Unit(unit) => [unit.clone()].into(),
                _ => self.stands(row, day),
            };
            for place in places.clone() {
                places.extend(self.above(&place, day));
            }
            let is_in = |members: &BTreeSet<Subject>| places.iter().any(|place| members.contains(&Subject::Unit(place.clone())));
            let listed = |categories: Vec<String>| {
                let mut listings = self.rows("listings").iter();
                listings.any(|listing| {
                    holds_on(listing, day)
                        && categories.contains(&field(listing, "category").to_owned())
                        && self.named(listing, "unit").map(Subject::Unit).as_ref() == Some(&subject)
                })
            };
            if self.meets(register, row, says.get("where"), day)
                && (!says.contains_key("listed") || listed(names("listed")))
                && within.iter().all(is_in)
                && !outside.iter().any(is_in)
            {
                members.insert(subject);
            }
        }
        members
    }

    fn subject(&self, register: &str, row: &Row, day: Day) -> Subject {
        if register == "units" {
            Subject::Unit(self.holder(field(row, "code"), day).expect("it holds"))
        } else {
            Subject::Entry(register.to_owned(), field(row, "id").to_owned())
        }
    }

    /// The row of a subject on a day.
    pub fn row_of(&self, subject: &Subject, day: Day) -> Option<&Row> {
        match subject {
            Subject::Unit((code, _)) => self.unit_row(code, day),
            Subject::Entry(register, key) => self.register_row(register, key, day),
            _ => None,
        }
    }

    /// The members of a window, each with the day on which its row is read.
    pub fn members(&self, name: Option<&str>, s: Day, e: Day, r: Day) -> BTreeMap<Subject, Day> {
        let Some(name) = name else { return [(Subject::Whole, r)].into() };
        let membership = self.population(name, r).and_then(|says| says.get("membership")).and_then(Value::as_str);
        let on = |day: Day| self.members_on(name, day).into_iter().map(move |subject| (subject, day));
        match membership {
            None => on(r).collect(),
            Some("open") => {
                let mut members = BTreeMap::new();
                for (subject, day) in on(s) {
                    match &subject {
                        Subject::Unit(unit) if !self.lives(unit, r) => {
                            let now = self.leads(unit, r).into_iter().filter(|unit| self.lives(unit, r));
                            members.extend(now.map(|unit| (Subject::Unit(unit), r)));
                        }
                        Subject::Unit(_) => _ = members.insert(subject, r),
                        // Its row of today, where it still has one.
                        _ => {
                            let read = if self.row_of(&subject, r).is_some() { r } else { day };
                            members.insert(subject, read);
                        }
                    }
                }
                members
            }
            Some(_) => {
                // Nothing changes but on these days.
                let last = s.max(self.as_of.min(e));
                let mut days: BTreeSet<Day> = [s, last].into();
                for table in ["units", "listings", "clubs"] {
                    for (from, to) in self.rows(table).iter().map(valid) {
                        days.extend([from, to, to + 1]);
                    }
                }
                for step in self.rows("successions") {
                    days.extend([parse(field(step, "date")) - 1, parse(field(step, "date"))]);
                }
                days.into_iter().filter(|day| s <= *day && *day <= last).flat_map(on).collect()
            }
        }
    }
}

/// Whether a version of something is in force on a day.
pub fn in_force(says: &Table, day: Day) -> bool {
    let on = |key: &str| says.get(key).and_then(Value::as_str).map(parse);
    on("from").is_none_or(|from| from <= day) && on("to").is_none_or(|to| day <= to)
}
