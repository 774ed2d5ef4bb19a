//! What may stand where a value is wanted, by what the value is called in the help.

use std::cell::OnceCell;
use std::path::PathBuf;

use clap::{Arg, Command};

use crate::check::RULES;
use crate::cli::{World, formats, session};
use crate::load::{Loaded, load};
use crate::model::{Kind, Workspace};
use crate::read::Tree;
use crate::report::levels;

/// One that may stand there, and what it is.
pub(super) struct Line {
    pub(super) text: String,
    pub(super) about: Option<String>,
}

impl Line {
    fn plain(text: &str) -> Line {
        Line { text: text.to_owned(), about: None }
    }

    fn of(text: &str, about: &str) -> Line {
        Line { text: text.to_owned(), about: Some(about.to_owned()) }
    }
}

/// What the line and the workspace say; the workspace is read where somebody asks.
pub(super) struct Known<'k> {
    before: &'k [String],
    folder: Option<PathBuf>,
    loaded: OnceCell<Option<Loaded>>,
}

impl<'k> Known<'k> {
    pub(super) fn new(before: &'k [String], world: &World<'_>) -> Known<'k> {
        let mut data = None;
        for (at, word) in before.iter().enumerate() {
            data = word.strip_prefix("--data=").or((word == "--data").then(|| before.get(at + 1)).flatten().map(String::as_str)).or(data);
        }
        Known { before, folder: session::find_in(data.map(PathBuf::from).as_ref(), world).ok(), loaded: OnceCell::new() }
    }

    fn workspace(&self) -> Option<&Workspace> {
        let read = || self.folder.clone().map(|folder| load(&Tree::on_disk(folder)));
        self.loaded.get_or_init(read).as_ref()?.workspace.as_ref()
    }

    /// What an argument of a command may be.
    pub(super) fn values(&self, command: &Command, argument: &Arg) -> Vec<Line> {
        if argument.get_id() == "format" {
            return formats(command.get_name()).iter().map(|format| Line::plain(format.name)).collect();
        }
        let possible = argument.get_possible_values();
        if !possible.is_empty() {
            return possible.iter().map(|value| Line::plain(value.get_name())).collect();
        }
        // The names of the English help: those of the other language stand for the same.
        let english = crate::cli::command();
        let original = english.find_subcommand(command.get_name()).unwrap_or(&english);
        let id = argument.get_id();
        let original = original.get_arguments().chain(english.get_arguments()).find(|known| known.get_id() == id);
        let said = original.and_then(Arg::get_value_names).and_then(|names| names.first()).map(ToString::to_string);
        let name = said.unwrap_or_else(|| id.as_str().to_uppercase());
        let name = name.as_str();
        if matches!(name, "CODES" | "CODE" | "CODE|TARGET") && id != "subject" {
            let codes: Vec<Line> = RULES.iter().map(|code| Line::of(code.id, code.name)).collect();
            return if name == "CODE|TARGET" { self.targets().into_iter().chain(codes).collect() } else { codes };
        }
        if name == "LANG" {
            return ["vi", "en"].map(Line::plain).into();
        }
        let Some(workspace) = self.workspace() else { return Vec::new() };
        match (name, id.as_str()) {
            ("TARGET", _) => self.targets(),
            ("LOG", _) => logs(workspace),
            ("TABLE", _) => logs(workspace).into_iter().chain(registers(workspace)).collect(),
            ("UNIT" | "SUBJECT" | "QUERY", _) | ("CODE", "subject") => units(workspace),
            ("ID", "plan") => workspace.plans.iter().map(|plan| Line::of(&plan.id, &plan.title)).collect(),
            ("ID", _) => {
                let agencies = workspace.plans.iter().flat_map(|plan| &plan.names.agencies);
                unique(agencies.map(|agency| Line::of(&agency.id, &agency.name)).collect())
            }
            ("PERIOD" | "WINDOW", _) => {
                let targets = workspace.plans.iter().flat_map(|plan| plan.targets().map(|(_, target)| target));
                unique(targets.flat_map(|target| &target.windows).map(|window| Line::plain(&window.label)).collect())
            }
            ("LOG.COLUMN", _) => {
                let of = |log: &crate::model::Log| {
                    let numbers =
                        log.table.columns.iter().filter(|column| matches!(column.kind, Kind::Integer | Kind::Number | Kind::Money));
                    numbers.map(|column| Line::plain(&format!("{}.{}", log.table.name, column.name))).collect::<Vec<_>>()
                };
                workspace.logs.iter().flat_map(of).collect()
            }
            ("COLUMN=VALUE", _) => self.fields(workspace),
            ("WHAT", "by") => {
                let others = ["window", "category", "agency", "subject"].into_iter();
                unique(others.chain(levels(workspace)).map(Line::plain).collect())
            }
            _ => Vec::new(),
        }
    }

    fn targets(&self) -> Vec<Line> {
        let Some(workspace) = self.workspace() else { return Vec::new() };
        let activities = workspace.plans.iter().flat_map(|plan| &plan.activities);
        let of = |activity: &crate::model::Activity| {
            let targets = activity.targets.iter().map(|target| Line::of(&target.name, target.title.as_deref().unwrap_or_default()));
            std::iter::once(Line::of(&activity.id, &activity.title)).chain(targets).collect::<Vec<_>>()
        };
        unique(activities.flat_map(of).collect())
    }

    /// Columns of the log that the line names, those with known words with each of them.
    fn fields(&self, workspace: &Workspace) -> Vec<Line> {
        let named = |log: &&crate::model::Log| self.before.contains(&log.table.name);
        let Some(log) = workspace.logs.iter().find(named) else { return Vec::new() };
        let mut lines = Vec::new();
        for column in &log.table.columns {
            match &column.kind {
                Kind::Choice(choices) | Kind::Choices(choices) => {
                    lines.extend(choices.iter().map(|choice| Line::of(&format!("{}={}", column.name, choice.id), &choice.label)));
                }
                Kind::Boolean => lines.extend(["true", "false"].map(|word| Line::plain(&format!("{}={word}", column.name)))),
                _ => lines.push(Line::plain(&format!("{}=", column.name))),
            }
        }
        lines
    }
}

fn logs(workspace: &Workspace) -> Vec<Line> {
    workspace.logs.iter().map(|log| Line::of(&log.table.name, log.table.title.as_deref().unwrap_or_default())).collect()
}

fn registers(workspace: &Workspace) -> Vec<Line> {
    workspace.registers.iter().map(|register| Line::of(&register.table.name, register.table.title.as_deref().unwrap_or_default())).collect()
}

/// Units by their codes, each with its name.
fn units(workspace: &Workspace) -> Vec<Line> {
    let name = |unit| workspace.unit_name(unit, crate::calendar::Date::MAX);
    let rows = workspace.units.all().map(|unit| Line::of(workspace.units.code(unit), &name(unit)));
    unique(rows.collect())
}

/// Each once, as they stand.
fn unique(lines: Vec<Line>) -> Vec<Line> {
    let mut seen = std::collections::BTreeSet::new();
    lines.into_iter().filter(|line| seen.insert(line.text.clone())).collect()
}
