//! When something that belongs to a period is due.

use jiff::civil::Date;

use super::date::{Days, plus_days};

/// The due date of a window, where it is not the window's own end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Due {
    /// So many days after the window's last day; may be negative.
    AfterEnd(i64),
    /// So many days after the window's first day; may be negative.
    AfterStart(i64),
    /// A day of the civil year in which the window ends, plus so many years.
    On {
        /// 1 to 12.
        month: i8,
        /// 1 to 31; the month's last day where the month is shorter.
        day: i8,
        /// May be negative.
        years: i16,
    },
}

impl Due {
    /// The due date of a window with these days.
    pub fn date(self, window: Days) -> Date {
        match self {
            Due::AfterEnd(days) => plus_days(window.last, days),
            Due::AfterStart(days) => plus_days(window.first, days),
            Due::On { month, day, years } => {
                let year = window.last.year().saturating_add(years).clamp(1, 9999);
                let first = Date::new(year, month, 1).unwrap_or(window.last);
                let day = day.min(first.last_of_month().day());
                Date::new(year, month, day).unwrap_or(first)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const YEAR: Days = Days { first: date(2015, 1, 1), last: date(2015, 12, 31) };

    #[test]
    fn forms() {
        assert_eq!(Due::AfterEnd(10).date(YEAR), date(2016, 1, 10));
        assert_eq!(Due::AfterEnd(-31).date(YEAR), date(2015, 11, 30));
        assert_eq!(Due::AfterStart(-1).date(YEAR), date(2014, 12, 31));
        assert_eq!(Due::On { month: 7, day: 20, years: -1 }.date(YEAR), date(2014, 7, 20));
        assert_eq!(Due::On { month: 2, day: 29, years: 0 }.date(YEAR), date(2015, 2, 28));
    }
}
