//! `tiendo restated`.

use super::globals::{Globals, period};
use super::session::Session;
use super::{Exit, Stop, World, git, output, tell};
use crate::model::{Column, Kind};
use crate::report::{EarlierRows, Filed, NewRow, NoFigures, Restated, RestatedPeriod, filed_periods};
use crate::say;

/// List the filed figures that would be others today, and the rows that made them differ where git tells
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Only this period, as it was filed: 2016-H1
    #[arg(value_name = "PERIOD")]
    reported: Option<String>,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let asked = args.reported.as_deref().map(|text| period("restated", text)).transpose()?;
    let session = Session::open(globals, world)?;
    let (tree, workspace) = (&session.tree, &session.workspace);
    let mut periods = Vec::new();
    for (path, filed) in filed_periods(tree) {
        let damaged = || {
            say!(
                vi: "`{path}` không phải số liệu đã báo cáo do `tiendo report --file` ghi",
                en: "`{path}` is no file that `tiendo report --file` wrote"
            )
        };
        let Some(filed) = filed else { return Err(damaged().into()) };
        let wanted = asked.is_none_or(|asked| asked == filed.period) && globals.plan.as_ref().is_none_or(|plan| *plan == filed.plan);
        if !wanted {
            continue;
        }
        let now = globals.on_cores(|| filed.now(tree, workspace, &session.vocabulary));
        if now == Err(NoFigures::Damaged) {
            return Err(damaged().into());
        }
        let Ok(now) = now else {
            // The other periods are told all the same.
            let plan = &filed.plan;
            let said = say!(vi: "`{path}`: nay không còn kế hoạch `{plan}`; bỏ qua kỳ này", en: "`{path}`: the plan `{plan}` is there no more; this period is passed over");
            tell(world, "tiendo", &said, session.lang);
            continue;
        };
        let moved = filed.moved(&now);
        let rows = if moved.is_empty() { None } else { rows(&session, &filed) };
        periods.push(RestatedPeriod { path, filed, moved, rows });
    }
    if let (Some(asked), true) = (asked, periods.is_empty()) {
        let label = asked.to_string();
        return Err(say!(vi: "kỳ {label} chưa được lưu bằng `tiendo report {label} --file`", en: "{label} was not filed: `tiendo report {label} --file`").into());
    }
    let answer = Restated { workspace, as_of: session.state.as_of, periods };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}

/// Rows of logs that the revision noted in a filed period does not have.
fn rows(session: &Session, filed: &Filed) -> Option<Vec<NewRow>> {
    let (revision, _) = filed.revision.as_ref()?;
    let folder = session.tree.directory()?;
    let home = session.tree.home()?;
    let commit = git::Commit::of(home, revision)?;
    let mut rows = Vec::new();
    for log in &session.workspace.logs {
        let mut earlier = EarlierRows::default();
        commit.contents(of_log(&commit, &log.table.name), |_, bytes| earlier.add(&bytes))?;
        let shown = |column: &Column| (!column.personal).then(|| column.header.clone());
        let key = log.table.columns.iter().find(|column| column.kind == Kind::Key).and_then(shown);
        let date = shown(&log.table.columns[log.date]);
        for path in &log.files {
            let named = [key.as_deref(), date.as_deref()];
            rows.extend(output::read(&folder.join(path)).map(|bytes| earlier.new_in(path, &bytes, named)).unwrap_or_default());
        }
    }
    date_commits(session, home, &commit, &mut rows);
    rows.sort();
    Some(rows)
}

/// The files of a log at a commit.
fn of_log<'c>(commit: &'c git::Commit<'_>, log: &str) -> Vec<&'c str> {
    let (file, below) = (format!("logs/{log}.csv"), format!("logs/{log}/"));
    commit.files.keys().map(String::as_str).filter(|path| **path == file || path.starts_with(&below)).collect()
}

/// Says of each row which commit was the first to have it. Each content of a file is read once.
fn date_commits(session: &Session, folder: &std::path::Path, base: &git::Commit<'_>, rows: &mut [NewRow]) {
    let mut seen: std::collections::BTreeSet<String> = base.files.values().cloned().collect();
    for id in git::since(folder, &base.id) {
        if rows.iter().all(|row| row.commit.is_some()) {
            return;
        }
        let Some(commit) = git::Commit::of(folder, &id) else { continue };
        let files = session.workspace.logs.iter().flat_map(|log| of_log(&commit, &log.table.name));
        let fresh: Vec<&str> = files.filter(|path| seen.insert(commit.files[*path].clone())).collect();
        let mut there = EarlierRows::default();
        if commit.contents(fresh, |_, bytes| there.add(&bytes)).is_none() {
            continue;
        }
        for row in rows.iter_mut().filter(|row| row.commit.is_none() && there.have(row)) {
            row.commit = Some(id.clone());
        }
    }
}
