//! A month in a column of years: `2009-11` beside `2008` and `2010..2012`.

use crate::calendar::Period;
use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A month that is probably a range of years.
    CODE, "V014", "range-of-years", Error,
    "`2009-11` là tháng 11 năm 2009, nhưng các giá trị khác của cột này là năm hoặc khoảng năm: có lẽ muốn nói các năm 2009 đến 2011. Dòng bị loại cho đến khi viết rõ. Nếu đúng là tháng 11, viết 2009-11-01..2009-11-30.\n\nSai:  2009-11   (cạnh 2008 và 2010..2012)\nĐúng: 2009..2011",
    "`2009-11` is November 2009, but the other values of this column are years or ranges of years: the years from 2009 to 2011 are probably meant. The row is left out until it is written so that nobody can mistake it. Where November is meant, write 2009-11-01..2009-11-30.\n\nWrong: 2009-11   (beside 2008 and 2010..2012)\nRight: 2009..2011"
);

/// The years that a text may mean as well as a month.
pub fn years(text: &str) -> Option<(u16, u16)> {
    let (first, last) = text.split_once('-')?;
    let (year, end) = (whole(first, 4)?, whole(last, 2)?);
    (1..=12).contains(&end).then_some(())?;
    (end > year % 100).then_some((year, year / 100 * 100 + end))
}

fn whole(text: &str, digits: usize) -> Option<u16> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// What the values of a column tell of those that may be a month or years.
#[derive(Default)]
pub struct Others {
    years: bool,
    parts: bool,
}

impl Others {
    /// Looks at a value.
    pub fn note(&mut self, text: &str) {
        if years(text).is_some() {
            return;
        }
        let year = |text: &str| whole(text, 4).is_some();
        let range =
            |between: &str| text.split_once(between).is_some_and(|(first, last)| year(first) && (year(last) || whole(last, 2) > Some(12)));
        if year(text) || ["..", "-", "/"].into_iter().any(range) {
            self.years = true;
        } else {
            self.parts |= Period::parse(text).is_ok();
        }
    }

    /// Whether they are years, and nothing shorter.
    pub fn are_years(&self) -> bool {
        self.years && !self.parts
    }
}

/// The finding for such a text.
pub fn check(place: Place, text: &str, personal: bool) -> Finding {
    let (hidden, (first, last)) = (if personal { "…" } else { text }, years(text).unwrap_or_default());
    let message = say!(vi: "`{hidden}` là một tháng, mà các giá trị khác của cột là năm", en: "`{hidden}` is a month, where the column's other values are years");
    let help = (!personal).then(|| {
        say!(
            vi: "viết {first}..{last} nếu là các năm từ {first} đến {last}; nếu là tháng thì viết ngày đầu và ngày cuối: {text}-01..",
            en: "write {first}..{last} for the years from {first} to {last}; for the month write its first and last day: {text}-01.."
        )
    });
    Finding::new(&CODE, place, message).maybe_help(help).hiding(personal)
}

#[cfg(test)]
mod tests {
    use super::{Others, years};

    #[test]
    fn a_month_that_may_be_years() {
        assert_eq!(
            ["2009-11", "2011-12", "2009-09", "2012-03", "2009", "2009-Q1", "2011-13"].map(years),
            [Some((2009, 2011)), Some((2011, 2012)), None, None, None, None, None]
        );
        let told = |values: &[&str]| {
            let mut others = Others::default();
            for value in values {
                others.note(value);
            }
            others.are_years()
        };
        assert!(told(&["2009-11", "2008"]) && told(&["2011-13", "x", ""]) && told(&["2007..2009"]) && told(&["2011/12", "2013-2014"]));
        assert!(
            !told(&["2009-11"])
                && !told(&["2008", "2014-03"])
                && !told(&["2008", "2014-Q1"])
                && !told(&["2009-11", "2009-11-01..2009-11-30"])
        );
    }
}
