//! Commands: one file each, and one entry in [`Command`]. A command asks one question of the [`session`]
//! and hands the answer to a format; it calculates nothing.

mod accept;
mod ask;
mod baseline;
mod begun;
mod check;
mod completions;
mod coverage;
mod diff;
mod diff_lines;
mod due;
mod estimate;
mod explain;
mod fix;
mod fmt;
mod funds;
mod gaps;
mod git;
mod globals;
mod help;
mod history;
mod import;
mod init;
mod known;
mod man;
mod merge_csv;
mod news;
mod output;
mod pace;
mod progress;
mod record;
mod records;
mod report;
mod restated;
mod rules;
mod schedule;
mod session;
mod status;
mod summed;
mod units;
mod watch;
mod worksheet;
mod written;

use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::calendar::Date;
use crate::render::{FORMATS, Format};
use crate::text::{Lang, Message, either};
pub use begun::told_to_end;
use globals::Globals;

/// The outside, as `main` found it.
pub struct World<'w> {
    /// The command line, the program's name first.
    pub arguments: Vec<OsString>,
    /// Variables of the environment.
    pub variable: &'w dyn Fn(&str) -> Option<String>,
    /// The working directory.
    pub directory: PathBuf,
    /// The day it is.
    pub today: Date,
    /// How many columns the terminal has; none where the answer goes elsewhere.
    pub width: Option<usize>,
    /// Whether the answer may be coloured where nothing says otherwise.
    pub colour: bool,
    /// Where the answer goes.
    pub out: &'w mut dyn Write,
    /// Where everything else goes.
    pub err: &'w mut dyn Write,
    /// Whether that is a terminal: somebody watches it.
    pub watched: bool,
    /// Where answers to questions come from; none where nobody sits there to be asked.
    pub asks: Option<&'w mut dyn BufRead>,
    /// Waits a moment and tells the day that it is then; nothing where it is enough. None where nobody can wait.
    pub waits: Option<&'w mut dyn FnMut() -> Option<Date>>,
}

/// How a run ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Exit {
    /// All well.
    Fine,
    /// The data is unsound.
    Unsound,
    /// It could not run.
    Failed,
    /// The data is sound, and the plan is at or below the gate.
    Gate,
    /// What git asked for could not be done at all: it stops, and takes nothing for merged.
    Aborted,
}

impl Exit {
    fn status(self) -> u8 {
        match self {
            Exit::Fine => 0,
            Exit::Unsound => 1,
            Exit::Failed => 2,
            Exit::Gate => 3,
            Exit::Aborted => 129,
        }
    }
}

/// Why a run could not go on.
enum Stop {
    /// To be said on standard error.
    Because(Message),
    /// Already said.
    Said,
    /// Whoever read the answer has read enough.
    EnoughRead,
}

impl From<Message> for Stop {
    fn from(message: Message) -> Stop {
        Stop::Because(message)
    }
}

impl From<anyhow::Error> for Stop {
    /// An error with what was being done as its context: `x.csv cannot be written: the disk is full`.
    fn from(error: anyhow::Error) -> Stop {
        let fault = error.root_cause().downcast_ref::<io::Error>();
        let doing = error.downcast_ref::<Message>();
        match (doing, fault) {
            (None, Some(fault)) if fault.kind() == io::ErrorKind::BrokenPipe => Stop::EnoughRead,
            (Some(doing), Some(fault)) => {
                let said = crate::text::io_fault(fault);
                let both = |lang| format!("{}: {}", doing.get(lang), said.get(lang));
                Stop::Because(Message::new(both(Lang::Vi), both(Lang::En)))
            }
            (Some(doing), None) => Stop::Because(doing.clone()),
            (None, _) => Stop::Because(Message::same(format!("{error:#}"))),
        }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Stop::EnoughRead;
        }
        anyhow::Error::new(error).context(crate::say!(vi: "không ghi được kết quả", en: "the answer cannot be written")).into()
    }
}

/// What could not be done with a file, as the context of an error.
fn cannot_write(path: &std::path::Path) -> Message {
    let path = path.display();
    crate::say!(vi: "không ghi được `{path}`", en: "`{path}` cannot be written")
}

/// Hold a public programme's records against its written plan: what is covered, what is missing, where it is heading
#[derive(Parser, Debug)]
#[command(
    name = "tiendo",
    version,
    max_term_width = 100,
    after_help = "Exit status: 0 all well, 1 unsound data, 2 it could not run, 3 `check`: the plan is at or below the gate."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    globals: Globals,
}

#[derive(Subcommand, Debug)]
enum Command {
    Check(check::Args),
    Status(status::Args),
    Coverage(coverage::Args),
    Gaps(gaps::Args),
    Pace(pace::Args),
    Due(due::Args),
    Schedule(schedule::Args),
    Worksheet(worksheet::Args),
    Funds(funds::Args),
    Estimate(estimate::Args),
    Report(report::Args),
    Restated(restated::Args),
    History(history::Args),
    Diff(diff::Args),
    Units(units::Args),
    Records(records::Args),
    Explain(explain::Args),
    Rules(rules::Args),
    Record(record::Args),
    Import(import::Args),
    Fix(fix::Args),
    Fmt(fmt::Args),
    Init(init::Args),
    Completions(completions::Args),
    Man(man::Args),
    Accept(accept::Args),
    MergeCsv(merge_csv::Args),
}

/// The formats that a command's answer can be written in; its help lists them, and no others are taken.
fn formats(command: &str) -> Vec<&'static Format> {
    let serves = |format: &&Format| match command {
        "check" => format.name != "ics",
        "due" => !format.findings,
        // A text, and no table.
        "accept" | "record" | "import" | "fix" | "fmt" | "init" | "completions" | "man" | "merge-csv" => format.name == FORMATS[0].name,
        _ => !format.findings && format.name != "ics",
    };
    FORMATS.iter().filter(serves).collect()
}

/// The command line, with what each command can.
fn command() -> clap::Command {
    let mut command = Cli::command();
    let Some(format) = command.get_arguments().find(|argument| argument.get_id() == "format").cloned() else { return command };
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for name in names {
        let format = format.clone().hide_possible_values(false).value_parser(globals::parser(&formats(&name)));
        command = command.mut_subcommand(name, |command| command.arg(format));
    }
    command
}

/// Reads the command line. What stands before the command is held against what the command can.
fn parse(arguments: Vec<OsString>, lang: Lang) -> Result<(Cli, Option<Message>), clap::Error> {
    let mut command = help::translate(command(), lang);
    let matches = command.try_get_matches_from_mut(arguments)?;
    let cli = Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
    let name = matches.subcommand_name().unwrap_or_default();
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

/// Runs one command and gives the exit status.
pub fn run(mut world: World<'_>) -> u8 {
    let arguments = std::mem::take(&mut world.arguments);
    let lang = help::language(&arguments, world.variable);
    let (cli, refused) = match parse(help::arguments(arguments), lang) {
        Ok(parsed) => parsed,
        Err(error) => return usage(&error, &mut world, lang).status(),
    };
    let lang = cli.globals.language(&world);
    let ready = lang.clone().and_then(|_| refused.map_or(Ok(()), Err));
    let ready = ready
        .map_err(Stop::Because)
        .and_then(|()| known::check(&cli.command, &cli.globals))
        .and_then(|()| written::check(&cli.command, &cli.globals, &world));
    let done = ready.and_then(|()| match &cli.command {
        Command::Check(args) => check::run(args, &cli.globals, &mut world),
        Command::Status(args) => status::run(args, &cli.globals, &mut world),
        Command::Coverage(args) => coverage::run(args, &cli.globals, &mut world),
        Command::Gaps(args) => gaps::run(args, &cli.globals, &mut world),
        Command::Due(args) => due::run(args, &cli.globals, &mut world),
        Command::Schedule(args) => schedule::run(args, &cli.globals, &mut world),
        Command::Worksheet(args) => worksheet::run(args, &cli.globals, &mut world),
        Command::Pace(args) => pace::run(args, &cli.globals, &mut world),
        Command::Funds(args) => funds::run(args, &cli.globals, &mut world),
        Command::Estimate(args) => estimate::run(args, &cli.globals, &mut world),
        Command::Report(args) => report::run(args, &cli.globals, &mut world),
        Command::Restated(args) => restated::run(args, &cli.globals, &mut world),
        Command::Diff(args) => diff::run(args, &cli.globals, &mut world),
        Command::History(args) => history::run(args, &cli.globals, &mut world),
        Command::Units(args) => units::run(args, &cli.globals, &mut world),
        Command::Records(args) => records::run(args, &cli.globals, &mut world),
        Command::Explain(args) => explain::run(args, &cli.globals, &mut world),
        Command::Record(args) => record::run(args, &cli.globals, &mut world),
        Command::Import(args) => import::run(args, &cli.globals, &mut world),
        Command::Fix(args) => fix::run(args, &cli.globals, &mut world),
        Command::Fmt(args) => fmt::run(args, &cli.globals, &mut world),
        Command::Init(args) => init::run(args, &cli.globals, &mut world),
        Command::Completions(args) => completions::run(args, &cli.globals, &mut world),
        Command::Man(args) => man::run(args, &cli.globals, &mut world),
        Command::Accept(args) => accept::run(args, &cli.globals, &mut world),
        Command::MergeCsv(args) => merge_csv::run(args, &cli.globals, &mut world),
        Command::Rules(_) => rules::run(&cli.globals, &mut world),
    });
    let flushed = world.out.flush();
    let exit = done.and_then(|exit| flushed.map(|()| exit).map_err(Stop::from)).unwrap_or_else(|stop| match stop {
        Stop::EnoughRead => Exit::Fine,
        Stop::Said => Exit::Failed,
        Stop::Because(message) => {
            let lang = lang.ok().and_then(|asked| asked.or_else(|| session::language(&cli.globals, &world))).unwrap_or_default();
            tell(&mut world, "tiendo", &message, lang);
            Exit::Failed
        }
    });
    exit.status()
}

/// Says something on standard error. Nothing can be done where even that fails.
fn tell(world: &mut World<'_>, who: &str, message: &Message, lang: Lang) {
    let _ = writeln!(world.err, "{who}: {}", crate::text::printable(message.get(lang)));
}

/// Help and version are answers; everything else is a mistake on the command line.
fn usage(error: &clap::Error, world: &mut World<'_>, lang: Lang) -> Exit {
    let text = help::say(error, world.colour, lang);
    let (stream, exit): (&mut dyn Write, Exit) = if error.use_stderr() { (world.err, Exit::Failed) } else { (world.out, Exit::Fine) };
    let _ = write!(stream, "{text}").and_then(|()| stream.flush());
    exit
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = "format = 1\nlanguage = \"vi\"\n[log.visits]\ncolumns.date = \"date\"\n";
    const PLAN: &str = r#"
id = "p"
title = "Kế hoạch"
period = "2014..2015"
[agency]
so = "Sở"
[[activity]]
id = "di"
title = "Đi"
lead = "so"
log = "visits"
schedule = { every = "year" }
target = [{ id = "hai", at_least = 2 }]
"#;

    /// What a run leaves: status, standard output, standard error.
    fn tiendo(plan: &str, visits: &str, arguments: &[&str]) -> (u8, String, String) {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in [("tiendo.toml", SETTINGS), ("plans/p.toml", plan), ("logs/visits.csv", visits)] {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = run(World {
            arguments: std::iter::once("tiendo").chain(arguments.iter().copied()).map(OsString::from).collect(),
            variable: &|_| None,
            // Found upward from here.
            directory: folder.path().join("logs"),
            today: Date::constant(2016, 1, 31),
            width: None,
            colour: false,
            out: &mut out,
            err: &mut err,
            watched: false,
            asks: None,
            waits: None,
        });
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (status, text(out), text(err))
    }

    #[track_caller]
    fn check(visits: &str, arguments: &[&str], expected: u8) {
        let (status, out, err) = tiendo(PLAN, visits, arguments);
        assert_eq!(status, expected, "{arguments:?}\n{out}\n{err}");
    }

    const TWO_A_YEAR: &str = "date\n2014-03-01\n2014-04-01\n2015-03-01\n2015-04-01\n";
    const ONE_IN_2015: &str = "date\n2014-03-01\n2014-04-01\n2015-03-01\n";

    #[test]
    fn statuses() {
        check(TWO_A_YEAR, &["check"], 0);
        check("date\n31/12/2014\n", &["check"], 1);
        check(ONE_IN_2015, &["check"], 3);
        check(ONE_IN_2015, &["check", "--fail-on", "never"], 0);
        check(ONE_IN_2015, &["check", "--fail-on", "never", "--max-gaps", "0"], 3);
        check(ONE_IN_2015, &["check", "--as-of", "2014-12-31"], 0);
        check("date\n2015-03-01\n2015-04-01\n", &["check"], 0);
        check("date\n2015-03-01\n2015-04-01\n", &["check", "--all"], 3);
        for answer in ["status", "coverage", "gaps"] {
            check(ONE_IN_2015, &[answer], 0);
        }
        check(TWO_A_YEAR, &["gaps", "nobody"], 2);
        check(TWO_A_YEAR, &["check", "--nonsense"], 2);
        check(TWO_A_YEAR, &["--help"], 0);
    }

    #[test]
    fn a_plan_that_is_not_understood_is_said_in_the_format() {
        let plan = PLAN.replace("lead = \"so\"", "lead = \"sa\"");
        let (status, out, err) = tiendo(&plan, TWO_A_YEAR, &["check"]);
        assert_eq!((status, out.as_str()), (2, ""));
        assert!(err.starts_with("plans/p.toml:10:8: lỗi["), "{err}");
        let (status, out, err) = tiendo(&plan, TWO_A_YEAR, &["check", "--format", "json"]);
        assert_eq!((status, err.as_str()), (2, ""));
        let json: serde_json::Value = serde_json::from_str(&out).expect("one valid document");
        assert_eq!((&json["tiendo"], &json["verdict"]), (&1.into(), &serde_json::Value::Null));
        assert_eq!(json["findings"].as_array().map(Vec::len), Some(1), "{out}");
    }

    #[test]
    fn rows_left_out_are_told_beside_the_answer() {
        let (status, out, err) = tiendo(PLAN, "date\n31/12/2014\n2014-05-01\n", &["gaps", "--lang", "en", "--format", "json", "--quiet"]);
        assert_eq!((status, err.as_str()), (0, "tiendo: 1 row was left out because of errors (`tiendo check` shows them)\n"));
        assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok());
    }

    #[test]
    fn the_language_is_the_workspaces_unless_asked_for() {
        let (_, out, _) = tiendo(PLAN, TWO_A_YEAR, &["gaps"]);
        assert!(out.contains("Tính đến 31/01/2016"), "{out}");
        let (_, out, _) = tiendo(PLAN, TWO_A_YEAR, &["gaps", "--lang", "en"]);
        assert!(out.contains("As of 2016-01-31"), "{out}");
        let (_, _, err) = tiendo(PLAN, TWO_A_YEAR, &["gaps", "di.hia"]);
        assert_eq!(err, "tiendo: không có chỉ tiêu `di.hia`; có phải là `di.hai`?\n");
    }

    #[test]
    fn whoever_reads_no_further_is_left_in_peace() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut err = Vec::new();
        let status = run(World {
            arguments: ["tiendo", "--help"].map(OsString::from).to_vec(),
            variable: &|_| None,
            directory: PathBuf::new(),
            today: Date::constant(2016, 1, 31),
            width: None,
            colour: false,
            out: &mut Closed,
            err: &mut err,
            watched: false,
            asks: None,
            waits: None,
        });
        assert_eq!((status, err.as_slice()), (0, &b""[..]));
        assert!(matches!(Stop::from(io::Error::from(io::ErrorKind::BrokenPipe)), Stop::EnoughRead));
    }
}
