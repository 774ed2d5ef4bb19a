//! The command line as it is read: which formats each command can, and what is refused.

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches};

use super::{Cli, export, globals, help};
use crate::render::{FORMATS, Format};
use crate::text::{Lang, Message, either};

/// The formats that a command's answer can be written in; its help lists them, and no others are taken.
pub(super) fn formats(command: &str) -> Vec<&'static Format> {
    let serves = |format: &&Format| match command {
        "report" => !format.findings && format.name != "ics",
        _ if format.name == "docx" => false,
        "check" => format.name != "ics",
        "due" => !format.findings,
        // A text, and no table.
        "accept" | "record" | "import" | "fix" | "fmt" | "init" | "completions" | "man" | "merge-csv" | "schema" => {
            format.name == FORMATS[0].name
        }
        _ => !format.findings && format.name != "ics",
    };
    FORMATS.iter().filter(serves).collect()
}

/// The command line, with what each command can.
pub(super) fn command() -> clap::Command {
    let mut command = Cli::command();
    let Some(format) = command.get_arguments().find(|argument| argument.get_id() == "format").cloned() else { return command };
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for name in names {
        let format = format.clone().hide_possible_values(false);
        let format = match name.as_str() {
            // Tables of its own: no answer is written in these.
            "export" => format.value_parser(export::FORMATS).default_value(export::FORMATS[0]),
            _ => format.value_parser(globals::parser(&formats(&name))),
        };
        command = command.mut_subcommand(name, |command| command.arg(format));
    }
    command
}

/// Reads the command line. What stands before the command is held against what the command can.
pub(super) fn parse(arguments: Vec<OsString>, lang: Lang) -> Result<(Cli, Option<Message>), clap::Error> {
    let mut command = help::translate(command(), lang);
    let matches = command.try_get_matches_from_mut(arguments)?;
    let cli = Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
    let name = matches.subcommand_name().unwrap_or_default();
    if name == "export" {
        return Ok((cli, None));
    }
    let (able, asked) = (formats(name), cli.globals.format().name);
    let refused = (!able.iter().any(|format| format.name == asked)).then(|| {
        let names = either(&able.iter().map(|format| format.name).collect::<Vec<_>>());
        let (vi, en) = (names.get(Lang::Vi), names.get(Lang::En));
        crate::say!(
            vi: "--format: `{name}` không có định dạng {asked}; dùng {vi}",
            en: "--format: `{name}` has no format {asked}; use {en}"
        )
    });
    Ok((cli, refused))
}
