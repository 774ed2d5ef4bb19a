//! `tiendo import`: rows from workbooks and text files as offices keep them.

mod mapping;
mod plan;
mod told;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args as ClapArgs;

use super::globals::Globals;
use super::session::Registers;
use super::{Exit, Stop, World, output, tell};
use crate::edit::{Entry, by_looks, find_heading, grids, sheet};
use crate::load::single_files;
use crate::model::{Column, Kind, Table};
use crate::say;
use crate::text::{Message, echo, nearest, ticked};
use plan::{Incoming, Plan};

/// Bring rows in from Excel, ODS or text files: headings are found, values read as people write them, and nothing is written
/// before `--write`
#[derive(ClapArgs, Debug)]
pub(super) struct Args {
    /// The log, or a register, allocations, waivers, listings
    #[arg(value_name = "TABLE")]
    table: String,
    /// Files as offices send them: XLSX, XLS, ODS, CSV with any separator, in any encoding
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Only these sheets of a workbook
    #[arg(long, value_name = "NAME")]
    sheet: Vec<String>,
    /// What stands in a column where the sheet has nothing: agency=chi-nhanh-1
    #[arg(long, value_name = "COLUMN=VALUE")]
    set: Vec<String>,
    /// Write the rows, all or none
    #[arg(long)]
    write: bool,
    /// Write the doubtful rows into this workbook, each with its reason, to be mended and imported again
    #[arg(long, value_name = "FILE")]
    pub(super) doubts: Option<PathBuf>,
    /// Read headings as imports/NAME.toml says
    #[arg(long, value_name = "NAME")]
    mapping: Option<String>,
    /// Keep in imports/NAME.toml which heading is which column
    #[arg(long, value_name = "NAME")]
    save_mapping: Option<String>,
}

/// Where rows go.
enum Target {
    /// A log, by its place in the workspace.
    Log(usize),
    /// A table of one file.
    File(String),
}

impl Args {
    /// Whether it changes the workspace: its rows, or a mapping that is kept there.
    pub(super) fn writes(&self) -> bool {
        self.write || self.save_mapping.is_some()
    }
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let root = super::session::find(globals, world)?;
    let registers = Registers::open(globals, world)?;
    let (target, table) = target(&registers, &args.table)?;
    let saved = match &args.mapping {
        Some(name) => mapping::read(&root, name)?,
        None => mapping::Saved::default(),
    };
    let set = set(&table, &args.set, &saved)?;
    let entry = Entry::new(&registers.workspace, &registers.vocabulary);
    let mut incoming = Incoming::default();
    let mut headings = saved.columns.clone();
    let mut sheets = 0;
    for path in &args.files {
        let bytes = output::read(&world.directory.join(path)).with_context(|| cannot_read(path))?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let (grids, hidden) = grids(&name, &bytes, &args.sheet)?;
        for sheet in hidden {
            incoming
                .notes
                .push(say!(vi: "`{name}`: bỏ qua trang tính ẩn `{sheet}`", en: "`{name}`: the hidden sheet `{sheet}` is passed over"));
        }
        for grid in grids.iter().filter(|grid| grid.rows.iter().flatten().any(|cell| !cell.trim().is_empty())) {
            let sheet_name = &grid.name;
            let Some(mut heading) = find_heading(grid, &table, &saved.columns) else {
                let asked = &args.table;
                incoming.notes.push(say!(
                    vi: "`{sheet_name}`: không tìm thấy dòng tiêu đề nào của `{asked}`",
                    en: "`{sheet_name}`: no heading of `{asked}` is found"
                ));
                continue;
            };
            sheets += 1;
            let guessed = by_looks(grid, &table, &mut heading, &entry, &set);
            if let Some(message) = lacking(&table, &heading, &set, sheet_name) {
                return Err(message.into());
            }
            incoming.notes.push(told::columns(grid, &table, &heading, &guessed));
            for (column, field) in table.columns.iter().zip(&heading.fields) {
                if let Some(field) = field {
                    headings.insert(column.name.clone(), heading.names[*field].clone());
                }
            }
            incoming.provided(&table, &heading, &set);
            incoming.add(sheet(grid, &table, &heading, &entry, &set));
        }
    }
    if sheets == 0 {
        return Err(no_heading(&args.files, &table).into());
    }
    let act = |world: &mut World<'_>| {
        let plan = Plan::make((&target, &table), incoming, globals, world)?;
        told::show(&plan, &table, world, registers.lang)?;
        let Some(plan) = plan.sound(globals, world) else { return Ok(Exit::Unsound) };
        finish(args, &plan, &table, &root, world, registers.lang)
    };
    let exit = if args.write { output::alone(&root, || act(world)) } else { act(world) }?;
    if let (Some(name), Exit::Fine) = (&args.save_mapping, exit) {
        mapping::write(&root, name, &args.table, &headings, &table, &set)?;
    }
    Ok(exit)
}

/// That nothing in the files looks like the heading of a table.
fn no_heading(files: &[PathBuf], table: &Table) -> Message {
    let files = ticked(&files.iter().map(|path| path.display().to_string()).collect::<Vec<_>>());
    let (name, columns) = (&table.name, ticked(&table.columns.iter().map(|column| column.header.as_str()).collect::<Vec<_>>()));
    say!(
        vi: "{files}: không dòng nào giống dòng tiêu đề của `{name}`; các cột là: {columns}. Khai báo `title` hoặc `header` của cột trong tiendo.toml, hoặc dùng --mapping",
        en: "{files}: no line looks like the heading of `{name}`; its columns are: {columns}. Declare a column's `title` or `header` in tiendo.toml, or use --mapping"
    )
}

/// Writes what is to be written, and says so.
fn finish(
    args: &Args,
    plan: &Plan,
    table: &Table,
    root: &std::path::Path,
    world: &mut World<'_>,
    lang: crate::text::Lang,
) -> Result<Exit, Stop> {
    let doubts = !plan.doubts.is_empty();
    if args.write && doubts && args.doubts.is_none() {
        let message = say!(
            vi: "còn dòng nghi ngờ nên không ghi gì; sửa chúng, hoặc thêm --doubts TỆP để lấy chúng ra riêng và ghi các dòng còn lại",
            en: "some rows are doubtful, so nothing was written; mend them, or say --doubts FILE to have them apart and the others written"
        );
        tell(world, "tiendo", &message, lang);
        return Ok(Exit::Unsound);
    }
    if let Some(path) = args.doubts.as_ref().filter(|_| doubts) {
        let path = world.directory.join(path);
        let (header, rows) = told::doubts(plan, table, lang);
        output::write(&path, |out| crate::render::texts_as_workbook(&header, &rows, out)).with_context(|| super::cannot_write(&path))?;
    }
    if args.write {
        plan.write(root)?;
        tell(world, "tiendo", &told::written(plan), lang);
    } else {
        tell(
            world,
            "tiendo",
            &say!(vi: "xem trước, chưa ghi gì; ghi bằng --write", en: "a preview, nothing was written; write it with --write"),
            lang,
        );
    }
    Ok(Exit::Fine)
}

/// The table of a name.
fn target(registers: &Registers, name: &str) -> Result<(Target, Table), Message> {
    let workspace = &registers.workspace;
    if let Some(at) = workspace.logs.iter().position(|log| log.table.name == name) {
        super::record::refuse_wide(&workspace.logs[at].table)?;
        return Ok((Target::Log(at), workspace.logs[at].table.clone()));
    }
    let files = single_files(workspace);
    if let Some((path, table)) = files.iter().find(|(_, table)| table.name == name) {
        return Ok((Target::File(path.clone()), table.clone()));
    }
    let known = || workspace.logs.iter().map(|log| log.table.name.as_str()).chain(files.iter().map(|(_, table)| table.name.as_str()));
    let name = echo(name);
    if let Some(near) = nearest(&name, known()) {
        return Err(say!(vi: "không có bảng `{name}`; có phải là `{near}`?", en: "there is no table `{name}`; did you mean `{near}`?"));
    }
    let all = ticked(&known().collect::<Vec<_>>());
    Err(say!(vi: "không có bảng `{name}`; có: {all}", en: "there is no table `{name}`; there are: {all}"))
}

/// What is set for columns, on the command line and by the mapping.
fn set(table: &Table, asked: &[String], saved: &mapping::Saved) -> Result<BTreeMap<usize, String>, Message> {
    let mut set = BTreeMap::new();
    let asked = asked.iter().map(|text| {
        let shown = echo(text);
        text.split_once('=').ok_or_else(|| say!(vi: "--set: `{shown}`: viết cột=giá_trị", en: "--set: `{shown}`: write column=value"))
    });
    let saved = saved.values.iter().map(|(name, value)| Ok((name.as_str(), value.as_str())));
    for pair in saved.chain(asked) {
        let (name, value) = pair?;
        let Some(column) = table.columns.iter().position(|column| column.name == name || column.header == name) else {
            let (name, table) = (echo(name), &table.name);
            return Err(say!(vi: "`{table}` không có cột `{name}`", en: "`{table}` has no column `{name}`"));
        };
        set.insert(column, value.to_owned());
    }
    Ok(set)
}

/// Says which required columns a sheet has nothing for; nothing where it has all.
fn lacking(table: &Table, heading: &crate::edit::Heading, set: &BTreeMap<usize, String>, sheet: &str) -> Option<Message> {
    let given = |at: usize, column: &Column| {
        heading.fields[at].is_some()
            || set.contains_key(&at)
            || table.defaults.iter().any(|(of, _)| *of == at)
            || column.names.is_some()
            // A log's keys are made.
            || (column.kind == Kind::Key && table.date("date").is_some())
    };
    let columns: Vec<&str> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(at, column)| column.required && !given(*at, column))
        .map(|(_, column)| column.name.as_str())
        .collect();
    if columns.is_empty() {
        return None;
    }
    let (columns, there) = (ticked(&columns), ticked(&heading.names.iter().filter(|name| !name.is_empty()).collect::<Vec<_>>()));
    Some(say!(
        vi: "`{sheet}`: không tiêu đề nào ứng với cột {columns}; có các tiêu đề: {there}. Khai báo `title` hoặc `header` của cột trong tiendo.toml, ghi vào một tệp imports/TÊN.toml (--save-mapping tạo mẫu), hoặc cho giá trị bằng --set",
        en: "`{sheet}`: no heading is the column {columns}; the headings are: {there}. Declare the column's `title` or `header` in tiendo.toml, write it into a file imports/NAME.toml (--save-mapping makes one), or give the value with --set"
    ))
}

fn cannot_read(path: &std::path::Path) -> Message {
    let path = path.display();
    say!(vi: "không đọc được `{path}`", en: "`{path}` cannot be read")
}
