//! What the rows of a cell come to: on time, and with those that came late (measures of section 4, 5.3).

use std::collections::{BTreeMap, BTreeSet};

use num_rational::Ratio;
use toml::Value;

use super::book::{Book, Row, field, holds_on};
use super::days::{Day, EVER, civil, parse, period};
use super::people::Subject;
use super::plans::{Kind, Target};
use super::windows::Window;

pub type Number = Ratio<i128>;

/// A number as it is written; booleans count 1 and 0.
pub fn number(text: &str) -> Option<Number> {
    match text {
        "true" => return Some(1.into()),
        "false" => return Some(0.into()),
        _ => {}
    }
    let (digits, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole: i128 = format!("{digits}{fraction}").parse().ok()?;
    Some(Ratio::new(whole, 10_i128.pow(u32::try_from(fraction.len()).ok()?)))
}

/// Where a late row no longer counts: the start of the target's next window, and the day after the last late one.
pub fn late_end(window: &Window, windows: &[Window], by_period: bool) -> Day {
    let next = windows.iter().map(|other| other.s).filter(|start| *start > window.e).min().unwrap_or(EVER);
    let last = window.late.map_or(EVER, |late| window.d + late + 1);
    if by_period { last } else { last.min(next) }
}

pub struct Measured<'b> {
    book: &'b Book,
    target: Target<'b>,
    log: &'b str,
    conditions: Value,
    through: Option<String>,
    /// The column with the period.
    period: Option<String>,
}

impl<'b> Measured<'b> {
    pub fn new(book: &'b Book, target: Target<'b>) -> Measured<'b> {
        let standing = target.own.get("standing").and_then(Value::as_str);
        let log = standing.or_else(|| target.log()).expect("a log or a register");
        let named = target.text("through").map(str::to_owned);
        let through = named.or_else(|| {
            let population = target.text("population")?;
            let mut says = book.population(population, book.plan_days().0)?;
            while let Some(first) = says.get("union").and_then(|names| names.get(0)).and_then(Value::as_str) {
                says = book.population(first, book.plan_days().0)?;
            }
            if let Some(column) = says.get("choices").and_then(Value::as_str) {
                return Some(column.split_once('.')?.1.to_owned());
            }
            let of_type = says.get("register").map_or("agency", |register| register.as_str().expect("a register"));
            book.columns_of(log, of_type).into_iter().next()
        });
        Measured { book, target, log, conditions: target.conditions(book, log), through, period: book.columns_of(log, "period").pop() }
    }

    /// The day on which a row's references are read, for one column that names a unit.
    fn read_day(&self, row: &Row, code: &str, first: i64) -> Option<Day> {
        let date = parse(field(row, "date"));
        let Some(column) = &self.period else { return Some(date) };
        let (s, e) = period(field(row, column), first);
        let valid = (s..=e).filter(|day| self.book.unit_row(code, *day).is_some());
        valid.min_by_key(|day| ((day - date).abs(), *day))
    }

    fn reaches(&self, row: &Row, subject: &Subject, window: &Window, r: Day) -> bool {
        let Some(column) = &self.through else { return *subject == Subject::Whole };
        let is = field(row, column);
        match subject {
            Subject::Whole => true,
            _ if is.is_empty() => false,
            Subject::Unit(subject) => {
                let date = parse(field(row, "date"));
                // In this calendar the period may lie where the code means nobody.
                let Some(read) = self.read_day(row, is, window.first) else { return false };
                let unit = self.book.holder(is, read).expect("a unit");
                self.book.counts(&unit, read, date, subject, r, self.target.text("count") == Some("within"))
            }
            subject => subject.key() == is,
        }
    }

    /// The value on time, and with the late rows.
    pub fn values(&self, window: &Window, windows: &[Window], subject: &Subject, kind: Kind) -> [Option<Number>; 2] {
        if self.target.measure() == "standing" {
            return self.standing(window, windows, subject, kind);
        }
        let (r, level) = (window.r(self.book.as_of), self.target.measure() == "level");
        let end = late_end(window, windows, self.period.is_some());
        let (mut on_time, mut late) = (Vec::new(), Vec::new());
        for row in self.book.rows(self.log) {
            let date = parse(field(row, "date"));
            let sound = date <= self.book.as_of && self.book.meets(self.log, row, Some(&self.conditions), date);
            if !sound || !self.reaches(row, subject, window, r) {
                continue;
            }
            if let Some(column) = &self.period {
                let (s, e) = period(field(row, column), window.first);
                let within = self.target.text("periods") == Some("within");
                let belongs = if level {
                    e <= window.e
                } else if within {
                    window.s <= s && e <= window.e
                } else {
                    (s, e) == (window.s, window.e)
                };
                if belongs && date <= window.d {
                    on_time.push(row);
                } else if belongs && date < end {
                    late.push(row);
                }
            } else if date <= window.e && (date >= window.s || window.from_ever && !window.rolling || level) {
                on_time.push(row);
            } else if date > window.e && date < end {
                late.push(row);
            }
        }
        let first = self.value(&on_time, window);
        if matches!(kind, Kind::AtMost | Kind::Exactly) {
            return [first, first];
        }
        on_time.extend(late);
        [first, self.value(&on_time, window)]
    }

    fn value(&self, rows: &[&Row], window: &Window) -> Option<Number> {
        let own = |key: &str| self.target.own.get(key);
        let count = |count: usize| Some(Number::from(i128::try_from(count).expect("few")));
        let column = |key: &str| own(key).and_then(Value::as_str).expect("a column");
        let known = |column: &str| rows.iter().filter_map(|row| number(field(row, column))).collect::<Vec<_>>();
        let sum = |all: &[Number]| all.iter().fold(Number::from(0), |sum, one| sum + one);
        match self.target.measure() {
            "rows" => count(rows.len()),
            "sum" => {
                let known = known(column("sum"));
                if !rows.is_empty() && known.is_empty() { None } else { Some(sum(&known)) }
            }
            "mean" => {
                let known = known(column("mean"));
                if known.is_empty() { None } else { Some(sum(&known) / count(known.len())?) }
            }
            "distinct" => {
                let of = |row: &&Row| {
                    let (year, month, _) = civil(parse(field(row, "date")));
                    match column("distinct") {
                        "day" => field(row, "date").to_owned(),
                        "month" => format!("{year}-{month}"),
                        "quarter" => format!("{year}-{}", (month - 1) / 3),
                        "year" => year.to_string(),
                        column => field(row, column).to_owned(),
                    }
                };
                count(rows.iter().map(of).filter(|value| !value.is_empty()).collect::<BTreeSet<_>>().len())
            }
            "ratio" => {
                let ratio = own("ratio").expect("a ratio");
                let (of, to) = (&ratio["of"], ratio["to"].as_str().expect("a column"));
                let mut sums = [Number::from(0), Number::from(0)];
                for row in rows {
                    let part = match of {
                        Value::Table(_) => {
                            let met = self.book.meets(self.log, row, Some(of), parse(field(row, "date")));
                            Some(Number::from(i128::from(met)))
                        }
                        column => number(field(row, column.as_str().expect("a column"))),
                    };
                    let whole = if to == "rows" { Some(1.into()) } else { number(field(row, to)) };
                    if let (Some(part), Some(whole)) = (part, whole) {
                        sums = [sums[0] + part, sums[1] + whole];
                    }
                }
                (sums[1] != 0.into()).then(|| sums[0] * Number::from(100) / sums[1])
            }
            measure @ ("latest" | "level") => {
                let mut last: BTreeMap<&str, (Day, Day, &str, Number)> = BTreeMap::new();
                for row in rows {
                    let Some(value) = number(field(row, column(measure))) else { continue };
                    let end =
                        self.period.as_ref().filter(|_| measure == "level").map_or(0, |column| period(field(row, column), window.first).1);
                    let this = (end, parse(field(row, "date")), field(row, "id"), value);
                    let per = own("per").and_then(Value::as_str).map(|per| field(row, per));
                    // What is empty is none of the column's values.
                    if per == Some("") {
                        continue;
                    }
                    let per = per.unwrap_or_default();
                    if last.get(per).is_none_or(|last| *last < this) {
                        last.insert(per, this);
                    }
                }
                let known: Vec<Number> = last.values().map(|last| last.3).collect();
                if known.is_empty() { None } else { Some(sum(&known)) }
            }
            other => panic!("{other}"),
        }
    }

    fn standing(&self, window: &Window, windows: &[Window], subject: &Subject, kind: Kind) -> [Option<Number>; 2] {
        let book = self.book;
        let (r, first) = (window.r(book.as_of), book.as_of.min(window.e));
        let last = first.max(book.as_of.min(late_end(window, windows, false) - 1));
        let on = |day: Day| {
            let counted = book.rows(self.log).iter().filter(|row| {
                let alive = holds_on(row, day) && book.meets(self.log, row, Some(&self.conditions), day);
                alive
                    && match subject {
                        Subject::Unit(subject) => {
                            let within = self.target.text("count") == Some("within");
                            let places = book.stands(row, day);
                            let is = |place: &super::book::Unit| {
                                place == subject
                                    || day > r && book.leads(subject, day).contains(place)
                                    || day < r && book.leads(place, r).contains(subject)
                            };
                            places.iter().any(|place| is(place) || within && book.above(place, day).iter().any(is))
                        }
                        Subject::Whole => true,
                        subject => subject.key() == field(row, self.through.as_deref().expect("a column")),
                    }
            });
            Some(Number::from(i128::try_from(counted.count()).expect("few")))
        };
        if matches!(kind, Kind::AtMost | Kind::Exactly) { [on(first), on(first)] } else { [on(first), on(last)] }
    }
}
