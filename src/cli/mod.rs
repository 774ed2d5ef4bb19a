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
mod export;
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
mod parse;
mod progress;
mod record;
mod records;
mod report;
mod restated;
mod rules;
mod schedule;
mod schema;
mod session;
mod status;
mod summed;
mod units;
mod watch;
mod whole_folder;
mod worksheet;
mod written;

use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::calendar::Date;
use crate::text::{Lang, Message};
pub use begun::told_to_end;
use globals::Globals;
use parse::{command, formats};

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
    Schema(schema::Args),
    Export(export::Args),
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

/// Runs one command and gives the exit status.
pub fn run(mut world: World<'_>) -> u8 {
    let arguments = std::mem::take(&mut world.arguments);
    let lang = help::language(&arguments, world.variable);
    let (cli, refused) = match parse::parse(help::arguments(arguments), lang) {
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
        Command::Schema(args) => schema::run(args, &cli.globals, &mut world),
        Command::Export(args) => export::run(args, &cli.globals, &mut world),
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
mod tests;
