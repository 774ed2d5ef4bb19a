//! Civil days, and the days on which something changed.

use std::fmt;

use crate::Result;

/// The day on which the communes were merged (resolution 818/NQ-UBTVQH14).
pub(crate) const MERGER: Day = Day::new(2020, 1, 1);

/// The day from which the list of 447/QĐ-UBDT holds.
pub(crate) const LIST_2013: Day = Day::new(2013, 9, 19);

/// The day from which the list of 582/QĐ-TTg holds.
pub(crate) const LIST_2017: Day = Day::new(2017, 4, 28);

/// The first day of Decision 59/2012/QĐ-TTg.
pub(crate) const FIRST_MONEY: Day = Day::new(2013, 2, 15);

/// The last day of Decision 59/2012/QĐ-TTg: another replaced it on 22 September 2016.
pub(crate) const LAST_MONEY: Day = Day::new(2016, 9, 21);

/// A civil day, as the number of days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Day(pub(crate) i32);

impl Day {
    /// The day of a year, month and day of month (Howard Hinnant's `days_from_civil`).
    pub(crate) const fn new(year: i32, month: i32, day: i32) -> Self {
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let of_era = shifted.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    pub(crate) fn parse(text: &str) -> Result<Option<Self>> {
        if text.is_empty() {
            return Ok(None);
        }
        let parts: Vec<i32> = text.split('-').map(str::parse).collect::<std::result::Result<_, _>>()?;
        match parts[..] {
            [year, month, day] => Ok(Some(Self::new(year, month, day))),
            _ => Err(format!("not a date: {text}").into()),
        }
    }

    pub(crate) fn civil(self) -> (i32, i32, i32) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month, day)
    }

    pub(crate) fn year(self) -> i32 {
        self.civil().0
    }

    pub(crate) fn month(self) -> i32 {
        self.civil().1
    }

    /// Monday is 0.
    pub(crate) fn weekday(self) -> i32 {
        (self.0 + 3).rem_euclid(7)
    }

    pub(crate) fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// Whether an office works: neither a weekend, nor a fixed holiday, nor about the New Year festival.
    pub(crate) fn works(self) -> bool {
        let (_, month, day) = self.civil();
        let holiday = matches!((month, day), (1 | 5, 1) | (4, 30) | (9, 2));
        let festival = month == 2 && day <= 12 || month == 1 && day >= 28;
        self.weekday() < 5 && !holiday && !festival
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}
