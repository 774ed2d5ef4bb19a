//! The help in the reader's language.
//!
//! clap has the English texts, from the doc comments of commands and options. For Vietnamese they are exchanged before
//! the command line is read, from the tables in [`words`]; mistakes on the command line are told by [`mistake`].

mod mistake;
mod words;

use std::ffi::OsString;

use clap::{Arg, Command, Error};

use crate::text::Lang;

/// The language of help and of mistakes on the command line: what it asks for itself, else the environment.
///
/// The workspace's is not known yet.
pub(super) fn language(arguments: &[OsString], variable: &dyn Fn(&str) -> Option<String>) -> Lang {
    let texts: Vec<&str> = arguments.iter().skip(1).map_while(|text| text.to_str().filter(|text| *text != "--")).collect();
    let asked = texts.iter().enumerate().find_map(|(at, text)| match text.strip_prefix("--lang")? {
        "" => texts.get(at + 1).copied(),
        rest => rest.strip_prefix('='),
    });
    let parsed = |text: &str| text.parse().ok();
    asked.and_then(parsed).or_else(|| variable("TIENDO_LANG").as_deref().and_then(parsed)).unwrap_or_default()
}

/// The arguments without the language where `help` is the command: clap takes what follows it for names of commands.
pub(super) fn arguments(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|first| first == "help") {
        while let Some(at) =
            arguments.iter().position(|text| text == "--lang" || text.to_str().is_some_and(|text| text.starts_with("--lang=")))
        {
            let value = arguments.remove(at) == "--lang" && at < arguments.len();
            if value {
                arguments.remove(at);
            }
        }
    }
    arguments
}

/// The commands with their texts in a language.
pub(super) fn translate(mut command: Command, lang: Lang) -> Command {
    if lang == Lang::En {
        return command;
    }
    // So that it has what clap adds: the options of every command, `help`, `--help`, `--version`.
    command.build();
    exchange(command).after_help(words::AFTER)
}

/// What clap has to say, in a language.
pub(super) fn say(error: &Error, colour: bool, lang: Lang) -> String {
    let text = match lang {
        Lang::Vi if error.use_stderr() && !is_help(error) => return mistake::say(error, colour),
        _ => error.render(),
    };
    let text = if colour { text.ansi().to_string() } else { text.to_string() };
    if lang == Lang::Vi { fixed(&text) } else { text }
}

/// Whether it is the help, shown because nothing was asked.
fn is_help(error: &Error) -> bool {
    error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
}

/// A text with the words that clap writes itself.
fn fixed(text: &str) -> String {
    words::FIXED.iter().fold(text.to_owned(), |text, (en, vi)| text.replace(en, vi))
}

fn exchange(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let about = find(words::COMMANDS, &name);
    let command = command.mut_args(|argument| exchange_argument(argument, &name)).mut_subcommands(exchange);
    let command = command.subcommand_value_name("LỆNH").subcommand_help_heading("Các lệnh");
    match about {
        Some(about) => command.about(about),
        None => command,
    }
}

fn exchange_argument(argument: Arg, command: &str) -> Arg {
    let of = |name: &str| {
        let line = words::ARGUMENTS.iter().find(|(of, id, _)| *of == name && argument.get_id() == *id);
        line.map(|(_, _, text)| *text)
    };
    let mut help = of(command).or_else(|| of("")).unwrap_or_default().to_owned();
    if argument.get_action().takes_values() {
        let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        let shown = if argument.is_hide_possible_values_set() { Vec::new() } else { argument.get_possible_values() };
        let values: Vec<&str> = shown.iter().map(clap::builder::PossibleValue::get_name).collect();
        for (title, words) in [("mặc định", defaults.join(", ")), ("giá trị", values.join(", "))] {
            if !words.is_empty() {
                help = format!("{help} [{title}: {words}]");
            }
        }
    }
    let named = argument.get_value_names().and_then(<[_]>::first).and_then(|name| find(words::VALUES, name));
    let heading = argument.get_help_heading().and_then(|heading| find(words::HEADINGS, heading));
    let argument = argument.help(help).hide_default_value(true).hide_possible_values(true);
    let argument = if let Some(heading) = heading { argument.help_heading(heading) } else { argument };
    if let Some(name) = named { argument.value_name(name) } else { argument }
}

fn find(table: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    table.iter().find(|(en, _)| *en == word).map(|(_, vi)| *vi)
}

#[cfg(test)]
mod tests;
