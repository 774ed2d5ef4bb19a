//! Mistakes on the command line, in Vietnamese, from what clap knows of them.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::words::NUMBERS;

/// What is wrong, what may have been meant, and how it is used.
pub(super) fn say(error: &Error, colour: bool) -> String {
    let paint = |style: Style, word: &str| if colour { format!("{style}{word}{style:#}") } else { word.to_owned() };
    let bad = paint(AnsiColor::Red.on_default().bold(), "lỗi:");
    let tip = paint(AnsiColor::Green.on_default(), "gợi ý:");
    let mut text = format!("{bad} {}\n", what(error));
    let tips = tips(error);
    if !tips.is_empty() {
        text.push('\n');
    }
    for said in tips {
        let _ = writeln!(text, "  {tip} {said}");
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = if colour { usage.ansi().to_string() } else { usage.to_string() };
        let _ = write!(text, "\n{}\n", super::fixed(&usage));
    }
    text.push_str("\nĐể biết thêm, chạy với `--help`.\n");
    text
}

/// The texts of one kind, one or several.
fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

fn ticked(texts: &[String]) -> String {
    texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ")
}

/// What is wrong.
fn what(error: &Error) -> String {
    let first = |kind| texts(error, kind).into_iter().next().unwrap_or_default();
    let argument = || first(ContextKind::InvalidArg);
    let value = || first(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn hoặc đối số `{}`", argument()),
        ErrorKind::InvalidSubcommand => format!("không có lệnh `{}`", first(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => {
            let commands = texts(error, ContextKind::ValidSubcommand);
            format!("chưa nêu lệnh\n  [các lệnh: {}]", commands.join(", "))
        }
        ErrorKind::MissingRequiredArgument => format!("còn thiếu {}", ticked(&texts(error, ContextKind::InvalidArg))),
        ErrorKind::InvalidValue => {
            let (argument, value) = (argument(), value());
            let said = if value.is_empty() {
                format!("`{argument}` cần một giá trị")
            } else {
                format!("`{argument}` không nhận giá trị `{value}`")
            };
            let values = texts(error, ContextKind::ValidValue);
            if values.is_empty() { said } else { format!("{said}\n  [giá trị: {}]", values.join(", ")) }
        }
        ErrorKind::ValueValidation => {
            let (argument, value) = (argument(), value());
            let said = format!("`{argument}` không nhận giá trị `{value}`");
            match NUMBERS.iter().find(|(_, shown, _)| argument.starts_with(shown)) {
                Some((_, _, must)) => format!("{said}; {must}"),
                None => said,
            }
        }
        ErrorKind::TooManyValues => format!("`{}` không nhận thêm giá trị `{}`", argument(), value()),
        ErrorKind::ArgumentConflict => {
            let (argument, others) = (argument(), texts(error, ContextKind::PriorArg));
            if others.is_empty() || others == [argument.clone()] {
                format!("`{argument}` chỉ được dùng một lần")
            } else {
                format!("`{argument}` không dùng cùng với {}", ticked(&others))
            }
        }
        ErrorKind::InvalidUtf8 => "dòng lệnh có chữ không phải UTF-8".to_owned(),
        // No option asks for an equals sign or for several values.
        _ => "không hiểu dòng lệnh".to_owned(),
    }
}

/// What may have been meant.
fn tips(error: &Error) -> Vec<String> {
    let mut tips = Vec::new();
    for (kind, what) in
        [(ContextKind::SuggestedSubcommand, "lệnh"), (ContextKind::SuggestedArg, "tùy chọn"), (ContextKind::SuggestedValue, "giá trị")]
    {
        let near = texts(error, kind);
        if !near.is_empty() {
            tips.push(format!("có phải là {what} {}?", ticked(&near)));
        }
    }
    tips.extend(texts(error, ContextKind::Suggested).iter().filter_map(|said| other(said)));
    tips
}

/// What clap advises in a sentence of its own, told by what it quotes.
fn other(said: &str) -> Option<String> {
    let quoted: Vec<&str> = said.split('\'').skip(1).step_by(2).collect();
    match quoted.as_slice() {
        [value, written] if said.contains("as a value") => Some(format!("nếu `{value}` là một giá trị, hãy viết `{written}`")),
        [command, ..] if said.contains("remove the") => Some(format!("có lệnh `{command}`; bỏ `--` đứng trước nó")),
        [there] if said.ends_with("exists") => Some(format!("có `{there}`")),
        _ => None,
    }
}
