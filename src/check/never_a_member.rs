//! Something that is in a population for a time, and in none of its windows.

use crate::calendar::Days;
use crate::finding::{Finding, code};
use crate::model::{Plan, PopulationIndex, UNITS, Workspace};
use crate::say;

code!(
    /// A row that is in a population, and a member in no window.
    CODE, "P041", "never-a-member", Warning,
    "Dòng này thuộc một nhóm đối tượng trong một số ngày, nhưng không thuộc kỳ nào: thành viên được xét vào ngày cuối của kỳ (hoặc ngày tính đến), mà những ngày đó dòng không có hiệu lực. Với những thứ chỉ có trong thời gian ngắn, ghi `membership = \"any\"`.\n\nSai:  [population.quay] register = \"quay\"                           # mở 5 ngày trong tháng 6, kỳ là cả năm\nĐúng: [population.quay] register = \"quay\", membership = \"any\"",
    "This row is in a population on some days, and a member in no window: membership is read on a window's last day (or the as-of date), and the row is not valid on any of these. For things with a short life write `membership = \"any\"`.\n\nWrong: [population.stalls] register = \"stalls\"                       # open for 5 days in June, windows of a year\nRight: [population.stalls] register = \"stalls\", membership = \"any\""
);

/// The rows of those that are in a population on some day of the plan, and not among those seen in its windows, which are marked by
/// their numbers.
pub fn check(workspace: &Workspace, plan: &Plan, population: PopulationIndex, seen: &[bool]) -> Vec<Finding> {
    let Some(register) = plan.kind(Some(population)).register().filter(|register| *register != UNITS) else { return Vec::new() };
    let entry = &plan.populations[population.0];
    let id = &entry.id;
    let mut found = Vec::new();
    for member in plan.members_some_day(workspace, population, Days { first: plan.days.first, last: plan.days.last }) {
        let Some(row) = member.row.filter(|_| !seen.get(member.subject as usize).is_some_and(|seen| *seen)) else { continue };
        let key = workspace.register(register).key(member.subject);
        let message = say!(vi: "`{key}` thuộc nhóm `{id}` trong một số ngày, nhưng không thuộc kỳ nào của chỉ tiêu nào", en: "`{key}` is in the population `{id}` on some days, and a member in no window of any target");
        let help = say!(vi: "thành viên được xét vào ngày cuối của kỳ; ghi `membership = \"any\"` nếu ai thuộc nhóm ngày nào cũng tính", en: "membership is read on a window's last day: write `membership = \"any\"` if being in it on any day counts");
        found.push(Finding::new(&CODE, workspace.register(register).row(row).place(), message).help(help));
    }
    found
}
