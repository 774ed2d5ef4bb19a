//! `tiendo restated`.

use super::globals::{Globals, period};
use super::session::Session;
use super::{Exit, Stop, World, git, output};
use crate::report::{Filed, Restated, RestatedPeriod, filed_periods};
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
        let Some(filed) = filed else {
            return Err(say!(
                vi: "`{path}` không phải số liệu đã báo cáo do `tiendo report --file` ghi",
                en: "`{path}` is no file that `tiendo report --file` wrote"
            )
            .into());
        };
        let wanted = asked.is_none_or(|asked| asked == filed.period) && globals.plan.as_ref().is_none_or(|plan| *plan == filed.plan);
        if !wanted {
            continue;
        }
        let Some(now) = globals.on_cores(|| filed.now(tree, workspace, &session.vocabulary)) else {
            let plan = &filed.plan;
            return Err(say!(
                vi: "`{path}`: nay không còn kế hoạch `{plan}`",
                en: "`{path}`: the plan `{plan}` is there no more"
            )
            .into());
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

/// Lines of logs that the revision noted in a filed period does not have.
fn rows(session: &Session, filed: &Filed) -> Option<Vec<(String, usize)>> {
    let (revision, _) = filed.revision.as_ref()?;
    git::new_lines(session.tree.directory()?, revision)
}
