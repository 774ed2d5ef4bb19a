//! A window of a subject's own that ends before it begins.

use crate::finding::{Finding, code};
use crate::model::{Plan, Source, Target, Workspace};
use crate::say;

code!(
    /// A window of a subject's own that ends before it begins.
    CODE, "P042", "own-window-backwards", Warning,
    "Kỳ riêng của đối tượng (`by = { column = … }`) kết thúc trước khi dòng của nó có hiệu lực, nên đối tượng này không bao giờ thuộc chỉ tiêu. Sửa một trong hai ngày.\n\nSai:  M12,…,due 2021-06-30,from 2022-01-01\nĐúng: M12,…,due 2022-06-30,from 2022-01-01",
    "The window of a subject's own (`by = { column = … }`) ends before its row begins, so the subject is never a member. Correct one of the two dates.\n\nWrong: M12,…,due 2021-06-30,from 2022-01-01\nRight: M12,…,due 2022-06-30,from 2022-01-01"
);

/// The rows of a target's register whose own window ends before it begins.
pub fn check(workspace: &Workspace, plan: &Plan, target: &Target) -> Vec<Finding> {
    let (Some(own), Some(register)) = (&target.own, plan.kind(target.population).register()) else { return Vec::new() };
    let table = workspace.register(register);
    let mut found = Vec::new();
    for at in 0..table.rows.len() {
        // Whom the population does not mean need not have a sound window.
        if let Some(Source::Register { filter, .. }) = target.population.map(|population| &plan.populations[population.0].source)
            && !filter.passes(workspace, register, at, table.row(at).from().unwrap_or(plan.days.first))
        {
            continue;
        }
        let Some(days) = own.days(workspace, plan, target, at).filter(|days| days.is_empty()) else { continue };
        let (first, last, name) = (days.first, days.last, &target.name);
        let message = say!(vi: "kỳ riêng của dòng này cho chỉ tiêu `{name}` kết thúc {last}, trước khi bắt đầu {first}", en: "the window of its own that target `{name}` gives this row ends on {last}, before it begins on {first}");
        let help = say!(vi: "sửa một trong hai ngày", en: "correct one of the two dates");
        found.push(Finding::new(&CODE, table.row(at).place(), message).help(help));
    }
    found
}
