//! Opens the door: arguments, clock, environment and streams in, exit status out.

use std::io::{self, BufWriter, IsTerminal};
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tiendo::cli::{World, run};
use tiendo::read::zone;

/// How long `--watch` waits before it looks again.
const MOMENT: Duration = Duration::from_millis(20);

fn main() -> ExitCode {
    // A value that is not UTF-8 is no unset one: taken as it can be read, it leads nowhere, and that is said.
    let variable = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let stdout = io::stdout();
    let asked = io::stdin().is_terminal() && io::stderr().is_terminal();
    let mut stdin = io::stdin().lock();
    let columns = || variable("COLUMNS").and_then(|columns| columns.parse().ok());
    let measured = || terminal_size::terminal_size_of(&stdout).map(|(width, _)| usize::from(width.0));
    let width = stdout.is_terminal().then(|| columns().or_else(measured).unwrap_or(80));
    let colour = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
    // `TZ=Asia/Ho_Chi_Minh` asks for that city's day.
    let zone = zone::zone(variable("TZ").as_deref(), variable("TZDIR").as_deref());
    let today = || zone.clone().map_or_else(jiff::Zoned::now, |zone| jiff::Timestamp::now().to_zoned(zone)).date();
    let mut told_to_end = None;
    let mut waits = || {
        let told = told_to_end.get_or_insert_with(tiendo::cli::told_to_end);
        std::thread::sleep(MOMENT);
        (!told.load(Ordering::Relaxed)).then(today)
    };
    ExitCode::from(run(World {
        arguments: std::env::args_os().collect(),
        variable: &variable,
        directory: std::env::current_dir().unwrap_or_default(),
        today: today(),
        width,
        colour,
        out: &mut BufWriter::new(stdout.lock()),
        watched: io::stderr().is_terminal(),
        asks: if asked { Some(&mut stdin) } else { None },
        waits: Some(&mut waits),
        err: &mut io::stderr(),
    }))
}
