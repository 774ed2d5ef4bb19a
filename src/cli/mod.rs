//! Commands: one file each, and one entry in [`Command`]. A command asks one question of the [`session`]
//! and hands the answer to a format; it calculates nothing.

mod check;
mod coverage;
mod explain;
mod gaps;
mod globals;
mod output;
mod session;
mod status;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::calendar::Date;
use crate::text::{Lang, Message};
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
}

impl Exit {
    fn status(self) -> u8 {
        match self {
            Exit::Fine => 0,
            Exit::Unsound => 1,
            Exit::Failed => 2,
            Exit::Gate => 3,
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

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Stop::EnoughRead;
        }
        Stop::Because(crate::say!(vi: "không ghi được kết quả: {error}", en: "the answer cannot be written: {error}"))
    }
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
    Explain(explain::Args),
}

/// Runs one command and gives the exit status.
pub fn run(mut world: World<'_>) -> u8 {
    let cli = match Cli::try_parse_from(std::mem::take(&mut world.arguments)) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, &mut world).status(),
    };
    let lang = cli.globals.language(&world);
    let done = lang.clone().map_err(Stop::Because).and_then(|_| match &cli.command {
        Command::Check(args) => check::run(args, &cli.globals, &mut world),
        Command::Status(args) => status::run(args, &cli.globals, &mut world),
        Command::Coverage(args) => coverage::run(args, &cli.globals, &mut world),
        Command::Gaps(args) => gaps::run(args, &cli.globals, &mut world),
        Command::Explain(args) => explain::run(args, &cli.globals, &mut world),
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
fn usage(error: &clap::Error, world: &mut World<'_>) -> Exit {
    let text = error.render();
    let text = if world.colour { text.ansi().to_string() } else { text.to_string() };
    let (stream, exit): (&mut dyn Write, Exit) = if error.use_stderr() { (world.err, Exit::Failed) } else { (world.out, Exit::Fine) };
    let _ = write!(stream, "{text}").and_then(|()| stream.flush());
    exit
}
