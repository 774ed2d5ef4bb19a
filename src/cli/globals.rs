//! Options of every command.

use std::borrow::Borrow;
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::World;
use crate::calendar::{Date, Period, PeriodError};
use crate::decode;
use crate::render::{FORMATS, Format, Look, Medium, format};
use crate::say;
use crate::text::{Lang, Message};

/// Options of every command.
#[derive(clap::Args, Debug)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct Globals {
    #[arg(
        long,
        help = "The workspace [default: $TIENDO_DATA, the nearest folder upward with a tiendo.toml, ./data]",
        value_name = "DIR",
        global = true
    )]
    pub(super) data: Option<PathBuf>,

    /// Look at everything as it stood on this day [default: today]
    #[arg(long, value_name = "DATE", global = true)]
    as_of: Option<String>,

    /// Read the workspace's files as this git revision has them: v1, HEAD~3, or v1:folder where the workspace lay elsewhere
    #[arg(long, value_name = "REV", global = true)]
    pub(super) known_at: Option<String>,

    /// The commit that these files were read from.
    #[arg(skip)]
    pub(super) revision: std::sync::OnceLock<String>,

    /// Only this plan
    #[arg(long, value_name = "ID", global = true)]
    pub(super) plan: Option<String>,

    /// Only windows that overlap this period: 2014, 2014-H1, 2014-Q3, 2014-03, 2013..2015
    #[arg(long, value_name = "PERIOD", global = true)]
    period: Option<String>,

    #[arg(
        long,
        help = "Language of the tool's own words: vi or en [default: $TIENDO_LANG, the workspace's, en]",
        value_name = "LANG",
        global = true
    )]
    lang: Option<String>,

    /// Format of the answer
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = parser(FORMATS), hide_possible_values = true, global = true)]
    format: String,

    /// Write the answer to a file, whole or not at all
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) output: Option<PathBuf>,

    #[arg(
        long,
        help = "How many columns a table may take [default: the terminal's, $COLUMNS, else 120]",
        value_name = "N",
        value_parser = clap::value_parser!(u16).range(20..),
        global = true
    )]
    width: Option<u16>,

    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    color: Color,

    #[arg(
        long,
        help = "How many cores to use; the answer is the same on any number [default: all]",
        value_name = "N",
        value_parser = clap::value_parser!(u16).range(1..),
        global = true
    )]
    threads: Option<u16>,

    /// No hints on standard error; faults are still told
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

/// How many columns a table takes at most where nothing says how many there are.
const PAGE: usize = 120;

#[derive(Clone, Copy, ValueEnum, Debug)]
enum Color {
    Auto,
    Always,
    Never,
}

/// Formats, as clap wants them.
pub(super) fn parser<F: Borrow<Format>>(formats: &[F]) -> PossibleValuesParser {
    let value = |format: &Format| PossibleValue::new(format.name).aliases(format.aliases.iter().copied());
    formats.iter().map(|format| value(format.borrow())).collect::<Vec<_>>().into()
}

impl Globals {
    /// The format that was asked for.
    pub(super) fn format(&self) -> &'static Format {
        // clap has refused every other name.
        format(&self.format).unwrap_or(&FORMATS[0])
    }

    /// Whether the answer is a table on a terminal: what may be capped.
    pub(super) fn on_terminal(&self, world: &World<'_>) -> bool {
        !self.format().machine && self.output.is_none() && world.width.is_some()
    }

    /// Whether pictures are drawn: a page has them always, what programs read never.
    pub(super) fn pictures(&self, asked: bool) -> Result<bool, Message> {
        let format = self.format();
        if asked && matches!(format.name, "csv" | "json") {
            let name = format.name;
            return Err(say!(
                vi: "--chart: {name} không có biểu đồ; dùng định dạng khác",
                en: "--chart: {name} has no pictures; use another format"
            ));
        }
        Ok(asked || format.medium == Medium::Page)
    }

    /// For whom the answer is written.
    pub(super) fn look(&self, world: &World<'_>, lang: Lang) -> Look {
        let colour = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => world.colour && self.output.is_none(),
        };
        Look { lang, colour, width: Some(self.width(world)) }
    }

    /// How many columns there are to write in.
    fn width(&self, world: &World<'_>) -> usize {
        let terminal = world.width.filter(|_| self.output.is_none());
        let set = || (world.variable)("COLUMNS").and_then(|columns| columns.trim().parse().ok()).filter(|columns| *columns > 0);
        self.width.map(usize::from).or(terminal).or_else(set).unwrap_or(PAGE)
    }

    /// The language that was asked for, on the command line or in the environment.
    pub(super) fn language(&self, world: &World<'_>) -> Result<Option<Lang>, Message> {
        let wrong =
            |text: &str| say!(vi: "không có ngôn ngữ `{text}`; có `vi` và `en`", en: "no language `{text}`; there are `vi` and `en`");
        if let Some(text) = &self.lang {
            return text.parse().map(Some).map_err(|()| wrong(text));
        }
        match (world.variable)("TIENDO_LANG").filter(|text| !text.is_empty()) {
            Some(text) => text.parse().map(Some).map_err(|()| wrong(&text)),
            None => Ok(None),
        }
    }

    /// Does some work on as many cores as were asked for.
    pub(super) fn on_cores<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let pool = self.threads.map(|count| rayon::ThreadPoolBuilder::new().num_threads(count.into()).build());
        match pool {
            Some(Ok(pool)) => pool.install(work),
            // Where no thread can be had, the ones that are there do.
            _ => work(),
        }
    }

    /// The as-of date, and whether it is today's by default.
    pub(super) fn as_of(&self, world: &World<'_>) -> Result<(Date, bool), Message> {
        match &self.as_of {
            Some(text) => date("--as-of", text).map(|day| (day, false)),
            None => Ok((world.today, true)),
        }
    }

    /// The period that was asked for.
    pub(super) fn period(&self) -> Result<Option<Period>, Message> {
        self.period.as_deref().map(|text| period("--period", text)).transpose()
    }
}

/// Reads a period of an option or a command.
pub(super) fn period(option: &str, text: &str) -> Result<Period, Message> {
    decode::lenient_period(text).map_err(|(error, help)| match (error, help) {
        (PeriodError::Malformed, Some(help)) => {
            advised(&say!(vi: "{option}: `{text}` không phải là một kỳ", en: "{option}: `{text}` is not a period"), &help)
        }
        (PeriodError::BeyondYears, _) => {
            advised(&say!(vi: "{option}: `{text}` không đọc được", en: "{option}: `{text}` cannot be read"), &decode::beyond_years())
        }
        (PeriodError::Malformed, None) => say!(
            vi: "{option}: `{text}` không phải là một kỳ; viết `2014`, `2014-H1`, `2014-Q3`, `2014-03`, `2014-03-15` hoặc `2013..2015`",
            en: "{option}: `{text}` is not a period; write `2014`, `2014-H1`, `2014-Q3`, `2014-03`, `2014-03-15` or `2013..2015`"
        ),
        (PeriodError::Backwards, _) => {
            say!(vi: "{option}: `{text}` kết thúc trước khi bắt đầu", en: "{option}: `{text}` ends before it begins")
        }
    })
}

/// Reads a date of an option, as people write it; a period is its last day.
pub(super) fn date(option: &str, text: &str) -> Result<Date, Message> {
    decode::lenient_day(text).map_err(|help| match help {
        Some(help) => advised(&say!(vi: "{option}: `{text}` không phải là một ngày", en: "{option}: `{text}` is not a date"), &help),
        None => say!(
            vi: "{option}: `{text}` không phải là một ngày; viết năm-tháng-ngày: `2014-12-31`",
            en: "{option}: `{text}` is not a date; write year-month-day: `2014-12-31`"
        ),
    })
}

/// A fault with what to do behind it.
fn advised(fault: &Message, help: &Message) -> Message {
    let joined = |lang| format!("{}; {}", fault.get(lang), help.get(lang));
    Message::new(joined(Lang::Vi), joined(Lang::En))
}
