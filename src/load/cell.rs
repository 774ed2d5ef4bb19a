//! One field: from text to a value in its column's type, or a finding that says what to write instead.

use std::collections::BTreeSet;

use super::schedule::period_fault;
use super::toml::did_you_mean;
use crate::calendar::{Date, Period, parse_date};
use crate::finding::{Code, Finding, code};
use crate::model::{Column, Kind, View};
use crate::number::{Number, NumberError};
use crate::say;
use crate::source::{Place, Tree};
use crate::text::{Message, echo, nearest};

code!(
    /// A date in another spelling, or that does not exist.
    BAD_DATE, "V001", "bad-date", Error,
    "Ngày phải có thật và viết theo ISO 8601: năm-tháng-ngày.\n\nSai:  31/12/2014\nĐúng: 2014-12-31",
    "A date must exist and be written in ISO 8601: year-month-day.\n\nWrong: 31/12/2014\nRight: 2014-12-31"
);
code!(
    /// A period in another spelling.
    BAD_PERIOD, "V002", "bad-period", Error,
    "Kỳ viết như 2014, 2014-H1, 2014-Q3, 2014-03, 2014-03-15, hoặc một khoảng 2013..2020.\n\nSai:  6 tháng đầu năm 2014\nĐúng: 2014-H1",
    "A period is written 2014, 2014-H1, 2014-Q3, 2014-03, 2014-03-15, or as a range 2013..2020.\n\nWrong: first half of 2014\nRight: 2014-H1"
);
code!(
    /// A number with separators, words, or too many digits.
    BAD_NUMBER, "V003", "bad-number", Error,
    "Số chỉ gồm chữ số, dấu chấm thập phân (cột number), và dấu trừ; không có dấu phân cách hàng nghìn, không có chữ.\n\nSai:  1.234.567   12,5   hơn 60\nĐúng: 1234567     12.5   60",
    "A number is digits, a decimal point (in number columns), a minus sign; no separators, no words.\n\nWrong: 1,234,567   12,5   over 60\nRight: 1234567     12.5   60"
);
code!(
    /// A number beyond what its column allows.
    OUT_OF_RANGE, "V004", "out-of-range", Error,
    "Số nằm ngoài khoảng mà cột cho phép (`min`, `max` trong tiendo.toml).\n\nSai:  -5 người\nĐúng: 5 người",
    "The number is beyond what its column allows (`min`, `max` in tiendo.toml).\n\nWrong: -5 participants\nRight: 5 participants"
);
code!(
    /// A word that is none of the choices.
    UNKNOWN_CHOICE, "V005", "unknown-choice", Error,
    "Cột chỉ nhận những từ đã khai báo trong `of`.\n\nSai:  tu-vna\nĐúng: tu-van",
    "The column takes only the words that `of` declares.\n\nWrong: advcie\nRight: advice"
);
code!(
    /// Neither true nor false.
    BAD_BOOLEAN, "V006", "bad-boolean", Error,
    "Cột này nhận `true` hoặc `false`.\n\nSai:  có\nĐúng: true",
    "The column takes `true` or `false`.\n\nWrong: yes\nRight: true"
);
code!(
    /// A reference to nothing.
    UNKNOWN_REFERENCE, "V007", "unknown-reference", Error,
    "Mã này không có trong sổ đăng ký được tham chiếu.\n\nSai:  06193 khi registers/units.csv không có mã đó\nĐúng: một mã có trong registers/units.csv",
    "The register that is referred to has no such key.\n\nWrong: 06193 where registers/units.csv has no such code\nRight: a code that registers/units.csv has"
);
code!(
    /// An agency, fund, activity or category that no plan defines.
    UNKNOWN_NAME, "V008", "unknown-name", Error,
    "Cơ quan, nguồn kinh phí, hoạt động hoặc danh mục này không được định nghĩa trong kế hoạch nào.\n\nSai:  trung-uơng\nĐúng: trung-uong",
    "No plan defines this agency, fund, activity or category.\n\nWrong: cental-budget\nRight: central-budget"
);
code!(
    /// Nothing where something must be.
    MISSING_VALUE, "V009", "missing-value", Error,
    "Cột bắt buộc mà để trống. Nếu không có số liệu thì khai báo `required = false`; ô trống nghĩa là chưa báo cáo, không phải là 0.",
    "A required column is empty. Where there may be nothing to report declare `required = false`; an empty field means not reported, never 0."
);
code!(
    /// A document that is not there.
    MISSING_DOCUMENT, "V010", "missing-document", Error,
    "Cột kiểu file nêu một tài liệu phải có trong thư mục làm việc; đường dẫn không được ra ngoài thư mục.\n\nSai:  ../bao-cao.pdf\nĐúng: documents/bao-cao-2014-h1.pdf",
    "A column of type file names a document that must be in the workspace; the path may not lead out of it.\n\nWrong: ../report.pdf\nRight: documents/report-2014-h1.pdf"
);

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
            Err(Problem::new(&MISSING_VALUE, say!(vi: "cột `{name}` không được để trống", en: "the column `{name}` may not be empty")))
        } else {
            Ok(View::Empty)
        };
    }
    let hidden = Hidden { text, personal: column.personal };
    match &column.kind {
        Kind::Key | Kind::Text | Kind::Reference(_) => Ok(View::Text(text)),
        Kind::Date => parse_date(text).map(View::Date).ok_or_else(|| date_problem(text, hidden)),
        Kind::Period => {
            Period::parse(text).map(View::Period).map_err(|error| Problem::new(&BAD_PERIOD, period_fault(&hidden.to_string(), error)))
        }
        Kind::Integer | Kind::Number | Kind::Money => number(column, text, hidden).map(View::Number),
        Kind::Boolean => match text {
            "true" => Ok(View::Boolean(true)),
            "false" => Ok(View::Boolean(false)),
            _ => Err(Problem::new(
                &BAD_BOOLEAN,
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
            Err(Problem { code: &UNKNOWN_CHOICE, message, help })
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
            Err(Problem::new(&MISSING_DOCUMENT, message))
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
    Err(Problem { code: &UNKNOWN_NAME, message: say!(vi: "không có {vi} `{hidden}`", en: "there is no {en} `{hidden}`"), help })
}

fn date_problem(text: &str, hidden: Hidden<'_>) -> Problem {
    let message = say!(vi: "`{hidden}` không phải là ngày viết như 2014-03-31", en: "`{hidden}` is no date written like 2014-03-31");
    let help = day_month_year(text).map(|day| say!(vi: "viết {day}", en: "write {day}"));
    Problem { code: &BAD_DATE, message, help }
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
        Problem { code: &BAD_NUMBER, message, help }
    })?;
    if column.kind != Kind::Number && !number.is_whole() {
        return Err(Problem::new(&BAD_NUMBER, say!(vi: "`{hidden}` phải là số nguyên", en: "`{hidden}` must be a whole number")));
    }
    let name = &column.header;
    if let Some(min) = column.min.filter(|min| number < *min) {
        return Err(Problem::new(
            &OUT_OF_RANGE,
            say!(vi: "`{name}` là {hidden}, ít nhất phải là {min}", en: "`{name}` is {hidden}, and must be at least {min}"),
        ));
    }
    if let Some(max) = column.max.filter(|max| number > *max) {
        return Err(Problem::new(
            &OUT_OF_RANGE,
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
