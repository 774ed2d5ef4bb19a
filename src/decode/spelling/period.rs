//! Periods as people write them: `Quý I/2014`, `6 tháng đầu năm 2014`, `Tháng 3/2014`.

use super::date::{Date, date, english, is_month_word, is_year};
use super::{Instead, LONGEST, Token, four_digits, instead, repeat, spreadsheet, tidy, tokens};
use crate::calendar::Period;
use crate::finding::Advice;
use crate::say;
use crate::text::Message;

/// Advice on a text that is no period; nothing where it cannot be told what is meant.
pub(in crate::decode) fn period(text: &str) -> Option<Advice> {
    if text.len() > LONGEST {
        return None;
    }
    let text = tidy(text);
    match instead(&text) {
        Some(Instead::SameAsAbove) => return Some(repeat().into()),
        Some(Instead::Nothing) => return Some(say!(vi: "ghi rõ kỳ, ví dụ 2014-Q1", en: "write the period, like 2014-Q1").into()),
        None => {}
    }
    if let Some(help) = spreadsheet(&text).or_else(|| reporting_year(&text)) {
        return Some(help.into());
    }
    let help = match reading(&text) {
        Some(Reading::Period(written)) => return Period::parse(&written).is_ok().then(|| Advice::write(&written)),
        Some(Reading::ShortYear) => four_digits(),
        Some(Reading::NoYear(example)) => {
            say!(vi: "thiếu năm: viết cả năm, ví dụ {example}", en: "the year is missing: write it too, like {example}")
        }
        Some(Reading::NoSuch(help)) => help,
        None => {
            return match date(&text, false)? {
                Date::NoDay | Date::Several => None,
                other => Some(other.day().map_or_else(|| other.advice(), |day| Advice::write(&day.to_string()))),
            };
        }
    };
    Some(help.into())
}

fn reading(text: &str) -> Option<Reading> {
    let all: Vec<Token> = tokens(&text.replace("đến", "-").replace("..", "-")).into_iter().filter(|token| !is_noise(token)).collect();
    read(&all)
}

/// Years that are not the civil ones: `FY2014`, `2014/15`. Which of the two years names them, their calendar says.
fn reporting_year(text: &str) -> Option<Message> {
    let fiscal = text.strip_prefix("fy").or_else(|| text.strip_prefix("fiscal year ")).or_else(|| text.strip_prefix("năm tài chính "));
    let years = fiscal.unwrap_or(text).trim_matches(|c: char| " -/'".contains(c));
    let over = years.split_once(['/', '-', '–']).filter(|(first, second)| {
        let next = first.parse::<u16>().ok().map(|first| first + 1);
        is_year(first)
            && next.is_some_and(|next| *second == format!("{:02}", next % 100) || (fiscal.is_some() && *second == next.to_string()))
    });
    if let Some((first, _)) = over {
        let last = first.parse::<u16>().map_or(0, |first| first + 1);
        // `2011/12` is written for the twelfth month, too.
        let month = (fiscal.is_none() && last % 100 <= 12).then(|| format!("{first}-{:02}", last % 100));
        return Some(match month {
            Some(month) => say!(
                vi: "viết {last} nếu là năm báo cáo {first}-{last} ({first} nếu lịch của nó trong tiendo.toml có `named = \"start\"`), {month} nếu là tháng",
                en: "write {last} if this is the reporting year {first}-{last} ({first} where its calendar in tiendo.toml has `named = \"start\"`), {month} if it is a month"
            ),
            None => say!(
                vi: "năm báo cáo gọi theo năm kết thúc: viết {last}, hoặc {first} nếu lịch có `named = \"start\"`; `[calendar]` trong tiendo.toml cho biết năm bắt đầu khi nào",
                en: "a reporting year is named by the year in which it ends: write {last}, or {first} where its calendar has `named = \"start\"`; `[calendar]` in tiendo.toml says when years begin"
            ),
        });
    }
    // `2011-13`, where no month is meant.
    if let Some((first, last)) = years.split_once(['/', '-', '–']).filter(|(first, last)| is_year(first) && last.len() == 2) {
        let (start, end) = (first.parse::<u16>().ok()?, last.parse::<u16>().ok()?);
        let end = start / 100 * 100 + end;
        if end > start && end % 100 > 12 {
            return Some(
                say!(vi: "viết {first}..{end} nếu là các năm từ {first} đến {end}", en: "write {first}..{end} if the years from {first} to {end} are meant"),
            );
        }
    }
    let year = fiscal.map(|_| years)?;
    if year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(four_digits());
    }
    is_year(year).then(|| {
        say!(
            vi: "viết {year}; `[calendar]` trong tiendo.toml cho biết năm báo cáo bắt đầu khi nào và gọi theo năm nào",
            en: "write {year}; `[calendar]` in tiendo.toml says when a reporting year begins and by which year it is named"
        )
    })
}

/// Words that say nothing about which period is meant.
fn is_noise(token: &Token) -> bool {
    const NOISE: [&str; 14] = ["năm", "của", "kỳ", "kì", "báo", "cáo", "giai", "đoạn", "từ", "cả", "trong", "the", "of", "y"];
    matches!(token, Token::Word(word) if NOISE.contains(&word.as_str()))
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Reading {
    Period(String),
    ShortYear,
    /// A part of a year, with the spelling that such parts have.
    NoYear(&'static str),
    NoSuch(Message),
}

fn read(all: &[Token]) -> Option<Reading> {
    let pieces: Vec<&Token> = all.iter().filter(|token| **token != Token::Dash).collect();
    single(&pieces).or_else(|| range(all))
}

/// A part of the year that is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Month,
    Quarter,
    Half,
    Week,
}

fn part(word: &str) -> Option<Part> {
    match word {
        "quý" | "quí" | "q" | "quarter" => Some(Part::Quarter),
        "h" | "half" | "s" | "semester" | "sem" | "hk" => Some(Part::Half),
        "w" | "week" | "tuần" => Some(Part::Week),
        "m" => Some(Part::Month),
        word => is_month_word(word).then_some(Part::Month),
    }
}

/// A number in digits, in Roman numerals or as a word.
fn count(token: &Token) -> Option<u8> {
    match token {
        Token::Digits(digits) if digits.len() <= 2 => digits.parse().ok(),
        Token::Word(word) => match word.as_str() {
            "i" | "một" => Some(1),
            "ii" | "hai" => Some(2),
            "iii" | "ba" => Some(3),
            "iv" | "tư" | "bốn" => Some(4),
            "v" => Some(5),
            "sáu" => Some(6),
            "chín" => Some(9),
            _ => None,
        },
        _ => None,
    }
}

fn single(pieces: &[&Token]) -> Option<Reading> {
    match pieces {
        [Token::Digits(year)] => is_year(year).then(|| Reading::Period(year.clone())).or_else(|| six_digits(year)),
        [Token::Digits(first), Token::Digits(second)] if is_year(first) && is_year(second) => {
            Some(Reading::Period(format!("{first}..{second}")))
        }
        [month, Token::Digits(year)] | [Token::Digits(year), month] if year.len() == 4 && count(month).is_some() => {
            // A Roman numeral alone could be a quarter as well as a month.
            month.digits().and_then(|_| of_year(Part::Month, count(month)?, year))
        }
        [Token::Word(month), Token::Digits(year)] if english(month).is_some() => {
            of_year(Part::Month, u8::try_from(english(month)?).ok()?, year)
        }
        [Token::Digits(year), Token::Word(word), nth] if is_year(year) => of_year(part(word)?, count(nth)?, year),
        [Token::Word(half), Token::Word(which), Token::Digits(year)] if half == "nửa" => edge(6, which, year),
        [Token::Word(word), nth, Token::Digits(year)] => of_year(part(word)?, count(nth)?, year),
        [Token::Digits(nth), Token::Word(word), Token::Digits(year)] if word == "q" || word == "h" => {
            of_year(part(word)?, nth.parse().ok()?, year)
        }
        [length, Token::Word(word), Token::Word(which), Token::Digits(year)] if word == "tháng" => edge(count(length)?, which, year),
        [length, Token::Word(word), Token::Digits(year)] if word == "tháng" => edge(count(length)?, "đầu", year),
        [Token::Word(word), nth] => count(nth).and(part(word)).map(|part| {
            Reading::NoYear(match part {
                Part::Month => "2014-03",
                Part::Quarter => "2014-Q1",
                Part::Half => "2014-H1",
                Part::Week => "2014-W03",
            })
        }),
        [length, Token::Word(word), Token::Word(which)] if word == "tháng" && ["đầu", "cuối"].contains(&which.as_str()) => {
            count(length).map(|_| Reading::NoYear("2014-H1"))
        }
        _ => None,
    }
}

/// One month, quarter or half of a year.
fn of_year(part: Part, nth: u8, year: &str) -> Option<Reading> {
    let most = match part {
        Part::Month => 12,
        Part::Quarter => 4,
        Part::Half => 2,
        Part::Week => 53,
    };
    if !(1..=most).contains(&nth) {
        return Some(Reading::NoSuch(match part {
            Part::Month => say!(vi: "không có tháng {nth}", en: "there is no month {nth}"),
            Part::Quarter => say!(vi: "một năm có bốn quý", en: "a year has four quarters"),
            Part::Half => say!(vi: "một năm có hai kỳ sáu tháng: H1 và H2", en: "a year has two halves: H1 and H2"),
            Part::Week => say!(vi: "không có tuần {nth}", en: "there is no week {nth}"),
        }));
    }
    if !is_year(year) {
        return (year.len() == 2).then_some(Reading::ShortYear);
    }
    Some(Reading::Period(match part {
        Part::Month => format!("{year}-{nth:02}"),
        Part::Quarter => format!("{year}-Q{nth}"),
        Part::Half => format!("{year}-H{nth}"),
        Part::Week => format!("{year}-W{nth:02}"),
    }))
}

/// The first or the last months of a year. Where they are whole quarters they follow the reporting year, as they are meant to.
fn edge(months: u8, which: &str, year: &str) -> Option<Reading> {
    if !is_year(year) {
        return (year.len() == 2).then_some(Reading::ShortYear);
    }
    let written = match (months, which) {
        (3, "đầu") => format!("{year}-Q1"),
        (6, "đầu") => format!("{year}-H1"),
        (9, "đầu") => format!("{year}-Q1..{year}-Q3"),
        (3, "cuối") => format!("{year}-Q4"),
        (6, "cuối") => format!("{year}-H2"),
        (12, "đầu") => year.to_owned(),
        (2..=11, "đầu") => format!("{year}-01..{year}-{months:02}"),
        _ => return None,
    };
    Some(Reading::Period(written))
}

/// `201403`.
fn six_digits(digits: &str) -> Option<Reading> {
    let (year, month) = digits.split_at_checked(4).filter(|(year, month)| is_year(year) && month.len() == 2)?;
    of_year(Part::Month, month.parse().ok()?, year)
}

/// Two periods with a stroke between them; the first takes its unit and its year from the other where it has none.
fn range(all: &[Token]) -> Option<Reading> {
    let dash = all.iter().position(|token| *token == Token::Dash)?;
    let (first, last): (Vec<&Token>, Vec<&Token>) = (all[..dash].iter().collect(), all[dash + 1..].iter().collect());
    if last.contains(&&Token::Dash) {
        return None;
    }
    let unit = first.first().filter(|token| matches!(token, Token::Word(word) if part(word).is_some()));
    let last: Vec<&Token> = match (unit, last.first()) {
        (Some(unit), Some(Token::Digits(_) | Token::Word(_))) if count(last[0]).is_some() => [vec![*unit], last].concat(),
        _ => last,
    };
    let Some(Reading::Period(to)) = single(&last) else { return None };
    let with_year = || single(&[first.as_slice(), &last[last.len() - 1..]].concat());
    let from = match single(&first) {
        Some(Reading::Period(from)) => from,
        _ => match with_year()? {
            Reading::Period(from) if unit.is_some() => from,
            _ => return None,
        },
    };
    Some(Reading::Period(format!("{from}..{to}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let help = period(text).map(|advice| advice.help().get(Lang::En).to_owned());
        assert_eq!(help.as_deref().unwrap_or("nothing"), expected, "{text}");
    }

    #[test]
    fn quarters() {
        for text in ["Quý I/2014", "quý 1 năm 2014", "Quí I-2014", "Q1/2014", "Q1-2014", "2014Q1", "2014-q1", "1Q2014", "quý một năm 2014"]
        {
            check(text, "write 2014-Q1");
        }
        check("Quý IV năm 2014", "write 2014-Q4");
        check("Quý V/2014", "a year has four quarters");
        check("Quý 5/2014", "a year has four quarters");
    }

    #[test]
    fn halves() {
        for text in [
            "6 tháng đầu năm 2014",
            "06 tháng đầu năm 2014",
            "Sáu tháng đầu năm 2014",
            "6 tháng năm 2014",
            "2014H1",
            "H1/2014",
            "nửa đầu năm 2014",
        ] {
            check(text, "write 2014-H1");
        }
        check("6 tháng cuối năm 2014", "write 2014-H2");
        check("9 tháng đầu năm 2014", "write 2014-Q1..2014-Q3");
        check("10 tháng đầu năm 2014", "write 2014-01..2014-10");
    }

    #[test]
    fn months() {
        for text in
            ["Tháng 3/2014", "tháng 3 năm 2014", "T3/2014", "T.3-2014", "3/2014", "03-2014", "2014/3", "2014-3", "201403", "Mar-2014"]
        {
            check(text, "write 2014-03");
        }
        check("tháng 13/2014", "there is no month 13");
    }

    #[test]
    fn years_and_ranges() {
        check("Năm 2014", "write 2014");
        check("cả năm 2014", "write 2014");
        for text in ["2013-2020", "2013 – 2020", "giai đoạn 2013-2020", "từ năm 2013 đến năm 2020", "2013/2020"] {
            check(text, "write 2013..2020");
        }
        check("tháng 1-3/2014", "write 2014-01..2014-03");
        check("từ tháng 1 đến tháng 3 năm 2014", "write 2014-01..2014-03");
        check("Quý I-II/2014", "write 2014-Q1..2014-Q2");
        check("2014-H1 - 2015-H1", "nothing");
    }

    #[test]
    fn semesters_weeks_and_reporting_years() {
        for text in ["2014-S1", "2014 S1", "S1/2014", "Semester 1 2014", "2014S1"] {
            check(text, "write 2014-H1");
        }
        for text in ["2014W3", "2014-W3", "tuần 3/2014", "W03/2014"] {
            check(text, "write 2014-W03");
        }
        for text in ["FY2014", "FY 2014", "fy-2014"] {
            check(text, "write 2014; `[calendar]` in tiendo.toml says when a reporting year begins and by which year it is named");
        }
        for text in ["2014/15", "2014-15", "FY2014-15", "FY 2014/2015"] {
            check(
                text,
                "a reporting year is named by the year in which it ends: write 2015, or 2014 where its calendar has `named = \"start\"`; `[calendar]` in tiendo.toml says when years begin",
            );
        }
        check("FY14", "write the year with four digits");
        check("2011-13", "write 2011..2013 if the years from 2011 to 2013 are meant");
        check(
            "2011/12",
            "write 2012 if this is the reporting year 2011-2012 (2011 where its calendar in tiendo.toml has `named = \"start\"`), 2011-12 if it is a month",
        );
        assert_eq!(period("2014/15").as_ref().and_then(Advice::text), None);
        assert_eq!(period("Q1 2014").as_ref().and_then(Advice::text), Some("2014-Q1"));
    }

    #[test]
    fn days_are_periods_too() {
        check("31/12/2014", "write 2014-12-31");
        check("31/2/2014", "February 2014 has 28 days");
    }

    #[test]
    fn a_year_is_never_guessed() {
        check("Q1/14", "write the year with four digits");
        check("6 tháng đầu năm 14", "write the year with four digits");
        check("Quý I", "the year is missing: write it too, like 2014-Q1");
        check("6 tháng đầu năm", "the year is missing: write it too, like 2014-H1");
        check("tháng 3", "the year is missing: write it too, like 2014-03");
    }
}
