//! One field: from text to a value in its column's type, or a finding that says what to write instead.

use std::collections::BTreeSet;

use super::schedule::period_fault;
use super::toml::did_you_mean;
use crate::calendar::{Date, Period, parse_date};
use crate::check::{
    bad_boolean, bad_date, bad_number, bad_period, missing_document, missing_value, out_of_range, unknown_choice, unknown_name,
};
use crate::finding::{Code, Finding};
use crate::model::{Column, Kind, View};
use crate::number::{Number, NumberError};
use crate::say;
use crate::source::{Place, Tree};
use crate::text::{Message, echo, nearest};

/// What the words of CSV files are looked up in: the names of all plans together.
#[derive(Default, Debug)]
pub struct Vocabulary {
    /// Ids of agencies.
    pub agencies: BTreeSet<String>,
    /// Ids of funds.
    pub funds: BTreeSet<String>,
    /// Ids of activities.
    pub activities: BTreeSet<String>,
    /// Ids of categories.
    pub categories: BTreeSet<String>,
}

/// A field as messages repeat it; put together only where there is a message.
#[derive(Clone, Copy)]
struct Hidden<'a> {
    text: &'a str,
    personal: bool,
}

impl std::fmt::Display for Hidden<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.personal { f.write_str("…") } else { f.write_str(&echo(self.text)) }
    }
}

/// Reads a field. References are read as their keys; whether these exist is judged by who knows the day.
pub fn read<'a>(column: &Column, text: &'a str, vocabulary: &Vocabulary, tree: &Tree) -> Result<View<'a>, Problem> {
    if text.is_empty() {
        return if column.required {
            let name = &column.header;
            Err(Problem::new(
                &missing_value::CODE,
                say!(vi: "cột `{name}` không được để trống", en: "the column `{name}` may not be empty"),
            ))
        } else {
            Ok(View::Empty)
        };
    }
    let hidden = Hidden { text, personal: column.personal };
    match &column.kind {
        Kind::Key | Kind::Text | Kind::Reference(_) => Ok(View::Text(text)),
        Kind::Date => parse_date(text).map(View::Date).ok_or_else(|| date_problem(text, hidden)),
        Kind::Period => {
            Period::parse(text).map(View::Period).map_err(|error| Problem::new(&bad_period::CODE, period_fault(&hidden.to_string(), error)))
        }
        Kind::Integer | Kind::Number | Kind::Money => number(column, text, hidden).map(View::Number),
        Kind::Boolean => match text {
            "true" => Ok(View::Boolean(true)),
            "false" => Ok(View::Boolean(false)),
            _ => Err(Problem::new(
                &bad_boolean::CODE,
                say!(vi: "`{hidden}` không phải true hay false", en: "`{hidden}` is neither true nor false"),
            )),
        },
        Kind::Choice(choices) => {
            if choices.iter().any(|choice| choice.id == text) {
                return Ok(View::Text(text));
            }
            let known = choices.iter().map(|choice| choice.id.as_str());
            // People write the label where the file wants the id.
            let label = choices.iter().find(|choice| choice.label.to_lowercase() == text.to_lowercase()).map(|choice| &choice.id);
            let help = match label {
                Some(id) => Some(say!(vi: "trong tệp viết `{id}`", en: "in the file it is written `{id}`")),
                None => did_you_mean(text, known),
            };
            let message = say!(vi: "`{hidden}` không phải là một lựa chọn của cột này", en: "`{hidden}` is none of this column's choices");
            Err(Problem { code: &unknown_choice::CODE, message, help })
        }
        Kind::Agency => name(text, hidden, &vocabulary.agencies, ("cơ quan", "agency")),
        Kind::Fund => name(text, hidden, &vocabulary.funds, ("nguồn kinh phí", "fund")),
        Kind::Activity => name(text, hidden, &vocabulary.activities, ("hoạt động", "activity")),
        Kind::Category => name(text, hidden, &vocabulary.categories, ("danh mục", "category")),
        Kind::File => {
            if tree.has_document(text) {
                return Ok(View::Text(text));
            }
            let message = say!(vi: "không có tài liệu `{hidden}` trong thư mục làm việc", en: "the workspace has no document `{hidden}`");
            Err(Problem::new(&missing_document::CODE, message))
        }
    }
}

/// What is wrong with a field, before its place is known.
#[derive(Debug)]
pub struct Problem {
    code: &'static Code,
    message: Message,
    help: Option<Message>,
}

impl Problem {
    fn new(code: &'static Code, message: Message) -> Problem {
        Problem { code, message, help: None }
    }

    /// The finding at a place.
    pub fn at(self, place: Place, column: &Column) -> Finding {
        let help = if column.personal { None } else { self.help };
        Finding::new(self.code, place, self.message).maybe_help(help).hiding(column.personal)
    }
}

fn name<'a>(text: &'a str, hidden: Hidden<'_>, known: &BTreeSet<String>, (vi, en): (&str, &str)) -> Result<View<'a>, Problem> {
    if known.contains(text) {
        return Ok(View::Text(text));
    }
    let help = nearest(text, known.iter().map(String::as_str)).and_then(|near| did_you_mean(text, [near]));
    Err(Problem { code: &unknown_name::CODE, message: say!(vi: "không có {vi} `{hidden}`", en: "there is no {en} `{hidden}`"), help })
}

fn date_problem(text: &str, hidden: Hidden<'_>) -> Problem {
    let message = say!(vi: "`{hidden}` không phải là ngày viết như 2014-03-31", en: "`{hidden}` is no date written like 2014-03-31");
    let help = day_month_year(text).map(|day| say!(vi: "viết {day}", en: "write {day}"));
    Problem { code: &bad_date::CODE, message, help }
}

/// The date that a day-month-year spelling means: `31/12/2014`, `7-4-2009`, `24/ 12/2012`. Two-digit years are never guessed.
fn day_month_year(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let plain = |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let [day, month, year] = parts.as_slice() else { return None };
    if !parts.iter().all(plain) {
        return None;
    }
    let (day, month, year) = if year.len() == 4 {
        (day, month, year)
    } else if day.len() == 4 {
        (year, month, day)
    } else {
        return None;
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn number(column: &Column, text: &str, hidden: Hidden<'_>) -> Result<Number, Problem> {
    let number = Number::parse(text).map_err(|error| {
        let message = match error {
            NumberError::Malformed => say!(vi: "`{hidden}` không phải là số", en: "`{hidden}` is no number"),
            NumberError::TooLarge => say!(vi: "`{hidden}` có hơn 18 chữ số", en: "`{hidden}` has more than 18 digits"),
            NumberError::TooManyPlaces => {
                say!(vi: "`{hidden}` có hơn chín chữ số thập phân", en: "`{hidden}` has more than nine decimal places")
            }
        };
        let help = ungrouped(text, column.kind == Kind::Number).map(|plain| say!(vi: "viết {plain}", en: "write {plain}"));
        Problem { code: &bad_number::CODE, message, help }
    })?;
    if column.kind != Kind::Number && !number.is_whole() {
        return Err(Problem::new(&bad_number::CODE, say!(vi: "`{hidden}` phải là số nguyên", en: "`{hidden}` must be a whole number")));
    }
    let name = &column.header;
    if let Some(min) = column.min.filter(|min| number < *min) {
        return Err(Problem::new(
            &out_of_range::CODE,
            say!(vi: "`{name}` là {hidden}, ít nhất phải là {min}", en: "`{name}` is {hidden}, and must be at least {min}"),
        ));
    }
    if let Some(max) = column.max.filter(|max| number > *max) {
        return Err(Problem::new(
            &out_of_range::CODE,
            say!(vi: "`{name}` là {hidden}, nhiều nhất là {max}", en: "`{name}` is {hidden}, and may be at most {max}"),
        ));
    }
    Ok(number)
}

/// The plain spelling of a number with separators, where there is only one it can mean.
fn ungrouped(text: &str, decimals: bool) -> Option<String> {
    let text = text.trim();
    for separator in ['.', ',', ' ', '\u{a0}'] {
        let groups: Vec<&str> = text.split(separator).collect();
        let grouped = groups.len() > 2 || (groups.len() == 2 && !decimals);
        let three = groups[1..].iter().all(|group| group.len() == 3);
        if grouped
            && three
            && (1..=3).contains(&groups[0].len())
            && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return Some(groups.concat());
        }
    }
    let (whole, places) = text.split_once(',')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (decimals && digits(whole) && digits(places)).then(|| format!("{whole}.{places}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_offices_are_recognised() {
        for (text, expected) in [
            ("31/12/2014", Some("2014-12-31")),
            ("7-4-2009", Some("2009-04-07")),
            ("24/ 12/2012", Some("2012-12-24")),
            ("2014/3/1", Some("2014-03-01")),
            ("1/2/14", None),
            ("31/02/2014", None),
        ] {
            assert_eq!(day_month_year(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn separators_are_understood_only_where_one_reading_is_left() {
        assert_eq!(ungrouped("1.234.567", false).as_deref(), Some("1234567"));
        assert_eq!(ungrouped("1.234", false).as_deref(), Some("1234"));
        assert_eq!(ungrouped("1.234", true), None);
        assert_eq!(ungrouped("12,5", true).as_deref(), Some("12.5"));
        assert_eq!(ungrouped("hơn 60", false), None);
    }
}
