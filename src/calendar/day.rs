//! A civil day as one number: what a column of dates holds.

use jiff::civil::Date;

use crate::read::word;

/// A civil day. Days order as their dates do; between months there are gaps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(i32);

const DAYS: i32 = 32;
const MONTHS: i32 = 12;

impl Day {
    /// No day: before all others.
    pub const NONE: Day = Day(i32::MIN);

    /// The day of a date.
    #[inline]
    pub fn new(date: Date) -> Day {
        Day((i32::from(date.year()) * MONTHS + i32::from(date.month())) * DAYS + i32::from(date.day()))
    }

    /// Reads an ISO 8601 date, `2014-03-31`, and nothing else.
    #[inline]
    pub fn decode(bytes: &[u8], start: usize, end: usize) -> Option<Day> {
        if end - start != 10 || bytes[start + 4] != b'-' || bytes[start + 7] != b'-' {
            return None;
        }
        let (head, tail) = (word::load(bytes, start), word::load(bytes, start + 2));
        // The year's four digits, the month's two, the day's two.
        let packed = (head & 0xffff_ffff) | ((head >> 8) & 0x0000_ffff_0000_0000) | (tail & 0xffff_0000_0000_0000);
        if !word::digits(packed) {
            return None;
        }
        let number = i32::try_from(word::number(packed)).ok()?;
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        if !(1..=12).contains(&month) || day == 0 || (day > 28 && day > last_of(year, month)) {
            return None;
        }
        Some(Day((year * MONTHS + month) * DAYS + day))
    }

    /// The date.
    pub fn date(self) -> Date {
        let months = self.0.div_euclid(DAYS) - 1;
        let part = |number: i32| i8::try_from(number).unwrap_or(0);
        let year = i16::try_from(months.div_euclid(MONTHS)).unwrap_or(0);
        Date::new(year, part(months.rem_euclid(MONTHS) + 1), part(self.0.rem_euclid(DAYS))).unwrap_or(Date::MIN)
    }

    /// The civil year.
    #[inline]
    pub fn year(self) -> i32 {
        (self.0.div_euclid(DAYS) - 1).div_euclid(MONTHS)
    }

    /// The first day of a year.
    #[inline]
    pub fn first_of(year: i32) -> Day {
        Day((year * MONTHS + 1) * DAYS + 1)
    }

    /// The day whose number is greater by so much: a day only where there is one.
    #[must_use]
    pub fn plus_number(self, more: i32) -> Day {
        Day(self.0 + more)
    }

    /// The number itself.
    #[inline]
    pub fn number(self) -> i32 {
        self.0
    }
}

/// The last day of a month.
fn last_of(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::plus_days;

    #[test]
    fn days_and_dates_are_the_same() {
        let start = Date::constant(1999, 12, 25);
        for days in 0..1000 {
            let date = plus_days(start, days);
            let day = Day::new(date);
            assert_eq!((day.date(), day.year()), (date, i32::from(date.year())));
            assert_eq!(Day::decode(date.to_string().as_bytes(), 0, 10), Some(day));
            assert!(day < Day::new(plus_days(date, 1)));
        }
        for edge in [Date::MIN, Date::MAX, Date::constant(0, 1, 1), Date::constant(-1, 12, 31)] {
            assert_eq!(Day::new(edge).date(), edge);
        }
        for text in ["2014-02-29", "2014-13-01", "2014-00-01", "2014-01-00", "2014/01/01", "2014-1-001", "201a-01-01", "2014-04-31"] {
            assert_eq!(Day::decode(text.as_bytes(), 0, text.len()), None, "{text}");
        }
    }
}
