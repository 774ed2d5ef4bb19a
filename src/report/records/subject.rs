//! Whom people mean on the command line: a subject by its code or key, or by a name that only one has.

use std::collections::BTreeSet;

use crate::calendar::Date;
use crate::model::{Kind, LogIndex, Plan, SubjectKind, UNITS, UnitIndex, Workspace};
use crate::report::arguments::unit_of;
use crate::report::subject_units;
use crate::say;
use crate::text::{Message, nearest, nfc, ticked};

/// A name as it is compared: whatever its capitals and its Unicode form.
fn plain(name: &str) -> String {
    nfc(name.trim()).to_lowercase()
}

/// The keys under which rows of a log name a subject.
pub fn keys_of(workspace: &Workspace, log: LogIndex, asked: &str, day: Date) -> Result<BTreeSet<String>, Message> {
    let asked = nfc(asked.trim()).into_owned();
    let one = || Ok(BTreeSet::from([asked.clone()]));
    let columns = || workspace.log(log).table.columns.iter().filter(|column| !column.personal);
    let mut named = BTreeSet::new();
    for column in columns() {
        match &column.kind {
            Kind::Reference(UNITS) if workspace.units.knows(&asked) => return one(),
            Kind::Agency if workspace.plans.iter().any(|plan| plan.names.agency(&asked).is_some()) => return one(),
            Kind::Choice(choices) | Kind::Choices(choices) if choices.iter().any(|choice| choice.id == asked) => return one(),
            Kind::Choice(choices) | Kind::Choices(choices) => {
                named.extend(choices.iter().filter(|choice| plain(&choice.label) == plain(&asked)).map(|choice| choice.id.clone()));
            }
            Kind::Reference(register) if *register != UNITS => {
                let entry = workspace.register(*register);
                if entry.find(&asked).is_some() {
                    return one();
                }
                let name = ["name", "title"].iter().find_map(|name| entry.table.column(name));
                let Some(name) = name.filter(|at| !entry.table.columns[*at].personal) else { continue };
                let (key, wanted) = (entry.table.key().unwrap_or(0), plain(&asked));
                let rows = entry.rows.all().filter(|row| row.text(name).is_some_and(|text| plain(text) == wanted));
                named.extend(rows.filter_map(|row| row.text(key)).map(str::to_owned));
            }
            _ => {}
        }
    }
    match named.len() {
        0 => {}
        1 => return Ok(named),
        _ => return Err(several(&asked, &named)),
    }
    if columns().any(|column| column.kind == Kind::Reference(UNITS)) {
        return Ok(unit_of(workspace, &asked, day)?.into_iter().map(|unit| workspace.units.code(unit).to_owned()).collect());
    }
    let name = &workspace.log(log).table.name;
    Err(say!(vi: "nhật ký `{name}` không có đối tượng `{asked}`", en: "the log `{name}` has no subject `{asked}`"))
}

fn several(asked: &str, keys: &BTreeSet<String>) -> Message {
    let keys = ticked(&keys.iter().map(String::as_str).collect::<Vec<_>>());
    say!(vi: "có nhiều đối tượng tên `{asked}`; hãy dùng mã: {keys}", en: "`{asked}` is the name of several subjects; use a code: {keys}")
}

/// One of some subjects, by its code or key or by its name: a subject's number with the register row that describes it.
pub fn subject_of(
    workspace: &Workspace,
    (plan, kind): (&Plan, SubjectKind),
    asked: &str,
    candidates: &[(u32, Option<usize>)],
    day: Date,
) -> Result<u32, Message> {
    let asked = nfc(asked.trim()).into_owned();
    let key = |subject: u32| workspace.subject_key(plan, kind, subject);
    // Of several holders of a code the last one in time is meant.
    if let Some((subject, _)) = candidates.iter().rev().find(|(subject, _)| key(*subject) == asked) {
        return Ok(*subject);
    }
    let wanted = plain(&asked);
    let called = |(subject, row): &&(u32, Option<usize>)| plain(&workspace.subject_name(plan, kind, *subject, *row, day)) == wanted;
    let mut found: BTreeSet<u32> = candidates.iter().filter(called).map(|(subject, _)| *subject).collect();
    if found.is_empty() && kind != SubjectKind::Units {
        // As tables show it, with the units around it.
        let shown = |of: &&(u32, Option<usize>)| plain(&subject_units::name_with_places(workspace, plan, kind, **of, day)) == wanted;
        found = candidates.iter().filter(shown).map(|(subject, _)| *subject).collect();
    }
    let mut among = None;
    if found.is_empty() && kind == SubjectKind::Units {
        match unit_of(workspace, &asked, day) {
            Ok(units) => {
                // What the unit became is meant, too.
                let reached: BTreeSet<UnitIndex> = units.into_iter().flat_map(|unit| workspace.units.reached(unit, day)).collect();
                found = candidates.iter().map(|(subject, _)| *subject).filter(|unit| reached.contains(&UnitIndex(*unit))).collect();
            }
            Err(message) => among = Some(message),
        }
    }
    let keys: BTreeSet<String> = found.iter().map(|subject| key(*subject).to_owned()).collect();
    match (found.last(), keys.len()) {
        (Some(subject), 1) => return Ok(*subject),
        (Some(_), _) => return Err(several(&asked, &keys)),
        _ => {}
    }
    if let Some(message) = among {
        return Err(message);
    }
    let near = nearest(&asked, candidates.iter().map(|(subject, _)| key(*subject)));
    Err(match near.filter(|_| kind != SubjectKind::Units) {
        Some(near) => say!(
            vi: "`{asked}` không thuộc các đối tượng của chỉ tiêu này; có phải là `{near}`?",
            en: "`{asked}` is not one of those whom the target is about; did you mean `{near}`?"
        ),
        None => say!(
            vi: "`{asked}` không thuộc các đối tượng của chỉ tiêu này trong kỳ; xem ai đã vào, đã ra bằng `tiendo explain` không có --subject",
            en: "`{asked}` is not one of those whom the target is about in the window; `tiendo explain` without --subject shows who came and left"
        ),
    })
}
