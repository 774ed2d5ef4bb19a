//! `tiendo restated`.

use super::globals::{Globals, period};
use super::session::Session;
use super::{Exit, Stop, World, git, output, tell};
use crate::report::{EarlierRows, Filed, NoFigures, Restated, RestatedPeriod, filed_periods};
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

/// Lines of logs whose rows the revision noted in a filed period does not have.
fn rows(session: &Session, filed: &Filed) -> Option<Vec<(String, usize)>> {
    let (revision, _) = filed.revision.as_ref()?;
    let folder = session.tree.directory()?;
    let commit = git::Commit::of(session.tree.home()?, revision)?;
    let mut lines = Vec::new();
    for log in &session.workspace.logs {
        let (file, below) = (format!("logs/{}.csv", log.table.name), format!("logs/{}/", log.table.name));
        let of_log = |path: &&str| **path == file || path.starts_with(&below);
        let mut earlier = EarlierRows::default();
        commit.contents(commit.files.keys().map(String::as_str).filter(of_log), |_, bytes| earlier.add(&bytes))?;
        for path in &log.files {
            let found = output::read(&folder.join(path)).map(|bytes| earlier.new_in(&bytes)).unwrap_or_default();
            lines.extend(found.into_iter().map(|line| (path.clone(), line)));
        }
    }
    lines.sort();
    Some(lines)
}
