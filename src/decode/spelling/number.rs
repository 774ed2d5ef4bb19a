//! Numbers as people write them: `1.234.567`, `hơn 60`, `0,5 triệu`, `#REF!`.

use super::figure::{figure, power};
use super::{Instead, LONGEST, instead, repeat, spreadsheet, tidy};
use crate::check::ambiguous_number;
use crate::finding::Advice;
use crate::number::Number;
use crate::say;
use crate::text::{Message, echo};

/// What a column takes.
#[derive(Clone, Copy, Debug)]
pub(in crate::decode) struct Wanted {
    /// Whether there may be decimal places.
    pub(in crate::decode) decimals: bool,
    /// Whether it is money, which people shorten.
    pub(in crate::decode) money: bool,
    /// Whether the column may not be empty.
    pub(in crate::decode) required: bool,
}

/// Advice on a text that is no number of that kind; nothing where it cannot be told what is meant.
pub(in crate::decode) fn number(text: &str, wanted: Wanted) -> Option<Advice> {
    if text.len() > LONGEST {
        return None;
    }
    let text = tidy(text);
    if let Some(help) = no_figure(&text, wanted) {
        return Some(help.into());
    }
    if let Some(rest) = text.strip_suffix('%') {
        return percent(rest.trim_end(), wanted).map(Advice::from);
    }
    if let Some(whole) = exponent(&text) {
        return Some(rounded(&whole).into());
    }
    if wanted.money
        && let Some(amount) = amount(&text)
    {
        return Some(Advice::write(&amount));
    }
    if let Some(digits) = letters_for_digits(&text) {
        return Some(letters(&digits).into());
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ' ' | '\'' | '-' | '+')).unwrap_or(text.len());
    let (digits, rest) = (text[..end].trim(), &text[end..]);
    if digits.is_empty() {
        return figure(&text).map(|number| Advice::write(&number.to_string()));
    }
    if rest.is_empty() {
        return separated(digits, wanted.decimals).map(|reading| reading.advice());
    }
    with_words(digits, rest, wanted).map(Advice::from)
}

/// What to do about a text that says there is no figure, or none that was counted.
fn no_figure(text: &str, wanted: Wanted) -> Option<Message> {
    match instead(text) {
        Some(Instead::SameAsAbove) => return Some(repeat()),
        Some(Instead::Nothing) if wanted.required => {
            return Some(
                say!(vi: "không có thì viết 0; cột này không được để trống", en: "write 0 if there was none; this column may not be empty"),
            );
        }
        Some(Instead::Nothing) => {
            return Some(say!(
                vi: "không có thì viết 0, chưa có số liệu thì để trống",
                en: "write 0 if there was none, leave the cell empty if it was not reported"
            ));
        }
        None => {}
    }
    if let Some(help) = spreadsheet(text) {
        return Some(help);
    }
    if is_estimate(text) {
        return Some(if wanted.required {
            say!(vi: "ước chừng không phải là số liệu: ghi số đếm được", en: "an estimate is not a figure: write the number counted")
        } else {
            say!(
                vi: "ước chừng không phải là số liệu: ghi số đếm được, hoặc để trống",
                en: "an estimate is not a figure: write the number counted, or leave the cell empty"
            )
        });
    }
    None
}

/// What to do about a number that a spreadsheet may have rounded.
fn rounded(whole: &str) -> Message {
    say!(
        vi: "viết {whole}, nếu bảng tính không làm tròn mất chữ số nào",
        en: "write {whole}, if the spreadsheet has not rounded any digits away"
    )
}

/// What to do about letters among digits.
fn letters(digits: &str) -> Message {
    say!(
        vi: "có chữ cái đứng thay chữ số (O thay 0, l thay 1): viết {digits} nếu đúng là số đó",
        en: "a letter stands for a digit (O for 0, l for 1): write {digits} if that is the number"
    )
}

/// What to do about digits with something behind them.
fn with_words(digits: &str, rest: &str, wanted: Wanted) -> Option<Message> {
    if rest.contains(|c: char| c.is_ascii_digit()) {
        return Some(say!(
            vi: "mỗi ô chỉ ghi một số; các số khác ghi vào cột riêng",
            en: "write one number only; other figures go into columns of their own"
        ));
    }
    let plain = match separated(digits, wanted.decimals) {
        Some(Reading::One(plain)) => plain,
        Some(Reading::Two(..)) => return None,
        None => Number::parse(digits).ok().filter(|number| wanted.decimals || number.is_whole())?.to_string(),
    };
    let unit = echo(rest.trim());
    // `500 nghìn` of what is no money is left to whoever wrote it.
    let words = rest.chars().all(|c| c.is_alphabetic() || c == ' ') && !rest.split_whitespace().any(|word| power(word).is_some());
    words.then(|| {
        say!(
            vi: "chỉ ghi chữ số: {plain}, nếu cột này tính theo `{unit}`",
            en: "write digits only: {plain}, if `{unit}` is what this column counts"
        )
    })
}

/// The number where letters that look like digits are digits: `8O`, `l2`. At least one true digit tells that it is one.
fn letters_for_digits(text: &str) -> Option<String> {
    let digit = |c: char| match c {
        'o' | 'O' => '0',
        'l' | 'I' | '|' => '1',
        c => c,
    };
    let read: String = text.chars().map(digit).collect();
    let number = read != text && text.contains(|c: char| c.is_ascii_digit()) && read.bytes().all(|byte| byte.is_ascii_digit());
    number.then_some(read)
}

fn is_estimate(text: &str) -> bool {
    const WORDS: [&str; 19] = [
        "hơn",
        "trên",
        "dưới",
        "gần",
        "khoảng",
        "chừng",
        "độ",
        "tầm",
        "ước",
        "quá",
        "ít nhất",
        "tối thiểu",
        "tối đa",
        "vài",
        "over",
        "about",
        "around",
        "nearly",
        "under",
    ];
    let begins = |word: &str| {
        text.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '~']) || rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    if WORDS.iter().any(|word| begins(word)) || text.starts_with(['~', '>', '<', '≥', '≤', '≈', '±']) {
        return true;
    }
    let numeral = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // `60+`, `50-60`.
    text.strip_suffix('+').is_some_and(numeral) || text.split_once('-').is_some_and(|(from, to)| numeral(from.trim()) && numeral(to.trim()))
}

fn percent(digits: &str, wanted: Wanted) -> Option<Message> {
    if !wanted.decimals {
        return Some(say!(vi: "tỷ lệ không phải là số lượng: ghi số đếm được", en: "a percentage is not a count: write the number itself"));
    }
    let plain = match separated(digits, true) {
        Some(Reading::One(plain)) => plain,
        Some(Reading::Two(..)) => return None,
        None => Number::parse(digits).ok()?.to_string(),
    };
    Some(
        say!(vi: "viết {plain}, không có dấu %, nếu cột này tính theo phần trăm", en: "write {plain}, without the sign, if this column is in percent"),
    )
}

/// `1.5e+06` in digits.
fn exponent(text: &str) -> Option<String> {
    let (mantissa, power) = text.split_once('e')?;
    let mantissa = mantissa.replacen(',', ".", 1);
    Number::parse(&mantissa).ok()?;
    Number::parse_toml(&format!("{mantissa}e{power}")).ok().map(|number| number.to_string())
}

/// An amount of money in its whole units: `500.000đ`, `0,5 triệu`, `1 triệu 200 nghìn`.
fn amount(text: &str) -> Option<String> {
    let mut rest = text.strip_suffix(['.', '-']).map_or(text, |text| text.trim_end_matches(['.', ',', '-']));
    let bare = ["đồng", "vnđ", "vnd", "đ", "₫", "dong"].iter().find_map(|word| rest.strip_suffix(word)).map(str::trim_end);
    let scaled = rest.contains(char::is_alphabetic) && bare.is_none_or(|bare| bare.contains(char::is_alphabetic));
    if bare.is_none() && !scaled {
        return None;
    }
    rest = bare.unwrap_or(rest).trim_end();
    if !scaled {
        return whole(rest);
    }
    let mut total = Number::ZERO;
    let mut last = u32::MAX;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
        let (digits, after) = rest.split_at(end);
        let after = after.trim_start();
        let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let power = power(&after[..end]).filter(|power| *power < last)?;
        last = power;
        // With a word for thousands behind it `1.500` could be 1.5 or 1500 of them.
        let plain = digits.replace(',', ".");
        if ambiguous_number::is_one(&plain) {
            return None;
        }
        total += Number::parse_toml(&format!("{}e{power}", Number::parse(&plain).ok()?)).ok()?;
        rest = after[end..].trim_start();
    }
    (total.is_whole() && last != u32::MAX).then(|| total.to_string())
}

/// The whole number that digits with separators stand for.
fn whole(digits: &str) -> Option<String> {
    match separated(digits, false) {
        Some(Reading::One(plain)) => Some(plain),
        _ => Number::parse(digits)
            .ok()
            .filter(|number| number.is_whole() && !ambiguous_number::is_one(digits))
            .map(|number| number.to_string()),
    }
}

/// What digits with separators can mean.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Reading {
    One(String),
    /// With the separator between thousands, and with the separator before decimals; these get a place more, so that
    /// nobody takes them for thousands again.
    Two(String, String),
}

impl Reading {
    fn advice(&self) -> Advice {
        match self {
            Reading::One(plain) => Advice::write(plain),
            Reading::Two(grouped, decimal) => say!(
                vi: "viết {grouped} nếu dấu này ngăn hàng nghìn, {decimal} nếu là dấu thập phân",
                en: "write {grouped} if the separator groups thousands, {decimal} if it marks decimals"
            )
            .into(),
        }
    }
}

/// The plain spelling of digits with separators.
fn separated(text: &str, decimals: bool) -> Option<Reading> {
    let (sign, text) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (if text.starts_with('-') { "-" } else { "" }, rest.trim_start()),
        None => ("", text),
    };
    let signed = |plain: String| format!("{sign}{plain}");
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if digits(text) {
        return Some(Reading::One(signed(text.to_owned())));
    }
    // Behind the last point or comma may stand decimals; before it only thousands.
    for decimal in ['.', ','] {
        let Some((front, places)) = text.rsplit_once(decimal).filter(|(_, places)| digits(places)) else { continue };
        let others = |c: char| c != decimal;
        let Some(front) = (digits(front).then(|| front.to_owned())).or_else(|| grouped(front, others)) else { continue };
        let both = places.len() == 3 && digits(&text[..text.len() - 4]) && grouped(text, |_| true).is_some();
        return match (both, decimals) {
            (true, true) => Some(Reading::Two(signed(format!("{front}{places}")), signed(format!("{front}.{places}0")))),
            (true, false) => Some(Reading::One(signed(format!("{front}{places}")))),
            (false, true) => Some(Reading::One(signed(format!("{front}.{places}")))),
            (false, false) => places.bytes().all(|byte| byte == b'0').then(|| Reading::One(signed(front))),
        };
    }
    grouped(text, |_| true).map(|plain| Reading::One(signed(plain)))
}

/// Digits in groups of three, without the one separator between them.
fn grouped(text: &str, allowed: impl Fn(char) -> bool) -> Option<String> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '.' | ',' | ' ' | '\'') && allowed(*c))?;
    let groups: Vec<&str> = text.split(separator).collect();
    let digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    let shape = (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3) && !groups[0].starts_with('0');
    (digits && shape).then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    const COUNT: Wanted = Wanted { decimals: false, money: false, required: false };
    const SHARE: Wanted = Wanted { decimals: true, money: false, required: false };
    const MONEY: Wanted = Wanted { decimals: false, money: true, required: true };

    #[track_caller]
    fn check(text: &str, wanted: Wanted, expected: &str) {
        let help = number(text, wanted).map(|advice| advice.help().get(Lang::En).to_owned());
        assert_eq!(help.as_deref().unwrap_or("nothing"), expected, "{text}");
    }

    #[test]
    fn thousands_are_grouped_in_many_ways() {
        for text in ["1.234.567", "1,234,567", "1 234 567", "1\u{a0}234\u{a0}567", "1'234'567", "1.234.567,00", "+1234567", "'1234567"] {
            check(text, COUNT, "write 1234567");
        }
        check("1.234", COUNT, "write 1234");
        check("-1.234", COUNT, "write -1234");
        check("12.34.567", COUNT, "nothing");
        check("12,5", COUNT, "nothing");
        check("0,500", COUNT, "nothing");
    }

    #[test]
    fn a_decimal_comma_becomes_a_point() {
        check("12,5", SHARE, "write 12.5");
        check("1.234,5", SHARE, "write 1234.5");
        check("1,234.5", SHARE, "write 1234.5");
        check("0,125", SHARE, "write 0.125");
        check("1,234", SHARE, "write 1234 if the separator groups thousands, 1.2340 if it marks decimals");
        check("1.234.567", SHARE, "write 1234567");
    }

    #[test]
    fn a_bound_is_never_taken_for_a_figure() {
        for text in ["hơn 60", "trên 60", "~60", "khoảng 50-60", "50-60", ">60", "60+", "gần 60 người", "vài chục"] {
            check(text, COUNT, "an estimate is not a figure: write the number counted, or leave the cell empty");
        }
        check("hơn 60", MONEY, "an estimate is not a figure: write the number counted");
    }

    #[test]
    fn words_around_a_number() {
        check("60 người", COUNT, "write digits only: 60, if `người` is what this column counts");
        check("8O", COUNT, "a letter stands for a digit (O for 0, l for 1): write 80 if that is the number");
        check("l2", COUNT, "a letter stands for a digit (O for 0, l for 1): write 12 if that is the number");
        check("20 nam, 15 nữ", COUNT, "write one number only; other figures go into columns of their own");
        check("năm mươi", COUNT, "write 50");
        check("50%", COUNT, "a percentage is not a count: write the number itself");
        check("12,5%", SHARE, "write 12.5, without the sign, if this column is in percent");
        check("nhiều", COUNT, "nothing");
    }

    #[test]
    fn money_is_shortened() {
        for text in ["500.000đ", "500.000 đồng", "500,000 VND", "500000 vnđ", "500 nghìn", "500k", "0,5 triệu", "0.5tr", "500.000"]
        {
            check(text, MONEY, "write 500000");
        }
        check("1 triệu 200 nghìn", MONEY, "write 1200000");
        check("1,2 tỷ đồng", MONEY, "write 1200000000");
        check("1.500 triệu", MONEY, "nothing");
        check("0,5 triệu", COUNT, "nothing");
        check("500 nghìn", COUNT, "nothing");
    }

    #[test]
    fn only_what_is_certain_is_meant() {
        for (text, wanted, expected) in [
            ("1.234.567", COUNT, Some("1234567")),
            ("12,5", SHARE, Some("12.5")),
            ("1,234", SHARE, None),
            ("500.000đ", MONEY, Some("500000")),
            ("0,5 triệu", MONEY, Some("500000")),
            ("năm mươi", COUNT, Some("50")),
            ("'12", COUNT, Some("12")),
            ("60 người", COUNT, None),
            ("hơn 60", COUNT, None),
            ("8O", COUNT, None),
            ("-", COUNT, None),
            ("không", COUNT, None),
            ("1.5E+06", COUNT, None),
        ] {
            assert_eq!(number(text, wanted).as_ref().and_then(Advice::text), expected, "{text}");
        }
    }

    #[test]
    fn spreadsheets_leave_their_marks() {
        check("#REF!", COUNT, "the spreadsheet's formula is broken: mend it there and export the values again");
        check("=SUM(A1:A9)", COUNT, "this is a formula: export the cell's value, not its formula");
        check("1.5E+06", COUNT, "write 1500000, if the spreadsheet has not rounded any digits away");
        check("1,5E+06", MONEY, "write 1500000, if the spreadsheet has not rounded any digits away");
    }

    #[test]
    fn nothing_is_not_zero() {
        for text in ["-", "x", "không", "…"] {
            check(text, COUNT, "write 0 if there was none, leave the cell empty if it was not reported");
        }
        check("-", MONEY, "write 0 if there was none; this column may not be empty");
        check("nt", COUNT, "each row stands alone: write the value of the row above again");
    }
}
