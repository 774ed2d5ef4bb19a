//! Days since 1970-01-01, and periods.

pub type Day = i64;

/// Before everything, after everything.
pub const NEVER: Day = -10_000_000;
pub const EVER: Day = 10_000_000;

pub fn of(year: i64, month: i64, day: i64) -> Day {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

pub fn civil(day: Day) -> (i64, i64, i64) {
    let (mut year, mut month) = (1970 + day.div_euclid(366) - 2, 1);
    while of(year + 1, 1, 1) <= day {
        year += 1;
    }
    while month < 12 && of(year, month + 1, 1) <= day {
        month += 1;
    }
    (year, month, day - of(year, month, 1) + 1)
}

pub fn iso(day: Day) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A date as it is written.
pub fn parse(text: &str) -> Day {
    let part = |at: std::ops::Range<usize>| text[at].parse::<i64>().unwrap_or_else(|_| panic!("{text} is no date"));
    of(part(0..4), part(5..7), part(8..10))
}

/// So many months later, at the month's last day where it is too short.
pub fn months_later(from: Day, months: i64) -> Day {
    let (year, month, day) = civil(from);
    let all = year * 12 + month - 1 + months;
    let (year, month) = (all.div_euclid(12), all.rem_euclid(12) + 1);
    let next = of(year + (month / 12), month % 12 + 1, 1);
    (of(year, month, 1) + day - 1).min(next - 1)
}

/// The Monday of the week with that number.
pub fn week(year: i64, number: i64) -> Day {
    let fourth = of(year, 1, 4);
    fourth - (fourth + 3).rem_euclid(7) + 7 * (number - 1)
}

/// The first day of a year in a calendar that starts on a month: it has the number of the civil year in which it ends.
fn start(year: i64, first: i64) -> Day {
    if first == 1 { of(year, 1, 1) } else { of(year - 1, first, 1) }
}

/// A stretch of a year: `part` of so many months each.
fn part(year: i64, months: i64, part: i64, first: i64) -> (Day, Day) {
    let begin = months_later(start(year, first), months * part);
    (begin, months_later(begin, months) - 1)
}

/// First and last day of a period as it is written, in a calendar whose years start with the month `first`.
pub fn period(text: &str, first: i64) -> (Day, Day) {
    if let Some((one, other)) = text.split_once("..") {
        return (period(one, first).0, period(other, first).1);
    }
    let year: i64 = text[..4].parse().unwrap_or_else(|_| panic!("{text} is no period"));
    let number = |at: usize| text[at..].parse::<i64>().unwrap_or_else(|_| panic!("{text} is no period"));
    match text.as_bytes().get(5) {
        None => part(year, 12, 0, first),
        Some(b'H') => part(year, 6, number(6) - 1, first),
        Some(b'Q') => part(year, 3, number(6) - 1, first),
        Some(b'W') => (week(year, number(6)), week(year, number(6)) + 6),
        Some(_) if text.len() == 7 => (of(year, number(5), 1), months_later(of(year, number(5), 1), 1) - 1),
        Some(_) => (parse(text), parse(text)),
    }
}

/// How a period is spelt: as the one period it is, or as it stands.
pub fn label(text: &str, first: i64) -> String {
    let days = period(text, first);
    let (year, ..) = civil(days.0);
    let spellings = (year..=year + 1).flat_map(|year| {
        let halves = (1..=2).map(move |half| format!("{year}-H{half}"));
        let quarters = (1..=4).map(move |quarter| format!("{year}-Q{quarter}"));
        let months = (1..=12).map(move |month| format!("{year}-{month:02}"));
        std::iter::once(year.to_string()).chain(halves).chain(quarters).chain(months)
    });
    spellings.into_iter().find(|spelling| period(spelling, first) == days).unwrap_or_else(|| text.to_owned())
}
