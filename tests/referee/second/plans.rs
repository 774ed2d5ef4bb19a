//! Targets as the plan writes them, with what they inherit.

use toml::{Table, Value};

use super::book::Book;

pub const MEASURES: [&str; 10] = ["sum", "distinct", "latest", "level", "ratio", "mean", "standing", "all_of", "any_of", "some_of"];

#[derive(Clone, Copy)]
pub struct Target<'b> {
    pub activity: &'b Table,
    pub own: &'b Table,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    AtLeast,
    AtMost,
    Exactly,
    Goal,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::AtLeast => "at_least",
            Kind::AtMost => "at_most",
            Kind::Exactly => "exactly",
            Kind::Goal => "goal",
        }
    }
}

impl<'b> Target<'b> {
    pub fn get(&self, key: &str) -> Option<&'b Value> {
        self.own.get(key).or_else(|| self.activity.get(key))
    }

    pub fn text(&self, key: &str) -> Option<&'b str> {
        self.get(key).and_then(Value::as_str)
    }

    pub fn id(&self) -> String {
        let id = |of: &Table| of["id"].as_str().expect("an id").to_owned();
        format!("{}.{}", id(self.activity), id(self.own))
    }

    pub fn is(&self, key: &str) -> bool {
        self.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    pub fn kind(&self) -> Kind {
        let kinds = [Kind::AtMost, Kind::Exactly, Kind::Goal];
        kinds.into_iter().find(|kind| self.own.contains_key(kind.name())).unwrap_or(Kind::AtLeast)
    }

    /// The key of its measure; rows without one.
    pub fn measure(&self) -> &'static str {
        let all = MEASURES.into_iter().chain(["points"]);
        all.into_iter().find(|measure| self.own.contains_key(*measure)).unwrap_or("rows")
    }

    pub fn is_made_of_parts(&self) -> bool {
        ["all_of", "any_of", "some_of", "points"].contains(&self.measure())
    }

    /// Its parts, each with what it weighs.
    pub fn parts(&self, book: &'b Book) -> Vec<(Target<'b>, i64)> {
        if !self.is_made_of_parts() {
            return Vec::new();
        }
        let named: Vec<(String, i64)> = match self.own.get(self.measure()) {
            Some(Value::Table(points)) => {
                points.iter().map(|(name, points)| (name.clone(), points.as_integer().expect("points"))).collect()
            }
            Some(Value::Array(names)) => names.iter().map(|name| (name.as_str().expect("a name").to_owned(), 1)).collect(),
            _ => Vec::new(),
        };
        // A veto that has no points is a part, too.
        let vetoes = self.own.get("veto").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let vetoes: Vec<(String, i64)> =
            vetoes.filter(|veto| named.iter().all(|(name, _)| name != veto)).map(|veto| (veto.to_owned(), 0)).collect();
        let find = |(name, points): (String, i64)| (book.target(self.activity, &name), points);
        named.into_iter().chain(vetoes).map(find).collect()
    }

    pub fn log(&self) -> Option<&'b str> {
        if self.measure() == "standing" || self.is_made_of_parts() { None } else { self.text("log") }
    }

    pub fn is_by_period(&self, book: &Book) -> bool {
        self.log().is_some_and(|log| !book.columns_of(log, "period").is_empty())
    }

    /// What its rows must say: its own conditions, and of the activity's those on columns of its table.
    pub fn conditions(&self, book: &Book, table: &str) -> Value {
        let mut all = self.own.get("where").and_then(Value::as_table).cloned().unwrap_or_default();
        for (column, wanted) in self.activity.get("where").and_then(Value::as_table).into_iter().flatten() {
            if book.column(table, column).is_some() && !all.contains_key(column) {
                all.insert(column.clone(), wanted.clone());
            }
        }
        if let Some(column) = self.activity.get("match").and_then(Value::as_str) {
            if book.column(table, column).is_some() && !all.contains_key(column) {
                all.insert(column.to_owned(), self.own["id"].clone());
            }
        }
        Value::Table(all)
    }
}

impl Book {
    /// All targets, as written.
    pub fn targets(&self) -> Vec<Target<'_>> {
        let activities = self.plan["activity"].as_array().expect("activities");
        let mut all = Vec::new();
        for activity in activities.iter().filter_map(Value::as_table) {
            for own in activity.get("target").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table) {
                all.push(Target { activity, own });
            }
        }
        all
    }

    /// A target by its name: of the same activity first.
    fn target<'b>(&'b self, activity: &'b Table, name: &str) -> Target<'b> {
        let near =
            self.targets().into_iter().find(|target| std::ptr::eq(target.activity, activity) && target.own["id"].as_str() == Some(name));
        near.or_else(|| self.targets().into_iter().find(|target| target.id() == name)).unwrap_or_else(|| panic!("no target {name}"))
    }
}
