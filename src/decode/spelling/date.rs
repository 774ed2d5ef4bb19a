//! Days as people write them: `31/12/2014`, `ngày 5 tháng 3 năm 2014`, a spreadsheet's day number.

use super::{Instead, LONGEST, Token, four_digits, instead, repeat, spreadsheet, tidy, tokens};
use crate::calendar::{self, parse_date, plus_days};
use crate::finding::{Advice, Order, both};
use crate::say;
use crate::text::Message;

/// What a text that is no date says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::decode) enum Date {
    /// A day, and nothing else can be meant.
    Day(calendar::Date),
    /// The same in figures, with the day first: a day above twelve shows it.
    DayFirst(calendar::Date),
    /// The same, with the month first: only a day above twelve shows it.
    MonthFirst(calendar::Date),
    /// Figures of which the first two may be day and month, or month and day.
    Either { day_first: calendar::Date, month_first: calendar::Date },
    /// A day with the time of day behind it.
    WithTime(Box<Date>),
    /// Digits that a spreadsheet would show as this day, and as the other one if it counts from 1904.
    DayNumber(calendar::Date, calendar::Date),
    /// A day that its month does not have.
    NoSuchDay { year: i16, month: i8, days: i8 },
    /// A month beyond twelve.
    NoSuchMonth(i16),
    /// A year of two digits.
    ShortYear,
    /// A month or a year without its day.
    NoDay,
    /// More than one day.
    Several,
    /// Anything else that can be told.
    Else(Message),
}

impl Date {
    /// Whether it is a spelling that is understood, and yet there is no such day.
    pub(in crate::decode) fn is_impossible(&self) -> bool {
        matches!(self, Date::NoSuchDay { .. } | Date::NoSuchMonth(_))
    }

    /// What it tells of the order of day and month in its column.
    pub(in crate::decode) fn order(&self) -> Option<Order> {
        match self {
            Date::DayFirst(_) => Some(Order::DayFirst),
            Date::MonthFirst(_) => Some(Order::MonthFirst),
            Date::Either { day_first, month_first } => Some(Order::Either { day_first: *day_first, month_first: *month_first }),
            Date::WithTime(day) => day.order(),
            _ => None,
        }
    }

    /// The day, where only one can be meant.
    pub(in crate::decode) fn day(&self) -> Option<calendar::Date> {
        match self {
            Date::Day(day) | Date::DayFirst(day) | Date::MonthFirst(day) => Some(*day),
            Date::WithTime(day) => day.day(),
            _ => None,
        }
    }

    /// What to do.
    pub(in crate::decode) fn advice(&self) -> Advice {
        match self {
            Date::Day(day) | Date::DayFirst(day) => Advice::write(&day.to_string()),
            Date::MonthFirst(day) => Advice::certain(
                say!(vi: "viết {day} (ở đây tháng đứng trước ngày)", en: "write {day} (here the month stands before the day)"),
                day.to_string(),
            ),
            Date::WithTime(day) => match day.as_ref() {
                Date::Day(day) | Date::DayFirst(day) | Date::MonthFirst(day) => {
                    Advice::certain(say!(vi: "viết {day}, không kèm giờ", en: "write {day}, without the time of day"), day.to_string())
                }
                other => other.advice(),
            },
            other => other.doubt().into(),
        }
    }

    /// What to do where no day is certain.
    fn doubt(&self) -> Message {
        match self {
            Date::Either { day_first, month_first } => both(*day_first, *month_first),
            Date::DayNumber(day, other) => say!(
                vi: "viết {day}, nếu đây là số ngày của bảng tính ({other} nếu tệp đếm ngày từ năm 1904)",
                en: "write {day}, if this is a spreadsheet's day number ({other} if its workbook counts from 1904)"
            ),
            Date::NoSuchDay { year, month, days } => {
                let name = MONTHS.get(usize::try_from(*month - 1).unwrap_or(0)).copied().unwrap_or_default();
                say!(vi: "tháng {month} năm {year} có {days} ngày", en: "{name} {year} has {days} days")
            }
            Date::NoSuchMonth(month) => say!(vi: "không có tháng {month}", en: "there is no month {month}"),
            Date::ShortYear => four_digits(),
            Date::NoDay => say!(vi: "thiếu ngày: viết đủ năm-tháng-ngày", en: "the day is missing: write year-month-day"),
            Date::Several => say!(vi: "mỗi ô chỉ ghi một ngày", en: "a cell holds one day only"),
            Date::Else(help) => help.clone(),
            Date::Day(_) | Date::DayFirst(_) | Date::MonthFirst(_) | Date::WithTime(_) => super::year_month_day(),
        }
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// What a text that is no date says; nothing where it cannot be told.
pub(in crate::decode) fn date(text: &str, required: bool) -> Option<Date> {
    if text.len() > LONGEST {
        return None;
    }
    let text = tidy(text);
    match instead(&text) {
        Some(Instead::SameAsAbove) => return Some(Date::Else(repeat())),
        Some(Instead::Nothing) if required => {
            let help = say!(vi: "ghi rõ ngày: cột này không được để trống", en: "write the day: this column may not be empty");
            return Some(Date::Else(help));
        }
        Some(Instead::Nothing) => {
            let help = say!(vi: "không rõ ngày thì để trống", en: "leave the cell empty if the day is not known");
            return Some(Date::Else(help));
        }
        None => {}
    }
    if let Some(help) = spreadsheet(&text) {
        return Some(Date::Else(help));
    }
    if let Some(day) = parse_date(&text) {
        return Some(Date::Day(day));
    }
    if let Some(day) = day_number(&text).or_else(|| eight_digits(&text)) {
        return Some(day);
    }
    let (day, timed) = without_time(&text);
    match written(day)? {
        day if timed && (day.day().is_some() || day.order().is_some()) => Some(Date::WithTime(Box::new(day))),
        date => Some(date),
    }
}

/// The text before a time of day, and whether there was one.
fn without_time(text: &str) -> (&str, bool) {
    let Some(colon) = text.find(':') else { return (text, false) };
    let hours = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    let day = hours.strip_suffix(' ').or_else(|| hours.strip_suffix('t')).unwrap_or(hours);
    (day.trim_end(), true)
}

fn written(text: &str) -> Option<Date> {
    // What stands before the word is the place or the day of the week: `Lạng Sơn, ngày 5/3/2014`.
    let (text, spoken) = match text.rfind("ngày ") {
        Some(at) => (&text[at + "ngày ".len()..], true),
        None => (text, false),
    };
    // Where the word stands, or points part the figures, the day stands first.
    let clear = spoken || text.contains('.') || text.contains("mùng") || text.contains("mồng");
    let several = text.contains("đến") || text.contains("và");
    let all: Vec<Token> = tokens(text)
        .into_iter()
        .filter(|token| !matches!(token, Token::Word(word) if word == "năm" || word == "mùng" || word == "mồng"))
        .collect();
    let numbers: Vec<&str> = all.iter().filter_map(Token::digits).collect();
    if (several || all.len() > numbers.len()) && numbers.len() > 3 && numbers.last().is_some_and(|year| year.len() == 4) {
        return Some(Date::Several);
    }
    let pieces: Vec<&Token> = all.iter().filter(|token| **token != Token::Dash).collect();
    match pieces.as_slice() {
        [Token::Digits(day), Token::Word(word), Token::Digits(month), Token::Digits(year)] if is_month_word(word) => {
            three((day, month, year), true)
        }
        [Token::Digits(day), Token::Word(word), Token::Digits(year)] | [Token::Word(word), Token::Digits(day), Token::Digits(year)]
            if english(word).is_some() =>
        {
            three((day, &english(word)?.to_string(), year), true)
        }
        [Token::Word(word), Token::Digits(month), Token::Digits(year)] if is_month_word(word) => month_alone(month, year),
        [Token::Digits(first), Token::Digits(second), Token::Digits(third)] => three((first, second, third), clear),
        [Token::Digits(first), Token::Digits(second)] => month_alone(first, second).or_else(|| month_alone(second, first)),
        [Token::Digits(year)] => is_year(year).then_some(Date::NoDay),
        _ => None,
    }
}

pub(super) fn is_month_word(word: &str) -> bool {
    ["tháng", "thg", "th", "t"].contains(&word)
}

/// The month of an English name or its beginning.
pub(super) fn english(word: &str) -> Option<usize> {
    let begins = |name: &str| word.len() >= 3 && name.to_lowercase().starts_with(word);
    MONTHS.iter().position(|name| begins(name) || (word == "sept" && *name == "September")).map(|at| at + 1)
}

pub(super) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && ("1900"..="2100").contains(&digits)
}

fn month_alone(month: &str, year: &str) -> Option<Date> {
    let real = month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month)) && month.len() <= 2;
    (real && is_year(year)).then_some(Date::NoDay)
}

/// Three numbers: day, month, year, or the year first. `clear` says that the day stands before the month.
fn three((first, second, third): (&str, &str, &str), clear: bool) -> Option<Date> {
    let short = |part: &str| part.len() <= 2;
    let (day, month, year) = match (first.len(), third.len()) {
        (1 | 2, 4) if short(second) => (first, second, third),
        (4, 1 | 2) if short(second) => (third, second, first),
        (1 | 2, 1 | 2) if short(second) => return Some(Date::ShortYear),
        _ => return None,
    };
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let read = civil(year, month, day);
    if clear || first.len() == 4 {
        return Some(read);
    }
    Some(either(year, month, day).unwrap_or(match read {
        Date::Day(day) if i32::from(day.day()) > 12 => Date::DayFirst(day),
        read => read,
    }))
}

/// The two days that figures may mean, where both are days of the year and not the same.
fn either(year: i16, month: i8, day: i8) -> Option<Date> {
    let (day_first, month_first) = (calendar::Date::new(year, month, day).ok()?, calendar::Date::new(year, day, month).ok()?);
    (day_first != month_first).then_some(Date::Either { day_first, month_first })
}

fn civil(year: i16, month: i8, day: i8) -> Date {
    if let Ok(day) = calendar::Date::new(year, month, day) {
        return Date::Day(day);
    }
    if let Ok(first) = calendar::Date::new(year, month, 1) {
        return Date::NoSuchDay { year, month, days: first.days_in_month() };
    }
    calendar::Date::new(year, day, month).map_or(Date::NoSuchMonth(month.into()), Date::MonthFirst)
}

/// Digits that count days from the spreadsheets' first one, where that is a day of our time.
fn day_number(text: &str) -> Option<Date> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 5 || !digits(whole) || !digits(&text[whole.len()..].replacen('.', "", 1)) {
        return None;
    }
    let number = whole.parse().ok()?;
    let day = plus_days(calendar::Date::new(1899, 12, 30).ok()?, number);
    let other = plus_days(calendar::Date::new(1904, 1, 1).ok()?, number);
    (1990..=2100).contains(&day.year()).then_some(Date::DayNumber(day, other))
}

/// `20141231` or `31122014`, where only one of the two is a day of our time.
fn eight_digits(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let read = |year: &str, month: &str, day: &str| parse_date(&format!("{year}-{month}-{day}")).filter(|_| is_year(year));
    match (read(&text[..4], &text[4..6], &text[6..]), read(&text[4..], &text[2..4], &text[..2])) {
        (Some(day), None) => Some(Date::Day(day)),
        (None, Some(day)) => Some(either(day.year(), day.month(), day.day()).unwrap_or(Date::Day(day))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let help = date(text, true).map(|date| date.advice().help().get(Lang::En).to_owned());
        assert_eq!(help.as_deref().unwrap_or("nothing"), expected, "{text}");
    }

    #[test]
    fn days_as_offices_write_them() {
        for text in [
            "05.03.2014",
            "2014/3/5",
            "2014-3-5",
            "2014–03–05",
            " 2014-03-05\u{a0}",
            "'2014-03-05",
            "20140305",
            "5 tháng 3 năm 2014",
            "ngày 5/3/2014",
            "Ngày 05 tháng 3 năm 2014",
            "Lạng Sơn, ngày 5 tháng 3 năm 2014",
            "mùng 5 tháng 3, 2014",
            "5-Mar-2014",
            "March 5, 2014",
            "5-Thg3-2014",
        ] {
            check(text, "write 2014-03-05");
        }
    }

    #[test]
    fn a_month_that_stands_first_shows_only_above_twelve() {
        check("12/31/2014", "write 2014-12-31 (here the month stands before the day)");
        check("31/12/2014", "write 2014-12-31");
        check("3/3/2014", "write 2014-03-03");
        for text in ["03/05/2014", "3-5-2014", "03052014", "3/ 5/2014", "3/5/2014 08:30"] {
            check(text, "write 2014-05-03 if the day stands first, 2014-03-05 if the month does");
        }
    }

    #[test]
    fn the_time_of_day_goes() {
        for text in ["2014-12-31 00:00:00", "31/12/2014 8:30", "2014-12-31T00:00:00+07:00"] {
            check(text, "write 2014-12-31, without the time of day");
        }
    }

    #[test]
    fn a_year_of_two_digits_is_never_guessed() {
        for text in ["1/2/14", "31-12-14", "31-Dec-14", "14/12/31"] {
            check(text, "write the year with four digits");
        }
    }

    #[test]
    fn days_that_do_not_exist() {
        check("31/2/2014", "February 2014 has 28 days");
        check("2016-02-30", "February 2016 has 29 days");
        check("2014-04-31", "April 2014 has 30 days");
        check("2014-13-32", "there is no month 13");
    }

    #[test]
    fn day_numbers_are_only_offered() {
        check("41729", "write 2014-03-31, if this is a spreadsheet's day number (2018-04-01 if its workbook counts from 1904)");
        check("41729.5", "write 2014-03-31, if this is a spreadsheet's day number (2018-04-01 if its workbook counts from 1904)");
        check("12345", "nothing");
    }

    #[test]
    fn what_is_no_day() {
        for text in ["T3/2014", "3/2014", "tháng 3 năm 2014", "2014-03", "2014"] {
            check(text, "the day is missing: write year-month-day");
        }
        check("5-7/3/2014", "a cell holds one day only");
        check("5/3/2014 đến 7/3/2014", "a cell holds one day only");
        check("?", "write the day: this column may not be empty");
        check("nt", "each row stands alone: write the value of the row above again");
        check("########", "the spreadsheet's column was too narrow to show the value: widen it and export again");
        check("=TODAY()", "this is a formula: export the cell's value, not its formula");
        check("đầu năm 2014", "nothing");
    }
}
