//! When a target counts (section 4, schedule).

use toml::{Table, Value};

use super::book::Book;
use super::days::{self, Day, EVER, NEVER, civil, label, months_later, of, period};
use super::people::in_force;
use super::plans::{Kind, Target};

#[derive(Clone, Debug)]
pub struct Window {
    pub label: String,
    pub s: Day,
    pub e: Day,
    pub d: Day,
    /// Rows before its start count too.
    pub from_ever: bool,
    /// The month with which years of its calendar start.
    pub first: i64,
    pub late: Option<i64>,
    pub needed: Value,
    /// It ends today, whenever that is.
    pub rolling: bool,
}

impl Window {
    /// The opening day.
    pub fn o(&self) -> Day {
        if self.d < self.s { self.d - (self.e - self.s) } else { self.s }
    }

    /// The reference day.
    pub fn r(&self, as_of: Day) -> Day {
        if as_of < self.s { self.s } else { as_of.min(self.e) }
    }
}

fn due(says: &Table, s: Day, e: Day) -> Day {
    let number = |key: &str| says.get(key).and_then(Value::as_integer).unwrap_or(0);
    if let Some(on) = says.get("on").and_then(Value::as_str) {
        let part = |at: std::ops::Range<usize>| on[at].parse().expect("a number");
        return of(civil(e).0 + number("years"), part(0..2), part(3..5));
    }
    let from = if says.get("from").and_then(Value::as_str) == Some("start") { s } else { e };
    from + number("days")
}

impl Book {
    pub fn calendar(&self, name: Option<&str>) -> i64 {
        let name = name.or_else(|| self.plan.get("calendar").and_then(Value::as_str));
        let start = name.map(|name| self.settings["calendar"][name]["year_starts"].as_str().expect("a day").to_owned());
        start.map_or(1, |start| start[..2].parse().expect("a month"))
    }

    pub fn plan_days(&self) -> (Day, Day) {
        period(self.plan["period"].as_str().expect("a period"), self.calendar(None))
    }

    /// The windows of a target and of its other versions.
    pub fn windows_of_all_versions(&self, target: &Target<'_>) -> Vec<Window> {
        let versions = self.targets().into_iter().filter(|other| other.id() == target.id());
        versions.flat_map(|version| self.windows(&version)).collect()
    }

    /// The windows of a target, by their days.
    pub fn windows(&self, target: &Target<'_>) -> Vec<Window> {
        if target.is_made_of_parts() {
            return self.windows_of_parts(target);
        }
        let kind = target.kind();
        let needed = target.own.get(kind.name()).cloned().unwrap_or(Value::Integer(1));
        let dues = target.is_by_period(self) || target.measure() == "standing";
        let schedules: Vec<&Table> = match target.get("schedule") {
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_table).collect(),
            Some(one) => one.as_table().into_iter().collect(),
            None => Vec::new(),
        };
        let first_of = |says: &Table| self.calendar(says.get("calendar").and_then(Value::as_str));
        let late_of = |says: &Table| says.get("late").map(|late| late["days"].as_integer().expect("days"));
        let due_of =
            |says: &Table, s: Day, e: Day| says.get("due").and_then(Value::as_table).filter(|_| dues).map_or(e, |says| due(says, s, e));
        let mut all = Vec::new();
        let mut add = |says: &Table, text: &str, needed: &Value| {
            let first = first_of(says);
            let (s, e) = period(text, first);
            let (label, d) = (label(text, first), due_of(says, s, e));
            all.push(Window { label, s, e, d, from_ever: false, first, late: late_of(says), needed: needed.clone(), rolling: false });
        };
        let by_window = |table: &&Table| table.keys().all(|key| key.starts_with("20")) && kind != Kind::Goal;
        if let Some(by_window) = needed.as_table().filter(by_window) {
            let nothing = Table::new();
            let says = schedules.first().copied().unwrap_or(&nothing);
            for (text, needed) in by_window {
                add(says, text, needed);
            }
        } else {
            if schedules.is_empty() {
                add(&Table::new(), self.plan["period"].as_str().expect("a period"), &needed);
            }
            for says in &schedules {
                let known = |key: &str, none: Day| says.get(key).and_then(Value::as_str).map_or(none, days::parse);
                if self.as_of < known("since", NEVER) || self.as_of > known("until", EVER) {
                    continue;
                }
                for text in says.get("windows").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
                    add(says, text, &needed);
                }
                for text in self.every(says, first_of(says)) {
                    add(says, &text, &needed);
                }
            }
            for says in &schedules {
                let plain = |label: &str, s: Day, e: Day, rolling: bool| Window {
                    label: label.to_owned(),
                    s,
                    e,
                    d: due_of(says, s, e),
                    from_ever: !rolling,
                    first: first_of(says),
                    late: late_of(says),
                    needed: needed.clone(),
                    rolling,
                };
                if let Some(by) = says.get("by").and_then(Value::as_str) {
                    all.push(plain(by, self.plan_days().0, days::parse(by), false));
                }
                if let Some(span) = says.get("rolling").and_then(Value::as_table) {
                    let number = |key: &str| span.get(key).and_then(Value::as_integer);
                    let begin = number("days")
                        .map_or_else(|| months_later(self.as_of, -number("months").expect("a span")), |days| self.as_of - days);
                    all.push(plain("rolling", begin + 1, self.as_of, true));
                }
            }
        }
        all.retain(|window| in_force(target.own, window.r(self.as_of)));
        all.sort_by_key(|window| (window.s, window.e));
        all
    }

    fn windows_of_parts(&self, target: &Target<'_>) -> Vec<Window> {
        let parts = target.parts(self);
        let needed = match target.measure() {
            "all_of" => Value::Integer(i64::try_from(parts.len()).expect("few")),
            "any_of" => Value::Integer(1),
            _ => target.own.get(target.kind().name()).cloned().unwrap_or(Value::Integer(1)),
        };
        let of_all: Vec<Vec<Window>> = parts.iter().map(|(part, _)| self.windows(part)).collect();
        let mut all = of_all[0].clone();
        for window in &mut all {
            let same = of_all.iter().flatten().filter(|other| (other.s, other.e) == (window.s, window.e));
            window.d = same.map(|other| other.d).max().expect("its own");
            window.needed = needed.clone();
        }
        all
    }

    /// The periods of `every`.
    fn every(&self, says: &Table, first: i64) -> Vec<String> {
        let Some(every) = says.get("every").and_then(Value::as_str) else { return Vec::new() };
        let bound = |key: &str| says.get(key).and_then(Value::as_str).map(|text| period(text, first));
        let (begin, end) = self.plan_days();
        let (begin, end) = (bound("from").map_or(begin, |days| days.0), bound("to").map_or(end, |days| days.1));
        let mut all: Vec<String> = Vec::new();
        for year in civil(begin).0 - 1..=civil(end).0 + 1 {
            match every {
                "year" => all.push(year.to_string()),
                "half" => all.extend((1..=2).map(|half| format!("{year}-H{half}"))),
                "quarter" => all.extend((1..=4).map(|quarter| format!("{year}-Q{quarter}"))),
                "month" => all.extend((1..=12).map(|month| format!("{year}-{month:02}"))),
                "week" => {
                    let weeks = (days::week(year + 1, 1) - days::week(year, 1)) / 7;
                    all.extend((1..=weeks).map(|week| format!("{year}-W{week:02}")));
                }
                part => all.push(format!("{year}-{part}")),
            }
        }
        all.retain(|text| {
            let days = period(text, first);
            begin <= days.0 && days.1 <= end
        });
        let number = |key: &str| says.get(key).and_then(Value::as_integer).map(|number| usize::try_from(number).expect("small"));
        if let Some(over) = number("over") {
            return all.windows(over).map(|run| format!("{}..{}", run[0], run[over - 1])).collect();
        }
        let join = |run: &[String]| if run.len() == 1 { run[0].clone() } else { format!("{}..{}", run[0], run[run.len() - 1]) };
        let all: Vec<String> = all.chunks_exact(number("length").unwrap_or(1)).map(join).collect();
        all.into_iter().step_by(number("step").unwrap_or(1)).collect()
    }
}
