//! Rhythms: every month, quarter, half or year, or one of them in each year.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::date::Days;
use super::period::{Calendar, Period};

/// What recurs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Every {
    /// Each ISO 8601 week.
    Week,
    /// Each month.
    Month,
    /// Each quarter.
    Quarter,
    /// Each half-year.
    Half,
    /// Each year.
    Year,
    /// One part of each year.
    Single(Single),
}

/// One part of each year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Single {
    /// The first or second half.
    Half(i8),
    /// One of four quarters.
    Quarter(i8),
    /// One of twelve months.
    Month(i8),
}

/// A rhythm with its bounds: windows of `length` periods each, and of these every `step`th.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rhythm {
    /// What recurs.
    pub every: Every,
    /// How many periods make one window; at least 1.
    pub length: usize,
    /// Every how-many-eth window is kept, the first always; at least 1.
    pub step: usize,
}

impl Every {
    /// Reads `week`, `month`, `quarter`, `half`, `year`, `H1`, `Q3`, `05`.
    pub fn parse(text: &str) -> Option<Every> {
        Some(match text {
            "week" => Every::Week,
            "month" => Every::Month,
            "quarter" => Every::Quarter,
            "half" => Every::Half,
            "year" => Every::Year,
            _ => Every::Single(match text.as_bytes() {
                [b'H', half @ b'1'..=b'2'] => Single::Half((half - b'0').cast_signed()),
                [b'Q', quarter @ b'1'..=b'4'] => Single::Quarter((quarter - b'0').cast_signed()),
                [b'0', month @ b'1'..=b'9'] => Single::Month((month - b'0').cast_signed()),
                [b'1', month @ b'0'..=b'2'] => Single::Month((month - b'0').cast_signed() + 10),
                _ => return None,
            }),
        })
    }

    /// The periods of one year, in order.
    fn of_year(self, year: i16) -> Vec<Period> {
        match self {
            Every::Year => vec![Period::year(year)],
            Every::Half => (1..=2).map(|half| Period::half(year, half)).collect(),
            Every::Quarter => (1..=4).map(|quarter| Period::quarter(year, quarter)).collect(),
            Every::Week => {
                let exists = |week: &i8| ISOWeekDate::new(year, *week, Weekday::Monday).is_ok();
                (1..=53).filter(exists).map(|week| Period::week(year, week)).collect()
            }
            Every::Month => (1..=12).map(|month| Period::month(year, month)).collect(),
            Every::Single(Single::Half(half)) => vec![Period::half(year, half)],
            Every::Single(Single::Quarter(quarter)) => vec![Period::quarter(year, quarter)],
            Every::Single(Single::Month(month)) => vec![Period::month(year, month)],
        }
    }
}

impl Rhythm {
    /// Windows of so many periods that follow each other, one ending with each period that has enough before it in `bounds`.
    pub fn over(self, count: usize, bounds: Days, calendar: Calendar) -> Vec<Period> {
        let single = Rhythm { length: 1, step: 1, ..self }.windows(bounds, calendar);
        single
            .windows(count.max(1))
            .filter_map(|run| match run {
                [one] => Some(*one),
                [first, .., last] => Some(Period::join(*first, *last)),
                [] => None,
            })
            .collect()
    }

    /// The windows that lie wholly in `bounds`, in order of time.
    ///
    /// Months are civil in every calendar, so a year's months are those of the civil year of its name.
    pub fn windows(self, bounds: Days, calendar: Calendar) -> Vec<Period> {
        let clamp = |day: Date| day.year().clamp(1, 9998);
        // A part of a calendar's year may lie in the civil year before its name, or in the one after.
        let years = clamp(bounds.first).saturating_sub(1)..=clamp(bounds.last).saturating_add(1);
        let periods: Vec<Period> = years
            .flat_map(|year| self.every.of_year(year))
            .filter(|period| period.days(calendar).is_some_and(|days| bounds.covers(days)))
            .collect();
        periods
            .chunks_exact(self.length)
            .step_by(self.step)
            .map(|chunk| match chunk {
                [one] => *one,
                [first, .., last] => Period::join(*first, *last),
                [] => unreachable!("a chunk has at least one period: length is at least 1"),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(every: &str, length: usize, step: usize, bounds: &str, calendar: Calendar) -> Vec<String> {
        let bounds = Period::parse(bounds).expect("a period").days(calendar).expect("days");
        let rhythm = Rhythm { every: Every::parse(every).expect("a rhythm"), length, step };
        rhythm.windows(bounds, calendar).into_iter().map(|period| period.label(calendar)).collect()
    }

    #[test]
    fn every_half() {
        assert_eq!(labels("half", 1, 1, "2013..2014", Calendar::CIVIL), ["2013-H1", "2013-H2", "2014-H1", "2014-H2"]);
    }

    #[test]
    fn single_parts() {
        assert_eq!(labels("H1", 1, 1, "2013..2015", Calendar::CIVIL), ["2013-H1", "2014-H1", "2015-H1"]);
        assert_eq!(labels("05", 1, 1, "2013..2014", Calendar::CIVIL), ["2013-05", "2014-05"]);
    }

    #[test]
    fn length_and_step() {
        assert_eq!(labels("month", 2, 1, "2014-01..2014-05", Calendar::CIVIL), ["2014-01..2014-02", "2014-03..2014-04"]);
        assert_eq!(labels("month", 3, 1, "2014", Calendar::CIVIL), ["2014-Q1", "2014-Q2", "2014-Q3", "2014-Q4"]);
        assert_eq!(labels("year", 1, 3, "2013..2020", Calendar::CIVIL), ["2013", "2016", "2019"]);
    }

    #[test]
    fn only_whole_windows() {
        assert_eq!(labels("year", 1, 1, "2013-02..2015-03", Calendar::CIVIL), ["2014"]);
    }

    #[test]
    fn a_reporting_year() {
        let calendar = Calendar::starting(11).expect("a month");
        assert_eq!(labels("half", 1, 1, "2013..2014", calendar), ["2013-H1", "2013-H2", "2014-H1", "2014-H2"]);
        assert_eq!(labels("month", 1, 1, "2014-Q1", calendar), ["2013-11", "2013-12", "2014-01"]);
        let calendar = Calendar::starting(4).expect("a month").named_by_start();
        assert_eq!(labels("quarter", 1, 1, "2015-01..2015-06", calendar), ["2014-Q4", "2015-Q1"]);
        assert_eq!(labels("year", 1, 1, "2013..2014", calendar), ["2013", "2014"]);
    }

    proptest! {
        /// Windows of a rhythm never overlap, lie in their bounds, and come in order of time.
        #[test]
        fn windows_are_a_sequence(start in 1_i8..=12, begin in any::<bool>(), from in 2000_i16..2030, years in 0_i16..12, length in 1_usize..5, step in 1_usize..4, which in 0_usize..5) {
            let calendar = Calendar::starting(start).expect("a month");
            let calendar = if begin { calendar.named_by_start() } else { calendar };
            let every = [Every::Month, Every::Quarter, Every::Half, Every::Year, Every::Single(Single::Quarter(2))][which];
            let bounds = Period::join(Period::year(from), Period::year(from + years)).days(calendar).expect("days");
            let windows: Vec<Days> = Rhythm { every, length, step }.windows(bounds, calendar).iter().filter_map(|w| w.days(calendar)).collect();
            for window in &windows {
                prop_assert!(bounds.covers(*window));
            }
            for pair in windows.windows(2) {
                prop_assert!(pair[0].last < pair[1].first);
            }
        }

        /// What a period's label says is the period itself.
        #[test]
        fn labels_read_back(start in 1_i8..=12, begin in any::<bool>(), year in 1900_i16..2100, quarter in 1_i8..=4, further in 0_i16..20) {
            let calendar = Calendar::starting(start).expect("a month");
            let calendar = if begin { calendar.named_by_start() } else { calendar };
            let period = Period::join(Period::quarter(year, quarter), Period::year(year + further));
            let read = Period::parse(&period.label(calendar)).expect("a label is a period");
            prop_assert_eq!(read.days(calendar), period.days(calendar));
        }
    }
}
