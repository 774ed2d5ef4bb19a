//! Stretches of time that are not yet placed on a day: ten days, six months.

use jiff::Span as Jiff;
use jiff::civil::Date;

use super::date::plus_days;

/// So many days or months.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Span {
    /// Days.
    Days(i64),
    /// Months: the same day of another month, or its last day where it is shorter.
    Months(i64),
}

impl Span {
    /// The day so much later.
    pub fn after(self, day: Date) -> Date {
        self.from(day, 1)
    }

    /// The day so much earlier.
    pub fn before(self, day: Date) -> Date {
        self.from(day, -1)
    }

    fn from(self, day: Date, sign: i64) -> Date {
        match self {
            Span::Days(days) => plus_days(day, sign * days),
            Span::Months(months) => {
                let edge = if sign * months < 0 { Date::MIN } else { Date::MAX };
                Jiff::new().try_months(sign * months).ok().and_then(|span| day.checked_add(span).ok()).unwrap_or(edge)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_end_where_the_month_ends() {
        assert_eq!(Span::Months(1).after(date(2014, 1, 31)), date(2014, 2, 28));
        assert_eq!(Span::Months(6).before(date(2014, 8, 31)), date(2014, 2, 28));
        assert_eq!(Span::Days(10).after(date(2014, 1, 1)), date(2014, 1, 11));
        assert_eq!(Span::Days(1).before(date(2014, 1, 1)), date(2013, 12, 31));
        assert_eq!(Span::Months(120_000).after(date(2014, 1, 1)), Date::MAX);
    }
}
