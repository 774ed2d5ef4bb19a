//! Somebody who is in a population, and whose row does not say what it needs.

use crate::finding::{Finding, code};
use crate::model::{Member, Plan, Target, UNITS, UnitIndex, Workspace};
use crate::say;

code!(
    /// A member whose threshold is empty.
    CODE, "P044", "no-threshold", Warning,
    "Đối tượng thuộc nhóm của chỉ tiêu, nhưng ở dòng này không có ngưỡng của nó (ô trống). Vì vậy đối tượng không được tính ở đâu: không đạt, không thiếu. Điền ngưỡng, hoặc loại đối tượng khỏi nhóm bằng `where`.\n\nSai:  at_least = { column = \"so_buoi\" }, và ô so_buoi của dòng này trống\nĐúng: so_buoi = 4, hoặc where = { so_buoi = { not = \"\" } } ở nhóm",
    "The subject is in a target's population, but its row does not say what it needs (an empty cell). So it is in no count: neither met nor lacking. Enter the threshold, or leave the subject out of the population by `where`.\n\nWrong: at_least = { column = \"sessions_due\" }, and this row's sessions_due is empty\nRight: sessions_due = 4, or where = { sessions_due = { not = \"\" } } in the population"
);

/// The finding at the row of a member that no window counts.
pub fn check(workspace: &Workspace, plan: &Plan, target: &Target, member: Member) -> Option<Finding> {
    let register = plan.kind(target.population).register()?;
    let row = workspace.register(register).row(member.row?);
    let key =
        if register == UNITS { workspace.units.code(UnitIndex(member.subject)) } else { workspace.register(register).key(member.subject) };
    let table = &workspace.register(register).table;
    let hidden = if table.key().is_some_and(|column| table.columns[column].personal) { "…" } else { key };
    let name = &target.name;
    let message = say!(
        vi: "`{hidden}` không có ngưỡng của chỉ tiêu {name}, nên không được tính ở đó",
        en: "`{hidden}` has no threshold of the target {name}, and is in no count of it"
    );
    let help = say!(vi: "điền ngưỡng, hoặc loại đối tượng khỏi nhóm bằng `where`", en: "enter the threshold, or leave it out of the population by `where`");
    Some(Finding::new(&CODE, row.place(), message).help(help))
}
