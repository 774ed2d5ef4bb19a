//! One field: from text to a value in its column's type, or a finding that says what to write instead.

mod meant;
pub(crate) mod spelling;
pub mod words;

use std::collections::BTreeMap;

use crate::calendar::{Calendar, Date, Period, PeriodError, parse_date};
use crate::check::{
    ambiguous_number, bad_boolean, bad_date, bad_number, bad_period, missing_document, missing_value, out_of_range, unknown_choice,
    unknown_name,
};
use crate::finding::{Advice, Code, Finding, Order, Reading};
use crate::model::{Choice, Column, Kind, View, several};
use crate::number::{Number, NumberError};
use crate::read::{Place, Tree};
use crate::say;
use crate::text::{Message, echo};
use spelling::Wanted;

pub use meant::{Doubt, day_comes_first, meant};

/// What the words of CSV files are looked up in: the names of all plans together.
#[derive(Default, Debug)]
pub struct Vocabulary {
    /// Agencies, by id: as people call them.
    pub agencies: BTreeMap<String, String>,
    /// Funds, by id: as people call them.
    pub funds: BTreeMap<String, String>,
    /// Activities, by id: as people call them.
    pub activities: BTreeMap<String, String>,
    /// Categories, by id: as people call them.
    pub categories: BTreeMap<String, String>,
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
                Some(
                    say!(vi: "điền giá trị; cho đến lúc đó dòng không được tính", en: "fill it in; until then the row does not count")
                        .into(),
                ),
            ))
        } else {
            Ok(View::Empty)
        };
    }
    let hidden = Hidden { text, personal: column.personal };
    match &column.kind {
        Kind::Key | Kind::Text | Kind::Reference(_) => Ok(View::Text(text)),
        Kind::Date => parse_date(text).map(View::Date).ok_or_else(|| date_problem(column, text, hidden)),
        Kind::Period => Period::parse(text).map(View::Period).map_err(|error| {
            let advice = spelling::period(text);
            // How periods are written is said where nothing better can be.
            let message = if advice.is_some() && !column.personal && error == PeriodError::Malformed {
                say!(vi: "`{hidden}` không phải là kỳ", en: "`{hidden}` is not a period")
            } else {
                period_fault(&hidden.to_string(), error)
            };
            Problem::new(&bad_period::CODE, message, advice)
        }),
        Kind::Integer | Kind::Number | Kind::Money => number(column, text, hidden).map(View::Number),
        Kind::Boolean => match text {
            "true" => Ok(View::Boolean(true)),
            "false" => Ok(View::Boolean(false)),
            _ => Err(Problem::new(
                &bad_boolean::CODE,
                say!(vi: "`{hidden}` không phải true hay false", en: "`{hidden}` is neither true nor false"),
                spelling::boolean(text),
            )),
        },
        Kind::Choice(choices) => {
            if choices.iter().any(|choice| choice.id == text) {
                return Ok(View::Text(text));
            }
            let message =
                say!(vi: "`{hidden}` không phải là giá trị mà cột này nhận", en: "`{hidden}` is not one of this column's choices");
            Err(Problem::new(&unknown_choice::CODE, message, spelling::choice(choices, text)))
        }
        Kind::Choices(choices) => several_choices(choices, column, text, hidden),
        Kind::Agency => name(text, hidden, &vocabulary.agencies, ("cơ quan", "agency")),
        Kind::Fund => name(text, hidden, &vocabulary.funds, ("nguồn kinh phí", "fund")),
        Kind::Activity => name(text, hidden, &vocabulary.activities, ("hoạt động", "activity")),
        Kind::Category => name(text, hidden, &vocabulary.categories, ("diện", "category")),
        Kind::File => {
            if tree.has_document(text) {
                return Ok(View::Text(text));
            }
            let message = say!(vi: "không có tài liệu `{hidden}` trong thư mục làm việc", en: "the workspace has no document `{hidden}`");
            Err(Problem::new(&missing_document::CODE, message, Some(document(text, tree))))
        }
    }
}

/// Reads a field that holds several words, each of them once.
fn several_choices<'a>(choices: &[Choice], column: &Column, text: &'a str, hidden: Hidden<'_>) -> Result<View<'a>, Problem> {
    let mut seen: Vec<&str> = Vec::new();
    for word in several(text) {
        let one = Hidden { text: word, personal: column.personal };
        let message = if word.is_empty() {
            say!(vi: "trong `{hidden}` có một chỗ giữa các dấu `;` để trống", en: "`{hidden}` has nothing between two `;`, or before or behind one")
        } else if seen.contains(&word) {
            say!(vi: "trong `{hidden}`, `{one}` có hai lần", en: "`{one}` stands twice in `{hidden}`")
        } else if choices.iter().any(|choice| choice.id == word) {
            seen.push(word);
            continue;
        } else {
            say!(vi: "`{one}` không phải là giá trị mà cột này nhận", en: "`{one}` is not one of this column's choices")
        };
        let help = match meant::some(choices, text) {
            Ok(words) => Some(Advice::word(&words)),
            // What is certain of one word is not what the whole field is to hold.
            Err(_) => spelling::choice(choices, word).map(|advice| Advice::from(advice.into_help())),
        };
        return Err(Problem::new(&unknown_choice::CODE, message, help));
    }
    Ok(View::Text(text))
}

/// What is wrong with a field, before its place is known.
#[derive(Debug)]
pub struct Problem {
    code: &'static Code,
    message: Message,
    advice: Option<Box<Advice>>,
    /// What a date tells of the order of day and month.
    order: Option<Box<Order>>,
}

impl Problem {
    fn new(code: &'static Code, message: Message, advice: Option<Advice>) -> Problem {
        Problem { code, message, advice: advice.map(Box::new), order: None }
    }

    fn out_of_range(message: Message) -> Problem {
        let help = say!(vi: "sửa số; nếu số đúng thì sửa mức giới hạn trong tiendo.toml", en: "correct the number, or the limit in tiendo.toml if the number is right");
        Problem::new(&out_of_range::CODE, message, Some(help.into()))
    }

    /// The finding at a place.
    pub fn at(self, place: Place, column: &Column) -> Finding {
        let reading = self.order.map(|order| Reading { column: column.name.clone(), order: *order });
        Finding::new(self.code, place, self.message).advised(self.advice.map(|advice| *advice), column.personal).reading(reading)
    }
}

/// How a path is written that leads to a document in another spelling, or out of the workspace.
fn document(text: &str, tree: &Tree) -> Advice {
    let slashed = text.trim().replace('\\', "/");
    if slashed != text && tree.has_document(&slashed) {
        return Advice::word(&slashed);
    }
    let leads_out = slashed.starts_with('/') || slashed.contains(':') || slashed.split('/').any(|part| part == "..");
    let help = if leads_out {
        say!(
            vi: "chép tài liệu vào thư mục làm việc và ghi đường dẫn tính từ thư mục đó",
            en: "copy the document into the workspace and write its path from there"
        )
    } else {
        say!(vi: "sửa tên tệp, hoặc chép tài liệu vào đó", en: "correct the path, or copy the document there")
    };
    help.into()
}

fn name<'a>(text: &'a str, hidden: Hidden<'_>, known: &BTreeMap<String, String>, (vi, en): (&str, &str)) -> Result<View<'a>, Problem> {
    if known.contains_key(text) {
        return Ok(View::Text(text));
    }
    let named = |(id, label): (&String, &String)| Choice { id: id.clone(), label: label.clone() };
    let all = || {
        let ids: Vec<&str> = known.keys().map(String::as_str).collect();
        let all = crate::text::ticked(&ids);
        (1..=12).contains(&ids.len()).then(|| say!(vi: "có: {all}", en: "there are: {all}").into())
    };
    let help = spelling::one_of(&known.iter().map(named).collect::<Vec<_>>(), text).or_else(all);
    Err(Problem::new(&unknown_name::CODE, say!(vi: "không có {vi} `{hidden}`", en: "there is no {en} `{hidden}`"), help))
}

fn date_problem(column: &Column, text: &str, hidden: Hidden<'_>) -> Problem {
    let meant = spelling::date(text, column.required);
    let message = if meant.as_ref().is_some_and(spelling::Date::is_impossible) {
        say!(vi: "ngày `{hidden}` không có thật", en: "the day `{hidden}` does not exist")
    } else {
        say!(vi: "`{hidden}` không phải là ngày viết theo dạng 2014-03-31", en: "`{hidden}` is not a date written like 2014-03-31")
    };
    let order = meant.as_ref().and_then(spelling::Date::order);
    let help = meant.map_or_else(|| spelling::year_month_day().into(), |meant| meant.advice());
    Problem { order: order.map(Box::new), ..Problem::new(&bad_date::CODE, message, Some(help)) }
}

fn number(column: &Column, text: &str, hidden: Hidden<'_>) -> Result<Number, Problem> {
    let wanted = Wanted { decimals: column.kind == Kind::Number, money: column.kind == Kind::Money, required: column.required };
    let number = match Number::parse_digits(text) {
        Some(number) => number,
        None => unusual_number(text, hidden, wanted)?,
    };
    let name = &column.header;
    if let Some(min) = column.min.filter(|min| number < *min) {
        return Err(Problem::out_of_range(
            say!(vi: "`{name}` là {hidden}, nhỏ hơn mức tối thiểu {min}", en: "`{name}` is {hidden}, below the minimum of {min}"),
        ));
    }
    if let Some(max) = column.max.filter(|max| number > *max) {
        return Err(Problem::out_of_range(
            say!(vi: "`{name}` là {hidden}, lớn hơn mức tối đa {max}", en: "`{name}` is {hidden}, above the maximum of {max}"),
        ));
    }
    Ok(number)
}

/// Reads a number that is more than digits, or none.
fn unusual_number(text: &str, hidden: Hidden<'_>, wanted: Wanted) -> Result<Number, Problem> {
    let problem = |message: Message| {
        // Of a number that is too large its own digits are no advice.
        let advice = spelling::number(text, wanted).filter(|advice| advice.text() != Some(text));
        Problem::new(&bad_number::CODE, message, advice.or_else(|| Some(spelling::digits_only().into())))
    };
    let number = Number::parse(text).map_err(|error| {
        if let (NumberError::TooManyPlaces, Some(rounded)) = (error, Number::rounded(text)) {
            let message = say!(vi: "`{hidden}` có hơn 9 chữ số thập phân", en: "`{hidden}` has more than 9 decimal places");
            let help = say!(vi: "làm tròn đến 9 chữ số thập phân: viết {rounded}", en: "round it to 9 places: write {rounded}");
            return Problem::new(&bad_number::CODE, message, Some(help.into()));
        }
        problem(match error {
            NumberError::Malformed => say!(vi: "`{hidden}` không phải là số", en: "`{hidden}` is not a number"),
            NumberError::TooLarge => say!(vi: "`{hidden}` có hơn 18 chữ số", en: "`{hidden}` has more than 18 digits"),
            NumberError::TooManyPlaces => {
                say!(vi: "`{hidden}` có hơn 9 chữ số thập phân", en: "`{hidden}` has more than 9 decimal places")
            }
        })
    })?;
    // `500.000` would read as 500, and means five hundred thousand.
    if !wanted.decimals && (!number.is_whole() || ambiguous_number::is_one(text)) {
        return Err(problem(
            say!(vi: "`{hidden}` phải là số nguyên, không có dấu chấm", en: "`{hidden}` must be a whole number, without a point"),
        ));
    }
    Ok(number)
}

/// A day as people write it, where only one can be meant; a period is its last day. Else what to write.
pub fn lenient_day(text: &str) -> Result<Date, Option<Message>> {
    if let Some(day) = parse_date(text) {
        return Ok(day);
    }
    let meant = spelling::date(text, true);
    if let Some(day) = meant.as_ref().and_then(spelling::Date::day) {
        return Ok(day);
    }
    match lenient_period(text).ok().and_then(|period| period.days(Calendar::CIVIL)) {
        Some(days) if meant.as_ref().is_none_or(|meant| *meant == spelling::Date::NoDay) => Ok(days.last),
        _ => Err(meant.map(|meant| meant.advice().into_help())),
    }
}

/// A period as people write it, where only one can be meant; else what is wrong, and what to write.
pub fn lenient_period(text: &str) -> Result<Period, (PeriodError, Option<Message>)> {
    Period::parse(text).or_else(|error| match error {
        PeriodError::Malformed => {
            let advice = spelling::period(text);
            let meant = advice.as_ref().and_then(Advice::text).and_then(|written| Period::parse(written).ok());
            meant.ok_or_else(|| (error, advice.map(Advice::into_help)))
        }
        error => Err((error, None)),
    })
}

/// What is wrong with a text that is no period.
pub(crate) fn period_fault(text: &str, error: PeriodError) -> Message {
    match error {
        PeriodError::Malformed => say!(
            vi: "`{text}` không phải là kỳ; viết như 2014, 2014-H1, 2014-Q3, 2014-03, 2014-03-15 hoặc 2013..2020",
            en: "`{text}` is not a period; write 2014, 2014-H1, 2014-Q3, 2014-03, 2014-03-15 or 2013..2020"
        ),
        PeriodError::Backwards => backwards(),
        PeriodError::BeyondYears => beyond_years(),
    }
}

/// What is said of a period of a year that the calendar does not have.
pub(crate) fn beyond_years() -> Message {
    say!(vi: "năm của kỳ phải từ 0001 đến 9998", en: "the years of a period go from 0001 to 9998")
}

/// What is said of a period that ends before it begins.
pub(crate) fn backwards() -> Message {
    say!(vi: "kỳ này kết thúc trước khi bắt đầu", en: "this period ends before it begins")
}
