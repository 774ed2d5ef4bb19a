//! What people write where a file wants a value, taken where only one value can be meant: for rows that are entered, not for
//! rows that stand in a file.
//!
//! What is certain here is what a finding advises without an `if` or a question mark; where it asks, so does this.

use std::collections::BTreeMap;

use super::{Vocabulary, lenient_period, spelling};
use crate::calendar::{Date, parse_date};
use crate::finding::{Advice, Order};
use crate::model::{Choice, Column, Kind, several};
use crate::number::Number;
use crate::say;
use crate::text::{Message, echo, nfc, unwrapped};
use spelling::Wanted;

/// Why a text is not taken.
#[derive(Clone, Debug)]
pub struct Doubt {
    /// What to do.
    pub help: Option<Message>,
    /// The two days that a date may be: day first, then month first.
    pub either: Option<(Date, Date)>,
}

impl Doubt {
    /// One that only asks.
    pub fn new(help: Option<Message>) -> Doubt {
        Doubt { help, either: None }
    }
}

/// A field as the file wants it. References and documents come back as they are, without what is put around a text.
pub fn meant(column: &Column, text: &str, vocabulary: &Vocabulary) -> Result<String, Doubt> {
    let plain = plain(text);
    if plain.is_empty() {
        return Ok(String::new());
    }
    match &column.kind {
        Kind::Key | Kind::Text | Kind::File | Kind::Reference(_) => Ok(plain),
        Kind::Date => date(column, &plain),
        Kind::Period => match lenient_period(&plain) {
            Ok(period) => Ok(period.to_string()),
            Err((_, help)) => Err(Doubt::new(help)),
        },
        Kind::Integer | Kind::Number | Kind::Money => number(column, &plain),
        Kind::Boolean => certain(spelling::boolean(&plain)),
        Kind::Choice(choices) => one(choices, &plain),
        Kind::Choices(choices) => some(choices, &plain),
        Kind::Agency => named(&vocabulary.agencies, &plain),
        Kind::Fund => named(&vocabulary.funds, &plain),
        Kind::Activity => named(&vocabulary.activities, &plain),
        Kind::Category => named(&vocabulary.categories, &plain),
    }
}

/// What advice is certain of.
fn certain(advice: Option<Advice>) -> Result<String, Doubt> {
    match advice.map(Advice::into_parts) {
        Some((_, Some(text))) => Ok(text),
        advice => Err(Doubt::new(advice.map(|(help, _)| help))),
    }
}

/// Whether a date in figures has the day first (true) or the month first (false), where it shows that.
pub fn day_comes_first(text: &str) -> Option<bool> {
    match spelling::date(text, true)?.order()? {
        Order::DayFirst => Some(true),
        Order::MonthFirst => Some(false),
        Order::Either { .. } => None,
    }
}

/// A text in NFC, without what a spreadsheet puts around it; a line break within is a space.
fn plain(text: &str) -> String {
    let text = unwrapped(text);
    let text =
        if text.contains(['\n', '\r', '\t', '\u{a0}']) { text.split_whitespace().collect::<Vec<_>>().join(" ").into() } else { text };
    nfc(&text).trim().to_owned()
}

fn date(column: &Column, text: &str) -> Result<String, Doubt> {
    if let Some(day) = parse_date(text) {
        return Ok(day.to_string());
    }
    let meant = spelling::date(text, column.required);
    if let Some(day) = meant.as_ref().and_then(spelling::Date::day) {
        return Ok(day.to_string());
    }
    if !column.required && spelling::is_nothing(text) {
        return Ok(String::new());
    }
    let either = match meant.as_ref().and_then(spelling::Date::order) {
        Some(Order::Either { day_first, month_first }) => Some((day_first, month_first)),
        _ => None,
    };
    let help = meant.map_or_else(spelling::year_month_day, |meant| meant.advice().into_help());
    Err(Doubt { help: Some(help), either })
}

fn number(column: &Column, text: &str) -> Result<String, Doubt> {
    let wanted = Wanted { decimals: column.kind == Kind::Number, money: column.kind == Kind::Money, required: column.required };
    let plain = Number::parse(text).ok().filter(|number| wanted.decimals || number.is_whole());
    // `500.000` would read as 500, and means five hundred thousand.
    if let Some(number) = plain.filter(|_| !crate::check::ambiguous_number::is_one(text)) {
        return Ok(number.to_string());
    }
    certain(spelling::number(text, wanted).or_else(|| Some(spelling::digits_only().into())))
}

fn one(choices: &[Choice], text: &str) -> Result<String, Doubt> {
    if let Some(choice) = choices.iter().find(|choice| choice.id == text) {
        return Ok(choice.id.clone());
    }
    certain(spelling::choice(choices, text))
}

/// Several words, each once, whatever parts them where only one reading fits.
pub(super) fn some(choices: &[Choice], text: &str) -> Result<String, Doubt> {
    let read = |parts: &mut dyn Iterator<Item = &str>| -> Result<Vec<String>, Doubt> {
        parts.map(str::trim).filter(|part| !part.is_empty()).map(|part| one(choices, part)).collect()
    };
    let found = read(&mut several(text));
    let parted = || [',', '/', '+'].into_iter().find_map(|mark| read(&mut text.split(mark)).ok());
    let words = match found {
        Ok(words) => words,
        Err(doubt) => parted().ok_or(doubt)?,
    };
    let mut once: Vec<String> = Vec::new();
    for word in words {
        if !once.contains(&word) {
            once.push(word);
        }
    }
    Ok(once.join(";"))
}

fn named(known: &BTreeMap<String, String>, text: &str) -> Result<String, Doubt> {
    let choices: Vec<Choice> = known.iter().map(|(id, label)| Choice { id: id.clone(), label: label.clone() }).collect();
    one(&choices, text).map_err(|doubt| Doubt {
        help: doubt.help.or_else(|| {
            let shown = echo(text);
            Some(say!(vi: "không có tên nào là `{shown}`", en: "nothing is called `{shown}`"))
        }),
        ..doubt
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, text: &str, expected: Option<&str>) {
        let column = Column::new("c", kind, false);
        assert_eq!(meant(&column, text, &Vocabulary::default()).ok().as_deref(), expected, "{text}");
    }

    #[test]
    fn what_is_certain_is_taken_and_what_is_not_is_asked() {
        check(Kind::Date, "31/12/2014", Some("2014-12-31"));
        check(Kind::Date, "ngày 5 tháng 3 năm 2014", Some("2014-03-05"));
        check(Kind::Date, "3/1/2014", None);
        check(Kind::Date, "2014", None);
        check(Kind::Date, "không rõ", Some(""));
        check(Kind::Period, "Q1 2014", Some("2014-Q1"));
        check(Kind::Integer, "1.234", Some("1234"));
        check(Kind::Integer, "007", Some("7"));
        check(Kind::Integer, "-", None);
        check(Kind::Number, "1.234", None);
        check(Kind::Money, "1,2 tỷ đồng", Some("1200000000"));
        check(Kind::Boolean, "Có", Some("true"));
        check(Kind::Boolean, "x", None);
        check(Kind::Text, " =\"06139\" ", Some("06139"));
        check(Kind::Text, "hai\ndòng", Some("hai dòng"));
        let choices =
            vec![Choice { id: "tu-van".into(), label: "Tư vấn".into() }, Choice { id: "to-tung".into(), label: "Tham gia tố tụng".into() }];
        check(Kind::Choice(choices.clone()), "TƯ VẤN", Some("tu-van"));
        check(Kind::Choice(choices.clone()), "tu van", None);
        check(Kind::Choices(choices.clone()), "Tham gia tố tụng, TƯ VẤN", Some("to-tung;tu-van"));
        check(Kind::Choices(choices.clone()), "tu-van; tu-van;", Some("tu-van"));
        check(Kind::Choices(choices), "tu-van; hòa giải", None);
    }

    #[test]
    fn an_ambiguous_day_has_both_readings() {
        let column = Column::new("d", Kind::Date, true);
        let doubt = meant(&column, "3/1/2014", &Vocabulary::default()).expect_err("two days");
        assert_eq!(doubt.either, Some((Date::constant(2014, 1, 3), Date::constant(2014, 3, 1))));
    }
}
