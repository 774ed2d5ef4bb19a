//! What people write where a file wants a date, a period, a number or a word: recognised and suggested, never taken.
//!
//! Each room reads one kind of value and answers with the advice that mends it, or with nothing where it would
//! have to guess.

mod date;
mod figure;
mod number;
mod period;
mod word;

pub(super) use date::{Date, date};
pub(super) use number::{Wanted, number};
pub(super) use period::period;
pub(super) use word::{boolean, choice, one_of};

use crate::say;
use crate::text::{Message, unwrapped};

/// Nobody writes a date or a number in more bytes; what is longer is something else.
const LONGEST: usize = 200;

/// A piece of a text: a word, a run of digits, a stroke between two of them, or anything else.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Token {
    Word(String),
    Digits(String),
    Dash,
    Other,
}

impl Token {
    fn digits(&self) -> Option<&str> {
        match self {
            Token::Digits(digits) => Some(digits),
            _ => None,
        }
    }
}

/// The text in one form: lower case, plain spaces and dashes, without what a spreadsheet puts around a value.
fn tidy(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '“' | '”' | '„' | '″' | '〃' => '"',
        '‘' | '’' => '\'',
        c => c,
    };
    let text = unwrapped(text).chars().map(plain).collect::<String>().to_lowercase();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    unwrapped(&text).into_owned()
}

/// The pieces of a tidy text; spaces, points, commas and slashes only part them.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut joined = false;
    for c in text.chars() {
        match (c, tokens.last_mut()) {
            (c, Some(Token::Digits(digits))) if joined && c.is_ascii_digit() => digits.push(c),
            (c, Some(Token::Word(word))) if joined && c.is_alphabetic() => word.push(c),
            (c, _) if c.is_ascii_digit() => tokens.push(Token::Digits(c.into())),
            (c, _) if c.is_alphabetic() => tokens.push(Token::Word(c.into())),
            ('-', _) => tokens.push(Token::Dash),
            (' ' | '/' | '.' | ',', _) => {}
            _ => tokens.push(Token::Other),
        }
        joined = c.is_alphanumeric();
    }
    tokens
}

/// Advice on what a spreadsheet leaves in a cell instead of a value.
fn spreadsheet(text: &str) -> Option<Message> {
    if text.len() > 1 && text.bytes().all(|byte| byte == b'#') {
        return Some(say!(
            vi: "cột trong bảng tính quá hẹp nên không hiện giá trị: kéo rộng cột rồi xuất lại",
            en: "the spreadsheet's column was too narrow to show the value: widen it and export again"
        ));
    }
    if text.starts_with('#') {
        return Some(say!(
            vi: "công thức trong bảng tính bị lỗi: sửa ở đó rồi xuất lại giá trị",
            en: "the spreadsheet's formula is broken: mend it there and export the values again"
        ));
    }
    text.starts_with('=').then(|| {
        say!(
            vi: "đây là công thức: xuất giá trị của ô chứ không xuất công thức",
            en: "this is a formula: export the cell's value, not its formula"
        )
    })
}

/// What people write instead of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Instead {
    /// That there is none.
    Nothing,
    /// That it is the one of the row above.
    SameAsAbove,
}

fn instead(text: &str) -> Option<Instead> {
    let bare = text.trim_matches(|c: char| matches!(c, '-' | '.' | '(' | ')' | '…' | '/' | ' '));
    match bare {
        "nt" | "như trên" | "\"" | "\"\"" | "'" | "''" => Some(Instead::SameAsAbove),
        "" | "x" | "k" | "ko" | "không" | "không có" | "không rõ" | "chưa" | "chưa có" | "chưa rõ" | "chưa báo cáo" | "?" | "??"
        | "???" | "_" | "n/a" | "na" | "nil" | "none" | "null" | "nan" | "unknown" => Some(Instead::Nothing),
        _ => None,
    }
}

fn repeat() -> Message {
    say!(
        vi: "dòng nào cũng phải ghi đủ: ghi lại giá trị của dòng trên",
        en: "each row stands alone: write the value of the row above again"
    )
}

/// Whether a text says that there is no value, or none is known: a dash, `không rõ`.
pub(in crate::decode) fn is_nothing(text: &str) -> bool {
    instead(&tidy(text)) == Some(Instead::Nothing)
}

/// What a date looks like, where nothing better can be said.
pub(in crate::decode) fn year_month_day() -> Message {
    say!(vi: "viết đủ năm-tháng-ngày", en: "write year-month-day")
}

/// What a number looks like, where nothing better can be said.
pub(in crate::decode) fn digits_only() -> Message {
    say!(vi: "chỉ ghi chữ số, không có chữ và dấu ngăn hàng nghìn", en: "write digits only, without words or separators")
}

fn four_digits() -> Message {
    say!(vi: "viết năm đủ bốn chữ số", en: "write the year with four digits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_digits_part() {
        let word = |text: &str| Token::Word(text.into());
        let digits = |text: &str| Token::Digits(text.into());
        assert_eq!(tokens("2014h1"), [digits("2014"), word("h"), digits("1")]);
        assert_eq!(tokens("tháng 1-3/2014?"), [word("tháng"), digits("1"), Token::Dash, digits("3"), digits("2014"), Token::Other]);
    }

    #[test]
    fn nothing_is_said_in_many_ways() {
        for text in ["-", "–", "x", "không", "...", "…", "?", "n/a"] {
            assert_eq!(instead(&tidy(text)), Some(Instead::Nothing), "{text}");
        }
        for text in ["nt", "-nt-", "″", "như trên", "''"] {
            assert_eq!(instead(&tidy(text)), Some(Instead::SameAsAbove), "{text}");
        }
        assert_eq!(instead("60"), None);
    }
}
