//! How cells, windows, targets and the plan stand (5.3 to 5.5).

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use super::book::{Book, field, holds_on, valid};
use super::days::{Day, iso, months_later, parse};
use super::people::Subject;
use super::plans::{Kind, Target};
use super::values::{Measured, Number, late_end};
use super::windows::Window;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    Waived,
    Upcoming,
    Met,
    Late,
    Exceeded,
    Overdue,
    Open,
}

const STATES: [State; 6] = [State::Met, State::Late, State::Exceeded, State::Overdue, State::Open, State::Upcoming];

pub struct Cell {
    pub subject: Subject,
    pub state: State,
    pub k: Option<Number>,
    pub n: Number,
    /// The baseline of a goal.
    base: Option<Number>,
    /// Its window: its own, or everybody's.
    s: Day,
    pub d: Day,
    r: Day,
    /// The day on which its row is read.
    read: Day,
    pub accepted: bool,
    pub lacking: Vec<String>,
}

pub struct Stood {
    pub window: Window,
    pub cells: Vec<Cell>,
    pub verdict: &'static str,
    pub now: &'static str,
    begun: bool,
    pub current: bool,
    pub figures: BTreeMap<&'static str, String>,
}

/// Verdicts, from the worst.
const WORST: [&str; 10] = ["missed", "behind", "empty", "late", "on-track", "met", "waived", "upcoming", "awaiting", "tracked"];

fn worst<'a>(verdicts: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    verdicts.min_by_key(|verdict| WORST.iter().position(|known| known == verdict))
}

fn one(value: i64) -> Number {
    Number::from(i128::from(value))
}

fn count(value: usize) -> Number {
    Number::from(i128::try_from(value).expect("few"))
}

/// Rounded half up to seven places.
pub fn shown(value: Number) -> String {
    let scale = Number::from(10_000_000_i128);
    let half = Number::new(1, 2);
    let rounded = (value * scale + half).floor() / scale;
    plain(rounded)
}

/// A decimal number as it is written, without zeros at the end.
pub fn plain(value: Number) -> String {
    let scaled = value * Number::from(1_000_000_000_i128);
    let whole = scaled.floor().to_integer();
    let sign = if whole < 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:09}", whole.abs() / 1_000_000_000, whole.abs() % 1_000_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Book {
    /// What a threshold asks of a subject; nothing where it is no member by it.
    fn amount(&self, value: &Value, subject: &Subject, read: Day, r: Day) -> Option<Number> {
        let Some(table) = value.as_table() else { return super::values::number(&super::book::text(value)) };
        let of_row = |column: &str| self.row_of(subject, read).map(|row| field(row, column)).unwrap_or_default();
        if let Some(column) = table.get("column").and_then(Value::as_str) {
            let times = table.get("times").map_or(one(1), |times| super::values::number(&super::book::text(times)).expect("a number"));
            return super::values::number(of_row(column)).map(|number| number * times);
        }
        if let Some(column) = table.get("by").and_then(Value::as_str) {
            return table.get(of_row(column)).and_then(|value| self.amount(value, subject, read, r));
        }
        let population = table["members"].as_str().expect("a population");
        Some(count(self.members_on(population, r).len()))
    }

    fn waived(&self, target: &Target<'_>, window: &str, due: Day, key: &str) -> bool {
        self.rows("waivers").iter().any(|row| {
            field(row, "target") == target.id()
                && ["", key].contains(&field(row, "subject"))
                && ["", window].contains(&field(row, "window"))
                && holds_on(row, due)
        })
    }

    fn accepts(&self, target: &Target<'_>, window: &str, key: &str) -> bool {
        self.rows("accepted").iter().any(|row| {
            field(row, "target") == target.id()
                && ["", key].contains(&field(row, "subject"))
                && window == field(row, "window")
                && valid(row).0 <= self.as_of
        })
    }

    /// The subjects of a window, each with its own days and the day on which its row is read.
    fn cells_of(&self, target: &Target<'_>, window: &Window) -> Vec<(Subject, Day, Window)> {
        let r = window.r(self.as_of);
        let population = match target.parts(self).first() {
            Some((part, _)) => part.text("population"),
            None => target.text("population"),
        };
        self.members(population, window.s, window.e, r).into_iter().map(|(subject, read)| (subject, read, window.clone())).collect()
    }

    /// Those of a target whose subjects have windows of their own.
    fn own_cells(&self, target: &Target<'_>) -> Option<Vec<(Subject, Day, Window)>> {
        let schedule = target.get("schedule")?.as_table()?;
        let from = schedule.get("from").and_then(Value::as_table);
        let by = schedule.get("by").and_then(Value::as_table);
        let column = from.or(by)?["column"].as_str().expect("a column");
        let population = target.text("population").expect("a population");
        let register = self.population(population, self.as_of)?["register"].as_str().expect("a register").to_owned();
        let kind = target.kind();
        let mut found = BTreeMap::new();
        for row in self.rows(&register).iter().filter(|row| !field(row, column).is_empty()) {
            let day = parse(field(row, column));
            let number = |key: &str| schedule.get(key).and_then(Value::as_integer);
            let (s, e) = if by.is_some() {
                let from = if field(row, "from").is_empty() { self.plan_days().0 } else { valid(row).0 };
                (from, day)
            } else {
                (day, number("days").map_or_else(|| months_later(day, number("months").expect("a span")), |days| day + days))
            };
            let late = schedule.get("late").map(|late| late["days"].as_integer().expect("days"));
            let needed = target.own.get(kind.name()).cloned().unwrap_or(Value::Integer(1));
            let window = Window { label: "own".into(), s, e, d: e, from_ever: by.is_some(), first: 1, late, needed, rolling: false };
            let r = window.r(self.as_of);
            let subject = match register.as_str() {
                "units" => self.holder(field(row, "code"), r).map(Subject::Unit),
                _ => Some(Subject::Entry(register.clone(), field(row, "id").to_owned())),
            };
            let Some(subject) = subject.filter(|_| holds_on(row, r)) else { continue };
            if self.members_on(population, r).contains(&subject) {
                found.insert(subject.clone(), (subject, r, window));
            }
        }
        Some(found.into_values().collect())
    }

    fn holds(target: &Target<'_>, value: Option<Number>, n: Number, base: Option<Number>) -> bool {
        let kind = target.kind();
        let Some(value) = value else {
            let if_none = target.text("if_none");
            return if_none == Some("met") || if_none.is_none() && kind == Kind::AtLeast && n == one(0);
        };
        match kind {
            Kind::AtLeast => value >= n,
            Kind::AtMost => value <= n,
            Kind::Exactly => value == n,
            Kind::Goal if base.is_none_or(|base| n >= base) => value >= n,
            Kind::Goal => value <= n,
        }
    }

    fn judged_cells(
        &self,
        target: &Target<'_>,
        windows: &[Window],
        of: Vec<(Subject, Day, Window)>,
        parts: &[(Vec<Stood>, String, i64)],
    ) -> Vec<Cell> {
        let kind = target.kind();
        let measured = (!target.is_made_of_parts()).then(|| Measured::new(self, *target));
        let mut cells = Vec::new();
        for (subject, read, window) in of {
            let r = window.r(self.as_of);
            let (needed, from) = match window.needed.as_table().filter(|_| kind == Kind::Goal) {
                Some(goal) if goal.contains_key("from") => {
                    let mut needed = goal.clone();
                    let from = needed.remove("from").expect("a baseline");
                    let needed = if needed.len() == 1 && needed.contains_key("is") { needed["is"].clone() } else { Value::Table(needed) };
                    (needed, Some(from))
                }
                _ => (window.needed.clone(), None),
            };
            let Some(n) = self.amount(&needed, &subject, read, r) else { continue };
            let base = match from.map(|from| self.amount(&from, &subject, read, r)) {
                Some(None) => continue,
                Some(base) => base,
                None => None,
            };
            if let Some(required) = target.get("required") {
                let register = match &subject {
                    Subject::Entry(register, _) => register.as_str(),
                    _ => "units",
                };
                if !self.row_of(&subject, read).is_some_and(|row| self.meets(register, row, Some(required), read)) {
                    continue;
                }
            }
            let [k1, k2] = match &measured {
                Some(measured) => measured.values(&window, windows, &subject, kind),
                None => parts_met(target, parts, &window, &subject),
            };
            let (first, second) = (Self::holds(target, k1, n, base), Self::holds(target, k2, n, base));
            let k = if first { k1 } else { k2 };
            let state = if self.waived(target, &window.label, window.d, subject.key()) {
                State::Waived
            } else if self.as_of < window.o() {
                State::Upcoming
            } else if first {
                State::Met
            } else if second {
                State::Late
            } else if matches!(kind, Kind::AtMost | Kind::Exactly) && k.is_some_and(|k| k > n) {
                State::Exceeded
            } else if window.rolling {
                self.rolled(target, &subject)
            } else if self.as_of > window.d {
                State::Overdue
            } else {
                State::Open
            };
            let lacks = |stood: &[Stood]| {
                part_cell(stood, &window, &subject).is_some_and(|cell| ![State::Met, State::Late, State::Waived].contains(&cell.state))
            };
            let lacking: BTreeSet<String> = parts.iter().filter(|(stood, ..)| lacks(stood)).map(|(_, id, _)| id.clone()).collect();
            let accepted = self.accepts(target, &window.label, subject.key());
            cells.push(Cell {
                subject,
                state,
                k,
                n,
                base,
                s: window.s,
                d: window.d,
                r,
                read,
                accepted,
                lacking: lacking.into_iter().collect(),
            });
        }
        cells
    }

    /// A cell of a rolling window that does not hold: overdue once the subject's row has been valid for longer than the span.
    fn rolled(&self, target: &Target<'_>, subject: &Subject) -> State {
        let span = target.get("schedule").expect("a schedule")["rolling"].as_table().expect("a span");
        let number = |key: &str| span.get(key).and_then(Value::as_integer);
        let since = self.row_of(subject, self.as_of).map_or(self.plan_days().0, |row| valid(row).0.max(self.plan_days().0));
        let until = number("days").map_or_else(|| months_later(since, number("months").expect("a span")), |days| since + days);
        if until < self.as_of { State::Overdue } else { State::Open }
    }

    /// All windows of a target, judged; without the verdicts that hang on its other versions.
    fn stood(&self, target: &Target<'_>) -> Vec<Stood> {
        let parts: Vec<(Vec<Stood>, String, i64)> =
            target.parts(self).into_iter().map(|(part, points)| (self.stood(&part), part.id(), points)).collect();
        if let Some(own) = self.own_cells(target) {
            return vec![self.own_window(target, own)];
        }
        let windows = self.windows_of_all_versions(target);
        let mut all = Vec::new();
        for window in &self.windows(target) {
            let cells = self.judged_cells(target, &windows, self.cells_of(target, window), &parts);
            let begun = self.as_of >= window.o();
            let (verdict, mut figures) = self.verdict(target, window, &windows, &cells, false);
            let (now, _) = self.verdict(target, window, &windows, &cells, true);
            let sums = ["rows", "sum", "distinct", "standing"].contains(&target.measure()) && !window.needed.is_table();
            if sums && target.kind() != Kind::Goal {
                let total = cells.iter().filter(|cell| cell.state != State::Waived).filter_map(|cell| cell.k);
                figures.insert("total", plain(total.fold(one(0), |sum, k| sum + k)));
            }
            figures.extend([("start", iso(window.s)), ("end", iso(window.e)), ("due", iso(window.d))]);
            all.push(Stood { window: window.clone(), cells, verdict, now, begun, current: false, figures });
        }
        all
    }

    fn share(target: &Target<'_>) -> Number {
        match target.get("share") {
            None => one(1),
            Some(Value::String(fraction)) => {
                let (part, whole) = fraction.split_once('/').expect("a fraction");
                Number::new(part.parse().expect("a number"), whole.parse().expect("a number"))
            }
            Some(percent) => super::values::number(&super::book::text(percent)).expect("a number") / one(100),
        }
    }

    fn progress(target: &Target<'_>, cell: &Cell) -> Number {
        let capped = |value: Number| if value > one(1) { one(1) } else { value };
        match (cell.state, cell.k, target.kind()) {
            (State::Met | State::Late, ..) => one(1),
            (State::Exceeded | State::Upcoming, ..) | (_, None, _) | (_, _, Kind::AtMost) => one(0),
            (_, Some(k), Kind::Goal) => {
                let base = cell.base.unwrap_or(one(0));
                if cell.n == base { one(0) } else { capped((k - base) / (cell.n - base)).max(one(0)) }
            }
            (_, Some(k), _) => {
                if cell.n <= one(0) {
                    one(0)
                } else {
                    capped(k / cell.n)
                }
            }
        }
    }

    /// The verdict of a window over its cells, those that are accepted let go where `now`.
    fn verdict(
        &self,
        target: &Target<'_>,
        window: &Window,
        windows: &[Window],
        cells: &[Cell],
        now: bool,
    ) -> (&'static str, BTreeMap<&'static str, String>) {
        let eligible: Vec<&Cell> = cells.iter().filter(|cell| cell.state != State::Waived && !(now && cell.accepted)).collect();
        let of = |state: State| eligible.iter().filter(|cell| cell.state == state).count();
        let share = Self::share(target);
        let required = usize::try_from((share * count(eligible.len())).ceil().to_integer()).expect("few");
        let covered = of(State::Met) + of(State::Late);
        let sum = eligible.iter().fold(one(0), |sum, cell| sum + Self::progress(target, cell));
        let progress = if eligible.is_empty() { one(0) } else { sum / count(eligible.len()) };
        let gone = one((self.as_of.min(window.e) - window.s + 1).max(0));
        let elapsed = gone / one(window.e - window.s + 1);
        let mut figures = BTreeMap::new();
        let null = |value: Number| if eligible.is_empty() { "null".to_owned() } else { shown(value) };
        for state in STATES {
            let name =
                ["met", "late", "exceeded", "overdue", "open", "upcoming"][STATES.iter().position(|known| *known == state).expect("known")];
            figures.insert(name, of(state).to_string());
        }
        figures.extend([
            ("members", cells.len().to_string()),
            ("waived", (cells.len() - eligible.len()).to_string()),
            ("eligible", eligible.len().to_string()),
            ("covered", covered.to_string()),
            ("required", required.to_string()),
            ("coverage", if eligible.is_empty() { "null".into() } else { shown(count(covered) / count(eligible.len())) }),
            ("progress", null(progress)),
            ("elapsed", shown(elapsed)),
        ]);
        let flow = ["rows", "sum", "distinct"].contains(&target.measure());
        let at_least = target.kind() == Kind::AtLeast;
        let falls = ["latest", "level", "ratio", "mean", "standing"].contains(&target.measure());
        let linear = match target.text("pace") {
            Some(pace) => pace == "linear",
            None => {
                let date_assigned = target.log().is_some() && !target.is_by_period(self);
                at_least && flow && date_assigned && (eligible.len() > 1 || eligible.iter().any(|cell| cell.n > one(1)))
            }
        };
        let contains = windows.iter().any(|other| (other.s, other.e) != (window.s, window.e) && window.s <= other.s && other.e <= window.e);
        let slack = self
            .settings
            .get("checks")
            .and_then(|checks| checks.get("pace_tolerance"))
            .map_or(Number::new(1, 10), |slack| super::values::number(&super::book::text(slack)).expect("a number"));
        let verdict = if target.is("tracked") {
            "tracked"
        } else if self.as_of < window.o() {
            "upcoming"
        } else if cells.is_empty() {
            "empty"
        } else if eligible.is_empty() {
            "waived"
        } else if self.as_of <= window.d && of(State::Exceeded) > eligible.len() - required {
            if falls { "behind" } else { "missed" }
        } else if of(State::Met) >= required {
            if self.as_of <= window.d && !(at_least && flow) { "on-track" } else { "met" }
        } else if covered >= required {
            "late"
        } else if self.as_of > window.d {
            "missed"
        } else if linear && !contains && progress < share * (elapsed - slack * (one(1) - elapsed)) {
            "behind"
        } else {
            "on-track"
        };
        (verdict, figures)
    }

    fn own_window(&self, target: &Target<'_>, own: Vec<(Subject, Day, Window)>) -> Stood {
        let window = |s: Day, e: Day| Window {
            label: "own".into(),
            s,
            e,
            d: e,
            from_ever: false,
            first: 1,
            late: None,
            needed: Value::Integer(1),
            rolling: false,
        };
        let cells = self.judged_cells(target, &[], own, &[]);
        let ends = |of: &dyn Fn(&Cell) -> Day| cells.iter().map(of).collect::<BTreeSet<Day>>();
        let (starts, ends) = (ends(&|cell| cell.s), ends(&|cell| cell.d));
        let plan = self.plan_days();
        let hull = window(*starts.first().unwrap_or(&plan.0), *ends.last().unwrap_or(&plan.1));
        let judge = |now: bool| {
            let (_, mut figures) = self.verdict(target, &hull, &[], &cells, now);
            let number = |key: &str| figures[key].parse::<usize>().expect("a count");
            let begun = number("eligible") - number("upcoming");
            let required = usize::try_from((Self::share(target) * count(begun)).ceil().to_integer()).expect("few");
            let running = number("open") + number("upcoming") > 0;
            let verdict = if target.is("tracked") {
                "tracked"
            } else if cells.is_empty() {
                "empty"
            } else if number("eligible") == 0 {
                "waived"
            } else if begun == 0 {
                "upcoming"
            } else if number("overdue") + number("exceeded") > begun - required {
                "missed"
            } else if number("met") >= required {
                if running { "on-track" } else { "met" }
            } else if number("covered") >= required && !running {
                "late"
            } else {
                "on-track"
            };
            figures.insert("required", required.to_string());
            figures.insert("elapsed", "null".into());
            figures.extend([("start", iso(hull.s)), ("end", iso(hull.e))]);
            (verdict, figures)
        };
        let (verdict, figures) = judge(false);
        let (now, _) = judge(true);
        let begun = verdict != "upcoming";
        Stood { window: hull.clone(), cells, verdict, now, begun, current: begun, figures }
    }

    /// Whether a row could still close a cell of a past window late.
    fn could_close(&self, target: &Target<'_>, window: &Window) -> bool {
        if target.is_made_of_parts() {
            return target.parts(self).iter().any(|(part, _)| {
                let same = |other: &&Window| (other.s, other.e) == (window.s, window.e);
                self.windows(part).iter().find(same).is_some_and(|window| self.could_close(part, window))
            });
        }
        let windows = self.windows_of_all_versions(target);
        matches!(target.kind(), Kind::AtLeast | Kind::Goal) && self.as_of < late_end(window, &windows, target.is_by_period(self))
    }

    /// Every target with all its versions: its verdict, its verdict now, its windows, each with the version that has it.
    pub fn judged(&self) -> Vec<(Target<'_>, &'static str, &'static str, Vec<(Target<'_>, Stood)>)> {
        let mut all: Vec<(Target<'_>, Vec<(Target<'_>, Stood)>)> = Vec::new();
        for target in self.targets() {
            let windows = self.stood(&target).into_iter().map(|stood| (target, stood));
            match all.iter_mut().find(|(known, _)| known.id() == target.id()) {
                Some((_, known)) => known.extend(windows),
                None => all.push((target, windows.collect())),
            }
        }
        let mut judged = Vec::new();
        for (target, mut windows) in all {
            windows.sort_by_key(|(_, stood)| (stood.window.s, stood.window.e));
            let past = |stood: &Stood| stood.begun && self.as_of > stood.window.d && !stood.window.rolling && stood.window.label != "own";
            let last = windows.iter().filter(|(_, stood)| past(stood)).map(|(_, stood)| stood.window.d).max();
            let to_begin = windows.iter().any(|(_, stood)| !stood.begun);
            for (version, stood) in &mut windows {
                let recent =
                    Some(stood.window.d) == last && (self.as_of <= stood.window.d + 90 || self.could_close(version, &stood.window));
                let counted = |accepted: bool| stood.cells.iter().any(|cell| cell.state != State::Waived && cell.accepted == accepted);
                stood.current = stood.begun && (!past(stood) || recent) && (counted(false) || !counted(true));
            }
            let awaiting = match target.get("schedule") {
                Some(Value::Array(all)) => all.iter().any(|one| one.get("awaiting").is_some()),
                Some(one) => one.get("awaiting").is_some(),
                None => false,
            };
            let among = |verdicts: Vec<&'static str>| {
                if awaiting && windows.is_empty() {
                    return "awaiting";
                }
                if target.is("tracked") {
                    return "tracked";
                }
                let some: Vec<&'static str> = verdicts.iter().copied().filter(|verdict| *verdict != "empty").collect();
                let verdict = worst(if some.is_empty() { verdicts } else { some }.into_iter()).unwrap_or("upcoming");
                if verdict == "met" && to_begin { "on-track" } else { verdict }
            };
            let of = |now: bool| {
                let counted = windows.iter().filter(|(_, stood)| if now { stood.current } else { stood.begun });
                among(counted.map(|(_, stood)| if now { stood.now } else { stood.verdict }).collect())
            };
            let (verdict, now) = (of(false), of(true));
            judged.push((target, verdict, now, windows));
        }
        judged
    }

    /// Whose job a cell is.
    pub fn responsible(&self, target: &Target<'_>, cell: &Cell) -> Vec<String> {
        let lead = || target.text("lead").map(str::to_owned).into_iter().collect::<Vec<_>>();
        let by = match target.get("by") {
            Some(Value::String(_)) if cell.subject == Subject::Whole => return lead(),
            Some(Value::String(_)) => return vec![cell.subject.key().to_owned()],
            Some(Value::Table(column)) => {
                let agency =
                    self.row_of(&cell.subject, cell.read).map_or("", |row| field(row, column["column"].as_str().expect("a column")));
                return if agency.is_empty() { lead() } else { vec![agency.to_owned()] };
            }
            Some(Value::Array(by)) => by.iter().map(|agency| agency.as_str().expect("an agency").to_owned()).collect(),
            _ => Vec::new(),
        };
        let area = |agency: &str| -> Vec<String> {
            let area = self.plan["agency"][agency].get("area").and_then(Value::as_array);
            area.into_iter().flatten().map(|code| code.as_str().expect("a code").to_owned()).collect()
        };
        let mut places = match &cell.subject {
            Subject::Unit(unit) => BTreeSet::from([unit.clone()]),
            Subject::Entry(..) => self.row_of(&cell.subject, cell.read).map(|row| self.stands(row, cell.r)).unwrap_or_default(),
            _ => BTreeSet::new(),
        };
        for place in places.clone() {
            places.extend(self.above(&place, cell.r));
        }
        // Whoever holds the code now, and what its holders of before have become.
        let became = |code: &String| {
            let holders: BTreeSet<_> = self.holders(code).into_iter().collect();
            holders.iter().flat_map(|unit| self.leads(unit, cell.r)).filter(|unit| self.lives(unit, cell.r)).collect::<Vec<_>>()
        };
        let is_of = |code: &String| places.iter().any(|place| place.0 == *code || became(code).contains(place));
        let holds = |agency: &&String| area(agency).iter().any(is_of);
        let near: Vec<String> = by.iter().filter(holds).cloned().collect();
        let anywhere: Vec<String> = by.iter().filter(|agency| area(agency).is_empty()).cloned().collect();
        if !near.is_empty() {
            near
        } else if !anywhere.is_empty() {
            anywhere
        } else {
            lead()
        }
    }

    /// Everything in lines, one for each target and window, and the gaps.
    pub fn lines(&self) -> (BTreeMap<String, String>, [Vec<String>; 2]) {
        let mut lines = BTreeMap::new();
        let mut gaps = [Vec::new(), Vec::new()];
        let mut of_activity: BTreeMap<String, Vec<(&'static str, &'static str)>> = BTreeMap::new();
        let judged = self.judged();
        for (target, verdict, now, windows) in &judged {
            let activity = target.activity["id"].as_str().expect("an id").to_owned();
            if !target.is("part") {
                of_activity.entry(activity).or_default().push((verdict, now));
            }
            for (target, stood) in windows {
                let figures = stood.figures.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(" ");
                lines.insert(format!("{} @ {}", target.id(), stood.window.label), format!("{figures} verdict={}", stood.verdict));
                if target.is("tracked") || target.is("part") || !stood.begun {
                    continue;
                }
                let mut cells: Vec<&Cell> = stood.cells.iter().collect();
                cells.sort_by(|one, other| one.subject.key().cmp(other.subject.key()));
                for cell in cells.into_iter().filter(|cell| [State::Open, State::Overdue, State::Exceeded].contains(&cell.state)) {
                    let missing = cell.k.map(|k| if cell.state == State::Exceeded { k - cell.n } else { cell.n - k });
                    let missing = missing.map(|missing| {
                        if target.kind() == Kind::Goal && cell.base.is_some_and(|base| cell.n < base) { one(0) - missing } else { missing }
                    });
                    let number = |value: Option<Number>| value.map_or("null".into(), shown);
                    let line = format!(
                        "{} {} {} needed={} done={} missing={} {} due={} {}{}",
                        target.id(),
                        stood.window.label,
                        cell.subject.key(),
                        plain(cell.n),
                        number(cell.k),
                        number(missing),
                        format!("{:?}", cell.state).to_lowercase(),
                        iso(cell.d),
                        self.responsible(target, cell).join(","),
                        if target.is_made_of_parts() { format!(" lacking {}", cell.lacking.join(",")) } else { String::new() }
                    );
                    if stood.current && !cell.accepted {
                        gaps[0].push(line.clone());
                    }
                    gaps[1].push(if cell.accepted { line + " accepted" } else { line });
                }
            }
            lines.insert(format!("{} verdict", target.id()), format!("{verdict} now {now}"));
        }
        let mut plan = Vec::new();
        for activity in self.plan["activity"].as_array().expect("activities") {
            let id = activity["id"].as_str().expect("an id");
            let verdicts = of_activity.get(id).cloned().unwrap_or_default();
            let of = |all: Vec<&'static str>| worst(all.into_iter()).unwrap_or("tracked").to_owned();
            let both = (of(verdicts.iter().map(|both| both.0).collect()), of(verdicts.iter().map(|both| both.1).collect()));
            lines.insert(format!("activity {id}"), format!("{} now {}", both.0, both.1));
            plan.push(both);
        }
        let of = |all: Vec<&str>| worst(all.into_iter()).unwrap_or("tracked").to_owned();
        lines.insert(
            "plan".into(),
            format!(
                "{} now {}",
                of(plan.iter().map(|both| both.0.as_str()).collect()),
                of(plan.iter().map(|both| both.1.as_str()).collect())
            ),
        );
        (lines, gaps)
    }
}

fn part_cell<'s>(stood: &'s [Stood], window: &Window, subject: &Subject) -> Option<&'s Cell> {
    let same = stood.iter().find(|stood| (stood.window.s, stood.window.e) == (window.s, window.e))?;
    same.cells.iter().find(|cell| cell.subject == *subject)
}

/// How many parts are met, and how many are met or late; or their points.
fn parts_met(target: &Target<'_>, parts: &[(Vec<Stood>, String, i64)], window: &Window, subject: &Subject) -> [Option<Number>; 2] {
    let veto: Vec<&str> = target.own.get("veto").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let of = |states: &[State]| {
        let is_met = |stood: &[Stood]| {
            part_cell(stood, window, subject).is_none_or(|cell| cell.state == State::Waived || states.contains(&cell.state))
        };
        let vetoed = parts.iter().any(|(stood, id, _)| veto.iter().any(|veto| id.ends_with(&format!(".{veto}"))) && !is_met(stood));
        let sum: i64 = parts.iter().filter(|(stood, ..)| is_met(stood)).map(|(.., points)| points).sum();
        Some(if vetoed { one(0) } else { one(sum) })
    };
    [of(&[State::Met]), of(&[State::Met, State::Late])]
}
