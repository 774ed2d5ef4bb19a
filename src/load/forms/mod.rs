//! The tables of `tiendo.toml` and of plans: what each is called, how one is written, and which keys it may have.
//!
//! This is the one list of them. A key that is read and does not stand here is a fault of the program; a key that stands
//! in a file and not here is told, with the tables that it belongs to.

mod key;
mod plan;
mod plan_keys;
mod workspace;
mod workspace_keys;

use crate::say;
use crate::text::{Lang, Message, either};

pub use key::{Key, Takes};
pub use plan::*;
pub use workspace::*;

/// The form of a table.
#[derive(Debug)]
pub struct Form {
    /// What it is called, in Vietnamese.
    pub vi: &'static str,
    /// The same in English, with its article.
    pub en: &'static str,
    /// The key under which it stands in other tables.
    pub under: &'static str,
    /// How one is written, in a line each.
    pub examples: &'static [&'static str],
    /// What may stand in its place, in both languages; nothing where it must be a table.
    pub instead: Option<(&'static str, &'static str)>,
    /// Its keys, in groups. A form without any takes names as its keys, whatever they are.
    pub keys: &'static [&'static [Key]],
}

impl Form {
    /// Whether its keys are names that the plan gives.
    pub fn is_free(&self) -> bool {
        self.keys.is_empty()
    }

    /// Its keys with what they take and mean, in order.
    pub fn described(&self) -> impl Iterator<Item = &'static Key> {
        self.keys.iter().copied().flatten()
    }

    /// Its keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.described().map(|key| key.key)
    }

    /// Whether a key belongs to it.
    pub fn has(&self, key: &str) -> bool {
        self.keys().any(|known| known == key)
    }

    /// What may stand where it stands, in words.
    pub(super) fn wanted(&self) -> Message {
        let examples = either(self.examples);
        let (vi, en) = (examples.get(Lang::Vi), examples.get(Lang::En));
        match self.instead {
            None => say!(vi: "một bảng như {vi}", en: "a table such as {en}"),
            Some((other_vi, other_en)) => {
                say!(vi: "{other_vi}, hoặc một bảng như {vi}", en: "{other_en}, or a table such as {en}")
            }
        }
    }

    /// In which other tables a key stands, and which key here leads to one of them.
    pub(super) fn elsewhere(&self, key: &str) -> Option<Message> {
        let mut homes: Vec<&Form> = Vec::new();
        for form in FORMS.iter().copied().filter(|form| form.has(key)) {
            // What a target says its activity may say for it.
            let inherited = form.under == ACTIVITY.under && TARGET.has(key);
            if !inherited && homes.iter().all(|home| home.under != form.under) {
                homes.push(form);
            }
        }
        // Where one is at hand, the others are not meant.
        let near: Vec<&Form> = homes.iter().copied().filter(|form| self.has(form.under)).collect();
        let homes = if near.is_empty() { homes } else { near };
        if homes.is_empty() || homes.len() > MOST_HOMES {
            return None;
        }
        let join = |names: Vec<&str>, or: &str| match names.as_slice() {
            [most @ .., last] if !most.is_empty() => format!("{} {or} {last}", most.join(", ")),
            _ => names.concat(),
        };
        let vi = join(homes.iter().map(|form| form.vi).collect(), "hoặc");
        let en = join(homes.iter().map(|form| form.en).collect(), "or");
        Some(match homes.iter().find(|form| self.has(form.under)) {
            Some(Form { under, .. }) => {
                say!(vi: "`{key}` là khóa của {vi}; có phải là `{under}`?", en: "`{key}` is a key of {en}; did you mean `{under}`?")
            }
            None => say!(vi: "`{key}` là khóa của {vi}", en: "`{key}` is a key of {en}"),
        })
    }
}

/// A key that stands in more tables than these says nothing of what is meant.
const MOST_HOMES: usize = 4;

/// Every form, the wider ones first.
pub static FORMS: &[&Form] = &[
    &SETTINGS,
    &CALENDAR,
    &REGISTER,
    &LOG,
    &COLUMN,
    &SILENCE,
    &WIDE,
    &REPORT,
    &RULE,
    &AGENCY,
    &FUND,
    &CATEGORY,
    &PLAN,
    &POPULATION,
    &VERSION,
    &ACTIVITY,
    &TARGET,
    &NORM,
    &FUND_USE,
    &SCHEDULE,
    &DUE,
    &LATE,
    &ROLLING,
    &BY,
    &OWN,
    &NUMBER,
    &GOAL,
    &RATIO,
    &GIVEN,
    &THROUGH,
    &COMPARISON,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::toml::read_keys;
    use super::*;
    use crate::read::Tree;

    const SETTINGS_TEXT: &str = r#"
format = 1
[calendar.btp]
year_starts = "11-01"
[register.clubs]
columns.id = "key"
columns.size = { type = "integer" }
[log.visits]
silence = { days = 45 }
columns.id = "key"
columns.date = "date"
columns.club = "clubs"
columns.cost = "money"
[[log.visits.rule]]
require = ["club"]
[log.stock]
wide = { columns = "2014-Q*", as = "period", value = "n" }
columns.date = "date"
columns.period = "period"
columns.n = "number"
[agency.a]
name = "A"
[fund.f]
name = "F"
[category.c]
name = "C"
[report]
issuer = "A"
"#;

    const PLAN_TEXT: &str = r#"
id = "p"
period = "2014"
[population]
clubs = { register = "clubs", where = { size = { above = 3 } } }
sites = [{ register = "clubs" }, { log = "visits" }, { union = ["clubs"] }, { agencies = ["a"] }, { choices = "visits.form" }]
all = { union = ["clubs"] }
records = { log = "visits" }
agencies = { agencies = ["a"] }
choices = { choices = "visits.form" }
[[activity]]
id = "x"
by = { column = "a" }
funds = [{ fund = "f" }]
log = "visits"
target = [
  { id = "a", population = "clubs", through = { column = "club", of = "id" }, given = { target = "b", state = "met" } },
  { id = "b", population = "clubs", at_least = { column = "size" } },
  { id = "c", ratio = { of = "cost", to = "rows" }, schedule = [{ every = "year", due = { on = "01-02" }, late = { days = 2 } }] },
  { id = "d", population = "clubs", goal = { column = "size", from = 2 } },
  { id = "e", population = "clubs", schedule = { from = { column = "start" }, days = 3 } },
  { id = "h", population = "clubs", schedule = { by = { column = "start" } } },
  { id = "f", population = "clubs", schedule = { rolling = { days = 2 } } },
  { id = "g", schedule = { every = "year", due = { days = 3 } } },
]
[[activity.norm]]
log = "visits"
per = "record"
at_most = 3
"#;

    /// Forms whose keys are read one by one only where they stand.
    const BY_WORD: [&str; 2] = ["a threshold", "`goal`"];

    #[test]
    fn every_key_that_is_listed_is_read() {
        crate::load::load(&Tree::in_memory([("tiendo.toml", SETTINGS_TEXT), ("plans/p.toml", PLAN_TEXT)]));
        let read: BTreeSet<(&str, &str)> = read_keys::all();
        for form in FORMS.iter().filter(|form| !BY_WORD.contains(&form.en)) {
            let lacking: Vec<&str> = form.keys().filter(|key| !read.contains(&(form.en, *key))).collect();
            assert!(lacking.is_empty(), "{} is never asked for {lacking:?}", form.en);
        }
    }

    #[test]
    fn a_key_of_another_table_says_so() {
        let told = |form: &Form, key: &str| form.elsewhere(key).map(|told| told.get(Lang::En).to_owned());
        assert_eq!(told(&TARGET, "within").as_deref(), Some("`within` is a key of a population; did you mean `population`?"));
        assert_eq!(told(&TARGET, "every").as_deref(), Some("`every` is a key of a schedule; did you mean `schedule`?"));
        assert_eq!(told(&TARGET, "unique").as_deref(), Some("`unique` is a key of a log; did you mean `log`?"));
        assert_eq!(told(&SCHEDULE, "goal").as_deref(), Some("`goal` is a key of a target"));
        assert_eq!(told(&POPULATION, "veto").as_deref(), Some("`veto` is a key of a target"));
        assert_eq!(told(&TARGET, "colour"), None);
    }

    #[test]
    fn measures_and_thresholds_are_keys_of_a_target() {
        let listed = |keys: &[Key]| keys.iter().map(|key| key.key).collect::<Vec<_>>();
        assert_eq!(listed(plan_keys::MEASURE_KEYS), MEASURES);
        assert_eq!(listed(plan_keys::THRESHOLD_KEYS), THRESHOLDS);
    }

    #[test]
    fn no_key_is_listed_twice_in_one_form() {
        for form in FORMS {
            let mut seen = BTreeSet::new();
            assert!(form.keys().all(|key| seen.insert(key)), "{}", form.en);
        }
    }
}
