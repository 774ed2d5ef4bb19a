//! `tiendo accept`: writes down that a miss is known, and why.

use anyhow::Context;
use clap::Args as ClapArgs;

use super::globals::{Globals, date};
use super::session::Session;
use super::{Exit, Stop, World, output, tell};
use crate::model::Workspace;
use crate::report::Selection;
use crate::say;
use crate::text::{Lang, Message, cell_safe, count_en, nearest, nfc, ticked};

/// The file, in the workspace.
const FILE: &str = "accepted.csv";
/// Its columns, in the order in which a new file has them, and which of them order its rows.
const COLUMNS: [&str; 7] = ["target", "window", "subject", "from", "reason", "basis", "plan"];
const ORDER: [&str; 5] = ["plan", "target", "window", "subject", "from"];

/// Write down that a miss is known and accepted, with the reason: it stays a miss, and the gate no longer asks for it
#[derive(ClapArgs, Debug)]
pub(super) struct Args {
    /// The target: activity.target, or plan/activity.target
    target: String,
    /// The window's label, as the tables show it: 2017, 2017-H1, 2013..2020
    window: String,
    /// Only this subject: its code or key [default: every subject]
    #[arg(long, value_name = "CODE")]
    subject: Option<String>,
    /// The day from which it is accepted [default: the as-of date]
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Why it is accepted
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// The decision or document that it rests on
    #[arg(long, value_name = "TEXT")]
    basis: Option<String>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let session = Session::open(globals, world)?;
    let (workspace, state) = (&session.workspace, &session.state);
    let (plan, index) = Selection::one(workspace, state, &args.target)?;
    let (entry, target) = (&workspace.plans[plan], workspace.plans[plan].target(index));
    let windows: Vec<&str> = target.windows.iter().map(|window| window.label.as_str()).collect();
    if !windows.contains(&args.window.as_str()) {
        return Err(no_window(&target.name, &args.window, &windows).into());
    }
    let reason = args.reason.trim();
    if reason.is_empty() {
        return Err(say!(vi: "--reason: phải ghi lý do", en: "--reason: say why").into());
    }
    let from = args.from.as_deref().map_or(Ok(state.as_of), |text| date("--from", text))?;
    let states = state.plans.iter().filter(|found| found.plan == plan).flat_map(|found| &found.activities).flat_map(|found| &found.targets);
    let of_target = states.filter(|found| found.target == index).flat_map(|found| &found.windows);
    let cells = of_target.filter(|found| target.windows[found.window].label == args.window).flat_map(|found| &found.cells);
    let kind = entry.kind(target.population);
    let key = |subject: u32| workspace.subject_key(entry, kind, subject);
    let cells: Vec<_> = cells.collect();
    let subject = args.subject.as_deref().map(|asked| nfc(asked.trim()).into_owned());
    if let Some(subject) = &subject
        && !cells.iter().any(|cell| key(cell.subject) == subject)
    {
        return Err(no_subject(&target.name, &args.window, subject, cells.iter().map(|cell| key(cell.subject))).into());
    }
    let covered =
        cells.iter().filter(|cell| !cell.state.is_covered() && subject.as_ref().is_none_or(|subject| key(cell.subject) == subject));
    let count = covered.count();
    let value = |column: &str| match column {
        "target" => target.name.clone(),
        "window" => args.window.clone(),
        "subject" => subject.clone().unwrap_or_default(),
        "from" => from.to_string(),
        "reason" => reason.to_owned(),
        "basis" => args.basis.clone().unwrap_or_default(),
        "plan" if workspace.plans.len() > 1 => entry.id.clone(),
        _ => String::new(),
    };
    let Some(root) = session.tree.directory().map(std::path::Path::to_path_buf) else { return Ok(Exit::Fine) };
    let path = root.join(FILE);
    // Whoever else writes waits, and then finds this row there.
    let text = output::alone(&root, || {
        let there =
            if output::exists(&path) { output::read(&path).with_context(|| super::cannot_write(FILE.as_ref()))? } else { Vec::new() };
        let text = with_row(&there, &value)?;
        if !args.dry_run {
            output::write(&path, |out| out.write_all(text.as_bytes())).with_context(|| super::cannot_write(FILE.as_ref()))?;
        }
        Ok::<String, Stop>(text)
    })?;
    if args.dry_run {
        world.out.write_all(text.as_bytes())?;
    } else if !globals.quiet {
        let cases = count_en(count, "case");
        let window = &args.window;
        let name = &target.name;
        let said = say!(
            vi: "đã ghi vào `{FILE}`: `{name}` {window}, {count} trường hợp hiện chưa đạt được chấp nhận",
            en: "written to `{FILE}`: `{name}` {window}, {cases} not met today are accepted"
        );
        tell(world, "tiendo", &said, session.lang);
    }
    if world.out.flush().is_err() {
        return Err(Stop::EnoughRead);
    }
    note_unread(workspace, world, session.lang);
    Ok(Exit::Fine)
}

/// Says so where the file has rows that cannot be read: they accept nothing.
fn note_unread(workspace: &Workspace, world: &mut World<'_>, lang: Lang) {
    if workspace.left_out > 0 {
        let said = say!(vi: "có dòng trong thư mục làm việc không đọc được; `tiendo check` cho biết dòng nào", en: "some rows of the workspace cannot be read; `tiendo check` says which");
        tell(world, "tiendo", &said, lang);
    }
}

fn no_window(target: &str, asked: &str, windows: &[&str]) -> Message {
    if let Some(near) = nearest(asked, windows.iter().copied()) {
        return say!(vi: "`{target}` không có kỳ `{asked}`; có phải là `{near}`?", en: "`{target}` has no window `{asked}`; did you mean `{near}`?");
    }
    let all = ticked(windows);
    say!(vi: "`{target}` không có kỳ `{asked}`; có: {all}", en: "`{target}` has no window `{asked}`; there are: {all}")
}

fn no_subject<'k>(target: &str, window: &str, asked: &str, known: impl Iterator<Item = &'k str>) -> Message {
    match nearest(asked, known) {
        Some(near) => say!(
            vi: "`{asked}` không thuộc đối tượng của `{target}` {window}; có phải là `{near}`?",
            en: "`{asked}` is no subject of `{target}` {window}; did you mean `{near}`?"
        ),
        None => say!(
            vi: "`{asked}` không thuộc đối tượng của `{target}` {window}; `tiendo coverage {target} --by subject` liệt kê mã",
            en: "`{asked}` is no subject of `{target}` {window}; `tiendo coverage {target} --by subject` lists their codes"
        ),
    }
}

/// The file with one more row, in its order. Columns that the file has stay as they are.
fn with_row(there: &[u8], value: &dyn Fn(&str) -> String) -> Result<String, Message> {
    let unreadable =
        || say!(vi: "không đọc được `{FILE}`; `tiendo check` cho biết vì sao", en: "`{FILE}` cannot be read; `tiendo check` says why");
    let there = there.strip_prefix(b"\xef\xbb\xbf").unwrap_or(there);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(there);
    let mut rows = reader.records().collect::<Result<Vec<csv::StringRecord>, _>>().map_err(|_| unreadable())?.into_iter();
    let mut header: Vec<String> = rows.next().map_or_else(Vec::new, |row| row.iter().map(str::to_owned).collect());
    if header.is_empty() {
        header = COLUMNS.iter().filter(|column| **column != "plan" || !value("plan").is_empty()).map(|&column| column.to_owned()).collect();
    }
    let mut rows: Vec<Vec<String>> = rows.map(|row| row.iter().map(str::to_owned).collect()).collect();
    for column in COLUMNS {
        if !value(column).is_empty() && !header.iter().any(|name| name == column) {
            header.push(column.to_owned());
            for row in &mut rows {
                row.push(String::new());
            }
        }
    }
    let new: Vec<String> = header.iter().map(|column| cell_safe(&value(column)).into_owned()).collect();
    let place = |name: &str| header.iter().position(|column| column == name);
    let order: Vec<usize> = ORDER.iter().filter_map(|name| place(name)).collect();
    let keys = |row: &Vec<String>| -> Vec<String> { order.iter().map(|at| row.get(*at).cloned().unwrap_or_default()).collect() };
    let what: Vec<usize> = ["plan", "target", "window", "subject"].iter().filter_map(|name| place(name)).collect();
    let same = |row: &&Vec<String>| what.iter().all(|at| row.get(*at) == new.get(*at));
    if rows.iter().any(|row| same(&row)) {
        return Err(
            say!(vi: "`{FILE}` đã có dòng này; sửa hoặc xóa dòng đó trước", en: "`{FILE}` has such a row already: change or delete that one first"),
        );
    }
    rows.push(new);
    rows.sort_by_key(keys);
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in std::iter::once(&header).chain(&rows) {
        writer.write_record(row).map_err(|_| unreadable())?;
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(subject: &'static str) -> impl Fn(&str) -> String {
        move |column| match column {
            "target" => "a.b".into(),
            "window" => "2014".into(),
            "subject" => subject.into(),
            "reason" => "lũ, mưa".into(),
            _ => String::new(),
        }
    }

    #[test]
    fn rows_are_added_in_their_order_and_nothing_else_changes() {
        let new = with_row(b"", &row("")).expect("written");
        assert_eq!(new, "target,window,subject,from,reason,basis\na.b,2014,,,\"lũ, mưa\",\n");
        let there = "\u{feff}window,target,reason,own\n2015,a.b,x,1\n2013,a.a,y,2\n".as_bytes();
        let new = with_row(there, &row("c1")).expect("written");
        assert_eq!(new, "window,target,reason,own,subject\n2013,a.a,y,2,\n2014,a.b,\"lũ, mưa\",,c1\n2015,a.b,x,1,\n");
        assert!(with_row(new.as_bytes(), &row("c1")).is_err(), "twice");
        assert!(with_row(new.as_bytes(), &row("c2")).is_ok());
        assert!(with_row(b"target,window\na,\"b\nc", &row("")).is_err() || with_row(b"\xff,a\n", &row("")).is_err());
    }
}
