//! `tiendo record`: one row into a log, checked before it is written.

use std::collections::BTreeMap;

use anyhow::Context;
use clap::Args as ClapArgs;

use super::ask::Ask;
use super::globals::Globals;
use super::session::{Registers, Session};
use super::{Exit, Stop, World, news, output, tell};
use crate::calendar::{Date, parse_date};
use crate::edit::{Entry, NewKeys, file_of, insert};
use crate::model::{Kind, Log, Table, UNITS, Workspace};
use crate::report::changed;
use crate::say;
use crate::text::{Lang, Message, did_you_mean, echo, nearest, ticked};

/// Write one row into a log: checked like every other, with the next free key, into the file of its year
#[derive(ClapArgs, Debug)]
pub(super) struct Args {
    /// The log
    log: String,
    /// What stands in its columns: date=2016-03-05 unit="Hoa Thám". Dates, numbers, words and units as people write them, where only
    /// one can be meant
    #[arg(value_name = "COLUMN=VALUE")]
    fields: Vec<String>,
    /// The file of the log that it goes to, by its path in the workspace [default: that of its year]
    #[arg(long, value_name = "FILE")]
    file: Option<String>,
    /// On a terminal: ask for row after row, until an empty line
    #[arg(long)]
    batch: bool,
    /// Say what would be written and what it changes, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    if args.batch && world.asks.is_none() {
        return Err(say!(vi: "--batch: chỉ dùng được trên màn hình", en: "--batch: this is for a terminal only").into());
    }
    loop {
        let registers = Registers::open(globals, world)?;
        let log = log_of(&registers.workspace, &args.log)?;
        refuse_wide(&log.table)?;
        let given = given(log, &args.fields)?;
        let Some(row) = row(&registers, log, &given, world)? else { return Ok(Exit::Unsound) };
        let Some(row) = row.filled() else {
            // Who is asked may answer nothing; who is not has to say something.
            return if world.asks.is_some() { Ok(Exit::Fine) } else { Err(nothing_given(log).into()) };
        };
        let exit = write(args, globals, world, &row)?;
        if !args.batch {
            return Ok(exit);
        }
    }
}

/// That a row needs columns, and which.
fn nothing_given(log: &Log) -> Message {
    let made = |column: &&crate::model::Column| column.kind == Kind::Key || column.names.is_some();
    let needed: Vec<&str> =
        (log.table.columns.iter()).filter(|column| column.required && !made(column)).map(|column| column.name.as_str()).collect();
    let (name, needed) = (&log.table.name, ticked(&needed));
    say!(
        vi: "chưa cho giá trị nào; viết cột=giá_trị, nhật ký `{name}` cần: {needed}",
        en: "nothing is given; write column=value, the log `{name}` needs: {needed}"
    )
}

/// Refuses rows for a log whose files have a column for each period: there a value is a field of a row that stands already.
pub(super) fn refuse_wide(table: &Table) -> Result<(), Message> {
    if table.wide.is_none() {
        return Ok(());
    }
    let name = &table.name;
    Err(say!(
        vi: "nhật ký `{name}` là bảng ngang (`wide`): ghi giá trị vào ô của nó trong tệp",
        en: "the log `{name}` is a wide table (`wide`): enter the value in its field of the file"
    ))
}

/// The log of a name.
fn log_of<'w>(workspace: &'w Workspace, name: &str) -> Result<&'w Log, Message> {
    let names = || workspace.logs.iter().map(|log| log.table.name.as_str());
    workspace.logs.iter().find(|log| log.table.name == name).ok_or_else(|| {
        let name = echo(name);
        if let Some(near) = nearest(&name, names()) {
            return say!(vi: "không có nhật ký `{name}`; có phải là `{near}`?", en: "there is no log `{name}`; did you mean `{near}`?");
        }
        let all = ticked(&names().collect::<Vec<_>>());
        say!(vi: "không có nhật ký `{name}`; có: {all}", en: "there is no log `{name}`; there are: {all}")
    })
}

/// What the command line says of columns, by their numbers.
fn given(log: &Log, fields: &[String]) -> Result<BTreeMap<usize, String>, Message> {
    let mut given = BTreeMap::new();
    for field in fields {
        let Some((name, value)) = field.split_once('=') else {
            let field = echo(field);
            return Err(say!(vi: "`{field}`: viết cột=giá_trị", en: "`{field}`: write column=value"));
        };
        let columns = &log.table.columns;
        let named = |column: &crate::model::Column| column.name == name || column.header == name;
        let Some(column) = columns.iter().position(named) else {
            let (name, log) = (echo(name), &log.table.name);
            let near = did_you_mean(&name, columns.iter().map(|column| column.name.as_str()));
            let (vi, en) = near.as_ref().map_or(("", ""), |near| (near.get(Lang::Vi), near.get(Lang::En)));
            return Err(say!(vi: "nhật ký `{log}` không có cột `{name}`; {vi}", en: "the log `{log}` has no column `{name}`; {en}"));
        };
        if given.insert(column, value.to_owned()).is_some() {
            let name = echo(name);
            return Err(say!(vi: "cột `{name}` được ghi hai lần", en: "the column `{name}` is said twice"));
        }
    }
    Ok(given)
}

/// A row to be written; without anything where nobody entered a thing.
struct NewRow {
    log: String,
    day: Option<Date>,
    /// A field for each column of the log.
    fields: Vec<String>,
}

impl NewRow {
    fn filled(self) -> Option<NewRow> {
        self.fields.iter().any(|field| !field.is_empty()).then_some(self)
    }
}

/// Reads every field; asks for those that are missing where somebody can answer. Nothing where a field cannot be read: that was said.
fn row(registers: &Registers, log: &Log, given: &BTreeMap<usize, String>, world: &mut World<'_>) -> Result<Option<NewRow>, Stop> {
    let (workspace, lang) = (&registers.workspace, registers.lang);
    let entry = Entry::new(workspace, &registers.vocabulary);
    let columns = &log.table.columns;
    let mut fields = vec![String::new(); columns.len()];
    let mut day = None;
    let mut wrong = false;
    // The day comes first: names are those of that day.
    let order = std::iter::once(log.date).chain((0..columns.len()).filter(|column| *column != log.date));
    for at in order {
        let column = &columns[at];
        let default = log.table.defaults.iter().find(|(of, _)| *of == at).map(|(_, text)| text.as_str());
        let names = column.names.map(|reference| {
            let is_unit = columns[reference].kind == Kind::Reference(UNITS);
            day.filter(|_| is_unit).and_then(|day| entry.unit_name(&fields[reference], day))
        });
        let made = column.kind == Kind::Key || names.is_some() || column.name == "note";
        let text = match given.get(&at) {
            Some(text) => text.clone(),
            None if default.is_some() => default.unwrap_or_default().to_owned(),
            None if made => names.flatten().unwrap_or_default(),
            None if world.asks.is_some() => {
                let ask = Ask { workspace, vocabulary: &registers.vocabulary, entry: &entry, lang };
                match ask.field(column, day, at == log.date, world)? {
                    Some(answer) => answer,
                    None => return Ok(Some(NewRow { log: String::new(), day: None, fields: Vec::new() })),
                }
            }
            None => String::new(),
        };
        match entry.field(column, &text, day, &[]) {
            Ok(field) => fields[at] = field,
            Err(doubt) => {
                wrong = true;
                let (name, shown) = (&column.name, if column.personal { "…".into() } else { echo(&text) });
                let help = doubt.help.filter(|_| !column.personal);
                let (vi, en) = help.as_ref().map_or(("", ""), |help| (help.get(Lang::Vi), help.get(Lang::En)));
                tell(world, name, &say!(vi: "không hiểu `{shown}`; {vi}", en: "`{shown}` is not understood; {en}"), lang);
            }
        }
        if at == log.date {
            day = parse_date(&fields[at]);
        }
    }
    Ok((!wrong).then(|| NewRow { log: log.table.name.clone(), day, fields }))
}

/// Gives the row its key and its place, checks the workspace with it, and writes it where nothing is wrong.
fn write(args: &Args, globals: &Globals, world: &mut World<'_>, row: &NewRow) -> Result<Exit, Stop> {
    let root = super::session::find(globals, world)?;
    // Whoever else writes waits, and then finds this row, and its key, there.
    output::alone(&root, || {
        let before = Session::open(globals, world)?;
        let log = log_of(&before.workspace, &row.log)?;
        let mut fields = row.fields.clone();
        let value = |name: &str| log.table.column(name).and_then(|at| row.fields.get(at)).cloned().unwrap_or_default();
        if let (Some(key), Some(day)) = (log.table.key(), row.day)
            && fields[key].is_empty()
            && let Some(mut keys) = NewKeys::of(&before.tree, log)
        {
            fields[key] = keys.next(day, value);
        }
        let path = match &args.file {
            Some(path) => of_log(log, path)?,
            None => row.day.map_or_else(|| log.files.last().cloned(), |day| file_of(log, day)).ok_or_else(|| several(log))?,
        };
        let there = if before.tree.exists(&path) { Some(before.tree.read(&path).with_context(|| unreadable(&path))?) } else { None };
        let like = log.files.last().filter(|_| there.is_none()).and_then(|like| before.tree.read(like).ok());
        let inserted = insert(there.as_deref(), like.as_deref(), &log.table, std::slice::from_ref(&fields))?;
        let after = Session::open_with(globals, world, vec![(path.clone(), inserted.text.clone())])?;
        let found = news::news(&before, &after);
        let counted = |session: &Session| session.files.iter().find(|file| file.path == path).map_or(0, |file| file.rows - file.left_out);
        if news::are_errors(&found) || counted(&after) != counted(&before) + 1 {
            if found.is_empty() {
                tell(world, "tiendo", &unreadable(&path), before.lang);
            }
            news::tell(found, &after, globals, world);
            tell(world, "tiendo", &say!(vi: "không ghi gì", en: "nothing was written"), before.lang);
            return Ok(Exit::Unsound);
        }
        news::tell(found, &after, globals, world);
        if !args.dry_run {
            let full = root.join(&path);
            if let Some((folder, _)) = path.rsplit_once('/') {
                output::folder(&root, folder).with_context(|| super::cannot_write(path.as_ref()))?;
            }
            output::write(&full, |out| out.write_all(&inserted.text)).with_context(|| super::cannot_write(path.as_ref()))?;
        }
        show(&before, &after, log, (&path, &fields, inserted.places.first().map_or(0, |place| place.start)), &inserted.text, world)?;
        if args.dry_run && !globals.quiet {
            tell(world, "tiendo", &say!(vi: "--dry-run: không ghi gì", en: "--dry-run: nothing was written"), before.lang);
        }
        Ok(Exit::Fine)
    })
}

/// Shows the row, and what it changes.
fn show(
    before: &Session,
    after: &Session,
    log: &Log,
    (path, fields, start): (&str, &[String], usize),
    text: &[u8],
    world: &mut World<'_>,
) -> Result<(), Stop> {
    let line = text[..start].split(|byte| *byte == b'\n').count();
    let shown: Vec<String> = log
        .table
        .columns
        .iter()
        .zip(fields)
        .filter(|(_, field)| !field.is_empty())
        // What is about a person is not shown, not even to whoever has just typed it.
        .map(|(column, field)| format!("{}={}", column.name, if column.personal { "…" } else { field }))
        .collect();
    let shown = shown.join(" ");
    writeln!(world.out, "{path}:{line}: {}", crate::text::printable(&shown))?;
    let changed = changed(&after.workspace, &before.state, &after.state);
    for message in &changed {
        writeln!(world.out, "{}", crate::text::printable(message.get(before.lang)))?;
    }
    if changed.is_empty() {
        let nothing = say!(vi: "không con số nào của các chỉ tiêu thay đổi", en: "no figure of a target changes");
        writeln!(world.out, "{}", nothing.get(before.lang))?;
    }
    Ok(world.out.flush()?)
}

/// A path that was asked for, where it is one of the log's files, or may become one.
fn of_log(log: &Log, path: &str) -> Result<String, Message> {
    let path = path.replace('\\', "/");
    let folder = format!("logs/{}/", log.table.name);
    let own = path.strip_prefix(&folder).is_some_and(|rest| {
        rest.len() > 4
            && rest.to_ascii_lowercase().ends_with(".csv")
            && rest.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
    });
    // A log is a file or a folder, never both.
    let single = format!("logs/{}.csv", log.table.name);
    let fits = if log.files.contains(&single) { path == single } else { own || (path == single && log.files.is_empty()) };
    if fits {
        return Ok(path);
    }
    let (path, name) = (echo(&path), &log.table.name);
    Err(say!(
        vi: "--file: `{path}` không phải là tệp của nhật ký `{name}`; viết như `{folder}2016.csv`",
        en: "--file: `{path}` is no file of the log `{name}`; write one like `{folder}2016.csv`"
    ))
}

fn several(log: &Log) -> Message {
    let name = &log.table.name;
    say!(
        vi: "nhật ký `{name}` có nhiều tệp không đặt theo năm; chọn tệp bằng --file",
        en: "the log `{name}` has several files that are not called by year; choose one with --file"
    )
}

fn unreadable(path: &str) -> Message {
    say!(vi: "không đọc được `{path}`; `tiendo check` cho biết vì sao", en: "`{path}` cannot be read; `tiendo check` says why")
}
