//! Periods as people write them, and calendars whose year need not begin in January.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::date::{Days, parse_date, plus_days};

/// When a year begins. Halves and quarters follow the year; months and days stay civil.
///
/// In a calendar that starts in November, 2014 runs from 2013-11-01 to 2014-10-31: a year is named
/// after the civil year in which it ends, or, where the calendar says so, in which it begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Calendar {
    /// The civil month in which a year begins, 1 to 12.
    start_month: i8,
    /// Whether a year is named after the civil year in which it begins.
    by_start: bool,
}

impl Calendar {
    /// Years from January to December.
    pub const CIVIL: Calendar = Calendar { start_month: 1, by_start: false };

    /// A calendar whose years begin with the given month, 1 to 12.
    pub fn starting(month: i8) -> Option<Calendar> {
        (1..=12).contains(&month).then_some(Calendar { start_month: month, by_start: false })
    }

    /// The same with years that are named after the civil year in which they begin.
    #[must_use]
    pub fn named_by_start(self) -> Calendar {
        // Where both are one year there is but one calendar.
        Calendar { by_start: self.start_month > 1, ..self }
    }

    /// The name of a year that begins in a civil year, less that year.
    fn ahead(self) -> i16 {
        i16::from(self.start_month > 1 && !self.by_start)
    }

    /// `months` months, beginning `offset` months after the first day of the calendar's year.
    fn stretch(self, year: i16, offset: i8, months: i8) -> Option<Days> {
        let year = year.checked_sub(self.ahead())?;
        let first = month_start(year, self.start_month + offset)?;
        let next = month_start(year, self.start_month + offset + months)?;
        Some(Days { first, last: plus_days(next, -1) })
    }

    /// The single period that has exactly these days, if any.
    fn name(self, days: Days) -> Option<One> {
        let last = days.last;
        let civil_year = last.year();
        let begins = if last.month() >= self.start_month { civil_year } else { civil_year.checked_sub(1)? };
        let year = begins.checked_add(self.ahead())?;
        let mut candidates = vec![One::Year(year)];
        candidates.extend((1..=2).map(|half| One::Half(year, half)));
        candidates.extend((1..=4).map(|quarter| One::Quarter(year, quarter)));
        candidates.push(One::Month(civil_year, last.month()));
        let week = last.iso_week_date();
        candidates.push(One::Week(week.year(), week.week()));
        candidates.push(One::Day(last));
        candidates.into_iter().find(|one| one.days(self) == Some(days))
    }
}

/// The first of a month, counting on past December.
fn month_start(year: i16, month: i8) -> Option<Date> {
    let months = month - 1;
    Date::new(year.checked_add(i16::from(months / 12))?, months % 12 + 1, 1).ok()
}

/// One period, not yet placed in a calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum One {
    Year(i16),
    Half(i16, i8),
    Quarter(i16, i8),
    Month(i16, i8),
    /// An ISO 8601 week: from Monday on, the first one with the year's first Thursday.
    Week(i16, i8),
    Day(Date),
}

impl One {
    fn parse(text: &str) -> Option<One> {
        if let Some(day) = parse_date(text) {
            return Some(One::Day(day));
        }
        let (year, part) = match text.split_once('-') {
            Some((year, part)) => (year, Some(part)),
            None => (text, None),
        };
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let year: i16 = year.parse().ok()?;
        let Some(part) = part else { return Some(One::Year(year)) };
        match part.as_bytes() {
            [b'H', half @ b'1'..=b'2'] => Some(One::Half(year, (half - b'0').cast_signed())),
            [b'W', tens @ b'0'..=b'5', ones @ b'0'..=b'9'] => {
                let week = ((tens - b'0') * 10 + (ones - b'0')).cast_signed();
                ISOWeekDate::new(year, week, Weekday::Monday).is_ok().then_some(One::Week(year, week))
            }
            [b'Q', quarter @ b'1'..=b'4'] => Some(One::Quarter(year, (quarter - b'0').cast_signed())),
            [tens @ b'0'..=b'1', ones @ b'0'..=b'9'] => {
                let month = ((tens - b'0') * 10 + (ones - b'0')).cast_signed();
                (1..=12).contains(&month).then_some(One::Month(year, month))
            }
            _ => None,
        }
    }

    fn days(self, calendar: Calendar) -> Option<Days> {
        match self {
            One::Year(year) => calendar.stretch(year, 0, 12),
            One::Half(year, half) => calendar.stretch(year, (half - 1) * 6, 6),
            One::Quarter(year, quarter) => calendar.stretch(year, (quarter - 1) * 3, 3),
            One::Month(year, month) => {
                let first = month_start(year, month)?;
                Some(Days { first, last: plus_days(month_start(year, month + 1)?, -1) })
            }
            One::Week(year, week) => {
                let first = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
                Some(Days { first, last: plus_days(first, 6) })
            }
            One::Day(day) => Some(Days { first: day, last: day }),
        }
    }
}

impl fmt::Display for One {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            One::Year(year) => write!(f, "{year:04}"),
            One::Half(year, half) => write!(f, "{year:04}-H{half}"),
            One::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            One::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            One::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            One::Day(day) => write!(f, "{day}"),
        }
    }
}

/// A period or an inclusive range of periods, as written: `2014`, `2014-H1`, `2014-H2..2016-Q1`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Period {
    first: One,
    /// Missing where the period is no range.
    last: Option<One>,
}

/// Why a text is no [`Period`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PeriodError {
    /// Not one of the spellings.
    Malformed,
    /// The range ends before it begins.
    Backwards,
    /// It begins or ends outside the years 1 to 9998.
    BeyondYears,
}

impl Period {
    /// Reads a period.
    pub fn parse(text: &str) -> Result<Period, PeriodError> {
        let (first, last) = match text.split_once("..") {
            Some((first, last)) => (first, Some(last)),
            None => (text, None),
        };
        let first = One::parse(first).ok_or(PeriodError::Malformed)?;
        let last = last.map(|last| One::parse(last).ok_or(PeriodError::Malformed)).transpose()?;
        let period = Period { first, last };
        // A range that holds a day in one calendar may hold none in another; the civil one decides here.
        let known = |one: One| one.days(Calendar::CIVIL).is_some();
        if !known(first) || !last.is_none_or(known) {
            return Err(PeriodError::BeyondYears);
        }
        period.days(Calendar::CIVIL).map(|_| period).ok_or(PeriodError::Backwards)
    }

    /// The days it stands for in a calendar; nothing for a range that ends before it begins there.
    pub fn days(self, calendar: Calendar) -> Option<Days> {
        let first = self.first.days(calendar)?;
        let last = match self.last {
            Some(last) => last.days(calendar)?,
            None => first,
        };
        let days = Days { first: first.first, last: last.last };
        (!days.is_empty()).then_some(days)
    }

    /// The canonical spelling: a range that is one period is spelt as that period.
    pub fn label(self, calendar: Calendar) -> String {
        match self.days(calendar).and_then(|days| calendar.name(days)) {
            Some(one) => one.to_string(),
            None => self.to_string(),
        }
    }

    /// The range from the first day of `first` to the last day of `last`.
    pub(super) fn join(first: Period, last: Period) -> Period {
        Period { first: first.first, last: Some(last.last.unwrap_or(last.first)) }
    }

    pub(super) fn year(year: i16) -> Period {
        Period { first: One::Year(year), last: None }
    }

    pub(super) fn half(year: i16, half: i8) -> Period {
        Period { first: One::Half(year, half), last: None }
    }

    pub(super) fn quarter(year: i16, quarter: i8) -> Period {
        Period { first: One::Quarter(year, quarter), last: None }
    }

    pub(super) fn week(year: i16, week: i8) -> Period {
        Period { first: One::Week(year, week), last: None }
    }

    pub(super) fn month(year: i16, month: i8) -> Period {
        Period { first: One::Month(year, month), last: None }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.last {
            Some(last) => write!(f, "{}..{last}", self.first),
            None => write!(f, "{}", self.first),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOVEMBER: Calendar = Calendar { start_month: 11, by_start: false };
    const APRIL: Calendar = Calendar { start_month: 4, by_start: true };

    fn check(text: &str, calendar: Calendar, first: &str, last: &str, label: &str) {
        let period = Period::parse(text).expect("a period");
        let days = period.days(calendar).expect("days");
        assert_eq!((days.first.to_string(), days.last.to_string()), (first.to_owned(), last.to_owned()), "{text}");
        assert_eq!(period.label(calendar), label, "{text}");
    }

    #[test]
    fn civil_periods() {
        check("2014", Calendar::CIVIL, "2014-01-01", "2014-12-31", "2014");
        check("2014-H2", Calendar::CIVIL, "2014-07-01", "2014-12-31", "2014-H2");
        check("2014-Q1", Calendar::CIVIL, "2014-01-01", "2014-03-31", "2014-Q1");
        check("2016-02", Calendar::CIVIL, "2016-02-01", "2016-02-29", "2016-02");
        check("2016-02-03", Calendar::CIVIL, "2016-02-03", "2016-02-03", "2016-02-03");
    }

    #[test]
    fn a_year_that_begins_in_november() {
        check("2014", NOVEMBER, "2013-11-01", "2014-10-31", "2014");
        check("2014-H1", NOVEMBER, "2013-11-01", "2014-04-30", "2014-H1");
        check("2014-Q4", NOVEMBER, "2014-08-01", "2014-10-31", "2014-Q4");
        check("2014-03", NOVEMBER, "2014-03-01", "2014-03-31", "2014-03");
        check("2013-11..2014-10", NOVEMBER, "2013-11-01", "2014-10-31", "2014");
        check("2013-12-01..2013-12-31", NOVEMBER, "2013-12-01", "2013-12-31", "2013-12");
    }

    #[test]
    fn a_year_that_is_named_by_its_beginning() {
        check("2014", APRIL, "2014-04-01", "2015-03-31", "2014");
        check("2014-H1", APRIL, "2014-04-01", "2014-09-30", "2014-H1");
        check("2014-Q4", APRIL, "2015-01-01", "2015-03-31", "2014-Q4");
        check("2015-03", APRIL, "2015-03-01", "2015-03-31", "2015-03");
        check("2014-04..2015-03", APRIL, "2014-04-01", "2015-03-31", "2014");
        check("2013..2014", APRIL, "2013-04-01", "2015-03-31", "2013..2014");
        assert_eq!(Calendar::CIVIL.named_by_start(), Calendar::CIVIL);
    }

    #[test]
    fn ranges_that_are_one_period_are_spelt_so() {
        check("2014-01..2014-03", Calendar::CIVIL, "2014-01-01", "2014-03-31", "2014-Q1");
        check("2014..2014", Calendar::CIVIL, "2014-01-01", "2014-12-31", "2014");
        check("2014-H1..2014-Q4", Calendar::CIVIL, "2014-01-01", "2014-12-31", "2014");
        check("2013..2020", Calendar::CIVIL, "2013-01-01", "2020-12-31", "2013..2020");
        check("2014-02..2014-04", Calendar::CIVIL, "2014-02-01", "2014-04-30", "2014-02..2014-04");
    }

    #[test]
    fn wrong_spellings() {
        for wrong in ["14", "2014-13", "2014-H3", "2014-Q0", "2014-1", "2014..", "..2014", "2014-h1", "2014 ", "2014-H1..x"] {
            assert_eq!(Period::parse(wrong), Err(PeriodError::Malformed), "{wrong}");
        }
        assert_eq!(Period::parse("2015..2014"), Err(PeriodError::Backwards));
    }
}
